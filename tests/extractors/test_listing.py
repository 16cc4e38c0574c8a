from datetime import UTC, datetime

import pytest

from extractors.feeds import listing
from extractors.parsed import Item, ParseError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://union.example/news"

CARDS = """
<html><head><title>News | The Union</title></head><body>
<header><a href="/"><h1>The Union</h1></a>
<a href="/join">Join us today, it takes five minutes</a></header>
<nav><a href="/news/archive">All our news since the founding year</a></nav>
<main>
<h1>Latest news</h1>
{cards}
<div class="pages"><a href="/news?page=2">Next page of our news archive</a></div>
</main>
<aside><h2>Popular</h2>
<a href="/campaigns/pay-fair-now-for-all">Fair pay now for all of us</a></aside>
<footer><a href="/about/privacy-and-cookies-policy">Our privacy and cookies policy</a></footer>
</body></html>
"""
CARD = """
<div class="card"><a href="/news/{slug}"><img src="x.jpg" alt=""></a>
<h3><a href="/news/{slug}?utm_source=list">{title}</a></h3>
<p class="meta">{date}</p><p>{text}</p><a href="/news/{slug}">Read more</a></div>
"""


def page(*cards):
    return CARDS.format(cards="".join(CARD.format(**card) for card in cards)).encode()


def card(number, date="<time datetime='2026-11-18'>Wednesday</time>"):
    return {
        "slug": f"members-vote-{number}",
        "title": f"Members vote on pilot number {number}",
        "date": date,
        "text": f"Staff in area {number} have voted on the plans for a shared service.",
    }


def test_each_card_is_one_entry_with_its_title_date_and_summary():
    parsed = listing.parse(page(card(1), card(2), card(3)), URL, None, NOW)

    assert (parsed.title, parsed.kind, parsed.remark) == ("News | The Union", "listing", None)
    assert parsed.entries[0] == Item(
        guid="",
        url="https://union.example/news/members-vote-1",
        title="Members vote on pilot number 1",
        summary="Staff in area 1 have voted on the plans for a shared service.",
        content_text="",
        published_at=datetime(2026, 11, 18, tzinfo=UTC),
        author="",
    )
    assert [item.title[-1] for item in parsed.entries] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "date", ["18 November 2026", "Posted on 18th Nov 2026", "<span>18/11/2026</span>"]
)
def test_a_date_in_words_beside_the_link_is_the_entrys(date):
    parsed = listing.parse(page(card(1, date), card(2, "soon"), card(3)), URL, None, NOW)

    assert parsed.entries[0].published_at == datetime(2026, 11, 18, tzinfo=UTC)
    assert parsed.entries[1].published_at is None


def test_a_card_that_is_one_link_is_called_by_its_heading():
    cards = "".join(
        f"<a href='/news/2026/11/1{n}/story'><span>18 Nov 2026</span><h2>Story {n}</h2>"
        f"<p>{'x ' * 30}</p></a>"
        for n in range(4)
    )

    parsed = listing.parse(CARDS.format(cards=cards).encode(), URL, None, NOW)

    assert [item.title for item in parsed.entries] == [f"Story {n}" for n in range(4)]
    assert parsed.entries[2].url == "https://union.example/news/2026/11/12/story"


def test_a_plain_list_of_links_is_read_too():
    links = "".join(
        f"<li><a href='press/{n}-a-long-enough-headline'>A long enough headline {n}</a>"
        " 18 Nov 2026</li>"
        for n in range(5)
    )

    parsed = listing.parse(f"<body><ul>{links}</ul></body>".encode(), URL, None, NOW)

    assert [item.url for item in parsed.entries] == [
        f"https://union.example/press/{n}-a-long-enough-headline" for n in range(5)
    ]
    assert {item.published_at for item in parsed.entries} == {datetime(2026, 11, 18, tzinfo=UTC)}


def test_a_section_with_two_kinds_of_news_is_kept_whole():
    links = "".join(
        f"<p><a href='/news/{kind}/{n}'>Headline number {n} of the {kind} office</a></p>"
        for kind in ("press", "branches")
        for n in range(4)
    )

    parsed = listing.parse(f"<body>{links}</body>".encode(), URL, None, NOW)

    assert len(parsed.entries) == 8


@pytest.mark.parametrize("pattern", ["/news/*", "https://union.example/news/*", "*members-vote*"])
def test_a_given_pattern_decides(pattern):
    parsed = listing.parse(page(card(1)), URL, pattern, NOW)

    assert [item.url for item in parsed.entries] == ["https://union.example/news/members-vote-1"]


@pytest.mark.parametrize(
    ("body", "pattern", "word"),
    [
        (page(card(1)), None, "no links"),
        (page(card(1)), "/press/*", "no links"),
        (b"<html><body>Nothing</body></html>", None, "no links"),
        (b"", None, "no readable text"),
        (b"<?xml version='1.0'?><rss/>", None, "not a page"),
        (b"%PDF-1.4", None, "not a page"),
    ],
)
def test_a_page_without_a_list_says_so(body, pattern, word):
    with pytest.raises(ParseError) as caught:
        listing.parse(body, URL, pattern, NOW)

    assert caught.value.word == word
