from datetime import UTC, datetime

import pytest

from extractors import tasks
from records import STANDARD, Bounds

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SITE = "https://www.theyworkforyou.com"


def rdf(*items):
    """Return RSS 1.0 as the site's own generator writes it: no dates, no ids."""
    told = "".join(
        f'<item rdf:about="{link}"><title>{title}</title><link>{link}</link>'
        f"<description>{text}</description></item>"
        for title, link, text in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="http://www.theyworkforyou.com/debates/"><title>Debates</title>'
        f"</channel>{told}</rdf:RDF>"
    ).encode()


def parse(body, url=f"{SITE}/rss/debates.rss", bounds=STANDARD):
    return tasks.parse_feed("feed", body, url, "", None, NOW, bounds)


def day(date, *debates):
    links = "".join(
        f'&lt;li&gt;&lt;a href="http://www.theyworkforyou.com/debates/?id={key}"&gt;{title}'
        "&lt;/a&gt;&lt;/li&gt;\n"
        for key, title in debates
    )
    link = f"http://www.theyworkforyou.com/debates/?d={date}"
    return (
        f"House of Commons debates for {date}",
        link,
        f"&lt;ul&gt;\n\n{links}\n\n&lt;/ul&gt;\n",
    )


TWO_DAYS = rdf(
    day(
        "2026-11-20",
        ("2026-11-20a.1.0", "Pooled Budgets &amp;amp; Staff"),
        ("2026-11-20a.9.2", "Clocks"),
    ),
    day("2026-11-19", ("2026-11-19b.4.1", "Clocks")),
)


def test_a_sitting_day_is_split_into_its_debates_each_with_its_day():
    found = parse(TWO_DAYS)

    assert [(one.title, one.url, one.published_at) for one in found.entries] == [
        (
            "Pooled Budgets & Staff",
            f"{SITE}/debates/?id=2026-11-20a.1.0",
            datetime(2026, 11, 20, tzinfo=UTC),
        ),
        ("Clocks", f"{SITE}/debates/?id=2026-11-20a.9.2", datetime(2026, 11, 20, tzinfo=UTC)),
        ("Clocks", f"{SITE}/debates/?id=2026-11-19b.4.1", datetime(2026, 11, 19, tzinfo=UTC)),
    ]
    assert found.entries[0].summary == "House of Commons debates for 2026-11-20"
    assert len({one.guid for one in found.entries}) == 3
    assert found.remark is None


def test_a_day_without_debates_yet_is_one_entry():
    (item,) = parse(rdf(day("2026-11-20"))).entries

    assert item.title == "House of Commons debates for 2026-11-20"
    assert item.published_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_written_statement_keeps_its_text_and_takes_its_day_from_its_address():
    link = "http://www.theyworkforyou.com/wms/?id=2026-11-20.HCWS12.h"
    text = "&lt;p&gt;Today I am announcing the Shire Purse.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Kent"
    found = parse(rdf(("Budgets (Jane Roe)", link, text)), f"{SITE}/rss/wms.rss")

    (item,) = found.entries
    assert item.url == f"{SITE}/wms/?id=2026-11-20.HCWS12.h"
    assert item.summary == "Today I am announcing the Shire Purse.\nKent"
    assert item.published_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_sittings_of_one_bill_are_entries_of_their_own():
    link = "http://www.theyworkforyou.com/pbc/2026-27/Budgets+Bill"
    items = [(f"Budgets Bill, {n} sitting", link, "") for n in ("1st", "2nd")]

    found = parse(rdf(*items), f"{SITE}/rss/pbc.rss").entries

    assert len({one.guid for one in found}) == 2
    assert [one.published_at for one in found] == [None, None]  # the day it is seen must do


def test_a_flood_of_debates_is_cut_and_other_hosts_are_left_alone():
    cut = parse(TWO_DAYS, bounds=Bounds(entries=2))
    other = parse(TWO_DAYS, "https://example.org/rss/debates.rss")

    assert (len(cut.entries), cut.remark) == (2, "cut")
    assert [one.title[:17] for one in other.entries] == ["House of Commons "] * 2


def test_a_feed_that_stops_in_the_middle_gives_what_came():
    whole = [one.guid for one in parse(TWO_DAYS).entries]
    stop = TWO_DAYS.index(b"2026-11-19b")

    found = [one.guid for one in parse(TWO_DAYS[:stop]).entries]

    assert found[:2] == whole[:2]


BILL = (
    '<item p4:stage="{0}" xmlns:p4="urn:services.parliament.uk-bills.ext"><guid isPermaLink="true">'
    "https://bills.parliament.uk/bills/4012</guid><link>https://bills.parliament.uk/bills/4012"
    "</link><category>Commons</category><title>Pooled Budgets</title><description>A Bill to pool."
    "</description><a10:updated>2026-11-20T10:00:00Z</a10:updated></item>"
)
BILLS = (
    '<?xml version="1.0"?><rss xmlns:a10="http://www.w3.org/2005/Atom" version="2.0"><channel>'
    "<title>Bills</title>{}</channel></rss>"
)


@pytest.mark.parametrize("path", ["/rss/allbills.rss", "/RSS/AllBills.rss"])
def test_a_bill_comes_back_at_each_stage(path):
    url = f"https://bills.parliament.uk{path}"
    first, second = (
        parse(BILLS.format(BILL.format(stage)).encode(), url).entries[0]
        for stage in ("Committee stage", "Report stage")
    )

    assert (first.title, second.title) == (
        "Pooled Budgets: Committee stage",
        "Pooled Budgets: Report stage",
    )
    assert first.guid != second.guid
    assert first.url == second.url == "https://bills.parliament.uk/bills/4012"
    assert first.published_at == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_a_bill_without_a_stage_is_an_entry_as_any_other():
    body = BILLS.format(BILL.format("")).encode()

    (item,) = parse(body, "https://bills.parliament.uk/rss/allbills.rss").entries

    assert (item.title, item.guid) == (
        "Pooled Budgets",
        "https://bills.parliament.uk/bills/4012",
    )
