"""Learns what tells that a scheme is the news of a text, and its stage: python -m bench.news.

Logistic regression over the signs of ``themes.initiatives.evidence``. Schemes that a person
found and the finder missed are learned from as well: the lesson is what texts say of schemes,
not how well names are found. ``--check`` prints how good it is on texts that it did not learn
from, eight times over. Needs scikit-learn (pip install '.[learn]') and word vectors (the head of
bench/vectors.py).
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import company, given, namings, quality, second_look, vectors  # noqa: E402
from bench.counting import Count  # noqa: E402 - after the path is set
from bench.scoring import Row  # noqa: E402 - after the path is set
from records import STAGES  # noqa: E402 - after the path is set
from themes.initiatives import aboutness, news, weights  # noqa: E402 - after the path is set
from themes.initiatives.aboutness import Named  # noqa: E402 - after the path is set
from themes.initiatives.look import Look  # noqa: E402 - after the path is set
from themes.initiatives.names import key  # noqa: E402 - after the path is set
from themes.initiatives.weights import Weights  # noqa: E402 - after the path is set
from themes.matching import match  # noqa: E402 - after the path is set
from themes.text.fields import fields  # noqa: E402 - after the path is set

BENCH = Path(__file__).parent
TEXTS = (
    *("initiatives", "labelled", "lives", "named", "rendered", "renditions", "reported"),
    *("brands", "notices", "sideways", "officials", "assorted", "plain"),
)
# These do not teach who is behind a scheme and where it is: no better with them.
NEWS_ONLY = ("varied", "manners", "further", "pressroom", "townhall")
HELD_OUT = ("rendered", "even")  # the half of this set by which the product is measured
THEMES_ONLY = ("r1-", "r2-", "r3-")  # renditions whose news nobody labelled
FOLDS = 8
# C of scikit-learn: the smaller, the flatter the weights.
STRENGTH = 1.0
STRENGTH_STAGES = 0.3
# How much a word counts with which a text opens, and what it is like, while stages are learned;
# by leaving out one set at a time.
WORD_SCALE, ALIKE_SCALE = 3.0, 1.5
LEAST_ALIKE = 0.2  # weights of words that no text taught which are all closer to 0 are left out
LEAST_TEXTS = 4  # that show a sign; rarer ones teach nothing
SMALL = 0.02  # weights closer to 0 are left out: they change nothing that can be seen
_BY_HAND = 0.9  # confidence in a scheme that only a person found
Taught = tuple[dict[str, list[float]], list[float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A scheme in a text, and what a person said of it."""

    text: str  # id of the text
    signs: dict[str, float]
    words: frozenset[str]  # with which the text opens
    is_main: bool
    stage: str | None  # None: nobody said
    is_found: bool  # by the finder


def texts(names: Iterable[str] = (*TEXTS, *NEWS_ONLY)) -> list[Row]:
    """Return the labelled texts that may be learned from."""
    found = []
    for name in names:
        rows = quality.read(BENCH / f"{name}.jsonl")
        if name == HELD_OUT[0]:
            held = {row["id"] for row in quality.half(rows, HELD_OUT[1])}
            rows = [row for row in rows if row["id"] not in held]
        found += [row for row in rows if not row["id"].startswith(THEMES_ONLY)]
    return found


def digest(rows: Iterable[Row]) -> str:
    """Return what names these texts and what people said of their schemes."""
    told = [[row["id"], row["title"], row["text"], row["date"], _labels(row)] for row in rows]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _labels(row: Row) -> list[Any]:
    labels = row["labels"]
    return [labels["new_initiative"], labels["initiatives"]]


def finders(knowledge: namings.Seeds) -> dict[str, Weights]:
    """Return for each text what finds names in it, learned without it.

    A finder that knows a text finds too well in it to teach what wrong names look like.
    """
    rows, others = namings.texts(), namings.texts(namings.MORE)
    homes = namings.folds(rows)
    offers = namings.cases(rows, namings.reforms(rows, others), knowledge)
    taught = second_look.by_fold(rows, offers, others)
    return {row["id"]: taught[home] for row, home in zip(rows, homes, strict=True)}


