"""A body that could not be parsed is remembered, so that the same bytes are not tried again.

Else a document that ends its worker would end one at every poll. It is remembered where the
digest of a good body stands, so it goes as soon as a good one comes; the daily full fetch tries
it again all the same, for the parsers learn too.
"""

from extractors.parsed import ParseError

BROKEN_OFF = "broken off"  # word of work that did not come to its end; says nothing of the bytes


def remember(digest: str, fault: ParseError) -> str:
    """Return what is kept instead of the digest of a body: ``digest word: text``."""
    return f"{digest} {fault.word}: {fault.text}"


def recall(kept: str | None, digest: str) -> ParseError | None:
    """Return why a body could not be parsed the last time; None: it was another, or a good one."""
    if not kept or not kept.startswith(f"{digest} "):
        return None
    word, _, text = kept.removeprefix(f"{digest} ").partition(": ")
    return ParseError(word, text)
