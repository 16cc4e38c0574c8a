"""Readers of PDF beside each other: time, memory, and whether they see the words that most see.

    python -m bench.pdf_readers FOLDER

With a Python that has the packages; those that it lacks are left out. Each reader reads each file
in a process of its own that may work for MOST_S and use MOST_BYTES.
"""

import argparse
import importlib
import importlib.util
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST_S = 120
MOST_BYTES = 3 * 1024**3
MOST_READERS = 0.5  # a word counts as often as more than this share of the readers see it
_WORD = re.compile(r"[^\W\d_]{2,}")


def _pypdfium2(package: Any, path: str) -> str:
    document = package.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _pypdf(package: Any, path: str) -> str:
    return "\n".join(page.extract_text() for page in package.PdfReader(path).pages)


def _pdfminer(package: Any, path: str) -> str:
    return str(package.extract_text(path))


def _pymupdf(package: Any, path: str) -> str:
    return "\n".join(page.get_text() for page in package.open(path))


READERS: dict[str, tuple[str, Callable[[Any, str], str]]] = {
    "pypdfium2": ("pypdfium2", _pypdfium2),
    "pypdf": ("pypdf", _pypdf),
    "pdfminer.six": ("pdfminer.high_level", _pdfminer),
    "pymupdf": ("pymupdf", _pymupdf),
}


def main() -> None:
    """Print a row for each reader and file, and one of all files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with PDFs, at any depth")
    parser.add_argument("--reader", choices=READERS, help="read one file here, and print it")
    asked = parser.parse_args()
    if asked.reader:
        _read(asked.reader, asked.folder)
        return
    present = [name for name in READERS if _is_here(READERS[name][0])]
    totals = {name: [0.0, 0.0, 0.0, 0] for name in present}
    print(f"{'reader':13} {'CPU s':>7} {'peak MB':>8} {'words':>8} {'agree':>6}  file")
    for path in sorted(asked.folder.rglob("*.pdf")):
        found = {name: _child(name, path) for name in present}
        words = {name: Counter(one["words"]) for name, one in found.items()}
        most = consensus(list(words.values()))
        for name, one in found.items():
            agree = f1(words[name], most)
            total = totals[name]
            total[0] += one["cpu_s"]
            total[1] = max(total[1], one["peak_mb"])
            total[2] += agree
            total[3] += 1
            shown = f"{words[name].total():8,} {agree:6.3f}  {path.name} {one['problem']}"
            print(f"{name:13} {one['cpu_s']:7.2f} {one['peak_mb']:8.0f} {shown}".rstrip())
    for name, (cpu_s, peak, agree, files) in totals.items():
        mean = agree / max(files, 1)
        print(f"{name:13} {cpu_s:7.2f} {peak:8.0f} {'':8} {mean:6.3f}  all {files} files")


def consensus(read: list[Counter[str]]) -> Counter[str]:
    """Return each word as often as most readers see it."""
    seen = {word for one in read for word in one}
    at = int(len(read) * MOST_READERS)  # of four readers the third lowest count: two see as many
    return Counter({word: sorted(one[word] for one in read)[at] for word in seen})


def f1(found: Counter[str], true: Counter[str]) -> float:
    """Return F1 of words, counted with their repetitions."""
    return 2 * (found & true).total() / max(found.total() + true.total(), 1)


def _is_here(module: str) -> bool:
    return importlib.util.find_spec(module.partition(".")[0]) is not None


def _child(reader: str, path: Path) -> dict[str, Any]:
    """Return what a reader makes of a file, in a process of its own."""
    command = [sys.executable, "-m", "bench.pdf_readers", "--reader", reader, str(path)]
    nothing = {"words": {}, "cpu_s": 0.0, "peak_mb": 0.0}
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_S, check=False)
    except subprocess.TimeoutExpired:
        return nothing | {"problem": f"no end after {MOST_S} s"}
    if done.returncode:
        return nothing | {"problem": done.stderr.decode(errors="replace").strip()[-80:]}
    return dict(json.loads(done.stdout)) | {"problem": ""}


def _read(reader: str, path: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    module, read = READERS[reader]
    package = importlib.import_module(module)
    began_s = time.process_time()
    text = read(package, str(path))
    cpu_s = time.process_time() - began_s
    words = Counter(word.casefold() for word in _WORD.findall(text))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"words": words, "cpu_s": cpu_s, "peak_mb": peak_mb}))


if __name__ == "__main__":
    main()
