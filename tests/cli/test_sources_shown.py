"""What `placewatch sources` shows: one screen wide, the worst first, what helps at the end."""

import csv
import io
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from cli import standing
from cli.main import main
from tests.fakes import ready
from tests.warehouse import make
from warehouse import feeds, polls, publish, store

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FAR = "https://x.example/" + "n" * 90


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    blocked = make.poll(
        "lga", status="blocked (403)", remark="write to it", kind="soft", failures=0.5,
        has_body=False, entries=None,
    )  # fmt: skip
    with store.open_warehouse(ready.warehouse(folder / "placewatch.duckdb")) as con:
        names = ("lga", "tuc", "a-source-with-a-very-long-id")
        feeds.sync(
            con,
            [
                *map(make.source, names),
                make.source("ucu", feed=None),
                make.source("off", is_on=False),
            ],
            NOW,
        )
        moved = make.poll(
            names[2], make.entry(3, names[2]), moved_to="https://x.example/" + "n" * 90
        )
        polls.polled(con, [blocked, make.poll("tuc", make.entry(2, "tuc")), moved], NOW)
        publish.publish(con, folder / "public" / "placewatch.duckdb")
    return folder


@pytest.fixture
def sources(home):
    def run(*words):
        return CliRunner().invoke(main, ["sources", "--home", str(home), *words])

    return run


def test_the_screen_fits_and_begins_with_the_worst(sources):
    shown = sources().output
    lines = shown.splitlines()

    assert max(map(len, lines)) <= standing.WIDTH
    assert lines[0] == (
        "5 sources: 1 working, 1 blocked, 1 moved, 1 without an address, 1 switched off"
    )
    ids = [line.split()[0] for line in lines[4:9]]
    assert ids == ["lga", "a-source-with-a-very-long-id", "ucu", "tuc", "off"]
    assert lines[4].endswith("blocked (403) since 20 November")
    assert lines[5].endswith("…")
    assert "What helps" in lines
    assert "1 without an address  find their feeds: placewatch sources discover ID" in shown


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--failing",), ["lga"]),
        (("--state", "no address"), ["ucu"]),
        ((), ["lga", "a-source-with-a-very-long-id", "ucu", "tuc", "off"]),
    ],
)
def test_csv_is_complete_and_can_be_narrowed_down(sources, words, ids):
    rows = list(csv.DictReader(io.StringIO(sources(*words, "--format", "csv").output)))

    assert [row["source_id"] for row in rows] == ids
    assert {"state", "health", "since", "usual_days", "quiet_days", "newest_at", "feed",
            "moved_to", "remark", "severity"} <= set(rows[0])  # fmt: skip
    assert [row["moved_to"] for row in rows if row["state"] == "moved"] in (
        [], [FAR],
    )  # fmt: skip


def test_a_state_that_no_source_is_in_names_those_that_are(sources):
    ended = sources("--state", "blokked")

    assert ended.exit_code == 1
    assert "no source is in the state 'blokked'; there are working, blocked, moved" in ended.output


def test_the_message_of_the_week_can_be_seen_by_hand(sources):
    shown = sources("--weekly").output

    assert "Placewatch, week" in shown
    assert "1 source waits for an address" in " ".join(shown.replace("│", " ").split())


def test_a_long_headline_is_wrapped():
    counts = [(f"some state number {n}", n) for n in range(20)]
    lines = standing.headline(counts).splitlines()

    assert len(lines) > 1
    assert max(map(len, lines)) <= standing.WIDTH
    assert " ".join(" ".join(lines).split()).count("some state") == 20


def test_of_many_names_three_are_examples():
    assert standing.examples(["A", "B"]) == "A, B"
    assert standing.examples(list("ABCDE")) == "A, B, C and 2 more"
