"""How long a search takes beside a plain scan of the same texts, and what the index costs.

    .venv/bin/python -m bench.searching [--articles 100000] [--keep FOLDER]

Invented articles of some 700 words, one in fifty with a report of twenty pages. Each question
is asked in a process of its own, as `placewatch search` is: connecting, loading the extension
and cutting the extracts are in its time. The scan is the shortest that gives the same texts:
ILIKE over titles and texts, ten newest. CPU seconds stand beside the clock's: they are what
counts where other work shares the machine. Last, the words of one question are held against
the scan: texts that only one of the two finds.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb

from bench import hoard
from warehouse import search, search_index, store
from warehouse.search_ranking import Asked

QUESTIONS = (
    ("rare", "Gwynedd"),
    ("usual", "devolution"),
    ("common", "budget"),
    ("two words", "devolution procurement"),
    ("a phrase", '"local government"'),
)
ROUNDS = 3
SCAN = """
import sys, time, duckdb
began, cpu = time.perf_counter(), time.process_time()
con = duckdb.connect(sys.argv[1], read_only=True)
con.execute("SET enable_progress_bar = false")
asked = sys.argv[2]
words = [asked.strip('"')] if '"' in asked else asked.split()
words = [f"%{word}%" for word in words]
has = " AND ".join("(title ILIKE ? OR text ILIKE ?)" for _ in words)
con.execute(f'''
    SELECT title, url, published_at, text FROM (
        SELECT title, text, url, published_at FROM store.articles
        JOIN store.article_versions USING (article_id, digest)
        UNION ALL
        SELECT reports.title, pages.text, reports.url, published_at FROM store.report_pages AS pages
        JOIN store.reports AS reports USING (report_id)
        JOIN store.articles AS articles USING (article_id))
    WHERE {has} ORDER BY published_at DESC LIMIT 10''',
    [word for word in words for _ in "tt"]).fetchall()
print(time.perf_counter() - began, time.process_time() - cpu)
"""
SEARCH = """
import sys, time
began, cpu = time.perf_counter(), time.process_time()
from pathlib import Path
from warehouse import search
from warehouse.search_ranking import Asked
snapshot = Path(sys.argv[1])
search.search(snapshot, snapshot.parent, Asked(text=sys.argv[2]))
print(time.perf_counter() - began, time.process_time() - cpu)
"""


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where the warehouses are kept for the next run")
    parser.add_argument(
        "--has-index", action="store_true", help="the index of the last run will do"
    )
    asked = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        whole = hoard.stock(folder, asked.articles)
        snapshot = folder / f"h{asked.articles}" / "public" / "placewatch.duckdb"
        snapshot.parent.mkdir(parents=True, exist_ok=True)
        if not asked.has_index:
            for path in snapshot.parent.iterdir():
                path.unlink()
        if not snapshot.exists():
            shutil.copyfile(whole, snapshot)
        if not asked.has_index:
            _building(snapshot, folder)
        _asking(snapshot)
        _comparing(snapshot)


def _building(snapshot: Path, folder: Path) -> None:
    print("\n| index | s | CPU s | MB |\n|---|---|---|---|")
    public = snapshot.parent
    _timed("made from nothing", lambda: search_index.refresh(snapshot, public), public)
    fresh = folder / "fresh.duckdb"
    shutil.copyfile(snapshot, fresh)
    with store.open_warehouse(fresh) as con:
        (count,) = con.execute("SELECT count(*) FROM store.articles").fetchone() or (0,)
        hoard.fill(con, count, count + hoard.A_DAY)
    fresh.replace(snapshot)
    _timed("a day of 200 articles more", lambda: search_index.refresh(snapshot, public), public)
    _timed("nothing new", lambda: search_index.refresh(snapshot, public), public)
    _timed("the tail put into the base", lambda: search_index.rebuild(snapshot, public), public)


def _timed(what: str, work: Callable[[], object], public: Path) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    work()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    size = sum(path.stat().st_size for path in public.glob("search*"))
    print(f"| {what} | {took:.1f} | {used:.1f} | {size / 1e6:.1f} |", flush=True)


def _asking(snapshot: Path) -> None:
    size = snapshot.stat().st_size / 1e6
    print(f"\nSnapshot: {size:.0f} MB.\n")
    print("| question | search s | CPU s | scan s | CPU s | scan : search, CPU |")
    print("|---|---|---|---|---|---|")
    for name, text in QUESTIONS:
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(_run(SEARCH, snapshot, text))
            theirs.append(_run(SCAN, snapshot, text))
        (a, b), (c, d) = _middle(ours), _middle(theirs)
        print(
            f"| {name}: {text} | {a:.2f} | {b:.2f} | {c:.2f} | {d:.2f} | {d / b:.1f} |", flush=True
        )


def _run(code: str, snapshot: Path, text: str) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(snapshot), text],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    took, used = done.stdout.split()
    return float(took), float(used)


def _middle(rounds: list[tuple[float, float]]) -> tuple[float, float]:
    return median(took for took, _ in rounds), median(used for _, used in rounds)


def _comparing(snapshot: Path) -> None:
    """Print how many texts of one word both ways find, and how many only one does."""
    print("\n| word | both | only the search | only the scan |\n|---|---|---|---|")
    with duckdb.connect(snapshot, read_only=True) as con:
        texts = con.execute(
            "SELECT url, title || ' ' || text FROM store.articles "
            "JOIN store.article_versions USING (article_id, digest)"
        ).fetchall()
    for word in ("Gwynedd", "devolution", "procurement"):
        most = Asked(text=word, limit=10_000_000)
        found = search.search(snapshot, snapshot.parent, most).hits
        ours = {hit.url for hit in found if hit.kind == "article"}
        endings = re.compile(rf"\b{word[:-1]}\w*", re.IGNORECASE)
        scanned = {url for url, text in texts if endings.search(text)}
        both = len(ours & scanned)
        print(f"| {word} | {both} | {len(ours - scanned)} | {len(scanned - ours)} |", flush=True)


if __name__ == "__main__":
    main()
