"""Which addresses belong to one publisher, and which words of them speak of news."""

import ipaddress
import re
from urllib.parse import unquote, urlsplit

# Endings under which anybody may have a name. Of the UK, and of hosts where each name below is
# somebody else's; the whole public list has 10,000, and is not needed to tell two of ours apart.
_SHARED = frozenset(
    {
        *("co.uk", "org.uk", "ac.uk", "gov.uk", "nhs.uk", "police.uk", "ltd.uk", "plc.uk"),
        *("me.uk", "net.uk", "sch.uk", "gov.wales", "gov.scot", "nhs.scot", "nhs.wales"),
        *("blogspot.com", "wordpress.com", "substack.com", "medium.com", "tumblr.com"),
        *("github.io", "gitlab.io", "netlify.app", "wixsite.com", "squarespace.com"),
        *("weebly.com", "ghost.io", "blog.gov.uk", "azurewebsites.net", "herokuapp.com"),
    }
)
# The longer the list, the likelier news of the whole house: press beats a blog. Guesses, from
# the addresses of seeds/sources.yaml.
NEWS = frozenset(
    {
        *("news", "newsroom", "press", "media", "releases", "release", "latest", "announcements"),
        *("announcement", "newyddion", "headlines", "statements", "nuacht"),
    }
)
WRITINGS = frozenset(
    {
        *("blog", "blogs", "posts", "articles", "article", "publications", "publication"),
        *("insights", "insight", "updates", "update", "comment", "commentary", "opinion"),
        *("reports", "research", "stories", "bulletins", "bulletin", "campaigns"),
    }
)
# Kinds of news that leave the rest out.
PARTS = frozenset(
    {
        *("events", "event", "calendar", "category", "tag", "tags", "archive", "archives", "topic"),
        *("video", "videos", "photos", "podcast", "podcasts", "audio", "author", "authors"),
    }
)
# Feeds and pages of other things than what a publisher has to say.
OTHER = frozenset(
    {
        *("jobs", "job", "vacancies", "careers", "gallery", "search", "product", "products"),
        *("shop", "store", "forum", "forums", "courses", "course", "training", "weather", "sport"),
        *("travel", "login", "account", "join", "donate", "contact", "contacts", "cookies"),
        *("privacy", "members", "benefits", "obituaries", "newsletter", "newsletters", "signup"),
        *("subscribe", "enquiries", "social"),
    }
)
_WORD = re.compile(r"[a-zà-ÿ]+")


def site_of(address: str) -> str:
    """Return what all hosts of one publisher share: ``example.org.uk`` of ``www.example.org.uk``.

    A host without a name keeps its port: on one machine each port is somebody else.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        if len(labels) == 1:
            return parts.netloc.lower()
        shared = ".".join(labels[-2:]) in _SHARED
        deep = ".".join(labels[-3:]) in _SHARED
        return ".".join(labels[-4 if deep else -3 if shared else -2 :])
    return parts.netloc.lower()


def words(text: str) -> frozenset[str]:
    """Return the words of a title or of an address, in lower case."""
    return frozenset(_WORD.findall(unquote(text).lower()))


def path_words(address: str) -> frozenset[str]:
    """Return the words of the path and the query of an address."""
    parts = urlsplit(address)
    return words(f"{parts.path} {parts.query}")


def news_score(said: frozenset[str]) -> int:
    """Return how much words speak of a publisher's news; below 0: of something else. Guesses."""
    is_part, is_other = bool(said & PARTS), bool(said & OTHER)
    if said & NEWS:
        return 3 - is_part - 4 * is_other
    return bool(said & WRITINGS) - 4 * (is_part or is_other)


def is_newsy(address: str) -> bool:
    """Return whether an address itself says that it lists news or writings."""
    return news_score(path_words(address)) > 0
