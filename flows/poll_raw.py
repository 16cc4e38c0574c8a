"""Part of poll: pages and documents are kept as they came, before anybody has read them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from extractors.pages.visit_page import PageVisit
from extractors.web import urls
from extractors.web.answers import Response
from records import Problem, Report, identify
from settings import Settings
from warehouse import problems, raw, raw_files
from warehouse.raw import Raw
from warehouse.store import Pen

ABOUT, KIND = "pages as they came", "raw"


class Raws:
    """What one poll fetched: first its file, then its row, in the step of its text.

    Where no more can be kept that is one problem for a person, and polling goes on: the text
    is what matters.
    """

    def __init__(self, settings: Settings, now: datetime) -> None:
        """Prepare.

        Args:
            settings: Of the installation.
            now: The time of the poll.
        """
        self.folder = settings.raw
        self.is_on = settings.keep_raw_days != 0
        self.now = now
        self.fault = ""  # why nothing more is kept in this poll
        self._waiting: list[Raw] = []  # have a file and no row yet
        self._is_told = False

    async def keep(self, heard: Sequence[Response], visit: PageVisit) -> None:
        """Keep the files of a visit to a page."""
        if visit.is_deferred:  # it is fetched again
            return
        article = visit.article
        if article and not article.is_provisional:
            about = [("article", article.article_id, article.digest)]
        else:
            about = [("article", identify("article", urls.article_key(visit.entry.url)), "")]
        about += [("report", one.report_id, _version(one)) for one in visit.reports]
        await self._keep(heard, about)

    async def keep_report(self, heard: Sequence[Response], report: Report) -> None:
        """Keep the files of a visit to a document."""
        await self._keep(heard, [("report", report.report_id, _version(report))])

    async def _keep(self, heard: Sequence[Response], about: Sequence[tuple[str, str, str]]) -> None:
        for got in heard:
            if not self.is_on or self.fault or not got.body:
                return
            try:
                # Packing takes 5 ms a page and a second for a long PDF: others go on meanwhile.
                digest, packed = await asyncio.to_thread(raw_files.put, self.folder, got.body)
            except raw_files.RawUnkept as exc:
                self.fault = str(exc)
                return
            self._waiting += [
                Raw(
                    digest=digest,
                    document_id=document_id,
                    kind=kind,
                    version=version,
                    url=got.url,
                    media_type=got.content_type[:200],
                    size=len(got.body),
                    packed=packed,
                    fetched_at=self.now,
                )
                for kind, document_id, version in about
            ]

    def save(self, con: Pen) -> None:
        """Write the rows of what has a file, and once in a poll why there is no more."""
        given, self._waiting = self._waiting, []
        raw.add(con, given)
        if self.fault and not self._is_told:
            self._is_told = True
            told = Problem(about=ABOUT, kind=KIND, text=self.fault, happened_at=self.now)
            problems.add(con, [told])
        elif given and not self.fault:
            problems.solve(con, ABOUT, KIND, self.now)


def _version(report: Report) -> str:
    return "" if report.problem else identify(*report.pages)
