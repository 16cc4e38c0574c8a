"""The pages of the bundled newsroom: text to HTML, and HTML into the frames of seeds/newsroom."""

import json
import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from string import Template

from cli.newsroom_calendar import LONDON, in_words
from cli.newsroom_data import LINK, Post, Publisher
from seedfiles import SeedError

LATEST = 5  # headlines in the box beside an article; guess
FRAME_SLOTS = frozenset(
    ("title", "site", "about", "home", "news", "main", "latest", "feed", "metadata")
)
ARTICLE_SLOTS = frozenset(("title", "summary", "site", "by", "iso", "date", "edited", "body"))
TYPES = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "rdf": "application/rdf+xml",
}


def html(text: str, address: Callable[[str, str], str]) -> str:
    """Return the text of a piece as HTML.

    Knows paragraphs, ``## headings``, lists of ``- items``, ``> quotes`` and links.

    Args:
        text: The body of a piece, its dates written out.
        address: Gives the address for the kind and the name of a link.
    """
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.splitlines()]
        if lines[0].startswith("## "):
            blocks.append(f"<h2>{_inline(lines[0][3:], address)}</h2>")
            lines = lines[1:]
        if lines and all(line.startswith("- ") for line in lines):
            items = "".join(f"<li>{_inline(line[2:], address)}</li>" for line in lines)
            blocks.append(f"<ul>{items}</ul>")
        elif lines and all(line.startswith("> ") for line in lines):
            quote = _inline(" ".join(line[2:] for line in lines), address)
            blocks.append(f"<blockquote><p>{quote}</p></blockquote>")
        elif lines:
            blocks.append(f"<p>{_inline(' '.join(lines), address)}</p>")
    return "\n".join(blocks)


def _inline(text: str, address: Callable[[str, str], str]) -> str:
    """Return a line of text as HTML, with its links."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        target = escape(address(found[2], found[3]))
        parts.append(escape(text[end : found.start()], quote=False))
        parts.append(f'<a href="{target}">{escape(found[1], quote=False)}</a>')
        end = found.end()
    return "".join([*parts, escape(text[end:], quote=False)])


class Frames:
    """The page frames of a newsroom: one for each manner of site."""

    def __init__(self, folder: Path) -> None:
        self.frames = _templates(folder / "frame", FRAME_SLOTS)
        self.articles = _templates(folder / "article", ARTICLE_SLOTS)

    def article(self, post: Post, home: str, latest: Sequence[Post]) -> str:
        """Return the page of a post."""
        local = post.published_at.astimezone(LONDON)
        updated = post.updated_at.astimezone(LONDON)
        edited = ""
        if post.updated_at > post.published_at:
            edited = (
                f'<p class="updated">Last updated <time datetime="{updated.isoformat()}">'
                f"{in_words(updated.date())}</time></p>"
            )
        main = self.articles[post.publisher.pages].substitute(
            title=escape(post.title),
            summary=escape(post.summary),
            site=escape(post.publisher.name),
            by=escape(post.by or post.publisher.name),
            iso=local.isoformat(),
            date=in_words(local.date()),
            edited=edited,
            body=post.html,
        )
        return self._page(post.publisher, home, post.title, main, latest, _metadata(post))

    def listing(self, publisher: Publisher, home: str, posts: Sequence[Post]) -> str:
        """Return the page that lists what a publisher put out, newest first."""
        rows = "\n".join(
            f'<li class="news-item"><h3><a href="{escape(post.url)}">{escape(post.title)}</a></h3>'
            f'<p class="date">{in_words(post.published_at.astimezone(LONDON).date())}</p>'
            f"<p>{escape(post.summary)}</p></li>"
            for post in posts
        )
        main = f'<h1>News</h1>\n<ul class="news-list">\n{rows}\n</ul>'
        return self._page(publisher, home, "News", main, posts)

    def plain(self, publisher: Publisher, home: str, title: str) -> str:
        """Return a page without news, such as an about page."""
        main = f"<h1>{escape(title)}</h1>\n<p>{escape(publisher.about)}</p>"
        return self._page(publisher, home, title, main, ())

    def _page(
        self,
        publisher: Publisher,
        home: str,
        title: str,
        main: str,
        latest: Sequence[Post],
        metadata: str = "",
    ) -> str:
        """Return a whole page of a publisher around its main part."""
        links = "".join(
            f'<li><a href="{escape(post.url)}">{escape(post.title)}</a></li>'
            for post in latest[:LATEST]
        )
        feed = ""
        if publisher.feed != "listing":
            feed = (
                f'<link rel="alternate" type="{TYPES[publisher.feed]}" '
                f'title="{escape(publisher.name)}" href="{escape(home + publisher.at)}">'
            )
        return self.frames[publisher.pages].substitute(
            title=escape(title),
            site=escape(publisher.name),
            about=escape(publisher.about),
            home=escape(home),
            news=escape(home + (publisher.at if publisher.feed == "listing" else "news/")),
            main=main,
            latest=f"<ul>{links}</ul>",
            feed=feed,
            metadata=metadata,
        )


def _templates(folder: Path, slots: frozenset[str]) -> dict[str, Template]:
    """Return the frames of a folder by name.

    Raises:
        SeedError: if a frame asks for something that no page has.
    """
    found, faults = {}, []
    for path in sorted(folder.glob("*.html")):
        frame = Template(path.read_text(encoding="utf-8"))
        unknown = sorted(set(frame.get_identifiers()) - slots)
        if unknown or not frame.is_valid():
            what = f"no slot ${unknown[0]}" if unknown else "a '$' that names no slot"
            remedy = f"slots are {', '.join(sorted(slots))}; a dollar sign is '$$'"
            faults.append(f"{folder.name}/{path.name}:1: {what}: {remedy}")
        found[path.stem] = frame
    if faults:
        raise SeedError(faults)
    return found


def _metadata(post: Post) -> str:
    """Return what search engines are told about a post."""
    url, title = escape(post.url), escape(post.title)
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": post.title,
        "datePublished": post.published_at.astimezone(LONDON).isoformat(),
        "dateModified": post.updated_at.astimezone(LONDON).isoformat(),
        "author": {"@type": "Organization", "name": post.by or post.publisher.name},
        "mainEntityOfPage": post.url,
    }
    data = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<link rel="canonical" href="{url}">\n<meta property="og:url" content="{url}">\n'
        f'<meta property="og:title" content="{title}">\n'
        f'<meta property="og:type" content="article">\n'
        f'<meta property="og:description" content="{escape(post.summary)}">\n'
        f'<meta property="article:published_time" content="{facts["datePublished"]}">\n'
        f'<script type="application/ld+json">{data}</script>'
    )
