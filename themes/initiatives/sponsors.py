"""Who is behind a scheme, and in which role, by the words around a body's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from themes.initiatives.organisations import Body
from themes.initiatives.stages import About

_REACH = 140  # characters read before a name and after it; guess
_LEAD = (
    r"(?: (?:jointly|partly|largely|mainly|something called|a body called|what is now|what was then"
    r"|both|either|the|a|an|its|our|charity|firm|company|consultancy|think tank|consultants"
    r"|contractor|regulator|union|outsourcer|quango"
    r"|(?:leaders?|ministers?|officials|chief executives?|managers|staff|people)"
    r" (?:of|at|in|from)))*"
)
# By whom something is done: the words between the verb and "by" are few, and a list may follow.
_DONE = {
    "commissions": (
        r"commissioned|ordered|requested|appointed|hired|engaged|tasked|put out to tender"
    ),
    "funds": r"funded|financed|bankrolled|paid for|paid|underwritten",
    "writes": r"written|authored|drafted|penned|drawn up|produced|co-written|proposed|conceived",
    "evaluates": (
        r"evaluated|assessed|studied|audited|reviewed|inspected|monitored|evaluation|study|audit"
        r"|inspection|assessment|examined"
    ),
    "delivers": (
        r"run|led|delivered|managed|operated|launched|announced|set up|established|created"
        r"|unveiled|organised|developed|introduced|designed|overseen|opened|agreed|signed"
        r"|published|hosted|continued|held|picked|chosen|joint venture|built|brought in"
        r"|put together|put out|put forward|begun|started|provided|piloted|trialled|tested|tried"
        r"|rolled out|devised|convened|chaired|negotiated|tabled|dropped|scrapped|staffed"
        r"|supplied|adopted|founded|initiated|coordinated|co-ordinated|brokered|administered"
        r"|extended|taken over|taken on|rolled out|issued|employed"
    ),
    "backs": r"backed|supported|endorsed|championed|sponsored|welcomed|approved",
}
_BY = r"(?: (?!by\b|for\b)[\w’'£.]+){0,6},? by(?: [^.;:]{0,70}?(?:,| and| &))?"
_BEFORE = {
    "commissions": (
        r"on behalf of|(?:build|develop|deliver|run|provide|prepare|manage)s? [^.,;]{0,40} for"
        r"|(?:asked|told|invited) (?:\w+ ){0,4}by|report(?:s|ed)? (?:\w+ ){0,3}to"
    ),
    "funds": (
        r"(?:money|cash|grants?|funding|million|(?:£|€) ?[\d.,]+ ?\w*)"
        r"(?: (?:\w+ ){0,3}\w+)?,? (?:(?:half|all|most|some|part|much) of (?:it|this|that|which) )?"
        r"from|(?:at the )?expense of|co-funder"
    ),
    "writes": (
        r"(?:report|proposals?|blueprint|ideas?|paper|pamphlet|guidance|business case|study)"
        r",?(?: \w+){0,3} (?:from|by)"
        r"|(?:written|authored|drafted|penned|drawn up|produced) by [^.;]{0,70} (?:from|at|of)"
    ),
    "evaluates": (
        r"(?:evaluation|study|audit|assessment|review|researchers?|academics|team|professors?)"
        r"(?: of [^.;]{0,40})? (?:by|at|from)(?: [^.;]{0,60}? (?:at|of|from|and))?"
    ),
    "delivers": (
        r"(?:in|under)(?: a)? (?:partnership|alliance|collaboration|association)"
        r" (?:with|of|between)"
        r"|(?:work(?:ing|s|ed)?|together|jointly|sign(?:s|ed)?|agree[ds]?|negotiat\w+"
        r"|joined forces|team(?:ed|ing) up|share[ds]?|deal|compact)"
        r"(?: (?!with\b)[\w’']+){0,6} with(?: [^.;:]{0,70}?(?:,| and| &))?"
        r"|(?:joint venture|partnership|collaboration|alliance|agreement|deal) (?:of|between|with)"
        r"(?: [^.;:]{0,70}?(?:,| and| &))?"
        r"|(?:idea|notion|brainchild|work|creation|scheme|project|pilot|programme|initiative|venture)"
        r",? of|with advice from|(?:leads?|manages?|oversees) [^.,;]{0,50} for"
        r"|consortium (?:of|led by)(?: [^.;:]{0,60}?(?:,| and))?"
        r"|contract(?:s|ed)?(?: [^.;]{0,50})? (?:to|with)|out(?:sourced)? to|handed (?:over )?to"
        r"|awarded to|transferred to|commission(?:s|ed)? [^.;]{0,60}from"
        r"|(?:apply|applications?|bids?|expressions of interest|submissions?|responses)"
        r"(?: (?:\w+ ){0,3}\w+)? (?:to|with)|author,|sponsor,|behind it,"
    ),
    "backs": (
        r"(?:support|backing|blessing|encouragement|endorsement) (?:of|from)|as (?:do|does|did)"
    ),
}
_MODALS = (
    r"(?: (?:has|have|had|is|are|was|were|will|would|also|now|then|today|yesterday|jointly|since"
    r"|been|being|itself|first|already|may|must|should|to|plans|wants|hopes|expects|due|who))*"
)
_AFTER = {
    "commissions": (
        r"(?:commission(?:ed|s|ing)|order(?:ed|s)|appoint(?:ed|s)|hir(?:ed|es)"
        r"|put(?:s|ting)? (?:\w+ ){0,4}out to tender|award(?:ed|s) (?:\w+ ){0,4}contract)\b"
    ),
    "funds": (
        r"(?:pay(?:ing|s)?|paid|fund(?:s|ed|ing)|financ(?:es|ed|ing)|giv(?:en|es|ing)|gave"
        r"|put(?:s|ting)? (?:up|in|£|€|the money|money)|put(?:s|ting)? \w+ into|set(?:s)? aside"
        r"|spen(?:t|ds|ding)|contribut(?:ed|es|ing)|bankroll(?:ed|s)|invest(?:ed|s|ing)"
        r"|shar(?:e|es|ed|ing) the (?:cost|bill)|foot(?:s|ed) the bill|meet(?:s|ing)? the cost"
        r"|provid(?:es|ed|ing) (?:£|€|the money|money|funding|half|grants?))(?:\b|(?<=[£€]))"
    ),
    "writes": (
        r"(?:['’]s? (?:\w+ )?(?:report|paper|study|proposals|blueprint|newsletter)\b"
        r"|(?:wrote|written|draft(?:ed|s)|drew up|author(?:ed|s)|propos(?:ed|es)"
        r"|argues? (?:in|that|for|today)|recommend(?:s|ed))\b|argues)"
    ),
    "evaluates": (
        r"(?:evaluat\w+|assess(?:ed|es|ing)|audit(?:ed|s)|inspect(?:ed|s)|monitor(?:ed|s|ing)"
        r"|stud(?:ied|ies|y)\b|publish (?:an |its )?evaluation|will (?:watch|study|evaluate|review)"
        r"|review(?:ed|s)\b|measur(?:ed|es)|judg(?:ed|es))"
    ),
    "backs": (
        r"(?:(?:back|support|endors|champion|welcom|approv)(?:e|s|es|ed|ing)\b"
        r"|(?:were |was )?claim\w* (?:the )?credit|wants (?:it|them) (?:tried|spread))"
    ),
    "delivers": (
        r"(?:(?:launch|announc|unveil|select|establish|creat|confirm|publish|deliver|host|start"
        r"|open|invit|introduc|extend|expand|pilot|test|trial|manag|oversee|organis|train|negotiat"
        r"|sign|agree|convene|coordinat|administer|propos|suppl(?:y|i)|design|develop|operat"
        r"|provid|promis|approv|scrap|abolish|drop|consult|tri|roll)(?:e|ed|es|s|ing|ies)?\b"
        r"|(?:chosen|chose|picked|named|set up|sets up|runs|run|ran|leads|led|lead|wants|holds|held"
        r"|plans to|began|begun|brought|built|won|took|calls|called|rolling|trying|tries|tried"
        r"|put (?:their|its) names?|bring|asked|asks for|seek(?:s|ing) views|adopted"
        r"|received|receives|has (?:received|won|got)|decided|requires?|lets?|makes? (?:its|their)"
        r"|behind (?:it|the))\b)"
    ),
}
_LEADING = {
    role: re.compile(rf"(?<!\w)(?:(?:{_DONE[role]}){_BY}|{words}){_LEAD} ?[“‘\"']?$", re.IGNORECASE)
    for role, words in _BEFORE.items()
}
_FOLLOWING = {
    role: re.compile(rf"^(?:,? (?:which|who|that))?{_MODALS} ?(?:{words})", re.IGNORECASE)
    for role, words in _AFTER.items()
}
_SAYS = re.compile(r"^(?: \w+)? (?:said|says|confirmed|told|hopes)\b")
_SAID = re.compile(r"\b(?:said|announced|confirmed|says),? (?:the |by the )?$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:,? (?:which|who))?(?: (?:also|now|today|has|have|had|is|are|was|were|will|would|must|may"
    r"|might|can|could|should|let|put|took|gave|want|wants|[a-z]+(?:ed|es|s))\b)"
)
_AGAINST = re.compile(
    r"^(?:,? (?:which|who))?(?: (?!and\b)\w+){0,3} (?:not|never|oppos\w+|refus\w+|declin\w+"
    r"|object\w*|spokes\w+|blam\w+|warn\w*|criticis\w+|reject\w*|attack\w*|condemn\w*|complain\w*|fear\w*"
    r"|doubt\w*|report(?:ed|s) that|expected to bid|hoped to|answers?)\b"
)
# In a sentence that does not name the scheme these speak of it.
_REFERS = re.compile(
    r"\b(?:it|them|this|these|the (?:scheme|pilots?|programme|project|plans?|fund|deal|bill|review"
    r"|trial|strategy|initiative|work|proposals?|idea|money|sites|areas|contract|commission))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?:,| and| &|, and|, together with)(?: (?:the|its|by|both|with|for|from))* ?$"
)
_AT = re.compile(r"\b(?:[Mm]anagers|[Oo]fficials|[Mm]inisters|[Bb]osses) (?:at|in|from)(?: the)? $")
_PUBLIC_ENDS = (" Council", " Constabulary", " Police", " Health Board", " NHS Trust")
_CENTRAL = frozenset({"department", "government", "agency"})
# These stand behind a scheme that they speak about; others may only comment on it.
_GOVERNING = frozenset(
    {"department", "agency", "government", "combined_authority", "council", "nhs", "police"}
)


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A body behind a scheme: what it does, and the offsets of its name in the field."""

    name: str
    role: str  # commissions, funds, delivers, writes, evaluates, backs; empty: not said
    start: int
    stop: int


