"""How small pages and PDFs become, and what packing them costs: gzip and xz, as Python has them.

    python -m bench.packing FOLDER             of pages, or of PDFs; 300 of them are drawn

Prints for each level which share is left, how much is packed in a second, and the time of one.
"""

import lzma
import random
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from warehouse.raw_files import GZIP, LEVEL

MOST = 300


def _gzip(level: int) -> Callable[[bytes], bytes]:
    return lambda body: zlib.compress(body, level, GZIP)


def _xz(preset: int) -> Callable[[bytes], bytes]:
    return lambda body: lzma.compress(body, preset=preset)


WAYS = {f"gzip {level}": _gzip(level) for level in (1, 4, 6, 9)} | {
    f"xz {preset}": _xz(preset) for preset in (0, 1, 6)
}


def bodies(folder: Path) -> list[bytes]:
    """Return files of a folder, unpacked where they are gzip."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    drawn = random.Random(1).sample(paths, min(MOST, len(paths)))
    found = [path.read_bytes() for path in drawn]
    return [zlib.decompress(one, GZIP) if one[:2] == b"\x1f\x8b" else one for one in found]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    (folder,) = arguments if arguments is not None else sys.argv[1:]
    found = bodies(Path(folder))
    size = sum(map(len, found))
    print(f"{len(found)} files, {size:,} bytes; we use gzip {LEVEL}")
    for name, pack in WAYS.items():
        began_s = time.process_time()
        left = sum(len(pack(body)) for body in found)
        took_s = time.process_time() - began_s
        print(
            f"{name:<8}{100 * left / size:>7.1f} %{size / 1e6 / took_s:>8.1f} MB a second"
            f"{1000 * took_s / len(found):>8.1f} ms each"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