def cases(
    rows: Iterable[Row], knowledge: namings.Seeds, by_text: Mapping[str, Weights]
) -> Iterator[Case]:
    """Yield the schemes of these texts, found by the finder or by a person."""
    register, ruleset = knowledge.known, knowledge.ruleset
    plain = weights.load(HERE / "seeds" / "namings.tsv")
    for row in rows:
        document = quality.document(row)
        read = fields(document)
        verdict = match.match(document, ruleset)
        signs = by_text.get(row["id"], plain)
        look = Look.at(
            document, read, register, knowledge.gazetteer, knowledge.bodies, signs, verdict
        )
        found = list(look.schemes().found.values())
        labels = row["labels"]["initiatives"]
        count = len(found)
        for label in labels:
            if not any(_is(one, label) for one in found):
                missed = given.labelled(label, read, register)
                found += [missed] if missed else []
        for number, one in enumerate(found):
            label = next((label for label in labels if _is(one, label)), None)
            wide = aboutness.sentences(one, found, read[0], is_main=True)
            is_main = label is not None and label["role"] == "main"
            yield Case(
                text=row["id"],
                signs=look.evidence.signs(one, found, wide),
                words=look.evidence.words,
                is_main=is_main,
                stage=label["stage"] if label else None,
                is_found=number < count,
            )


def _is(one: Named, label: Row) -> bool:
    """Return whether a scheme is the one that a person named."""
    return not {*map(key, (one.name, *one.aliases))}.isdisjoint(
        map(key, (label["name"], *label["aliases"]))
    )


