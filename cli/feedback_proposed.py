"""Noise becomes proposed misses: a sentence, the rule that hit it, the line to paste."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

import seedfiles
from alerts import escape
from cli import named
from settings import Settings
from themes.rules import load, rules
from themes.rules.rules import Rule, Ruleset
from warehouse import feedback, store
from warehouse.feedback import Noise

WIDTH = 100
GONE = "the rule is no longer in the seeds"
MISSED = "the rule misses it by now"
WIDER = "it takes more than five paragraphs to hit: find the words that do, and write a miss"
AROUND = 2  # paragraphs on each side; rules look no further than some sentences


@dataclass(slots=True)
class Proposal:
    """What one rule should miss."""

    theme_id: str
    rule_id: str
    file: Path
    line: int  # of its misses; 0: the rule is gone
    misses: list[str]  # that it has
    indent: str = ""  # of that line
    noise: list[tuple[str, Noise]] = field(default_factory=list)  # passages it should miss
    settled: list[tuple[str, Noise]] = field(default_factory=list)  # why nothing is left to do

    def pasted(self) -> str:
        """Return the line that takes the place of its misses."""
        fresh = dict.fromkeys(sentence for sentence, _ in self.noise)
        return f"{self.indent}misses: {json.dumps([*self.misses, *fresh], ensure_ascii=False)}"


def propose(settings: Settings, shape: str, *, theme: str | None, rule: str | None) -> int:
    """Print what rules should miss; return 1 if there is nothing to propose.

    Raises:
        WarehouseUnusable: if nothing is published yet.
        SeedError: if the seeds have faults.
    """
    with store.open_warehouse(settings.snapshot, read_only=True) as con:
        found = [
            one
            for one in feedback.noise(con)
            if theme in (None, one.theme_id) and rule in (None, one.rule_id)
        ]
    proposals = proposed(found, load.ruleset(settings.seeds), settings.seeds) if found else []
    if shape == "json":
        plain = [_plain(one) for one in proposals]
        sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
    else:
        for line in _told(proposals):
            click.echo(line)
    return 0 if any(one.noise for one in proposals) else 1


def proposed(found: Iterable[Noise], ruleset: Ruleset, seeds: Path) -> list[Proposal]:
    """Return what rules should miss, rule by rule.

    The sentence is proposed if the rule, as it stands in the seeds now, hits it on its own;
    else as many paragraphs around it as the rule needs.
    """
    known = {one.rule_id: one for one in ruleset.rules}
    proposals: dict[str, Proposal] = {}
    for one in found:
        rule = known.get(one.rule_id)
        if one.rule_id not in proposals:
            proposals[one.rule_id] = _placed(one, rule, seeds)
        proposal = proposals[one.rule_id]
        if rule is None:
            proposal.settled.append((GONE, one))
            continue
        passage = next((text for text in _passages(one) if _hits(rule, ruleset, text)), None)
        if passage is not None:
            proposal.noise.append((passage, one))
        else:
            is_same = one.ruleset == ruleset.digest
            proposal.settled.append((WIDER if is_same else MISSED, one))
    return list(proposals.values())


def _placed(one: Noise, rule: Rule | None, seeds: Path) -> Proposal:
    """Return an empty proposal that knows where the misses of its rule stand."""
    theme_id = rule.theme_id if rule else one.theme_id
    path = seeds / "themes" / f"{theme_id}.yaml"
    proposal = Proposal(theme_id=theme_id, rule_id=one.rule_id, file=path, line=0, misses=[])
    if rule:
        content, _ = seedfiles.read(path)
        (row,) = (row for row in content["rules"] if row["rule"] == one.rule_id)
        given = row["misses"]
        proposal.misses = [given] if isinstance(given, str) else list(given)
        proposal.line = row.lines["misses"]
        text = path.read_text(encoding="utf-8").splitlines()[proposal.line - 1]
        proposal.indent = text[: len(text) - len(text.lstrip())]
    return proposal


def _passages(one: Noise) -> Iterator[str]:
    """Return the sentence, then its paragraph, then more and more around that."""
    yield escape.fold(one.sentence)
    if one.text is None or one.field != "text":
        return
    lines = [escape.fold(line) for line in one.text.split("\n")]
    place = one.text[: one.start].count("\n")
    for more in range(AROUND + 1):
        yield "\n".join(lines[max(place - more, 0) : place + more + 1])


def _hits(rule: Rule, ruleset: Ruleset, sentence: str) -> bool:
    is_title = rule.field == "title"
    page = rules.lay_out(ruleset.book, sentence if is_title else "", "" if is_title else sentence)
    return bool(rules.holds(rule, page))


def _told(proposals: Sequence[Proposal]) -> Iterator[str]:
    """Return comments and lines of YAML: what to paste, where, and why."""
    open_ones = [one for one in proposals if one.noise]
    if not open_ones:
        yield "# Nothing to propose: no reader calls noise what a rule still hits."
    else:
        yield "# What readers called noise, as sentences that the rules should miss."
        yield "# These are other people's words: for the seeds of this installation, not to be"
        yield "# published. Nothing is changed by itself: paste a line, then change its rule"
        yield "# (unless, near …) until 'placewatch check' finds no fault."
    for one in open_ones:
        yield ""
        yield f"# {one.file}:{one.line}: in place of the misses of {one.rule_id}"
        for _, noise in one.noise:
            yield from (f"# {line}" for line in _reasons(noise))
        yield one.pasted()
    settled = [(one.rule_id, *pair) for one in proposals for pair in one.settled]
    if settled:
        yield ""
        yield "# Nothing left to do for"
    for rule_id, why, noise in settled:
        yield f"# {rule_id} in {_line(noise.title)}: {why}"


def _reasons(noise: Noise) -> Iterator[str]:
    said = f"noise to {_line(', '.join(noise.noise_to))}, {named.shown(noise.given_at)}"
    if noise.useful_to:
        said += f"; useful to {_line(', '.join(noise.useful_to))}"
    yield f"{_line(noise.title)} · {_line(noise.url)}"
    yield f"  {said}{''.join(f'; “{_line(words)}”' for words in noise.words)}"
    yield f"  it hit “{_line(noise.quote)}” in “{_line(noise.sentence)}”"


def _plain(one: Proposal) -> dict[str, Any]:
    return {
        "theme": one.theme_id,
        "rule": one.rule_id,
        "file": str(one.file),
        "line": one.line or None,
        "misses": one.misses,
        "yaml": one.pasted() if one.noise else None,
        "noise": [_example(noise) | {"miss": passage} for passage, noise in one.noise],
        "settled": [_example(noise) | {"why": why} for why, noise in one.settled],
    }


def _example(noise: Noise) -> dict[str, Any]:
    return {
        "sentence": noise.sentence,
        "quote": noise.quote,
        "title": noise.title,
        "url": noise.url,
        "noise_to": list(noise.noise_to),
        "useful_to": list(noise.useful_to),
        "words": list(noise.words),
        "given_at": noise.given_at.isoformat(),
    }


def _line(words: str) -> str:
    """Return foreign words as one line that no terminal takes for a command."""
    return escape.cut(escape.fold(words), WIDTH)
