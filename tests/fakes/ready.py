"""A warehouse that holds nothing: made once a process, for making one costs more than most tests.

That an installation makes its own is played by the demo, by `placewatch up` and by the tests
of the warehouse.
"""

import functools
from pathlib import Path
from tempfile import TemporaryDirectory

from records import Place
from warehouse import store


@functools.cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "placewatch.duckdb"
        with store.open_warehouse(path):
            pass
        return path.read_bytes()


def warehouse(path: Place) -> Path:
    """Put an empty warehouse of this version at a path; return the path.

    Args:
        path: Where no file stands yet; its folder is made.
    """
    assert isinstance(path, Path)  # a lake is made by whoever opens it
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(_empty())
    return path
