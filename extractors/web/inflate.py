"""Bodies are unpacked by us: a megabyte on the wire may hold gigabytes, or stop half way."""

import zlib
from collections.abc import AsyncIterable, Mapping

GZIP = zlib.MAX_WBITS | 16
ZLIB, BARE = zlib.MAX_WBITS, -zlib.MAX_WBITS  # "deflate": with its wrapper, or as some send it
MOST_MEMBERS = 1_000  # of one gzip body; block gzip needs 160 for 10 MB, each one more costs a copy
CODINGS = {"gzip": GZIP, "x-gzip": GZIP, "deflate": ZLIB}


class TooLarge(ValueError):
    """More bytes than we were told to take."""


class Broken(ValueError):
    """Bytes that are not what their headers say, or not all of them."""


class Inflater:
    """Collects a body piece by piece, unpacked, up to a limit."""

    def __init__(self, coding: str, limit: int, *, is_cut: bool = False) -> None:
        """Prepare for one body.

        Args:
            coding: The Content-Encoding header; empty: none.
            limit: Bytes to take, counted after unpacking.
            is_cut: Stop at the limit and keep what came before it, instead of TooLarge.

        Raises:
            Broken: if the coding is none that we asked for.
        """
        coding = coding.strip().lower()
        if coding not in {"", "identity", *CODINGS}:
            raise Broken(f"packed as {coding[:40]!r}, which we did not ask for")
        self.limit = limit
        self.is_cut = is_cut
        self.is_full = False  # is_cut only: the limit is reached, stop reading
        self._window = CODINGS.get(coding)
        self._head = b""  # held back until it shows which kind of deflate this is
        self._unzip: zlib._Decompress | None = None
        self._members = 1
        self._parts: list[bytes] = []
        self._size = 0

    def expect(self, content_length: str) -> None:
        """Refuse early what is announced as too large.

        Raises:
            TooLarge: if an unpacked body is announced that passes the limit.
        """
        if self._window is None and content_length.isdecimal() and len(content_length) < 20:
            announced = int(content_length)
            if announced > self.limit:
                raise TooLarge(f"{announced:,} bytes; {self.limit:,} are allowed")

    def feed(self, raw: bytes) -> None:
        """Take the next piece from the wire.

        Raises:
            TooLarge: if the limit is passed.
            Broken: if it cannot be unpacked.
        """
        if self._window is None:
            self._keep(raw)
            return
        if self._unzip is None:
            self._head += raw
            if len(self._head) < 2:
                return
            raw, self._head = self._head, b""
            self._window = _window(self._window, raw)
            self._unzip = zlib.decompressobj(self._window)
        try:
            self._unpack(raw, self._unzip)
        except zlib.error as exc:
            raise Broken("what came cannot be unpacked") from exc

    def _unpack(self, raw: bytes, unzip: "zlib._Decompress") -> None:
        while raw and not self.is_full:
            if unzip.eof:  # after the end: another gzip member, or padding
                if self._window != GZIP or raw[:1] != b"\x1f":
                    break
                self._members += 1
                if self._members > MOST_MEMBERS:
                    raise Broken(f"packed in more than {MOST_MEMBERS:,} pieces")
                unzip = zlib.decompressobj(GZIP)
            self._keep(unzip.decompress(raw, self.limit - self._size + 1))
            raw = unzip.unused_data if unzip.eof else unzip.unconsumed_tail
        self._unzip = unzip

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        self._parts.append(part)
        if self._size <= self.limit:
            return
        if not self.is_cut:
            raise TooLarge(f"more than the {self.limit:,} bytes that are allowed")
        self.is_full = True

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            Broken: if it stopped before its end.
        """
        is_whole = self._unzip.eof if self._unzip else not self._head
        if not (is_whole or self.is_full):
            raise Broken("the packed body stops before its end")
        return b"".join(self._parts)[: self.limit]


async def unpack(
    pieces: AsyncIterable[bytes], head: Mapping[str, str], limit: int, *, is_cut: bool
) -> bytes:
    """Return a body as it comes from the wire, unpacked.

    Args:
        pieces: Of the body, in order.
        head: Its headers, names in lower case.
        limit: Most bytes of it.
        is_cut: Keep what came before the limit, instead of TooLarge.

    Raises:
        TooLarge: if it is.
        Broken: if it cannot be unpacked, or stopped before its end.
    """
    inflater = Inflater(head.get("content-encoding", ""), limit, is_cut=is_cut)
    if not is_cut:
        inflater.expect(head.get("content-length", ""))
    async for piece in pieces:
        inflater.feed(piece)
        if inflater.is_full:
            break
    return inflater.finish()


def _window(window: int, head: bytes) -> int:
    """Return how to unpack, judged by the first two bytes."""
    has_wrapper = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return BARE if window == ZLIB and not has_wrapper else window
