"""What labelled texts taught of the names of schemes, and what is offered as a name."""

from pathlib import Path

import pytest

from bench import namings
from seedfiles import SeedError
from themes.initiatives import weights
from themes.initiatives.offers import offers
from themes.initiatives.weights import NOTHING
from themes.text.fields import field

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FILE = (
    "# texts abc\n(any name)\t-1.00\n(enough)\t0.50\n(enough elsewhere)\t0.60\n"
    "called\t2.50\ntext: (any text)\t-0.50\ntext: pupils\t1.00\n"
)


def made(tmp_path, text=FILE):
    path = tmp_path / "namings.tsv"
    path.write_text(text, encoding="utf-8")
    return weights.load(path)


def test_signs_add_up_to_how_sure_a_name_is(tmp_path):
    found = made(tmp_path)

    assert found.probability(()) == pytest.approx(0.269, abs=0.001)
    assert found.probability(("called", "unheard of")) == pytest.approx(0.818, abs=0.001)


def test_words_tell_whether_a_text_is_about_public_services(tmp_path):
    found = made(tmp_path)

    assert found.reform(["pupils"]) > found.reform(["robots"])


def test_without_a_file_no_new_name_is_sure_enough(tmp_path):
    found = weights.load(tmp_path / "namings.tsv")

    assert found is NOTHING
    assert found.probability(("called",)) < found.enough


@pytest.mark.parametrize(
    "text", ["", "called\t1\n", FILE.replace("2.50", "much"), FILE.replace("(enough)\t0.50\n", "")]
)
def test_a_broken_file_is_named_with_its_remedy(tmp_path, text):
    with pytest.raises(SeedError, match=r"python -m bench\.namings"):
        made(tmp_path, text)


def test_what_ships_was_learned_from_the_texts_that_ship():
    assert weights.load(SEEDS / "namings.tsv").digest == namings.digest(namings.texts())


def test_what_is_held_out_teaches_nothing():
    ids = {row["id"] for row in namings.texts()}

    assert "u-001" in ids
    assert "u-002" not in ids


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Every Street Counts will start in May.", "Every Street Counts"),
        ("They belong to Fledge now.", "Fledge"),
        (
            "Six of the first neighbourhood money pathfinders met.",
            "neighbourhood money pathfinders",
        ),
        ("Crews are testing 'warm handover' in Leeds.", "warm handover"),
        ("It is Kent's Open Door that they copied.", "Open Door"),
        ("The Commissioner's Fund was set up.", "Commissioner's Fund"),
        ("To join Law yn Llaw, ring us.", "Law yn Llaw"),
        ("Clean Slate accelerators will follow.", "Clean Slate accelerators"),
        (
            "The Social Care (Self-directed Support) (Scotland) Bill passed.",
            "Social Care (Self-directed Support) (Scotland) Bill",
        ),
    ],
)
def test_a_name_is_among_what_is_offered(text, name):
    assert name in [span.written for span in offers(field("text", text), set())]


def test_a_headline_in_title_case_is_cut_at_its_verbs():
    title = field("title", "Wave Three of Reading Aloud Gets Under Way in Shrewsbury Schools")

    assert "Reading Aloud" in [span.written for span in offers(title, set())]


def test_offers_grow_with_the_text_and_no_faster():
    short = sum(1 for _ in offers(field("text", "Kent tries Open Door in Ash. " * 50), set()))
    long = sum(1 for _ in offers(field("text", "Kent tries Open Door in Ash. " * 500), set()))

    assert long <= 11 * short
