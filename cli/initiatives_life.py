"""Showing one initiative: what it is, and everything that was said of it, each with its proof."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import click
from rich.console import Console

from cli import initiatives_told as told
from cli import screen
from cli.initiatives_proof import SEEDED, Page
from cli.initiatives_shown import day, line
from records import PlacewatchError
from settings import Settings
from warehouse import initiative_names, initiatives, lives, queries

LATEST = 5  # documents that are named, beside the first; --format json has all
ROLES = {  # in the order in which they are told
    "commissions": "commissioned by",
    "funds": "funded by",
    "writes": "written by",
    "delivers": "delivered by",
    "evaluates": "evaluated by",
    "backs": "backed by",
    "": SEEDED,
}
RELATIONS = {
    "formerly": "formerly",
    "replaces": "replaces",
    "builds on": "builds on",
    "later: formerly": "later called",
    "later: replaces": "replaced by",
    "later: builds on": "built on by",
}
HAPPENED = {  # beside steps, which have words of their own
    "new": "new to us",
    "area": "named for it: {}",
    "sponsor": "behind it: {}",
    "report": "report: {}",
    "deadline": "closes on {}",
}
REACTIONS = {"useful": "useful to", "noise": "noise to", "on it": "on it:"}
LIFTED = "until a step, a closing day, a thumb up, or 'placewatch feedback useful'"
FIGURES = {"money": "Money", "report": "Reports"}
Row = Mapping[str, Any]


class Refused(PlacewatchError):
    """A name that a person refused."""


def show(settings: Settings, name: str, shape: str) -> None:
    """Print the life of the initiative that a person names.

    Args:
        settings: Of the installation.
        name: Its id, one of its names, or a part of one that no other has.
        shape: text or json.

    Raises:
        QueryError: if there is no published copy yet.
        UnknownInitiative: if none has that name, or several have.
        Refused: if a person said that it is no initiative.
    """
    with queries.opened(settings.snapshot) as con:
        meant = initiative_names.meant(con, name)
        if meant.is_refused:
            raise Refused(
                f"{meant.name!r} was refused by a person: it is no initiative; "
                "'placewatch initiatives decisions' says by whom"
            )
        found = lives.life(con, meant.kept_id)
    if shape == "json":
        click.echo(json.dumps(facts(found), ensure_ascii=False, indent=2, default=_plain))
    else:
        tell(screen.console(), found)


def facts(found: Row) -> dict[str, Any]:
    """Return a life as JSON has it: what the head says, then each section."""
    return {**found["head"][0], **{key: value for key, value in found.items() if key != "head"}}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def tell(console: Console, found: Row) -> None:
    """Print a life for people."""
    _Life(console, found).tell()


class _Life:
    """One life on one console."""

    def __init__(self, console: Console, found: Row) -> None:
        self.page, self.found = Page(console), found
        self.head: Row = found["head"][0]

    def tell(self) -> None:
        self._head()
        self._relations()
        self._decisions()
        self._timeline()
        self._areas()
        self._sponsors()
        self._people()
        for what, title in FIGURES.items():
            self._figures(what, title)
        self._deadlines()
        self._contradictions()
        self._documents()

    def _head(self) -> None:
        head = self.head
        what = [head["kind"], f"stage {head['stage']}"]
        what += [head["step"]] if head["step"] and head["step"] != head["stage"] else []
        self.page.head(head["name"], " · ".join(what), (*self._called(), *self._known()))
        if documents := self.found["documents"]:
            best = max(documents, key=lambda row: (row["is_main"], row["confidence"]))
            self.page.quote(best)

    def _called(self) -> Iterator[tuple[str, str]]:
        """Yield other names, those together that we know since the same day."""
        since: dict[str, list[str]] = {}
        for row in self.found["names"]:
            if row["name"] != self.head["name"]:
                merged = ", when it was found by itself" if row["is_merged"] else ""
                since.setdefault(f"since {day(row['first_seen_at'])}{merged}", []).append(
                    row["name"]
                )
        for when, names in since.items():
            yield "also called", f"{', '.join(line(name, 120) for name in names)} ({when})"

    def _known(self) -> Iterator[tuple[str, str]]:
        """Yield since when we know it, how surely, and where it stands in print."""
        head = self.head
        first = line(head["first_source"] or "", 80)
        yield "first seen", f"{day(head['first_seen_at'])}{', ' if first else ''}{first}"
        yield "how sure", self._sure()
        if head["last_news_at"]:
            said = f"{_count(head['documents'], 'document')} of {_count(head['sources'], 'source')}"
            last = f"the latest {day(head['last_news_at'])}, {line(head['last_source'] or '', 80)}"
            yield "in print", f"{said}; {last}"
        if themes := ", ".join(line(row["theme"], 60) for row in self.found["themes"]):
            yield "themes", themes
        yield from self._heard()
        yield "id", head["initiative_id"]

    def _heard(self) -> Iterator[tuple[str, str]]:
        """Yield what people in Slack make of what they were told."""
        if rows := self.found["reactions"]:
            said = (f"{REACTIONS[row['meaning']]} {_people(row['people'])}" for row in rows)
            yield "in Slack", "; ".join(said)
        for row in self.found["mutes"]:
            who = f"noise to {_people(row['noise_to'])}"
            yield "muted", f"replies as urgent as {row['tier']} or less, {who}; {LIFTED}"

    def _sure(self) -> str:
        head = self.head
        if head["is_seeded"]:
            since = f", since {self.found['known_since']}" if self.found["known_since"] else ""
            return f"{SEEDED}{since}: seeds/initiatives.yaml"
        if head["sure"] is None:
            return "nothing names it any more"
        if head["sure"] == 1 and not head["why"].startswith("confirmed"):
            return "its name was in the register by the time that every document was read last"
        doubt = "; not sure" if head["sure"] < initiatives.SURE else ""
        return f"{head['sure']:.0%}{doubt}: {line(head['why'], 200)}"

    def _relations(self) -> None:
        rows = self.found["relations"]
        self.page.section("What it comes from, and what came of it", rows)
        for row in rows:
            self.page.claim(f"{RELATIONS[row['relation']]} {line(row['other'], 120)}", [row])

    def _decisions(self) -> None:
        rows = self.found["decisions"]
        self.page.section("What people decided", rows)
        for row in rows:
            other = line(row["other"] or row["new_name"] or "", 120)
            what = f"{row['what']}: {line(row['initiative'], 120)}{' → ' if other else ''}{other}"
            note = f" “{line(row['note'], 120)}”" if row["note"] else ""
            self.page.line(f"{what} – {line(row['who'], 40)}, {day(row['decided_at'])}{note}")

    def _timeline(self) -> None:
        rows = self.found["timeline"]
        self.page.section("What happened", rows)
        for one in told.once(rows):
            row = one.rows[0]
            if row["is_seeded"]:
                self.page.line(f"{row['value']} – {SEEDED}")
                continue
            values = ", ".join(line(each["value"], 80) for each in one.rows)
            what = HAPPENED.get(row["kind"], "{}").format(values)
            rang = "   alerted" if any(each["told_at"] for each in one.rows) else ""
            again = ", ".join(line(source, 60) for source in one.again)
            more = f"   told again by {again}" if again else ""
            self.page.claim(f"{day(row['happened_at'])}  {what}{rang}{more}", [row])

    def _areas(self) -> None:
        rows = self.found["areas"]
        sites = [row for row in self.found["figures"] if row["what"] == "sites"]
        self.page.section("Where", [*rows, *sites])
        for row in sites:
            self.page.claim(f"{row['value']} places{_said_by(row)}", [row])
        named = [row for row in rows if row["documents"]]
        for group in told.proved_together(named):
            names = ", ".join(f"{line(row['area'], 60)}{_often(row)}" for row in group)
            self.page.claim(names, group[:1])
        self.page.seeded([row["area"] for row in rows if row["is_seeded"]], rows)

    def _sponsors(self) -> None:
        rows = self.found["sponsors"]
        self.page.section("Who is behind it", rows)
        for role, words in ROLES.items():
            mine = [row for row in rows if row["role"] == role and not row["is_seeded"]]
            for group in told.proved_together(mine):
                bodies = ", ".join(_body(row) for row in group)
                self.page.claim(f"{words} {bodies}", group[:1])
        self.page.seeded([row["body"] for row in rows if row["is_seeded"]], rows)

    def _people(self) -> None:
        rows = self.found["people"]
        self.page.section("People", rows)
        for row in rows:
            roles = f" ({', '.join(row['roles'])})" if row["roles"] else ""
            self.page.claim(f"{line(row['person'], 80)}{roles}{_said_by(row)}", [row])

    def _figures(self, what: str, title: str) -> None:
        rows = [row for row in self.found["figures"] if row["what"] == what]
        self.page.section(title, rows)
        for row in rows:
            self.page.claim(f"{line(row['value'], 120)}{_said_by(row)}", [row])

    def _deadlines(self) -> None:
        rows = self.found["deadlines"]
        self.page.section("Deadlines", rows)
        for row in rows:
            hour = f" {row['closes_at']:%H:%M} UTC" if row["has_hour"] else ""
            self.page.claim(f"{day(row['closes_at'])}{hour}  {row['kind']} closes", [row])

    def _contradictions(self) -> None:
        rows = self.found["contradictions"]
        self.page.section("Told differently", rows)
        for row in rows:
            what = ROLES[row["role"]] if row["role"] else row["what"]
            tellers = ", ".join(line(one, 60) for one in row["told_by"])
            self.page.claim(f"{what}: {line(row['value'], 120)} – says {tellers}", [row])

    def _documents(self) -> None:
        rows = self.found["documents"]
        self.page.section(f"Documents that name it: {len(rows)}", rows)
        shown = [*rows[:1], *rows[1:][-LATEST:][::-1]]
        for place, row in enumerate(shown):
            which = "first " if place == 0 else "latest" if place == 1 else "      "
            passing = "" if row["is_main"] else "  (in passing)"
            self.page.line(f"{which} {day(row['said_at'])}  {line(row['source'] or '', 60)}: "
                       f"{line(row['title'], 120)}{passing}")  # fmt: skip
            self.page.link(row["url"])
        if len(rows) > len(shown):
            self.page.line(f"and {len(rows) - len(shown)} between: --format json has them all")


def _body(row: Row) -> str:
    kind = (row["body_kind"] or "on no list").replace("_", " ")
    return f"{line(row['body'], 100)} ({kind}){_often(row)}"


def _often(row: Row) -> str:
    return f" ×{row['documents']}" if row["documents"] > 1 else ""


def _said_by(row: Row) -> str:
    return f" – said in {_count(row['documents'], 'document')}" if row["documents"] > 1 else ""


def _count(many: int, what: str) -> str:
    return f"{many} {what}{'' if many == 1 else 's'}"


def _people(ids: list[str]) -> str:
    """Return people as the channel names them."""
    return ", ".join(line(who, 40) for who in ids)
