"""What people decide about the register, and how everything that reads it sees it."""

import dataclasses

import pytest

from records import Claim
from tests.warehouse import make
from warehouse import (
    articles,
    decided,
    decisions,
    decisions_brought,
    entries,
    happenings,
    initiative_names,
    initiatives,
    pairs,
    queries,
    store,
)
from warehouse.decisions import BadDecision, By
from warehouse.initiative_names import UnknownInitiative

ANN = By(who="ann", at=make.NOW)
PILOTS, PURSE, COUNT = "Place Budget Pilots", "Shire Purse", "Whole County Count"


def key(name):
    return make.mention(name).initiative_id


@pytest.fixture
def known(con):
    """Three initiatives, each named by an article of its own."""
    numbers = (1, 2, 3)
    entries.add_entries(con, [make.entry(n) for n in numbers], make.NOW)
    articles.add_articles(con, [make.article(n) for n in numbers], make.NOW)
    mentions = [
        make.mention(name, f"lga-a{number}")
        for number, name in zip(numbers, (PILOTS, PURSE, COUNT), strict=True)
    ]
    initiatives.record(con, mentions, make.NOW)
    return con


def stands(con, name):
    """The stage of an initiative, and whether it is no news."""
    return happenings.standing(con, [key(name)])[key(name)][:2]


def table(con):
    sql = "SELECT name, list_sort(names), mentions FROM initiatives ORDER BY name"
    return con.execute(sql).fetchall()


def meant(con, name):
    return initiative_names.meant(con, name).initiative_id


def test_what_is_merged_is_one_initiative_wherever_it_is_read(known):
    decisions.merge(known, key(PURSE), key(PILOTS), ANN)

    assert table(known) == [(PILOTS, [PILOTS, PURSE], 2), (COUNT, [COUNT], 1)]
    (kept,) = [one for one in initiatives.register(known) if one.name == PILOTS]
    assert (kept.initiative_id, kept.aliases) == (key(PILOTS), (PURSE,))
    assert {one.initiative_id for one in initiatives.register(known)} == {key(PILOTS), key(COUNT)}
    for view in ("mentions", "claims", "initiative_timeline"):
        found = known.execute(f"SELECT DISTINCT initiative FROM {view} ORDER BY ALL").fetchall()
        assert found == [(PILOTS,), (COUNT,)]
    assert queries.ask(known, "orphans").rows == ()


def test_undoing_a_merger_brings_back_both_with_what_came_in_meanwhile(known):
    before = (table(known), initiatives.register(known))
    merged = decisions.merge(known, key(PURSE), key(PILOTS), ANN)
    alias = Claim(what="alias", value=PURSE, role="", start=0, stop=4, quote="Text")
    late = make.mention(PILOTS, "lga-a3", claims=(alias,))
    initiatives.record(known, [late, make.mention(COUNT, "lga-a3")], make.later(days=1))
    assert table(known)[0] == (PILOTS, [PILOTS, PURSE], 3)

    assert decisions.undo(known, None, ANN).decision_id == merged.decision_id

    assert (table(known)[0], table(known)[2]) == (before[0][0], before[0][2])
    assert table(known)[1] == (PURSE, [PURSE], 2)
    assert initiatives.register(known) == before[1]
    assert queries.ask(known, "orphans").rows == ()


def test_mergers_chain_and_the_one_at_the_end_is_kept(known):
    decisions.merge(known, key(PURSE), key(PILOTS), ANN)
    decisions.merge(known, key(PILOTS), key(COUNT), ANN)
    assert table(known) == [(COUNT, sorted([COUNT, PILOTS, PURSE]), 3)]

    with pytest.raises(BadDecision, match=f"'{COUNT}' and '{PURSE}' are one already"):
        decisions.merge(known, key(COUNT), key(PURSE), ANN)
    decisions.undo(known, 1, ANN)

    assert table(known) == [(PURSE, [PURSE], 1), (COUNT, [COUNT, PILOTS][::-1], 2)]


def test_a_circle_that_a_hand_made_has_one_that_is_kept(known):
    ids = sorted(map(key, (PILOTS, PURSE, COUNT)))
    rows = [
        {"decision_id": number, "what": "merge", "initiative_id": one, "other_id": other,
         "name": "", "who": "hand", "decided_at": make.NOW, "note": ""}
        for number, (one, other) in enumerate(zip(ids, ids[1:] + ids[:1], strict=True), start=1)
    ]  # fmt: skip
    store.insert(known, "decisions", rows)

    assert [one.initiative_id for one in initiatives.register(known)] == ids[:1]
    assert len(table(known)) == 1


def test_of_a_seeded_one_and_a_found_one_the_seeded_is_kept(known):
    seeded = make.initiative()
    initiatives.sync(known, [seeded], make.NOW)

    said = decisions.merge(known, seeded.initiative_id, key(PURSE), ANN)

    assert (said.initiative, said.other) == (PURSE, seeded.name)
    assert stands(known, PURSE)[1]  # no news


def test_what_was_told_under_one_name_is_no_news_under_the_other(known):
    known.execute(
        "UPDATE store.initiatives SET known_at = $now WHERE initiative_id = $id",
        {"now": make.NOW, "id": key(PURSE)},
    )
    decisions.merge(known, key(PURSE), key(PILOTS), ANN)
    assert stands(known, PILOTS) == ("pilot", True)

    decisions.undo(known, None, ANN)

    assert stands(known, PILOTS) == ("pilot", False)


