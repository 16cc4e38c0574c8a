"""An editor and the loader judge a seed file by the same keys."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import seedfiles
from seedfiles import SeedError
from tests.themes import small
from themes.rules import load, schema

SEEDS = Path(__file__).parents[2] / "seeds"
FILES = {
    "theme.json": sorted((SEEDS / "themes").glob("*.yaml")),
    "scope.json": [SEEDS / "scope.yaml"],
    "lists.json": [SEEDS / "lists.yaml"],
}
GOOD = yaml.safe_load(small.THEME)


def errors(name: str, content: object) -> list[str]:
    checked = jsonschema.Draft202012Validator(json.loads(schema.text(schema.schemas()[name])))
    return [error.message for error in checked.iter_errors(content)]


def test_the_shipped_schemas_are_those_of_the_loader():
    """Written by: python -m themes.rules.schema seeds/schema."""
    shipped = {
        path.name: path.read_text(encoding="utf-8")
        for path in (SEEDS / "schema").glob("*.json")
        if path.stem != "subscriptions"  # no theme's: tests/alerts/test_subscriptions.py
    }

    assert shipped == {name: schema.text(one) for name, one in schema.schemas().items()}


def test_the_schemas_are_schemas():
    for one in schema.schemas().values():
        jsonschema.Draft202012Validator.check_schema(one)


@pytest.mark.parametrize(
    ("name", "path"),
    [pytest.param(name, path, id=path.stem) for name, paths in FILES.items() for path in paths],
)
def test_what_ships_fits_its_schema_and_names_it(name, path):
    text = path.read_text(encoding="utf-8")
    up = "../" * (len(path.relative_to(SEEDS).parts) - 1)

    assert errors(name, seedfiles.read(path)[0]) == []
    assert text.startswith(f"# yaml-language-server: $schema={up}schema/{name}\n")


def test_a_theme_that_the_loader_takes_fits():
    assert errors("theme.json", GOOD) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"wieght": 2}, id="an unknown key"),
        pytest.param({"weight": None}, id="a missing key"),
        pytest.param({"weight": 99}, id="a weight beyond the bounds"),
        pytest.param({"weight": "heavy"}, id="no figure"),
        pytest.param({"any": ["pool* …"]}, id="a gap at the end"),
        pytest.param({"any": ["p*ool"]}, id="a star inside a word"),
        pytest.param({"any": []}, id="no phrase"),
        pytest.param({"near": {"any": ["council"]}}, id="near without reach"),
        pytest.param({"near": {"words": 3, "sentence": True, "any": ["x"]}}, id="two reaches"),
        pytest.param({"near": {"sentence": 1, "any": ["x"]}}, id="a sentence that is no true"),
        pytest.param({"near": {"words": 99, "any": ["x"]}}, id="too far"),
        pytest.param({"field": "footer"}, id="an unknown field"),
        pytest.param({"extension": "why"}, id="two origins"),
        pytest.param({"from": None}, id="no origin"),
        pytest.param({"misses": None}, id="no misses"),
    ],
)
def test_what_the_loader_refuses_does_not_fit(tmp_path, changes):
    rule = {
        key: value for key, value in {**GOOD["rules"][0], **changes}.items() if value is not None
    }

    theme = {**GOOD, "rules": [rule]}

    assert errors("theme.json", theme) != []
    with pytest.raises(SeedError):
        load.ruleset(small.seeds(tmp_path, pots=yaml.safe_dump(theme)))
