"""Saying in words what keeping, backing up and restoring did."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from cli import screen
from flows import keep as keeping
from records import Lake, PlacewatchError
from settings import FOREVER_DAYS, Settings
from warehouse import backup as backups
from warehouse import publish, store
from warehouse import restore as restoring
from warehouse.turn import turn

MB = 1_000_000
# Whoever has one of these is in the middle of something that a restored file knows nothing of.
TURNS = ("poll", "classify", "notify", "reactions", "digest", "review", "weekly", "keep")
WAIT_S = 5.0  # for each of them; guess


class StillUp(PlacewatchError):
    """Placewatch runs, and would write into what is being restored."""


def keep(settings: Settings, *, is_dry: bool) -> None:
    """Keep an installation in order and say what was done."""
    console = screen.console()
    with screen.progress(console, ("pages",)) as progress:
        kept = keeping.keep_once(settings, datetime.now(UTC), progress=progress, is_dry=is_dry)
    for line in _told(settings, kept, is_dry=is_dry):
        _say(console, line)
    if kept.faults:
        raise PlacewatchError("\n".join(kept.faults))


def _told(settings: Settings, kept: keeping.Kept, *, is_dry: bool) -> Iterator[str]:
    """Yield what a person should know, one line each."""
    would = "Would forget" if is_dry else "Forgotten"
    yield (
        f"{would}: {kept.runs:,} runs and solved problems ({_days(settings.keep_runs_days)}), "
        f"{kept.raw:,} pages as they came ({_days(settings.keep_raw_days)})."
    )
    yield (
        f"Checked: {kept.checked:,} files of pages, {kept.damaged:,} damaged; "
        f"{kept.missing:,} missing. Without a row: {kept.orphans:,}, {_mb(kept.freed)}"
        + ("." if is_dry else ", removed.")
    )
    free = f"{_mb(kept.free)} of it free" if kept.free else "none of it free"
    if isinstance(settings.warehouse, Lake):
        yield "Warehouse: a lake" + ("." if is_dry else "; its small files were merged.")
    elif kept.compacted:
        yield f"Warehouse: {_mb(kept.before)}, {free}: written anew, now {_mb(kept.after)}."
    else:
        yield f"Warehouse: {_mb(kept.before)}, {free}: not worth writing anew."
    if kept.backup:
        yield f"Backup: {kept.backup} (writers waited {kept.held_ms} ms); {kept.backups} are kept."
    else:
        why = "; none was made" if is_dry or not settings.keep_backups else ""
        yield f"Backups: {kept.backups} in {settings.backups}{why}."


def backup(settings: Settings, to: Path | None) -> None:
    """Make a backup and say what is in it."""
    console = screen.console()
    place = settings.warehouse
    if isinstance(place, Path) and not place.exists():
        raise backups.BackupUnusable(f"{place} does not exist yet: run 'placewatch run' first")
    with screen.progress(console, ("pages",)) as progress:
        made = keeping.back_up(
            settings,
            datetime.now(UTC),
            (to or settings.backups).expanduser().resolve(),
            keep=None if to else settings.keep_backups or None,
            progress=progress,
        )
    manifest = made.manifest
    rows = sum(int(content["rows"]) for content in manifest.tables.values())
    _say(console, f"{made.folder}")
    _say(
        console,
        f"Warehouse: {_mb(manifest.size)}, {rows:,} rows of {len(manifest.tables)} tables, "
        f"{len(manifest.answers)} queries asked; writers waited {1000 * made.held_s:.0f} ms.",
    )
    _say(
        console,
        f"Pages as they came: {manifest.raw_files:,} files, {_mb(manifest.raw_bytes)}, "
        f"{made.linked:,} of them linked; {len(manifest.raw_missing):,} missing. "
        f"Own files: {', '.join(manifest.own) or 'none'}.",
    )
    if made.dropped:
        _say(console, f"Older backups removed: {len(made.dropped)}.")


def restore(settings: Settings, source: Path, *, may_replace: bool) -> None:
    """Bring a backup back and say what came back.

    Raises:
        StillUp: if `placewatch up` runs here.
        TurnTaken: if a run is under way.
        BackupUnusable: if the backup is none, is damaged, or there is a warehouse already.
    """
    console = screen.console()
    folder = source.expanduser().resolve()
    folder = backups.newest(folder) or folder
    now = datetime.now(UTC)
    settings.home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held, screen.progress(console, ("tables", "queries", "pages")) as progress:
        held.enter_context(_nobody_up(settings.home))
        for what in TURNS:
            held.enter_context(turn(settings.home, what, wait_s=WAIT_S))
        done = restoring.restore(
            folder,
            settings.warehouse,
            now,
            raw_folder=settings.raw,
            own={path.name: path for path in keeping.own_files(settings)},
            may_replace=may_replace,
            progress=progress,
        )
        with store.open_warehouse(settings.warehouse) as con:
            publish.publish(con, settings.snapshot)
    manifest = done.manifest
    _say(console, f"Restored from {folder}, made on {manifest.made_at:%Y-%m-%d at %H:%M} UTC.")
    _say(
        console,
        f"{done.tables} tables hold what they held; "
        + (
            f"{done.answers} queries answer as they did."
            if done.answers
            else "it is of an older version and was brought up to date; no query was asked."
        ),
    )
    own = ", ".join(done.own) or "none"
    _say(console, f"Pages as they came: {done.raw:,} files brought back. Own files: {own}.")
    if done.raw_damaged:
        few = ", ".join(done.raw_damaged[:3])
        _say(console, f"Damaged or missing in the backup: {len(done.raw_damaged):,}, as {few}.")
    if done.aside:
        _say(console, f"What stood there before lies in {done.aside}.")
    _say(console, "What came after the backup is polled again, and may be told again.")


@contextmanager
def _nobody_up(home: Path) -> Iterator[None]:
    """Hold the lock of `placewatch up`.

    Raises:
        StillUp: if it runs.
    """
    with (home / "up.lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            file.seek(0)
            pid = file.read().strip() or "unknown"
            raise StillUp(f"'placewatch up' runs for {home} (PID {pid}): stop it first") from exc
        yield


def _days(days: int) -> str:
    if days >= FOREVER_DAYS:
        return "kept for ever"
    return "not kept" if days == 0 else f"older than {days} days"


def _mb(count: int) -> str:
    return f"{count / MB:,.1f} MB"


def _say(console: Console, line: str) -> None:
    console.print(line, highlight=False, markup=False, soft_wrap=True)
