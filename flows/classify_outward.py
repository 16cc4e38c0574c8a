"""Part of classify: files for others, written after each run and only where they read otherwise.

    the published copy | outward.told | compose_feed | public/feeds/*.atom
                       | outward.call_themes, calls.standing | public/deadlines/*.ics
                       | outward.initiatives | public/initiatives.csv, .parquet

They are made from the copy that readers get, so that nobody waits for the pen.
"""

import logging
from datetime import datetime

from alerts import atom, calendar, files, sheet
from flows.classify_calls import KEPT
from settings import Settings
from warehouse import calls, outward, store

log = logging.getLogger("placewatch.outward")


def put_out(settings: Settings, now: datetime) -> None:
    """Write feeds, calendars and tables; a file that cannot be written is told and left out.

    Nothing else waits for them: an alert is more urgent than a feed.

    Args:
        settings: Of the installation.
        now: The time.
    """
    try:
        _write(settings, now)
    except (OSError, outward.NotWritten) as exc:
        log.warning(
            "feeds, calendars and tables in %s could not all be written (%s): "
            "make room, or give the right",
            settings.public,
            exc,
        )


def _write(settings: Settings, now: datetime) -> None:
    with store.open_warehouse(settings.snapshot, read_only=True) as con:
        titles = outward.themes(con)
        told = outward.told(con, atom.MOST_ENTRIES)
        standing = calls.standing(con, now - KEPT)
        of_themes = outward.call_themes(con)
        table = outward.initiatives(con, settings.table.with_suffix(".parquet"))
    files.write(settings.table, sheet.compose_sheet(table.columns, table.rows))
    for theme in (*titles, ""):
        name = theme or atom.ALL
        address = f"{settings.public_url}feeds/{name}.atom" if settings.public_url else ""
        feed = atom.compose_feed(told, titles, theme=theme, address=address)
        files.write(settings.feeds / f"{name}.atom", feed)
    for theme, title in titles.items():
        mine = [one for one in standing if theme in of_themes.get(one.call_id, ())]
        files.write(
            settings.calendars / f"{theme}.ics", calendar.compose_calendar(mine, about=title)
        )
    files.keep_only(settings.feeds, ".atom", {*titles, atom.ALL})
    files.keep_only(settings.calendars, ".ics", set(titles))
