import json
from pathlib import Path

import pytest

from bench import leanings, quality, scoring

HERE = Path(__file__).parents[2]
BENCH = HERE / "bench"
FLOORS = json.loads((BENCH / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answered():
    labelled, later, outside, rendered = (
        quality.read(BENCH / f"{name}.jsonl")
        for name in ("labelled", "later", "outside", "rendered")
    )
    whole = (
        *("named", "reported", "initiatives", "unseen", "glance"),
        *(
            "blind",
            "halves",
            "fair",
            "crowded",
            "level",
            "latest",
            "scraps",
            "sober",
            "candid",
            "wide",
        ),
    )
    predict = quality.predictor(HERE / "seeds")
    sets = {
        "labelled odd": quality.half(labelled, "odd"),
        "labelled even": quality.half(labelled, "even"),
        "later": later,
        "outside": outside,
        "held out": quality.half(rendered, leanings.HELD_OUT[1]),
        **{name: quality.read(BENCH / f"{name}.jsonl") for name in whole},
    }
    return sets, {row["id"]: predict(row) for rows in sets.values() for row in rows}


@pytest.mark.parametrize("name", sorted(name for name in FLOORS if "micro_f1" in FLOORS[name]))
def test_quality_does_not_fall_below_its_floors(answered, name):
    sets, answers = answered
    floors = FLOORS[name]

    figures = scoring.score(sets[name], answers)

    traps = figures["near_misses"]
    assert figures["micro"]["f1"] >= floors["micro_f1"]
    assert figures["macro_f1"] >= floors["macro_f1"]
    assert figures["relevant"]["f1"] >= floors["relevant_f1"]
    assert traps["called_relevant"] / traps["documents"] <= floors["near_misses_at_most"]


@pytest.mark.parametrize("name", sorted(name for name in FLOORS if "schemes" in FLOORS[name]))
def test_schemes_are_found_and_told_as_well_as_they_were(answered, name):
    sets, answers = answered
    floors = FLOORS[name]["schemes"]

    figures = scoring.score(sets[name], answers)

    told = figures["schemes"] | {"new_initiative_f1": figures["new_initiative"]["f1"]}
    for what, floor in floors.items():
        if what.endswith("_at_most"):
            assert told[what.removesuffix("_at_most")] <= floor, what
        else:
            assert told[what] >= floor, what


def test_the_labelled_documents_cover_themes_nations_years_and_styles():
    rows = [row for name in leanings.TEXTS for row in quality.read(BENCH / f"{name}.jsonl")]
    rendered = quality.read(BENCH / "rendered.jsonl")

    for some in (rows, rendered):
        themes = [theme for row in some for theme in row["labels"]["themes"]]
        assert len(some) >= 150
        assert sum(not row["labels"]["relevant"] for row in some) >= 76
        assert min(themes.count(theme) for theme in set(themes)) >= 8
        assert len(set(themes)) == 14
        assert all(row["labels"]["relevant"] is bool(row["labels"]["themes"]) for row in some)
    assert {row["labels"]["nation"] for row in rendered} >= {
        "england",
        "northern ireland",
        "scotland",
        "wales",
    }
    years = {row["date"][:4] for row in rows if row["date"]}
    assert {"2000", "2010", "2026"} <= years
    assert len({row["style"] for row in rendered}) >= 20


def test_figures_count_right_wrong_and_missed():
    rows = [
        {"id": "1", "labels": labels(["a", "b"], relevant=True)},
        {"id": "2", "labels": labels([], relevant=False, hard_negative=True)},
    ]
    answers = {
        "1": {"themes": ["a"], "relevant": True},
        "2": {"themes": ["c"], "relevant": True},
    }

    figures = scoring.score(rows, answers)

    assert figures["micro"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "wanted": 2}
    assert figures["near_misses"] == {"documents": 1, "called_relevant": 1}
    assert figures["relevant"]["precision"] == 0.5
    assert "mentions_unions" not in figures


def test_names_of_schemes_are_compared_without_weak_words():
    scheme = {"name": "Place Budget Pilots", "aliases": ["PBP"]}
    rows = [{"id": "1", "labels": labels(["a"], relevant=True, initiatives=[scheme])}]
    answers = {
        "1": {"themes": ["a"], "relevant": True, "initiatives": ["the place budget pilot", "X"]}
    }

    assert scoring.score(rows, answers)["initiatives"] == {
        "precision": 0.5,
        "recall": 1.0,
        "f1": 0.6667,
        "wanted": 1,
    }


def test_what_is_said_of_schemes_is_counted_where_their_names_were_found():
    scheme = {
        "name": "Open Door",
        "aliases": [],
        "stage": "pilot",
        "areas": ["Hull", "Leeds"],
        "sponsors": ["the county"],
    }
    found = {"stage": "rollout", "areas": ["Kingston upon Hull", "Hull"], "sponsors": []}
    rows = [
        {"id": "1", "labels": labels(["a"], relevant=True, initiatives=[scheme, scheme])},
        {"id": "2", "labels": labels([], relevant=False)},
        {"id": "3", "labels": labels([], relevant=False)},
    ]
    answers = {
        "1": answer([{"name": "Open Door pilots", **found}]),
        "2": answer([{"name": "Nothing", **found}]),
        "3": answer([]),
    }

    assert scoring.score(rows, answers)["schemes"] == {
        "name_precision": 0.5,
        "name_recall": 0.5,
        "distractors_named": 0.5,
        "stage_accuracy": 0.0,
        "area_recall": 0.5,
        "sponsor_recall": 0.0,
    }


def test_documents_without_labels_of_themes_are_not_asked_for_them():
    row = {"id": "1", "labels": {"relevant": True, "new_initiative": False, "initiatives": []}}
    figures = scoring.score([row], {"1": {**answer([]), "themes": ["a"]}})

    assert (figures["themes"], figures["micro"]["wanted"]) == ({}, 0)


def test_documents_without_labels_get_predictions_only(answered):
    sets, answers = answered
    rows = sets["labelled odd"][:3]
    bare = [{key: value for key, value in row.items() if key != "labels"} for row in rows]

    assert scoring.score(bare, answers)["documents"] == 0
    assert set(answers[rows[0]["id"]]) >= {"id", "themes", "relevant"}


def test_intervals_hold_the_figure_and_say_the_same_each_time():
    rows = [{"id": str(n), "labels": labels(["a"], relevant=True)} for n in range(40)]
    answers = {str(n): {"themes": ["a"] if n % 4 else [], "relevant": True} for n in range(40)}

    figures = scoring.score(rows, answers, rounds=200)

    low, high = figures["intervals"]["micro_f1"]
    assert low < figures["micro"]["f1"] < high
    assert figures["intervals"]["relevant_f1"] == [1.0, 1.0]
    assert scoring.score(rows, answers, rounds=200) == figures


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ('{"id": "a"}\n{"id": "a"}', "2: the id a stands there already"),
        ('{"title": "no id"}', "1: has no id"),
        ("\nno json", "2: is no JSON"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path, lines, fault):
    path = tmp_path / "some.jsonl"
    path.write_text(lines, encoding="utf-8")

    with pytest.raises(quality.BadLine, match=fault):
        quality.read(path)


def test_what_a_document_lacks_is_empty():
    found = quality.document({"id": "a", "title": None, "date": "2009-17-45"})

    assert (found.title, found.text, found.published_at) == ("", "", None)


def answer(schemes):
    names = [scheme["name"] for scheme in schemes]
    return {"themes": [], "relevant": True, "initiatives": names, "schemes": schemes}


def labels(themes, relevant, hard_negative=False, initiatives=()):
    return {
        "themes": themes,
        "relevant": relevant,
        "mentions_unions": False,
        "new_initiative": False,
        "initiatives": list(initiatives),
        "hard_negative": hard_negative,
    }
