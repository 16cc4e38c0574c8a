"""What every command shares: where an installation lies, and how a failure is told."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from records import PlacewatchError
from settings import PREFIX, Settings

# What a disk can refuse, and what helps.
HELPS = {
    errno.ENOSPC: "make room on the disk, then run again",
    errno.EDQUOT: "make room, or raise the quota, then run again",
    errno.EROFS: "name a PLACEWATCH_HOME that may be written to",
    errno.EACCES: "let this user write there, or name another PLACEWATCH_HOME",
    errno.EPERM: "let this user write there, or name another PLACEWATCH_HOME",
}

FORMATS = ("table", "csv", "json")


class Commands(click.Group):
    """A group whose foreseen failures are one message and exit code 1, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn a foreseen failure into its message."""
        try:
            return super().invoke(ctx)
        except PlacewatchError as exc:
            click.echo(f"Error: {exc}", err=True)
            ctx.exit(1)
        except OSError as exc:
            if exc.errno not in HELPS or not (exc.filename and exc.strerror):
                raise
            told = f"{exc.filename}: {exc.strerror.lower()}: {HELPS[exc.errno]}"
            click.echo(f"Error: {told}", err=True)
            ctx.exit(1)


def _keep(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    """Keep an option for ``installation``; the one nearest to the command wins."""
    if value is not None:
        ctx.find_root().meta[f"placewatch.{param.name}"] = str(value)


def placed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say where an installation lies."""
    file = click.Path(path_type=Path)
    for name, text in (
        ("--sources", "Watch the sources of this file.  [env: PLACEWATCH_SOURCES]"),
        ("--home", "Keep everything in this folder.  [env: PLACEWATCH_HOME]"),
    ):
        command = click.option(name, type=file, callback=_keep, expose_value=False, help=text)(
            command
        )
    return command


def installation(**changes: str) -> Settings:
    """Return the settings: the environment, then options, then ``changes``."""
    meta = click.get_current_context().find_root().meta
    env = dict(os.environ)
    for name in ("home", "sources"):
        if f"placewatch.{name}" in meta:
            env[PREFIX + name.upper()] = meta[f"placewatch.{name}"]
            env.pop(f"{PREFIX}{name.upper()}_FILE", None)
    settings = Settings.from_env({**env, **changes})
    for remark in settings.remarks:
        click.echo(remark, err=True)
    return settings
