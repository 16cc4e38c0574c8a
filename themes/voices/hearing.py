"""Whether a sentence lets unions speak, or says that unions or staff were left out."""

import re

from themes.text.words import Tokens
from themes.voices.spotting import Spot

# A sentence is read as one line of lower-case words in which capitals stand for what was
# spotted: U a union or its people, M a matter of unions (union density), S staff.
# Commas and semicolons stay, as words of their own; a quotation mark is a word as well.
UNION, MATTER, STAFF = "U", "M", "S"
_STANDS_FOR = {"union": UNION, "matter": MATTER, "workforce": STAFF, "trades": STAFF}
_MARKS = re.compile(r"[,;:“”\"()]")

_SAY = (
    r"(?:says?|said|saying|tells?|told(?! with| by| in)|warn(?:s|ed|ing)?"
    r"|argu(?:e|es|ed|ing)|claim(?:s|ed)?|protest(?:s|ed|ing)?|(?:left|boycott(?:s|ed)) the"
    r"|call(?:s|ed|ing)?|asks?|asked|asking|wants?|wanted|urg(?:e|es|ed)|insist(?:s|ed)?"
    r"|demand(?:s|ed|ing)?|accus(?:e|es|ed)|announc(?:e|es|ed)|describ(?:e|es|ed)|points? out"
    r"|pointed out|welcom(?:e|es|ed)|reject(?:s|ed)?|oppos(?:e|es|ed)|object(?:s|ed)?"
    r"|condemn(?:s|ed)?|criticis(?:e|es|ed)|complain(?:s|ed)?|believ(?:e|es|ed)|thinks?|fears?"
    r"|feared|put it|puts it|repl(?:y|ies|ied)|respond(?:s|ed)?|agree(?:s|d)?|sign(?:s|ed)?"
    r"|negotiat(?:e|es|ed|ing)|ballot(?:s|ed|ing)?|vot(?:e|es|ed)|propos(?:e|es|ed)"
    r"|support(?:s|ed)?|backs?|backed|publish(?:es|ed)|estimat(?:e|es|ed)|praised?|praises"
    r"|accept(?:s|ed)?|refus(?:e|es|ed)|lobbied|wrote|writes|submitted|set out|sets out"
    r"|(?:in|into|out of) talks|handed in|met|gave evidence|gives evidence|gave the|took up"
    r"|taken up|walked out|is to put|has asked|calls it|notes|noted|suggest(?:s|ed)?"
    r"|stress(?:es|ed)?|questions|questioned|threaten(?:s|ed)?|pledg(?:e|es|ed)|campaign(?:s|ed|ing)?|raised)"
)
_STOP = r"(?:before|after|when|while|because|although|but|if|until|since|than|once|;)"
_STEP = rf"(?:(?!{_STOP}\s)\S+\s)"
_SPEAKING = re.compile(rf"\bU\s({_STEP}{{0,12}}?)(?<!\bto\s)(?<!\bbe\s)(?<!\bbeen\s){_SAY}\b")
_BYLINE = re.compile(
    rf"\b(?:says?|said|asks|asked|added|adds|warned|explained|told|according to)\s{_STEP}{{0,9}}?"
    r"(?:organis\w+|officer|secretary|reps?|representatives?|spokes\w+|convenor|stewards?|president"
    rf"|chair|leader|official|member|branch|negotiator|head|director|nurse)\s{_STEP}{{0,3}}?U\b"
    r"|\b(?:says?|said|asks|asked|added|adds|warned|explained|urged|urges)\s(?:\S+\s){1,4}?,\s"
    r"(?:the\s)?U\s(?:\w+\s){0,2}?(?:organiser|officer|secretary|rep|spokes\w+|convenor|president"
    r"|chair|leader|official|member|negotiator|head|director)\b"
    r"|\baccording to\s(?:the\s)?U\b"
)
_ASKED = re.compile(
    rf"\bU\s{_STEP}{{0,6}}?(?:was|were|been|be|being|are|is)\s(?:\w+\s){{0,2}}?"
    r"(?:consulted|involved|balloted)\b"
    r"|\b(?:consult(?:s|ed|ing)?|involv(?:es|ed|ing)|engag(?:es|ed|ing)(?:\swith)?|invit(?:es|ed)"
    r"|met|meets|told by|backed by|supported by|opposed by|signed by|rejected by|led by|agreed by"
    r"|written by|organised by|strike by|petition by)\s(?:with\s)?"
    r"(?:(?:the|its|all|both|recognised|local|relevant|two|three|four|S|and|,)\s)*U\b"
    r"|\b(?:talks?|negotiat\w+|agree\w*|deals?|sign\w*|consult\w*|discuss\w*|meetings?|meets|met"
    r"|work(?:s|ed|ing)|partnership|settled|memorandum|protocol)\s"
    rf"{_STEP}{{0,6}}?(?:with|between|by)\s{_STEP}{{0,5}}?U\b"
    r"|\b(?:evidence|statement|response|letter|submission|warnings?|criticism|opposition|complaints?"
    r"|objections?|calls?|pressure|demands?|representations|heard|views|input)\s"
    rf"{_STEP}{{0,3}}?from\s{_STEP}{{0,4}}?U\b"
)
# Between a union and its verb, these make it silent, or say only what ought to be.
_NOT = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|none|without|hardly|cannot|should|could|might|may"
    r"|ought|would(?!\s(?:like|prefer|rather|welcome))|whether|fail\w*|refus\w+|lack\w*|nothing"
    r"|instead|absen\w+|\w+n't)\b"
)
_NOT_YET = re.compile(r"\s(?:\S+\s){0,2}?(?:yet to|not|never)\b")
_BACK = 45  # characters before a match in which a negation still counts; guess

