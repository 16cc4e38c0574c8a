"""Where alerts would go under the present rows, and why; and why not to the others."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import click

from alerts import escape, routing, subscriptions_load
from flows.classify_telling import tier_of
from records import PlacewatchError
from settings import Settings
from themes.initiatives import places
from warehouse import concerns, queries, store

LIMIT = 10
WIDTH = 100
HINT = "who gets what stands in {path}, and what you lay over it in {own}"
OF_CHANNEL = re.compile(r"@[CGD][A-Z0-9]+$")
MARKS = {routing.AT_ONCE: "✓", routing.IN_DIGEST: "·", routing.NOT: "✗"}


class NoSuchAlert(PlacewatchError):
    """An alert that was neither queued nor held back."""


def route(settings: Settings, wanted: str, shape: str, limit: int = LIMIT) -> int:
    """Print for recent alerts which channels each would go to, and why; return the exit code.

    Args:
        settings: Of the installation.
        wanted: The id or key of one alert, or how it begins; empty: the latest.
        shape: text or json.
        limit: At most so many alerts.

    Raises:
        NoSuchAlert: if one is wanted that is not known.
        SeedError: if the rows have faults.
    """
    shipped, own = settings.seeds / "subscriptions.yaml", settings.own_subscriptions
    subscriptions = subscriptions_load.load(shipped, own, settings.slack_channel)
    atlas = places.load(settings.seeds / "areas.yaml") if subscriptions.asks_where else None
    with store.open_warehouse(settings.snapshot, read_only=True) as con:
        found = concerns.recent(con, limit, wanted)
        about = concerns.of(con, {one.key: one.about for one in found})
    if wanted and not found:
        raise NoSuchAlert(
            f"no alert has an id or key that begins with {wanted!r}: "
            "'placewatch query alerts-sent' lists them"
        )
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for one in found:
        happening = OF_CHANNEL.sub("", one.key)
        if happening in seen:  # the same alert in another channel
            continue
        seen.add(happening)
        # Whether a channel was told already has no say here: it is asked as if none was.
        facts = routing.facts(
            tier=tier_of(one.about.kind), atlas=atlas, **about[one.key]._asdict() | {"channels": ()}
        )
        rows += [
            {
                "alert": one.alert_id,
                "key": happening,
                "headline": one.headline,
                "channel": routing.shown(way.channel),
                "goes": way.how,
                "why": way.why,
            }
            for way in routing.routes(subscriptions.rows, facts)
        ]
    if shape == "json":
        columns = ("alert", "key", "headline", "channel", "goes", "why")
        cells = tuple(tuple(row[name] for name in columns) for row in rows)
        click.echo(queries.render(queries.Table(columns=columns, rows=cells), shape), nl=False)
        return 0 if rows else 1
    for line in _lines(rows):
        click.echo(line)
    if not rows:
        click.echo("No alert was made yet that could go anywhere.")
    click.echo(HINT.format(path="/".join(shipped.parts[-2:]), own=own))
    return 0 if rows else 1


def _lines(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    last = None
    for row in rows:
        if row["key"] != last:
            last = row["key"]
            mine = [one for one in rows if one["key"] == last]
            is_lost = all(one["goes"] == routing.NOT for one in mine)
            note = "  (no channel wants it)" if is_lost else ""
            yield escape.cut(escape.fold(row["headline"]), WIDTH - len(note)) + note
        goes = "at once" if row["goes"] == routing.AT_ONCE else row["goes"]
        yield f"  {MARKS[row['goes']]} {row['channel']}  {goes}: {escape.fold(row['why'])}"
