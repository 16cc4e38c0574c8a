"""A page of GOV.UK, read from its Content API: whole, dated, and with its documents."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from itertools import islice
from typing import Any

from lxml import html

from extractors import dates, plain
from extractors.pages import tree
from extractors.parsed import Page, ParseError
from extractors.publishers import json_fields, london
from extractors.web import urls
from records import STANDARD, Bounds, Link

LINK_TEXT_CHARS = 300
MOST_LINKS = 500  # as of a page
MOST_HEADINGS = 300  # as of a report
FACT_CHARS = 1_000  # a change note has a sentence or two; guess

# Types that list other pages or lead elsewhere: their own words are not news. Names as in the
# content schemas of alphagov/publishing-api (2026-08).
LISTS = frozenset(
    {
        *("finder", "organisation", "worldwide_organisation", "taxon", "topic", "homepage"),
        *("mainstream_browse_page", "search", "redirect", "gone", "special_route", "person"),
        *("role", "ministerial_role", "email_alert_signup", "external_content", "vanish"),
        *("step_by_step_nav", "topical_event", "world_location", "world_location_news"),
    }
)
# Markup fields of ``details``, in the order in which GOV.UK shows them.
OUTCOME = ("final_outcome_detail", "outcome_detail", "public_feedback_detail")
BODY = ("summary", "introduction", "introductory_paragraph", "body", "more_information")
AFTER = ("transcript", "need_to_know")
# What stands around a document in old bodies: its picture, its size, how to ask for another form.
_FURNITURE = (
    "//*[contains(@class, 'accessibility-warning') or contains(@class, 'attachment-thumb')"
    " or contains(@class, 'attachment__metadata') or contains(@class, 'attachment__thumbnail')"
    " or (contains(@class, 'metadata') and ancestor::*[contains(@class, 'attachment')])]"
)
_EVENTS = {"consultation": "consultation", "call_for_evidence": "call for evidence"}


def read(body: bytes, url: str, now: datetime | None, bounds: Bounds = STANDARD) -> Page:
    """Return what a content item says, as a page with facts.

    Foreign code all through: call it in a worker process only.

    Args:
        body: As the Content API answered.
        url: Of the page that was asked for.
        now: Dates far ahead of it are not believed to be those of publishing.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is no content item, or one without words of its own.
    """
    item = json_fields.load(body, "GOV.UK's Content API")
    if not isinstance(item, dict) or not isinstance(item.get("details"), dict):
        raise ParseError("not a content item", "GOV.UK's Content API has another form now")
    kind = json_fields.text(item, "document_type")
    if kind in LISTS or json_fields.text(item, "schema_name") in LISTS:
        raise ParseError("no text of its own", f"a page of the type {kind[:80]!r} lists others")
    details = json_fields.row(item, "details")
    path = json_fields.text(item, "base_path")
    base = urls.page(url, path) if re.match(r"/[^/]", path) else None  # //host is another host
    base = base or urls.canonical(url)
    trees = [tree.grow(one.encode("utf-8", "replace"), "") for one in _markup(details)]
    for one in trees:
        for furniture in one.xpath(_FURNITURE):
            furniture.drop_tree()
    told = [plain.paragraphs(plain.visible(one), bounds.text_chars) for one in trees]
    if not any(told):
        raise ParseError("no text of its own", f"a page of the type {kind[:80]!r} without a body")
    documents = _documents(details, base)
    first = [plain.line(json_fields.text(item, "description"), bounds.summary_chars)]
    last = list(dict.fromkeys(link.text for link in documents))
    text = "\n".join(part for part in (*first, *_when(item), *told, *last) if part)
    published = json_fields.text(details, "first_public_at") or json_fields.text(
        item, "first_published_at"
    )
    return Page(
        title=plain.line(json_fields.text(item, "title"), bounds.title_chars),
        text=plain.cut(text, bounds.text_chars),
        published_at=dates.read(published, now),
        author=_organisations(item),
        links=_links(documents, trees, base),
        canonical_url=base,
        facts=tuple(_facts(item, published)),
        headings=tuple(_headings(trees, bounds)),
    )


def _headings(trees: list[html.HtmlElement], bounds: Bounds) -> Iterator[str]:
    """Yield the headings of a page's own words, as its text has them."""
    found = (one for grown in trees for one in grown.iter("h1", "h2", "h3"))
    for one in islice(found, MOST_HEADINGS):
        if text := plain.line(one.text_content(), bounds.title_chars):
            yield text


