"""Whether a sentence lets unions speak; see lines.py for what it reads."""

import re

from themes.voices.attitude import ATTITUDE
from themes.voices.lines import MATTER, UNION

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
    r"|stress(?:es|ed)?|questions|questioned|threaten(?:s|ed)?|pledg(?:e|es|ed)|campaign(?:s|ed"
    r"|ing)?|raised"
    r"|request(?:s|ed)?|writ(?:ten|ing) (?:jointly |again )?to|consulting (?:its |their )?members"
    r"|express(?:es|ed)"
    r"|reckons?|reckoned|resist(?:s|ed|ing)?|challeng(?:e|es|ed|ing)|lodg(?:e|es|ed)|secured"
    r"|settled|launch(?:es|ed)|seeks?|sought|press(?:es|ed|ing)? for|queri(?:es|ed)|quer(?:y"
    r"|ying)|declar(?:e|es|ed)"
    r"|walk(?:s|ed|ing)? out|work(?:s|ing)? to rule|(?:on|to|take|took|taken|taking) strike"
    r"|strik(?:e|es|ing)\b"
    r"|industrial action|maintain(?:s|ed)? that|remain(?:s|ed)? opposed|is opposed|are opposed"
    r"|highlight(?:s|ed)|report(?:s|ed) that|hopes?|hoped|(?:hails?|hailed) (?:the|it|this|a)"
    r"|slam(?:s|med)|blast(?:s|ed)"
    r"|attack(?:s|ed)|question(?:s|ed) (?:the|why|how|whether)|cautions?|cautioned|alleg(?:e|es|ed)"
    r"|dispute(?:s|d)|predict(?:s|ed)|promis(?:e|es|ed)|recommend(?:s|ed)|calculat(?:es|ed)"
    r"|notified|won (?:a|an|the)|express(?:es|ed)?|observ(?:es|ed)|advis(?:es|ed)|commented"
    r"|clash(?:es|ed)"
    r"|counter(?:s|ed)|made clear|been (?:very |quite )?clear|has no confidence|lacks confidence"
    r"|(?:sums?|summed) it up|has its doubts|have their doubts|retorts?|retorted|heckled|booed"
    r"|jeered"
    r"|puts? this|put this|was scathing|were scathing|was clear|is clear|were clear|are clear)"
)
_STOP = (
    r"(?:before|after|when|while|because|although|but|if|until|since|than|once|[;:]|,\s(?:and"
    r"|or)(?!\sU))"
)
_STEP = rf"(?:(?!{_STOP}\s)\S+\s)"
# "in support", "the call", "to say": no verbs of the union's own.
_NO_NOUN = "".join(
    rf"(?<!\b{word}\s)"
    for word in (
        "to",
        "be",
        "been",
        "in",
        "of",
        "the",
        "a",
        "its",
        "their",
        "his",
        "her",
        "this",
        "for",
        "come",
        "go",
        "went",
        "came",
    )
)
_SPEAKING = re.compile(rf"\bU\s({_STEP}{{0,12}}?){_NO_NOUN}{_SAY}\b")
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
    r"(?:consulted|involved|balloted|engaged|briefed|kept informed|listened to)\b"
    r"|\b(?:consult(?:s|ed|ing)?|involv(?:es|ed|ing)|engag(?:es|ed|ing)(?:\swith)?|invit(?:es|ed)"
    r"|met|meets|told by|backed by|supported by|opposed by|signed by|rejected by|led by|agreed by"
    r"|written by|organised by|strike by|petition by)\s(?:with\s)?"
    r"(?:(?:the|its|all|both|recognised|local|relevant|two|three|four|S|and|,)\s)*U\b"
    r"|\b(?:talks?|negotiat\w+|agree\w*|deals?|sign\w*|consult\w*|discuss\w*|meetings?|meets|met"
    r"|work(?:s|ed|ing)|partnership|settled|memorandum|protocol)\s"
    rf"{_STEP}{{0,6}}?(?:with|between|by)\s{_STEP}{{0,5}}?U\b"
    r"|\b(?:met|meets)\s(?:with\s)?(?:the\s)?(?:\w+\s){1,3}?(?:of|from|at)\s(?:the\s)?U\b"
    r"|\b(?:spoke|spoken|talked|listened|interviewed|interviews?|conversations?|focus groups?)\s"
    rf"(?:\S+\s){{0,9}}?U\b"
    r"|\b(?:evidence|statement|response|letter|submission|warnings?|criticism|opposition"
    r"|complaints?"
    r"|objections?|calls?|pressure|demands?|representations|heard|views|input)\s"
    rf"{_STEP}{{0,3}}?from\s{_STEP}{{0,4}}?U\b"
)
# Between a union and its verb, these make it silent, or say only what ought to be.
_NOT = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|none|without|hardly|cannot|should|could|might|may"
    r"|ought|would(?!\s(?:like|prefer|rather|welcome))|whether|fail\w*|refus\w+|lack\w*|nothing"
    r"|instead|absen\w+|\w+n't)\b"
)
# A union that does not agree speaks all the same.
_STANCE = re.compile(
    rf"\bU\s(?:(?!{_STOP}\s)\S+\s){{0,6}}?(?:(?:do|does|did|will|would|could|can) not|cannot"
    rf"|\w+n't|never)\s(?:\w+\s)?"
    r"(?:support|accept|agree|back|believe|endorse|welcome|want|stand|recommend|sign off|trust"
    r"|regard|share)\b"
)
# What stands in a list of those who gave evidence was heard.
_EVIDENCE = re.compile(
    r"\b(?:(?:written|oral)\s(?:\w+\s)?(?:evidence|submissions?)|witness(?:es)?"
    r"|submissions? received"
    r"|responses? (?:was |were )?received|responses? from|(?:evidence|submissions?) from\s:"
    r"|examination of witnesses)\s(?:\S+\s){0,80}?U\b"
)
_WORK = (
    r"(?:surveys?|polls?|polling|analys[ie]s|research|figures|stud(?:y|ies)|report|dossier|data"
    r"|estimates?|calculations?|briefings?|petitions?|strikes?|walkouts?|ballots?|campaigns?"
    r"|protests?|stoppages?|letters?|statements?|appeals?|papers?|action|survey|count|pickets?"
    r"|complaint|claim|case|legal challenge|open letter|blog|figure|dismay|anger|welcome"
    r"|posts?|articles?|columns?|pieces?|speech(?:es)?|comments?|leaflets?|motions?|tweets?"
    r"|bulletin)"
)
_OF_A_VOICE = (
    r"(?:official|officer|rep|reps|member|members|steward|stewards|activist|delegate|convenor"
    r"|organiser|branch|secretary|president|leader|negotiator|manager|chief|lead|director|head)"
)
# What unions made or did, and what is told as their view.
_THEIRS = re.compile(
    rf"\b{_WORK}\s{_STEP}{{0,4}}?(?:by|from)\s{_STEP}{{0,3}}?U\b"
    r"|\b(?:compiled|published|commissioned|drawn up|gathered|obtained|carried out|produced|called"
    r"|struck|agreed|reached|signed|won|welcomed|criticised|condemned|described|dismissed"
    r"|attacked|chosen|favoured|adopted|put forward|demanded|cited|championed|resisted|contested"
    r"|challenged"
    r"|blocked|vetoed|disputed|endorsed|advanced)\s"
    r"(?:up\s)?(?:by|with)\s(?:(?:the|its|all|both|recognised|local|two|three|four)\s){0,3}U\b"
    r"|\b(?:raised|expressed|voiced|made|tabled|submitted|lodged|proposed"
    r"|handed in) by\s(?:\w+\s){0,3}?U\b"
    r"|\b(?:writes?|wrote|argues|insists|says|said|adds|warns)\s(?:the\s)?U\s\w+\s\w+(?:$|\s,)"
    r"|\bin the (?:view|words|eyes|opinion) of\s(?:the\s)?U\b|^(?:for|to)\s(?:the\s)?U\s,\s"
    rf"|\bU\s(?:\w+\s){{0,7}}:\s,"
    r"|\bU\s(?:,\s)?:\s(?!U\b)(?:[a-z]\S*\s|,\s){3}"
    r"|\b(?:says|said|warns|warned|insists|adds|argues|claims|retorts|asks)\s(?:the\s)?U(?:$"
    r"|\s[,;:])"
    r"|\b(?:says|said|told|warned|insisted|added|believes|thinks)\s(?:\w+\s)?(?:his|her|their|our"
    r"|my)\sU\b"
    rf"|\bU\s(?:\w+\s){{0,2}}?(?:official|officer|steward|activist|convenor|organiser|secretary"
    rf"|president|leader|negotiator|manager|head|boss)\s{_STEP}{{0,8}}?(?:was|is|puts?|drew|has"
    rf"|had|thinks|sees)\s"
    r"|\bU\s(?:responses?|comments?|submission|counter proposals?|objections?|concerns|reply"
    r"|verdict"
    r"|delegation|delegates|conference)\s"
    rf"|\b(?:delegation|deputation|message|word|plea)\s(?:of|from)\s{_STEP}{{0,3}}?U\b"
    rf"|\b(?:says|said|adds|added|asks|asked|warns|warned|insists|insisted)\s(?:(?:the|a|an|one"
    rf"|local|\w+)\s){{0,4}}?U\s(?:\w+\s){{0,3}}?{_OF_A_VOICE}\b"
    r"|\b(?:pressure|dismay|anger|fury|criticism|opposition|welcome|support"
    r"|warnings?)\s(?:\w+\s)?(?:from|by|among)\s(?:the\s)?U\b"
)
# A union that does something speaks; what merely happens to it says nothing.
_DOES = re.compile(
    rf"\bU\s({_STEP}{{0,5}}?)(?:(?:has|have|had)\s(?:also\s|now\s|already\s|since\s|long\s"
    rf"|again\s)?(?!been\b|had\b|become\b|lost\b"
    r"|declined\b|played\b|fallen\b|grown\b|risen\b|merged\b|halved\b|shrunk\b|failed\b|existed\b"
    r"|gained\b"
    r"|represented\b|changed\b|dwindled\b|joined\b|disappeared\b|closed\b)"
    r"(?:\w+ed|begun|withdrawn|taken|won|given|made|sought|put|told|brought|set|written|held|met"
    r"|sent|drawn|walked|struck|threatened)\b"
    r"|(?:is|are|was|were)\s(?:also\s|now\s|already\s|again\s|still\s)?(?:considering|refusing"
    r"|demanding|calling|pressing|seeking|consulting"
    r"|fighting|resisting|preparing|planning|balloting|striking|boycotting|taking|threatening"
    r"|asking|urging|challenging|holding|meeting|running|campaigning|backing|opposing|withdrawing"
    r"|lobbying)\b"
    r"|(?:prefer(?:s|red)?|withdrew|withdraws?|refuses|refused|walks?|halted|stopped|blocked"
    r"|joins|joined in|fought|fights?|led|leads|took|takes|made|brought|staged|called off"
    r"|holds out|struck|won)\s)"
)
_ACTS = re.compile(
    r"\bU\s((?:representatives?\s|members?\s|officials?\s|reps?\s|(?!(?:is|are|was"
    r"|were)\s)\w+\s)?(?:also\s"
    r"|\w+ly\s)?)(?!hundred|\w*(?:need|exceed|succeed|indeed)\b"
    r"|(?:invited|asked|consulted|told|named|based|affiliated|involved|concerned|listed"
    r"|recognised|mentioned"
    r"|represented|balloted|called|related|organised|funded|sponsored|backed|led|agreed|declined"
    r"|merged|halved|failed|existed"
    r"|gained|changed|dwindled|joined|disappeared|closed|remained|lacked|wanted|used|supposed"
    r"|united|played|employed|elected|appointed"
    r"|retired|opened|unionised|needed|expected|engaged|briefed|informed|registered)\b)"
    r"(?:\w{3,}ed|began|withdrew|sent|drew|came out|stood|held|sought|brought|won)\s(?!by\b|with\b)"
)
_WISHED = re.compile(
    r"\b(?:recommend\w*|suggest\w*|propos\w*|urge\w*|ask\w*|want\w*"
    r"|hope\w*)\sthat\s(?:\S+\s){0,5}$|\b(?:if|unless|whether|until)\s(?:\S+\s){0,3}$"
    r"|\bcalls? (?:on|for)\s(?:\S+\s){0,5}$"
)
_BEFORE = re.compile(r"\bbefore\s(?:\S+\s){0,3}$")
_TO_COME = re.compile(
    r"\s(?:\w+\s){0,2}?(?:will|is to|are to|would|shall|must|should|needs? to|may|might|can|begins?"
    r"|starts?|lasts?"
    r"|(?:is|are) (?:planned|due|expected|intended|scheduled|proposed|promised|required|needed))\b"
)
_RISK = re.compile(r"\b(?:risks?|mitigations?|possib\w+|potential|likel\w+|in the event)\b")
_RULED = re.compile(
    r"\s(?:where|if|once|should|as and when|as the|as they|in line with|in accordance|under the"
    r"|for collective)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|to|'ll|going to|yet to|due to|must|can)\s(?:\w+\s){0,2}?(?:be|meet|involve"
    r"|consult|engage|invite|work|take|hear|seek|speak|talk|discuss|hold|open|begin|start)\b"
    r"|\b(?:job|role|post ?holder|candidate|ability|experience of|duties)\b"
    r"|\b(?:yet to|subject to|policy|policies|require[sd]?|duty|continue to|next steps?|open the)\b"
)
_GUESSED = re.compile(r"\bwhat\s(?:the\s|any\s)?U\s(?:will|would|might|may)\b")
_FORMER = re.compile(r"\b(?:former|ex|onetime|erstwhile|retired|late|once)\s(?:\w+\s)?\Z")
# "Roy, a UNISON activist, remembers. ‘Same slides,’ he says."
_SOMEBODY = re.compile(
    rf"\bU\s(?:\w+\s){{0,2}}?{_OF_A_VOICE}\b|\b{_OF_A_VOICE}\s(?:at|of|in|for|with)\s(?:the\s)?U\b"
)
_SPEAKS_ON = re.compile(
    r"\b(?:he|she|they)\s(?:says?|said|adds?|added|explains?|explained|recalls?|recalled|asks?"
    r"|asked|thinks?|remembers?|warned|warns?)\b"
)
_NOT_YET = re.compile(r"\s(?:\S+\s){0,2}?(?:yet to|not|never)\b")
_BACK = 45  # characters before a match in which a negation still counts; guess


