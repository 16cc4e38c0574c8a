import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.compose import NEWS, compose
from records import Happening
from tests.alerts.samples import FULL, MINIMAL, NOW, golden, happening
from tests.fakes.slack_blocks import fault_of_blocks

MESSAGE_LIMIT = 12_000  # Slack's is about 13,200
ANY = st.one_of(
    st.text(st.characters(), max_size=50),
    st.sampled_from(["&", "<!channel>", "é", "😀", "word ", "x", "\u0301", "\n"]).flatmap(
        lambda piece: st.integers(1, 1_000).map(lambda times: piece * times)
    ),
)
LISTS_OF = (
    *("areas", "new_areas", "sponsors", "new_sponsors", "steps"),
    *("themes", "also", "matched"),
)
MAYBE = ("step", "was_step", "voice", "deadline", "report")
LISTS = st.lists(ANY, max_size=6).map(tuple)


def blocks_of(**facts):
    return json.loads(compose(happening(**facts), NOW).blocks)


def texts(value):
    """Return every text of a block, in order."""
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        own = value["text"] if isinstance(value.get("text"), str) else None
        return [own] if own is not None else [t for item in value.values() for t in texts(item)]
    return []


def bold(blocks):
    """Return the bold words of the quotes."""
    return [
        word["text"]
        for block in blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_quote"
        for word in element["elements"]
        if word.get("style") == {"bold": True}
    ]


@pytest.mark.parametrize("name", ["full", "minimal"])
def test_an_alert_reads_as_the_golden_pair(name):
    alert = compose(happening(**{"full": FULL, "minimal": MINIMAL}[name]), NOW)

    blocks = json.dumps(json.loads(alert.blocks), indent=2, sort_keys=True, ensure_ascii=False)
    golden(alert.text + "\n", f"{name}.txt")
    golden(blocks + "\n", f"{name}.json")


def test_an_alert_is_named_by_its_key():
    first, again = compose(happening(), NOW), compose(happening(name="Another name"), NOW)

    assert (first.alert_id, first.key) == (again.alert_id, again.key)
    assert compose(happening(key="other"), NOW).alert_id != first.alert_id


@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        ({"kind": "new"}, "New initiative: Place Budget Pilots"),
        (
            {"kind": "step", "was_step": "announced", "step": "sites named"},
            "New step: Place Budget Pilots: announced → sites named",
        ),
        ({"kind": "step", "step": "ended"}, "New step: Place Budget Pilots: ended"),
        ({"kind": "deadline"}, "Deadline: Place Budget Pilots"),
        (
            {"kind": "deadline", "deadline": "responses by 12 December (21 days)"},
            "Deadline: Place Budget Pilots: responses by 12 December (21 days)",
        ),
        ({"kind": "area", "new_areas": ("Hull",)}, "New areas: Place Budget Pilots: Hull"),
        (
            {"kind": "area", "new_areas": ("Hull", "Kent", "Fife")},
            "New areas: Place Budget Pilots: Hull and 2 more",
        ),
        (
            {"kind": "sponsor", "new_sponsors": ("Audit Scotland (evaluates)",)},
            "New sponsor: Place Budget Pilots: Audit Scotland (evaluates)",
        ),
        (
            {"kind": "report", "report": "The first year"},
            "New report: Place Budget Pilots: The first year",
        ),
        ({"kind": "a kind to come"}, "News: Place Budget Pilots"),
        ({"name": "", "title": "Five areas"}, "New initiative: Five areas"),
        ({"name": "\u200b"}, "New initiative: no name given"),
    ],
)
def test_the_headline_says_what_is_new(facts, headline):
    assert texts(blocks_of(**facts))[0] == headline


def test_a_long_name_is_cut_and_its_step_is_not():
    name = "Neighbourhood Health and Care Budget " * 20

    headline = texts(blocks_of(kind="step", name=name, was_step="running", step="ended"))[0]

    assert len(headline) <= 150
    assert headline.startswith("New step: Neighbourhood Health and Care Budget")
    assert headline.endswith("Care Budget…: running → ended")


@pytest.mark.parametrize("name", [key for key in FULL if key not in {"key", "kind", "url"}])
def test_a_missing_fact_leaves_no_trace(name):
    alert = compose(happening(**(FULL | {name: MINIMAL[name]})), NOW)

    for text in [alert.text, *texts(json.loads(alert.blocks))]:
        assert "None" not in text
        assert not any(broken in text for broken in ("()", "“”", "; ;", "  ", ": ;", "·  ·"))


def test_matched_words_are_bold_in_the_quote_in_any_case_and_whole():
    facts = {
        "quote": "Total Place pilots: the total place settings of copilots and a pilot.",
        "matched": ("total place", "pilot"),
    }

    assert bold(blocks_of(**facts)) == ["Total Place", "total place", "pilot"]


