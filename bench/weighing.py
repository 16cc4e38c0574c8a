"""Fits how much rules, sentences and words count in a theme's score: python -m bench.weighing.

Words are judged by weights that were learned without the text at hand. Rules whose writers
knew the texts look better than they are: ``--seeds`` takes a folder with rules of an earlier
day, which had not seen them. Needs scikit-learn: pip install '.[learn]'.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log2
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import leanings, quality  # noqa: E402 - after the path is set
from bench.scoring import Row  # noqa: E402 - after the path is set
from records import Verdict  # noqa: E402 - after the path is set
from themes.matching import match, scoring  # noqa: E402 - after the path is set
from themes.matching.leaning import lean  # noqa: E402 - after the path is set
from themes.matching.learned import Learned  # noqa: E402 - after the path is set
from themes.rules import load, rules  # noqa: E402 - after the path is set
from themes.rules.rules import Ruleset  # noqa: E402 - after the path is set

FOLDS = 8
NAMES = ("rules", "sentences", "lean", "learned", "found")
THRESHOLD = 1.8  # of every theme that ships
TEXTS = ("rendered", "renditions")  # read from life: as wordy and as vague as the real ones


@dataclass(frozen=True, slots=True)
class Case:
    """What speaks for a theme in a text, and whether a person found it there."""

    values: tuple[float, ...]  # as NAMES
    is_wanted: bool


def cases(rows: Sequence[Row], others: Sequence[Row], ruleset: Ruleset) -> Iterator[Case]:
    """Yield all themes for all texts in scope, each text judged by words of the rest.

    Args:
        rows: Labelled texts.
        others: More of them, to learn words from only.
        ruleset: What finds the themes.
    """
    themes = sorted(ruleset.themes)
    for fold in range(FOLDS):
        kept = [row for number, row in enumerate(rows) if number % FOLDS != fold]
        kept += others
        weights, bias = leanings.learn(kept, themes)
        taught = Learned(
            digest="",
            bias=dict(zip(themes, bias, strict=True)),
            weights={
                theme: {word: row[at] for word, row in weights.items()}
                for at, theme in enumerate(themes)
            },
        )
        for row in rows[fold::FOLDS]:
            yield from _of_text(row, ruleset, taught)


def _of_text(row: Row, ruleset: Ruleset, taught: Learned) -> Iterator[Case]:
    document = quality.document(row)
    verdict = match.match(document, ruleset)
    page = rules.lay_out(ruleset.book, document.title, document.text)
    leaning = lean(ruleset, page.reading)
    learned = taught.teach(page.stream.counts, leaning)
    by_rules = {score.theme_id: score.by_rules for score in verdict.scores if score.by_rules > 0}
    for theme_id, lean_of in leaning.items() if verdict.scope.startswith("in") else ():
        sentences = max(_sentences(verdict, theme_id), 1) if theme_id in by_rules else 1
        values = (
            by_rules.get(theme_id, 0.0),
            log2(min(sentences, scoring.MOST_SENTENCES)),
            min(max(lean_of, -scoring.LEAN_MOST), scoring.LEAN_MOST),
            learned[theme_id],
            float(theme_id in by_rules),
        )
        yield Case(values, theme_id in row["labels"]["themes"])


def _sentences(verdict: Verdict, theme_id: str) -> int:
    hits = [hit for hit in verdict.hits if hit.theme_id == theme_id]
    return len({(hit.field, hit.sentence) for hit in hits})


def main() -> int:
    """Fit, and print what a point of each is worth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=HERE / "seeds")
    parser.add_argument("--sure", type=float, default=0.36, help="from which chance on to give")
    asked = parser.parse_args()
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        print("Error: scikit-learn is not installed: pip install '.[learn]'", file=sys.stderr)
        return 1
    rows = leanings.texts(TEXTS)
    others = leanings.texts([name for name in leanings.TEXTS if name not in TEXTS])
    found = list(cases(rows, others, load.ruleset(asked.seeds)))
    model = LogisticRegression(C=10, max_iter=2000)
    model.fit([one.values for one in found], [one.is_wanted for one in found])
    worth = dict(zip(NAMES, model.coef_[0], strict=True))
    unit = worth["rules"]
    for name in NAMES:
        print(f"{name:10} {worth[name] / unit:6.2f} points")
    least = (log(asked.sure / (1 - asked.sure)) - model.intercept_[0]) / unit - worth[
        "found"
    ] / unit
    even = (least - THRESHOLD) / worth["learned"] * unit
    print(f"even       {even:6.2f} units of what was learned, for a threshold of {THRESHOLD}")
    wanted = sum(len(row["labels"]["themes"]) for row in rows)
    print(f"{len(rows)} texts, {len(found)} themes asked, {wanted} wanted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
