"""Why a text counts: its themes with the words that gave them, and what else it says."""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cli import explain_shown, explain_stored, screen
from extractors.parsed import ParseError
from extractors.web import fetch, urls
from extractors.workers import Workers
from flows.poll_policy import policy
from records import Document, Mention, PlacewatchError, identify
from settings import Settings
from themes import reading
from themes.initiatives.named import Register
from themes.matching import nearly
from themes.matching.nearly import Stopped
from themes.reading import Reading

PDF = b"%PDF-"


class NothingToExplain(PlacewatchError):
    """An argument that leads to no text."""


def explain(settings: Settings, what: str, shape: str) -> int:
    """Print why a page, a document or a text counts; return 1 if no theme applies.

    Raises:
        NothingToExplain: if there is no such file, or nothing to read in it.
        FetchError: if the page cannot be fetched.
    """
    knowledge = reading.know(settings.seeds)
    document, pages, url = asyncio.run(_document(settings, what))
    found = reading.read(
        document, knowledge, Register(knowledge.seeded, knowledge.cautions), pages=pages
    )
    near_hits = nearly.stopped(document, knowledge.ruleset)
    stored = explain_stored.find(settings, url, knowledge.ruleset)
    if shape == "json":
        told = _plain(found, url, near_hits) | {"stored": stored}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        console = screen.console()
        explain_shown.tell(console, found, knowledge.ruleset, near_hits)
        explain_stored.tell(console, stored)
    return 0 if found.verdict.is_relevant else 1


async def _document(settings: Settings, what: str) -> tuple[Document, int, str]:
    """Return the document behind an argument, how many pages it has, and its address."""
    now = datetime.now(UTC)
    url, kind = "", ""
    if what == "-":
        body = sys.stdin.buffer.read()
    elif urls.is_web(what):
        body, url, kind = await _fetched(settings, what, now)
    else:
        try:
            body = Path(what).expanduser().read_bytes()
        except OSError as exc:
            raise NothingToExplain(f"{what}: cannot be read: {exc.strerror}") from exc
    try:
        with Workers(1) as workers:
            if body.startswith(PDF):
                report = await workers.read_report(body, url)
                if report.problem:
                    raise NothingToExplain(f"{what}: {report.problem}")
                return (
                    _made(report.title, "\f".join(report.pages), "report"),
                    len(report.pages),
                    url,
                )
            if url or _is_html(body):
                page = await workers.extract_page(body, url or "http://localhost/", kind, now)
                return _made(page.title, page.text, "article", page.published_at), 0, url
    except ParseError as exc:
        raise NothingToExplain(f"{what}: {exc.word}: {exc.text}") from exc
    text = body.decode("utf-8", "replace").strip()
    if not text:
        raise NothingToExplain(f"{what}: there is no text in it")
    return _made("", text, "article"), 0, url


async def _fetched(settings: Settings, url: str, now: datetime) -> tuple[bytes, str, str]:
    async with fetch.Web(policy(settings, now)) as web:
        got = await web.get(url, limit_bytes=settings.report_bytes, obey_robots=True)
    return got.body, got.final_url, got.content_type


def _is_html(body: bytes) -> bool:
    head = body[:1000].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml"))


def _made(title: str, text: str, kind: str, published_at: datetime | None = None) -> Document:
    return Document(
        document_id=identify("document", title, text),
        kind=kind,
        title=title,
        text=text,
        source_kind="",
        published_at=published_at,
    )


def _hint(one: Mention) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("name", "kind", "stage", "confidence", "quote")}


def _plain(found: Reading, url: str, near_hits: tuple[Stopped, ...]) -> dict[str, Any]:
    """Return a reading as what JSON can hold."""
    verdict = found.verdict
    return {
        "url": url,
        "title": found.document.title,
        "text": found.document.text,
        "relevant": verdict.is_relevant,
        "scope": verdict.scope,
        "themes": list(verdict.themes),
        "scores": [asdict(score) for score in verdict.scores],
        "hits": [hit._asdict() for hit in verdict.hits],
        "nearly": [asdict(one) for one in near_hits],
        "initiatives": [
            {
                "name": one.name,
                "kind": one.kind,
                "stage": one.stage,
                "areas": list(one.values("area")),
                "sponsors": list(one.values("sponsor")),
                "is_main": one.is_main,
                "is_live": one.is_live,
                "confidence": one.confidence,
                "why": one.why,
                "quote": one.quote,
                "claims": [asdict(claim) for claim in one.claims],
            }
            for one in found.mentions
        ],
        "hint": found.hint and _hint(found.hint),
        "new_initiative": found.is_news,
        "mentions_unions": found.mentions_unions,
        "voice": asdict(found.voice),
        "deadlines": [
            asdict(one) | {"closes_at": one.closes_at.isoformat()} for one in found.deadlines
        ],
        "ruleset": verdict.ruleset,
    }
