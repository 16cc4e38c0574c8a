"""Showing one initiative: what it is, and everything that was said of it, each with its proof."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli import initiatives_told as told
from cli import screen
from cli.initiatives_shown import day, line
from records import PlacewatchError
from settings import Settings
from warehouse import initiative_names, initiatives, lives, queries

QUOTE = 600  # characters of a quote; guess: a long sentence
LATEST = 5  # documents that are named, beside the first; --format json has all
SEEDED = "known before we looked"
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
                "'placewatch query --sql \"FROM decisions\"' says by whom"
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
        self.console, self.found = console, found
        self.head: Row = found["head"][0]

    def tell(self) -> None:
        self._head()
        self._relations()
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
        self.console.print(
            Text.assemble((line(head["name"], 120), "bold"), f"   {' · '.join(what)}")
        )
        facts_of = Table.grid(padding=(0, 2, 0, 0))
        facts_of.add_column(style="dim", no_wrap=True)
        facts_of.add_column()
        for label, words in (*self._called(), *self._known()):
            facts_of.add_row(label, Text(words))
        self.console.print(facts_of)
        if documents := self.found["documents"]:
            best = max(documents, key=lambda row: (row["is_main"], row["confidence"]))
            self._quote(best)

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
        yield "id", head["initiative_id"]

    def _sure(self) -> str:
        head = self.head
        if head["is_seeded"]:
            since = f", since {self.found['known_since']}" if self.found["known_since"] else ""
            return f"{SEEDED}{since}: seeds/initiatives.yaml"
        if head["sure"] is None:
            return "nothing names it any more"
        doubt = "; not sure" if head["sure"] < initiatives.SURE else ""
        return f"{head['sure']:.0%}{doubt}: {line(head['why'], 200)}"

    def _relations(self) -> None:
        rows, decided = self.found["relations"], self.found["decisions"]
        self._section("What it comes from", [*rows, *decided])
        for row in rows:
            self._claim(f"{RELATIONS[row['relation']]} {line(row['other'], 120)}", [row])
        for row in decided:
            other = line(row["other"] or row["new_name"] or "", 120)
            what = f"{row['what']}: {line(row['initiative'], 120)} {other}".rstrip()
            by = f"decided by {line(row['who'], 40)}, {day(row['decided_at'])}"
            note = f" “{line(row['note'], 120)}”" if row["note"] else ""
            self._line(f"{what} – {by}{note}")

    def _timeline(self) -> None:
        rows = self.found["timeline"]
        self._section("What happened", rows)
        for one in told.once(rows):
            row = one.rows[0]
            if row["is_seeded"]:
                self._line(f"{row['value']} – {SEEDED}")
                continue
            values = ", ".join(line(each["value"], 80) for each in one.rows)
            what = HAPPENED.get(row["kind"], "{}").format(values)
            rang = "   alerted" if any(each["told_at"] for each in one.rows) else ""
            again = ", ".join(line(source, 60) for source in one.again)
            more = f"   told again by {again}" if again else ""
            self._claim(f"{day(row['happened_at'])}  {what}{rang}{more}", [row])

    def _areas(self) -> None:
        rows = self.found["areas"]
        sites = [row for row in self.found["figures"] if row["what"] == "sites"]
        self._section("Where", [*rows, *sites])
        for row in sites:
            self._claim(f"{row['value']} places{_said_by(row)}", [row])
        named = [row for row in rows if row["documents"]]
        for group in told.proved_together(named):
            names = ", ".join(f"{line(row['area'], 60)}{_often(row)}" for row in group)
            self._claim(names, group[:1])
        self._seeded([row["area"] for row in rows if row["is_seeded"]], rows)

    def _sponsors(self) -> None:
        rows = self.found["sponsors"]
        self._section("Who is behind it", rows)
        for role, words in ROLES.items():
            mine = [row for row in rows if row["role"] == role and not row["is_seeded"]]
            for group in told.proved_together(mine):
                bodies = ", ".join(_body(row) for row in group)
                self._claim(f"{words} {bodies}", group[:1])
        self._seeded([row["body"] for row in rows if row["is_seeded"]], rows)

    def _people(self) -> None:
        rows = self.found["people"]
        self._section("People", rows)
        for row in rows:
            roles = f" ({', '.join(row['roles'])})" if row["roles"] else ""
            self._claim(f"{line(row['person'], 80)}{roles}{_said_by(row)}", [row])

    def _figures(self, what: str, title: str) -> None:
        rows = [row for row in self.found["figures"] if row["what"] == what]
        self._section(title, rows)
        for row in rows:
            self._claim(f"{line(row['value'], 120)}{_said_by(row)}", [row])

    def _deadlines(self) -> None:
        rows = self.found["deadlines"]
        self._section("Deadlines", rows)
        for row in rows:
            hour = f" {row['closes_at']:%H:%M} UTC" if row["has_hour"] else ""
            self._claim(f"{day(row['closes_at'])}{hour}  {row['kind']} closes", [row])

    def _contradictions(self) -> None:
        rows = self.found["contradictions"]
        self._section("Told differently", rows)
        for row in rows:
            what = ROLES[row["role"]] if row["role"] else row["what"]
            tellers = ", ".join(line(one, 60) for one in row["told_by"])
            self._claim(f"{what}: {line(row['value'], 120)} – says {tellers}", [row])

    def _documents(self) -> None:
        rows = self.found["documents"]
        self._section(f"Documents that name it: {len(rows)}", rows)
        shown = [*rows[:1], *rows[1:][-LATEST:][::-1]]
        for place, row in enumerate(shown):
            which = "first " if place == 0 else "latest" if place == 1 else "      "
            passing = "" if row["is_main"] else "  (in passing)"
            self._line(f"{which} {day(row['said_at'])}  {line(row['source'] or '', 60)}: "
                       f"{line(row['title'], 120)}{passing}")  # fmt: skip
            self._link(row["url"])
        if len(rows) > len(shown):
            self._line(f"and {len(rows) - len(shown)} between: --format json has them all")

    def _section(self, title: str, rows: Sequence[object]) -> None:
        if rows:
            self.console.print()
            self.console.rule(Text(title, "bold"), align="left", style="dim")

    def _claim(self, words: str, proofs: Iterable[Row]) -> None:
        """Print what is said, and beneath it each proof: quote, source, day and link."""
        self._line(words)
        for row in proofs:
            self._quote(row)

    def _quote(self, row: Row) -> None:
        if row.get("quote"):
            quoted = Text(f"“{line(row['quote'], QUOTE)}”", "italic")
            self.console.print(Padding(quoted, (0, 0, 0, 4), expand=False))
        at = row.get("first_said_at") or row.get("said_at") or row.get("happened_at")
        who = line(row["source"] or "", 80)
        self._link(row["url"], ", ".join(filter(None, (who, day(at)))))

    def _seeded(self, names: Sequence[str], rows: Sequence[Row]) -> None:
        """Print what the seeds say, told apart from what documents say."""
        if names:
            self._line(f"{SEEDED}: {', '.join(line(name, 80) for name in names)}")
            evidence = [row["url"] for row in rows if row["is_seeded"] and not row["documents"]]
            if evidence and evidence[0]:
                self._link(evidence[0], "evidence")

    def _line(self, words: str) -> None:
        self.console.print(Padding(Text(words), (0, 0, 0, 2), expand=False))

    def _link(self, url: str | None, words: str = "") -> None:
        where = " · ".join(filter(None, (words, line(url or "", 500))))
        if where:  # an address stays whole, so that it can be opened
            self.console.print(Text(f"    {where}", "dim"), soft_wrap=True)


def _body(row: Row) -> str:
    kind = (row["body_kind"] or "on no list").replace("_", " ")
    return f"{line(row['body'], 100)} ({kind}){_often(row)}"


def _often(row: Row) -> str:
    return f" ×{row['documents']}" if row["documents"] > 1 else ""


def _said_by(row: Row) -> str:
    return f" – said in {_count(row['documents'], 'document')}" if row["documents"] > 1 else ""


def _count(many: int, what: str) -> str:
    return f"{many} {what}{'' if many == 1 else 's'}"
