"""The smallest true record of each kind."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from records import (
    Alert,
    Article,
    Call,
    Claim,
    Deadline,
    Entry,
    Hit,
    Initiative,
    Mention,
    Problem,
    Report,
    Source,
    ThemeScore,
    Verdict,
    Voice,
    identify,
)
from warehouse.feeds import Poll

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
RULESET = "r" * 20


def later(**passed: float) -> datetime:
    return NOW + timedelta(**passed)


def source(name: str = "lga", **changes: Any) -> Source:
    given: dict[str, Any] = {
        "source_id": name,
        "name": name.upper(),
        "kind": "council",
        "nation": "england",
        "homepage": f"https://{name}.example",
        "feed": f"https://{name}.example/feed",
        "feed_kind": "feed",
        "is_on": True,
        "expect_per_month": None,
        "links": None,
        "why": "speaks for councils",
    }
    return Source(**given | changes)


def feed_id(name: str = "lga") -> str:
    return identify(name, f"https://{name}.example/feed")


def entry(number: int, name: str = "lga", **changes: Any) -> Entry:
    given: dict[str, Any] = {
        "entry_id": f"{name}-e{number}",
        "feed_id": feed_id(name),
        "source_id": name,
        "url": f"https://{name}.example/{number}",
        "title": f"Title {number}",
        "summary": "",
        "published_at": NOW - timedelta(days=number),
    }
    return Entry(**given | changes)


def poll(name: str = "lga", *entries: Entry, **changes: Any) -> Poll:
    given: dict[str, Any] = {
        "feed_id": feed_id(name),
        "status": "fine",
        "remark": None,
        "failures": 0.0,
        "next_poll_at": later(minutes=30),
        "has_body": True,
        "entries": entries,
    }
    return Poll(**given | changes)


def article(number: int, name: str = "lga", **changes: Any) -> Article:
    text = changes.get("text", f"Text of {number}.\nSecond paragraph.")
    given: dict[str, Any] = {
        "article_id": f"{name}-a{number}",
        "entry_id": f"{name}-e{number}",
        "source_id": name,
        "url": f"https://{name}.example/{number}",
        "title": f"Title {number}",
        "text": text,
        "digest": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20],
        "words": len(text.split()),
        "published_at": NOW - timedelta(days=number),
        "links": (),
        "is_baseline": False,
    }
    return Article(**given | changes)


def report(number: int, article_id: str = "lga-a1", **changes: Any) -> Report:
    given: dict[str, Any] = {
        "report_id": f"report-{number}",
        "article_id": article_id,
        "url": f"https://lga.example/{number}.pdf",
        "title": f"Report {number}",
        "pages": ("First page of staff.", "Second page of staff."),
        "problem": None,
    }
    return Report(**given | changes)


def theme_score(theme_id: str, score: float, *, is_given: bool) -> ThemeScore:
    return ThemeScore(
        theme_id=theme_id,
        score=score,
        by_rules=score,
        by_sentences=0.0,
        by_words=0.0,
        counted=("a-rule",),
        threshold=2.0,
        is_given=is_given,
    )


def verdict(document_id: str = "lga-a1", **changes: Any) -> Verdict:
    hit = Hit(
        document_id=document_id,
        theme_id="place-budgets",
        rule_id="total-place",
        field="text",
        start=0,
        stop=4,
        quote="Text",
        sentence="Text of 1.",
        weight=3.0,
    )
    given: dict[str, Any] = {
        "document_id": document_id,
        "ruleset": RULESET,
        "is_relevant": True,
        "scores": (
            theme_score("place-budgets", 3.0, is_given=True),
            theme_score("outsourcing", 1.0, is_given=False),
        ),
        "hits": (hit,),
        "scope": "names a UK council",
    }
    return Verdict(**given | changes)


def initiative(name: str = "Total Place", **changes: Any) -> Initiative:
    given: dict[str, Any] = {
        "initiative_id": identify(name.lower()),
        "name": name,
        "aliases": (),
        "kind": "programme",
        "is_seeded": True,
        "stage": "closed",
    }
    return Initiative(**given | changes)


def mention(
    name: str = "Place Budget Pilots", document_id: str = "lga-a1", **changes: Any
) -> Mention:
    sponsor = Claim(
        what="sponsor", value="HM Treasury", role="funds", start=0, stop=4, quote="Text"
    )
    area = Claim(what="area", value="Leicestershire", role="", start=5, stop=7, quote="of")
    given: dict[str, Any] = {
        "document_id": document_id,
        "initiative_id": identify(name.lower()),
        "name": name,
        "kind": "pilot",
        "field": "text",
        "start": 0,
        "stop": 4,
        "quote": "Text of 1.",
        "stage": "pilot",
        "is_main": True,
        "is_live": True,
        "confidence": 0.9,
        "why": "named and announced",
        "claims": (sponsor, area),
    }
    return Mention(**given | changes)


def voice(document_id: str = "lga-a1", **changes: Any) -> Voice:
    given: dict[str, Any] = {
        "document_id": document_id,
        "verdict": "workforce discussed without unions",
        "unions": (),
        "union_words": 0,
        "workforce_words": 4,
        "engagement_words": 0,
        "job_words": 1,
        "words": 400,
        "pages": 0,
        "says_left_out": None,
        "reason": "4 words for staff, none for unions",
    }
    return Voice(**given | changes)


def deadline(document_id: str = "lga-a1", **changes: Any) -> Deadline:
    given: dict[str, Any] = {
        "document_id": document_id,
        "kind": "consultation",
        "closes_at": later(days=21),
        "has_hour": False,
        "start": 0,
        "stop": 4,
        "quote": "Text of 1.",
    }
    return Deadline(**given | changes)


def alert(key: str = "total-place/new", **changes: Any) -> Alert:
    given: dict[str, Any] = {
        "alert_id": identify(key),
        "key": key,
        "channel": "",
        "text": f"About {key}",
        "blocks": "[]",
        "created_at": NOW,
    }
    return Alert(**given | changes)


def problem(text: str = "timed out", **changes: Any) -> Problem:
    given: dict[str, Any] = {"about": "lga", "kind": "fetch", "text": text, "happened_at": NOW}
    return Problem(**given | changes)


def call(**changes: Any) -> Call:
    given: dict[str, Any] = {
        "call_id": "c1",
        "sequence": 0,
        "state": "open",
        "kind": "consultation",
        "title": "Title 1",
        "asker": "LGA",
        "respond_url": "https://lga.example/1",
        "opens_at": None,
        "closes_at": later(days=21),
        "has_hour": False,
        "was_at": None,
        "document_id": "lga-a1",
        "start": 0,
        "stop": 4,
        "quote": "Text of 1.",
        "is_baseline": False,
        "first_seen_at": NOW,
        "noted_at": NOW,
    }
    return Call(**given | changes)
