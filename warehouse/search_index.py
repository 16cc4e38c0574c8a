"""Words of all texts, sorted, in two files beside the snapshot: a large one and its tail.

The tail holds what came since the large one was made. Both are made by copying what they
had and adding what is new: no text is read twice.
"""

# ruff: noqa: S608 - the names are those of our own tables; what others wrote is bound

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake, Place
from warehouse import extensions, lake_shell
from warehouse.search_texts import DOCUMENTS, NOTHING, index, tables
from warehouse.search_words import SearchError
from warehouse.turn import TurnTaken, turn

log = logging.getLogger("placewatch.search")

BASE, TAIL = "search.duckdb", "search-tail.duckdb"  # stable names, in the folder of the snapshot
FORM = 1  # of the files; others are made anew
LEAST = 2_000  # guess: texts in a tail that is worth no merge
SHARE = 0.1  # guess: of the texts; a tail is merged when it has more
FEW = 100  # guess: new texts that the search reads by itself in no time
MEMORY = "1GB"  # guess: beside a poll on a small machine
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "latest",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def refresh(place: Place, folder: Path, *, is_whole: bool = False, least: int = 1) -> bool:
    """Bring the search up to what readers see; return whether there was anything to do.

    Cheap where little is new. Never fails a run: what cannot be written is logged, and the
    search finds new texts without it. Call it without the pen, after publishing.

    Args:
        place: The snapshot, or a lake.
        folder: Of the two files.
        is_whole: Put the tail into the large file, however small it is.
        least: Fewer new texts than this are left to the search, which reads them itself.
    """
    try:
        return _bring_up(place, folder, is_whole=is_whole, least=least)
    except TurnTaken:
        return False  # somebody else is at it
    except (SearchError, OSError) as exc:
        log.warning("the search index in %s was not brought up to date: %s", folder, exc)
        return False


def rebuild(place: Place, folder: Path, *, is_anew: bool = False) -> bool:
    """Put the tail into the large file; return whether there was anything to do.

    Args:
        place: The snapshot, or a lake.
        folder: Of the two files.
        is_anew: Read every text again, whatever the files hold.

    Raises:
        TurnTaken: if another process builds it.
        SearchError: if it cannot be built: no room, no snapshot.
    """
    try:
        return _bring_up(place, folder, is_whole=True, is_anew=is_anew)
    except OSError as exc:
        raise SearchError(f"{folder} cannot take the search index ({exc}): make room") from exc


def attach(con: Connection, name: str, file: Path) -> str:
    """Attach a file of the index for reading; return its mark, empty if it is of no use."""
    if not file.is_file():
        return ""
    try:
        con.execute(f"ATTACH {_quoted(file)} AS {name} (READ_ONLY)")
        rows = con.execute(f"SELECT form, mark FROM {name}.main.made").fetchall()
        con.execute(f"SELECT count(*) FROM {name}.main.docs").fetchall()
        con.execute(f"SELECT id FROM {name}.main.postings LIMIT 1").fetchall()
        con.execute(f"SELECT max(term) FROM {name}.main.words").fetchall()
    except duckdb.Error as exc:
        log.warning("%s is of no use and is passed over: %s", file, str(exc).split("\n", 1)[0])
        with suppress(duckdb.Error):
            con.execute(f"DETACH DATABASE IF EXISTS {name}")
        return ""
    if len(rows) != 1 or rows[0][0] != FORM:
        con.execute(f"DETACH {name}")
        return ""
    return str(rows[0][1])


def fits(con: Connection, base: str) -> bool:
    """Return whether the tail that is attached belongs to a large file of this mark."""
    (beside,) = con.execute("SELECT beside FROM tail.main.made").fetchone() or ("",)
    return bool(beside == base)


def _bring_up(
    place: Place, folder: Path, *, is_whole: bool, is_anew: bool = False, least: int = 1
) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    with turn(folder.parent, "search", wait_s=0.0), _building(place, folder) as con:
        # The tail first: whoever comes between two files then has too much, never too little.
        tail = "" if is_anew else attach(con, "tail", folder / TAIL)
        base = "" if is_anew else attach(con, "base", folder / BASE)
        if tail and not fits(con, base):
            tail = ""
        parts = [name for name, mark in (("base", base), ("tail", tail)) if mark]
        _standing(con, parts)
        (loose,) = con.execute("SELECT count(*) FROM loose").fetchone() or (0,)
        held = dict(con.execute("SELECT part, count(*) FROM kept GROUP BY part").fetchall())
        (gone,) = con.execute("SELECT (SELECT count(*) FROM had) - (SELECT count(*) FROM kept)"
                              ).fetchone() or (0,)  # fmt: skip
        fresh = loose + held.get("tail", 0)
        everything = fresh + held.get("base", 0)
        merges = is_whole or fresh + gone > max(LEAST, SHARE * everything)
        if loose < least and not (is_whole and (fresh or gone or is_anew)):
            return bool(is_whole and is_anew)
        extensions.load(con, "fts")  # its stems; 50 ms that a look alone does not need
        if merges:
            made = _write(con, folder, BASE, parts, beside="")
            (folder / TAIL).unlink(missing_ok=True)
        else:
            made = _write(con, folder, TAIL, [name for name in parts if name == "tail"], base)
        log.info("search: %s texts, %s of them new, in %s", everything, loose, made)
    return True


