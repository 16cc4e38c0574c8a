"""What names a ruleset, and what tells that its files are the same as before."""

import hashlib
import json
from pathlib import Path
from typing import Any

_PROSE = {"hits", "misses", "why", "title", "says", "from", "extension"}  # change no verdict
_FILES = ("lists.yaml", "scope.yaml", "leanings.tsv", "themes/*.yaml", "corpus/*.md")


def of_contents(contents: list[Any]) -> str:
    """Return what names a ruleset: the same seeds, prose aside, have the same digest."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in _PROSE}
        return [bare(one) for one in value] if isinstance(value, list) else value

    text = json.dumps(bare(contents), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def of_files(seeds: Path) -> str:
    """Return a digest of the bytes of every file that rules are read from.

    A file that cannot be read counts by its name: whoever reads it next says what is wrong.
    """
    found = hashlib.sha256()
    for pattern in _FILES:
        for path in sorted(seeds.glob(pattern)):
            found.update(f"{path.relative_to(seeds)}\0".encode("utf-8", "surrogatepass"))
            try:
                found.update(hashlib.sha256(path.read_bytes()).digest())
            except OSError:
                continue
    return found.hexdigest()
