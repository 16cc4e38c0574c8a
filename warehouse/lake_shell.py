"""Databases in memory that lakes are attached to, with their extensions loaded once.

To load ducklake and postgres_scanner costs half a second of CPU, for their signatures are
checked; to attach a lake costs a tenth. So a process keeps what it has loaded.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake
from warehouse import extensions, lake_words
from warehouse.faults import WarehouseUnusable

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
ALIAS = "lake"  # of the warehouse, where our statements are
CONNECT_S = "10"  # guess: an address that does not answer
# What the database or Postgres says, and what helps.
REMEDIES = (
    (r"creating a new DuckLake is explicitly disabled", "run 'placewatch run' first"),
    (r"database \S+ does not exist", "make it with createdb, or mend PLACEWATCH_WAREHOUSE"),
    (r"role \S+ does not exist", "make the user with createuser, or mend its name"),
    (r"password|pg_hba", "see that user and password in PLACEWATCH_WAREHOUSE are right"),
    (r"invalid connection option", "mend that word in PLACEWATCH_WAREHOUSE"),
    (r"(?i)catalog version|ducklake version|newer", "update Placewatch"),
    (r"permission denied", "let its user make tables in schema public"),
    (r"(?i)too many|remaining connection slots", "raise max_connections of Postgres"),
)
_idle: dict[tuple[str, ...], list[Connection]] = {}
_gate = threading.Lock()


@contextmanager
def session(place: Lake, *, read_only: bool, is_kept: bool = True) -> Iterator[Connection]:
    """Hold a lake attached, its tables the ones that statements see.

    Args:
        place: The lake.
        read_only: True: nothing can be changed, and no lake is made where there is none.
        is_kept: False: the database is closed at the end; for those who change its settings.

    Raises:
        WarehouseUnusable: with what is wrong, and what to do.
    """
    is_remote = "://" in place.data
    needs = ("ducklake", "postgres_scanner", *(("httpfs",) if is_remote else ()))
    words = lake_words.parse(place.catalogue)
    with _shell(needs, is_kept) as con:
        password = _secret(con, "catalogue", words)
        if is_remote:
            _bucket(con, place)
        options = [f"DATA_PATH {quoted(folder(place))}"]
        options += ["READ_ONLY"] if read_only else []
        options += [f"META_SECRET {password}"] if password else []
        target = "ducklake:postgres:" + lake_words.write(_plain(words))
        _attach(con, place, f"ATTACH {quoted(target)} AS {ALIAS} ({', '.join(options)})")
        try:
            con.execute(f"USE {ALIAS}")
            yield con
        finally:
            with suppress(duckdb.Error):
                con.execute("ROLLBACK")
            with suppress(duckdb.Error):
                con.execute("USE memory")
            _detach(con, ALIAS, password)


@contextmanager
def postgres(place: Lake, name: str) -> Iterator[Connection]:
    """Hold the Postgres of a lake attached as ``pen``, for queries of its own.

    Args:
        place: The lake.
        name: What Postgres shows of us to others.

    Raises:
        WarehouseUnusable: with what is wrong, and what to do.
    """
    words = lake_words.parse(place.catalogue) | {"application_name": name[:63]}
    with _shell(("postgres_scanner",), True) as con:
        password = _secret(con, "catalogue", words)
        options = ["TYPE postgres", "READ_ONLY", *([f"SECRET {password}"] if password else [])]
        target = quoted(lake_words.write(_plain(words)))
        _attach(con, place, f"ATTACH {target} AS pen ({', '.join(options)})")
        try:
            yield con
        finally:
            with suppress(duckdb.Error):
                con.execute("ROLLBACK")
            _detach(con, "pen", password)


def folder(place: Lake) -> str:
    """Return where the Parquet files of a lake are, as its catalogue has it."""
    return place.data.rstrip("/") + "/"


@contextmanager
def _shell(needs: tuple[str, ...], is_kept: bool) -> Iterator[Connection]:
    """Hold a database in memory with some extensions; one that nobody else has."""
    with _gate:
        waiting = _idle.get(needs, [])
        base = waiting.pop() if waiting and is_kept else None
    if base is None:
        base = duckdb.connect(":memory:", config=CONFIG)
        for name in needs:
            extensions.load(base, name)
    con = base.cursor()  # its temporary tables end with it
    try:
        yield con
    except BaseException:
        con.close()
        base.close()
        raise
    con.close()
    left = base.execute("SELECT count(*) FROM duckdb_databases() WHERE NOT internal").fetchone()
    if is_kept and left == (1,):
        with _gate:
            _idle.setdefault(needs, []).append(base)
    else:
        base.close()


def _secret(con: Connection, name: str, words: dict[str, str]) -> str:
    """Keep the password where no list of databases shows it; return the secret's name."""
    if "password" not in words:
        return ""
    con.execute(
        f"CREATE OR REPLACE SECRET {name} (TYPE postgres, PASSWORD {quoted(words['password'])})"
    )
    return name


def _plain(words: dict[str, str]) -> dict[str, str]:
    return {"connect_timeout": CONNECT_S} | {k: v for k, v in words.items() if k != "password"}


def _bucket(con: Connection, place: Lake) -> None:
    """Tell how the object store of a lake is reached."""
    bucket = place.bucket
    if bucket is None:
        return
    options = [f"KEY_ID {quoted(bucket.key)}", f"SECRET {quoted(bucket.secret)}"]
    options += [f"REGION {quoted(bucket.region)}"]
    if bucket.endpoint:
        scheme, _, rest = bucket.endpoint.partition("://")
        options += [f"ENDPOINT {quoted(rest.rstrip('/'))}", "URL_STYLE 'path'"]
        options += [f"USE_SSL {'true' if scheme == 'https' else 'false'}"]
    con.execute(f"CREATE OR REPLACE SECRET bucket (TYPE s3, {', '.join(options)})")


def _attach(con: Connection, place: Lake, statement: str) -> None:
    """Attach; the error of the database is left behind, for it shows what it was given."""
    fault = ""
    try:
        con.execute(statement)
    except duckdb.Error as exc:
        fault = lake_words.scrub(str(exc).strip(), place.catalogue)
    if fault:
        raise _unusable(place, fault)


def _detach(con: Connection, alias: str, secret: str) -> None:
    with suppress(duckdb.Error):
        con.execute(f"DETACH {alias}")
    if secret:
        with suppress(duckdb.Error):
            con.execute(f"DROP SECRET {secret}")


def _unusable(place: Lake, fault: str) -> WarehouseUnusable:
    """Return what to say where a lake cannot be attached."""
    name = lake_words.shown(place.catalogue)
    # "… at "dbname=…": connection to server at "db", port 5432 failed: FATAL:  what it is"
    line = re.sub(r"\s+", " ", fault.rsplit('": ', 1)[-1].split("\n", 1)[0]).strip()
    found = re.search(r'existing data path in the catalog "([^"]*)"', fault)
    if found:
        return WarehouseUnusable(
            f"{name} keeps its Parquet files in {found[1]}, not in {folder(place)}: "
            f"set PLACEWATCH_LAKE_DATA={found[1].rstrip('/')}"
        )
    remedy = next(
        (what for sign, what in REMEDIES if re.search(sign, fault)),
        "see that Postgres runs there and lets this machine in",
    )
    if "explicitly disabled" in fault:
        line = "it holds no warehouse yet"
    return WarehouseUnusable(f"{name} cannot be opened ({line}): {remedy}")


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
