import json
from datetime import UTC, datetime

import pytest

from extractors.feeds import feed, wordpress
from extractors.parsed import Item, ParseError
from records import Bounds

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://union.example/wp-json/wp/v2/posts"
POST = {
    "id": 31,
    "date": "2026-11-18T10:30:00",
    "date_gmt": "2026-11-18T09:30:00",
    "modified_gmt": "2026-11-19T08:00:00",
    "guid": {"rendered": "https://union.example/?post_type=post&#038;p=31"},
    "link": "https://union.example/news/shared-desk/?utm_source=api",
    "title": {"rendered": "Members &#8216;wary&#8217; of the shared desk"},
    "excerpt": {"rendered": "<p>Staff ask who pays &amp; who decides. [&hellip;]</p>\n"},
    "content": {"rendered": "<p>First.</p><script>x()</script><p>Second.</p>", "protected": False},
    "_embedded": {"author": [{"name": "Ann Other"}]},
}


def parse(found, **how):
    body = found if isinstance(found, bytes) else json.dumps(found).encode()
    return wordpress.parse(body, URL, None, NOW, **how)


def test_a_post_is_an_entry_in_plain_text():
    parsed = parse([POST])

    assert (parsed.kind, parsed.remark) == ("wordpress", None)
    assert parsed.entries == (
        Item(
            guid="https://union.example/?post_type=post&p=31",
            url="https://union.example/news/shared-desk/",
            title="Members ‘wary’ of the shared desk",
            summary="Staff ask who pays & who decides. […]",
            content_text="First.\nSecond.",
            published_at=datetime(2026, 11, 18, 9, 30, tzinfo=UTC),
            author="Ann Other",
            updated="2026-11-19T08:00:00",
        ),
    )


def test_json_and_rss_of_one_post_have_the_same_guid_and_address():
    rss = b"""<rss version="2.0"><channel><title>t</title><item><title>x</title>
    <link>https://union.example/news/shared-desk/</link>
    <guid isPermaLink="false">https://union.example/?post_type=post&#038;p=31</guid>
    </item></channel></rss>"""

    one = feed.parse(rss, URL, "application/rss+xml", NOW).entries[0]
    two = parse([POST]).entries[0]

    assert (one.guid, one.url) == (two.guid, two.url)


def test_fields_that_were_not_asked_for_are_empty():
    item = parse([{"link": "/news/a/", "title": {"rendered": "A"}}]).entries[0]

    assert (item.guid, item.url) == ("/news/a/", "https://union.example/news/a/")
    assert (item.summary, item.content_text, item.author, item.published_at) == ("", "", "", None)


@pytest.mark.parametrize(
    "odd",
    [
        {"link": 3, "title": None, "guid": [], "date_gmt": {}, "_embedded": "x"},
        {"link": "javascript:alert(1)", "title": {"rendered": 7}},
        {"title": {}, "_embedded": {"author": [None]}},
    ],
)
def test_odd_values_spoil_only_their_own_field(odd):
    first, second = parse([odd, POST]).entries

    assert first.url is None
    assert second.title == "Members ‘wary’ of the shared desk"


def test_more_posts_than_the_bound_are_cut():
    parsed = parse([POST | {"id": n} for n in range(5)], bounds=Bounds(entries=3))

    assert (len(parsed.entries), parsed.remark) == (3, "cut")


def test_no_posts_are_no_fault():
    assert (parse([]).entries, parse([]).remark) == ((), "empty")


def test_warnings_of_a_plug_in_before_the_posts_are_passed_over():
    noisy = b"<br />\n<b>Notice</b>: a plug-in is old\n" + json.dumps([POST]).encode()

    assert len(parse(noisy).entries) == 1


@pytest.mark.parametrize(
    ("body", "word", "text"),
    [
        (b'{"code":"rest_no_route","message":"No route"}', "no such list", "/wp-json/wp/v2/posts"),
        (b'{"code":"rest_forbidden","message":"x"}', "closed", "its own people"),
        (b'{"code":"odd_plugin","message":"Go <b>away</b>"}', "refused", "Go <b>away</b>"),
        (b"<!doctype html><html></html>", "HTML instead of posts", "a web page came"),
        (b'[{"link": "https://union.example/a", ', "cannot be parsed", "no whole JSON"),
        (b'{"routes": {}}', "not a list of posts", "some other JSON"),
        (b"[1, 2]", "not a list of posts", "some other JSON"),
        (b"plain words", "not a list of posts", "no JSON at all"),
        (b" \n", "empty answer", "nothing came"),
        (b"[" * 100_000, "cannot be parsed", "no whole JSON"),
    ],
)
def test_what_is_no_list_of_posts_says_so(body, word, text):
    with pytest.raises(ParseError) as caught:
        parse(body)

    assert caught.value.word == word
    assert text in caught.value.text
