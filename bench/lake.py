"""A lake under load: processes that write what flows write, processes that read, all at once.

    python -m bench.lake                  three writers, ten readers, one minute
    python -m bench.lake --seconds 600    ten minutes
    python -m bench.lake --cost           only what one step costs, in seconds of CPU

A Postgres of its own on loopback, files in a temporary folder. Each writer is a poll and a
classification again and again: new entries, their articles, verdicts, alerts, a run. Each
reader opens the lake, asks named queries and closes it. Ends with 1 if a reader met an error,
a writer waited longer than its bound, or what was written is not what stands there.
"""

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from records import Lake
from tests.warehouse import make
from tests.warehouse.postgres import Lakes, Postgres
from warehouse import (
    articles,
    feeds,
    hits,
    lake_tidy,
    outbox,
    problems,
    queries,
    runs,
    store,
)

BOUND_S = 30.0  # as store.open_warehouse waits
PAUSE_S = 2.0  # of a reader between two questions; guess: ten people at it all day
BATCH = 25  # entries of one poll; guess: a busy half hour
ASKED = ("new-initiatives", "sources-health", "themes-by-week", "problems-open", "orphans")


@dataclass(slots=True)
class Told:
    """What a process has to tell at its end."""

    name: str
    waits_s: list[float] = field(default_factory=list)  # until the lake was open
    took_s: list[float] = field(default_factory=list)  # open, used and closed
    rows: int = 0  # articles written, or questions answered
    errors: list[str] = field(default_factory=list)


def write(number: int, lake: Lake, ends_at: float, told: Any) -> None:
    """Poll and classify until the end, as flows do: the lake is opened for each step."""
    mine = Told(name=f"writer {number}")
    source, count = f"source{number}", 0
    step(mine, lake, lambda con: feeds.sync(con, [make.source(f"source{n}") for n in range(3)],
                                            now()))  # fmt: skip
    step(mine, lake, lambda con: feeds.polled(con, [make.poll(source)], now()))
    while time.time() < ends_at:
        batch = range(count, count + BATCH)
        polled = make.poll(source, *(make.entry(n, source) for n in batch))
        step(mine, lake, partial(announced, polled=polled))
        read = [make.article(n, source) for n in batch]
        if step(mine, lake, partial(stored, read=read)):
            mine.rows += BATCH
            step(mine, lake, partial(classified, read=read))
        count += BATCH
    told.put(mine)


def announced(con: duckdb.DuckDBPyConnection, polled: Any) -> object:
    """Write what a poll of a feed writes."""
    return feeds.polled(con, [polled], now())


def stored(con: duckdb.DuckDBPyConnection, read: list[Any]) -> object:
    """Write what reading pages writes."""
    return articles.add_articles(con, read, now())


def classified(con: duckdb.DuckDBPyConnection, read: list[Any]) -> bool:
    """Write what classifying a batch writes, in one step."""
    run = runs.start(con, "classify", now())
    with store.transaction(con):
        found = [make.verdict(one.article_id) for one in read]
        hits.add_verdicts(con, found, now(), digests={one.article_id: one.digest for one in read})
        outbox.enqueue(con, [make.alert(f"{read[0].article_id}/new")], now())
        problems.add(con, [make.problem(about=read[0].source_id)])
    runs.finish(con, run, {"articles": len(read)}, now())
    return True


def step(mine: Told, lake: Lake, work: Callable[[duckdb.DuckDBPyConnection], object]) -> bool:
    """Do one thing with the lake open; note how long it had to be waited for."""
    began_s = time.monotonic()
    try:
        with store.open_warehouse(lake, wait_s=BOUND_S) as con:
            mine.waits_s.append(time.monotonic() - began_s)
            work(con)
    except (store.WarehouseBusy, store.WarehouseBroken, duckdb.Error) as exc:
        mine.errors.append(f"{type(exc).__name__}: {exc}")
        return False
    mine.took_s.append(time.monotonic() - began_s)
    return True


