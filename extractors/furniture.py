"""What stands around and between an article's paragraphs goes, before its text is sought.

Menus, teasers, appeals, comments and the like name unions and schemes that the article does not.
Every rule tells by structure and wording, none by site; what holds much of the prose is left.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree, html

from extractors.weighed import Weighed

# Guesses, checked on the tuning half of bench/boilerplate and on real pages: docs/extraction.md.
BOX_SHARE = 0.3  # of a page's prose: what holds more is no box, whatever its heading says
COMMENTS_SHARE = 0.9  # readers may say far more than the writer
TEASERS_SHARE = 0.5  # several alike are told more surely than one box
AREA_SHARE = 0.5  # of the prose after clearing: the smallest element with it holds the article
LEAST_PROSE = 100  # characters: as much must be left wherever much is taken
GALLERY_LEAVES = 500  # characters: where less is left, the pictures are the article
HEADING_CHARS = 60  # longer ones are an article's
TEASER_CHARS = 600
TEASER_SIZE = 60  # elements
CONSENT_CHARS = 1_500
MORE_CHARS = 300
NAME_CHARS = 300  # of a class and an id; longer ones are data
LABEL_SIZE = 5  # elements of a heading
LINKS_SHARE = 0.9  # of a box below its heading
MOST_ELEMENTS = 50_000  # of a page; none of 120 real ones has a tenth of that

# Headings that name a box, each as a whole. English and Welsh, whose pages we read.
_KINDS = (
    "related|recommended|similar|suggested|more|other|latest|recent|popular|trending|featured|"
    "further|top|most (?:read|viewed|popular|shared|recent|commented)"
)
_THINGS = (
    "articles?|posts?|stor(?:y|ies)|news|content|links|pages|reading|items|blogs?|topics|"
    "publications|resources|headlines|features|comments|videos|entries|reads"
)
_LISTS = re.compile(
    rf"(?:our |the |view |see |all )?(?:{_KINDS})(?:(?: and|,)? (?:{_KINDS}))*(?: (?:{_THINGS}))*|"
    rf"news|(?:in the|news) (?:news|headlines)|trending now|popular (?:this|today).*|"
    r"read (?:next|more|on)|(?:up|watch) next|keep reading|see also|"
    r"more (?:on|from|in|about|like) .*|"
    r"you (?:may|might) (?:also )?(?:be interested in|like|enjoy).*|in this (?:section|series)|"
    r"(?:upcoming |forthcoming )?events|what['’]s on|diary(?: dates)?|editor['’]?s['’]? picks?|"
    r"don['’]t miss.*|archives?|blog archive|categories|blogroll|tags|labels|topics|filed under|"
    r"posted in|share(?: (?:this|on|via)\b.*)?|spread the word|follow (?:us|me)\b.*|"
    r"newyddion(?: diweddaraf)?|erthyglau cysylltiedig|darllen mwy|rhannu.*|dilynwch ni.*",
    re.IGNORECASE,
)
_APPEALS = re.compile(
    r"(?:sign up|subscribe|register)\b.*|(?:get|receive) (?:our|the|all the)\b.*"
    r"\b(?:e-?mails?|newsletter|bulletin|updates|news)\b.*|.*\bnewsletter|"
    r"(?:stay|keep) (?:in touch|up to date|informed|connected)|never miss .*|"
    r"join (?:us|now|today|(?:our|the) (?:union|mailing list))(?: (?:now|today))?|"
    r"become a member|donate(?: now| today)?|support (?:us|our work)|"
    r"about (?:us|me|this (?:site|blog)|the (?:authors?|union))|who we are|amdanom ni|"
    r"welcome to (?:my|our|the|this) (?:blog|site|website)|written by|the authors?|"
    r"contributors?|authors?|(?:we use |your )?cookies?\b.*|your privacy.*|ymunwch.*|cwcis.*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\(?\d+\)? |no |all |reader |readers['’] )?(?:comments?|responses|replies)(?: \(?\d+\)?)?|"
    r"(?:one|\d+) (?:thoughts?|comments?|responses) (?:on|to) .*|"
    r"(?:leave|post|add|write) (?:a|your) (?:reply|comment|response)|"
    r"join the (?:conversation|discussion|debate)|have your say|discussion|sylwadau",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:also |please )?(?:read|see|watch|listen)(?: (?:more|also|next|now))*|more|related|"
    r"more on this(?: story)?|recommended|don['’]t miss|darllenwch hefyd|mwy)"
    r"(?: (?:articles?|stor(?:y|ies)|news|posts?))?\s*[:|>»–—-]\s*",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"\bcookies?\b|\bcwcis\b", re.IGNORECASE)
_GALLERY = re.compile(
    r"(?:^|[\s_-])(?:carousel|slider|slideshow|swiper|flickity|splide|slick|gallery)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ENDS = " :.…»›>→"

_MARKED = etree.XPath(
    "//nav | //aside | //footer | //dialog | //*[@aria-modal='true' or @role='navigation' or "
    "@role='search' or @role='complementary' or @role='dialog' or @role='alertdialog' or "
    "@role='banner' or @role='contentinfo'] | //header[not(ancestor::main or ancestor::article)]"
)
_HEADINGS = ("h1", "h2", "h3")
_LABELS = (*_HEADINGS, *("h4", "h5", "h6", "p", "div", "span", "strong", "b", "legend", "dt"))
_HOLDERS = frozenset({"html", "body", "main", "article"})


def clear(root: html.HtmlElement, title: str) -> int:
    """Take the furniture out of a page; return the characters of prose that are left.

    Args:
        root: Of the page; changed.
        title: Of the article, as the page's head gives it; empty: it does not.
    """
    page = Weighed(root)
    if page.size(root) > MOST_ELEMENTS:
        return page.prose()
    _take_marked(page)
    _take_consent(page)
    headline = _headline(page, title)
    if headline is not None:
        _take_before(page, headline)
    _take_boxes(page)
    _take_galleries(page)
    _take_teasers(page)
    _take_pointers(page)
    if headline is not None and page.is_there(headline):
        _keep_around(page, headline)
    return page.prose()


def _is_small(page: Weighed, element: html.HtmlElement, share: float = BOX_SHARE) -> bool:
    return page.prose(element) <= share * page.prose()


def _take_marked(page: Weighed) -> None:
    """Take what HTML itself calls navigation, banner, aside …"""
    for element in _MARKED(page.root):
        is_box = element.tag in ("nav", "aside", "footer") or _is_small(page, element)
        if is_box and not page.has_heading(element):
            page.take_out(element)


def _headline(page: Weighed, title: str) -> html.HtmlElement | None:
    """Return the element that repeats the page's title; None: none does."""
    wanted = _squeezed(title)
    if not wanted:
        return None
    for tag in _HEADINGS:
        for element in page.root.iter(tag):
            if page.chars(element) <= 2 * len(title) and _is_title(element, wanted):
                return element
    for element in page.root.iter("font", "b", "strong", "span", "div", "p", "td", "h4"):
        if page.chars(element) <= 2 * len(title) and _squeezed(element.text_content()) == wanted:
            return element
    return None


