"""Every PDF of a folder, read as in a poll: pages, words, headings and time of each."""

import argparse
import asyncio
import time
from pathlib import Path

from extractors.parsed import ParseError
from extractors.workers import Workers
from records import STANDARD


async def table(folder: Path) -> list[tuple[str, int, int, int, float, str]]:
    """Return a row for each PDF: name, pages, words, headings, seconds, and why it is not read."""
    rows = []
    with Workers(count=1) as workers:
        for path in sorted(folder.rglob("*.pdf")):
            began_s = time.monotonic()
            pages, words, headings, problem = 0, 0, 0, ""
            try:
                found = await workers.read_report(path.read_bytes(), path.name)
                pages, headings = found.count, len(found.headings)
                words = sum(len(page.split()) for page in found.pages)
                problem = found.problem or ""
            except ParseError as exc:
                problem = str(exc)
            took_s = time.monotonic() - began_s
            rows.append((path.name, pages, words, headings, took_s, problem))
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with PDFs, at any depth")
    rows = asyncio.run(table(parser.parse_args().folder))
    print(f"{'pages':>6} {'words':>8} {'headings':>8} {'seconds':>8}  report")
    for name, pages, words, headings, took_s, problem in rows:
        print(f"{pages:6,} {words:8,} {headings:8,} {took_s:8.2f}  {name}  {problem}".rstrip())
    most = STANDARD.worker_bytes // 1024**2
    print(f"{len(rows)} reports; a process may take {most:,} MB beyond its start")


if __name__ == "__main__":
    main()
