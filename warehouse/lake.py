"""A warehouse that several machines share: one writes at a time, readers never wait."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake
from warehouse import lake_pen, lake_shell, lake_words, migrate
from warehouse.faults import WarehouseUnusable

_pens: WeakKeyDictionary[Connection, lake_pen.Lock] = WeakKeyDictionary()


@contextmanager
def opened(
    place: Lake, *, wait_s: float, read_only: bool, floor_bytes: int
) -> Iterator[Connection]:
    """Hold a lake open, as ``store.open_warehouse`` does a file.

    Raises:
        WarehouseBusy: with the process and the machine that hold the pen.
        WarehouseUnusable: if the lake cannot be reached, is none, or keeps its files elsewhere.
        WarehouseBroken: if Postgres or the files failed while it was open.
    """
    with ExitStack() as stack:
        if not read_only:
            pen = stack.enter_context(lake_pen.pen(place, wait_s))
            if "://" not in place.data:
                Path(place.data).mkdir(parents=True, exist_ok=True)
        con = stack.enter_context(lake_shell.session(place, read_only=read_only))
        fault = ""
        try:
            con.execute("SET TimeZone = 'UTC'")
            con.execute("SET python_enable_replacements = false")
            if read_only:
                migrate.check(con, place)
            else:
                migrate.migrate(con, place)
                _pens[con] = pen
            yield con
        except (duckdb.FatalException, duckdb.InternalException, duckdb.IOException) as exc:
            fault = lake_words.scrub(str(exc).split("\n", 1)[0], place.catalogue)
        finally:
            _pens.pop(con, None)
        if fault:
            raise lake_pen.lost(place, fault)


def require_pen(con: Connection) -> None:
    """Do nothing if what was written may be kept: on a lake, if the pen is still ours.

    Raises:
        WarehouseBroken: if the connection that holds it is gone.
    """
    pen = _pens.get(con)
    if pen:
        pen.require()