def _is_title(element: html.HtmlElement, wanted: str) -> bool:
    found = _squeezed(element.text_content())
    is_long = min(len(found), len(wanted)) > 15  # guess: "News" begins many titles
    return found == wanted or (is_long and (wanted.startswith(found) or found.startswith(wanted)))


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
        text = " ".join(element.text_content().split()).strip(_ENDS)
        if _COMMENTS.fullmatch(text):
            _take_box(page, element, COMMENTS_SHARE)
        elif _APPEALS.fullmatch(text):
            _take_box(page, element, BOX_SHARE)
        elif _LISTS.fullmatch(text):
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
        is_large = page.prose() - page.prose(one) < LEAST_PROSE or not _is_small(page, one, share)
        if one.tag in _HOLDERS or page.has_heading(one) or is_large:
            break
        if page.chars(one) > page.chars(heading) and one.tag != "p":
            box = one if is_box is None or is_box(page, one) else box
    if box is not None:
        page.take_out(box)


def _points_away(page: Weighed, box: html.HtmlElement) -> bool:
    """Return whether a box is made of links: two, or one with little else."""
    links = sum(1 for one in box.iter("a") if one.get("href"))
    return links >= 2 or (links == 1 and page.chars(box) < MORE_CHARS)


def _is_links(page: Weighed, box: html.HtmlElement, heading: html.HtmlElement) -> bool:
    """Return whether a box is a heading and links, and no sentence between them."""
    return page.linked(box) >= LINKS_SHARE * (page.chars(box) - page.chars(heading))


def _take_consent(page: Weighed) -> None:
    """Take the box around a button that speaks of cookies."""
    for button in list(page.root.iter("button", "input")):
        box = None
        for one in button.iterancestors():
            if one.tag in _HOLDERS or page.chars(one) > CONSENT_CHARS or not _is_small(page, one):
                break
            if len(_COOKIE.findall(one.text_content())) >= 2:
                box = one
        if box is not None:
            page.take_out(box)


def _take_galleries(page: Weighed) -> None:
    """Take carousels, unless the article is one."""
    for element in list(page.root.iter("div", "section", "ul", "figure")):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_gallery = len(name) < NAME_CHARS and _GALLERY.search(name)
        leaves = page.prose() - page.prose(element)
        if is_gallery and leaves >= GALLERY_LEAVES and not page.has_heading(element):
            page.take_out(element)


def _take_teasers(page: Weighed) -> None:
    """Take rows of teasers: each a linked heading or picture, with a summary perhaps."""
    for parent in list(page.root.iter("div", "section", "ul", "ol")):
        if not page.is_there(parent) or not _is_small(page, parent, TEASERS_SHARE):
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
        lead = _MORE.match(text)
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
