"""Showing themes and rules as the seeds have them."""

from collections import Counter

from rich.table import Table

from cli import screen
from settings import Settings
from themes import load


def listed(settings: Settings) -> None:
    """Print the themes.

    Raises:
        SeedError: if the seeds have faults.
    """
    ruleset = load.ruleset(settings.seeds)
    counts = Counter(rule.theme_id for rule in ruleset.rules)
    table = Table(box=None, pad_edge=False)
    for heading in ("theme", "title"):
        table.add_column(heading)
    for heading in ("threshold", "rules"):
        table.add_column(heading, justify="right")
    for theme_id, theme in ruleset.themes.items():
        table.add_row(theme_id, theme.title, f"{theme.threshold:g}", str(counts[theme_id]))
    console = screen.console()
    console.print(table)
    console.print(f"\nruleset {ruleset.digest}: {len(ruleset.rules)} rules", highlight=False)
