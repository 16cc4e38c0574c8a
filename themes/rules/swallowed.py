"""Finds what never decides anything: rules that others swallow, phrases that others cover."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from records import Document
from themes.matching.match import match
from themes.rules import covering
from themes.rules.covering import Lists, Phrases
from themes.rules.language import Saying, parse
from themes.rules.written import Library, Written, texts

MOST_REMARKED = 500  # wordings of a phrase that is looked at for a remark; guess: a second's work


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a person should mend."""

    written: Written
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return it as faults are told."""
        return f"{self.written.path}:{self.line}: {self.what}: {self.remedy}"


def rules(written: Sequence[Written], lists: Lists) -> Iterator[Found]:
    """Yield the rules that never decide anything, told from their phrases alone.

    A rule is swallowed when other rules of its theme, which count before it and ask for
    nothing that it does not ask for itself, hit some of the same words whatever it hits. A
    rule whose phrases all hold words that its own ``unless`` names can never hit.
    """
    by_theme: dict[str, list[Written]] = {}
    for one in written:
        by_theme.setdefault(one.rule.theme_id, []).append(one)
    for theme in by_theme.values():
        # In the order in which they count; sorted() keeps that of the seeds among equals.
        order = sorted(theme, key=lambda one: -one.rule.weight)
        owners = [one for one in order for _ in one.texts("any")]
        phrases = Phrases(_sayings(order), lists)
        ranks = {one.rule.rule_id: number for number, one in enumerate(order)}
        for one in order:
            if found := _swallowers(one, ranks, owners, phrases, lists):
                names = " and ".join(repr(other.rule.rule_id) for other in found)
                what = f"{one.rule.rule_id!r} never decides, {names} hits whatever it hits"
                yield Found(one, one.row.line, what, "delete it, or give it phrases of its own")
            if one.texts("unless") and all(_cancelled(one, lists)):
                what = f"{one.rule.rule_id!r} never hits, its own 'unless' cancels every phrase"
                yield Found(one, one.row.lines["unless"], what, "let 'unless' name less")


def remarks(library: Library) -> Iterator[Found]:
    """Yield what is idle in rules that do decide: it stops nobody, and may go.

    Phrases that another phrase of the same rule always covers or that the rule's own
    ``unless`` always cancels, and rules that add nothing on any of their own hits.
    """
    for one in library.rules.values():
        yield from _idle_phrases(one, library.lists)
        for text, is_idle in zip(one.texts("any"), _cancelled(one, library.lists), strict=False):
            if not is_idle:
                continue
            what = f"{text!r} of {one.rule.rule_id!r} is always cancelled by its 'unless'"
            yield Found(one, one.row.lines["any"], what, "delete one of the two")
        yield from _idle_on_its_hits(one, library)


def _sayings(written: Iterable[Written], key: str = "any") -> list[Saying]:
    return [parse(text) for one in written for text in one.texts(key)]


def _swallowers(
    one: Written,
    ranks: Mapping[str, int],
    owners: Sequence[Written],
    phrases: Phrases,
    lists: Lists,
) -> list[Written]:
    """Return the rules that together hit whatever a rule hits; none: they do not.

    Args:
        one: The rule.
        ranks: When each rule of the theme counts, by its id; only those before it matter.
        owners: Whose each phrase is.
        phrases: Of all rules of the theme.
        lists: What lists hold.
    """
    found: dict[str, Written] = {}
    rank = ranks[one.rule.rule_id]

    def swallows(other: Written, is_whole: bool) -> bool:
        return (
            ranks[other.rule.rule_id] < rank
            and (is_whole or not _is_placed(other))
            and (other.rule.rule_id in found or _asks_no_more(other, one))
        )

    for saying in map(parse, one.texts("any")):
        if covering.count(saying, lists) > covering.MOST_WORDINGS:
            return []
        for wording in covering.wordings(saying, lists):
            for cover in phrases.covers(wording):
                other = owners[cover.number]
                if swallows(other, cover.is_whole):
                    found[other.rule.rule_id] = other
                    break
            else:
                return []
    return list(found.values())


def _asks_no_more(other: Written, one: Written) -> bool:
    """Return whether a rule holds wherever another does, if its phrase stands there."""
    return (
        set(other.texts("all")) <= set(one.texts("all"))
        and set(other.texts("none")) <= set(one.texts("none"))
        and set(other.texts("unless")) <= set(one.texts("unless"))
        and all(near in one.nears for near in other.nears)
        and other.rule.field in ("any", one.rule.field)
        and (
            not other.rule.source_kinds
            or (bool(one.rule.source_kinds) and one.rule.source_kinds <= other.rule.source_kinds)
        )
    )


def _is_placed(written: Written) -> bool:
    """Return whether it matters to a rule where its phrase begins and ends."""
    return bool(written.nears) or written.rule.field == "lead"


def _cancelled(one: Written, lists: Lists) -> Iterator[bool]:
    """Yield of each phrase of a rule whether its own ``unless`` names words in it, always."""
    if not one.texts("unless"):
        return
    cancelling = Phrases(_sayings([one], "unless"), lists)
    for saying in map(parse, one.texts("any")):
        yield covering.count(saying, lists) <= MOST_REMARKED and all(
            any(cancelling.covers(wording)) for wording in covering.wordings(saying, lists)
        )


def _idle_phrases(one: Written, lists: Lists) -> Iterator[Found]:
    """Yield the phrases that another phrase under the same key always covers."""
    for key in ("any", "unless", "none"):
        given = one.texts(key)
        sayings = _sayings([one], key)
        phrases = Phrases(sayings, lists)
        idle: set[int] = set()
        for number, text in enumerate(given):
            coverers = _coverers(number, sayings, phrases, one if key == "any" else None, lists)
            if coverers and not coverers <= idle:
                idle.add(number)
                names = ", ".join(repr(given[other]) for other in sorted(coverers - idle)[:2])
                what = f"{text!r} of {one.rule.rule_id!r} adds nothing beside {names}"
                yield Found(one, one.row.lines[key], what, "delete it")


def _coverers(
    number: int, sayings: Sequence[Saying], phrases: Phrases, rule: Written | None, lists: Lists
) -> set[int]:
    """Return the other phrases that together cover one, however it is worded; none: they do not.

    Args:
        number: Of the phrase.
        sayings: All phrases under the key.
        phrases: The same.
        rule: Whose conditions look at where a phrase begins and ends; None: nothing does.
        lists: What lists hold.
    """
    if covering.count(sayings[number], lists) > MOST_REMARKED:
        return set()
    found: set[int] = set()
    for wording in covering.wordings(sayings[number], lists):
        for cover in phrases.covers(wording):
            other = cover.number
            if other == number or (rule and not cover.is_whole and _is_felt(rule, other, lists)):
                continue
            found.add(other)
            break
        else:
            return set()
    return found


def _is_felt(rule: Written, number: int, lists: Lists) -> bool:
    """Return whether a rule may hold around a longer phrase and not around the one in it.

    Words are counted from the ends of a phrase; and what must stand near it must be
    something else than the phrase itself.
    """
    if rule.rule.field == "lead" or any("words" in near for near in rule.nears):
        return True
    saying = parse(rule.texts("any")[number])
    return any(
        covering.meet(saying, parse(text), lists)
        for near in rule.nears
        for text in texts(near, "any")
    )


def _idle_on_its_hits(one: Written, library: Library) -> Iterator[Found]:
    rule = one.rule
    others: set[str] = set()
    for text in one.texts("hits"):
        is_title = rule.field == "title"
        document = Document(
            document_id="",
            kind="report" if rule.field == "report" else "article",
            title=text if is_title else "",
            text="" if is_title else text,
            source_kind=min(rule.source_kinds, default=""),
            published_at=None,
        )
        verdict = match(document, library.ruleset, try_all=True)
        counted = {key for score in verdict.scores for key in score.counted}
        if rule.rule_id in counted:
            return
        themes = {hit.rule_id for hit in verdict.hits if hit.theme_id == rule.theme_id}
        others |= themes & counted
    names = ", ".join(repr(name) for name in sorted(others)[:3])
    what = f"{rule.rule_id!r} adds nothing on any of its own hits: {names} hit the same words"
    yield Found(one, one.row.lines["hits"], what, "write a hit that it alone finds, or delete it")
