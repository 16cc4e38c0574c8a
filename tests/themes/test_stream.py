import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench import engines, speed
from tests.themes.test_match import document, rule, ruleset
from themes.matching import match
from themes.rules import load
from themes.text import words
from themes.text.stream import MARK, Stream

PIECES = [
    *"aé ß’'.,-–&£%0 9\u00ad\ufffe\r\n\fİKſA\"”)!?…“(«\u2028\x85\ud800x|_½²ΣΑς:\x1c\0\u0301א",
    *(
        "Mr. ",
        "No. ",
        "U.K. ",
        "\u00ad\n",
        "35,000",
        "1.5",
        "'s",
        "The ",
        "e.g. ",
        "dept. ",
        "\n\n",
    ),
    *("council ", "Council’s ", "pools ", "pooled. ", "lemon", " tart", "funds, ", "w" * 3000),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(title=TEXT, text=TEXT)
@example(title="", text="part\u00adner\u00ad\nShip")
@example(title="K|a", text='\n.UK\u2028Aς,a"\x85')
def test_a_stream_has_the_words_and_sentences_of_both_fields(title, text):
    fields = (words.tokens(title), words.tokens(text))
    said = [word.encode("utf-8", "surrogatepass") for read in fields for word in read.words]

    stream = Stream(title, text)

    assert [piece for piece in stream.bytes.split() if piece != MARK] == said
    assert len(stream) == len(said)
    assert stream.counts == Counter(piece.decode("utf-8", "surrogatepass") for piece in said)
    blanks = blanks_before(stream)
    assert sum(blank < stream.title_stop for blank in blanks) == len(fields[0])
    ends = [sum(blank < mark for blank in blanks) for mark in stream.marks]
    assert ends == sentence_ends((title, text), fields)
    for number, blank in enumerate(blanks):
        place = stream.place(blank, stream.bytes.index(b" ", blank + 1))
        read, at = (fields[0], number) if place.is_title else (fields[1], number - len(fields[0]))
        assert (place.start, place.stop) == (read.starts[at], read.stops[at])


def blanks_before(stream):
    """Return where the blank before each word stands."""
    found, at = [], 0
    for piece in stream.bytes.split():
        found += [at] * (piece != MARK)
        at += len(piece) + 1
    return found


@given(title=TEXT, text=TEXT, many=st.integers(0, 12), far=st.sampled_from(["", "x" * 700]))
def test_words_between_two_are_counted_over_sentences(title, text, many, far):
    stream = Stream(title, f"{text} {far} {text}")
    blanks = blanks_before(stream)

    for number, blank in enumerate(blanks):
        end = stream.bytes.index(b" ", blank + 1)
        for other in range(number + 1, len(blanks)):
            is_within = other - number - 1 <= many
            assert stream.is_within(end, blanks[other], many) is is_within


def sentence_ends(texts, fields):
    ends, before = [], 0
    for text, read in zip(texts, fields, strict=True):
        counts = [bisect_left(read.starts, stop) for _, stop in words.sentences(text)]
        ends += [before + count for count in counts]
        before += len(read)
    return sorted({end for end in ends if end})


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return ruleset(
        tmp_path_factory.mktemp("seeds"),
        rule("one", "lemon tart", "[lemon*, council* … pool*, 'é', 'a', k]"),
        rule("near", "pooled funds", "[pool*]", more="near: {words: 3, any: [fund*, council]}"),
    )


@given(title=TEXT, text=TEXT)
@settings(max_examples=200)
def test_every_hit_is_proved_by_its_place(rules, title, text):
    hits = match.match(document(text, title=title), rules, try_all=True).hits

    for hit in hits:
        field = title if hit.field == "title" else text
        assert 0 <= hit.start < hit.stop <= len(field)
        assert hit.quote == field[hit.start : hit.stop]
        assert hit.quote in hit.sentence
        assert hit.sentence in field
    for name in ("one", "near"):
        starts = [(hit.field == "text", hit.start) for hit in hits if hit.rule_id == name]
        assert starts == sorted(set(starts))


def test_the_sentence_of_a_hit_ends_though_the_text_does_not(rules):
    text = "and so on " * 5_000 + "lemon tart " + "and so on " * 5_000

    (hit,) = match.match(document(text), rules, try_all=True).hits

    assert "lemon" in hit.sentence
    assert len(hit.sentence) <= words.MOST_CHARACTERS


CALLS = sys.getprofile, sys.setprofile, {"call", "c_call"}  # those into C included
LINES = sys.gettrace, sys.settrace, {"line"}


def work(run: Callable[[], object], what=CALLS) -> int:
    """Return how many calls or lines of Python it takes: the same on any machine."""
    get, put, events = what
    count = 0

    def note(_frame, event, _what):
        nonlocal count
        count += event in events
        return note

    before = get()
    put(note)
    try:
        run()
    finally:
        put(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("lemon ", id="an anchor without end"),
        pytest.param("lemon tart ", id="an anchor and its near word"),
        pytest.param("lemon stolen ", id="an anchor and what cancels it"),
        pytest.param("lemon and tart. ", id="sentences"),
        pytest.param("lemon x1y2 ", id="odd words"),
        pytest.param("lemon\u00ad\nb ", id="parted words"),
        pytest.param("é’", id="signs"),
    ],
)
def test_four_times_the_text_takes_about_four_times_the_work(tmp_path, piece):
    hostile = ruleset(
        tmp_path,
        rule("near", "lemon one", "[lemon*]", more="near: {words: 5, any: [one, absent, tart]}"),
        rule("far", "lemon one", "[lemon*]", more="near: {sentences: 3, any: [one, missing]}"),
        rule("chain", "lemon lemon lemon", "['lemon … lemon … lemon*', 'tart … lemon … tart']"),
        rule("unless", "lemon", "[lemon*]", more="unless: [stolen, 'lemon … stolen', tart]"),
    )

    once, four = (
        work(lambda text=piece * count: match.match(document(text), hostile, try_all=True))
        for count in (1_000, 4_000)
    )

    assert four <= 5 * once  # sixteen times, were it to grow with the square


def test_what_stands_far_before_an_anchor_is_not_looked_through(tmp_path):
    near = "near: {words: 5, any: [one, absent, tart]}"
    hostile = ruleset(tmp_path, rule("near", "lemon one", "[lemon*]", more=near))

    once, four = (
        work(lambda text=text: match.match(document(text), hostile, try_all=True), LINES)
        for text in ("tart " * n + "x " * 60 + "lemon " * n for n in (200, 800))
    )

    assert four <= 5 * once


def test_the_ways_that_are_timed_find_the_same(tmp_path):
    rows = speed.quality.read(speed.HERE / "bench" / "later.jsonl")
    texts = [engines.plain(row["text"]) for row in rows[:25]]
    made = engines.made(texts, 600)
    ways = speed.ways(made, load.ruleset(engines.written(tmp_path, made)))
    documents = [speed.document("d", text) for text in texts]

    speed.agree(ways, documents)

    assert sum(len(ways["product"](one)) for one in documents) > 20
