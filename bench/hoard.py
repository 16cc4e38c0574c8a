"""A warehouse full of invented articles, as large as a measurement wants it.

Words are drawn as a language draws them: a few are everywhere, most are rare. So the texts
compress, and are indexed, about as real ones are. Nothing in them means anything.
"""

import random
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

HERE = Path(__file__).resolve().parents[1]
END = datetime(2026, 11, 1, 12, tzinfo=UTC)
WORDS = 700  # of an article, on average
A_DAY = 200  # articles
SOURCES = 300
INVENTED = 60_000  # names of people and places: rare words, each seen a few times
REPORT_EVERY = 50  # articles; guess
PAGES, PAGE_WORDS = 20, 350
BATCH = 2_000
RULESET = "h" * 20
THEMES = ("place-based-budgets", "shared-services", "devolution", "digital", "workforce")


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Return words and their weights, summed up; the words of our own seeds come first."""
    counts: dict[str, int] = {}
    for path in sorted((HERE / "seeds").rglob("*.yaml")):
        for word in re.findall(r"[a-z]{2,}", path.read_text(encoding="utf-8").lower()):
            counts[word] = counts.get(word, 0) + 1
    words = sorted(counts, key=lambda word: (-counts[word], word))
    rng = random.Random(7)
    syllables = [a + b for a in "bcdfghlmnprstw" for b in ("a", "e", "i", "o", "u", "ar", "en")]
    words += ["".join(rng.choices(syllables, k=3)).capitalize() for _ in range(INVENTED)]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


def prose(rng: random.Random, words: int) -> str:
    """Return sentences of so many words."""
    known, weights = _vocabulary()
    drawn = rng.choices(known, cum_weights=weights, k=words)
    parts, at = [], 0
    while at < words:
        size = rng.randint(8, 26)
        sentence = " ".join(drawn[at : at + size])
        parts.append(f"{sentence[:1].upper()}{sentence[1:]}.")
        at += size
    return "\n\n".join(" ".join(parts[place : place + 4]) for place in range(0, len(parts), 4))


def stock(folder: Path, articles: int) -> Path:
    """Return a warehouse of so many articles in a folder; make it if it is not there.

    A smaller one that lies there is taken as the beginning.
    """
    made = folder / f"w{articles}.duckdb"
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        sizes = [int(path.stem[1:]) for path in folder.glob("w*.duckdb")]
        first = max((size for size in sizes if size < articles), default=0)
        draft = folder / "draft.duckdb"
        draft.unlink(missing_ok=True)
        if first:
            shutil.copyfile(folder / f"w{first}.duckdb", draft)
        with store.open_warehouse(draft) as con:
            fill(con, first, articles)
        draft.replace(made)
    return made


def fill(con: Connection, first: int, last: int) -> None:
    """Store the articles from ``first`` up to ``last``, and what goes with each."""
    if first == 0:
        store.insert(con, "sources", (_source(number) for number in range(SOURCES)))
        themes = [
            {"ruleset": RULESET, "theme_id": one, "title": one.replace("-", " "), "why": ""}
            for one in THEMES
        ]
        store.insert(con, "themes", themes)
        store.insert(con, "rulesets", [{"digest": RULESET, "loaded_at": END}])
    for start in range(first, last, BATCH):
        numbers = range(start, min(start + BATCH, last))
        rows: dict[str, list[dict[str, object]]] = {}
        for number in numbers:
            for table, row in _rows(number):
                rows.setdefault(table, []).append(row)
        with store.transaction(con):
            for table, found in rows.items():
                store.insert(con, table, found)
        con.execute("CHECKPOINT")


def _rows(number: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the rows of one article: its entry, its text, its verdict, its proofs."""
    rng = random.Random(number)
    article_id, digest = f"{number:032x}", f"{number:064x}"
    at = END - timedelta(days=1) * (number / A_DAY)
    source = f"source-{number % SOURCES}"
    url = f"https://{source}.example/news/{number}"
    title, text = prose(rng, 9).rstrip("."), prose(rng, int(rng.gauss(WORDS, WORDS / 4)))
    yield "entries", {
        "entry_id": f"e{article_id}", "feed_id": source, "source_id": source, "url": url,
        "title": title, "summary": text[:200], "published_at": at, "first_seen_at": at,
        "is_baseline": False, "state": "read", "tries": 1, "article_id": article_id,
        "mark": digest[:16], "marked_at": at,
    }  # fmt: skip
    yield "articles", {
        "article_id": article_id, "entry_id": f"e{article_id}", "source_id": source, "url": url,
        "digest": digest, "published_at": at, "first_seen_at": at, "changed_at": at,
        "is_baseline": False, "is_provisional": False,
    }  # fmt: skip
    yield "article_versions", {
        "article_id": article_id, "digest": digest, "title": title, "text": text,
        "links": [{"url": f"{url}/{place}", "text": title} for place in range(rng.randint(2, 12))],
        "words": WORDS, "seen_at": at,
    }  # fmt: skip
    judged = {"document_id": article_id, "digest": digest, "ruleset": RULESET}
    is_relevant = number % 5 == 0
    yield "verdicts", {
        **judged, "is_relevant": is_relevant, "scope": "in: uk", "judged_at": at,
        "verdict_id": number,
    }  # fmt: skip
    for theme_id in rng.sample(THEMES, 2):
        score = rng.uniform(0, 2) + 3 * is_relevant
        yield "theme_scores", {
            **judged, "theme_id": theme_id, "score": score, "threshold": 3.0, "is_given": score > 3
        }  # fmt: skip
        for place in range(rng.randint(1, 4)):
            yield "hits", {
                **judged, "theme_id": theme_id, "rule_id": f"rule-{place}", "field": "text",
                "start": 40 * place, "stop": 40 * place + 20, "weight": 1.5,
                "quote": text[40 * place : 40 * place + 20], "sentence": text[:160],
            }  # fmt: skip
    if number % REPORT_EVERY == 0:
        report = f"r{article_id}"
        yield "reports", {
            "report_id": report, "article_id": article_id, "url": f"{url}.pdf",
            "title": prose(rng, 7), "first_seen_at": at, "page_count": PAGES,
        }  # fmt: skip
        yield "article_reports", {"article_id": article_id, "report_id": report}
        for page in range(1, PAGES + 1):
            yield "report_pages", {
                "report_id": report, "page": page, "start": 0, "text": prose(rng, PAGE_WORDS)
            }  # fmt: skip


def _source(number: int) -> dict[str, object]:
    return {
        "source_id": f"source-{number}", "name": f"Source {number}", "kind": "think_tank",
        "nation": "england", "homepage": f"https://source-{number}.example/",
        "feed_kind": "feed", "is_on": True, "why": "invented", "added_at": END,
    }  # fmt: skip
