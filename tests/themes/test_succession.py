"""Which scheme was called otherwise before, replaces another one, or builds on one."""

import pytest

from themes.initiatives import succession
from themes.text.fields import Span, field
from themes.text.lookup import Lookup

TWEED, BORDER = "Tweed Training Fund", "Border Skills Fund"
RENAMED = (BORDER, "formerly", TWEED, True)
FORMERLY = (BORDER, "formerly", TWEED, False)
REPLACES = (BORDER, "replaces", TWEED, False)
BUILDS_ON = (BORDER, "builds on", TWEED, False)


def told(text, *names):
    read = field("text", text)
    lookup = Lookup((name, name) for name in names)
    named = [
        (hit.values[0], Span(read, hit.first, hit.last)) for hit in lookup.find(text, read.read)
    ]
    return [
        (one.later.span.written, one.what, one.earlier.span.written, one.is_event)
        for one in succession.find([read], named)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The {new}, formerly known as the {old}, has opened.", FORMERLY),
        ("The {new} (previously the {old}) has opened.", FORMERLY),
        ("The {old} has been renamed the {new}.", RENAMED),
        ("The {old} programme has been renamed the {new} programme.", RENAMED),
        ("Ministers have renamed the {old} as the {new}.", RENAMED),
        ("Ministers renamed the {old} the {new} in May.", RENAMED),
        ("The {old}, to be known as the {new} from April, will double.", RENAMED),
        ("The {old}, agreed after a long dispute, has been rebranded as the {new}.", RENAMED),
        ("The {old} has changed its name to the {new}.", RENAMED),
        ("{new} is the new name for the {old}.", RENAMED),
        ("The {new} replaces the much criticised {old}.", REPLACES),
        ("The {new} was launched. It replaces the {old}, which closed.", REPLACES),
        ("The {old} will be replaced by the {new}.", REPLACES),
        ("The {old} was merged into the {new} in May.", REPLACES),
        ("The {new} is the successor to the {old}.", REPLACES),
        ("The {new}, which covers Kelso, builds on the success of the {old}.", BUILDS_ON),
        ("Building on the {old}, the {new} opens in May.", BUILDS_ON),
    ],
)
def test_what_came_after_what_is_read_from_the_words_between(text, expected):
    assert told(text.format(old=TWEED, new=BORDER), TWEED, BORDER) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The {new} will not replace the {old}.",
        "The council, which ran the {old}, will set up a unit to be known as the {new}.",
        "The council, which ran the {old}, has been renamed Kettle Council.",
        "Unlike the {old}, the {new} opens in the hall once known as Kettle House.",
        "The pilot known as the {new} was praised by the {old}.",
        "Jo Bell, formerly of the {old}, leads the {new}.",
        "The {old} was once a model. The {new} was launched in May.",
        "The council renamed its hall after the {old} ended.",
    ],
)
def test_two_names_in_a_sentence_are_not_one_thing_by_themselves(text):
    assert told(text.format(old=TWEED, new=BORDER), TWEED, BORDER) == []


def test_a_name_that_nothing_else_found_counts_beside_clear_words():
    assert told(f"The {BORDER}, formerly known as the {TWEED}, has opened.", TWEED) == [FORMERLY]
    assert told(f"The {BORDER}, formerly known as the {TWEED}, has opened.", BORDER) == [FORMERLY]
    assert told(f"The {TWEED} will now be known as “{BORDER}”.", TWEED) == [RENAMED]
    assert told(f"The {BORDER} replaces the hall in Kelso.", BORDER) == []


def test_a_long_text_of_cues_ends_in_its_own_time():
    text = "It was formerly " * 20_000

    assert told(text + f"the {TWEED}.", TWEED) == []
