"""How long every view takes over a warehouse of so many articles: python -m bench.views [100000]

The articles are invented, and made by the database itself. Every row and every column is asked.
"""

import sys
import tempfile
import time
from pathlib import Path

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

ARTICLES = 100_000
WANTED_S = 10.0  # guess: what an analyst waits for a whole view before asking less of it

# One article in ten has a theme and a mention, one in fifty a report of ten pages, one in a
# hundred a deadline: about as in a year of real feeds (docs/operations.md).
FILL = """
INSERT INTO store.sources
SELECT 's' || i, 'Source ' || i, ['union', 'government', 'think_tank'][i % 3 + 1], 'uk',
       'https://s' || i || '.example', 'https://s' || i || '.example/feed', 'feed', NULL, true,
       NULL, NULL, 'invented', now(), NULL
FROM range(300) AS t(i);
INSERT INTO store.feeds BY NAME
SELECT 'f' || i AS feed_id, 's' || i AS source_id, 'https://s' || i || '.example/feed' AS url,
       'feed' AS kind, true AS is_current, 0 AS failures, 'fine' AS status, now() AS next_poll_at,
       now() AS last_polled_at, now() AS added_at
FROM range(300) AS t(i);
INSERT INTO store.entries
SELECT 'e' || i, 'f' || i % 300, 's' || i % 300, 'https://s' || i % 300 || '.example/' || i,
       'Title ' || i, '', day, day, false, 'read', NULL, 0, NULL, 'a' || i, 'm', day
FROM (SELECT i, now() - to_hours((i % 8000)::INTEGER) AS day FROM range($n) AS t(i));
INSERT INTO store.articles BY NAME
SELECT 'a' || i AS article_id, 'e' || i AS entry_id, 's' || i % 300 AS source_id,
       'https://s' || i % 300 || '.example/' || i AS url, 'd' || i AS digest,
       day AS published_at, day AS first_seen_at, day AS changed_at, false AS is_baseline,
       false AS is_provisional
FROM (SELECT i, now() - to_hours((i % 8000)::INTEGER) AS day FROM range($n) AS t(i));
INSERT INTO store.article_versions BY NAME
SELECT 'a' || i AS article_id, 'd' || i AS digest, 'Title ' || i AS title,
       repeat('Words of article ' || i || '. ', 120) AS text, [] AS links, 400 AS words,
       now() AS seen_at
FROM range($n) AS t(i);
INSERT INTO store.reports BY NAME
SELECT 'r' || i AS report_id, 'a' || i AS article_id, 'https://r.example/' || i AS url,
       'Report ' || i AS title, now() AS first_seen_at
FROM range(0, $n, 50) AS t(i);
INSERT INTO store.article_reports SELECT article_id, report_id FROM store.reports;
INSERT INTO store.report_pages
SELECT report_id, page, (page - 1) * 2001, repeat('Word. ', 333) || 'x.'
FROM store.reports, range(1, 11) AS t(page);
INSERT INTO store.rulesets VALUES ('rules', now());
INSERT INTO store.themes SELECT 'rules', 't' || i, 'Theme ' || i, 'why' FROM range(14) AS t(i);
INSERT INTO store.verdicts
SELECT row_number() OVER (), document_id, digest, 'rules', true, 'uk', now()
FROM store.documents;
INSERT INTO store.theme_scores BY NAME
SELECT document_id, digest, 'rules' AS ruleset, 't' || theme AS theme_id, 3.0 AS score,
       2.0 AS threshold, theme < 3 AS is_given, ['a-rule'] AS counted
FROM store.verdicts, range(5) AS t(theme)
WHERE hash(document_id) % 10 = 0;
INSERT INTO store.hits BY NAME
SELECT document_id, digest, ruleset, theme_id, 'a-rule' AS rule_id, 'text' AS field,
       0 AS start, 5 AS stop, 'Words' AS quote, 'Words of article.' AS sentence, 1.0 AS weight
FROM store.theme_scores;
INSERT INTO store.initiatives BY NAME
SELECT 'i' || i AS initiative_id, 'Initiative ' || i AS name, 'pilot' AS kind,
       i < 400 AS is_seeded, now() AS first_seen_at, 'a' || 10 * i AS first_document_id,
       's1' AS first_source_id
FROM range($n // 50) AS t(i);
INSERT INTO store.initiative_names SELECT initiative_id, name, now() FROM store.initiatives;
INSERT INTO store.mentions BY NAME
SELECT 'm' || i AS mention_id, 'a' || i AS document_id, 'i' || (i // 10) % ($n // 50) AS
       initiative_id, 'Initiative' AS name, 'pilot' AS kind, 'text' AS field, 0 AS start,
       5 AS stop, 'Words of article.' AS quote, 'pilot' AS stage, true AS is_main,
       true AS is_live, 0.9 AS confidence, 'why' AS why, now() AS recorded_at
FROM range(0, $n, 10) AS t(i);
INSERT INTO store.claims BY NAME
SELECT mention_id, document_id, initiative_id, what[1] AS what, what[2] AS value,
       what[3] AS role, 'text' AS field, 0 AS start, 5 AS stop, 'Words' AS quote
FROM store.mentions, (
    SELECT unnest([['area', 'Kent', ''], ['sponsor', 'HM Treasury', 'funds'],
                   ['sponsor', 'Home Office', 'commissions'], ['sites', '12', ''],
                   ['step', 'running', ''], ['person', 'Ann Example', '']]) AS what
);
INSERT INTO store.stages
SELECT initiative_id, stage, now(), document_id, quote, now() FROM store.mentions;
INSERT INTO store.voices BY NAME
SELECT document_id, 'nobody mentioned' AS verdict, [] AS unions, 0 AS union_words,
       0 AS workforce_words, 0 AS engagement_words, 0 AS job_words, 400 AS words, 0 AS pages,
       'why' AS reason, now() AS read_at
FROM store.documents;
INSERT INTO store.deadlines
SELECT 'a' || i, 'consultation', now() + to_days(20), false, 0, 5, 'Words', now()
FROM range(0, $n, 100) AS t(i);
INSERT INTO store.calls BY NAME
SELECT 'c' || document_id AS call_id, 0 AS sequence, 'open' AS state, kind, 'Title' AS title,
       'LGA' AS asker, '' AS respond_url, closes_at, has_hour, document_id, start, stop, quote,
       false AS is_baseline, found_at AS first_seen_at, found_at AS noted_at
FROM store.deadlines;
INSERT INTO store.call_evidence
SELECT 'c' || document_id, document_id, kind, closes_at, has_hour, start, stop, quote, found_at
FROM store.deadlines;
INSERT INTO store.story_members
SELECT article_id, 'a' || article_id[2:]::INTEGER // 3 * 3, [], now() FROM store.articles;
INSERT INTO store.happenings
SELECT initiative_id || ':new', initiative_id, 'new', '', first_document_id, '', now(), now(), ''
FROM store.initiatives;
INSERT INTO store.feedback BY NAME
SELECT i AS feedback_id, now() AS given_at, 'who' || i % 9 AS who, 'hand' AS way,
       'useful' AS verdict, 'a' || i AS document_id, '' AS words
FROM range(0, $n, 100) AS t(i);
"""


