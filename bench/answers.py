"""The pages of named queries, each with an answer: python -m bench.answers

Plays the bundled newsroom as if on START, adds what three invented readers made of it and what a
fourth day might have brought, asks every query that is listed as if on the morning of ASKED_AT,
and writes docs/queries-*.md. tests/test_demo.py plays the same and holds the pages against it.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from duckdb import DuckDBPyConnection as Connection
from rich.console import Console

from bench.answers_shown import page
from cli import demo
from records import Call, Mention, Place, Problem, Verdict, identify
from settings import Settings
from warehouse import calls, feedback, held, hits, problems, queries, reactions, store
from warehouse.feedback import Feedback
from warehouse.reactions import Reaction

FOLDER = Path(__file__).parents[1] / "docs"
START = date(2026, 11, 17)  # a Tuesday
ASKED_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
# The newsroom stands on another port each time.
BASE = re.compile(r"http://127\.0\.0\.1:\d+")
PLACE = "https://newsroom.example"
COUNT, REVIEW, NURSES = "Whole County Count", "Fair Transfer Review", "Neighbourhood Nursing"
LETTERS = "Machines that read letters"
# Unions of the newsroom are invented, and on no list of ours.
ALLIANCE = "Public Service Workers' Alliance"


def main() -> None:
    """Play the newsroom and write the pages."""
    with tempfile.TemporaryDirectory() as home:
        settings = replace(Settings.from_env({}), home=Path(home))
        stage, checks = demo.play(settings, Console(stderr=True), START)
        missed = [check.what for check in checks if not check.is_met]
        if missed:
            sys.exit("the newsroom was not handled: " + "; ".join(missed))
        with asked(stage.warehouse) as con:
            for name, text in pages(con).items():
                (FOLDER / name).write_text(text, encoding="utf-8")
                print(FOLDER / name)


@contextmanager
def asked(warehouse: Place) -> Iterator[Connection]:
    """Hold the played warehouse open, with what readers said, on the morning of ASKED_AT."""
    with store.open_warehouse(warehouse) as con:
        _settled(con)
        _said(con)
        con.execute(f"CREATE TEMP MACRO now() AS TIMESTAMPTZ '{ASKED_AT.isoformat()}'")
        yield con


def pages(con: Connection) -> dict[str, str]:
    """Return the pages of all topics, by the name of the file."""
    found = {
        topic: [named for named in map(queries.load, queries.names()) if named.topic == topic]
        for topic in queries.TOPICS
    }
    return {
        f"queries-{topic}.md": BASE.sub(PLACE, page(con, topic, named))
        for topic, named in found.items()
    }


def _settled(con: Connection) -> None:
    """Let each report belong to the earliest article that links to it.

    It belongs to the one whose page came first: with several fetched at once that is chance.
    """
    con.execute(
        """
        UPDATE store.reports SET article_id = earliest.article_id
        FROM (
            SELECT report_id, arg_min(article_id, (published_at, url)) AS article_id
            FROM store.article_reports
            JOIN store.articles USING (article_id)
            GROUP BY report_id
        ) AS earliest
        WHERE earliest.report_id = reports.report_id
        """
    )


def _said(con: Connection) -> None:
    """Put in what people made of the news, and what a further day might have brought."""
    now = ASKED_AT - timedelta(minutes=30)
    for who, verdict, initiative, words in (
        ("anna", "useful", COUNT, ""),
        ("ben", "useful", COUNT, "the report names no union"),
        ("anna", "noise", NURSES, "nursing is another branch's"),
    ):
        said = Feedback(who=who, way="hand", verdict=verdict, words=words)
        feedback.add(con, feedback.meant(con, "", [_url(con, initiative)]), said, now)
    reactions.add(
        con,
        [
            Reaction(
                alert_id=_alert(con, name), who=who, meaning=meaning, emoji=emoji, is_there=True
            )
            for name, who, meaning, emoji in (
                (COUNT, "U0ANNA", "useful", "+1"),
                (COUNT, "U0CARA", "on it", "eyes"),
                (NURSES, "U0BEN", "noise", "-1"),
            )
        ],
        now,
    )
    with store.transaction(con):
        _moved(con, now)
        _judged_anew(con, now)
        _heard(con)
        _hinted(con, now)
        held.hold(
            con,
            [
                held.Held(
                    key="example:area", channel="", kind="area", initiative_id=None,
                    article_id=None, headline="New area: Whole County Count: Kent", why=held.CAP,
                )
            ],
            now,
        )  # fmt: skip
        health = "html instead of a feed since 20 November"
        row = {"source_id": "branchtable", "state": "html instead of a feed", "health": health}
        store.insert(con, "states", [row | {"noted_at": now}])
    refused = "the channel does not exist: invite the app to it, or name another one"
    problems.add(con, [Problem(about="C0123", kind="deliver", text=refused, happened_at=now)])


def _url(con: Connection, initiative: str) -> str:
    """Return the address of the first article about an initiative."""
    return store.words(
        con,
        "SELECT first_url FROM initiatives WHERE contains(name, $name) AND is_news ORDER BY 1",
        {"name": initiative},
    )[0]


def _alert(con: Connection, initiative: str) -> str:
    """Return the id of the alert that told of an initiative first."""
    return store.words(
        con,
        "SELECT alert_id FROM alerts WHERE contains(initiative, $name) ORDER BY created_at, key",
        {"name": initiative},
    )[0]


def _moved(con: Connection, now: datetime) -> None:
    """Move the closing day of the consultation, and add one that had closed when it was found."""
    (row,) = store.read(con, "SELECT * FROM store.current_calls")
    call = Call(**row)
    moved = replace(
        call,
        sequence=call.sequence + 1,
        was_at=call.closes_at,
        closes_at=call.closes_at + timedelta(days=14),
        noted_at=now,
    )
    missed = replace(
        call,
        call_id="a-missed-one",
        kind="call for evidence",
        title="Island services: what should be run from where?",
        asker="Scottish Civic Accounts Office",
        respond_url="islands@scao.example",
        closes_at=now - timedelta(days=12),
        first_seen_at=now,
        noted_at=now,
    )
    calls.add(con, [moved, missed], [], now)


def _judged_anew(con: Connection, now: datetime) -> None:
    """Let changed rules find one theme less in one article."""
    (row,) = store.read(
        con,
        """
        SELECT verdicts.document_id, verdicts.digest, verdicts.scope
        FROM store.current_verdicts AS verdicts
        JOIN initiatives ON initiatives.first_document_id = verdicts.document_id
        WHERE contains(initiatives.name, $name)
        """,
        {"name": NURSES},
    )
    verdict = Verdict(
        document_id=row["document_id"],
        ruleset="changed",
        is_relevant=False,
        scores=(),
        hits=(),
        scope=row["scope"],
    )
    hits.add_verdicts(con, [verdict], now, digests={row["document_id"]: row["digest"]})


def _heard(con: Connection) -> None:
    """Let the newsroom's union be a known one."""
    con.execute(
        """
        UPDATE store.voices SET unions = [$name]
        WHERE document_id IN (
            SELECT article_id FROM articles WHERE contains(replace(text, '’', chr(39)), $name)
        )
        """,
        {"name": ALLIANCE},
    )


def _hinted(con: Connection, now: datetime) -> None:
    """Let an article seem to report something new, under a name that is not sure."""
    ((document_id, title),) = con.execute(
        "SELECT article_id, title FROM articles WHERE contains(title, $name)", {"name": LETTERS}
    ).fetchall()
    hint = Mention(
        document_id=document_id,
        initiative_id=identify("initiative", LETTERS),
        name=LETTERS,
        kind="programme",
        field="title",
        start=title.index(LETTERS),
        stop=title.index(LETTERS) + len(LETTERS),
        quote=title,
        stage="announced",
        is_main=True,
        is_live=True,
        confidence=0.34,
        why="an example",
        claims=(),
    )
    hits.add_hints(con, [hint], now)


if __name__ == "__main__":
    main()