def test_of_overlapping_matches_the_longest_is_bold_once():
    matched = ("budget", "place", "place budget", "pilot")

    found = bold(blocks_of(quote="A place budget pilot.", matched=matched))

    assert found == ["place budget", "pilot"]


def test_of_a_long_quote_the_matched_words_stay():
    filler = "Ministers thanked everybody who took part in the work of the year. " * 40
    facts = {"quote": filler + "Place budget pilots begin. " + filler, "matched": ("begin",)}

    alert = compose(happening(**facts), NOW)

    assert bold(json.loads(alert.blocks)) == ["begin"]
    quote = next(line for line in alert.text.split("\n") if line.startswith("“"))
    assert quote.startswith("“… ")
    assert quote.endswith("…”")
    assert "Place budget pilots begin." in quote
    assert len(quote) <= 702


def test_what_is_new_of_a_known_initiative_stands_in_one_message():
    facts = {
        "kind": "step",
        "was_step": "running",
        "step": "extended",
        "steps": ("sites named",),
        "areas": ("Kent", "Hull", "Fife"),
        "new_areas": ("Hull", "Fife"),
        "sponsors": ("HM Treasury", "NHS England"),
        "new_sponsors": ("NHS England (funds)",),
        "deadline": "applications by 12 December (21 days)",
        "report": "The first year",
    }

    text = compose(happening(**facts), NOW).text

    assert text.split("\n")[:4] == [
        "New step: Place Budget Pilots: running to extended",
        "New areas: Hull, Fife. Stage: extended. Also: sites named. "
        "New sponsors: NHS England (funds)",
        "Deadline: applications by 12 December (21 days)",
        "Published: The first year",
    ]


def test_the_report_is_linked_once_when_it_is_the_article():
    links = [t for t in texts(blocks_of(report_url=MINIMAL["url"])) if t.startswith("<")]

    assert links == ["<https://news.example.org/five-areas|Article on news.example.org>"]


def test_the_command_is_quoted_for_a_shell_and_escaped_for_slack():
    [*_, command] = blocks_of(url="https://news.example.org/?id=1&lang=cy")

    assert texts(command) == [
        "Check it: `placewatch explain 'https://news.example.org/?id=1&amp;lang=cy'`"
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "A0"), (4, "A0, A1, A2, A3"), (5, "A0, A1, A2, A3, A4"), (6, "A0, A1, A2, A3 and 2 more")],
)
def test_of_many_areas_the_first_are_named_and_the_rest_counted(count, expected):
    areas = tuple(f"A{number}" for number in range(count))

    assert compose(happening(areas=areas), NOW).text.split("\n")[1] == f"Where: {expected}"


def test_a_late_evening_is_dated_as_in_london():
    moment = NOW.replace(month=6, day=30, hour=23, minute=30)

    assert compose(happening(published_at=moment), NOW).text.split("\n")[2] == "Source: 1 July 2026"


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("name", "rule", "quote", "title", "source", "source_kind", "why"), ANY)
        | dict.fromkeys(LISTS_OF, LISTS)
        | {name: st.none() | ANY for name in MAYBE}
        | {
            name: st.just("https://e.org/a?").flatmap(lambda u: ANY.map(lambda t: u + t))
            for name in ("url", "report_url")
        }
        | {"kind": st.sampled_from([*NEWS, ""])}
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_happens_slack_takes_the_message(facts):
    alert = compose(Happening(**(MINIMAL | facts)), NOW)

    assert fault_of_blocks(json.loads(alert.blocks)) is None
    assert len(alert.blocks) <= MESSAGE_LIMIT
    assert 0 < len(alert.text) <= MESSAGE_LIMIT
    alert.text.encode()


def test_a_title_of_fifty_megabytes_costs_no_more_than_a_short_one():
    huge = "<!channel> & word " * 3_000_000

    alert = compose(happening(name=huge, title=huge, quote=huge, why=huge), NOW)

    assert len(alert.blocks) <= MESSAGE_LIMIT


def test_a_report_is_linked_at_the_page_of_its_quote():
    alert = compose(happening(report_url="https://a.example/plan.pdf#page=12"), NOW)

    assert "Report, page 12: https://a.example/plan.pdf#page=12" in alert.text.split("\n")


def test_a_report_that_cannot_be_read_is_never_taken_for_silent():
    alert = compose(happening(**FULL | {"unread": "cannot be read: a scan without text"}), NOW)

    assert "Report not read: a scan without text\n" in alert.text
    assert "a scan without text" in alert.blocks
