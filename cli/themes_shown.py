"""Showing themes and rules as the seeds have them, with what they found so far."""

import difflib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from cli import screen
from records import PlacewatchError
from settings import Settings
from themes.rules import corpus, in_words, load
from themes.rules.written import Library, Written
from warehouse import queries, store

NO_WAREHOUSE = "no warehouse yet: 'placewatch run' makes one"
NOTHING = {"hits": 0, "articles": 0, "counted": 0, "in_7_days": 0, "in_30_days": 0, "last_at": None}


class NoSuchName(PlacewatchError):
    """A theme or a rule that the seeds do not have."""


def listed(settings: Settings) -> None:
    """Print the themes.

    Raises:
        SeedError: if the seeds have faults.
    """
    library = load.library(settings.seeds)
    table = _table("theme", "title", "threshold", "rules", right=("threshold", "rules"))
    for theme_id, theme in library.ruleset.themes.items():
        count = sum(one.rule.theme_id == theme_id for one in library.rules.values())
        table.add_row(theme_id, theme.title, f"{theme.threshold:g}", str(count))
    console = screen.console()
    console.print(table)
    count = len(library.rules)
    console.print(f"\nruleset {library.ruleset.digest}: {count} rules", highlight=False)


def rules(settings: Settings, theme_id: str, shape: str) -> None:
    """Print the rules of a theme, or of all, each with its origin and its yield.

    Args:
        settings: Of the installation.
        theme_id: Of the theme; empty: all.
        shape: table or json.

    Raises:
        NoSuchName: if there is no such theme.
        SeedError: if the seeds have faults.
    """
    library = load.library(settings.seeds)
    if theme_id and theme_id not in library.ruleset.themes:
        raise NoSuchName(_unknown("theme", theme_id, tuple(library.ruleset.themes)))
    yields = _yields(settings, theme=theme_id)
    shown = [one for one in library.rules.values() if theme_id in ("", one.rule.theme_id)]
    if shape == "json":
        click.echo(_json([_facts(one, yields) for one in shown]))
        return
    right = ("weight", "articles", "30 days", "counted")
    table = _table("rule", "weight", "origin", *right[1:], "last", right=right)
    for one in shown:
        found = _found(one, yields) or {}
        figures = [str(found.get(key, "")) for key in ("articles", "in_30_days", "counted")]
        origin = one.card.removeprefix("corpus/") or "extension"
        last = _day(found.get("last_at"))
        table.add_row(one.rule.rule_id, f"{one.rule.weight:g}", origin, *figures, last)
    console = screen.console()
    console.print(table)
    if yields is None:
        console.print(f"\n{NO_WAREHOUSE}", highlight=False)


def explained(settings: Settings, rule_id: str, shape: str) -> None:
    """Print what a rule is, where it comes from and what it found.

    Raises:
        NoSuchName: if there is no such rule; near names are suggested.
        SeedError: if the seeds have faults.
    """
    library = load.library(settings.seeds)
    one = library.rules.get(rule_id)
    if one is None:
        raise NoSuchName(_unknown("rule", rule_id, tuple(library.rules)))
    yields = _yields(settings, rule=rule_id)
    samples = [] if yields is None else _rows(settings, "rule-samples", {"rule": rule_id})
    card = corpus.read(settings.seeds / one.card.partition("#")[0]) if one.card else None
    if shape == "json":
        facts = _facts(one, yields) | {"seed": _seed(one, card), "samples": samples}
        click.echo(_json(facts))
        return
    _tell(one, library, card)
    _tell_yield(_found(one, yields), samples)


def _tell(one: Written, library: Library, card: corpus.Card | None) -> None:
    console = screen.console()
    theme = library.ruleset.themes[one.rule.theme_id]
    console.print(Text(one.rule.rule_id, "bold"))
    console.print(Text(f"theme      {theme.title} ({theme.theme_id}), in {one.place}"))
    counts = f"counts {one.rule.weight:g}; the theme is given from {theme.threshold:g} on"
    console.print(Text(f"weight     {counts}"))
    console.rule("What must stand where", align="left")
    for line in in_words.lines(one):
        console.print(Text(f"- {line}"))
    console.rule("Where it comes from", align="left")
    claim = card.claims.get(one.card.partition("#")[2]) if card else None
    if card is None or claim is None:
        console.print(Text(f"extension  {one.row.get('extension', '')}"))
    else:
        console.print(Text(f"seed       {card.title}: {card.author}; {card.date}"))
        console.print(Text(f"claim      {one.card}: {claim.text}"))
        quotes = ", ".join(f"“{quote}”" for quote in claim.quotes)
        console.print(Text(f"quote      {quotes or 'the card has none'}"))
    console.rule("What it must find, and must not", align="left")
    for key, sign in (("hits", "+"), ("misses", "-")):
        for text in one.texts(key):
            console.print(Text(f"{sign} {text}"))


