"""Cases of pages and reports: honest feeds that lead to documents made to break a reader."""

import zlib

from tests.fakes.pdf import pdf
from tests.hostile.case import FINE, PAGE, REPORT, TEXT, Case, http, page, zeros

ARTICLE = f"<article><h1>A notice</h1><p>{TEXT}</p></article>"


def web(
    name: str, make: object, outcome: str = FINE, kind: str = "text/html", **more: object
) -> Case:
    """Return a case whose page is what ``make`` makes."""
    return Case(
        name=name,
        on=PAGE,
        serve=lambda at: http(make() if callable(make) else make, kind),  # type: ignore[arg-type]
        outcome=outcome,
        **more,  # type: ignore[arg-type]
    )


def document(name: str, make: object, outcome: str = FINE, **more: object) -> Case:
    """Return a case whose report is what ``make`` makes."""
    return Case(
        name=name,
        on=REPORT,
        serve=lambda at: http(make() if callable(make) else make, "application/pdf"),  # type: ignore[arg-type]
        outcome=outcome,
        **more,  # type: ignore[arg-type]
    )


def nested(tag: str, levels: int) -> str:
    return page(f"<{tag}>" * levels + ARTICLE + f"</{tag}>" * levels)


PAGES = (
    web(
        "200,000 attributes",
        lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>x</p>{ARTICLE}"),
        FINE,
    ),
    web("100,000 paragraphs", lambda: page("<p>Some words here</p>" * 100_000), "took too long"),
    web(
        "100,000 links",
        lambda: page("".join(f"<a href=/{n}>A link</a> " for n in range(100_000))),
        "took too long",
    ),
    web(
        "300,000 links",
        lambda: page("".join(f"<a href=/{n}>A link</a> " for n in range(300_000))),
        "too large",
    ),
    web(
        "20,000 dates",
        lambda: page(
            "".join(
                f"<p>On {n % 28 + 1}/{n % 12 + 1}/20{n % 90 + 10} and 2026-11-{n % 28 + 1}</p>"
                for n in range(20_000)
            )
        ),
        "took too long|fine",
    ),
    web(
        "50,000 cells",
        lambda: page(f"<table>{'<tr><td>a<td>b' * 25_000}</table>{ARTICLE}"),
        "fine|took too long",
    ),
    web(
        "1,000,000 levels around the article",
        lambda: "<div>" * 800_000 + ARTICLE,
        holds="corn exchange",
    ),
    web("20,000 levels of spans", lambda: nested("span", 20_000), holds="corn exchange"),
    web("20,000 levels of lists", lambda: nested("ul><li", 20_000), "nested too deep"),
    web("20,000 levels of an unknown tag", lambda: nested("x-y", 20_000), "nested too deep"),
    web("20,000 levels of tables", lambda: nested("table><tr><td", 20_000), "nested too deep"),
    web(
        "50,000 open forms and fonts",
        lambda: page("<form><font><a><b>" * 50_000 + ARTICLE),
        "nested too deep",
    ),
    web("200,000 entities", lambda: page(f"<p>{'&amp;&lt;&#x41;' * 200_000}</p>"), FINE),
    web("one line of 4 MB", lambda: page(f"<p>{'word ' * 800_000}</p>"), "fine|took too long"),
    web("one word of 4 MB", lambda: page(f"<p>{'w' * 4_000_000}</p>"), "fine|took too long"),
    web("a title of 4 MB", lambda: page(head=f"<title>{'t' * 4_000_000}</title>"), FINE),
    web(
        "a meta refresh inside",
        page(head="<meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"),
        FINE,
    ),
    web(
        "a page with a base inside",
        page(ARTICLE + "<a href=report.pdf>Report</a>", "<base href=http://10.0.0.1/>"),
        FINE,
    ),
    web(
        "a canonical address elsewhere",
        page(head="<link rel=canonical href=http://169.254.169.254/>"),
        FINE,
    ),
    web("a consent wall", page("<p>Before you go on: we use cookies.</p>"), "no readable text"),
    web(
        "a page of scripts",
        "<html><body><div id=root></div><script src=a.js></script>",
        "no readable",
    ),
    web("an empty page", "", "empty"),
    web("a page of white space", " \n\t" * 100_000, "empty"),
    web("a page of NULs", "\x00" * 100_000, "empty"),
    web("a page of noise", bytes(range(256)) * 4_000, FINE),
    web("an image", b"\x89PNG\r\n" + b"\x00" * 9_000, "not a page", "image/png"),
    web("a film", b"\x00" * 9_000, "not a page", "video/mp4"),
    web("JSON", '{"a": [' * 50_000, "not a page", "application/json"),
    web(
        "XML with entities",
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>{TEXT}&x;</p>',
        kind="application/xhtml+xml",
        lacks=("root:",),
    ),
    web(
        "JSON-LD of 200,000 levels",
        lambda: page(head=f"<script type=application/ld+json>{'[' * 200_000}</script>"),
        FINE,
    ),
    web(
        "JSON-LD of the wrong kinds",
        page(
            head="<script type=application/ld+json>"
            '{"@type":["Article",5],"headline":{"a":1},"datePublished":[],"author":{"name":[1]}}</script>'
        ),
    ),
    web("a charset of nonsense", page().encode("utf-16-le"), FINE, "text/html; charset=zlib_codec"),
    web("text that is no page", "w " * 2_000_000, "fine|took too long", "text/plain"),
)

