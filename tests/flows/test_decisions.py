"""What people decided holds for every article that comes after, and through judging anew."""

import shutil

import pytest

from flows.classify import classify_once
from flows.classify_anew import judge_anew
from flows.classify_older import Asked
from flows.classify_pairs import compare
from records import no_progress
from tests.fakes import archive, ready
from tests.fakes.archive import DAY, NOW, article, know, settings_of, store_articles
from tests.warehouse import make
from warehouse import decisions, feeds, initiative_names, polls, queries, store
from warehouse.decisions import By

ANN = By(who="ann", at=NOW)
PURSE, WALLET = "Shire Purse", "Coastal Wallet"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Seeds of two rulesets, and a home that an article on each of two schemes was told in."""
    folder = tmp_path_factory.mktemp("decided")
    archive.write_seeds(folder / "seeds", "pooled")
    archive.write_seeds(folder / "later", "pooled", "harbour")
    settings = settings_of(folder / "home", folder / "seeds")
    with store.open_warehouse(ready.warehouse(settings.warehouse)) as con:
        feeds.sync(con, [make.source("lga")], NOW - 100 * DAY)
        polls.polled(con, [make.poll("lga")], NOW - 100 * DAY)
    store_articles(settings, article(1, about(PURSE), 3), article(2, about(WALLET), 3))
    classify_once(settings, NOW - 2 * DAY, know=know)
    return folder


@pytest.fixture
def settings(tmp_path, folder):
    shutil.copytree(folder / "home", tmp_path / "home")
    return settings_of(tmp_path / "home", folder / "seeds")


def about(name, says="Councils in Kent will pilot the {} from April."):
    return (
        "Kent to try one pot of public money",
        says.format(name) + " It will pool their budgets with those of the police.",
        "Local services are to be planned as one.",
    )


def decide(settings, what, name, other=""):
    with store.open_warehouse(settings.warehouse) as con:
        one = initiative_names.meant(con, name).initiative_id
        if what in ("merge", "apart"):
            other = initiative_names.meant(con, other).initiative_id
        return decisions.decide(con, what, one, other, ANN)


def comes(settings, number, told):
    """Store an article that has just appeared, and classify it."""
    store_articles(settings, article(number, told, 1))
    return classify_once(settings, NOW, know=know).alerts


def named(settings):
    return rows(settings, "SELECT name, mentions FROM initiatives WHERE NOT is_seeded ORDER BY ALL")


def rows(settings, sql):
    with store.open_warehouse(settings.warehouse) as con:
        assert queries.ask(con, "orphans").rows == ()
        return con.execute(sql).fetchall()


def test_an_article_that_names_what_was_merged_joins_what_is_kept(settings):
    assert named(settings) == [(WALLET, 1), (PURSE, 1)]
    decide(settings, "merge", WALLET, PURSE)

    assert comes(settings, 3, about(WALLET)) == 0
    assert named(settings) == [(PURSE, 3)]
    said = rows(settings, "SELECT as_written FROM mentions WHERE document_id = 'lga-a3'")
    assert said == [(PURSE,)]

    with store.open_warehouse(settings.warehouse) as con:
        decisions.undo(con, None, ANN)
    assert named(settings) == [(WALLET, 2), (PURSE, 1)]
    assert comes(settings, 4, about(WALLET)) == 0  # it had rung already


def test_what_is_refused_rings_no_more_and_is_not_found_anew(settings):
    decide(settings, "refuse", PURSE)

    store_articles(settings, article(4, about(PURSE.upper()), 0.5))
    assert comes(settings, 3, about(f"{PURSE} programme")) == 0

    assert named(settings) == [(WALLET, 1)]
    late = "SELECT * FROM store.mentions WHERE document_id IN ('lga-a3', 'lga-a4')"
    assert rows(settings, late) == []


def test_decisions_hold_when_the_archive_is_judged_anew(settings, folder):
    decide(settings, "merge", WALLET, PURSE)
    decide(settings, "rename", PURSE, "Shire Wallet")
    before = named(settings)
    later = settings_of(settings.home, folder / "later")

    done = judge_anew(
        later, know(later.seeds), Asked(), NOW,
        progress=no_progress, tell=lambda _: None, breath_s=0.0,
    )  # fmt: skip

    assert done.counts()["articles"] == 2
    assert named(settings) == before == [("Shire Wallet", 2)]
    with store.open_warehouse(settings.warehouse) as con:
        for _ in range(2):
            decisions.undo(con, None, ANN)
    assert named(settings) == [(WALLET, 1), (PURSE, 1)]


def test_what_was_renamed_in_print_stays_one_initiative_from_the_same_moment(settings):
    renamed = about("Tide Chest", "The {}, formerly known as the Shire Purse, will grow in Kent.")
    store_articles(settings, article(3, renamed, 1), article(4, about("Tide Chest"), 0.5))
    classify_once(settings, NOW, know=know)

    assert named(settings) == [(WALLET, 1), (PURSE, 3)]
    links = rows(settings, "SELECT initiative, relation, other FROM initiative_links")
    assert links == [(PURSE, "formerly", PURSE)]
    steps = rows(settings, "SELECT value, document_id FROM claims WHERE what = 'step'")
    assert ("renamed", "lga-a3") in steps


def test_what_may_be_one_is_noted_once_and_asked_until_it_is_decided(settings):
    comes(settings, 3, about(f"{WALLET} Plus"))
    asked = "SELECT initiative, other FROM initiative_pairs"
    found = {frozenset(row) for row in rows(settings, asked)}
    assert found == {frozenset((WALLET, f"{WALLET} Plus"))}
    assert compare(settings, NOW, everything=True) == 0

    decide(settings, "apart", WALLET, f"{WALLET} Plus")

    assert compare(settings, NOW, everything=True) == 0
    assert rows(settings, asked) == []
