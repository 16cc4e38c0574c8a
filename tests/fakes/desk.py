"""A desk with a list of sources of its own, at which commands are given."""

from datetime import UTC, datetime
from functools import partial

import yaml
from click.testing import CliRunner

from cli.main import main
from tests.fakes import sites

# Commands know the time by themselves: what they read must be new today.
rss = partial(sites.rss, now=datetime.now(UTC))
listing = partial(sites.listing, now=datetime.now(UTC))


class Installation:
    """Commands on a home and a list of its own."""

    def __init__(self, folder):
        self.home = folder / "home"
        self.list = folder / "list.yaml"
        self.own = self.home / "sources.yaml"
        self.hosts = ""

    def watch(self, *rows):
        self.list.write_text(yaml.safe_dump(list(rows)), encoding="utf-8")
        return self

    def env(self):
        return {
            "PLACEWATCH_HOME": str(self.home),
            "PLACEWATCH_SOURCES": str(self.list),
            "PLACEWATCH_ALLOW_HOSTS": self.hosts,
            "PLACEWATCH_HOST_GAP": "0",
        }

    def __call__(self, *words, **how):
        return CliRunner().invoke(main, words, env=self.env(), **how)

    def rows(self):
        return yaml.safe_load(self.own.read_text(encoding="utf-8"))