# "U at the table, says Councillor Rana": whoever follows says it.
_INVERTED = re.compile(
    r"(?:says?|said|adds|added|argues|warns|asks)\s(?!(?:that|it|they|the|this|no|there)\b)\w"
)
_ONE_OF_ALL = re.compile(r"\bagree\w*\s(?:with|between)\s(?:an?|any|one)\sU\Z")


def _unreal(line: str, found: re.Match[str]) -> bool:
    """Return whether what unions think is only wished for, feared or asked."""
    return bool(_WISHED.search(line[: found.start()]) or _RISK.search(line[: found.start()]))


def _is_anothers(line: str, found: re.Match[str]) -> bool:
    """Return whether what looks like a union's verb has its subject behind it."""
    said = found[1]
    verb = found.start(1) + len(said)
    return said.endswith(", ") and said.count(",") == 1 and bool(_INVERTED.match(line, verb))


def is_heard(line: str, before: str = "", following: str = "") -> bool:
    """Return whether a union says, asks, does or negotiates something, or is consulted.

    Args:
        line: A sentence, as ``lines.plain`` gives it.
        before: The last words of the one before: there "Witnesses" may stand.
        following: The words of the next one: there "he says" may stand.
    """
    if UNION not in line and MATTER not in line:
        return False
    if _BYLINE.search(line) or _STANCE.search(line):
        return True
    if _SOMEBODY.search(line) and _SPEAKS_ON.search(following):
        return True
    if any(not _unreal(line, found) for found in ATTITUDE.finditer(line)):
        return True
    if any(
        not _NOT.search(found.group())
        and not _FORMER.search(line[: found.start()])
        and not (pattern is _THEIRS and _RISK.search(line[: found.start()]))
        for pattern in (_EVIDENCE, _THEIRS)
        for found in pattern.finditer(f"{before} {line}" if pattern is _EVIDENCE else line)
    ):
        return True
    if any(
        not _NOT.search(found[1])
        and not _FORMER.search(line[: found.start()])
        and not _GUESSED.search(line)
        and not _WISHED.search(line[: found.start()])
        and not (pattern is _SPEAKING and _is_anothers(line, found))
        for pattern in (_SPEAKING, _DOES, _ACTS)
        for found in pattern.finditer(line)
    ):
        return True
    return any(
        not _BEFORE.search(line[: found.start()])
        and not _ONE_OF_ALL.search(found.group())
        and not _NOT.search(line[max(found.start() - _BACK, 0) : found.end()])
        and not _AHEAD.search(line[max(found.start() - _BACK, 0) : found.end()])
        and not _NOT_YET.match(line, found.end())
        and not _TO_COME.match(line, found.end())
        and not _RISK.search(line[: found.start()])
        and not _RULED.match(line, found.end())
        for found in _ASKED.finditer(line)
    )
