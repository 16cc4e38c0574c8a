"""The bundled newsroom, played as `placewatch demo` plays it."""

import yaml
from click.testing import CliRunner

from cli.main import main


def test_each_thing_that_the_newsroom_holds_is_handled(tmp_path):
    ended = CliRunner().invoke(main, ["demo"], env={"PLACEWATCH_HOME": str(tmp_path)})

    missed = [line for line in ended.output.splitlines() if line.startswith("✗")]
    assert missed == [], ended.output
    assert ended.exit_code == 0
    assert "What the demo shows" in ended.output


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
    assert (tmp_path / "home" / "demo" / "placewatch.duckdb").exists()


def test_a_folder_of_somebody_else_is_not_emptied(tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("mine", encoding="utf-8")

    ended = CliRunner().invoke(main, ["demo"], env={"PLACEWATCH_HOME": str(tmp_path)})

    assert ended.exit_code == 1
    assert "was not made by the demo" in ended.output
    assert (tmp_path / "demo" / "thesis.txt").exists()
