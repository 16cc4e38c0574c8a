"""Learns which signs tell a scheme's name from labelled texts: python -m bench.namings.

Logistic regression over the signs of all names that a text offers, and over pairs of signs. Known
schemes are offered too: real names teach as well. What stands in ``HELD_OUT`` is never learned
from. ``python -m bench.naming_trial`` measures, each text by weights learned without it.
Needs scikit-learn (pip install '.[learn]') and word vectors (the head of bench/vectors.py).
"""

import argparse
import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import leanings, pairings, quality, vectors  # noqa: E402 - after the path is set
from bench.scoring import Row  # noqa: E402 - after the path is set
from themes.initiatives import claims, discovery, organisations, places, register, signs, weights  # noqa: E402
from themes.initiatives.discovery import Offer  # noqa: E402 - after the path is set
from themes.initiatives.names import key  # noqa: E402 - after the path is set
from themes.initiatives.weights import AGAIN, BIAS, OF_TEXT, REFORM, Pairs, Weights  # noqa: E402
from themes.matching import learned, match  # noqa: E402 - after the path is set
from themes.matching.learned import Learned  # noqa: E402 - after the path is set
from themes.rules import load  # noqa: E402 - after the path is set
from themes.text.fields import Span, fields  # noqa: E402 - after the path is set

# They teach no words of whole texts: "pilot" would mislead in these.
NAMES_ONLY = ("manners", "varied", "pressroom", "townhall", "further", "paperwork", "newsprint")
TEXTS = (
    *("initiatives", "labelled", "named", "rendered", "renditions", "reported"),
    *("brands", "notices", "sideways", "officials", "assorted", "plain", "mixed"),
    *NAMES_ONLY,
)
MORE = ("later", "outside")  # texts that say what public services are, and name no scheme
FOLDS = 8
LEAST_NAMES = 4  # that have a sign; rarer ones teach nothing
STRENGTH = 0.4  # C of scikit-learn: the smaller, the flatter the weights
TEXT_STRENGTH = 0.3  # the same, of the words of whole texts
SMALL = 0.02  # weights closer to 0 are left out: they change nothing that can be seen
ENOUGH, ENOUGH_ELSEWHERE = 0.46, 0.78  # chosen by sets that teach no names
SCALE = 2.0  # of signs that people thought of; of single words 1
OVERLAPPING = 0.3  # what a wrong name weighs under a right one
# More in sets by which finding was built, less where texts are labelled for their themes.
WEIGHTS = {"renditions": 0.4, "initiatives": 2.0, "named": 2.0, "reported": 2.0}


@dataclass(frozen=True, slots=True)
class Case:
    """One name that a text offers, and whether a person found it there."""

    row: int  # which text
    offer: Offer
    is_wanted: bool
    is_known: bool  # the register has it
    weight: float


class Seeds:
    """What is read from the seeds, the weights of signs aside."""

    def __init__(self, seeds: Path = HERE / "seeds") -> None:
        self.ruleset = load.ruleset(seeds)
        self.gazetteer = places.load(seeds / "areas.yaml")
        self.bodies = organisations.load(seeds / "organisations.yaml")
        self.known = register.load(seeds / "initiatives.yaml")


def texts(names: Sequence[str] = TEXTS) -> list[Row]:
    """Return the labelled texts of some sets that may be learned from, each with its set."""
    found = []
    for name in names:
        for row in leanings.texts([name]):
            labels = row.get("labels") or {**row, "themes": []}
            found.append({**row, "labels": labels, "set": name})
    return found


def digest(rows: Sequence[Row]) -> str:
    """Return what names these texts and labels: the same ones, the same digest."""
    told = [[row["id"], row["title"], row["text"], _names(row)] for row in rows]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _names(row: Row) -> list[list[str]]:
    return [[one["name"], *one["aliases"]] for one in row["labels"]["initiatives"]]


