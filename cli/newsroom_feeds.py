"""The feeds of the bundled newsroom: Atom, RSS 2.0 and RSS 1.0, newest entries first."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from cli.newsroom_calendar import LONDON
from cli.newsroom_data import Post, Publisher

CONTENT_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CAMPAIGN = "utm_source=rss&utm_medium=feed&utm_campaign=headlines"


def feed(publisher: Publisher, home: str, posts: Sequence[Post]) -> str:
    """Return the feed of a publisher as XML.

    Args:
        publisher: Whose feed; tells the format and its habits.
        home: Absolute address of the publisher, with a slash at its end.
        posts: What it carries, newest first; at least one.
    """
    formats: dict[str, Callable[[Publisher, str, Sequence[Post]], str]] = {
        "atom": _atom,
        "rss": _rss,
        "rdf": _rdf,
    }
    return HEAD + formats[publisher.feed](publisher, home, posts)


def _link(post: Post) -> str:
    """Return the address of a post as its feed writes it."""
    if post.publisher.links == "rooted":
        return urlsplit(post.url).path
    return f"{post.url}?{CAMPAIGN}" if post.publisher.links == "tracked" else post.url


def _iso(moment: datetime) -> str:
    return moment.astimezone(LONDON).isoformat(timespec="seconds")


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(LONDON))


def _changed(posts: Sequence[Post]) -> datetime:
    return max(post.updated_at for post in posts)


def _atom(publisher: Publisher, home: str, posts: Sequence[Post]) -> str:
    entries = []
    for post in sorted(posts, key=lambda post: post.updated_at, reverse=True):
        path = urlsplit(post.url).path
        name = f"tag:{publisher.publisher_id}.example,2026:{path}"
        if publisher.ids == "stamped":  # as departments do: a new id for each edit
            name = f"{post.url}#{post.updated_at.astimezone(UTC):%Y%m%d%H%M%S}"
        text = f"<summary>{escape(post.summary)}</summary>"
        if publisher.text == "full":
            text = f'<content type="html">{escape(post.html)}</content>'
        entries.append(
            f"<entry><id>{escape(name)}</id><title>{escape(post.title)}</title>"
            f'<link rel="alternate" type="text/html" href={quoteattr(_link(post))}/>'
            f"<published>{_iso(post.published_at)}</published>"
            f"<updated>{_iso(post.updated_at)}</updated>"
            f"<author><name>{escape(post.by or publisher.name)}</name></author>{text}</entry>"
        )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
        f"<id>{escape(home)}</id><title>{escape(publisher.name)}</title>"
        f"<subtitle>{escape(publisher.about)}</subtitle>"
        f'<link rel="alternate" type="text/html" href={quoteattr(home)}/>'
        f'<link rel="self" type="application/atom+xml" href={quoteattr(home + publisher.at)}/>'
        f"<updated>{_iso(_changed(posts))}</updated>\n" + "\n".join(entries) + "\n</feed>\n"
    )


def _rss(publisher: Publisher, home: str, posts: Sequence[Post]) -> str:
    items = []
    for post in posts:
        link = escape(_link(post))
        parts = [f"<title>{escape(post.title)}</title>", f"<link>{link}</link>"]
        if publisher.ids != "none":
            name = f"{publisher.publisher_id}:{urlsplit(post.url).path}"
            parts.append(f'<guid isPermaLink="false">{escape(name)}</guid>')
        if post.by:
            parts.append(f"<dc:creator>{escape(post.by)}</dc:creator>")
        parts.append(f"<pubDate>{_rfc822(post.published_at)}</pubDate>")
        parts.append(f"<description>{escape(post.summary)}</description>")
        if publisher.text == "full":
            html = post.html.replace("]]>", "]]&gt;")
            parts.append(f"<content:encoded><![CDATA[{html}]]></content:encoded>")
        items.append(f"<item>{''.join(parts)}</item>")
    return (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>'
        f"<title>{escape(publisher.name)}</title><link>{escape(home)}</link>"
        f"<description>{escape(publisher.about)}</description><language>en-GB</language>"
        f'<atom:link rel="self" type="application/rss+xml" href={quoteattr(home + publisher.at)}/>'
        f"<lastBuildDate>{_rfc822(_changed(posts))}</lastBuildDate>\n"
        + "\n".join(items)
        + "\n</channel></rss>\n"
    )


def _rdf(publisher: Publisher, home: str, posts: Sequence[Post]) -> str:
    named = "".join(f"<rdf:li rdf:resource={quoteattr(_link(post))}/>" for post in posts)
    items = [
        f"<item rdf:about={quoteattr(_link(post))}><title>{escape(post.title)}</title>"
        f"<link>{escape(_link(post))}</link><description>{escape(post.summary)}</description>"
        f"<dc:date>{_iso(post.published_at)}</dc:date></item>"
        for post in posts
    ]
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel rdf:about={quoteattr(home)}><title>{escape(publisher.name)}</title>"
        f"<link>{escape(home)}</link><description>{escape(publisher.about)}</description>"
        f"<items><rdf:Seq>{named}</rdf:Seq></items></channel>\n"
        + "\n".join(items)
        + "\n</rdf:RDF>\n"
    )
