"""A life of a warehouse in which every function that writes has its turn, at fixed times."""

from dataclasses import replace

import duckdb

from records import Happened, Host, happening_key
from tests.warehouse import make, said
from tests.warehouse.make import later
from tests.warehouse.said import Receipt
from warehouse import (
    articles,
    backfills,
    decided,
    decisions,
    decisions_brought,
    digested,
    entries,
    feeds,
    happenings,
    health,
    held,
    hits,
    hosts,
    initiatives,
    outbox,
    outbox_pace,
    outbox_shown,
    pairs,
    problems,
    raw,
    reactions,
    runs,
    seeded,
    store,
    verdicts,
)
from warehouse.decisions import By
from warehouse.raw import Raw
from warehouse.reactions import Reaction

NOW = make.NOW
ANN = By(who="ann", at=NOW)
NAMES = ("Shire Purse", "County Pot", "Whole County Count", "Town Trial")


def live(con: duckdb.DuckDBPyConnection) -> None:
    """Do what ``conftest.fill`` leaves undone, in a warehouse that it has filled."""
    reading(con)
    looking_back(con)
    deciding(con)
    telling(con)
    keeping_house(con)


def reading(con):
    entries.add_entries(con, [make.entry(n) for n in range(10, 20)], NOW)
    entries.add_entries(con, [make.entry(n, "tuc") for n in range(10, 13)], NOW)
    articles.add_articles(con, [make.article(n) for n in range(10, 14)], NOW)
    entries.settle_known(con, {"tuc-e10": "lga-a10"})
    entries.unread_entry(con, "lga-e18", "timed out", NOW)
    entries.unread_entry(con, "lga-e19", "gone (410)", NOW, is_final=True)
    feeds.postponed(con, {make.feed_id("tuc"): later(hours=2)})
    host = make_host("lga.example")
    hosts.save(con, [host, make_host("old.example", days=-90)])
    hosts.save(con, [replace(host, robots_at=later(hours=1))])
    hosts.forget(con, later(days=-60))
    raw.add(con, [page(1), page(2, days=-90), page(1)])
    raw.add(con, [page(1)])
    raw.forget(con, later(days=-60))


def page(number, days=0.0):
    return Raw(
        digest=f"{number:064x}", document_id=f"lga-a{number}", kind="article", version="v1",
        url=f"https://lga.example/{number}", media_type="text/html", size=40, packed=20,
        fetched_at=later(days=days),
    )  # fmt: skip


def make_host(name, days=0.0):
    return Host(host=name, robots_at=later(days=days))


def looking_back(con):
    feed = backfills.feed_of(con, "lga")
    walk, _ = backfills.begin(con, feed, later(days=-400), ("feed", feed.url))
    found = [make.entry(n, published_at=later(days=-n)) for n in range(40, 44)]
    backfills.save(con, walk, NOW)
    backfills.take(con, feed.feed_id, found, NOW, most=3, rings=False)
    backfills.take(con, feed.feed_id, found, NOW, most=9, rings=True)
    backfills.reopen_kept(con, feed.feed_id, later(days=-400), most=9, rings=False)
    backfills.save(con, replace(walk, pages=2, done_at=NOW), later(minutes=5))


def key(name):
    return make.mention(name).initiative_id


def deciding(con):
    for number, name in enumerate(NAMES, start=10):
        initiatives.record(con, [make.mention(name, f"lga-a{number}")], NOW)
    purse, pot, count, trial = map(key, NAMES)
    pair = {"initiative_id": min(purse, pot), "other_id": max(purse, pot), "score": 0.7,
            "reason": "guess"}  # fmt: skip
    pairs.add(con, [pair], NOW)
    pairs.add(con, [pair], NOW)
    decisions.merge(con, pot, purse, ANN)
    decisions.undo(con, None, ANN)
    decisions.apart(con, pot, purse, ANN)
    decisions.rename(con, count, "County Count", ANN)
    decisions.confirm(con, trial, ANN)
    decisions.refuse(con, trial, ANN)
    refused = next(one for one in decided.standing(con) if one.what == "refuse")
    elsewhere = replace(refused, initiative="Elsewhere Fund", initiative_id=key("Elsewhere Fund"))
    decisions_brought.take_in(con, [replace(refused, decided_at=later(days=-1)), elsewhere])
    happened = Happened(
        key=happening_key(purse, "new"), initiative_id=purse, kind="new", value="",
        article_id="lga-a10", quote="It runs.", happened_at=NOW, told_in="",
    )  # fmt: skip
    happenings.add(con, [happened], NOW)
    happenings.add(con, [happened], NOW)
    bodies = [{"name": "Home Office", "kind": "department", "aliases": ["HO"]}]
    seeded.keep(con, organisations=bodies, background=[])
    digests = {"lga-a10": make.article(10).digest}
    hits.add_verdicts(con, [make.verdict("lga-a10")], NOW, digests=digests)
    verdicts.settle(con, ["lga-a10"], NOW, found=[purse], known=[purse])


def telling(con):
    first = said.tell(con, 1)
    reactions.add(con, [Reaction(alert_id=first, who="U1", meaning="noise", emoji="no",
                                 is_there=True)], NOW)  # fmt: skip
    keys = [make.alert(f"k{n}", thread=f"t{n}") for n in range(6)]
    outbox.enqueue(con, keys, NOW)
    taken = outbox.take(con, later(minutes=1), 4)
    sent, lost, wrong, orphan = (one.alert.alert_id for one in taken)
    outbox.sent(con, sent, Receipt("9.000001", ""), later(minutes=2))
    outbox.postponed(con, lost, "no answer", later(minutes=3))
    outbox.failed(con, wrong, "channel_not_found", later(minutes=2), None)
    outbox.orphaned(con, orphan, "parent gone", later(minutes=2))
    outbox_pace.inherit(con, later(minutes=2), 30.0)
    outbox.uncertain(con, later(hours=2))
    outbox_shown.release(con, later(hours=3))
    digested.told(con, "", ["lga-a1"], "digest 2026-11-21", NOW)
    digested.told(con, "", ["lga-a1"], "digest 2026-11-22", NOW)
    held.told(con, ["places/new"], "digest 2026-11-21")


def keeping_house(con):
    with store.transaction(con):
        problems.add(con, [make.problem("broken", about="lga", kind="fetch")])
        problems.add(con, [make.problem("broken", about="lga", kind="fetch")])
    problems.solve(con, "lga", "fetch", later(hours=1))
    run = runs.start(con, "poll", later(days=-100))
    runs.finish(con, run, {"feeds": 1}, later(days=-100, minutes=1))
    runs.rested(con, "classify", later(days=-40))
    runs.forget(con, later(days=-50))
    health.watch(con, later(days=3))