_LOOK_BACK = 200  # characters before "without consulting U" that can make it a promise; guess
_INVOLVE = r"(?:consult|engag|involv|ask|talk|speak|spoke|listen|negotiat|meet|includ|inform)\w*"
_SPOKEN = (
    r"(?:consult|ask|involv|mention|invit|told|tell|nam|engag|listen|includ|represent|inform"
    r"|heard|hear|given|shown)\w*"
)
_NEG = r"(?:not|never|barely|hardly|nor)"
_HAVE_NOT = rf"(?:(?:do|does|did|has|have|had|could|is|are|was|were)\s{_NEG}|\w+n't|never|nowhere)"


def _both(pattern: str) -> re.Pattern[str]:
    """Return a pattern in which T stands for unions and staff alike."""
    return re.compile(pattern.replace("T", "[US]"))


_LEFT_OUT = (
    _both(
        rf"\bwithout\s(?:\S+\s){{0,3}}?(?:{_INVOLVE}|tell\w*|discuss\w*|input|agreement|mention"
        r"|reference|any talks|talks|dialogue)\s(?:\S+\s){0,6}?T\b"
    ),
    _both(
        r"\b(?:fail\w*|refus\w+|neglect\w*|omit\w*|forg[oe]t\w*|declin\w+|unwilling\w*)\s(?:to|of|in)"
        rf"\s(?:\S+\s){{0,2}}?(?:{_INVOLVE}|mention|name|tell)\s(?:\S+\s){{0,5}}?T\b"
    ),
    _both(
        r"\b(?:no|little|scant|lack(?:s|ed|ing)?(?:\sof)?|absence\sof|not\sa\ssingle|hardly\sany"
        r"|without\sany|not\sone)\s(?:\S+\s){0,3}?(?:mention|reference|word|engagement|consultation"
        r"|involvement|dialogue|discussion|negotiation|input|role|place|seat|say|voice|space"
        r"|attention|focus|talks|room|thought)s?\s(?:\S+\s){0,4}?(?:of|to|with|for|from|about|on|by)\s"
        r"(?:\S+\s){0,5}?T\b"
    ),
    _both(
        rf"\bT\s(?:(?!(?:said|says|say|that|who|if)\s)\S+\s){{0,6}}?(?:(?:was|were|is|are|has|have|had)\s{_NEG}|\w+n't|never)"
        rf"\s(?:\S+\s){{0,2}}?(?:been\s|being\s)?(?:\w+ly\s|even\s)?{_SPOKEN}\b"
    ),
    _both(rf"\bT\s(?:\S+\s){{0,8}}?(?:was|were|been)\s(?:never|not)\s(?:\w+\s)?{_SPOKEN}\b"),
    _both(
        r"\bT\s(?:(?!if\s)\S+\s){0,6}?(?:was|were|been|being|is|are|be|got|get|felt|feel)\s"
        r"(?:(?!not\s|never\s)\S+\s){0,2}?"
        r"(?:left out|excluded(?! from (?:the |a |this )?(?:\w+ )?(?:bonus|pay|rise|offer|pension"
        r"|award|figures|count|scheme|survey)\b)|shut out|frozen out|ignored|sidelined|kept out"
        r"|kept in the dark"
        r"|in the dark|bypassed|overlooked|locked out|cut out|absent|missing|marginalised"
        r"|the last to (?:know|hear))\b"
    ),
    _both(
        r"\b(?:ignor(?:ed|es|ing)|sidelin(?:ed|es|ing)|exclud(?:ed|es|ing)|bypass(?:ed|es|ing)"
        r"|shut(?:s|ting)? out|froze out|freez(?:es|ing) out|overlook(?:ed|s|ing))\s"
        r"(?:(?:the|its|their|all|own|both|local)\s)*T\b"
    ),
    _both(
        rf"\b{_HAVE_NOT}\s(?:\S+\s){{0,10}}?(?:mention(?:s|ed)?|refer(?:s|red)?|nam(?:e|es|ed)"
        r"|consult(?:ed)?|involve[ds]?|ask(?:ed)?|spoken|spoke|speak|talk(?:ed)?"
        r"|include[ds]?|engage[ds]?|meet|met|hear|heard from)\s"
        r"(?:(?:to|with|of|from|the|a|any|its|their|single|one|trade|about|own|recognised)\s){0,4}T\b"
    ),
    _both(
        rf"\b(?:no|neither|none\sof\sthe|not\sone|nobody\sfrom)\s(?:\w+\s)?T\s(?:\S+\s){{0,4}}?"
        rf"(?:was|were|is|are|has|have|had)\s(?:been\s)?(?:\w+ly\s)?{_SPOKEN}\b"
    ),
    _both(
        r"\b(?:nobody|no one|noone)\s(?:has\s|had\s|ever\s|at\s\w+\s)*"
        r"(?:asked|consulted|told|spoke to|spoken to|talked to|listened to)\s(?:\S+\s){0,3}?T\b"
    ),
    _both(
        r"\bT\s(?:\S+\s){0,3}?(?:had|have|has|given|got) no "
        r"(?:say|part|voice|role|seat|vote|hand)\b"
    ),
    _both(
        r"\b(?:should|ought to) have (?:consulted|asked|involved|engaged|talked|spoken|listened"
        r"|met)\s(?:\S+\s){0,3}?T\b"
    ),
    _both(
        r"\b(?:consultation|talks|negotiations|discussions|dialogue) with (?:\S+\s){0,3}?T\s"
        r"(?:\S+\s){0,3}?(?:yet to|not|never)\b"
    ),
    _both(
        r"\b(?:word|phrase|term)s?\s(?:\S+\s)?T\s(?:\S+\s){0,3}?(?:not|never|nowhere|absent|missing)\b"
    ),
    _both(r"\bT\b.{0,60}\bdone to (?:them|T)\b"),
    _both(r"\bT\b.{0,200}\b(?:nobody|no one) (?:has |had )?(?:ever )?(?:asked|consulted)\b"),
    _both(
        r"\b(?:over the heads|behind the backs?|far removed|without the knowledge)\s(?:of|from)\s"
        r"(?:\S+\s){0,4}?T\b"
    ),
    _both(r"\bT\s(?:\S+\s){0,10}?only (?:after|when)\s(?:the\s)?(?:vote|decision|announcement)\b"),
    _both(
        r"\bnot\s(?:\S+\s){0,3}?about\s(?:engag|involv|consult)\w*\s(?:with\s)?(?:\S+\s){0,2}?T\b"
    ),
)
# "search for the words … and you will find nothing": a sentence about a search speaks of a text.
_SEARCH = re.compile(
    r"\b(?:find|search\w*|look(?:ed|ing)? for|seek|phrase|words?|terms?)\b.{0,300}\b[UM]\b.{0,300}"
    r"\b(?:won't|will not|nothing|no results?|no posts|not there|in vain|nowhere|zero|cannot"
    r"|can't|absent|missing|none|not appear|never appears?|do not|does not|not once)\b"
    r"|\b(?:find|search\w*|look(?:ed|ing)?)\b.{0,300}\bin vain\b.{0,300}\b[UM]\b"
    r"|\b[UM]\s(?:\S+\s){0,3}?(?:appears?|stands?|figures?|features?)\s(?:nowhere|not at all)\b"
    r"|\b[UM]\s(?:do|does|did) not (?:\w+ )?(?:appear|feature|figure|get)\b"
    r"|\bnowhere\b.{0,300}\b[UM]\b"
)
_AND_UNIONS = re.compile(r"(?:\s(?:and|or|nor|,|with|the|their)){1,3}\s[UM]\b")
_UNTRUE = re.compile(r"\b(?:if|unless|whether|den(?:y|ies|ied)|untrue|no truth|reject\w* claims)\b")
_PROMISE = re.compile(
    r"\b(?:no|nothing|nobody|never|not)\b.*\b(?:will|would|should|can|shall|may|must|be)\b"
    r"|\b(?:will|would|should|must|can|could|may|shall)\s(?:not|never)\b|\b(?:cannot|won't)\b"
)


