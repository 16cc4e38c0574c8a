"""The alerts by hand."""

import click

from cli.alerts_route import route
from cli.options import Commands, placed


@click.group(cls=Commands)
@placed
def alerts() -> None:
    """See where alerts go, and why.

    \b
    Example:
      placewatch alerts route --dry-run
    """


alerts.add_command(route)
