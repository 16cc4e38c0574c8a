"""How the pages of named queries look: each query with what it asks for, and a real answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from duckdb import DuckDBPyConnection as Connection

from warehouse import queries

MOST_ROWS = 3
MOST_CHARS = 70  # of a cell; guess: three of them fit a screen
OPENING = (
    "# {heading}: named queries\n\n"
    "After reading this page you can ask the warehouse {about}, "
    "and know what the answer looks like.\n\n"
    "`placewatch query NAME -p PARAMETER=VALUE` asks; "
    "`--format csv` or `json` gives every column whole.\n"
    "The answers are real: `python -m bench.answers` plays the newsroom of `placewatch demo` as if "
    "on 17 to 19 November 2026, adds what three invented readers and a further day might have "
    "brought, asks on 20 November, and writes this page. A test plays it again.\n"
    "Shown are a few columns and at most three rows, long words cut. "
    "`docs/queries.md` explains the views behind it.\n"
)
ABOUT = {
    "initiatives": "what is new, what became of it, and where",
    "behind": "who is behind initiatives",
    "deadlines": "what somebody may respond to, and until when",
    "themes": "what is written on themes and places",
    "telling": "who tells what, and who tells it first",
    "voice": "whose voice is heard, and whose is missing",
    "alerts": "what was told, and what readers made of it",
    "rules": "why a document has its themes, and how well that works",
    "house": "how sources and runs do, and what a column means",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a query is asked on its page, and which of its columns are shown."""

    shown: str  # columns, by spaces
    given: Mapping[str, str] = field(default_factory=dict)


ASKS = {
    "alerts-held": Ask(shown="held_at channel why kind headline"),
    "alerts-sent": Ask(shown="created_at state kind initiative attempts"),
    "announcement-to-evaluation": Ask(
        shown="initiative kind first_at last_at days median_days", given={"last": "pilot"}
    ),
    "areas-with-most": Ask(shown="area initiatives which documents"),
    "articles-naming-area": Ask(shown="appeared_at source words", given={"area": "Kent"}),
    "articles-on-theme": Ask(
        shown="appeared_at source title", given={"theme": "Place-based and pooled budgets"}
    ),
    "behind-theme": Ask(
        shown="organisation initiatives roles which", given={"theme": "place-based"}
    ),
    "changed-deadlines": Ask(shown="was_at closes_at state kind title"),
    "co-sponsors": Ask(shown="body other_body which", given={"body": "Aldermere"}),
    "coverage-of-initiative": Ask(
        shown="source_kind documents mainly_about_it unions_heard told_by",
        given={"initiative": "county count"},
    ),
    "dictionary": Ask(shown="view column type meaning", given={"view": "stories"}),
    "feedback": Ask(shown="given_at who verdict title words"),
    "first-seen-by": Ask(shown="source initiatives latest"),
    "hints": Ask(shown="name confidence quote source"),
    "initiative-timeline": Ask(
        shown="happened_at what value source", given={"initiative": "fair transfer"}
    ),
    "initiatives-by-stage": Ask(shown="kind initiatives announced consultation pilot closed"),
    "initiatives-in-area": Ask(shown="initiative area quote source", given={"area": "Kent"}),
    "missed-deadlines": Ask(shown="closes_at first_seen_at kind asker title"),
    "new-initiatives": Ask(shown="name stage areas first_source"),
    "new-this-week": Ask(shown="initiative kind what happened_at source"),
    "newly-seen-bodies": Ask(shown="body roles which first_source"),
    "open-deadlines": Ask(shown="closes_at days_left kind title respond_url"),
    "open-in-area": Ask(shown="closes_at days_left reach title", given={"area": "Kent"}),
    "problems-open": Ask(shown="about kind text times"),
    "reach-of-alerts": Ask(shown="sent_at kind initiative useful noise on_it publishers"),
    "reports": Ask(shown="title publisher dated pages state"),
    "rule-precision": Ask(shown="theme rule_id documents useful noise precision"),
    "rule-samples": Ask(shown="appeared_at title quote", given={"rule": "pooled-money"}),
    "rule-yield": Ask(shown="rule_id hits articles counted", given={"rule": "pooled-money"}),
    "rules-that-hit": Ask(shown="theme rule_id documents alone"),
    "ruleset-changes": Ask(shown="last_at theme gained lost"),
    "runs-lately": Ask(shown="started_at flow counts", given={"flow": "poll"}),
    "said-over-time": Ask(
        shown="month theme articles strongest", given={"source": "workers' alliance"}
    ),
    "silence": Ask(shown="what name documents unions_heard nobody silent_percent"),
    "silent-reports": Ask(shown="title source verdict workforce_words pages"),
    "silent-reports-by-body": Ask(shown="body parts reports silent latest_silent"),
    "source-changes": Ask(shown="noted_at name was state health"),
    "sources-health": Ask(shown="name kind state health entries_30_days"),
    "sources-yield": Ask(shown="source source_kind on_a_theme articles initiatives_first"),
    "stalled-initiatives": Ask(
        shown="name stage began_at months_still first_source", given={"months": "0"}
    ),
    "stories-widely-told": Ask(shown="story sources first_source told_by"),
    "theme-by-nation": Ask(shown="theme nation articles"),
    "theme-precision": Ask(shown="theme documents useful noise precision"),
    "themes-by-week": Ask(shown="week theme articles sources"),
    "themes-rising": Ask(shown="theme articles before change publishers", given={"days": "1"}),
    "told-before": Ask(
        shown="initiative teller told_at told_later_at days_ahead",
        given={"who": "government", "whom": "union"},
    ),
    "told-differently": Ask(shown="initiative what value others told_by quote"),
    "told-first": Ask(shown="source firsts median_days_ahead which"),
    "unions-named": Ask(shown="trade_union documents heard by_others told_by"),
    "verdict-history": Ask(
        shown="judged_at is_current themes lost", given={"url": "nursing-pathfinder"}
    ),
    "voices-by-source": Ask(shown="source documents unions_heard workforce_only nobody"),
    "who-is-behind": Ask(
        shown="initiative role sponsor quote", given={"initiative": "county count"}
    ),
    "who-is-behind-what": Ask(shown="body initiatives roles which first_said_at"),
    "why-labelled": Ask(shown="theme rule_id quote", given={"url": "fair-transfer-review"}),
}


