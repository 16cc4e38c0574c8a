"""Numbers of places, sums of money and titles of reports in a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache

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
_NUMBER = rf"(?P<number>{_WORDS}|\d{{1,3}}(?:,\d{{3}})?)"
_SITES = re.compile(
    rf"\b{_NUMBER}"
    r"(?: (?:more|new|further|other|such|local|pilot|pathfinder|trailblazer|vanguard|pioneer"
    r"|English|Scottish|Welsh|rural|urban|northern|southern|coastal|deprived|health|test|wave-one"
    r"|primary|secondary|care|market|demonstrator|early|first|public))*"
    r" (?:areas?|sites?|councils|places|boroughs|towns|cities|wards|estates|practices|villages"
    r"|schools|hospitals|regions|counties|districts|neighbourhoods|localities|pilots|pathfinders"
    r"|trailblazers|surgeries|clinics|authorities|zones|islands|prisons|ports|jobcentres|trusts"
    r"|forces|vanguards|pioneers|communities|libraries|hubs|parishes|homes|stations|courts"
    r"|colleges|universities|partnerships|boards|streets|depots|beds|demonstrators)\b",
    re.IGNORECASE,
)
# One of these is in every noun that the pattern above knows.
_STEMS = (
    *(
        "area",
        "site",
        "council",
        "place",
        "borough",
        "town",
        "cities",
        "ward",
        "estate",
        "practice",
    ),
    *("village", "school", "hospital", "region", "count", "district", "neighbourhood", "localit"),
    *("pilot", "pathfinder", "trailblazer", "surger", "clinic", "authorit", "zone", "island"),
    *("prison", "port", "jobcentre", "trust", "force", "vanguard", "pioneer", "communit", "librar"),
    *("hub", "parish", "home", "station", "court", "college", "universit", "partnership", "board"),
    *("street", "depot", "bed", "demonstrator"),
)
_COUNTED = re.compile(
    rf"\b{_NUMBER}(?: (?:more|new|further|other|first|of the|local|such))* $", re.IGNORECASE
)
_UNIT = r"(?:bn|billion|m|million|k|thousand|tn|trillion)"
_PERIOD = (
    r" ?(?:(?:a|per|each|every) (?:year|month|week)|annually|yearly|a head"
    r"|over (?:the next )?(?:\w+|\d+) (?:years|months)|for (?:\w+|\d+) (?:years|months))"
)
_MONEY = re.compile(
    rf"(?:£|€|US\$|\$) ?\d[\d.,]*(?<=\d)(?: ?{_UNIT}\b)?(?:{_PERIOD}\b){{0,2}}"
    rf"|\b\d[\d.,]*(?<=\d) ?(?:{_UNIT} )?(?:pounds|euros)\b(?:{_PERIOD}\b){{0,2}}",
    re.IGNORECASE,
)
# Next to these a sum is the scheme's, although the sentence does not name it.
_SPENT = re.compile(
    r"\b(?:cost\w*|worth|fund\w*|pa(?:y|ys|id|ying)|grants?|budgets?|each|provid\w+|put\w* up"
    r"|set aside|ga?ive[sn]?|gave|gets?|receiv\w+|brings?|money|spen[dt]\w*|sav(?:e|es|ed|ings?)"
    r"|contract|invest\w*|back\w*|total\w*|allocat\w+|share\w*|bid\w*|award\w*|bill of"
    r"|ha(?:s|ve|d)|comes? to)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:report|paper|study|document|review)(?: itself)?[,:]? ?\(?"
    r"(?:called |entitled |titled )?"
    r"[“\"‘'](?P<title>[A-Z0-9][^“”\"\n]{3,90}?)[,.]?[”\"’'](?![^\W_])"
)


@lru_cache(maxsize=256)  # a sentence is asked about twice: for the signs, and for the claims
def sites(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return how many places a sentence speaks of, with the offsets of the words."""
    lower = text.lower()
    if not any(noun in lower for noun in _STEMS):
        return ()  # looking is dearer than this
    return tuple(
        (_number(found["number"]), found.start(), found.end()) for found in _SITES.finditer(text)
    )


def counted(before: str) -> tuple[str, int, int] | None:
    """Return the number that ends the words before a name: "nine Beacon Areas".

    Args:
        before: What stands before the name, in its sentence.
    """
    found = _COUNTED.search(before[-60:])
    if found is None:
        return None
    start = max(len(before) - 60, 0) + found.start()
    return _number(found["number"]), start, start + len(found.group().rstrip())


def _number(word: str) -> str:
    return str(_NUMBERS.get(word.lower()) or int(word.replace(",", "")))


def money(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the sums of a sentence, with currency and period, and their offsets."""
    for found in _MONEY.finditer(text):
        yield " ".join(found.group().replace("£ ", "£").split()), found.start(), found.end()


def spent(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the sums of a sentence that says what they are for, although not its name."""
    if _SPENT.search(text):
        yield from money(text)


def reports(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the titles of reports that a sentence puts in quotation marks."""
    for found in _REPORT.finditer(text):
        yield " ".join(found["title"].split()), *found.span("title")
