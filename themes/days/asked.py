"""Who asks, and where to respond: of a document that tells of a closing date."""

import re

from records import Notice
from themes.initiatives.organisations import Organisations
from themes.text import fields

# Publishers that ask in their own name; the others mostly tell of what somebody else asks.
ASKERS = frozenset({"government", "parliament", "health", "local_government", "audit"})
_ASKS = re.compile(
    r"(?:['’]s?\s(?:[\w-]+\s){0,4}?(?:consultation|inquiry|survey|call|fund|review|round)\b"
    r"|\s(?:[\w-]+\s){0,3}?(?:asks?|asking|asked|seeks?|seeking|invit(?:es?|ed|ing)|wants?"
    r"|welcom(?:es?|ing)|would (?:like|welcome)|consult(?:s|ing)?|launch(?:es|ed|ing)|open(?:s|ed)"
    r"|call(?:s|ed|ing) for|tak(?:es|ing)|accept(?:s|ing)?|extend(?:s|ed)|given?|gives|running)\b)",
    re.I,
)
_TO = re.compile(r"\b(?:tell|to|by|from)\s(?:the\s)?\Z")
_COMMITTEE = re.compile(r"\b(?:(?:[A-Z][\w'’-]*|and|of|the|for)\s){1,8}Committee\b")

_MAIL = re.compile(
    r"(?<![\w.+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,4}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'“”‘’]{4,400}", re.I)
# Words and addresses of links that lead to where people answer; guess, from how publishers write.
_LEADS = re.compile(
    r"\b(?:respond|response form|have your say|take part|(?:online )?survey|questionnaire"
    r"|consultation (?:hub|page|platform|document)|(?:this|our|the|full|open|view) consultation"
    r"|call for (?:evidence|views)|submit|apply|application form|how to apply|express(?:ion)?s? "
    r"(?:of |an )?interest|tell us)\b",
    re.I,
)
_ANSWERING = re.compile(
    r"citizenspace|consult|haveyoursay|have-your-say|smartsurvey|surveymonkey|qualtrics"
    r"|snapsurveys|commonplace|engage|forms\.(?:office|gle)|call-for-evidence|apply-for|survey",
    re.I,
)
_SENDS = re.compile(
    r"\b(?:respon\w+|repl(?:y|ies)|sen[dt]|e-?mail(?:ed|ing)?|submit\w*|submissions?|comments?"
    r"|views|evidence|write|bids?|appl(?:y|ications?)|interest)\b",
    re.I,
)
_SENDS_REACH = 120  # characters between "send" and the address; guess
_NO_ANSWERS = re.compile(r"(?:press|media|news|comms|communications|pressoffice|foi)[\w.-]*@", re.I)
_OF_ALL_PAGES = re.compile(r"privacy|cookie|accessib|feedback|newsletter|subscribe|login|sign-?in")


def who(notice: Notice, bodies: Organisations) -> str:
    """Return the body that asks: as its publisher says, as the sentence says, or the publisher."""
    if notice.organisations:
        return notice.organisations
    if committee := _COMMITTEE.search(notice.quote):
        return committee.group().removeprefix("The ").removeprefix("the ")
    field = fields.field("text", notice.quote)
    named = bodies.find(field)
    for body in named:
        start, stop = field.read.starts[body.first], field.read.stops[body.last - 1]
        if _ASKS.match(notice.quote, stop) or _TO.search(notice.quote, 0, start):
            return body.name
    if notice.source_kind in ASKERS or len(named) != 1:
        return notice.source
    return named[0].name


def where(notice: Notice) -> str:
    """Return where to respond: an address near the sentence, a link that leads there, or the page.

    Returns:
        An http, https or mailto address.
    """
    if address := _address(notice.quote) or _address(notice.near, is_near=True):
        return address
    scored = [(_score(url, words), -at, url) for at, (url, words) in enumerate(notice.links)]
    best = max(scored, default=(0, 0, ""))
    return best[2] if best[0] > 0 else notice.url


def _address(text: str, *, is_near: bool = False) -> str:
    """Return the first address of a text; empty: it has none.

    Args:
        text: A sentence, or the text around one.
        is_near: Only an address that words of sending stand before.
    """
    found = sorted([*_MAIL.finditer(text), *_ADDRESS.finditer(text)], key=re.Match.start)
    for address in found:
        before = text[max(address.start() - _SENDS_REACH, 0) : address.start()]
        if _NO_ANSWERS.match(address.group()) or (is_near and not _SENDS.search(before)):
            continue
        is_web = address.group().lower().startswith("http")
        return address.group().rstrip(".,;:!?)]") if is_web else f"mailto:{address.group()}"
    return ""


def _score(url: str, words: str) -> int:
    """Return how surely a link leads to where people answer; 0: it does not."""
    is_web = url.lower().startswith(("https://", "http://"))
    if not is_web or _OF_ALL_PAGES.search(url) or url.lower().endswith((".pdf", ".docx", ".odt")):
        return 0
    return 2 * bool(_LEADS.search(words)) + bool(_ANSWERING.search(url))
