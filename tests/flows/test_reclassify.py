"""The archive judged anew: what stays, what is known, what rings; and kills in between."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from flows.classify import classify_once
from flows.classify_anew import judge_anew
from flows.classify_older import BATCH, BATCH_WORDS, Asked, batches, older, preview
from records import no_progress
from tests.fakes import archive
from tests.fakes.archive import DAY, NOW, article, know, settings_of, store_articles
from tests.fakes.press import PILOT, REWRITE
from warehouse import digested, queries, store
from warehouse.turn import TurnTaken, turn
from warehouse.verdicts import Older

ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = ("harbour",), ("pooled",)  # rules


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The seeds of old and of new rules, and a home whose archive the old ones judged."""
    folder = tmp_path_factory.mktemp("archive")
    old, new = folder / "old", folder / "new"
    archive.write_seeds(old, *OLD)
    archive.write_seeds(new, *NEW)
    archive.fill(settings_of(folder / "home", old))
    return folder


@pytest.fixture(scope="module")
def done(made):
    """What judging it anew brought; its home is ``done`` beside the other."""
    shutil.copytree(made / "home", made / "done")
    return anew(settings_of(made / "done", made / "new"))


@pytest.fixture
def new(tmp_path, made):
    """Settings of an installation that has new rules since its archive was judged."""
    shutil.copytree(made / "home", tmp_path / "new")
    return settings_of(tmp_path / "new", made / "new")


@pytest.fixture
def after(tmp_path, made, done):
    """Settings of one whose archive was judged anew."""
    shutil.copytree(made / "done", tmp_path / "after")
    return settings_of(tmp_path / "after", made / "new")


def anew(settings, **asked):
    return judge_anew(
        settings, know(settings.seeds), Asked(**asked), NOW,
        progress=no_progress, tell=lambda _: None, breath_s=0.0, most=6,
    )  # fmt: skip


def rows(settings, sql):
    with store.open_warehouse(settings.warehouse) as con:
        assert queries.ask(con, "orphans").rows == ()
        return con.execute(sql).fetchall()


def alerts(settings):
    return rows(settings, "SELECT kind, initiative FROM alerts ORDER BY ALL")


LABELS = "SELECT document_id, theme_id FROM themes_by_document ORDER BY ALL"
NAMED = """
    SELECT name, first_seen_at FROM initiatives WHERE NOT is_seeded AND mentions > 0 ORDER BY name
"""
PURSE = ["lga-a1", "lga-a2", "report-1"]


def test_new_verdicts_count_and_old_ones_stay_under_their_rules(new, after, made, done):
    assert rows(new, LABELS) == [("lga-a3", "purse")]
    assert rows(after, LABELS) == [(key, "purse") for key in PURSE]
    assert done.counts() == {
        "articles": 4, "reports": 1, "changed": 4, "gained": 3, "lost": 1,
        "initiatives": 1, "alerts": 0,
    }  # fmt: skip
    history = rows(
        after,
        "SELECT document_id, ruleset, gained, lost, is_current FROM verdict_history "
        "WHERE len(gained) + len(lost) > 0 OR document_id = 'lga-a3' ORDER BY verdict_id",
    )
    was, now = (know(made / name).ruleset.digest for name in ("old", "new"))
    assert history[0] == ("lga-a3", was, [], [], False)
    assert sorted(history[1:]) == [
        ("lga-a1", now, ["purse"], [], True),
        ("lga-a2", now, ["purse"], [], True),
        ("lga-a3", now, [], ["purse"], True),
        ("report-1", now, ["purse"], [], True),
    ]


def test_what_would_change_is_what_changes_and_looking_changes_nothing(new, done):
    knowledge = know(new.seeds)
    file = new.warehouse.read_bytes()

    todo = older(new, knowledge.ruleset.digest, Asked())
    seen = [preview(new, knowledge, todo, progress=no_progress) for _ in range(2)]

    assert new.warehouse.read_bytes() == file
    assert seen[0] == seen[1] == done.tally
    (purse,) = done.tally.changes()
    assert [one.about.document_id for one in purse.gains] == ["lga-a2", "report-1", "lga-a1"]
    assert {one.rule_id for one in purse.gains} == {"pooled"}
    (loss,) = purse.losses
    assert (loss.rule_id, loss.quote) == ("harbour", "Harbour Watch")
    assert loss.why.startswith("no rule hits now; ")


def test_there_is_nothing_to_do_twice_and_going_back_is_doing_it_again(after, made):
    old = settings_of(after.home, made / "old")

    assert older(after, know(after.seeds).ruleset.digest, Asked()) == ()
    assert anew(old).tally.articles == 4
    assert rows(old, LABELS) == [("lga-a3", "purse")]


def test_part_of_the_archive_can_be_asked_for(new):
    digest = know(new.seeds).ruleset.digest

    late = older(new, digest, Asked(since=NOW - 10 * DAY))
    assert [one.article_id for one in late] == ["lga-a2"]
    assert older(new, digest, Asked(source_id="tuc")) == ()
    assert len(older(new, digest, Asked(source_id="lga"))) == 4


def test_what_nothing_has_judged_is_left_to_classifying(new):
    store_articles(new, article(9, PILOT, 1))

    todo = older(new, know(new.seeds).ruleset.digest, Asked())
    assert "lga-a9" not in {one.article_id for one in todo}


