import sys
from importlib.util import find_spec

import pytest

from warehouse.absent import spare_the_search

pytestmark = pytest.mark.skipif(
    find_spec("pandas") is not None, reason="pandas is installed: nothing is spared"
)


def test_what_is_handed_to_a_warehouse_is_no_reason_to_search_the_disk_for_pandas(con, monkeypatch):
    asked = []

    class Watch:
        @staticmethod
        def find_spec(name, path=None, target=None):
            asked.append(name)

    con.execute("SELECT $a, $b", {"a": 1, "b": "x"}).fetchall()
    monkeypatch.setattr(sys, "meta_path", [Watch, *sys.meta_path])
    con.execute("SELECT $a, $b", {"a": 1, "b": "x"}).fetchall()

    assert asked == []


def test_importing_what_is_not_there_fails_as_ever():
    spare_the_search()

    with pytest.raises(ModuleNotFoundError):
        import pandas  # noqa: F401
    assert find_spec("pandas") is None
