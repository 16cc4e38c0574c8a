import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.matching import chains
from themes.matching.engine import GAP, Book
from themes.text.stream import Stream

TEXT = st.lists(
    st.sampled_from(
        ["cat ", "cats ", "hat ", "mat ", "x ", "x x ", "fur hat ", "Mat. The ", "\n\n"]
    ),
    max_size=30,
).map("".join)


class Watched(bytes):
    """Bytes that note how many of them are read through."""

    read = 0

    def find(self, what, start=0, end=None):
        at = super().find(what, start, len(self) if end is None else end)
        self.read += (at if at >= 0 else end or len(self)) - start
        return at

    def count(self, what, start, end):
        self.read += end - start
        return super().count(what, start, end)


BLANKS = st.lists(st.sampled_from(["a", "b", "c", "|"]), max_size=40)


@given(title=TEXT, text=TEXT)
def test_a_chain_is_said_where_it_has_a_place(title, text):
    book = Book()
    cat, hat = book.literal(["cat"], True), book.literal(["hat"], False)
    mat, fur = book.literal(["mat"], False), book.literal(["fur", "hat"], False)
    inner = book.chain([hat, mat], [1])
    asked = [
        book.chain([cat, hat], [0]),
        book.chain([cat, hat, mat], [1, GAP]),
        book.chain([book.choice([cat, fur]), book.choice([hat, mat])], [2]),
        book.chain([cat, cat], [GAP]),
        book.chain([cat, inner], [2]),
        book.choice([inner, fur]),
    ]
    book.seal()
    stream = Stream(title, text)

    for node in asked:
        assert book.read(stream).says(node) == bool(book.read(stream).spans(node))
    for is_close in (False, True):
        finder = book.finder(frozenset(asked), frozenset(asked), is_close=is_close)
        for node in asked:
            spans = finder.read(stream).spans(node)
            assert spans == book.read(stream).spans(node)
            assert not spans or node in finder.read(stream).live


def test_what_never_shares_a_sentence_is_not_sought_where_it_is_looked_at_closely():
    book = Book()
    chain = book.chain([book.literal(["cat"], False), book.literal(["hat"], False)], [GAP])
    book.seal()
    closely = book.finder(frozenset([chain]), frozenset([chain]), is_close=True)
    at_large = book.finder(frozenset([chain]), frozenset([chain]))

    apart, together = Stream("", "A cat came. The hat stayed."), Stream("", "A cat and a hat.")
    assert chain in at_large.read(apart).live
    assert chain not in closely.read(apart).live
    assert chain in closely.read(together).live


@given(words=BLANKS, gap=st.integers(0, GAP))
def test_what_follows_is_found_from_either_side(words, gap):
    text = b" " + "".join(f"{word} " for word in words).encode()
    firsts, seconds = (
        [(2 * at, 2 * at + 2) for at, word in enumerate(words) if word == one] for one in "ab"
    )

    # A word and its blank are two bytes here, so that places tell how many words lie between.
    wanted = sorted(
        (first, stop)
        for first, end in firsts
        for begin, stop in seconds
        if 0 <= begin - end <= 2 * gap and "|" not in words[end // 2 : begin // 2]
    )
    assert chains.joined(text, firsts, seconds, gap) == wanted
    many = [*firsts, *((0, 1) for _ in range(5 * len(seconds)))]
    assert set(wanted) <= set(chains.joined(text, sorted(many), seconds, gap))


@pytest.mark.parametrize("many", [100, 1_000])
@pytest.mark.parametrize("is_first_rare", [True, False])
def test_what_lies_far_apart_in_an_endless_sentence_is_not_read_through(many, is_first_rare):
    size = 20 * many
    text = Watched(b" " + b"word " * size)
    firsts = [(5 * at, 5 * at + 5) for at in range(many if not is_first_rare else 3)]
    seconds = [(5 * at, 5 * at + 5) for at in range(size - many, size)]

    assert chains.joined(text, firsts, seconds, GAP) == []
    assert chains.joined(text, firsts, seconds[-3:], GAP) == []
    assert text.read <= 2 * len(text)
