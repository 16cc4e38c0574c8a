"""Menus that stayed in a text: what they name is the site's, not the text's."""

import re
from collections.abc import Iterator

# "Home | News | Unions | Contact us": the site's, not the text's.
_MENU = re.compile(r"(?:[^|\n.]{1,30}\|){3,}[^|\n.]{1,30}")
_OF_MENUS = re.compile(
    r"\b(?:home|news|contact|about|log ?in|sign ?in|search|subscribe|jobs|opinion|events|menu"
    r"|blogs?)\b",
    re.I,
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield where menus begin and end."""
    for found in _MENU.finditer(text):
        if len(_OF_MENUS.findall(found.group())) > 1:
            yield found.span()
