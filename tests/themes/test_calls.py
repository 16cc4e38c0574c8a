"""Which documents tell of the same call, what has changed, who asks and where to respond."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from records import KnownCall, Notice
from themes.days import asked, calls, reminders
from themes.initiatives import organisations

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
JULY = datetime(2026, 7, 17, 22, 59, tzinfo=UTC)
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def bodies():
    return organisations.load(SEEDS / "organisations.yaml")


def notice(document_id="a1", **changes):
    given = {
        "document_id": document_id,
        "kind": "consultation",
        "closes_at": JULY,
        "has_hour": False,
        "start": 0,
        "stop": 40,
        "quote": "The consultation on neighbourhood care hubs closes on 17 July 2026.",
        "title": "Neighbourhood care hubs: have your say",
        "url": f"https://example.org/{document_id}",
        "source": "Ministry of Places",
        "source_kind": "government",
        "published_at": NOW,
        "found_at": NOW,
        "is_baseline": False,
        "near": "",
        "links": (),
        "organisations": "",
        "opens_at": None,
        "said_at": None,
        "initiatives": (),
    }
    return Notice(**given | changes)


def settle(fresh, known=(), now=NOW):
    return calls.settle(known, fresh, now, who=lambda one: one.source, where=lambda one: one.url)


def known(*notices, is_gone=False):
    (settled,) = settle(notices)
    return KnownCall(call=settled.call, notices=settled.notices, is_gone=is_gone)


SAME = {
    "a paper tells it in its own words": {
        "title": "Ministers ask what people think of neighbourhood care hubs",
        "quote": "Replies are wanted by 17 July.",
    },
    "a blog links to it": {"title": "Read this", "links": (("https://example.org/a1", "it"),)},
    "a paper calls it a call for evidence": {
        "kind": "call for evidence",
        "quote": "The call for evidence on neighbourhood care hubs ends on 17 July.",
    },
    "the hour is told too": {"closes_at": JULY.replace(hour=16, minute=0), "has_hour": True},
}
OTHER = {
    "another subject, the same day": {
        "title": "Bus franchising in the north",
        "quote": "The consultation on bus franchising closes on 17 July.",
    },
    "the same subject on another day, and nobody says that it moved": {
        "closes_at": JULY + 30 * DAY,
        "quote": "The consultation on neighbourhood care hubs closes on 16 August.",
    },
    "bids for the same hubs": {
        "kind": "application",
        "quote": "Bids for neighbourhood care hubs close on 17 July.",
    },
}


@pytest.mark.parametrize("changes", SAME.values(), ids=SAME)
def test_two_documents_tell_of_one_call(changes):
    (settled,) = settle([notice(), notice("a2", **changes)])

    assert [one.document_id for one in settled.notices] == ["a1", "a2"]


@pytest.mark.parametrize("changes", OTHER.values(), ids=OTHER)
def test_two_calls_stay_two(changes):
    assert len(settle([notice(), notice("a2", **changes)])) == 2


def test_two_councils_that_ask_the_same_until_the_same_day_are_two():
    fife, kent = (
        notice(name, source=name, source_kind="local_government") for name in ("Fife", "Kent")
    )
    leads = replace(kent, links=((fife.url, "Fife asks too"),))

    assert [len(settle([fife, other])) for other in (kent, leads)] == [2, 1]


def test_a_further_document_joins_a_known_call_and_changes_nothing():
    (settled,) = settle([notice("a2")], [known(notice())])

    assert (settled.is_new, settled.is_other, settled.is_moved) == (False, False, False)
    assert settled.call.sequence == 0


def test_an_extension_takes_the_place_of_the_old_day():
    before = known(notice())
    later = notice(
        "a2",
        closes_at=JULY + 14 * DAY,
        quote="The neighbourhood care hubs consultation is extended to 31 July.",
        published_at=NOW + 20 * DAY,
    )

    (settled,) = settle([later], [before], NOW + 20 * DAY)

    assert settled.is_moved
    assert settled.call.call_id == before.call.call_id
    assert (settled.call.was_at, settled.call.closes_at) == (JULY, JULY + 14 * DAY)
    assert settled.call.sequence == 1
    assert settled.call.quote == later.quote


def test_a_page_that_names_another_day_now_has_moved_its_call():
    edited = notice(closes_at=JULY + 3 * DAY, quote="The consultation closes on 20 July 2026.")

    (settled,) = settle([edited], [known(notice(), is_gone=True)])

    assert settled.is_moved
    assert settled.call.closes_at == JULY + 3 * DAY


def test_an_echo_of_the_old_day_moves_nothing_back():
    before = known(notice())
    later = notice("a2", closes_at=JULY + 14 * DAY, quote="Care hubs: extended to 31 July 2026.")
    (moved,) = settle([later], [before])
    after = KnownCall(call=moved.call, notices=(*before.notices, later), is_gone=False)

    (echo,) = settle([notice("a3")], [after])

    assert not echo.is_other


def test_a_call_of_which_nobody_tells_any_more_is_withdrawn_and_comes_back():
    gone = known(notice(), is_gone=True)

    (settled,) = settle([], [gone])
    back = KnownCall(call=settled.call, notices=gone.notices, is_gone=True)
    (again,) = settle([notice()], [back])

    assert (settled.call.state, settled.call.sequence) == ("withdrawn", 1)
    assert (again.call.state, again.call.sequence) == ("open", 2)
    assert settle([], [back]) == ()


def test_a_call_that_is_over_is_not_withdrawn():
    assert settle([], [known(notice(), is_gone=True)], JULY + DAY) == ()


def test_what_the_publisher_says_beside_the_text_counts_more_than_an_old_sentence():
    right = notice(closes_at=JULY, said_at=JULY, quote="This consultation closes on 17 July.")
    left = notice(closes_at=JULY - 14 * DAY, said_at=JULY, quote="Replies are due by 3 July.")

    (settled,) = settle([left, right])

    assert settled.call.closes_at == JULY
    assert len(settled.notices) == 2


def test_the_words_of_who_asks_take_the_place_of_a_papers():
    paper = notice(source="Town Hall Ledger", title="Care hubs: ministers ask")
    (settled,) = settle([notice("a2", organisations="Ministry of Places")], [known(paper)])

    assert settled.call.asker == "Ministry of Places"
    assert settled.call.title == "Neighbourhood care hubs: have your say"


WHO = [
    ({"organisations": "HM Treasury; Cabinet Office"}, "HM Treasury; Cabinet Office"),
    (
        {"quote": "The Public Accounts Committee takes evidence until 17 July."},
        "Public Accounts Committee",
    ),
    (
        {
            "quote": "HM Treasury is asking for views by 17 July.",
            "source": "Town Hall Ledger",
            "source_kind": "trade_press",
        },
        "HM Treasury",
    ),
    (
        {
            "quote": "Replies to Fife Council are due by 17 July.",
            "source": "Town Hall Ledger",
            "source_kind": "trade_press",
        },
        "Fife Council",
    ),
    ({"quote": "Comments are wanted by 17 July."}, "Ministry of Places"),
]


@pytest.mark.parametrize(("changes", "body"), WHO)
def test_who_asks_is_a_fact_the_sentence_or_the_publisher(bodies, changes, body):
    assert asked.who(notice(**changes), bodies) == body


HUB = "https://places.citizenspace.example/hubs"
WHERE = [
    ({"quote": "Write to hubs@places.example by 17 July."}, "mailto:hubs@places.example"),
    ({"quote": f"Respond at {HUB}. By 17 July."}, HUB),
    (
        {"near": "Press: press@places.example. Responses can be sent to hubs@places.example."},
        "mailto:hubs@places.example",
    ),
    ({"near": "Contact anna@places.example for pictures."}, "https://example.org/a1"),
    (
        {"links": (("https://example.org/privacy", "Privacy"), (HUB, "Respond online"))},
        HUB,
    ),
    ({"links": (("javascript:alert(1)", "Respond online"),)}, "https://example.org/a1"),
]


@pytest.mark.parametrize(("changes", "address"), WHERE)
def test_where_to_respond_is_an_address_a_link_or_the_page(changes, address):
    assert asked.where(notice(**changes)) == address


REMIND = [
    (timedelta(days=8), None),
    (timedelta(days=6, hours=12), 7),
    (timedelta(days=4), 7),
    (timedelta(days=1, hours=12), 2),
    (timedelta(hours=3), 2),
    (timedelta(hours=-3), None),
]


@pytest.mark.parametrize(("before", "distance"), REMIND)
def test_an_open_call_is_reminded_of_at_seven_days_and_at_two(before, distance):
    call = known(notice()).call

    due = [days for _, days in reminders.due([call], JULY - before)]

    assert due == ([distance] if distance else [])


def test_reminders_wait_for_the_morning_in_london():
    call = known(notice()).call
    morning = datetime(2026, 7, 10, 7, tzinfo=UTC)  # eight o'clock in summer

    assert not reminders.due([call], morning - timedelta(minutes=1))
    assert reminders.due([call], morning)


def test_a_first_poll_makes_up_no_distance_that_had_passed():
    seen = JULY - 5 * DAY
    old = replace(known(notice(is_baseline=True)).call, first_seen_at=seen)

    assert not reminders.due([old], seen + timedelta(hours=1))
    assert [days for _, days in reminders.due([old], JULY - DAY)] == [2]
    assert reminders.due([replace(old, is_baseline=False)], seen + timedelta(hours=1))


def test_a_withdrawn_call_is_not_reminded_of():
    assert not reminders.due([replace(known(notice()).call, state="withdrawn")], JULY - DAY)
