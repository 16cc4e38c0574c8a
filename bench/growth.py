"""How the warehouse grows: re-polls that bring nothing, then days of a simulated year.

    python -m bench.growth                               100 re-polls, then 30 days: some minutes
    python -m bench.growth --repolls 1000 --days 365     the whole: a quarter to a whole hour

300 sources are polled every 30 minutes and publish 200 articles a day of 900 invented words, each
judged; every fourth is on a theme, with its hits, its voices, an initiative and now and then an
alert that is sent. All of it goes through the functions that the flows use, each poll opens the
file and closes it. What does not grow the file in the first part (polls with nothing new) is done
--polls times a day in the second, not 48 times; its runs are all written. At the end the file is
written anew: what that wins is what updates have bloated it by.
"""

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from records import Entry, Host, Problem
from tests.warehouse import make
from warehouse import (
    articles,
    compact,
    feeds,
    hits,
    hosts,
    initiatives,
    outbox,
    outbox_next,
    polls,
    problems,
    runs,
    store,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES, ARTICLES, WORDS, ENTRIES = 300, 200, 900, 10
POLLS_A_DAY = 48
BLOCK_BYTES = 262_144  # by which a file grows
RUN_BYTES = 1_000  # that a poll stores of itself: its row in runs, with its key; guess
# The verdict: so much more in the last quarter of the days than in the first, an article.
LINEAR_WITHIN = 1.25
BLOATED_BY = 2.0  # a checkpoint writes rows anew before the blocks of the old ones are free
FLOWS = ("poll", "classify", "notify")
NAMES = [f"s{number}" for number in range(SOURCES)]
VOCABULARY = [
    "".join(random.Random(word).choices("abcdefghilmnoprstuw", k=3 + word % 9))
    for word in range(6_000)
]


def poll(path: Path, now: datetime, number: int, *, is_full: bool = False) -> None:
    """Poll every source; nothing is new: 304 or, once a day, the same entries in full."""
    with store.open_warehouse(path) as con:
        run_id = runs.start(con, "poll", now)
        if is_full:
            learnt = [Host(host=f"{name}.example", robots="", robots_at=now) for name in NAMES]
            hosts.save(con, learnt)
        found = [
            make.poll(
                name,
                next_poll_at=None,
                jitter=0.5,
                has_body=is_full,
                etag=f'"{number}"' if is_full else None,
                entries=tuple(known(name)) if is_full else None,
                status="timed out" if (index + number) % 100 == 0 else "fine",
                kind="temporary" if (index + number) % 100 == 0 else None,
                failures=1.0 if (index + number) % 100 == 0 else 0.0,
            )
            for index, name in enumerate(NAMES)
        ]
        polls.polled(con, found, now)
        failing = [one.feed_id for one in found if one.kind]
        problems.add(
            con,
            [
                Problem(about=one, kind="fetch", text="timed out", happened_at=now)
                for one in failing
            ],
        )
        runs.finish(con, run_id, {"feeds": len(NAMES), "failed": len(failing)}, now)


def known(name: str) -> list[Entry]:
    """Return the entries with which a source began."""
    return [make.entry(number, name) for number in range(ENTRIES)]


def begin(path: Path) -> None:
    """Make a warehouse that watches all sources, past their first reading."""
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source(name) for name in NAMES], START)
        polls.polled(con, [make.poll(name, *known(name)) for name in NAMES], START)
        themes = {"place-budgets": ("Place budgets", "why"), "outsourcing": ("Out", "why")}
        hits.add_ruleset(con, make.RULESET, themes, START)


def day(path: Path, number: int, times: int) -> None:
    """Live one day."""
    begun = START + timedelta(days=number + 1)
    drawn = random.Random(number)
    numbers = range(number * ARTICLES, (number + 1) * ARTICLES)
    for turn in range(times):
        now = begun + timedelta(hours=24 * turn / times)
        poll(path, now, number * times + turn, is_full=turn == 0)
        write(path, [one for one in numbers if one % times == turn], now, drawn)
    rows = [
        {
            "run_id": f"{number}-{turn}-{flow}",
            "flow": flow,
            "started_at": begun + timedelta(minutes=30 * turn),
            "ended_at": begun + timedelta(minutes=30 * turn + 1),
        }
        for turn in range(POLLS_A_DAY)
        for flow in (FLOWS if turn >= times else FLOWS[1:])
    ]
    with store.open_warehouse(path) as con, store.transaction(con):
        store.insert(con, "runs", [row | {"counts": "{}"} for row in rows])


