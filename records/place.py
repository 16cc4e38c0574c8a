"""Where a warehouse stands."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

# "ducklake:" and what DuckDB attaches by it; the rest is for libpq.
LAKE = re.compile(r"ducklake:(?:postgres:(?!//)\s*(?=\S*\w+\s*=)|(?=postgres(?:ql)?://))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """How an object store is asked for the files of a lake."""

    key: str = field(repr=False)
    secret: str = field(repr=False)
    region: str
    endpoint: str  # https://host:port; empty: that of Amazon


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """A warehouse that several machines share: a catalogue in Postgres, Parquet files beside it."""

    catalogue: str = field(repr=False)  # as libpq reads it: dbname=… host=…; may hold a password
    data: str  # folder of the Parquet files, or s3://bucket/folder
    bucket: Bucket | None = None  # None: data is a folder


# One file that one process at a time may open, or a lake.
Place: TypeAlias = Path | Lake


def catalogue(address: str) -> str:
    """Return the words for libpq in the address of a lake.

    Args:
        address: As ducklake:postgres:dbname=placewatch host=db.example, or as
            ducklake:postgresql://placewatch@db.example/placewatch.

    Raises:
        ValueError: with what would be right.
    """
    found = LAKE.match(address)
    if not found:
        raise ValueError("the address of a lake, as ducklake:postgres:dbname=… host=… user=…")
    return address[found.end() :].strip()
