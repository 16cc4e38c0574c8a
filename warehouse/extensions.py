"""Extensions of the database come with our packages; nothing is downloaded."""

from importlib import resources

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import PlacewatchError


class ExtensionMissing(PlacewatchError):
    """An extension that is not installed, or not for this version of DuckDB."""


def load(con: Connection, name: str) -> None:
    """Load an extension into a connection, from its package and nowhere else.

    Straight from the package's folder: INSTALL would copy it below the home folder, which a
    service may not have.

    Args:
        con: Any connection.
        name: fts, ducklake, postgres_scanner or httpfs.

    Raises:
        ExtensionMissing: if the package is missing, or was built for another DuckDB.
    """
    package = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
    try:
        folder = resources.files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as exc:
        raise ExtensionMissing(f"the package {package} is not installed: install it") from exc
    file = folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    try:
        con.load_extension(str(file))
    except duckdb.Error as exc:
        line = str(exc).split("\n", 1)[0]
        raise ExtensionMissing(f"{name} cannot be loaded ({line}): install {package}") from exc
