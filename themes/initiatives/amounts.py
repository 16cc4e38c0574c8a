"""Numbers of places, sums of money and titles of reports in a sentence."""

import re
from collections.abc import Iterator

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{word: at for at, word in enumerate((*_ONES, *_TEENS), start=1) if at > 1},
    **{word: 10 * at for at, word in enumerate(_TENS, start=2)},
    **{
        f"{ten}-{one}": 10 * at + more
        for at, ten in enumerate(_TENS, start=2)
        for more, one in enumerate(_ONES, start=1)
    },
    "a dozen": 12,
    "a hundred": 100,
}
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SITES = re.compile(
    rf"\b(?P<number>{_WORDS}|\d{{1,3}}(?:,\d{{3}})?)"
    r"(?: (?:more|new|further|other|such|local|pilot|pathfinder|trailblazer|vanguard|pioneer"
    r"|English|Scottish|Welsh|rural|northern|southern|coastal|deprived|health|test|wave-one))*"
    r" (?:areas?|sites?|councils|places|boroughs|towns|cities|wards|estates|practices|villages"
    r"|schools|hospitals|regions|counties|districts|neighbourhoods|localities|pilots|pathfinders"
    r"|trailblazers|surgeries|clinics|authorities|zones|islands|prisons|ports|jobcentres|trusts"
    r"|forces|vanguards|pioneers|communities)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"£ ?\d[\d.,]*(?<=\d)(?: ?(?:bn|billion|m|million|k|thousand)\b)?", re.IGNORECASE
)
_REPORT = re.compile(
    r"\b(?:report|paper|study|document|review)(?: itself)?[,:]? ?\(?"
    r"(?:called |entitled |titled )?"
    r"[“\"‘'](?P<title>[A-Z0-9][^“”\"\n]{3,90}?)[,.]?[”\"’'](?![^\W_])"
)


def sites(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield how many places a sentence speaks of, with the offsets of the words."""
    for found in _SITES.finditer(text):
        word = found["number"].lower()
        number = _NUMBERS.get(word) or int(word.replace(",", ""))
        yield str(number), found.start(), found.end()


def money(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the sums in pounds of a sentence, with their offsets."""
    for found in _MONEY.finditer(text):
        yield found.group().replace("£ ", "£"), found.start(), found.end()


def reports(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the titles of reports that a sentence puts in quotation marks."""
    for found in _REPORT.finditer(text):
        yield " ".join(found["title"].split()), *found.span("title")
