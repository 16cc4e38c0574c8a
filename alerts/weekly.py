"""One message a week for whoever runs the house: what changed, what fails, what waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts import blocks, escape
from records import Alert, Change, Week, identify

LONDON = ZoneInfo("Europe/London")
LISTED = 8  # of a group at most; the rest is a number
FAILING_LISTED = 5
NAME_LIMIT = 50
HEALTH_LIMIT = 100
SEE_REST = "placewatch sources"
WELL = frozenset({"working", "few", "many", "moved"})
QUIET = frozenset({"silent", "empty", "old"})
RESTING = frozenset({"off", "removed", "no address", "unpolled"})
LATE = timedelta(days=2)  # guess: pages are read within the hour, alerts within minutes
SPARE = 4  # guess: a disk with less than four times the warehouse is told of; writing wants two
FLOOR = 1_000_000_000  # guess: nor is one with less than 1 GB left quiet news

Group = tuple[str, list[str]]  # headline, lines


def compose_weekly(week: Week, channel: str) -> Alert:
    """Return the message of a week; where nothing changed and nothing ails, it is one line.

    Its key is that of the week, so that it is sent once however often it is made.

    Args:
        week: The facts.
        channel: Where it goes; empty: the installation's default channel.
    """
    for listed in range(LISTED, 0, -1):  # fewer lines a group, until Slack takes the message
        text, made = _message(week, listed)
        dumped = blocks.dump(made)
        if len(dumped) <= blocks.MESSAGE_LIMIT:
            break
    key = f"weekly:{week.number}"
    return Alert(
        alert_id=identify(key),
        key=key,
        channel=channel,
        text=text,
        blocks=dumped,
        created_at=week.told_at,
        tier="weekly",
    )


def _message(week: Week, listed: int) -> tuple[str, list[blocks.Block]]:
    headline, calm = _headline(week), _calm(week)
    groups = [group for group in _groups(week, listed) if group[1]]
    if groups:
        groups += [("Read", [calm]), ("Warehouse", [_size(week)])]
    text = [headline] if groups else [headline, calm]
    made = [blocks.header(escape.shown(headline, blocks.HEADER_LIMIT))]
    if not groups:
        made.append(blocks.rich([blocks.section([blocks.words(calm)])]))
    for title, lines in groups:
        text += [title, *(f"- {escape.inert(line, LINE_LIMIT)}" for line in lines)]
        made.append(_block(title, lines))
    text.append(f"See every source: {SEE_REST}")
    made.append(blocks.command(SEE_REST, "See every source"))
    return "\n".join(text), made


LINE_LIMIT = NAME_LIMIT + HEALTH_LIMIT + 60  # the name, how it does, how it did


def _headline(week: Week) -> str:
    first, last = (at.astimezone(LONDON) for at in (week.began_at, week.ended_at))
    last -= timedelta(hours=1)
    number = week.number.rpartition("W")[2].lstrip("0")
    begins = f"{first:%-d}" if first.month == last.month else f"{first:%-d %B}"
    return f"Placewatch, week {number} ({begins} to {last:%-d %B %Y}): {_working(week)}"


def _working(week: Week) -> str:
    polled = sum(many for state, many in week.states.items() if state not in RESTING)
    well = sum(many for state, many in week.states.items() if state in WELL)
    if not polled:
        return "no source has been polled yet"
    return f"{well} of {_many(polled, 'source')} {'works' if polled == 1 else 'work'}"


def _calm(week: Week) -> str:
    parts = [
        f"{_many(week.entries, 'new entry', 'new entries')}, {_many(week.articles, 'article')} "
        f"and {_many(week.reports, 'report')} read, {_many(week.alerts, 'alert')} sent"
    ]
    if absent := week.states.get("no address"):
        parts.append(
            f"{_many(absent, 'source')} {'waits' if absent == 1 else 'wait'} for an address"
        )
    return "; ".join(parts)


def _groups(week: Week, listed: int) -> list[Group]:
    found: dict[str, list[Change]] = {
        "Newly failing": [],
        "Gone for good": [],
        "Fallen silent": [],
        "Moved": [],
        "Well again": [],
    }
    for change in week.changes:
        if title := _title(change):
            found[title].append(change)
    groups = [
        (title, _cut([_line(change, title) for change in changes[:listed]], len(changes)))
        for title, changes in found.items()
    ]
    newly = {change.name for change in week.changes if change.state not in WELL}
    still = [row for row in week.failing if row[0] not in newly]
    failing = [
        f"{_name(name)}: {_short(health, HEALTH_LIMIT)}"
        for name, health in still[: min(listed, FAILING_LISTED)]
    ]
    title = f"Still failing: {len(still)}" + (", the longest" if len(still) > 1 else "")
    groups.append((title, _cut(failing, len(still))))
    groups.append(("Look at", _troubles(week, listed)))
    return groups


def _title(change: Change) -> str:
    """Return the group of a change; empty: nobody needs to be told."""
    if change.state in RESTING:  # somebody changed the list
        return ""
    if change.state == "moved":
        return "Moved"
    if change.state in WELL:
        return "" if change.was is None or change.was in WELL | RESTING else "Well again"
    if change.state in QUIET:
        return "Fallen silent"
    return "Gone for good" if change.state == "gone" else "Newly failing"


def _line(change: Change, title: str) -> str:
    line = f"{_name(change.name)}: {_short(change.health, HEALTH_LIMIT)}"
    if title == "Well again" and change.was_health:
        line += f" (was: {_short(change.was_health, 50)})"
    return line


def _troubles(week: Week, listed: int) -> list[str]:
    lines = [
        f"{flow} did not run from {_moment(start)} to {_moment(stop)}: was the machine off?"
        for flow, start, stop in week.pauses[:listed]
    ]
    lines += [f"{flow} of {_moment(at)} was broken off" for flow, at in week.broken_off[:listed]]
    more = max(len(week.pauses) - listed, 0) + max(len(week.broken_off) - listed, 0)
    if more:
        lines.append(f"and {more} more: placewatch query --sql 'FROM runs'")
    if week.alerts_refused:
        lines.append(
            f"{_many(week.alerts_refused, 'alert')} refused by Slack: placewatch query alerts-sent"
        )
    for many, since, what in (
        (week.alerts_waiting, week.alerts_since, "alert"),
        (week.pages_waiting, week.pages_since, "page"),
    ):
        if since and week.told_at - since > LATE:
            lines.append(
                f"{_many(many, what)} waiting, the oldest since {_moment(since)}"
                + (": placewatch query problems-open" if what == "alert" else "")
            )
    if week.free is not None and week.free < max(SPARE * week.size, FLOOR):
        lines.append(f"the disk has {_bytes(week.free)} free: make room before writing stops")
    return lines


def _size(week: Week) -> str:
    line = _bytes(week.size)
    if week.free is not None:
        line += f", {_bytes(week.free)} free on its disk"
    if week.size_before is not None:
        grown = week.size - week.size_before
        line += f"; {_bytes(abs(grown))} {'more' if grown >= 0 else 'less'} than the week before"
    if week.pages_waiting:
        line += f"; {_many(week.pages_waiting, 'page')} waiting to be read"
    return line


def _block(title: str, lines: Sequence[str]) -> blocks.Block:
    items = (blocks.section([blocks.words(escape.shown(line, LINE_LIMIT))]) for line in lines)
    return blocks.rich([blocks.section([blocks.words(title, bold=True)]), blocks.bullets(items)])


def _cut(lines: list[str], many: int) -> list[str]:
    return [*lines, f"and {many - len(lines)} more"] if len(lines) < many else lines


def _name(name: str) -> str:
    return _short(name, NAME_LIMIT) or "no name"


def _short(text: str, limit: int) -> str:
    """Return a part of a line; the whole line passes a door of escape.py, once."""
    return escape.cut(escape.fold(text), limit)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%A %-d %B, %H:%M}"


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _bytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
