"""Whether each thing that the newsroom holds was handled: expected.yaml against the warehouse."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cli.newsroom import Newsroom
from records import Place
from warehouse import queries

ALERTS = """
    SELECT kind, initiative, alerts.created_at, count(*) OVER (PARTITION BY key) AS times, text
    FROM alerts WHERE kind NOT IN ('digest', 'review', 'source') ORDER BY created_at, key
"""
# Further sources of what was told, and how much of it was told before.
JOINED = """
    SELECT later.initiative, count(DISTINCT first.alert_id)
    FROM alerts AS later
    LEFT JOIN alerts AS first ON first.thread = later.thread AND first.kind <> 'source'
        AND first.created_at < later.created_at
    WHERE later.kind = 'source' GROUP BY later.alert_id, later.initiative ORDER BY ALL
"""
MENTIONS = """
    SELECT lower(initiative), list(DISTINCT lower(value)) FILTER (WHERE what = 'area'),
           list(DISTINCT lower(value)) FILTER (WHERE what = 'sponsor')
    FROM claims GROUP BY ALL
"""
THEMES = """
    SELECT url, list(DISTINCT theme)
    FROM themes_by_article JOIN articles USING (article_id) GROUP BY url
"""
STORIES = "SELECT url, story_id FROM stories"
DEADLINES = "SELECT url, closes_at FROM deadlines"
VOICES = "SELECT url, verdict, workforce_words, pages FROM voice WHERE document_kind = 'report'"
VERSIONS = """
    SELECT url, list(v.text ORDER BY v.seen_at)
    FROM article_versions AS v JOIN articles USING (article_id) GROUP BY url
"""
SOURCES = "SELECT source_id, health FROM sources"
PROBLEMS = "SELECT about, text FROM problems"
ARTICLES = "SELECT url, title FROM articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that the demo must show."""

    what: str
    is_met: bool
    found: str  # what was found instead


def checks(snapshot: Place, room: Newsroom) -> tuple[Check, ...]:
    """Return what the warehouse made of the newsroom, thing by thing."""
    return tuple(_Judge(snapshot, room).all())


