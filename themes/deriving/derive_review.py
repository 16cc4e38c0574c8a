"""The file in which a person decides which derived phrases become rules."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import seedfiles
from seedfiles import Faults, Row, SeedError
from themes.deriving.derive import Candidate, Corpus
from themes.deriving.derive_themes import Placed, span
from themes.deriving.reference import Reference
from themes.text import words

NO_THEME = "none"
WEIGHT_WORD, WEIGHT_PHRASE = 1.0, 2.0  # a lone word proves less; guess, as themes ask for 1.8
MOST_SENTENCES = 2  # of a phrase that are shown
LONGEST_SENTENCE = 240  # characters shown of one
SHORTEST_STEM = 4  # letters before a * that stands for a plural
_KEYS = ("candidate", "accept", "theme", "phrase", "weight", "text", "where")
_MORE = ("hits", "misses", "claim", "title")

HEAD = """\
# Phrases that mark your texts, and what should become of each: written by placewatch themes derive.
#
# Change "accept: no" to "accept: yes" where a phrase should become a rule of its theme, or to
# the name of another theme. "phrase" may be changed, as docs/themes.md tells: word*, a/b, a … b.
# Add, where you can:
#   hits: ["a sentence of your own that the rule must find"]
#   misses: ["a sentence of your own that holds similar words, and that it must not find"]
#   claim: "what the text claims, in your own words"
# A lone word needs a miss. Then run: placewatch themes derive --accept THIS_FILE
# Another run of derive adds what is new at the end, and changes nothing that stands here.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person decided upon one candidate."""

    line: int  # of the review file
    candidate: str  # as it was found
    theme: str | None  # None: it was not accepted
    phrase: str  # as the rule is to write it
    weight: float
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    claim: str  # in the person's own words; empty: none was written
    text: str  # name of the file it stands in
    where: str
    title: str


def added(
    placed: Sequence[Placed], corpus: Corpus, reference: Reference, known: Collection[str]
) -> str:
    """Return what a review file must gain; empty: nothing.

    A phrase that rules have wherever it stands needs no decision and is left out.

    Args:
        placed: The entries to decide upon.
        corpus: The texts that they stand in.
        reference: General English, which knows the singular of a plural.
        known: Candidates that the file has already.
    """
    by_theme: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        if one.entry.head.text not in known and not is_covered(one):
            by_theme[one.theme or NO_THEME].append(one)
    lines: list[str] = []
    for theme in sorted(by_theme, key=lambda name: (name == NO_THEME, name)):
        lines += [
            "",
            f"# {theme}: {len(by_theme[theme])} phrases, those first whose own words speak for it",
        ]
        for one in by_theme[theme]:
            lines += ["", *_entry(one, corpus, reference)]
    return "\n".join(lines) + "\n" if lines else ""


def is_covered(one: Placed) -> bool:
    """Return whether some rule hits a phrase wherever it stands."""
    return any(count == len(one.entry.head.places) for _, count in one.covered_by)


def _entry(one: Placed, corpus: Corpus, reference: Reference) -> Iterator[str]:
    head = one.entry.head
    text = corpus.texts[head.places[0].text]
    yield f"- candidate: {_quoted(head.text)}"
    yield f"  # {measured(head, len(corpus.texts))}"
    if one.covered_by:
        rules = ", ".join(f"{name} in {count}" for name, count in one.covered_by)
        yield f"  # rules have it here and there: {rules} of {len(head.places)} places"
    if one.entry.variants:
        yield f"  # in the same places: {', '.join(v.shown for v in one.entry.variants)}"
    if one.why:
        yield f"  # this theme because of: {', '.join(one.why)}"
    for sentence in sentences(head, corpus):
        yield f"  # {sentence}"
    yield "  accept: no"
    yield f"  theme: {one.theme or NO_THEME}"
    yield f"  phrase: {_quoted(_as_rule(head, reference))}"
    yield f"  weight: {WEIGHT_PHRASE if len(head.words) > 1 else WEIGHT_WORD:g}"
    yield f"  text: {_quoted(text.name)}"
    yield f"  where: {text.where(span(corpus, head.places[0])[0])}"
    if text.title:
        yield f"  title: {_quoted(text.title)}"


def measured(one: Candidate, texts: int) -> str:
    """Return the figures of a candidate, for people."""
    times = "once" if len(one.places) == 1 else f"{len(one.places)} times"
    name = "; always in capitals: a name?" if one.is_name else ""
    quoted = "; between quotation marks" if one.is_quoted else ""
    return (
        f"{times} in {one.texts} of {texts} texts (DP {one.deviation:.2f}); "
        f"G2 {one.g2:.0f}, log ratio {one.log_ratio:.1f}{quoted}{name}"
    )


