"""How hard sets of labelled texts are: python -m bench.capitals FILE.jsonl …

What a naive pattern reaches, words in capitals that end in such a word as Programme or Fund: how
many of the labelled names it finds, how much of what it finds is one, and to how many texts
without a scheme it gives a name. Beside it stands what we reach. Where the pattern names many
texts without a scheme, these are distractors that look like one.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import quality  # noqa: E402 - after the path is set
from bench.schemes import Schemes, compare  # noqa: E402 - after the path is set
from bench.scoring import Row  # noqa: E402 - after the path is set

_NOUNS = (
    "Pilot Programme Scheme Pathfinder Trailblazer Vanguard Pioneer Accelerator Adopter Bed Zone "
    "Deal Fund Compact Commission Review Taskforce Paper Bill Initiative Partnership Plan Project"
)
_ENDS = "|".join(
    [*(f"{noun}s?" for noun in _NOUNS.split()), "Strateg(?:y|ies)", "Authorit(?:y|ies)"]
)
_RUN = re.compile(rf"\b(?:[A-Z][\w'’-]*,? (?:(?:of|and|for|the|to|in) )?)+(?:{_ENDS})\b")
_LEADS = re.compile(r"^(?:The|A|An|This|In|For|But|And) ")


def named(row: Row) -> Iterator[str]:
    """Yield what the pattern takes for a name, each once."""
    seen = set()
    for text in (row["title"] or "", row["text"] or ""):
        for found in _RUN.finditer(text.replace("\n", " ")):
            name = _LEADS.sub("", found.group())
            if " " in name and name not in seen:
                seen.add(name)
                yield name


def main(arguments: Sequence[str]) -> int:
    """Print a line for each set: the pattern, and us."""
    predict = quality.predictor(HERE / "seeds")
    for path in map(Path, arguments):
        rows = [row for row in quality.read(path) if "initiatives" in row.get("labels", {})]
        naive, ours = Schemes(), Schemes()
        for row in rows:
            wanted = row["labels"]["initiatives"]
            naive.add(compare(wanted, [{"name": name} for name in named(row)]))
            ours.add(compare(wanted, predict(row)["schemes"]))
        print(f"{path.name}, {len(rows)} texts, precision, recall, distractors named")
        for who, came in (("pattern", naive), ("ours", ours)):
            share = came.fooled.value if came.fooled.whole else 0.0
            print(f"  {who:8} {came.names.precision:.2f} {came.names.recall:.2f} {share:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
