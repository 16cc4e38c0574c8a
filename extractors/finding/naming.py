"""What a new source is called, and what it probably is, from how it presents itself."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from extractors import plain
from extractors.finding.doubles import reduced
from records import Source

NAME_CHARS = 80  # of a name for people; longer ones are slogans: guess
ID_CHARS = 40

_PARTS = re.compile(r"\s+[-–—|»«·•:]+\s+|\s*[|»«•]\s*|:\s+")
_AROUND = re.compile(
    r"^(?:the )?(?:latest|all|recent)?\s*(?:news|posts|articles|press releases|updates|blog|feed)"
    r"(?: feed)? (?:from|of|at|by)\s+|^(?:welcome to|home of)\s+"
    r"|\s+(?:rss|atom|news)?\s*feed$|\s+rss$|\s+(?:website|home ?page)$",
    re.IGNORECASE,
)
# Words that stand beside a name in a title, and are none.
_GENERIC = frozenset(
    {
        *("news", "latest", "feed", "feeds", "rss", "atom", "blog", "blogs", "press", "releases"),
        *("release", "media", "centre", "center", "home", "homepage", "page", "posts", "articles"),
        *("all", "and", "events", "updates", "publications", "newsroom", "the", "our", "comment"),
        *(
            "opinion",
            "stories",
            "headlines",
            "index",
            "untitled",
            "statements",
            "welcome",
            "room",
            "newyddion",
        ),
        *("hafan", "cymraeg", "english", "official", "site"),
    }
)
# By what its host or its name says, the first that fits.
_KINDS = (
    (r"(^|\.)parliament\.|\bparliament\b|(^|\.)senedd\.", "parliament"),
    (r"\.nhs\.(uk|scot|wales)\b|\bnhs\b", "health"),
    (r"\baudit\b|\bombudsman\b", "audit"),
    (r"\bcouncils?\b|\blocal government\b|\bcombined authority\b", "local_government"),
    (r"\.gov\.(uk|scot|wales)\b|\.gov\.uk\b|\bgovernment\b", "government"),
    (r"\.ac\.uk\b|\buniversity\b|\bcollege\b(?! of)", "academic"),
    (r"\bunions?\b|\bunison\b|\btuc\b", "union"),
    (r"\b(?:institute|foundation|think tank|policy|research|studies)\b", "think_tank"),
    (r"\bblogs?\b|\.(?:substack|wordpress|blogspot|medium)\.com\b", "blog"),
    (r"\b(?:journal|magazine|times|gazette|chronicle|news)\b", "trade_press"),
)
OTHERWISE = "campaign"  # guess
_NATIONS = (
    (r"\.scot\b|\b(?:scotland|scottish)\b", "scotland"),
    (r"\.(?:wales|cymru)\b|\b(?:wales|cymru|welsh)\b", "wales"),
    (r"\b(?:northern ireland|ulster|belfast)\b|-ni\.|\bni\b", "ni"),
    (r"\b(?:england|english)\b", "england"),
)


def name_of(titles: Iterable[str], url: str) -> str:
    """Return the publisher's name: ``Example Union`` of ``News – Example Union``.

    Args:
        titles: How it presents itself, the surest first: site, feed, page.
        url: An address of it; its host is the name where no title holds one.
    """
    for title in titles:
        for part in _PARTS.split(plain.line(title, 300)):
            name = _AROUND.sub("", part.strip()).strip(" .,-–")
            said = set(re.findall(r"[^\W\d_]+", name.lower()))
            if said - _GENERIC and len(name) <= NAME_CHARS:
                return name
    return _host(url)


def id_of(name: str, url: str, taken: Collection[str]) -> str:
    """Return an id that no other source has, as ``example-union``."""
    for text in (name, _host(url)):
        plainest = unicodedata.normalize("NFKD", text.replace("&", " and "))
        letters = plainest.encode("ascii", "ignore").decode("ascii").lower().replace("'", "")
        words = re.findall(r"[a-z0-9]+", letters)
        made = "-".join(words)
        if len(made) > ID_CHARS:
            made = made[: ID_CHARS + 1].rpartition("-")[0] or made[:ID_CHARS]
        if re.search(r"[a-z]", made):
            break
    else:
        made = "source"
    known = {one.lower() for one in taken}
    numbered = (f"{made}-{number}" for number in range(2, len(known) + 3))
    return made if made not in known else next(one for one in numbered if one not in known)


def kind_of(name: str, url: str) -> str:
    """Return what a publisher probably is, as sources.KINDS."""
    return _first(_KINDS, f"{_host(url)} {name}".lower()) or OTHERWISE


def nation_of(name: str, url: str) -> str:
    """Return the part of the country that a publisher probably writes about."""
    return _first(_NATIONS, f"{_host(url)} {name}".lower()) or "uk"


def known(url: str, sources: Iterable[Source]) -> Source | None:
    """Return the source that an address belongs to; None: to none, or to one of several.

    Its feed, its homepage, or any address of a host that is one source's alone.
    """
    listed = tuple(sources)
    wanted = reduced(url)
    for addresses in ((one.feed for one in listed), (one.homepage for one in listed)):
        for source, address in zip(listed, addresses, strict=True):
            if address and reduced(address) == wanted:
                return source
    here = _host(url)
    at_host = [
        one for one in listed if here in {_host(one.homepage), _host(one.feed or one.homepage)}
    ]
    return at_host[0] if len(at_host) == 1 else None


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((word for pattern, word in table if re.search(pattern, text)), None)
