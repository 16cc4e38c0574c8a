"""A backup comes back whole or not at all, and answers as it did when it was made."""

import logging
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from records import Lake, Place, PlacewatchError, Progress, no_progress
from warehouse import backup, contents, copying, migrate, raw_files, store
from warehouse.backup import FILE, OWN, RAW, BackupUnusable, Manifest

log = logging.getLogger("placewatch.warehouse")

REPLACED = "replaced-{:%Y%m%dT%H%M%SZ}"  # folder beside the warehouse, for what stood there


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a backup brought back."""

    manifest: Manifest
    aside: Path | None  # where lies what stood there before; None: nothing did
    tables: int  # that hold what they held
    answers: int  # named queries that answer as they did; 0: of another version, none was asked
    raw: int  # files of what was fetched that came back
    raw_damaged: tuple[str, ...]  # such files of the backup that are damaged or missing
    own: tuple[str, ...]  # files of the installation that came back


def check(folder: Path) -> Manifest:
    """Return what a backup holds; its warehouse is whole then.

    Raises:
        BackupUnusable: if it is none, is damaged, or was made by a newer Placewatch.
    """
    manifest = backup.read(folder)
    file = folder / FILE
    size = file.stat().st_size if file.exists() else 0
    if size != manifest.size or backup.sha256(file) != manifest.sha256:
        raise BackupUnusable(
            f"{file} is damaged ({size:,} bytes, where the manifest says {manifest.size:,}, or "
            "others): take another backup"
        )
    for name, digest in manifest.own.items():
        path = folder / OWN / name
        if Path(name).name != name or not path.exists() or backup.sha256(path) != digest:
            raise BackupUnusable(f"{path} is damaged or missing: take another backup")
    return manifest


def restore(
    folder: Path,
    place: Place,
    now: datetime,
    *,
    raw_folder: Path,
    own: Mapping[str, Path],
    may_replace: bool = False,
    progress: Progress = no_progress,
) -> Restored:
    """Bring a backup back; the caller sees to it that no flow is under way.

    A kill at any point leaves the old warehouse or the restored one. The old one is moved
    aside, never deleted.

    Args:
        folder: The backup.
        place: Where the warehouse is to stand.
        now: The time; names what is moved aside.
        raw_folder: Where what was fetched lies.
        own: Where the installation's own files lie, by name.
        may_replace: Move aside what stands there.
        progress: Told of the steps.

    Raises:
        BackupUnusable: if it is damaged, of a newer version, answers otherwise than it did,
            or there is a warehouse already, or the disk refuses.
        CopyFailed: if there is no room.
        WarehouseBusy: if somebody holds the old one.
    """
    if isinstance(place, Lake):
        raise BackupUnusable(
            "a backup is brought back into a file: unset PLACEWATCH_WAREHOUSE, restore, then "
            "'placewatch warehouse move' takes it to an empty lake"
        )
    manifest = check(folder)
    if place.exists() and not may_replace:
        raise BackupUnusable(
            f"{place} exists: add --replace to move it aside, or name another --home"
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.restored")
    draft.unlink(missing_ok=True)
    try:
        copying.copy(folder / FILE, draft)
        answers = _compare(draft, manifest, folder, progress)
        restored, damaged = _bring_raw(folder / RAW, raw_folder, manifest, progress)
        aside = place.parent / REPLACED.format(now.astimezone(UTC))
        _put(draft, place, aside)
    except OSError as exc:
        raise BackupUnusable(
            f"{folder} cannot be brought back ({exc.strerror or exc}): check the disk below "
            f"{place.parent} and its free space"
        ) from exc
    finally:
        draft.unlink(missing_ok=True)
    brought = _bring_own(folder / OWN, manifest, own, aside)
    return Restored(
        manifest=manifest,
        aside=aside if aside.exists() else None,
        tables=len(manifest.tables),
        answers=answers,
        raw=restored,
        raw_damaged=tuple(damaged),
        own=brought,
    )


def _compare(draft: Path, manifest: Manifest, folder: Path, progress: Progress) -> int:
    """Return how many named queries answer as they did.

    Raises:
        BackupUnusable: if a table holds, or a query answers, something else.
    """
    try:
        with contents.opened(draft) as con:
            held = {name: asdict(found) for name, found in contents.tables(con).items()}
            differing = contents.differing(dict(manifest.tables), held)
            progress("tables", len(held), len(held))
            steps = tuple((step.name, step.digest) for step in migrate.load())
            asked: dict[str, str] = {}
            if steps == manifest.migrations:  # else the queries are of other tables
                asked = contents.answers(con, manifest.made_at, manifest.answers)
                differing += contents.differing(
                    {name: manifest.answers[name] for name in asked}, asked
                )
                progress("queries", len(asked), len(asked))
    except duckdb.Error as exc:
        line = str(exc).splitlines()[0]
        raise BackupUnusable(f"{folder} cannot be read ({line}): take another backup") from exc
    if differing:
        raise BackupUnusable(
            f"{folder} does not answer as it did when it was made ({', '.join(differing)}): "
            "take another backup"
        )
    return len(asked)


def _bring_raw(
    source: Path, to: Path, manifest: Manifest, progress: Progress
) -> tuple[int, list[str]]:
    """Link or copy back what was fetched; return how much, and what is damaged or missing."""
    taken = raw_files.kept(source)
    damaged = list(manifest.raw_missing)
    if backup.names_digest(taken) != manifest.raw_digest:
        damaged.append(f"{manifest.raw_files - len(taken)} files")
    brought = 0
    for number, digest in enumerate(taken, start=1):
        try:
            raw_files.get(source, digest)
        except raw_files.RawGone:
            damaged.append(digest)
        else:
            target = raw_files.place(to, digest)
            if not _is_whole(to, digest):
                target.unlink(missing_ok=True)
                backup.link(taken[digest], target)
                brought += 1
            os.utime(target)  # young: it has its row in a moment
        progress("pages", number, len(taken))
    return brought, damaged


def _is_whole(folder: Path, digest: str) -> bool:
    try:
        raw_files.get(folder, digest)
    except raw_files.RawGone:
        return False
    return True


def _put(draft: Path, place: Path, aside: Path) -> None:
    """Put the new file in place of the old one in one step; the old one is aside before."""
    if not place.exists():
        draft.replace(place)
        backup.sync(place.parent)
        return
    aside.mkdir(exist_ok=True)
    wal = place.with_name(place.name + ".wal")
    with ExitStack() as held:
        try:
            with store.open_warehouse(place):  # its log goes into the file
                pass
            held.enter_context(store.open_warehouse(place, read_only=True))
        except store.WarehouseBusy:
            raise
        except (PlacewatchError, duckdb.Error):  # damaged: that may be why we are here
            log.warning("%s cannot be opened; it is moved aside as it is", place)
        os.link(place, aside / place.name)
        if wal.exists():
            wal.replace(aside / wal.name)
        backup.sync(aside)
        draft.replace(place)
        backup.sync(place.parent)


def _bring_own(
    source: Path, manifest: Manifest, own: Mapping[str, Path], aside: Path
) -> tuple[str, ...]:
    """Bring back an installation's own files; return which. Others of their names go aside."""
    brought = []
    for name in manifest.own:
        target = own.get(name)
        if target is None:
            continue
        if target.exists():
            if backup.sha256(target) == manifest.own[name]:
                continue
            aside.mkdir(exist_ok=True)
            os.link(target, aside / name)
        draft = target.with_name(f".{name}.restored")
        shutil.copyfile(source / name, draft)
        draft.replace(target)
        brought.append(name)
    return tuple(brought)
