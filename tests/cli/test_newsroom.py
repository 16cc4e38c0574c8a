import http.client
import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from cli.newsroom import Newsroom
from cli.newsroom_data import DAYS
from extractors import sources

START = date(2026, 11, 30)  # a Monday
ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
FEEDS = ["dppf", "ledger", "pswa", "aldermere", "civicwire", "canolfan", "scao"]
FEEDS += ["lagancare", "corridor", "servicelocal", "branchtable", "harbour"]


@pytest.fixture
def room():
    with Newsroom(start=START) as room:
        yield room


def ask(room, address, method="GET", **headers):
    """Return status, headers and body of what stands at an address; follows no hop."""
    wire = http.client.HTTPConnection(room.host, timeout=10)
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    wire.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = wire.getresponse()
    body = answer.read()
    wire.close()
    return answer.status, answer.headers, body


def feed_of(room, publisher):
    return next(row["feed"] for row in room.sources() if row["id"] == publisher)


def entries(room, publisher):
    """Return (id, link, date) of each entry of a feed, in order."""
    root = ET.fromstring(ask(room, feed_of(room, publisher))[2])
    found = []
    for item in root.iter():
        if item.tag == ATOM + "entry":
            link = item.find(ATOM + "link").get("href")
            found.append((item.findtext(ATOM + "id"), link, item.findtext(ATOM + "updated")))
        elif item.tag == "item":
            stamp = parsedate_to_datetime(item.findtext("pubDate")).isoformat()
            found.append((item.findtext("guid"), item.findtext("link"), stamp))
        elif item.tag == RSS1 + "item":
            stamp = item.findtext("{http://purl.org/dc/elements/1.1/}date")
            found.append((item.findtext(RSS1 + "link"), item.findtext(RSS1 + "link"), stamp))
    return found


def paths(room, publisher):
    return [urlsplit(link).path for _, link, _ in entries(room, publisher)]


@pytest.mark.parametrize("publisher", FEEDS)
def test_a_feed_tells_all_of_its_articles_newest_first(room, publisher):
    room.set_day(3)

    told = entries(room, publisher)

    stamps = [datetime.fromisoformat(stamp) for _, _, stamp in told]
    pieces = [piece for piece in room.stock.pieces.values() if piece.publisher_id == publisher]
    assert stamps == sorted(stamps, reverse=True)
    assert {urlsplit(link).path for _, link, _ in told} == {
        urlsplit(room.address(piece.piece_id)).path for piece in pieces
    }


@pytest.mark.parametrize(
    ("publisher", "root", "content_type"),
    [
        ("dppf", ATOM + "feed", "application/atom+xml; charset=utf-8"),
        ("ledger", "rss", "application/rss+xml; charset=utf-8"),
        (
            "corridor",
            "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF",
            "application/rdf+xml; charset=utf-8",
        ),
    ],
)
def test_the_newsroom_speaks_three_formats(room, publisher, root, content_type):
    status, headers, body = ask(room, feed_of(room, publisher))

    assert (status, headers["Content-Type"]) == (200, content_type)
    assert ET.fromstring(body).tag == root


def test_older_entries_stay_in_a_feed(room):
    first = set(paths(room, "ledger"))
    room.set_day(3)

    assert first < set(paths(room, "ledger"))


def test_feeds_have_their_habits(room):
    room.set_day(2)

    assert all(link.startswith("/servicelocal/") for _, link, _ in entries(room, "servicelocal"))
    assert all("utm_source=" in link for _, link, _ in entries(room, "harbour"))
    assert {name for name, _, _ in entries(room, "lagancare")} == {None}


def test_one_feed_carries_whole_texts_and_another_only_summaries(room):
    room.set_day(2)

    whole = ET.fromstring(ask(room, feed_of(room, "pswa"))[2]).findall(f".//{CONTENT}")
    short = ET.fromstring(ask(room, feed_of(room, "ledger"))[2]).findall(f".//{CONTENT}")

    assert any("We shall write to the Department" in one.text for one in whole)
    assert short == []


def test_the_listing_links_to_articles_that_match_its_pattern(room):
    row = next(row for row in room.sources() if row["feed_kind"] == "listing")
    body = ask(room, row["feed"])[2].decode()

    assert "/gritting-routes" in body
    assert room.address("gritting-routes").startswith(row["links"].removesuffix("*"))
    assert "<rss" not in body
    assert 'type="application/rss+xml"' not in body


def test_an_unchanged_feed_is_answered_with_304(room):
    address = feed_of(room, "ledger")
    _, headers, _ = ask(room, address)

    by_tag = ask(room, address, If_None_Match=headers["ETag"])
    by_date = ask(room, address, If_Modified_Since=headers["Last-Modified"])
    room.set_day(2)
    after = ask(room, address, If_None_Match=headers["ETag"])

    assert (by_tag[0], by_tag[2]) == (304, b"")
    assert (by_date[0], by_date[2]) == (304, b"")
    assert by_tag[1]["ETag"] == headers["ETag"]
    assert (after[0], after[1]["ETag"] == headers["ETag"]) == (200, False)


def test_a_tag_outweighs_a_date(room):
    address = feed_of(room, "ledger")
    _, headers, _ = ask(room, address)

    status, _, _ = ask(
        room, address, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"]
    )

    assert status == 200


