"""Whether a sentence says that unions or staff were left out; see lines.py for what it reads."""

import re

from themes.voices import absence
from themes.voices.lines import MATTER, STAFF, UNION

_LOOK_BACK = 200  # characters before "without consulting U" that can make it a promise; guess
_INVOLVE = r"(?:consult|engag|involv|ask|talk|speak|spoke|listen|negotiat|meet|includ|inform)\w*"
_SPOKEN = (
    r"(?:consult|ask|involv|mention|invit|told|tell|nam|engag|listen|includ|represent|inform"
    r"|heard|hear|given|shown|sent|copied|brought in|brought into|part of|sounded|approached"
    r"|canvassed|briefed|on the (?:list|board|panel|invitation))\w*"
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
        r"\b(?:fail\w*|refus\w+|neglect\w*|omit\w*|forg[oe]t\w*|declin\w+|unwilling\w*)\s(?:to|of"
        r"|in)"
        rf"\s(?:\S+\s){{0,2}}?(?:{_INVOLVE}|mention|name|tell)\s(?:\S+\s){{0,5}}?T\b"
    ),
    _both(
        r"\b(?:no|little|scant|lack(?:s|ed|ing)?(?:\sof)?|absence\sof|not\sa\ssingle|hardly\sany"
        r"|without\sany|not\sone)\s(?:\S+\s){0,3}?(?:mention|reference|word|engagement|consultation"
        r"|involvement|dialogue|discussion|negotiation|input|role|place|seat|say|voice|space"
        r"|attention|focus|talks|room|thought)s?\s(?:\S+\s){0,4}?(?:of|to|with|for|from|about|on"
        r"|by)\s"
        r"(?:\S+\s){0,5}?T\b"
    ),
    _both(
        rf"\bT\s(?:(?!(?:said|says|say|that|who|if)\s)\S+\s){{0,6}}?(?:(?:was|were|is|are|has"
        rf"|have|had)\s{_NEG}|\w+n't|never)"
        rf"\s(?:\S+\s){{0,2}}?(?:been\s|being\s)?(?:\w+ly\s|even\s)?{_SPOKEN}\b"
    ),
    _both(
        rf"\bT\s(?:(?!who\s)\S+\s){{0,8}}?(?:was|were|been)\s(?:never"
        rf"|not)\s(?:\w+\s)?{_SPOKEN}\b(?! by name)"
    ),
    _both(
        r"\bT\s(?:(?!if\s)\S+\s){0,6}?(?:was|were|been|being|is|are|be|got|get|felt|feel)\s"
        r"(?:(?!not\s|never\s)\S+\s){0,2}?"
        r"(?:left out|excluded(?! from (?:the |a |this )?(?:\w+ )?(?:bonus|pay|rise|offer|pension"
        r"|award|figures|count|scheme|survey)\b)|shut out|frozen out|ignored|sidelined|kept out"
        r"|kept in the dark"
        r"|in the dark|bypassed|overlooked|locked out|cut out|absent|missing|marginalised"
        r"|an afterthought"
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
        r"(?:(?:to|with|of|from|the|a|any|its|their|single|one|trade|about|own"
        r"|recognised)\s){0,4}T\b"
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
        r"\b(?:not one|none)\s(?:\S+\s){0,3}?(?:was|is|were|are|came|comes)\s(?:from\s)?(?:an?\s"
        r"|the\s)*T\b"
        r"|\b(?:but|and|yet)\s(?:no|not a(?:\ssingle)?|not any|without an?y?)\s(?:\w+\s){0,2}?T\s?$"
    ),
    _both(
        r"\b(?:silent|silence|mute|quiet|says nothing)\s(?:on|about|of)\s(?:\S+\s){0,3}?T\b"
        r"|\b(?:shut|shuts|shutting|leave|leaves|leaving|left|keep|keeps|keeping|kept|freeze"
        r"|freezing|froze"
        r"|lock|locking|locked|cut|cutting)\s(?:the\s|its\s|their\s)*T\s(?:out|in the dark)\b"
        r"|\bbehind\s(?:the\s|its\s|their\s)*T\s(?:\S+\s)?backs?\b"
        r"|\bno\s(?:\w+\s)?T\s(?:\S+\s){0,4}?(?:in the room|at the table|on (?:the|its) (?:board"
        r"|panel)|present)\b"
        r"|\bT\s(?:is|are|was|were)\s(?:not|nowhere)\s(?:on|in)\s(?:the|its|any|that|this|their)\b"
        r"|\bnot (?:a|one|a single)\s(?:\w+\s)?T\s(?:among|in)\b"
        r"|\bno (?:word|words|line|room|seat|chair|role) for\s(?:\w+\s)?T\b"
    ),
    _both(
        r"\bT\s(?:\S+\s){0,6}?(?:learn(?:t|ed)|heard|found out|read)\s(?:\S+\s){0,12}?(?:press"
        r"|newspapers?|papers?|radio|television|media|facebook|twitter|website|leak\w*|agenda|bbc"
        r"|news"
        r"|journalists?|tweet|rumours?)\b"
    ),
    _both(
        rf"\bbefore\s(?:\S+\s){{0,3}}?T\s(?:had|have|has|were"
        rf"|was)\s(?:even\s)?(?:been\s)?{_SPOKEN}\b"
    ),
    _both(
        r"\bT\s(?:\S+\s){0,30}?having\s(?:not|never)\s(?:\w+\s)?been\s(?:\w+ly\s)?"
        + _SPOKEN
        + r"\b"
    ),
    _both(
        r"\b(?:consult|ask|hear|heard|speak|spoke|met|meet|sounding|evidence|view|opinion|interview"
        r"|talk|advice|took|list)\w*\s(?:\S+\s){1,40}?(?:but|and|though|yet)\s(?:,\s)?not\s"
        r"(?:from\s|to\s|with\s|of\s|by\s)?(?:(?:the|any|its|their|a|single)\s)*T\b"
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
        r"\b(?:word|phrase|term)s?\s(?:\S+\s)?T\s(?:\S+\s){0,3}?(?:not|never|nowhere|absent"
        r"|missing)\b"
    ),
    _both(r"\bT\b.{0,60}\bdone to (?:them|T)\b"),
    _both(r"\bT\b.{0,200}\b(?:nobody|no one) (?:has |had )?(?:ever )?(?:asked|consulted)\b"),
    _both(
        r"\b(?:over the heads|behind the backs?|far removed|without the knowledge)\s(?:of|from)\s"
        r"(?:\S+\s){0,4}?T\b"
    ),
    _both(r"\bT\s(?:\S+\s){0,10}?only (?:after|when)\s(?:the\s)?(?:vote|decision|announcement)\b"),
    _both(
        r"\b(?:was|were|is|are|has been|have been) not (?:sent|shown|given|copied|offered|passed"
        r"|forwarded|put|shared|explained|discussed|raised)\s(?:\S+\s){0,2}?(?:to|with)\s"
        r"(?:(?:the|any|its|their|a|local|recognised)\s)*T\b"
        r"|\b(?:wasn't|weren't|isn't|aren't|hasn't been|haven't been) (?:sent|shown|given|copied"
        r"|offered|passed|shared|discussed)\s(?:to|with)\s(?:(?:the|any|its|their)\s)*T\b"
    ),
    _both(
        r"\b(?:missing|absent|lacking|left out|omitted|excluded)\s(?:\S+\s){0,3}?(?:is|are|was"
        r"|were)\s"
        r"(?:\S+\s){0,4}?T\b"
        r"|\b(?:nobody|no one|noone|not one person|not a "
        r"soul)\s(?:\S+\s){0,4}?from\s(?:\S+\s){0,2}?T\b"
    ),
    _both(
        r"\b(?:nobody|no one|noone)\s(?:\w+\s){0,3}?(?:sought|wanted|asked for|canvassed|invited"
        r"|heard|took|gathered|thought to ask)\s(?:for\s)?(?:\S+\s){0,4}?T(?:'s)?\b"
    ),
    _both(
        r"\bthe first\s(?:that\s)?(?:\S+\s){0,4}?T\s(?:\S+\s){0,4}?(?:saw|heard|knew|learn(?:t|ed)"
        r"|was"
        r" told|were told)\b"
        r"|\bT\b.{0,80}\bthe first\s(?:that\s)?(?:(?:its|their|they|we|it|any|of|the)\s"
        r"|\w+\s){1,4}?"
        r"(?:saw|heard|knew|learn(?:t|ed)) (?:of|about)\b"
    ),
    _both(
        r"\bat no (?:point|time|stage)\s(?:did|does|was|were|has|have"
        r"|had)\s(?:\S+\s){0,4}?(?:consult|ask|hear"
        r"|speak|spoken|meet|met|talk|invite|involve|engage|mention|contact)\w*\s(?:from|to"
        r"|with)?\s?(?:\S+\s)"
        r"{0,3}?T\b"
    ),
    _both(r"\bT\b.{0,120}\bwithout (?:a|one|so much as a|any) (?:single )?word to\b"),
    _both(
        r"\bnot\s(?:\S+\s){0,3}?about\s(?:engag|involv|consult)\w*\s(?:with\s)?(?:\S+\s){0,2}?T\b"
    ),
)
# "search for the words … and you will find nothing": a sentence about a search speaks of a text.
_SEARCH = re.compile(
    r"\b(?:find|search\w*|look(?:ed|ing)? for|seek|phrase|words?|terms?)\b.{0,300}\b[UM]\b.{0,300}"
    r"\b(?:won't|will not|nothing|no results?|no posts|not there|in vain|nowhere|zero|cannot"
    r"|can't|absent|missing|none|not (?:appear|occur|feature)|never appears?|never occurs?|do not"
    r"|does not|not once)\b"
    r"|\b(?:find|search\w*|look(?:ed|ing)?)\b.{0,300}\bin vain\b.{0,300}\b[UM]\b"
    r"|\b[UM]\s(?:\S+\s){0,3}?(?:appears?|stands?|figures?|features?)\s(?:nowhere|not at all)\b"
    r"|\b[UM]\s(?:do|does|did) not (?:\w+ )?(?:appear|occur|feature|figure|get)\b"
    r"|\bnowhere\b.{0,300}\b[UM]\b"
)
_SEARCHED = re.compile(
    r"\b(?:search\w*|types?|key(?:ed)? in|enter|press|open|count(?:ed)?"
    r"|typed|typing|looked|looking|look|ctrl|scan\w*|hunted)\b"
)
_IN_VAIN = re.compile(
    r"(?:(?:there|it|the|they|you|i|and|but|result|results|answer|we|get|got|will|is|are|was|were"
    r"|gave"
    r"|returned|returns|found|find|came|comes|up|with)\s){0,6}?"
    r"(?:zero|none|nothing|no (?:results?|hits?|match\w*|mentions?|entr\w+)|not (?:a|one|once)\b"
    r"|nought|nil)\b"
)
_AND_UNIONS = re.compile(r"(?:\s(?:and|or|nor|,|with|the|their)){1,3}\s[UM]\b")
_UNTRUE = re.compile(r"\b(?:if|unless|whether|den(?:y|ies|ied)|untrue|no truth|reject\w* claims)\b")
_PROMISE = re.compile(
    r"\b(?:no|nothing|nobody|never|not)\b.*\b(?:will|would|should|can|shall|may|must|be)\b"
    r"|\b(?:will|would|should|must|can|could|may|shall)\s(?:not|never)\b|\b(?:cannot|won't)\b"
)


