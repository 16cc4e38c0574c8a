"""Cases of feeds: XML made to exhaust a parser, encodings made to garble it."""

import codecs

from tests.hostile.answers import feed
from tests.hostile.case import FINE, Case, http, item, page, rss

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
NO_PAGE = "none of its entries leads to a page"
SURROGATE = "Budget&#xD800; &#55296;and&#xDFFF; &#0;more"
PASSWD = '<!ENTITY x SYSTEM "file:///etc/passwd">'


def xml(name: str, body: str | bytes, outcome: str = FINE, **more: object) -> Case:
    """Return a case whose feed is this body."""
    return feed(name, lambda at: http(filled(body, at)), outcome, **more)


def filled(body: str | bytes, at: str) -> str | bytes:
    return body.replace("{at}", at) if isinstance(body, str) else body.replace(b"{at}", at.encode())


def one(title: str = "", **more: str) -> str:
    return rss(item(title=title, **more))


def doctype(inside: str, title: str) -> str:
    return rss(item(title=title), before=f'<?xml version="1.0"?><!DOCTYPE rss [{inside}]>')


def lazy(name: str, make: object, outcome: str, **more: object) -> Case:
    """Return a case whose body is long and made when it is asked for."""
    return feed(name, lambda at: http(filled(make(), at)), outcome, **more)  # type: ignore[operator]


MARKUP = (
    xml("billion laughs", doctype(f'<!ENTITY l0 "ha">{LAUGHS}', "&l9;"), entries=1, longest=500),
    lazy(
        "quadratic blow-up",
        lambda: rss(
            *(
                item(n, title="a" + "&a;" * 20, more="<description>&a;&a;</description>")
                for n in range(400)
            ),
            before=f'<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]>',
        ),
        "document type is longer",
    ),
    xml("external entity: a file", doctype(PASSWD, "a&x;b"), entries=1, lacks=("root:",)),
    xml("external entity: the trap", doctype('<!ENTITY x SYSTEM "{trap}/x">', "a&x;b"), entries=1),
    xml("external DTD", rss(item(), before='<!DOCTYPE rss SYSTEM "{trap}/d.dtd">'), entries=1),
    xml(
        "parameter entity that fetches a DTD",
        doctype('<!ENTITY % p SYSTEM "{trap}/p.dtd"> %p;', "a"),
        entries=1,
    ),
    xml(
        "XInclude",
        rss(
            item(more='<xi:include href="file:///etc/passwd" parse="text"/>'),
            attributes=' xmlns:xi="http://www.w3.org/2001/XInclude"',
        ),
        entries=1,
        lacks=("root:",),
    ),
    xml(
        "XSLT of the trap",
        rss(item(), before='<?xml version="1.0"?><?xml-stylesheet href="{trap}/a.xsl"?>'),
        entries=1,
    ),
    lazy(
        "100,000 levels deep",
        lambda: one(more="<a>" * 100_000 + "</a>" * 100_000),
        "took too long|fine",
    ),
    lazy(
        "100,000 attributes",
        lambda: rss(item(), attributes="".join(f" a{n}='1'" for n in range(100_000))),
        FINE,
    ),
    lazy(
        "100,000 attributes of an entry's words",
        lambda: one(
            more="<description>&lt;p "
            + " ".join(f"a{n}='1'" for n in range(100_000))
            + "&gt;x&lt;/p&gt;</description>"
        ),
        FINE,
    ),
    lazy(
        "100,000 namespaces",
        lambda: rss(item(), attributes="".join(f" xmlns:a{n}='u:{n}'" for n in range(100_000))),
        FINE,
    ),
    lazy("200,000 entries", lambda: rss(*("<item><title>T</title></item>",) * 200_000), NO_PAGE),
    lazy(
        "3,000 entries",
        lambda: rss(*(item(n, link=f"{{at}}/{n}") for n in range(3_000))),
        FINE,
        entries=2_000,
    ),
    xml(
        "author that keeps regular expressions busy",
        one(more=f"<author>a@{'a.' * 32_000}!</author>"),
        "took too long",
    ),
    xml(
        "date that keeps regular expressions busy",
        one(more=f"<pubDate>{'1' * 50_000}:{' ' * 50_000}!</pubDate>"),
        entries=1,
    ),
    xml("CDATA without end", rss("<item><title><![CDATA[" + "a" * 300_000), NO_PAGE),
    xml("comment without end", rss("<item><!--" + "-" * 300_000), NO_PAGE),
    lazy(
        "200,000 open tags",
        lambda: "<rss version='2.0'><channel>" + "<item><title>" * 100_000,
        "took too long|fine",
    ),
    lazy("500,000 entities", lambda: one("&amp;lt;" * 500_000), "fine|took too long", longest=500),
    xml("a title of 1 MB", one("word " * 200_000), entries=1, longest=500),
    xml("a title of one word of 1 MB", one("w" * 1_000_000), entries=1, longest=500),
    xml("a summary of 4 MB", one(more=f"<description>{'w ' * 2_000_000}</description>"), entries=1),
)

