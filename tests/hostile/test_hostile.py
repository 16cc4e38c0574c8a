"""Nothing that a publisher sends can hurt a run: every case of the tables, in one poll."""

import re

import pytest

from tests.hostile import run
from tests.hostile.case import FEED, FINE, Case
from tests.hostile.watch import MEGABYTE

MOST_MEMORY = 1_500 * MEGABYTE
REASON_CHARS = 600
# What a programmer reads and nobody else: class names, tracebacks, numbers of errors.
NOT_FOR_PEOPLE = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning)\b|Traceback|[Ee]rrno|0x|<class")
HOSTILE_WORDS = ("-", "0x7f")  # of the addresses themselves


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    return run.go(tmp_path_factory.mktemp("hostile"))


def test_the_table_is_long_and_says_each_thing_once():
    names = [case.name for case in run.CASES]

    assert len(names) >= 90
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", run.CASES, ids=lambda case: f"{case.on}: {case.name}")
def test_a_hostile_publisher_ends_as_the_table_says(ran, case: Case):
    told = ran.told[case.name]
    expected = case.outcome.split("; ")[-1].split("|")

    assert any(words in told.said for words in expected), told.said
    assert told.said.startswith(FINE) or told.entries == []
    if case.entries is not None:
        assert len(told.entries) == case.entries
    if case.outcome != FINE:
        return
    stored = [entry["title"] + "\n" + entry["summary"] for entry in told.entries]
    stored += [article["title"] + "\n" + article["text"] for article in told.articles]
    assert case.on == FEED or told.articles
    assert not case.holds or any(case.holds in text for text in stored), stored
    assert not any(words in text for words in case.lacks for text in stored)
    if case.longest is not None:
        assert max(len(entry["title"]) for entry in told.entries) <= case.longest


@pytest.mark.parametrize("case", run.CASES, ids=lambda case: f"{case.on}: {case.name}")
def test_a_refusal_is_a_problem_that_a_person_can_read(ran, case: Case):
    told = ran.told[case.name]
    reasons = [told.feed["status"], told.feed["remark"] or ""]
    reasons += [entry["reason"] for entry in told.entries if entry["reason"]]
    is_waiting = any(entry["state"] == "pending" for entry in told.entries)
    is_refused = told.feed["status"] != FINE or any(
        entry["state"] == "unreadable" for entry in told.entries
    )

    for reason in (*reasons, *told.problems):
        assert not NOT_FOR_PEOPLE.search(without_addresses(reason)), reason
        assert len(reason) <= REASON_CHARS
        assert reason.isprintable()
    assert bool(told.problems) == is_refused or is_waiting


def without_addresses(reason: str) -> str:
    return re.sub(r"\b0x[0-9a-f.x]+|https?://\S+", "", reason)


@pytest.mark.parametrize("case", run.CASES, ids=lambda case: f"{case.on}: {case.name}")
def test_nothing_is_tried_for_ever(ran, case: Case):
    told = ran.told[case.name]

    if told.feed["status"] != FINE:
        assert (told.feed["next_poll_at"] - run.NOW).total_seconds() > 1_800
    if "took too long" in told.feed["status"] or "cannot be parsed" in told.feed["status"]:
        assert told.feed["failed_digest"]  # these bytes are not tried again
    for entry in told.entries:
        is_later = entry["next_try_at"] is not None and entry["next_try_at"] > run.NOW
        assert entry["state"] in {"read", "kept", "unreadable"} or is_later


def test_ten_honest_publishers_beside_them_are_stored_whole(ran):
    assert len(ran.honest) == run.HONEST
    for told in ran.honest:
        assert told.said == FINE
        assert {entry["state"] for entry in told.entries} == {"read"}
        assert len(told.entries) == len(told.articles) == run.NOTICES
        assert all("corn exchange" in article["text"] for article in told.articles)


def test_no_private_address_is_ever_connected_to(ran):
    outside = {host for host, _ in ran.connects} - {"127.0.0.1"}

    assert ran.trapped == []
    assert outside == {"151.101.0.144"}  # public, as the names that change their mind first say
    assert 80 not in {port for host, port in ran.connects if host == "127.0.0.1"}
    assert "/etc/passwd" not in ran.opened


def test_the_memory_of_all_processes_stays_within_bounds(ran):
    assert 0 < ran.peak < MOST_MEMORY


def test_ids_that_change_at_every_fetch_bring_no_second_entry_and_no_second_article(ran):
    name = "ids that change at every fetch"

    assert len(ran.again[name].entries) == len(ran.told[name].entries) == 5
    assert len(ran.again[name].articles) == 5


def test_a_body_that_was_given_up_is_told_in_the_same_words_when_it_comes_again(ran):
    name = "author that keeps regular expressions busy"

    assert ran.again[name].said == ran.told[name].said
    assert ran.again[name].feed["last_polled_at"] > ran.told[name].feed["last_polled_at"]
