"""Whom we watch: seeds/sources.yaml and what an installation adds to it, as records."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import seedfiles
from extractors import overrides
from extractors.finding.doubles import Doubles
from records import Source

KINDS = (
    "union",
    "blog",
    "think_tank",
    "campaign",
    "government",
    "parliament",
    "local_government",
    "health",
    "audit",
    "academic",
    "trade_press",
)
NATIONS = ("uk", "england", "scotland", "wales", "ni")
# feed: RSS, Atom, RDF. listing: a page of links. wordpress: wp-json posts. sitemap: of news or
# pages. committees: of Parliament's Committees API.
FEED_KINDS = dict.fromkeys(("feed", "rss", "atom", "rdf"), "feed") | {
    kind: kind for kind in ("listing", "wordpress", "sitemap", "committees")
}
CONFIDENCES = ("high", "medium", "low")
CHECKS = ("seen", "derived", "convention", "none")
# How the address was found. opml: in somebody's list. by hand: a person named it.
ROUTES = ("autodiscovery", "usual path", "wp-json", "sitemap", "listing", "opml", "by hand")

REQUIRED = ("id", "name", "kind", "nation", "homepage")
OPTIONAL = (
    *("feed", "feed_kind", "links", "on", "confidence", "found", "checked", "expect", "why"),
    "extraction",
)
WORDS = (*REQUIRED, "feed", "feed_kind", "links", "confidence", "found", "checked", "why")

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d")
# Neither stands in an address or a name; they would spoil logs and terminals.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def load(path: Path, own: Path | None = None) -> tuple[Source, ...]:
    """Return the sources of a list in the order of the file, those that are off included.

    Args:
        path: The list.
        own: What the installation adds: a row with an id of the list changes the keys that it
            names, any other is a new source and follows the list. A file that does not exist
            adds nothing, nor does the list itself.

    Raises:
        SeedError: with every fault of a file at once, each as ``file:line: what: remedy``.
    """
    rows, faults = seedfiles.read(path)
    if not isinstance(rows, list) or not rows:
        what = "the file holds no sources" if not rows else "the file is not a list"
        faults.add(1, what, "write one row a source, each beginning with '- id: …'")
        faults.stop()
    doubles = Doubles(faults)
    loaded = {}
    for row in _rows(rows, faults):
        before = len(faults.lines)
        faults.keys(row, REQUIRED, OPTIONAL)
        _check(row, faults)
        doubles.check(row)
        if len(faults.lines) == before:
            loaded[row["id"]] = row
    faults.stop()
    if own is not None and own.exists() and own.resolve() != path.resolve():
        loaded = _with_own(loaded, own, faults.path)
    return tuple(_source(row) for row in loaded.values())


def _with_own(
    listed: dict[str, seedfiles.Row], own: Path, list_name: str
) -> dict[str, seedfiles.Row]:
    """Return the rows of the list as changed by an installation's own, and then the new ones."""
    rows, faults = seedfiles.read(own)
    if rows is not None and not isinstance(rows, list):
        faults.add(1, "the file is not a list", "write one row a source, beginning with '- id: …'")
        faults.stop()
    mine = {str(row.get("id")): row for row in rows or [] if isinstance(row, seedfiles.Row)}
    ids, feeds = Doubles(faults, ("id",)), Doubles(faults, ("feed",))
    merged = dict(listed)
    for key, row in listed.items():
        if key not in mine:
            ids.know(row, list_name)
            feeds.know(row, list_name)
    for row in _rows(rows or [], faults):
        key = str(row.get("id"))
        whole = _changed(listed[key], row) if key in listed else row
        faults.keys(whole, REQUIRED, OPTIONAL)
        _check(whole, faults)
        ids.check(row)
        feeds.check(whole)
        merged[key] = whole
    faults.stop()
    return merged


