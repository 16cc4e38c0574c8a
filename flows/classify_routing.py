"""Part of classify: each alert goes to the channels that want it, when they want it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from alerts import quiet, routing, subscriptions_load
from alerts.more import compose_more
from alerts.quiet import URGENT
from alerts.subscriptions import Subscriptions
from flows.classify_telling import SOURCE, Made
from records import Alert, identify
from settings import Settings
from themes.initiatives.places import Gazetteer
from warehouse import concerns, held, outbox, store
from warehouse.held import CAP, NOBODY, TIER, Held
from warehouse.outbox import About

Marked = tuple[Alert, About]


def subscribed(settings: Settings) -> Subscriptions:
    """Return who gets what in an installation.

    Raises:
        SeedError: if one of the two files has faults.
    """
    return subscriptions_load.load(
        settings.seeds / "subscriptions.yaml", settings.own_subscriptions, settings.slack_channel
    )


def enqueue(
    con: store.Pen,
    subscriptions: Subscriptions,
    made: Made,
    now: datetime,
    atlas: Callable[[], Gazetteer],
) -> int:
    """Queue alerts for the channels that want them; return how many were new.

    An alert that is known in a channel, queued or held back, is never queued there again. What
    is more than the cap of a channel is held back for its digest.

    Args:
        con: The warehouse, inside the transaction that writes what the alerts tell.
        subscriptions: Who gets what.
        made: Alerts of no channel yet, in the order in which they are to be sent.
        now: The time of the run.
        atlas: Reads the places, if any row asks for them.
    """
    given, about = made.alerts, made.about
    if not given:
        return 0
    places = atlas() if subscriptions.asks_where else None
    found = concerns.of(con, {one.key: about.get(one.key, About(kind="")) for one in given})
    at_once: dict[str, list[Marked]] = {}
    later: list[Held] = []
    for alert in given:
        mine, concern = about.get(alert.key, About(kind="")), found[alert.key]
        facts = routing.facts(tier=alert.tier, atlas=places, **concern._asdict())
        routes = routing.routes(subscriptions.rows, facts)
        for route in routes:
            if route.how == routing.AT_ONCE:
                words = made.words(alert, route.channel)
                one = _for_channel(words, mine, route.channel, subscriptions, now)
                at_once.setdefault(route.channel, []).append((one, mine))
            elif route.how == routing.IN_DIGEST and mine.kind != SOURCE:  # it tells of articles
                key = _key(alert.key, route.channel)
                later.append(_held(alert, mine, key, route.channel, TIER))
        if all(route.how == routing.NOT for route in routes):
            later.append(_held(alert, mine, alert.key, "", NOBODY))
    sent: list[Marked] = []
    for channel, marked in at_once.items():
        few, more = _capped(con, subscriptions, channel, marked, now)
        sent += few
        later += more
    held.hold(con, later, now)
    sent.sort(key=lambda one: _given_order(given, one[0]))
    return len(
        outbox.enqueue(
            con, [one for one, _ in sent], now, about={one.key: mine for one, mine in sent}
        )
    )


def tell_more(con: store.Pen, subscriptions: Subscriptions, now: datetime) -> int:
    """Say once in a channel what was too much for a run; return how many messages that made."""
    waiting = held.untold(con, unannounced=True)
    queued = 0
    for channel in dict.fromkeys(one.channel for one in waiting):
        mine = [one for one in waiting if one.channel == channel]
        key = f"more:{mine[0].key}"
        headlines = [one.headline for one in mine]
        until = quiet.not_before(subscriptions.of(channel).quiet, "more", "daily", now)
        alert = replace(compose_more(key, headlines, now, channel), not_before=until)
        with store.transaction(con):
            held.announced(con, [one.key for one in mine], key)
            queued += len(outbox.enqueue(con, [alert], now, about={key: About(kind="more")}))
    return queued


def _given_order(given: Sequence[Alert], alert: Alert) -> tuple[int, str]:
    """Return where an alert stands among those that were given; then by channel."""
    place = next(n for n, one in enumerate(given) if _key(one.key, alert.channel) == alert.key)
    return place, alert.channel


def _for_channel(
    alert: Alert, about: About, channel: str, subscriptions: Subscriptions, now: datetime
) -> Alert:
    """Return an alert as it goes to a channel."""
    key = _key(alert.key, channel)
    until = quiet.not_before(subscriptions.of(channel).quiet, about.kind, alert.tier, now)
    return replace(alert, alert_id=identify(key), key=key, channel=channel, not_before=until)


def _capped(
    con: store.Pen,
    subscriptions: Subscriptions,
    channel: str,
    marked: Sequence[Marked],
    now: datetime,
) -> tuple[list[Marked], list[Held]]:
    """Return what a channel is told now, and what it is too much for; what is urgent goes first.

    What waits for the end of the same quiet hours counts as one run.
    """
    manners = subscriptions.of(channel)
    fresh = held.fresh(con, [one.key for one, _ in marked])
    news = [pair for pair in marked if pair[0].key in fresh]
    if manners.cap is None:
        return news, []
    spell = quiet.spell(manners.quiet, now)
    since = spell.began_at if spell else now
    room = max(manners.cap - held.queued_since(con, since).get(channel, 0), 0)
    ranked = sorted(news, key=lambda pair: pair[1].kind not in URGENT)
    keys = {one.key for one, _ in ranked[:room]}
    more = [_held(one, mine, one.key, channel, CAP) for one, mine in ranked[room:]]
    return [pair for pair in news if pair[0].key in keys], more


def _held(alert: Alert, about: About, key: str, channel: str, why: str) -> Held:
    return Held(
        key=key,
        channel=channel,
        kind=about.kind,
        initiative_id=about.initiative_id,
        article_id=about.article_id,
        headline=alert.text.split("\n", 1)[0],
        why=why,
    )


def _key(key: str, channel: str) -> str:
    """Return the key of an alert in a channel: once there, ever."""
    return f"{key}@{channel}" if channel else key
