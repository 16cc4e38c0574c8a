"""What a JSON answer holds, of the type that was hoped for; what is missing or odd is empty."""

import json
from collections.abc import Mapping
from typing import Any

from extractors.parsed import ParseError


def load(body: bytes, what: str) -> Any:
    """Return what a body says.

    Args:
        body: As fetched.
        what: Who was to answer in JSON; for people.

    Raises:
        ParseError: if it is no JSON.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise ParseError("not JSON", f"{what} answered something else") from exc


def text(row: Mapping[str, Any], name: str) -> str:
    """Return a text, without blanks around it; empty: it is missing, or no text."""
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def number(row: Mapping[str, Any], name: str) -> int | None:
    """Return a whole number; None: it is missing, or none."""
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def row(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an object; empty: it is missing, or none."""
    value = row.get(name)
    return value if isinstance(value, dict) else {}


def rows(row: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list, in order."""
    value = row.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts(row: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts of a list, in order."""
    value = row.get(name)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
