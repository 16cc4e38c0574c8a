"""Names of schemes that are on no list, told by the words around them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from themes.initiatives import nesting, rivals, signs
from themes.initiatives.names import WEAK, singular
from themes.initiatives.offers import offers, shared
from themes.initiatives.refusals import is_nothing
from themes.initiatives.signs import Setting
from themes.initiatives.weights import Weights
from themes.text.fields import Field, Span

_MOST_SPANS = 10_000  # of one field; a report of 300 pages has fewer
# Points of what a name is and where it stands, each sign by itself: of 1,345 right names in sets
# that taught none, 8 had fewer and were made good by what stands around them.
_HOPELESS = -7.5
# Probability that makes a name of one that ends as bodies do, or would fit any scheme; chosen on
# assorted.jsonl before it was learned from.
_DOUBTED = 0.7
_CLOSED = re.compile(r'^([^"“”]{3,})["”] [^A-Z"“”]*$')  # "Knock First" pathfinder
_MOST_PLACES = 6  # where a name stands that are read for its signs
_BY_WORDS = ("the words in it and around it",)  # the reason where no clue fired
Key = tuple[str, ...]


@dataclass(slots=True)
class Offer:
    """A name that a text may mean, with every place where it stands."""

    key: Key
    spans: list[Span] = field(default_factory=list)
    signs: dict[str, str] = field(default_factory=dict)  # each with its reason
    count: int = 0  # names that the text offers


class Weighed(NamedTuple):
    """A name that a text may mean, and how sure it is."""

    probability: float
    offer: Offer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found, cleaned, with what spoke for it."""

    span: Span
    name: str
    aliases: tuple[str, ...]  # other forms of it right here
    score: float  # probability
    reasons: tuple[str, ...]


def offered(
    fields: Iterable[Field],
    setting: Setting,
    known: dict[str, set[int]],
    listed: Collection[Key],
    weights: Weights | None = None,
) -> list[Offer]:
    """Return the names that a text may mean, each with the signs for and against it.

    Args:
        fields: Title and text.
        setting: What is known of the document.
        known: For each field, words of schemes that are known already.
        listed: Names of the register; those that need company may be found here after all.
        weights: How much each sign weighs: names without hope are left out; None: none is.
    """
    found: dict[Key, Offer] = {}
    fields = tuple(fields)
    echoes: dict[str, list[Span]] = {one.name: [] for one in fields}
    for span in shared(fields):
        echoes[span.field.name].append(span)
    for one in fields:
        barred, taken = setting.barred[one.name], known[one.name]
        seen: set[tuple[int, int]] = set()
        for span in islice(chain(offers(one, barred), echoes[one.name]), _MOST_SPANS):
            if (span.first, span.last) in seen:
                continue
            seen.add((span.first, span.last))
            if not taken.isdisjoint(range(span.first, span.last)) or is_nothing(span):
                continue
            key = _key(span)
            found.setdefault(key, Offer(key)).spans.append(span)
    for offer in found.values():
        offer.count = len(found)
    nesting.weigh(found.values(), setting.barred)
    kept = [one for one in found.values() if _is_read(one, setting, listed, weights)]
    return _without_parts(kept, found.values(), listed) if weights else kept


def _without_parts(
    kept: list[Offer], found: Iterable[Offer], listed: Collection[Key]
) -> list[Offer]:
    """Return the names that are no mere part of what was refused: Job, of Nobody's Job."""
    refused = {
        (span.field.name, word)
        for offer in found
        if offer.key not in listed and signs.is_vetoed(offer.signs)
        for span in offer.spans
        for word in range(span.first, span.last)
    }
    return [
        offer
        for offer in kept
        if offer.key in listed
        or signs.is_vetoed(offer.signs)  # at some places only
        or any(
            (span.field.name, word) not in refused
            for span in offer.spans
            for word in range(span.first, span.last)
        )
    ]


