"""Setting up: the folder of an installation, and whether its seeds can be trusted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seedfiles import SeedError
from settings import Settings

if TYPE_CHECKING:
    from alerts.subscriptions import Known

ENVIRONMENT = """\
# Settings of this installation; docs/settings.md explains each.
# Load them with:  set -a; . {home}/placewatch.env; set +a
PLACEWATCH_HOME={home}
# Whom a publisher may ask about our requests: a web or mail address.
#PLACEWATCH_CONTACT=https://example.org/placewatch
# A file that holds the bot token, readable by you alone.
#PLACEWATCH_SLACK_TOKEN_FILE={home}/slack-token
#PLACEWATCH_SLACK_CHANNEL=C0123456789
"""


def init(settings: Settings) -> None:
    """Make the folder, its warehouse and an example of its settings; keep what exists."""
    from warehouse import store

    settings.home.mkdir(parents=True, exist_ok=True)
    with store.open_warehouse(settings.warehouse):
        pass
    env = settings.home / "placewatch.env"
    if not env.exists():
        env.write_text(ENVIRONMENT.format(home=settings.home), encoding="utf-8")
    click.echo(f"Installation: {settings.home}")
    click.echo(f"Warehouse:    {store.named(settings.warehouse)}")
    click.echo(f"Settings:     {env} (edit it, then load it)")
    click.echo(f"Sources:      {settings.sources}")
    click.echo(f"Your own:     {settings.own_sources} (placewatch sources add URL)")
    _read(settings)
    click.echo(f"Next: placewatch run --home {settings.home}")


def check(settings: Settings, *, is_full: bool = False) -> None:
    """Read every seed file and say what each holds, and how many remarks there are.

    A remark stops nothing: a phrase that decides nothing, a rule that shows nothing of its own.

    Args:
        settings: Of the installation.
        is_full: List the remarks.

    Raises:
        SeedError: with the faults of all files together.
    """
    _read(settings)
    _remark(settings, is_full)


def _read(settings: Settings) -> None:
    faults: list[str] = []
    for path, what, count in _readers(settings):
        try:
            click.echo(f"{_shown(path)}: {count()} {what}")
        except SeedError as exc:
            faults += [fault for fault in exc.faults if fault not in faults]
    if faults:
        raise SeedError([f"{len(faults)} faults in the seeds:", *faults])


def _remark(settings: Settings, is_full: bool) -> None:
    from themes.rules import load, swallowed

    found = [str(one) for one in swallowed.remarks(load.library(settings.seeds))]
    if found:
        hint = ":" if is_full else "; 'placewatch check --remarks' lists them"
        click.echo(f"{len(found)} remarks on rules, which stop nothing{hint}")
    for remark in found if is_full else ():
        click.echo(remark)


def _readers(settings: Settings) -> list[tuple[Path, str, Callable[[], int]]]:
    """Return each seed file, what it holds, and how that is counted."""
    from cli import newsroom_data, newsroom_expected
    from extractors import sources
    from themes.initiatives import catalogue, organisations, places
    from themes.rules import load
    from themes.voices import voice

    seeds = settings.seeds
    room = seeds / "newsroom"

    def newsroom() -> int:
        stock = newsroom_data.load(room)
        newsroom_expected.load(room, stock)
        return len(stock.pieces)

    return [
        (settings.sources, "sources", lambda: len(sources.load(settings.sources))),
        *_own(settings),
        (seeds / "themes", "rules", lambda: len(load.ruleset(seeds).rules)),
        (
            seeds / "initiatives.yaml",
            "initiatives known",
            lambda: len(catalogue.load_register(seeds / "initiatives.yaml")),
        ),
        (seeds / "areas.yaml", "areas", lambda: len(places.load(seeds / "areas.yaml").areas)),
        (
            seeds / "organisations.yaml",
            "organisations",
            lambda: len(organisations.load(seeds / "organisations.yaml").rows),
        ),
        (seeds / "unions.yaml", "unions", lambda: len(voice.load(seeds / "unions.yaml").unions)),
        *_subscriptions(settings),
        (room, "articles of the newsroom", newsroom),
    ]


def _own(settings: Settings) -> list[tuple[Path, str, Callable[[], int]]]:
    """Return the installation's own list as ``_readers`` does, if there is one."""
    from extractors import sources

    own = settings.own_sources
    if not own.exists() or own.resolve() == settings.sources.resolve():
        return []
    what = "sources with those of your own"
    return [(own, what, lambda: len(sources.load(settings.sources, own)))]


def _subscriptions(settings: Settings) -> list[tuple[Path, str, Callable[[], int]]]:
    """Return who gets what as ``_readers`` does: what ships, and the installation's own."""
    from alerts import subscriptions_load

    shipped, own = settings.seeds / "subscriptions.yaml", settings.own_subscriptions

    def count(over: Path | None) -> int:
        found = subscriptions_load.load(shipped, over, settings.slack_channel, _known(settings))
        return len(found.rows)

    found: list[tuple[Path, str, Callable[[], int]]] = []
    if shipped.exists():
        found.append((shipped, "rows of who gets what", lambda: count(None)))
    if own.exists():
        found.append((own, "rows of who gets what with those of your own", lambda: count(own)))
    return found


def _known(settings: Settings) -> "Known":
    """Return the names that rows of subscriptions may use."""
    from alerts.subscriptions import Known
    from extractors import sources
    from themes.initiatives import places
    from themes.rules import load

    areas = places.load(settings.seeds / "areas.yaml").areas
    return Known(
        themes=tuple(load.ruleset(settings.seeds).themes),
        nations=sources.NATIONS,
        areas=frozenset(name for area in areas for name in (area.name, *area.names())),
        kinds=sources.KINDS,
    )


def _shown(path: Path) -> str:
    return "/".join(path.parts[-2:])
