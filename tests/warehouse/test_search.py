"""Finding words: what is found, in which order, out of which files."""

import shutil
from datetime import timedelta

import duckdb
import pytest

from tests.warehouse import make
from warehouse import articles, extensions, feeds, hits, publish, queries, reports, store
from warehouse import search as searching
from warehouse.search_index import BASE, TAIL, rebuild, refresh
from warehouse.search_ranking import TITLE_WEIGHT, Asked
from warehouse.search_words import STOPWORDS, SearchError

TEXTS = {
    1: ("Shared services for three councils", "The first shared services start in April."),
    2: ("Staff move", "Services that are shared by councils. A budget is set. Budgets are large."),
    3: ("Caf\u00e9 culture", "The council\u2019s budget for culture; Gwynedd\u2019s caf\u00e9s."),
    4: ("Budget day", "Nothing else was said, and nothing was heard of 2026."),
}
PAGES = (
    "A first page of staff.",
    "Pooled budgets of places.",
    "The pooled budget, and pooled pay.",
)


@pytest.fixture(scope="session")
def stocked(tmp_path_factory, watching):
    """A folder with a warehouse of four articles and a report, and with their snapshot."""
    path = tmp_path_factory.mktemp("stocked") / "placewatch.duckdb"
    shutil.copyfile(watching, path)
    with store.open_warehouse(path) as con:
        feeds.polled(con, [make.poll("lga", *(make.entry(n) for n in TEXTS))], make.NOW)
        add(con, **{str(n): text for n, text in TEXTS.items()})
        study = make.report(1, title="A study of places", pages=PAGES)
        reports.add_reports(con, [study], make.NOW)
        with store.transaction(con):
            themes = {"place-budgets": ("Place budgets", "why")}
            hits.add_ruleset(con, make.RULESET, themes, make.NOW)
            digests = {"lga-a1": make.article(1, text=TEXTS[1][1]).digest}
            hits.add_verdicts(con, [make.verdict()], make.NOW, digests=digests)
        publish.publish(con, path.parent / "public" / path.name)
    return path


@pytest.fixture
def told(stocked):
    """The folder that readers look into; nobody writes to it."""
    return stocked.parent / "public"


@pytest.fixture
def live(path, stocked):
    shutil.copytree(stocked.parent, path.parent)
    with store.open_warehouse(path) as con:
        yield con


@pytest.fixture
def public(path):
    return path.parent / "public"


def add(con, **texts):
    written = [make.article(int(n), title=title, text=text) for n, (title, text) in texts.items()]
    articles.add_articles(con, written, make.NOW)


def show(con, public):
    publish.publish(con, public / "placewatch.duckdb")
    return public / "placewatch.duckdb"


def found(public, text, **asked):
    return searching.search(public / "placewatch.duckdb", public, Asked(text=text, **asked))


def urls(result):
    return [hit.url.rpartition("/")[2] for hit in result.hits]


def test_all_words_must_be_there_and_the_title_weighs_more(told):
    result = found(told, "shared services")

    assert (urls(result), result.total, result.has_all) == (["1", "2"], 2, True)
    assert result.hits[0].themes == ("Place budgets",)
    assert result.hits[0].extract.marked("[", "]") == (
        "The first [shared] [services] start in April."
    )


def test_endings_case_accents_and_apostrophes_do_not_matter(told):
    assert set(urls(found(told, "BUDGET council"))) == {"2", "3"}
    assert urls(found(told, "cafe gwynedds")) == ["3"]
    assert urls(found(told, "2026")) == ["4"]


def test_words_in_quotes_stand_together_just_so(told):
    assert urls(found(told, '"shared services"')) == ["1"]
    assert urls(found(told, "“shared by councils”")) == ["2"]
    assert urls(found(told, '"services shared"')) == []


def test_a_report_is_found_once_with_its_best_page_first(told):
    (hit,) = found(told, "pooled").hits

    assert (hit.kind, hit.pages, hit.title) == ("report", (3, 2), "A study of places")
    assert hit.extract.marked("[", "]") == "The [pooled] budget, and [pooled] pay."


def test_where_nothing_has_all_words_some_will_do_and_it_is_said(told):
    result = found(told, "culture unicorns")

    assert (urls(result), result.has_all) == (["3"], False)


def test_theme_source_and_day_narrow_it(told):
    two_days_ago = (make.NOW - timedelta(days=2)).date()

    assert urls(found(told, "services", theme="place budgets")) == ["1"]
    assert urls(found(told, "services", source="LGA", since=two_days_ago)) == ["1", "2"]
    assert urls(found(told, "services", source="tuc")) == []
    assert urls(found(told, "services", since=make.NOW.date())) == []


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        pytest.param({"text": "the of"}, "add a word", id="only words that are everywhere"),
        pytest.param({"text": " "}, "write what to look for", id="nothing"),
        pytest.param({"text": "x", "theme": "budgets"}, "there are place-budgets", id="theme"),
        pytest.param({"text": "x", "source": "lgaa"}, "there are lga, tuc", id="source"),
    ],
)
def test_what_cannot_be_looked_for_says_what_can(told, asked, says):
    with pytest.raises(SearchError, match=says):
        found(told, **asked)


