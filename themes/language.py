"""The language of phrases, as rules, lists and the scope write them."""

import re
from collections.abc import Mapping

from themes import engine, words
from themes.engine import Book

_GAPS = {"…", "..."}
_ALTERNATIVE = re.compile(r"(@[a-z_]+|[^\s@*/…]+\*?)\Z")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says what is wrong, then a remedy."""


def phrase(book: Book, text: str, lists: Mapping[str, int]) -> int:
    """Return the node of a phrase as rules write it.

    Words follow one another. ``word*`` may go on, ``a/b`` is either, ``@name`` any
    phrase of a list, ``…`` up to GAP words in between.

    Args:
        book: Where the node is kept.
        text: For instance ``pool* … budget*/fund*`` or ``close* @service_site``.
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
    gap = 0

    def close() -> None:
        nonlocal gap
        if plain:
            parts.append(book.literal(plain, is_prefix=False))
            gaps.append(gap)
            plain.clear()
            gap = 0

    for piece in text.split():
        if piece in _GAPS:
            close()
            gap = engine.GAP
            continue
        alternatives = [_alternative(text, one) for one in piece.split("/")]
        if len(alternatives) == 1 and not piece.startswith("@"):
            said, is_prefix = alternatives[0]
            plain.extend(said)
            if is_prefix:
                parts.append(book.literal(plain, is_prefix=True))
                gaps.append(gap)
                plain.clear()
                gap = 0
            continue
        close()
        nodes = []
        for said, is_prefix in alternatives:
            if not said[0].startswith("@"):
                nodes.append(book.literal(said, is_prefix))
            elif said[0][1:] in lists:
                nodes.append(lists[said[0][1:]])
            else:
                raise PhraseError(f"{text!r} names {said[0]}: seeds/lists.yaml has no such list")
        parts.append(book.choice(nodes))
        gaps.append(gap)
        gap = 0
    close()
    if not parts or gap or text.split()[0] in _GAPS:
        raise PhraseError(f"{text!r} is no phrase: write words, and … only between words")
    return book.chain(parts, gaps[1:])


def _alternative(text: str, piece: str) -> tuple[list[str], bool]:
    """Return the words of one alternative, and whether the last may go on."""
    stem = piece.removesuffix("*")
    if stem.isalpha() and stem.isascii():  # nearly all of them
        return [stem.lower()], stem != piece
    if not _ALTERNATIVE.match(piece):
        raise PhraseError(
            f"{text!r} cannot be read at {piece!r}: write a word, word* or @list, with / between"
        )
    if piece.startswith("@"):
        return [piece], False
    said = words.tokens(stem).words
    if not said:
        raise PhraseError(f"{text!r} has no word in {piece!r}: write letters or figures")
    return said, stem != piece
