"""placewatch alerts route: which channels an alert goes to, and why."""

import sys

import click

from cli.options import installation, placed


@click.command()
@click.argument("alert", required=False, default="")
@click.option(
    "--dry-run",
    is_flag=True,
    required=True,
    expose_value=False,
    help="Only tell: nothing is sent again.",
)
@click.option("--most", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@placed
def route(alert: str, most: int, shape: str) -> None:
    """Tell which channels the latest alerts, or one, would go to, and why; and why not.

    Goes by seeds/subscriptions.yaml and HOME/subscriptions.yaml as they are now. ALERT is an
    id or key, or how it begins.

    \b
    Example:
      placewatch alerts route --dry-run
    """
    from cli import alerts_routed

    sys.exit(alerts_routed.route(installation(), alert, shape, most))
