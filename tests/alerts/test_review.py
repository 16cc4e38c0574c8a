"""A week for the readers of a channel: its figures, its words and its picture."""

import json
import struct
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import picture, pictured
from alerts.review import New, compose_review, figures, groups, review
from records import STAGES, identify
from tests.alerts.test_routing import Atlas
from tests.fakes.slack_blocks import fault_of_blocks

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FILE = "review-2026-W47.png"
ANY = st.text(st.characters(), max_size=200)


def new(name="Shire Purse", **changes):
    given = {
        "stage": "pilot", "areas": ("Salford",), "groups": ("North West",),
        "url": "https://news.example.org/1", "source": "LGA",
    }  # fmt: skip
    return New(name=name, **given | changes)


def week(*fresh, stories=()):
    return review("2026-W47", MONDAY, stories, fresh)


STORIES = [
    ("Shared services", MONDAY),
    ("Shared services", MONDAY + timedelta(days=6)),
    ("Shared services", MONDAY - timedelta(days=1)),
    ("Place-based budgets", MONDAY - timedelta(weeks=7)),
    ("Shared services", MONDAY - timedelta(weeks=8)),  # too long ago
]


def test_a_review_counts_stories_by_theme_and_week_and_what_is_new_by_area_and_stage():
    told = week(new(), new("Two", groups=("London", "North West")), new("Three", groups=()),
                stories=STORIES)  # fmt: skip

    assert told.weeks == tuple(MONDAY - timedelta(weeks=back) for back in range(7, -1, -1))
    assert told.themes == (
        ("Shared services", (0, 0, 0, 0, 0, 0, 1, 2)),
        ("Place-based budgets", (1, 0, 0, 0, 0, 0, 0, 0)),
    )
    assert [(place, dict(counts)) for place, counts in told.places] == [
        ("North West", {"pilot": 2}),
        ("London", {"pilot": 1}),
        ("No place named", {"pilot": 1}),
    ]


def test_the_words_tell_all_figures_of_the_picture():
    assert figures(week(new(), stories=STORIES)) == (
        "Stories by theme in each week from 28 September on, the last one last: "
        "Shared services 0 0 0 0 0 0 1 2; Place-based budgets 1 0 0 0 0 0 0 0. "
        "New initiatives by area and stage: North West 1 pilot."
    )


def test_a_review_reads_like_this():
    made = compose_review(week(new(), stories=STORIES[:1]), NOW, "C0123456789", FILE)

    assert made.text == (
        "The week in reform, 16 to 22 November 2026: 1 new initiative, 1 story by theme\n"
        "Stories by theme in each week from 28 September on, the last one last: "
        "Shared services 0 0 0 0 0 0 0 1. "
        "New initiatives by area and stage: North West 1 pilot.\n"
        "- Shire Purse – pilot, Salford, LGA, https://news.example.org/1\n"
        "See all of them: placewatch initiatives --new"
    )
    assert (made.key, made.tier) == ("review:2026-W47@C0123456789", "weekly")
    assert made.alert_id == identify(made.key)
    assert pictured.file_of(made.blocks) == FILE


@pytest.mark.parametrize("stories", [[], STORIES[2:]], ids=["nothing at all", "nothing new"])
def test_a_week_that_brought_nothing_has_no_review(stories):
    assert compose_review(week(stories=stories), NOW, "", FILE) is None


def test_of_many_initiatives_the_first_are_named_and_the_rest_counted():
    text = compose_review(week(*map(new, map(str, range(11)))), NOW, "", FILE).text

    assert text.count("\n- ") == 8
    assert "and 3 more" in text


@pytest.mark.parametrize(
    ("areas", "found"),
    [
        (["Salford", "Greater Manchester"], ("North West",)),
        (["Swansea"], ("Wales",)),
        (["Nowhere"], ()),
        ([], ()),
    ],
)
def test_areas_are_shown_by_region_and_nation(areas, found):
    assert groups(areas, Atlas()) == found


@given(
    st.lists(st.tuples(ANY, st.integers(0, 55)), max_size=30),
    st.lists(st.builds(new, ANY, stage=st.sampled_from(STAGES), areas=st.tuples(ANY, ANY),
                       url=ANY.map(lambda path: "https://e.org/" + path), source=ANY),
             min_size=1, max_size=12),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_whatever_the_week_brought_slack_takes_the_review_with_and_without_its_picture(told, fresh):
    stories = [(theme, MONDAY + timedelta(days=6 - back)) for theme, back in told]
    made = compose_review(week(*fresh, stories=stories), NOW, "", FILE)
    seen = json.loads(pictured.shown(made.blocks, "F00000001"))

    assert fault_of_blocks(json.loads(made.blocks)) is None
    assert fault_of_blocks(seen) is None
    assert [block["type"] for block in seen].count("image") == 1
    assert len(made.blocks) <= 12_000


def test_the_picture_is_as_wide_as_slack_shows_it_twice_over_and_parses_nothing():
    themes = [(f"$x_{number}^$ <!here> {'long ' * 20}", MONDAY) for number in range(3)]
    drawn = picture.draw(week(new(groups=("$London$",)), stories=themes))

    width, height = struct.unpack(">II", drawn[16:24])
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert (width, 300 < height < 1_500) == (1_440, True)
    assert len(drawn) < 300_000
