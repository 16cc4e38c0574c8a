"""A copy is made by another process: closing a file here would give away its lock.

DuckDB guards its file with a POSIX record lock, and the kernel drops such a lock as soon as
the process closes any handle of that file. Seen 2026-11, DuckDB 1.5.5: after open() and
close() of the live file, a second process could open it for writing.
"""

import subprocess
import sys
from pathlib import Path

from records import PlacewatchError

CHILD = """
import os, shutil, sys
source, target, draft = sys.argv[1:]
shutil.copyfile(source, draft)
with open(draft, "rb+") as file:
    os.fsync(file.fileno())
os.replace(draft, target)
"""


class CopyFailed(PlacewatchError):
    """The warehouse could not be copied."""


def copy(source: Path, target: Path) -> None:
    """Copy a file and wait until it is on the disk; the caller holds the pen of the source.

    A kill leaves no half copy under the name of the target, only ``NAME.part``.

    Raises:
        CopyFailed: with the reason; the half copy is removed, what the target was before stays.
    """
    draft = target.with_name(f"{target.name}.part")
    command = [sys.executable, "-I", "-S", "-c", CHILD, str(source), str(target), str(draft)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        draft.unlink(missing_ok=True)
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise CopyFailed(f"{source} cannot be copied to {target} ({reason}): make room there")
