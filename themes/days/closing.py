"""The words that make a day the last one on which somebody may respond."""

import re
from collections.abc import Sequence
from datetime import date

from themes.days import abroad, dates, limits
from themes.days.kinds import APPLICATION, FUNDS, REQUEST, SENDING, TO_ANSWER, VAGUE, any_of, named

_EVENT = any_of(
    r"consultations?|surveys?|calls?|window|periods?|round|engagement|exercise|dates?|fund|form"
)

# Asked of other people than those who watch reform: jobs, school places, votes.
_ELSEWHERE = any_of(
    r"(?:school|college|nursery|primary|secondary) (?:places?|meals)|postal vote|severance|retirement|redundancy"
    r"|flexible working|redeployment"
    r"|(?:post|job|role|position|jobs|posts) of|job|vacanc(?:y|ies)|candidates?|CVs?"
    r"|apprentices?|apprenticeships?(?! (?:levy|fund|pool|grant|scheme|programme))|passports?|blue badges?|benefits?|tickets?"
)

# The words before a day that make it a last day, up to the day itself.
_ON = r"(?:(?:on|at|by|of|to|until)\s+)?(?:the\s+)?\Z"
_IS = r"\s*(?:[:|,–—-]\s*)?(?:(?:is|are|will be|falls|now)\s+){0,2}"
_GAP = r"(?P<gap>(?:\s+(?!(?:will|was|were|before|after|by|and)\b)[\w'’]+){0,7}?)"
_CLOSES = re.compile(
    r"(?<!should have )(?<!was )(?<!were )(?<!had )"
    rf"\b(?:closes?|closing|ends?|ending|concludes?|concluding|finish(?:es)?|expires?|shuts?|locks?)\b{_GAP}{_IS}{_ON}",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?:deadlines?|(?:clos(?:e|ing)|end|due|final|last|latest|cut-off|right|correct|new|revised|actual)\s+(?:dates?|day)|cut-off)\b"
    rf"{_GAP}(?:\s+by\s\w+\s\w+,?)?{_IS}{_ON}",
    re.I,
)
# A feast may stand before its date: "until St Andrew's Day, 30 November".
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
    rf"|up to(?: and including)?|through|at the latest(?: by)?|between now and|due(?: in)?(?: on)?|closes?){_PREPOSITION}",
    re.I,
)
_HAVE = re.compile(r"\b(?:have|has|['’]ve|got|giv(?:es?|en|ing)|allow\w*)(?:\s\w+){0,4}[\s,]*\Z", re.I)
_YOU_HAVE = re.compile(
    r"\b(?:you|people|residents|everyone|everybody|we all|respondents|consultees)(?:\s\w+)?(?:\s|['’]ve\s)"
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
_FORM = any_of(r"form|portal|page|window|survey|exercise|website")
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
    rf"{dates.SPAN.pattern}\s(?:[\w-]+\s){{0,3}}?"
    r"(?:to (?:comment|respond|reply|apply|bid|tell|have)|consultation|survey|call|engagement"
    r"|window|period|inquiry|exercise)\b"
    rf"|\b(?:for|lasts?|runs?|over|open|have|has)\s(?:a (?:\w+ )?(?:period|total) of\s|\w+\s)?{dates.SPAN.pattern}",
    re.I,
)

# Words between the request and the day that make it a day of somebody else's work.
_OTHER_WORK = any_of(
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
    r"|will (?:work (?:through|on)|sift|read|analyse|go through|look (?:at|through|over)|collate|weigh|sort|count)"
    r"|(?:will|would|promised to|hopes? to|expects? to) (?:\w+ly )?(?:respond|reply|answer)"
    r"|(?:['’]s|s['’]|its|our|official|formal|consultation|an?|the) (?:full |formal |official )?"
    r"(?:response|answer|reply)(?! (?:form|must|should))"
)
_PAST = any_of(
    r"closed|ended|expired|ran|lasted|was open|were open"
    r"|(?:was|were|had been) (?:first |originally )?(?:asked|invited|told|given|due|required|to|launched|held|open)"
    r"|had (?:to|until|been|asked|wanted|hoped|wished|called|urged|sought"
    r"|intended|planned|meant)|originally|previously|instead of|should have"
    r"|initially|(?:first|at first) (?:due|set|planned|meant|scheduled|to)"
)
_SHUT_FOR_GOOD = any_of(
    r"librar(?:y|ies)|hubs?|cent(?:re|res)|offices?|schools?|hospitals?|wards?"
    r"|branch(?:es)?|pools?|museums?|shops?|roads?|exhibitions?|pilots?|contracts?"
)
_INQUIRY = re.compile(r"\binquiry\b(?!.*\b(?:evidence|submissions?|views)\b)", re.I | re.S)
_ANOTHER = any_of(r"it|this|first|second|third|other|another|next|new one")
# A sentence that leaves it to its neighbours to say what closes.
_ELLIPTIC = re.compile(
    r"\W*(?:its?|their|this|these|they|that|(?:\w+ )?deadline|clos(?:es|e|ing)|ends|open until"
    r"|we (?:are|have) extend(?:ing|ed)"
    r"|(?:the )?(?:final|last|due) (?:date|day)"
    r"|the (?:\w+ )?(?:period|window|deadline|call|round|exercise|process|closing|survey))\b",
    re.I,
)
# How sure it is that something closes; _BIDDEN: sure, though the sentence need not say what.
_NO, _YES, _ARRIVES, _BIDDEN = 0, 1, 2, 3
_REACH = 140  # characters from the request to its day; guess
# Where a sentence begins to speak of something else.
_PART = re.compile(
    r"[;•]|,?\s(?:and|but|while|so)(?=\s(?:the\s|an?\s|its\s)?[\w'’]+(?:\s[\w'’]+){0,4}?"
    r"\s(?:will|aims?|plans?|hopes?|expects?|must|would|could|can|is|are|has|have)\b)"
)


