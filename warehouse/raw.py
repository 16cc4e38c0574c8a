"""Which page or document, as it was fetched, belongs to which text; raw_files holds the bytes."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from warehouse import store


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One page or document as it was fetched."""

    digest: str  # SHA-256 of its bytes
    document_id: str  # the article, or the report by the id of its address
    kind: str  # article, report
    version: str  # of the text that was read from it; empty: none was
    url: str  # that was asked for
    media_type: str  # as the server says; empty: it does not
    size: int  # bytes
    packed: int  # bytes of the file
    fetched_at: datetime


def add(con: Connection, given: Iterable[Raw]) -> int:
    """Remember what was fetched; return how much of it is new.

    The same text of the same document, fetched again from the same address, is not: pages
    differ in a counter or a token each time. Its file is left to be found as an orphan.
    """
    rows = {(one.document_id, one.version, one.url): one for one in given}
    if not rows:
        return 0
    with store.transaction(con):
        before = _count(con)
        con.execute(
            """
            INSERT INTO store.raw BY NAME
            SELECT given.*
            FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS given
            ANTI JOIN store.raw USING (document_id, version, url)
            """,
            store.given(map(asdict, rows.values())),
        )
        return _count(con) - before


def digests(con: Connection) -> list[str]:
    """Return the digests of all that is remembered."""
    return store.words(con, "SELECT DISTINCT digest FROM store.raw ORDER BY digest")


def forget(con: Connection, before: datetime, *, is_dry: bool = False) -> int:
    """Forget what was fetched before a time; return how much. Its files are orphans then.

    Args:
        con: The warehouse.
        before: What is older goes.
        is_dry: Only count.
    """
    with store.transaction(con):
        row = con.execute(
            "SELECT count(*) FROM store.raw WHERE fetched_at < $before", {"before": before}
        ).fetchone()
        if not is_dry:
            con.execute("DELETE FROM store.raw WHERE fetched_at < $before", {"before": before})
    return int(row[0]) if row else 0


def find(con: Connection, what: str, urls: Iterable[str] = ()) -> tuple[Raw, ...]:
    """Return what was fetched of one document, the latest first.

    Args:
        con: The warehouse, or the published copy.
        what: Id of an article or a report, or the beginning of a digest.
        urls: Addresses, canonical or as asked.
    """
    found = store.read(
        con,
        """
        SELECT digest, document_id, kind, coalesce(version, '') AS version, url,
               coalesce(media_type, '') AS media_type, size, packed, fetched_at
        FROM main.raw_pages
        WHERE document_id = $what
           OR (length($what) >= 8 AND starts_with(digest, $what))
           OR list_contains($urls::JSON::TEXT[], url)
           OR list_contains($urls::JSON::TEXT[], document_url)
        ORDER BY fetched_at DESC, url, digest
        """,
        {"what": what, "urls": store.text(list(urls))},
    )
    return tuple(Raw(**row) for row in found)


def _count(con: Connection) -> int:
    row = con.execute("SELECT count(*) FROM store.raw").fetchone()
    return int(row[0]) if row else 0
