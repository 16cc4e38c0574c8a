"""The command that lists what somebody may still respond to."""

import click

from cli.options import FORMATS, installation, placed

KINDS = ("consultation", "call for evidence", "expressions of interest", "application")


class WhichUsage(click.UsageError):
    """Options that ask for two lists at once."""


@click.command()
@click.option("--closing-within", "within", type=click.IntRange(0), metavar="DAYS",
              help="Only those that close within so many days.")  # fmt: skip
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), default=None)
@click.option("--theme", metavar="THEME", help="Id or title of a theme: placewatch themes")
@click.option("--closed", "which", flag_value="closed", help="Those that are over.")
@click.option("--missed", "which", flag_value="missed", help="Those over before we saw them.")
@click.option("--changed", "which", flag_value="changed", help="Those moved or withdrawn.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@placed
def deadlines(
    within: int | None, kind: str | None, theme: str | None, which: str | None, shape: str
) -> None:
    """List consultations, calls for evidence and bids that are open, the soonest first.

    Each once, however many documents tell of it; with who asks and where to respond.

    \b
    Examples:
      placewatch deadlines --closing-within 14
      placewatch deadlines --kind "call for evidence" --format csv
    """
    from cli import deadlines as listed

    if within is not None and which is not None:
        raise WhichUsage(
            f"--closing-within goes with those that are open, not with --{which}: leave one out"
        )
    listed.deadlines(
        installation(),
        shape,
        which=which or "open",
        within=within,
        kind=kind or "",
        theme=theme or "",
    )