def _markup(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield the pieces of a page's own words, in the order in which GOV.UK shows them."""
    for name in (*OUTCOME, *BODY):
        yield from _versions(details.get(name))
    for part in json_fields.rows(details, "parts"):
        yield f"<h2>{escape(json_fields.text(part, 'title'))}</h2>"
        yield from _versions(part.get("body"))
    for name in AFTER:
        yield from _versions(details.get(name))


def _versions(value: Any) -> Iterator[str]:
    """Yield markup that stands as such, or beside its source as one of several content types."""
    if isinstance(value, str):
        yield from [value] if value.strip() else []
    elif isinstance(value, list):
        found = {
            one.get("content_type"): one.get("content") for one in value if isinstance(one, dict)
        }
        content = found.get("text/html")
        yield from [content] if isinstance(content, str) and content.strip() else []


def _when(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield when a consultation or a call for evidence runs, in the words of GOV.UK's own page.

    Its page shows them beside the text; the Content API gives them as dates only.
    """
    details = json_fields.row(item, "details")
    event = _EVENTS.get(json_fields.text(item, "schema_name"))
    opens = london.read(json_fields.text(details, "opening_date"))
    closes = london.read(json_fields.text(details, "closing_date"))
    if event is None or closes is None or any(_withdrawn(item)):
        return
    kind, end = json_fields.text(item, "document_type"), london.at(closes, is_end=True)
    if kind.startswith("open_"):
        yield f"This {event} closes {end}."
    elif not kind.startswith("closed_") and not kind.endswith("_outcome"):
        begins = f"opens {london.at(opens)} and " if opens else ""
        yield f"This {event} {begins}closes {end}."
    elif opens:
        last = london.said(closes, is_end=True)
        yield f"This {event} ran from {london.said(opens)} to {last}."
    else:
        yield f"This {event} closed {end}."


def _withdrawn(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return when a page was withdrawn, and why; both empty: it was not."""
    notice = json_fields.row(item, "withdrawn_notice")
    why = plain.from_html(json_fields.text(notice, "explanation"), FACT_CHARS)
    return _moment(json_fields.text(notice, "withdrawn_at")), why


def _organisations(item: Mapping[str, Any]) -> str:
    """Return the names of the organisations behind a page, those that it stresses first."""
    named = json_fields.rows(json_fields.row(item, "links"), "organisations")
    stressed = json_fields.texts(json_fields.row(item, "details"), "emphasised_organisations")
    named.sort(key=lambda one: json_fields.text(one, "content_id") not in stressed)
    return "; ".join(filter(None, (json_fields.text(one, "title") for one in named)))


def _facts(item: Mapping[str, Any], published: str) -> Iterator[tuple[str, str]]:
    details = json_fields.row(item, "details")
    notes = json_fields.rows(details, "change_history")
    latest = max(notes, key=lambda one: json_fields.text(one, "public_timestamp"), default={})
    nations = json_fields.row(details, "national_applicability")
    applies = [
        json_fields.text(one, "label")
        for one in nations.values()
        if isinstance(one, dict) and one.get("applicable") is True
    ]
    parents = json_fields.rows(json_fields.row(item, "links"), "parent")
    for name, value in (
        ("document_type", json_fields.text(item, "document_type")),
        ("organisations", _organisations(item)),
        ("first_published_at", _moment(published)),
        ("updated_at", _moment(json_fields.text(item, "public_updated_at"))),
        ("change_note", json_fields.text(latest, "note")),
        ("opens_at", _moment(json_fields.text(details, "opening_date"))),
        ("closes_at", _moment(json_fields.text(details, "closing_date"))),
        ("delivered_at", _moment(json_fields.text(details, "delivered_on"))),
        ("withdrawn_at", _withdrawn(item)[0]),
        ("withdrawn_because", _withdrawn(item)[1]),
        ("applies_to", "; ".join(filter(None, applies))),
        (
            "part_of",
            "; ".join(filter(None, (json_fields.text(one, "base_path") for one in parents))),
        ),
    ):
        if value:
            yield name, plain.line(value, FACT_CHARS)


def _moment(text: str) -> str:
    """Return a moment as UTC; empty: it is none."""
    found = london.read(text)
    return found.isoformat() if found else ""


def _documents(details: Mapping[str, Any], base: str) -> list[Link]:
    """Return the documents of a page, PDFs first, an outcome's before what was asked."""
    outcome = {
        one
        for name in (
            "final_outcome_attachments",
            "outcome_attachments",
            "public_feedback_attachments",
        )
        for one in json_fields.texts(details, name)
    }
    found: dict[str, tuple[tuple[bool, bool], Link]] = {}
    for one in json_fields.rows(details, "attachments"):
        url = urls.page(base, json_fields.text(one, "url"))
        if url:
            is_pdf = url.lower().endswith(".pdf")
            rank = (not is_pdf, json_fields.text(one, "id") not in outcome)
            text = plain.line(json_fields.text(one, "title"), LINK_TEXT_CHARS)
            found.setdefault(url, (rank, Link(url=url, text=text)))
    for markup in json_fields.texts(details, "documents"):  # how it was before 2020
        for link in _anchors(tree.grow(markup.encode("utf-8", "replace"), ""), base):
            is_pdf = link.url.lower().endswith(".pdf")
            if link.text:
                found.setdefault(link.url, ((not is_pdf, True), link))
    return [link for _, link in sorted(found.values(), key=lambda pair: pair[0])]


def _links(documents: list[Link], trees: list[html.HtmlElement], base: str) -> tuple[Link, ...]:
    found = {link.url: link for link in documents}
    for one in trees:
        for link in _anchors(one, base):
            found.setdefault(link.url, link)
    return tuple(found.values())[:MOST_LINKS]


def _anchors(root: html.HtmlElement, base: str) -> Iterator[Link]:
    for element in root.iter("a"):
        url = urls.page(base, element.get("href") or "")
        if url and url != base:
            yield Link(url=url, text=plain.line(element.text_content(), LINK_TEXT_CHARS))
