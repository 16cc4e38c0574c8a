"""Answers to questions: by name or in SQL, to the screen or into a file."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from records import PlacewatchError
from settings import Settings
from warehouse import answers, queries, search_index

FORMS = (*answers.FORMS, "parquet")


class QueryUsage(PlacewatchError):
    """A question that was not asked in the way it can be answered."""


def query(
    settings: Settings,
    name: str | None,
    text: str | None,
    params: Sequence[str],
    shape: str,
    output: Path | None,
) -> None:
    """Print the answer of a named query or of one in SQL, or the names.

    Args:
        settings: Of the installation.
        name: Of a query; None: none.
        text: SQL; None: none.
        params: NAME=VALUE, for a named query.
        shape: table, csv, json or parquet.
        output: The file that takes the answer; None: the screen.

    Raises:
        QueryUsage: if both are given, a parameter is no NAME=VALUE, Parquet has no file.
        QueryError: if the question cannot be answered.
        OutputError: if the file cannot be written.
    """
    if name and text is not None:
        raise QueryUsage(f"both {name!r} and --sql are given: ask one question at a time")
    if text is not None and params:
        raise QueryUsage("--param goes with a named query: write the value into the SQL")
    if shape == "parquet" and output is None:
        raise QueryUsage("Parquet is for programs: name a file with --output FILE")
    if not name and text is None:
        if params or output:
            raise QueryUsage("nothing was asked: name a query, or write one with --sql")
        click.echo("".join(catalogue()), nl=False)
        return
    values: Mapping[str, object] = {}
    if name:
        named = queries.load(name)
        text, values = named.sql, queries.values(named, dict(_pair(one) for one in params))
    if output:
        refuse(settings, output)
    if shape == "parquet" and output:
        queries.export(settings.snapshot, text or "", output, values)
        return
    with queries.opened(settings.snapshot) as con:
        columns, rows = queries.stream(con, text or "", values)
        if output is None:
            width = screen_width()
            answers.put(answers.lines(columns, rows, shape, width), sys.stdout)
            return
        with answers.written(output.absolute()) as draft, draft.open("w", encoding="utf-8") as file:
            answers.put(answers.lines(columns, rows, shape), file)


def catalogue() -> list[str]:
    """Return the named queries by topic, with a line for each of their parameters."""
    found = [queries.load(name) for name in queries.names()]
    width = max(len(known.name) for known in found)
    told = []
    for topic, heading in queries.TOPICS.items():
        told.append(f"{heading}:\n")
        for known in found:
            if known.topic == topic:
                told.append(f"  {known.name:<{width}}  {known.title}\n")
                for one in known.parameters:
                    default = "required" if one.default is None else f"default {one.default}"
                    words = f"-p {one.name}=…  {one.meaning} ({one.type}; {default.strip()})"
                    told.append(f"{'':<{width}}      {words}\n")
        told.append("\n")
    return told


def screen_width() -> int | None:
    """Return how wide the screen is; None where the output is no screen."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def refuse(settings: Settings, output: Path) -> None:
    """Do nothing, unless an answer would overwrite the warehouse or what readers open.

    Raises:
        QueryUsage: then.
    """
    ours = (
        settings.warehouse,
        settings.snapshot,
        settings.public / search_index.BASE,
        settings.public / search_index.TAIL,
    )
    if output.resolve() in {path.resolve() for path in ours if isinstance(path, Path)}:
        raise QueryUsage(f"{output} is a file of the warehouse: name another one")


def _pair(param: str) -> tuple[str, str]:
    name, sign, value = param.partition("=")
    if not sign or not name:
        raise QueryUsage(f"{param!r} is no parameter: write NAME=VALUE, as days=7")
    return name.strip(), value
