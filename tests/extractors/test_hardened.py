"""Small bodies that once kept a processor busy, or that a parser must not see as they are."""

import time

import pytest

from extractors import plain
from extractors.feeds import feed
from extractors.pages import article, report
from extractors.web import headers, inflate
from extractors.web.inflate import Broken, Inflater
from tests.extractors.test_bounds import NOW, URL, WORDS
from tests.hostile.case import gz

MANY = 300_000
MOST_S = 5.0  # of processor; each took from minutes to hours before


def busy_s(work, *args):
    start = time.process_time()
    work(*args)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("work", "text"),
    [
        (report.flowing, "a-" + "\n " * 50_000),
        (lambda text: plain.paragraphs(text, 500), "x" + " " * MANY + "x"),
        (lambda text: plain.paragraphs(text, 500), "x" + " \r" * MANY + "x"),
        (plain.thin, "<a" + " " * MANY + ">"),
        (plain.thin, "<a" + " b=\"c='" * MANY + ">"),
        (plain.has_markup, "<a" * MANY + "&#" * MANY),
    ],
    ids=[
        "a hyphen and blank lines",
        "blanks",
        "line ends",
        "a tag of blanks",
        "quotes",
        "open tags",
    ],
)
def test_time_grows_with_the_length_of_a_text_and_not_with_its_square(work, text):
    assert busy_s(work, text) < MOST_S


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 2026 00:00:00 +9999999999999999",
    ],
)
def test_a_retry_after_beyond_all_time_asks_for_nothing(date):
    assert headers.retry_after_s(date, NOW) is None


def test_no_element_keeps_more_than_a_hundred_attributes():
    tag = "<p" + "".join(f" a{n}='1'" for n in range(5_000)) + ">"
    picture = f"<img alt='A > B' src='data:image/png;base64,{'A' * 50_000}'>"

    assert plain.thin(tag).count("=") == plain.ATTRIBUTES
    assert plain.thin(tag).endswith("a99='1'>")
    assert plain.thin(picture) == picture


def test_an_element_of_200_000_attributes_costs_the_article_nothing():
    body = f"<body><p {' '.join(f'a{n}=1' for n in range(200_000))}>x</p><p>{WORDS}</p></body>"

    assert "neighbours" in article.extract(body.encode(), URL, "text/html", NOW).text


def titles(doctype, title):
    body = (
        f"{doctype}<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"
    )
    return [item.title for item in feed.parse(body.encode(), URL, "", NOW).entries]


def test_entities_that_are_only_names_of_letters_are_read():
    doctype = "<!DOCTYPE rss [<!ENTITY pound \"&#163;\"> <!ENTITY district '-'>]>"

    assert titles(doctype, "Cost &pound;5 &district; more") == ["Cost £5 - more"]


def test_entities_that_hold_more_are_left_out_and_the_harmless_beside_them_are_read():
    doctype = '<!DOCTYPE rss [<!ENTITY pound "&#163;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'

    assert titles(doctype, "Cost &pound;5&x; &amp; more") == ["Cost £5 & more"]


def test_a_feed_that_is_cut_keeps_its_form():
    items = "".join(f"<item><title>T{n}</title></item>" for n in range(3_000))
    body = f"<rss version='2.0'><channel>{items}<title>The end</title></channel></rss>".encode()

    found = feed.parse(body, URL, "", NOW)

    assert (found.title, found.remark, len(found.entries)) == ("The end", "cut", 2_000)


def test_a_body_in_thousands_of_packed_pieces_is_refused():
    few, many = Inflater("gzip", 1_000), Inflater("gzip", 1_000)
    few.feed(gz("a") * 100)

    assert few.finish() == b"a" * 100
    with pytest.raises(Broken, match=f"more than {inflate.MOST_MEMBERS:,} pieces"):
        many.feed(gz("") * 2_000)
