"""Whether a sentence tells of what bodies of other countries ask: nobody here need answer them."""

import re

# Countries and their people; towns and provinces that a call is likely to come from.
_COUNTRIES = (
    r"Ireland(?<!Northern Ireland)|Irish(?<!Northern Irish)|Dublin|Australian?|New Zealand"
    r"|Canad(?:a|ian)|France|French|German[sy]?|Berlin|Netherlands|Dutch|Belgian?|Belgium|Flanders"
    r"|Flemish|Wallonia|Denmark|Danish|Sweden|Swedish|Norway|Norwegian|Finland|Finnish|Iceland"
    r"|Icelandic|Estonian?|Latvian?|Lithuanian?|Poland|Spain|Spanish|Catalan|Catalonia|Portugal"
    r"|Portuguese|Italy|Italian|Greece|Greek|Austrian?|Switzerland|Swiss|Japan|Japanese|Korean?"
    r"|South African?|India|Indian|Singapore|Brazil|Brazilian|Chile|Mexico|American|United States"
    r"|European Commission|European Union|European Parliament|Brussels|OECD|World Bank"
    r"|New South Wales|Queensland|Tasmania|Ontario|Quebec|Alberta|British Columbia|Californian?"
)
_BODY = (
    r"(?:government|ministry|department|parliament|state|federal|commission|council|city|senate"
    r"|region|province|minister|authorities|agency|treasury|county|assembly|cabinet|office)"
)
_ASKS_THERE = re.compile(
    rf"\b(?i:the\s)?(?:{_COUNTRIES})(?:['’]s|s['’])?\s(?:[\w-]+\s){{0,2}}?(?i:{_BODY})(?:['’]s"
    rf"|s['’]"
    rf"|s)?\b|\b(?i:{_BODY})s?\s(?:of|in)\s(?:the\s)?(?:[A-Z]\w+\s)?(?:{_COUNTRIES})\b"
    rf"|\b(?:{_COUNTRIES})\s(?:is|are|has|will)\s(?:\w+ing|opened|launched|be)\b"
    rf"|\A\W*(?:In\s(?:the\s)?)?(?:Republic of\s)?(?:{_COUNTRIES})\b"
    r"|\b(?:European Commission|OECD|World Bank)\b"
)
# These make it ours all the same.
_HERE = re.compile(
    r"\b(?:UK|U\.K\.|United Kingdom|Britain|British(?! Columbia)|England|English|Scotland|Scottish"
    r"|(?<!New South )Wales|Welsh|Northern Ireland|Stormont|Whitehall|Holyrood|Senedd|Westminster"
    r"|Secretary of State|Irish Sea|Cabinet Office)\b"
)


def is_asked_abroad(sentence: str, before: str) -> bool:
    """Return whether a body of another country asks.

    Args:
        sentence: The sentence that names the day.
        before: What of it stands before the day, and says who asks.
    """
    return bool(_ASKS_THERE.search(before)) and not _HERE.search(sentence[: len(before) + 200])
