"""One message a week for whoever reads the alerts: themes by week, what was new, where, how far."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alerts import blocks, escape, pictured
from alerts.routing import Atlas
from records import STAGES, Alert, identify

SEE_REST = "placewatch initiatives --new"
WEEKS = 8  # guess: two months show what grows
LISTED = 8  # initiatives; the rest is a number
NAME_LIMIT = 80
PLACE_LIMIT = 60
MOST_THEMES = 14
NOWHERE = "No place named"
WIDE = {"United Kingdom": "UK-wide", "England": "England-wide"}
NATIONS = {"scotland": "Scotland", "wales": "Wales", "ni": "Northern Ireland"}


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """An initiative that was new in the week."""

    name: str
    stage: str
    areas: tuple[str, ...]  # as documents name them
    groups: tuple[str, ...]  # regions and nations in which they lie
    url: str  # empty: none
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A week as one channel sees it."""

    number: str  # as ISO 8601 names it: 2026-W47
    monday: date  # its first day
    weeks: tuple[date, ...]  # Mondays, the reviewed week's last
    themes: tuple[tuple[str, tuple[int, ...]], ...]  # title, stories in each week
    new: tuple[New, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the week brought nothing."""
        return not self.new and not any(counts[-1] for _, counts in self.themes)

    @property
    def places(self) -> tuple[tuple[str, Counter[str]], ...]:
        """How many new initiatives each region or nation has, by stage; most first."""
        found: dict[str, Counter[str]] = {}
        for one in self.new:
            for group in one.groups or (NOWHERE,):
                found.setdefault(group, Counter())[one.stage] += 1
        last = (*WIDE.values(), NOWHERE)
        return tuple(
            sorted(found.items(), key=lambda pair: (pair[0] in last, -pair[1].total(), pair[0]))
        )


def review(
    number: str, monday: date, stories: Sequence[tuple[str, date]], new: Sequence[New]
) -> Review:
    """Return a week put together.

    Args:
        number: Its ISO name.
        monday: Its first day.
        stories: Title of the theme and day, for each story of the last WEEKS weeks.
        new: What was new in the week.
    """
    weeks = tuple(monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1))
    counts = Counter((theme, day - timedelta(days=day.weekday())) for theme, day in stories)
    titles = {theme for theme, _ in stories}
    themes = [(title, tuple(counts[title, week] for week in weeks)) for title in titles]
    themes.sort(key=lambda pair: (-pair[1][-1], -sum(pair[1]), pair[0]))
    return Review(
        number=number,
        monday=monday,
        weeks=weeks,
        themes=tuple(themes[:MOST_THEMES]),
        new=tuple(new),
    )


def groups(areas: Sequence[str], atlas: Atlas) -> tuple[str, ...]:
    """Return the regions and nations in which areas lie, each once; unknown areas have none."""
    found = (_group(name, atlas) for name in areas)
    return tuple(dict.fromkeys(group for group in found if group))


def _group(name: str, atlas: Atlas) -> str:
    area = atlas.get(name)
    if area is None:
        return ""
    if name in WIDE:
        return WIDE[name]
    if area.nation in NATIONS:
        return NATIONS[area.nation]
    around = [atlas.get(one) for one in (name, *atlas.around(name))]
    regions = [one.name for one in around if one is not None and one.kind == "region"]
    return regions[-1] if regions else WIDE["England"]


def compose_review(
    week: Review, now: datetime, channel: str, picture: str, not_before: datetime | None = None
) -> Alert | None:
    """Return the review of a week, or None if the week brought nothing.

    Args:
        week: As the channel sees it.
        now: When it was made.
        channel: Where it goes; empty: the installation's default channel.
        picture: Name of the picture's file in the public folder.
        not_before: The end of quiet hours that it waits for; None: it goes at once.
    """
    if week.is_empty:
        return None
    key = f"review:{week.number}" + (f"@{channel}" if channel else "")
    headline = _headline(week)
    told = figures(week)
    made = [blocks.header(headline), pictured.block(picture, told)]
    if week.new:
        title = blocks.section([blocks.words("New initiatives", bold=True)])
        made.append(
            blocks.rich([title, blocks.bullets(map(_item, week.new[:LISTED])), *_rest(week)])
        )
    made.append(blocks.command(SEE_REST, "See all of them"))
    text = [headline, told, *map(_line, week.new[:LISTED])]
    if len(week.new) > LISTED:
        text.append(f"and {len(week.new) - LISTED} more")
    text.append(f"See all of them: {SEE_REST}")
    return Alert(
        alert_id=identify(key),
        key=key,
        channel=channel,
        text="\n".join(text),
        blocks=blocks.dump(made),
        created_at=now,
        tier="weekly",
        not_before=not_before,
    )


def span(week: Review) -> str:
    """Return the days of a week as people write them: 16 to 22 November 2026."""
    last = week.monday + timedelta(days=6)
    first = f"{week.monday:%-d}" + ("" if last.month == week.monday.month else f" {week.monday:%B}")
    return f"{first} to {last:%-d %B %Y}"


def figures(week: Review) -> str:
    """Return what the picture shows, in words: for those who cannot see it."""
    told = []
    if week.themes:
        first = week.weeks[0]
        rows = [
            f"{escape.inert(title, NAME_LIMIT)} {' '.join(map(str, counts))}"
            for title, counts in week.themes
        ]
        told.append(
            f"Stories by theme in each week from {first:%-d %B} on, the last one last: "
            + "; ".join(rows)
        )
    if week.new:
        places = [
            f"{place} {', '.join(f'{counts[stage]} {stage}' for stage in _present(counts))}"
            for place, counts in week.places
        ]
        told.append("New initiatives by area and stage: " + "; ".join(places))
    return ". ".join(told) + "."


def _present(counts: Counter[str]) -> list[str]:
    return [stage for stage in STAGES if counts[stage]]


def _headline(week: Review) -> str:
    stories = sum(counts[-1] for _, counts in week.themes)
    return (
        f"The week in reform, {span(week)}: {_many(len(week.new), 'new initiative')}, "
        f"{_many(stories, 'story', 'stories')} by theme"
    )


def _item(one: New) -> blocks.Block:
    name = escape.shown(one.name, NAME_LIMIT) or "no name given"
    elements = [blocks.words(name, bold=True), blocks.words(_about(one, escape.shown))]
    if url := escape.web_link(one.url):
        elements += [blocks.words(" "), blocks.anchor(url, escape.where("Read", url))]
    return blocks.section(elements)


def _line(one: New) -> str:
    url = escape.web_link(one.url)
    name = escape.inert(one.name, NAME_LIMIT) or "no name given"
    return f"- {name}{_about(one, escape.inert)}" + (f", {url}" if url else "")


def _about(one: New, door: blocks.Door) -> str:
    few = ", ".join(door(area, PLACE_LIMIT) for area in one.areas[:3])
    more = f" and {len(one.areas) - 3} more" if len(one.areas) > 3 else ""
    parts = [one.stage, few + more, door(one.source, PLACE_LIMIT)]
    return " – " + ", ".join(part for part in parts if part)


def _rest(week: Review) -> list[blocks.Block]:
    left = len(week.new) - LISTED
    return [blocks.section([blocks.words(f"and {left} more")])] if left > 0 else []


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"
