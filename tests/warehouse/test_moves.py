from datetime import UTC, datetime, timedelta

from warehouse import moves
from warehouse.moves import Move

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
NEW, OTHER = "https://new.example/feed", "https://other.example/feed"


def sent(*polls, move=None):
    """Return how things stand after polls, each told as hours and where they were sent."""
    move = move or Move()
    for hours, to in polls:
        move = moves.well(move, to, NOW + timedelta(hours=hours))
    return move


def test_a_redirect_is_believed_after_three_polls_over_a_day():
    assert sent((0, NEW), (1, NEW), (2, NEW)).asked_url is None
    assert sent((0, NEW), (25, NEW)).asked_url is None
    believed = Move(asked_url=NEW, moved_to=NEW, moved_since=NOW)
    assert sent((0, NEW), (12, NEW), (25, NEW)) == believed
    assert sent((0, NEW), (12, NEW), (25, NEW), (26, None)) == believed


def test_a_redirect_that_changes_or_pauses_is_counted_anew():
    assert sent((0, NEW), (12, OTHER), (25, NEW)).moved_polls == 1
    assert sent((0, NEW), (12, None), (25, NEW), (26, NEW)).asked_url is None
    assert sent((0, NEW), (12, None)) == Move()


def test_a_new_address_may_move_on():
    there = Move(asked_url=NEW, moved_to=NEW)

    assert sent((0, None), move=there) == there
    assert sent((0, OTHER), (12, OTHER), (25, OTHER), move=there).asked_url == OTHER


def test_a_new_address_that_fails_three_times_gives_way_to_the_old_one():
    there = Move(asked_url=NEW, moved_to=NEW)
    twice = moves.failed(moves.failed(there, "soft"), "hard")

    assert twice.asked_url == NEW
    assert moves.failed(twice, "temporary") == twice
    assert moves.failed(twice, "soft") == Move()
    assert moves.well(twice, None, NOW).moved_failures is None


def test_failures_of_the_first_address_move_nothing():
    waiting = sent((0, NEW), (1, NEW))

    assert moves.failed(waiting, "hard") == waiting
