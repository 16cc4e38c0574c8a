"""What a rule would find before it is saved: over the archive, beside the rules that are."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from cli import screen
from cli.themes_shown import NO_WAREHOUSE, NoSuchName, mark
from records import Document
from seedfiles import Row, SeedError
from settings import Settings
from themes.matching.preview import Found, Preview
from themes.rules import load
from themes.rules.written import Trial
from warehouse import archive, store
from warehouse.archive import Stored

NAME = "your-rule"
MOST_BESIDE = 6  # rules that are told; guess: JSON has them all


@dataclass(slots=True)
class Tally:
    """What the rule found so far."""

    documents: int = 0  # that were looked at
    hits: int = 0
    outside: int = 0  # documents that are hit and out of scope
    counted: set[str] = field(default_factory=set)  # articles in whose score it counts
    articles: dict[str, datetime] = field(default_factory=dict)  # that are hit; when they appeared
    new: set[str] = field(default_factory=set)  # articles that would get the theme
    themes: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    same_words: Counter[str] = field(default_factory=Counter)
    samples: list[tuple[Stored, Found]] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)  # texts that readers called noise

    def add(self, stored: Stored, found: Found, most: int) -> None:
        """Count a document that is hit; keep the newest as samples."""
        self.hits += len(found.hits)
        self.outside += not found.is_in
        at = self.articles.get(stored.article_id, stored.appeared_at)
        self.articles[stored.article_id] = max(at, stored.appeared_at)
        if found.is_counted and found.is_in:
            self.counted.add(stored.article_id)
        if found.is_new:
            self.new.add(stored.article_id)
        self.themes.update(found.themes)
        self.beside.update(found.beside)
        self.same_words.update(found.same_words)
        self.samples.append((stored, found))
        self.samples.sort(key=lambda pair: pair[0].appeared_at, reverse=True)
        del self.samples[most:]


def tried(settings: Settings, row: Mapping[str, Any], theme: str, shape: str, most: int) -> int:
    """Print what a rule would find; return 1 if that is nothing.

    Args:
        settings: Of the installation.
        row: The rule, as its YAML would hold it: any, near, unless …
        theme: Id of the theme that it is for; empty: none is said.
        shape: text or json.
        most: Samples.

    Raises:
        NoSuchName: if there is no such theme.
        SeedError: if a phrase cannot be read, or the seeds have faults.
    """
    trial = _trial(settings, row, theme)
    preview = Preview(trial)
    misses = list(preview.near_misses())
    labelled, labelled_hits = _labelled(settings.seeds.parent / "bench", preview)
    has_warehouse = store.is_there(settings.snapshot)
    tally = _walk(settings, preview, theme, most) if has_warehouse else Tally()
    facts = _facts(tally, datetime.now(UTC)) | {
        "theme": theme or None,
        "has_warehouse": has_warehouse,
        "near_misses": preview.count_near_misses() + labelled,
        "near_misses_hit": [*misses, *labelled_hits],
        "noise_hit": tally.noise,
        "yaml": _yaml(row),
    }
    if not theme:
        facts |= {"counted": None, "new_to_theme": None}
    if shape == "json":
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
    else:
        _tell(facts, tally)
    return 0 if tally.hits else 1


def _trial(settings: Settings, row: Mapping[str, Any], theme: str) -> Trial:
    made = Row({"rule": NAME, "extension": "tried", "weight": 2, **row})
    made.line, made.lines = 1, dict.fromkeys(made, 1)
    if "near" in made:
        near = Row(made["near"])
        near.line, near.lines = 1, dict.fromkeys(near, 1)
        made["near"] = near
    themes = sorted(path.stem for path in (settings.seeds / "themes").glob("*.yaml"))
    if theme and theme not in themes:
        raise NoSuchName(f"there is no theme {theme!r}: there are {', '.join(themes)}")
    try:
        # Where no theme is said any will do: what the rule does to its score is not told.
        return load.with_rule(settings.seeds, made, theme or min(themes, default=""))
    except SeedError as exc:
        raise SeedError(one.removeprefix("the rule:1: ") for one in exc.faults) from exc


def _walk(settings: Settings, preview: Preview, theme: str, most: int) -> Tally:
    tally = Tally()
    noise = archive.called_noise(settings.snapshot)
    noisy = {document for document, about in noise if not (theme and about) or about == theme}
    with screen.progress(screen.console(stderr=True), ("texts",)) as tell:
        for done, total, batch in archive.documents(settings.snapshot):
            for stored in batch:
                tally.documents += 1
                document = Document(
                    document_id=stored.document_id,
                    kind=stored.kind,
                    title=stored.title,
                    text=stored.text,
                    source_kind=stored.source_kind,
                    published_at=stored.published_at,
                )
                if found := preview.read(document):
                    tally.add(stored, found, most)
                    if stored.document_id in noisy:
                        tally.noise.append(f"{_sample(found)} · {stored.url}")
            tell("texts", done, total)
    return tally


def _labelled(folder: Path, preview: Preview) -> tuple[int, list[str]]:
    """Return how many labelled near misses lie beside the seeds, and which are hit."""
    count, hit = 0, []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            labels = one.get("labels")
            if not (isinstance(labels, dict) and labels.get("hard_negative")):
                continue
            count += 1
            title, text = one.get("title") or "", one.get("text") or ""
            document = Document(
                document_id=str(one.get("id", "")),
                kind="article",
                title=title,
                text=text,
                source_kind="",
                published_at=None,
            )
            if found := preview.read(document):
                hit.append(f"{path.name} {document.document_id}: {_sample(found)}")
    return count, hit


def _facts(tally: Tally, now: datetime) -> dict[str, Any]:
    def lately(days: int) -> int:
        return sum(at >= now - timedelta(days=days) for at in tally.articles.values())

    return {
        "documents": tally.documents,
        "hits": tally.hits,
        "articles": len(tally.articles),
        "in_7_days": lately(7),
        "in_30_days": lately(30),
        "last_at": max(tally.articles.values(), default=None),
        "out_of_scope": tally.outside,
        "counted": len(tally.counted),
        "new_to_theme": len(tally.new),
        "themes_now": dict(tally.themes.most_common()),
        "rules_in_the_same_texts": dict(tally.beside.most_common()),
        "rules_on_the_same_words": dict(tally.same_words.most_common()),
        "samples": [
            {"at": one.appeared_at, "title": one.title, "url": one.url, "text": _sample(found)}
            for one, found in tally.samples
        ],
    }


def _sample(found: Found) -> str:
    first = found.hits[0]
    quotes = [hit.quote for hit in found.hits if hit.sentence == first.sentence]
    return mark(first.sentence, quotes)


def _tell(facts: Mapping[str, Any], tally: Tally) -> None:
    console = screen.console()
    console.rule("In the warehouse", align="left")
    if not facts["has_warehouse"]:
        console.print(NO_WAREHOUSE, highlight=False)
    elif not tally.hits:
        console.print(f"nothing, in {tally.documents} texts", highlight=False)
    else:
        last = f"{facts['last_at']:%Y-%m-%d}"
        lines = [
            f"{tally.hits} hits in {facts['articles']} articles, of {tally.documents} texts: "
            f"{facts['in_7_days']} of the last 7 days, {facts['in_30_days']} of 30; last {last}",
            f"out of scope, where nothing counts: {tally.outside} texts",
        ]
        if facts["theme"]:
            lines.append(
                f"new to {facts['theme']}: {facts['new_to_theme']} articles; "
                f"counts in {facts['counted']}, else heavier rules hit its words"
            )
        for key, what in (
            ("themes_now", "themes that these texts have already"),
            ("rules_on_the_same_words", "rules that hit the same words"),
            ("rules_in_the_same_texts", "rules that hit the same texts"),
        ):
            told = list(facts[key].items())[:MOST_BESIDE]
            lines.append(f"{what}: {', '.join(f'{name} {n}' for name, n in told) or 'none'}")
        for line in lines:
            console.print(Text(line))
        for one in facts["samples"]:
            console.print(Text(f"- {one['at']:%Y-%m-%d} {one['text']}"))
            console.print(Text(f"    {one['title']} · {one['url']}", "dim"))
    console.rule("Known near misses", align="left")
    hit = facts["near_misses_hit"]
    console.print(f"{len(hit)} of {facts['near_misses']} are hit", highlight=False)
    for text in hit[:MOST_BESIDE]:
        console.print(Text(f"- {text}"))
    if noise := facts["noise_hit"]:
        console.print(f"and {len(noise)} texts that readers called noise", highlight=False)
        for text in noise[:MOST_BESIDE]:
            console.print(Text(f"- {text}"))
    console.rule("To be saved", align="left")
    where = f"seeds/themes/{facts['theme'] or 'THEME'}.yaml"
    console.print(Text(f"# under 'rules' in {where}; give it a name, a reason, a hit and a miss"))
    console.print(Text(facts["yaml"]), soft_wrap=True)


def _yaml(row: Mapping[str, Any]) -> str:
    """Return a rule as a theme's file would hold it; JSON is YAML, and quotes what it must."""
    lines = [f"  - rule: {NAME}"]
    for key, value in row.items():
        shown = json.dumps(value, ensure_ascii=False)
        lines.append(f"    {key}: {shown}")
    lines += [
        "    extension: why it goes beyond the seed cards",
        '    hits: ["a sentence of your own that it must find"]',
        '    misses: ["a sentence of your own that it must not find"]',
    ]
    return "\n".join(lines)
