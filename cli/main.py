"""By hand: one command for each thing a person wants of Placewatch."""

import os
import sys

import click

from cli.alerts_asked import alerts
from cli.deadlines_asked import deadlines
from cli.feedback import feedback
from cli.initiatives import initiatives
from cli.keep_asked import backup, keep, raw, restore
from cli.options import Commands, installation, placed
from cli.reading import query, search, sql
from cli.sources import sources
from cli.themes import themes
from cli.warehouse import warehouse


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@placed
@click.version_option(package_name="placewatch")
def main() -> None:
    """Tell activists when a new public-service-reform initiative appears.

    \b
    Start with:
      placewatch demo      see it work on invented publishers
      placewatch run       read the real ones, once
      placewatch up        keep reading, for months
    """
    os.environ.setdefault("DO_NOT_TRACK", "1")  # Prefect tells its makers nothing of us


@main.command()
@placed
def init() -> None:
    """Make the folder of an installation and say what to set.

    Safe to repeat: nothing that exists is changed.

    \b
    Example:
      placewatch init --home ~/placewatch
    """
    from cli import setup

    setup.init(installation())


@main.command()
@click.option("--alert-baseline", is_flag=True, help="Alert on what a first poll finds, too.")
@click.option("--no-demo", is_flag=True, help="Do not play the newsroom when nobody answers.")
@click.option("--due", is_flag=True, help="Ask only feeds that are due: for cron.")
@placed
def run(alert_baseline: bool, no_demo: bool, due: bool) -> None:
    """Poll what is due, read what is new, alert, and print a summary.

    The first poll of a source is its baseline: it is read and listed, and rings nothing.
    Alerts go to Slack where PLACEWATCH_SLACK_TOKEN is set, else to this terminal.

    \b
    Example:
      placewatch run --home ~/placewatch
    """
    from cli import runs

    found = runs.run(
        installation(), alert_baseline=alert_baseline, may_demo=not no_demo, is_by_hand=not due
    )
    sys.exit(found)


@main.command()
@placed
def demo() -> None:
    """Play three days of an invented newsroom, and check what became of them.

    Everything is real but the publishers: HTTP, warehouse, alerts (to this terminal).
    Keeps its own warehouse, in HOME/demo, made anew each time.

    \b
    Example:
      placewatch demo
    """
    from cli import demo as play

    sys.exit(play.demo(installation()))


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=4200, show_default=True)
@placed
def up(port: int) -> None:
    """Start all that an installation needs and run until stopped.

    One Prefect server on this machine alone, the deployments of prefect.yaml, one runner.

    \b
    Example:
      placewatch up --home ~/placewatch
    """
    from cli import up as service

    service.up(installation(), os.environ, port=port)


@main.command()
@click.option("--remarks", is_flag=True, help="List what decides nothing, too: it stops nothing.")
@placed
def check(remarks: bool) -> None:
    """Check every seed file and name all faults at once, each with its line.

    \b
    Example:
      placewatch check --sources my-sources.yaml
    """
    from cli import setup

    setup.check(installation(), is_full=remarks)


@main.command()
@click.argument("what", metavar="URL|FILE|-")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@placed
def explain(what: str, shape: str) -> None:
    """Show which rules hit in a page, a PDF or a text, on which words, and why.

    Adds up each theme's score, tells which rules nearly hit and what stopped them, and how
    a stored address was judged. Writes nothing. Exit code 1 if no theme applies.

    \b
    Example:
      placewatch explain https://www.gov.uk/government/news/test-learn-and-grow
    """
    from cli import explain as explaining

    sys.exit(explaining.explain(installation(), what, shape))


main.add_command(alerts)
main.add_command(backup)
main.add_command(deadlines)
main.add_command(feedback)
main.add_command(initiatives)
main.add_command(keep)
main.add_command(raw)
main.add_command(restore)
main.add_command(sources)
main.add_command(themes)
main.add_command(warehouse)


@main.command()
@click.argument("source")
@click.option("--since", required=True, metavar="DATE", help="The oldest day that is wanted.")
@click.option("--most", type=click.IntRange(1), default=1_000, show_default=True, metavar="N")
@click.option("--alert", is_flag=True, help="Treat what is found as news: it may ring.")
@placed
def backfill(source: str, since: str, most: int, alert: bool) -> None:
    """Read what a source published before it was watched.

    Walks its feed backwards (WordPress pages, RFC 5005 archives) or its sitemap, politely,
    and takes up where it was stopped. Rings nothing unless asked.

    \b
    Example:
      placewatch backfill new-local --since 2025-01-01
    """
    from cli import backfill as backfilling

    sys.exit(backfilling.backfill(installation(), source, since, most=most, rings=alert))


@main.command()
@click.option("--dry-run", is_flag=True, help="Only show what would change; write nothing.")
@click.option("--yes", "-y", "is_sure", is_flag=True, help="Do not ask.")
@click.option("--since", metavar="DATE", help="Only articles that appeared then or later.")
@click.option("--source", metavar="ID", help="Only articles of this source.")
@click.option("--alert", is_flag=True, help="Articles that are newly relevant may ring.")
@click.option("--days", type=click.IntRange(1), default=7, show_default=True, metavar="N",
              help="With --alert: if they are no older.")  # fmt: skip
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@placed
def reclassify(
    dry_run: bool, is_sure: bool, since: str | None, source: str | None, alert: bool, days: int,
    shape: str,
) -> None:  # fmt: skip
    """Judge the stored articles and reports anew under the present rules.

    First shows what each theme would gain and lose, with examples, and asks. Old verdicts
    are kept. Takes up where it was stopped. Rings nothing unless asked.

    \b
    Examples:
      placewatch reclassify --dry-run
      placewatch reclassify --yes
    """
    from cli import reclassify as judging

    asks = shape == "text" and sys.stdin.isatty() and sys.stderr.isatty()
    ended = judging.reclassify(
        installation(),
        shape=shape,
        is_dry=dry_run,
        ask=(lambda: True) if is_sure else judging.confirmed if asks else None,
        since=since,
        source=source,
        rings_days=days if alert else None,
    )
    sys.exit(ended)


main.add_command(query)
main.add_command(sql)
main.add_command(search)


if __name__ == "__main__":
    main()