class _Judge:
    """The answers of the warehouse beside what was expected."""

    def __init__(self, snapshot: Place, room: Newsroom) -> None:
        self.room = room
        self.expected = room.expected
        self.snapshot = snapshot
        self.alerts = self.rows(ALERTS)
        self.themes = dict(self.rows(THEMES))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(queries.sql(self.snapshot, sql).rows)

    def all(self) -> Iterator[Check]:
        yield from self.right_alerts()
        yield self.no_other_alert()
        yield self.joined()
        yield from self.quiet()
        yield from self.themeless()
        yield from self.stories()
        yield from self.deadlines()
        yield from self.silent_reports()
        yield from self.edits()
        yield from self.broken_feeds()

    def right_alerts(self) -> Iterator[Check]:
        said = {
            name: (areas or [], sponsors or []) for name, areas, sponsors in self.rows(MENTIONS)
        }
        for alert in self.expected.alerts:
            name = alert.initiative.lower()
            rung = [row for row in self.alerts if row[0] == alert.kind and _is_name(row[1], name)]
            days = [self.day(row[2]) for row in rung]
            areas, sponsors = said.get(rung[0][1].lower() if rung else name, ([], []))
            missing = [a for a in alert.areas if not _is_among(a, areas)]
            missing += [s for s in alert.sponsors if not _is_among(s, sponsors)]
            stage_is_told = not rung or alert.kind == "new" or alert.stages[0] in rung[0][4]
            times = (
                "by one publisher"
                if len(alert.articles) == 1
                else (f"by {len(alert.articles)} articles")
            )
            yield Check(
                what=f"day {alert.day}: {alert.initiative} rings once ({alert.kind}), told {times}",
                is_met=days == [alert.day] and not missing and stage_is_told,
                found=f"rung on days {days}; not named: {missing}",
            )

    def no_other_alert(self) -> Check:
        known = [(alert.kind, alert.initiative.lower()) for alert in self.expected.alerts]
        strangers = [
            f"{kind} {initiative} on day {self.day(at)}"
            for kind, initiative, at, *_ in self.alerts
            if not any(kind == k and _is_name(initiative, name) for k, name in known)
        ]
        return Check(
            what="nothing else rings: no second alert, none for the baseline, none by mistake",
            is_met=not strangers and all(row[3] == 1 for row in self.alerts),
            found="; ".join(strangers),
        )

    def joined(self) -> Check:
        rows = self.rows(JOINED)
        names = [str(name) for name, _ in rows]
        return Check(
            what=f"sources that tell of it later join its thread: {', '.join(names) or 'none'}",
            is_met=bool(rows)
            and all(before for _, before in rows)
            and len(set(names)) == len(rows),
            found=f"{rows}",
        )

    def quiet(self) -> Iterator[Check]:
        for quiet in self.expected.quiet:
            rung = [row for row in self.alerts if _is_name(row[1], quiet.initiative.lower())]
            kinds = {
                a.kind
                for a in self.expected.alerts
                if _is_name(a.initiative.lower(), quiet.initiative.lower())
            }
            extra = [row for row in rung if row[0] not in kinds]
            yield Check(
                what=f"{quiet.initiative} stays quiet: {quiet.why}",
                is_met=not extra,
                found=f"rang {len(extra)} times",
            )

    def themeless(self) -> Iterator[Check]:
        for item in self.expected.themeless:
            given = self.themes.get(self.room.address(item.article), [])
            title = self.room.calendar.write(self.room.stock.pieces[item.article].title)
            yield Check(
                what=f"no theme for “{title}”: {item.why}",
                is_met=not given,
                found=f"it has {', '.join(given)}",
            )

    def stories(self) -> Iterator[Check]:
        joined = dict(self.rows(STORIES))
        for story in self.expected.same_story:
            ids = {joined.get(self.room.address(name)) for name in story.articles}
            yield Check(
                what=f"{len(story.articles)} copies of one agency story are one story",
                is_met=len(ids) == 1 and None not in ids,
                found=f"{len(ids)} stories",
            )

    def deadlines(self) -> Iterator[Check]:
        found: dict[str, list[Any]] = {}
        for url, closes_at in self.rows(DEADLINES):
            found.setdefault(url, []).append(closes_at)
        for deadline in self.expected.deadlines:
            at = self.room.closing(deadline)
            dates = found.get(self.room.address(deadline.article), [])
            yield Check(
                what=f"a deadline is found: {at:%d %B %Y %H:%M} UTC, respond at {deadline.respond}",
                is_met=at in dates,
                found=f"found {dates}",
            )

    def silent_reports(self) -> Iterator[Check]:
        voices = {url: rest for url, *rest in self.rows(VOICES)}
        for silent in self.expected.silent_reports:
            verdict, workforce, pages = voices.get(self.room.file(silent.file), ("not read", 0, 0))
            yield Check(
                what=f"{silent.file}: {pages} pages read, “workforce” words {workforce} times, "
                f"verdict: {silent.verdict}",
                is_met=verdict == silent.verdict,
                found=f"verdict: {verdict}",
            )

    def edits(self) -> Iterator[Check]:
        versions = dict(self.rows(VERSIONS))
        for edit in self.expected.edits:
            texts = versions.get(self.room.address(edit.article), [])
            yield Check(
                what=f"an edited article keeps both versions: “{edit.was}”, then “{edit.reads}”",
                is_met=len(texts) > 1 and _has(texts[0], edit.was) and _has(texts[-1], edit.reads),
                found=f"{len(texts)} versions",
            )

    def broken_feeds(self) -> Iterator[Check]:
        told = dict(self.rows(PROBLEMS))
        urls = {url for url, _ in self.rows(ARTICLES)}
        for broken in self.expected.broken_feeds:
            late = [name for name in broken.late if self.room.address(name) not in urls]
            problem = told.get(broken.publisher)
            yield Check(
                what=f"the feed of {broken.publisher} breaks on day {broken.day} "
                f"(“{problem}”) and is read again on day {broken.back}; nothing is lost",
                is_met=problem is not None and not late,
                found=f"problem: {problem}; missing: {late}",
            )

    def day(self, at: Any) -> int:
        return 1 + int((at.date() - self.room.evening(1).date()).days)


def _is_name(found: str | None, name: str) -> bool:
    """Return whether two names are one: the shorter stands in the longer."""
    if not found:
        return False
    found, name = found.lower(), name.lower()
    return found in name or name in found


def _is_among(name: str, names: list[str]) -> bool:
    return any(_is_name(other, name) for other in names)


def _has(text: str, words: str) -> bool:
    return " ".join(words.split()) in " ".join(text.split())