LOOP = pdf(TEXT).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def many_pages() -> bytes:
    """20,000 times the same page."""
    return pdf(TEXT).replace(
        b"/Kids [5 0 R] /Count 1", b"/Kids [" + b"5 0 R " * 20_000 + b"] /Count 20000"
    )


def layered(layers: int) -> bytes:
    """Return a PDF of 1 GB of blanks, packed again and again."""
    packed = zeros(1_000, zlib.MAX_WBITS)
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    return pdf("", stream=packed, filters="[" + "/FlateDecode " * layers + "]")


def locked() -> bytes:
    return pdf(TEXT).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] "
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (b"41" * 32, b"42" * 32),
    )


REPORTS = (
    document("PDF bomb in one layer", lambda: layered(1), "crashed|too much memory|took too long"),
    document("PDF bomb in two layers", lambda: layered(2), "crashed|too much memory|took too long"),
    document("PDF bomb in six layers", lambda: layered(6), "crashed|too much memory|took too long"),
    document(
        "PDF of 600 bombs",
        lambda: pdf(
            *[""] * 600, stream=zlib.compress(b"(x) Tj " * 30_000, 9), filters="/FlateDecode"
        ),
        "took too long|a scan without text",
    ),
    document("PDF cut short", lambda: pdf(TEXT)[:-200], "cut short"),
    document("PDF of its first line", b"%PDF-1.7\n", "cut short"),
    document("PDF with a lock", locked, "locked with a password"),
    document("web page by the name of a PDF", page(), "not a page"),
    document("PDF without pages", lambda: pdf(), "damaged"),
    document("PDF of 20,000 pages", many_pages, FINE),
    document(
        "PDF that says it has 2 billion pages",
        lambda: pdf(TEXT).replace(b"/Count 1", b"/Count 2000000000"),
        FINE,
    ),
    document("PDF whose pages hold themselves", LOOP, "damaged"),
    document(
        "PDF of a million operators",
        lambda: pdf("", stream=b"BT /F1 9 Tf " + b"(x) Tj T* " * 1_000_000 + b"ET"),
        "fine|crashed|too much memory|took too long",
    ),
    document(
        "PDF with a script",
        lambda: pdf(TEXT).replace(
            b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
        ),
        FINE,
    ),
    document(
        "PDF that opens an address",
        lambda: pdf(TEXT).replace(
            b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /URI /URI (http://127.0.0.1/) >>"
        ),
        FINE,
    ),
    document("PDF of noise", b"%PDF-1.4\n" + bytes(range(256)) * 4_000 + b"%%EOF", "damaged"),
    document(
        "PDF of arrays in arrays", b"%PDF-1.4\n1 0 obj\n" + b"[" * 500_000 + b"%%EOF", "damaged"
    ),
    document("a report that is not there", "", "not a page"),
)

CASES = (*PAGES, *REPORTS)
