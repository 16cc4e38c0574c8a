"""What it costs to open the warehouse: in a DuckDB that stands, or with one started for it.

python -m bench.opening [--times 50]
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from warehouse import attached, store


def median_ms(times: int, step: Callable[[], None]) -> float:
    """Return how long a step takes, in milliseconds of processor time."""
    found = []
    for _ in range(times):
        began_s = time.process_time()
        step()
        found.append(time.process_time() - began_s)
    return statistics.median(found) * 1_000


def main() -> None:
    """Open an empty warehouse again and again, both ways in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "placewatch.duckdb"
        with store.open_warehouse(path):
            pass

        def started() -> None:
            duckdb.connect(path, config=store.CONFIG).close()

        def stands() -> None:
            attached.close(attached.open_file(path, read_only=False), path)

        median_ms(3, stands)
        one, other = median_ms(times, started), median_ms(times, stands)
        print(f"a DuckDB started for it: {one:.1f} ms of CPU")
        print(f"one that stands:         {other:.1f} ms")
        print(f"ratio:                   {one / other:.2f}")


if __name__ == "__main__":
    main()
