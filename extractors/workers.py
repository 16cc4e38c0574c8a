"""Foreign bytes are parsed in processes that can be killed, never in our own."""

import asyncio
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType, TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors import tasks
from extractors.parsed import BROKEN_OFF, Page, Pages, ParsedFeed
from extractors.parsed import ParseError as ParseError
from extractors.tasks import EXIT_MEMORY, Failure, Limits
from records import STANDARD, Bounds, Extraction

MEGABYTE = 1024 * 1024
WALL_PER_CPU = 2  # a task may wait for the machine as long as it works
MOST_TASKS = 500  # of one process before it is replaced: parsers leak; guess
MODULES = (
    "extractors.pages.article",
    "extractors.feeds.feed",
    "extractors.feeds.listing",
    "extractors.pages.report",
)
LOOK_S = 5.0  # between two looks at the pool's own threads; guess
# Of bodies that wait for a process. Above, no further request starts: else a few documents that
# keep all processes busy would let the answers of a thousand hosts pile up in memory; guess.
HELD_BYTES = 64 * MEGABYTE
ATTEMPTS = 2  # with a new pool, where the old one broke by itself


T = TypeVar("T")

_launching = threading.Lock()


class _Process(ForkServerProcess):
    """A worker that does not run the parent's main module again.

    Else each worker of a flow would import all of Prefect: 2 s of CPU and 60 MB, measured.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802  multiprocessing's name
        with _launching:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                return ForkServerProcess._Popen(process_obj)
            finally:
                sys.modules["__main__"] = main


class _Context(ForkServerContext):
    """Workers fork from one small server that has imported the parsers once."""

    Process = _Process


class Workers:
    """A pool of warm parsing processes; ``with Workers() as workers``.

    Whatever the bytes do (raise, loop, devour memory, crash), the caller gets a record or a
    ParseError, and the next task a sound process.
    """

    def __init__(self, count: int = 2, bounds: Bounds = STANDARD) -> None:
        """Prepare; processes start with the first task.

        Args:
            count: Processes at once.
            bounds: Of what they parse, their memory and processor time included.
        """
        self.count = count
        self.bounds = bounds
        self._cpu_s = {"feed": bounds.feed_cpu_s, "report": bounds.report_cpu_s}
        self._context = _Context()
        self._context.set_forkserver_preload(list(MODULES))
        self._pool = self._new_pool()
        self._changing = threading.Lock()
        self._waiting: set[Future[Any]] = set()
        self._is_closed = False
        self._held = 0  # bytes of bodies that wait or are being parsed
        self._freed = asyncio.Event()

    async def room(self) -> None:
        """Wait until so little is waiting to be parsed that more may be fetched."""
        while self._held > HELD_BYTES:
            self._freed.clear()
            await self._freed.wait()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.count,
            max_tasks=MOST_TASKS,
            initializer=tasks.warm,
            context=self._context,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes now, whatever they are at; what is asked later is broken off."""
        self._is_closed = True
        for future in tuple(self._waiting):
            future.cancel()  # pebble itself leaves them waiting for ever
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    async def parse_feed(
        self,
        body: bytes,
        url: str,
        content_type: str,
        now: datetime | None,
        *,
        kind: str = "feed",
        links: str | None = None,
    ) -> ParsedFeed:
        """Return the entries of a feed of any kind that ``sources.FEED_KINDS`` names.

        Raises:
            ParseError: if the bytes give us nothing to read.
        """
        return await self.run(
            kind, tasks.parse_feed, kind, body, url, content_type, links, now, self.bounds
        )

    async def extract_page(
        self,
        body: bytes,
        url: str,
        content_type: str,
        now: datetime | None = None,
        extraction: Extraction | None = None,
    ) -> Page:
        """Return the readable part of a page, as ``article.extract``.

        Raises:
            ParseError: if the bytes give us nothing to read.
        """
        return await self.run(
            "page", tasks.extract_page, body, url, content_type, now, extraction, self.bounds
        )

    async def read_report(self, body: bytes, url: str) -> Pages:  # noqa: ARG002  as its sisters
        """Return a document page by page, as ``report.read``.

        Raises:
            ParseError: if reading it had to be broken off.
        """
        return await self.run("report", tasks.read_report, body, self.bounds)

    async def read_office(self, body: bytes) -> Pages:
        """Return a document of office programs page by page, as ``office.read``.

        Raises:
            ParseError: if reading it had to be broken off.
        """
        return await self.run("report", tasks.read_office, body, self.bounds)

    async def run(self, kind: str, task: Callable[..., T], *args: Any) -> T:
        """Return what a task makes of foreign bytes.

        Args:
            kind: Whose CPU limit it gets: feed, report; any other has that of a page.
            task: A function of a module's top level; its arguments and what it returns are
                pickled.

        Raises:
            ParseError: if it raised one, or its process had to be ended.
        """
        size = sum(len(one) for one in args if isinstance(one, bytes))
        self._held += size
        try:
            return await self._run(kind, task, args)
        finally:
            self._held -= size
            self._freed.set()

    async def _run(self, kind: str, task: Callable[..., T], args: tuple[Any, ...]) -> T:
        limits = Limits(
            cpu_s=self._cpu_s.get(kind, self.bounds.page_cpu_s),
            memory=self.bounds.worker_bytes,
        )
        for _ in range(0 if self._is_closed else ATTEMPTS):
            pool = self._pool
            try:
                future = pool.schedule(
                    tasks.under_limits,
                    args=(task, args, limits),
                    timeout=limits.cpu_s * WALL_PER_CPU,
                )
            except RuntimeError:  # it broke since the last task
                self._replace(pool)
                continue
            waited = await self._settled(pool, future)
            error = None if waited.cancelled() else waited.exception()
            if isinstance(error, BrokenProcessPool):
                self._replace(pool)
                continue
            if waited.cancelled() or error:
                raise _parse_error(error, limits) from error
            found: T | Failure = waited.result()
            if isinstance(found, Failure):
                raise ParseError(found.word, found.text)
            return found
        raise ParseError(BROKEN_OFF, "the parsing processes ended; the next poll tries again")

    async def _settled(self, pool: ProcessPool, future: Future[Any]) -> asyncio.Future[Any]:
        """Wait until a task has ended, or its pool has."""
        self._waiting.add(future)
        waited = asyncio.wrap_future(future)
        try:
            while not waited.done():
                await asyncio.wait([waited], timeout=LOOK_S)
                if not (waited.done() or pool.active):
                    waited.set_exception(BrokenProcessPool("it ended without a word"))
        except asyncio.CancelledError:
            waited.cancel()
            raise
        finally:
            self._waiting.discard(future)
        return waited

    def _replace(self, broken: ProcessPool) -> None:
        with self._changing:
            if self._pool is broken:
                self._pool = self._new_pool()
        broken.stop()  # type: ignore[no-untyped-call]
        broken.join()


def _parse_error(error: BaseException | None, limits: Limits) -> ParseError:
    """Return what the end of a task, or of its process, means."""
    code = error.exitcode if isinstance(error, ProcessExpired) else None
    if isinstance(error, TimeoutError) or code == -signal.SIGXCPU:
        return ParseError("took too long", f"no end after {limits.cpu_s} s of work; given up")
    if code == EXIT_MEMORY:
        megabytes = limits.memory // MEGABYTE
        return ParseError("too much memory", f"it needs more than {megabytes} MB; given up")
    if code is not None:
        megabytes = limits.memory // MEGABYTE
        why = f"it needs more than {megabytes} MB, or was made to break it"
        return ParseError("cannot be parsed", f"the parser crashed over it: {why}")
    if error is None:
        return ParseError(BROKEN_OFF, "Placewatch was stopped meanwhile; the next poll tries again")
    return ParseError(
        "cannot be parsed", "the parser gave up over it, in a way that we do not know"
    )
