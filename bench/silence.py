"""How often a healthy source is called silent, and how late a dead one is noticed.

    .venv/bin/python -m bench.silence

Invented publishers of known rhythms live through three years in a real warehouse, rested at
weekends, halved in August, shut at Christmas; parliament also in recess. Of the last two
years, day by day, main.sources is asked. Then all of them die on one day.
"""

import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from duckdb import DuckDBPyConnection as Connection

from records import Source, identify
from warehouse import feeds, store

BEGIN = datetime(2023, 1, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
YEARS, JUDGED = 3, 2
LIVES = YEARS * 365
AFTER = 250  # days that the dead are watched
EACH = 12  # publishers of each kind and rhythm
GAPS = (1, 3, 7, 14, 30, 60)  # days between two entries, on average
KINDS = ("steady", "in bursts", "regular", "parliament")
STEP = 5  # every fifth day is asked: silences last longer


def main() -> None:
    """Print a line for each kind of publisher and rhythm."""
    rng = random.Random(47)
    with (
        tempfile.TemporaryDirectory() as folder,
        store.open_warehouse(Path(folder) / "bench.duckdb") as con,
    ):
        names = _publish(con, rng)
        alarms, noticed = _watch(con)
    print("| publisher | an entry every | false alarms a year | a dead one is noticed after |")
    print("|---|---|---|---|")
    for kind in KINDS:
        for gap in GAPS:
            ids = names[kind, gap]
            rate = sum(alarms[name] for name in ids) / len(ids) / JUDGED
            known = [noticed[name] for name in ids if name in noticed]
            late = f"{median(known):.0f} days" if len(known) > len(ids) / 2 else "later"
            every = "day" if gap == 1 else f"{gap} days"
            print(f"| {kind} | {every} | {rate:.2f} | {late} |")
    mixed = sum(alarms.values()) / sum(map(len, names.values())) / JUDGED
    print(f"\nAll together: {mixed:.3f} false alarms a source and year.")


def _publish(con: Connection, rng: random.Random) -> dict[tuple[str, int], list[str]]:
    """Store all lives at once: an entry is seen by the view only after its day has come."""
    names: dict[tuple[str, int], list[str]] = defaultdict(list)
    sources, rows = [], []
    for kind in KINDS:
        for gap in GAPS:
            for number in range(EACH):
                name = f"{kind}-{gap}-{number}".replace(" ", "-")
                names[kind, gap].append(name)
                url = f"https://{name}.example/feed"
                sources.append(_source(name, kind, url))
                for place, day in enumerate(_life(rng, kind, gap)):
                    rows.append((name, identify(name, url), place, BEGIN + day * DAY))
    feeds.sync(con, sources, BEGIN)
    con.execute(
        "CREATE TEMP TABLE lives (source_id TEXT, feed_id TEXT, place INT, lived_at TIMESTAMPTZ)"
    )
    con.execute(
        "INSERT INTO lives BY NAME SELECT unnest(from_json_strict($rows, $types), max_depth := 2)",
        store.given(
            (
                {"source_id": name, "feed_id": feed, "place": place, "lived_at": at}
                for name, feed, place, at in rows
            )
        ),
    )
    con.execute("UPDATE store.feeds SET baseline_at = $begin", {"begin": BEGIN})
    return names


def _watch(con: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """Return silences by source while all live, and days to the notice once all are dead."""
    alarms: dict[str, int] = defaultdict(int)
    noticed: dict[str, int] = {}
    quiet: set[str] = set()
    last = BEGIN
    for day in range(0, LIVES + AFTER, STEP):
        now = BEGIN + day * DAY
        con.execute(
            """
            INSERT INTO store.entries BY NAME
            SELECT source_id || '/' || place AS entry_id, feed_id, source_id, '' AS url,
                   '' AS title, '' AS summary, lived_at AS published_at, lived_at AS first_seen_at,
                   false AS is_baseline,
                   'kept' AS state, 0 AS tries, '' AS mark, lived_at AS marked_at
            FROM lives WHERE lived_at > $last AND lived_at <= $now
            """,
            {"last": last, "now": now},
        )
        last = now
        if day < (YEARS - JUDGED) * 365:
            continue
        con.execute("UPDATE store.feeds SET last_polled_at = $now", {"now": now})
        found = set(
            store.words(con, "SELECT source_id FROM main.sources WHERE state IN ('silent', 'old')")
        )
        if day < LIVES:
            for name in found - quiet:
                alarms[name] += 1
        else:
            for name in found - quiet:
                noticed.setdefault(name, day - LIVES)
        quiet = found
    return alarms, noticed


def _life(rng: random.Random, kind: str, gap: int) -> Iterator[int]:
    """Yield the days on which a publisher of one kind and rhythm publishes."""
    if kind == "regular":  # a newsletter: a fifth early or late, none at Christmas
        at = rng.uniform(0, gap)
        while at < LIVES:
            if _is_open(BEGIN + int(at) * DAY, kind) > 0:
                yield int(at)
            at += max(1.0, rng.gauss(gap, gap * 0.2))
        return
    is_busy = True
    for day in range(LIVES):
        rate = _is_open(BEGIN + day * DAY, kind) / gap / 0.62  # mean of _is_open over a year
        if kind == "in bursts":  # busy and idle fortnights, ten to one
            is_busy = rng.random() < 0.45 if day % 14 == 0 else is_busy
            rate *= 2.0 if is_busy else 0.2
        if rng.random() < 1 - math.exp(-rate):
            yield day


def _is_open(day: datetime, kind: str) -> float:
    """Return how much is published on a day, 1 being a working day."""
    date = (day.month, day.day)
    if date >= (12, 21) or date <= (1, 4):
        return 0.0
    if kind == "parliament" and (
        (7, 23) <= date <= (8, 31) or (9, 16) <= date <= (10, 12) or (3, 29) <= date <= (4, 13)
    ):
        return 0.0
    if kind != "regular" and day.weekday() >= 5:
        return 0.05
    return 0.4 if day.month == 8 else 1.0


def _source(name: str, kind: str, url: str) -> Source:
    return Source(
        source_id=name,
        name=name,
        kind="parliament" if kind == "parliament" else "think_tank",
        nation="uk",
        homepage=url,
        feed=url,
        feed_kind="feed",
        is_on=True,
        expect_per_month=None,
        links=None,
        why="invented",
    )


if __name__ == "__main__":
    main()