def find(about: About, bodies: list[Body]) -> Iterator[Sponsor]:
    """Yield the bodies of a sentence, each with what it says that it does for the scheme.

    Args:
        about: The sentence.
        bodies: The bodies that it names, in order.
    """
    read = about.field.read
    spans = [(body, read.starts[body.first], read.stops[body.last - 1]) for body in bodies]
    roles = [_role(about, body, start, stop) for body, start, stop in spans]
    pairs = list(pairwise(spans))
    text = about.field.text
    for at, ((_, _, stop), (_, start, _)) in enumerate(pairs):  # "by A and B"
        if roles[at] and not roles[at + 1] and _JOINED.match(text[stop:start]):
            roles[at + 1] = roles[at]
    for at, ((_, _, stop), (_, start, _)) in reversed(list(enumerate(pairs))):  # "A and B run it"
        if roles[at + 1] and not roles[at] and _JOINED.match(text[stop:start]):
            roles[at] = roles[at + 1]
    for (body, start, stop), role in zip(spans, roles, strict=True):
        yield Sponsor(body.name, role, start, stop)


def _role(about: About, body: Body, start: int, stop: int) -> str:
    """Return what a body does for the scheme; empty: the sentence does not say."""
    leading = about.field.text[max(about.start, start - _REACH) : start]
    following = about.field.text[stop : min(about.stop, stop + _REACH)]
    for role, pattern in _LEADING.items():
        if pattern.search(leading):
            return role
    if body.kind in {"union", "foreign"} or _AGAINST.match(following):
        return ""  # a union that speaks about a scheme is not behind it
    if body.kind == "service" and not re.match(r" (?:will|has|is|in)\b", following):
        return ""  # NHS pay, NHS staff
    for role, pattern in _FOLLOWING.items():
        if pattern.match(following):
            return role
    if body.kind not in _GOVERNING and not body.name.endswith(_PUBLIC_ENDS):
        return ""
    owns = following[:2] in {"'s", "’s"} or _AT.search(leading)
    speaks = _SAYS.match(following) or _SAID.search(leading)
    acts = _SUBJECT.match(following)
    if body.kind in _CENTRAL and (speaks or acts):
        return "delivers"
    return "delivers" if about.is_near and (owns or speaks or acts) else ""