def _tell_yield(found: Mapping[str, Any] | None, samples: list[dict[str, Any]]) -> None:
    console = screen.console()
    console.rule("What it found", align="left")
    if found is None:
        console.print(NO_WAREHOUSE, highlight=False)
        return
    if not found["hits"]:
        console.print("nothing so far")
        return
    console.print(
        Text(
            f"{found['hits']} hits in {found['articles']} articles, {found['in_7_days']} of them "
            f"of the last 7 days, {found['in_30_days']} of 30; the last {_day(found['last_at'])}"
        )
    )
    beside = found["articles"] - found["counted"]
    console.print(Text(f"counted in {found['counted']}; in {beside} heavier rules hit its words"))
    for row in samples:
        sentence = mark(row["sentence"], [row["quote"]])
        console.print(Text.assemble(f"- {_day(row['appeared_at'])} ", sentence))
        console.print(Text(f"    {row['title']} · {row['url']}", "dim"))


def mark(sentence: str, quotes: list[str]) -> str:
    """Return a sentence with the words that hit between ⟦ and ⟧."""
    for quote in dict.fromkeys(quotes):
        sentence = sentence.replace(quote, f"⟦{quote}⟧", 1)
    return " ".join(sentence.split())


def _unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    if what == "rule" and name.endswith(":words"):
        return f"{name} is no rule: where none hits, a theme's own words prove it (docs/themes.md)"
    near = difflib.get_close_matches(name, known, 3, 0.5)
    near += [one for one in known if name in one and one not in near][: 3 - len(near)]
    command = "placewatch themes list" if what == "rule" else "placewatch themes"
    helps = f"did you mean {', '.join(near)}?" if near else f"{command} has the names"
    return f"there is no {what} {name!r}: {helps}"


def _facts(one: Written, yields: Mapping[str, dict[str, Any]] | None) -> dict[str, Any]:
    return {
        "rule": one.rule.rule_id,
        "theme": one.rule.theme_id,
        "place": one.place,
        "weight": one.rule.weight,
        "from": one.card or None,
        "extension": one.row.get("extension"),
        "in_words": in_words.lines(one),
        "hits": one.texts("hits"),
        "misses": one.texts("misses"),
        "yield": _found(one, yields),
    }


def _seed(one: Written, card: corpus.Card | None) -> dict[str, Any] | None:
    claim = card.claims.get(one.card.partition("#")[2]) if card else None
    if card is None or claim is None:
        return None
    return {
        "title": card.title,
        "author": card.author,
        "date": card.date,
        "claim": claim.text,
        "quotes": claim.quotes,
    }


def _yields(
    settings: Settings, *, rule: str = "", theme: str = ""
) -> dict[str, dict[str, Any]] | None:
    """Return what rules found, by rule; None: there is no warehouse yet."""
    if not store.is_there(settings.snapshot):
        return None
    rows = _rows(settings, "rule-yield", {"rule": rule, "theme": theme})
    return {f"{row.pop('theme_id')}/{row.pop('rule_id')}": row for row in rows}


def _found(one: Written, yields: Mapping[str, dict[str, Any]] | None) -> dict[str, Any] | None:
    if yields is None:
        return None
    return yields.get(f"{one.rule.theme_id}/{one.rule.rule_id}", dict(NOTHING))


def _rows(settings: Settings, name: str, params: Mapping[str, object]) -> list[dict[str, Any]]:
    found = queries.run(settings.snapshot, name, params)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _table(*headings: str, right: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in right else "left")
    return table


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at else ""


def _json(what: object) -> str:
    return json.dumps(what, ensure_ascii=False, indent=2, default=str)
