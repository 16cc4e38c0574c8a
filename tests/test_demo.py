"""The bundled newsroom, played as `placewatch demo` plays it."""

import os
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bench import answers
from cli import demo
from cli.main import main
from settings import Settings

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The demo as it is played for the pages of named queries: its warehouse, what it said."""
    settings = replace(Settings.from_env({}), home=tmp_path_factory.mktemp("played"))
    with redirect_stdout(StringIO()) as said:
        code = demo.demo(settings, answers.START)
    return settings.home / "demo" / "placewatch.duckdb", code, said.getvalue()


def test_each_thing_that_the_newsroom_holds_is_handled(played):
    warehouse, code, said = played
    told = said[said.index("What the demo shows") :]

    assert "✗" not in told
    assert code == 0
    assert told.count("✓") > 40
    assert str(warehouse) in told


def without_rows(page):
    return [line for line in page.splitlines() if not line.startswith(("| ", "… and "))]


def test_the_pages_of_named_queries_tell_what_the_newsroom_answers(played):
    """Written by: python -m bench.answers."""
    warehouse, _, _ = played
    with answers.asked(warehouse) as con:
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
    env = {**os.environ, "PLACEWATCH_HOME": str(tmp_path), "PLACEWATCH_SOURCES": str(sources)}
    said = ""
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "run"],
        cwd=DOCS.parent, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as run:  # fmt: skip
        for line in run.stdout:
            said += line
            if "Day 1" in line:  # the rest is as when somebody asks for it
                run.kill()
                break

    assert "not one of 1 sources could be reached" in said
    assert "plays its bundled newsroom" in said
    assert "Day 1" in said


def test_a_folder_of_somebody_else_is_not_emptied(tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("mine", encoding="utf-8")

    ended = CliRunner().invoke(main, ["demo"], env={"PLACEWATCH_HOME": str(tmp_path)})

    assert ended.exit_code == 1
    assert "was not made by the demo" in ended.output
    assert (tmp_path / "demo" / "thesis.txt").exists()
