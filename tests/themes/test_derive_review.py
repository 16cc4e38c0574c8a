import pytest

from seedfiles import SeedError
from tests.themes import own_texts
from themes.deriving import derive, derive_review, derive_themes, reference
from themes.deriving.derive_phrases import Text
from themes.rules import load

THEMES = {"workforce_skills", "shared_services"}
ENTRY = """- candidate: "skills ladder"
  accept: {accept}
  theme: {theme}
  phrase: "skills ladder"
  weight: {weight}
  text: "ladder.txt"
  where: line 3
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    seeds = own_texts.write_seeds(tmp_path_factory.mktemp("made") / "seeds")
    english = reference.load()
    corpus = derive.read([Text(n, "", t) for n, t in own_texts.ALL.items()], english)
    entries = derive.entries(derive.candidates(corpus, english))
    leans = derive_themes.leans(seeds)
    return derive_themes.place(entries, corpus, load.ruleset(seeds), leans), corpus, english


@pytest.fixture
def review(tmp_path):
    def write(text):
        path = tmp_path / "review.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def entry(accept="no", theme="workforce_skills", weight="2"):
    return ENTRY.format(accept=accept, theme=theme, weight=weight)


def test_a_fresh_review_accepts_nothing_and_can_be_read(measured, review):
    placed, corpus, english = measured
    text = derive_review.HEAD + derive_review.added(placed, corpus, english, set())
    answers = derive_review.read(review(text), {"skills", "money"})

    wanted = {one.entry.head.text for one in placed if not derive_review.is_covered(one)}
    assert {one.candidate for one in answers} == wanted
    assert derive_review.accepted(answers) == []


def test_a_review_shows_the_sentence_with_the_words_marked(measured):
    placed, corpus, english = measured
    text = derive_review.added(placed, corpus, english, set())

    assert "# ladder.txt, line 3: Four councils built a «skills ladder» for home helps." in text
    assert "4 times in 2 of 3 texts" in text


def test_a_plural_stands_for_its_singular_too(measured):
    text = derive_review.added(*measured, set())

    assert '- candidate: "purse holders"' in text
    assert 'phrase: "purse holder*"' in text


def test_what_a_review_has_is_not_written_again(measured):
    placed, corpus, english = measured
    heads = {one.entry.head.text for one in placed}

    assert derive_review.added(placed, corpus, english, heads) == ""
    assert derive_review.added(placed, corpus, english, heads - {"skills ladder"}).count("- c") == 1


@pytest.mark.parametrize(
    ("accept", "theme", "expected"),
    [
        pytest.param("no", "workforce_skills", None, id="no"),
        pytest.param("yes", "workforce_skills", "workforce_skills", id="yes: the theme it has"),
        pytest.param("shared_services", "none", "shared_services", id="another theme"),
    ],
)
def test_an_answer_is_no_yes_or_a_theme(review, accept, theme, expected):
    answers = derive_review.read(review(entry(accept, theme)), THEMES)

    assert [one.theme for one in answers] == [expected]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        pytest.param(entry("maybe"), 2, "'accept' is 'maybe'", id="no answer"),
        pytest.param(entry("yes", "none"), 2, "nothing says to which theme", id="no theme"),
        pytest.param(entry("yes", "gardening"), 3, "'theme' is 'gardening'", id="strange theme"),
        pytest.param(entry("no", weight="heavy"), 5, "'weight' is 'heavy'", id="weight"),
        pytest.param(entry("yes").replace("skills ", ""), 1, "has no miss", id="lone word"),
        pytest.param(entry() + "  colour: red\n", 8, "no such key 'colour'", id="key"),
        pytest.param(entry() + "  misses: 7\n", 8, "no list of texts", id="misses"),
        pytest.param("texts: none\n", 1, "the file is no list", id="no list"),
    ],
)
def test_a_fault_names_its_line_and_the_remedy(review, text, line, what):
    path = review(text)

    with pytest.raises(SeedError) as caught:
        derive_review.read(path, THEMES)

    assert [fault.startswith(f"{path}:{line}: ") for fault in caught.value.faults] == [True]
    assert what in caught.value.faults[0]
