"""A backup is a folder: the warehouse, what was fetched, an installation's own files, a manifest.

    BACKUPS/placewatch-20261122T013000Z/
        manifest.json   placewatch.duckdb   raw/ab/…   own/sources.yaml

The pen is held while one file is copied. Files of what was fetched never change, so they are
linked, not copied, where that goes: seven backups on the disk of the installation take little
more than one. Whatever is under way has a name with a dot, so a backup is whole or none.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from records import Lake, Place, PlacewatchError, Progress, no_progress
from warehouse import contents, copying, lake_move, migrate, raw, raw_files, store

FORM = 1  # of the manifest
MANIFEST, FILE, RAW, OWN = "manifest.json", "placewatch.duckdb", "raw", "own"
NAME = "placewatch-{:%Y%m%dT%H%M%SZ}"
PIECE = 1 << 20


class BackupUnusable(PlacewatchError):
    """A backup that cannot be made, or cannot be brought back as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds, and what its warehouse answered when it was made."""

    made_at: datetime
    form: int = FORM
    size: int  # bytes of the warehouse
    sha256: str  # of the warehouse
    migrations: tuple[tuple[str, str], ...]  # names and digests, in their order
    tables: Mapping[str, Mapping[str, Any]]
    answers: Mapping[str, str]  # digest of each named query, asked as of made_at
    own: Mapping[str, str]  # SHA-256 by name
    raw_files: int
    raw_bytes: int  # of the files
    raw_digest: str  # of their names, each of which is a digest
    raw_missing: tuple[str, ...] = ()  # rows name them, and they were gone already


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made just now."""

    folder: Path
    manifest: Manifest
    held_s: float  # for which the pen was held
    linked: int  # files that take no room of their own
    dropped: tuple[Path, ...] = field(default=())  # older ones


def make(
    place: Place,
    to: Path,
    now: datetime,
    *,
    raw_folder: Path,
    own: Iterable[Path] = (),
    keep: int | None = None,
    progress: Progress = no_progress,
) -> Made:
    """Make a backup; the caller sees to it that nothing is forgotten meanwhile.

    Args:
        place: The warehouse.
        to: Folder of the backups; made if it is missing.
        now: The time; names the backup.
        raw_folder: What was fetched, as it came.
        own: Files of the installation; those that do not exist are left out.
        keep: How many of the newest are kept in ``to``; None: all.
        progress: Told of files as they are linked or copied.

    Raises:
        BackupUnusable: if there is a backup of this very second, or the disk refuses.
        CopyFailed: if there is no room.
        WarehouseUnusable: if there is no warehouse.
    """
    folder = to / NAME.format(now.astimezone(UTC))
    if folder.exists():
        raise BackupUnusable(f"{folder} exists already: wait a second")
    draft = to / f".{folder.name}"
    try:
        to.mkdir(parents=True, exist_ok=True)
        for stale in to.glob(".placewatch-*Z"):  # of a process that was killed
            shutil.rmtree(stale)
        (draft / OWN).mkdir(parents=True)
        manifest, held_s, linked = _fill(draft, place, now, raw_folder, own, progress)
        draft.replace(folder)
        sync(to)
        dropped = drop(to, keep) if keep is not None else ()
    except OSError as exc:
        raise BackupUnusable(
            f"no backup can be made in {to} ({exc.strerror or exc}): make room there, or name "
            "another folder"
        ) from exc
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Made(folder=folder, manifest=manifest, held_s=held_s, linked=linked, dropped=dropped)


