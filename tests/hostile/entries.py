"""Cases of entries that lie: of their ids, their links, their titles and their dates."""

import random

from tests.hostile.case import FINE, TEXT, Case, http, item, page, rss
from tests.hostile.feeds import one, xml
from tests.hostile.serve import Line, Told


def changing_ids(line: Line) -> None:
    """Answer with other ids at every fetch, for the same pages in the same words."""
    items = "".join(
        f"<item><title>Notice {n}</title><link>{line.at}/page?{n}</link>"
        f"<guid>{random.random()}</guid></item>"
        for n in range(5)
    )
    line.say(http(rss(items)))


def linked(name: str, link: str, entries: int, **more: object) -> Case:
    return xml(name, one(link=link), entries=entries, **more)


ENTRIES = (
    xml(
        "one id for three entries",
        rss(*(item(1, f"Notice {n}", f"{{at}}/{n}") for n in range(3))),
        entries=1,
    ),
    Case(
        name="ids that change at every fetch",
        on="feed",
        serve=Told(changing_ids),
        outcome=FINE,
        entries=5,
        paths={"*": http(page(), "text/html")},
    ),
    xml("no id", rss("<item><title>A notice</title><link>{at}/1</link></item>"), entries=1),
    xml(
        "no link",
        rss("<item><title>A notice</title><guid isPermaLink='false'>1</guid></item>"),
        entries=0,
    ),
    xml("an empty entry", rss("<item/>" * 500), entries=0),
    linked("a link to javascript:", "javascript:alert(1)", 0),
    linked("a link to data:", "data:text/html,hello", 0),
    linked("a link to vbscript:", "vbscript:x", 0),
    linked("a link to a file", "file:///etc/passwd", 0),
    linked("a link of 10,000 characters", "http://a.example/" + "a" * 10_000, 0),
    linked("a link with a line end", "{at}/page\r\nX: y", 1),
    linked("a link of nothing but brackets", "http://[", 0),
    linked("a link with a port beyond all", "http://a.example:99999999/", 0),
    linked("a link with NULs", "{at}/pa\x00ge", 1),
    linked("a link with a user name", "http://gov.example@127.0.0.1/", 0),
    xml(
        "a base of nonsense",
        rss(item(link="/page"), attributes=' xml:base="javascript:alert(1)//"'),
        entries=1,
    ),
    xml(
        "a base inside",
        rss(item(link="page"), attributes=' xml:base="http://10.0.0.1/"'),
        entries=1,
    ),
    xml(
        "a title that turns around",
        one("Budget \u202egnp.exe\u202c \u2066plans"),
        entries=1,
        lacks=("\u202e", "\u2066"),
    ),
    xml("a title of unseen letters", one("Bud\u200bget\u2060 pla\ufeffns"), holds="Budget plans"),
    xml(
        "a title of terminal escapes",
        one("\x1b]0;owned\x07\x9b31mBudget"),
        entries=1,
        lacks=("\x1b", "\x9b", "\x07"),
    ),
    xml("a title that calls the channel", one("&lt;!channel&gt; &lt;@U1&gt; *Budget*"), entries=1),
    xml(
        "a title of markup",
        one("&lt;script&gt;alert(1)&lt;/script&gt;Budget"),
        holds="Budget",
        lacks=("<script",),
    ),
    xml("a title of 5,000 accents on one letter", one("a" + "\u0301" * 5_000), longest=500),
    xml("a title of SQL", one("'); DROP TABLE store.feeds; --"), holds="DROP TABLE"),
    *(
        xml(f"a date of {date[:24]!r}", one(more=f"<pubDate>{date}</pubDate>"), entries=1)
        for date in (
            *("0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "-0001-01-01T00:00:00Z"),
            *("2026-11-20T25:61:61+99:99", "1795000000", "9" * 400, "Mon, 32 Foo 2026 99:99 XYZ"),
            *("2126-01-01T00:00:00Z", "Mon, 01 Jan 99999999999999 00:00:00 GMT", "٢٠٢٦-١١-٢٠"),
        )
    ),
    xml(
        "words of 100,000 levels",
        one(more=f"<description>{'&lt;b&gt;' * 100_000}{TEXT}</description>"),
        entries=1,
    ),
)

CASES = ENTRIES
