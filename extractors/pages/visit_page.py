"""One visit to a page: fetched, read, and told as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from extractors.pages.visit_report import PDF, ZIP, made
from extractors.parsed import BROKEN_OFF, ParseError
from extractors.publishers.enrichers import ENRICHERS, Enricher, ask
from extractors.web import urls
from extractors.web.answers import TEMPORARY, Hear, unheard
from extractors.web.fetch import FetchError, Response, Web
from extractors.workers import Workers
from records import Article, Entry, Extraction, Link, Report, identify

FINE = "fine"
# Why a publisher's better way is of no use that nobody need hear of: lists have no words.
USUAL = frozenset({"not asked", "no text of its own"})
LEAST_WORDS = 20  # guess: a page with fewer has not been read, only its frame


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """What the page behind an entry says."""

    entry: Entry
    article: Article | None  # None: not even the feed's own words are worth keeping
    reports: tuple[Report, ...] = ()  # the page itself, where it is a document
    word: str = FINE
    remark: str | None = None  # for people
    is_final: bool = True  # False: another attempt may go better
    is_deferred: bool = False  # it was not the time to ask, so nobody was: no attempt


async def page(
    web: Web,
    workers: Workers,
    entry: Entry,
    now: datetime,
    limit: int,
    report_limit: int,
    extraction: Extraction | None = None,
    enrichers: Mapping[str, Enricher] = ENRICHERS,
    hear: Hear = unheard,
) -> PageVisit:
    """Read the page behind an entry; fall back on the feed's own words.

    Where its publisher tells of its pages in a better way, that is asked first, and the page
    itself only if the answer is of no use; a fact of the article then says why.

    Args:
        web: The door.
        workers: Who parse.
        entry: As announced.
        now: Pages dated later than two days from it lose their date.
        limit: Most bytes of a page.
        report_limit: Most bytes, where the address turns out to be a document.
        extraction: The source's own way to the text; None: the usual one.
        enrichers: Better ways, by host.
        hear: Handed each answer as it came, before it is read.
    """
    enricher = enrichers.get(urls.host_of(entry.url))
    if enricher is None:
        return await _page(web, workers, entry, now, limit, report_limit, extraction, hear)
    try:
        found = await ask(web, workers, enricher, entry.url, now, max(limit, report_limit), hear)
    except (FetchError, ParseError) as exc:
        fault = exc if isinstance(exc, FetchError) else None
        if fault and (fault.is_deferred or (fault.kind == TEMPORARY and not enricher.has_page)):
            visit = _provisional(entry, exc.word, exc.text, is_final=False)
            return replace(visit, is_deferred=fault.is_deferred)
        visit = _own_words(entry)
        if enricher.has_page:
            visit = await _page(web, workers, entry, now, limit, report_limit, extraction, hear)
        why = f"{exc.word}: {exc.text}"
        remark = why if enricher.has_page and exc.word not in USUAL else None
        article = visit.article and replace(visit.article, facts=(("not_enriched", why),))
        return replace(visit, article=article, remark=visit.remark or remark)
    article = _article(
        entry,
        url=_own_address(found.canonical_url, entry.url),
        title=found.title or entry.title,
        text=_without_headline(found.text, entry.title, found.title),
        published_at=found.published_at or entry.published_at,
        links=found.links,
        facts=found.facts,
    )
    return PageVisit(entry=entry, article=article)


async def _page(
    web: Web,
    workers: Workers,
    entry: Entry,
    now: datetime,
    limit: int,
    report_limit: int,
    extraction: Extraction | None,
    hear: Hear,
) -> PageVisit:
    """Read the page itself."""
    try:
        got = await web.get(entry.url, limit_bytes=max(limit, report_limit), obey_robots=True)
        hear(got)
        if got.body.startswith((PDF, ZIP)):
            return await _document(workers, entry, got)
        if len(got.body) > limit:
            return _provisional(entry, "too large", f"more than {limit:,} bytes", is_final=True)
        found = await workers.extract_page(
            got.body, got.final_url, got.content_type, now, extraction
        )
    except FetchError as exc:
        visit = _provisional(entry, exc.word, exc.text, is_final=exc.kind == "hard")
        return replace(visit, is_deferred=exc.is_deferred)
    except ParseError as exc:
        is_final = exc.word != BROKEN_OFF
        return _provisional(entry, exc.word, exc.text, is_final=is_final)
    article = _article(
        entry,
        url=_own_address(found.canonical_url, got.final_url),
        title=_title(entry, found.title),
        text=_without_headline(found.text, entry.title, found.title),
        published_at=entry.published_at or found.published_at,
        links=found.links,
    )
    return PageVisit(entry=entry, article=article, remark=found.remark)


def _without_headline(text: str, *titles: str) -> str:
    """Return a text without a first paragraph that only repeats its title."""
    first, _, rest = text.partition("\n")
    headline = " ".join(first.split()).casefold()
    is_title = any(headline == " ".join(title.split()).casefold() for title in titles)
    return rest if is_title and rest else text


def _title(entry: Entry, own: str) -> str:
    """Return the title as announced; the page's own, where a sitemap had only its address."""
    is_announced = entry.title and entry.title != urls.words_of(entry.url)
    return entry.title if is_announced else own or entry.title


