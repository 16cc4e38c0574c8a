"""Whom we watch: seeds/sources.yaml, or an installation's own list, as records."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import seedfiles
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

REQUIRED = ("id", "name", "kind", "nation", "homepage")
OPTIONAL = ("feed", "feed_kind", "links", "on", "confidence", "checked", "expect", "why")
WORDS = (*REQUIRED, "feed", "feed_kind", "links", "confidence", "checked", "why")

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Neither stands in an address or a name; they would spoil logs and terminals.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def load(path: Path) -> tuple[Source, ...]:
    """Return the sources of a list in the order of the file, those that are off included.

    Raises:
        SeedError: with every fault of the file at once, each as ``file:line: what: remedy``.
    """
    rows, faults = seedfiles.read(path)
    if not isinstance(rows, list) or not rows:
        what = "the file holds no sources" if not rows else "the file is not a list"
        faults.add(1, what, "write one row a source, each beginning with '- id: …'")
        faults.stop()
    sources = []
    lines = _Lines(faults)
    last = 1
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, seedfiles.Row):
            remedy = "write '- id: …' and the other keys below it"
            faults.add(last, f"row {number} is not a row of keys but {_shown(row)}", remedy)
            continue
        last = row.line
        before = len(faults.lines)
        faults.keys(row, REQUIRED, OPTIONAL)
        _check(row, faults)
        lines.check(row)
        if len(faults.lines) == before:
            sources.append(_source(row))
    faults.stop()
    return tuple(sources)


class _Lines:
    """Remembers where ids and feed addresses stood, so that none stands twice."""

    def __init__(self, faults: seedfiles.Faults) -> None:
        self.faults = faults
        self.first: dict[tuple[str, str], int] = {}

    def check(self, row: seedfiles.Row) -> None:
        """Note a fault for an id or a feed address that an earlier row has."""
        for key, reduce in (("id", str.lower), ("feed", _reduced)):
            value = row.get(key)
            if not isinstance(value, str) or not value:
                continue
            line = row.lines[key]
            first = self.first.setdefault((key, reduce(value)), line)
            if first != line:
                remedy = f"the first is on line {first}; keep one row"
                self.faults.add(line, f"the {key} {value!r} stands twice", remedy)


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


def _word_fault(key: str, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with the value of a key and its remedy; None: it can be used."""
    what = f"{key!r} is {_shown(value)}"
    choices = {
        "kind": KINDS,
        "nation": NATIONS,
        "feed_kind": tuple(FEED_KINDS),
        "confidence": CONFIDENCES,
        "checked": CHECKS,
    }
    if not isinstance(value, str):
        return f"{what}, not text", "put it in quotes, or write words"
    if UNPRINTABLE.search(value.strip()):
        return f"{what}, with a line break or an invisible sign in it", "write it on one line"
    if key == "kind":
        value = _kind(value)
    if key in choices and value not in choices[key]:
        return what, f"write one of {', '.join(choices[key])}"
    if key == "id" and not ID.fullmatch(value):
        return what, "write letters, digits, '-', '_' and '.', as in new-local"
    if key in ("homepage", "feed") and not _is_address(value):
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


def _is_address(value: str) -> bool:
    """Return whether this is an absolute http or https address of some host."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:  # a port that is none, half a bracket
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    is_plain = not re.search(r"[\s\\<>\"]", value) and "@" not in parts.netloc
    return is_web and is_plain and port != 0


def _reduced(address: str) -> str:
    """Return what two spellings of one feed address have in common, to find doubles."""
    try:
        parts = urlsplit(address.strip())
        netloc = parts.netloc.lower().removesuffix(":443" if parts.scheme == "https" else ":80")
    except ValueError:  # noted as no address already
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{netloc}{parts.path.rstrip('/')}{query}"


def _shown(value: Any) -> str:
    """Return a value as a message shows it, cut where it would flood a terminal."""
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a row of keys"
    shown = ascii(value) if UNPRINTABLE.search(str(value)) else repr(value)
    return shown if len(shown) <= 80 else shown[:79] + "…"
