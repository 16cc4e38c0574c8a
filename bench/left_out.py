"""How well schemes are told in a set by other hands: python -m bench.left_out [SET ...].

The weights of names and of the news are learned from all texts but those of one set, and judged
on that set: each was written in a manner of its own, so this comes nearest to what a new source
will bring. ``--errors`` lists what went wrong, ``--names`` leaves the news as the seeds have it,
which takes a third of the time. Needs scikit-learn: pip install '.[learn]'.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import initiatives, namings, news, quality, scoring, second_look  # noqa: E402
from bench.scoring import Row  # noqa: E402 - after the path is set
from themes import reading  # noqa: E402 - after the path is set
from themes.initiatives.news import BEHIND, COLUMNS, News  # noqa: E402 - after the path is set
from themes.initiatives.weights import Weights  # noqa: E402 - after the path is set

SETS = ("sideways", "officials", "assorted", "plain", "mixed")


@dataclass(frozen=True, slots=True)
class Lesson:
    """All that names are learned from."""

    rows: Sequence[Row]
    others: Sequence[Row]  # texts that teach only what public services are
    offers: Sequence[namings.Case]
    by_fold: Sequence[Weights]  # what each of the folds is not learned from

    @classmethod
    def of(cls, seeds: namings.Seeds) -> "Lesson":
        """Return what the labelled texts teach."""
        rows, others = namings.texts(), namings.texts(namings.MORE)
        offers = namings.cases(rows, namings.reforms(rows, others), seeds)
        return cls(rows, others, offers, second_look.by_fold(rows, offers, others))

    def without(self, name: str) -> Weights:
        """Return the weights that all sets but one teach.

        The seven weights of the second look are those of all sets: they hardly know a text.
        """
        kept = [row for row in self.rows if row["set"] != name]
        cases = [case for case in self.offers if self.rows[case.row]["set"] != name]
        words = namings.about_services([*kept, *self.others])
        return replace(namings.learn(cases, words), again=self.by_fold[0].again)


def told(
    lesson: Lesson, names: Mapping[str, Weights], seeds: namings.Seeds, shipped: News
) -> Iterator[tuple[str, News]]:
    """Yield for each set what all others teach of the news.

    Args:
        lesson: What names are learned from.
        names: For each set, what finds names in it.
        seeds: What the seeds know.
        shipped: Tells who is behind a scheme.
    """
    homes = namings.folds(lesson.rows)
    by_text = {
        row["id"]: names.get(row["set"], lesson.by_fold[home])
        for row, home in zip(lesson.rows, homes, strict=True)
    }
    texts = news.texts()
    cases = list(news.cases(texts, seeds, by_text))
    behind = {
        sign: row
        for sign, row in shipped.rows.items()
        if any(at >= COLUMNS.index(BEHIND) for at, _ in row)
    }
    for name in names:
        own = {row["id"] for row in lesson.rows if row["set"] == name}
        made = news.made("", news.learn([case for case in cases if case.text not in own]))
        yield name, replace(made, rows={**behind, **made.rows})


def main() -> int:
    """Learn without each set, judge it, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS, help="of those that are learned from")
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    parser.add_argument("--names", action="store_true", help="learn names only")
    asked = parser.parse_args()
    seeds, knows = namings.Seeds(), reading.know(HERE / "seeds")
    try:
        lesson = Lesson.of(seeds)
        names = {name: lesson.without(name) for name in asked.sets}
        tellers = dict.fromkeys(names, knows.news)
        if not asked.names:
            tellers = dict(told(lesson, names, seeds, knows.news))
    except ImportError:
        print("Error: scikit-learn is not installed: pip install '.[learn]'", file=sys.stderr)
        return 1
    for name, signs in names.items():
        rows = quality.read(HERE / "bench" / f"{name}.jsonl")
        predict = quality.predictor(replace(knows, signs=signs, news=tellers[name]))
        figures = scoring.score(rows, {row["id"]: predict(row) for row in rows}, rounds=0)
        shares = [f"{what.replace('_', ' ')} {one:.2f}" for what, one in figures["schemes"].items()]
        hints = figures.get("hints", {"documents": 0, "in_the_news": 0})
        print(
            f"{name}: {', '.join(shares)}, news F1 {figures['new_initiative']['f1']:.2f}, "
            f"hints {hints['documents']}, of these news {hints['in_the_news']}"
        )
        if asked.errors:
            print("\n".join(f"    {fault}" for fault in initiatives.faults(rows, predict)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
