"""placewatch reclassify and feedback, as people run them."""

import json
import shutil

import pytest
import yaml
from click.testing import CliRunner

from cli import reclassify
from cli.main import main
from seedfiles import SeedError
from tests.fakes import archive
from tests.fakes.archive import settings_of
from themes.rules import load
from warehouse import store

URL = "https://lga.example/2"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Old rules, new rules, and a home whose archive the old ones judged."""
    folder = tmp_path_factory.mktemp("archive")
    archive.write_seeds(folder / "old", "harbour")
    archive.write_seeds(folder / "new", "pooled")
    archive.fill(settings_of(folder / "home", folder / "old"))
    return folder


@pytest.fixture
def placewatch(tmp_path, made):
    """Run a command of an installation whose rules have changed."""
    home, seeds = tmp_path / "home", made / "new"
    shutil.copytree(made / "home", home)

    def run(*words, code=0):
        env = {"PLACEWATCH_HOME": str(home), "PLACEWATCH_SEEDS": str(seeds)}
        ended = CliRunner().invoke(main, words, env=env)
        assert ended.exit_code == code, (ended.output, ended.exception)
        return ended.stdout

    run.settings = settings_of(home, seeds)
    return run


def labels(placewatch):
    with store.open_warehouse(placewatch.settings.warehouse) as con:
        return store.words(con, "SELECT document_id FROM themes_by_document ORDER BY ALL")


def test_a_dry_run_shows_gains_and_losses_with_their_proof_and_writes_nothing(placewatch):
    home = placewatch.settings.home
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}

    first, second = (placewatch("reclassify", "--dry-run") for _ in range(2))

    assert first == second
    assert (
        "One purse                                           1        3        3        1" in first
    )
    assert "+ Kent to try one pot of public money · LGA · " in first
    assert "rule pooled: “pool their budgets” in “It will pool their budgets with those" in first
    assert "- Kent to look after its coast · LGA · " in first
    assert "was rule harbour: “Harbour Watch” in “Councils in Kent will begin" in first
    assert "no rule hits now; " in first
    assert first.endswith("Nothing was written.\nTo do it: placewatch reclassify\n")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_json_tells_all_and_yes_does_it_and_then_there_is_nothing_to_do(placewatch):
    seen = json.loads(placewatch("reclassify", "--dry-run", "--format", "json"))
    done = json.loads(placewatch("reclassify", "--yes", "--format", "json"))
    again = placewatch("reclassify")

    assert done == seen | {"applied": done["applied"], "read_first": done["read_first"]}
    assert seen["applied"] is None
    assert (done["applied"]["gained"], done["applied"]["alerts"]) == (3, 0)
    (theme,) = seen["themes"]
    assert (theme["theme"], theme["gained"], theme["lost"]) == ("purse", 3, 1)
    assert [one["quote"] for one in theme["losses"]] == ["Harbour Watch"]
    assert labels(placewatch) == ["lga-a1", "lga-a2", "report-1"]
    assert again.startswith("Nothing to do: ")
    changes = json.loads(placewatch("query", "ruleset-changes", "--format", "json"))
    assert [(row["theme"], row["gained"], row["lost"]) for row in changes] == [("One purse", 3, 1)]


def test_who_is_asked_may_decline_and_who_cannot_be_asked_must_say_so(placewatch, capsys):
    declined = reclassify.reclassify(
        placewatch.settings, shape="text", is_dry=False, ask=lambda: False
    )
    placewatch("reclassify", code=2)

    assert declined == 1
    assert capsys.readouterr().out.endswith("Nothing was changed.\n")
    assert labels(placewatch) == ["lga-a3"]


def test_what_is_asked_for_wrongly_is_one_plain_message(placewatch):
    for words, says in (
        (("--source", "lgaa"), "no source has the id 'lgaa'"),
        (("--since", "soon"), "the day 'soon' cannot be read"),
    ):
        env = {"PLACEWATCH_HOME": str(placewatch.settings.home)}
        ended = CliRunner().invoke(main, ["reclassify", "--dry-run", *words], env=env)
        assert (ended.exit_code, says in ended.output) == (1, True)


def test_a_run_says_in_one_line_that_older_rules_judged_the_archive(placewatch, tmp_path):
    row = {
        "id": "lga", "name": "LGA", "kind": "union", "nation": "uk", "on": False,
        "homepage": "https://lga.example", "feed": "https://lga.example/feed",
    }  # fmt: skip
    path = tmp_path / "sources.yaml"
    path.write_text(yaml.safe_dump([row]), encoding="utf-8")
    remark = (
        "Older rules judged 4 of the stored articles; what the present ones would change: "
        "placewatch reclassify --dry-run\n"
    )

    before = placewatch("run", "--sources", str(path))
    placewatch("reclassify", "--yes")

    assert remark in before
    assert "Older rules" not in placewatch("run", "--sources", str(path))


def test_noise_becomes_a_line_of_misses_that_names_the_rule_until_it_is_mended(
    placewatch, tmp_path, made
):
    placewatch("reclassify", "--yes")
    said = placewatch("feedback", "noise", f"{URL}/", "--who", "anna", "--note", "no reform")
    twice = placewatch("feedback", "noise", URL, "--who", "anna")
    proposed = placewatch("feedback", "propose")
    (plain,) = json.loads(placewatch("feedback", "propose", "--format", "json"))

    assert said.startswith("Noted: to anna, “Kent to try one pot of public money” is noise.")
    assert "This speaks of purse (pooled)." in said
    assert "has said so already" in twice
    assert "other people's words" in proposed
    assert "noise to anna, " in proposed
    assert "; “no reform”" in proposed
    file = made / "new" / "themes" / "purse.yaml"
    line = int(proposed.partition(f"{file}:")[2].partition(":")[0])
    assert file.read_text(encoding="utf-8").splitlines()[line - 1].lstrip().startswith('"misses"')

    # Pasted as it stands, the line is a fault of the seeds until the rule is changed.
    assert plain["yaml"] in proposed
    misses = yaml.safe_load(plain["yaml"])["misses"]
    assert misses == ["The pool is open.", "It will pool their budgets with those of the police."]
    with pytest.raises(SeedError, match="'pooled' hits 'It will pool their budgets"):
        load.ruleset(archive.write_seeds(tmp_path / "a", "pooled", pooled={"misses": misses}))
    mended = archive.write_seeds(
        tmp_path / "b", "pooled", pooled={"misses": misses, "unless": ["police"]}
    )
    ended = CliRunner().invoke(
        main, ["feedback", "propose"],
        env={"PLACEWATCH_HOME": str(placewatch.settings.home), "PLACEWATCH_SEEDS": str(mended)},
    )  # fmt: skip
    assert ended.exit_code == 1
    assert (
        "pooled in Kent to try one pot of public money: the rule misses it by now" in ended.output
    )


def test_feedback_is_listed_and_makes_the_precision_of_rules(placewatch):
    placewatch("reclassify", "--yes")
    for verdict in ("noise", "useful"):
        placewatch("feedback", verdict, URL, "--who", "bob", "--theme", "purse")

    listed = json.loads(placewatch("feedback", "list", "--format", "json"))
    everything = json.loads(placewatch("feedback", "list", "--all", "--format", "json"))
    (rule,) = json.loads(placewatch("query", "rule-precision", "--format", "json"))
    assert [(row["who"], row["verdict"]) for row in listed] == [("bob", "useful")]
    assert len(everything) == 2
    assert (rule["rule_id"], rule["useful"], rule["precision"]) == ("pooled", 1, "too few")
    assert "no reader calls noise" in placewatch("feedback", "propose", code=1)


def test_feedback_before_the_first_run_is_one_plain_message(tmp_path):
    ended = CliRunner().invoke(
        main, ["feedback", "noise", URL], env={"PLACEWATCH_HOME": str(tmp_path / "none")}
    )

    assert (ended.exit_code, ended.output[:6]) == (1, "Error:")
    assert "run 'placewatch run' first" in ended.output
