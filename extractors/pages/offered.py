"""Which links of an article lead to documents, and in which form each of them comes."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from extractors.publishers.enrichers import ENRICHERS, Enricher
from extractors.web import urls
from records import Article, Link

PDF, OFFICE, ATTACHMENT, PAGE, OTHER = "pdf", "office", "attachment", "page", "other"

READ = (".docx", ".odt")
# Documents that are not read; tables, pictures, sound and archives are no documents.
UNREAD = (".doc", ".rtf", ".odp", ".ppt", ".pptx", ".epub", ".pages", ".wpd")
_SAYS_PDF = re.compile(r"[(\[]\s*PDF\b|\bPDF\s*[)\],]|\bPDF$", re.IGNORECASE)
_SAYS_OFFICE = re.compile(r"[(\[]\s*(?:DOCX|ODT)\b|\b(?:DOCX|ODT)\s*[)\],]|\b(?:DOCX|ODT)$", re.I)
_WHAT = (
    r"(?:reports?|reviews?|papers?|briefings?|documents?|study|evaluation|strategy|prospectus"
    r"|publication|framework|submission|response|findings|research|analysis|terms of reference)"
)
_SAYS_PAGE = re.compile(
    rf"\b(?:full|final|interim|complete|whole)\s{_WHAT}\b"
    rf"|^\W*(?:read|view|see|open|access|download)\s(?:(?:the|our|its|their|this)\s)"
    rf"(?:[\w'’-]{{1,40}}\s){{0,4}}?{_WHAT}\b"
    r"|[(\[]\s*HTML\b|\bHTML\s*[)\],]|\b(?:HTML|web|online|accessible)\s(?:version|edition)\b"
    r"|\badroddiad llawn\b|^\W*darllen(?:wch)?\s(?:yr|ein)\sadroddiad\b",
    re.IGNORECASE,
)
# Where GOV.UK puts documents in HTML: below the page of their publication.
_BELOW = re.compile(r"/government/(?:publications|consultations|calls-for-evidence)/[^/]+/[^/]+/?")
_FILE = re.compile(r"\.(?!html?$|aspx?$|php$|jsp$|cfm$)[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]|\b(?:PDF|DOCX?|ODT|HTML|RTF|MS Word)\b", re.I)


class Offer(NamedTuple):
    """A document that a link leads to, as far as the link tells."""

    link: Link
    form: str  # PDF, OFFICE, ATTACHMENT, PAGE, OTHER


def links(
    article: Article, most: int, enrichers: Mapping[str, Enricher] = ENRICHERS
) -> tuple[Offer, ...]:
    """Return the documents that an article links to, each address once.

    PDFs and what GOV.UK attaches come first, in the order of the page. The same paper in a
    form of office programs follows only where it is offered in no other, and a page that
    words offer as a report ("Read the full report") only where there is no document at all.

    Args:
        article: With the links of its content.
        most: How many.
        enrichers: Publishers that tell of their pages in a better way, by host.
    """
    own = article.url if urls.host_of(article.url) in enrichers else None
    found: dict[str, Offer] = {}
    for link in article.links:
        kind = _form(link, own, enrichers) if urls.is_web(link.url) else None
        if kind and not _is_own(link, article):
            found.setdefault(urls.canonical(link.url), Offer(link, kind))
    offers = tuple(found.values())
    first = [one for one in offers if one.form in (PDF, ATTACHMENT)]
    for form in (OFFICE, OTHER):
        first += [one for one in offers if one.form == form and not _is_among(one, first)]
    return tuple(first or (one for one in offers if one.form == PAGE))[:most]


def form(link: Link) -> str:
    """Return in which form a document comes, by the address and the words of a link to it."""
    path = urlsplit(link.url).path.lower()
    if path.endswith(".pdf"):
        return PDF
    if path.endswith(READ):
        return OFFICE
    if path.endswith(UNREAD):
        return OTHER
    if _SAYS_PDF.search(link.text):
        return PDF
    return OFFICE if _SAYS_OFFICE.search(link.text) else PAGE


def _form(link: Link, own: str | None, enrichers: Mapping[str, Enricher]) -> str | None:
    """Return in which form a link offers a document; None: it offers none."""
    kind = form(link)
    if kind != PAGE:
        return kind
    path = urlsplit(link.url).path
    if _FILE.search(path):
        return None
    is_below = own is not None and link.url.startswith(f"{own}/")
    if is_below or (urls.host_of(link.url) in enrichers and _BELOW.match(path)):
        return ATTACHMENT
    return PAGE if path.strip("/") and _SAYS_PAGE.search(link.text) else None


def _is_own(link: Link, article: Article) -> bool:
    return urls.article_key(link.url) == urls.article_key(article.url)


def _is_among(offer: Offer, others: Iterable[Offer]) -> bool:
    """Return whether the same paper is offered in another form, by its words or its file."""
    names = _names(offer.link)
    return any(names & _names(one.link) for one in others)


def _names(link: Link) -> set[str]:
    stem = unquote(urlsplit(link.url).path).rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return {_plain(stem), _plain(_ASIDE.sub(" ", link.text))} - {""}


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))
