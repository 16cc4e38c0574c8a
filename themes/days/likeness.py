"""Whether two documents speak of the same consultation: kinds, links, days, telling words."""

import re
from datetime import date
from functools import lru_cache

from records import Notice
from themes.days import dates
from themes.initiatives.names import word_set

FEWEST_WORDS = 2  # that both have
# A day that was moved.
LONGER = re.compile(
    r"\b(?:extend(?:s|ed|ing)?|extension|prolonged|postponed|(?:put|moved|pushed|brought)\s"
    r"(?:back|forward)|mov(?:ed?|ing)|more time|longer|new (?:deadline|closing date|date)"
    r"|now (?:clos\w+|ends?|runs?|has|have|until)|will now|instead of|rather than|previously"
    r"|originally|re-?opened?)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that every call has: they tell none from another.
_COMMON = word_set(
    "the and for from with that this will are was were has have been its their our your you they "
    "who what which when where how can may must should could would into onto over under about "
    "than then also all any more most some such only not but out until till before after by "
    "consultation consultations consult consulting call calls evidence views comment comments "
    "response responses respond responding reply replies answer answers feedback survey "
    "submission submissions submit submitted application applications apply bid bids bidding "
    "expression expressions interest deadline deadlines closing closes close closed ends end "
    "ending open opens opened opening launch launched launches launching extended extend "
    "extension runs run running now new date dates day days week weeks month months noon midnight "
    "midday today january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday government department "
    "council public people say says said asks asked asking seeks seeking invited invites inviting "
    "wants written please send sent online draft proposals proposed plan plans have give given "
    "inquiry committee minister ministers secretary"
)
_ALIKE_KINDS = (
    frozenset({"consultation", "call for evidence"}),
    frozenset({"application", "expressions of interest"}),
)


def is_alike_kind(one: str, other: str) -> bool:
    """Return whether two kinds may be one: papers call a call for evidence a consultation."""
    return one == other or any({one, other} <= kinds for kinds in _ALIKE_KINDS)


def is_linked(one: Notice, other: Notice) -> bool:
    """Return whether one of two documents leads to the other."""
    return any(url == other.url for url, _ in one.links) or any(
        url == one.url for url, _ in other.links
    )


def shared(one: Notice, other: Notice) -> float:
    """Return the share of the telling words of the shorter that both have."""
    first, second = _telling(one.title, one.quote), _telling(other.title, other.quote)
    both = first & second
    if len(both) < FEWEST_WORDS:
        return 0.0
    return len(both) / min(len(first), len(second))


@lru_cache(maxsize=4096)
def _telling(title: str, quote: str) -> frozenset[str]:
    words = _WORD.findall(f"{title} {quote}".lower())
    return frozenset(word.removesuffix("s") for word in words if word not in _COMMON)


def days_named(notice: Notice) -> set[date]:
    """Return the days that the sentence of a notice names."""
    written_on = dates.day_in_london(notice.published_at) if notice.published_at else None
    return {when.day for when in dates.find(notice.quote, written_on)}
