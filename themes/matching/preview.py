"""What a rule that nobody has saved would find, text by text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from records import Document, Hit
from themes.matching.match import match
from themes.rules.covering import Lists
from themes.rules.language import Piece, parse
from themes.rules.written import Trial

# A text of these characters alone, without U.K., reads as it is written.
_ODD = re.compile(r"[^\x00-\x7f\u00a0£€‘’“”–—…•]|\w\.\w")
_SHORTEST = 3  # letters of a word that is worth looking for; guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A text that the rule hits."""

    hits: tuple[Hit, ...]  # of the rule alone
    is_in: bool  # the text is about UK public services: else no rule counts
    themes: tuple[str, ...]  # that it is given without the rule
    beside: tuple[str, ...]  # the saved rules that hit it too
    same_words: tuple[str, ...]  # those of them that hit some of the same words
    is_counted: bool  # the rule adds to the score of its theme
    is_new: bool  # the text gets the theme, and without the rule did not


class Preview:
    """A rule that is tried, ready to read texts."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        rule = trial.written.rule
        self._name = f"{rule.theme_id}/{rule.rule_id}"
        self._stems = _stems(trial.written.texts("any"), trial.lists)

    def may_hit(self, document: Document) -> bool:
        """Return whether the rule may hit a text; told without reading it, so False is sure."""
        if self._stems is None:
            return True
        return any(self._may_say(text) for text in (document.title, document.text))

    def read(self, document: Document) -> Found | None:
        """Return what the rule finds in a text; None: nothing."""
        if not self.may_hit(document):
            return None
        rule = self._trial.written.rule
        after = match(document, self._trial.after, try_all=True)
        hits = tuple(hit for hit in after.hits if hit.rule_id == rule.rule_id)
        if not hits:
            return None
        before = match(document, self._trial.before, try_all=True)
        words = {(hit.field, place) for hit in hits for place in range(hit.start, hit.stop)}
        same = {
            hit.rule_id
            for hit in before.hits
            if not words.isdisjoint((hit.field, place) for place in range(hit.start, hit.stop))
        }
        return Found(
            hits=hits,
            is_in=after.scope.startswith("in"),
            themes=before.themes,
            beside=tuple(dict.fromkeys(hit.rule_id for hit in before.hits)),
            same_words=tuple(sorted(same)),
            is_counted=any(rule.rule_id in score.counted for score in after.scores),
            is_new=rule.theme_id in after.themes and rule.theme_id not in before.themes,
        )

    def near_misses(self) -> Iterator[str]:
        """Yield the sentences that other rules must miss, and this one hits."""
        for one in self._trial.rules.values():
            for text in one.texts("misses"):
                document = Document(
                    document_id="",
                    kind="article",
                    title="",
                    text=text,
                    source_kind="",
                    published_at=None,
                )
                fields = (document, replace(document, title=text, text=""))
                if any(self.read(field) for field in fields):
                    yield f"{one.rule.rule_id}: {text}"

    def count_near_misses(self) -> int:
        """Return how many sentences other rules must miss."""
        return sum(len(one.texts("misses")) for one in self._trial.rules.values())

    def _may_say(self, text: str) -> bool:
        low = text.lower()
        return any(stem in low for stem in self._stems or ()) or bool(_ODD.search(text))


def _stems(phrases: tuple[str, ...], lists: Lists) -> tuple[str, ...] | None:
    """Return beginnings of words of which every hit has one; None: nobody can tell."""
    found: set[str] = set()
    for text in phrases:
        ways = [set(_firsts(piece, lists)) for piece in parse(text)]
        usable = [
            one
            for one in ways
            if all(len(stem) >= _SHORTEST and stem.isascii() and stem.isalpha() for stem in one)
        ]
        if not usable:
            return None
        found |= min(usable, key=lambda one: (len(one), -min(map(len, one))))
    return tuple(sorted(found))


def _firsts(piece: Piece, lists: Lists) -> Iterator[str]:
    for way in piece.ways:
        if way.list:
            for saying in lists[way.list]:
                yield from _firsts(saying[0], lists)
        else:
            yield way.words[0]