def kind_of(
    sentence: str, when: dates.When, after_day: int, around: Sequence[str], written_on: date | None
) -> str | None:
    """Return the kind of what closes on this day; None: nothing does.

    Args:
        sentence: The sentence that names the day.
        when: The day.
        after_day: Where the day before it stops: "was to close on 5 June but will now …".
        around: Other sentences that may say what closes, nearest first.
        written_on: The day on which the text appeared.
    """
    before = _PART.split(sentence[max(when.start - _REACH, 0) : when.start])[-1]
    after = _PART.split(sentence[when.stop : when.stop + _REACH])[0]
    since_day = before[max(after_day - (when.start - len(before)), 0) :]
    quote = sentence[when.start : when.stop]
    if not before.strip():  # "Consultation on fees; 25.09.2025 to 06.11.2025"
        before = sentence[max(when.start - _REACH, 0) : when.start]
    if when.form == "day" and limits.BARE.fullmatch(before) and not after.strip(" .") and around:
        asks = around[0]  # "When do you need my comments? By Friday 2 October."
        is_asked = limits.WHEN.search(asks) and not _OTHER_WORK.search(asks)
        return named(asks) or named(asks, kinds=VAGUE) if is_asked else None
    certainty = _is_last_day(before, after, since_day, quote, when.form)
    if limits.OWN_PLAN.match(after) or not certainty or abroad.is_asked_abroad(sentence, sentence[: when.start]):
        return None
    is_dated_ahead = when.has_year and written_on is not None and when.day >= written_on
    if not is_dated_ahead and _PAST.search(since_day):
        return None
    is_elliptic = _ELLIPTIC.match(sentence) or certainty == _BIDDEN
    is_elliptic = is_elliptic or (_FORM.search(before) and _is_running(before))
    texts = [f"{before} {quote} {after}"]
    if is_elliptic or certainty == _ARRIVES or any(p.search(before) for p in (_EVENT, _ANOTHER, SENDING)):
        texts.append(sentence)
    texts.append(f"{before.rstrip()} {after.lstrip(' ,')}")
    own = named(*texts) or (None if is_elliptic else named(*texts, kinds=VAGUE))
    if own:
        return None if own == APPLICATION and _ELSEWHERE.search(sentence) else own
    if not is_elliptic:
        return None
    found = named(*around) or named(*texts, *around, kinds=VAGUE)
    return found or (certainty == _BIDDEN and named(sentence, kinds=FUNDS)) or None


