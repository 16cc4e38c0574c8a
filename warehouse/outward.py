"""What leaves the house in files: what was told, who is new, which calls belong to a theme."""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Announcement, PlacewatchError
from warehouse import queries, store

IN_FULL = "initiatives-in-full"


class NotWritten(PlacewatchError):
    """A file for others that could not be written."""


def mark(con: Connection) -> str:
    """Return words that differ whenever what goes out may differ.

    Whatever is read anew gets a new verdict; all else that counts here is only ever added.
    """
    (found,) = store.words(
        con,
        """
        SELECT concat_ws('/',
            (SELECT max(verdict_id) FROM store.verdicts),
            (SELECT count(*) FROM store.mentions),
            (SELECT count(*) FROM store.happenings),
            (SELECT count(*) FROM store.decisions),
            (SELECT count(*) FROM store.calls),
            (SELECT count(*) FROM store.call_evidence),
            (SELECT count(*) || '-' || count(known_at) FROM store.initiatives),
            (SELECT arg_max(digest, (loaded_at, digest)) FROM store.rulesets),
            (SELECT bit_xor(hash(source_id, name)) FROM store.sources)
        )
        """,
    )
    return found


def themes(con: Connection) -> dict[str, str]:
    """Return the title of each theme of the rules that were loaded last, by id."""
    rows = store.read(
        con,
        """
        SELECT theme_id, title
        FROM store.themes
        WHERE ruleset = (SELECT arg_max(digest, (loaded_at, digest)) FROM store.rulesets)
        ORDER BY theme_id
        """,
    )
    return {row["theme_id"]: row["title"] for row in rows}


def told(con: Connection, most: int) -> tuple[Announcement, ...]:
    """Return what was told of initiatives, one for each alert, the latest first.

    An alert of which people said since that its initiative is none is left out.

    Args:
        con: The warehouse.
        most: How many there are at most in all, and of each theme besides.
    """
    rows = store.read(
        con,
        """
        WITH messages AS (
            SELECT told_in, max(recorded_at) AS told_at FROM happenings
            WHERE told_in IS NOT NULL
            GROUP BY told_in
        ),
        labelled AS (
            SELECT DISTINCT told_in, theme_id
            FROM happenings
            JOIN themes_by_article USING (article_id)
            WHERE told_in IS NOT NULL
        ),
        numbered AS (
            SELECT told_in, row_number() OVER (ORDER BY told_at DESC, told_in) AS number
            FROM messages
            UNION ALL
            SELECT told_in, row_number() OVER (
                PARTITION BY theme_id ORDER BY told_at DESC, told_in
            )
            FROM messages
            JOIN labelled USING (told_in)
        )
        SELECT
            told_in AS key,
            messages.told_at,
            happenings.initiative AS name,
            happenings.kind,
            happenings.value,
            happenings.quote,
            happenings.happened_at,
            coalesce(happenings.title, '') AS title,
            coalesce(happenings.url, '') AS url,
            coalesce(happenings.source, '') AS source,
            coalesce(
                (SELECT list_sort(list(theme_id)) FROM labelled
                 WHERE labelled.told_in = messages.told_in),
                []
            ) AS themes
        FROM messages
        JOIN happenings USING (told_in)
        WHERE told_in IN (SELECT told_in FROM numbered WHERE number <= $most)
        -- What leads a message is what the message is named after.
        ORDER BY messages.told_at DESC, told_in, happenings.key <> told_in, happenings.kind,
                 happenings.value, happenings.key
        """,
        {"most": most},
    )
    messages = defaultdict(list)
    for row in rows:
        messages[row["key"]].append(row)
    return tuple(
        Announcement(
            **parts[0] | {"themes": tuple(parts[0]["themes"])},
            besides=tuple((row["kind"], row["value"]) for row in parts[1:]),
        )
        for parts in messages.values()
    )


def call_themes(con: Connection) -> dict[str, frozenset[str]]:
    """Return the ids of the themes that the documents of each call are labelled with, by call."""
    rows = store.read(
        con,
        """
        SELECT call_id, list(DISTINCT theme_id) AS themes
        FROM store.call_evidence
        JOIN themes_by_article USING (document_id)
        GROUP BY call_id
        """,
    )
    return {row["call_id"]: frozenset(row["themes"]) for row in rows}


def initiatives(con: Connection, to: Path) -> queries.Table:
    """Return all new initiatives with all that is known of them, the latest first.

    They are put into a Parquet file too, in one step, if it reads otherwise.

    Args:
        con: The warehouse, or a copy of it.
        to: The Parquet file.

    Raises:
        NotWritten: if there is no room, or no right to write there; the old file stands.
    """
    query = queries.load(IN_FULL)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE in_full AS {query.sql}",
        {one.name: one.default for one in query.parameters},
    )
    found = con.execute("SELECT * FROM in_full ORDER BY rowid")
    columns = tuple(column[0] for column in found.description or ())
    table = queries.Table(columns=columns, rows=tuple(found.fetchall()))
    with _draft(to) as draft:
        con.execute(
            """
            COPY (SELECT * FROM in_full ORDER BY rowid)
            TO $path (FORMAT parquet, COMPRESSION zstd)
            """,
            {"path": str(draft)},
        )
        if not to.exists() or to.read_bytes() != draft.read_bytes():
            draft.chmod(0o644)
            draft.replace(to)
    return table


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """Hold the name of a file that is to take the place of another, and is gone afterwards.

    Raises:
        NotWritten: if the work on it fails.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
    except (OSError, duckdb.Error) as exc:
        raise NotWritten(f"{path}: {exc}".split("\n", 1)[0]) from exc
    finally:
        draft.unlink(missing_ok=True)
