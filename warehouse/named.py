"""Named queries: the files of queries/, each a question with its topic and its parameters."""

import re
from dataclasses import dataclass
from pathlib import Path

from records import PlacewatchError

FOLDER = Path(__file__).parent / "queries"
PARAMETER = re.compile(r"-- ([a-z_]+): (.+?) \((?:default (.*)|required)\)")
# What queries are about, in the order in which they are listed. Those of the code are asked by
# commands, and not listed.
TOPICS = {
    "initiatives": "Initiatives",
    "behind": "Who is behind them",
    "deadlines": "Deadlines",
    "themes": "Themes and places",
    "telling": "Who tells what",
    "voice": "Whose voice",
    "alerts": "Alerts and their readers",
    "rules": "Rules",
    "house": "The house",
}
CODE = "code"
# A value is what the query makes of it; else words.
TYPES = {"INTEGER": "whole number", "DOUBLE": "number", "BOOLEAN": "true or false"}


class QueryError(PlacewatchError):
    """A question that cannot be answered as it was put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a named query asks for."""

    name: str
    meaning: str
    type: str  # words, or one of TYPES
    default: str | None  # None: it must be given


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A query with a name: one file of queries/."""

    name: str
    title: str  # a question
    topic: str  # of TOPICS, or CODE
    parameters: tuple[Parameter, ...]
    sql: str


def names() -> tuple[str, ...]:
    """Return the names of all queries."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


def load(name: str) -> Named:
    """Return a named query.

    Raises:
        QueryError: if there is none of that name.
    """
    if name not in names():
        raise QueryError(f"there is no query {name!r}; there are {', '.join(names())}")
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    parameters = []
    topic = CODE
    for line in rest.splitlines():
        if not line.startswith("--"):
            break
        topic = line.removeprefix("-- topic: ") if line.startswith("-- topic: ") else topic
        found = PARAMETER.fullmatch(line)
        if found:
            cast = re.search(rf"\${found[1]}::([A-Z]+)", text)
            kind = TYPES[cast[1]] if cast else "words"
            parameters.append(
                Parameter(name=found[1], meaning=found[2], type=kind, default=found[3])
            )
    return Named(
        name=name,
        title=title.removeprefix("-- "),
        topic=topic,
        parameters=tuple(parameters),
        sql=text,
    )
