"""The themes by hand: what they are, why their rules hold, what a new one would find."""

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
