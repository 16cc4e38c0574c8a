"""What was fetched, as it came: compressed files named by what is in them, each content once.

    HOME/raw/ab/abcdef….gz

A file comes before the row that names it. A crash between the two leaves a file without a
row, which ``orphans`` tells once nobody can be about to write that row.
"""

import fcntl
import hashlib
import os
import shutil
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from records import PlacewatchError

# Of 120 real pages gzip 1, 6 and 9 left 24.5, 20.8 and 20.7 % in 2, 5 and 8 ms a page, xz 1 and 6
# 18.2 and 16.8 % in 12 and 52 ms; of five PDFs 84 % and 82 % in 26 and 234 ms. bench/growth.py.
LEVEL = 6
GZIP = 31  # window bits: zlib then writes and reads gzip, which any tool opens
ENDING = ".gz"
SAFE_AGE_S = 86_400.0  # no poll takes a day between a file and its row
FLOOR_BYTES = 1_000_000_000  # guess: free space that is left to the warehouse


class RawUnkept(PlacewatchError):
    """What was fetched cannot be kept as it came; its text is all the same."""


class RawGone(PlacewatchError):
    """A file that should hold what was fetched is missing, or holds something else."""


def place(folder: Path, digest: str) -> Path:
    """Return where the bytes of a digest lie."""
    return folder / digest[:2] / f"{digest}{ENDING}"


def put(folder: Path, body: bytes, *, floor_bytes: int = FLOOR_BYTES) -> tuple[str, int]:
    """Keep bytes; return their digest and the size of their file.

    Args:
        folder: Of all such files; made if it is missing.
        body: As it came, unpacked.
        floor_bytes: Free space below which nothing is kept.

    Raises:
        RawUnkept: if there is too little room, or the disk refuses.
    """
    digest = hashlib.sha256(body).hexdigest()
    path = place(folder, digest)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _gate(folder, fcntl.LOCK_SH):
            with suppress(FileNotFoundError):
                os.utime(path)  # young again: nobody takes it for an orphan
                return digest, path.stat().st_size
            free = shutil.disk_usage(folder).free
            if free < floor_bytes:
                raise RawUnkept(
                    f"{folder} has {free // 1_000_000} MB free, and pages are kept as they came "
                    f"only above {floor_bytes // 1_000_000} MB: make room, or keep them for fewer "
                    "days (PLACEWATCH_KEEP_RAW_DAYS)"
                )
            packed = zlib.compress(body, LEVEL, GZIP)
            draft = path.with_name(f".{digest}.{os.getpid()}.{threading.get_ident()}")
            try:
                with draft.open("wb") as file:
                    file.write(packed)
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(path)
            except OSError:
                draft.unlink(missing_ok=True)
                raise
            _sync(path.parent)
    except OSError as exc:
        raise RawUnkept(
            f"{folder} takes no more pages as they came ({exc.strerror or exc}): "
            "check the disk and its free space"
        ) from exc
    return digest, len(packed)


def get(folder: Path, digest: str) -> bytes:
    """Return bytes by their digest.

    Raises:
        RawGone: if the file is missing, cannot be read or is damaged.
    """
    path = place(folder, digest)
    try:
        body = zlib.decompress(path.read_bytes(), GZIP)
    except FileNotFoundError as exc:
        raise RawGone(f"{path} is missing: put it back from a backup") from exc
    except (OSError, zlib.error) as exc:
        raise RawGone(f"{path} cannot be read ({exc}): put it back from a backup") from exc
    if hashlib.sha256(body).hexdigest() != digest:
        raise RawGone(f"{path} holds something else than its name says: restore it from a backup")
    return body


def kept(folder: Path) -> dict[str, Path]:
    """Return the files that there are, by digest."""
    return {
        path.name.removesuffix(ENDING): path
        for path in sorted(folder.glob(f"??/*{ENDING}"))
        if not path.name.startswith(".")
    }


def orphans(folder: Path, named: Iterable[str], now_s: float) -> list[Path]:
    """Return files that no row names and that are too old to get one, half ones included.

    Args:
        folder: Of all files.
        named: Digests that rows name.
        now_s: The time, in seconds as files tell theirs.
    """
    known = set(named)
    strays = [path for digest, path in kept(folder).items() if digest not in known]
    strays += folder.glob("??/.*")
    return sorted(path for path in strays if _is_old(path, now_s))


def remove(folder: Path, paths: Iterable[Path], now_s: float) -> int:
    """Delete files that are still as old as ``orphans`` saw them; return their bytes."""
    freed = 0
    with _gate(folder, fcntl.LOCK_EX):  # nobody is between finding a file and naming it
        for path in paths:
            if _is_old(path, now_s):
                size = path.stat().st_size
                with suppress(OSError):  # a disk that refuses today may not tomorrow
                    path.unlink()
                    freed += size
    return freed


def quarantine(folder: Path, digest: str) -> Path:
    """Put a damaged file aside, so that the same content can be kept anew; return where."""
    path = place(folder, digest)
    aside = folder / "quarantine" / path.name
    aside.parent.mkdir(exist_ok=True)
    path.replace(aside)
    return aside


def is_due(digest: str, day: int, days: int) -> bool:
    """Return whether a file is checked on a day, so that each is once in so many days."""
    return int(digest[:8], 16) % days == day % days


def _is_old(path: Path, now_s: float) -> bool:
    with suppress(FileNotFoundError):
        return now_s - path.stat().st_mtime > SAFE_AGE_S
    return False


@contextmanager
def _gate(folder: Path, how: int) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".gate").open("a") as file:
        fcntl.flock(file, how)
        yield


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
