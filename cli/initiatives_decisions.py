"""What people decide about initiatives: one command for each decision."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from cli.options import FORMATS, installation, placed


def _said(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say who decides, and why."""
    for option in (
        click.option("--note", default="", metavar="WORDS", help="Why, for those who come after."),
        click.option("--who", metavar="NAME", help="Who decides.  [default: your login]"),
    ):
        command = option(command)
    return command


@click.command()
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, metavar="N",
              help="How many pairs, and how many names, to list.")  # fmt: skip
@_said
@placed
def review(shape: str, most: int, note: str, who: str | None) -> None:
    """Show initiatives that may be one, and doubtful names; ask what they are.

    Each with its quotes. In a terminal it asks about one after the other; elsewhere it lists
    them with the commands that decide. What is decided is never asked again.

    \b
    Examples:
      placewatch initiatives review
      placewatch initiatives review --format json --most 100
    """
    from cli import initiatives_review

    asks = shape == "text" and sys.stdin.isatty() and sys.stdout.isatty()
    initiatives_review.review(
        installation(), shape, most=most, note=note, who=who, ask=click.prompt if asks else None
    )


@click.command()
@click.argument("name")
@click.argument("kept")
@_said
@placed
def merge(name: str, kept: str, note: str, who: str | None) -> None:
    """Say that NAME is another name of KEPT: the two are one initiative.

    Both are a name, a part of one or an id. Of a seeded one the name in the seeds is kept.

    \b
    Example:
      placewatch initiatives merge "Tweed Training Fund" "Border Skills Fund"
    """
    from cli import initiatives_said

    initiatives_said.say(installation(), "merge", name, kept, note=note, who=who)


@click.command()
@click.argument("name")
@click.argument("other")
@_said
@placed
def apart(name: str, other: str, note: str, who: str | None) -> None:
    """Say that NAME and OTHER are two initiatives, whatever they look like.

    Undoes the merger that made them one, if there is any.

    \b
    Example:
      placewatch initiatives apart "Borders Growth Deal" "Ayrshire Growth Deal"
    """
    from cli import initiatives_said

    initiatives_said.say(installation(), "apart", name, other, note=note, who=who)


@click.command()
@click.argument("name")
@click.argument("new_name")
@_said
@placed
def rename(name: str, new_name: str, note: str, who: str | None) -> None:
    """Call the initiative NAME by NEW_NAME; its other names stay known.

    \b
    Example:
      placewatch initiatives rename "Border Skills" "Border Skills Fund"
    """
    from cli import initiatives_said

    initiatives_said.say(installation(), "rename", name, new_name, note=note, who=who)


@click.command()
@click.argument("name")
@_said
@placed
def refuse(name: str, note: str, who: str | None) -> None:
    """Say that NAME is no initiative: it is not found again, and never rings.

    \b
    Example:
      placewatch initiatives refuse "Kent County Show" --note "a fair"
    """
    from cli import initiatives_said

    initiatives_said.say(installation(), "refuse", name, note=note, who=who)


@click.command()
@click.argument("name")
@_said
@placed
def confirm(name: str, note: str, who: str | None) -> None:
    """Say that the doubtful NAME is an initiative: from now on it is known.

    \b
    Example:
      placewatch initiatives confirm "Marsh Ledger"
    """
    from cli import initiatives_said

    initiatives_said.say(installation(), "confirm", name, note=note, who=who)


@click.command()
@click.argument("number", type=click.IntRange(1), required=False)
@_said
@placed
def undo(number: int | None, note: str, who: str | None) -> None:
    """Take back decision NUMBER, or the last one: what was before it holds again.

    \b
    Example:
      placewatch initiatives undo 12
    """
    from cli import initiatives_said

    initiatives_said.undo(installation(), number, note=note, who=who)


@click.command()
@click.option("--export", "out", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE",
              help="Write those that stand to FILE, as YAML; -: to the screen.")  # fmt: skip
@click.option("--import", "given", type=click.Path(path_type=Path), metavar="FILE",
              help="Take over those of FILE; what stands already is left out.")  # fmt: skip
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@placed
def decisions(out: Path | None, given: Path | None, shape: str) -> None:
    """List what people decided, the last first; or hand it to another installation.

    An exported file can be kept in git, reviewed, and imported into a new warehouse, which
    holds to it before it knows the names.

    \b
    Examples:
      placewatch initiatives decisions
      placewatch initiatives decisions --export decisions.yaml
      placewatch initiatives decisions --import decisions.yaml
    """
    from cli import initiatives_kept

    initiatives_kept.decisions(installation(), shape, out=out, given=given)


COMMANDS = (review, merge, apart, rename, refuse, confirm, undo, decisions)
