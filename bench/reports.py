"""Every PDF of a folder, read as in a poll: pages, words, headings, time and memory of each.

python -m bench.reports FOLDER
python -m bench.reports --hostile     PDFs made to break a reader
"""

import argparse
import asyncio
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extractors import tasks
from extractors.parsed import Pages, ParseError
from extractors.workers import Workers
from records import STANDARD, Bounds

MEGABYTE = 1024**2


class Row(NamedTuple):
    """What became of one PDF."""

    name: str
    pages: int
    words: int
    headings: int
    took_s: float
    peak_mb: int  # of the process that read it; 0: it was ended, or the system does not tell
    problem: str


def measured(body: bytes, bounds: Bounds) -> tuple[Pages, int]:
    """Return a report as a poll reads it, and the most memory that its process held, in bytes."""
    mine = Path("/proc/self")
    is_told = (mine / "clear_refs").exists()
    if is_told:
        (mine / "clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    found = tasks.read_report(body, bounds)
    lines = (mine / "status").read_text(encoding="ascii").splitlines() if is_told else []
    peak = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
    return found, peak * 1024


async def table(bodies: Iterable[tuple[str, bytes]]) -> list[Row]:
    """Return what becomes of PDFs, each given with its name."""
    from bench import reports as here  # as workers import it, not as the main module

    rows = []
    with Workers(count=1) as workers:
        await workers.read_report(b"", "")  # its start is no report's time
        for name, body in bodies:
            began_s = time.monotonic()
            found, peak = Pages(title="", pages=(), problem=None), 0
            try:
                found, peak = await workers.run("report", here.measured, body, STANDARD)
                problem = found.problem or ""
            except ParseError as exc:
                problem = f"{exc.word}: {exc.text}"
            took_s = time.monotonic() - began_s
            words = sum(len(page.split()) for page in found.pages)
            rows.append(
                Row(
                    name,
                    found.count,
                    words,
                    len(found.headings),
                    took_s,
                    peak // MEGABYTE,
                    problem,
                )
            )
    return rows


def hostile() -> Iterator[tuple[str, bytes]]:
    """Yield the PDFs of the hostile suite, made one by one."""
    from tests.hostile.pages import REPORTS

    for case in REPORTS:
        answer: bytes = case.serve("")  # type: ignore[operator]
        yield case.name, answer.partition(b"\r\n\r\n")[2]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="with PDFs, at any depth")
    parser.add_argument("--hostile", action="store_true", help="PDFs made to break a reader")
    asked = parser.parse_args()
    if not asked.folder and not asked.hostile:
        parser.error("a folder, or --hostile")
    bodies = [hostile()] if asked.hostile else []
    if asked.folder:
        bodies.append((at.name, at.read_bytes()) for at in sorted(asked.folder.rglob("*.pdf")))
    print(f"{'pages':>6} {'words':>8} {'headings':>8} {'seconds':>8} {'peak MB':>7}  report")
    total = 0
    for some in bodies:
        for row in asyncio.run(table(some)):
            figures = f"{row.pages:6,} {row.words:8,} {row.headings:8,} {row.took_s:8.2f}"
            print(f"{figures} {row.peak_mb:7}  {row.name}  {row.problem}".rstrip())
            total += 1
    most = STANDARD.worker_bytes // MEGABYTE
    print(
        f"{total} reports; a process may take {most:,} MB beyond its start and"
        f" {STANDARD.report_cpu_s} seconds of work"
    )


if __name__ == "__main__":
    main()
