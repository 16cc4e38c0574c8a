import json

from tests.warehouse.disks import on_disk

FULL = """
    import json, os, random, sys
    from pathlib import Path
    sys.path.insert(0, ".")
    from tests.warehouse import make
    from warehouse import articles, feeds, publish, queries, store
    from records import PlacewatchError
    home = Path(sys.argv[1]) / "home"
    path, snapshot = home / "placewatch.duckdb", home / "public" / "placewatch.duckdb"
    store.SIZE_TIMES = 0  # else no batch begins on so small a disk
    told, acked = {}, []

    def batch(con, n):
        words = random.Random(n).randbytes(100_000).hex()
        with store.transaction(con):
            feeds.polled(con, [make.poll("lga", make.entry(n), etag=str(n))], make.NOW)
            articles.add_articles(con, [make.article(n, text=words)], make.NOW)
        acked.append(n)

    def attempt(name, work):
        try:
            with store.open_warehouse(path, floor_bytes=0) as con:
                work(con)
        except PlacewatchError as exc:
            told[name] = f"{type(exc).__name__}: {exc}"

    def fill(con):
        feeds.sync(con, [make.source()], make.NOW)
        publish.publish(con, snapshot)
        for n in range(300):
            batch(con, n)
            if n % 5 == 4:
                con.execute("CHECKPOINT")

    attempt("full", fill)
    with store.open_warehouse(path, read_only=True) as con:
        told["kept"] = [con.execute(f"SELECT count(*) FROM store.{table}").fetchone()[0]
                        for table in ("entries", "articles", "article_versions")]
        told["orphans"] = queries.ask(con, "orphans").rows
    told["acked"] = len(acked)
    attempt("still full", lambda con: batch(con, 999))
    (home.parent / "ballast").unlink()
    attempt("room", lambda con: batch(con, len(acked)))
    told["after"] = len(acked)
    old = snapshot.stat().st_mtime_ns
    attempt("publish", lambda con: publish.publish(con, snapshot))
    told["same snapshot"] = snapshot.stat().st_mtime_ns == old
    with store.open_warehouse(snapshot, read_only=True) as con:
        told["snapshot"] = store.words(con, "SELECT source_id FROM store.sources")
    print(json.dumps(told))
"""


def test_a_full_disk_is_one_message_and_costs_nothing_that_was_committed(tmp_path):
    ballast = "open(sys.argv[1] + '/ballast', 'wb').write(bytes(4_000_000))"
    code = FULL.replace("told, acked =", f"{ballast}\n    told, acked =")

    told = json.loads(on_disk(tmp_path, "size=20m", code, tmp_path))

    path = tmp_path / "home" / "placewatch.duckdb"
    assert told["full"].startswith(f"WarehouseBroken: {path} failed (")
    assert "No space left on device" in told["full"]
    assert told["full"].endswith(
        "what was committed is kept: make room on the disk, then run again"
    )
    assert told["kept"] in ([told["acked"]] * 3, [told["acked"] + 1] * 3)
    assert told["acked"] > 10
    assert told["orphans"] == []
    assert "No space left on device" in told["still full"]
    assert "room" not in told
    assert told["after"] == told["acked"] + 1
    assert told["publish"].startswith(f"DiskFull: {tmp_path}/home/public has no room for a copy of")
    assert told["same snapshot"]
    assert told["snapshot"] == ["lga"]


def test_a_home_that_may_not_be_written_to_is_one_message(tmp_path):
    code = """
        import sys
        from pathlib import Path
        from click.testing import CliRunner
        from cli.main import main
        from warehouse import store
        ended = CliRunner().invoke(main, ["run", "--home", sys.argv[1]])
        print(ended.exit_code)
        print(ended.output.splitlines()[-1])
        try:
            with store.open_warehouse(Path(sys.argv[1], "placewatch.duckdb")):
                pass
        except store.WarehouseUnusable as exc:
            print(exc)
    """

    printed = on_disk(tmp_path, "size=1m,ro", code, tmp_path / "home").splitlines()

    assert printed == [
        "1",
        f"Error: {tmp_path}/home: read-only file system: "
        "name a PLACEWATCH_HOME that may be written to",
        f"{tmp_path}/home cannot be made (Read-only file system): "
        "name a PLACEWATCH_HOME that may be written to",
    ]
