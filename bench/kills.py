"""What SIGKILL costs: a writer is killed at random moments, and the warehouse looked through.

    python -m bench.kills                  200 kills
    python -m bench.kills --kills 20 --seed 3

The writer does what the flows do, with their functions, each step as they do it in an opening
of its own: a feed announces, pages and reports are stored, documents judged, initiatives and
alerts written down, an alert delivered, a reaction read, the copy for readers made. After each
step it notes in a file that the step was committed. After each kill another process opens the
warehouse and asks whether everything noted is there, whole, and whether orphans are.
"""

import argparse
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.warehouse import make
from warehouse import (
    articles,
    feeds,
    hits,
    hosts,
    initiatives,
    outbox,
    publish,
    queries,
    reactions,
    reports,
    runs,
    store,
)

EACH = 3  # articles of one batch


def text(number: int) -> str:
    """Return the text of an article, always the same."""
    dice = random.Random(number)
    return " ".join(f"{dice.getrandbits(30):x}" for _ in range(1_500))


def batch(number: int) -> range:
    """Return the numbers of the articles of a batch."""
    return range(number * EACH, number * EACH + EACH)


def announce(con: store.Pen, number: int) -> None:
    """Store what a feed announces."""
    run = runs.start(con, "poll", make.NOW)
    new = [make.entry(one, title=f"Title {one}") for one in batch(number)]
    feeds.polled(con, [make.poll("lga", *new, etag=str(number))], make.NOW)
    hosts.forget(con, make.NOW - timedelta(days=60))
    runs.finish(con, run, {"entries": EACH}, make.NOW)


def read(con: store.Pen, number: int) -> None:
    """Store pages and a report."""
    articles.add_articles(con, [make.article(n, text=text(n)) for n in batch(number)], make.NOW)
    first = number * EACH
    report = make.report(first, f"lga-a{first}", pages=(text(first), text(first + 1)))
    reports.add_reports(con, [report], make.NOW)


def judge(con: store.Pen, number: int) -> None:
    """Store verdicts, mentions, voices and deadlines, and queue an alert."""
    first = f"lga-a{number * EACH}"
    judged = [make.verdict(f"lga-a{n}") for n in batch(number)]
    mention = make.mention(f"Scheme {number}", first)
    alert = make.alert(f"{number}/new")
    about = outbox.About("new", mention.initiative_id, first)
    digests = {f"lga-a{n}": make.article(n, text=text(n)).digest for n in batch(number)}
    with store.transaction(con):
        hits.add_verdicts(con, judged, make.NOW, digests=digests)
        initiatives.record(con, [mention], make.NOW)
        hits.add_voices(con, [make.voice(f"lga-a{n}") for n in batch(number)], make.NOW)
        hits.add_deadlines(con, [make.deadline(first)], make.NOW)
        outbox.enqueue(con, [alert], make.NOW, about={alert.key: about})


class Receipt:
    """How the channel names a message that it took."""

    channel, thread_ts = "C1", ""

    def __init__(self, number: int) -> None:
        self.ts = f"{number}.1"


def deliver(con: store.Pen, number: int) -> None:
    """Take an alert and note that it was sent, each in a step of its own, as notify does."""
    later = make.later(hours=1)
    outbox.take(con, later, 1)
    outbox.sent(con, make.alert(f"{number}/new").alert_id, Receipt(number), later)


def react(con: store.Pen, number: int) -> None:
    """Store what a person made of a message."""
    alert_id = make.alert(f"{number}/new").alert_id
    one = reactions.Reaction(
        alert_id=alert_id, who="U1", meaning="useful", emoji="+1", is_there=True
    )
    reactions.add(con, [one], make.NOW)


STEPS: tuple[Callable[[store.Pen, int], None], ...] = (announce, read, judge, deliver, react)


def write(home: Path, notes: Path) -> None:
    """Write for ever, after the last batch that was noted; note what is committed."""
    path, snapshot = home / "placewatch.duckdb", home / "public" / "placewatch.duckdb"
    number, done = last(notes)
    with notes.open("a", buffering=1) as file:
        with store.open_warehouse(path) as con:
            feeds.sync(con, [make.source()], make.NOW)
        while True:
            for place, step in enumerate(STEPS):
                if place <= done:
                    continue
                with store.open_warehouse(path) as con:
                    step(con, number)
                    file.write(f"{number} {place}\n")  # committed, and not yet in the file
            with store.open_warehouse(path) as con:
                publish.publish(con, snapshot)
            number, done = number + 1, -1


def last(notes: Path) -> tuple[int, int]:
    """Return the batch under way, and its last step that was noted."""
    lines = notes.read_text().split("\n")[:-1]
    if not lines:
        return 0, -1
    number, place = map(int, lines[-1].split())
    return number, place


