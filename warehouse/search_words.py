"""What was asked of the search, and which lines of a text answer it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from records import PlacewatchError

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # a word of a text, or of a question
QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]?")
EXTRACT = 260  # guess: three lines of a terminal
# Words that are everywhere say nothing of a text. Short on purpose: 'new', 'work' and 'change'
# stand in the list of the extension, and are what people look for here.
STOPWORDS = frozenset(
    re.findall(
        r"\w+",
        "a about after all also an and any are as at be been before being both but by can "
        "could did do does doing down during each for from further had has have having he her "
        "here hers him his how i if in into is it its itself just may me might more most must "
        "my no nor not of off on once only or other our ours out over own same shall she "
        "should so some such than that the their theirs them then there these they this those "
        "through to too under until up us very was we were what when where which while who "
        "whom why will with would you your yours s t ",
    )
)


class SearchError(PlacewatchError):
    """A search that cannot be answered as it was put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Words that a text must have, and phrases whose words must stand together in it."""

    words: tuple[str, ...]  # as written, those of phrases too; no stopwords
    phrases: tuple[tuple[str, ...], ...]  # as written, stopwords too


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Some lines of a text, and where in them the words stand that were asked for."""

    text: str
    marks: tuple[tuple[int, int], ...]  # start, stop in characters of text

    def marked(self, before: str, after: str) -> str:
        """Return the lines with something before and after each word that was asked for."""
        parts, at = [], 0
        for start, stop in self.marks:
            parts += [self.text[at:start], before, self.text[start:stop], after]
            at = stop
        return "".join((*parts, self.text[at:]))


def question(text: str) -> Question:
    """Return what somebody asks for.

    Raises:
        SearchError: if nothing is left of it but words that are everywhere.
    """
    phrases = tuple(
        found for quoted in QUOTED.findall(text) if len(found := tuple(TOKEN.findall(quoted))) > 1
    )
    words = [one for one in TOKEN.findall(text) if plain(one) not in STOPWORDS]
    if not words:
        remedy = "add a word of the matter" if text.strip() else "write what to look for"
        raise SearchError(f"{text!r} has no word that could be looked for: {remedy}")
    return Question(words=tuple(dict.fromkeys(words)), phrases=phrases)


def plain(word: str) -> str:
    """Return a word as it is compared with others, but for accents and endings."""
    return word.casefold().replace("'", "").replace("’", "")


def together(phrase: Sequence[str]) -> str:
    """Return the pattern of a phrase, for RE2 and a text of small letters without accents."""
    words = ("['’]?".join(re.escape(letter) for letter in _bare(plain(word))) for word in phrase)
    sign = r"[^\p{L}\p{N}]"
    return f"(^|{sign}){f'{sign}+'.join(words)}({sign}|$)"


def extract(
    text: str,
    stems: Mapping[str, str],
    wanted: Sequence[str],
    phrases: Sequence[Sequence[str]] = (),
    size: int = EXTRACT,
) -> Extract:
    """Return the lines of a text that have most of the words, and the earliest of those.

    Args:
        text: To choose from.
        stems: The stem of each word of the text, by the word as it stands there.
        wanted: Stems that were asked for.
        phrases: Stems of words that stand together; where they do counts more.
        size: In characters, at most.
    """
    flat = " ".join(text.split())
    words = [
        (found.start(), found.end(), stems.get(found[0], "")) for found in TOKEN.finditer(flat)
    ]
    marks, weights = _marks(words, set(wanted), [list(one) for one in phrases])
    if not marks:
        return Extract(text=_cut(flat, 0, size)[0], marks=())
    best, best_at = -1.0, 0
    for place, (start, _) in enumerate(marks):
        seen: dict[str, float] = {}
        for other in range(place, len(marks)):
            if marks[other][1] - start > size * 2 // 3:
                break
            name, weight = weights[other]
            seen[name] = seen.get(name, 0.0) + weight / (4 if name in seen else 1)
        if sum(seen.values()) > best:
            best, best_at = sum(seen.values()), place
    lines, moved = _cut(flat, max(0, marks[best_at][0] - size // 4), size)
    inside = tuple(
        (start + moved, stop + moved)
        for start, stop in marks
        if start + moved >= 0 and stop + moved <= len(lines.rstrip("… "))
        and lines[start + moved : stop + moved] == flat[start:stop]
    )  # fmt: skip
    return Extract(text=lines, marks=inside)


def _marks(
    words: Sequence[tuple[int, int, str]], wanted: set[str], phrases: Sequence[list[str]]
) -> tuple[list[tuple[int, int]], list[tuple[str, float]]]:
    """Return where asked words stand, phrases as one, and for each its name and its weight."""
    marks: list[tuple[int, int]] = []
    weights: list[tuple[str, float]] = []
    at = 0
    while at < len(words):
        for phrase in phrases:
            if phrase and [stem for _, _, stem in words[at : at + len(phrase)]] == phrase:
                marks.append((words[at][0], words[at + len(phrase) - 1][1]))
                weights.append((" ".join(phrase), 3.0))
                at += len(phrase)
                break
        else:
            start, stop, stem = words[at]
            if stem in wanted:
                marks.append((start, stop))
                weights.append((stem, 1.0))
            at += 1
    return marks, weights


def _bare(word: str) -> str:
    """Return a word without accents."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(one for one in parts if not unicodedata.combining(one))


def _cut(text: str, start: int, size: int) -> tuple[str, int]:
    """Return a piece of a text, whole words only, and by how much its places have moved."""
    if start > 0:
        start = text.find(" ", start) + 1  # a text that ends here has a blank before its end
    stop = min(len(text), start + size)
    if stop < len(text):
        stop = text.rfind(" ", start, stop + 1) if " " in text[start:stop] else stop
    before, after = "… " if start > 0 else "", " …" if stop < len(text) else ""
    return f"{before}{text[start:stop]}{after}", len(before) - start
