"""The bundled newsroom, played as `placewatch demo` plays it."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from rich.console import Console

from bench import answers
from cli import demo
from cli.main import main
from settings import Settings

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The demo as it is played for the pages of named queries, and what became of it."""
    settings = replace(Settings.from_env({}), home=tmp_path_factory.mktemp("played"))
    return demo.play(settings, Console(file=StringIO()), answers.START)


def test_each_thing_that_the_newsroom_holds_is_handled(played):
    _, checks = played

    assert len(checks) > 40
    assert [(check.what, check.found) for check in checks if not check.is_met] == []


def without_rows(page):
    return [line for line in page.splitlines() if not line.startswith(("| ", "… and "))]


def test_the_pages_of_named_queries_tell_what_the_newsroom_answers(played):
    """Written by: python -m bench.answers."""
    stage, _ = played
    with answers.asked(stage.warehouse) as con:
        pages = answers.pages(con)

    told = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("queries-*.md")}
    assert set(told) == set(pages)
    for name, page in pages.items():
        old = f"{name} is old: python -m bench.answers writes it anew"
        if name == "queries-rules.md":
            # Which of two articles of one poll is read first is chance, and so is whose rules
            # are judged by what readers said of the first: what is asked and how stays.
            assert without_rows(told[name]) == without_rows(page), old
        else:
            assert told[name] == page, old


def test_without_network_a_run_plays_the_newsroom(tmp_path):
    sources = tmp_path / "sources.yaml"
    row = {
        "id": "nobody",
        "name": "Nobody",
        "kind": "union",
        "nation": "uk",
        "homepage": "https://nobody.invalid/",
        "feed": "https://nobody.invalid/feed",
    }
    sources.write_text(yaml.safe_dump([row]), encoding="utf-8")
    env = {"PLACEWATCH_HOME": str(tmp_path / "home"), "PLACEWATCH_SOURCES": str(sources)}

    ended = CliRunner().invoke(main, ["run"], env=env)

    assert "not one of 1 sources could be reached" in ended.output
    assert "plays its bundled newsroom" in ended.output
    assert "What the demo shows" in ended.output
    assert "✗" not in ended.output
    assert (tmp_path / "home" / "demo" / "placewatch.duckdb").exists()


def test_a_folder_of_somebody_else_is_not_emptied(tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("mine", encoding="utf-8")

    ended = CliRunner().invoke(main, ["demo"], env={"PLACEWATCH_HOME": str(tmp_path)})

    assert ended.exit_code == 1
    assert "was not made by the demo" in ended.output
    assert (tmp_path / "demo" / "thesis.txt").exists()