def test_a_feed_breaks_for_a_day_and_loses_nothing(room):
    (broken,) = room.expected.broken_feeds
    room.set_day(broken.day)
    status, headers, body = ask(room, feed_of(room, broken.publisher))
    room.set_day(broken.back)
    back = paths(room, broken.publisher)

    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"database connection" in body
    assert {urlsplit(room.address(name)).path for name in broken.late} <= set(back)


def test_an_edit_keeps_its_address_and_moves_its_entry_to_the_top(room):
    (edit,) = room.expected.edits
    address = room.address(edit.article)
    room.set_day(2)
    before, (was_name, _, _) = ask(room, address), entries(room, "dppf")[-1]
    was_name = next(name for name, link, _ in entries(room, "dppf") if link == address)
    room.set_day(3)
    after, (name, link, _) = ask(room, address), entries(room, "dppf")[0]

    assert (link, room.address(edit.by)) == (address, address)
    assert name != was_name
    assert name.partition("#")[0] == was_name.partition("#")[0]
    assert edit.was in before[2].decode()
    assert "Last updated" not in before[2].decode()
    assert edit.reads in after[2].decode()
    assert "Last updated" in after[2].decode()


def test_a_syndicated_story_is_the_same_word_for_word(room):
    (story,) = room.expected.same_story
    first, second = (room.stock.pieces[name] for name in story.articles)

    assert first.publisher_id != second.publisher_id
    assert (first.title, first.body) == (second.title, second.body)


def test_the_report_comes_out_with_its_article(room):
    (silent,) = room.expected.silent_reports
    early, _, _ = ask(room, room.file(silent.file))
    room.set_day(2)
    status, headers, body = ask(room, room.file(silent.file))
    page = ask(room, room.address(silent.article))[2].decode()

    assert early == 404
    assert (status, headers["Content-Type"], body[:5]) == (200, "application/pdf", b"%PDF-")
    assert f'href="{room.file(silent.file)}"' in page


@pytest.mark.parametrize("day", DAYS)
def test_every_link_leads_somewhere(room, day):
    room.set_day(day)
    known, waiting = set(), [room.base + "/"]
    while waiting:
        address = waiting.pop()
        status, headers, body = ask(room, address)
        assert status == 200, address
        if headers["Content-Type"].startswith("text/html"):
            assert b"{{" not in body, address
            links = re.findall(r'<a [^>]*href="([^"#]+)"', body.decode())
            found = {urljoin(address, link) for link in links if not link.startswith("mailto:")}
            waiting += sorted(found - known)
            known |= found
    shown = {
        room.address(piece.piece_id) for piece in room.stock.pieces.values() if piece.day <= day
    }

    assert all(address.startswith(room.base) for address in known)
    assert shown <= known


def test_an_article_of_tomorrow_is_not_there_yet(room):
    assert ask(room, room.address("whole-county-count"))[0] == 404


def test_pages_hide_their_text_among_other_things(room):
    page = ask(room, room.address("total-place-remembered"))[2].decode()

    assert "<nav" in ask(room, room.address("front-door-first"))[2].decode()
    assert page.index("Latest news") < page.index("It began with a spreadsheet.")
    assert 'property="og:title"' in page
    assert '"@type": "NewsArticle"' in page


def test_the_desk_has_manners(room):
    page = room.address("gritting-routes")

    assert ask(room, room.base + "/robots.txt")[2].startswith(b"User-agent: *")
    assert ask(room, page, method="HEAD")[2] == b""
    assert ask(room, room.base + "/nobody")[0] == 404
    assert (
        ask(room, room.base + "/pswa/feed")[1]["Location"],
        ask(room, room.base + "/pswa/feed")[0],
    ) == ("/pswa/feed/", 301)
    assert [(visit.method, visit.status) for visit in room.log][:3] == [
        ("GET", 200),
        ("HEAD", 200),
        ("GET", 404),
    ]


def test_the_sources_are_rows_of_a_source_list(room, tmp_path):
    file = tmp_path / "sources.yaml"
    file.write_text(yaml.safe_dump(room.sources(), allow_unicode=True), encoding="utf-8")

    read = sources.load(file)

    assert [source.source_id for source in read] == list(room.stock.publishers)
    assert {source.kind for source in read} == set(sources.KINDS)
    assert {source.nation for source in read} == set(sources.NATIONS)
    assert all(source.is_on for source in read)


def test_all_of_a_day_is_out_by_its_evening(room):
    for piece in room.stock.pieces.values():
        assert room.calendar.moment(f"day{piece.day}", piece.time) < room.evening(piece.day)


def test_the_deadline_is_a_real_moment_and_stands_on_the_page(room):
    room.set_day(2)
    deadline = room.expected.deadlines[0]
    page = ask(room, room.address(deadline.article))[2].decode()

    assert room.closing(deadline) == datetime(2026, 12, 29, 12, 0, tzinfo=UTC)
    assert "closes at noon on Tuesday 29 December 2026" in page
    assert f'href="mailto:{deadline.respond}"' in page


def test_the_newsroom_may_begin_on_any_date():
    with Newsroom(start=date(2027, 6, 30), day=3) as room:
        address = room.address("total-place-remembered")

        assert "/2027/06/" in address
        assert "/2027/07/" in room.address("front-doors-open")
        assert entries(room, "ledger")[0][2] == "2027-07-02T11:30:00+01:00"


def test_there_are_three_days(room):
    with pytest.raises(ValueError, match="days 1 to 3, not 4"):
        room.set_day(4)
