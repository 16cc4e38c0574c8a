"""The sources by hand: how each does, where their feeds are, how one is added."""

import click

from cli.options import FORMATS, Commands, installation, placed


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@click.option("--failing", is_flag=True, help="Only those that give nothing, or nothing new.")
@click.option("--state", default="", metavar="WORD", help="Only those in this state, as blocked.")
@click.option("--weekly", is_flag=True, help="Show the message of the last week instead.")
@placed
@click.pass_context
def sources(ctx: click.Context, shape: str, failing: bool, state: str, weekly: bool) -> None:
    """List the sources and how each one does, in plain words, the worst first.

    \b
    Examples:
      placewatch sources --failing
      placewatch sources --state blocked
      placewatch sources --format csv
    """
    if ctx.invoked_subcommand is None:
        from cli import show

        if weekly:
            show.weekly(installation())
        else:
            show.sources(installation(), shape, state=state, failing=failing)
