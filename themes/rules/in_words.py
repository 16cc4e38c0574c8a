"""Says a rule in words: what must stand where for it to hit."""

from collections.abc import Iterator, Mapping
from typing import Any

from themes.rules.rules import LEAD_WORDS
from themes.rules.written import Written, texts

_FIELDS = {
    "title": "looks at the title alone",
    "lead": f"looks at the title and the first {LEAD_WORDS} words alone",
    "body": "looks at the text alone, not at the title",
    "report": "looks at reports alone",
}


def lines(written: Written) -> tuple[str, ...]:
    """Return what a rule asks for, one condition a line."""
    return tuple(_lines(written))


def _lines(written: Written) -> Iterator[str]:
    yield f"hits where one of these stands: {_listed(written.texts('any'))}"
    for near in written.nears:
        count = int(near.get("at_least", 1))
        many = "one" if count == 1 else f"{count} different ones"
        yield f"if {_reach(near)} stands {many} of: {_listed(texts(near, 'any'))}"
    if every := written.texts("all"):
        yield f"if somewhere in the text stands each of: {_listed(every)}"
    if none := written.texts("none"):
        yield f"if nowhere in the text stands any of: {_listed(none)}"
    if unless := written.texts("unless"):
        yield f"not where in its sentence stands one of: {_listed(unless)}"
    if written.rule.field in _FIELDS:
        yield _FIELDS[written.rule.field]
    if kinds := written.texts("source_kinds"):
        yield f"reads publishers of these kinds alone: {', '.join(kinds)}"


def _reach(near: Mapping[str, Any]) -> str:
    if "words" in near:
        return f"within {near['words']:g} words of it"
    beside = int(near.get("sentences", 1)) - 1
    if beside == 0:
        return "in its sentence"
    return "in its sentence or " + (
        "one beside it" if beside == 1 else f"up to {beside} sentences away"
    )


def _listed(phrases: tuple[str, ...]) -> str:
    return " · ".join(phrases)
