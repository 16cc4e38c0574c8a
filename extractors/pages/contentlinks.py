"""The links of a page's content: reports stand in its "Downloads", the site's own in its menus."""

from lxml import html

from extractors import plain
from extractors.web import urls
from records import Link

LINK_TEXT_CHARS = 300
MOST_LINKS = 500  # of one page; guess
DOCUMENTS = (".pdf", ".docx", ".odt")

_CONTENT_AREAS = (
    "//main | //*[@role='main']",
    "//article[not(ancestor::article)]",
    "//*[@id='content' or @id='main-content' or @id='main' or @id='primary']",
    "//body",
)
# Around the content, and inside it: what is linked from here belongs to the site.
_OUTSIDE = frozenset({"nav", "footer", "aside", "form"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})


def find(root: html.HtmlElement, base: str, url: str) -> tuple[Link, ...]:
    """Return the links of the content area, each address once, documents included.

    Args:
        root: Of the page.
        base: What its relative links start from.
        url: Of the page itself, which is no link.
    """
    area = _content_area(root)
    frames = _frames(area)
    found: dict[str, str] = {}
    known: dict[tuple[html.HtmlElement | None, bool], bool] = {}  # links of one parent are alike
    for element in area.iter("a"):
        href = element.get("href")
        address = urls.page(base, href) if href else None
        if address is None:
            continue
        is_document = address.split("?")[0].lower().endswith(DOCUMENTS)
        place = (element.getparent(), is_document)
        if place not in known:
            known[place] = _is_outside(element, area, frames, is_document=is_document)
        if known[place]:
            continue
        label = element.text_content() or element.get("title") or element.get("aria-label") or ""
        text = plain.line(label, LINK_TEXT_CHARS)
        if len(text) > len(found.get(address, "")) or address not in found:
            found[address] = text
        if len(found) >= MOST_LINKS:
            break
    here = urls.canonical(url)
    return tuple(Link(url=one, text=text) for one, text in found.items() if one != here)


def _content_area(root: html.HtmlElement) -> html.HtmlElement:
    for path in _CONTENT_AREAS:
        areas = root.xpath(path)
        if areas:
            return max(areas, key=lambda area: len(area.text_content()))
    return root


def _frames(area: html.HtmlElement) -> set[html.HtmlElement]:
    """Return the forms that hold most of an area: some servers put one around a whole page."""
    half = len(area.text_content()) / 2
    return {form for form in area.iter("form") if len(form.text_content()) > half}


def _is_outside(
    link: html.HtmlElement,
    area: html.HtmlElement,
    frames: set[html.HtmlElement],
    *,
    is_document: bool,
) -> bool:
    """Return whether a link stands in a menu, a box or a form of the area."""
    for one in link.iterancestors():
        if one is area:
            return False
        # Many a report is offered in a box beside its summary, inside the content.
        is_offer = one.tag == "aside" and is_document and area.tag in ("main", "article")
        is_box = one.tag in _OUTSIDE and one not in frames and not is_offer
        is_header = one.tag == "header" and next(one.iterancestors("article"), None) is None
        if is_box or is_header or (one.get("role") in _ROLES and not is_offer):
            return True
    return False
