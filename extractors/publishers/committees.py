"""Parliament's committees, read from their API: their pages turn programs away.

Shapes as in the API's own description of itself (Swagger, 2026-08): lists of committee business
(inquiries and calls for evidence), of publications, of oral and of written evidence.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from extractors import dates, plain
from extractors.pages import report, tree
from extractors.parsed import Item, Page, ParsedFeed, ParseError
from extractors.publishers import committee_words, json_fields, london
from records import STANDARD, Bounds

SITE = "https://committees.parliament.uk"
REMEDY = (
    "give an address as https://committees-api.parliament.uk/api/CommitteeBusiness?CommitteeId=127"
)

Row = Mapping[str, Any]


def parse(
    body: bytes,
    url: str,  # noqa: ARG001  as listing.parse
    links: str | None,  # noqa: ARG001
    now: datetime | None,
    bounds: Bounds = STANDARD,
) -> ParsedFeed:
    """Return what a list of the Committees API holds, in its own order.

    Args:
        body: As fetched.
        url: Where it was fetched.
        links: Not used.
        now: What dates are believed against.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is no such list.
    """
    rows = _rows(json_fields.load(body, "the Committees API"))
    if any("publicationType" in one and "total" in one for one in rows):
        raise ParseError("not a list", f"these are only totals of publications; {REMEDY}")
    items = [item for one in rows[: bounds.entries] if (item := _item(one, now, bounds))]
    if rows and not items:
        raise ParseError("not a list", f"its entries have another form now; {REMEDY}")
    remark = "cut" if len(rows) > bounds.entries else None
    return ParsedFeed(
        title="",
        kind="committees",
        entries=tuple(items),
        ttl_minutes=None,
        remark=remark if items else "empty",
    )


def read(body: bytes, url: str, now: datetime | None, bounds: Bounds = STANDARD) -> Page:
    """Return what the API tells of a page: an inquiry in words, or the document itself.

    Foreign code all through: call it in a worker process only.

    Args:
        body: As the API answered.
        url: Of the page that was asked for.
        now: What dates are believed against.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is neither, or a document without text.
    """
    found = json_fields.load(body, "the Committees API")
    if not isinstance(found, dict):
        raise ParseError("not a page", "the Committees API has another form now")
    if json_fields.text(found, "data"):
        return _page("", _document(json_fields.text(found, "data"), bounds), None, url, ())
    item = _item(found, now, bounds)
    if item is None or not item.summary:
        raise ParseError("not a page", "the Committees API has another form now")
    facts = tuple(committee_words.facts(found))
    return _page(item.title, item.summary, item.published_at, url, facts)


def _page(
    title: str, text: str, at: datetime | None, url: str, facts: tuple[tuple[str, str], ...]
) -> Page:
    return Page(
        title=title,
        text=text,
        published_at=at,
        author="",
        links=(),
        canonical_url=url,
        facts=facts,
    )


def _document(data: str, bounds: Bounds) -> str:
    """Return the text of a document that stands in JSON, in base 64."""
    try:
        body = base64.b64decode(data)
    except (binascii.Error, ValueError) as exc:
        raise ParseError("broken body", "the document in the answer is damaged") from exc
    if not body.startswith(b"%PDF-"):
        return plain.paragraphs(plain.visible(tree.grow(body, "")), bounds.text_chars)
    pages = report.read(body, bounds)
    if pages.problem:
        raise ParseError("cannot be read", pages.problem)
    return "\f".join(pages.pages)


def _rows(found: Any) -> list[Row]:
    """Return the entries of a list, whichever of its three forms it has."""
    if isinstance(found, list):
        found = {"items": found}
    elif isinstance(found, dict) and "items" not in found and "id" in found:
        found = {"items": [found]}
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise ParseError("not a list", f"no list of the Committees API stands there; {REMEDY}")
    return [json_fields.row(one, "value") or one for one in json_fields.rows(found, "items")]


def _item(row: Row, now: datetime | None, bounds: Bounds) -> Item | None:
    """Return an entry of any list; None: it is none that we know."""
    told = committee_words.told(row)
    if told is None or not told.title:
        return None
    lines = [plain.from_html(line, bounds.summary_chars) for line in told.lines if line]
    return Item(
        guid=told.guid,
        url=f"{SITE}{told.path}",
        title=plain.line(plain.from_html(told.title, bounds.title_chars), bounds.title_chars),
        summary=plain.cut("\n".join(lines), bounds.summary_chars),
        content_text="",
        published_at=dates.believable(london.read(told.at), now),
        author="",
    )
