"""The initiatives by hand: what was found, and what people decide about it."""

import sys
from typing import Any

import click

from cli.initiatives_decisions import COMMANDS
from cli.options import FORMATS, Commands, installation, placed


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--stage", metavar="STAGE", help="Only those at this stage or step, as pilot.")
@click.option("--kind", metavar="KIND", help="Only pilots, programmes, funds …, as fund.")
@click.option("--area", metavar="PLACE", help="Only those in a place, as Kent.")
@click.option("--sponsor", metavar="BODY", help="Only those that a body is behind, as Treasury.")
@click.option("--theme", metavar="THEME", help="Only those of a theme, by id or title.")
@click.option("--since", metavar="DATE", help="Only those with news since that day.")
@click.option("--new", "is_new", is_flag=True, help="Only what was new: in 7 days, or --since.")
@click.option("--unsure", is_flag=True, help="Only those of whose names we are not sure.")
@click.option("--search", metavar="WORDS", help="Only those with these words in a name.")
@click.option("--all", "everything", is_flag=True, help="Also known ones that no document names.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@placed
@click.pass_context
def initiatives(ctx: click.Context, /, shape: str, **asked: Any) -> None:
    """List the initiatives that documents name, those with the latest news first.

    Options narrow the list down together. Exit code 1 if nothing is left.

    \b
    Examples:
      placewatch initiatives --new
      placewatch initiatives --stage pilot --area Kent
      placewatch initiatives show "Total Place"
    """
    if ctx.invoked_subcommand is None:
        from cli import initiatives_shown

        sys.exit(initiatives_shown.table(installation(), shape, asked))


@initiatives.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@placed
def show(name: tuple[str, ...], shape: str) -> None:
    """Show the life of one initiative: what happened, where, by whom, each with its proof.

    NAME is a name of it, a part that no other has, or its id.

    \b
    Examples:
      placewatch initiatives show "Total Place"
      placewatch initiatives show total place --format json
    """
    from cli import initiatives_life

    initiatives_life.show(installation(), " ".join(name), shape)


for _command in COMMANDS:
    initiatives.add_command(_command)
