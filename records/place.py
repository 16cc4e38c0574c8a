"""Where a warehouse stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """A warehouse that several machines share: a catalogue in Postgres, Parquet files beside it."""

    catalogue: str = field(repr=False)  # as libpq reads it: dbname=… host=…; may hold a password
    data: str  # folder of the Parquet files, or s3://bucket/folder


# One file that one process at a time may open, or a lake.
Place: TypeAlias = Path | Lake
