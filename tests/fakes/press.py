"""Publishers with a feed and pages, on one loopback server, and an installation that reads them."""

import json
import os
import subprocess
import sys
from html import escape
from pathlib import Path

import yaml
from click.testing import CliRunner

from cli.main import main
from tests.fakes import ready
from tests.fakes.slack import FakeSlack
from tests.fakes.web import FakeWeb

HERE = Path(__file__).resolve().parents[2]

# An ordinary reform announcement of our own invention: no list knows the name.
PILOT = (
    "Ministers will pilot whole-area budgets",
    "The Treasury has announced the Shire Purse programme, which will pool the budgets of "
    "councils, the NHS and the police in six areas.",
    "Kent, Durham and Cornwall are the first pilot areas for the Shire Purse programme, which "
    "starts in April and is funded by HM Treasury.",
    "Councils and health bodies in each area will plan all public spending together, so that "
    "local services are designed around people and not around departments.",
    "The National Audit Office will evaluate the pilots after two years. Staff in the councils "
    "will be asked for their views.",
)
REWRITE = (
    "Six areas to share one pot of public money",
    "A scheme called the Shire Purse will see councils, hospitals and police forces in six "
    "areas, Kent and Durham among them, pool their budgets, the Treasury said today.",
    "Under the Shire Purse programme local public services are to be planned as one, with pilots "
    "from April.",
    "Unions asked what the pooled budgets would mean for jobs and for the terms of those who move.",
)
ORDINARY = (
    "Museum opens new gallery of clocks",
    "The town museum has opened a gallery with ninety clocks, the oldest of which no longer goes.",
    "Visitors may wind one of them on Sundays. Tea is served in the yard until five.",
)


class Press:
    """One publisher: what it publishes stands in its feed, newest first."""

    def __init__(self, web: FakeWeb, name: str, kind: str) -> None:
        self.web, self.name, self.kind = web, name, kind
        self.items: list[tuple[str, str]] = []
        self.url = f"{web.url}/{name}/"
        self._feed()

    def publish(self, slug: str, article: tuple[str, ...], at: str = "", paper: str = "") -> str:
        """Publish a title and paragraphs; return the address.

        Args:
            slug: The end of its address.
            article: Title and paragraphs.
            at: When it says it appeared; empty: it gives no date.
            paper: Address of a report that it links to; empty: none.
        """
        title, *paragraphs = article
        body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        body += f'<p>Read <a href="{paper}">the report</a>.</p>' * bool(paper)
        head = f'<meta property="article:published_time" content="{at}">' * bool(at)
        page = (
            f"<!DOCTYPE html><html lang=en><head><title>{escape(title)}</title>{head}</head><body>"
            f"<nav><a href=/>Home</a></nav><main><article><h1>{escape(title)}</h1>{body}"
            "</article></main><footer>About us</footer></body></html>"
        )
        self.items.insert(0, (slug, title))
        self._feed()
        return self.web.put(f"/{self.name}/{slug}", page)

    def _feed(self) -> None:
        items = "".join(
            f"<item><title>{escape(title)}</title><link>{self.url}{slug}</link>"
            f"<guid>{self.url}{slug}</guid></item>"
            for slug, title in self.items
        )
        self.web.put(
            f"/{self.name}/feed.xml",
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{self.name}</title>'
            f"<link>{self.url}</link><description>x</description>{items}</channel></rss>",
            content_type="application/rss+xml",
        )


class Installation:
    """An installation that reads some presses, run as people run it."""

    def __init__(self, folder: Path, web: FakeWeb, slack: FakeSlack, *presses: Press) -> None:
        folder.mkdir(exist_ok=True)
        self.home, self.slack = folder / "home", slack
        ready.warehouse(self.home / "placewatch.duckdb")
        sources = folder / "sources.yaml"
        rows = [
            {
                "id": press.name,
                "name": press.name.title(),
                "kind": press.kind,
                "nation": "uk",
                "homepage": press.url,
                "feed": press.url + "feed.xml",
            }
            for press in presses
        ]
        sources.write_text(yaml.safe_dump(rows), encoding="utf-8")
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PLACEWATCH")},
            "PLACEWATCH_HOME": str(self.home),
            "PLACEWATCH_SOURCES": str(sources),
            "PLACEWATCH_ALLOW_HOSTS": web.host,
            "PLACEWATCH_HOST_GAP": "0",
            "PLACEWATCH_SLACK_TOKEN": slack.token,
            "PLACEWATCH_SLACK_CHANNEL": "C1",
            "PLACEWATCH_SLACK_URL": slack.url,
            "PLACEWATCH_SLACK_SETTLE": "0.5",
        }

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command as a process of its own and return it."""
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", *words],
            cwd=HERE,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command to its end, in this process; return what it printed."""
        strangers = {key: None for key in os.environ if key.startswith("PLACEWATCH")}
        ended = CliRunner().invoke(main, words, env={**strangers, **self.env})
        assert ended.exit_code == code, (ended.output, ended.exception)
        return ended.output

    def ask(self, sql: str) -> list[dict[str, object]]:
        """Return the answer to a query over the published copy."""
        found: list[dict[str, object]] = json.loads(
            self.run("query", "--sql", sql, "--format", "json")
        )
        return found

    def shown(self) -> list[str]:
        """Return the texts that the channel shows, oldest first."""
        return [str(message["text"]) for message in self.slack.messages("C1")]
