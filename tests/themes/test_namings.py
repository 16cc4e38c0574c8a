"""What labelled texts taught of the names of schemes, and what is offered as a name."""

from collections.abc import Collection
from pathlib import Path

import pytest

from bench import initiatives, left_out, namings
from seedfiles import SeedError
from themes.initiatives import nesting, rivals, weights
from themes.initiatives.discovery import Offer
from themes.initiatives.offers import offers, shared
from themes.initiatives.weights import NOTHING
from themes.text.fields import Span, field
from themes.text.lookup import Lookup

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
AGAIN = "".join(
    f"{weights.AGAIN}{name}\t{weight:.2f}\n"
    for name, weight in zip((weights.BIAS, *rivals.FIGURES), (-1, 2, -1, 0, 0, 0, 0), strict=True)
)
FILE = (
    "# texts abc\n(any name)\t-1.00\n(enough)\t0.50\n(enough elsewhere)\t0.60\n"
    + AGAIN
    + "called\t2.50\ncalled\twords: 1\t-0.75\ntext: (any text)\t-0.50\ntext: pupils\t1.00\n"
)


def made(tmp_path, text=FILE):
    path = tmp_path / "namings.tsv"
    path.write_text(text, encoding="utf-8")
    return weights.load(path)


def test_signs_add_up_to_how_sure_a_name_is(tmp_path):
    found = made(tmp_path)

    assert found.points(()) == -1
    assert found.points(("called", "unheard of")) == pytest.approx(1.5)


def test_two_signs_say_more_or_less_together(tmp_path):
    found = made(tmp_path)

    assert found.points(("words: 1",)) == -1
    assert found.points(("words: 1", "called")) == pytest.approx(0.75)


def test_a_better_name_on_the_same_words_makes_a_name_less_sure(tmp_path):
    found = made(tmp_path)
    text = field("text", "Hull's Getting There trial began. Kent's Open Door did not.")
    long, short, other = (Span(text, *one) for one in ((0, 3), (1, 3), (7, 9)))

    rows = rivals.figures([1.0, 2.0, 0.5], [[long], [short], [other]], 3, False, True)

    assert [row[1] for row in rows] == [2.0, 1.0, -6.0]  # the best on the same words
    assert [row[2] for row in rows] == [0.5, 0.5, 2.0]  # the best elsewhere
    assert found.probability(rows[0]) < 0.5 < found.probability(rows[1])


def test_words_tell_whether_a_text_is_about_public_services(tmp_path):
    found = made(tmp_path)

    assert found.reform(["pupils"]) > found.reform(["robots"])


def test_without_a_file_no_new_name_is_sure_enough(tmp_path):
    found = weights.load(tmp_path / "namings.tsv")

    assert found is NOTHING
    assert found.probability((30.0,)) < found.enough


@pytest.mark.parametrize(
    "text",
    [
        "",
        "called\t1\n",
        FILE.replace("2.50", "much"),
        FILE.replace("-0.75", "1\t2"),
        FILE.replace("-0.75", "nan"),
        FILE.replace("-0.75", "1e9"),
        FILE.replace("(enough)\t0.50\n", ""),
    ],
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
        ("Clerks in Kent call it mend before spend, and like it.", "mend before spend"),
        ("Hull sends clerks under wave two of lend a clerk.", "lend a clerk"),
        ("Nobody knew of shifft hir, the scheme in which all may speak.", "shifft hir"),
        ("This week's has 'Ready for Tuesday' on the lid.", "Ready for Tuesday"),
        ("The Friday Wheels trial cost little.", "Friday Wheels"),
        ("Health by Ballot drew few.", "Health by Ballot"),
        ("Bids open for one front door demonstrators.", "one front door demonstrators"),
        (
            "The Social Care (Self-directed Support) (Scotland) Bill passed.",
            "Social Care (Self-directed Support) (Scotland) Bill",
        ),
        ("Kent has the Blue Light Co-responding Concordat.", "Blue Light Co-responding Concordat"),
        ("Ministers began the Arm’s-length Bodies Reset.", "Arm’s-length Bodies Reset"),
        ("Separately the Rural Bodies Taskforce reports.", "Rural Bodies Taskforce"),
        ("Thousand Mornings will start in May.", "Thousand Mornings"),
        ("Second Pair of Ears will start in May.", "Second Pair of Ears"),
        ("Kent-based Open Door began.", "Open Door"),
    ],
)
def test_a_name_is_among_what_is_offered(text, name):
    assert name in [span.written for span in offers(field("text", text), set())]


def test_what_a_title_repeats_of_a_text_is_offered():
    title = field("title", "Commissioners count the cost of fridge to fork")
    text = field("text", "Meals were saved. The county ran fridge to fork at a loss.")

    assert [span.written for span in shared((title, text))] == ["fridge to fork"] * 2


def test_a_headline_in_title_case_is_cut_at_its_verbs():
    title = field("title", "Wave Three of Reading Aloud Gets Under Way in Shrewsbury Schools")

    assert "Reading Aloud" in [span.written for span in offers(title, set())]


def test_a_headline_is_cut_at_what_it_is_called():
    title = field("title", "Council Offices Shared by Agencies and Dubbed One Roof in Hull")

    assert "One Roof" in [span.written for span in offers(title, set())]


def cuts(text: str, *names: str, barred: Collection[int] = ()) -> dict[str, dict[str, str]]:
    """Return the signs that these cuts of names in a text give each other."""
    read = field("text", text)
    found = [Offer((name,)) for name in names]
    for one, name in zip(found, names, strict=True):
        one.spans += [
            Span(read, hit.first, hit.last) for hit in Lookup([(name, 0)]).find(text, read.read)
        ]
    nesting.weigh(found, {"text": barred})
    return {name: one.signs for name, one in zip(names, found, strict=True)}


def test_a_name_that_never_stands_without_its_place_is_told_from_one_that_does():
    once = cuts("Clerks in the Leeds Sick Plan met.", "Leeds Sick Plan", "Sick Plan", barred={3})
    both = cuts("A Leeds Sick Plan. The Sick Plan.", "Leeds Sick Plan", "Sick Plan", barred={1})

    assert "inside always, before: place" in once["Sick Plan"]
    assert "holds what is always in it, before: place" in once["Leeds Sick Plan"]
    assert "inside sometimes, before: place" in both["Sick Plan"]
    assert "holds what is sometimes in it, often" in both["Leeds Sick Plan"]


def test_what_goes_on_behind_a_name_is_told_by_the_word_that_joins_it():
    found = cuts("The Family Hubs and Start Plan.", "Family Hubs and Start Plan", "Family Hubs")

    assert "inside always, behind: and" in found["Family Hubs"]


def test_offers_grow_with_the_text_and_no_faster():
    short = sum(1 for _ in offers(field("text", "Kent tries Open Door in Ash. " * 50), set()))
    long = sum(1 for _ in offers(field("text", "Kent tries Open Door in Ash. " * 500), set()))

    assert long <= 11 * short


def test_the_sets_that_are_left_out_in_turn_are_learned_from():
    assert set(left_out.SETS) <= set(namings.TEXTS)


def test_texts_of_several_documents_make_a_longer_one():
    rows = [{"id": str(at), "title": "T", "text": f"Text {at}."} for at in range(5)]

    found = list(initiatives.longer(rows, 2))

    assert [row["text"] for row in found] == ["Text 0.\n\nText 1.", "Text 2.\n\nText 3."]