DAMAGED = (
    xml("cut in the middle of a tag", one()[:-30], entries=1),
    xml(
        "cut in the first entry",
        one()[:70],
        NO_PAGE,
    ),
    xml("two feeds in one", one("First of two") + one("Second of two"), entries=1),
    xml("a web page instead", page(), "HTML instead of a feed"),
    xml("JSON instead", '{"version": "https://jsonfeed.org/version/1.1"}', "JSON instead"),
    xml("an image instead", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "not a feed"),
    xml("a PDF instead", b"%PDF-1.4\n%%EOF", "not a feed"),
    xml("nothing", b"", "empty answer"),
    xml("white space only", " \n" * 50_000, "empty answer"),
    xml("a prolog of 1 MB and no feed", '<?xml version="1.0"?>' + " " * 1_000_000, "not a feed"),
    xml("a comment of 1 MB before the feed", f"<!--{'a' * 1_000_000}-->" + one(), "not a feed"),
    xml(
        "the end of a tag that was never open",
        "<rss><channel><image></width></image></channel>",
        "its XML is broken",
    ),
    xml("NULs between the letters", one("Bud\x00get \x00plans"), entries=1, lacks=("\x00",)),
    xml(
        "control characters", one("Bud\x07get\x1b[31m plans\x08"), entries=1, lacks=("\x1b", "\x07")
    ),
    xml("lone surrogates", one(SURROGATE), entries=1, lacks=("\ud800",)),
    xml("numbers beyond Unicode", one("a&#x110000;&#9999999999999;b"), entries=1),
    xml(
        "broken UTF-8", one("Cost of 5 \udcff plans").encode("utf-8", "surrogateescape"), entries=1
    ),
)

ENCODINGS = (
    *(
        xml(f"{name} without a mark", one("Costau £5").encode(name), outcome, **more)
        for name, outcome, more in (
            ("utf-16-le", FINE, {"holds": "Costau £5"}),
            ("utf-16-be", FINE, {"holds": "Costau £5"}),
            ("utf-32-le", "not a feed", {}),
            ("utf-32-be", "not a feed", {}),
            ("utf-7", FINE, {}),
            ("cp037", "not a feed", {}),
        )
    ),
    xml(
        "UTF-32 with its mark",
        codecs.BOM_UTF32_LE + one("Costau £5").encode("utf-32-le"),
        holds="Costau £5",
    ),
    xml("three marks", codecs.BOM_UTF8 * 3 + one("Costau £5").encode(), entries=1),
    xml("the mark of another encoding", codecs.BOM_UTF16_BE + one().encode(), "not a feed"),
    *(
        feed(
            f"an encoding by the name of {label[:20]!r}",
            lambda at, label=label: http(
                f'<?xml version="1.0" encoding="{label}"?>'.encode() + one("Costau £5").encode(),
                f"application/rss+xml; charset={label}",
            ),
            FINE,
            holds="Costau £5",
        )
        for label in (
            "klingon",
            "idna",
            "zlib_codec",
            "unicode_escape",
            "utf-7",
            "rot13",
            "a" * 900,
        )
    ),
    *(
        feed(
            f"broken bytes by the name of {label!r}",
            lambda at, label=label: http(
                f'<?xml version="1.0" encoding="{label}"?>'.encode()
                + one("Cost of five").encode().replace(b"Cost", b"\xa3Cost\xff\xfe")
            ),
            FINE,
            holds=" of five",
        )
        for label in ("punycode", "bz2_codec", "hex", "undefined", "mbcs", "utf-16", "uu")
    ),
)


CASES = (*MARKUP, *DAMAGED, *ENCODINGS)
