"""The themes by hand: what they are, why their rules hold, what a new one would find."""

import sys
from pathlib import Path
from typing import Any

import click

from cli.options import Commands, installation, placed


@click.group(cls=Commands, invoke_without_command=True)
@placed
@click.pass_context
def themes(ctx: click.Context) -> None:
    """List the themes, each with its threshold and how many rules it has.

    \b
    Example:
      placewatch themes
    """
    if ctx.invoked_subcommand is None:
        from cli import themes_shown

        themes_shown.listed(installation())


@themes.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--review", type=click.Path(path_type=Path), help="The file for your decisions.")
@click.option("--accept", type=click.Path(path_type=Path), help="Write what this file accepts.")
@click.option("--into", type=click.Path(path_type=Path), help="The seeds that gain the rules.")
@click.option("--most", type=click.IntRange(1), default=500, show_default=True, metavar="N")
@click.option("--show", type=click.IntRange(0), default=5, show_default=True, metavar="N")
@click.option("--least-texts", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@click.option("--least-count", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@placed
def derive(folder: Path | None, accept: Path | None, into: Path | None, **wishes: Any) -> None:
    """Find the phrases that mark your own texts, by theme, and make rules of those you accept.

    Reads .txt, .md, .html and .pdf, measures their phrases against general English, and writes
    a file in which you decide. --most phrases in all, --show of each theme on the screen.

    \b
    Examples:
      placewatch themes derive ~/texts
      placewatch themes derive --accept ~/placewatch/derive/texts.yaml
    """
    from cli import themes_derive

    if (folder is None) == (accept is None):
        raise click.UsageError("name a folder of texts, or --accept with a file of decisions")
    if accept is not None:
        sys.exit(themes_derive.accept(installation(), accept, into))
    if folder is not None:
        wish = themes_derive.Wish(folder=folder, **wishes)
        sys.exit(themes_derive.measure(installation(), wish))
