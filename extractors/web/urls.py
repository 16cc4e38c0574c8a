"""One address per page: the same article must not be announced twice."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

URL_CHARS = 2_048  # longest address we keep; the limit of Media Cloud and of old browsers
HOST_CHARS = 253  # of a name that DNS can hold
DEFAULT_PORTS = {"http": 80, "https": 443}

# Names that campaigns add to a link and no publisher reads.
# Seen in newsletters of gov.uk, the King's Fund, the IfG and LGA First, and in feeds
# that count clicks; lower case.
TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid"),
        *("igshid", "mc_cid", "mc_eid", "mkt_tok", "ref", "ref_src", "vero_id"),
        *("_hsenc", "_hsmi", "hsctatracking", "__twitter_impression", "at_campaign", "at_medium"),
        *("ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "cmpid", "ito", "xtor"),
    }
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "piwik_", "matomo_")

_BLANKS = re.compile(r"[\t\n\r]")  # browsers drop them inside an address
_HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_IPV6 = re.compile(r"[0-9a-f:.]+")
_PATH_SAFE = "%/:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?[]"


def wire(url: str) -> str:
    """Return an address as it is sent: ASCII, absolute, without fragment, in one reading only.

    Blanks around it and tabs or line ends inside are dropped, as browsers do; a host in
    another script becomes its ASCII form; other characters are percent-encoded. What two
    parsers could read as two different hosts (a backslash, a user name) is refused.

    Raises:
        ValueError: if it is no absolute http or https address that can be sent.
    """
    parts = urlsplit(_BLANKS.sub("", url.strip()))
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise ValueError(f"not an absolute web address: {url[:200]!r}")
    if "@" in parts.netloc or "\\" in parts.netloc:
        raise ValueError(f"a user name or a backslash stands before the path: {url[:200]!r}")
    host, port = _ascii_host(parts.hostname or "", "[" in parts.netloc), parts.port
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe=_PATH_SAFE, errors="surrogateescape")
    query = quote(parts.query, safe=_QUERY_SAFE, errors="surrogateescape")
    return urlunsplit((scheme, netloc, path or "/", query, ""))


def _ascii_host(host: str, is_bracketed: bool) -> str:
    if is_bracketed:
        name, is_good = f"[{host}]", bool(_IPV6.fullmatch(host)) and ":" in host
    else:
        name = host.rstrip(".").lower()
        try:
            name = name if name.isascii() else name.encode("idna").decode("ascii")
        except UnicodeError:  # of characters that no name may hold
            name = ""
        is_good = len(name) <= HOST_CHARS and bool(_HOST.fullmatch(name))
    if not is_good:
        raise ValueError(f"no host that can be asked: {host[:200]!r}")
    return name


def is_web(url: str) -> bool:
    """Return whether this is an absolute http or https address that can be sent."""
    try:
        wire(url)
    except ValueError:
        return False
    return len(url) <= URL_CHARS


def resolve(base: str, link: str) -> str | None:
    """Return a page's link as an absolute address that can be sent, without its fragment.

    None: it leads to no page of the web (``javascript:``, ``mailto:``, ``data:`` …), or is
    longer than URL_CHARS.
    """
    link = _BLANKS.sub("", link.strip())
    if not link or len(link) > URL_CHARS:
        return None
    try:
        found = wire(urljoin(base, link))
    except ValueError:
        return None
    return found if len(found) <= URL_CHARS else None


def canonical(url: str) -> str:
    """Return the address under which a page is known to the warehouse.

    Lower-cases scheme and host, drops the fragment, the default port and
    tracking parameters, and sorts what is left of the query. Leaves the path as it is but
    for characters that no address may hold: publishers disagree on what a trailing slash means.

    Args:
        url: An absolute http or https address.

    Raises:
        ValueError: if the address is relative, of another scheme or cannot be sent.
    """
    return _without_tracking(wire(url))


def page(base: str, link: str) -> str | None:
    """Return the canonical address of a link; None: as resolve."""
    found = resolve(base, link)
    return _without_tracking(found) if found else None


def _without_tracking(url: str) -> str:
    if "?" not in url:
        return url
    parts = urlsplit(url)
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
        if not _is_tracking(name.lower())
    )
    sent = urlencode(query, errors="surrogateescape")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, sent, ""))


def _is_tracking(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def article_key(url: str) -> str:
    """Return what names an article over all feeds: its id is ``identify(article_key(url))``.

    The canonical address, read as https (publishers moved, their old links did not).
    On gov.uk, with and without www is one site, and ``#timestamp`` of an organisation's feed
    is no new page.

    Raises:
        ValueError: as canonical.
    """
    parts = urlsplit(canonical(url))
    scheme = parts.scheme if parts.port else "https"
    netloc = "www.gov.uk" if parts.netloc == "gov.uk" else parts.netloc
    path = parts.path.rstrip("/") or "/" if netloc == "www.gov.uk" else parts.path
    return urlunsplit((scheme, netloc, path, parts.query, ""))


def words_of(url: str) -> str:
    """Return what an address says of its page, as a title; empty: nothing to read.

    ``/news/2026/pay-talks-begin.html`` becomes ``Pay talks begin``.
    """
    slug = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]
    slug = re.sub(r"\.(?:html?|php|aspx?)$", "", slug)
    text = " ".join(re.sub(r"%[0-9A-Fa-f]{2}|[-_+.]+", " ", slug).split())
    return text[:1].upper() + text[1:]


def host_of(url: str) -> str:
    """Return ``host``, or ``host:port`` for a port of its own, of an address that ``wire`` made."""
    return urlsplit(url).netloc
