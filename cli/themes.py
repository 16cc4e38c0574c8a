"""The themes by hand: what they are, why their rules hold, what a new one would find."""

import sys
from pathlib import Path
from typing import Any

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


@themes.command()
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE...")
@click.option("--near", metavar="A,B", help="One of these must stand near.")
@click.option("--words", type=int, metavar="N", help="Near: within N words.")
@click.option("--sentence", is_flag=True, help="Near: in the same sentence (unless you say else).")
@click.option("--sentences", type=int, metavar="N", help="Near: 2 is one sentence further.")
@click.option("--all", "every", metavar="A,B", help="All of these must stand in the text.")
@click.option("--none", metavar="A,B", help="None of these may stand in the text.")
@click.option("--unless", metavar="A,B", help="Cancel a hit whose sentence has one of these.")
@click.option("--field", type=click.Choice(["any", "title", "lead", "body", "report"]))
@click.option("--theme", default="", help="Id of the theme that the rule is for.")
@click.option("--weight", type=float, default=2, show_default=True)
@click.option("--samples", type=click.IntRange(0), default=5, show_default=True, metavar="N")
@click.option("--format", "shape", type=SHAPES, default="text")
@placed
def test(
    phrases: tuple[str, ...],
    near: str | None,
    words: int | None,
    sentence: bool,
    sentences: int | None,
    every: str | None,
    none: str | None,
    unless: str | None,
    field: str | None,
    theme: str,
    weight: float,
    samples: int,
    shape: str,
) -> None:
    """Say what a rule with these phrases would find, before it is saved.

    Reads the published copy of the warehouse and writes nothing. Exit code 1 if it finds
    nothing there. Prints the YAML of the rule, ready to paste.

    \b
    Example:
      placewatch themes test "pool* … budget*" --near "council*, nhs" --words 8 \\
        --theme place_based_budgets
    """
    import sys

    from cli import themes_tried

    reaches = {"words": words, "sentence": sentence or None, "sentences": sentences}
    reach = {key: value for key, value in reaches.items() if value is not None}
    if len(reach) > 1 or (reach and not near):
        raise click.UsageError("--near goes with one of --words, --sentence, --sentences")
    lists = {"all": every, "none": none, "unless": unless}
    row: dict[str, object] = {"any": list(phrases)}
    if near:
        row["near"] = {**(reach or {"sentence": True}), "any": _parts(near)}
    row |= {key: _parts(value) for key, value in lists.items() if value}
    if field:
        row["field"] = field
    row["weight"] = weight
    sys.exit(themes_tried.tried(installation(), row, theme, shape, samples))


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


@themes.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--review", type=click.Path(path_type=Path), help="The file for your decisions.")
@click.option("--accept", type=click.Path(path_type=Path), help="Write what this file accepts.")
@click.option("--into", type=click.Path(path_type=Path), help="The seeds that gain the rules.")
@click.option("--most", type=click.IntRange(1), default=500, show_default=True, metavar="N")
@click.option("--show", type=click.IntRange(0), default=5, show_default=True, metavar="N")
@click.option("--least-texts", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@click.option("--least-count", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@placed
def derive(folder: Path | None, accept: Path | None, into: Path | None, **wishes: Any) -> None:
    """Find the phrases that mark your own texts, by theme, and make rules of those you accept.

    Reads .txt, .md, .html and .pdf, measures their phrases against general English, and writes
    a file in which you decide. --most phrases in all, --show of each theme on the screen.

    \b
    Examples:
      placewatch themes derive ~/texts
      placewatch themes derive --accept ~/placewatch/derive/texts.yaml
    """
    from cli import themes_derive

    if (folder is None) == (accept is None):
        raise click.UsageError("name a folder of texts, or --accept with a file of decisions")
    if accept is not None:
        sys.exit(themes_derive.accept(installation(), accept, into))
    if folder is not None:
        wish = themes_derive.Wish(folder=folder, **wishes)
        sys.exit(themes_derive.measure(installation(), wish))