def _is_read(
    offer: Offer, setting: Setting, listed: Collection[Key], weights: Weights | None
) -> bool:
    """Gather the signs of a name; return False where what stands around cannot save it."""
    first = offer.spans[0]
    own = [*signs.named(first, setting.barred[first.field.name]), *signs.group(offer.spans)]
    offer.signs |= dict.fromkeys((*own, *setting.signs), "")
    if offer.key in listed:
        offer.signs[signs.LISTED] = "the register has the name"
    if weights and weights.alone(offer.signs) < _HOPELESS:
        return False
    if weights and offer.key not in listed and signs.is_vetoed(offer.signs):
        return False
    read = offer.spans[:_MOST_PLACES]
    vetoed = 0
    for span in read:
        found = signs.around(span, setting.barred[span.field.name])
        offer.signs |= found
        vetoed += signs.is_vetoed(found)
    # "The Total Place website" at one place of several does not make it a website.
    return not weights or offer.key in listed or 2 * vetoed <= len(read)


def weigh(
    fields: tuple[Field, ...],
    setting: Setting,
    known: dict[str, set[int]],
    listed: Collection[Key],
    weights: Weights,
) -> list[Weighed]:
    """Return the names that a text may mean, on no list, with how sure each is; the surest first.

    Args:
        fields: Title and text.
        setting: What is known of the document.
        known: For each field, words of schemes that are known already.
        listed: Names of the register.
        weights: How much each sign weighs.
    """
    found = offered(fields, setting, known, listed, weights)
    figures = rivals.figures(
        [weights.points(one.signs) for one in found],
        [one.spans for one in found],
        found[0].count if found else 0,
        any(known.values()),
        signs.ON_A_THEME in setting.signs,
    )
    weighed = [
        Weighed(weights.probability(row), one) for row, one in zip(figures, found, strict=True)
    ]
    return sorted(weighed, key=lambda one: -one.probability)


def discover(weighed: Iterable[Weighed], weights: Weights, enough: float) -> list[Candidate]:
    """Return the names that are sure enough, the surest first.

    Args:
        weighed: What ``weigh`` returned.
        weights: How much each sign weighs.
        enough: Probability that makes a name.
    """
    doubted = max(enough, _DOUBTED)
    sure = (
        (one.probability, one.offer)
        for one in weighed
        if one.probability >= (doubted if signs.is_doubted(one.offer.signs) else enough)
    )
    return list(_apart(sure, weights))


def _apart(sure: Iterable[tuple[float, Offer]], weights: Weights) -> Iterator[Candidate]:
    """Yield the names that stand somewhere where no better one does."""
    taken: dict[str, set[int]] = {}
    for probability, offer in sure:
        free = [
            span
            for span in offer.spans
            if taken.setdefault(span.field.name, set()).isdisjoint(range(span.first, span.last))
        ]
        if free:
            for span in free:
                taken[span.field.name].update(range(span.first, span.last))
            yield _candidate(offer, free, probability, weights)


def _candidate(offer: Offer, spans: list[Span], probability: float, weights: Weights) -> Candidate:
    weigh = weights.signs
    told = [(weigh.get(sign, 0.0), reason) for sign, reason in offer.signs.items() if reason]
    reasons = [reason for weight, reason in sorted(told, key=lambda one: -one[0]) if weight > 0]
    span = next((one for one in spans if not one.field.is_headline), spans[0])
    shorts = {
        short
        for one in spans
        if one.gap_after == " (" and _is_short(short := one.field.slice(one.last, one.last + 1))
    }
    return Candidate(
        span, clean(span.written), tuple(sorted(shorts)), probability, tuple(reasons) or _BY_WORDS
    )


def _is_short(word: str) -> bool:
    return word.removesuffix("s").isupper() and len(word) > 1


def _key(span: Span) -> Key:
    strong = tuple(singular(word) for word in span.words if word not in WEAK)
    return strong or tuple(map(singular, span.words))


def clean(written: str) -> str:
    """Return a name on one line, without quotation marks around it or what follows them."""
    name = " ".join(written.replace("’", "'").replace("\u00ad", "").split())
    return _CLOSED.sub(r"\1", name).strip("\"'“”‘")
