"""What readers say of articles and alerts, and what to make of it."""

import sys
from collections.abc import Callable

import click

from cli.options import FORMATS, Commands, installation, placed


@click.group(cls=Commands)
@placed
def feedback() -> None:
    """Say that an article or alert was noise or useful, and see what follows from it.

    Nothing learns from it by itself: it shows which rules are noisy, and proposes sentences
    that they should miss.

    \b
    Example:
      placewatch feedback noise https://www.gov.uk/government/news/test-learn-and-grow
    """


def _said(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say what is meant, and by whom."""
    for option in (
        click.argument("what", metavar="URL|ALERT"),
        click.option("--theme", metavar="T", help="Only this theme of it, by its id."),
        click.option("--rule", metavar="R", help="Only this rule, which counted in it."),
        click.option("--note", default="", metavar="WORDS", help="What else there is to say."),
        click.option("--who", metavar="NAME", help="Who says so.  [default: your login]"),
    ):
        command = option(command)
    return command


@feedback.command()
@_said
@placed
def noise(what: str, theme: str | None, rule: str | None, note: str, who: str | None) -> None:
    """Say that an article, report or alert should not have been found.

    Of all that one person says of the same thing the last word counts.

    \b
    Examples:
      placewatch feedback noise https://www.gov.uk/government/news/test-learn-and-grow
      placewatch feedback noise URL --theme shared_services --note "a firm, no council"
    """
    from cli import feedback_said

    feedback_said.say(installation(), "noise", what, theme=theme, rule=rule, note=note, who=who)


@feedback.command()
@_said
@placed
def useful(what: str, theme: str | None, rule: str | None, note: str, who: str | None) -> None:
    """Say that an article, report or alert was worth having.

    Of all that one person says of the same thing the last word counts.

    \b
    Example:
      placewatch feedback useful https://www.gov.uk/government/news/test-learn-and-grow
    """
    from cli import feedback_said

    feedback_said.say(installation(), "useful", what, theme=theme, rule=rule, note=note, who=who)


@feedback.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what the same person said before.")
@click.option("--days", type=click.IntRange(1), default=365, show_default=True, metavar="N")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@placed
def listed(everything: bool, days: int, shape: str) -> None:
    """List what readers said, the latest first.

    \b
    Example:
      placewatch feedback list --days 30
    """
    from cli import feedback_said

    feedback_said.listed(installation(), shape, days=days, everything=everything)


@feedback.command()
@click.option("--theme", metavar="T", help="Only rules of this theme.")
@click.option("--rule", metavar="R", help="Only this rule.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@placed
def propose(theme: str | None, rule: str | None, shape: str) -> None:
    """Propose sentences that rules should miss, from what readers called noise.

    For each rule that counted in such an article: its file and line, and the line of its
    misses with the new sentences, ready to paste. Changes nothing. Exit code 1 if there is
    nothing to propose.

    \b
    Example:
      placewatch feedback propose --theme shared_services
    """
    from cli import feedback_proposed

    sys.exit(feedback_proposed.propose(installation(), shape, theme=theme, rule=rule))
