"""Writes the JSON Schemas for editors of seeds: python -m themes.rules.schema seeds/schema."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from themes.rules import keys
from themes.rules.keys import Key

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Return each schema by the name of its file.

    They say what can be said of one file alone: keys, kinds of values, bounds. Whether a
    list exists, a card has the claim, or a rule finds its own hits, only ``load`` can tell.
    """
    rule = _row("A way in which a theme shows in print.", keys.RULE_KEYS)
    rule["oneOf"] = [{"required": [name]} for name in keys.ORIGINS]
    near = _row("What must stand near a phrase.", keys.NEAR_KEYS)
    near["oneOf"] = [{"required": [name]} for name in keys.UNITS]
    one_or_more = {
        "anyOf": [
            {"$ref": "#/$defs/near"},
            {"type": "array", "items": {"$ref": "#/$defs/near"}, "minItems": 1},
        ]
    }
    condition = _row("A kind of evidence.", keys.CONDITION_KEYS)
    return {
        "theme.json": _file(
            "A theme of Placewatch",
            _row("A current of reform, and how it shows in print.", keys.THEME_KEYS),
            {"rule": rule, "near": near, "nears": one_or_more},
        ),
        "scope.json": _file(
            "The scope of Placewatch",
            _row("Whether a text is about the public services of the UK.", keys.SCOPE_KEYS),
            {"condition": condition},
        ),
        "lists.json": _file(
            "The lists of Placewatch",
            {
                "description": "Phrases that rules share, by the name after @.",
                "type": "object",
                "propertyNames": {"pattern": f"^{keys.LIST}$"},
                "additionalProperties": keys.PHRASES,
            },
            {},
        ),
    }


def text(schema: Mapping[str, Any]) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _row(says: str, known: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "description": says,
        "type": "object",
        "required": list(keys.needed(known)),
        "additionalProperties": False,
        "properties": {key.name: {"description": key.says, **key.form} for key in known},
    }


def _file(title: str, content: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    return {"$schema": DRAFT, "title": title, **content, **({"$defs": parts} if parts else {})}


if __name__ == "__main__":
    for name, schema in schemas().items():
        (Path(sys.argv[1]) / name).write_text(text(schema), encoding="utf-8")
