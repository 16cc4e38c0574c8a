"""The sources by hand: how each does, where their feeds are, how one is added."""

import sys

import click

from cli.options import FORMATS, Commands, installation, placed

SHAPES = click.Choice(["table", "json"])


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table")
@click.option("--failing", is_flag=True, help="Only those that give nothing, or nothing new.")
@click.option("--state", default="", metavar="WORD", help="Only those in this state, as blocked.")
@click.option("--weekly", is_flag=True, help="Show the message of the last week instead.")
@placed
@click.pass_context
def sources(ctx: click.Context, shape: str, failing: bool, state: str, weekly: bool) -> None:
    """List the sources and how each one does, in plain words, the worst first.

    \b
    Examples:
      placewatch sources --failing
      placewatch sources --state blocked
      placewatch sources --format csv
    """
    if ctx.invoked_subcommand is None:
        from cli import show

        if weekly:
            show.weekly(installation())
        else:
            show.sources(installation(), shape, state=state, failing=failing)


@sources.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Also sources that are off, or fail.")
@click.option("--keep", is_flag=True, help="Keep the best address of each, in HOME/sources.yaml.")
@click.option("--format", "shape", type=SHAPES, default="table")
@placed
def discover(ids: tuple[str, ...], everything: bool, keep: bool, shape: str) -> None:
    """Look for the feeds of sources that have none.

    Asks their sites, until something is fit: the feeds that a site names, the usual paths,
    WordPress, sitemaps, pages of news. Obeys robots.txt, and leaves alone who turns us away.
    Keeps nothing unless asked. Exit code 1 if a source is left without.

    \b
    Examples:
      placewatch sources discover unite gmb
      placewatch sources discover --keep
    """
    from cli import sources_discover

    sys.exit(
        sources_discover.discover(installation(), ids, shape, everything=everything, keep=keep)
    )


@sources.command()
@click.argument("url")
@click.option("--id", "source_id", help="Its id; of a known source: gives it this address.")
@click.option("--name", help="As readers know it; else as its site says.")
@click.option("--kind", help="union, think_tank, government …; else a guess.")
@click.option("--nation", help="uk, england, scotland, wales or ni; else a guess.")
@click.option("--dry-run", is_flag=True, help="Show what would be kept, keep nothing.")
@click.option("--keep", is_flag=True, help="Keep it even where there is a doubt about it.")
@placed
def add(
    url: str,
    source_id: str | None,
    name: str | None,
    kind: str | None,
    nation: str | None,
    dry_run: bool,
    keep: bool,
) -> None:
    """Watch a publisher, by any address of it.

    URL is its feed, its homepage or its page of news. Finds the feed, shows the row and the
    newest titles, and keeps the row in HOME/sources.yaml. Asks nothing.
    Exit code 1 if nothing was kept.

    \b
    Examples:
      placewatch sources add https://www.example.org/
      placewatch sources add https://www.example.org/feed/ --kind union --dry-run
    """
    from cli import sources_add

    wishes = {"id": source_id, "name": name, "kind": kind, "nation": nation}
    given = {key: value for key, value in wishes.items() if value}
    sys.exit(sources_add.add(installation(), url, given, dry_run=dry_run, keep=keep))


@sources.command(name="import")
@click.argument("file", metavar="FILE|-")
@click.option("--kind", default="campaign", show_default=True, help="Where no folder names one.")
@click.option("--nation", default="uk", show_default=True, help="Where the row names none.")
@click.option("--dry-run", is_flag=True, help="Show what would be kept, keep nothing.")
@placed
def import_(file: str, kind: str, nation: str, dry_run: bool) -> None:
    """Watch the feeds of an OPML file.

    Feed readers export such files. Folders named after our kinds (union, think tank …) give
    the kind. Feeds that are read already are skipped; rows that cannot be used are named with
    their line.

    \b
    Example:
      placewatch sources import subscriptions.opml --kind union
    """
    from cli import sources_opml

    sys.exit(sources_opml.import_(installation(), file, kind, nation, dry_run=dry_run))


@sources.command()
@click.argument("file", metavar="[FILE]", default="-")
@click.option("--all", "everything", is_flag=True, help="Also sources that are off.")
@placed
def export(file: str, everything: bool) -> None:
    """Write the sources that are polled as OPML.

    Feed readers can import it, and so can other installations of Placewatch.

    \b
    Example:
      placewatch sources export placewatch.opml
    """
    from cli import sources_opml

    sys.exit(sources_opml.export(installation(), file, everything=everything))
