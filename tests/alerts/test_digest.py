import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.digest import DigestRow, MaybeRow, compose_digest
from records import identify
from tests.alerts.samples import NOW
from tests.fakes.slack_blocks import fault_of_blocks

DAY = date(2026, 11, 21)
ANY = st.one_of(
    st.text(st.characters(), max_size=40),
    st.sampled_from(["&", "<!here>", "😀", "word "]).flatmap(
        lambda piece: st.integers(1, 500).map(lambda times: piece * times)
    ),
)


def row(number=1, **facts):
    given = {
        "title": f"Title {number}",
        "url": f"https://news.example.org/{number}",
        "source": "Unison",
        "theme": "Devolution deals",
        "quote": f"Sentence {number}.",
        "initiative": None,
    }
    return DigestRow(**(given | facts))


def digest(rows, **more):
    return compose_digest(DAY, rows, NOW, **({"channel": "C1"} | more))


def test_a_day_without_news_has_no_digest():
    assert digest([]) is None


def test_a_digest_reads_theme_by_theme_most_items_first():
    rows = [
        row(1, theme="Outsourcing"),
        *(row(number, initiative="Kent Deal") for number in range(2, 7)),
    ]

    assert digest(rows, see_rest="placewatch query today").text == (
        "Placewatch, 21 November 2026: 6 items in 2 themes\n"
        "Devolution deals: 5 items\n"
        "- Title 2, Kent Deal, Unison, https://news.example.org/2\n"
        "- Title 3, Kent Deal, Unison, https://news.example.org/3\n"
        "- Title 4, Kent Deal, Unison, https://news.example.org/4\n"
        "and 2 more\n"
        "Outsourcing: 1 item\n"
        "- Title 1, Unison, https://news.example.org/1\n"
        "See everything: placewatch query today"
    )


def test_an_extract_has_title_initiative_source_quote_and_link():
    blocks = json.loads(digest([row(initiative="Kent Deal")]).blocks)

    [headline, theme] = blocks
    assert headline["text"]["text"] == "Placewatch, 21 November 2026: 1 item in 1 theme"
    assert theme["elements"][0]["elements"] == [
        {"type": "text", "text": "Devolution deals: 1 item", "style": {"bold": True}}
    ]
    assert theme["elements"][1]["elements"][0]["elements"] == [
        {"type": "text", "text": "Title 1 – Kent Deal – Unison"},
        {"type": "text", "text": "\n“Sentence 1.”"},
        {"type": "text", "text": " "},
        {
            "type": "link",
            "url": "https://news.example.org/1",
            "text": "Read on news.example.org",
        },
    ]


def test_an_article_counts_once_a_theme_and_once_in_all():
    rows = [row(1), row(1), row(1, theme="Outsourcing")]

    assert digest(rows).text.startswith(
        "Placewatch, 21 November 2026: 1 item in 2 themes\nDevolution deals: 1 item\n"
    )


def test_a_day_and_a_channel_have_one_digest():
    assert digest([row(1)]).alert_id == digest([row(2)]).alert_id
    assert digest([row(1)]).alert_id == identify("digest 2026-11-21@C1")
    assert digest([row(1)], channel="C2").alert_id != digest([row(1)]).alert_id
    assert digest([row(1)], channel="").key == "digest 2026-11-21"


def test_on_a_full_day_every_theme_shows_an_extract_before_any_shows_two():
    long = "word " * 200
    rows = [
        row(number, theme=f"Theme {number % 14:02}", quote=long, title=long, url=f"{url}{number}")
        for url in ["https://news.example.org/" + "a" * 120]
        for number in range(700)
    ]

    made = digest(rows)

    text = made.text
    assert 10_000 < len(made.blocks) <= 12_000
    assert [text.count(f"Theme {number:02}: 50 items\n- ") for number in range(14)] == [1] * 14


def test_themes_beyond_the_twentieth_are_a_number():
    text = digest([row(number, theme=f"Theme {number:02}") for number in range(23)]).text

    assert "Theme 19: 1 item" in text
    assert "Theme 20" not in text
    assert text.endswith("and 3 more themes")


def test_what_may_be_new_stands_first_as_a_question_with_its_proof_and_five_of_it_at_most():
    maybe = [
        MaybeRow(f"Hub {number}", f"A Hub {number} opens.", "LGA", f"https://lga.example/{number}")
        for number in range(1, 8)
    ]

    made = digest([row()], maybe=maybe)

    assert made.text.splitlines()[:4] == [
        "Placewatch, 21 November 2026: 1 item in 1 theme",
        "May be new, the name is not sure: 7",
        "- Hub 1?, LGA, https://lga.example/1",
        "- Hub 2?, LGA, https://lga.example/2",
    ]
    assert "Hub 5?" in made.text
    assert "Hub 6" not in made.text
    [_, first, _] = json.loads(made.blocks)
    title, hubs = (part["elements"] for part in first["elements"])
    assert title[0]["text"] == "May be new, the name is not sure: 7"
    assert [part.get("text") for part in hubs[0]["elements"]] == [
        "Hub 1? – LGA",
        "\n“A Hub 1 opens.”",
        " ",
        "Read on lga.example",
    ]


@given(
    st.lists(
        st.builds(
            DigestRow,
            title=ANY,
            url=ANY.map(lambda path: "https://e.org/" + path),
            source=ANY,
            theme=ANY,
            quote=ANY,
            initiative=st.none() | ANY,
        ),
        min_size=1,
        max_size=20,
    ),
    st.lists(
        st.builds(
            MaybeRow,
            name=ANY,
            quote=ANY,
            source=ANY,
            url=ANY.map(lambda path: "https://e.org/" + path),
        ),
        max_size=9,
    ),
)
@settings(max_examples=40, deadline=None)
def test_whatever_the_day_brought_slack_takes_the_digest(rows, maybe):
    made = digest(rows, maybe=maybe)

    assert fault_of_blocks(json.loads(made.blocks)) is None
    assert len(made.blocks) <= 12_000
    assert len(made.text) <= 40_000


@pytest.mark.parametrize("url", ["javascript:alert(1)", ""])
def test_an_item_without_a_safe_address_has_no_link(url):
    assert "link" not in digest([row(url=url)]).blocks
