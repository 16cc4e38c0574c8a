"""The words that tell of two schemes which of them came first, and what became of it."""

import re
from typing import NamedTuple

FORMERLY, REPLACES, BUILDS_ON = "formerly", "replaces", "builds on"
NAME_VERB = r"(?:re-?named|re-?branded|re-?titled|re-?badged|re-?christened|re-?launched)"


class Cue(NamedTuple):
    """Words between two names, and what they make of the two."""

    what: str
    second_is_later: bool  # the name behind the cue is that of the later scheme
    is_close: bool  # the first name stands right before
    is_event: bool  # it says that the name was changed
    words: re.Pattern[str]


def cue(
    what: str, words: str, *, later: bool = False, close: bool = False, event: bool = False
) -> Cue:
    """Return a cue; by itself the second name is that of the earlier scheme."""
    return Cue(what, later, close, event, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))


CUES = (
    cue(
        FORMERLY,
        r"(?:formerly|previously|originally|hitherto|once|until (?:now|recently|\d{4}))"
        r"(?: (?:known|called|named|branded|titled|launched))?(?: as)?"
        r"|used to be (?:known as|called)",
        close=True,
    ),
    cue(FORMERLY, r"(?:the |a |its )?new name (?:for|of)|a rebrand(?:ing)? of", event=True),
    cue(FORMERLY, rf"{NAME_VERB}(?: (?:as|to))?", later=True, event=True),
    cue(
        FORMERLY,
        r"chang(?:e[sd]?|ing) (?:its|their|the) name(?: from [a-z ]{0,20})?(?: to)"
        r"|under (?:its|their|the|a) new name(?: of)?",
        later=True,
        event=True,
    ),
    cue(
        FORMERLY,
        r"(?:will|to|shall|now|henceforth|becomes?)(?: (?:now|in future|henceforth|soon)){0,2}"
        r"(?: be(?:come)?)?(?: (?:now|henceforth))? (?:known as|called)",
        later=True,
        close=True,
        event=True,
    ),
    cue(
        REPLACES,
        r"(?:replac(?:e|es|ed|ing)|supersed(?:e|es|ed|ing)|succeed(?:s|ed|ing)?)(?! by)"
        r"|successor(?: \w+)? (?:to|of)|replacement for"
        r"|t(?:akes?|aking|ook) (?:over from|the place of)|in place of",
    ),
    cue(
        REPLACES,
        r"(?:replaced|superseded|succeeded) by|(?:merged|folded|absorbed|subsumed|incorporated"
        r"|wrapped) into|g(?:ives|ave|iving) way to|mak(?:es?|ing) way for",
        later=True,
    ),
    cue(
        BUILDS_ON,
        r"buil(?:d|ds|t|ding) (?:up)?on|gr(?:ows?|ew|own|owing) out of"
        r"|follow(?:s|ed|ing)? on from|carr(?:y|ies|ying) on the work of",
    ),
)

# Of the above those that few texts have which rename nothing.
RENAMES = re.compile(
    rf"\b(?:formerly|{NAME_VERB}|(?:previously|originally|once|hitherto) (?:known|called|named)"
    r"|new name|chang(?:e[sd]?|ing) (?:its|their|the) name|(?:now|be|becomes?) (?:known as|called))"
    r"\b",
    re.IGNORECASE,
)
