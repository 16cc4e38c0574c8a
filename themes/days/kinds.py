"""What somebody is asked for: which words speak of a consultation, and which of a bid."""

import re
from collections.abc import Sequence

CONSULTATION = "consultation"
EVIDENCE = "call for evidence"
INTEREST = "expressions of interest"
APPLICATION = "application"


def any_of(words: str) -> re.Pattern[str]:
    """Return a pattern of whole words in any case."""
    return re.compile(rf"\b(?:{words})\b", re.I)


# What somebody is asked for, surest word first. Vague words count where no other stands:
# "responses to the call for evidence" belong to a call for evidence.
_INTEREST = (
    r"expressions? of interest|EOIs?|notes? of interest"
    r"|(?:express|register|flag|signal|lodg|not)(?:e|ing)? (?:an |their |your |its )?interest"
    r"|tell us (?:that )?you(?: are|['’]re) interested|(?:say|let us know) (?:that |if )?you(?: are"
    r"|['’]re)"
    r" interested"
)
_GIVE_EVIDENCE = (
    r"(?:written|oral|your|send|submit|give|take|taking|accept(?:s|ing)?|seek(?:s|ing)?"
    r"|contribut(?:e|ing)|provide|supply|receiv(?:e|ing)"
    r"|wants?|ask(?:s|ed|ing)? for|invit(?:es|ing)|welcomes?"
    r"|deadline for) evidence|written (?:submissions?|views)"
    r"|(?:gather|collect|hear)(?:s|ing)? (?:evidence|testimony)|calling for evidence|evidence[- "
    r"](?:gathering|givers?)"
    r"|(?<!for )evidence (?:may|should|can|must|closes?|by|is|to)"
)
_SAY = (
    r"comment(?:s|ing)?|views?|observations (?:on|about|from|are|to)|feedback|opinions?|reactions?"
    r"|your (?:thoughts|ideas|experiences?|remarks"
    r"|suggestions|answers?)"
    r"|(?:have|has|had|wants?) (?:your|their|its|a) say|questionnaires?|hear from you"
    r"|(?:send|show) (?:us|the (?:\w+ ){1,3})(?:what|whether|how|why)"
    r"|tell (?:us|the (?:\w+ ){1,4}(?:what|whether|how|why|about|your|their))"
    r"|(?:like|wants?|wish(?:es)?|keen) to (?:hear|know)|objections?|object|representations"
    r"|help (?:in |to |us )*(?:shap|draw|plan|decid|design)\w*"
    r"|(?:is|are|be|being) asked (?:to (?:rank|say|choose|comment|rate|pick|score)|what|how|for "
    r"(?:its"
    r"|their|your))"
)
_APPLY = (
    r"appl(?:y|ies|ying|ications?)|have applied|funding (?:call|round|window)s?|claim (?:a|their"
    r"|your|its) share|put in for|bids?"
    r"|bidding|tenders?|come forward"
    r"|entr(?:y|ies) (?:for|to|until|by|must|should|close)|enter (?:by|before|until|at)"
    r"|proposals? (?:in by|from|are|is|should|must|can|may|to)|(?:submit|send)\w* (?:\w+ "
    r"){0,2}proposals?"
)
_ANSWER = (
    r"respon(?:d|ds|se|ses|ding)|repl(?:y|ies)|take part|to answer|answers (?:to|should|must)"
    r"|engagement(?! (?:team|officer|manager|lead|strategy|plan))"
)
# Asks for something without a word for it: "papers should be emailed to the secretary".
_SEND = (
    r"(?:should|must|can|may|please) (?:all )?(?:be )?(?:sent|e-?mailed|submitted|returned|lodged"
    r"|received|posted)|get (?:it|them|your \w+) (?:in|to)|(?:send|e-?mail) (?:us|in|your|it|them)"
)
KINDS = (
    (INTEREST, any_of(_INTEREST)),
    (EVIDENCE, any_of(rf"calls? for (?:written )?evidence|inquiry|{_GIVE_EVIDENCE}")),
    (
        CONSULTATION,
        any_of(
            rf"consultations?|consults?|consulting|being consulted|surveys?|listening exercises?"
            rf"|{_SAY}"
        ),
    ),
    (APPLICATION, any_of(_APPLY)),
)
_JOIN = (
    r"like to (?:host|join|take part|be (?:a|one)|become|try)|put (?:your|their) (?:hands?|names?)"
    r" (?:up|forward)|(?:want|wants|wish|wishing|minded|keen|hoping) to (?:host|join|become|be (?:a"
    r"|one|in"
    r"|considered|part))|interested in (?:joining|hosting|taking|becoming|being|running)"
    r"|expressions? (?:by|must|should|to)"
)
VAGUE = (
    (INTEREST, any_of(_JOIN)),
    (
        EVIDENCE,
        any_of(
            r"submissions?|evidence (?:will|is|to|by)"
            r"|contributions? (?:to|are|is|should|must|may|can|by|from)"
        ),
    ),
    (CONSULTATION, any_of(_ANSWER)),
)
FUNDS = ((APPLICATION, any_of(r"fund|grants?|pot|competition")),)
REQUEST = any_of(
    rf"{_INTEREST}|{_GIVE_EVIDENCE}|{_SAY}|{_APPLY}|{_ANSWER}|{_SEND}|submissions?"
    r"|contributions? (?:to|are|is|should|must|may|can|by|from)"
    r"|(?:can|may|could) (?:still )?do so"
    r"|(?:complete|fill in|return) (?:the|our|this|a) (?:[\w'’-]+ ){0,3}?(?:survey|form"
    r"|questionnaire)"
)
TO_ANSWER = re.compile(
    rf"\s*to\s(?:{_INTEREST}|comment|respond|apply|bid|object|have (?:your|their) say)\b", re.I
)
SENDING = any_of(_SEND)


def named(*texts: str, kinds: Sequence[tuple[str, re.Pattern[str]]] | None = None) -> str | None:
    """Return the kind that the first of these texts to speak of any speaks of."""
    for text in texts:
        for kind, pattern in kinds or KINDS:
            if pattern.search(text):
                return kind
    return None
