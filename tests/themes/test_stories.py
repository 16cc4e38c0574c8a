import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import stories as bench
from themes import stories

ROOT = Path(__file__).parent.parent.parent
RELEASE = (
    "Six market towns are to get neighbourhood hubs, where a nurse, a housing officer and an "
    "adviser on benefits will share one counter. The programme will begin in Helmbury in "
    "September and reach all six towns by the spring. “People should not have to tell the same "
    "story to five different offices,” said the councillor who leads on communities."
)
OTHER = (
    "A hub in Garstead has closed its doors after three years, because visitors stayed away. "
    "The district council cannot go on paying rent for a building that is empty on four days "
    "out of five. The counter will move to the leisure centre and the nurse to the surgery."
)

# Made with rensa 0.5 in November 2026.
KEPT = (8598524526650, 3224324484, 3222616134, 3227039873)


def figures(month, waiting, share, seen):
    return (
        f"The number of people waiting for treatment was {waiting} at the end of {month}, the "
        f"hospital group said in its monthly update. Of these, {share} per cent had waited for "
        f"less than eighteen weeks. In the emergency departments {seen} patients were seen within "
        "four hours. The figures are published on the second Thursday of each month."
    )


def test_a_release_is_known_again_in_other_typography():
    plain = RELEASE.replace("“", '"').replace("”", '"').replace(" ", "  ", 5)

    assert stories.sketch(plain) == stories.sketch(RELEASE)
    assert stories.same(stories.sketch(plain.upper()), stories.sketch(RELEASE))


def test_a_cut_release_is_the_same_story():
    cut = RELEASE[: RELEASE.index("“")]

    assert stories.same(stories.sketch(RELEASE), stories.sketch(cut))
    assert stories.same(stories.sketch(cut), stories.sketch(RELEASE))


def test_other_news_that_quotes_a_release_is_another_story():
    quoting = OTHER + RELEASE[RELEASE.index("“") : RELEASE.index("offices")]

    assert not stories.same(stories.sketch(RELEASE), stories.sketch(quoting))


def test_the_next_months_figures_are_another_story():
    june, july = figures("June", "61,400", "58", "7,412"), figures("July", "60,850", "59", "7,371")

    assert not stories.same(stories.sketch(june), stories.sketch(july))
    assert stories.same(stories.sketch(june), stories.sketch(june + " Read more about hospitals."))


@pytest.mark.parametrize("text", ["", "\n", "Two words.", "…"], ids=repr)
def test_a_text_too_short_to_compare_is_like_none(text):
    assert stories.sketch(text) == ()
    assert not stories.same(stories.sketch(text), stories.sketch(text))


def test_a_sketch_is_made_of_unsigned_64_bit_numbers():
    kept = stories.sketch(RELEASE + " It costs £4,200,000 and 35 people work there.")

    assert len(kept) == 1 + stories.HASHES + 2 + len(("helmbury",))
    assert all(0 <= number < 2**64 for number in kept)


def test_a_sketch_stays_the_same_for_ever():
    # Stored sketches would be useless if these numbers moved.
    assert stories.sketch(RELEASE)[:4] == KEPT


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_every_process_makes_the_same_sketch(seed):
    program = f"from themes import stories; print(stories.sketch({RELEASE!r}))"

    printed = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert printed.strip() == str(stories.sketch(RELEASE))


def test_sketches_of_another_version_are_never_compared():
    kept = stories.sketch(RELEASE)
    foreign = (kept[0] + (1 << 32), *kept[1:])

    assert not stories.same(kept, foreign)
    assert not stories.same(foreign, foreign)


def test_articles_join_the_story_that_came_first():
    recent = {"a": ("a", stories.sketch(RELEASE)), "b": ("b", stories.sketch(OTHER))}
    new = {
        "c": stories.sketch(RELEASE + " Sign up for our letter."),
        "d": stories.sketch("Short."),
        "e": stories.sketch(OTHER),
    }

    assert stories.join(new, recent) == {"c": "a", "d": "d", "e": "b"}


def test_articles_that_come_together_join_one_another():
    new = {"a": stories.sketch(RELEASE), "b": stories.sketch(OTHER), "c": stories.sketch(RELEASE)}

    assert stories.join(new, {}) == {"a": "a", "b": "b", "c": "a"}


def test_a_new_version_of_an_article_does_not_join_itself():
    recent = {"a": ("a", stories.sketch(RELEASE)), "b": ("a", stories.sketch(RELEASE))}

    assert stories.join({"a": stories.sketch(RELEASE)}, recent) == {"a": "a"}
    assert stories.join({"b": stories.sketch(OTHER)}, recent) == {"b": "b"}


def test_the_most_alike_article_decides_which_story_is_joined():
    recent = {
        "cut": ("cut", stories.sketch(RELEASE[:190])),
        "whole": ("whole", stories.sketch(RELEASE)),
    }

    assert stories.join({"new": stories.sketch(RELEASE)}, recent) == {"new": "whole"}


@given(texts=st.lists(st.sampled_from([RELEASE, OTHER, RELEASE[:190], "x", ""]), max_size=5))
def test_join_says_what_same_says(texts):
    new = {str(at): stories.sketch(text) for at, text in enumerate(texts)}
    leads = stories.join(new, {})

    for article, lead in leads.items():
        earlier = [other for other in new if int(other) < int(article)]
        is_known = any(stories.same(new[article], new[other]) for other in earlier)
        assert (lead != article) == is_known


def test_a_release_in_welsh_joins_the_english_one_and_no_other_news_of_the_body():
    english, welsh, other = (
        stories.sketch(text)
        for text in (
            "Bwrdd Iechyd Celyn will give £1.3 million, 12 nurses and 870 patients to a pilot in "
            "Cwm Garw, said Bethan Tudor of the board. It is the first of its kind in the valley.",
            "Bydd Bwrdd Iechyd Celyn yn rhoi £1.3 miliwn, 12 nyrs ac 870 o gleifion i beilot yng "
            "Nghwm Garw, yn ôl Bethan Tudor o'r bwrdd. Dyma'r cyntaf o'i fath yn y cwm.",
            "Bwrdd Iechyd Celyn has 2,150 patients who wait for 36 weeks, and 160 nurses fewer "
            "than in Cwm Garw a year ago, said Bethan Tudor of the board of the hospital today.",
        )
    )

    assert stories.join({"w": welsh, "o": other}, {"e": ("e", english)}) == {"w": "e", "o": "o"}
    assert stories.same(english, welsh)
    assert not stories.same(welsh, other)


def test_the_telephone_numbers_of_a_press_office_make_no_story():
    english = (
        "Parking in Garw Street will cost a pound more from Monday on, says Celyn Town Hall. "
        "Press office: 0300 555 0142, out of hours 0300 555 0199."
    )
    welsh = (
        "Mae'r ysgol yn Heol Garw ar gau heddiw gan nad oes dŵr yno, medd Celyn Town Hall. "
        "Swyddfa'r wasg: 0300 555 0142, y tu allan i oriau 0300 555 0199."
    )

    assert not stories.same(stories.sketch(english), stories.sketch(welsh))


@pytest.mark.parametrize("half", bench.PARTS)
def test_stories_keep_their_precision_and_recall(half):
    precision, recall = bench.figures(half)

    assert precision >= 0.98
    assert recall >= 0.9
