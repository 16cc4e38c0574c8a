"""Who is behind a scheme, and where it is: what speaks for it, learned from labelled texts.

Part of bench.news, which writes what is learned into seeds/news.tsv.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench import behind, given
from bench.counting import Count
from bench.scoring import Row
from themes.initiatives import news

STRENGTH = 0.3  # C of scikit-learn: the smaller, the flatter the weights
LEAST_OFFERS = 3  # texts that show a sign of a body or a place


@dataclass(frozen=True, slots=True)
class Offered:
    """A body or a place by a scheme, and whether a person found it there."""

    text: str  # id of the text
    what: str  # sponsor or area
    signs: dict[str, float]
    is_right: bool


def behinds() -> list[Row]:
    """Return the texts about who is behind a scheme that may be learned from, with their labels."""
    return [
        {
            **row,
            "date": "",
            "labels": {
                "new_initiative": False,
                "initiatives": [
                    {
                        "name": one["name"],
                        "aliases": [],
                        "role": "main",
                        "areas": one["areas"],
                        "sponsors": [body["name"] for body in one["sponsors"]],
                    }
                    for one in row["initiatives"]
                ],
            },
        }
        for row in behind.half(behind.rows(), True)
    ]


def offers(rows: Iterable[Row], reader: given.Reader) -> Iterator[Offered]:
    """Yield the bodies and places by the schemes of these texts, whose names are given."""
    for row in rows:
        teller, found = reader.given(row)
        schemes = [one for one in found if one]
        for label, one in zip(row["labels"]["initiatives"], found, strict=True):
            if one is None or "areas" not in label:
                continue
            is_main = label.get("role") == "main"
            abouts = teller.sentences(one, schemes, is_main=is_main)
            for offer in teller.company.offers(abouts, len(schemes)):
                names = label.get(f"{offer.what}s", ())
                words = offer.name, offer.field.text[offer.start : offer.stop]
                is_right = any(given.is_same(name, word) for name in names for word in words)
                yield Offered(row["id"], offer.what, offer.signs, is_right)


def learn(found: Sequence[Offered]) -> dict[str, list[float]]:
    """Return what speaks for a body being behind a scheme, and for its being in a place."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    weighed: dict[str, list[float]] = {}
    for column, what in (("behind", "sponsor"), ("there", "area")):
        own = [one for one in found if one.what == what]
        texts_with = Counter(
            sign for _, sign in {(one.text, sign) for one in own for sign in one.signs}
        )
        kept = {sign for sign, number in texts_with.items() if number >= LEAST_OFFERS}
        names = DictVectorizer()
        table: Any = names.fit_transform(
            [{sign: size for sign, size in one.signs.items() if sign in kept} for one in own]
        )
        table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
        model = LogisticRegression(C=STRENGTH, max_iter=5000, fit_intercept=False)
        model.fit(table, [one.is_right for one in own])
        at = news.COLUMNS.index(column)
        for sign, weight in zip(names.feature_names_, model.coef_[0], strict=True):
            weighed[sign] = [0.0] * len(news.COLUMNS)
            weighed[sign][at] = float(weight)
    return weighed


def check(rows: Sequence[Row], found: Sequence[Offered], folds: int) -> Iterator[str]:
    """Yield how well bodies and places are told in texts that were not learned from."""
    numbers = {row["id"]: number % folds for number, row in enumerate(rows)}
    counts = {"sponsor": Count(), "area": Count()}
    for fold in range(folds):
        kept = [one for one in found if numbers[one.text] != fold]
        taught = news.News.of("", (0.0,) * len(news.COLUMNS), learn(kept))
        for one in (one for one in found if numbers[one.text] == fold):
            is_said = taught.is_so(one.what, one.signs)
            counts[one.what].add(
                Count(
                    int(is_said and one.is_right),
                    int(is_said and not one.is_right),
                    int(one.is_right and not is_said),
                )
            )
    for what, count in counts.items():
        yield f"{what}s offered: precision {count.precision:.3f} recall {count.recall:.3f}"
