"""Text that stands loose in a page becomes paragraphs, which is what extractors look for."""

from lxml import html

from extractors import plain

PROSE_CHARS = 60  # of one loose text at least; shorter ones are labels and captions: guess
# Elements whose loose text is a reader's paragraph; inside a <p> or a heading there is none.
_HOLDERS = ("body", "main", "article", "section", "div", "td", "center", "blockquote", "font")
_BREAKS = frozenset({"br", "hr"})
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "a")


def gather(root: html.HtmlElement) -> None:
    """Put runs of text that stand beside blocks or between two line breaks into paragraphs.

    Old editors write ``text<br><br>text``; of a text behind an image's box an extractor may
    see nothing at all.
    """
    for holder in list(root.iter(*_HOLDERS)):
        loose = max(len((text or "").strip()) for text in (holder.text, *(c.tail for c in holder)))
        has_blocks = any(child.tag in plain.BLOCKS for child in holder)
        if (
            loose >= PROSE_CHARS
            and has_blocks
            and next(holder.iterancestors(*_PARAGRAPHS), None) is None
        ):
            _gather(holder)


def _gather(holder: html.HtmlElement) -> None:
    children = list(holder)
    text, holder.text = holder.text, None
    for child in children:
        holder.remove(child)
    run = _Run(holder, text)
    for child in children:
        tail, child.tail = child.tail, None
        run.add(child)
        run.write(tail)
    run.end()


class _Run:
    """The inline things that stand next to each other in a holder, until a block ends them."""

    def __init__(self, holder: html.HtmlElement, text: str | None) -> None:
        self.holder = holder
        self.paragraph = html.Element("p")
        self.paragraph.text = text
        self.last: html.HtmlElement | None = None  # of the run; lxml counts children one by one

    def add(self, child: html.HtmlElement) -> None:
        """Take one child: an inline one goes on with the run, a block ends it."""
        is_inline = child.tag not in plain.BLOCKS or not isinstance(child.tag, str)
        is_break = child.tag in _BREAKS
        last = self.last
        is_second = last is not None and last.tag == "br" and not (last.tail or "").strip()
        if is_inline or (child.tag == "br" and not is_second):
            self.paragraph.append(child)
            self.last = child
            return
        if is_break and is_second:
            self.paragraph.remove(last)
        self.end()
        if not is_break:
            self.holder.append(child)

    def write(self, text: str | None) -> None:
        """Take the text behind a child."""
        if not text:
            return
        if self.last is not None:
            self.last.tail = (self.last.tail or "") + text
        else:
            self.paragraph.text = (self.paragraph.text or "") + text

    def end(self) -> None:
        """Put the run into the holder: as a paragraph if it has text, else as it is."""
        if self.paragraph.text_content().strip():
            self.holder.append(self.paragraph)
        else:
            for child in list(self.paragraph):
                self.holder.append(child)
        self.paragraph, self.last = html.Element("p"), None
