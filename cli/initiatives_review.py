"""Asking people what only people can tell: are these one, is this an initiative at all?"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from alerts import escape
from cli import initiatives_said
from cli.initiatives_said import quoted
from flows.classify_pairs import compare
from records import PlacewatchError
from settings import Settings
from warehouse import decided, decisions, pairs, publish, store
from warehouse.pairs import Doubtful, OpenPair, Proof

WIDTH = 240  # of a quote
SHORT_ID = 8  # characters of an id; warehouse.initiative_names takes so few
Ask = Callable[..., Any]  # click.prompt, where a terminal is there
_QUIT, _SKIP = "q", "s"


def review(
    settings: Settings, shape: str, *, most: int, note: str, who: str | None, ask: Ask | None
) -> None:
    """List what is undecided, or ask about one after the other.

    Args:
        settings: Of the installation.
        shape: text or json.
        most: How many pairs, and how many names.
        note: Goes with every decision; empty: none.
        who: Who decides; None: whoever is logged in.
        ask: Asks a person; None: nobody is there, so all is listed.

    Raises:
        NothingFound: if there is no warehouse yet.
    """
    initiatives_said.require(settings)
    compare(settings, datetime.now(UTC), everything=True)
    desk = _Desk(settings, note, who)
    doubles, names = desk.load()
    if shape == "json":
        found = {"pairs": desk.plain(doubles[:most]), "names": desk.plain(names[:most])}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    click.echo(
        f"{_count(len(doubles), 'pair')} may be one initiative; "
        f"{_count(len(names), 'name')} {'is' if len(names) == 1 else 'are'} doubtful."
    )
    if ask is None:
        desk.show([*doubles[:most], *names[:most]])
        return
    desk.work(ask)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _ids(one: OpenPair | Doubtful) -> list[str]:
    return [one.initiative_id, one.other_id] if isinstance(one, OpenPair) else [one.initiative_id]


class _Desk:
    """Where one thing after the other is shown, asked about and decided."""

    def __init__(self, settings: Settings, note: str, who: str | None) -> None:
        self.settings = settings
        self.proofs: dict[str, Proof] = {}
        self.by = (note, who)

    def load(self) -> tuple[tuple[OpenPair, ...], tuple[Doubtful, ...]]:
        """Return what is undecided now, with what shows a person what it is."""
        with store.open_warehouse(self.settings.warehouse) as con:
            doubles, names = pairs.undecided(con), pairs.doubtful(con)
            both: list[OpenPair | Doubtful] = [*doubles, *names]
            self.proofs = pairs.proofs(con, [key for one in both for key in _ids(one)])
        return doubles, names

    def plain(self, found: Sequence[OpenPair | Doubtful]) -> list[dict[str, Any]]:
        """Return what JSON can hold of it."""
        return [
            asdict(one) | {"proofs": {key: asdict(self.proofs[key]) for key in _ids(one)}}
            for one in found
        ]

    def show(self, found: Sequence[OpenPair | Doubtful]) -> None:
        """Print what is undecided."""
        for one in found:
            click.echo("\n" + "\n".join(self.lines(one)))

    def work(self, ask: Ask) -> None:
        """Ask about one thing after the other; each decision may settle others."""
        seen: set[frozenset[str]] = set()
        while True:
            doubles, names = self.load()
            both: list[OpenPair | Doubtful] = [*doubles, *names]
            left = [one for one in both if frozenset(_ids(one)) not in seen]
            if not left:
                return
            seen.add(frozenset(_ids(left[0])))
            self.show(left[:1])
            if self.asks(left[0], ask) == _QUIT:
                return

    def lines(self, one: OpenPair | Doubtful) -> Iterator[str]:
        """Yield what a person has to see of a pair or a name, and the commands that decide."""
        if isinstance(one, Doubtful):
            yield f"{quoted(one.name)}: is it an initiative? {one.confidence:.0%} sure"
            yield from self._proof(one.initiative_id)
            short = one.initiative_id[:SHORT_ID]
            yield f"   placewatch initiatives confirm {short}   or   refuse {short}"
            return
        yield f"{quoted(one.initiative)} and {quoted(one.other)}: one initiative?"
        yield f"   {one.score:.0%}: {escape.fold(one.reason)}"
        for number, (key, name) in enumerate(
            ((one.initiative_id, one.initiative), (one.other_id, one.other)), start=1
        ):
            yield f" {number} {quoted(name)}"
            yield from self._proof(key)
        ids = f"{one.initiative_id[:SHORT_ID]} {one.other_id[:SHORT_ID]}"
        yield f"   placewatch initiatives merge {ids}   or   apart {ids}"

    def _proof(self, key: str) -> Iterator[str]:
        proof = self.proofs[key]
        parts = [proof.kind.replace("_", " "), proof.stage, _count(proof.mentions, "document")]
        for what, values in (("in", proof.areas), ("of", proof.sponsors)):
            if values:
                more = f" and {len(values) - 4} more" if len(values) > 4 else ""
                parts.append(f"{what} {escape.fold(', '.join(values[:4]))}{more}")
        if len(proof.names) > 1:
            parts.append(f"also {escape.cut(escape.fold(', '.join(proof.names[1:])), WIDTH)}")
        yield f"   {' · '.join(parts)}"
        for quote, source, url in proof.quotes:
            yield f"   “{escape.cut(escape.fold(quote), WIDTH)}”"
            yield f"      {escape.fold(source)} · {escape.fold(url)}"

    def asks(self, one: OpenPair | Doubtful, ask: Ask) -> str:
        """Ask about one thing until it is decided, skipped or left; return the answer."""
        while True:
            if isinstance(one, OpenPair):
                text = (
                    "1 one initiative, named as 1 · 2 one, named as 2 · a two, keep apart · "
                    "r rename · n not an initiative · s skip · q quit"
                )
                answer = ask(text, type=click.Choice(list("12arnsq")), show_choices=False)
            else:
                text = "y an initiative · n none · r rename · s skip · q quit"
                answer = ask(text, type=click.Choice(list("ynrsq")), show_choices=False)
            if answer in (_QUIT, _SKIP):
                return str(answer)
            try:
                self._decide(one, answer, ask)
            except PlacewatchError as exc:
                click.echo(f"{exc}")
            else:
                if answer != "r":
                    return str(answer)

    def _decide(self, one: OpenPair | Doubtful, answer: str, ask: Ask) -> None:
        first, second = one.initiative_id, getattr(one, "other_id", "")
        if answer in ("r", "n") and second:
            which = ask("Which of the two, 1 or 2?", type=click.Choice(["1", "2"]))
            first = first if which == "1" else second
        if answer == "r":
            self._say(decided.RENAME, first, ask("Its name"))
        elif answer == "n":
            self._say(decided.REFUSE, first)
        elif answer == "y":
            self._say(decided.CONFIRM, first)
        elif answer == "a":
            self._say(decided.APART, first, second)
        else:
            ids = (second, first) if answer == "1" else (first, second)
            self._say(decided.MERGE, *ids)

    def _say(self, what: str, one: str, other: str = "") -> None:
        with store.open_warehouse(self.settings.warehouse) as con:
            said = decisions.decide(con, what, one, other, initiatives_said.by(*self.by))
            publish.publish(con, self.settings.snapshot)
        initiatives_said.tell(said)
