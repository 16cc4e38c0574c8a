"""A source's own way to its text is taken in a poll, and a person hears where it fails."""

from datetime import UTC, datetime
from pathlib import Path

import yaml

from flows import poll
from settings import Settings
from tests.fakes.press import ORDINARY, Installation, Press
from tests.fakes.slack import FakeSlack
from tests.fakes.web import fake_web

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_poll_takes_a_sources_own_way_and_says_where_it_leads_nowhere(tmp_path):
    with fake_web() as web, FakeSlack() as slack:
        museum, weekly = Press(web, "museum", "government"), Press(web, "weekly", "trade_press")
        museum.publish("clocks", ORDINARY)
        weekly.publish("more-clocks", ORDINARY)
        made = Installation(tmp_path, web, slack, museum, weekly)
        listed = Path(made.env["PLACEWATCH_SOURCES"])
        rows = yaml.safe_load(listed.read_text(encoding="utf-8"))
        rows[0]["extraction"] = {"within": "//article", "without": ["//article/p[1]"]}
        rows[1]["extraction"] = {"within": "//div[@id='story']"}
        listed.write_text(yaml.safe_dump(rows), encoding="utf-8")

        poll.poll_once(Settings.from_env(made.env), NOW)

    texts = {row["source_id"]: row["text"] for row in made.ask("FROM articles")}
    assert texts == {"museum": ORDINARY[2], "weekly": "\n".join(ORDINARY[1:])}
    assert made.ask("SELECT about, kind, text FROM problems") == [
        {
            "about": "weekly",
            "kind": "extract",
            "text": "'within: //div[@id='story']' finds nothing on this page; read the usual way",
        }
    ]
