"""What a run found, as a person wants to read it."""

from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli import standing
from records import Place
from settings import Settings
from warehouse import queries, store

if TYPE_CHECKING:
    from cli.runs import Done

MOST_INITIATIVES = 12  # fits a screen together with the rest; guess
AILING = """
    SELECT state, list(name ORDER BY since DESC NULLS LAST, name, source_id) AS names
    FROM sources WHERE severity > 1
    GROUP BY state ORDER BY max(severity) DESC, len(names) DESC, state
"""
NEXT = "SELECT min(next_poll_at) FROM sources WHERE next_poll_at IS NOT NULL"
THEMES = """
    SELECT theme, count(DISTINCT article_id) AS articles
    FROM themes_by_article WHERE first_seen_at >= '{since}'
    GROUP BY theme ORDER BY articles DESC, theme
"""
FOUND = """
    SELECT initiatives.name, initiatives.stage, mentions.source, mentions.quote,
           initiatives.is_baseline
    FROM initiatives
    JOIN mentions USING (initiative_id)
    WHERE NOT initiatives.is_seeded AND initiatives.first_seen_at >= '{since}' AND is_main
    QUALIFY row_number() OVER (
        PARTITION BY initiative_id ORDER BY is_main DESC, confidence DESC, mention_id
    ) = 1
    ORDER BY initiatives.is_baseline, confidence DESC, initiatives.name
"""


def show(console: Console, settings: Settings, began: datetime, done: "Done") -> None:
    """Print the summary of a run.

    Args:
        console: Where to.
        settings: Of the installation.
        began: When the run began: what is as old or younger is of this run.
        done: The run's own figures.
    """
    since = f"{began:%Y-%m-%d %H:%M:%S.%f}+00"
    console.print()
    _sources(console, settings.snapshot)
    if not done.polled.feeds:
        when = queries.sql(settings.snapshot, NEXT).rows[0][0]
        console.print(
            f"No source is due: all were read within 15 minutes, or are given time to recover. "
            f"Next: {when:%H:%M} UTC"
            if when
            else "No source is switched on.",
            highlight=False,
        )
    figures = (
        f"{done.polled.feeds} feeds polled, {done.polled.failed} of them in vain · "
        f"{done.polled.entries} new entries · {done.polled.articles} articles read · "
        f"{done.polled.reports} reports read · {done.polled.unread} pages could not be read"
    )
    console.print(figures, highlight=False)
    console.print()
    if done.classified.articles:
        _table(console, settings.snapshot, "Themes of new articles", THEMES.format(since=since))
    _initiatives(console, settings.snapshot, since)
    _alerts(console, settings, done)
    if done.heard.reactions:
        many = f"{done.heard.reactions} reaction{'s' if done.heard.reactions > 1 else ''}"
        console.print(f"{many} in Slack, new or taken back: [bold]placewatch feedback list[/bold]")
    if done.heard.last_error:
        console.print(Text(f"Reactions: {done.heard.last_error}", style="yellow"), soft_wrap=True)
    if done.remark:
        console.print(Text(done.remark, style="yellow"), soft_wrap=True)
    console.print(Text(f"Warehouse: {store.named(settings.warehouse)}"), soft_wrap=True)
    console.print(Text(f"Copy for SQL: {store.named(settings.snapshot)}"), soft_wrap=True)
    console.print("Try next: [bold]placewatch query new-initiatives[/bold]")


def _sources(console: Console, snapshot: Place) -> None:
    """Print how many sources are in which state, and of the ailing ones some names."""
    counts = queries.sql(snapshot, standing.COUNTS).rows
    console.print(Text(standing.headline(counts), style="bold"), soft_wrap=True)
    ailing = queries.sql(snapshot, AILING).rows
    for state, names in ailing:
        found = [str(name) for name in names] if isinstance(names, list) else []
        line = f"{len(found)} {standing.words(state)}: {standing.examples(found)}"
        console.print(Text(f" {line}"), soft_wrap=True)
    absent = sum(int(str(many)) for state, many in counts if state == "no address")
    if absent:
        one = absent == 1
        console.print(
            f"{absent} source{'' if one else 's'} wait{'s' if one else ''} for an address: "
            "[bold]placewatch sources discover[/bold]",
            highlight=False,
        )
    if ailing:
        console.print("What ails them: [bold]placewatch sources --failing[/bold]", highlight=False)
    console.print()


def _table(console: Console, snapshot: Place, title: str, sql: str) -> None:
    answer = queries.sql(snapshot, sql)
    if not answer.rows:
        return
    table = Table(title=title, title_justify="left", title_style="bold", box=None)
    table.add_column(answer.columns[0])
    table.add_column(answer.columns[1], justify="right")
    for name, count in answer.rows:
        table.add_row(Text(str(name)), str(count))
    console.print(table)
    console.print()


def _initiatives(console: Console, snapshot: Place, since: str) -> None:
    rows = queries.sql(snapshot, FOUND.format(since=since)).rows
    if not rows:
        console.print("No initiative that was not known before.\n")
        return
    console.print("[bold]Initiatives that were not known before[/bold]")
    for name, stage, source, quote, is_baseline in rows[:MOST_INITIATIVES]:
        note = " · baseline, not alerted" if is_baseline else ""
        head = Text.assemble((str(name), "bold"), f" · {stage} · {source}{note}")
        console.print(Padding(head, (0, 0, 0, 1)))
        console.print(Padding(Text(f"“{quote}”", style="italic"), (0, 0, 0, 3)))
    if len(rows) > MOST_INITIATIVES:
        console.print(f" and {len(rows) - MOST_INITIATIVES} more: placewatch initiatives")
    console.print()


def _alerts(console: Console, settings: Settings, done: "Done") -> None:
    where = f"Slack channel {settings.slack_channel}" if settings.slack_token else "this terminal"
    if settings.slack_webhook:
        where = "the webhook's channel; after a lost answer a message may show twice"
    console.print(f"Alerts: {done.notified.sent} to {where}", highlight=False)
    if done.notified.waiting:
        console.print(
            Text(f"{done.notified.waiting} wait to be sent: {done.notified.last_error}"),
            style="yellow",
        )
    if done.notified.parked:
        console.print(
            f"{done.notified.parked} were refused: placewatch alerts --parked", style="yellow"
        )
