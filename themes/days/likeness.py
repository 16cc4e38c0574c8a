"""Whether two documents speak of the same consultation: kinds, links, days, telling words."""

import re
from dataclasses import dataclass
from datetime import date

from records import Notice
from themes.days import dates
from themes.initiatives.names import word_set

# Hundreds of these ask the same in the same words until the same day: each its own people.
LOCAL = frozenset({"local_government", "health"})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What of a notice tells whether it is about the same call as another; worked out once."""

    day: date  # on which it says that the call closes
    words: frozenset[str]  # of title and sentence, those that tell one call from another
    url: str
    links: frozenset[str]
    initiatives: frozenset[str]
    named: frozenset[date]  # all days that the sentence names
    is_late: bool  # the sentence says that the day was moved
    local: str  # the publisher, if there are hundreds of its kind; else empty


def look(notice: Notice) -> Look:
    """Return what of a notice tells whether it is about the same call as another."""
    written_on = dates.day_in_london(notice.published_at) if notice.published_at else None
    words = _WORD.findall(f"{notice.title} {notice.quote}".lower())
    return Look(
        day=dates.day_in_london(notice.closes_at),
        words=frozenset(word.removesuffix("s") for word in words if word not in _COMMON),
        url=notice.url,
        links=frozenset(url for url, _ in notice.links),
        initiatives=frozenset(notice.initiatives),
        named=frozenset(when.day for when in dates.find(notice.quote, written_on)),
        is_late=bool(LONGER.search(notice.quote)),
        local=notice.source if notice.source_kind in LOCAL else "",
    )


def is_linked(one: Look, other: Look) -> bool:
    """Return whether one of two documents leads to the other."""
    return one.url in other.links or other.url in one.links


def are_neighbours(one: Look, other: Look) -> bool:
    """Return whether two councils or two health bodies speak, each of itself."""
    return bool(one.local and other.local) and one.local != other.local


def shared(one: Look, other: Look) -> float:
    """Return the share of the telling words of the shorter that both have."""
    both = len(one.words & other.words)
    return both / min(len(one.words), len(other.words)) if both >= FEWEST_WORDS else 0.0