def _fill(
    draft: Path,
    place: Place,
    now: datetime,
    raw_folder: Path,
    own: Iterable[Path],
    progress: Progress,
) -> tuple[Manifest, float, int]:
    """Fill a folder; return its manifest, how long the pen was held, and how much is linked."""
    held_s = _copy_warehouse(place, draft / FILE)
    with contents.opened(draft / FILE) as con:
        named = raw.digests(con)
        ran = con.execute("SELECT name, digest FROM store.migrations ORDER BY number").fetchall()
        held = contents.tables(con)
        answers = contents.answers(con, now)
    before = newest(draft.parent)
    linked, missing = _take_raw(raw_folder, named, draft / RAW, before and before / RAW, progress)
    taken = raw_files.kept(draft / RAW)
    for path in own:
        if path.exists():
            shutil.copyfile(path, draft / OWN / path.name)
    manifest = Manifest(
        made_at=now,
        size=(draft / FILE).stat().st_size,
        sha256=sha256(draft / FILE),
        migrations=tuple((name, digest) for name, digest in ran),
        tables={name: asdict(content) for name, content in held.items()},
        answers=answers,
        own={path.name: sha256(path) for path in sorted((draft / OWN).iterdir())},
        raw_files=len(taken),
        raw_bytes=sum(path.stat().st_size for path in taken.values()),
        raw_digest=names_digest(taken),
        raw_missing=tuple(missing),
    )
    text = json.dumps(asdict(manifest), default=datetime.isoformat, indent=1)
    with (draft / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    sync(draft)
    return manifest, held_s, linked


def known(to: Path) -> tuple[Path, ...]:
    """Return the whole backups of a folder, the oldest first."""
    return tuple(sorted(path.parent for path in to.glob(f"placewatch-*Z/{MANIFEST}")))


def newest(to: Path) -> Path | None:
    """Return the newest backup of a folder; None: there is none."""
    return known(to)[-1] if known(to) else None


def drop(to: Path, keep: int) -> tuple[Path, ...]:
    """Remove all but the newest backups of a folder; return those that are gone."""
    gone = known(to)[: -keep or None]
    for folder in gone:
        (folder / MANIFEST).unlink()  # first: without it, nobody takes the rest for a backup
        shutil.rmtree(folder)
    return gone


def read(folder: Path) -> Manifest:
    """Return what a backup says of itself; nothing of it is checked yet.

    Raises:
        BackupUnusable: if it is none, or one of a newer Placewatch.
    """
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        form = found["form"]
        if form > FORM:
            raise BackupUnusable(f"{folder} was made by a newer Placewatch: update this one")
        found["made_at"] = datetime.fromisoformat(found["made_at"])
        found["migrations"] = tuple((name, digest) for name, digest in found["migrations"])
        found["raw_missing"] = tuple(found["raw_missing"])
        manifest = Manifest(**found)
    except OSError as exc:
        raise BackupUnusable(
            f"{folder} is no backup ({MANIFEST} cannot be read): name a folder placewatch-…Z"
        ) from exc
    except (ValueError, TypeError, KeyError) as exc:
        raise BackupUnusable(f"{path} is damaged ({exc}): take another backup") from exc
    steps = {step.name: step.digest for step in migrate.load()}
    for name, digest in manifest.migrations:
        if name not in steps:
            raise BackupUnusable(
                f"{folder} was made by a newer Placewatch ({name} has run): update this one"
            )
        if steps[name] != digest:
            raise BackupUnusable(
                f"{folder} was made with another {name} than warehouse/migrations/ has: "
                "restore that file first"
            )
    return manifest


def link(source: Path, target: Path) -> bool:
    """Give a file a further name, or copy it to another disk; return whether it was linked."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(source, target)
        return False
    return True


def sha256(path: Path) -> str:
    """Return the digest of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def names_digest(names: Iterable[str]) -> str:
    """Return the digest of a set of names."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_warehouse(live: Place, to: Path) -> float:
    """Copy the warehouse while nobody can write; return for how many seconds."""
    if isinstance(live, Lake):
        began_s = time.monotonic()
        lake_move.move(live, to)
        return time.monotonic() - began_s
    with store.open_warehouse(live, read_only=True):
        began_s = time.monotonic()
        wal = live.with_name(live.name + ".wal")
        if wal.exists():  # a run was killed: what it committed lies there
            copying.copy(wal, to.with_name(to.name + ".wal"))
        copying.copy(live, to)
        held_s = time.monotonic() - began_s
    if to.with_name(to.name + ".wal").exists():
        with store.open_warehouse(to):
            pass
    return held_s


def _take_raw(
    source: Path, named: Iterable[str], to: Path, before: Path | None, progress: Progress
) -> tuple[int, list[str]]:
    """Link or copy the files that rows name; return how many were linked, and which are gone."""
    todo, linked, missing = list(named), 0, []
    for number, digest in enumerate(todo, start=1):
        own = raw_files.place(source, digest)
        taken = [raw_files.place(before, digest)] if before else []
        if taken and own.exists() and not _is_as_long(taken[0], own):
            taken = []
        for path in (*taken, own):  # an older backup lies on the disk of this one
            try:
                linked += link(path, raw_files.place(to, digest))
                break
            except FileNotFoundError:
                continue
        else:
            missing.append(digest)
        progress("pages", number, len(todo))
    return linked, missing


def _is_as_long(one: Path, other: Path) -> bool:
    return one.exists() and one.stat().st_size == other.stat().st_size