def is_search(line: str) -> bool:
    """Return whether a sentence tells of a search for unions; the next one may tell its end."""
    return UNION in line and bool(_SEARCHED.search(line))


def is_in_vain(words: str) -> bool:
    """Return whether a sentence says that a search found nothing."""
    return bool(_IN_VAIN.match(words))


_THEY = re.compile(
    r"\b(?:they|them|theirs?)\b|(?<=\bsays )it\b|(?<=\bsaid )it\b|(?<=\bsays that )it\b"
    r"|(?<=\bsaid that )it\b"
)
_ABSENT = re.compile(
    r"(?:not (?:there|invited|asked|listed|mentioned|present|included|consulted|on (?:it|the list)"
    r"|a word"
    r"|one|so)|nowhere|no sign|absent|missing|left off|silence|nothing|never asked)\b"
)
_WHAT_OF = re.compile(
    r"(?:\bwhat (?:about|of)|\bwhere (?:is|are|was|were)|^and)\s(?:(?:the|any|our)\s)*[US]\b"
)


_WHETHER = re.compile(
    r"\b(?:whether|if|had|have|were|was)\s(?:(?:the|any|its|their"
    r"|local)\s)*[US]\s(?:\S+\s){0,4}?(?:seen|shown"
    r"|told|consulted|asked|met|known|knew|informed|involved|invited|heard|agreed|spoken|engaged)\b"
)
_DENIED = re.compile(
    r"\b[US]\s(?:had|have|has|were|was|did) not\b|\b[US]\s(?:had|were|was|did)n't\b"
)


def is_denied(line: str, following: str) -> bool:
    """Return whether "had U been told?" is answered by "they had not"."""
    return bool(_WHETHER.search(line) and _DENIED.search(following))


def with_pronoun(line: str, who: str) -> str | None:
    """Return a line with the people of the sentence before for its "they"; None: it has none."""
    return _THEY.sub(who, line) if _THEY.search(line) else None


def is_asked_after(line: str, following: str) -> bool:
    """Return whether "What about U?" is answered by "Not there."."""
    return bool(_WHAT_OF.search(line) and _ABSENT.match(following))


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
                found.group().startswith(("without", "before")) and _PROMISE.search(before)
            ):
                continue
            if UNION in found.group() or _AND_UNIONS.match(line, found.end()):
                return UNION
            who = STAFF
    if who is None and (words := absence.find(line)):
        who = UNION if UNION in words else STAFF
    return who