def _standing(con: Connection, parts: list[str]) -> None:
    """Make tables of what the files have, what of it still stands, and what they lack."""
    had = " UNION ALL ".join(
        f"SELECT '{name}' AS part, doc, document_id, digest, page, length FROM {name}.main.docs"
        for name in parts
    )
    con.execute(f"CREATE TEMP TABLE had AS {had or NOTHING}")
    con.execute(f"CREATE TEMP TABLE stands AS {DOCUMENTS}")
    con.execute(
        "CREATE TEMP TABLE kept AS SELECT had.* FROM had "
        "SEMI JOIN stands USING (document_id, digest, page)"
    )
    con.execute(
        """
        CREATE TEMP TABLE loose AS
        SELECT (row_number() OVER (ORDER BY document_id, page) - 1)::INTEGER AS doc, *
        FROM (SELECT * FROM stands ANTI JOIN kept USING (document_id, digest, page))
        """
    )


def _write(con: Connection, folder: Path, name: str, parts: list[str], beside: str) -> str:
    """Write one file anew from what some parts keep and from what none of them has."""
    draft = folder / f".{name}.{os.getpid()}"
    fresh = _quoted(_spill(folder) / "fresh")
    try:
        con.execute(f"ATTACH {_quoted(draft)} AS draft (STORAGE_VERSION 'latest')")
        con.execute(f"ATTACH {fresh} AS fresh (STORAGE_VERSION 'latest')")
        tables(con, "fresh.main")
        index(con, "fresh.main", "loose")
        con.execute("INSERT INTO kept SELECT 'fresh' AS part, * FROM fresh.main.docs")
        parts = [*parts, "fresh"]
        con.execute(
            "CREATE TEMP TABLE numbered AS SELECT kept.* EXCLUDE (doc), doc AS was, "
            "(row_number() OVER (ORDER BY part, doc) - 1)::INTEGER AS doc "
            "FROM kept WHERE part IN (SELECT unnest($parts))",
            {"parts": parts},
        )
        con.execute(
            "CREATE TABLE draft.main.docs AS SELECT doc, document_id, digest, page, length "
            "FROM numbered ORDER BY doc"
        )
        terms = " UNION ".join(f"SELECT term FROM {part}.main.words" for part in parts)
        con.execute(
            "CREATE TABLE draft.main.words AS "
            f"SELECT row_number() OVER (ORDER BY term)::INTEGER AS id, term FROM ({terms}) "
            "ORDER BY term"
        )
        postings = " UNION ALL ".join(
            f"""
            SELECT words.id, numbered.doc, title, body
            FROM {part}.main.postings AS postings
            JOIN numbered ON part = '{part}' AND was = postings.doc
            JOIN {part}.main.words AS old ON old.id = postings.id
            JOIN draft.main.words AS words ON words.term = old.term
            """
            for part in parts
        )
        con.execute(f"CREATE TABLE draft.main.postings AS FROM ({postings}) ORDER BY id, doc")
        con.execute(
            "CREATE TABLE draft.main.made AS "
            "SELECT $form AS form, $mark AS mark, $beside AS beside",
            {"form": FORM, "mark": os.urandom(8).hex(), "beside": beside},
        )
        con.execute("CHECKPOINT draft")
        con.execute("DETACH draft")
        draft.chmod(0o444)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(folder / name)
    except duckdb.Error as exc:
        line = str(exc).split("\n", 1)[0]
        raise SearchError(f"{folder / name} cannot be made ({line}): make room there") from exc
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + ".wal").unlink(missing_ok=True)
    return name


@contextmanager
def _building(place: Place, folder: Path) -> Iterator[Connection]:
    """Hold a connection with the snapshot as its default, and room to spill."""
    spill = _spill(folder)
    for stale in folder.glob(".search*"):  # of a process that was killed: we have the turn
        shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
    spill.mkdir()
    try:
        with _texts(place) as con:
            con.execute(f"SET memory_limit = '{MEMORY}'")
            con.execute(f"SET temp_directory = {_quoted(spill)}")
            con.execute("SET preserve_insertion_order = false")
            con.execute("SET enable_progress_bar = false")
            con.execute("SET TimeZone = 'UTC'")
            yield con
    except duckdb.Error as exc:
        raise SearchError(f"the search index cannot be made ({exc})") from exc
    finally:
        shutil.rmtree(spill, ignore_errors=True)


@contextmanager
def _texts(place: Place) -> Iterator[Connection]:
    """Hold a database in memory whose default is what readers see, so that we can close it."""
    if isinstance(place, Lake):
        with lake_shell.session(place, read_only=True, is_kept=False) as con:
            yield con
        return
    with duckdb.connect(config=CONFIG) as con:
        con.execute(f"ATTACH {_quoted(place)} AS snapshot (READ_ONLY)")
        con.execute("USE snapshot")
        yield con


def _spill(folder: Path) -> Path:
    return folder / f".search.{os.getpid()}"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
