import subprocess
from pathlib import Path

import pytest

from tests.warehouse.children import child
from warehouse import problems, queries, store

WRITE = """
    import sys
    from datetime import datetime, timedelta, UTC
    from pathlib import Path
    sys.path.insert(0, ".")
    from tests.warehouse import make
    from warehouse import articles, feeds, hits, outbox, store
    path, acks = Path(sys.argv[1]), open(sys.argv[2], "a", buffering=1)
    start = sum(1 for _ in open(sys.argv[2]))
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source()], make.NOW)
        for n in range(start, start + 10_000):
            with store.transaction(con):
                feeds.polled(con, [make.poll("lga", make.entry(n), etag=str(n))], make.NOW)
                articles.add_articles(con, [make.article(n, text="word " * 500)], make.NOW)
                hits.add_verdicts(con, [make.verdict(f"lga-a{n}")], make.NOW, digests={})
                outbox.enqueue(con, [make.alert(f"{n}/new")], make.NOW)
            outbox.take(con, make.NOW, 1)
            print(n, file=acks)
            if n == start:
                print("ready", flush=True)
"""


def test_kills_under_load_lose_nothing_that_was_committed(path, tmp_path):
    acks = tmp_path / "acks"
    acks.touch()
    for turn in range(4):  # 200 of them: python -m bench.kills
        writer = child(WRITE, path, acks)
        assert writer.stdout.readline() == "ready\n", writer.stderr.read()
        try:
            writer.wait(timeout=0.02 + 0.08 * turn)
        except subprocess.TimeoutExpired:
            writer.kill()
        writer.communicate()

    with store.open_warehouse(path) as con:
        count = {
            table: con.execute(f"SELECT count(*) FROM store.{table}").fetchone()[0]
            for table in ("entries", "articles", "article_versions", "verdicts", "hits", "outbox")
        }
        (etag,) = con.execute("SELECT etag FROM store.feeds").fetchone()
        orphans = queries.ask(con, "orphans")
    acked = [int(line) for line in acks.read_text().splitlines()]
    assert acked == list(range(len(acked)))
    assert len(set(count.values())) == 1
    assert count["entries"] in (len(acked), len(acked) + 1)
    assert etag == str(count["entries"] - 1)
    assert orphans.rows == ()


CRASH = """
    import os, sys
    from pathlib import Path
    sys.path.insert(0, ".")
    from tests.warehouse import make
    from warehouse import feeds, store
    with store.open_warehouse(Path(sys.argv[1])) as con:
        feeds.sync(con, [make.source()], make.NOW)
        con.execute("CHECKPOINT")
        for n in range(30):
            feeds.polled(con, [make.poll("lga", make.entry(n))], make.NOW)
        os._exit(0)
"""


def crash(path: Path) -> Path:
    """Leave a warehouse with 30 committed entries in its log; return the log."""
    writer = child(CRASH, path)
    assert writer.wait(timeout=60) == 0, writer.stderr.read()
    writer.communicate()
    return path.with_name(path.name + ".wal")


def zeros(wal: bytes) -> bytes:
    return wal + bytes(4096)  # what a power cut can leave


def flipped(wal: bytes) -> bytes:
    middle = len(wal) // 2
    return wal[:middle] + bytes([wal[middle] ^ 1]) + wal[middle + 1 :]


@pytest.mark.parametrize(
    ("damage", "fewest", "most"),
    [
        pytest.param(zeros, 30, 30, id="zeros at the end cost nothing"),
        pytest.param(flipped, 5, 25, id="a flipped bit costs what comes after it"),
    ],
)
def test_a_damaged_log_is_put_aside_and_said_aloud(path, caplog, damage, fewest, most):
    wal = crash(path)
    damaged = damage(wal.read_bytes())
    wal.write_bytes(damaged)

    with store.open_warehouse(path) as con:
        (count,) = con.execute("SELECT count(*) FROM store.entries").fetchone()
        (problem,) = problems.unsolved(con)
        orphans = queries.ask(con, "orphans")

    aside = path.parent / "quarantine" / "001"
    assert fewest <= count <= most
    assert orphans.rows == ()
    assert (aside / wal.name).read_bytes() == damaged
    assert (aside / path.name).exists()
    assert problem.kind == "warehouse"
    assert "feeds will be read again" in problem.text
    assert str(aside) in caplog.text


def test_a_log_that_cannot_be_replayed_at_all_is_left_out(path):
    wal = crash(path)
    log = bytearray(wal.read_bytes())
    log[10:22] = b"\xff" * 12  # whose log it is: DuckDB then names no place of the damage
    wal.write_bytes(log)

    with store.open_warehouse(path) as con:
        assert store.words(con, "SELECT source_id FROM store.sources") == ["lga"]
        (problem,) = problems.unsolved(con)

    assert problem.kind == "warehouse"
    assert "left out what was not yet in the file" in problem.text


def test_a_reader_leaves_a_damaged_log_to_the_writers(path):
    wal = crash(path)
    wal.write_bytes(flipped(wal.read_bytes()))

    with pytest.raises(store.WarehouseUnusable, match="any command that writes puts the log aside"):
        with store.open_warehouse(path, read_only=True):
            pass

    assert not (path.parent / "quarantine").exists()
