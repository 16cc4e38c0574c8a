"""Once a day and channel, one message for what was on its themes since the last, theme by theme."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from alerts import quiet, routing, subscriptions_load
from alerts.digest import MOST_HELD, DigestRow, HeldRow, MaybeRow, compose_digest
from alerts.subscriptions import Subscriptions
from settings import Settings
from themes.initiatives import places
from warehouse import digested, held, outbox, publish, runs, store
from warehouse.digested import Extract
from warehouse.turn import turn

LONDON = ZoneInfo("Europe/London")
HOUR = time(8)  # in London; prefect.yaml says the same
SEE_REST = "placewatch query articles-on-theme"


def digest_once(settings: Settings, now: datetime, *, if_due: bool = False) -> int:
    """Queue the digests of today; return how many, 0 if there is nothing or they are queued.

        digested.extracts | routing | compose_digest | outbox.enqueue, digested.told, held.told

    A channel that is quiet until another day has none today: the next one tells more.

    Args:
        settings: Of the installation.
        now: The time; its day in London names the digest, of which there is one a channel.
        if_due: Only from eight in the morning on, and only if nobody has looked since then; a
            new installation tells its first on the day after.
    """
    with turn(settings.home, "digest", settings.warehouse):
        if if_due and not _is_due(settings, now):
            return 0
        subscriptions = subscriptions_load.load(
            settings.seeds / "subscriptions.yaml",
            settings.own_subscriptions,
            settings.slack_channel,
        )
        atlas = places.load(settings.seeds / "areas.yaml") if subscriptions.asks_where else None
        queued = 0
        with store.open_warehouse(settings.warehouse) as con:
            try:
                run_id = runs.start(con, "digest", now)
                for channel in subscriptions.taking("daily"):
                    queued += _channel_digest(con, subscriptions, channel, atlas, now)
                runs.finish(con, run_id, {"digests": queued}, now)
            finally:  # what was queued before a failure is seen, too
                publish.publish(con, settings.snapshot)
    return queued


def _is_due(settings: Settings, now: datetime) -> bool:
    """Return whether it is past eight in London and nobody has made today's digests.

    Whoever asks for the first time is told that today's were made: that day's news has just
    been told at once.
    """
    local = now.astimezone(LONDON)
    due_at = datetime.combine(local.date(), HOUR, LONDON)
    with store.open_warehouse(settings.warehouse) as con:
        if runs.is_begun(con, "digest"):
            return runs.is_due(con, "digest", due_at, now)
        runs.finish(con, runs.start(con, "digest", now), {"digests": 0}, now)
    return False


def _channel_digest(
    con: store.Pen,
    subscriptions: Subscriptions,
    channel: str,
    atlas: routing.Atlas | None,
    now: datetime,
) -> int:
    """Queue the digest of one channel; return 1, or 0 if there is none."""
    manners = subscriptions.of(channel)
    today = now.astimezone(LONDON).date()
    spell = quiet.spell(manners.quiet, now)
    if spell and spell.ends_at.astimezone(LONDON).date() > today:
        return 0
    found = digested.extracts(con, digested.window(con, channel, now), now, channel)
    is_taken = routing.takes(subscriptions.rows, channel)
    rows = _once([row for row in found if is_taken(_facts(row, atlas))])
    daily = set(subscriptions.taking("daily"))
    back = [
        one
        for one in held.untold(con)
        # What a channel cannot be told by day any more, the default channel is told.
        if one.channel == channel or (channel == "" and one.channel not in daily)
    ][:MOST_HELD]
    alert = compose_digest(
        today,
        [_shown(row) for row in rows],
        now,
        channel,
        SEE_REST,
        maybe=_maybe(rows),
        held=[HeldRow(headline=one.headline, url=one.url) for one in back],
        not_before=spell.ends_at if spell else None,
    )
    if alert is None:
        return 0
    with store.transaction(con):
        about = {alert.key: outbox.About(kind=digested.KIND)}
        if not outbox.enqueue(con, [alert], now, about=about):
            return 0
        digested.told(con, channel, [row.story_id for row in rows], alert.key, now)
        held.told(con, [one.key for one in back], alert.key)
    return 1


def _facts(row: Extract, atlas: routing.Atlas | None) -> routing.Facts:
    return routing.facts(
        tier="daily",
        themes=[row.theme_id],
        areas=row.areas,
        nation=row.nation,
        kinds=[row.kind],
        atlas=atlas,
    )


def _once(rows: Sequence[Extract]) -> list[Extract]:
    """Return each story once a theme: its lead, if the channel wants that, else another source."""
    chosen: dict[tuple[str, str], Extract] = {}
    for row in sorted(rows, key=lambda row: row.article_id != row.story_id):
        chosen.setdefault((row.story_id, row.theme_id), row)
    return [row for row in rows if chosen[row.story_id, row.theme_id] is row]


def _maybe(rows: Sequence[Extract]) -> list[MaybeRow]:
    """Return what may be new, each story once, the newest first."""
    first: dict[str, Extract] = {}
    for row in rows:
        if row.hint:
            first.setdefault(row.story_id, row)
    return [
        MaybeRow(name=row.hint, quote=row.hint_quote, source=row.source, url=row.url)
        for row in first.values()
    ]


def _shown(row: Extract) -> DigestRow:
    return DigestRow(
        title=row.title,
        url=row.url,
        source=row.source,
        theme=row.theme,
        quote=row.quote,
        initiative=row.initiative,
    )
