"""The themes by hand: what they are, why their rules hold, what a new one would find."""

import click

from cli.options import Commands, installation, placed

SHAPES = click.Choice(["text", "json"])


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


@themes.command(name="list")
@click.argument("theme", default="")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table")
@placed
def list_(theme: str, shape: str) -> None:
    """List the rules of THEME, or all: weight, origin, and what each found so far.

    \b
    Example:
      placewatch themes list shared_services
    """
    from cli import themes_shown

    themes_shown.rules(installation(), theme, shape)


@themes.command()
@click.argument("rule")
@click.option("--format", "shape", type=SHAPES, default="text")
@placed
def explain(rule: str, shape: str) -> None:
    """Say what RULE asks for, in words, where it comes from, and what it found so far.

    \b
    Example:
      placewatch themes explain total-place
    """
    from cli import themes_shown

    themes_shown.explained(installation(), rule, shape)
