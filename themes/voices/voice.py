"""Whose voice a text lets us hear: unions, staff, or nobody."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from records import Document, Voice
from themes.initiatives.names import word_set
from themes.text.fields import Field, field
from themes.voices import change, hearing, leaving, lines, persons, spotting
from themes.voices import unions as seed
from themes.voices.spotting import Spot
from themes.voices.unions import Unions

HEARD = "unions heard"
MENTIONED = "unions mentioned"
WITHOUT = "workforce discussed without unions"
NOBODY = "nobody mentioned"
UNKNOWN = "cannot tell"

# Below this, silence says nothing: a news item of 150 words need not name everybody; guess.
ENOUGH_WORDS = 150
# A report with more pages than this without words was not read well enough; guess.
BLANK_SHARE = 0.25
BLANK_WORDS = 8
# Of these words English text holds at least this share; Welsh and broken fonts hold less.
# Measured on 80 pages, 2026-11: English prose 0.15 and more, other languages 0.03 and less.
_SMALL = word_set("the of and to a in is for that on with are as be by it at")
SMALL_SHARE = 0.1
# Most texts of a page or less name no staff: worth a line only in longer ones; guess.
NOBODY_WORDS = 400
_QUOTE_LENGTH = 200  # characters of a sentence that an alert can hold; guess

_ENGAGE = re.compile(r"(?:consult(?!an)|engag|involv|ballot|codesign|coproduc|listen)\w*")
_MOTION = re.compile(
    r"\b(?:Conference|Congress)\s(?:therefore\s|further\s|also\s)?(?:notes|believes|instructs"
    r"|calls (?:on|upon)|welcomes|deplores|recognises|reaffirms|resolves|condemns|congratulates"
    r"|asks|urges|demands|agrees|regrets|applauds)\b"
    r"|\b(?:National Delegate Conference|National Executive Council|Service Group Executive"
    r"|Service Group Conference|Trades? (?:Union )?Council)\b"
)
_FEW = 12  # words of the sentences beside one that are looked at; guess
# A branch is a union's where the text speaks of unions at all; a bank's resolves nothing.
_BRANCH = re.compile(
    r"\b(?:[Bb]ranch|AGM)\s(?:therefore\s|further\s|also\s)?"
    r"(?:notes|believes|instructs|resolves|deplores)\b"
)
_BESIDE = 6  # words between staff and "consulted"; guess
_JOBS_GO = re.compile(
    r"\b(?:cut|cuts|cutting|lose|loses|losing|lost|axe|axed|axing|shed|sheds|shedding|delete"
    r"|deletes"
    r"|deleted|deleting|slash|slashed|loss of|fewer)\s(?:[\w£,.]+\s){0,4}?(?:jobs|posts|roles)\b"
    r"|\b(?:jobs|posts|roles)\s(?:\w+\s){0,4}?"
    r"(?:to go|go|lost|cut|axed|at risk|deleted|disappear)\b"
)


def load(path: Path) -> Unions:
    """Return the unions and words of a seed file.

    Raises:
        SeedError: with every fault at once.
    """
    return seed.load(path)


def read(document: Document, unions: Unions, pages: int = 0, *, is_on_theme: bool = False) -> Voice:
    """Return which voices a document holds, and which it lacks.

    Only the text counts: titles and headers belong to the site. What a union publishes, what
    is short, and what could not be read is never called silent.

    Args:
        document: An article, or a report whose pages a form feed joins.
        unions: What ``load`` returned.
        pages: How many pages the report has; 0: an article.
        is_on_theme: Its themes say that it is about change; else its own words must.
    """
    text = field("text", document.text)
    spots = spotting.find(text, unions, document.title)
    said = _said(text, spots)
    union_spots = [spot for spot in spots if spot.role in {"union", "matter"}]
    staff = Counter(
        text.slice(spot.first, spot.last).lower() for spot in spots if spot.role == "workforce"
    )
    is_heard = any(
        hearing.is_heard(line_, _near(text, home - 1), _near(text, home + 1))
        for home, line_ in said
        if lines.UNION in line_ or lines.MATTER in line_
    )
    if union_spots and not is_heard:
        is_heard = bool(
            _MOTION.search(document.text) or _BRANCH.search(document.text)
        ) or persons.is_speaking(text, union_spots, document.source_kind)
    is_judged = is_on_theme or change.is_change(text.read.words, has_staff=bool(staff))
    verdict, reason = _verdict(
        document, text, bool(union_spots), is_heard, staff, is_judged=is_judged
    )
    return Voice(
        document_id=document.document_id,
        verdict=verdict,
        unions=tuple(dict.fromkeys(spot.name for spot in union_spots if spot.name)),
        union_words=len(union_spots),
        workforce_words=sum(staff.values()),
        engagement_words=sum(_engagements(line_) for _, line_ in said),
        job_words=sum(spot.role == "jobs" for spot in spots)
        + len(_JOBS_GO.findall(" ".join(text.read.words))),
        words=len(text.read),
        pages=pages,
        says_left_out=_left_out(text, said),
        reason=reason,
    )


def line(voice: Voice, what: str = "report") -> str | None:
    """Return one line for an alert; None when there is nothing worth a line.

    Args:
        voice: What ``read`` returned.
        what: What was searched: report or article.
    """
    if voice.says_left_out:
        return f"It says itself who was left out: “{_cut(voice.says_left_out)}”"
    is_long = bool(voice.pages) or voice.words >= NOBODY_WORDS
    if voice.verdict != WITHOUT and not (voice.verdict == NOBODY and is_long):
        return None
    pages = f"{voice.pages} page{'s' * (voice.pages != 1)}, " if voice.pages else ""
    return f"Searched: {what}, {pages}{voice.words:,} words: {voice.reason}"


def _said(text: Field, spots: list[Spot]) -> list[tuple[int, str]]:
    """Return, for each sentence that holds a spot, its number and its words as one line."""
    by_first = {spot.first: spot for spot in spots}
    found = []
    for home in sorted({text.homes[spot.first] for spot in spots}):
        first = bisect_left(text.homes, home)
        last = bisect_right(text.homes, home)
        found.append((home, lines.plain(text.text, text.read, first, last, by_first)))
    return found


def is_mentioned(document: Document, voice: Voice, unions: Unions) -> bool:
    """Return whether a document names a trade union, speaks of unions, or is a union's own.

    Other than for the voice, the title counts, and so does the form of a motion: nobody else
    writes "Conference instructs the National Executive Council".

    Args:
        document: An article or a report.
        voice: What ``read`` returned of it.
        unions: What ``load`` returned.
    """
    if voice.union_words or _MOTION.search(document.text):
        return True
    title = field("title", document.title)
    return any(spot.role == "union" for spot in spotting.find(title, unions, document.text))


def _verdict(
    document: Document,
    text: Field,
    has_unions: bool,
    is_heard: bool,
    staff: Counter[str],
    *,
    is_judged: bool,
) -> tuple[str, str]:
    """Return the verdict and, for people, what it rests on."""
    if is_heard:
        return HEARD, "a union says, asks, negotiates or is consulted"
    if has_unions:
        return MENTIONED, "unions are mentioned and do not speak"
    if document.source_kind == "union":
        return UNKNOWN, "a union publishes it: not judged for silence"
    if problem := _unreadable(document, text):
        return UNKNOWN, problem
    if len(text.read) < ENOUGH_WORDS:
        return UNKNOWN, f"too short to be called silent: {len(text.read)} words"
    if not is_judged:
        return UNKNOWN, "not about change that affects staff: not judged for silence"
    if staff:
        most = ", ".join(
            f"“{word}” {_times(count)}" for word, count in sorted(staff.items(), key=_by_count)[:2]
        )
        return WITHOUT, f"no trade union named; {most}"
    return NOBODY, "no trade union named, and no word for staff"


def _unreadable(document: Document, text: Field) -> str | None:
    """Return why a text cannot be trusted to be whole and English; None: it can."""
    if not text.read.words:
        return "no text could be read"
    if document.kind == "report":
        pages = document.text.split("\f")
        blank = sum(len(page.split()) < BLANK_WORDS for page in pages)
        if blank > BLANK_SHARE * len(pages):
            return f"{blank} of {len(pages)} pages hold no text that could be read"
    small = sum(word in _SMALL for word in text.read.words)
    if len(text.read) >= ENOUGH_WORDS and small < SMALL_SHARE * len(text.read):
        return "not in English, or not read properly"
    return None


def _left_out(text: Field, said: list[tuple[int, str]]) -> str | None:
    """Return the sentence that says who was left out; one on unions before one on staff."""
    staff = None
    for home, line_ in _with_pronouns(text, said):
        who = leaving.is_left_out(line_)
        if not who and leaving.is_asked_after(line_, _near(text, home + 1)):
            who = lines.UNION if lines.UNION in line_ else lines.STAFF
        if not who and leaving.is_search(line_) and _ends_in_vain(text, home):
            who = lines.UNION
        if who and (who == lines.UNION or staff is None):
            start, stop = text.sentences[home]
            sentence = " ".join(text.text[start:stop].split())
            if who == lines.UNION:
                return sentence
            staff = sentence
    return staff


def _with_pronouns(text: Field, said: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines, and those after them in which "they" stands for unions or staff."""
    spotted = {home for home, _ in said}
    for home, line_ in said:
        yield home, line_
        who = max((lines.UNION, lines.STAFF), key=line_.rfind)
        if same := leaving.with_pronoun(line_, who):
            yield home, same
        if home + 1 in spotted or home + 1 >= len(text.sentences):
            continue
        first, last = bisect_left(text.homes, home + 1), bisect_right(text.homes, home + 1)
        following = leaving.with_pronoun(lines.plain(text.text, text.read, first, last, {}), who)
        if following:
            if leaving.is_denied(line_, following):
                following = f"{who} was not told : {following}"
            yield home + 1, following


def _ends_in_vain(text: Field, home: int) -> bool:
    """Return whether the sentence after a search says that it found nothing."""
    return leaving.is_in_vain(_near(text, home + 1))


def _near(text: Field, home: int) -> str:
    """Return the first words of a sentence; none: there is no such sentence."""
    first, last = bisect_left(text.homes, home), bisect_right(text.homes, home)
    return " ".join(text.read.words[first : min(last, first + _FEW)])


def _engagements(line_: str) -> int:
    """Return how often a line has people consulted, engaged, involved or balloted."""
    words = re.sub(r"\bco (design|produc)", r"co\1", line_).split()
    near = {
        other
        for at, word in enumerate(words)
        if word in {lines.UNION, lines.STAFF}
        for other in range(at - _BESIDE, at + _BESIDE + 1)
    }
    return sum(at in near and bool(_ENGAGE.fullmatch(word)) for at, word in enumerate(words))


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _cut(sentence: str) -> str:
    if len(sentence) <= _QUOTE_LENGTH:
        return sentence
    return sentence[:_QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
