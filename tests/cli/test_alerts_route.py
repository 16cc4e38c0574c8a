"""Where alerts would go, told by the command."""

import json

import pytest
import yaml
from click.testing import CliRunner

from cli.main import main
from settings import HERE
from tests.fakes import ready
from tests.warehouse.conftest import fill
from warehouse import publish, store

LEICESTER, WALES, RESEARCH = "C0123456789", "C0123456790", "C0123456791"
ROWS = [
    {"id": "midlands", "channel": LEICESTER, "areas": ["East Midlands"]},
    {"id": "wales", "channel": WALES, "nations": ["wales"]},
    {"id": "research", "channel": RESEARCH, "tiers": ["daily"]},
]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with store.open_warehouse(ready.warehouse(home / "placewatch.duckdb")) as con:
        fill(con)
        con.execute("DELETE FROM store.held_alerts")
        (home / "public").mkdir()
        publish.publish(con, home / "public" / "placewatch.duckdb")
    (home / "subscriptions.yaml").write_text(yaml.safe_dump(ROWS), encoding="utf-8")
    return home


def run(home, *words, seeds=HERE / "seeds"):
    env = {"PLACEWATCH_HOME": str(home), "PLACEWATCH_SEEDS": str(seeds)}
    return CliRunner().invoke(main, ["alerts", "route", "--dry-run", *words], env=env)


def test_each_channel_stands_there_with_why_and_why_not(home):
    told = run(home)

    assert told.exit_code == 0
    assert [line.strip() for line in told.output.splitlines()[1:5]] == [
        "✓ default  at once: row everything: takes everything",
        f"✓ {LEICESTER}  at once: row midlands: in East Midlands (Leicestershire)",
        f"✗ {WALES}  not: row wales: wants wales, is about Leicestershire",
        f"· {RESEARCH}  in the digest: row research: takes everything",
    ]


def test_one_alert_is_found_by_how_its_key_begins(home):
    rows = json.loads(run(home, "pilots", "--format", "json").output)

    assert [(row["key"], row["channel"], row["goes"]) for row in rows] == [
        ("pilots/new", "default", "at once"),
        ("pilots/new", LEICESTER, "at once"),
        ("pilots/new", WALES, "not"),
        ("pilots/new", RESEARCH, "in the digest"),
    ]
    missing = run(home, "nothing")
    assert missing.exit_code == 1
    assert "no alert has an id or key that begins with 'nothing'" in missing.output


def test_it_does_nothing_unless_it_is_told_to_do_nothing(home):
    env = {"PLACEWATCH_HOME": str(home)}

    assert CliRunner().invoke(main, ["alerts", "route"], env=env).exit_code == 2
