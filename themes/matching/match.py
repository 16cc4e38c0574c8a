"""Reads a document once and says which themes it is about, with the words that prove it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from records import Document, Hit, ThemeScore, Verdict
from themes.matching import scoring
from themes.matching.chains import Span
from themes.matching.leaning import lean
from themes.matching.learned import ANY
from themes.matching.scope import Judgement, judge
from themes.rules import rules
from themes.rules.rules import Page, Rule, Ruleset
from themes.text.stream import Stream


def match(document: Document, ruleset: Ruleset, *, try_all: bool = False) -> Verdict:
    """Return what a ruleset says of a document.

    A theme is given when what its rules and the words of the text add up to reaches its
    threshold, and the document is about UK public services. Where no rule hits, words must
    say much more, and the theme's own words are the proof.

    Args:
        document: What to read.
        ruleset: What ``load.ruleset`` returned.
        try_all: Look for hits outside that scope too. They give no theme, but show a
            person what would have been found.
    """
    stream = Stream(document.title, document.text)
    judgement = judge(ruleset.scope, ruleset.sieve.read(stream))
    is_out = not (judgement.is_in or judgement.is_open)
    is_doubtful = not (judgement.is_in or is_out) and _is_about(ruleset, stream)
    is_asked = judgement.is_in or is_doubtful or try_all
    learned = ruleset.learned.teach(stream.counts, (*ruleset.themes, ANY)) if is_asked else {}
    size = len(stream)
    is_none = judgement.is_in and not scoring.may_give(learned, ruleset, size)
    if not is_asked or (is_none and not try_all):
        return Verdict(
            document_id=document.document_id,
            ruleset=ruleset.digest,
            is_relevant=False,
            scores=(),
            hits=(),
            scope=_scope(judgement, (), is_none),
            is_out=is_out,
        )
    page = Page(stream, ruleset.finder.read(stream))
    hits: list[Hit] = []
    found: dict[str, list[tuple[Rule, list[Span]]]] = {}
    for rule in _candidates(ruleset, page):
        spans = rules.holds(rule, page) if _is_for(rule, document) else []
        if spans:
            found.setdefault(rule.theme_id, []).append((rule, spans))
            hits += [_hit(rule, span, page, document) for span in spans]
    about = scoring.about(learned, size)
    by_words = scoring.by_words(lean(ruleset, page.reading), learned, size)
    rest = by_words.keys() - found.keys()
    # Words that have other lives speak against a theme that no rule has proved.
    other = judgement.weights["other"]
    alone = dict(_alone(rest, by_words, ruleset, page, -scoring.OTHER * other))
    is_surely_about = judgement.is_in and about - other >= scoring.ABOUT_SURE
    if not found and not alone and is_surely_about:
        alone = dict(islice(_alone(rest, by_words, ruleset, page, scoring.ABOUT_SHORT), 1))
    for theme_id, (rule, spans) in alone.items():
        found[theme_id] = [(rule, spans)]
        hits += (_hit(rule, span, page, document) for span in spans)
    homes = {theme_id: _homes(proofs, page) for theme_id, proofs in found.items()}
    is_proved = about >= scoring.ABOUT_NONE or _is_proved(ruleset, homes.values(), page)
    scores = scoring.scores(
        found,
        {theme_id: len(sentences) for theme_id, sentences in homes.items()},
        by_words,
        ruleset,
        words=size,
        is_in=judgement.is_in or is_doubtful,
        about=about,
        is_surely_about=is_surely_about,
        is_proved=is_proved,
    )
    return Verdict(
        document_id=document.document_id,
        ruleset=ruleset.digest,
        is_relevant=any(score.is_given for score in scores),
        scores=tuple(scores),
        hits=tuple(hits),
        scope=_scope(judgement, scores, is_none),
        is_out=is_out,
    )


def _is_about(ruleset: Ruleset, stream: Stream) -> bool:
    """Return whether all words together say so surely what a text is about that scope may err."""
    learned = {ANY: ruleset.learned.of_one(stream.counts, ANY)}
    return scoring.about(learned, len(stream)) >= scoring.ABOUT_DOUBTFUL


def _alone(
    themes: Iterable[str],
    by_words: Mapping[str, float],
    ruleset: Ruleset,
    page: Page,
    short: float,
) -> Iterator[tuple[str, tuple[Rule, list[Span]]]]:
    """Yield the themes that words give though no rule hits, with the words that prove them."""
    for theme_id in scoring.alone(themes, by_words, ruleset, len(page.stream), short=short):
        rule = ruleset.own_words[theme_id]
        if spans := _telling(page.reading.spans(rule.anchor), page):
            yield theme_id, (rule, spans)


def _scope(judgement: Judgement, scores: Sequence[ThemeScore], is_none: bool) -> str:
    """Return why the text counts or not, for people."""
    is_reached = any(score.score >= score.threshold for score in scores)
    is_given = any(score.is_given for score in scores)
    verdict, parting, found = judgement.reason.partition(";")
    if is_given and not judgement.is_in:
        return f"in: by all its words about public services{parting}{found}"
    if is_given or not (judgement.is_in and (is_reached or is_none)):
        return judgement.reason
    return f"{verdict}, but in the words of texts about none of the themes{parting}{found}"


def _telling(spans: list[Span], page: Page) -> list[Span]:
    """Return the spans that stand in the sentence that has most of them; one alone is none."""
    homes: dict[int, list[Span]] = {}
    for span in spans:
        known = homes.setdefault(page.reading.sentence(span[0]), [])
        if not known or span[0] >= known[-1][1]:
            known.append(span)
    best = max(homes.values(), key=len, default=[])
    return best[: rules.MOST_HITS] if len(spans) > 1 else []


def _homes(proofs: list[tuple[Rule, list[Span]]], page: Page) -> set[int]:
    """Return the numbers of the sentences in which rules hit."""
    return {page.reading.sentence(span[0]) for _, spans in proofs for span in spans}


def _is_proved(ruleset: Ruleset, homes: Iterable[set[int]], page: Page) -> bool:
    """Return whether the sentences in which rules hit are in the words of texts about a theme."""
    counts: Counter[str] = Counter()
    for home in set().union(*homes):
        counts.update(page.stream.said(*page.reading.bounds(home)))
    return ruleset.learned.of_one(counts, ANY) >= scoring.PROVED


def _candidates(ruleset: Ruleset, page: Page) -> list[Rule]:
    """Return the rules whose anchor may stand on the page, in the order of the seeds."""
    literals, gates, lone = page.reading.literals, ruleset.gates, ruleset.lone_gates
    found = []
    for anchor in page.reading.live & ruleset.anchors:
        for number in ruleset.by_anchor[anchor]:
            if (literal := lone[number]) is not None:  # mostly so where there are many rules
                if literal in literals:
                    found.append(number)
                continue
            for gate in gates[number]:
                if gate.isdisjoint(literals):
                    break
            else:
                found.append(number)
    return [ruleset.rules[number] for number in sorted(found)]


def _is_for(rule: Rule, document: Document) -> bool:
    if rule.source_kinds and document.source_kind not in rule.source_kinds:
        return False
    return rule.field != "report" or document.kind == "report"


def _hit(rule: Rule, span: Span, page: Page, document: Document) -> Hit:
    is_title, start, stop, (first, last) = page.stream.place(*span)
    field = document.title if is_title else document.text
    return Hit(  # by position, in half the time: a text may have hundreds
        document.document_id,
        rule.theme_id,
        rule.rule_id,
        "title" if is_title else "text",
        start,
        stop,
        field[start:stop],
        # A word that a soft hyphen parts in two lines may reach beyond its sentence.
        field[min(first, start) : max(last, stop)],
        rule.weight,
    )