def _own_address(canonical_url: str | None, final_url: str) -> str:
    """Return the address a page gives itself, unless it names the front page by mistake."""
    is_front = canonical_url is not None and urlsplit(canonical_url).path in {"", "/"}
    return final_url if canonical_url is None or is_front else canonical_url


async def _document(workers: Workers, entry: Entry, got: Response) -> PageVisit:
    if got.body.startswith(ZIP):
        found = await workers.read_office(got.body)
    else:
        found = await workers.read_report(got.body, got.final_url)
    if found.problem:
        word, _, why = found.problem.partition(": ")
        return _provisional(entry, word, why, is_final=True)
    article = _article(
        entry,
        url=got.final_url,
        title=_title(entry, found.title),
        text="\f".join(found.pages),
        published_at=entry.published_at,
        links=(),
    )
    document = made(article.article_id, article.url, article.title, found)
    return PageVisit(entry=entry, article=article, reports=(document,))


def _provisional(entry: Entry, word: str, remark: str, *, is_final: bool) -> PageVisit:
    article = None
    if len(f"{entry.title} {entry.summary}".split()) >= LEAST_WORDS:
        article = _article(
            entry,
            url=entry.url,
            title=entry.title,
            text=entry.summary,
            published_at=entry.published_at,
            links=(),
            is_provisional=True,
        )
    return PageVisit(entry=entry, article=article, word=word, remark=remark, is_final=is_final)


def _own_words(entry: Entry) -> PageVisit:
    """Return what the feed says, as all that there is: programs get no page there."""
    if not entry.summary:
        return _provisional(entry, "no readable text", "the feed names it only", is_final=True)
    article = _article(
        entry,
        url=entry.url,
        title=entry.title,
        text=entry.summary,
        published_at=entry.published_at,
        links=(),
    )
    return PageVisit(entry=entry, article=article)


def _article(
    entry: Entry,
    *,
    url: str,
    title: str,
    text: str,
    published_at: datetime | None,
    links: tuple[Link, ...],
    is_provisional: bool = False,
    facts: tuple[tuple[str, str], ...] = (),
) -> Article:
    address = urls.canonical(url) if urls.is_web(url) else entry.url
    return Article(
        article_id=identify("article", urls.article_key(address)),
        entry_id=entry.entry_id,
        source_id=entry.source_id,
        url=address,
        title=title,
        text=text,
        digest=identify(title, text),
        words=len(text.split()),
        published_at=published_at,
        links=links,
        is_baseline=entry.is_baseline,
        is_provisional=is_provisional,
        facts=facts,
    )