def faults(con: store.Pen, notes: Path) -> list[str]:
    """Return what is missing, half or orphaned."""
    found = [f"orphan: {row}" for row in queries.ask(con, "orphans").rows]
    reached = dict.fromkeys(range(len(STEPS)), 0)  # batches whose step was noted
    for line in notes.read_text().split("\n")[:-1]:
        number, place = map(int, line.split())
        reached[place] = max(reached[place], number + 1)
    wanted = {
        "entries": (reached[0], EACH, "entry_id LIKE 'lga-e%'"),
        "articles": (reached[1], EACH, "true"),
        "article_versions": (reached[1], EACH, "true"),
        "reports": (reached[1], 1, "true"),
        "report_pages": (reached[1], 2, "true"),
        "verdicts": (reached[2], EACH, "true"),
        "hits": (reached[2], EACH, "true"),
        "mentions": (reached[2], 1, "true"),
        "claims": (reached[2], 2, "true"),
        "voices": (reached[2], EACH, "true"),
        "deadlines": (reached[2], 1, "true"),
        "outbox": (reached[3], 1, "state = 'sent' AND receipt_ts IS NOT NULL"),
        "standing_reactions": (reached[4], 1, "true"),
        "feedback": (reached[4], 1, "true"),
    }
    for table, (batches, each, where) in wanted.items():
        (count,) = con.execute(f"SELECT count(*) FROM store.{table} WHERE {where}").fetchone() or ()
        if count % each or not batches * each <= count <= (batches + 1) * each:
            found.append(f"{table}: {count} rows, noted {batches} times {each}")
    whole = con.execute("SELECT article_id, text FROM articles").fetchall()
    found += [f"half an article: {key}" for key, said in whole if said != text(int(key[5:]))]
    return found


def look(home: Path, notes: Path) -> dict[str, Any]:
    """Open the warehouse as the next run would; return what was found."""
    path, snapshot = home / "placewatch.duckdb", home / "public" / "placewatch.duckdb"
    began = time.perf_counter()
    with store.open_warehouse(path) as con:
        opened_s = time.perf_counter() - began
        found = faults(con, notes)
        rows = con.execute("SELECT count(*) FROM store.problems WHERE kind = 'warehouse'")
        (repairs,) = rows.fetchone() or (0,)
    if snapshot.exists():
        with store.open_warehouse(snapshot, read_only=True) as con:
            found += [f"in the copy: {row}" for row in queries.ask(con, "orphans").rows]
            con.execute("SELECT sum(length(text)) FROM articles").fetchall()
    return {"opened_s": opened_s, "faults": found, "repairs": repairs}


def forked(work: Callable[[], Any]) -> tuple[int, int]:
    """Do work in a process of its own; return its id, and a pipe with what it returned."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    code = 1
    try:
        os.close(out)
        os.write(into, json.dumps(work()).encode())
        code = 0
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        traceback.print_exc()  # the parent only learns that nothing was said
    finally:
        sys.stderr.flush()
        os._exit(code)


def result(child: int, pipe: int) -> Any:
    """Return what a process returned."""
    with os.fdopen(pipe) as file:
        said = file.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else {"faults": ["does not open"], "opened_s": 0, "repairs": 0}


def main() -> int:
    """Kill and look, as often as asked; print the figures; return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--longest", type=float, default=2.5, help="seconds that a writer lives")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    found: list[dict[str, Any]] = []
    logs: list[int] = []
    with tempfile.TemporaryDirectory(prefix="kills-") as place:
        home, notes = Path(place) / "home", Path(place) / "notes"
        notes.touch()
        log = home / "placewatch.duckdb.wal"
        for turn in range(given.kills):
            writer, pipe = forked(lambda: write(home, notes))
            time.sleep(dice.uniform(0.0, given.longest))
            os.kill(writer, signal.SIGKILL)
            os.waitpid(writer, 0)
            os.close(pipe)
            logs.append(log.stat().st_size if log.exists() else 0)
            found.append(result(*forked(lambda: look(home, notes))))
            for fault in found[-1]["faults"]:
                print(f"after kill {turn + 1}: {fault}", flush=True)
            if found[-1]["faults"]:
                break
            if (turn + 1) % 20 == 0:
                print(f"{turn + 1} kills, nothing lost", flush=True)
        steps = len(notes.read_text().splitlines())
        size = (home / "placewatch.duckdb").stat().st_size
    opened = sorted(one["opened_s"] for one in found)
    held = [size for size in logs if size] or [0]
    lost = sum(len(one["faults"]) for one in found)
    print(
        f"{len(found)} kills, {steps:,} steps committed and noted, {size / 1e6:.1f} MB at the end"
    )
    print(f"lost, half or orphaned: {lost}; logs put aside: {found[-1]['repairs']}")
    print(
        f"a log was left by {sum(map(bool, logs))} kills: "
        f"median {statistics.median(held) / 1000:,.0f} kB, largest {max(held) / 1000:,.0f} kB"
    )
    print(f"opened after a kill in {statistics.median(opened):.2f} s, at most {opened[-1]:.2f} s")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
