from hypothesis import given
from hypothesis import strategies as st

from themes.matching.engine import GAP, Book
from themes.text.stream import Stream

TEXT = st.lists(
    st.sampled_from(
        ["cat ", "cats ", "hat ", "mat ", "x ", "x x ", "fur hat ", "Mat. The ", "\n\n"]
    ),
    max_size=30,
).map("".join)


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
