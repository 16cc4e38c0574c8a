"""The commands for alerts: what became of each, how one looks, and sending again."""

import click

from cli.alerts_route import route
from cli.options import FORMATS, Commands, installation, placed

STATES = ("pending", "sending", "sent", "parked")


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--state", type=click.Choice(STATES), default=None, help="Only those in this state.")
@click.option("--parked", "state", flag_value="parked", help="Only those that were put aside.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@placed
@click.pass_context
def alerts(ctx: click.Context, /, state: str | None, most: int, shape: str) -> None:
    """List alerts and what became of them: first what was put aside, then the newest.

    Parked ones were refused and wait for a person; all others arrive by themselves.

    \b
    Examples:
      placewatch alerts --parked
      placewatch alerts preview
    """
    if ctx.invoked_subcommand is None:
        from cli import alerts_shown

        alerts_shown.table(installation(), state or "", most, shape)


@alerts.command()
@click.argument("name", metavar="ID")
@placed
def show(name: str) -> None:
    """Show one alert: what became of it, why, and its words.

    ID is its id, the beginning of it, or its key.

    \b
    Example:
      placewatch alerts show 3f2a91bc
    """
    from cli import alerts_shown

    alerts_shown.show(installation(), name)


@alerts.command()
@click.argument("name", metavar="[ID]", default="")
@click.option("--json", "is_json", is_flag=True, help="Print Block Kit, for Slack's own builder.")
@placed
def preview(name: str, *, is_json: bool) -> None:
    """Show how an alert looks, without sending it.

    Without ID the newest; an invented one where there is none yet.

    \b
    Examples:
      placewatch alerts preview
      placewatch alerts preview 3f2a91bc --json
    """
    from cli import alerts_shown

    alerts_shown.preview(installation(), name, is_json=is_json)


@alerts.command()
@click.argument("name", metavar="[ID]", default="")
@click.option("--all", "everything", is_flag=True, help="All that were put aside.")
@placed
def resend(name: str, *, everything: bool) -> None:
    """Put an alert that was refused back in the queue; the next run sends it.

    One that still waits for its next attempt is tried at once. One that arrived is not sent
    twice.

    \b
    Examples:
      placewatch alerts resend 3f2a91bc
      placewatch alerts resend --all
    """
    from cli import alerts_shown

    if bool(name) == everything:
        raise click.UsageError("name the ID of an alert, or give --all")
    alerts_shown.resend(installation(), name)


alerts.add_command(route)
