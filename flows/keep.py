"""At night: forget what is old, check what is kept, win back room, back up."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from records import Lake, Place, PlacewatchError, Problem, Progress, no_progress
from settings import FOREVER_DAYS, Settings
from warehouse import (
    backup,
    compact,
    copying,
    lake_tidy,
    problems,
    publish,
    raw,
    raw_files,
    runs,
    search_index,
    store,
)
from warehouse.turn import turn

FLOW = "keep"
CHECKED_IN_DAYS = 28  # each file of what was fetched is read and compared once in so many days
# What a person is told of; each is solved by the first night on which it is well.
PAGES, ROOM, BACKUP = "kept pages", "room", "backup"
SHOWN = 3  # digests in a message
FAILURES = (backup.BackupUnusable, copying.CopyFailed, store.DiskFull, compact.CompactFailed)


@dataclass(slots=True)
class Kept:
    """What a night of keeping did, or would do."""

    runs: int = 0  # runs and solved problems that were forgotten
    raw: int = 0  # pages and documents, as they were fetched, that were forgotten
    orphans: int = 0  # files that no row names
    freed: int = 0  # bytes of them
    checked: int = 0  # files that were read and compared
    damaged: int = 0  # of them, those that hold something else
    missing: int = 0  # files that rows name and that are not there
    before: int = 0  # bytes of the warehouse
    after: int = 0
    free: int = 0  # bytes of it in blocks that held nothing
    compacted: int = 0  # 1: it was written anew
    backups: int = 0  # that there are now
    dropped: int = 0  # older ones
    held_ms: int = 0  # for which the backup held the pen
    backup: Path | None = None  # the new one
    faults: list[str] = field(default_factory=list)  # what could not be done, in words

    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        return {
            name: value for name in self.__slots__ if isinstance(value := getattr(self, name), int)
        }


def keep_once(
    settings: Settings, now: datetime, *, progress: Progress = no_progress, is_dry: bool = False
) -> Kept:
    """Keep an installation in order, once.

        runs.forget | raw.forget | raw_files.orphans | raw_files.get | compact | backup | publish
        search_index.refresh

    Safe to stop and repeat at any point. Nothing here waits for the web, and the pen is held
    for moments only: while rows are forgotten, while the file is copied.

    Args:
        settings: Of the installation.
        now: The time.
        progress: Told of files as they are checked and backed up.
        is_dry: Only tell what would be done; the warehouse is opened for reading.

    Raises:
        TurnTaken: if another one is at it.
        WarehouseBusy: if somebody holds the warehouse.
    """
    with turn(settings.home, FLOW, settings.warehouse):
        kept = Kept()
        if is_dry:
            with store.open_warehouse(settings.warehouse, read_only=True) as con:
                named, _ = _forget(con, settings, now, kept, is_dry=True)
                kept.free = compact.room(con).free
            _look_at_files(settings, now, kept, named, progress, is_dry=True)
            kept.before = kept.after = _size(settings.warehouse)
            kept.backups = len(backup.known(settings.backups))
            return kept
        with store.open_warehouse(settings.warehouse) as con:
            run_id = runs.start(con, FLOW, now)
            named, room = _forget(con, settings, now, kept)
        began_s = time.monotonic()
        found = _look_at_files(settings, now, kept, named, progress)
        found += _compact(settings.warehouse, kept, room, now)
        _tidy(settings.warehouse, now)
        found += _back_up(settings, now, kept, progress)
        with store.open_warehouse(settings.warehouse) as con:
            _tell(con, found, now)
            ended_at = now + timedelta(seconds=time.monotonic() - began_s)
            runs.finish(con, run_id, kept.counts(), ended_at)
            publish.publish(con, settings.snapshot)
        search_index.refresh(settings.snapshot, settings.public, is_whole=True)
        return kept


def back_up(
    settings: Settings,
    now: datetime,
    to: Path,
    *,
    keep: int | None,
    progress: Progress = no_progress,
) -> backup.Made:
    """Make a backup; nothing is forgotten meanwhile.

    Args:
        settings: Of the installation.
        now: The time.
        to: Folder of the backups.
        keep: How many of the newest stay there; None: all.
        progress: Told of files as they are done.

    Raises:
        BackupUnusable: if none can be made there.
        CopyFailed: if there is no room.
        TurnTaken: if a backup, or the keeping of the night, is under way.
    """
    with turn(settings.home, FLOW, settings.warehouse):
        return _made(settings, now, to, keep, progress)


def own_files(settings: Settings) -> tuple[Path, ...]:
    """Return the files that an installation writes for itself; not all of them exist."""
    return settings.own_sources, settings.own_subscriptions


def _made(
    settings: Settings, now: datetime, to: Path, keep: int | None, progress: Progress
) -> backup.Made:
    return backup.make(
        settings.warehouse,
        to,
        now,
        raw_folder=settings.raw,
        own=own_files(settings),
        keep=keep,
        progress=progress,
    )


def _forget(
    con: store.Pen, settings: Settings, now: datetime, kept: Kept, *, is_dry: bool = False
) -> tuple[list[str], compact.Room]:
    """Forget what is old; return the digests that rows name still, and how the file is filled."""
    kept.runs = runs.forget(con, _ago(now, settings.keep_runs_days), is_dry=is_dry)
    kept.raw = raw.forget(con, _ago(now, settings.keep_raw_days), is_dry=is_dry)
    return raw.digests(con), compact.room(con)


def _look_at_files(
    settings: Settings,
    now: datetime,
    kept: Kept,
    named: Sequence[str],
    progress: Progress,
    *,
    is_dry: bool = False,
) -> list[Problem]:
    """Check a share of the files, put damaged ones aside, remove those that no row names."""
    folder, wanted = settings.raw, frozenset(named)
    there = raw_files.kept(folder)
    lost = [digest for digest in named if digest not in there]
    kept.missing = len(lost)
    day = now.toordinal()
    due = [digest for digest in there if raw_files.is_due(digest, day, CHECKED_IN_DAYS)]
    for number, digest in enumerate(due, start=1):
        try:
            raw_files.get(folder, digest)
        except raw_files.RawGone:
            kept.damaged += 1
            lost += [digest] if digest in wanted else []
            if not is_dry:
                raw_files.quarantine(folder, digest)
        kept.checked += 1
        progress("pages", number, len(due))
    now_s = now.astimezone(UTC).timestamp()
    orphans = raw_files.orphans(folder, named, now_s)
    kept.orphans = len(orphans)
    kept.freed = sum(path.stat().st_size for path in orphans)
    if not is_dry:
        kept.freed = raw_files.remove(folder, orphans, now_s)
    return [_lost(folder, lost, now)] if lost else []


def _compact(place: Place, kept: Kept, room: compact.Room, now: datetime) -> list[Problem]:
    """Write the warehouse anew where that pays."""
    kept.before = kept.after = _size(place)
    kept.free = room.free
    if not room.is_worth or not isinstance(place, Path):
        return []
    try:
        kept.compacted = int(compact.compact(place))
    except FAILURES as exc:
        return [_failed(kept, ROOM, exc, now)]
    kept.after = _size(place)
    return []


def _back_up(settings: Settings, now: datetime, kept: Kept, progress: Progress) -> list[Problem]:
    """Make the backup of the night, unless none is wanted."""
    found = []
    if settings.keep_backups:
        try:
            made = _made(settings, now, settings.backups, settings.keep_backups, progress)
        except FAILURES as exc:
            found.append(_failed(kept, BACKUP, exc, now))
        else:
            kept.backup = made.folder
            kept.dropped = len(made.dropped)
            kept.held_ms = round(1000 * made.held_s)
    kept.backups = len(backup.known(settings.backups))
    return found


def _tidy(place: Place, now: datetime) -> None:
    """Merge the small files of a lake; a file has none."""
    if isinstance(place, Lake):
        with store.open_warehouse(place) as con:
            lake_tidy.tidy(con, now)


def _failed(kept: Kept, about: str, exc: PlacewatchError, now: datetime) -> Problem:
    kept.faults.append(str(exc))
    return Problem(about=about, kind=FLOW, text=str(exc), happened_at=now)


def _lost(folder: Path, digests: Sequence[str], now: datetime) -> Problem:
    few = ", ".join(f"{digest[:16]}…" for digest in digests[:SHOWN])
    text = (
        f"{len(digests)} of the files in {folder} are missing or damaged, as {few}: copy them from "
        "raw/ of a backup; what was read from them is safe"
    )
    return Problem(about=PAGES, kind=FLOW, text=text, happened_at=now)


def _tell(con: store.Pen, found: Iterable[Problem], now: datetime) -> None:
    """Write what a person should know; what is well again is solved."""
    told = list(found)
    with store.transaction(con):
        for about in (PAGES, ROOM, BACKUP):  # what is still so comes back with the next line
            problems.solve(con, about, FLOW, now)
        problems.add(con, told)


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=min(days, FOREVER_DAYS))


def _size(place: Place) -> int:
    return place.stat().st_size if isinstance(place, Path) else 0
