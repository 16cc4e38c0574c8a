"""How the sources do, as a screen of 100 columns shows it."""

from collections.abc import Iterable, Mapping, Sequence

from alerts import escape

WIDTH = 100
GAP = 2
EXAMPLES = 3
COUNTS = """
    SELECT state, count(*) FROM sources WHERE state <> 'removed'
    GROUP BY state ORDER BY state <> 'working', max(severity) DESC, count(*) DESC, state
"""
WORDS = {  # a state, where it is counted
    "few": "with fewer entries than expected",
    "many": "with more entries than expected",
    "no address": "without an address",
    "off": "switched off",
    "unpolled": "not polled yet",
    "waiting": "asked to wait",
    "old": "old pages",
    "html instead of a feed": "HTML instead of a feed",
    "json instead of a feed": "JSON instead of a feed",
    "dns error": "DNS error",
}
DISCOVER = "placewatch sources discover ID"
HELPS = {  # a state: what a person can do; the row of a source says it in full: --format json
    "no address": f"find their feeds: {DISCOVER}",
    "gone": f"is there another feed? {DISCOVER}",
    "not found": f"has the feed moved? {DISCOVER}",
    "html instead of a feed": f"has the feed moved? {DISCOVER}",
    "json instead of a feed": f"is there a feed in XML? {DISCOVER}",
    "not a feed": f"has the feed moved? {DISCOVER}",
    "no links": f"was the page rebuilt? {DISCOVER}",
    "empty": f"is there another feed? {DISCOVER}",
    "old": f"has the publisher moved? {DISCOVER}",
    "silent": f"does it publish elsewhere? {DISCOVER}",
    "blocked": "write to the publisher, or watch another address of it",
    "moved": "put the new address into the list of sources",
    "waiting": "nothing: it is asked again at that time",
    "few": "is that usual? correct per_month in the list of sources",
    "many": "is that usual? correct per_month in the list of sources",
    "off": "look at the address, then switch it on in the list of sources",
}


def words(state: object) -> str:
    """Return a state as it is counted: "4 blocked", "77 without an address"."""
    return WORDS.get(str(state), str(state))


def headline(counts: Iterable[Sequence[object]]) -> str:
    """Return one line for all sources, wrapped at 100 columns.

    Args:
        counts: State and number, as COUNTS asks for them.
    """
    pairs = [(str(state), int(str(many))) for state, many in counts]
    total = sum(many for _, many in pairs)
    parts = [f"{many} {words(state)}" for state, many in pairs]
    lines = [f"{total} source{'' if total == 1 else 's'}: "]
    for place, part in enumerate(parts):
        piece = part + (", " if place < len(parts) - 1 else "")
        if len(lines[-1]) + len(piece.rstrip()) > WIDTH:
            lines.append("  ")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines).rstrip(" :")


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return two columns: the id, which other commands take, and how the source does."""
    width = max(len("ID"), *(len(str(row["source_id"])) for row in rows))
    left = WIDTH - width - GAP
    lines = [("ID", "How it does"), ("-" * width, "-" * left)]
    lines += [(str(row["source_id"]), _line(row["health"], left)) for row in rows]
    return "\n".join(f"{first:<{width}}{'':<{GAP}}{second}".rstrip() for first, second in lines)


def helps(rows: Sequence[Mapping[str, object]]) -> str:
    """Return what helps, a line for each state that needs a person; empty: nothing does."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[str(row["state"])] = counts.get(str(row["state"]), 0) + 1
    found = [
        (f"{many} {words(state)}", HELPS[state]) for state, many in counts.items() if state in HELPS
    ]
    width = max((len(what) for what, _ in found), default=0)
    return "\n".join(f"  {what:<{width}}  {remedy}" for what, remedy in found)


def examples(names: Sequence[str]) -> str:
    """Return some names and how many there are beside them: "A, B, C and 4 more"."""
    shown = ", ".join(_line(name, 30) for name in names[:EXAMPLES])
    return shown + (f" and {len(names) - EXAMPLES} more" if len(names) > EXAMPLES else "")


def _line(text: object, width: int) -> str:
    """Return foreign words as one line that no terminal takes for a command."""
    return escape.cut(escape.fold(str(text)), width)
