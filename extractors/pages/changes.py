"""Does a page say something else now, or does it only look newer?

Pages bump their dates, count their readers, mend a typo and add a footnote; none of that is
news. A minor change is kept, but nobody judges the page anew for it. In doubt a change counts:
to judge once more costs a moment and rings nothing twice, to miss a paragraph loses news.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from records import Link

# Words that an edit may bring and take without being news. Measured on the paragraphs of
# seeds/corpus (docs/enrichers.md): a new paragraph is longer, a mended typo is shorter.
MOST_NEW = 3
MOST_GONE = 12  # guess: two lines that a page drops, as a box or a label
NOTE_WORDS = 40  # a note about the text is shorter; guess
COMPARED_CHARS = 400_000  # two such texts take 0.2 s; longer ones are not compared
SPELLING = 0.75  # share of its letters that a respelled name keeps; guess

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)"
# What moves by itself: days, hours, "3 minutes ago", numbers of readers.
_MOVING = re.compile(
    rf"\b(?:{_WEEKDAY},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b\.?(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{_WEEKDAY},?\s+)?{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b"
    r"|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b(?:BST|GMT|UTC)\b"
    r"|\b(?:\d+|an?|one|two|three|a few)\s+(?:second|minute|min|hour|day|week|month|year)s?\s+ago\b"
    r"|\b[\d,.]+[km]?\s+(?:view|read|reader|share|comment|like|download|reaction|repl(?:y|ie)|visit"
    r"|minute read|min read)s?\b"
    r"|\b(?:view|read|share|comment|like|download)s?\s*:?\s*\(?[\d,.]+[km]?\)?(?!\w)"
    r"|\b(?:just now|yesterday|today)\b",
    re.I,
)
# Words around a moving date that tell of the page, not of its matter.
_STAMP = re.compile(
    r"\b(?:(?:last|first|page|article|was|this|date)\s+){0,4}"
    r"(?:updated|modified|published|posted|reviewed|edited)\b\s*:?",
    re.I,
)
# Lines below the text: footnotes and credits. Whom they name is not what the text is about.
_FOOTNOTE = re.compile(
    r"\s*(?:\[\w{1,3}\]|\(\d{1,2}\)|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]|footnotes?\b|sources?\s*:"
    r"|(?:photo|image|picture)\w*\s*:|credit\s*:)",
    re.I,
)
# Lines about the text: a correction, a mark of the editors. A name in one is news all the same.
_NOTE = re.compile(
    r"\s*(?:notes?\b|corrections?\b|clarifications?\b|editor['’]s notes?\b"
    r"|(?:this|the|an earlier version of this) (?:article|page|story|post|piece|release|statement)"
    r" (?:was|has been|misspel\w+|gave|said|stated|wrongly|incorrectly))",
    re.I,
)
# Lines whose dates are what they say: another day there is another deadline.
_DUE = re.compile(
    r"\b(?:clos(?:es?|ing|ed)|deadlines?|respon(?:d|ses?)|consultations?|evidence|appl(?:y|ications?)"
    r"|submi(?:t|ssions?)|bids?|interest|until|no later than|runs? from|have your say)\b",
    re.I,
)
_WORD = re.compile(r"£?\w[\w'’,.-]*\w%?|\w", re.UNICODE)
_SENTENCE = re.compile(r"(?:^\s*|[.!?:•“\"(\[]\s*)$")
_CALENDAR = re.compile(rf"{_MONTH}|{_WEEKDAY}", re.I)


class Text(NamedTuple):
    """What of a version of an article is compared."""

    title: str
    text: str
    links: tuple[Link, ...]


def is_minor(before: Text, after: Text) -> bool:
    """Return whether the second version says nothing that the first did not.

    It says more if its title reads otherwise, if it links to another document, if a line with a
    deadline came or went, if it brings a name or a sum of money, or more than a few words.

    Args:
        before: The version that was judged last.
        after: The version that is new.
    """
    if max(len(before.text), len(after.text)) > COMPARED_CHARS:
        return False
    if _plain(before.title) != _plain(after.title):
        return False
    if _documents(after.links) - _documents(before.links):
        return False
    old, new = Counter(before.text.split("\n")), Counter(after.text.split("\n"))
    gone, came = list((old - new).elements()), list((new - old).elements())
    if _due(came) != _due(gone):
        return False
    words_gone, words_came = _words(gone), _words(came)
    fresh, lost = words_came - words_gone, words_gone - words_came
    if fresh.total() > MOST_NEW or lost.total() > MOST_GONE:
        return False
    names = _names(came)
    known = {word.casefold() for word in _WORD.findall(before.title + "\n" + before.text)}
    return all(name in known or _is_respelt(name, lost) for name in names)


def _plain(line: str) -> str:
    """Return a line without what moves by itself, without case, blanks and punctuation."""
    still = _STAMP.sub(" ", _MOVING.sub(" ", line))
    return " ".join(_WORD.findall(still)).casefold()


def _documents(links: Iterable[Link]) -> set[str]:
    return {link.url for link in links if link.url.split("?")[0].lower().endswith(".pdf")}


def _due(lines: Iterable[str]) -> set[str]:
    """Return the dates, with their lines, by which somebody may have to act."""
    return {
        " ".join(_WORD.findall(line)).casefold()
        for line in lines
        if _DUE.search(line) and _MOVING.search(line)
    }


def _is(kind: re.Pattern[str], line: str) -> bool:
    return bool(kind.match(line)) and len(line.split()) <= NOTE_WORDS


def _words(lines: Iterable[str]) -> Counter[str]:
    """Return the words of lines, with how often each stands; notes have none."""
    matter = (line for line in lines if not (_is(_FOOTNOTE, line) or _is(_NOTE, line)))
    return Counter(word for line in matter for word in _plain(line).split())


def _names(lines: Iterable[str]) -> set[str]:
    """Return names and sums of money, lower case: capitals inside a sentence, and pounds."""
    found = set()
    for line in lines:
        if _is(_FOOTNOTE, line):
            continue
        still = _MOVING.sub(" ", line)
        for match in _WORD.finditer(still):
            word = match.group()
            is_first = bool(_SENTENCE.search(still[max(match.start() - 3, 0) : match.start()]))
            is_name = word[0].isupper() and (not is_first or word.isupper()) and len(word) > 1
            if (is_name and not _CALENDAR.fullmatch(word)) or word.startswith("£"):
                found.add(word.casefold())
    return found


def _is_respelt(name: str, lost: Counter[str]) -> bool:
    """Return whether a name stands for one that went: Stramer, now Starmer."""
    return any(_share(name, word) >= SPELLING for word in lost)


def _share(one: str, other: str) -> float:
    """Return how many letters two words have in common, of the longer one."""
    common = Counter(one) & Counter(other)
    return common.total() / max(len(one), len(other))
