"""Once a day, one message for what was on a theme since yesterday, theme by theme."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.digest import DigestRow, compose_digest
from settings import Settings
from warehouse import hits, outbox, publish, runs, store
from warehouse.turn import turn

LONDON = ZoneInfo("Europe/London")
PERIOD = timedelta(days=1)
SEE_REST = "placewatch query articles-on-theme"


def digest_once(settings: Settings, now: datetime) -> int:
    """Queue the digest of the last day; return 1, or 0 if there is nothing or it is queued.

        hits.extracts | compose_digest | outbox.enqueue

    Args:
        settings: Of the installation.
        now: The time; its day in London names the digest, of which there is one.
    """
    with turn(settings.home, "digest"), store.open_warehouse(settings.warehouse) as con:
        run_id = runs.start(con, "digest", now)
        rows = [DigestRow(**row._asdict()) for row in hits.extracts(con, now - PERIOD, now)]
        day = now.astimezone(LONDON).date()
        alert = compose_digest(day, rows, now, "", SEE_REST)
        about = {alert.key: outbox.About(kind="digest")} if alert else {}
        queued = len(outbox.enqueue(con, [alert] if alert else [], now, about=about))
        runs.finish(con, run_id, {"digests": queued, "rows": len(rows)}, now)
        publish.publish(con, settings.snapshot)
    return queued
