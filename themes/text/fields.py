"""Title and text of a document, read once for everything that looks for names in them."""

from bisect import bisect_left
from dataclasses import dataclass

from records import Document
from themes.text.words import MOST_CHARACTERS, Tokens, sentences, tokens

# Guess: of the longer words of a headline, this share in capitals makes a Headline in Title Case.
_HEADLINE_SHARE = 0.6
_HEADLINE_WORDS = 4  # fewer longer words than this say nothing about the style
_MOST_WORDS = 80  # guess: no sentence that people wrote is longer; lists of capitals are
_OPENING = frozenset("\"“‘«'")
_CLOSING = frozenset("\"”’»'")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a document: its words, its sentences and which words have capitals."""

    name: str  # title or text
    text: str
    read: Tokens
    sentences: tuple[tuple[int, int], ...]
    homes: list[int]  # for each word, the index of its sentence
    begins: list[int]  # for each sentence, its first word; at the end, how many words there are
    gaps: list[str]  # what stands between each word and the next
    caps: list[bool]  # for each word, whether it begins with a capital
    is_headline: bool  # Every Word Has a Capital, so capitals prove nothing

    def gap(self, at: int) -> str:
        """Return what stands between a word and the next; empty at the end of the text."""
        return self.gaps[at] if 0 <= at < len(self.gaps) else ""

    def opens(self, at: int) -> bool:
        """Return whether a word is the first of its sentence."""
        return at == 0 or self.homes[at] != self.homes[at - 1]

    def is_quoted(self, first: int, last: int) -> bool:
        """Return whether quotation marks stand right around the words first to last - 1."""
        start, stop = self.read.starts[first], self.read.stops[last - 1]
        before = self.text[start - 1 : start] if start else ""  # never a copy of all before it
        after = self.text[stop : stop + 2]
        return before in _OPENING and before != "" and not _CLOSING.isdisjoint(after)

    def slice(self, first: int, last: int) -> str:
        """Return the words first to last - 1 as written."""
        return self.text[self.read.starts[first] : self.read.stops[last - 1]]

    def around(self, at: int) -> tuple[int, int]:
        """Return the offsets of the sentence around a word, cut if it is endless."""
        start, stop = self.sentences[self.homes[at]]
        if stop - start > MOST_CHARACTERS:
            start = max(start, self.read.starts[at] - MOST_CHARACTERS // 2)
            stop = min(stop, start + MOST_CHARACTERS)
        return start, stop

    def bounds(self, home: int) -> tuple[int, int]:
        """Return the offsets of a sentence by its index, cut if it is endless."""
        start, stop = self.sentences[home]
        return start, min(stop, start + MOST_CHARACTERS)


def fields(document: Document) -> tuple[Field, Field]:
    """Return the title and the text of a document, read."""
    return field("title", document.title), field("text", document.text)


def field(name: str, text: str) -> Field:
    """Return one field, read; a title is one sentence whatever its stops."""
    read = tokens(text)
    spans = ((0, len(text)),) if name == "title" else sentences(text)
    homes: list[int] = []
    begins = [0]
    for home, (start, _) in enumerate(spans[1:]):
        begins.append(bisect_left(read.starts, start, begins[-1]))
        homes += [home] * (begins[-1] - begins[-2])
    homes += [len(begins) - 1] * (len(read.starts) - begins[-1])
    begins.append(len(read.starts))
    gaps = [text[stop:start] for stop, start in zip(read.stops, read.starts[1:], strict=False)]
    caps = [text[start].isupper() for start in read.starts]
    long = [cap for cap, word in zip(caps[1:], read.words[1:], strict=True) if len(word) > 3]
    is_headline = (
        name == "title"
        and len(long) >= _HEADLINE_WORDS
        and sum(long) >= _HEADLINE_SHARE * len(long)
    )
    return Field(name, text, read, spans, homes, begins, gaps, caps, is_headline)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a field that may be a name, seen with what stands around them."""

    field: Field
    first: int
    last: int  # just past the last word

    @property
    def words(self) -> list[str]:
        """The words themselves, made alike."""
        return self.field.read.words[self.first : self.last]

    @property
    def written(self) -> str:
        """The words as they stand in the text."""
        return self.field.slice(self.first, self.last)

    @property
    def opens(self) -> bool:
        """Whether a sentence begins with these words, so that the first capital is no proof."""
        return self.field.opens(self.first)

    @property
    def is_quoted(self) -> bool:
        """Whether quotation marks stand right around the words."""
        return self.field.is_quoted(self.first, self.last)

    @property
    def gap_before(self) -> str:
        """What stands before, without quotation marks; empty at the start of the field."""
        return self.field.gap(self.first - 1).strip("“‘\"'«")

    @property
    def gap_after(self) -> str:
        """What stands after, without quotation marks; empty at the end of the field."""
        gap = self.field.gap(self.last - 1)
        return gap if gap[:2] == "'s" else gap.strip("”’\"'»")

    def before(self, count: int) -> list[str]:
        """Return up to so many words before, in order, of the same sentence."""
        field = self.field
        start = max(self.first - count, field.begins[field.homes[self.first]])
        return field.read.words[start : self.first]

    def after(self, count: int) -> list[str]:
        """Return up to so many words after, of the same sentence."""
        field = self.field
        stop = min(self.last + count, field.begins[field.homes[self.last - 1] + 1])
        return field.read.words[self.last : stop]

    def sentence(self, step: int = 0) -> list[str]:
        """Return the words of the sentence around, or of one some steps away."""
        first, last = self.bounds(step)
        return self.field.read.words[first:last]

    def bounds(self, step: int = 0) -> tuple[int, int]:
        """Return that sentence as words, the first and just past the last, cut if endless."""
        begins = self.field.begins
        home = self.field.homes[self.first] + step
        if not 0 <= home < len(begins) - 1:
            return (0, 0) if home < 0 else (begins[-1], begins[-1])
        first, last = begins[home], begins[home + 1]
        if step == 0:
            return max(first, self.first - _MOST_WORDS), min(last, self.last + _MOST_WORDS)
        return (
            (max(first, last - _MOST_WORDS), last)
            if step < 0
            else (first, min(last, first + _MOST_WORDS))
        )