def write(path: Path, numbers: Sequence[int], now: datetime, drawn: random.Random) -> None:
    """Store articles with their entries, judge them, tell of some."""
    given = [(NAMES[one % len(NAMES)], 1_000 + one) for one in numbers]
    texts = {one: " ".join(drawn.choices(VOCABULARY, k=WORDS)) for _, one in given}
    read = [make.article(one, name, text=texts[one], published_at=now) for name, one in given]
    announced: dict[str, list[Entry]] = {}
    for name, one in given:
        summary = texts[one][:300]
        entry = make.entry(one, name, summary=summary, published_at=now)
        announced.setdefault(name, []).append(entry)
    with store.open_warehouse(path) as con:
        polls.polled(con, [make.poll(name, *new) for name, new in announced.items()], now)
    with store.open_warehouse(path) as con:
        articles.add_articles(con, read, now)
    with store.open_warehouse(path) as con, store.transaction(con):
        digests = {one.article_id: one.digest for one in read}
        hits.add_verdicts(
            con,
            [
                make.verdict(one.article_id, is_relevant=place % 4 == 0, **_none(place))
                for place, one in enumerate(read)
            ],
            now,
            digests=digests,
        )
        on_theme = read[::4]
        hits.add_voices(con, [make.voice(one.article_id) for one in on_theme], now)
        named = [make.mention(f"Scheme {number % 900}", one.article_id)
                 for number, one in zip(numbers[::4], on_theme, strict=True)]  # fmt: skip
        initiatives.record(con, named, now)
        rung = [
            make.alert(f"{one.article_id}/new", created_at=now, blocks=texts[1_000 + n][:1_500])
            for n, one in zip(numbers[::4], on_theme, strict=True)
            if n % 40 == 0
        ]
        outbox.enqueue(con, rung, now)
    with store.open_warehouse(path) as con:
        for alert in rung:
            outbox_next.take(con, now, 1)
            outbox.sent(con, alert.alert_id, None, now)


def _none(place: int) -> dict[str, object]:
    """Return what a verdict lacks that found nothing."""
    return {} if place % 4 == 0 else {"hits": (), "scores": ()}


def repolls(path: Path, times: int) -> bool:
    """Poll again and again with nothing new; return whether the file stands still."""
    sizes, began_s = [], time.monotonic()
    for number in range(times):
        poll(path, START + timedelta(minutes=30 * number + 1), number, is_full=number % 48 == 0)
        sizes.append(path.stat().st_size)
        if number == 0 or (number + 1) % max(times // 4, 1) == 0:
            took_s = time.monotonic() - began_s
            print(f"{number + 1:>8,} re-polls {sizes[-1]:>14,} bytes {took_s:>7.0f} s", flush=True)
    half = len(sizes) // 2
    most, late = max(sizes[:half]), max(sizes[half:])
    stored = RUN_BYTES * (len(sizes) - half)
    print(f"largest in the first half: {most:,} bytes, in the second: {late:,}")
    return late <= most + max(stored, BLOCK_BYTES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables and the verdict; return 1 if the file bloats."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--sources", type=int, default=SOURCES)
    parser.add_argument("--polls", type=int, default=1, help="that are really made, a day")
    parser.add_argument("--repolls", type=int, default=100)
    asked = parser.parse_args(arguments)
    del NAMES[asked.sources :]
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        still, grown = Path(folder) / "still.duckdb", Path(folder) / "grown.duckdb"
        if asked.repolls:
            begin(still)
            if not repolls(still, asked.repolls):
                faults.append("re-polling grows the file")
        if asked.days:
            begin(grown)
            faults += live(grown, asked.days, asked.polls)
    print("; ".join(faults) or "the file grows with what is stored, and with nothing else")
    return int(bool(faults))


def held(path: Path) -> int:
    """Return the bytes of the blocks that hold something."""
    with store.open_warehouse(path, read_only=True) as con:
        room = compact.room(con)
    return room.size - room.free


def live(path: Path, days: int, times: int) -> list[str]:
    """Live so many days; return what is wrong with how the file grew."""
    sizes, began_s = [held(path)], time.monotonic()
    step = 30 if days >= 120 else max(days // 4, 1)
    print(f"{'days':>8}{'articles':>12}{'file':>16}{'held':>16}{'an article':>14}{'seconds':>10}")
    for number in range(days):
        day(path, number, times)
        if (number + 1) % step == 0:
            sizes.append(held(path))
            each = (sizes[-1] - sizes[-2]) / (step * ARTICLES)
            print(f"{number + 1:>8,}{(number + 1) * ARTICLES:>12,}"
                  f"{path.stat().st_size:>16,}{sizes[-1]:>16,}{each:>14,.0f}"
                  f"{time.monotonic() - began_s:>10.0f}", flush=True)  # fmt: skip
    before = path.stat().st_size
    compact.compact(path)
    after = path.stat().st_size
    print(f"written anew: {before:,} bytes became {after:,}")
    gains = [after - before for before, after in itertools.pairwise(sizes)]
    quarter = max(len(gains) // 4, 1)
    first, last = sum(gains[:quarter]), sum(gains[-quarter:])
    faults = []
    if len(gains) > 1 and last > LINEAR_WITHIN * first:
        faults.append(f"it grows faster and faster: {first:,} bytes first, {last:,} last")
    if before > BLOATED_BY * after:
        faults.append(f"updates bloat it to {before / after:.2f} times of what it holds")
    return faults


if __name__ == "__main__":
    sys.exit(main())
