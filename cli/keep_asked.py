"""The commands that keep an installation: in order, backed up, and able to come back."""

from pathlib import Path

import click

from cli.options import installation, placed


@click.command()
@click.option("--dry-run", "is_dry", is_flag=True, help="Only tell what would be done.")
@placed
def keep(*, is_dry: bool) -> None:
    """Forget what is old, check what is kept, win back room, back up.

    What `placewatch up` does each night. How long things are kept is set by
    PLACEWATCH_KEEP_RAW_DAYS, PLACEWATCH_KEEP_RUNS_DAYS and PLACEWATCH_KEEP_BACKUPS.

    \b
    Example:
      placewatch keep --dry-run
    """
    from cli import keep as keeping

    keeping.keep(installation(), is_dry=is_dry)


@click.command()
@click.argument("to", type=click.Path(path_type=Path, file_okay=False), required=False)
@placed
def backup(to: Path | None) -> None:
    """Make a backup: one folder with the warehouse and all that belongs to it.

    In the folder TO, or in HOME/backups, where the newest seven are kept. Safe while
    Placewatch runs; writers wait only while one file is copied.

    \b
    Examples:
      placewatch backup
      placewatch backup /media/disk/placewatch
    """
    from cli import keep as keeping

    keeping.backup(installation(), to)


@click.command()
@click.argument("backup", metavar="FROM", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Move aside what stands there now.")
@placed
def restore(backup: Path, *, replace: bool) -> None:
    """Bring a backup back, and check that it answers as it did when it was made.

    FROM is a folder placewatch-…Z, or a folder of such: then the newest. Stop
    `placewatch up` first. What stands there now is moved aside, never deleted.

    \b
    Example:
      placewatch restore ~/placewatch/backups --replace
    """
    from cli import keep as keeping

    keeping.restore(installation(), backup, may_replace=replace)


@click.command()
@click.argument("what", metavar="URL|ID")
@click.option("--to", metavar="FILE|-", help="Write the latest there, as it was fetched.")
@placed
def raw(what: str, to: str | None) -> None:
    """Show which copies there are of a page or a PDF, as they were fetched; get one back.

    URL is the address of an article or a report, ID its id or the beginning of a digest.

    \b
    Examples:
      placewatch raw https://www.gov.uk/government/news/test-learn-and-grow
      placewatch raw 3f2a91bc --to page.html
    """
    from cli import raw_shown

    raw_shown.show(installation(), what, to)
