"""The keys of a theme, a rule, a scope: one table for whoever reads them and for editors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from themes.matching.scope import ABOUT
from themes.rules.rules import FIELDS

FURTHEST = 30  # words or sentences; guess: beyond that two phrases are no neighbours
HEAVIEST = 20.0  # guess: more than any sum of weights that means something
LIGHTEST = 0.1
MOST_PARTS = 100  # guess: of a near condition
UNITS = ("words", "sentence", "sentences")  # how far a near condition reaches: one of them
ORIGINS = ("from", "extension")  # a rule has one of them
LIST = "[a-z_]+"  # the name of a list

TEXT: Mapping[str, Any] = {"type": "string", "pattern": r"\S"}
# No … at an end, no star inside a word; the rest needs the lists, and a reader of phrases.
PHRASE: Mapping[str, Any] = {
    "type": "string",
    "pattern": r"^(?!\s*(?:…|\.\.\.))(?!.*(?:…|\.\.\.)\s*$)(?!.*\*[^\s/]).*\S.*$",
}


def _one_or_more(item: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def _figure(low: float, high: float) -> Mapping[str, Any]:
    return {"type": "number", "minimum": low, "maximum": high}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that a row may have."""

    name: str
    says: str  # for people, in an editor
    form: Mapping[str, Any]  # JSON Schema of its value
    is_needed: bool = True


def needed(keys: tuple[Key, ...]) -> tuple[str, ...]:
    """Return the names of the keys that a row must have."""
    return tuple(key.name for key in keys if key.is_needed)


def others(keys: tuple[Key, ...]) -> tuple[str, ...]:
    """Return the names of the keys that a row may do without."""
    return tuple(key.name for key in keys if not key.is_needed)


PHRASES = _one_or_more(PHRASE)
TEXTS = _one_or_more(TEXT)
NEAR_KEYS = (
    Key(name="any", says="Phrases of which one must stand so near.", form=PHRASES),
    Key(
        name="words",
        says="How many words may lie between.",
        form=_figure(1, FURTHEST),
        is_needed=False,
    ),
    Key(
        name="sentence",
        says="Write true: in the same sentence.",
        form={"const": True},
        is_needed=False,
    ),
    Key(
        name="sentences",
        says="2 is its own sentence and the ones beside it, 3 one further, and so on.",
        form=_figure(1, FURTHEST),
        is_needed=False,
    ),
    Key(
        name="at_least",
        says="How many different entries of 'any' must stand there; without it, one.",
        form=_figure(1, MOST_PARTS),
        is_needed=False,
    ),
)
RULE_KEYS = (
    Key(name="rule", says="Its name, unique among all themes.", form=TEXT),
    Key(name="any", says="Phrases of which one must stand in the text.", form=PHRASES),
    Key(
        name="all",
        says="Phrases that must all stand somewhere in the text.",
        form=PHRASES,
        is_needed=False,
    ),
    Key(
        name="none",
        says="Phrases of which not one may stand anywhere in the text.",
        form=PHRASES,
        is_needed=False,
    ),
    Key(
        name="near",
        says="What must stand near the phrase; a list of such conditions: all must hold.",
        form={"$ref": "#/$defs/nears"},
        is_needed=False,
    ),
    Key(
        name="unless",
        says="Phrases that cancel a hit in whose sentence they stand.",
        form=PHRASES,
        is_needed=False,
    ),
    Key(
        name="field",
        says="Where alone the rule looks; without it, everywhere.",
        form={"enum": list(FIELDS)},
        is_needed=False,
    ),
    Key(
        name="source_kinds",
        says="Kinds of publisher for which alone the rule holds.",
        form=TEXTS,
        is_needed=False,
    ),
    Key(name="weight", says="What it adds to the score.", form=_figure(LIGHTEST, HEAVIEST)),
    Key(
        name="from",
        says="The claim of a seed card that it derives from: corpus/CARD.md#c1.",
        form={"type": "string", "pattern": r"^\S+#\S+$"},
        is_needed=False,
    ),
    Key(
        name="extension",
        says="Why it goes beyond the seed cards.",
        form=TEXT,
        is_needed=False,
    ),
    Key(name="hits", says="Sentences of your own that it must find.", form=TEXTS),
    Key(name="misses", says="Sentences of your own that it must not find.", form=TEXTS),
)
THEME_KEYS = (
    Key(name="theme", says="Its id: the name of the file.", form=TEXT),
    Key(name="title", says="Its name, for people.", form=TEXT),
    Key(name="why", says="Why it matters to members.", form=TEXT),
    Key(
        name="threshold",
        says="The score from which a short text is given the theme.",
        form=_figure(LIGHTEST, HEAVIEST),
    ),
    Key(name="leans", says="Words that texts about the theme are full of.", form=PHRASES),
    Key(
        name="rules",
        says="The ways in which the theme shows in print.",
        form={"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1},
    ),
)
CONDITION_KEYS = (
    Key(name="condition", says="Its name.", form=TEXT),
    Key(name="says", says="What such words show, for people.", form=TEXT),
    Key(
        name="about",
        says="service and nation speak for UK public services; elsewhere and other against.",
        form={"enum": list(ABOUT)},
    ),
    Key(
        name="weight",
        says="What each phrase adds, however often it stands there.",
        form=_figure(0, HEAVIEST),
    ),
    Key(name="at_most", says="The most that the condition adds.", form=_figure(0, HEAVIEST)),
    Key(name="any", says="The phrases.", form=PHRASES),
    Key(
        name="unless",
        says="Longer phrases inside which a phrase does not count.",
        form=PHRASES,
        is_needed=False,
    ),
)
SCOPE_KEYS = (
    Key(
        name="least_service",
        says="What service less other must reach.",
        form=_figure(-HEAVIEST, HEAVIEST),
    ),
    Key(
        name="least_nation",
        says="What nation less elsewhere must reach.",
        form=_figure(-HEAVIEST, HEAVIEST),
    ),
    Key(
        name="conditions",
        says="What speaks for and against a text's being about UK public services.",
        form={"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
    ),
)
