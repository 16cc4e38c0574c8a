"""A copy is made by another process: closing a file here would give away its lock.

DuckDB guards its file with a POSIX record lock, and the kernel drops such a lock as soon as
the process closes any handle of that file. Seen 2026-11, DuckDB 1.5.5: after open() and
close() of the live file, a second process could open it for writing.
"""

import os
import subprocess
from pathlib import Path

from records import PlacewatchError


class CopyFailed(PlacewatchError):
    """The warehouse could not be copied."""


def copy(source: Path, target: Path) -> None:
    """Copy a file and wait until it is on the disk; the caller holds the pen of the source.

    A kill leaves no half copy under the name of the target, only ``NAME.part``. By ``cp``: it
    starts in a fraction of the time of a Python, and copies nothing where a disk can share.

    Raises:
        CopyFailed: with the reason; the half copy is removed, what the target was before stays.
    """
    draft = target.with_name(f"{target.name}.part")
    reason = ""
    try:
        draft.open("wb").close()  # cp would give a new file the rights of the source
        done = subprocess.run(  # noqa: S603 - our own words
            ["cp", "--", str(source), str(draft)],  # noqa: S607 - the one of this machine
            env={"LC_ALL": "C", "PATH": os.defpath},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            said = done.stderr.strip().splitlines() or ["no reason given"]
            reason = said[-1].rpartition(": ")[2]
        else:
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            draft.replace(target)
    except OSError as exc:
        reason = exc.strerror or str(exc)
    if reason:
        draft.unlink(missing_ok=True)
        raise CopyFailed(f"{source} cannot be copied to {target} ({reason}): make room there")
