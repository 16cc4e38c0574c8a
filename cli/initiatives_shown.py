"""Showing the initiatives that were found."""

import click

from settings import Settings
from warehouse import queries


def table(settings: Settings, shape: str, *, everything: bool) -> None:
    """Print the initiatives that were found; ``everything``: the seeded ones too."""
    asked = {"seeded": "true" if everything else "false"}
    click.echo(queries.render(queries.run(settings.snapshot, "register", asked), shape))
