"""Showing alerts, how they look, and sending again what was refused."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from alerts import escape
from alerts.terminal import TerminalSink
from cli.alerts_example import example
from records import Alert, PlacewatchError
from settings import Settings
from warehouse import outbox_shown, publish, queries, store
from warehouse.outbox_shown import Shown

WIDTH = 100
ID = 8  # characters that name an alert well enough
COLUMNS = ("Alert", "State", "Tier", "Channel", "Written", "Tries", "What")
WIDTHS = (ID, 7, 9, 11, 12, 5)
REST = WIDTH - sum(WIDTHS) - 2 * len(WIDTHS)
NONE = "No alert was written yet: 'placewatch run' looks for news."


class UnknownAlert(PlacewatchError):
    """A name that no alert has, or several have."""


class NotParked(PlacewatchError):
    """An alert that cannot be sent again."""


def table(settings: Settings, state: str, most: int, shape: str) -> None:
    """Print alerts and what became of them.

    Args:
        settings: Of the installation.
        state: Only those in it; empty: all.
        most: At most so many.
        shape: table (100 columns), csv or json (everything).
    """
    with store.open_warehouse(settings.snapshot, read_only=True) as con:
        found = outbox_shown.listed(con, state, most)
    if shape != "table":
        whole = queries.Table(columns=Shown._fields, rows=tuple(tuple(row) for row in found))
        click.echo(queries.render(whole, shape), nl=False)
        return
    if not found:
        click.echo(f"No alert is {state}." if state else NONE)
        return
    click.echo(_columns(COLUMNS))
    click.echo("  ".join("-" * width for width in (*WIDTHS, REST)))
    for row in found:
        headline = row.text.partition("\n")[0]
        cells = (row.alert_id, row.state, row.tier, row.channel or "default", _when(row.created_at),
                 str(row.attempts), ("↳ " if row.is_reply else "") + headline)  # fmt: skip
        click.echo(_columns(cells))
        if row.why and row.state != "sent":
            click.echo(f"  {escape.cut(escape.fold(row.why), WIDTH - 2)}")
    if any(row.state == "parked" for row in found):
        click.echo("\nTo send one again: placewatch alerts resend ID; all: --all")


def show(settings: Settings, name: str) -> None:
    """Print one alert, what became of it, and its words.

    Raises:
        UnknownAlert: if no alert, or more than one, has that name.
    """
    row, alert = _one(settings, name)
    facts = {
        "Alert": row.alert_id,
        "Key": row.key,
        "State": row.state,
        "Why": row.why,
        "Tier": row.tier,
        "Channel": row.channel or "the installation's default",
        "Thread": f"{row.thread}, as a reply" if row.is_reply else row.thread,
        "Written": _when(row.created_at),
        "Waits until": _when(row.next_try_at or row.not_before) if row.state == "pending" else "",
        "Tries": str(row.attempts),
        "Sent": _when(row.sent_at),
    }
    for label, value in facts.items():
        if value:
            click.echo(f"{label + ':':<13}{escape.fold(value)}")
    click.echo("\n" + escape.visible(alert.text))


def preview(settings: Settings, name: str, *, is_json: bool) -> None:
    """Print how an alert looks.

    Args:
        settings: Of the installation.
        name: Of the alert; empty: the newest, or an invented one.
        is_json: As Block Kit, text and blocks, instead of drawn.

    Raises:
        UnknownAlert: if no alert, or more than one, has that name.
    """
    found = None
    if name or store.is_there(settings.snapshot):
        with store.open_warehouse(settings.snapshot, read_only=True) as con:
            alerts = outbox_shown.named(con, name)
        found = _pick(alerts, name)[1] if name or alerts else None
    if found is None:
        click.echo("There is no alert yet; this one is invented.", err=True)
    alert = found or example(datetime.now(UTC))
    if is_json:
        message = {"text": alert.text, "blocks": json.loads(alert.blocks or "[]")}
        click.echo(json.dumps(message, ensure_ascii=False, indent=2))
    else:
        TerminalSink(sys.stdout).post(alert)


def resend(settings: Settings, name: str) -> None:
    """Put an alert, or all that are parked, back in the queue.

    Args:
        settings: Of the installation.
        name: Of the alert; empty: all.

    Raises:
        UnknownAlert: if no alert, or more than one, has that name.
        NotParked: if it has arrived, or is on its way.
    """
    with store.open_warehouse(settings.warehouse) as con:
        wanted = _pick(outbox_shown.named(con, name), name)[0] if name else None
        if wanted and wanted.state in {"sent", "sending"}:
            how = "has arrived" if wanted.state == "sent" else "is on its way"
            raise NotParked(f"alert {wanted.alert_id[:ID]} {how}: it is not sent twice")
        now = datetime.now(UTC)
        count = outbox_shown.release(con, now, wanted.alert_id if wanted else None)
        publish.publish(con, settings.snapshot)
    what = "1 alert is" if count == 1 else f"{count} alerts are"
    click.echo(
        f"{what} back in the queue; the next run sends them." if count else "None is parked."
    )


def _one(settings: Settings, name: str) -> tuple[Shown, Alert]:
    with store.open_warehouse(settings.snapshot, read_only=True) as con:
        return _pick(outbox_shown.named(con, name), name)


def _pick(found: Sequence[tuple[Shown, Alert]], name: str) -> tuple[Shown, Alert]:
    if not found:
        raise UnknownAlert(f"there is no alert {name!r}: 'placewatch alerts' lists them")
    if len(found) > 1:
        known = ", ".join(row.alert_id[:12] for row, _ in found)
        raise UnknownAlert(f"{name!r} may be any of {known}: give more of its id")
    return found[0]


def _columns(cells: Sequence[str]) -> str:
    widths = (*WIDTHS, REST)
    shown = (
        escape.fold(cell)[:width] if width == ID else escape.cut(escape.fold(cell), width)
        for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(shown, widths, strict=True)).rstrip()


def _when(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(UTC):%d %b %H:%M}"
