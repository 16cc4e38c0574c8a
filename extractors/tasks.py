"""What runs inside a worker process: one parser at a time, under limits, errors as values."""

import logging
import os
import re
import resource
import struct
import time
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax import SAXException

from extractors.parsed import Page, Pages, ParsedFeed, ParseError
from records import Bounds, Extraction

EXIT_MEMORY = 86  # our own: the task needed more memory than it may have

# What parsers were seen to raise on foreign bytes, or may: a fault of the bytes, not of ours.
# Anything else still becomes a ParseError in the parent, with less to say.
_FAULTS: tuple[type[Exception], ...] = (
    *(ArithmeticError, AssertionError, AttributeError, BufferError, EOFError, LookupError),
    *(OSError, RuntimeError, SAXException, SyntaxError, TypeError, ValueError),
    *(re.error, struct.error, zlib.error),
)


_warm: dict[str, int] = {}  # "space": bytes of address space when this worker was ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one task may use up."""

    cpu_s: int
    memory: int  # bytes of address space beyond what the worker had when it was warm


@dataclass(frozen=True, slots=True)
class Failure:
    """A ParseError on its way to the parent."""

    word: str
    text: str


def warm() -> None:
    """Prepare a fresh worker: everything imported, nothing said on the terminal, no core dumps."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from extractors.feeds import feed, listing, sitemap, wordpress  # noqa: F401  the imports are the work
    from extractors.pages import article, office, report  # noqa: F401  the imports are the work
    from extractors.publishers import committees, govuk  # noqa: F401  the imports are the work

    space = _address_space()
    if space is not None:
        _warm["space"] = space


def parse_feed(
    kind: str,
    body: bytes,
    url: str,
    content_type: str,
    links: str | None,
    now: datetime | None,
    bounds: Bounds,
) -> ParsedFeed:
    """Return the entries of a feed of any kind that ``sources.FEED_KINDS`` names."""
    from extractors.feeds import feed, listing, sitemap, wordpress
    from extractors.publishers import bills, committees, theyworkforyou

    if kind == "listing":
        return listing.parse(body, url, links, now, bounds)
    if kind == "wordpress":
        return wordpress.parse(body, url, links, now, bounds)
    if kind == "sitemap":
        return sitemap.parse(body, url, links, now, bounds)
    if kind == "committees":
        return committees.parse(body, url, links, now, bounds)
    if theyworkforyou.is_its(url):
        return theyworkforyou.parse(body, url, content_type, now, bounds)
    if bills.is_its(url):
        return bills.parse(body, url, content_type, now, bounds)
    return feed.parse(body, url, content_type, now, bounds)


def extract_page(
    body: bytes,
    url: str,
    content_type: str,
    now: datetime | None,
    extraction: Extraction | None,
    bounds: Bounds,
) -> Page:
    """Return the readable part of a page."""
    from extractors.pages import article

    return article.extract(body, url, content_type, now, extraction, bounds)


def read_content_item(body: bytes, url: str, now: datetime | None, bounds: Bounds) -> Page:
    """Return what GOV.UK's Content API tells of a page."""
    from extractors.publishers import govuk

    return govuk.read(body, url, now, bounds)


def read_committee_page(body: bytes, url: str, now: datetime | None, bounds: Bounds) -> Page:
    """Return what Parliament's Committees API tells of a page."""
    from extractors.publishers import committees

    return committees.read(body, url, now, bounds)


def read_report(body: bytes, bounds: Bounds) -> Pages:
    """Return a document page by page."""
    from extractors.pages import report

    return report.read(body, bounds)


def read_office(body: bytes, bounds: Bounds) -> Pages:
    """Return a document of office programs page by page."""
    from extractors.pages import office

    return office.read(body, bounds)


def under_limits(task: Callable[..., Any], args: tuple[Any, ...], limits: Limits) -> Any:
    """Run a task; return what it returns, or why it cannot, as a Failure.

    Past the CPU limit the kernel ends this process; past the memory limit we do, for its heap
    is then worn. The parent hears both as an exit code.
    """
    try:
        with _limited(limits):
            return task(*args)
    except ParseError as exc:
        return Failure(exc.word, exc.text)
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except _FAULTS:
        return Failure(
            "cannot be parsed", "the parser gave up over it: damaged, or made to break it"
        )


@contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    """Lower the soft limits while a task runs; a worker at rest has none.

    A CPU limit counts from the birth of the process, so it moves along with what is used up.
    """
    cpu = resource.getrlimit(resource.RLIMIT_CPU)
    memory = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + limits.cpu_s + 1, cpu[1]))
    used = _address_space()
    if used is not None:
        # What earlier tasks left behind counts, so that a worn worker grows no further; half is
        # left to an innocent one.
        most = max(_warm.get("space", used) + limits.memory, used + limits.memory // 2)
        resource.setrlimit(resource.RLIMIT_AS, (most, memory[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, memory)
        resource.setrlimit(resource.RLIMIT_CPU, cpu)


def _address_space() -> int | None:
    """Return the bytes of address space in use; None: this system does not tell (macOS)."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return None
    return int(pages) * resource.getpagesize()
