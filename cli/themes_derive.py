"""Rules from texts: what marks them, and what a person accepts of it."""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cli import themes_derive_texts
from records import PlacewatchError
from seedfiles import SeedError
from settings import HERE, Settings
from themes.deriving import derive, derive_accept, derive_review, derive_themes, reference
from themes.deriving.derive import Corpus
from themes.deriving.derive_themes import Placed
from themes.deriving.reference import Reference
from themes.rules import load


class DeriveUsage(PlacewatchError):
    """Something asked of ``themes derive`` that it cannot do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asked for."""

    folder: Path
    review: Path | None  # None: in the installation's folder, by the name of the texts' folder
    most: int  # entries
    show: int  # of each theme
    least_texts: int
    least_count: int
    shape: str  # text or json


def measure(settings: Settings, wish: Wish) -> int:
    """Print the phrases that mark a folder of texts, and write the file for decisions.

    Returns 1 if nothing marks them.

    Raises:
        NothingToRead: if the folder gives no text.
        ReferenceMissing: if the counts of general English are not there.
        CorpusTooSmall: if the texts are too short to measure.
        SeedError: if the seeds, or a review file that exists, have faults.
    """
    found = themes_derive_texts.read(settings, wish.folder)
    for remark in found.remarks:
        click.echo(remark, err=True)
    english = reference.load()
    corpus = derive.read(found.texts, english)
    ruleset = load.ruleset(settings.seeds)
    candidates = derive.candidates(
        corpus, english, least_texts=wish.least_texts, least_count=wish.least_count
    )
    entries = derive.entries(candidates)[: wish.most]
    placed = derive_themes.place(entries, corpus, ruleset, derive_themes.leans(settings.seeds))
    if len(corpus.texts) == 1:
        click.echo("one text alone: nothing tells its writer's habits from its matter", err=True)
    if wish.shape == "json":
        click.echo(json.dumps(_plain(placed, corpus), ensure_ascii=False, indent=2))
        return 0 if placed else 1
    _tell(placed, corpus, {key: one.title for key, one in ruleset.themes.items()}, wish.show)
    review = wish.review or settings.home / "derive" / f"{wish.folder.resolve().name}.yaml"
    if placed:
        _write_review(review, placed, corpus, english, set(ruleset.themes))
    return 0 if placed else 1


def _tell(placed: list[Placed], corpus: Corpus, titles: dict[str, str], show: int) -> None:
    by_theme: dict[str | None, list[Placed]] = defaultdict(list)
    for one in placed:
        by_theme[one.theme].append(one)
    for theme in [*titles, None]:
        rows = by_theme.get(theme, [])
        if not rows:
            continue
        new = sum(not derive_review.is_covered(one) for one in rows)
        name = f"{titles[theme]} ({theme})" if theme else "No theme that we know"
        click.echo(f"\n{name}: {len(rows)} phrases, {new} without a rule")
        for one in rows[:show]:
            head = one.entry.head
            rule = f"  rule {one.covered_by[0][0].partition('/')[2]}" if one.covered_by else ""
            figures = derive_review.measured(head, len(corpus.texts))
            click.echo(f"  {head.shown:<32} {figures}{rule}")
            for sentence in derive_review.sentences(head, corpus, 1):
                click.echo(f"      {sentence}")
        if len(rows) > show:
            click.echo(f"  … and {len(rows) - show} more; --show {len(rows)} prints them")
    covered = sum(map(derive_review.is_covered, placed))
    click.echo(
        f"\n{len(placed)} phrases mark {len(corpus.texts)} texts of {corpus.size:,} words; "
        f"rules have {covered} of them wherever they stand."
    )


def _plain(placed: list[Placed], corpus: Corpus) -> list[dict[str, Any]]:
    return [
        {
            "phrase": one.entry.head.text,
            "written": one.entry.head.shown,
            "g2": round(one.entry.head.g2, 2),
            "log_ratio": round(one.entry.head.log_ratio, 2),
            "deviation": round(one.entry.head.deviation, 3),
            "score": round(one.entry.head.score, 2),
            "count": len(one.entry.head.places),
            "texts": one.entry.head.texts,
            "is_name": one.entry.head.is_name,
            "is_quoted": one.entry.head.is_quoted,
            "variants": [variant.text for variant in one.entry.variants],
            "theme": one.theme,
            "why": list(one.why),
            "covered_by": [name for name, _ in one.covered_by],
            "sentences": list(derive_review.sentences(one.entry.head, corpus)),
        }
        for one in placed
    ]


