from hypothesis import given
from hypothesis import strategies as st

from themes.matching.engine import Book
from themes.matching.neighbours import are_apart, are_beside, are_near, is_with
from themes.text.stream import MARK, Stream

TEXT = st.lists(
    st.sampled_from(["cat ", "cats ", "hat ", "fur hat ", "x ", "x x ", "Mat. The "]), max_size=25
).map("".join)


def a_book():
    book = Book()
    cat, cats = book.literal(["cat"], False), book.literal(["cat"], True)
    hat, fur = book.literal(["hat"], False), book.literal(["fur", "hat"], False)
    chain = book.chain([cats, hat], [2])
    nodes = [cat, cats, hat, fur, chain, book.choice([cats, fur]), book.choice([chain, fur])]
    nodes.append(book.choice([book.chain([cat, cat], [1]), book.literal(["mat"], False)]))
    book.seal()
    return book, nodes


BOOK, NODES = a_book()


def words_between(stream, end, begin):
    return [word for word in stream.bytes[end:begin].split() if word != MARK]


def is_near(reading, node, anchor, many):
    begin, end = anchor
    for start, stop in reading.spans(node):
        if (start, stop) == anchor:
            continue
        gap = (end, start) if start >= begin else (stop, begin)
        if gap[0] >= gap[1] or len(words_between(reading.stream, *gap)) <= many:
            return True
    return False


def is_beside(reading, node, anchor, reach):
    home = reading.sentence(anchor[0])
    return any(
        span != anchor and abs(reading.sentence(span[0]) - home) < reach
        for span in reading.spans(node)
    )


@given(title=TEXT, text=TEXT, many=st.integers(0, 6), least=st.integers(1, 3))
def test_what_is_said_within_so_many_words_is_near(title, text, many, least):
    reading = BOOK.read(Stream(title, text))

    for anchor in reading.spans(NODES[1]):
        told = sum(is_near(reading, node, anchor, many) for node in NODES)
        assert are_near(reading, NODES, anchor, many, least) == (told >= least)
        for node in NODES:
            assert are_near(reading, [node], anchor, many) == is_near(reading, node, anchor, many)


@given(title=TEXT, text=TEXT, many=st.integers(0, 6))
def test_what_is_apart_is_not_near(title, text, many):
    reading = BOOK.read(Stream(title, text))

    for node in NODES[:4]:
        for anchor in NODES[:4]:
            if are_apart(reading, [node], anchor, many):
                spans = reading.spans(anchor)
                assert not any(is_near(reading, node, span, many) for span in spans)


def test_words_are_apart_by_the_words_between_them():
    reading = BOOK.read(Stream("", "A cat saw one two three four hats and a hat."))

    assert are_apart(reading, [NODES[2]], NODES[0], 6)
    assert not are_apart(reading, [NODES[2]], NODES[0], 8)


@given(title=TEXT, text=TEXT, reach=st.integers(1, 4), least=st.integers(1, 3))
def test_what_begins_in_a_sentence_or_next_to_it_is_beside(title, text, reach, least):
    reading = BOOK.read(Stream(title, text))

    for anchor in reading.spans(NODES[1]) + reading.spans(NODES[4]):
        told = sum(is_beside(reading, node, anchor, reach) for node in NODES)
        assert are_beside(reading, NODES, anchor, reach, least) == (told >= least)
        for node in NODES:
            wanted = is_beside(reading, node, anchor, reach)
            assert are_beside(reading, [node], anchor, reach) == wanted


@given(title=TEXT, text=TEXT)
def test_what_begins_in_the_same_sentence_is_with_it_even_as_the_very_same_words(title, text):
    reading = BOOK.read(Stream(title, text))

    for anchor in reading.spans(NODES[1]):
        home = reading.sentence(anchor[0])
        for node in NODES:
            begins = [reading.sentence(start) for start, _ in reading.spans(node)]
            assert is_with(reading, node, anchor) == (home in begins)