def about_services(rows: Sequence[Row]) -> Learned:
    """Return the words by which a text is told to be about public services."""
    kept = [row for row in rows if row["set"] not in NAMES_ONLY]
    told = [
        {**row, "labels": {"themes": [REFORM] if row["labels"]["relevant"] else []}} for row in kept
    ]
    strength, leanings.STRENGTH = leanings.STRENGTH, TEXT_STRENGTH
    try:
        found, bias = leanings.learn(told, [REFORM])
    finally:
        leanings.STRENGTH = strength
    return Learned(
        digest="",
        bias={REFORM: bias[0]},
        weights={REFORM: {word: row[0] for word, row in found.items()}},
    )


def folds(rows: Sequence[Row]) -> list[int]:
    """Return a fold for each text, always the same."""
    draw = random.Random(1)
    return [draw.randrange(FOLDS) for _ in rows]


def reforms(rows: Sequence[Row], others: Sequence[Row]) -> list[float]:
    """Return how far each text speaks for public services, by words learned without it."""
    homes = folds(rows)
    found = [0.0] * len(rows)
    for fold in range(FOLDS):
        kept = [row for row, home in zip(rows, homes, strict=True) if home != fold]
        taught = about_services([*kept, *others])
        for at, home in enumerate(homes):
            if home == fold:
                found[at] = taught.teach(leanings.counted(rows[at]), (REFORM,))[REFORM]
    return found


def cases(rows: Sequence[Row], reform: Sequence[float], knowledge: Seeds) -> list[Case]:
    """Return all names that the texts offer."""
    found = []
    for at, row in enumerate(rows):
        document = quality.document(row)
        verdict = match.match(document, knowledge.ruleset)
        read = fields(document)
        scenery = claims.Scenery.of(read, knowledge.gazetteer, knowledge.bodies)
        barred = {one.name: scenery.barred(one.name) for one in read}
        setting = signs.setting(read, barred, verdict.is_relevant, reform[at])
        hits = [
            hit
            for hit in knowledge.known.find_known(read)
            if verdict.is_relevant or hit.field.caps[hit.first]
        ]
        nothing: dict[str, set[int]] = {one.name: set() for one in read}
        offers = discovery.offered(read, setting, nothing, knowledge.known.keys)
        found += list(_judged(at, row, offers, hits))
    return found


def _judged(
    at: int, row: Row, offers: Iterable[Offer], hits: Sequence[register.Known]
) -> Iterable[Case]:
    """Yield the offers of a text, each with what people said of it."""
    wanted = {key(name) for names in _names(row) for name in names}
    wanted |= {key(Span(hit.field, hit.first, hit.last).written) for hit in hits}
    taken = {(hit.field.name, word) for hit in hits for word in range(hit.first, hit.last)}
    offers = list(offers)
    right = {
        spot
        for offer in offers
        if offer.key in wanted
        for span in offer.spans
        for spot in _spots(span)
    }
    whole = [offer.key for offer in offers if offer.key in wanted]
    for offer in offers:
        spots = {spot for span in offer.spans for spot in _spots(span)}
        is_wanted = offer.key in wanted
        is_known = not taken.isdisjoint(spots)
        if is_known:  # it would not be asked about, so this must teach nothing
            offer.signs.pop(signs.LISTED, None)
        if any(_is_part(offer.key, one) for one in whole):
            continue  # the Bargain, for the Saltmarsh Bargain: neither right nor wrong
        weight = WEIGHTS.get(row["set"], 1.0)
        weight *= 1.0 if is_wanted or right.isdisjoint(spots) else OVERLAPPING
        yield Case(at, offer, is_wanted, is_known, weight)


