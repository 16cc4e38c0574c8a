"""Who wrote a report, who published it and when, as its first and last pages say."""

import re
from dataclasses import dataclass

FIRST, LAST = 4, 2  # pages on which an imprint stands; guess
LONG = 160  # characters of a line of an imprint; guess
NAME_CHARS = 200

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({_MONTH}),?\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\b(?:[Ff]irst )?[Pp]ublished (?:in \d{4} )?(?:and printed )?by (?:the )?"
    r"([A-Z][^,;.\n]{2,80})"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?(?:the )?"
    r"(?:((?:19|20)\d\d)\s+)?([A-Z][^,;.\n©]{2,80}?)(?:\s+((?:19|20)\d\d))?\s*(?=[,;.\n]|$)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:written |edited |authors?:? |report |a report )?(?:by |authors?: ?)(.+)", re.IGNORECASE
)
_TITLE = r"(?:(?:Dr|Prof|Professor|Sir|Dame|Lord|Baroness)\.? )?"
_NAME = _TITLE + r"[A-Z][\w'’.-]{0,40}(?: (?:de|van|von|le|la|[A-Z][\w'’.-]{0,40})){1,3}"
_NAMES = re.compile(rf"{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,9}}")
_NO_AUTHOR = re.compile(
    r"^(?:admin\w*|user\w*|author|unknown|owner|default|microsoft\b.*|adobe\b.*|\W*|[a-z]+\d+|[a-z]{1,8})$",
    re.IGNORECASE,
)
_NO_BODY = (
    "and ",
    "copyright",
    "holder",
    "in ",
    "of ",
    "act",
)
_SAID = re.compile(r"(?:first )?(?:published|date|issued)", re.IGNORECASE)
_STAMP = re.compile(r"D?:?((?:19|20)\d\d)(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a report says of itself; empty: nothing that can be believed."""

    authors: str
    publisher: str
    dated: str


def read(pages: tuple[str, ...], author: str = "", created: str = "") -> Imprint:
    """Return who stands behind a report, and when it appeared.

    Args:
        pages: Texts of all its pages.
        author: As its file names one.
        created: When its file was made, as PDFs write it: the last resort for a date.
    """
    first = [line for page in pages[:FIRST] for line in page.split("\n") if len(line) <= LONG]
    last = [
        line for page in pages[FIRST:][-LAST:] for line in page.split("\n") if len(line) <= LONG
    ]
    return Imprint(
        authors=_authors(first) or ("" if _NO_AUTHOR.match(author) else author[:NAME_CHARS]),
        publisher=_publisher([*first, *last]),
        dated=_dated(first, last) or _stamped(created),
    )


def _authors(lines: list[str]) -> str:
    for line in lines:
        by = _BY.fullmatch(line.strip())
        if by and _NAMES.fullmatch(by[1].strip().rstrip(".")):
            names = re.split(r",? and |, | & ", by[1].strip().rstrip("."))
            return "; ".join(name for name in names if name)[:NAME_CHARS]
    return ""


def _publisher(lines: list[str]) -> str:
    for pattern, group in ((_PUBLISHED, 1), (_RIGHTS, 2)):
        for line in lines:
            found = pattern.search(line)
            if found and not found[group].lower().startswith(_NO_BODY):
                return " ".join(found[group].split())[:NAME_CHARS]
    return ""


def _dated(first: list[str], last: list[str]) -> str:
    """Return a date that stands alone in a line, or beside "published"; then a year of rights."""
    for line in [*first, *last]:
        found = _DAY.search(line)
        rest = _DAY.sub("", line).strip(" ,.:;|–-()")
        if found and (
            len(rest) <= 12
            or re.match(r"(?:first )?(?:published|date|issued)", rest, re.IGNORECASE)
        ):
            month = _MONTHS.index(found[2].lower()) + 1
            day = f"-{int(found[1]):02}" if found[1] and 1 <= int(found[1]) <= 31 else ""
            return f"{found[3]}-{month:02}{day}"
    for line in [*first, *last]:
        rights = _RIGHTS.search(line)
        if rights and (rights[1] or rights[3]):
            return rights[1] or rights[3]
    return ""


def _stamped(created: str) -> str:
    found = _STAMP.match(created.strip())
    if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        return ""
    return f"{found[1]}-{found[2]}-{found[3]}"
