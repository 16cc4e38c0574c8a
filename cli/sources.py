"""The sources by hand: how each does, where their feeds are, how one is added."""

import click

from cli.options import FORMATS, Commands, installation, placed


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@placed
@click.pass_context
def sources(ctx: click.Context, shape: str) -> None:
    """List the sources and how each one does, in plain words.

    \b
    Example:
      placewatch sources --format csv
    """
    if ctx.invoked_subcommand is None:
        from cli import show

        show.sources(installation(), shape)
