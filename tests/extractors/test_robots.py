import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.web import robots

URL = "https://example.org/news/a"
LINES = [
    *(
        "User-agent: *",
        "User-agent: placewatch",
        "User-agent: x",
        "User-agent: *bot",
        "user agent *",
    ),
    *("Disallow: /news", "Disallow: /", "Allow: /news/a # why", "# why", "", "Crawl-delay: 5"),
    *("Sitemap: https://example.org/s.xml", "Disallow", "junk"),
]


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/a", True),
        ("User-agent: *\nDisallow: /*/a$", False),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Placewatch\nDisallow: /x", True),
        ("User-agent: otherbot\nUser-agent: placewatch\nDisallow: /news", False),
        ("User-agent: otherbot\nDisallow: /x\nUser-agent: *\n\nDisallow: /news", False),
        ("user-agent: *\r\ndisallow: /news\r\n", False),
        ("\ufeffUser-agent: *\nDisallow: /news", False),
        ("User-agent: *\nSitemap: https://example.org/s.xml\nDisallow: /news", False),
        ("Disallow: /news", True),
    ],
)
def test_rules_for_us_come_before_rules_for_all(text, is_allowed):
    assert robots.read(text.encode()).allow(URL) is is_allowed


def test_a_file_with_thousands_of_agents_and_rules_is_read_at_once():
    agents = "".join(f"User-agent: bot{n}\n" for n in range(12_000)) + "User-agent: *\n"
    text = agents + "".join(f"Disallow: /{n}\n" for n in range(15_000))
    start = time.process_time()

    rules = robots.read(text.encode())

    assert not rules.allow("https://example.org/7")
    assert time.process_time() - start < 5


def test_rules_at_the_end_of_a_long_file_hold():
    text = "User-agent: otherbot\n" + "Disallow: /x\n" * 38_000 + "User-agent: *\nDisallow: /"

    assert len(text) > 490_000
    assert not robots.read(text.encode()).allow(URL)


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_what_is_kept_of_a_file_says_the_same_when_it_is_read_again(text):
    once = robots.ours(text.encode())

    assert robots.ours(once.encode()) == once
    assert robots.rules(once).allow(URL) is robots.read(text.encode()).allow(URL)


def test_of_a_file_only_the_rules_for_us_are_kept():
    text = (
        "# hello\nUser-agent: otherbot\nDisallow: /x\n\nUser-agent: *\nDisallow: /a # why\n"
        "# nothing\n\nSitemap: https://example.org/s.xml\nUser-agent: y\nDisallow: /y"
    )

    assert robots.ours(text.encode()) == "User-agent: *\nDisallow: /a"


def test_crawl_delay_is_read_for_us():
    rules = robots.read(b"User-agent: *\nCrawl-delay: 5\nDisallow:")

    assert (rules.crawl_delay_s, rules.allow(URL)) == (5.0, True)
