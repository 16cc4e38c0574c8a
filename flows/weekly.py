"""Once a week, one message for whoever runs the house: what changed, what fails, what waits."""

from datetime import datetime

from alerts.weekly import compose_weekly
from settings import Settings
from warehouse import health, outbox, publish, runs, store, week
from warehouse.turn import turn


def weekly_once(settings: Settings, now: datetime) -> int:
    """Queue the message of the last week that is over; return 1, or 0 if it is queued already.

        health.watch | week.facts | compose_weekly | outbox.enqueue

    Args:
        settings: Of the installation.
        now: The time.
    """
    with (
        turn(settings.home, "weekly", settings.warehouse),
        store.open_warehouse(settings.warehouse) as con,
    ):
        run_id = runs.start(con, week.FLOW, now)
        health.watch(con, now)
        alert = compose_weekly(week.facts(con, now), settings.ops_channel)
        about = {alert.key: outbox.About(kind="weekly")}
        queued = len(outbox.enqueue(con, [alert], now, about=about))
        runs.finish(con, run_id, {"messages": queued, week.SIZE: week.size(con)}, now)
        publish.publish(con, settings.snapshot)
    return queued
