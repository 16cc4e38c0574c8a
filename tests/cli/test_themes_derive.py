import json
import os
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cli.main import main
from tests.fakes.pdf import pdf
from tests.themes import own_texts


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in own_texts.ALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def derive(tmp_path):
    """Run the command over small seeds; PLACEWATCH_SEEDS=None: over those that ship."""
    small = own_texts.write_seeds(tmp_path / "small")

    def run(*words, **env):
        home = {
            "PLACEWATCH_HOME": str(tmp_path / "home"),
            "PLACEWATCH_SEEDS": str(small),
            **env,
        }
        return CliRunner().invoke(main, ["themes", "derive", *map(str, words)], env=home)

    return run


def decide(review, candidate, answer):
    text = review.read_text(encoding="utf-8")
    head, mark, tail = text.partition(f'- candidate: "{candidate}"')
    assert mark
    review.write_text(head + mark + tail.replace("accept: no", f"accept: {answer}", 1), "utf-8")


def test_texts_become_rules_that_hold(derive, texts, tmp_path):
    review, seeds = tmp_path / "home" / "derive" / "texts.yaml", tmp_path / "home" / "seeds"
    shown = derive(texts, "--show", 99, PLACEWATCH_SEEDS=None)
    decide(review, "skills ladder", "yes")
    decide(review, "valley purse", "place_based_budgets")
    first = derive("--accept", review, PLACEWATCH_SEEDS=None)
    files = {path: path.read_bytes() for path in sorted(seeds.rglob("*")) if path.is_file()}
    second = derive("--accept", review, PLACEWATCH_SEEDS=None)
    checked = CliRunner().invoke(main, ["check"], env={"PLACEWATCH_SEEDS": str(seeds)})

    assert (shown.exit_code, first.exit_code, second.exit_code) == (0, 0, 0)
    assert "ladder.txt, line 1: The «skills ladder», a year on" in shown.output
    assert "new: workforce_skills/derived-skills-ladder" in first.output
    assert "new: place_based_budgets/derived-valley-purse" in first.output
    assert f"PLACEWATCH_SEEDS={seeds}" in first.output
    assert "derived-skills-ladder stands there already" in second.output
    assert files == {path: path.read_bytes() for path in files}
    assert checked.exit_code == 0, checked.output
    rows = yaml.safe_load((seeds / "themes" / "workforce_skills.yaml").read_text("utf-8"))["rules"]
    assert rows[-1]["from"] == "corpus/derived-ladder.md#c2"


def test_nothing_is_written_where_a_rule_would_not_hold(derive, texts, tmp_path):
    review = tmp_path / "home" / "derive" / "texts.yaml"
    derive(texts)
    before = {path: path.read_bytes() for path in (tmp_path / "small").rglob("*.yaml")}
    decide(review, "skills ladder", 'yes\n  hits: ["No such words stand here."]')
    ended = derive("--accept", review)

    assert ended.exit_code == 1
    assert "nothing was written" in ended.output
    assert "'derived-skills-ladder' misses 'No such words stand here.'" in ended.output
    assert before == {path: path.read_bytes() for path in (tmp_path / "small").rglob("*.yaml")}


def test_another_run_leaves_decisions_alone_and_adds_what_is_new(derive, texts, tmp_path):
    review = tmp_path / "review.yaml"
    derive(texts, "--review", review)
    decide(review, "skills ladder", "yes  # mine")
    before = review.read_text(encoding="utf-8")
    same = derive(texts, "--review", review)
    unchanged = review.read_text(encoding="utf-8")
    (texts / "more.txt").write_text("The kerb ledger counts. A kerb ledger is kept.\n", "utf-8")
    derive(texts, "--review", review)
    after = review.read_text(encoding="utf-8")

    assert "Nothing new" in same.output
    assert unchanged == before
    assert after.startswith(before)
    assert '- candidate: "kerb ledger"' in after.removeprefix(before)