def faults_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is wrong with a row that is not in a file yet; nothing: it can be kept."""
    whole = _as_row(row)
    faults = seedfiles.Faults("")
    faults.keys(whole, REQUIRED, OPTIONAL)
    _check(whole, faults)
    return tuple(fault.removeprefix(":0: ") for _, fault in faults.lines)


def _as_row(mapping: Mapping[str, Any]) -> seedfiles.Row:
    row = seedfiles.Row(
        {key: _as_row(one) if isinstance(one, dict) else one for key, one in mapping.items()}
    )
    row.line, row.lines = 0, dict.fromkeys(row, 0)
    return row


def _changed(base: seedfiles.Row, change: seedfiles.Row) -> seedfiles.Row:
    """Return a row with some keys changed; a fault of a key it keeps is one of the change."""
    row = seedfiles.Row({**base, **change})
    row.line = change.line
    row.lines = dict.fromkeys(row, change.line) | change.lines
    return row


def _rows(rows: list[Any], faults: seedfiles.Faults) -> Iterator[seedfiles.Row]:
    """Give the rows of a list; note a fault for what is none."""
    last = 1
    for number, row in enumerate(rows, start=1):
        if isinstance(row, seedfiles.Row):
            last = row.line
            yield row
        else:
            remedy = "write '- id: …' and the other keys below it"
            faults.add(last, f"row {number} is not a row of keys but {_shown(row)}", remedy)


def _check(row: seedfiles.Row, faults: seedfiles.Faults) -> None:
    """Note what is wrong with the values of one row; missing ones are noted already."""
    texts = {key: row[key] for key in WORDS if row.get(key) not in (None, "", [])}
    for key, value in texts.items():
        if fault := _word_fault(key, value):
            faults.add(row.lines[key], *fault)
    if not isinstance(row.get("on"), bool | None):
        faults.add(row.lines["on"], f"'on' is {_shown(row['on'])}", "write true or false")
    if row.get("on") is True and "feed" not in texts:
        remedy = "give the address of the feed, or leave 'on' out"
        faults.add(row.lines["on"], "the source is on and has no feed", remedy)
    if "links" in texts and texts.get("feed_kind") not in ("listing", "sitemap"):
        remedy = "write 'feed_kind: listing' (or sitemap), or leave 'links' out"
        faults.add(row.lines["links"], "'links' is for listings and sitemaps only", remedy)
    if texts.get("feed_kind") == "listing" and "feed" not in texts:
        remedy = "write 'feed: ' and the address of the page that lists the news"
        faults.add(row.lines["feed_kind"], "the listing has no address", remedy)
    if row.get("expect") is not None and _range(row["expect"]) is None:
        what = f"'expect' is {_shown(row['expect'])}"
        remedy = "write 'expect: {per_month: [2, 40]}', fewest and most entries"
        faults.add(row.lines["expect"], what, remedy)
    overrides.checked(row, faults)


def _word_fault(key: str, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with the value of a key and its remedy; None: it can be used."""
    what = f"{key!r} is {_shown(value)}"
    choices = {
        "kind": KINDS,
        "nation": NATIONS,
        "feed_kind": tuple(FEED_KINDS),
        "confidence": CONFIDENCES,
        "found": ROUTES,
        "checked": CHECKS,
    }
    if not isinstance(value, str):
        return f"{what}, not text", "put it in quotes, or write words"
    if UNPRINTABLE.search(value.strip()):
        return f"{what}, with a line break or an invisible sign in it", "write it on one line"
    if key == "kind":
        value = _kind(value)
    is_day = key == "checked" and DAY.fullmatch(value)
    if key in choices and value not in choices[key] and not is_day:
        return what, f"write one of {', '.join(choices[key])}"
    if key == "id" and not ID.fullmatch(value):
        return what, "write letters, digits, '-', '_' and '.', as in new-local"
    if key in ("homepage", "feed") and not is_address(value):
        return what, "write a whole address, as https://example.org/feed/"
    if not value.strip():
        return what, "write something, or leave the key out"
    return None


def _source(row: seedfiles.Row) -> Source:
    """Return the record of a row without faults."""
    feed = row.get("feed") or None
    is_on = row.get("on")
    return Source(
        source_id=row["id"],
        name=row["name"].strip(),
        kind=_kind(row["kind"]),
        nation=row["nation"],
        homepage=row["homepage"],
        feed=feed,
        feed_kind=FEED_KINDS[row.get("feed_kind") or "feed"],
        is_on=feed is not None if is_on is None else is_on,
        expect_per_month=_range(row.get("expect")),
        links=row.get("links") or None,
        why=(row.get("why") or "").strip(),
        extraction=overrides.checked(row, seedfiles.Faults("")),
        found=row.get("found") or None,
    )


def _kind(value: str) -> str:
    """Return the one spelling of a kind: think-tank and think_tank are the same."""
    return value.replace("-", "_")


def _range(value: Any) -> tuple[int, int] | None:
    """Return fewest and most entries a month; None: not given, or not to be used."""
    if not isinstance(value, dict) or set(value) != {"per_month"}:
        return None
    pair = value["per_month"]
    if not isinstance(pair, list) or [type(number) for number in pair] != [int, int]:
        return None
    return (pair[0], pair[1]) if 0 <= pair[0] <= pair[1] else None


def is_address(value: str) -> bool:
    """Return whether this is an absolute http or https address of some host."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:  # a port that is none, half a bracket
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    is_plain = not re.search(r"[\s\\<>\"]", value) and "@" not in parts.netloc
    return is_web and is_plain and port != 0


def _shown(value: Any) -> str:
    """Return a value as a message shows it, cut where it would flood a terminal."""
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a row of keys"
    shown = ascii(value) if UNPRINTABLE.search(str(value)) else repr(value)
    return shown if len(shown) <= 80 else shown[:79] + "…"
