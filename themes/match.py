"""Reads a document once and says which themes it is about, with the words that prove it."""

from math import log2

from records import Document, Hit, ThemeScore, Verdict
from themes import rules
from themes.leaning import lean
from themes.rules import Page, Rule, Ruleset
from themes.said import Span
from themes.scope import judge
from themes.stream import Stream

# A long text touches many things in passing: each doubling beyond this raises what a
# theme must score by this share. Guess, checked against real pages.
SHORT_WORDS = 150
STEEPER = 0.45
# What the plain words of a text may add or take away, for each standard deviation and
# at most; chosen on all texts of bench/labelled.jsonl and later.jsonl, November 2026: a score
# on these is not one on unseen texts.
LEAN = 0.7
LEAN_MOST = 1.0
# A theme that scores less than this share of the main one is named in passing; a main
# one counts as at most so much. Chosen on the same texts.
SHARE = 0.3
MAIN_MOST = 9.0


def match(document: Document, ruleset: Ruleset, *, try_all: bool = False) -> Verdict:
    """Return what a ruleset says of a document.

    A theme is given when the weights of the rules that hit, each counted once, and the
    leaning of its words reach its threshold, and the document is about UK public services.

    Args:
        document: What to read.
        ruleset: What ``load.ruleset`` returned.
        try_all: Look for hits outside that scope too. They give no theme, but show a
            person what would have been found.
    """
    stream = Stream(document.title, document.text)
    judgement = judge(ruleset.scope, ruleset.sieve.read(stream))
    if not judgement.is_in and not try_all:
        return Verdict(
            document_id=document.document_id,
            ruleset=ruleset.digest,
            is_relevant=False,
            scores=(),
            hits=(),
            scope=judgement.reason,
        )
    page = Page(stream, ruleset.finder.read(stream))
    hits: list[Hit] = []
    found: dict[str, list[tuple[Rule, list[Span]]]] = {}
    for rule in _candidates(ruleset, page):
        spans = rules.holds(rule, page) if _is_for(rule, document) else []
        if spans:
            found.setdefault(rule.theme_id, []).append((rule, spans))
            hits += (_hit(rule, span, page, document) for span in spans)
    scores = _scores(found, page, ruleset, judgement.is_in)
    scores.sort(key=lambda one: (-one.score / one.threshold, one.theme_id))
    return Verdict(
        document_id=document.document_id,
        ruleset=ruleset.digest,
        is_relevant=any(score.is_given for score in scores),
        scores=tuple(scores),
        hits=tuple(hits),
        scope=judgement.reason,
    )


def _scores(
    found: dict[str, list[tuple[Rule, list[Span]]]], page: Page, ruleset: Ruleset, is_in: bool
) -> list[ThemeScore]:
    """Return how each theme with a hit came out."""
    leaning = lean(ruleset, page.reading) if found else {}
    counted = {theme_id: _counted(proofs) for theme_id, proofs in found.items()}
    by_rules = {key: sum(rule.weight for rule in rules) for key, rules in counted.items()}
    by_words = {
        theme_id: min(max(LEAN * leaning[theme_id], -LEAN_MOST), LEAN_MOST) for theme_id in found
    }
    best = max((by_rules[key] + by_words[key] for key in found), default=0.0)
    for_share = SHARE * min(best, MAIN_MOST)
    factor = _factor(len(page.stream))
    scores = []
    for theme_id in found:
        score = by_rules[theme_id] + by_words[theme_id]
        for_length = ruleset.themes[theme_id].threshold * factor
        threshold = max(for_length, for_share)
        scores.append(
            ThemeScore(
                theme_id=theme_id,
                score=score,
                by_rules=by_rules[theme_id],
                by_words=by_words[theme_id],
                counted=tuple(rule.rule_id for rule in counted[theme_id]),
                threshold=threshold,
                for_length=for_length,
                for_share=for_share,
                is_given=is_in and score >= threshold,
            )
        )
    return scores


def _counted(proofs: list[tuple[Rule, list[Span]]]) -> list[Rule]:
    """Return the rules that count, the heaviest first.

    Words prove a theme once: a rule adds nothing where heavier rules hit the same words.
    """
    taken: set[int] = set()
    counted = []
    for rule, spans in sorted(proofs, key=lambda proof: -proof[0].weight):
        if any(taken.isdisjoint(range(*span)) for span in spans):
            counted.append(rule)
            taken.update(word for span in spans for word in range(*span))
    return counted


def _candidates(ruleset: Ruleset, page: Page) -> list[Rule]:
    """Return the rules whose anchor may stand on the page, in the order of the seeds."""
    literals = page.reading.literals
    anchors = page.reading.live & ruleset.anchors
    numbers = sorted([number for anchor in anchors for number in ruleset.by_anchor[anchor]])
    return [
        ruleset.rules[number]
        for number in numbers
        if not any(gate.isdisjoint(literals) for gate in ruleset.gates[number])
    ]


def _is_for(rule: Rule, document: Document) -> bool:
    if rule.source_kinds and document.source_kind not in rule.source_kinds:
        return False
    return rule.field != "report" or document.kind == "report"


def _hit(rule: Rule, span: Span, page: Page, document: Document) -> Hit:
    place = page.stream.place(*span)
    field = document.title if place.is_title else document.text
    first, last = place.sentence
    return Hit(
        document_id=document.document_id,
        theme_id=rule.theme_id,
        rule_id=rule.rule_id,
        field="title" if place.is_title else "text",
        start=place.start,
        stop=place.stop,
        quote=field[place.start : place.stop],
        sentence=field[first:last],
        weight=rule.weight,
    )


def _factor(count: int) -> float:
    """Return by how much a text of so many words raises the thresholds."""
    return 1 + STEEPER * log2(max(count, SHORT_WORDS) / SHORT_WORDS)
