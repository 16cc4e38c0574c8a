"""Strict reading of seeds/subscriptions.yaml and of what an installation lays over it."""

import re
from collections.abc import Collection, Iterator
from datetime import time
from itertools import combinations
from pathlib import Path
from typing import Any

import seedfiles
from alerts.quiet import Quiet
from alerts.subscriptions import DEFAULT, Known, Manners, Subscription, Subscriptions, covers
from records import TIERS

SLACK_ID = re.compile(r"[CGD][A-Z0-9]{8,20}")
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
REQUIRED = ("id", "channel")
FILTERS = ("themes", "nations", "areas", "kinds")
OPTIONAL = (*FILTERS, "tiers", "quiet", "cap", "on", "why")
QUIET_KEYS = ("from", "until", "weekends", "immediate")
QUIET_FORM = 'write \'quiet: {from: "19:00", until: "08:00", weekends: true}\''


def load(
    path: Path, own: Path | None = None, home_channel: str = "", known: Known | None = None
) -> Subscriptions:
    """Return who gets what.

    Where no row speaks of the default channel, it gets everything.

    Args:
        path: The file that comes with Placewatch; missing: nothing in it.
        own: What the installation lays over it: a row with an id of the file changes the keys
            that it names, any other is a further row. It need not exist.
        home_channel: Id of the installation's default channel; a row may name it by its id.
        known: Names to hold the rows against; None: they are believed.

    Raises:
        SeedError: with every fault of a file at once, each as ``file:line: what: remedy``.
    """
    rows: dict[str, seedfiles.Row] = {}
    for file in (path, own):
        if file is None or not file.exists() or (file is own and file.resolve() == path.resolve()):
            continue
        data, faults = seedfiles.read(file)
        mine: set[str] = set()
        for row in _rows(data, faults):
            name = str(row.get("id"))
            if name in mine:
                faults.add(row.line, f"the id {name!r} stands twice", "keep one, or rename one")
            mine.add(name)
            row = _changed(rows[name], row) if name in rows else row
            faults.keys(row, REQUIRED, OPTIONAL)
            _check(row, faults, known)
            rows[name] = row
        faults.stop()
        _check_together([rows[name] for name in rows], mine, home_channel, faults)
        faults.stop()
    return _made(list(rows.values()), home_channel)


def _made(rows: list[seedfiles.Row], home_channel: str) -> Subscriptions:
    """Return the records of rows without faults."""
    named = {_channel(row, home_channel) for row in rows}
    made = [_subscription(row, home_channel) for row in rows if row.get("on", True)]
    if "" not in named:  # nobody spoke of it
        made.insert(0, Subscription(name=DEFAULT, channel=""))
    manners: dict[str, Manners] = {}
    for row in rows:
        if not row.get("on", True):
            continue
        channel = _channel(row, home_channel)
        before = manners.get(channel, Manners())
        manners[channel] = Manners(
            quiet=_quiet(row.get("quiet")) or before.quiet, cap=row.get("cap") or before.cap
        )
    return Subscriptions(rows=tuple(made), manners=manners)


def _rows(data: Any, faults: seedfiles.Faults) -> Iterator[seedfiles.Row]:
    if data is not None and not isinstance(data, list):
        faults.add(1, "the file is not a list", "write one row each, beginning with '- id: …'")
        faults.stop()
    last = 1
    for number, row in enumerate(data or [], start=1):
        if isinstance(row, seedfiles.Row):
            last = row.line
            yield row
        else:
            remedy = "write '- id: …' and the other keys below it"
            faults.add(last, f"row {number} is not a row of keys", remedy)


def _changed(base: seedfiles.Row, change: seedfiles.Row) -> seedfiles.Row:
    """Return a row with some keys changed; an empty value takes a key away."""
    whole = {key: value for key, value in {**base, **change}.items() if value not in (None, "", [])}
    row = seedfiles.Row(whole)
    row.line = change.line
    row.lines = dict.fromkeys(row, change.line) | change.lines
    return row


def _check(row: seedfiles.Row, faults: seedfiles.Faults, known: Known | None) -> None:
    """Note what is wrong with the values of one row; missing ones are noted already."""
    name, channel = row.get("id"), row.get("channel")
    if name is not None and not (isinstance(name, str) and ID.fullmatch(name)):
        remedy = "write letters, digits, '-', '_' and '.', as in wales-branch"
        faults.add(row.lines["id"], f"'id' is {name!r}", remedy)
    is_id = isinstance(channel, str) and (channel == DEFAULT or SLACK_ID.fullmatch(channel))
    if channel not in (None, "") and not is_id:
        remedy = f"write the channel's id, as C0123456789, or '{DEFAULT}'"
        faults.add(row.lines["channel"], f"'channel' is {channel!r}, no id of Slack's", remedy)
    for key in (*FILTERS, "tiers"):
        if key in row:
            _check_names(row, key, faults, known)
    if not isinstance(row.get("on", True), bool):
        faults.add(row.lines["on"], f"'on' is {row['on']!r}", "write true or false")
    cap = row.get("cap")
    if "cap" in row and (type(cap) is not int or cap < 1):
        faults.add(row.lines["cap"], f"'cap' is {cap!r}", "write a whole number above 0")
    if "why" in row and not isinstance(row["why"], str):
        faults.add(row.lines["why"], "'why' is not text", "write words")
    if "quiet" in row:
        _check_quiet(row["quiet"], row.lines["quiet"], faults)


