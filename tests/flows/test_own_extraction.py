"""A source's own way to its text is taken in a poll, and a person hears where it fails."""

from pathlib import Path

import yaml

from tests.fakes.press import PILOT, Installation, Press
from tests.fakes.slack import FakeSlack
from tests.fakes.web import fake_web


def test_a_poll_takes_a_sources_own_way_and_says_where_it_leads_nowhere(tmp_path):
    with fake_web() as web, FakeSlack() as slack:
        ministry, weekly = Press(web, "ministry", "government"), Press(web, "weekly", "trade_press")
        ministry.publish("purse", PILOT)
        weekly.publish("pot", PILOT)
        made = Installation(tmp_path, web, slack, ministry, weekly)
        listed = Path(made.env["PLACEWATCH_SOURCES"])
        rows = yaml.safe_load(listed.read_text(encoding="utf-8"))
        rows[0]["extraction"] = {"within": "//article", "without": ["//article/p[1]"]}
        rows[1]["extraction"] = {"within": "//div[@id='story']"}
        listed.write_text(yaml.safe_dump(rows), encoding="utf-8")

        made.run("run")
        texts = {row["source_id"]: row["text"] for row in made.ask("SELECT * FROM articles")}
        problems = made.ask("SELECT about, kind, text FROM problems")

    assert PILOT[1] not in texts["ministry"]
    assert PILOT[1] in texts["weekly"]
    assert PILOT[2] in texts["ministry"]
    assert problems == [
        {
            "about": "weekly",
            "kind": "extract",
            "text": "'within: //div[@id='story']' finds nothing on this page; read the usual way",
        }
    ]
