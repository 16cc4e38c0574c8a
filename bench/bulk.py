"""How many times longer our writes take than a bare insert of the same rows from Arrow.

    python -m bench.bulk                    20,000 articles, 5 rounds
    python -m bench.bulk --articles 2000

The articles are announced, stored and announced again: add_entries, add_articles, add_entries.
Beside it the rows that came of them go from Arrow tables (pyarrow; without it, from Parquet
files) into the same tables of another new warehouse, in one transaction each, with the same
CHECKPOINT at the end. Rounds of both alternate; medians of the CPU time are compared. pyarrow
is no need of Placewatch: install it into an environment of your own, or believe the Parquet
figure.
"""

import argparse
import importlib.util
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from records import Article, Entry, Link, identify
from tests.warehouse import make
from warehouse import articles, entries, feeds, store

LIMIT = 2.0
TABLES = {"entries": "entries", "articles": "articles", "article_versions": "articles"}
SOURCES = [make.source(f"publisher-{number}") for number in range(40)]
WORDS = 350  # a middling article; as in bench.polling
SUMMARY_WORDS = 30
LINKS = 10  # news pages have more words and about as many links for each of them


def announced_and_read(count: int) -> Iterator[tuple[Entry, Article]]:
    """Yield invented entries and their articles, whose texts compress about as prose does."""
    dice = random.Random(8)
    lexicon = ["".join(dice.choices("aeinorstlcdmu", k=dice.randint(2, 10))) for _ in range(5_000)]
    lexicon[99] = "it’s"  # as curly as texts of the web are
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]

    def words(many: int) -> str:
        return " ".join(dice.choices(lexicon, weights, k=many))

    for number in range(count):
        source = SOURCES[number % len(SOURCES)].source_id
        said = words(WORDS)
        common = {
            "title": words(9),
            "published_at": make.NOW - timedelta(seconds=dice.randrange(10_000_000)),
        }
        yield (
            make.entry(number, source, summary=words(SUMMARY_WORDS), mark=identify(said), **common),
            make.article(
                number,
                source,
                text=said,
                links=tuple(
                    Link(url=f"https://{source}.example/{dice.getrandbits(120):x}", text=words(4))
                    for _ in range(LINKS)
                ),
                **common,
            ),
        )


def ours(path: Path, announced: list[Entry], read: list[Article]) -> dict[str, float]:
    """Return how long each of our writes took into a new warehouse."""
    took = {}
    with store.open_warehouse(path) as con:
        feeds.sync(con, SOURCES, make.NOW)
        con.execute("CHECKPOINT")
        took["entries"] = timed(lambda: entries.add_entries(con, announced, make.NOW), con)
        took["articles"] = timed(lambda: articles.add_articles(con, read, make.NOW), con)
        before = path.stat().st_size
        later = make.later(hours=2)
        took["known again"] = timed(lambda: entries.add_entries(con, announced, later), con)
        took["grown"] = path.stat().st_size - before
    return took


def bare(
    path: Path, rows: dict[str, Any], insert: Callable[[Any, str, Any], None]
) -> dict[str, float]:
    """Return how long bare inserts of the same rows take into a new warehouse, by step."""
    took = dict.fromkeys(TABLES.values(), 0.0)
    with store.open_warehouse(path) as con:
        feeds.sync(con, SOURCES, make.NOW)
        con.execute("CHECKPOINT")
        for table, step in TABLES.items():
            took[step] += timed(lambda: insert(con, table, rows[table]), con)  # noqa: B023
    return took


def timed(work: Callable[[], object], con: Any) -> float:
    """Return the seconds of CPU of a piece of work and the CHECKPOINT after it.

    Of CPU, all cores together: on a machine that others use, the wall tells of them.
    """
    began = time.process_time()
    work()
    con.execute("CHECKPOINT")
    return time.process_time() - began


def from_arrow(con: Any, table: str, rows: Any) -> None:
    """Insert an Arrow table."""
    con.register("given", rows)
    con.execute(f"INSERT INTO store.{table} BY NAME FROM given")
    con.unregister("given")


def from_parquet(con: Any, table: str, rows: Path) -> None:
    """Insert a Parquet file."""
    con.execute(f"INSERT INTO store.{table} BY NAME FROM read_parquet('{rows}')")


def kept(path: Path, folder: Path, *, as_arrow: bool) -> dict[str, Any]:
    """Return the rows of a warehouse as bare inserts take them."""
    found: dict[str, Any] = {}
    with store.open_warehouse(path, read_only=True) as con:
        for table in TABLES:
            if as_arrow:
                found[table] = con.execute(f"FROM store.{table}").to_arrow_table()
            else:
                found[table] = folder / f"{table}.parquet"
                con.execute(f"COPY store.{table} TO '{found[table]}'")
    return found


def main() -> int:
    """Print what both ways take; return 1 if ours takes more than twice as long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    has_arrow = importlib.util.find_spec("pyarrow") is not None
    way, insert = ("Arrow", from_arrow) if has_arrow else ("Parquet", from_parquet)
    announced, read = map(list, zip(*announced_and_read(given.articles), strict=True))
    print(
        f"{given.articles:,} articles of {WORDS} words and {LINKS} links; bare: {way}; "
        f"{given.rounds} rounds"
    )
    all_ours, all_bare = [], []
    with tempfile.TemporaryDirectory(prefix="bulk-") as place:
        folder = Path(place)
        rows: dict[str, Any] = {}
        for turn in range(given.rounds):
            path = folder / f"ours-{turn}.duckdb"
            all_ours.append(ours(path, announced, read))
            rows = rows or kept(path, folder, as_arrow=way == "Arrow")
            path.unlink()
            all_bare.append(bare(folder / f"bare-{turn}.duckdb", rows, insert))
            (folder / f"bare-{turn}.duckdb").unlink()
    sums = []
    for step in ("entries", "articles", "both", "known again"):
        parts = ("entries", "articles") if step == "both" else (step,)
        mine = statistics.median(sum(one[part] for part in parts) for one in all_ours)
        line = f"{step:12} ours {mine:6.2f} s"
        if step != "known again":
            plain = statistics.median(sum(one[part] for part in parts) for one in all_bare)
            sums.append(mine / plain)
            line += f"   bare {plain:6.2f} s   {mine / plain:5.2f} times as long"
        print(line)
    print(f"announced again, the file grew by {max(one['grown'] for one in all_ours):,.0f} bytes")
    return int(sums[-1] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
