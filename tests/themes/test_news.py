import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import company
from bench import news as bench
from records import STEPS, Document, Initiative, Verdict
from seedfiles import SeedError
from themes.initiatives import named, news, organisations, places, weights
from themes.initiatives.names import initiative_id, kind_of
from themes.initiatives.register import Register

HERE = Path(__file__).resolve().parents[2]
SEEDS = HERE / "seeds"
TOLD = [
    json.loads(line)
    for line in (HERE / "bench" / "steps.jsonl").read_text(encoding="utf-8").splitlines()
]
HEADING = "# texts abc\nsign\t" + "\t".join(news.COLUMNS) + "\n"


@pytest.fixture(scope="module")
def find():
    gazetteer = places.load(SEEDS / "areas.yaml")
    bodies = organisations.load(SEEDS / "organisations.yaml")
    signs, told = weights.load(SEEDS / "namings.tsv"), news.load(SEEDS / "news.tsv")

    def find(text, name, title=""):
        scheme = Initiative(
            initiative_id=initiative_id(name),
            name=name,
            aliases=(),
            kind=kind_of(name),
            is_seeded=False,
            stage=None,
        )
        document = Document(
            document_id="d",
            kind="article",
            title=title,
            text=text,
            source_kind="union",
            published_at=datetime(2026, 11, 20, tzinfo=UTC),
        )
        verdict = Verdict(
            document_id="d", ruleset="", is_relevant=True, scores=(), hits=(), scope=""
        )
        known = Register([scheme])
        found = named.find(document, known, gazetteer, bodies, signs, told, verdict)
        return next(one for one in found.mentions if one.name == name)

    return find


@pytest.mark.parametrize(
    ("text", "is_live"),
    [
        pytest.param(
            "Ministers launched the Lamplight Fund today. Councils will share £60m from April.",
            True,
            id="an announcement",
        ),
        pytest.param(
            "Hull and Poole have been chosen to test the Lamplight Fund for a year.",
            True,
            id="places chosen",
        ),
        pytest.param(
            "Refuse crews will strike on Monday over pay. The union says that talks have failed. "
            "The company was paid by the council. Bins in eight wards will not be emptied. A "
            "spokesman pointed to schemes such as the Lamplight Fund.",
            False,
            id="by the way",
        ),
        pytest.param(
            "The Lamplight Fund closed in 2009. Former staff look back on how it was wound up.",
            False,
            id="long over",
        ),
    ],
)
def test_a_scheme_is_news_where_it_happens_and_the_text_is_about_it(find, text, is_live):
    assert find(text, "Lamplight Fund").is_live is is_live


@pytest.mark.parametrize(
    ("half", "least"), [(1, 24), (0, 24)], ids=["odd, which were looked at", "even"]
)
def test_steps_are_told_as_well_as_they_were(find, half, least):
    rows = [row for row in TOLD if int(row["id"].removeprefix("step-")) % 2 == half]

    told = [row["step"] in find(row["text"], row["name"]).values("step") for row in rows]

    assert sum(told) >= least


def test_a_step_fits_the_stage_and_quotes_its_words(find):
    for row in TOLD:
        mention = find(row["text"], row["name"])
        claims = [claim for claim in mention.claims if claim.what == "step"]
        assert claims or not mention.is_main
        for claim in claims:
            assert row["text"][claim.start : claim.stop] == claim.quote
            assert claim.value in STEPS


def test_the_words_that_a_text_opens_with_tell_its_stage():
    rows = {
        f"{news.WORD}wound": [float(one == "closed") * 20 for one in news.COLUMNS],
        f"{news.WORD}trial": [float(one == "pilot") * 8 for one in news.COLUMNS],
        "quoted": [float(one == "rollout") for one in news.COLUMNS],
    }
    told = news.News.of("", [0.0] * len(news.COLUMNS), rows)
    many = [f"word{number}" for number in range(200)]

    assert told.judge({"quoted": 1.0}).stage == "rollout"
    assert told.judge({"quoted": 1.0}, {"a", "trial"}).stage == "pilot"
    assert told.judge({}, {"trial", "wound", "up"}).stage == "closed"
    assert told.judge({"quoted": 1.0}, {"trial", *many}).stage == "rollout"  # one among many


def test_words_say_nothing_of_whether_a_text_is_about_a_scheme():
    told = news.load(SEEDS / "news.tsv")

    some, none = told.points({}, told.words.keys()), told.points({})

    assert len(told.words) > 1000
    assert some[news.MAIN] == none[news.MAIN]


def test_what_ships_was_learned_from_the_texts_that_ship():
    assert news.load(SEEDS / "news.tsv").digest == bench.digest(
        [*bench.texts(), *company.behinds()]
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("sign\tmain\n", "1: is no file of weights"),
        (HEADING + "known\t1.0\n", "3: is no sign with 9 weights"),
        (HEADING, "1: has no row '(any scheme)'"),
    ],
)
def test_a_broken_file_is_named_with_line_and_remedy(tmp_path, text, fault):
    path = tmp_path / "news.tsv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SeedError) as raised:
        news.load(path)

    assert fault in str(raised.value)
    assert "python -m bench.news" in str(raised.value)


def test_without_a_file_nothing_can_be_told(tmp_path):
    with pytest.raises(SeedError, match="cannot be read"):
        news.load(tmp_path / "news.tsv")