def page(con: Connection, topic: str, named: Sequence[queries.Named]) -> str:
    """Return the page of a topic.

    Args:
        con: What is asked.
        topic: One of ``queries.TOPICS``.
        named: Its queries.
    """
    opening = OPENING.format(heading=queries.TOPICS[topic], about=ABOUT[topic])
    return opening + "".join(_entry(con, one, ASKS[one.name]) for one in named)


def _entry(con: Connection, named: queries.Named, ask: Ask) -> str:
    """Return a query, what it asks for, its columns and an answer."""
    given = "".join(f' -p {name}="{value}"' for name, value in ask.given.items())
    found = queries.ask(con, named.name, ask.given)
    parts = [f"\n## {named.title}\n", f"`placewatch query {named.name}{given}`\n"]
    if named.parameters:
        parts.append("| parameter | it is | default |\n|---|---|---|")
        parts += [
            f"| `{one.name}` | {one.meaning} ({one.type}) | {_default(one.default)} |"
            for one in named.parameters
        ]
        parts.append("")
    parts.append("Columns: " + ", ".join(f"`{name}`" for name in found.columns) + "\n")
    return "\n".join(parts) + "\n" + _table(found, ask.shown.split())


def _default(words: str | None) -> str:
    return "must be given" if words is None else words.strip() or "empty"


def _table(found: queries.Table, shown: Sequence[str]) -> str:
    """Return the first rows of an answer as Markdown."""
    places = [found.columns.index(name) for name in shown]
    lines = ["| " + " | ".join(shown) + " |", "|" + "---|" * len(shown)]
    lines += [
        "| " + " | ".join(_cell(row[place]) for place in places) + " |"
        for row in found.rows[:MOST_ROWS]
    ]
    left = len(found.rows) - MOST_ROWS
    if left > 0:
        lines.append(f"\n… and {left} more row{'s' if left > 1 else ''}.")
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    """Return a value in one short line that Markdown leaves alone."""
    if value is None:
        words = ""
    elif isinstance(value, bool):
        words = "yes" if value else "no"
    elif isinstance(value, datetime):
        words = value.strftime("%Y-%m-%d %H:%M")
    elif isinstance(value, date):
        words = value.isoformat()
    elif isinstance(value, list):
        words = ", ".join(map(str, value))
    elif isinstance(value, dict):
        words = ", ".join(f"{name} {count}" for name, count in value.items())
    else:
        words = f"{value:g}" if isinstance(value, float) else str(value)
    words = " ".join(words.split()).replace("|", "\\|")
    return words if len(words) <= MOST_CHARS else words[: MOST_CHARS - 1].rstrip() + "…"
