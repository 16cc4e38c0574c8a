"""The initiatives by hand: what was found, and what people decide about it."""

import click

from cli.initiatives_decisions import COMMANDS
from cli.options import FORMATS, Commands, installation, placed


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--all", "everything", is_flag=True, help="Also those known before we looked.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@placed
@click.pass_context
def initiatives(ctx: click.Context, everything: bool, shape: str) -> None:
    """List the initiatives that were found, newest first, each with its proof.

    \b
    Example:
      placewatch initiatives --all
    """
    if ctx.invoked_subcommand is None:
        from cli import initiatives_shown

        initiatives_shown.table(installation(), shape, everything=everything)


for _command in COMMANDS:
    initiatives.add_command(_command)
