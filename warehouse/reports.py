"""Documents that articles link to, kept page by page."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection as Connection

from records import Report
from warehouse import keyed, store

TWIN_WORDS = 50  # fewer may be alike by chance: "This page is left blank"; guess
# Between two attempts at a report that its host put off; then it is given up.
TRIES_AFTER = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
    timedelta(days=3),
    timedelta(days=7),
)


def add_reports(con: Connection, reports: Iterable[Report], now: datetime) -> list[str]:
    """Keep reports with their pages; return the ids of those that can be read from now on.

    A report is kept as first read; one that could not be read is replaced when it can. The
    same text at another address is the same report: its address is kept, and its articles.
    Keep them in the same step as their article: what is classified later is not looked
    through again for reports that arrive after it.
    """
    given = tuple(reports)
    if not given:
        return []
    unique: dict[str, Report] = {}
    with store.transaction(con):
        given = _as_kept(con, given, now)
        for report in given:
            if report.report_id not in unique or unique[report.report_id].problem:
                unique[report.report_id] = report
        known = dict(
            con.execute(
                """
                SELECT report_id, problem FROM store.reports
                WHERE report_id IN (SELECT unnest($ids::JSON::TEXT[]))
                """,
                {"ids": store.text(list(unique))},
            ).fetchall()
        )
        new = [report for key, report in unique.items() if key not in known]
        mended = [report for key, report in unique.items() if known.get(key) and not report.problem]
        if new:
            con.execute(
                """
                INSERT INTO store.reports BY NAME
                SELECT unnest(from_json_strict($rows, $types), max_depth := 2),
                       $now AS first_seen_at
                """,
                {**store.given(_report_row(report) for report in new), "now": now},
            )
        if mended:
            changed = [_report_row(report) for report in mended]
            for row in changed:  # it stays where it was found first
                del row["article_id"], row["url"]
            keyed.change(con, "reports", ("report_id",), changed)
            con.execute(
                """
                DELETE FROM store.report_pages
                WHERE report_id IN (SELECT unnest($ids::JSON::TEXT[]))
                """,
                {"ids": store.text([report.report_id for report in mended])},
            )
        pages = [page for report in new + mended for page in _page_rows(report)]
        store.insert(con, "report_pages", pages)
        store.insert(
            con,
            "report_headings",
            [row for report in new + mended for row in _heading_rows(report)],
        )
        _note_tries(con, unique.values(), now)
        con.execute(
            """
            INSERT INTO store.article_reports BY NAME
            SELECT DISTINCT article_id, report_id
            FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2))
            ANTI JOIN store.article_reports USING (article_id, report_id)
            """,
            store.given(
                {"article_id": report.article_id, "report_id": report.report_id} for report in given
            ),
        )
    return [report.report_id for report in new + mended if not report.problem]


def _as_kept(con: Connection, given: Iterable[Report], now: datetime) -> tuple[Report, ...]:
    """Return reports under the ids of those that hold the same text; notes new addresses."""
    twins = dict(con.execute("SELECT twin_id, report_id FROM store.report_twins").fetchall())
    found: list[Report] = []
    for report in given:
        key = twins.get(report.report_id)
        if key is None and sum(len(page.split()) for page in report.pages) >= TWIN_WORDS:
            key = _twin(con, report, found)
            if key:
                twins[report.report_id] = key
                con.execute(
                    "INSERT INTO store.report_twins VALUES ($twin, $key, $url, $now)",
                    {"twin": report.report_id, "key": key, "url": report.url, "now": now},
                )
        found.append(replace(report, report_id=key) if key else report)
    return tuple(found)


def _twin(con: Connection, report: Report, others: Iterable[Report]) -> str | None:
    """Return the id of another report with the very same text; None: there is none.

    Args:
        con: The warehouse.
        report: One that could be read.
        others: Those that are kept in the same step.
    """
    known = con.execute("FROM store.reports WHERE report_id = $id", {"id": report.report_id})
    if known.fetchone():
        return None
    for other in others:
        if other.pages == report.pages and other.report_id != report.report_id:
            return other.report_id
    rows = store.read(
        con,
        """
        SELECT report_id, list(text ORDER BY page) AS pages
        FROM store.reports
        JOIN store.report_pages USING (report_id)
        WHERE words = $words AND problem IS NULL
        GROUP BY report_id
        ORDER BY min(first_seen_at), report_id
        """,
        {"words": _report_row(report)["words"]},
    )
    return next((row["report_id"] for row in rows if tuple(row["pages"]) == report.pages), None)


def kept(con: Connection) -> frozenset[str]:
    """Return the ids of reports that are kept with their text: nobody need fetch them again.

    Ids of further addresses of them are among these.
    """
    return frozenset(
        store.words(
            con,
            """
            SELECT report_id FROM store.reports WHERE problem IS NULL
            UNION ALL
            SELECT twin_id FROM store.report_twins
            """,
        )
    )


def given_up(con: Connection, now: datetime) -> frozenset[str]:
    """Return the ids of reports that waited in vain, up to an attempt at this moment."""
    return frozenset(
        store.words(
            con,
            """
            SELECT report_id FROM store.report_tries
            WHERE tried_at = $now AND next_try_at IS NULL
            """,
            {"now": now},
        )
    )


def is_waiting(con: Connection, now: datetime) -> bool:
    """Return whether any report that was put off is to be read now."""
    return bool(waiting(con, now, 1))


def waiting(con: Connection, now: datetime, most: int) -> tuple[Report, ...]:
    """Return reports that were put off and are to be asked for again, the longest first."""
    found = store.read(
        con,
        """
        WITH latest AS (
            -- Of two at one moment the later one waits for longer, or for ever.
            SELECT report_id,
                   last(next_try_at ORDER BY tried_at, next_try_at NULLS LAST) AS next_try_at
            FROM store.report_tries
            GROUP BY report_id
        )
        SELECT report_id, article_id, url, title, problem
        FROM store.reports
        JOIN latest USING (report_id)
        WHERE problem IS NOT NULL AND next_try_at <= $now
        ORDER BY next_try_at, report_id
        LIMIT $most
        """,
        {"now": now, "most": most},
    )
    return tuple(Report(**row, pages=()) for row in found)


def _note_tries(con: Connection, reports: Iterable[Report], now: datetime) -> None:
    """Keep when reports that were put off are to be asked for again, and which are given up."""
    unread = {report.report_id: report for report in reports if report.problem}
    tried = dict(
        con.execute(
            """
            SELECT report_id, count(*) FROM store.report_tries
            WHERE report_id IN (SELECT unnest($ids::JSON::TEXT[]))
            GROUP BY report_id
            """,
            {"ids": store.text(sorted(unread))},
        ).fetchall()
    )
    for key, report in unread.items():
        tries = tried.get(key, 0)
        if report.wait_s is None and not tries:
            continue  # it never waited
        next_try_at = None
        if report.wait_s is not None and tries < len(TRIES_AFTER):
            next_try_at = now + max(TRIES_AFTER[tries], timedelta(seconds=report.wait_s))
        con.execute(
            "INSERT INTO store.report_tries VALUES ($report_id, $now, $next_try_at)",
            {"report_id": key, "now": now, "next_try_at": next_try_at},
        )


def linked(con: Connection, article_ids: list[str]) -> dict[str, list[Report]]:
    """Return the reports that articles link to, by article."""
    found = store.read(
        con,
        """
        SELECT report_id, article_reports.article_id, url, title, problem,
               coalesce(list(report_pages.text ORDER BY page)
                        FILTER (WHERE page IS NOT NULL), []) AS pages
        FROM store.article_reports
        JOIN store.reports USING (report_id)
        LEFT JOIN store.report_pages USING (report_id)
        WHERE article_reports.article_id IN (SELECT unnest($ids::JSON::TEXT[]))
        GROUP BY ALL
        ORDER BY article_reports.article_id, report_id
        """,
        {"ids": store.text(article_ids)},
    )
    reports: dict[str, list[Report]] = {}
    for row in found:
        report = Report(**row | {"pages": tuple(row["pages"])})
        reports.setdefault(report.article_id, []).append(report)
    return reports


def _report_row(report: Report) -> dict[str, object]:
    return {
        "report_id": report.report_id,
        "article_id": report.article_id,
        "url": report.url,
        "title": report.title,
        "problem": report.problem,
        "authors": report.authors,
        "publisher": report.publisher,
        "dated": report.dated,
        "page_count": report.page_count or len(report.pages),
        "words": sum(len(page.split()) for page in report.pages),
    }


def _heading_rows(report: Report) -> list[dict[str, object]]:
    return [
        {"report_id": report.report_id, "place": place, "page": page, "text": text}
        for place, (page, text) in enumerate(report.headings, start=1)
    ]


def _page_rows(report: Report) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    start = 0
    for number, text in enumerate(report.pages, start=1):
        rows.append({"report_id": report.report_id, "page": number, "start": start, "text": text})
        start += len(text) + 1  # pages are joined by one form feed
    return rows
