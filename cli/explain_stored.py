"""What the warehouse said of an address when it was judged, and what today's rules would say."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from extractors.web import urls
from records import Document, identify
from settings import Settings
from themes.matching.match import match
from themes.rules.rules import Ruleset
from warehouse import queries, store


def find(settings: Settings, url: str, ruleset: Ruleset) -> dict[str, Any] | None:
    """Return how a stored article was judged; None: it is not stored, or nothing is.

    Args:
        settings: Of the installation.
        url: Its address; empty: a file or a text, which is never stored.
        ruleset: Today's; the stored text is judged by it too, so that only rules differ.
    """
    if not url or not store.is_there(settings.snapshot):
        return None
    article = identify("article", urls.article_key(url))
    found = queries.run(settings.snapshot, "how-judged", {"article": article})
    if not found.rows:
        return None
    row: dict[str, Any] = dict(zip(found.columns, found.rows[0], strict=True))
    today = match(
        Document(
            document_id=article,
            kind="article",
            title=row["title"],
            text=row["text"],
            source_kind=row["source_kind"],
            published_at=row["published_at"],
        ),
        ruleset,
    )
    return {
        "article_id": article,
        "ruleset": row["ruleset"],
        "judged_at": row["judged_at"],
        "themes": list(row["themes"]),
        "ruleset_today": today.ruleset,
        "themes_today": list(today.themes),
        "is_other_today": row["ruleset"] is not None and set(row["themes"]) != set(today.themes),
    }


def tell(console: Console, stored: Mapping[str, Any] | None) -> None:
    """Print how a stored article was judged; nothing if there is none."""
    if stored is None:
        return
    console.rule("In the warehouse")
    if stored["ruleset"] is None:
        console.print(Text("stored, and not judged yet: 'placewatch run' judges it"))
        return
    themes = ", ".join(stored["themes"]) or "no theme"
    judged = f"judged {stored['judged_at']:%Y-%m-%d} by ruleset {stored['ruleset']}: {themes}"
    console.print(Text(judged))
    if stored["ruleset"] == stored["ruleset_today"]:
        console.print(Text("that is today's ruleset"))
    elif stored["is_other_today"]:
        today = ", ".join(stored["themes_today"]) or "no theme"
        console.print(Text(f"today's ruleset {stored['ruleset_today']} says otherwise: {today}"))
    else:
        console.print(Text(f"today's ruleset {stored['ruleset_today']} says the same"))
