"""Whether the words beside a day make it the last one on which somebody may respond."""

import re

from themes.days import limits
from themes.days.kinds import REQUEST, TO_ANSWER, VAGUE, any_of, named
from themes.days.spans import SPAN

EVENT = any_of(
    r"consultations?|surveys?|calls?|window|periods?|round|engagement|exercise|dates?|fund|form"
)

# The words before a day that make it a last day, up to the day itself.
_ON = r"(?:(?:on|at|by|of|to|until)\s+)?(?:the\s+)?\Z"
_IS = r"\s*(?:[:|,–—-]\s*)?(?:(?:is|are|will be|falls|now)\s+){0,2}"
_GAP = r"(?P<gap>(?:\s+(?!(?:will|was|were|before|after|by|and)\b)[\w'’]+){0,7}?)"
_CLOSES = re.compile(
    r"(?<!should have )(?<!was )(?<!were )(?<!had )"
    rf"\b(?:closes?|closing|ends?|ending|concludes?|concluding|finish(?:es)?|expires?|shuts?"
    rf"|locks?)\b{_GAP}{_IS}{_ON}",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?:deadlines?|(?:clos(?:e|ing)|end|due|final|last|latest|cut-off|right|correct|new|revised"
    r"|actual)\s+(?:dates?|day)|cut-off)\b"
    rf"{_GAP}(?:\s+by\s\w+\s\w+,?)?{_IS}{_ON}",
    re.I,
)
# A feast may stand before its date: "until St Andrew's Day, 30 November".
_OF_IT = re.compile(r"\s(?:for|to) (?:them|it|this|these|those|that|us)")
_NEARLY = (
    r"(?:(?:(?:a|the|next|this|last|first|second|third|fourth|final|working|business|end|close|of"
    r"|on|in|week|fortnight|month|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b\s?)"
    r"{1,6}(?:,\s|\()(?:on\s)?(?:the\s)?|the (?:\w+ ){1,3}?(?:day|weekend|holiday|eve|week),\s)?"
)
_FEAST = r"(?:(?:Maundy|Good|Easter|Whit)\s|(?-i:[A-Z])[\w'’]+(?:\s(?-i:[A-Z])[\w'’]+){0,2},\s)?"
_PREPOSITION = (
    r"(?:\s+|:\s*)(?:(?:on|the|this|this coming|at|(?:first|last) post|return of post|cop|cob"
    rf"|close(?: of (?:play|business))?|end of (?:play|business))\s+)*{_FEAST}{_NEARLY}\Z"
)
_OPEN = re.compile(
    r"\b(?:runs?|running|open|live|extended|lasts?|continues?|stays? up|goes on)\b(?:\s\w+){0,4}?"
    rf"\s(?:until|till|to|through|up to(?: and including)?){_PREPOSITION}",
    re.I,
)
_RUNS_ONE = re.compile(
    r"\b(?:runs?|running|holds?|holding|conducting)\s(?:an?|its|the|our|their)\s(?:[\w-]+\s){0,3}?"
    r"(?:consultation|survey|call|exercise|inquiry)\b(?:\s\w+){0,6}?"
    rf"\s(?:until|till|to|up to){_PREPOSITION}",
    re.I,
)
_BY = re.compile(
    r"\b(?:by|before|(?:ahead|in advance) of|prior to|(?:up )?until and including|until|till"
    r"|no later than|not later than|on or before"
    rf"|up to(?: and including)?|through|at the latest(?: by)?|between now and|due(?: in)?(?: on)?"
    rf"|closes?){_PREPOSITION}",
    re.I,
)
_HAVE = re.compile(
    r"\b(?:have|has|['’]ve|got|giv(?:es?|en|ing)|allow\w*)(?:\s\w+){0,4}[\s,]*\Z", re.I
)
_YOU_HAVE = re.compile(
    r"\b(?:you|people|residents|everyone|everybody|we all|respondents|consultees)(?:\s\w+)?(?:\s"
    r"|['’]ve\s)"
    r"(?:have |has |only |now |just |still |all )*(?:got )?(?:up )?(?:until|till)\s(?:the\s)?\Z",
    re.I,
)
_CONSULTING = re.compile(
    r"\b(?:consults?|consulting|(?:out|open) (?:to|for) consultation|under consultation)\b.*"
    r"\s(?:until|till|up to)\s\Z",
    re.I | re.S,
)
_ORDER = re.compile(  # what follows a fronted "By 5pm on 10 July, …"
    r"[\s,)]*(?:you\s\w+\s)?(?:send|submit|return|email|apply|respond|reply|bid|comment|tell us"
    r"|have your say)\b|.{0,20}\b(?:wants? to (?:know|hear)|asking|seeking|inviting)\b"
    r"|.*\bplease\b|.*\b(?:comments|responses|replies|views|evidence|bids"
    r"|applications|expressions of interest)\b.{0,40}\b(?:should|must)\b",
    re.I | re.S,
)
# "another two weeks, to 11 September, to send …".
_LONGER = re.compile(
    r"\b(?:days?|weeks?|months?|fortnight)"
    r",?\s\(?(?:to|until|till|up to)\s(?:the\s)?\Z",
    re.I,
)
_PERIOD = re.compile(
    r"\b(?:consultation|comment|objection|representation|response|engagement|evidence)s?"
    r"(?: period| window)?(?:(?:\s\w+){0,2}?\s(?:is|of|will be)\s|\s\()\Z",
    re.I,
)
_AFTER_IT = re.compile(r"\b(?:following|after|since)\s(?:an?|its|the|their)\s(?:\w+\s)?\Z", re.I)
_STARTS = re.compile(r"(?:.*[;:•|\n])?\W*", re.S)  # a day that opens its part of a sentence
_WITHIN = re.compile(r"\bwithin\s\Z", re.I)
# "30 November is the last day on which evidence is taken".
_IS_LAST = re.compile(
    r"[\s,)]*(?:is|was|will be|are|remains|as)\s(?:\w+\s){0,2}?(?:(?:last|final|closing|cut-off)\s"
    r"(?:days?|dates?|chance|opportunity|moment)|deadline)\b",
    re.I,
)
# "an eight-week consultation", "will last 45 days", "have four weeks to comment".
_LASTING = re.compile(
    rf"{SPAN.pattern}\s(?:[\w-]+\s){{0,3}}?"
    r"(?:to (?:comment|respond|reply|apply|bid|tell|have)|consultation|survey|call|engagement"
    r"|window|period|inquiry|exercise)\b"
    rf"|\b(?:for|lasts?|runs?|over|open|have|has)\s(?:a (?:\w+ )?(?:period|total) of\s"
    rf"|\w+\s)?{SPAN.pattern}",
    re.I,
)

# Words between the request and the day that make it a day of somebody else's work.
OTHER_WORK = any_of(
    r"publish\w*|announc\w*|report(?:s|ed|ing)? (?:by|back|before|until)|promised"
    r"|deci(?:de|ded|des|sion)|start(?:s|ed)?|begins?|launch\w*|complet(?:ed|ion)|passed"
    r"|approved|in place|spen[dt]|won|deliver\w*|implement\w*|creat(?:e|ed)"
    r"|establish\w*|goe?s? live|ready|merged|built"
    r"|introduc\w*|notified|informed|told|chosen|assess\w*|consider(?:ed|s)?|analys\w*"
    r"|evaluated|signed off|ratif\w+|adopted|scored|marked|shortlist\w*|processed|appeal"
    r"|meet(?:s|ing)?|elect(?:ed|ions?)|replaced?|finish\w*|legislate\w*"
    r"|(?:that|which) (?:ends?|starts?|runs?|opens?|begins?|lasts?)"
)
_OFFICIAL_REPLY = any_of(
    r"(?:government|ministers?|department|council|cabinet|secretary|treasury|board|trust|we)"
    r" (?:will|would|is to|are to|plans? to|intends? to|expects? to|aims? to|has to|must)"
    r" (?:\w+ly )?(?:respond|reply|consider|publish|report|consult|set out)"
    r"|will (?:work (?:through|on)|sift|read|analyse|go through|look (?:at|through|over)|collate"
    r"|weigh|sort|count)"
    r"|(?:will|would|promised to|hopes? to|expects? to) (?:\w+ly )?(?:respond|reply|answer)"
    r"|(?:['’]s|s['’]|its|our|official|formal|consultation|an?|the) (?:full |formal |official )?"
    r"(?:response|answer|reply)(?! (?:form|must|should))"
)
_SHUT_FOR_GOOD = any_of(
    r"librar(?:y|ies)|hubs?|cent(?:re|res)|offices?|schools?|hospitals?|wards?"
    r"|branch(?:es)?|pools?|museums?|shops?|roads?|exhibitions?|pilots?|contracts?"
)
_INQUIRY = re.compile(r"\binquiry\b(?!.*\b(?:evidence|submissions?|views)\b)", re.I | re.S)
ANOTHER = any_of(r"it|this|first|second|third|other|another|next|new one")
# How sure it is that something closes; BIDDEN: sure, though the sentence need not say what.
NO, YES, ARRIVES, BIDDEN = 0, 1, 2, 3


def certainty(before: str, after: str, since_day: str, quote: str, form: str) -> int:
    """Return whether something closes on a day: BIDDEN if the sentence need not say what.

    Args:
        before: The words before the day, as far as they belong to it.
        after: The words after it, likewise.
        since_day: The end of ``before``, from the last other day on.
        quote: The day as written.
        form: See dates.When.
    """
    if limits.is_replaced(since_day) or limits.NOT_BEFORE.search(before):
        return NO
    if limits.NO_CALL.search(since_day) or limits.IN_ERROR.search(before):
        return NO
    if form == "duration":
        return _is_lasting(before, after, quote)
    for sure in (_said_behind(before, after), _said_before(before)):
        if sure is not None:
            return sure
    asked = _end_of_last(REQUEST, before)
    if limits.UNTIL.search(before):
        asked = max(asked, _end_of_last(limits.LISTENS, before))
    if OTHER_WORK.search(min(before[asked:], since_day, key=len)):
        return NO
    if label := limits.LABEL.search(before):
        return BIDDEN if _speaks(label["label"]) else NO
    if form == "range":
        fronted = re.fullmatch(r"\W*(?:from|between)?\s*", before, re.I)
        return bool(asked or EVENT.search(before) or (fronted and _is_ordered(after)))
    if _LONGER.search(before):
        return bool(asked or REQUEST.search(after))
    if _YOU_HAVE.search(before) and not after.strip(" .!)"):
        return BIDDEN
    return _is_by(before, after, is_asked=asked > 0) or _is_bidden(before, after)


def _said_behind(before: str, after: str) -> int | None:
    """Return what the words behind a day say of it; None: nothing."""
    if last := _IS_LAST.match(after):
        rest = f"{before} {after[last.end() :]}"
        return bool(REQUEST.search(rest) or EVENT.search(rest))
    if limits.MAKING.search(before) and limits.THE_LAST.match(after):
        return BIDDEN
    over = limits.THEN_OVER.match(after) if limits.FRONTED.fullmatch(before) else None
    if over and _speaks(over["what"]) and not OTHER_WORK.search(over["what"]):
        return ARRIVES
    if _STARTS.fullmatch(before) and (said := limits.LABELLED.match(after)):
        return ARRIVES if _speaks(said.group()) or EVENT.search(said.group()) else BIDDEN
    if limits.TOO_LATE.search(before) and limits.NOT_READ.match(after):
        return ARRIVES if _speaks(before + after) else NO
    return None


def _said_before(before: str) -> int | None:
    """Return what is said of a day right before it: a deadline, the end of something."""
    if (date_for := limits.DATE_FOR.search(before)) and _speaks(date_for.group()):
        return YES
    if deadline := _DEADLINE.search(before):
        of_what = deadline["gap"]
        if not of_what or _OF_IT.fullmatch(of_what):
            return BIDDEN
        if not re.match(r"\s(?:for|to)\s", of_what):
            return YES
        return bool(named(deadline.group()) or named(deadline.group(), kinds=VAGUE))
    if limits.MOVED.search(before):
        return BIDDEN
    if closes := _CLOSES.search(before) or limits.OVER.search(before):
        subject = before[: closes.start()]
        if _INQUIRY.search(subject):  # an inquiry ends with a report; only its evidence closes
            return NO
        if not subject.strip(" ,;"):
            return BIDDEN
        return bool(named(subject) or EVENT.search(subject)) or not _SHUT_FOR_GOOD.search(subject)
    return YES if is_running(before) or _RUNS_ONE.search(before) else None


def _is_ordered(after: str) -> bool:
    """Return whether what follows a fronted day asks for something."""
    request = REQUEST.search(after) or limits.LISTENS.search(after)
    return bool(_ORDER.match(after)) or bool(
        request and not OTHER_WORK.search(after[: request.end()])
    )


def _speaks(text: str) -> bool:
    """Return whether words speak of anything that somebody is asked for."""
    return bool(REQUEST.search(text) or named(text) or named(text, kinds=VAGUE))


def _is_bidden(before: str, after: str) -> int:
    """Return whether somebody must or may do something until a day, or something goes on."""
    if _OFFICIAL_REPLY.search(before) or limits.THEIR_ANSWER.search(before):
        return NO
    if until := limits.UNTIL.search(before):
        lead = before[: until.start()]
        runs = max(_end_of_last(limits.RUNS, lead), _end_of_last(limits.LISTENS, lead))
        if runs and not OTHER_WORK.search(lead[runs:]):
            return YES
    if not _BY.search(before) and not limits.AT_LATEST.match(after):
        return NO
    bidden = _end_of_last(limits.BIDDEN, before)
    arrives = _end_of_last(limits.ARRIVES, before)
    if not max(bidden, arrives) or OTHER_WORK.search(before[max(bidden, arrives) :]):
        return NO
    return BIDDEN if bidden else ARRIVES


def _is_lasting(before: str, after: str, quote: str) -> bool:
    """Return whether what lasts so long, or must be done within it, is what somebody asks."""
    if _WITHIN.search(before):  # "must be lodged within 21 days of 18 August"
        return bool(REQUEST.search(before)) and not OTHER_WORK.search(before)
    if _AFTER_IT.search(before):
        return False
    return bool(_PERIOD.search(before) or _LASTING.search(f"{before[-30:]}{quote}{after[:40]}"))


def _is_by(before: str, after: str, *, is_asked: bool) -> bool:
    """Return whether "by" or "until" before a day means the last day to respond."""
    preposition = _BY.search(before)
    if preposition is None:
        return False
    lead = before[: preposition.start()]
    if not lead.strip(" ,("):  # "By 5pm on 10 July, please return …"
        return bool(_ORDER.match(after)) and not OTHER_WORK.search(after)
    if preposition.group()[0] in "uUtT" and _HAVE.search(
        lead
    ):  # "Councils have until 5 October to bid"
        return (is_asked or bool(REQUEST.search(after))) and not OTHER_WORK.search(after)
    is_asked = is_asked or bool(_CONSULTING.search(before) or TO_ANSWER.match(after))
    return is_asked and not _OFFICIAL_REPLY.search(before)


def is_running(before: str) -> bool:
    """Return whether a consultation, a call or a round is said to run until the day."""
    running = _OPEN.search(before)
    if running is None:
        return False
    subject = before[: running.start()]
    event = max(_end_of_last(EVENT, subject), _end_of_last(ANOTHER, subject))
    return event > 0 and not OTHER_WORK.search(subject[event:])


def _end_of_last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match ends; 0: there is none."""
    return max((found.end() for found in pattern.finditer(text)), default=0)
