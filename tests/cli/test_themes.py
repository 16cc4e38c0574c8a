"""The rules by hand, over a warehouse that holds what one poll and one classification would."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cli.main import main
from extractors.web import urls
from records import Document, identify
from tests.fakes import ready
from tests.fakes.press import ORDINARY, PILOT
from tests.warehouse import make
from themes.matching import match
from themes.rules import load
from warehouse import articles, feeds, hits, store

SEEDS = Path(__file__).parents[2] / "seeds"
POTS = """\
Ministers will pilot whole-area budgets.
The Treasury will pool the budgets of councils, the NHS and the police in six areas.
The total place settings for the dinner. Staff in the councils will be asked for their views.
"""
NOW = datetime.now(UTC)


def stored(number: int, words: tuple[str, ...], **changes):
    title, *paragraphs = words
    url = f"https://lga.example/{number}"
    given = {
        "article_id": identify("article", urls.article_key(url)),
        "title": title,
        "text": "\n".join(paragraphs),
        "published_at": NOW - timedelta(days=number),
    }
    return make.article(number, **{**given, **changes})


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation with two articles, judged by today's rules."""
    home = tmp_path_factory.mktemp("home")
    (home / "public").mkdir()
    ruleset = load.ruleset(SEEDS)
    told = [stored(1, PILOT), stored(20, ORDINARY)]
    with store.open_warehouse(ready.warehouse(home / "public" / "placewatch.duckdb")) as con:
        feeds.sync(con, [make.source()], NOW)
        articles.add_articles(con, told, NOW)
        titles = {key: (theme.title, theme.why) for key, theme in ruleset.themes.items()}
        hits.add_ruleset(con, ruleset.digest, titles, NOW)
        verdicts = [
            match.match(
                Document(
                    document_id=one.article_id,
                    kind="article",
                    title=one.title,
                    text=one.text,
                    source_kind="council",
                    published_at=one.published_at,
                ),
                ruleset,
            )
            for one in told
        ]
        said = {
            "given_at": NOW.isoformat(),
            "who": "anna",
            "way": "hand",
            "verdict": "noise",
            "document_id": told[0].article_id,
            "theme_id": "shared_services",
            "words": "",
        }
        store.insert(con, "feedback", [said])
        hits.add_verdicts(con, verdicts, NOW, digests={a.article_id: a.digest for a in told})
    return home


@pytest.fixture
def placewatch(home):
    def run(*words, **env):
        return CliRunner().invoke(main, words, env={"PLACEWATCH_HOME": str(home), **env})

    return run


def test_a_rule_is_explained_from_its_seed_to_its_yield(placewatch):
    ended = placewatch("themes", "explain", "pooled-money")

    assert ended.exit_code == 0
    for words in (
        "Place-based and pooled budgets (place_based_budgets)",
        "hits where one of these stands:",
        "claim      corpus/2009-union-blog-total-place.md#c3",
        "“joint programmes and common outcomes”",
        "1 hits in 1 articles, 1 of them of the last 7 days, 1 of 30",
        "⟦pool the budgets",
        "https://lga.example/1",
    ):
        assert words in ended.output


def test_before_there_is_a_warehouse_its_yield_is_said_to_be_unknown(placewatch, tmp_path):
    none = {"PLACEWATCH_HOME": str(tmp_path)}

    explained = placewatch("themes", "explain", "total-place", **none)
    told = json.loads(
        placewatch("themes", "explain", "total-place", "--format", "json", **none).output
    )

    assert "no warehouse yet" in explained.output
    assert (told["theme"], told["yield"], told["samples"]) == ("place_based_budgets", None, [])
    assert told["seed"]["quotes"]


def test_a_wrong_name_is_answered_with_near_ones(placewatch):
    rule = placewatch("themes", "explain", "totl-place")
    theme = placewatch("themes", "list", "shared_service")
    words = placewatch("themes", "explain", "shared_services:words")

    assert "a theme's own words prove it" in words.output
    assert (rule.exit_code, theme.exit_code) == (1, 1)
    assert "there is no rule 'totl-place': did you mean total-place" in rule.output
    assert "did you mean shared_services" in theme.output


