"""What an installation may decide; read once, at the top of a flow or a command."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from records import STANDARD, Bounds, Bucket, Lake, Place, PlacewatchError, catalogue, values

T = TypeVar("T")

HERE = Path(__file__).resolve().parent
PREFIX = "PLACEWATCH_"
SECRET = re.compile("TOKEN|WEBHOOK|WAREHOUSE|S3_")  # variables whose values are never shown
SLACK_URL = "https://slack.com/api/"
FOREVER_DAYS = 365_000  # ten centuries


class SettingsError(PlacewatchError):
    """An environment that cannot be used; ``faults`` holds one line per fault."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("the environment is incomplete:\n" + "\n".join(faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every dial of an installation; docs/settings.md explains each."""

    home: Path  # all that an installation keeps
    seeds: Path  # themes/, initiatives.yaml, areas.yaml …
    sources: Path  # seeds/sources.yaml unless another is named
    allow_hosts: frozenset[str]  # host or host:port, exempt from the ban on private addresses
    contact: str  # in the User-Agent: whom a publisher may ask
    host_gap_s: float  # between two starts at one host
    fetch_timeout_s: float  # one request in all, redirects and body included
    read_timeout_s: float  # longest silence inside an answer
    redirects: int  # most of one request
    poll_least_s: float  # no feed is polled more often, however much it yields
    poll_most_s: float  # none that works is polled more seldom
    feed_bytes: int  # after decompression, as are the next two
    page_bytes: int
    report_bytes: int
    bounds: Bounds  # of what is parsed
    baseline_articles: int  # newest entries of a first poll that are read
    raw_at: Path | None  # where pages lie as they were fetched; None: in home
    keep_raw_days: int  # how long; 0: they are not kept at all
    keep_runs_days: int  # runs, and problems that were solved
    backups_at: Path | None  # where backups lie; None: in home
    keep_backups: int  # the newest so many; 0: none is made at night
    slack_token: str | None = field(repr=False)  # None: alerts go to the terminal
    slack_channel: str
    ops_channel: str  # for whoever runs the house; empty: the channel of the alerts
    slack_url: str  # base of Slack's Web API
    slack_settle_s: float  # wait after an unknown outcome before the channel is searched
    public_url: str  # where the folder for others is served; empty: nowhere that we know of
    slack_gap_s: float  # between two messages to one channel
    slack_timeout_s: float  # longest silence of Slack within a call
    slack_webhook: str | None = field(repr=False)  # address of one, for those without a token
    lake: Lake | None  # None: the warehouse is a file in the home
    lake_data: str  # where a lake's Parquet files are, or would be
    bucket: Bucket | None = field(repr=False)  # None: lake_data is a folder
    remarks: tuple[str, ...]  # variables that look like ours and are not; for people

    @property
    def warehouse(self) -> Place:
        """The live file, which only Placewatch opens, or the lake."""
        return self.lake or self.home / "placewatch.duckdb"

    @property
    def raw(self) -> Path:
        """The folder of pages and documents as they were fetched."""
        return self.raw_at or self.home / "raw"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.backups_at or self.home / "backups"

    @property
    def own_sources(self) -> Path:
        """What this installation adds to the list of sources; it need not exist."""
        return self.home / "sources.yaml"

    @property
    def own_subscriptions(self) -> Path:
        """Who gets what in this installation; it need not exist."""
        return self.home / "subscriptions.yaml"

    @property
    def public(self) -> Path:
        """The folder that others may read."""
        return self.home / "public"

    @property
    def snapshot(self) -> Place:
        """What readers open: the read-only copy of the file, or the lake itself."""
        return self.lake or self.public / "placewatch.duckdb"

    @property
    def calendar(self) -> Path:
        """The closing days, for programs that keep calendars."""
        return self.public / "deadlines.ics"

    @property
    def table(self) -> Path:
        """The new initiatives, for spreadsheets; beside it lies the same as Parquet."""
        return self.public / "initiatives.csv"

    @property
    def user_agent(self) -> str:
        """How we introduce ourselves to publishers: name/version (+contact)."""
        return f"placewatch/{version('placewatch')}" + (
            f" (+{self.contact})" if self.contact else ""
        )

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Return the settings that ``PLACEWATCH_*`` variables name.

        A variable X may stand in a file named by ``X_FILE`` instead, as secrets do.

        Raises:
            SettingsError: with every fault at once: values that cannot be used, files that
                cannot be read.
        """
        reader = _Reader(env)
        data, bucket = reader.lake_data()
        words = reader.read("WAREHOUSE", None, catalogue)
        seeds = reader.read("SEEDS", HERE / "seeds", _path)
        settings = cls(
            home=reader.read("HOME", HERE / ".placewatch", _path),
            seeds=seeds,
            sources=reader.read("SOURCES", seeds / "sources.yaml", _path),
            allow_hosts=reader.read("ALLOW_HOSTS", frozenset(), values.hosts),
            contact=reader.read("CONTACT", "", values.contact),
            host_gap_s=reader.read("HOST_GAP", 1.0, _seconds),
            fetch_timeout_s=reader.read("FETCH_TIMEOUT", 30.0, _seconds_above_0),
            read_timeout_s=reader.read("READ_TIMEOUT", 20.0, _seconds_above_0),
            redirects=reader.read("REDIRECTS", 5, _count),
            poll_least_s=reader.read("POLL_LEAST", 600.0, _seconds_above_0),
            poll_most_s=reader.read("POLL_MOST", 86_400.0, _seconds_above_0),
            feed_bytes=reader.read("FEED_BYTES", 10_000_000, _bytes),
            page_bytes=reader.read("PAGE_BYTES", 5_000_000, _bytes),
            report_bytes=reader.read("REPORT_BYTES", 25_000_000, _bytes),
            bounds=Bounds(
                entries=reader.read("FEED_ENTRIES", STANDARD.entries, _count_above_0),
                title_chars=reader.read("TITLE_CHARS", STANDARD.title_chars, _count_above_0),
                summary_chars=reader.read("SUMMARY_CHARS", STANDARD.summary_chars, _count_above_0),
                text_chars=reader.read("TEXT_CHARS", STANDARD.text_chars, _count_above_0),
                depth=reader.read("TREE_DEPTH", STANDARD.depth, _count_above_0),
                pages=reader.read("REPORT_PAGES", STANDARD.pages, _count_above_0),
                worker_bytes=reader.read("WORKER_BYTES", STANDARD.worker_bytes, _bytes),
                feed_cpu_s=reader.read("FEED_CPU", STANDARD.feed_cpu_s, _count_above_0),
                page_cpu_s=reader.read("PAGE_CPU", STANDARD.page_cpu_s, _count_above_0),
                report_cpu_s=reader.read("REPORT_CPU", STANDARD.report_cpu_s, _count_above_0),
            ),
            baseline_articles=reader.read("BASELINE_ARTICLES", 30, _count),
            raw_at=reader.read("RAW", None, _path),
            keep_raw_days=reader.read("KEEP_RAW_DAYS", 365, _days),
            keep_runs_days=reader.read("KEEP_RUNS_DAYS", 90, _days),
            backups_at=reader.read("BACKUPS", None, _path),
            keep_backups=reader.read("KEEP_BACKUPS", 7, _count),
            slack_token=reader.read("SLACK_TOKEN", None, values.token),
            slack_channel=reader.read("SLACK_CHANNEL", "", str),
            ops_channel=reader.read("OPS_CHANNEL", "", str),
            slack_url=reader.read("SLACK_URL", SLACK_URL, values.base_url),
            slack_settle_s=reader.read("SLACK_SETTLE", 30.0, _seconds),
            public_url=reader.read("PUBLIC_URL", "", values.public_url),
            slack_gap_s=reader.read("SLACK_GAP", 1.1, _seconds),
            slack_timeout_s=reader.read("SLACK_TIMEOUT", 30.0, _seconds_above_0),
            slack_webhook=reader.read("SLACK_WEBHOOK", None, values.webhook),
            lake=Lake(catalogue=words, data=data, bucket=bucket) if words else None,
            lake_data=data,
            bucket=bucket,
            remarks=(),
        )
        if settings.slack_token and not settings.slack_channel:
            reader.faults.append(
                f"{PREFIX}SLACK_CHANNEL is not set; "
                "a token needs the id of a channel, as C0123456789"
            )
        if settings.slack_token and settings.slack_webhook:
            reader.faults.append(
                f"{PREFIX}SLACK_TOKEN and {PREFIX}SLACK_WEBHOOK are both set; keep one"
            )
        if reader.faults:
            raise SettingsError(reader.faults)
        return replace(settings, remarks=reader.strangers())


class _Reader:
    """Reads variables one by one and remembers what was wrong and what was asked for."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.faults: list[str] = []
        self.known: set[str] = set()

    def read(self, name: str, default: T, parse: Callable[[str], T]) -> T:
        """Return one value; on a fault note it and return the default."""
        name = PREFIX + name
        self.known |= {name, name + "_FILE"}
        value = self.env.get(name, "").strip()
        file = self.env.get(name + "_FILE", "").strip()
        if file and value:
            self.faults.append(f"{name} and {name}_FILE are both set; keep one")
            return default
        if file:
            try:
                value = Path(file).expanduser().read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as exc:
                reason = getattr(exc, "strerror", None) or "not UTF-8"
                self.faults.append(f"{name}_FILE names {file!r}, which cannot be read: {reason}")
                return default
        if not value:
            return default
        try:
            return parse(value)
        except ValueError as exc:
            shown = "(hidden)" if SECRET.search(name) else repr(value)
            self.faults.append(f"{name} must be {exc}, not {shown}")
            return default

    def lake_data(self) -> tuple[str, Bucket | None]:
        """Return where the files of a lake are, and how an object store is asked for them."""
        home = self.read("HOME", HERE / ".placewatch", _path)
        data = self.read("LAKE_DATA", str(home / "lake"), values.folder)
        bucket = Bucket(
            key=self.read("S3_KEY", "", str),
            secret=self.read("S3_SECRET", "", str),
            region=self.read("S3_REGION", "us-east-1", str),
            endpoint=self.read("S3_ENDPOINT", "", values.base_url),
        )
        if "://" not in data:
            return data, None
        if not (bucket.key and bucket.secret):
            self.faults.append(
                f"{PREFIX}S3_KEY and {PREFIX}S3_SECRET are not both set; {data} needs them"
            )
        return data, bucket

    def strangers(self) -> tuple[str, ...]:
        """Return a remark for each variable that has our prefix and is no setting."""
        return tuple(
            f"{name} is no setting and is not used; docs/settings.md lists them"
            for name in sorted(self.env)
            if name.startswith(PREFIX) and name not in self.known
        )


def _path(value: str) -> Path:
    return Path(value).expanduser().resolve()


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise ValueError("seconds, 0 or more")
    return seconds


def _seconds_above_0(value: str) -> float:
    try:
        seconds = _seconds(value)
    except ValueError:
        seconds = 0.0
    if seconds == 0:
        raise ValueError("seconds above 0")
    return seconds


def _count(value: str) -> int:
    if not value.isdecimal():
        raise ValueError("a whole number, 0 or more")
    return int(value)


def _count_above_0(value: str) -> int:
    count = _count(value) if value.isdecimal() else 0
    if count < 1:
        raise ValueError("a whole number above 0")
    return count


def _days(value: str) -> int:
    return FOREVER_DAYS if value.lower() == "forever" else _count(value)


def _bytes(value: str) -> int:
    count = _count(value) if value.isdecimal() else 0
    if count < 1:
        raise ValueError("a number of bytes above 0")
    return count
