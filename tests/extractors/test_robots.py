import time

import pytest

from extractors import robots

URL = "https://example.org/news/a"


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


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /a # why\n\n# nothing\nSitemap: https://example.org/s.xml",
        "User-agent: x\nUser-agent: placewatch\nCrawl-delay: 5\nUser-agent: y\nDisallow: /b",
        "no rules at all",
    ],
)
def test_what_is_kept_of_a_file_says_the_same_when_it_is_read_again(text):
    once = robots.ours(text.encode())

    assert robots.ours(once.encode()) == once
    assert "#" not in once
    assert "Sitemap" not in once


def test_crawl_delay_is_read_for_us():
    rules = robots.read(b"User-agent: *\nCrawl-delay: 5\nDisallow:")

    assert (rules.crawl_delay_s, rules.allow(URL)) == (5.0, True)
