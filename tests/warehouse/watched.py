"""A warehouse that watches one source, with a rhythm of our choosing."""

from datetime import UTC, datetime, timedelta

from tests.warehouse import make
from warehouse import store

DAY = timedelta(days=1)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday, far from August and Christmas


def entries(count, every_days, *, until=START, name="lga", first=0):
    """Return entries of a source with a rhythm, the newest one hour before ``until``."""
    return [
        make.entry(
            first + n, name,
            published_at=until - timedelta(hours=1) - n * every_days * DAY,
        )
        for n in range(count)
    ]  # fmt: skip


def failure(word, remark=None, **more):
    return make.poll(
        "lga", status=word, remark=remark, failures=1.0, kind="soft", has_body=False,
        entries=None, **more,
    )  # fmt: skip


def standing(con, name="lga"):
    (row,) = store.read(con, f"SELECT * FROM main.sources WHERE source_id = '{name}'")
    return row
