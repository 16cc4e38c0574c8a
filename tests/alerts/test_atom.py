"""The feed, held against what RFC 4287 asks and read by a parser that did not write it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html

from alerts import atom
from records import Announcement
from tests.alerts.test_injection import HOSTILE, HOSTILE_URLS, is_harmless

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TITLES = {"place_budgets": "Place-based & pooled budgets", "staff_voice": "Staff voice"}
ONE = Announcement(
    key="i1:new",
    told_at=NOW,
    name="Shire Purse",
    kind="new",
    value="",
    besides=(
        ("area", "Devon"),
        ("area", "Gwynedd"),
        ("sponsor", "HM Treasury"),
        ("deadline", "2026-12-12"),
    ),
    quote="The Shire Purse will start in April.",
    happened_at=NOW - timedelta(hours=2),
    title="R&D <5% of one purse",
    url="https://news.example.org/purse",
    source="Department for Shires",
    themes=("place_budgets",),
)
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
QUIET = {"besides": (), "quote": "", "title": "", "url": "", "source": "", "themes": ()}


def read(content):
    """Return a feed as a reader sees it; refuse one that is not as the RFC says."""
    tree = etree.fromstring(content)
    assert SCHEMA.validate(tree), SCHEMA.error_log
    ids = tree.xpath("//*[local-name()='id']/text()")
    assert len(ids) == len(set(ids))
    feed = feedparser.parse(content, sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


def test_an_entry_says_what_is_new_and_leads_to_who_said_it():
    feed = read(atom.compose_feed([ONE], TITLES))

    (entry,) = feed.entries
    assert feed.feed.title == "Placewatch: new initiatives, and what happened to them"
    assert feed.feed.language == "en-GB"
    assert entry.title == "New initiative: Shire Purse"
    assert entry.link == "https://news.example.org/purse"
    assert entry.id.startswith("tag:placewatch,2026:alert/")
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("place_budgets", "Place-based & pooled budgets")
    ]
    text = html.fromstring(entry.content[0].value).text_content()
    assert text == (
        "Where: Devon, GwyneddWho: HM TreasuryDeadline: until 12 December 2026"
        "“The Shire Purse will start in April.”"
        "R&D <5% of one purse · Department for Shires · 21 November 2026"
        " · Place-based & pooled budgets"
    )


@pytest.mark.parametrize(
    ("kind", "value", "title"),
    [
        ("step", "running", "New step: Shire Purse: running"),
        ("area", "Devon", "New areas: Shire Purse: Devon"),
        ("deadline", "2026-12-12", "Deadline: Shire Purse: until 12 December 2026"),
        ("deadline", "soon", "Deadline: Shire Purse: soon"),
    ],
)
def test_what_happened_to_it_stands_in_the_title(kind, value, title):
    (entry,) = read(atom.compose_feed([replace(ONE, kind=kind, value=value)], TITLES)).entries

    assert entry.title == title


def test_a_theme_has_a_feed_of_its_own_with_its_own_id():
    other = replace(ONE, key="i2:new", themes=("staff_voice",))
    everything, mine = (
        read(atom.compose_feed([other, ONE], TITLES, theme=theme)) for theme in ("", "staff_voice")
    )

    assert mine.feed.title.endswith(": Staff voice")
    assert (everything.feed.id, mine.feed.id) == (
        "tag:placewatch,2026:feed/all",
        "tag:placewatch,2026:feed/staff_voice",
    )
    assert [entry.id for entry in mine.entries] == [everything.entries[0].id]


def test_the_same_news_are_the_same_bytes_and_times_are_of_the_news():
    renamed = replace(ONE, title="Another title")
    later = replace(ONE, key="i2:new", told_at=NOW + timedelta(hours=1))

    assert atom.compose_feed([ONE], TITLES) == atom.compose_feed([ONE], TITLES)
    first, again = (read(atom.compose_feed(told, TITLES)) for told in ([ONE], [later, renamed]))
    assert first.entries[0].id == again.entries[1].id
    assert first.entries[0].updated == again.entries[1].updated == "2026-11-21T12:00:00Z"
    assert (first.feed.updated, again.feed.updated) == (
        "2026-11-21T12:00:00Z",
        "2026-11-21T13:00:00Z",
    )


def test_a_feed_that_told_nothing_yet_is_one():
    feed = read(atom.compose_feed([], TITLES, theme="staff_voice"))

    assert (feed.entries, feed.feed.updated) == ([], "2026-01-01T00:00:00Z")


def test_a_feed_is_bounded_and_says_where_it_lies_if_anybody_knows():
    many = [replace(ONE, key=f"i{number}:new") for number in range(80)]
    feed = read(atom.compose_feed(many, TITLES, address="https://a.example/p/feeds/all.atom"))

    assert len(feed.entries) == atom.MOST_ENTRIES
    assert [(link.rel, link.href) for link in feed.feed.links] == [
        ("self", "https://a.example/p/feeds/all.atom")
    ]


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_foreign_words_stay_words_in_a_feed(words):
    lists = (("area", words), ("sponsor", words), ("deadline", words), (words, words))
    hostile = replace(
        ONE, name=words, value=words, quote=words, title=words, source=words, besides=lists
    )

    (entry,) = read(atom.compose_feed([hostile], {"place_budgets": words})).entries

    body = html.fromstring(entry.content[0].value)
    assert {element.tag for element in body.iter()} <= {"div", "p", "b", "blockquote", "a"}
    assert [dict(element.attrib) for element in body.iter("a")] == [{"href": ONE.url}]
    assert len(entry.content[0].value) < 20_000
    told = entry.title + body.text_content()
    assert [char for char in told if not is_harmless(char)] == []


@pytest.mark.parametrize("url", HOSTILE_URLS.values(), ids=HOSTILE_URLS)
def test_a_feed_links_to_nothing_but_the_web(url):
    (entry,) = read(atom.compose_feed([replace(ONE, url=url)], TITLES, address=url)).entries

    links = [link.href for link in entry.get("links", [])]
    body = html.fromstring(entry.content[0].value)
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert [element.get("href") for element in body.iter("a")] == links


def test_an_entry_of_which_little_is_known_is_one():
    (entry,) = read(atom.compose_feed([replace(ONE, name="", **QUIET)], TITLES)).entries

    assert entry.title == "New initiative: no name given"