def read(number: int, lake: Lake, ends_at: float, told: Any) -> None:
    """Ask named queries until the end, each time as a command of its own would."""
    mine = Told(name=f"reader {number}")
    while time.time() < ends_at:
        name = ASKED[(number + mine.rows) % len(ASKED)]
        began_s = time.monotonic()
        try:
            queries.run(lake, name)
            mine.rows += 1
        except (queries.QueryError, store.WarehouseUnusable, duckdb.Error) as exc:
            mine.errors.append(f"{name}: {type(exc).__name__}: {exc}")
        mine.took_s.append(time.monotonic() - began_s)
        time.sleep(PAUSE_S)
    told.put(mine)


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def shown(what: str, found: list[Told]) -> None:
    """Print a line on some processes."""
    took = sorted(s for one in found for s in one.took_s) or [0.0]
    waits = [s for one in found for s in one.waits_s]
    line = f"{what}: {len(found)} processes, {sum(one.rows for one in found):,} done, "
    line += f"{len(took):,} times open, median {statistics.median(took):.2f} s, "
    line += f"19 of 20 within {took[int(len(took) * 0.95)]:.2f} s, longest {took[-1]:.2f} s"
    if waits:
        line += f"; longest wait for the pen {max(waits):.2f} s (bound {BOUND_S:g} s)"
    print(line)
    for one in found:
        for error in one.errors[:3]:
            print(f"  {one.name}: {error}")
    print(f"  errors: {sum(len(one.errors) for one in found)}")


def main() -> int:
    """Run; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--writers", type=int, default=3)
    asked.add_argument("--readers", type=int, default=10)
    asked.add_argument("--cost", action="store_true")
    given = asked.parse_args()
    server = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return tried(given, Lakes(server, Path(folder)).new())
    finally:
        server.end()


def cost(lake: Lake) -> None:
    """Print what single steps cost this process, whatever else the machine does."""
    batch = range(BATCH)
    read = [make.article(n, "source0") for n in batch]
    polled = make.poll("source0", *(make.entry(n, "source0") for n in batch))
    steps: tuple[tuple[str, Callable[[duckdb.DuckDBPyConnection], object]], ...] = (
        ("make a lake", lambda _: None),
        ("open and close", lambda _: None),
        ("sync a source", lambda con: feeds.sync(con, [make.source("source0")], now())),
        ("first poll", lambda con: feeds.polled(con, [make.poll("source0")], now())),
        (f"save {BATCH} entries", lambda con: feeds.polled(con, [polled], now())),
        (f"save {BATCH} articles", lambda con: articles.add_articles(con, read, now())),
        ("save what they mean", lambda con: classified(con, read)),
    )
    for what, work in steps:
        began_s = time.process_time()
        with store.open_warehouse(lake) as con:
            work(con)
        print(f"{what}: {time.process_time() - began_s:.2f} s of CPU", flush=True)
    for name in ASKED:
        began_s = time.process_time()
        queries.run(lake, name)
        print(f"ask {name}: {time.process_time() - began_s:.2f} s of CPU", flush=True)


def tried(given: argparse.Namespace, lake: Lake) -> int:
    """Let all of them at one lake; return the exit code."""
    if given.cost:
        cost(lake)
        return 0
    with store.open_warehouse(lake):
        pass
    forked = multiprocessing.get_context("spawn")
    told = forked.Queue()
    ends_at = time.time() + given.seconds
    work = [(write, n) for n in range(given.writers)] + [(read, n) for n in range(given.readers)]
    all_of_them = [forked.Process(target=do, args=(n, lake, ends_at, told)) for do, n in work]
    for one in all_of_them:
        one.start()
    found = [told.get(timeout=given.seconds + 300) for _ in all_of_them]
    for one in all_of_them:
        one.join()
    writers = [one for one in found if one.name.startswith("writer")]
    readers = [one for one in found if one.name.startswith("reader")]
    shown("writers", writers)
    shown("readers", readers)
    with store.open_warehouse(lake) as con:
        (row,) = store.read(
            con,
            "SELECT count(*) AS rows, count(DISTINCT article_id) AS ids, "
            "(SELECT count(*) - count(DISTINCT verdict_id) FROM store.verdicts) AS twice "
            "FROM store.articles",
        )
        orphans = len(queries.ask(con, "orphans").rows)
        began_s = time.monotonic()
        tidied = lake_tidy.tidy(con, now(), most_s=600)
        took_s = time.monotonic() - began_s
    written = sum(one.rows for one in writers)
    print(f"written {written:,}, found {row['rows']:,}, of one id {row['rows'] - row['ids']}, "
          f"numbers given twice {row['twice']}, orphans {orphans}")  # fmt: skip
    print(f"tidied in {took_s:.1f} s: {tidied}")
    is_fine = not any(one.errors for one in found)
    is_fine &= row["rows"] == row["ids"] == written and not row["twice"] and not orphans
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
