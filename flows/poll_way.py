"""Where a walk back through an archive goes on, and where it ends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from extractors.feeds.archive import Step
from extractors.feeds.visit_archive import ArchiveVisit
from records import Entry, Feed, Place, PlacewatchError, Source, identify
from warehouse import backfills, store
from warehouse.backfills import Backfill, Pen

SAME_SHARE = 0.6  # of newer posts that the feed must have, to be the same stream; guess

REACHED = "reached the day"
AT_END = "the archive ends there"
NO_ARCHIVE = "no archive was found"
AGAIN = "the same page came again"
EMPTY = "it holds no entries of that time"
OTHERS = "its posts are others than those of the feed"
ENOUGH = "as many as were wanted"


class NothingToRead(PlacewatchError):
    """A source whose past cannot be read; says why and what helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of the past of a source."""

    source: Source
    since: datetime  # the oldest day
    most: int  # entries that are taken in this run
    rings: bool  # whether they count as news; else they ring nothing


@dataclass(slots=True)
class Older:
    """What reading the past of a source brought in this run."""

    feed: Feed
    backfill: Backfill
    goes_on: bool  # from an earlier run
    entries: int = 0  # taken
    pages: int = 0  # of the archive
    announced: int = 0  # entries that the feed itself holds now
    articles: int = 0
    reports: int = 0
    unread: int = 0
    waiting: int = 0  # pages that are still to be read, or to be tried again
    undated: int = 0  # addresses of sitemaps that tell no day
    fault: str | None = None  # what stopped it; None: nothing did
    tried: list[str] = field(default_factory=list)  # ways back that led nowhere, and why

    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        names = ("pages", "entries", "articles", "reports", "unread")
        return {name: getattr(self, name) for name in names}


class Way:
    """The way back through one feed; ``done`` tells how far it has come."""

    def __init__(self, warehouse: Place, wish: Wish, now: datetime) -> None:
        """Take up the way where an earlier run left it, or begin one.

        Raises:
            NothingToRead: if the source has no feed.
        """
        self.warehouse = warehouse
        self.wish = wish
        self.now = now
        self.undated: list[str] = []  # entries of the last page of the archive, none with a date
        self._pen: Pen | None = None  # while the warehouse is open
        with self._writing() as con:
            self.done = self._begin(con)

    def _begin(self, con: Pen) -> Older:
        feed = backfills.feed_of(con, self.wish.source.source_id)
        if feed is None:
            raise NothingToRead(
                f"{self.wish.source.source_id} has no feed yet: give it an address first, as "
                "'feed: https://…' in the list of sources"
            )
        first = Step("feed", feed.asked_url or feed.url)
        backfill, goes_on = backfills.begin(con, feed, self.wish.since, first)
        done = Older(feed=feed, backfill=backfill, goes_on=goes_on)
        done.entries = backfills.reopen_kept(
            con, feed.feed_id, self.wish.since, most=self.wish.most, rings=self.wish.rings
        )
        return done

    def settle(self, visit: ArchiveVisit) -> None:
        """Save a visit: what it brought, and where to go on."""
        backfill, step = self.done.backfill, visit.step
        is_way_in = step.route != backfill.route
        if visit.kind is None:
            with self._writing() as con:
                self._take(con, visit, is_way_in=is_way_in)
            return
        why = f"{visit.word}: {visit.remark}" if visit.remark else visit.word
        is_missing = visit.word.startswith(("not found", "gone"))
        is_guess = step.route != "feed" and (is_way_in or step.route == "sitemap")
        # Some sites fall over the one way and not over the next.
        is_lasting = visit.kind != "temporary" or visit.word.startswith("server error")
        if step.route == "turned" and is_missing and not is_way_in:
            self._end(AT_END)
        elif is_guess and is_lasting:
            self._drop(f"{step.url}: {why}")
        else:
            self.done.fault = f"{step.url}: {why}"
            self.keep(replace(backfill, ended=visit.word))

    def _take(self, con: Pen, visit: ArchiveVisit, *, is_way_in: bool) -> None:
        """Keep the entries of a page, and what follows it, in one step."""
        backfill, step = self.done.backfill, visit.step
        self.done.undated += visit.undated
        if step.route == "feed":
            self.done.announced = len(visit.entries)
        elif visit.is_list:
            self.keep(replace(backfill, ahead=self._following(visit, all_routes=True)))
            return
        digest = identify(*sorted(entry.entry_id for entry in visit.entries))
        if refusal := self._refusal(con, visit, digest, is_way_in=is_way_in):
            if is_way_in or step.route == "sitemap":
                self._drop(f"{step.url}: {refusal}")
            else:
                self._end(refusal)
            return
        since = self.wish.since
        days = [entry.published_at for entry in visit.entries if entry.published_at]
        recent = [day for day in days if day >= since]
        wanted = [one for one in visit.entries if (one.published_at or since) >= since]
        taken = backfills.take(
            con,
            backfill.feed_id,
            wanted,
            self.now,
            most=self.wish.most - self.done.entries,
            rings=self.wish.rings,
        )
        self.done.entries += taken.entries
        backfill = replace(
            backfill,
            route=step.route,
            entries=backfill.entries + taken.entries,
            oldest_at=min([*recent, *_given(backfill.oldest_at)], default=None),
            newest_at=max([*recent, *_given(backfill.newest_at)], default=None),
        )
        if taken.left:
            self.keep(replace(backfill, ended=ENOUGH))  # the same page again next time
            return
        backfill = replace(
            backfill,
            pages=backfill.pages + 1,
            seen=(*backfill.seen, digest),
            ahead=self._following(visit, all_routes=step.route == "feed"),
        )
        self.keep(backfill)
        self.undated = [] if days else [entry.entry_id for entry in wanted]
        # Half of them, for some publishers pin an old entry to the top of every page.
        is_past = len(days) > len(recent) and len(recent) * 2 <= len(days)
        if step.route != "sitemap" and is_past:
            self._end(REACHED)
        elif not backfill.ahead:
            self._end(NO_ARCHIVE if step.route == "feed" else AT_END)

    def _refusal(
        self, con: Pen, visit: ArchiveVisit, digest: str, *, is_way_in: bool
    ) -> str | None:
        """Return why a page is none of the archive, or its end; None: it is one."""
        route = visit.step.route
        if route == "feed":
            return None
        if not visit.entries:
            return EMPTY if is_way_in or route == "sitemap" else AT_END
        if route == "posts" and is_way_in:  # a long feed may be the same as its first page
            return None if self._is_same_stream(con, visit.entries) else OTHERS
        return AGAIN if digest in self.done.backfill.seen else None

    def _following(self, visit: ArchiveVisit, *, all_routes: bool) -> tuple[Step, ...]:
        """Return what is to be read after a page; the other ways are left, once one is found."""
        rest = (Step(*one) for one in self.done.backfill.ahead[1:])
        kept = [one for one in rest if all_routes or one.route == visit.step.route]
        return tuple(dict.fromkeys((*visit.ahead, *kept)))

    def _is_same_stream(self, con: Pen, entries: Sequence[Entry]) -> bool:
        """Return whether a list of posts is that of the feed: they agree on the time of both."""
        feed, oldest = self.done.feed, self.done.backfill.oldest_at
        if feed.kind == "wordpress":
            return True
        if oldest is None:
            return False
        both = [one for one in entries if one.published_at and one.published_at >= oldest]
        known = backfills.known(con, feed.feed_id, both)
        return bool(both) and len(known) >= SAME_SHARE * len(both)

    def look_at_days(self) -> None:
        """End where a page without dates led to texts that are all older than wanted."""
        if not self.undated or self.done.backfill.done_at:
            return
        with self._writing() as con:
            oldest_at, newest_at = backfills.days(con, self.undated)
            self.undated = []
            if newest_at is None or oldest_at is None:
                return
            backfill = self.done.backfill
            self.keep(
                replace(
                    backfill,
                    oldest_at=min([oldest_at, *_given(backfill.oldest_at)]),
                    newest_at=max([newest_at, *_given(backfill.newest_at)]),
                )
            )
            if newest_at < self.wish.since:
                self._end(REACHED)

    def _drop(self, why: str) -> None:
        """Leave a way, or one of many sitemaps, for the next."""
        self.done.tried.append(why)
        backfill = self.done.backfill
        self.keep(replace(backfill, ahead=backfill.ahead[1:]))
        if not backfill.ahead[1:]:
            self._end(NO_ARCHIVE if backfill.route in {None, "feed"} else AT_END)

    def _end(self, why: str) -> None:
        self.keep(replace(self.done.backfill, ended=why, done_at=self.now, ahead=()))

    def stop(self, why: str) -> None:
        """Note why a run ends before the way does."""
        self.keep(replace(self.done.backfill, ended=why))

    def keep(self, backfill: Backfill) -> None:
        """Save how far the walk has come."""
        with self._writing() as con:
            backfills.save(con, backfill, self.now)
        self.done.backfill = backfill

    @contextmanager
    def _writing(self) -> Iterator[Pen]:
        """Hold the warehouse open for one step; inside another, join it."""
        if self._pen is not None:
            yield self._pen
            return
        with store.open_warehouse(self.warehouse) as con, store.transaction(con):
            self._pen = con
            try:
                yield con
            finally:
                self._pen = None


def _given(day: datetime | None) -> tuple[datetime, ...]:
    return () if day is None else (day,)
