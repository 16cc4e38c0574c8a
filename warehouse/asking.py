"""A copy that is held open for many questions, and changed for a newer one between two."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self

import duckdb

from records import Lake, Place
from warehouse import queries
from warehouse.queries import Interrupted

AGAIN_S = 0.1

VIEWS = """
    SELECT view_name AS name, comment FROM duckdb_views()
    WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
    ORDER BY view_name
"""
COLUMNS = """
    SELECT known.column_name, data_type, coalesce(known.comment, kept.comment)
    FROM duckdb_columns() AS known
    LEFT JOIN store.view_comments AS kept
        ON kept.schema_name = known.schema_name AND kept.view_name = known.table_name
        AND kept.column_name = known.column_name
    WHERE known.schema_name = $schema AND lower(known.table_name) = lower($name)
        AND database_name = current_database()
    ORDER BY column_index
"""


class Asking:
    """Answers to one statement after another, each within its time."""

    def __init__(self, snapshot: Place, timeout_s: float = 0.0) -> None:
        self.snapshot = snapshot
        self.timeout_s = timeout_s  # 0: none
        self._stack = ExitStack()
        self._mark: tuple[int, ...] = ()
        self._is_late = False
        self._is_stopped = False

    def __enter__(self) -> Self:
        self.renew()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def renew(self) -> bool:
        """Open the copy that stands there now; return whether it took the place of another.

        Raises:
            QueryError: if there is none, and none is open, or it cannot be opened.
        """
        mark = self._mark  # where there is no copy any more, what is open stays open
        with suppress(OSError):
            mark = _mark(self.snapshot)
        if mark and mark == self._mark:
            return False
        # The old one is closed first: within a process, DuckDB gives out what is open under a
        # name, though another file stands there by now. Seen: 1.5.5.
        was_open = bool(self._mark)
        self._stack.close()
        self._mark = ()
        self._con = self._stack.enter_context(queries.opened(self.snapshot))
        self._mark = mark
        return was_open

    def ask(
        self, text: str, values: Mapping[str, object] | None = None
    ) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
        """Return the columns of an answer and its rows as they come.

        Raises:
            QueryError: with what the database says, also while rows are read.
            Interrupted: if it was stopped: by hand, or because its time was over.
        """
        self._is_late = self._is_stopped = False
        clock = _Clock(self.timeout_s, self._stop)
        try:
            columns, rows = self._told(text, values)
        except BaseException:
            clock.end()
            raise
        return columns, self._timed(rows, clock)

    def views(self) -> list[tuple[str, str]]:
        """Return the public views, each with what it holds."""
        rows = self._con.execute(VIEWS).fetchall()
        return [(str(name), str(comment or "")) for name, comment in rows]

    def columns(self, name: str) -> list[tuple[str, str, str]]:
        """Return the columns of a view or a table, each with its type and what it holds."""
        schema, dot, table = name.rpartition(".")
        asked = {"schema": schema if dot else "main", "name": table}
        return [
            (str(column), str(kind), str(comment or ""))
            for column, kind, comment in self._con.execute(COLUMNS, asked).fetchall()
        ]

    def _told(
        self, text: str, values: Mapping[str, object] | None
    ) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
        try:
            return queries.stream(self._con, text, values)
        except Interrupted as exc:
            raise self._reason(exc) from exc

    def _timed(
        self, rows: Iterator[tuple[object, ...]], clock: "_Clock"
    ) -> Iterator[tuple[object, ...]]:
        try:
            for row in rows:
                if self._is_stopped:
                    raise Interrupted("the statement was stopped")
                yield row
        except Interrupted as exc:
            raise self._reason(exc) from exc
        finally:
            clock.end()

    def stop(self) -> None:
        """Let a statement end, from another thread; again, if it had not begun yet."""
        self._is_stopped = True
        with suppress(duckdb.Error):  # between two copies there is none
            self._con.interrupt()

    def _halt(self) -> None:
        """End whatever the database still works on: a connection that works cannot be closed.

        The next statement ends what an interrupt only told to end. Seen: DuckDB 1.5.5.
        """
        self._con.interrupt()
        with suppress(duckdb.Error):
            self._con.execute("SELECT 1").fetchall()

    def _reason(self, exc: Interrupted) -> Interrupted:
        self._halt()
        if not self._is_late:
            return exc
        return Interrupted(
            f"the statement took more than {self.timeout_s:g} s and was stopped: ask for less, "
            "or give it more time (.timeout, --timeout)"
        )

    def _stop(self) -> None:
        self._is_late = True
        self._con.interrupt()


class _Clock:
    """Calls ``stop`` when the time is over, and again until the statement has ended.

    The database forgets a stop that comes before it has begun.
    """

    def __init__(self, timeout_s: float, stop: Callable[[], None]) -> None:
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(timeout_s, stop), daemon=True)
        if timeout_s:
            self._thread.start()

    def end(self) -> None:
        """From now on it stops nothing."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self, timeout_s: float, stop: Callable[[], None]) -> None:
        while not self._ended.wait(timeout_s):
            stop()
            timeout_s = AGAIN_S


def is_whole(text: str) -> bool:
    """Return whether a statement ends here: with a ';' outside quotes and comments."""
    end = ""  # of what we are inside of
    last = at = 0
    while at < len(text):
        if end:
            found = text.find(end, at)
            if found < 0:
                return False if end != "\n" else text[:last].rstrip().endswith(";")
            at = found + len(end)
            last = last if end in {"\n", "*/"} else at
            end = ""
            continue
        for begin, close in (("'", "'"), ('"', '"'), ("$$", "$$"), ("--", "\n"), ("/*", "*/")):
            if text.startswith(begin, at):
                end, at = close, at + len(begin)
                break
        else:
            last = at + 1 if not text[at].isspace() else last
            at += 1
    return not end and text[:last].rstrip().endswith(";")


def _mark(place: Place) -> tuple[int, ...]:
    if isinstance(place, Lake):
        return (1,)  # each statement sees it as it is then
    stat = os.stat(place)
    return stat.st_dev, stat.st_ino, stat.st_mtime_ns
