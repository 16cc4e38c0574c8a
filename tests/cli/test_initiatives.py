"""Deciding about initiatives by hand."""

import json
import shutil

import pytest
from click.testing import CliRunner

from cli import initiatives_kept, initiatives_review
from cli.main import main
from seedfiles import SeedError
from settings import Settings
from tests.fakes import ready
from tests.warehouse import make
from themes.initiatives.names import initiative_id
from warehouse import articles, entries, feeds, initiatives, publish, store

NAMES = ("Place Budget Pilots", "Kent Place Budget Pilots", "Shire Purse", "Marsh Ledger")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A home with two initiatives that may be one, a third, and a doubtful one."""
    settings = Settings.from_env({"PLACEWATCH_HOME": str(tmp_path_factory.mktemp("base"))})
    numbers = range(1, len(NAMES) + 1)
    mentions = [
        make.mention(
            name, f"lga-a{number}", initiative_id=initiative_id(name),
            confidence=0.6 if name == "Marsh Ledger" else 0.9,
        )
        for number, name in zip(numbers, NAMES, strict=True)
    ]  # fmt: skip
    with store.open_warehouse(ready.warehouse(settings.warehouse)) as con:
        feeds.sync(con, [make.source("lga")], make.NOW)
        feeds.polled(con, [make.poll("lga")], make.NOW)
        entries.add_entries(con, [make.entry(n) for n in numbers], make.NOW)
        articles.add_articles(con, [make.article(n) for n in numbers], make.NOW)
        initiatives.record(con, mentions, make.NOW)
        publish.publish(con, settings.snapshot)
    return settings.home


@pytest.fixture
def placewatch(tmp_path, base):
    shutil.copytree(base, tmp_path / "home")

    def run(*words, code=0):
        env = {"PLACEWATCH_HOME": str(tmp_path / "home")}
        ended = CliRunner().invoke(main, ["initiatives", *words], env=env)
        assert ended.exit_code == code, ended.output
        return ended.output

    run.settings = Settings.from_env({"PLACEWATCH_HOME": str(tmp_path / "home")})
    return run


def names(placewatch):
    return sorted(row["name"] for row in json.loads(placewatch("--format", "json")))


def test_a_script_decides_and_takes_back(placewatch):
    said = placewatch("merge", "kent place", "Place Budget Pilots", "--who", "ann")
    assert said.splitlines() == [
        "Noted: “Kent Place Budget Pilots” is another name of “Place Budget Pilots”.",
        "To take it back: placewatch initiatives undo 1",
    ]
    placewatch("refuse", "marsh", "--note", "a notebook")
    placewatch("rename", "Shire Purse", "Shire Wallet")
    assert names(placewatch) == ["Place Budget Pilots", "Shire Wallet"]

    assert placewatch("undo", "1").startswith("Undone: decision 1, by ann: “Kent Place")

    assert names(placewatch) == ["Kent Place Budget Pilots", "Place Budget Pilots", "Shire Wallet"]
    rows = json.loads(placewatch("decisions", "--format", "json"))
    assert [(row["what"], row["stands"], row["note"]) for row in rows] == [
        ("undo", False, ""), ("rename", True, ""), ("refuse", True, "a notebook"),
        ("merge", False, ""),
    ]  # fmt: skip


def test_a_name_that_nobody_knows_is_one_plain_message(placewatch):
    found = placewatch("refuse", "Shire Pursse", code=1)

    assert found.startswith("Error: no initiative is called 'Shire Pursse': the nearest are 'Shire")


def test_who_cannot_be_asked_sees_what_is_undecided_with_its_quotes(placewatch):
    listed = placewatch("review")
    assert listed.startswith("1 pair may be one initiative; 1 name is doubtful.\n")
    for words in (
        "“Place Budget Pilots” and “Kent Place Budget Pilots”: one initiative?",
        "the same name without “kent”",
        "“Text of 1.”\n      LGA · https://lga.example/1",
        "“Marsh Ledger”: is it an initiative? 60% sure",
        f"placewatch initiatives confirm {initiative_id('Marsh Ledger')[:8]}",
    ):
        assert words in listed

    placewatch("apart", "Kent Place Budget Pilots", initiative_id(NAMES[0])[:8])
    placewatch("confirm", "Marsh Ledger")

    found = json.loads(placewatch("review", "--format", "json"))
    assert found == {"pairs": [], "names": []}


def test_who_is_asked_decides_one_after_the_other(placewatch, capsys):
    answers = iter(["r", "2", "Place Budget Pilots", "a", "n"])

    initiatives_review.review(
        placewatch.settings, "text", most=9, note="", who="ann", ask=lambda *_, **__: next(answers)
    )

    told = capsys.readouterr().out
    assert "'Place Budget Pilots' is a name of 'Place Budget Pilots': merge them" in told
    assert "“Place Budget Pilots” and “Kent Place Budget Pilots” are two initiatives." in told
    assert "“Marsh Ledger” is no initiative" in told
    assert names(placewatch) == ["Kent Place Budget Pilots", "Place Budget Pilots", "Shire Purse"]


def test_decisions_go_to_another_installation_by_a_file(placewatch, tmp_path):
    file, other = tmp_path / "decisions.yaml", str(tmp_path / "other")
    placewatch("merge", "Kent Place Budget Pilots", "Place Budget Pilots", "--note", "ann: same")
    placewatch("rename", "Shire Purse", "Shire Wallet: Kent")
    assert placewatch("decisions", "--export", str(file)) == f"{file}: 2 decisions.\n"

    first = placewatch("decisions", "--import", str(file), "--home", other)
    again = placewatch("decisions", "--import", str(file), "--home", other)
    exported = placewatch("decisions", "--export", "-", "--home", other)

    assert first == f"{file}: 2 of 2 decisions are new here.\n"
    assert again == f"{file}: 0 of 2 decisions are new here.\n"
    assert exported == file.read_text(encoding="utf-8")


def test_every_fault_of_a_file_is_named_with_its_line(tmp_path):
    file = tmp_path / "decisions.yaml"
    file.write_text(
        "- {what: marry, initiative: A, id: a, kind: fund, who: ann, at: '2026-01-31'}\n"
        "- {what: merge, initiative: A, id: 7, kind: fund, who: ann,\n"
        "   at: '2026-01-31T09:00:00+00:00'}\n"
        "- what: refuse\n",
        encoding="utf-8",
    )

    with pytest.raises(SeedError) as caught:
        initiatives_kept.read(file)

    assert [line.removeprefix(f"{file}:").partition(":")[0] for line in caught.value.faults] == [
        "1", "1", "2", "2", "2", "4", "4", "4", "4", "4",
    ]  # fmt: skip
    assert "choose one of merge, apart, rename, refuse, confirm" in caught.value.faults[0]
