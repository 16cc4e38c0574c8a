"""A small grammar of absence: a denial, a word for taking part, and unions or staff beside it."""

import re

# T stands for unions and staff alike; see lines.py for what is read.
_NO = r"(?:not|never|no|nor|neither|nobody|none|nothing|without|hardly|barely|little|\w+n't|yet to)"
# What one does with people who are to have a part. A denial of it leaves them out.
_TAKE_IN = (
    r"(?:consult\w*|consider(?:ed)?|ask(?:ed)?|sp[eo]ak(?:en)?|spoke|talk(?:ed|s)?|me[et]t"
    r"|meetings?"
    r"|interview\w*|invit\w+|involv\w+|includ\w+|mention\w*|wr[io]te|written|brief(?:ed)?|inform\w*"
    r"|tell|told|hear|heard|contact\w*|approach\w*|engag\w+|represent\w*|discuss\w*|listen\w*"
    r"|dialogue|negotiat\w+|notif\w+|quot\w+|cit(?:e|ed)|nam(?:e|ed)|refer\w*|turn(?:ed)? to)"
)
_LINK = (
    r"(?:(?:to|with|from|of|by|the|any|a|an|its|their|his|her|our|single|one|local|recognised|own"
    r"|or"
    r"|anyone|anybody|someone|even|either|all|relevant|about|for|frontline|union|those|them"
    r"|representatives?)\s){0,5}"
)
_STEP = r"(?:(?!(?:until|before|unless|if|but|because|since|who|which|when|that|,|T)\s)\S+\s)"
_SHARE = (
    r"(?:chance|opportunity|say|part|role|seat|voice|warning|notice|hand|input|sight|vote|place"
    r"|time"
    r"|choice|influence|involvement|representation|representatives?)"
)
_ELSEWHERE = (
    r"(?:press|newspapers?|papers?|radio|television|media|facebook|twitter|website|leaks?|leaked"
    r"|agenda"
    r"|bbc|news|journalists?|reporters?|tweet|rumours?|leaflets?|posters?|e-?mail from|new "
    r"contracts"
    r"|grapevine|by accident|by chance|chat|whatsapp|linkedin)"
)
_PATTERNS = (
    # nobody spoke to T; did not think it necessary to speak to T
    rf"\b{_NO}\s{_STEP}{{0,9}}?{_TAKE_IN}\s{_LINK}T\b",
    # T was given no chance, had little say
    rf"\bT\s(?:(?!(?:who|that|which)\s)\S+\s){{0,3}}?(?:given|offered|had|have|has|got|allowed"
    rf"|granted)\s"
    rf"(?:no|little|scant|neither|not any|hardly any)\s(?:\w+\s){{0,2}}?{_SHARE}\b",
    # no T sits on the board; no T was among them
    r"\b(?:no|none of the|not one|not a single|neither|nor a|not "
    r"a)\s(?:\w+\s){0,2}?T\s(?:\S+\s){0,2}?"
    r"(?:(?:sits?|sat|serve[sd]?)\b|(?:is|are|was|were|has|have|had)\s(?:\S+\s){0,3}?(?:on|among|in"
    r"|at|part"
    r"|represented|present|involved|there|interviewed|asked|consulted|quoted|invited|seat|place"
    r"|shown"
    r"|told)\b)",
    r"\b(?:but|and|yet|,)\s(?:no|not an?|not one|not a single|without "
    r"an?y?)\s(?:\w+\s){0,2}?T(?:\s\w+)?\s?$",
    # the list leaves out T
    r"\b(?:(?:leaves?|left|leaving|missed|misses) out|omits?|omitted|omitting|forgets?|forgot"
    r"|excludes?"
    r"|overlooks?|passes over|passed over|by ?pass(?:es|ed)|sidesteps?|snubs?"
    r"|snubbed)\s(?:\S+\s){0,2}?T\b",
    # T is conspicuous by its absence, kept at arm(?:'s)? length, the last to be asked
    r"\bT\s(?:(?!(?:said|says|say|who|that|which|,|:)\s)\S+\s){0,10}?(?:conspicuous by|at arm's "
    r"length"
    r"|turned (?:down|away)|not (?:there|in it|in them|among them|among|part of it|on it|on the "
    r"(?:list|board))"
    r"|brushed aside|rebuffed|(?:went|gone|goes|was|were|left) (?:unanswered|unheard|unread"
    r"|ignored)"
    r"|cold.?shouldered|snubbed|the last (?:people|ones|to|thing|persons?)|out in the cold"
    r"|uninvited"
    r"|notable absentees?|a notable absence|out of the (?:loop|room|picture))\b",
    # consultation with T was non-existent
    r"\b(?:consultation|talks|engagement|dialogue|discussions?|negotiations?)\s(?:with"
    r"|of)\s(?:\S+\s){0,2}?T\s"
    r"(?:\S+\s){0,8}?(?:non existent|nonexistent|nil|absent|lacking|perfunctory|minimal|missing)\b",
    # T learned of it from a leaflet, when their new contracts came, after the press did
    rf"\bT\s(?:(?!(?:who|that)\s)\S+\s){{0,5}}?(?:learn(?:t|ed|s)?|heard|found out|finds? out"
    rf"|discovered|read"
    rf"|knew)\s(?:\S+\s){{0,12}}?{_ELSEWHERE}\b",
    rf"\bT\s(?:\S+\s){{0,3}}?(?:told|informed)\s(?:\S+\s){{0,8}}?(?:after|later "
    rf"than)\s(?:\S+\s){{0,2}}?{_ELSEWHERE}\b",
    rf"\bT\s(?:\S+\s){{0,3}}?(?:told"
    rf"|informed)\s(?:\S+\s){{0,8}}?before\s(?:\S+\s){{0,2}}?{_ELSEWHERE}\s(?:was|were"
    r"|did|had|got)\b",
    # silent about T; nothing to say about the people … or T
    r"\b(?:silent|silence|mute|nothing|little|not a (?:word|line"
    r"|sentence))\s(?:\S+\s){0,3}?(?:about|on|of|for)\s"
    r"(?:(?!(?:until|unless|if|but|,)\s)\S+\s){0,14}?T\b(?!\s(?:was|were|is|are|said|will))",
    # drawn up without T
    r"\b(?:drawn up|written|designed|planned|made|decided|agreed|settled|done|reached|prepared"
    r"|devised"
    r"|signed off|approved|launched|published|drafted|built|chosen)\s(?:\S+\s){0,3}?without\s"
    r"(?:(?:the|its|their|any)\s)*T\b",
    # do not include T; T do not get a mention
    r"\b(?:do|does|did) not\s(?:\w+\s)?(?:include|extend to|stretch to|reach|run to)\s"
    r"(?:\S+\s){0,3}?T\b",
    r"\bT\s(?:do|does|did) not\s(?:get|merit|rate|earn|receive|have|feature"
    r"|figure)\s(?:\S+\s){0,2}?(?:mention|word"
    r"|look in|line|invitation|seat|place|say|voice)\b",
    r"\bT\s(?:do|does|did) not have (?:one|any|an?\s(?:\w+\s)?(?:seat|say|place|voice|vote|role"
    r"|part))\b",
    r"\b(?:not one|none) of (?:which|them|these|those)\s(?:\S+\s){0,6}?T\b",
    # told too late: a done deal, as the doors opened, before the press was
    r"\bT\s(?:was|were|been|being|is|are)\s(?:\w+\s)?(?:presented|faced|confronted) with\b",
    r"\bT\s(?:was|were|been)\s(?:only\s)?(?:handed|shown|sent|given|told)\s(?:\S+\s){0,6}?(?:as"
    r" the doors|on the day"
    r"|the night before|(?:hours?|minutes?|days?) before|at the last minute|too late)\b",
    r"\b(?:sprung|imposed|foisted|forced|dumped)\s(?:up)?on\s(?:\S+\s){0,2}?T\b"
    r"|\bT\s(?:\S+\s){0,6}?(?:sprung|foisted|dumped)\s(?:up)?on\s(?:them|T)\b",
    r"\bbefore\s(?:\S+\s){0,2}?(?:told|informed|briefed|consulted|spoke to|asked|met)\s(?:the\s"
    r"|its\s|their\s)*T\b",
    r"\bT\s(?:have |has |had )?(?:was|were|is|are|been|being)\s(?:\w+\s)?treated (?:as"
    r"|like)\s(?:an?\s)?(?:\w+\s)?(?:obstacle|afterthought"
    r"|nuisance|problem|box|irritant|enemy|spectators?|hindrance)\b",
    r"\bT\s(?:was|were)\s(?:not|never)\s(?:so much as|even)\s\w+\b",
    r"\bT\s(?:had|have|has) to (?:ask for (?:a copy|sight|it|a meeting|them)|beg|find out|learn"
    r"|rely on rumour)\b",
    # kept from T; T kept well away; their views disregarded
    r"\b(?:kept|hidden|withheld|concealed)\s(?:\S+\s){0,2}?from\s(?:(?:the|its|their|all)\s)*T\b"
    r"|\bT\s(?:was |were |being |been )?kept (?:well )?(?:away|out|at bay|in the dark)\b",
    r"\bT\s(?:(?!(?:who|that)\s\w+ed\s)\S+\s){0,6}?(?:views|concerns|voices?|advice|warnings"
    r"|opinions|fears|letters|objections)"
    r"\s(?:\S+\s){0,3}?(?:disregarded|dismissed|ignored|overlooked|brushed aside|unheard|unanswered"
    r"|fallen on deaf ears"
    r"|counted for nothing)\b",
    r"\brefus\w+\s(?:\S+\s){0,3}?to\s(?:meet|talk to|speak to|consult|listen to|negotiate with"
    r"|engage with|see)\s"
    r"(?:(?:the|its|their|any)\s)*T\b",
    # before any T had seen it; only once it was signed; at no stage to T; T not at all
    r"\bbefore\s(?:\S+\s){0,2}?T\s(?:had|have|has|were|was|could)\s(?:even\s)?(?:seen|sight|been "
    r"\w+|read"
    r"|known|heard|met|a chance)\b",
    r"\bT\s(?:was|were)\s(?:(?!who\s)\S+\s){0,4}?only (?:once|after|when)\b",
    rf"\b{_TAKE_IN}\s.{{0,80}}\b(?:at no (?:stage|point|time)|not|never)\s(?:to|with|from"
    rf"|by)\s(?:the\s)?T\b",
    r"\bT\s(?:is|are|was|were)\s(?:nowhere|not to be found|not to be seen)\b",
    r"\bT\s(?:not at all|not once|never|nowhere)\s?(?:$|,)",
    # where are T in all this
    r"^(?:and\s|so\s|but\s)?where\s(?:is|are|was|were)\s(?:the\s|any\s)?T\b",
)
_ABSENCE = tuple(re.compile(pattern.replace("T", "[US]")) for pattern in _PATTERNS)
# What must not be, may come, or is denied is no absence.
_UNREAL = re.compile(
    r"\b(?:will|would|should|must|shall|can|cannot|could|may|might|ought|won't|wouldn't|shouldn't"
    r"|wrong to"
    r"|if|unless|whether|until|den(?:y|ies|ied)|untrue|no truth|no (?:evidence|suggestion|question)"
    r"|risk"
    r"|never again|nobody (?:denies|doubts)|not true|dangerous to|mistake to|promis\w+)\b"
)
_BACK = 60  # characters before a match in which that is looked for; guess
_OWN_DOING = re.compile(
    r"\b[US]\s(?:\w+\s)?(?:ha[sd]|have|did|do|does|was|were|is|are|will|could"
    r"|would)\s(?:\w+ly\s)?(?:not|never)\s\Z"
    r"|\b[US]\s(?:\w+n't|never)\s\Z|\b[US]\s(?:had|has|have|saw|made|raised|see)\s\Z"
)


def find(line: str) -> str | None:
    """Return the words of a line that leave unions or staff out; None: there are none.

    Args:
        line: A sentence, as ``lines.plain`` gives it.
    """
    for pattern in _ABSENCE:
        for found in pattern.finditer(line):
            around = line[max(found.start() - _BACK, 0) : found.end()]
            if _UNREAL.search(around) or _is_own(line, found):
                continue
            return found.group()
    return None


def _is_own(line: str, found: re.Match[str]) -> bool:
    """Return whether the denial is of what unions or staff themselves did."""
    denial = found.group().split(" ", 1)[0]
    return bool(_OWN_DOING.search(line[: found.start()] + denial + " ")) or bool(
        _OWN_DOING.search(line[: found.start()])
    )
