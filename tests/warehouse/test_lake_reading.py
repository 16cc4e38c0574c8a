"""A lake that people read: search, files of answers, a prompt, and nothing that writes to it."""

from pathlib import Path

import duckdb
import pytest

from tests.warehouse import make
from warehouse import articles, feeds, queries, reports, search_index, store
from warehouse import search as searching
from warehouse.asking import Asking
from warehouse.search_ranking import Asked

TEXT = "Pooled budgets begin in April."
PAGES = ("A first page of staff.", "The pooled budget of a place.")
COUNT = "SELECT count(*) AS texts FROM article_versions"


@pytest.fixture(scope="module")
def stocked(lakes, watching_lake):
    """A lake with an article and a report; who writes to it says what."""
    lake = lakes.copy(watching_lake)
    with store.open_warehouse(lake) as con:
        feeds.polled(con, [make.poll("lga", make.entry(1))], make.NOW)
        articles.add_articles(con, [make.article(1, title="Pilots", text=TEXT)], make.NOW)
        study = make.report(1, title="A study of places", pages=PAGES)
        reports.add_reports(con, [study], make.NOW)
    yield lake
    lakes.drop(lake)


def found(lake, folder, text):
    result = searching.search(lake, folder, Asked(text=text))
    return {(hit.url.rpartition("/")[2], hit.pages) for hit in result.hits}, result.remarks


@pytest.mark.lake
def test_a_search_of_a_lake_finds_texts_and_pages_with_files_and_without(stocked, tmp_path):
    public = tmp_path / "public"
    without = found(stocked, public, "pooled budgets")
    made = search_index.refresh(stocked, public)
    again = search_index.refresh(stocked, public)

    assert (made, again) == (True, False)
    assert [one.name for one in public.iterdir()] == [search_index.TAIL]
    assert found(stocked, public, "pooled budgets") == without
    assert without == ({("1", ()), ("1.pdf", (2,))}, ())
    assert search_index.rebuild(stocked, public)
    assert [one.name for one in public.iterdir()] == [search_index.BASE]
    assert found(stocked, public, '"first page"') == ({("1.pdf", (1,))}, ())


def test_an_answer_of_a_lake_is_kept_as_parquet(stocked, tmp_path):
    target = tmp_path / "titles.parquet"

    queries.export(stocked, "SELECT title FROM articles", target)

    with duckdb.connect() as con:
        assert con.execute(f"SELECT title FROM '{target}'").fetchall() == [("Pilots",)]
    assert [one.name for one in tmp_path.iterdir()] == [target.name]


def test_a_prompt_on_a_lake_sees_what_was_written_meanwhile(stocked):
    with Asking(stocked) as asking:
        (before,) = next(asking.ask(COUNT)[1])
        with store.open_warehouse(stocked) as con:
            text = "Nothing else was said."
            articles.add_articles(con, [make.article(2, title="More", text=text)], make.NOW)
        is_newer = asking.renew()
        (after,) = next(asking.ask(COUNT)[1])
        names = [name for name, _ in asking.views()]
        columns = asking.columns("articles")

    assert (after - before, is_newer) == (1, False)
    assert "articles" in names
    assert all(words for _, _, words in columns)
    assert "title" in [name for name, _, _ in columns]


def test_who_reads_a_lake_writes_neither_files_nor_rows(stocked):
    before = sorted(Path(stocked.data).rglob("*"))
    copy = f"COPY (SELECT 1 AS a) TO '{stocked.data}/x.parquet'"
    catalogue = "'__ducklake_metadata_lake', 'COMMIT; CREATE TABLE mine (a int)'"
    wanted = (
        copy,
        f"SELECT 1; {copy}",
        f"EXPLAIN ANALYZE {copy}",
        f"explain (analyze, format json) {copy}",
        f"PREPARE p AS {copy}; EXECUTE p",
        f"EXPORT DATABASE '{stocked.data}/all'",
        "USE memory",
        f"FROM postgres_execute({catalogue})",
        f"CALL postgres_execute({catalogue})",
        f'SELECT * FROM "postgres_execute" /* as it is */ ({catalogue})',
        "FROM ducklake_cleanup_old_files('lake', cleanup_all => true)",
        "FROM query('FROM postgres_' || 'execute(…)')",
    )
    with queries.opened(stocked) as con:
        for text in wanted:
            with pytest.raises(queries.QueryError, match=r"a lake takes|not for a lake"):
                queries.stream(con, text)

    with pytest.raises(queries.QueryError, match="not for a lake"):
        queries.export(stocked, f"FROM postgres_execute({catalogue})", Path(stocked.data, "y"))
    assert sorted(Path(stocked.data).rglob("*")) == before


def test_what_reads_is_answered(stocked):
    with queries.opened(stocked) as con:
        for text in (
            "SHOW TABLES",
            "DESCRIBE articles",
            "SUMMARIZE sources",
            "EXPLAIN SELECT 1",
            "EXPLAIN ANALYZE SELECT 1",
            "CREATE TEMP TABLE mine AS FROM sources; FROM mine",
            "PIVOT (SELECT 'a' AS a, 2 AS b) ON a USING sum(b)",
            "WITH query AS (SELECT 1) FROM query",
        ):
            assert list(queries.stream(con, text)[1]), text
