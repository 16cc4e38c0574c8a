"""Documents that articles link to, kept page by page."""

from collections.abc import Iterable
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Report
from warehouse import store


def add_reports(con: Connection, reports: Iterable[Report], now: datetime) -> list[str]:
    """Keep reports with their pages; return the ids of those that can be read from now on.

    A report is kept as first read; one that could not be read is replaced when it can.
    Keep them in the same step as their article: what is classified later is not looked
    through again for reports that arrive after it.
    """
    given = tuple(reports)
    if not given:
        return []
    unique: dict[str, Report] = {}
    for report in given:
        if report.report_id not in unique or unique[report.report_id].problem:
            unique[report.report_id] = report
    with store.transaction(con):
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
            con.execute(
                """
                UPDATE store.reports SET title = given.title, problem = NULL
                FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS given
                WHERE reports.report_id = given.report_id
                """,
                store.given(_report_row(report) for report in mended),
            )
            con.execute(
                """
                DELETE FROM store.report_pages
                WHERE report_id IN (SELECT unnest($ids::JSON::TEXT[]))
                """,
                {"ids": store.text([report.report_id for report in mended])},
            )
        pages = [page for report in new + mended for page in _page_rows(report)]
        store.insert(con, "report_pages", pages)
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
    }


def _page_rows(report: Report) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    start = 0
    for number, text in enumerate(report.pages, start=1):
        rows.append({"report_id": report.report_id, "page": number, "start": start, "text": text})
        start += len(text) + 1  # pages are joined by one form feed
    return rows
