"""What a warehouse with a little of everything lacks for the questions of a later month."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import duckdb

from records import Claim, Happened, happening_key
from tests.warehouse import make
from warehouse import (
    articles,
    entries,
    feeds,
    happenings,
    hits,
    initiatives,
    outbox,
    polls,
    reactions,
    store,
)

NAME = "Harbour Purse"
TEXT = "Unison tells of the Harbour Purse in Kent, of 12 places.\nThe Home Office pays."
LATER = "The Harbour Purse runs in 9 places, says the Treasury."


def claim(what: str, value: str, role: str = "", stop: int = 6) -> Claim:
    return Claim(what=what, value=value, role=role, start=0, stop=stop, quote=TEXT[:stop])


def add(con: duckdb.DuckDBPyConnection) -> None:
    """Put in a scheme that a union told of before government, with what became of it."""
    now = datetime.now(UTC) - timedelta(hours=1)
    day = timedelta(days=1)
    feeds.sync(
        con,
        [
            make.source("lga"),
            make.source("tuc", kind="union"),
            make.source("dept", kind="government"),
        ],
        now - 60 * day,
    )
    polls.polled(con, [make.poll("dept")], now - 60 * day)
    entries.add_entries(con, [make.entry(8, "tuc"), make.entry(9, "dept")], now)
    told = make.article(8, "tuc", text=TEXT, published_at=now - 43 * day)
    later = make.article(9, "dept", text=LATER, published_at=now - 20 * day)
    articles.add_articles(con, [told, later], now)
    with store.transaction(con):
        hits.add_verdicts(
            con,
            [make.verdict(told.article_id), make.verdict(later.article_id)],
            now,
            digests={told.article_id: told.digest, later.article_id: later.digest},
        )
        first = make.mention(
            NAME,
            told.article_id,
            stage="announced",
            claims=(
                claim("area", "Kent"),
                claim("sponsor", "Home Office", "funds"),
                claim("sponsor", "HM Treasury", "commissions"),
                claim("sites", "12"),
            ),
        )
        then = make.mention(
            NAME,
            later.article_id,
            stage="evaluation",
            claims=(claim("sites", "9"), claim("step", "evaluated")),
        )
        still = make.mention("Quiet Fund", told.article_id, stage="announced", kind="fund")
        old = replace(still, claims=())
        initiatives.record(con, [first, old], now - 43 * day)
        initiatives.record(con, [then], now)
        heard = make.voice(told.article_id, verdict="unions heard", unions=("UNISON",))
        hits.add_voices(con, [heard], now)
        key = happening_key(first.initiative_id, "new", "")
        outbox.enqueue(
            con,
            [make.alert(key, created_at=now)],
            now,
            about={key: outbox.About("new", first.initiative_id, told.article_id)},
        )
        happened = Happened(
            key=key, initiative_id=first.initiative_id, kind="new", value="",
            article_id=told.article_id, quote="Unison", happened_at=now - day, told_in=key,
        )  # fmt: skip
        happenings.add(con, [happened], now)
    reactions.add(
        con,
        [
            reactions.Reaction(
                alert_id=make.alert(key).alert_id, who="U0ANNA", meaning="on it", emoji="eyes",
                is_there=True,
            )
        ],
        now,
    )  # fmt: skip
