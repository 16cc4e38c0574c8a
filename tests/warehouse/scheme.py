"""The life of one invented scheme, as four documents of three sources tell it."""

from datetime import timedelta
from typing import Any

import duckdb

from records import Claim, Happened, Mention, happening_key
from tests.warehouse import make
from warehouse import articles, entries, feeds, happenings, hits, initiatives, seeded, store

NAME = "Shire Purse"
OTHER = "County Pot"
FIRST = (
    "The department announced the Shire Purse, and asks for views.\nKent and Durham will take "
    "part, with £12 million. It was commissioned by HM Treasury and the Home Office! "
    "Twelve areas were named, said Ann Example."
)
SECOND = "The Shire Purse was commissioned by the Local Government Trust.\nNine areas join it."
THIRD = "Sites for the Shire Purse are named: Kent and Devon. Rochdale Trust wrote the report."
OLD = "Long ago the County Pot was tried in Kent, wrote the Treasury."


def day(days: float) -> Any:
    return make.NOW - timedelta(days=days)


def claim(text: str, what: str, words: str, value: str = "", role: str = "") -> Claim:
    """A claim whose words stand in a text."""
    start = text.index(words)
    return Claim(
        what=what,
        value=value or words,
        role=role,
        start=start,
        stop=start + len(words),
        quote=words,
    )


def told(text: str, document_id: str, *claims: Claim, **changes: Any) -> Mention:
    """A mention of the scheme in a text."""
    given: dict[str, Any] = {"quote": text.split("\n")[0], "claims": claims}
    return make.mention(changes.pop("name", NAME), document_id, **given | changes)


MENTIONS = (
    told(
        FIRST,
        "dept-a1",
        claim(FIRST, "step", "announced"),
        claim(FIRST, "step", "asks for views", "consultation open"),
        claim(FIRST, "area", "Kent"),
        claim(FIRST, "area", "Durham"),
        claim(FIRST, "money", "£12 million"),
        claim(FIRST, "sponsor", "HM Treasury", role="commissions"),
        claim(FIRST, "sponsor", "Home Office", role="commissions"),
        claim(FIRST, "sites", "Twelve areas", "12"),
        claim(FIRST, "person", "Ann Example"),
        stage="announced",
        confidence=0.8,
    ),
    told(
        SECOND,
        "lga-a2",
        claim(SECOND, "sponsor", "Local Government Trust", role="commissions"),
        claim(SECOND, "sites", "Nine areas", "9"),
        stage="announced",
        confidence=0.7,
    ),
    told(
        THIRD,
        "tuc-a3",
        claim(THIRD, "step", "Sites", "sites named"),
        claim(THIRD, "area", "Kent"),
        claim(THIRD, "area", "Devon"),
        claim(THIRD, "sponsor", "Rochdale Trust", role="writes"),
        stage="pilot",
        confidence=1.0,
    ),
    told(
        OLD,
        "lga-a4",
        claim(OLD, "area", "Kent"),
        claim(OLD, "sponsor", "Treasury", role="writes"),
        name=OTHER,
        stage="closed",
    ),
)
HAPPENED = (("new", ""), ("area", "Kent"), ("area", "Durham"), ("step", "announced"))
ID = MENTIONS[0].initiative_id
OTHER_ID = MENTIONS[3].initiative_id


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Put the scheme into a warehouse, an older one beside it that was there before we looked."""
    names = {"dept": "government", "lga": "council", "tuc": "union"}
    feeds.sync(con, [make.source(name, kind=kind) for name, kind in names.items()], day(60))
    feeds.polled(con, [make.poll(name) for name in names], day(60))
    known = [make.entry(1, "dept"), make.entry(2), make.entry(3, "tuc")]
    entries.add_entries(con, [*known, make.entry(4, is_baseline=True)], make.NOW)
    articles.add_articles(
        con,
        [
            make.article(1, "dept", text=FIRST, published_at=day(10), title="A purse for shires"),
            make.article(2, text=SECOND, published_at=day(8.5)),
            make.article(3, "tuc", text=THIRD, published_at=day(3)),
            make.article(4, text=OLD, published_at=day(400), is_baseline=True),
        ],
        make.NOW,
    )
    with store.transaction(con):
        hits.add_ruleset(con, make.RULESET, {"place-budgets": ("Place budgets", "why")}, make.NOW)
        digest = make.article(1, "dept", text=FIRST).digest
        hits.add_verdicts(con, [make.verdict("dept-a1")], make.NOW, digests={"dept-a1": digest})
        hits.add_deadlines(con, [make.deadline("dept-a1", quote="Views by then.")], make.NOW)
        total_place = make.initiative(aliases=("Whole Place",))
        initiatives.sync(con, [total_place], day(60))
        seeded.keep(
            con,
            organisations=[
                {"name": "HM Treasury", "kind": "department", "aliases": ["Treasury"]},
                {"name": "Home Office", "kind": "department", "aliases": []},
            ],
            background=[
                {
                    "initiative_id": total_place.initiative_id,
                    "what": what,
                    "value": value,
                    "evidence": "https://old.example/place",
                }
                for what, value in (("year", "2009"), ("area", "Kent"), ("sponsor", "Treasury"))
            ],
        )
        for mention in MENTIONS:
            initiatives.record(con, [mention], make.NOW)
        happenings.add(
            con,
            [
                Happened(
                    key=happening_key(ID, kind, value),
                    initiative_id=ID,
                    kind=kind,
                    value=value,
                    article_id="dept-a1",
                    quote=FIRST.split("\n")[0],
                    happened_at=day(10),
                    told_in="",
                )
                for kind, value in HAPPENED
            ],
            make.NOW,
        )