def sentences(one: Candidate, corpus: Corpus, most: int = MOST_SENTENCES) -> Iterator[str]:
    """Yield where a candidate stands and the sentence, its words between « and »."""
    for place in one.places[:most]:
        text = corpus.texts[place.text]
        start, stop = span(corpus, place)
        first, last = words.sentence_at(corpus.laid[place.text].sentences, start)
        room = max((LONGEST_SENTENCE - (stop - start)) // 2, 0)
        begin, end = max(first, start - room), min(last, stop + room)
        before = ("…" if begin > first else "") + text.text[begin:start]
        after = text.text[stop:end] + ("…" if end < last else "")
        marked = f"{before}«{text.text[start:stop]}»{after}"
        yield _plain(f"{text.name}, {text.where(start)}: {marked}")


def _as_rule(one: Candidate, reference: Reference) -> str:
    """Return a phrase as a rule would write it: a plural stands for its singular too."""
    singular = one.words[-1].removesuffix("s")
    if singular == one.words[-1] or len(singular) < SHORTEST_STEM:
        return one.text
    if singular.endswith("s") or not reference.knows(singular):
        return one.text
    return " ".join([*one.words[:-1], f"{singular}*"])


def _plain(text: str) -> str:
    """Return a text on one line, without characters that YAML refuses."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _quoted(text: str) -> str:
    return json.dumps(_plain(text), ensure_ascii=False)


def read(path: Path, themes: Collection[str]) -> list[Answer]:
    """Return what a person decided, in the order of the file.

    Args:
        path: The review file.
        themes: Ids of the themes that a phrase may go to.

    Raises:
        SeedError: with every fault at once.
    """
    content, faults = seedfiles.read(path, str(path))
    if not isinstance(content, list):
        raise SeedError([f"{path}:1: the file is no list: begin each entry with '- candidate:'"])
    answers = []
    for row in content:
        if not isinstance(row, Row):
            faults.add(1, f"{str(row)[:40]!r} is no entry", "begin each with '- candidate:'")
        elif faults.keys(row, _KEYS, _MORE):
            answers.append(_answer(row, faults, themes))
    faults.stop()
    return answers


def _answer(row: Row, faults: Faults, themes: Collection[str]) -> Answer:
    said = str(row["accept"]).strip()
    theme: str | None = str(row["theme"]).strip() if said == "yes" else said
    if said == "no":
        theme = None
    elif theme == NO_THEME:
        what = f"nothing says to which theme {row['candidate']!r} belongs"
        faults.add(row.lines["accept"], what, "write the name of a theme for 'yes'")
    elif theme not in themes:
        key = "theme" if said == "yes" else "accept"
        remedy = f"write yes, no or one of {', '.join(sorted(themes))}"
        faults.add(row.lines[key], f"{key!r} is {row[key]!r}", remedy)
    if not isinstance(row["weight"], int | float) or not row["weight"] > 0:
        faults.add(row.lines["weight"], f"'weight' is {row['weight']!r}", "write a figure above 0")
    answer = Answer(
        line=row.line,
        candidate=str(row["candidate"]),
        theme=theme,
        phrase=str(row["phrase"]).strip(),
        weight=float(row["weight"]) if isinstance(row["weight"], int | float) else 1.0,
        hits=_texts(row, "hits", faults),
        misses=_texts(row, "misses", faults),
        claim=_plain(str(row.get("claim") or "")),
        text=str(row["text"]),
        where=str(row["where"]),
        title=_plain(str(row.get("title") or row["text"])),
    )
    if theme is not None and not answer.misses and len(answer.candidate.split()) == 1:
        what = f"the lone word {answer.candidate!r} has no miss"
        remedy = 'write misses: ["a sentence with a similar word that it must not find"]'
        faults.add(row.line, what, remedy)
    return answer


def _texts(row: Row, key: str, faults: Faults) -> tuple[str, ...]:
    value = row.get(key) or []
    value = [value] if isinstance(value, str) else value
    if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(_plain(one) for one in value)
    faults.add(row.lines[key], f"{key!r} is no list of texts", 'write ["one text", "another"]')
    return ()


def accepted(answers: Iterable[Answer]) -> list[tuple[Answer, str]]:
    """Return the answers that say yes, each with its theme."""
    return [(one, one.theme) for one in answers if one.theme is not None]
