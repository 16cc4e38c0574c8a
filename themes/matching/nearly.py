"""Tells which rules nearly hit a text, and what stopped each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from records import Document
from themes.matching.chains import Span
from themes.rules import rules
from themes.rules.rules import Page, Rule, Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A rule whose phrase stands in a text, and which does not hit there."""

    rule_id: str
    theme_id: str
    weight: float
    field: str  # title or text: where start and stop count
    start: int  # of the phrase, in characters
    stop: int  # just past it
    quote: str
    why: str  # near, unless, all, none, field, source_kinds; the first that lets it through
    says: str  # for people


def stopped(document: Document, ruleset: Ruleset) -> tuple[Stopped, ...]:
    """Return the rules that one condition alone keeps from hitting, heaviest first.

    Those that only lack a neighbour come last: many begin from a word as common as "council".
    A rule that fails on several conditions is far from hitting, and is left out; so is one
    that hits elsewhere in the text.
    """
    page = rules.lay_out(ruleset.book, document.title, document.text)
    found = [
        one
        for rule in ruleset.rules
        if page.reading.spans(rule.anchor) and (one := _stopped(rule, page, document)) is not None
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Stopped) -> tuple[bool, float, str]:
    return one.why == "near", -one.weight, one.rule_id


def _stopped(rule: Rule, page: Page, document: Document) -> Stopped | None:
    is_for = not rule.source_kinds or document.source_kind in rule.source_kinds
    is_kind = rule.field != "report" or document.kind == "report"
    if rules.holds(rule, page):
        if is_for and is_kind:
            return None
        ways = [("source_kinds" if is_kind else "field", rule)] if is_for or is_kind else []
    else:
        ways = list(_eased(rule)) if is_for and is_kind else []
    for why, eased in ways:
        if spans := rules.holds(eased, page):
            return _made(rule, why, spans[0], page, document)
    return None


def _eased(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield a rule without one of its conditions, for each that it has."""
    if rule.unless is not None:
        yield "unless", replace(rule, unless=None)
    if rule.near:
        yield "near", replace(rule, near=())
    if rule.all:
        yield "all", replace(rule, all=())
    if rule.none is not None:
        yield "none", replace(rule, none=None)
    if rule.field != "any":
        yield "field", replace(rule, field="any")


def _made(rule: Rule, why: str, span: Span, page: Page, document: Document) -> Stopped:
    is_title = span[0] < page.stream.title_stop
    text = document.title if is_title else document.text
    start, stop = _offsets(span, page)
    return Stopped(
        rule_id=rule.rule_id,
        theme_id=rule.theme_id,
        weight=rule.weight,
        field="title" if is_title else "text",
        start=start,
        stop=stop,
        quote=text[start:stop],
        why=why,
        says=_says(rule, why, span, page, document),
    )


def _says(rule: Rule, why: str, span: Span, page: Page, document: Document) -> str:
    if why == "unless" and rule.unless is not None:
        first, last = page.reading.bounds(page.reading.sentence(span[0]))
        around = [one for one in page.reading.spans(rule.unless) if first <= one[0] < last]
        return f"cancelled by {_quotes(around, page, document)} in its sentence"
    if why == "none" and rule.none is not None:
        return f"banned by {_quotes(page.reading.spans(rule.none), page, document)}"
    if why == "near":
        reach = " and ".join(
            f"within {near.reach} words"
            if near.unit == "words"
            else "in its sentence"
            if near.reach == 1
            else f"within {near.reach} sentences"
            for near in rule.near
        )
        return f"what it asks for does not stand near: {reach}"
    return {
        "all": "not everything that it asks for stands somewhere in the text",
        "field": f"it looks at the {rule.field} alone",
    }.get(why, f"it reads publishers of other kinds: {', '.join(sorted(rule.source_kinds))}")


def _quotes(spans: list[Span], page: Page, document: Document) -> str:
    found = []
    for span in spans[:2]:
        start, stop = _offsets(span, page)
        text = document.title if span[0] < page.stream.title_stop else document.text
        found.append(f"“{text[start:stop]}”")
    return " and ".join(dict.fromkeys(found))


def _offsets(span: Span, page: Page) -> tuple[int, int]:
    place = page.stream.place(*span)
    return place.start, place.stop
