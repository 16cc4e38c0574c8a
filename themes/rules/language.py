"""The language of phrases, as rules, lists and the scope write them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from themes.matching import engine
from themes.matching.engine import Book
from themes.text import words

GAPS = {"…", "..."}
_ALTERNATIVE = re.compile(r"(@[a-z_]+|[^\s@*/…]+\*?)\Z")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says what is wrong, then a remedy."""


class Way(NamedTuple):
    """One way of saying a piece of a phrase."""

    words: tuple[str, ...]  # as ``words.tokens`` gives them; of a list, none
    is_prefix: bool  # the last word may go on
    list: str = ""  # the list that is named; empty: none


class Piece(NamedTuple):
    """What may stand at one place of a phrase."""

    gap: int  # most words before it, after the piece before
    ways: tuple[Way, ...]


Saying = tuple[Piece, ...]


def parse(text: str) -> Saying:
    """Return the pieces of a phrase as rules write it.

    Words follow one another. ``word*`` may go on, ``a/b`` is either, ``@name`` any
    phrase of a list, ``…`` up to GAP words in between.

    Args:
        text: For instance ``pool* … budget*/fund*`` or ``close* @service_site``.

    Raises:
        PhraseError: if it cannot be read.
    """
    pieces: list[Piece] = []
    gap = 0
    for piece in text.split():
        if piece in GAPS:
            if not pieces:
                break
            gap = engine.GAP
            continue
        ways = tuple(_way(text, one) for one in piece.split("/"))
        pieces.append(Piece(gap, ways))
        gap = 0
    if not pieces or gap:
        raise PhraseError(f"{text!r} is no phrase: write words, and … only between words")
    return tuple(pieces)


def phrase(book: Book, text: str, lists: Mapping[str, int]) -> int:
    """Return the node of a phrase as rules write it; ``parse`` tells the language.

    Args:
        book: Where the node is kept.
        text: The phrase.
        lists: Nodes of the lists that may be named.

    Raises:
        PhraseError: if it cannot be read.
    """
    stem = text.removesuffix("*")
    if stem.isascii() and stem.replace(" ", "").isalpha() and stem[-1] != " ":  # most phrases
        return book.literal(stem.lower().split(), is_prefix=stem != text)
    parts: list[int] = []
    gaps: list[int] = []
    plain: list[str] = []
    before = 0  # the gap before the plain words

    def close(is_prefix: bool) -> None:
        if plain:
            parts.append(book.literal(plain, is_prefix))
            gaps.append(before)
            plain.clear()

    for gap, ways in parse(text):
        if len(ways) == 1 and not ways[0].list:
            if gap:
                close(is_prefix=False)
            if not plain:
                before = gap
            plain.extend(ways[0].words)
            if ways[0].is_prefix:
                close(is_prefix=True)
            continue
        close(is_prefix=False)
        nodes = []
        for way in ways:
            if not way.list:
                nodes.append(book.literal(way.words, way.is_prefix))
            elif way.list in lists:
                nodes.append(lists[way.list])
            else:
                raise PhraseError(f"{text!r} names @{way.list}: seeds/lists.yaml has no such list")
        parts.append(book.choice(nodes))
        gaps.append(gap)
    close(is_prefix=False)
    return book.chain(parts, gaps[1:])


def _way(text: str, piece: str) -> Way:
    stem = piece.removesuffix("*")
    if stem.isalpha() and stem.isascii():  # nearly all of them
        return Way((stem.lower(),), stem != piece)
    if not _ALTERNATIVE.match(piece):
        raise PhraseError(
            f"{text!r} cannot be read at {piece!r}: write a word, word* or @list, with / between"
        )
    if piece.startswith("@"):
        return Way((), False, piece[1:])
    said = words.tokens(stem).words
    if not said:
        raise PhraseError(f"{text!r} has no word in {piece!r}: write letters or figures")
    return Way(tuple(said), stem != piece)
