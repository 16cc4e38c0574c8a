"""Reads the cards of seeds/corpus: which claims a rule may rest on."""

import re
from pathlib import Path

# A claim is a list item of a card: "- c3: best value has come to mean cheapest".
_CLAIM = re.compile(r"^- (c\d+): \S", re.MULTILINE)


def claims(card: Path) -> frozenset[str] | None:
    """Return the numbers of a card's claims, as c1, c2; None: there is no such card."""
    try:
        text = card.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return frozenset(_CLAIM.findall(text))
