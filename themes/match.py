"""Reads a document once and says which themes it is about, with the words that prove it."""

from records import Document, Hit, Verdict
from themes import rules, scoring, words
from themes.engine import Span
from themes.leaning import lean
from themes.rules import Page, Rule, Ruleset
from themes.scope import judge


def match(document: Document, ruleset: Ruleset, *, try_all: bool = False) -> Verdict:
    """Return what a ruleset says of a document.

    A theme is given when what its rules and the words of the text add up to reaches its
    threshold, and the document is about UK public services. Words alone give no theme.

    Args:
        document: What to read.
        ruleset: What ``load.ruleset`` returned.
        try_all: Look for hits outside that scope too. They give no theme, but show a
            person what would have been found.
    """
    page = rules.lay_out(ruleset.book, document.title, document.text)
    judgement = judge(ruleset.scope, page.reading)
    hits: list[Hit] = []
    found: dict[str, list[tuple[Rule, list[Span]]]] = {}
    for rule in _candidates(ruleset, page) if judgement.is_in or try_all else ():
        spans = rules.holds(rule, page) if _is_for(rule, document) else []
        if spans:
            found.setdefault(rule.theme_id, []).append((rule, spans))
            hits += (_hit(rule, span, page, document) for span in spans)
    scores = scoring.scores(
        found,
        {theme_id: _sentences(proofs, page) for theme_id, proofs in found.items()},
        lean(ruleset, page.reading) if found else {},
        ruleset.learned.teach(page.tokens.words, found) if found else {},
        ruleset,
        words=len(page.tokens),
        is_in=judgement.is_in,
    )
    return Verdict(
        document_id=document.document_id,
        ruleset=ruleset.digest,
        is_relevant=any(score.is_given for score in scores),
        scores=tuple(scores),
        hits=tuple(hits),
        scope=judgement.reason,
    )


def _sentences(proofs: list[tuple[Rule, list[Span]]], page: Page) -> int:
    """Return in how many sentences rules hit."""
    return len({page.reading.sentence(span[0]) for _, spans in proofs for span in spans})


def _candidates(ruleset: Ruleset, page: Page) -> list[Rule]:
    """Return the rules whose anchor may stand on the page, in the order of the seeds."""
    index = ruleset.rules_by_literal
    numbers = set[int]().union(*(index.get(one, ()) for one in page.reading.literals))
    return [ruleset.rules[number] for number in sorted(numbers)]


def _is_for(rule: Rule, document: Document) -> bool:
    if rule.source_kinds and document.source_kind not in rule.source_kinds:
        return False
    return rule.field != "report" or document.kind == "report"


def _hit(rule: Rule, span: Span, page: Page, document: Document) -> Hit:
    start, stop = page.tokens.starts[span[0]], page.tokens.stops[span[1] - 1]
    is_title = span[0] < page.title_words
    field = document.title if is_title else document.text
    sentences = page.title_sentences if is_title else page.text_sentences
    first, last = words.sentence_at(sentences, start)
    return Hit(
        document_id=document.document_id,
        theme_id=rule.theme_id,
        rule_id=rule.rule_id,
        field="title" if is_title else "text",
        start=start,
        stop=stop,
        quote=field[start:stop],
        sentence=field[first:last],
        weight=rule.weight,
    )