def _write_review(
    path: Path, placed: list[Placed], corpus: Corpus, english: Reference, themes: set[str]
) -> None:
    """Write the file for decisions; one that exists only gains what is new, at its end."""
    known = {one.candidate for one in derive_review.read(path, themes)} if path.exists() else set()
    more = derive_review.added(placed, corpus, english, known)
    if not more:
        click.echo(f"Nothing new for {path}; what you wrote there stands.")
        return
    old = path.read_bytes().decode("utf-8") if path.exists() else derive_review.HEAD
    _replace(path, old + more)
    click.echo(f"Decide in {path}, then: placewatch themes derive --accept {path}")


def accept(settings: Settings, review: Path, into: Path | None) -> int:
    """Write what a person accepted as cards and rules of their own seeds.

    The seeds are tried with the new rules before a file is touched. Returns 1 if nothing
    was accepted.

    Args:
        settings: Of the installation.
        review: The file with the decisions.
        into: The folder of seeds; None: the one in use, or HOME/seeds where that is the
            one that came with Placewatch. It is made where it does not exist.

    Raises:
        SeedError: if the review or the seeds have faults, or would have.
        DeriveUsage: if the folder is no folder of seeds.
    """
    is_shipped = settings.seeds.resolve() == (HERE / "seeds").resolve()
    into = into or (settings.home / "seeds" if is_shipped else settings.seeds)
    if into.exists() and not (into / "themes").is_dir():
        raise DeriveUsage(f"{into}: no seeds are in it: name a folder of seeds, or a new one")
    base = into if into.exists() else settings.seeds
    answers = derive_review.read(review, _theme_ids(base))
    chosen = derive_review.accepted(answers)
    changes = derive_accept.changes(base, chosen)
    for name in changes.kept:
        click.echo(f"{name} stands there already; left as it is")
    if not chosen:
        click.echo(f"{review} accepts nothing yet: write 'accept: yes' at a phrase")
        return 1
    if changes.rules:
        _write_seeds(base, into, changes.files)
        for name in changes.rules:
            click.echo(f"new: {name}")
        click.echo(f"{len(changes.rules)} rules written to {into}; all its rules hold.")
    if changes.bare:
        click.echo(
            f"{len(changes.bare)} of them have only a made-up miss: write there, in the themes, "
            "a sentence with similar words that the rule must not find."
        )
    if into.resolve() != settings.seeds.resolve():
        click.echo(f"To use them: PLACEWATCH_SEEDS={into}")
    return 0


def _theme_ids(seeds: Path) -> set[str]:
    return {path.stem for path in (seeds / "themes").glob("*.yaml")}


def _write_seeds(base: Path, into: Path, files: dict[Path, str]) -> None:
    """Try the seeds with their new files in a place apart, then write them.

    Raises:
        SeedError: if the seeds would have faults; nothing is written then.
    """
    with _trial_beside(into) as folder:
        trial = folder / "seeds"
        shutil.copytree(base, trial)
        for path, text in files.items():
            _replace(trial / path, text)
        try:
            load.ruleset(trial)
        except SeedError as exc:
            head = "nothing was written: with these rules the seeds would have faults"
            raise SeedError([head, *exc.faults]) from exc
        if not into.exists():
            trial.rename(into)
            return
        # Cards before rules: a card that no rule names does no harm.
        for path in sorted(files):
            _replace(into / path, files[path])


@contextmanager
def _trial_beside(folder: Path) -> Iterator[Path]:
    """Give a place on the same disk, gone afterwards.

    Raises:
        DeriveUsage: if nothing can be written there.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".derive-") as made:
            yield Path(made)
    except OSError as exc:
        raise DeriveUsage(f"{folder}: cannot be written: {exc.strerror}") from exc


def _replace(path: Path, text: str) -> None:
    """Write a file as a whole or not at all.

    Raises:
        DeriveUsage: if it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="")  # line ends as they are
        os.replace(part, path)
    except OSError as exc:
        raise DeriveUsage(f"{path}: cannot be written: {exc.strerror}") from exc
