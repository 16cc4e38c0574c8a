"""What a text seems to report under a name too unsure to be told, from reading to the digest."""

import re
from datetime import timedelta

import pytest

from flows.classify import classify_once
from flows.classify_anew import judge_anew
from flows.classify_older import Asked
from flows.digest import digest_once
from records import no_progress
from tests.fakes import archive, ready
from tests.fakes.archive import DAY, NOW, article, know, settings_of, store_articles
from tests.fakes.press import ORDINARY, PILOT
from tests.warehouse import make
from warehouse import feeds, polls, queries, store


@pytest.fixture
def settings(tmp_path):
    """An installation that finds no name sure enough; an announcement and other news wait."""
    seeds = archive.write_seeds(tmp_path / "shy", "pooled")
    weights = seeds / "namings.tsv"
    rows = weights.read_text(encoding="utf-8")
    rows, count = re.subn(r"(?m)^(\(enough[^\t]*\))\t.*$", r"\1\t1.1", rows)
    assert count == 2
    weights.write_text(rows, encoding="utf-8")
    made = settings_of(tmp_path / "home", seeds)
    with store.open_warehouse(ready.warehouse(made.warehouse)) as con:
        feeds.sync(con, [make.source("lga")], NOW - 100 * DAY)
        polls.polled(con, [make.poll("lga")], NOW - 100 * DAY)
    store_articles(made, article(1, PILOT, 0), article(2, ORDINARY, 0))
    return made


def asked(settings, sql):
    with store.open_warehouse(settings.warehouse) as con:
        assert queries.ask(con, "orphans").rows == ()
        return con.execute(sql).fetchall()


HINTS = "SELECT article_id, name, contains(quote, name) FROM hints"
NEW = "SELECT name FROM initiatives WHERE NOT is_seeded"


def test_a_hint_rings_nothing_stands_in_the_digest_and_goes_when_the_name_is_sure(settings):
    done = classify_once(settings, NOW, know=know)

    assert (done.relevant, done.initiatives, done.alerts) == (1, 0, 0)
    assert asked(settings, HINTS) == [("lga-a1", "Shire Purse", True)]
    assert asked(settings, NEW) == []

    digest_once(settings, NOW + timedelta(hours=1))

    ((text,),) = asked(settings, "SELECT text FROM store.outbox")
    assert "May be new, the name is not sure: 1\n- Shire Purse?, LGA, " in text

    sure = archive.write_seeds(settings.home / "sure", "pooled", "harbour")
    judge_anew(
        settings_of(settings.home, sure), know(sure), Asked(), NOW,
        progress=no_progress, tell=lambda _: None, breath_s=0.0, most=6,
    )  # fmt: skip

    assert asked(settings, HINTS) == []
    assert asked(settings, NEW) == [("Shire Purse",)]