def main() -> None:
    """Fill a warehouse and print the time of every view as a table of Markdown."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "placewatch.duckdb"
        with store.open_warehouse(path) as con:
            fill(con, count)
            found = sorted(taken(con), key=lambda one: -one[2])
    print("| view | rows | seconds |\n|---|---|---|")
    for view, rows, seconds in found:
        print(f"| `{view}` | {rows:,} | {seconds:.1f}{' !' if seconds > WANTED_S else ''} |")


def fill(con: Connection, count: int) -> None:
    """Put so many invented articles into an empty warehouse, with all that hangs on them."""
    for statement in FILL.split(";\n"):
        if statement.strip():
            given = {"n": count} if "$n" in statement else None
            con.execute(statement, given)


def taken(con: Connection) -> list[tuple[str, int, float]]:
    """Return, for every view, its rows and the seconds that reading all of them takes."""
    views = store.words(
        con,
        """
        SELECT view_name FROM duckdb_views()
        WHERE schema_name = 'main' AND NOT internal AND database_name = current_database()
        ORDER BY view_name
        """,
    )
    found = []
    for view in views:
        began = time.perf_counter()
        rows = con.execute(f"SELECT count(*), max(hash(COLUMNS(*))) FROM {view}").fetchone()
        found.append((view, int(rows[0]) if rows else 0, time.perf_counter() - began))
    return found


if __name__ == "__main__":
    main()