def test_every_kind_of_file_is_read_and_what_cannot_be_is_told(derive, texts):
    (texts / "a.md").write_text("# A heading\n\nThe **kerb [ledger](x.html)** grew.\n", "utf-8")
    page = "".join(
        f"<p>The pavement register number {n} was kept by us here.</p>" for n in range(9)
    )
    (texts / "b.html").write_text(f"<html><body><article>{page}</article></body></html>", "utf-8")
    (texts / "c.pdf").write_bytes(pdf("The gutter census was taken.\nIt is the gutter census."))
    (texts / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (texts / "cy.txt").write_text(own_texts.WELSH, encoding="utf-8")
    (texts / "again.txt").write_text(own_texts.PURSE, encoding="utf-8")
    (texts / "nul.txt").write_bytes(b"a\0b")
    (texts / "old.docx").write_bytes(b"PK")
    Path(os.fsdecode(os.fsencode(texts) + b"/\xff#.txt")).write_text("The verge audit.\n", "utf-8")
    ended = derive(texts, "--format", "json")
    rows = {row["phrase"]: row for row in json.loads(ended.stdout)}

    assert "kerb ledger" in rows
    assert rows["kerb ledger"]["sentences"] == ["a.md, line 3: The «kerb ledger» grew."]
    assert rows["verge audit"]["sentences"] == ["?#.txt, line 1: The «verge audit»."]
    assert any("b.html, paragraph" in row["sentences"][0] for row in rows.values())
    assert rows["gutter census"]["sentences"][0].startswith("c.pdf, page 1: ")
    for remark in (
        "old.docx: not read: only .txt",
        "cy.txt: left out: it is not English",
        "purse.txt: left out: it says the same as again.txt",
        "nul.txt: left out: it is no text",
        "broken.pdf: left out: ",
    ):
        assert remark in ended.stderr


@pytest.mark.parametrize(
    ("files", "words", "says"),
    [
        pytest.param(None, [], "there is no such folder", id="no folder"),
        pytest.param({}, [], "there is no text to measure", id="empty folder"),
        pytest.param({"a.txt": own_texts.WELSH}, [], "it is not English", id="Welsh"),
        pytest.param({"a.txt": "The board met."}, [], "the texts have 3 words", id="tiny"),
        pytest.param({}, ["--accept", "x.yaml"], "name a folder of texts, or", id="both"),
    ],
)
def test_what_cannot_be_measured_is_said_in_words(derive, tmp_path, files, words, says):
    folder = tmp_path / "folder"
    if files is not None:
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    ended = derive(folder, *words)

    assert ended.exit_code != 0
    assert says in ended.output
    assert not isinstance(ended.exception, ValueError)


def test_a_review_that_accepts_nothing_writes_nothing(derive, texts, tmp_path):
    review = tmp_path / "review.yaml"
    derive(texts, "--review", review)
    ended = derive("--accept", review)

    assert ended.exit_code == 1
    assert "accepts nothing yet" in ended.output


def test_seeds_of_ones_own_gain_the_rules_where_they_lie(derive, texts, tmp_path):
    review, own = tmp_path / "review.yaml", tmp_path / "small"
    derive(texts, "--review", review)
    decide(review, "skills ladder", "yes")
    ended = derive("--accept", review)

    assert "new: skills/derived-skills-ladder" in ended.output
    assert "PLACEWATCH_SEEDS" not in ended.output
    assert "derived-skills-ladder" in (own / "themes" / "skills.yaml").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["review.yaml", "small", "texts"]


def test_a_folder_without_seeds_gains_nothing(derive, texts, tmp_path):
    review = tmp_path / "review.yaml"
    derive(texts, "--review", review)
    decide(review, "skills ladder", "yes")
    ended = derive("--accept", review, "--into", texts)

    assert ended.exit_code == 1
    assert "no seeds are in it" in ended.output
