"""A page's tree with the weight of each element: how much prose it holds, how much text at all."""

from lxml import etree, html

from extractors import plain

PROSE_CHARS = 60  # of running text in one block; shorter ones are labels: guess
_UNREAD = frozenset({"script", "style", "head", "noscript", "template", "select", "button"})
_ROOMS = frozenset({"html", "body"})  # never taken out


class Weighed:
    """One page on its way from all that it shows to its article.

    Weights are kept true while elements go; every question costs the same on any page.
    """

    def __init__(self, root: html.HtmlElement) -> None:
        """Weigh each element once."""
        self.root = root
        self._prose: dict[html.HtmlElement, int] = {}
        self._chars: dict[html.HtmlElement, int] = {}
        self._linked: dict[html.HtmlElement, int] = {}
        self._sizes: dict[html.HtmlElement, int] = {}
        self._gone: set[html.HtmlElement] = set()
        self._headed: set[html.HtmlElement] = set()
        for heading in root.iter("h1"):
            self._headed.update(heading.iterancestors())
        self._weigh()

    def _weigh(self) -> None:
        running: dict[html.HtmlElement, int] = {}  # of a block itself, links aside
        blocks = [self.root]  # around the present place, the innermost last
        links = unread = 0
        for event, element in etree.iterwalk(self.root, events=("start", "end")):
            step = 1 if event == "start" else -1
            tag = element.tag
            links += step * (tag == "a")
            unread += step * (tag in _UNREAD)
            if tag in plain.BLOCKS and step > 0:
                blocks.append(element)
            elif tag in plain.BLOCKS and len(blocks) > 1:
                blocks.pop()
            text = (element.text if step > 0 else element.tail) or ""
            length = 0 if unread else len(text.strip())
            if length:
                holder = element if step > 0 else element.getparent()
                if holder is not None:
                    self._chars[holder] = self._chars.get(holder, 0) + length
                if holder is not None and links:
                    self._linked[holder] = self._linked.get(holder, 0) + length
                if not links:
                    running[blocks[-1]] = running.get(blocks[-1], 0) + length
        for element in reversed(list(self.root.iter(etree.Element))):
            own = running.get(element, 0)
            self._prose[element] = self._prose.get(element, 0) + (own if own >= PROSE_CHARS else 0)
            self._sizes[element] = self._sizes.get(element, 0) + 1
            parent = element.getparent()
            if parent is not None:
                for weights in self._weights():
                    weights[parent] = weights.get(parent, 0) + weights.get(element, 0)

    def _weights(self) -> tuple[dict[html.HtmlElement, int], ...]:
        return self._prose, self._chars, self._linked, self._sizes

    def prose(self, element: html.HtmlElement | None = None) -> int:
        """Return the characters of prose in an element; of the page without one."""
        return self._prose.get(self.root if element is None else element, 0)

    def chars(self, element: html.HtmlElement) -> int:
        """Return the characters of all text in an element, blanks around it aside."""
        return self._chars.get(element, 0)

    def linked(self, element: html.HtmlElement) -> int:
        """Return how many of these characters stand in links."""
        return self._linked.get(element, 0)

    def size(self, element: html.HtmlElement) -> int:
        """Return how many elements an element is, itself included."""
        return self._sizes.get(element, 0)

    def has_heading(self, element: html.HtmlElement) -> bool:
        """Return whether an h1 stands in an element."""
        return element in self._headed

    def is_there(self, element: html.HtmlElement) -> bool:
        """Return whether an element has not been taken out."""
        return element not in self._gone

    def leads(self, element: html.HtmlElement) -> bool:
        """Return whether nothing to read stands before an element in its parent."""
        parent = element.getparent()
        if parent is None or (parent.text or "").strip():
            return False
        before = element.itersiblings(preceding=True)
        return not any(self.chars(one) or (one.tail or "").strip() for one in before)

    def take_out(self, element: html.HtmlElement, *, with_tail: bool = False) -> None:
        """Remove an element; the text after it stays unless it is to go too."""
        parent = element.getparent()
        if parent is None or element.tag in _ROOMS or not self.is_there(element):
            return
        self._gone.update(element.iter())
        for weights in self._weights():
            lost = weights.get(element, 0)
            for ancestor in element.iterancestors() if lost else ():
                weights[ancestor] -= lost
        if with_tail:
            element.tail = None
        element.drop_tree()
