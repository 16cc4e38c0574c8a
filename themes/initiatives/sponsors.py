"""Who is behind a scheme, and in which role, by the words around a body's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themes.initiatives.organisations import Body
from themes.initiatives.stages import About

_LEAD = r"(?: (?:jointly|partly|largely|something called|a body called|the|a|its))*"
_BEFORE = {
    "commissions": r"(?:commissioned|ordered|requested) by|commission from",
    "funds": (
        r"(?:funded|financed|bankrolled|paid for|paid)(?: in part)? by"
        r"|(?:money|cash|grants?|funding|million|£[\d.,]+\w*)(?: \w+)? from"
    ),
    "writes": (
        r"(?:written|authored|drafted|penned|drawn up|produced) by(?: [^.;]{0,70} (?:from|at|of))?"
        r"|(?:report|proposals?|blueprint|ideas?|paper),?(?: \w+)? (?:from|by)"
    ),
    "evaluates": (
        r"(?:evaluated|assessed|studied|audited|reviewed) by|(?:evaluation|study|audit) by"
    ),
    "delivers": (
        r"(?:run|led|delivered|managed|operated|launched|announced|set up|established|created"
        r"|unveiled|organised|developed|introduced|designed|overseen|opened|agreed|signed"
        r"|published|hosted|continued|held|picked|chosen|joint venture)(?: \w+ \w+)? by"
    ),
    "backs": r"(?:backed|supported|endorsed|championed|sponsored) by|(?:support|backing) of",
}
_AFTER = {
    "commissions": r"commission(?:ed|s|ing)\b",
    "funds": r"(?:pay(?:ing|s)?|paid|fund(?:s|ed|ing)|given|put up)\b",
    "writes": r"['’]s? (?:\w+ )?(?:report|paper|study|proposals|blueprint|newsletter)\b",
    "evaluates": r"(?:evaluat|assess)\w+|will (?:watch|study|evaluate)",
    "backs": (
        r"(?:back|support|endors|champion)(?:s|ed|ing)\b|(?:were |was )?claim\w* (?:the )?credit"
    ),
    "delivers": (
        r"(?:launch|announc|unveil|select|establish|creat|confirm|publish|deliver|host|start"
        r"|open|invit|introduc|extend|expand|pilot|test)(?:ed|es|s|ing)\b"
        r"|(?:chosen|chose|picked|named|set up|sets up|runs|run|leads|led|wants|holds|plans to"
        r"|behind (?:it|the))\b"
    ),
}
_MODALS = r"(?: (?:has|have|had|is|are|will|also|now|today|yesterday|jointly))*"
_LEADING = {
    role: re.compile(rf"\b(?:{words}){_LEAD} ?$", re.IGNORECASE) for role, words in _BEFORE.items()
}
_FOLLOWING = {
    role: re.compile(rf"^(?:, (?:which|who))?{_MODALS} ?(?:{words})", re.IGNORECASE)
    for role, words in _AFTER.items()
}
_SAYS = re.compile(r"^(?: \w+)? (?:said|says|confirmed|told|hopes)\b")
_SAID = re.compile(r"\b(?:said|announced|confirmed),? (?:the |by the )?$", re.IGNORECASE)
_JOINED = re.compile(r"^(?:,| and| &|, and)(?: (?:the|its|by|both))* ?$")
# These stand behind a scheme that they speak about; others may only comment on it.
_GOVERNING = frozenset({"department", "agency", "government", "service", "combined_authority"})


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A body behind a scheme: what it does, and the offsets of its name in the field."""

    name: str
    role: str  # commissions, funds, delivers, writes, evaluates, backs
    start: int
    stop: int


def find(about: About, bodies: list[Body]) -> Iterator[Sponsor]:
    """Yield the bodies that a sentence says are behind a scheme.

    Args:
        about: The sentence.
        bodies: The bodies that it names, in order.
    """
    field = about.field
    last_stop, last_role = -1, ""
    for body in bodies:
        start, stop = field.read.starts[body.first], field.read.stops[body.last - 1]
        role = _role(about, body, start, stop)
        if not role and last_role and _JOINED.match(field.text[last_stop:start]):
            role = last_role
        last_stop, last_role = stop, role
        if role:
            yield Sponsor(body.name, role, start, stop)


def _role(about: About, body: Body, start: int, stop: int) -> str:
    """Return what a body does for the scheme; empty: the sentence does not say."""
    leading = about.text[: start - about.start]
    following = about.text[stop - about.start :]
    for role, pattern in _LEADING.items():
        if pattern.search(leading):
            return role
    if body.kind in {"union", "foreign"}:
        return ""  # a union that speaks about a scheme is not behind it
    for role, pattern in _FOLLOWING.items():
        if pattern.match(following):
            return role
    owns = following[:2] in {"'s", "’s"}
    speaks = _SAYS.match(following) or _SAID.search(leading)
    return "delivers" if body.kind in _GOVERNING and (owns or speaks) else ""