def _check_names(
    row: seedfiles.Row, key: str, faults: seedfiles.Faults, known: Known | None
) -> None:
    names, line = row[key], row.lines[key]
    if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
        faults.add(line, f"{key!r} is no list of names", f"write '{key}: [one, two]'")
        return
    if not names:
        faults.add(line, f"{key!r} is empty", "name some, or leave the key out for all")
    choices = TIERS if key == "tiers" else None if known is None else getattr(known, key)
    for name in _names(row, key):
        if choices is not None and name not in choices:
            faults.add(line, f"no such {key.removesuffix('s')} {name!r}", _remedy(key, choices))
        if names.count(name) > 1:
            faults.add(line, f"{name!r} stands twice in {key!r}", "keep one")


def _remedy(key: str, choices: Collection[str]) -> str:
    if key == "areas":
        return "write a name or alias of seeds/areas.yaml"
    return f"choose: {', '.join(sorted(choices) if key == 'themes' else choices)}"


def _check_quiet(quiet: Any, line: int, faults: seedfiles.Faults) -> None:
    if not isinstance(quiet, dict) or not quiet:
        faults.add(line, f"'quiet' is {quiet!r}", QUIET_FORM)
        return
    for key in quiet:
        if key not in QUIET_KEYS:
            faults.add(line, f"'quiet' has no key {key!r}", f"it has {', '.join(QUIET_KEYS)}")
    hours = [quiet[key] for key in ("from", "until") if key in quiet]
    for hour in hours:
        if not (isinstance(hour, str) and HOUR.fullmatch(hour)):
            faults.add(line, f"{hour!r} is no hour", 'write it in quotes, as "08:00"')
    if len(hours) == 1:
        faults.add(line, "quiet hours have one end only", QUIET_FORM)
    if len(hours) == 2 and hours[0] == hours[1]:
        faults.add(line, "quiet hours end when they begin", QUIET_FORM)
    if not isinstance(quiet.get("weekends", False), bool):
        faults.add(line, f"'weekends' is {quiet['weekends']!r}", "write true or false")
    if not hours and not quiet.get("weekends"):
        faults.add(line, "'quiet' names no hours and no weekends", QUIET_FORM)
    if quiet.get("immediate", "goes") not in ("goes", "waits"):
        faults.add(line, f"'immediate' is {quiet['immediate']!r}", "write goes or waits")


def _check_together(
    rows: list[seedfiles.Row], mine: set[str], home_channel: str, faults: seedfiles.Faults
) -> None:
    """Note what is wrong with rows beside one another; a fault stands at a row of this file."""
    active = [row for row in rows if row.get("on", True)]
    if rows and not active and any(_channel(row, home_channel) == "" for row in rows):
        remedy = "let one row be on"
        faults.add(rows[-1].line, "every row is off: nothing would reach anyone", remedy)
    by_channel: dict[str, list[seedfiles.Row]] = {}
    for row in active:
        by_channel.setdefault(_channel(row, home_channel), []).append(row)
    for same in by_channel.values():
        for one, two in combinations(same, 2):
            here, other = (two, one) if str(two["id"]) in mine else (one, two)
            made_here, made_other = (_subscription(row, home_channel) for row in (here, other))
            if covers(made_other, made_here) or covers(made_here, made_other):
                what = f"{here['id']!r} and {other['id']!r} give the channel the same twice"
                remedy = "narrow one, or take it out ('on: false')"
                faults.add(here.line, what, remedy)
            for key in ("quiet", "cap"):
                if key in one and key in two and one[key] != two[key]:
                    what = f"{here['id']!r} and {other['id']!r} give the channel another {key!r}"
                    faults.add(here.line, what, "a channel has one: keep it in one row")
        tiers = {tier for row in same for tier in row.get("tiers", TIERS)}
        for row in same:
            if "cap" in row and "immediate" in tiers and "daily" not in tiers:
                what = "a cap without the daily digest, which tells what was held back"
                faults.add(row.line, what, "add daily to 'tiers', or leave 'cap' out")


def _channel(row: seedfiles.Row, home_channel: str) -> str:
    channel = str(row["channel"])
    return "" if channel in (DEFAULT, home_channel) else channel


def _subscription(row: seedfiles.Row, home_channel: str) -> Subscription:
    return Subscription(
        name=row["id"],
        channel=_channel(row, home_channel),
        tiers=frozenset(row.get("tiers", TIERS)),
        **{key: frozenset(_names(row, key)) for key in FILTERS},
    )


def _names(row: seedfiles.Row, key: str) -> list[str]:
    """Return the names of a filter, kinds in their one spelling: think-tank is think_tank."""
    names: list[str] = row.get(key, [])
    return [name.replace("-", "_") for name in names] if key == "kinds" else names


def _quiet(given: Any) -> Quiet | None:
    if not given:
        return None
    begins, ends = (
        time.fromisoformat(given[key]) if key in given else None for key in ("from", "until")
    )
    return Quiet(
        begins=begins,
        ends=ends,
        weekends=given.get("weekends", False),
        is_strict=given.get("immediate") == "waits",
    )
