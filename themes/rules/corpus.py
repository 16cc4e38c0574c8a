"""Reads the cards of seeds/corpus: which claims a rule may rest on, and in whose words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# A claim is a list item of a card, with a few words of the text itself at its end:
# - c3: best value has come to mean cheapest. (“entirely focused on cost”)
_CLAIM = re.compile(r"^- (c\d+): (\S.*?)(?: \((“.*”)\))?$", re.MULTILINE)
_QUOTE = re.compile(r"“([^”]+)”")
_FACT = re.compile(r"^- (title|author|publisher|date): (.+)$", re.MULTILINE)
MOST_WORDS = 6  # of a quote: a phrase, never a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a text says, told in our words."""

    text: str
    quotes: tuple[str, ...]  # a few words each, as they stand in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A text that rules derive from."""

    title: str
    author: str
    publisher: str
    date: str
    claims: Mapping[str, Claim]  # by number: c1, c2


def read(card: Path) -> Card | None:
    """Return what a card says; None: there is no such card."""
    try:
        text = card.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    facts = dict(_FACT.findall(text))
    return Card(
        title=facts.get("title", card.stem),
        author=facts.get("author", ""),
        publisher=facts.get("publisher", ""),
        date=facts.get("date", ""),
        claims={
            number: Claim(text=said, quotes=tuple(_QUOTE.findall(quoted)))
            for number, said, quoted in _CLAIM.findall(text)
        },
    )


def claims(card: Path) -> frozenset[str] | None:
    """Return the numbers of a card's claims, as c1, c2; None: there is no such card."""
    found = read(card)
    return None if found is None else frozenset(found.claims)
