"""Foreign words made harmless, so that a title can neither ping, link nor format.

Nothing that a publisher wrote reaches a reader before it has passed one of three doors:

    shown    for places that do not parse: plain_text and rich_text. Slack shows such text
             letter by letter, so a "<5%" or an "R&D" stays as it was written.
    inert    for places that Slack parses as mrkdwn, such as the text behind a notification.
             mrkdwn has no escape for * _ ~ and `, hence their mathematical look-alikes.
    web_link for addresses: http and https alone, every character that could end a link,
             a code span or a shell word percent-encoded.

Both text doors fold lines, drop what cannot be seen (control, bidirectional and zero-width
characters), break what Slack would turn into a mention, an emoji or a link with a word
joiner (U+2060: no width, no line break), and cut at a word. So a text that somebody copies
out of an alert into Slack does not ping either.
"""

import re
import unicodedata
from urllib.parse import urlsplit

ELLIPSIS = "…"
WORD_JOINER = "\u2060"
# Of any text no more is looked at: 50 MB cost what 4 kB cost. Guess: five long quotes.
WINDOW = 4_000
# Two links and their labels fit into one section of 3,000 (Slack's limit).
LINK_LIMIT = 1_200
HOST_LIMIT = 60  # guess; a longer host is left out of a label
MARKS_IN_A_ROW = 3  # Vietnamese needs 2; a pile of 30 paints over the lines above

# Letters, marks and symbols by category, yet nothing to be seen.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc")
_NO_LETTER = frozenset({"Cc", "Cf", "Cs"})
_LOOK_ALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_BREAKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"<(?=[!@#])",  # <!channel> <@U1> <#C1>
        r"<(?=[a-zA-Z][a-zA-Z0-9+.-]*:)",  # <https://…|label>
        r"(?<!\w)@(?=\w)",  # @here
        r":(?=//)",  # https://…
        r":(?=[^\s:]{1,100}(?::|$))",  # :smile: and :smile, for we may go on with a colon
    )
)
_NOT_IN_A_LINK = re.compile(r"[^A-Za-z0-9:/?#\[\]@!$&()*+,;=._~%-]")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Between letters an underscore cannot open italics; elsewhere it is safer encoded.
_LOOSE_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_HOST = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]")


def shown(text: str, limit: int) -> str:
    """Return foreign text as one line for plain_text and rich_text."""
    return cut(broken(fold(text)), limit)


def inert(text: str, limit: int) -> str:
    """Return foreign text as one line for places that Slack parses as mrkdwn.

    The three characters & < > stay: ``entities`` turns them on the way to Slack, so that
    a terminal shows the same text without them.
    """
    return cut(broken(fold(text)).translate(_LOOK_ALIKES), limit)


def entities(text: str) -> str:
    """Return text with Slack's three control characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fold(text: str) -> str:
    """Return text as one line of visible characters, whatever it was.

    Of more than WINDOW characters only the beginning counts.
    """
    return " ".join(visible(text[:WINDOW]).split())


def visible(text: str, keep: str = "") -> str:
    """Return text without what cannot be seen; line ends stay, other blanks become spaces.

    Args:
        text: Anything.
        keep: An invisible character that stays: WORD_JOINER in texts that were broken.
    """
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" else 0
        if char in ("\n", keep):
            kept.append(char)
        elif char.isspace() or category == "Co":  # private use: bullets of PDF fonts
            kept.append(" ")
        elif marks <= MARKS_IN_A_ROW and _is_visible(char, category):
            kept.append(char)
    return "".join(kept)


def _is_visible(char: str, category: str) -> bool:
    point = ord(char)
    return not (
        category in _NO_LETTER
        or char in _INVISIBLE
        or 0x180B <= point <= 0x180F  # variation selectors, Mongolian and the rest
        or 0xFE00 <= point <= 0xFE0F
        or 0xE0000 <= point <= 0xE0FFF  # tags
        or 0xFDD0 <= point <= 0xFDEF  # characters that Unicode says are none
        or point & 0xFFFE == 0xFFFE
    )


def broken(text: str) -> str:
    """Return text with a word joiner inside everything that Slack could bring to life."""
    for pattern in _BREAKS:
        text = pattern.sub(lambda found: found[0] + WORD_JOINER, text)
    return text


def size(text: str) -> int:
    """Return the length of text as the strictest reader of Slack's limits could count it.

    UTF-16 units, and & < > as the entities that Slack stores.
    """
    return sum(map(_size, text))


def _size(char: str) -> int:
    if char in "&<>":
        return 5
    return 1 if ord(char) < 0x10000 else 2


def cut(text: str, limit: int) -> str:
    """Return text that counts ``limit`` at most, cut after a word and marked with …"""
    used = 0
    stop = len(text)
    for index, char in enumerate(text):
        used += _size(char)
        if used > limit:
            stop = index
            break
    else:
        return text
    while stop and size(text[:stop]) > limit - 1:
        stop -= 1
    head = text[:stop]
    space = head.rfind(" ")
    if space > stop // 2 and not text[stop : stop + 1].isspace():  # else: one endless word
        head = head[:space]
    return head.rstrip(" ,;:-–—" + WORD_JOINER) + ELLIPSIS if limit > 0 else ""


def web_link(url: str) -> str | None:
    """Return an address that is safe inside a link, a code span and a quoted shell word.

    None if there is nothing to link to: no http or https, no host, a user name that could
    pass for the host, or longer than LINK_LIMIT.
    """
    url = url.strip()
    if len(url) > LINK_LIMIT:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:  # a broken bracket, a port of letters, a host that cannot be
        return None
    shown_host = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    if not _HOST.fullmatch(shown_host):
        return None
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    safe = f"{parts.scheme}://{shown_host}{port}" + _encoded(path + query + fragment)
    return safe if size(safe) <= LINK_LIMIT else None


def _encoded(text: str) -> str:
    text = _NOT_IN_A_LINK.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text
    )
    text = _LONE_PERCENT.sub("%25", text)
    text = text.replace("*", "%2A").replace("~", "%7E").replace("@", "%40")
    return _LOOSE_UNDERSCORE.sub("%5F", text)


def link(url: str, words: str) -> str:
    """Return a mrkdwn link; ``url`` comes from ``web_link``, ``words`` are our own."""
    return f"<{entities(url)}|{entities(words)}>"


def where(what: str, url: str) -> str:
    """Return words for a link that say where it leads: "Article on www.gov.uk"."""
    host = urlsplit(url).hostname or ""
    return f"{what} on {host}" if 0 < len(host) <= HOST_LIMIT else what
