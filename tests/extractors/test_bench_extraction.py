"""The measuring itself: its figures mean what the docs say, and it says when it has no pages."""

import json
from datetime import UTC, datetime

import pytest

from bench import extraction, peers, realweb, sample
from bench.boilerplate import pages
from bench.extraction import Score


def test_f1_counts_words_with_their_repetitions():
    assert extraction.f1("A plan, a plan!", "a PLAN a plan") == 1.0
    assert extraction.f1("one two three", "one two four five") == pytest.approx(2 * 2 / 7)
    assert extraction.f1("", "one") == 0.0


def test_a_reader_of_everything_leaks_all_and_a_reader_of_nothing_loses_all():
    half = pages.half("held-out")

    assert extraction.leaks_and_losses(lambda body: body.decode(), half) == (1.0, 0.0)
    assert extraction.leaks_and_losses(lambda body: "", half) == (0.0, 1.0)


def test_the_halves_share_no_frame_no_name_and_no_wording():
    frames = [{page.name.split(" · ")[0] for page in pages.half(h)} for h in ("tuning", "held-out")]
    words = [b"".join(page.html for page in pages.half(h)) for h in ("tuning", "held-out")]

    assert frames[0] & frames[1] == set()
    assert [b"related-posts" in half for half in words] == [True, False]
    assert [b"Who we are" in half for half in words] == [False, True]
    assert min(len(page.kept) for half in ("tuning", "held-out") for page in pages.half(half)) >= 1


def test_whatever_is_below_the_default_is_a_fault():
    good = Score(f1=dict.fromkeys(extraction.KINDS, 0.9), must=0.9, must_not=0.1, cpu_ms=1.0)
    bad = Score(f1=good.f1 | {"algo": 0.8}, must=0.8, must_not=0.2, cpu_ms=1.0)

    assert extraction.faults(good, good) == []
    assert [fault.split(":")[0] for fault in extraction.faults(bad, good)] == [
        "F1 on gold of kind algo",
        "must appear",
        "must not appear",
    ]


def test_a_sample_is_read_without_quoting(tmp_path):
    for folder in ("pages", "feeds", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pages" / "a.html").write_bytes(b"<p>page</p>")
    (tmp_path / "feeds" / "b.xml").write_bytes(b"<rss/>")
    (tmp_path / "gold" / "a.seg.json").write_text('{"with": ["yes"], "without": ["no"]}')
    (tmp_path / "gold" / "a.meta.json").write_text(json.dumps({"date": "2020-01-02"}))
    (tmp_path / "manifest.tsv").write_text(
        "kind\tname\twhat\tgold\tgoldfile\tmetafile\n"
        'page\ta.html\t"half a quote\tsegments\ta.seg.json\ta.meta.json\n'
        "feed\tb.xml\t\tn\t\t\n"
    )

    page, feed = sample.read(tmp_path)

    assert (page.body, page.must, page.must_not) == (b"<p>page</p>", ("yes",), ("no",))
    assert (page.meta, page.text, feed.kind, feed.gold) == ({"date": "2020-01-02"}, "", "feed", "n")


def test_without_a_sample_a_bench_says_what_is_missing(tmp_path):
    with pytest.raises(SystemExit) as ended:
        sample.asked("bench.realweb", "Reads.", ["--realweb", str(tmp_path)])

    assert str(tmp_path) in str(ended.value.code)
    assert "holds no sample of the real web" in str(ended.value.code)
    assert "--realweb DIR" in str(ended.value.code)


def test_dates_and_titles_are_judged_as_a_reader_would():
    noon = datetime(2020, 1, 2, 12, tzinfo=UTC)

    assert realweb.is_date(noon, "2020-01-03")
    assert not realweb.is_date(noon, "2020-01-04")
    assert not realweb.is_date(None, "2020-01-02")
    assert realweb.is_title("Areas named: a list", "Areas named – a list | Herald")
    assert not realweb.is_title("Areas", "Area named")
    assert not realweb.is_title("", "Area named")


def test_only_well_formed_feeds_are_compared():
    items = b"<item><title>a</title></item><item><title>b</title></item>"

    assert peers.feed_entries(b"<rss><channel>" + items + b"</channel></rss>") == (True, 2)
    assert peers.feed_entries(b"<rss><channel>" + items + b"</rss>")[0] is False
