"""The second half of a poll: read the pages behind new entries, and the reports they link to."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from extractors.batches import batches
from extractors.pages import changes, visit_page
from extractors.pages.visit_page import PageVisit
from extractors.publishers.enrichers import ENRICHERS, Enricher
from extractors.web import urls
from extractors.web.answers import Response
from extractors.web.fetch import Web
from extractors.web.robots import FORBIDDEN
from extractors.workers import Workers
from flows.poll_raw import Raws
from flows.poll_reports import Reports
from records import Article, Document, Entry, Host, Problem, Progress, Source, identify
from settings import Settings
from themes import reading
from themes.matching import match
from themes.reading import Know
from warehouse import articles, entries, facts, hosts, problems, reports, store
from warehouse.articles import Version
from warehouse.claims import EVERY, Claims

PAGES_A_RUN = 2_000  # guess: half an hour of work; the next run takes the rest
PAGES_AT_ONCE = 64  # guess: 32 hosts are visited at a time, so none waits for work


class Pages:
    """The pages of one poll."""

    def __init__(
        self,
        settings: Settings,
        now: datetime,
        progress: Progress,
        watched: Mapping[str, Source],
        know: Know,
        enrichers: Mapping[str, Enricher] = ENRICHERS,
    ) -> None:
        """Prepare.

        Args:
            settings: Of the installation.
            now: The time of the poll.
            progress: Told of articles as they are done.
            watched: The sources, by id.
            know: Reads the seeds, once a page needs them.
            enrichers: Publishers that tell of their pages in a better way, by host.
        """
        self.settings = settings
        self.now = now
        self.progress = progress
        self.watched = watched
        self.know = know
        self.enrichers = enrichers
        self.raws = Raws(settings, now)
        self.linked = Reports(settings, now, enrichers, self.raws)
        self.knowledge: reading.Knowledge | None = None  # read with the first page
        self.judge: Executor | None = None  # where texts are matched, one at a time
        self.articles = 0  # new ones, or changed
        self.reports = 0  # that could be read
        self.unread = 0  # pages that gave no text this time

    async def go(
        self,
        web: Web,
        workers: Workers,
        mine: Claims = EVERY,
        *,
        most: int = PAGES_A_RUN,
        source_id: str = "",
    ) -> int:
        """Read the pages of entries that wait for it, and the reports they link to.

        Args:
            web: The door.
            workers: Who parse.
            mine: The hosts that this machine asks.
            most: How many pages.
            source_id: Only those of this source; empty: of all.

        Returns:
            How many entries were waiting, of ``most``.
        """
        with store.open_warehouse(self.settings.warehouse) as con:
            waiting = entries.pending(con, self.now, most, source_id=source_id)
            free = mine.take(urls.host_of(entry.url) for entry in waiting)
            waiting = tuple(entry for entry in waiting if urls.host_of(entry.url) in free)
            keys = {e.entry_id: identify("article", urls.article_key(e.url)) for e in waiting}
            updated = facts.current(con, keys.values(), "updated_at")
            settled = entries.settle_known(
                con,
                {e.entry_id: keys[e.entry_id] for e in waiting if not _is_newer(e, updated, keys)},
            )
        todo: dict[str, list[Entry]] = {}  # one page in three feeds is visited once
        for entry in waiting:
            if entry.entry_id not in settled:
                todo.setdefault(keys[entry.entry_id], []).append(entry)
        done = 0
        visiting = [self._read(web, workers, mine, alike[0]) for alike in todo.values()]
        twins = {alike[0].entry_id: alike[1:] for alike in todo.values()}
        with ThreadPoolExecutor(max_workers=1) as self.judge:
            async for batch in batches(visiting, PAGES_AT_ONCE):
                told = [one for visit in batch for one in _for_all(visit, twins)]
                self._save(told, web.hosts())
                done += len(batch)
                self.progress("articles", done, len(todo))
        if not source_id:
            self.reports += await self.linked.later(web, workers, mine)
        return len(waiting)

    async def _read(self, web: Web, workers: Workers, mine: Claims, entry: Entry) -> PageVisit:
        """Read one page and, if it is on a theme, the reports it links to."""
        source = self.watched.get(entry.source_id)
        heard: list[Response] = []
        visit = await visit_page.page(
            web,
            workers,
            entry,
            self.now,
            self.settings.page_bytes,
            self.settings.report_bytes,
            source.extraction if source else None,
            self.enrichers,
            heard.append,
        )
        await self.raws.keep(heard, visit)
        if visit.article is None:
            return visit
        loop = asyncio.get_running_loop()  # a long text takes a second: others go on meanwhile
        if not await loop.run_in_executor(self.judge, self._is_on_theme, visit.article):
            return visit
        found = await self.linked.of(web, workers, mine, visit.article)
        if found is None:  # not the time to ask: all of it later
            return replace(visit, article=None, is_deferred=True)
        return replace(visit, reports=(*visit.reports, *found))

    def _is_on_theme(self, article: Article) -> bool:
        """Return whether a theme applies, so that its reports are worth reading."""
        source = self.watched.get(article.source_id)
        document = Document(
            document_id=article.article_id,
            kind="article",
            title=article.title,
            text=article.text,
            source_kind=source.kind if source else "",
            published_at=article.published_at,
        )
        if self.knowledge is None:
            self.knowledge = self.know(self.settings.seeds)
        return match.match(document, self.knowledge.ruleset).is_relevant

    def _save(self, batch: Sequence[PageVisit], asked_of: Iterable[Host]) -> None:
        """Save pages with their reports in one step, and what could not be read."""
        read = [visit.article for visit in batch if visit.article]
        documents = [report for visit in batch for report in visit.reports]
        tried = [visit for visit in batch if not visit.is_deferred]  # the others wait on
        failed = [visit for visit in tried if visit.word != visit_page.FINE]
        found = [
            self.linked.problem(report)
            for report in documents
            if report.problem and report.wait_s is None  # others are asked for again
        ]
        found += [
            self._problem(visit.entry.source_id, "extract", visit.remark)
            for visit in batch
            if visit.word == visit_page.FINE and visit.remark
        ]
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            hosts.save(con, asked_of)
            minor = _minor(read, articles.judged(con, {one.article_id for one in read}))
            self.articles += len(articles.add_articles(con, read, self.now, minor=minor))
            self.reports += len(reports.add_reports(con, documents, self.now))
            for visit in failed:
                reason = f"{visit.word}: {visit.remark}" if visit.remark else visit.word
                if entries.unread_entry(
                    con, visit.entry.entry_id, reason, self.now, is_final=visit.is_final
                ):
                    found.append(self._given_up(visit, reason))
            self.raws.save(con)
            problems.add(con, found)
        self.linked.saved(documents)
        self.unread += len(failed)

    def _given_up(self, visit: PageVisit, reason: str) -> Problem:
        """Return the problem of a page; of a publisher that wants no robots, one for them all."""
        if visit.word == FORBIDDEN:
            text = "its robots.txt closes pages of it to robots: only its feed's own words are read"
            return self._problem(visit.entry.source_id, "extract", text)
        return self._problem(visit.entry.url, "extract", reason)

    def _problem(self, about: str, kind: str, text: str) -> Problem:
        return Problem(about=about, kind=kind, text=text, happened_at=self.now)


def _is_newer(entry: Entry, updated: Mapping[str, str], keys: Mapping[str, str]) -> bool:
    """Return whether an entry tells of a later edit than the one that its article was read at.

    Where the publisher dates its edits, another feed's entry may be the first to tell of one.
    """
    known = updated.get(keys[entry.entry_id])
    return (
        known is not None
        and entry.published_at is not None
        and entry.published_at > datetime.fromisoformat(known)
    )


def _for_all(visit: PageVisit, twins: Mapping[str, Sequence[Entry]]) -> list[PageVisit]:
    """Return a visit once for each entry that led to the page; its reports only once."""
    told = [visit]
    for entry in twins[visit.entry.entry_id]:
        article = visit.article and replace(visit.article, entry_id=entry.entry_id)
        told.append(replace(visit, entry=entry, article=article, reports=()))
    return told


def _minor(read: Iterable[Article], known: Mapping[str, Version]) -> frozenset[str]:
    """Return the ids of articles that only look newer than the text that was judged."""
    return frozenset(
        article.article_id
        for article in read
        if article.article_id in known
        and changes.is_minor(
            changes.Text(*known[article.article_id]),
            changes.Text(article.title, article.text, article.links),
        )
    )