def plain(text: str, read: Tokens, first: int, last: int, spots: dict[int, Spot]) -> str:
    """Return the words first to last - 1 as one line, with letters for what was spotted."""
    line = []
    at = first
    while at < last:
        spot = spots.get(at)
        stop = at + 1
        if spot and spot.role in _STANDS_FOR:
            stop = min(spot.last, last)
            line.append(_STANDS_FOR[spot.role])
        else:
            line.append(read.words[at])
        if stop < last:
            gap = text[read.stops[stop - 1] : read.starts[stop]]
            line += [";" if mark in ";:" else "," for mark in _MARKS.findall(gap)[:2]]
        at = stop
    return " ".join(line)


def is_heard(line: str) -> bool:
    """Return whether a union says, asks, negotiates or is consulted in a sentence."""
    if UNION not in line:
        return False
    if _BYLINE.search(line):
        return True
    if any(not _NOT.search(found[1]) for found in _SPEAKING.finditer(line)):
        return True
    return any(
        not _NOT.search(line[max(found.start() - _BACK, 0) : found.end()])
        and not _NOT_YET.match(line, found.end())
        for found in _ASKED.finditer(line)
    )


def is_left_out(line: str) -> str | None:
    """Return who a sentence says was left out: U unions, S staff, None nobody."""
    if UNION not in line and MATTER not in line and STAFF not in line:
        return None
    if _SEARCH.search(line):
        return UNION
    who = None
    for pattern in _LEFT_OUT:
        for found in pattern.finditer(line):
            before = line[max(found.start() - _LOOK_BACK, 0) : found.start()]
            if _UNTRUE.search(before) or (
                found.group().startswith("without") and _PROMISE.search(before)
            ):
                continue
            if UNION in found.group() or _AND_UNIONS.match(line, found.end()):
                return UNION
            who = STAFF
    return who
