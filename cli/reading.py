"""The commands that read what was published: query, sql, search."""

import sys
from pathlib import Path

import click

from cli.options import installation, placed

FILE = click.Path(path_type=Path, dir_okay=True)


@click.command()
@click.argument("name", required=False)
@click.option("--sql", "text", help="Any SELECT, instead of a named query.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE")
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json", "parquet"]),
              help="Default: as FILE ends, else table.")  # fmt: skip
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write the answer to a file.")
@placed
def query(
    name: str | None, text: str | None, params: tuple[str, ...], shape: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Ask the warehouse a named question, or one in SQL; without either, list the names.

    Reads the published copy, so it never waits for a run and never stops one. Large answers
    are written as they come. A Parquet file keeps the true types.

    \b
    Examples:
      placewatch query new-initiatives -p days=7
      placewatch query --sql "SELECT title, url FROM articles LIMIT 5" --format csv
      placewatch query deadlines --output deadlines.parquet
    """
    from cli import asked

    ending = output.suffix.lstrip(".").lower() if output else ""
    asked.query(
        installation(), name, text, params,
        shape or (ending if ending in asked.FORMS else "table"), output,
    )  # fmt: skip


@click.command()
@click.option("--timeout", type=click.IntRange(0), default=300, show_default=True, metavar="S",
              help="Stop a statement after so many seconds; 0: never.")  # fmt: skip
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table")
@placed
def sql(timeout: int, shape: str) -> None:
    """Ask the published copy in SQL, line by line: a prompt, or what is piped in.

    It cannot change anything, nor reach files or the network. '.help' tells what else it
    knows. A newer copy is opened between two statements.

    \b
    Examples:
      placewatch sql
      echo 'SELECT count(*) FROM articles' | placewatch sql --format csv
    """
    from cli import prompt

    sys.exit(prompt.prompt(installation(), shape=shape, timeout_s=timeout))


@click.command()
@click.argument("words", nargs=-1)
@click.option("--theme", default="", metavar="NAME", help="Only on this theme: id or title.")
@click.option("--source", default="", metavar="NAME", help="Only of this source: id or name.")
@click.option("--since", metavar="DATE", help="Only what appeared then or later.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=10, show_default=True, metavar="N")
@click.option("--format", "shape", type=click.Choice(["text", "csv", "json"]), default="text")
@click.option("--rebuild", is_flag=True, help="Make the index anew, from every text.")
@placed
def search(
    words: tuple[str, ...], theme: str, source: str, since: str | None, limit: int, shape: str,
    rebuild: bool,
) -> None:  # fmt: skip
    """Look for words in all articles and reports, the best first.

    Endings do not matter ("budget" finds "budgets"). Words within double quotes must stand
    together, just so. All words must be there; if nothing has all, some will do, and it is
    said. Exit code 1 if nothing is found.

    \b
    Examples:
      placewatch search '"shared services" councils' --theme place-based-budgets
      placewatch search pooled budget --since 2026-01-01 --format json
    """
    from cli import search as searching

    if rebuild:
        searching.rebuild(installation())
        if not words:
            return
    sys.exit(
        searching.find(
            installation(), words, theme=theme, source=source, since=since, limit=limit,
            shape=shape,
        )
    )  # fmt: skip
