from datetime import UTC, datetime

import pytest

from records import Document
from tests.themes.test_load import THEME, seeds
from themes.matching import leaning, match
from themes.rules import load, rules

HEAD = THEME[: THEME.index("rules:")]
RULES = """rules:
  - rule: {theme}-word
    any: [{theme}]
    weight: {weight}
    extension: a test
    hits: [the {theme}]
    misses: [nothing]
"""


def ruleset(folder, **weights):
    """Return three themes, each with one rule of the given weight and words of its own."""
    seeds(folder)
    (folder / "themes" / "pots.yaml").unlink()
    for theme, weight in weights.items():
        head = HEAD.replace("pots", theme).replace("[pool*, pot*]", f"[{theme}a, {theme}b]")
        text = head + RULES.format(theme=theme, weight=weight)
        (folder / "themes" / f"{theme}.yaml").write_text(text, encoding="utf-8")
    return load.ruleset(folder)


def verdict(made, text):
    page = Document(
        document_id="d",
        kind="article",
        title="",
        text="Council. " + text,
        source_kind="union",
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return match.match(page, made)


def test_words_of_a_theme_set_it_above_the_others(tmp_path):
    made = ruleset(tmp_path, east=2, west=2, north=2)
    page = rules.lay_out(made.book, "", "easta eastb westa")

    leans = leaning.lean(made, page.reading)

    assert sorted(leans, key=leans.__getitem__) == ["north", "west", "east"]
    assert sum(leans.values()) == pytest.approx(0)


def test_a_text_that_leans_nowhere_changes_no_score(tmp_path):
    made = ruleset(tmp_path, east=2, west=2, north=2)

    assert [score.score for score in verdict(made, "The east.").scores] == [2.0]


def test_leaning_decides_a_close_case_and_gives_nothing_alone(tmp_path):
    made = ruleset(tmp_path, east=1.5, west=1.5, north=1.5)
    more = " And so on." * 20  # the words of a shorter text say less

    assert verdict(made, "The east, easta and eastb." + more).themes == ("east",)
    assert verdict(made, "The east, westa and westb." + more).themes == ()
    assert verdict(made, "Only easta and eastb." + more).themes == ()