def test_the_rules_of_a_theme_are_listed_with_what_they_found(placewatch):
    found = json.loads(
        placewatch("themes", "list", "place_based_budgets", "--format", "json").output
    )
    yields = {one["rule"]: one["yield"] for one in found}

    assert {one["theme"] for one in found} == {"place_based_budgets"}
    assert yields["pooled-money"]["articles"] == 1
    assert yields["total-place"]["articles"] == 0
    assert "total-place" in placewatch("themes", "list", "place_based_budgets").output


def test_a_rule_is_tried_over_the_archive(placewatch):
    ended = placewatch(
        *("themes", "test", "evaluate … pilots", "--near", "audit*"),
        *("--theme", "workforce_skills", "--weight", "6"),  # more than words take
    )

    assert ended.exit_code == 0
    assert "1 hits in 1 articles, of 2 texts: 1 of the last 7 days, 1 of 30" in ended.output
    assert "⟦evaluate the pilots⟧" in ended.output
    assert "new to workforce_skills: 1 articles" in ended.output
    assert "called noise" not in ended.output  # of another theme


def test_what_is_tried_can_be_pasted(placewatch, tmp_path):
    words = ("evaluate … pilots", "--near", "audit*", "--words", "9", "--unless", "film, car*")
    ended = placewatch("themes", "test", *words, "--format", "json")
    facts = json.loads(ended.stdout)

    (rule,) = yaml.safe_load(facts["yaml"])
    assert rule["any"] == ["evaluate … pilots"]
    assert rule["near"] == {"words": 9, "any": ["audit*"]}
    assert rule["unless"] == ["film", "car*"]
    assert facts["near_misses"] > 300
    assert len(facts["noise_hit"]) == 1
    assert facts["rules_in_the_same_texts"]["pooled-money"] == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        pytest.param(("zebra crossing",), 1, "nothing, in 2 texts", id="nothing found"),
        pytest.param(("p*ool",), 1, "cannot be read at 'p*ool'", id="no phrase"),
        pytest.param(("pool", "--theme", "pots"), 1, "there is no theme 'pots'", id="no theme"),
        pytest.param(("pool", "--words", "3"), 2, "--near goes with", id="a reach without near"),
        pytest.param((), 2, "Missing argument", id="no phrase at all"),
    ],
)
def test_what_cannot_be_tried_is_told_plainly(placewatch, words, code, told):
    ended = placewatch("themes", "test", *words)

    assert (ended.exit_code, told in ended.output) == (code, True), ended.output


def test_explain_marks_without_colour_and_adds_up(placewatch, tmp_path):
    page = tmp_path / "news.txt"
    page.write_text(POTS, encoding="utf-8")

    ended = placewatch("explain", str(page))
    told = json.loads(placewatch("explain", str(page), "--format", "json").output)

    assert "will ⟦pool" in ended.output
    assert "its words are taken by heavier rules" in ended.output
    assert "the plain words of the text" in ended.output
    assert "own threshold 1.80" in ended.output
    assert "total-place (Place-based and pooled budgets, 3): “total place”, but " in ended.output
    assert {"why": "unless", "quote": "total place"}.items() <= told["nearly"][0].items()
    for score in told["scores"]:
        parts = score["by_rules"] + score["by_sentences"] + score["by_words"]
        assert score["score"] == pytest.approx(parts)


def test_explain_of_a_stored_address_says_which_rules_judged_it(placewatch, home, tmp_path):
    from cli import explain_stored
    from settings import Settings

    settings = Settings.from_env({"PLACEWATCH_HOME": str(home)})
    same = explain_stored.find(settings, "https://lga.example/1", load.ruleset(SEEDS))
    shutil.copytree(SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("newsroom"))
    for theme in (tmp_path / "seeds" / "themes").glob("p*.yaml"):
        theme.unlink()
    other = explain_stored.find(settings, "https://lga.example/1", load.ruleset(tmp_path / "seeds"))

    assert (same["ruleset"] == same["ruleset_today"], same["is_other_today"]) == (True, False)
    assert (other["ruleset"] == other["ruleset_today"], other["is_other_today"]) == (False, True)
    assert "place_based_budgets" in other["themes"]
    assert explain_stored.find(settings, "https://lga.example/99", load.ruleset(SEEDS)) is None


def test_check_lists_remarks_and_ends_well(placewatch):
    ended = placewatch("check", "--remarks")

    assert ended.exit_code == 0
    assert "remarks on rules, which stop nothing:" in ended.output
    assert " adds nothing beside " in ended.output
