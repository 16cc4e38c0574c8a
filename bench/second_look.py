"""Learns what the names that a text offers say of each other, once each was weighed by itself.

Part of ``python -m bench.namings``. The points of a name come from weights that were learned
without its text: by weights that know it nearly every name is told rightly, and the second look
would find nothing left to weigh.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bench import namings
from bench.namings import Case
from bench.scoring import Row
from themes.initiatives import rivals, signs
from themes.initiatives.weights import BIAS, Weights

STRENGTH = 1.0  # C of scikit-learn: the smaller, the flatter the weights


def by_fold(rows: Sequence[Row], found: Sequence[Case], others: Sequence[Row]) -> list[Weights]:
    """Return for each fold of the texts the weights that the other folds teach.

    Args:
        rows: Labelled texts.
        found: What they offer.
        others: Texts that teach only what public services are.
    """
    homes = namings.folds(rows)
    made = []
    for fold in range(namings.FOLDS):
        kept = [row for row, home in zip(rows, homes, strict=True) if home != fold]
        cases = [case for case in found if homes[case.row] != fold]
        made.append(namings.learn(cases, namings.about_services([*kept, *others])))
    again = learn(found, [made[homes[case.row]].points(case.offer.signs) for case in found])
    return [replace(one, again=again) for one in made]


def learn(found: Sequence[Case], points: Sequence[float]) -> dict[str, float]:
    """Return the weight of each of ``rivals.FIGURES``, and what every name is given.

    Args:
        found: What texts offer.
        points: What the signs of each say, by weights that were learned without its text.
    """
    from sklearn.linear_model import LogisticRegression

    by_text: dict[int, list[int]] = defaultdict(list)
    for at, case in enumerate(found):
        by_text[case.row].append(at)
    table: list[tuple[float, ...]] = []
    kept: list[Case] = []
    for places in by_text.values():
        asked = [at for at in places if not _is_passed_over(found[at])]
        table += rivals.figures(
            [points[at] for at in asked],
            [found[at].offer.spans for at in asked],
            found[places[0]].offer.count,
            any(found[at].is_known for at in places),
            signs.ON_A_THEME in found[places[0]].offer.signs,
        )
        kept += [found[at] for at in asked]
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(
        table, [case.is_wanted for case in kept], sample_weight=[case.weight for case in kept]
    )
    weighed = zip(rivals.FIGURES, model.coef_[0], strict=True)
    return {BIAS: float(model.intercept_[0])} | {name: float(weight) for name, weight in weighed}


def _is_passed_over(case: Case) -> bool:
    """Return whether a name is never asked about: the register has it, or it is another thing."""
    return case.is_known or signs.is_vetoed(case.offer.signs)
