"""No source and no feed stands twice, in one list or over two."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import seedfiles


class Doubles:
    """Remembers where ids and feed addresses stood."""

    def __init__(self, faults: seedfiles.Faults, keys: tuple[str, ...] = ("id", "feed")) -> None:
        """Note faults of these keys; rows are told with ``know`` and asked with ``check``."""
        self.faults = faults
        self.keys = keys
        self.first: dict[tuple[str, str], tuple[int, str]] = {}

    def know(self, row: seedfiles.Row, file: str) -> None:
        """Remember a row of another file."""
        for key, value in self._values(row):
            self.first.setdefault((key, value), (row.lines[key], f"in {file}, line "))

    def check(self, row: seedfiles.Row) -> None:
        """Note a fault for an id or a feed address that an earlier row has."""
        for key, value in self._values(row):
            here = (row.lines[key], "on line ")
            line, where = self.first.setdefault((key, value), here)
            if (line, where) != here:
                remedy = f"the first is {where}{line}; keep one row"
                self.faults.add(here[0], f"the {key} {row[key]!r} stands twice", remedy)

    def _values(self, row: seedfiles.Row) -> Iterator[tuple[str, str]]:
        for key in self.keys:
            value = row.get(key)
            if isinstance(value, str) and value:
                yield key, value.lower() if key == "id" else reduced(value)


def reduced(address: str) -> str:
    """Return what two spellings of one feed address have in common, to find doubles."""
    try:
        parts = urlsplit(address.strip())
        netloc = parts.netloc.lower().removesuffix(":443" if parts.scheme == "https" else ":80")
    except ValueError:  # noted as no address already
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{netloc}{parts.path.rstrip('/')}{query}"
