"""The second half of a poll: read the pages behind new entries, and the reports they link to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from extractors import urls, visit_page
from extractors.batches import batches
from extractors.fetch import Web
from extractors.visit_page import PageVisit
from extractors.workers import Workers
from records import Article, Document, Entry, Problem, Progress, Source, identify
from settings import Settings
from themes import match, reading
from themes.reading import Know
from warehouse import articles, entries, problems, reports, store

PAGES_A_RUN = 2_000  # guess: half an hour of work; the next run takes the rest
PAGES_AT_ONCE = 64  # guess: 32 hosts are visited at a time, so none waits for work
REPORTS_AN_ARTICLE = 3  # guess


class Pages:
    """The pages of one poll."""

    def __init__(
        self,
        settings: Settings,
        now: datetime,
        progress: Progress,
        watched: Mapping[str, Source],
        know: Know,
    ) -> None:
        """Prepare.

        Args:
            settings: Of the installation.
            now: The time of the poll.
            progress: Told of articles as they are done.
            watched: The sources, by id.
            know: Reads the seeds, once a page needs them.
        """
        self.settings = settings
        self.now = now
        self.progress = progress
        self.watched = watched
        self.know = know
        self.knowledge: reading.Knowledge | None = None  # read with the first page
        self.articles = 0  # new ones, or changed
        self.reports = 0  # that could be read
        self.unread = 0  # pages that gave no text this time

    async def go(self, web: Web, workers: Workers) -> None:
        """Read the pages of entries that wait for it, and the reports they link to."""
        with store.open_warehouse(self.settings.warehouse) as con:
            waiting = entries.pending(con, self.now, PAGES_A_RUN)
            keys = {e.entry_id: identify("article", urls.article_key(e.url)) for e in waiting}
            known = entries.settle_known(con, keys)
        todo, twins = _each_once([e for e in waiting if e.entry_id not in known], keys)
        done = 0
        visiting = [self._read(web, workers, entry) for entry in todo]
        async for batch in batches(visiting, PAGES_AT_ONCE):
            self._save(batch)
            done += len(batch)
            self.progress("articles", done, len(todo))
        if twins:
            with store.open_warehouse(self.settings.warehouse) as con:
                entries.settle_known(con, {entry.entry_id: keys[entry.entry_id] for entry in twins})

    async def _read(self, web: Web, workers: Workers, entry: Entry) -> PageVisit:
        """Read one page and, if it is on a theme, the reports it links to."""
        source = self.watched.get(entry.source_id)
        visit = await visit_page.page(
            web,
            workers,
            entry,
            self.now,
            self.settings.page_bytes,
            self.settings.report_bytes,
            source.extraction if source else None,
        )
        if visit.article is None or not self._is_on_theme(visit.article):
            return visit
        found = [
            await visit_page.report(web, workers, visit.article, link, self.settings.report_bytes)
            for link in visit_page.report_links(visit.article, REPORTS_AN_ARTICLE)
        ]
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

    def _save(self, batch: Sequence[PageVisit]) -> None:
        """Save pages with their reports in one step, and what could not be read."""
        read = [visit.article for visit in batch if visit.article]
        documents = [report for visit in batch for report in visit.reports]
        failed = [visit for visit in batch if visit.word != visit_page.FINE]
        found = [
            self._problem(report.url, "report", report.problem)
            for report in documents
            if report.problem
        ]
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            self.articles += len(articles.add_articles(con, read, self.now))
            self.reports += len(reports.add_reports(con, documents, self.now))
            for visit in failed:
                reason = f"{visit.word}: {visit.remark}" if visit.remark else visit.word
                if entries.unread_entry(
                    con, visit.entry.entry_id, reason, self.now, is_final=visit.is_final
                ):
                    found.append(self._problem(visit.entry.url, "extract", reason))
            problems.add(con, found)
        self.unread += len(failed)

    def _problem(self, about: str, kind: str, text: str) -> Problem:
        return Problem(about=about, kind=kind, text=text, happened_at=self.now)


def _each_once(
    waiting: Sequence[Entry], keys: Mapping[str, str]
) -> tuple[list[Entry], list[Entry]]:
    """Return one entry for each article, and those whose article another one brings."""
    first: dict[str, Entry] = {}
    for entry in waiting:
        first.setdefault(keys[entry.entry_id], entry)
    twins = [entry for entry in waiting if first[keys[entry.entry_id]] is not entry]
    return list(first.values()), twins
