"""What a message about an initiative holds: the facts of one batch, for people."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from records import Deadline, Document, Happening, Mention
from themes.days import dates, deadlines
from themes.happenings_found import Case, Fact, Told
from themes.voices import linked, voice

MOST_LISTED = 12  # areas, sponsors, other sources; a message has no room for more
MOST_DEADLINES = 3
# Guesses: what a share of a hundred means to people.
SURE = ((0.85, "very sure"), (0.7, "fairly sure"), (0.0, "not very sure"))


def happening(
    news: Sequence[Fact],
    was_step: str | None,
    cases: Sequence[Case],
    told: Sequence[Told],
    titles: Mapping[str, str],
    now: datetime,
    leads: Mapping[str, str],
) -> Happening:
    """Return what one message tells.

    Args:
        news: What is told, what leads first.
        was_step: The last step that was known before.
        cases: The articles about the initiative.
        told: The batch.
        titles: Of the themes, for people.
        now: Deadlines before it are not told.
        leads: The article that leads the story of each article.
    """
    first, case = news[0], news[0].case
    mention, document = case.mention, case.told.article.document
    verdict = case.told.article.verdict
    hits = [hit for hit in verdict.hits if hit.theme_id in verdict.themes]
    steps = [fact.value for fact in news if fact.kind == "step"]
    is_new = first.kind == "new"
    cases = [one for one in cases if not one.told.is_baseline and one.is_telling]
    return Happening(
        key=first.key,
        kind=first.kind,
        initiative_id=mention.initiative_id,
        name=mention.name,
        step=first.value if first.kind == "step" else mention.stage,
        was_step=was_step if first.kind == "step" else None,
        steps=() if is_new else tuple(steps[1:]),
        areas=_said(cases, case, "area"),
        new_areas=() if is_new else _values(news, "area"),
        sponsors=_said(cases, case, "sponsor"),
        new_sponsors=() if is_new else _sponsors(news),
        themes=tuple(titles.get(theme, theme) for theme in verdict.themes),
        rule=max(hits, key=lambda hit: hit.weight).rule_id if hits else "",
        quote=mention.quote if is_new else first.quote,
        matched=matched_words(case, mention.quote if is_new else first.quote),
        title=document.title,
        url=case.told.url,
        source=case.told.source,
        source_kind=case.told.source_kind,
        published_at=document.published_at,
        also=_also(case, told, leads),
        voice=_voice(case.told),
        deadline=_deadline(news, now),
        report=None if is_new else next(iter(_values(news, "report")), None),
        report_url=_report(case),
        why=_why(mention),
        unread=_unread(case.told),
    )


def _report(case: Case) -> str | None:
    """Return the address of the report that the quote is from, at its page.

    Of a quote from the article: of the first report that names the initiative, where it does
    so; else of the first.
    """
    for url, found in sorted(case.told.reports, key=lambda one: one[1] is not case.reading):
        for mention in (case.mention,) if found is case.reading else found.mentions:
            if mention.initiative_id == case.mention.initiative_id and mention.field == "text":
                return linked.at_page(url, found.document.text, mention.start)
    first = [*(url for url, _ in case.told.reports), *(url for url, _ in case.told.unread)]
    return first[0] if first else None


def _unread(item: Told) -> str:
    """Return why a report could not be read: nobody must take it for silent."""
    if not item.unread:
        return ""
    more = len(item.unread) - 1
    return item.unread[0][1] + (f"; and {more} more" if more else "")


def _values(news: Sequence[Fact], kind: str) -> tuple[str, ...]:
    return tuple(fact.value for fact in news if fact.kind == kind)[:MOST_LISTED]


def _sponsors(news: Sequence[Fact]) -> tuple[str, ...]:
    """Return the new bodies, each with what it does."""
    found = (f"{fact.value} ({fact.role})" for fact in news if fact.kind == "sponsor")
    return tuple(found)[:MOST_LISTED]


def _said(cases: Sequence[Case], lead: Case, what: str) -> tuple[str, ...]:
    """Return what all cases claim, the lead's own first."""
    values = [*lead.mention.values(what), *(v for case in cases for v in case.mention.values(what))]
    return tuple(dict.fromkeys(values))[:MOST_LISTED]


def matched_words(case: Case, quote: str) -> tuple[str, ...]:
    """Return the words of a quote that rules and names were found in."""
    mention, document = case.mention, case.reading.document
    text = document.title if mention.field == "title" else document.text
    verdict = case.reading.verdict
    words = [text[mention.start : mention.stop], mention.name]
    words += [claim.quote for claim in mention.claims if claim.what in {"step", "stage"}]
    words += [hit.quote for hit in verdict.hits if hit.theme_id in verdict.themes]
    return tuple(dict.fromkeys(word for word in words if word and word in quote))


def _also(lead: Case, told: Sequence[Told], leads: Mapping[str, str]) -> tuple[str, ...]:
    """Return the other sources that name it, or that carry the same text."""
    story = leads.get(lead.told.article_id)
    wanted = lead.mention.initiative_id
    names = [
        item.source
        for item in told
        if not item.is_baseline
        and (
            (story and leads.get(item.article_id) == story)
            or any(one.initiative_id == wanted for one in item.article.mentions)
        )
    ]
    return tuple(dict.fromkeys(name for name in names if name != lead.told.source))[:MOST_LISTED]


def _voice(item: Told) -> str | None:
    """Return a line on who is not heard: of the report if there is one, for it says most."""
    for _, found in item.reports:
        if line := voice.line(found.voice, "report"):
            return line
    return voice.line(item.article.voice, "article")


def _deadline(news: Sequence[Fact], now: datetime) -> str | None:
    """Return a line on the deadlines that are told, what comes first first.

    In a message that tells none it is on the first that its article has.
    """
    first = news[0].case.told
    told = [fact for fact in news if fact.kind == "deadline"]
    days = {fact.value for fact in told}
    items = [fact.case.told for fact in told] or [first]
    open_ones: dict[str, str] = {}
    read = [pair for item in items for pair in ((item.url, item.article), *item.reports)]
    for url, found in read:
        for one in found.deadlines:
            day = dates.day_in_london(one.closes_at).isoformat()
            if one.closes_at > now and (day in days or not days):
                where = _page(url, found.document, one)
                open_ones.setdefault(day, deadlines.line(one, now) + where)
    chosen = [open_ones[day] for day in sorted(open_ones)][: MOST_DEADLINES if days else 1]
    return "; ".join(chosen) or None


def _page(url: str, document: Document, deadline: Deadline) -> str:
    """Return on which page of a report a deadline is named; empty: of no report with pages."""
    if document.kind != "report" or not linked.has_pages(url):
        return ""
    return f", report page {linked.page(document.text, deadline.start)}"


def _why(mention: Mention) -> str:
    """Return how sure we are of the name, and why."""
    if mention.confidence == 1:
        return f"certain, {mention.why}"
    words = next(words for least, words in SURE if mention.confidence >= least)
    return f"{words} ({mention.confidence:.0%}) that this is the name of a scheme: {mention.why}"
