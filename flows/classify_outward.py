"""Part of classify: files for others, written after each run and only where they read otherwise.

    the published copy | outward.told | compose_feed | public/feeds/*.atom
                       | outward.call_themes, calls.standing | public/deadlines/*.ics
                       | outward.initiatives | public/initiatives.csv, .parquet

They are made from the copy that readers get, so that nobody waits for the pen, and only if
something has come in since, or a day has passed.
"""

import logging
from datetime import datetime

from alerts import atom, calendar, files, sheet
from flows.classify_calls import KEPT, addresses
from settings import Settings
from warehouse import calls, outward, store

log = logging.getLogger("placewatch.outward")

FEEDS = "feeds"  # folders in the public one
CALENDARS = "deadlines"
MARK = "outward.mark"  # in HOME: from what all of it was made
FORMAT = 2  # of all these files: another number, and all are made anew


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
        made = "/".join(
            (str(FORMAT), f"{now:%Y-%m-%d}", settings.public_url, outward.mark(con))
        ).encode()
        if _is_made(settings, made):
            return
        titles = outward.themes(con)
        told = outward.told(con, atom.MOST_ENTRIES)
        standing = calls.standing(con, now - KEPT)
        said = addresses(con, standing)
        of_themes = outward.call_themes(con)
        table = outward.initiatives(con, settings.table.with_suffix(".parquet"))
    files.write(settings.table, sheet.compose_sheet(table.columns, table.rows))
    for theme in (*titles, ""):
        name = theme or atom.ALL
        address = f"{settings.public_url}{FEEDS}/{name}.atom" if settings.public_url else ""
        feed = atom.compose_feed(told, titles, theme=theme, address=address)
        files.write(settings.public / FEEDS / f"{name}.atom", feed)
    for theme, title in titles.items():
        mine = [one for one in standing if theme in of_themes.get(one.call_id, ())]
        files.write(
            settings.public / CALENDARS / f"{theme}.ics",
            calendar.compose_calendar(mine, about=title, said=said),
        )
    files.keep_only(settings.public / FEEDS, ".atom", {*titles, atom.ALL})
    files.keep_only(settings.public / CALENDARS, ".ics", set(titles))
    files.write(settings.home / MARK, made)


def _is_made(settings: Settings, made: bytes) -> bool:
    """Return whether what lies there was made from what would be read now."""
    lying = (settings.table, settings.public / FEEDS / f"{atom.ALL}.atom")
    mark = settings.home / MARK
    return all(path.exists() for path in lying) and mark.exists() and mark.read_bytes() == made
