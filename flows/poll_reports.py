"""Part of poll: the documents that articles link to, each of them fetched once."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from extractors.pages import offered, visit_report
from extractors.pages.offered import Offer
from extractors.publishers.enrichers import Enricher
from extractors.web import urls
from extractors.web.answers import Response
from extractors.web.fetch import Web
from extractors.workers import Workers
from flows.poll_raw import Raws
from records import Article, Link, Problem, Report, identify
from settings import Settings
from warehouse import articles, problems, reports, store
from warehouse.claims import Claims

REPORTS_AN_ARTICLE = 3  # guess
LATER_A_RUN = 50  # reports that were put off, read again in one run; guess


class Reports:
    """The reports of one poll."""

    def __init__(
        self,
        settings: Settings,
        now: datetime,
        enrichers: Mapping[str, Enricher],
        raws: Raws,
    ) -> None:
        """Prepare.

        Args:
            settings: Of the installation.
            now: The time of the poll.
            enrichers: Publishers that tell of their pages in a better way, by host.
            raws: Where what was fetched is kept as it came.
        """
        self.settings = settings
        self.raws = raws
        self.now = now
        self.enrichers = enrichers
        self._kept: frozenset[str] | None = None  # ids of those that the warehouse has whole
        self._asked: dict[str, asyncio.Future[Report | None]] = {}

    async def of(
        self, web: Web, workers: Workers, mine: Claims, article: Article
    ) -> list[Report] | None:
        """Return the reports that an article links to; None: its host wants to be asked later.

        A report that the warehouse has, or that another article has just asked for, is not
        fetched again: it is only tied to this article too.
        """
        offers = self._offers(article)
        asked = {urls.host_of(one.link.url) for one in offers}
        if mine.take(asked) != asked:  # another machine asks one of them now
            return None
        found = [await self._once(web, workers, article.article_id, one) for one in offers]
        told = [report for report in found if report is not None]
        return told if len(told) == len(found) else None

    def _offers(self, article: Article) -> list[Offer]:
        """Return the documents that an article links to, without pages that are articles."""
        offers = offered.links(article, REPORTS_AN_ARTICLE, self.enrichers)
        keys = {
            identify("article", urls.article_key(one.link.url)): one
            for one in offers
            if one.form == offered.PAGE
        }
        if not keys:
            return list(offers)
        with store.open_warehouse(self.settings.warehouse) as con:
            known = articles.judged(con, keys)
        return [one for one in offers if not any(keys[key] is one for key in known)]

    async def _once(
        self, web: Web, workers: Workers, article_id: str, offer: Offer
    ) -> Report | None:
        link = offer.link
        key = visit_report.report_id(link.url)
        if self._kept is None:
            with store.open_warehouse(self.settings.warehouse) as con:
                self._kept = reports.kept(con)
        if key in self._kept:
            return Report(
                report_id=key,
                article_id=article_id,
                url=link.url,
                title=link.text,
                pages=(),
                problem=None,
            )
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(self._read(web, workers, article_id, offer))
        report = await self._asked[key]
        return report and replace(report, article_id=article_id)

    async def _read(
        self, web: Web, workers: Workers, article_id: str, offer: Offer
    ) -> Report | None:
        most = self.settings.report_bytes
        heard: list[Response] = []
        found = await visit_report.report(
            web, workers, article_id, offer, most, self.now, self.enrichers, heard.append
        )
        if found is not None:
            await self.raws.keep_report(heard, found)
        return found

    def saved(self, found: Sequence[Report]) -> None:
        """Forget the texts of reports that are in the warehouse now."""
        whole = {report.report_id for report in found if report.problem is None}
        self._kept = (self._kept or frozenset()) | whole
        for key in whole:
            self._asked.pop(key, None)

    async def later(self, web: Web, workers: Workers, mine: Claims) -> int:
        """Read reports whose host put us off before; return how many can be read now."""
        with store.open_warehouse(self.settings.warehouse) as con:
            due = reports.waiting(con, self.now, LATER_A_RUN)
            free = mine.take(urls.host_of(one.url) for one in due)
            due = tuple(one for one in due if urls.host_of(one.url) in free)
        found = [await self._read(web, workers, one.article_id, self._offer(one)) for one in due]
        told = [report for report in found if report is not None]
        if not told:
            return 0
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            mended = reports.add_reports(con, told, self.now)
            given_up = reports.given_up(con, self.now)
            self.raws.save(con)
            problems.add(con, [self.problem(one) for one in told if one.report_id in given_up])
        self.saved(told)
        return len(mended)

    def _offer(self, report: Report) -> Offer:
        """Return a report that was put off as the link that led to it."""
        link = Link(url=report.url, text=report.title)
        form = offered.form(link)
        is_attached = form == offered.PAGE and urls.host_of(report.url) in self.enrichers
        return Offer(link, offered.ATTACHMENT if is_attached else form)

    def problem(self, report: Report) -> Problem:
        """Return what a person should know of a report that cannot be read."""
        return Problem(
            about=report.url, kind="report", text=report.problem or "", happened_at=self.now
        )
