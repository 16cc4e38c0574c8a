"""The real feeds, pages and documents that lie beside the project; nothing of them is in it."""

import argparse
import csv
import gzip
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parents[1].parent / "shared" / "realweb"
FOLDERS = {"feed": "feeds", "page": "pages", "pdf": "pdfs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One feed, page or document."""

    kind: str  # feed, page, pdf
    name: str
    body: bytes
    gold: str  # human, parser, algo, segments; n: none
    text: str  # the gold text; empty: none
    must: tuple[str, ...]  # strings that the text must hold, of gold "segments"
    must_not: tuple[str, ...]
    meta: dict[str, Any]  # date, title, authors; empty: not known


def asked(about: str, description: str, given: Sequence[str] | None = None) -> list[Piece]:
    """Return the sample that the command line names; end with a plain word if it is not there.

    Args:
        about: Name of the command, as ``python -m`` takes it.
        description: For ``--help``.
        given: Arguments; None: those of the command line.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {about}", description=description)
    parser.add_argument("--realweb", type=Path, default=PLACE, help="folder of the sample")
    folder = parser.parse_args(given).realweb
    if not (folder / "manifest.tsv").is_file():
        sys.exit(
            f"{folder} holds no sample of the real web (no manifest.tsv).\n"
            "It is not part of the project; name the folder with --realweb DIR."
        )
    return read(folder)


def read(folder: Path) -> list[Piece]:
    """Return every piece that the manifest of a sample names."""
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_piece(folder, row) for row in rows]


def _piece(folder: Path, row: dict[str, str]) -> Piece:
    body = (folder / FOLDERS[row["kind"]] / row["name"]).read_bytes()
    gold = folder / "gold" / row["goldfile"] if row["goldfile"] else None
    is_segments = row["gold"] == "segments"
    segments = json.loads(gold.read_text(encoding="utf-8")) if gold and is_segments else {}
    meta = folder / "gold" / row["metafile"] if row["metafile"] else None
    return Piece(
        kind=row["kind"],
        name=row["name"],
        body=gzip.decompress(body) if row["name"].endswith(".gz") else body,
        gold=row["gold"],
        text=gold.read_text(encoding="utf-8") if gold and not is_segments else "",
        must=tuple(segments.get("with", ())),
        must_not=tuple(segments.get("without", ())),
        meta=json.loads(meta.read_text(encoding="utf-8")) if meta else {},
    )