def learn(found: Sequence[Case]) -> Taught:
    """Return the weights of each sign, in the order of the columns, and what all are given."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    kept = _kept((case.text, case.signs) for case in found)
    signs = [{sign: size for sign, size in case.signs.items() if sign in kept} for case in found]
    names = DictVectorizer()
    table: Any = names.fit_transform(signs)
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    main = LogisticRegression(C=STRENGTH, solver="liblinear")
    main.fit(table, [case.is_main for case in found])
    staged = [at for at, case in enumerate(found) if case.stage]
    by_sign, by_word, given = _stages(table[staged], [found[at] for at in staged])
    weighed = {
        sign: [float(weight), *row, 0.0, 0.0]
        for sign, weight, row in zip(names.feature_names_, main.coef_[0], by_sign, strict=True)
    }
    weighed |= {news.WORD + word: [0.0, *row, 0.0, 0.0] for word, row in by_word.items()}
    return weighed, [float(main.intercept_[0]), *given, 0.0, 0.0]


def _kept(found: Iterable[tuple[str, Iterable[str]]]) -> set[str]:
    """Return the signs that enough texts show; each comes with the text that shows it."""
    texts_with = Counter(sign for _, sign in {(text, sign) for text, own in found for sign in own})
    return {sign for sign, number in texts_with.items() if number >= LEAST_TEXTS}


def _stages(
    table: Any, found: Sequence[Case]
) -> tuple[list[list[float]], dict[str, list[float]], list[float]]:
    """Return what the signs of a table, single words and nothing at all say of each of STAGES.

    A word is weighed by itself and by the words that are used like it (``bench.vectors``).
    """
    from scipy.sparse import csr_matrix, diags, hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    alike = vectors.load()
    kept = _kept((case.text, case.words) for case in found)
    openings = [case.words for case in found]
    names = DictVectorizer()
    own = names.fit_transform([dict.fromkeys(words & kept, 1.0) for words in openings])
    share = diags([max(len(words), news.FEW_WORDS) ** -0.5 for words in openings])
    like = csr_matrix(alike.together(openings))
    whole: Any = hstack([table, share @ own * WORD_SCALE, share @ like * ALIKE_SCALE]).tocsr()
    model = LogisticRegression(C=STRENGTH_STAGES, max_iter=5000)
    model.fit(whole, [case.stage for case in found])
    order = [list(model.classes_).index(stage) for stage in STAGES]
    rows = model.coef_[order]
    first, last = table.shape[1], table.shape[1] + len(names.feature_names_)
    words = {
        word: row
        for word, row in alike.apart(rows[:, last:] * ALIKE_SCALE).items()
        if word in kept or (alike.is_known(word) and max(map(abs, row)) >= LEAST_ALIKE)
    }
    for word, row in zip(names.feature_names_, rows[:, first:last].T * WORD_SCALE, strict=True):
        beside = words.get(word, [0.0] * len(STAGES))
        words[word] = [a + b for a, b in zip(row.tolist(), beside, strict=True)]
    return rows[:, :first].T.tolist(), words, model.intercept_[order].tolist()


def made(name: str, taught: Taught) -> news.News:
    """Return what was learned as the product holds it."""
    rows, bias = taught
    return news.News.of(name, bias, rows)


def written(name: str, taught: Taught) -> str:
    """Return the file that the product reads; ``name``: digest of the texts."""
    rows, bias = taught
    lines = [f"# texts {name}", "\t".join(["sign", *news.COLUMNS]), _line(news.BIAS, bias)]
    lines += [_line(sign, row) for sign, row in sorted(rows.items()) if max(map(abs, row)) >= SMALL]
    return "".join(line + "\n" for line in lines)


def _line(sign: str, row: Sequence[float]) -> str:
    cells = [f"{one:.2f}" if abs(one) >= SMALL or sign == news.BIAS else "" for one in row]
    return "\t".join([sign, *cells])


def check(rows: Sequence[Row], found: Sequence[Case]) -> Iterator[str]:
    """Yield figures for texts that were not learned from, each text judged once."""
    numbers = {row["id"]: number % FOLDS for number, row in enumerate(rows)}
    told: dict[tuple[bool, str], bool] = {}
    staged = Counter[str]()
    for fold in range(FOLDS):
        taught = made("", learn([case for case in found if numbers[case.text] != fold]))
        for case in (case for case in found if numbers[case.text] == fold):
            judged = taught.judge(case.signs, case.words)
            for only_found in (True, False) if case.is_found else (False,):
                where = only_found, case.text
                told[where] = told.get(where, False) or judged.is_live
            if case.stage:
                staged["wanted"] += 1
                staged["right"] += judged.stage == case.stage
    for only_found, how in ((True, "schemes as found"), (False, "every scheme found")):
        count = Count()
        for row in rows:
            is_said, is_so = (
                told.get((only_found, row["id"]), False),
                row["labels"]["new_initiative"],
            )
            count.add(Count(is_said and is_so, is_said and not is_so, is_so and not is_said))
        figures = f"precision {count.precision:.3f} recall {count.recall:.3f} F1 {count.f1:.3f}"
        yield f"{how}: news {figures}"
    yield f"stage: {staged['right']} of {staged['wanted']} right"


def main() -> int:
    """Learn and write, or only check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "seeds" / "news.tsv")
    parser.add_argument("--check", action="store_true", help="write nothing, print figures")
    asked = parser.parse_args()
    rows = texts()
    knowledge = namings.Seeds()
    try:
        found = list(cases(rows, knowledge, finders(knowledge)))
        told_of = [*texts(TEXTS), *company.behinds()]
        told = list(company.offers(told_of, given.Reader.of(HERE / "seeds")))
        if asked.check:
            print("\n".join([*check(rows, found), *company.check(told_of, told, FOLDS)]))
            return 0
        weighed, bias = learn(found)
        taught = weighed | company.learn(told), bias
    except ImportError:
        print("Error: scikit-learn is not installed: pip install '.[learn]'", file=sys.stderr)
        return 1
    asked.out.write_text(written(digest([*rows, *company.behinds()]), taught), encoding="utf-8")
    print(f"{asked.out}: {len(taught[0])} signs of {len(found)} schemes in {len(rows)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
