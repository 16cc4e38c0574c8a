"""Files that others fetch: put in place in one step, and left alone while they read the same."""

import os
from pathlib import Path


def write(path: Path, content: bytes) -> bool:
    """Put a file where others read it, in one step; return whether it reads otherwise.

    A file that reads the same keeps its time, so that whoever asks for it gets "not modified".

    Raises:
        OSError: if there is no room, or no right to write there; the old file stands.
    """
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True


def keep_only(folder: Path, suffix: str, names: set[str]) -> None:
    """Remove what a theme left that there is no longer, and drafts of a run that was killed.

    Args:
        folder: Ours alone; it need not exist.
        suffix: Of the files that are looked at, with its dot.
        names: Of the files that stay, without the suffix.
    """
    for path in sorted(folder.glob(f"*{suffix}")):
        if path.stem not in names:
            path.unlink()
    for draft in folder.glob(f".*{suffix}.*"):
        draft.unlink(missing_ok=True)
