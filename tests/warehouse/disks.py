"""Small disks and disks that may not be written to: real ones, in a name space of their own."""

import subprocess
import sys
import textwrap
from functools import cache
from pathlib import Path

import pytest

from tests.warehouse.children import ROOT


def on_disk(folder: Path, options: str, code: str, *args: object) -> str:
    """Run Python with a disk in memory mounted at a folder; return what it printed.

    Skips the test where mounting is not allowed.

    Args:
        folder: Where the disk is mounted; for this process alone, and gone with it.
        options: Of the mount: size=16m, ro.
        code: For Python.
        args: Its arguments.
    """
    if not _may_mount():
        pytest.skip("NOT TESTED: full and read-only disks need root, or unshare --mount")
    mount = f'mount -t tmpfs -o {options} tmpfs "{folder}" && exec "$0" -c "$@"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", mount, sys.executable, textwrap.dedent(code)]
        + [str(arg) for arg in args],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def _may_mount() -> bool:
    """Return whether this process may mount."""
    try:
        command = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