def test_nothing_old_rings_and_what_the_archive_names_is_no_news_later(after):
    with store.open_warehouse(after.warehouse) as con:
        assert queries.ask(con, "new-initiatives").rows == ()
        assert digested.extracts(con, NOW - DAY, NOW + DAY) == ()
        lately = queries.ask(con, "rules-that-hit", {"days": "7"}).rows
        named = con.execute(NAMED).fetchall()
    store_articles(after, article(9, REWRITE, 0))
    classify_once(after, NOW, know=know)

    assert named == [("Shire Purse", NOW - 40 * DAY)]
    assert [row[1:3] for row in lately] == [("pooled", 1)]
    assert alerts(after) == []


def test_without_judging_anew_the_same_article_rings_and_the_log_says_so_once(new, caplog):
    for number in (9, 10):
        store_articles(new, article(number, REWRITE, 0))
        classify_once(new, NOW, know=know)

    assert alerts(new) == [("new", "Shire Purse")]
    assert [record.getMessage() for record in caplog.records] == [
        "the rules have changed: older ones judged 4 stored articles; "
        "'placewatch reclassify --dry-run' shows what would change"
    ]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        pytest.param(7, [("step", "Shire Purse")], id="an older article named it first"),
        pytest.param(50, [("new", "Shire Purse")], id="all that name it are young enough"),
    ],
)
def test_asked_to_ring_it_tells_only_what_is_newly_relevant_and_no_older(new, days, told):
    anew(new, rings_days=days)

    assert alerts(new) == told


def test_a_name_that_no_rule_finds_any_more_leaves_the_lists_and_is_never_new(new, after):
    assert rows(new, NAMED) == [("Harbour Watch partnership", NOW - DAY)]
    assert ("Harbour Watch partnership", NOW - DAY) not in rows(after, NAMED)

    store_articles(after, article(9, archive.HARBOUR_AGAIN, 0))
    classify_once(after, NOW, know=know)

    assert ("Harbour Watch partnership", NOW - DAY) in rows(after, NAMED)
    assert alerts(after) == [("area", "Harbour Watch partnership")]  # the first was Kent


def test_it_works_in_the_turn_of_classifying_and_alone(new):
    taken = []

    def look(*_):
        with pytest.raises(TurnTaken), turn(new.home, "classify", wait_s=0.0):
            pass
        with pytest.raises(TurnTaken, match="another reclassify is under way"):
            anew(new)
        taken.append(True)

    judge_anew(new, know(new.seeds), Asked(), NOW, progress=look, tell=lambda _: None, breath_s=0.0)

    assert taken == [True]


def test_batches_fit_into_memory():
    short = [Older(str(n), 100) for n in range(2 * BATCH + 1)]
    long = [Older(str(n), BATCH_WORDS - 1) for n in range(3)]

    assert [len(ids) for ids in batches(short)] == [BATCH, BATCH, 1]
    assert [len(ids) for ids in batches(long)] == [1, 1, 1]
    assert [len(ids) for ids in batches([])] == []


# Without Prefect, whose import takes longer than all the work.
CHILD = textwrap.dedent("""
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    sys.path.insert(0, ".")
    from flows import classify_older
    from flows.classify_anew import judge_anew
    from settings import Settings
    from themes import reading
    home, seeds = sys.argv[1:]
    settings = Settings.from_env({"PLACEWATCH_HOME": home, "PLACEWATCH_SEEDS": seeds})
    knowledge = reading.know(Path(seeds))
    print("ready", flush=True)
    judge_anew(settings, knowledge, classify_older.Asked(), datetime.now(UTC), tell=print,
               breath_s=0.0, most=6, progress=lambda *far: print(*far, flush=True))
""")
STATE = """
    SELECT 'verdict', document_id, ruleset, is_relevant::TEXT FROM store.verdicts
    UNION ALL SELECT 'hit', document_id, ruleset, rule_id || start FROM store.hits
    UNION ALL SELECT 'score', document_id, ruleset, theme_id || score FROM store.theme_scores
    UNION ALL SELECT 'mention', document_id, initiative_id, confidence::TEXT FROM store.mentions
    UNION ALL SELECT 'claim', document_id, initiative_id, what || value FROM store.claims
    UNION ALL SELECT 'voice', document_id, verdict, reason FROM store.voices
    UNION ALL SELECT 'known', initiative_id, first_document_id, (known_at IS NULL)::TEXT
              FROM store.initiatives WHERE NOT is_seeded
    UNION ALL SELECT 'alert', key, state, '' FROM store.outbox
    UNION ALL SELECT 'happening', key, article_id, told_in FROM store.happenings
    ORDER BY ALL
"""


def test_killed_at_any_moment_and_called_again_it_is_as_if_nothing_had_happened(tmp_path, made):
    whole, cut = (settings_of(tmp_path / name, made / "new") for name in ("whole", "cut"))
    shutil.copytree(made / "home", whole.home)
    told = (archive.FIRST, archive.SECOND, archive.HARBOUR, REWRITE)
    store_articles(whole, *(article(n, told[n % 4], 50 - n / 10) for n in range(10, 30)))
    classify_once(settings_of(whole.home, made / "old"), NOW, know=know)
    shutil.copytree(whole.home, cut.home)
    anew(whole)

    for batches_heard in (0, 1):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(cut.home), str(cut.seeds)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        heard = [child.stdout.readline() for _ in range(batches_heard + 1)]
        assert heard[0] == "ready\n", child.stderr.read()
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
    left = older(cut, know(made / "new").ruleset.digest, Asked())
    anew(cut)

    assert 0 < len(left) < 24
    assert rows(cut, STATE) == rows(whole, STATE)
