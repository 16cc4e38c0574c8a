"""What it costs to publish the copy for readers, by two ways, as the warehouse grows.

    .venv/bin/python -m bench.publishing [--keep FOLDER]

The pen is held for all of it. After each publishing 200 articles are stored, so that there is
something new. CPU seconds (with the child's, for a copy) stand beside the clock's.
"""

import argparse
import fcntl
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb

from bench import hoard
from warehouse import publish, store

SIZES = (1_000, 10_000, 50_000)
ROUNDS = 5
FICLONE = 0x40049409  # ioctl of Linux: the same blocks under another name
BOUND_S = 2.0


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path, help="where the warehouses are kept for the next run")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    asked = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| articles | MB | publish s | CPU s | unchanged s | COPY FROM DATABASE s | CPU s | MB |"
          " bare copy s | copy_file_range s | reflink |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for articles in asked.sizes:
            folder = asked.keep or Path(scratch)
            line = _measured(hoard.stock(folder, articles), articles, folder / "publishing")
            print(line, flush=True)


def _measured(whole: Path, articles: int, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    live, to = folder / "placewatch.duckdb", folder / "public" / "placewatch.duckdb"
    shutil.copyfile(whole, live)
    took, used, unchanged = [], [], []
    for number in range(ROUNDS):
        first = articles + number * hoard.A_DAY
        with store.open_warehouse(live) as con:
            hoard.fill(con, first, first + hoard.A_DAY)
            clock, cpu = _cost(lambda con=con: publish.publish(con, to))  # type: ignore[misc]
            took.append(clock)
            used.append(cpu)
            unchanged.append(_cost(lambda con=con: publish.publish(con, to))[0])  # type: ignore[misc]
    size = live.stat().st_size / 1e6
    logical = folder / "logical.duckdb"
    database = _cost(lambda: _copy_database(live, logical))
    bare = _cost(lambda: shutil.copyfile(live, folder / "bare"))[0]
    ranged = _cost(lambda: _copy_range(live, folder / "ranged"))[0]
    line = (
        f"| {articles:,} | {size:.0f} | {median(took):.2f} | {median(used):.2f} | "
        f"{median(unchanged):.3f} | {database[0]:.1f} | {database[1]:.1f} | "
        f"{logical.stat().st_size / 1e6:.0f} | {bare:.2f} | {ranged:.2f} | "
        f"{_reflink(live, folder / 'linked')} |"
    )
    shutil.rmtree(folder)
    return line


def _cost(work: Callable[[], object]) -> tuple[float, float]:
    """Return seconds of the clock and of the processor, the children's included."""
    began, cpu = time.perf_counter(), _cpu()
    work()
    return time.perf_counter() - began, _cpu() - cpu


def _cpu() -> float:
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found)


def _copy_database(source: Path, target: Path) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{source}' AS source (READ_ONLY)")
        con.execute(f"ATTACH '{target}' AS target (STORAGE_VERSION 'latest')")
        con.execute("COPY FROM DATABASE source TO target")
        con.execute("CHECKPOINT target")


def _copy_range(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as write:
        left = source.stat().st_size
        while left > 0:
            left -= os.copy_file_range(read.fileno(), write.fileno(), left)
        os.fsync(write.fileno())


def _reflink(source: Path, target: Path) -> str:
    with source.open("rb") as read, target.open("wb") as write:
        try:
            fcntl.ioctl(write.fileno(), FICLONE, read.fileno())
        except OSError as exc:
            return f"no: {exc.strerror}"
    return "yes"


if __name__ == "__main__":
    main()