def test_the_order_is_that_of_one_index_wherever_the_texts_lie(live, public):
    snapshot = show(live, public)
    together = [found(public, "budget services"), found(public, "budget")]
    rebuild(snapshot, public)
    add(live, **{"5": ("Another budget", "Services of a budget."), "1": ("None", "Withdrawn.")})
    snapshot = show(live, public)
    loose = found(public, "budget")
    refresh(snapshot, public)
    tailed = found(public, "budget")
    rebuild(snapshot, public, is_anew=True)
    anew = found(public, "budget")

    assert together[1].total == 4
    assert tailed.total == 5
    assert [hit.score for hit in loose.hits] == pytest.approx([hit.score for hit in anew.hits])
    assert [hit.score for hit in tailed.hits] == pytest.approx([hit.score for hit in anew.hits])
    assert urls(loose) == urls(tailed) == urls(anew)


def test_a_score_is_that_of_the_extension(told):
    snapshot = told / "placewatch.duckdb"
    with duckdb.connect() as con:
        extensions.load(con, "fts")
        con.execute(f"ATTACH '{snapshot}' AS w (READ_ONLY)")
        con.execute(
            "CREATE TABLE t AS SELECT url, title, text FROM w.store.articles "
            "JOIN w.store.article_versions USING (article_id, digest) "
            "UNION ALL SELECT url || page, title, text FROM w.store.reports "
            "JOIN w.store.report_pages USING (report_id)"
        )
        con.execute("CREATE TABLE stops (sw TEXT)")
        con.execute("INSERT INTO stops SELECT unnest($words)", {"words": sorted(STOPWORDS)})
        con.execute(
            "PRAGMA create_fts_index('t', 'url', 'title', 'text', stemmer = 'english', "
            "stopwords = 'stops', ignore = '[^\\p{L}\\p{N}]+')"
        )
        score = "fts_main_t.match_bm25(url, 'budget', fields := $field)"
        theirs = dict(
            con.execute(
                f"SELECT url, $weight * coalesce({score.replace('$field', repr('title'))}, 0) "
                f"+ coalesce({score.replace('$field', repr('text'))}, 0) AS score FROM t",
                {"weight": TITLE_WEIGHT},
            ).fetchall()
        )
    ours = {hit.url: hit.score for hit in found(told, "budget").hits}

    pages = [score for url, score in theirs.items() if "pdf" in url]
    best = {"https://lga.example/1.pdf": max(pages)}
    assert ours == pytest.approx(
        best | {url: score for url, score in theirs.items() if score and "pdf" not in url}
    )


def test_a_text_that_changed_or_went_is_found_as_it_stands(live, public):
    snapshot = show(live, public)
    rebuild(snapshot, public)
    add(live, **{"4": ("Budget day", "Now it tells of unicorns.")})
    live.execute("DELETE FROM store.report_pages WHERE page = 3")
    show(live, public)

    assert urls(found(public, "unicorns")) == ["4"]
    assert urls(found(public, "heard")) == []
    assert found(public, "pooled").hits[0].pages == (2,)


def test_new_texts_go_into_the_tail_and_the_tail_into_the_base(live, public):
    snapshot = show(live, public)
    first = refresh(snapshot, public)
    files = [(public / name).exists() for name in (BASE, TAIL)]
    nothing_new = refresh(snapshot, public)
    rebuild(snapshot, public)

    assert (first, files, nothing_new) == (True, [False, True], False)
    assert ((public / BASE).exists(), (public / TAIL).exists()) == (True, False)
    assert sorted(p.name for p in public.iterdir()) == ["placewatch.duckdb", BASE]
    assert urls(found(public, "services")) == ["1", "2"]


def test_few_new_texts_are_left_to_the_search(live, public):
    snapshot = show(live, public)
    few = refresh(snapshot, public, least=100)

    assert (few, (public / TAIL).exists()) == (False, False)
    assert urls(found(public, "services")) == ["1", "2"]
    assert refresh(snapshot, public, least=2) is True
    assert (public / TAIL).exists()


@pytest.mark.parametrize("name", [BASE, TAIL])
def test_a_damaged_file_is_passed_over_and_made_anew(live, public, name):
    snapshot = show(live, public)
    rebuild(snapshot, public)
    add(live, **{"5": ("More", "Extra pooled things.")})
    snapshot = show(live, public)
    refresh(snapshot, public)
    (public / name).chmod(0o644)
    (public / name).write_bytes(b"torn" * 5_000)
    before = urls(found(public, "services"))
    mended = refresh(snapshot, public)

    assert (before, mended) == (["1", "2"], True)
    assert set(urls(found(public, "pooled"))) == {"5", "1.pdf"}


def test_a_tail_that_belongs_to_an_older_base_is_not_counted_twice(live, public):
    snapshot = show(live, public)
    rebuild(snapshot, public)
    add(live, **{"5": ("More", "Extra pooled things.")})
    snapshot = show(live, public)
    refresh(snapshot, public)
    old_tail = (public / TAIL).read_bytes()
    rebuild(snapshot, public)
    (public / TAIL).write_bytes(old_tail)  # as if killed between the two

    assert found(public, "extra").total == 1
    assert refresh(snapshot, public) is False


def test_without_an_index_and_with_too_many_texts_each_is_read(live, public):
    snapshot = show(live, public)
    live.execute(
        "INSERT INTO store.report_pages SELECT 'report-1', 100 + range, 0, 'filler' "
        "FROM range(4000)"
    )
    show(live, public)
    scanned = found(public, "shared services")
    refresh(snapshot, public)
    indexed = found(public, "shared services")

    assert urls(scanned) == ["1", "2"]
    assert "has not been made yet" in scanned.remarks[0]
    assert (urls(indexed), indexed.remarks) == (["1", "2"], ())
    assert (public / BASE).exists()


def test_no_copy_yet_says_how_to_make_one(tmp_path):
    with pytest.raises(queries.QueryError, match="'placewatch run' publishes it"):
        found(tmp_path, "budget")
