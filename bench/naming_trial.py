"""Tries the finding of names on texts that it did not learn from: python -m bench.naming_trial.

Each text of ``namings.TEXTS`` is read with weights that were learned without it, and compared as
``bench.quality`` does.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import namings, quality, second_look  # noqa: E402 - after the path is set
from bench.scoring import Count, Row, compare_names  # noqa: E402 - after the path is set
from records import Mention  # noqa: E402 - after the path is set
from themes.initiatives import named, news  # noqa: E402 - after the path is set
from themes.initiatives.weights import Weights  # noqa: E402 - after the path is set
from themes.matching import match  # noqa: E402 - after the path is set

INVENTED = ("initiatives", "named")  # sets whose schemes nobody can know


@dataclass(slots=True)
class Tally:
    """What came out for one set."""

    names: Count = field(default_factory=Count)
    new: Count = field(default_factory=Count)  # names of no list, wrong or right only
    without: int = 0  # texts that name no scheme
    fooled: int = 0  # of those, given one
    sure: list[tuple[float, bool]] = field(default_factory=list)  # each new name


def trained(rows: Sequence[Row], seeds: namings.Seeds) -> Iterator[tuple[list[Row], Weights]]:
    """Yield for each fold its texts, and the weights that the others teach."""
    others = namings.texts(namings.MORE)
    found = namings.cases(rows, namings.reforms(rows, others), seeds)
    homes = namings.folds(rows)
    for fold, made in enumerate(second_look.by_fold(rows, found, others)):
        yield [row for row, home in zip(rows, homes, strict=True) if home == fold], made


def tally(row: Row, mentions: Sequence[Mention], seeds: namings.Seeds, sums: Tally) -> None:
    """Add what was found in one text."""
    document = quality.document(row)
    wanted = row["labels"]["initiatives"]
    given = list(dict.fromkeys(quality.as_written(document, one) for one in mentions))
    sums.names.add(compare_names(wanted, given))
    if not wanted:
        sums.without += 1
        sums.fooled += bool(mentions)
    for one in mentions:
        if seeds.known.get(one.initiative_id) is None:
            right = compare_names(wanted, [quality.as_written(document, one)]).right > 0
            sums.new.add(Count(int(right), int(not right), 0))
            sums.sure.append((one.confidence, right))


def main() -> int:
    """Print the figures of each set at some thresholds, and how sure was how often right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enough", type=float, nargs="*", default=[namings.ENOUGH])
    parser.add_argument("--elsewhere", type=float, default=0.08, help="more, on no theme")
    asked = parser.parse_args()
    seeds = namings.Seeds()
    rows = namings.texts()
    folds = list(trained(rows, seeds))
    verdicts = {row["id"]: match.match(quality.document(row), seeds.ruleset) for row in rows}
    told = news.load(HERE / "seeds" / "news.tsv")
    for enough in asked.enough:
        sums: dict[str, Tally] = defaultdict(Tally)
        for texts, made in folds:
            weights = replace(made, enough=enough, enough_elsewhere=enough + asked.elsewhere)
            for row in texts:
                found = named.find(
                    quality.document(row),
                    seeds.known,
                    seeds.gazetteer,
                    seeds.bodies,
                    weights,
                    told,
                    verdicts[row["id"]],
                )
                tally(row, found.mentions, seeds, sums[row["set"]])
        for name, one in sums.items():
            print(
                f"{enough:.2f} {name}: precision {one.names.precision:.3f}, recall "
                f"{one.names.recall:.3f} of {one.names.right + one.names.missed}, new names "
                f"{one.new.right} right {one.new.wrong} wrong, given a name without one "
                f"{one.fooled} of {one.without}"
            )
        _calibration([pair for one in sums.values() for pair in one.sure])
    return 0


def _calibration(sure: Sequence[tuple[float, bool]]) -> None:
    for tenth in range(3, 10):
        own = [right for how, right in sure if tenth <= 10 * how < tenth + 1 or how == 1 == tenth]
        if own:
            print(f"  sure {tenth / 10:.1f}: {sum(own) / len(own):.2f} right of {len(own)}")


if __name__ == "__main__":
    sys.exit(main())