def _is_last_day(before: str, after: str, since_day: str, quote: str, form: str) -> int:
    """Return whether something closes on a day: _BIDDEN if the sentence need not say what.

    Args:
        before: The words before the day, as far as they belong to it.
        after: The words after it, likewise.
        since_day: The end of ``before``, from the last other day on.
        quote: The day as written.
        form: See dates.When.
    """
    if limits.is_replaced(since_day) or limits.NOT_BEFORE.search(before):
        return _NO
    if limits.NO_CALL.search(since_day) or limits.IN_ERROR.search(before):
        return _NO
    if form == "duration":
        return _is_lasting(before, after, quote)
    if last := _IS_LAST.match(after):
        rest = f"{before} {after[last.end() :]}"
        return bool(REQUEST.search(rest) or _EVENT.search(rest))
    if limits.MAKING.search(before) and limits.THE_LAST.match(after):
        return _BIDDEN
    over = limits.THEN_OVER.match(after) if limits.FRONTED.fullmatch(before) else None
    if over and _speaks(over["what"]) and not _OTHER_WORK.search(over["what"]):
        return _ARRIVES
    if _STARTS.fullmatch(before) and (said := limits.LABELLED.match(after)):
        return _ARRIVES if _speaks(said.group()) or _EVENT.search(said.group()) else _BIDDEN
    if limits.TOO_LATE.search(before) and limits.NOT_READ.match(after):
        return _ARRIVES if _speaks(before + after) else _NO
    if (date_for := limits.DATE_FOR.search(before)) and _speaks(date_for.group()):
        return _YES
    if deadline := _DEADLINE.search(before) or limits.MOVED.search(before):
        of_what = deadline.groupdict().get("gap")
        if not of_what or re.fullmatch(r"\s(?:for|to) (?:them|it|this|these|those|that|us)", of_what):
            return _BIDDEN
        return not re.match(r"\s(?:for|to)\s", of_what) or bool(
            named(deadline.group()) or named(deadline.group(), kinds=VAGUE)
        )
    if closes := _CLOSES.search(before) or limits.OVER.search(before):
        subject = before[: closes.start()]
        if _INQUIRY.search(subject):  # an inquiry ends with a report; only its evidence closes
            return _NO
        if not subject.strip(" ,;"):
            return _BIDDEN
        return bool(named(subject) or _EVENT.search(subject)) or not _SHUT_FOR_GOOD.search(subject)
    if _is_running(before) or _RUNS_ONE.search(before):
        return _YES
    asked = _end_of_last(REQUEST, before)
    if limits.UNTIL.search(before):
        asked = max(asked, _end_of_last(limits.LISTENS, before))
    rest = min(before[asked:], since_day, key=len)
    if _OTHER_WORK.search(rest):
        return _NO
    if label := limits.LABEL.search(before):
        return _BIDDEN if _speaks(label["label"]) else _NO
    if form == "range":
        fronted = re.fullmatch(r"\W*(?:from|between)?\s*", before, re.I)
        return bool(asked or _EVENT.search(before) or (fronted and _is_ordered(after)))
    if _LONGER.search(before):
        return bool(asked or REQUEST.search(after))
    if _YOU_HAVE.search(before) and not after.strip(" .!)"):
        return _BIDDEN
    return _is_by(before, after, is_asked=asked > 0) or _is_bidden(before, after)


def _is_ordered(after: str) -> bool:
    """Return whether what follows a fronted day asks for something."""
    request = REQUEST.search(after) or limits.LISTENS.search(after)
    return bool(_ORDER.match(after)) or bool(
        request and not _OTHER_WORK.search(after[: request.end()])
    )


def _speaks(text: str) -> bool:
    """Return whether words speak of anything that somebody is asked for."""
    return bool(REQUEST.search(text) or named(text) or named(text, kinds=VAGUE))


def _is_bidden(before: str, after: str) -> int:
    """Return whether somebody must or may do something until a day, or something goes on."""
    if _OFFICIAL_REPLY.search(before) or limits.THEIR_ANSWER.search(before):
        return _NO
    if until := limits.UNTIL.search(before):
        lead = before[: until.start()]
        runs = max(_end_of_last(limits.RUNS, lead), _end_of_last(limits.LISTENS, lead))
        if runs and not _OTHER_WORK.search(lead[runs:]):
            return _YES
    if not _BY.search(before) and not limits.AT_LATEST.match(after):
        return _NO
    bidden = _end_of_last(limits.BIDDEN, before)
    arrives = _end_of_last(limits.ARRIVES, before)
    if not max(bidden, arrives) or _OTHER_WORK.search(before[max(bidden, arrives) :]):
        return _NO
    return _BIDDEN if bidden else _ARRIVES


def _is_lasting(before: str, after: str, quote: str) -> bool:
    """Return whether what lasts so long, or must be done within it, is what somebody asks."""
    if _WITHIN.search(before):  # "must be lodged within 21 days of 18 August"
        return bool(REQUEST.search(before)) and not _OTHER_WORK.search(before)
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
        return bool(_ORDER.match(after)) and not _OTHER_WORK.search(after)
    if preposition.group()[0] in "uUtT" and _HAVE.search(
        lead
    ):  # "Councils have until 5 October to bid"
        return (is_asked or bool(REQUEST.search(after))) and not _OTHER_WORK.search(after)
    is_asked = is_asked or bool(_CONSULTING.search(before) or TO_ANSWER.match(after))
    return is_asked and not _OFFICIAL_REPLY.search(before)


def _is_running(before: str) -> bool:
    """Return whether a consultation, a call or a round is said to run until the day."""
    running = _OPEN.search(before)
    if running is None:
        return False
    subject = before[: running.start()]
    event = max(_end_of_last(_EVENT, subject), _end_of_last(_ANOTHER, subject))
    return event > 0 and not _OTHER_WORK.search(subject[event:])


def _end_of_last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match ends; 0: there is none."""
    return max((found.end() for found in pattern.finditer(text)), default=0)