def test_keeping_apart_undoes_a_merger_and_taking_that_back_makes_them_one_again(known):
    decisions.merge(known, key(PURSE), key(PILOTS), ANN)
    decisions.merge(known, key(COUNT), key(PILOTS), ANN)

    said = decisions.apart(known, key(PILOTS), key(PURSE), By(who="bob", at=make.later(days=1)))
    assert [row[0] for row in table(known)] == [PILOTS, PURSE]
    with pytest.raises(BadDecision, match="are kept apart already, since decision 4"):
        decisions.apart(known, key(PURSE), key(PILOTS), ANN)

    decisions.undo(known, said.decision_id, ANN)
    assert [row[0] for row in table(known)] == [PILOTS]


def test_a_merger_goes_before_what_kept_apart_until_it_is_taken_back(known):
    pairs.add(known, [{
        "initiative_id": min(key(PURSE), key(PILOTS)), "other_id": max(key(PURSE), key(PILOTS)),
        "score": 0.7, "reason": "guess",
    }], make.NOW)  # fmt: skip
    assert len(pairs.undecided(known)) == 1
    decisions.apart(known, key(PILOTS), key(PURSE), ANN)
    decisions.merge(known, key(PILOTS), key(PURSE), ANN)
    assert [row[0] for row in table(known)] == [PURSE, COUNT]

    decisions.undo(known, None, ANN)

    assert [row[0] for row in table(known)] == [PILOTS, PURSE, COUNT]
    assert pairs.undecided(known) == ()


def test_a_renamed_initiative_keeps_its_id_and_its_other_names(known):
    decisions.rename(known, key(PURSE), "  Shire   Wallet ", ANN)
    (shown,) = [one for one in initiatives.register(known) if one.name == "Shire Wallet"]
    assert (shown.initiative_id, shown.aliases) == (key(PURSE), (PURSE,))
    initiatives.record(known, [make.mention("Shire Wallet", initiative_id=key(PURSE))], make.NOW)
    with pytest.raises(BadDecision, match="'Shire Wallet' is its name already"):
        decisions.rename(known, key(PURSE), "Shire Wallet", ANN)
    with pytest.raises(BadDecision, match=f"is a name of '{COUNT}': merge them"):
        decisions.rename(known, key(PURSE), COUNT.upper(), ANN)
    with pytest.raises(BadDecision, match="'-' is no name"):
        decisions.rename(known, key(PURSE), " - ", ANN)

    decisions.undo(known, None, ANN)

    assert (PURSE, [PURSE], 2) in table(known)


def test_what_is_refused_is_shown_nowhere_and_known_as_refused(known):
    decisions.refuse(known, key(PURSE), ANN)

    assert [row[0] for row in table(known)] == [PILOTS, COUNT]
    refused = [one.name for one in initiatives.register(known) if one.is_refused]
    assert refused == [PURSE]
    for view in ("mentions", "claims", "initiative_timeline"):
        assert (PURSE,) not in known.execute(f"SELECT initiative FROM {view}").fetchall()
    with pytest.raises(BadDecision, match=r"is no initiative, since decision 1: .*undo 1'"):
        decisions.merge(known, key(PURSE), key(PILOTS), ANN)

    decisions.undo(known, 1, ANN)

    assert len(table(known)) == 3


def test_a_doubtful_name_that_people_confirm_is_known_for_good(known):
    doubtful = make.mention("Marsh Ledger", "lga-a2", confidence=0.6)
    initiatives.record(known, [doubtful], make.NOW)
    assert "Marsh Ledger" not in {one.name for one in initiatives.register(known)}

    decisions.confirm(known, doubtful.initiative_id, ANN)

    assert "Marsh Ledger" in {one.name for one in initiatives.register(known, without=["lga-a2"])}
    with pytest.raises(BadDecision, match="is an initiative already, since decision 1"):
        decisions.confirm(known, doubtful.initiative_id, ANN)


def test_nothing_to_undo_is_said(known):
    with pytest.raises(BadDecision, match="no decision stands"):
        decisions.undo(known, None, ANN)
    decisions.refuse(known, key(PURSE), ANN)
    decisions.undo(known, 1, ANN)
    with pytest.raises(BadDecision, match="no decision 1 stands"):
        decisions.undo(known, 1, ANN)


def test_decisions_hold_in_another_warehouse_before_it_knows_the_names(known, tmp_path):
    decisions.merge(known, key(PURSE), key(PILOTS), ANN)
    decisions.refuse(known, key(COUNT), By(who="bob", at=make.later(days=1), note="a fair"))
    said = decided.standing(known)

    with store.open_warehouse(tmp_path / "other" / "placewatch.duckdb") as other:
        taken = decisions_brought.take_in(other, said), decisions_brought.take_in(other, said)

        assert taken == (2, 0)
        names = [(one.name, one.aliases, one.is_refused) for one in initiatives.register(other)]
        assert sorted(names) == [(PILOTS, (PURSE,), False), (COUNT, (), True)]
        kept = [dataclasses.replace(one, decision_id=0) for one in decided.standing(other)]
        assert kept == [dataclasses.replace(one, decision_id=0) for one in said]
        assert queries.ask(other, "orphans").rows == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [(PURSE.upper(), PURSE), ("county c", COUNT), (key(PURSE)[:6], PURSE), (key(COUNT), COUNT)],
    ids=["name", "part", "beginning of the id", "id"],
)
def test_a_person_names_an_initiative_as_it_comes(known, written, name):
    assert meant(known, written) == key(name)


def test_a_name_that_is_unclear_is_answered_with_what_it_may_be(known):
    with pytest.raises(UnknownInitiative, match="the nearest are 'Shire Purse', "):
        meant(known, "Shire Pulse")
    with pytest.raises(UnknownInitiative, match=rf"'co.*{COUNT}|may be"):
        meant(known, "u")
    decisions.merge(known, key(PURSE), key(PILOTS), ANN)
    found = initiative_names.meant(known, PURSE)

    assert (found.initiative_id, found.kept_id, found.name) == (key(PURSE), key(PILOTS), PILOTS)
