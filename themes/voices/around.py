"""What stands around a word of a text."""

from bisect import bisect_left

from themes.text.fields import Field
from themes.voices import beside

NEAR = 12  # words; guess
_JOINS = frozenset({" ", "-", "'s ", "’s ", "' ", "’ ", "\n", "\u00a0", "\u2011"})
_FAR = 80  # words of a sentence that are looked at either side; longer ones are tables
_AND = frozenset({"and", "or", "the"})
_OPENING, _CLOSING = ("‘", "“", "'", '"'), ("’", "”", "'", '"', ",’", ".’", ",'", ".'")


class Around:
    """A text, asked for what stands around its words."""

    def __init__(self, field: Field) -> None:
        self.field, self.words = field, field.read.words

    def _around(self, at: int, sentences: int) -> str:
        """Return the words of a sentence and of so many before and after, as one line."""
        home = self.field.homes[at]
        first = max(bisect_left(self.field.homes, home - sentences), at - _FAR)
        last = min(bisect_left(self.field.homes, home + sentences + 1), at + _FAR)
        return f" {' '.join(self.words[first:last])} "

    def _near(self, at: int, step: int) -> str:
        """Return the word before (-1) or after (1), if only a blank parts them; else nothing."""
        other = at + step
        if not 0 <= other < len(self.words) or self.field.homes[at] != self.field.homes[other]:
            return ""
        gap = self.field.gap(min(at, other))
        return self.words[other] if gap in _JOINS else ""

    def _is_capital_near(self, at: int, step: int) -> bool:
        return bool(self._near(at, step)) and self.field.caps[at + step]

    def _has_pay_near(self, at: int) -> bool:
        near = self.words[max(at - NEAR, 0) : at + NEAR]
        return not beside.NEAR_PAY.isdisjoint(near)

    def _is_person(self, last: int) -> bool:
        """Return whether two words with capitals follow, as a person's name does."""
        return self.field.caps[last + 1 : last + 3] == [True, True]

    def _is_shut(self, last: int) -> bool:
        return self.field.text[self.field.read.stops[last] :][:1] == ")"

    def _is_quoted(self, at: int) -> bool:
        return self.field.gap(at - 1).endswith(_OPENING) and self.field.gap(at).startswith(_CLOSING)

    def _is_list_gap(self, left: int, right: int) -> bool:
        """Return whether nothing but "and" or a comma stands between two words."""
        between = self.words[left:right]
        if between:
            return _AND.issuperset(between)
        gap = self.field.text[self.field.read.stops[left - 1] : self.field.read.starts[right]]
        return gap.strip() in {",", "/", "&"}
