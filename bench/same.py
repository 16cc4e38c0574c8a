"""Which names are taken for one initiative: python -m bench.same.

Pairs in bench/same.jsonl are our own words; schemes and places in them are invented or common.
Odd ones are to learn from, even ones to judge by. Each pair is read in its order, the second
text with what the first one taught; joined at once, listed for people, or neither.
"""

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from records import Document, Initiative, Mention, Verdict  # noqa: E402 - after the path is set
from themes import reading  # noqa: E402
from themes.initiatives import named, pairs  # noqa: E402
from themes.initiatives.names import alike, initiative_id, kind_of  # noqa: E402
from themes.initiatives.register import Register  # noqa: E402

SEEDS = HERE.parent / "seeds"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
JOINED, LISTED, NEITHER = "joined", "listed", "neither"


def main() -> None:
    """Print what became of the pairs, by label and half; name those of the odd half that fail."""
    knowledge = reading.know(SEEDS)
    rows = [json.loads(line) for line in (HERE / "same.jsonl").read_text("utf-8").splitlines()]
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        is_odd = int(row["id"].rpartition("-")[2]) % 2 == 1
        became = judge(row, knowledge)
        counts["odd" if is_odd else "even", row["label"], became] += 1
        if is_odd and (row["label"], became) in {("different", JOINED), ("same", NEITHER)}:
            print(f"{row['id']} {row['label']}, {became}: {row['a']['name']} / {row['b']['name']}")
    for half in ("odd", "even"):
        for label in ("same", "different", "unsure"):
            found = {how: counts[half, label, how] for how in (JOINED, LISTED, NEITHER)}
            print(half, label, found)


def judge(row: dict[str, dict[str, str]], knowledge: reading.Knowledge) -> str:
    """Return what became of a pair: joined, listed or neither."""
    first = _read(row["a"], knowledge, ())
    known: list[tuple[Initiative, Mention | None]] = [_sketched(one) for one in first]
    one = _meant(first, row["a"]["name"], Register([])) or initiative_id(row["a"]["name"])
    if one not in {given.initiative_id for given, _ in known}:
        known.append((_made(row["a"]["name"]), None))
    register = Register([given for given, _ in known])
    second = _read(row["b"], knowledge, [given for given, _ in known])
    other = _meant(second, row["b"]["name"], register)
    if other is None:
        found = register.lookup(row["b"]["name"])
        other = found.initiative_id if found else initiative_id(row["b"]["name"])
    if one == other:
        return JOINED
    sketches = {given.initiative_id: _sketch(given, mention) for given, mention in known}
    for given, mention in map(_sketched, second):
        sketches.setdefault(given.initiative_id, _sketch(given, mention))
    sketches.setdefault(other, _sketch(_made(row["b"]["name"]), None))
    wanted = {one, other}
    is_listed = any(
        {pair.initiative_id, pair.other_id} == wanted for pair in pairs.find(sketches.values())
    )
    return LISTED if is_listed else NEITHER


def _read(
    side: dict[str, str], knowledge: reading.Knowledge, known: list[Initiative] | tuple[()]
) -> tuple[Mention, ...]:
    document = Document(
        document_id="d",
        kind="article",
        title="",
        text=side["text"],
        source_kind="",
        published_at=None,
    )
    # A sentence is too short for themes, and whether it has one is not asked here.
    verdict = Verdict(
        document_id="d", ruleset="", is_relevant=True, scores=(), hits=(), scope="as labelled"
    )
    knows = knowledge
    return named.find(
        document, Register(known), knows.gazetteer, knows.bodies, knows.signs, knows.news, verdict
    ).mentions


def _meant(mentions: tuple[Mention, ...], name: str, register: Register) -> str | None:
    wanted = alike(name)
    for mention in mentions:
        row = register.get(mention.initiative_id)
        names = [mention.name, *mention.values("alias"), *(row.aliases if row else ())]
        if wanted in map(alike, names):
            return mention.initiative_id
    return None


def _sketched(mention: Mention) -> tuple[Initiative, Mention]:
    row = Initiative(
        initiative_id=mention.initiative_id,
        name=mention.name,
        aliases=mention.values("alias"),
        kind=mention.kind,
        is_seeded=False,
        stage="announced",
    )
    return row, mention


def _made(name: str) -> Initiative:
    return Initiative(
        initiative_id=initiative_id(name),
        name=name,
        aliases=(),
        kind=kind_of(name),
        is_seeded=False,
        stage="announced",
    )


def _sketch(row: Initiative, mention: Mention | None) -> pairs.Sketch:
    return pairs.Sketch(
        initiative_id=row.initiative_id,
        names=(row.name, *row.aliases),
        kind=row.kind,
        is_seeded=False,
        areas=frozenset(mention.values("area") if mention else ()),
        sponsors=frozenset(mention.values("sponsor") if mention else ()),
        seen_at=NOW,
        formerly=frozenset(),
    )


if __name__ == "__main__":
    main()