def _is_part(one: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    size = len(one)
    return size < len(whole) and any(
        whole[at : at + size] == one for at in range(len(whole) - size + 1)
    )


def _spots(span: Span) -> set[tuple[str, int]]:
    return {(span.field.name, word) for word in range(span.first, span.last)}


def scale(sign: str) -> float:
    """Return how much a sign counts while weights are learned."""
    return 1.0 if sign.partition(":")[0] in vectors.FAMILIES else SCALE


def learn(
    found: Sequence[Case], texts: Learned, name: str = "", again: Iterable[tuple[str, float]] = ()
) -> Weights:
    """Return the weights of all signs.

    Args:
        found: What texts offer.
        texts: Words that tell what a text is about.
        name: Digest of the texts.
        again: What the second look weighs: ``second_look``.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    alike = vectors.load()
    having: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for case in found:
        for sign in case.offer.signs:
            having[sign].add(case.offer.key)
    columns = sorted(sign for sign, names in having.items() if len(names) >= LEAST_NAMES)
    numbers = {sign: number for number, sign in enumerate(columns)}
    values, places, ends = [], [], [0]
    for case in found:
        known = [sign for sign in case.offer.signs if sign in numbers]
        places += [numbers[sign] for sign in known]
        values += [scale(sign) for sign in known]
        ends.append(len(places))
    table: Any = csr_matrix((values, places, ends), shape=(len(found), len(columns)))
    signs_of = [case.offer.signs for case in found]
    pairs = pairings.Pairings(signs_of)
    table = hstack([table, csr_matrix(alike.beside(signs_of)), pairs.table(signs_of)]).tocsr()
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500)
    model.fit(
        table,
        [case.is_wanted for case in found],
        sample_weight=[case.weight for case in found],
    )
    told = model.coef_[0].tolist()
    likes, both = len(columns), len(told) - len(pairs)
    learnt = {sign: told[at] * scale(sign) for sign, at in numbers.items()}
    for sign, weight in alike.folded(told[likes:both]).items():
        if sign in learnt:
            learnt[sign] += weight
        elif alike.is_known(sign) and abs(weight) >= vectors.LEAST:
            learnt[sign] = weight
    return Weights(
        name,
        {sign: round(weight, 2) for sign, weight in learnt.items() if abs(weight) >= SMALL},
        texts,
        float(model.intercept_[0]),
        ENOUGH,
        ENOUGH_ELSEWHERE,
        dict(again),
        Pairs(pairs.weighed(told[both:])),
    )


def written(made: Weights) -> str:
    """Return the file that the product reads."""
    words = made.texts.weights[REFORM]
    rows = {
        BIAS: made.bias,
        weights.ENOUGH: made.enough,
        weights.ENOUGH_ELSEWHERE: made.enough_elsewhere,
        **{AGAIN + figure: weight for figure, weight in made.again.items()},
        **made.signs,
        OF_TEXT + learned.BIAS: made.texts.bias[REFORM],
        **{
            OF_TEXT + word: weight
            for word, weight in sorted(words.items())
            if abs(weight) >= leanings.SMALL
        },
    }
    rows |= {"\t".join(pair): weight for pair, weight in sorted(made.pairs.weights.items())}
    lines = [f"# texts {made.digest}", *(f"{sign}\t{weight:.2f}" for sign, weight in rows.items())]
    return "".join(line + "\n" for line in lines)


def main() -> int:
    """Learn and write; say what was learned from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "seeds" / "namings.tsv")
    asked = parser.parse_args()
    from bench import second_look  # which needs what stands above

    knowledge, rows, others = Seeds(), texts(), texts(MORE)
    try:
        found = cases(rows, reforms(rows, others), knowledge)
        again = second_look.by_fold(rows, found, others)[0].again
        made = learn(found, about_services([*rows, *others]), digest(rows), again.items())
    except ImportError:
        print("Error: scikit-learn is not installed: pip install '.[learn]'", file=sys.stderr)
        return 1
    asked.out.write_text(written(made), encoding="utf-8")
    wanted = sum(case.is_wanted for case in found)
    print(f"{asked.out}: {len(made.signs)} signs of {wanted} names in {len(rows)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
