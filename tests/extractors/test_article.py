from datetime import UTC, datetime

import pytest

from extractors.pages import article
from extractors.parsed import ParseError
from records import Link

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://www.gov.example/news/pilots"

PARAGRAPHS = [
    "Twelve areas will test pooled budgets for public services from next spring.",
    "Ministers say that each area will draw up a plan with its councils, health bodies and police.",
    "Leeds and Cornwall are among the first, and an evaluation will follow after eighteen months.",
]
HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Twelve areas named – News – Gov Example</title>{head}</head><body>
<header><nav><a href="/">Home</a><a href="/topics/all-of-our-many-topics">Topics</a></nav></header>
<main><h1>Twelve areas named</h1>{body}
<p>Read the <a href="/plan final.pdf">full plan</a> and the
<a href="https://other.example/report?utm_source=x">evaluation report</a>.</p></main>
<aside><h2>Related</h2><a href="/cats">Ten cats who run a town hall</a></aside>
<footer><p><a href="/cookies">Cookies</a> All content is available under a licence.</p></footer>
</body></html>"""


def html(head="", body=None):
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return HTML.format(head=head, body=paragraphs if body is None else body).encode()


def extract(body, content_type="text/html", url=URL):
    return article.extract(body, url, content_type, NOW)


def test_an_article_comes_as_paragraphs_without_menus_and_boxes():
    page = extract(html())

    assert page.text.split("\n")[-4:-1] == PARAGRAPHS
    assert not any(word in page.text for word in ("Topics", "cats", "Cookies", "licence"))


def test_links_of_the_content_are_kept_once_and_absolute_documents_too():
    assert extract(html()).links == (
        Link(url="https://www.gov.example/plan%20final.pdf", text="full plan"),
        Link(url="https://other.example/report", text="evaluation report"),
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("", "Twelve areas named"),
        (
            '<meta property="og:title" content="Areas &amp;amp; pilots named">',
            "Areas & pilots named",
        ),
        (
            '<meta property="og:title" content="Named | The Herald">'
            '<meta property="og:site_name" content="The Herald">',
            "Named",
        ),
        (
            '<meta name="twitter:title" content="Pilots: who pays - a report">',
            "Pilots: who pays - a report",
        ),
        (
            '<script type="application/ld+json">{"@type": "Report", "headline": "By LD"}</script>',
            "By LD",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headl</script>',
            "Twelve areas named",
        ),
    ],
    ids=[
        "heading",
        "Open Graph",
        "with the site's name",
        "with a dash",
        "JSON-LD",
        "broken JSON-LD",
    ],
)
def test_the_title_is_the_articles_not_the_sites(head, title):
    assert extract(html(head)).title == title


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-11-18T09:30:00+00:00">',
        '<meta name="DC.date.issued" content="2026-11-18T09:30:00Z">',
        '<meta name="govuk:first-published-at" content="2026-11-18T09:30:00+00:00">',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": '
        '"2001-01-01"}, {"@type": ["Article"], "datePublished": "2026-11-18T09:30:00Z"}]}</script>',
    ],
    ids=["Open Graph", "Dublin Core", "gov.uk", "JSON-LD"],
)
def test_the_date_is_the_one_the_page_declares(head):
    assert extract(html(head)).published_at == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def test_the_date_may_stand_in_the_article_only():
    shown = "<p><time datetime='2026-11-18'>18 November</time></p>"
    body = shown + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)

    assert extract(html(body=body)).published_at == datetime(2026, 11, 18, tzinfo=UTC)


def test_a_date_far_ahead_is_an_event_not_a_publication():
    head = '<meta property="article:published_time" content="2031-01-01">'

    assert extract(html(head)).published_at is None


@pytest.mark.parametrize(
    ("href", "known_as"),
    [
        ("/news/pilots-2026?utm_source=x", "https://www.gov.example/news/pilots-2026"),
        ("https://gov.example/news/pilots", "https://gov.example/news/pilots"),
        ("https://evil.example/news/pilots", None),
        ("https://www.gov.example/", None),
        ("javascript:1", None),
    ],
)
def test_a_page_may_name_itself_on_its_own_host_only(href, known_as):
    assert extract(html(f'<link rel="canonical" href="{href}">')).canonical_url == known_as


def test_a_base_of_another_host_does_not_let_a_page_pass_for_one_of_it():
    head = '<base href="https://evil.example/"><link rel="canonical" href="/news/pilots">'

    page = extract(html(head))

    assert page.canonical_url is None
    assert page.links[0].url == "https://evil.example/plan%20final.pdf"


def test_an_author_is_named_but_not_by_an_address():
    described = '{"@type": "Article", "author": [{"name": "A. Writer"}]}'
    head = (
        '<meta name="author" content="https://facebook.example/writer">'
        f'<script type="application/ld+json">{described}</script>'
    )

    assert extract(html(head)).author == "A. Writer"
    assert extract(html('<meta name="author" content="B. Writer">')).author == "B. Writer"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_letters_survive_any_encoding(encoding):
    text = html(body=f"<p>{'Cyngor Gwynedd – ‘cynllun’ £5 miliwn. ' * 5}</p>").decode()

    assert "Gwynedd – ‘cynllun’ £5" in extract(text.encode(encoding)).text


def test_an_article_nested_deeper_than_the_parser_goes_is_still_read():
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    deep = "<div>" * 5_000 + paragraphs + "</div>" * 5_000

    assert PARAGRAPHS[1] in extract(html(body=deep)).text


def test_a_page_too_deep_to_flatten_is_told_not_lost():
    deep = "<ul><li>" * 300 + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)

    with pytest.raises(ParseError, match="nested too deep"):
        extract(html(body=deep))


def test_plain_text_is_its_own_article():
    page = extract("\r\n".join(PARAGRAPHS).encode(), "text/plain; charset=utf-8")

    assert page.text == "\n".join(PARAGRAPHS)
    assert page.title == PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("body", "content_type", "word"),
    [
        (b"", "text/html", "no readable text"),
        (b"<!-- nothing -->", "text/html", "no readable text"),
        (
            b"<html><body><p>Please enable JavaScript.</p></body></html>",
            "text/html",
            "no readable text",
        ),
        (b"short", "text/plain", "no readable text"),
        (b"%PDF-1.4 ...", "text/html", "not a page"),
        (b"\x89PNG", "image/png", "not a page"),
        (b"PK\x03\x04", "application/zip", "not a page"),
    ],
)
def test_what_cannot_be_read_says_why(body, content_type, word):
    with pytest.raises(ParseError) as caught:
        extract(body, content_type)

    assert caught.value.word == word
