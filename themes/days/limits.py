"""The words right beside a day that make it an end, or say that it is none any more."""

import re

from themes.days.kinds import any_of

_LEAD = r"(?:\s+(?:on|at|by|before|of|the|this|in|at the end of|be))*\s*\Z"
# "The date by which people may respond is now …", "the window for bids ends on …".
DATE_FOR = re.compile(
    r"\b(?:last|final) (?:chance|opportunity|day)s? (?:to|for|of)\b.{0,80}?\s(?:is|are"
    r"|on)(?:\sthe)?\s\Z"
    r"|\b(?:date|day|time|deadline|window|period|limit)s?\s(?:by which|for|until which|on which|to"
    r"|in which)\b.{0,120}?(?:\bis|\bare|\bhas become|\bbecomes|\bwill be|\bfalls|\bnow|:)"
    rf"(?:\s(?:now|set|fixed))?{_LEAD}",
    re.I | re.S,
)
# "The weeks that people have to reply are up on …", "draws to a close on …".
OVER = re.compile(
    r"\b(?:(?:is|are|will be) (?:up|over|gone)|runs? out|(?:comes?|brought) to an end|draws? to a "
    r"close"
    rf"|(?:is|are|will be) (?:taken down|switched off|withdrawn|wound up)|goe?s? offline|wraps? up"
    rf"|winds? up|cease[sd]?|stops?|come to a close){_LEAD}",
    re.I,
)
# "Deadline has moved to …": what comes behind counts, whatever stood before.
MOVED = re.compile(
    r"\b(?:deadline|closing date|date|closure|close|end|that|it|this|which)s?\b.{0,120}?\b(?:(?:has"
    r"|have) become"
    r"|(?:moved|moves|pushed|put|brought) (?:back |forward |out )?(?:(?:by )?[\w-]+"
    r" (?:days?|weeks?|months?),? )?(?:to|until)|becomes|is now"
    rf"|(?:extended|changed|shifted|deferred|amended|corrected|revised) (?:\w+ )?(?:to"
    rf"|until)){_LEAD}",
    re.I | re.S,
)
UNTIL = re.compile(
    r"\b(?:(?:up )?until(?: and including)?|till|up to(?: and including)?|through to|to|from now "
    r"(?:until|to))"
    r"(?:\s(?:the end of|the|and including))*\s\Z",
    re.I,
)
# "not by 15 May", "formerly 18 December", "in place of 29 October".
_REPLACED = re.compile(
    r"\b(?:formerly|previously|originally|in place of|instead of|rather than|replac(?:es|ing)"
    r"|superse\w+|in lieu of|no longer|earlier|old (?:date|deadline) of)"
    r"(?:[\s,]+(?:the|on|by|until|of|at))*[\s,]*\Z",
    re.I,
)
_NOT_BUT = re.compile(
    r"\b(?:not|nor)\b(?:\s?,[^,;.]{0,60},)?(?:\s(?:by|on|until|till|at|the|to))*\s*\Z", re.I
)
AT_LATEST = re.compile(r"[\s,)]*(?:at the (?:very )?latest|latest)\b", re.I)
# "Tell us by 12 June whether you will bid": no answer to what somebody asks of all.
OWN_PLAN = re.compile(
    r"[\s,]*(?:whether|if) (?:or not )?(?:they|you|it|he|she|we)(?: are|['’]re)? (?:will|would|want"
    r"|wish|intend|plan|going|mean|willing|taking|accept|agree)\b",
    re.I,
)
# Who runs or listens "until": the verb is the asker's own.
LISTENS = any_of(
    r"consult(?:s|ing)?|being consulted|listen(?:s|ing)?|(?:tak|collect|gather|seek|receiv|accept"
    r"|invit|welcom)ing"
    r"|(?:will be|are|is|be|being) (?:taken|accepted|received|welcome|sought|invited|gathered"
    r"|collected)"
)
# "The consultation can be found online until …": whatever verb stands there, it ends then.
RUNS = re.compile(
    r"\b(?:the|this|that|our|its|their|an?|your|[A-Z]\w+['’]s)\s(?:[\w-]+\s){0,3}?"
    r"(?:consultation(?! (?:documents?|papers?|responses?|results?|report|boards?|materials?"
    r"|stands?|leaflets?))|survey|questionnaire|call for \w+|(?:application|bidding|response"
    r"|comment|consultation) (?:window|period|round)|listening exercise|portal|form)\b"
    r"(?!.{0,120}\b(?:which|that|who|after|when|because|report|results?)\b)",
    re.I | re.S,
)
# "Responses by e-mail: 24 April."
LABEL = re.compile(
    r"(?:\A|[\n;.•|])[\W\d]*(?P<label>(?:written |final |all |your |please )?(?:responses?|repl(?:y"
    r"|ies)"
    r"|comments?|views|feedback|submissions?|evidence|bids?|applications?|expressions? of interest"
    r"|tenders?|objections?|representations?|observations?|consultation|survey|call for evidence"
    r"|consultation period|application window|(?:how )?(?:to )?respond|apply|bid|returns?|send|to)"
    r"(?:\s(?!(?:received|counted|published|analysed|opened|opens|report|published|read|considered"
    r"|meetings?|events?|sessions?|hearings?|days?"
    r"|assessed|results?|start|starts|opening|begins)\b)[\w'’/-]+){0,6}?)\s*[:|–—-]\s*(?:by\s"
    r"|until\s)?\Z",
    re.I,
)
# "20 March: deadline for bids", "20 March, noon: consultation closes".
LABELLED = re.compile(
    r"[\s,:)–—|-]+(?:the\s)?(?:(?:[\w-]+\s){1,5}?(?:closes?|ends?|shuts|closing)\b"
    r"|(?:[\w-]+\s){0,2}?(?:deadline|closing date|last (?:day|date|chance)|cut-off|end of (?:the )?"
    r"consultation)\b)",
    re.I,
)
# "On 24 August the chance to respond comes to an end."
FRONTED = re.compile(r"(?:\A|.*[,;.]|.*\band)\s*on\s(?:the\s)?\Z", re.I | re.S)
THEN_OVER = re.compile(
    r"[\s,]*(?:the\s)?(?P<what>[^.;]{3,90}?)\s(?:comes? to an end|closes?|ends?|is (?:over|gone)"
    r"|runs? out"
    r"|expires?|shuts?)\b",
    re.I,
)
MAKING = re.compile(r"\b(?:making|makes|made|set|sets|fixed|with|named)\s\Z", re.I)
THE_LAST = re.compile(
    r"\s(?:the|its|our|as)\s(?:\w+\s)?(?:closing date|deadline|last day|cut-off|final date)\b", re.I
)
# Somebody must or may do so: "E-mail yours by …", "is asked to let us know by …".
BIDDEN = re.compile(
    r"(?:\A\W*|[,;:—–-]\s|\b(?:please|and|so|then|just|to|can|may|must|should)\s)(?:put your "
    r"(?:hands?"
    r"|names?) (?:up|forward|down)|tell|say (?:so|yes)|e-?mail|write|let|send|get|return|sign up"
    r"|drop|post|submit"
    r"|fill in|complete|add your|make your|share|give us|respond|reply|comment|do (?:so|it|this)"
    r"|contact"
    r"|return|take part|join in|upload|lodge|speak up|object|come forward|let us have|be in "
    r"touch)\b"
    r"|\b(?:asked|invited|encouraged|urged|requested|welcome) to (?:let|tell|say|write|give|send"
    r"|put|share|get in touch|contact|respond|reply)\b"
    r"|\b(?:have|receive|get|need|want|like|see) (?:these|them|those|yours?|everything|anything)\b"
    r"|\b(?:reach|be with|get to|come (?:back )?to|arrive with|be in) (?:us|me|our|my)\b",
    re.I,
)
# Something must arrive: the sentence itself says what.
ARRIVES = re.compile(
    r"\b(?:should|must|needs? to|has to|have to|ought to|(?:is|are) (?:to|due|wanted|requested"
    r"|required|needed|welcome|invited|expected|sought|asked for)|want(?:s|ed)?|would like)\b"
    r"(?:\s[\w'’-]+){0,8}?\s(?:reach|arrive|be (?:with|in|received|sent|made|lodged|submitted"
    r"|returned|uploaded|e-?mailed|posted|handed in)|get to|put in|hand in|have (?:[\w'’]+ ){1,3}in"
    r"|come (?:in|to)|by|before"
    r"|not|no)\b|\bto (?:arrive|reach (?:us|the)|be (?:received|returned|sent|in|with|lodged))\b",
    re.I,
)
# A question that a bare "By Friday 2 October." answers.
WHEN = re.compile(
    r"\b(?:by when|when (?:do|must|should|does|is|are|will) (?:you|i|we|it|the|this|my|our)"
    r"|until when|how long (?:do|have|is|will)|what is the (?:deadline|closing date)|last (?:day"
    r"|date)"
    r"|deadline)\b(?!.*\b(?:know|outcome|results?|decision|hear|told|publish\w*|start"
    r"|begin)\b).*\?",
    re.I | re.S,
)
BARE = re.compile(
    r"\W*(?:(?:a\.|answer\b|you have\b)\W*)?(?:by|until|before|on|not later than)?\W*", re.I
)
# What somebody does who wants to come, or to be paid, is no answer.
NO_CALL = any_of(
    r"registrations?|register(?! (?:an? |your |their |its )?(?:expressions? of )?interest)"
    r"|book(?:ing|ings)?(?!let)|tickets?|rsvp"
    r"|nominations?|claims?(?! (?:a|their|your|its) share)|expenses|clarification|receipts(?! of)"
    r"|invoices?|secondment|lease (?:of|on)|contract with|let (?!(?:us|me|you)\b)\w+ have"
    r"|(?:results?|findings|outcome|analysis|summary|minutes|transcripts?) of the"
    r"|notice period(?! for)|(?:purdah|pre-election|transition\w*|cooling-off|contract|grace"
    r"|standstill|probation\w*"
    r"|lease|trial|reporting|accounting|financial) period"
    r"|(?:arrangements?|rules?|dut(?:y|ies)|regulations?|limits?|rates?|restrictions?|powers?"
    r"|measures|requirements?|charges?|fees?) (?:\w+ ){0,4}?appl(?:y|ies)"
)
# "Bids that come after noon on 3 July will not be read."
TOO_LATE = re.compile(
    r"\b(?:received|sent|submitted|arriv\w+|lodged|made|com(?:es?|ing)|posted|handed in|late"
    r"|in)\s(?:in\s)?"
    r"after(?:\sthe)?\s\Z|(?:\A|[;,.]\s)after(?:\sthe)?\s\Z",
    re.I,
)
NOT_READ = re.compile(
    r"[\s,)]*(?:\S+\s){0,8}?(?:will|can|may|shall|are|is)?\s?(?:not|no|cannot"
    r"|neither)\b.{0,60}\b(?:read"
    r"|considered|accepted|scored|taken|looked at|counted|included|made|sent|respond|comments?"
    r"|bids?)\b",
    re.I | re.S,
)
# "No answer will be read before 1 September."
NOT_BEFORE = re.compile(
    r"\b(?:no|not|nor|never|nobody|none|cannot|\w+n['’]t)\b[^,;]*\bbefore\s\Z", re.I
)
# What a page said in error.
IN_ERROR = re.compile(
    r"\b(?:earlier version|wrong(?:ly)?|in error|by mistake|mistaken(?:ly)?|incorrect(?:ly)?"
    r"|misprint\w*|previous version)\b.{0,100}\b(?:would|said|gave|stated|printed|as|was|were)\b",
    re.I | re.S,
)
# A union, a company, an official: those who answer or act themselves.
THEIR_ANSWER = re.compile(
    r"\b(?:minister|secretary|department|government|council|cabinet|mayor|leader)s?\b"
    r"(?:(?!\b(?:you|your|they|people|anyone|responses|comments|views"
    r"|bids)\b)[^;]){0,100}?\b(?:has to"
    r"|have to|must|(?:is|are) (?:bound|required|obliged) to)\s(?:write|reply|respond|answer)\b|"
    r"\b(?:union|unions|side|council|branch|federation|secretary|chief executive|trust|leader|mayor"
    r"|department|government|minister|ministers|he|she|they|we|it|officers|officials|company|body)"
    r"\s(?:has (?:said|told \w+) (?:that )?(?:it|he|she) )?(?:will|would|is to|are to|plans? to"
    r"|intends? to|expects? to|aims? to|hopes? to|promised to|has promised to)"
    r"\s(?:\w+ly\s|also\s)?(?:respond|reply|hand in|submit|send|answer|comment|give|lodge|put in"
    r"|file|make|present|bid|apply)\b",
    re.I,
)


def is_replaced(since_day: str) -> bool:
    """Return whether the words between two days say that the second is none any more.

    Args:
        since_day: The words before a day, from the day before it on.
    """
    return bool(_REPLACED.search(since_day) or _NOT_BUT.search(since_day))
