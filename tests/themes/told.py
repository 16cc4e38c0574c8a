"""Articles as the themes read them, made by hand: what deciding about happenings takes."""

from dataclasses import replace
from datetime import UTC, datetime

from records import Claim, Deadline, Document, Hit, Mention, ThemeScore, Verdict, Voice
from themes.happenings import Told
from themes.reading import Reading

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "Five areas will try Open Door from May. Bids close on 20 March."
QUOTE = "Five areas will try Open Door from May."
TITLES = {"place_based_budgets": "Place-based and pooled budgets"}


def claim(what, value, quote="", role="", text=TEXT):
    quote = quote or next(word for word in ("will try", "tried", "It") if word in text)
    start = text.index(quote)
    return Claim(
        what=what, value=value, role=role, start=start, stop=start + len(quote), quote=quote
    )


def mention(stage="pilot", **changes):
    start = TEXT.index("Open Door")
    said = (claim("stage", stage),) if stage else ()
    known = {
        "document_id": "a1",
        "initiative_id": "open-door",
        "name": "Open Door",
        "kind": "pilot",
        "field": "text",
        "start": start,
        "stop": start + len("Open Door"),
        "quote": QUOTE,
        "stage": stage,
        "is_main": True,
        "is_live": True,
        "confidence": 0.8,
        "why": "followed by pilots",
        "claims": (
            *said,
            claim("area", "Hull", "Five"),
            claim("sponsor", "MHCLG", "Five", role="funds"),
        ),
    }
    return Mention(**known | changes)


def closing(day):
    return Deadline(
        document_id="a1",
        kind="application",
        closes_at=datetime(2026, 3, day, 23, 59, tzinfo=UTC),
        has_hour=False,
        start=40,
        stop=len(TEXT),
        quote=f"Bids close on {day} March.",
    )


def report(title):
    """Return a report that names nothing, with its address."""
    made = reading((), "r1")
    return "https://example.org/r1.pdf", replace(made, document=replace(made.document, title=title))


def paged(document_id, url="https://example.org/r1.pdf"):
    """Return a report whose third page asks for bids."""
    made = reading((), document_id, text="One.\fTwo.\fBids close on 20 March.")
    document = replace(made.document, kind="report")
    asks = replace(closing(20), document_id=document_id, start=10, stop=31)
    return url, replace(made, document=document, deadlines=(asks,))


def reading(
    mentions, document_id="a1", published_at=NOW, is_relevant=True, deadlines=(), text=TEXT
):
    theme = "place_based_budgets"
    return Reading(
        document=Document(
            document_id=document_id,
            kind="article",
            title="Five areas",
            text=text,
            source_kind="government",
            published_at=published_at,
        ),
        verdict=Verdict(
            document_id=document_id,
            ruleset="r",
            is_relevant=is_relevant,
            scores=(
                ThemeScore(
                    theme_id=theme,
                    score=3,
                    by_rules=3,
                    by_sentences=0.0,
                    by_words=0,
                    counted=("areas-try",),
                    threshold=2,
                    is_given=is_relevant,
                ),
            ),
            hits=(
                Hit(
                    document_id=document_id,
                    theme_id=theme,
                    rule_id="areas-try",
                    field="text",
                    start=0,
                    stop=10,
                    quote="Five areas",
                    sentence=QUOTE,
                    weight=3,
                ),
            ),
            scope="in: UK public services",
        ),
        mentions=tuple(mentions),
        voice=Voice(
            document_id=document_id,
            verdict="unions heard",
            unions=("UNISON",),
            union_words=2,
            workforce_words=1,
            engagement_words=0,
            job_words=0,
            words=200,
            pages=0,
            says_left_out=None,
            reason="",
        ),
        deadlines=tuple(deadlines),
        mentions_unions=True,
    )


def told(mentions, article_id="a1", source="MHCLG", source_kind="government", **changes):
    is_baseline = changes.pop("is_baseline", False)
    reports = changes.pop("reports", ())
    unread = changes.pop("unread", ())
    return Told(
        article_id=article_id,
        url=f"https://example.org/{article_id}",
        source=source,
        source_kind=source_kind,
        is_baseline=is_baseline,
        article=reading(mentions, article_id, **changes),
        reports=reports,
        unread=unread,
    )
