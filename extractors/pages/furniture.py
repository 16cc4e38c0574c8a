"""What stands around and between an article's paragraphs goes, before its text is sought.

Menus, teasers, appeals, comments and the like name unions and schemes that the article does not.
Every rule tells by structure and wording, none by site; what holds much of the prose is left.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from lxml import etree, html

from extractors.pages import wordings
from extractors.pages.weighed import Weighed

# Guesses, checked on the tuning half of bench/boilerplate and on real pages: docs/extraction.md.
BOX_SHARE = 0.3  # of a page's prose: what holds more is no box, whatever its heading says
COMMENTS_SHARE = 0.9  # readers may say far more than the writer
SURE_SHARE = 0.5  # of rows of teasers, and of boxes whose heading can mean nothing else
AREA_SHARE = 0.5  # of the prose after clearing: the smallest element with it holds the article
LEAST_PROSE = 100  # characters: as much must be left wherever much is taken
GALLERY_LEAVES = 500  # characters: where less is left, the pictures are the article
TITLE_CHARS = 16  # letters: "News" begins many titles and is none
BOX_SIZE = 2_000  # elements
HEADING_CHARS = 60  # longer ones are an article's
TEASER_CHARS = 600
TEASER_SIZE = 60  # elements
CONSENT_CHARS = 1_500
CONSENT_SIZE = 300  # elements
MORE_CHARS = 300
LINK_CHARS = 300  # of a box for each of its links
NAME_CHARS = 300  # of a class and an id; longer ones are data
LABEL_SIZE = 5  # elements of a heading
LINKS_SHARE = 0.9  # of a box below its heading
MOST_ELEMENTS = 50_000  # of a page; none of 120 real ones has a tenth of that

_MARKED = etree.XPath(
    "//nav | //aside | //footer | //dialog | //*[@aria-modal='true' or @role='navigation' or "
    "@role='search' or @role='complementary' or @role='dialog' or @role='alertdialog' or "
    "@role='banner' or @role='contentinfo'] | //header[not(ancestor::main or ancestor::article)]"
)
_HEADINGS = ("h1", "h2", "h3")
_LABELS = (*_HEADINGS, *("h4", "h5", "h6", "p", "div", "span", "strong", "b", "legend", "dt"))
_HOLDERS = frozenset({"html", "body", "main", "article"})


def clear(root: html.HtmlElement, titles: Sequence[str]) -> None:
    """Take the furniture out of a page.

    Args:
        root: Of the page; changed.
        titles: Of the article, as the page's head gives them; none: it does not.
    """
    page = Weighed(root)
    if page.size(root) > MOST_ELEMENTS:
        return
    _take_marked(page)
    _take_consent(page)
    headline = _headline(page, titles)
    if headline is not None:
        _take_before(page, headline)
    _take_boxes(page)
    _take_galleries(page)
    _take_teasers(page)
    _take_pointers(page)
    if headline is not None and page.is_there(headline):
        _keep_around(page, headline)


def _is_small(page: Weighed, element: html.HtmlElement, share: float = BOX_SHARE) -> bool:
    return page.prose(element) <= share * page.prose()


def _take_marked(page: Weighed) -> None:
    """Take what HTML itself calls navigation, banner, aside …"""
    for element in _MARKED(page.root):
        is_box = element.tag in ("nav", "aside", "footer") or _is_small(page, element)
        if is_box and not page.has_heading(element):
            page.take_out(element)


def _headline(page: Weighed, titles: Sequence[str]) -> html.HtmlElement | None:
    """Return the element that repeats a title of the page; None: none does."""
    wanted = [squeezed for title in titles if (squeezed := _squeezed(title))]
    longest = 2 * max(map(len, wanted), default=0)
    for tag in _HEADINGS:
        for element in page.root.iter(tag):
            if page.chars(element) <= longest and _is_title(element, wanted):
                return element
    for element in page.root.iter("font", "b", "strong", "span", "div", "p", "td", "h4"):
        if 0 < page.chars(element) <= longest and _squeezed(element.text_content()) in wanted:
            return element
    return None


def _is_title(element: html.HtmlElement, wanted: Sequence[str]) -> bool:
    found = _squeezed(element.text_content())
    return any(
        found == one
        or (
            min(len(found), len(one)) >= TITLE_CHARS
            and (one.startswith(found) or one.endswith(found) or found.startswith(one))
        )
        for one in wanted
    )


def _take_before(page: Weighed, headline: html.HtmlElement) -> None:
    """Take what stands before the headline, unless the article seems to."""
    before = [
        sibling
        for one in (headline, *headline.iterancestors())
        if one.tag not in ("body", "html")
        for sibling in one.itersiblings(preceding=True)
    ]
    if sum(page.prose(one) for one in before) <= page.prose() / 2:
        for one in before:
            page.take_out(one, with_tail=True)


def _take_boxes(page: Weighed) -> None:
    """Take what stands under a heading that names a box, or under any with links and no more."""
    for element in list(page.root.iter(*_LABELS)):
        is_label = 0 < page.chars(element) <= HEADING_CHARS and page.size(element) <= LABEL_SIZE
        if not is_label or not page.is_there(element):
            continue
        text = " ".join(element.text_content().split()).strip(wordings.ENDS)
        if wordings.COMMENTS.fullmatch(text):
            _take_box(page, element, COMMENTS_SHARE, _is_talk)
        elif wordings.APPEALS.fullmatch(text):
            _take_box(page, element, SURE_SHARE)
        elif wordings.LISTS.fullmatch(text):
            _take_box(page, element, BOX_SHARE, _points_away)
        elif not page.linked(element):
            _take_box(page, element, BOX_SHARE, partial(_is_links, heading=element))


def _take_box(
    page: Weighed,
    heading: html.HtmlElement,
    share: float,
    is_box: Callable[[Weighed, html.HtmlElement], bool] | None = None,
) -> None:
    """Take the largest element that begins with a heading and passes a test, if there is one."""
    box, one = None, heading
    while page.leads(one):
        one = one.getparent()
        is_large = page.size(one) > BOX_SIZE or not _is_small(page, one, share)
        leaves = page.prose() - page.prose(one)
        if one.tag in _HOLDERS or page.has_heading(one) or is_large or leaves < LEAST_PROSE:
            break
        if page.chars(one) > page.chars(heading) and one.tag != "p":
            box = one if is_box is None or is_box(page, one) else box
    if box is not None:
        page.take_out(box)


def _is_talk(page: Weighed, box: html.HtmlElement) -> bool:
    """Return whether readers can answer in a box."""
    if next(box.iter("form", "textarea"), None) is not None:
        return True
    return any(
        page.chars(one) < HEADING_CHARS and wordings.REPLY.fullmatch(one.text_content().strip())
        for one in box.iter("a", "button")
    )


def _points_away(page: Weighed, box: html.HtmlElement) -> bool:
    """Return whether a box is made of links, each with a summary at most."""
    links = {one.get("href") for one in box.iter("a")} - {None}
    return 0 < page.chars(box) <= LINK_CHARS * len(links)


def _is_links(page: Weighed, box: html.HtmlElement, heading: html.HtmlElement) -> bool:
    """Return whether a box is a heading and links, and no sentence between them."""
    return page.linked(box) >= LINKS_SHARE * (page.chars(box) - page.chars(heading))


def _take_consent(page: Weighed) -> None:
    """Take the box around a button that speaks of cookies."""
    for button in list(page.root.iter("button", "input")):
        box = None
        for one in button.iterancestors():
            is_large = page.chars(one) > CONSENT_CHARS or page.size(one) > CONSENT_SIZE
            if one.tag in _HOLDERS or is_large or not _is_small(page, one):
                break
            if len(wordings.COOKIE.findall(one.text_content())) >= 2:
                box = one
        if box is not None:
            page.take_out(box)


def _take_galleries(page: Weighed) -> None:
    """Take carousels, unless the article is one."""
    for element in list(page.root.iter("div", "section", "ul", "figure")):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_gallery = len(name) < NAME_CHARS and wordings.GALLERY.search(name)
        leaves = page.prose() - page.prose(element)
        if is_gallery and leaves >= GALLERY_LEAVES and not page.has_heading(element):
            page.take_out(element)


def _take_teasers(page: Weighed) -> None:
    """Take rows of teasers: each a linked heading or picture, with a summary perhaps."""
    for parent in list(page.root.iter("div", "section", "ul", "ol")):
        if not page.is_there(parent) or not _is_small(page, parent, SURE_SHARE):
            continue
        teasers = [one for one in parent.iterchildren(etree.Element) if _is_teaser(page, one)]
        if len(teasers) >= 2 and len({one.tag for one in teasers}) == 1:
            for one in teasers:
                page.take_out(one)


def _is_teaser(page: Weighed, element: html.HtmlElement) -> bool:
    if element.tag not in ("div", "li", "article", "section", "a"):
        return False
    if page.chars(element) > TEASER_CHARS or page.size(element) > TEASER_SIZE:
        return False
    links = [one for one in element.iter("a") if one.get("href")]
    if len({one.get("href") for one in links}) != 1:
        return False
    return any(
        inside.tag in ("h2", "h3", "h4", "h5", "img", "picture")
        for link in links
        for inside in (*link.iter(), *link.iterancestors("h2", "h3", "h4", "h5"))
    )


def _take_pointers(page: Weighed) -> None:
    """Take paragraphs that only point elsewhere: "Read more: …"."""
    for element in list(page.root.iter("p", "div", "li", "h3", "h4")):
        if not 0 < page.chars(element) <= MORE_CHARS or page.size(element) > 20:
            continue
        text = " ".join(element.text_content().split())
        lead = wordings.MORE.match(text)
        if lead and page.linked(element) >= LINKS_SHARE * (len(text) - lead.end()) > 0:
            page.take_out(element)


def _keep_around(page: Weighed, headline: html.HtmlElement) -> None:
    """Keep the smallest element with the headline and most of the prose, and nothing beside it."""
    for area in headline.iterancestors():
        if area.tag in ("body", "html"):
            return
        is_main = area.tag == "main" and page.prose(area) >= LEAST_PROSE
        if is_main or page.prose(area) >= AREA_SHARE * page.prose():
            break
    for one in _path(area):
        for sibling in (*one.itersiblings(preceding=True), *one.itersiblings()):
            page.take_out(sibling, with_tail=True)
    if area.tag in ("div", "section") and next(area.iter("main"), None) is None:
        area.tag = "main"  # where no name tells the extractor more, it looks here


def _path(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for one in (element, *element.iterancestors()):
        if one.tag in ("body", "html"):
            return
        yield one


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
