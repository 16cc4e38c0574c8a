"""What can be counted that tells whether a scheme is the news of a text, and how it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import log

from themes.initiatives import amounts, step_cues
from themes.initiatives.aboutness import Named, is_passing
from themes.initiatives.names import word_set
from themes.initiatives.phrases import Phrase
from themes.initiatives.stages import PAST, YEAR, About, cues
from themes.text.fields import Field, Span

_SHORT = 12  # sentences of a short text; guess
_BESIDE = 4  # words between a name and a phrase that stands by it; guess
_FAR = 1000  # words; stands for: not in this sentence
_MOST_WORDS = 120  # of a sentence that are read; guess
_OPENING = 300  # words of the text that tell its stage; 150 tell less, 600 no more
_LOOK_BACK = 4  # words before a phrase that may tell its tense
_OLD_YEARS = 2  # years ago that are still about today; guess
_TENSES = {
    "to come": "will ll shall to would could may might plan plans due should must can",
    "has been": "has have had",
    "was": "was were",
    "is": "is are being be",
    "not": "not no never nor without",
}
_TENSE = {word: tense for tense, words in _TENSES.items() for word in words.split()}
_TRIED = word_set(
    "pilot pilots pathfinder pathfinders trailblazer trailblazers vanguard vanguards pioneer "
    "pioneers test demonstrator demonstrators"
)
Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """A phrase in a sentence about a scheme."""

    phrase: Phrase
    tense: str  # has been, was, is, past, to come, not; empty: it does not matter, or not said
    gap: int  # words between it and the name
    side: str  # of the name: before or after; empty: the sentence does not name it


@dataclass(slots=True)
class Evidence:
    """The sentences of one document, each looked through once for all of its schemes."""

    published_at: datetime | None
    is_relevant: bool  # it is on a theme
    words: frozenset[str] = frozenset()  # of its title and its opening
    _phrases: dict[tuple[str, int], tuple[Phrase, ...]] = field(default_factory=dict)

    def signs(self, one: Named, found: Sequence[Named], abouts: Sequence[About]) -> Signs:
        """Return what speaks for and against a scheme being the news, each sign with its size.

        Args:
            one: The scheme.
            found: All schemes that the document names.
            abouts: The sentences about it, if the document is about it.
        """
        signs = _place(one, found) | _scheme(one) | _stages(abouts)
        signs |= self._years(abouts)
        for about in abouts:
            signs |= self._steps(one, about) | _counted(about)
        signs["on no theme"] = float(not self.is_relevant)
        return {sign: size for sign, size in signs.items() if size}

    def told(self, one: Named, about: About) -> Iterator[Told]:
        """Yield what a sentence tells of a scheme, by the phrases outside its name."""
        first, last = _words(about)
        read = about.field
        names = [span for span in one.spans if span.field is read and first <= span.first < last]
        own = {at for span in names for at in range(span.first, span.last)}
        for phrase in self._found(about):
            if own.isdisjoint(range(phrase.first, phrase.last)):
                tense = _tense(read, phrase, first) if phrase.group in step_cues.STEPPING else ""
                gap, side = min((_gap(phrase, span) for span in names), default=(_FAR, ""))
                yield Told(phrase, tense, gap, side)

    def _found(self, about: About) -> tuple[Phrase, ...]:
        where = about.field.name, about.home
        if where not in self._phrases:
            first, last = _words(about)
            found = step_cues.CUES.find(about.field.read.words, first, last)
            self._phrases[where] = tuple(found)
        return self._phrases[where]

    def _steps(self, one: Named, about: About) -> Signs:
        where = "title" if about.field.name == "title" else "near" if about.is_near else "far"
        signs: Signs = {}
        for told in self.told(one, about):
            signs[f"{where}: {told.phrase.group}"] = 1.0
            if told.tense:
                signs[f"{where}: {told.phrase.group}, {told.tense}"] = 1.0
            if told.gap <= _BESIDE:
                signs[f"{told.side}: {told.phrase.group}"] = 1.0
        return signs

    def _years(self, abouts: Sequence[About]) -> Signs:
        text = " ".join(about.text for about in abouts if about.is_near)
        signs = {"words of the past": float(PAST.search(text) is not None)}
        years = [int(year) for year in YEAR.findall(text)]
        if self.published_at and years:
            ahead = max(years) - self.published_at.year
            when = "to come" if ahead > 0 else "this" if ahead == 0 else "ago"
            signs[f"year: {when if ahead >= -_OLD_YEARS else 'long ago'}"] = 1.0
        return signs


def opening(title: Field, text: Field) -> frozenset[str]:
    """Return the words of a title and the first _OPENING words of a text, each once."""
    return frozenset(title.read.words).union(text.read.words[:_OPENING])


def _words(about: About) -> tuple[int, int]:
    first, last = about.field.begins[about.home : about.home + 2]
    return first, min(last, first + _MOST_WORDS)


def _tense(read: Field, phrase: Phrase, first: int) -> str:
    """Return when it happens, by the words before a phrase or by its own ending."""
    words = read.read.words
    back = range(phrase.first, max(phrase.first - _LOOK_BACK, first - 1), -1)
    told = next((_TENSE[words[at]] for at in back if words[at] in _TENSE), "")
    return told or ("past" if words[phrase.first].endswith("ed") else "")


def _gap(phrase: Phrase, span: Span) -> tuple[int, str]:
    if phrase.first >= span.last:
        return phrase.first - span.last, "after"
    return span.first - phrase.last, "before"


def _place(one: Named, found: Sequence[Named]) -> Signs:
    """Return where and how often it is named, beside the other schemes."""
    spans = [span for span in one.spans if span.field.name == "text"]
    others = [other for other in found if other is not one]
    signs = {
        "in the title": float(len(spans) < len(one.spans)),
        "only in the title": float(not spans),
        "by the way": float(all(map(is_passing, one.spans))),
        "the only scheme": float(not others),
        "other schemes": log(len(others) + 1),
        "other in the title": float(any(_in_title(other) for other in others)),
    }
    if not spans:
        return signs
    sentences = spans[0].field.sentences
    homes = sorted({span.field.homes[span.first] for span in spans})
    first = min(span.first for span in spans)
    earlier = any(_in_title(other) or _first(other) < first for other in others)
    most = max((sum(span.field.name == "text" for span in o.spans) for o in others), default=0)
    return signs | {
        f"sentence: {homes[0] + 1}": float(homes[0] < 3),
        "how late": homes[0] / len(sentences),
        "how many before": log(1 + homes[0]),
        "share of sentences": len(homes) / len(sentences),
        "how often": log(len(homes)),
        "how long": log(len(sentences)),
        "short": float(len(sentences) <= _SHORT),
        "quoted": float(any(span.is_quoted for span in spans)),
        "named first": float(not earlier),
        "named most": float(len(spans) >= most),
    }


def _in_title(one: Named) -> bool:
    return any(span.field.name == "title" for span in one.spans)


def _first(one: Named) -> float:
    """Return the word of the text with which it is first named."""
    places = (span.first for span in one.spans if span.field.name == "text")
    return min(places, default=float("inf"))


def _scheme(one: Named) -> Signs:
    """Return what sort of scheme it is, and whether it is known."""
    is_act = one.name.split()[-1].lower() == "act"
    signs = {f"kind: {'act' if is_act else one.kind}": 1.0, "how sure": one.confidence}
    if one.initiative is not None:
        signs["known"] = 1.0
        signs[f"register: {one.initiative.stage}"] = 1.0
    return signs


def _counted(about: About) -> Signs:
    """Return whether a number of places is told, as "one of 12 pilot areas"."""
    where = "near" if about.is_near else "far"
    signs: Signs = {}
    for _, start, stop in amounts.sites(about.text):
        signs[f"{where}: places counted"] = 1.0
        if not _TRIED.isdisjoint(about.text[start:stop].lower().split()):
            signs[f"{where}: pilots counted"] = 1.0
    return signs


def _stages(abouts: Sequence[About]) -> Signs:
    """Return the strongest sign of each stage in the sentences."""
    signs: Signs = {}
    for about in abouts:
        for stage, (size, _) in cues(about).items():
            sign = f"{'near' if about.is_near else 'far'}: {stage} said"
            signs[sign] = max(signs.get(sign, 0.0), size)
    return signs
