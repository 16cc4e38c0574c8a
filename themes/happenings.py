"""What happened to which initiative: the one place that decides what is worth a message.

Pure: what the register stood at before, what a batch of articles says, and out comes each
happening once, told by the publisher nearest to the source. Whether it rang before is the
outbox's to know: a key rings once, ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from records import STAGES, Happening, Mention
from themes.days import deadlines
from themes.reading import Reading
from themes.voices import linked, voice

LEAST_SURE = 0.5  # guess: below it a name is kept for the register and rings nothing
MOST_LISTED = 12  # areas, sponsors, other sources; a message has no room for more
# Who announces, before who reports, before who comments.
NEAREST_FIRST = (
    "government",
    "parliament",
    "health",
    "local_government",
    "audit",
    "think_tank",
    "academic",
    "union",
    "campaign",
    "trade_press",
    "blog",
)
STARTED = STAGES[: STAGES.index("evaluation")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article as it was read, with its reports and where it came from."""

    article_id: str
    url: str
    source: str  # name of the publisher
    source_kind: str
    is_baseline: bool
    article: Reading
    reports: tuple[tuple[str, Reading], ...]  # address and reading; only those that can be read

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The article first, then its reports."""
        return (self.article, *(found for _, found in self.reports))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an initiative stood in the register before the batch."""

    stage: str
    is_old: bool  # seeded, or there before we looked: it is never new


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A happening with the article that tells it best."""

    happening: Happening
    initiative_id: str
    article_id: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One article that reports an initiative as live, with what it says of it."""

    told: Told
    reading: Reading  # the article, or the report of it that says most
    mention: Mention


def decide(
    told: Sequence[Told],
    standing: Mapping[str, Standing],
    titles: Mapping[str, str],
    now: datetime,
    leads: Mapping[str, str],
) -> tuple[Decided, ...]:
    """Return what happened, each thing once, in the order in which it was told.

    An initiative is new if neither the seeds nor any baseline article had it. It is at a
    new stage if that stage comes later in its life than the one the register has.

    Args:
        told: The articles of a batch.
        standing: The register before the batch, by initiative.
        titles: Of the themes, for people.
        now: Deadlines before it are not told.
        leads: The article that leads the story of each article.
    """
    old = {
        mention.initiative_id: mention
        for item in told
        if item.is_baseline
        for found in item.readings
        for mention in found.mentions
    }
    cases: dict[str, list[_Case]] = {}
    for item in told:
        if not item.is_baseline:
            for case in _cases(item):
                cases.setdefault(case.mention.initiative_id, []).append(case)
    decided = []
    for initiative_id, found in cases.items():
        found.sort(key=_distance)
        before = standing.get(initiative_id)
        is_old = (before is not None and before.is_old) or initiative_id in old
        if not is_old:
            kind, was, lead = "new", None, found[0]
        else:
            was = before.stage if before else (old[initiative_id].stage or STAGES[0])
            ahead = [case for case in found if _is_ahead(case.mention.stage, was)]
            if not ahead:
                continue
            kind, lead = "stage", max(ahead, key=lambda case: _rank(case.mention.stage))
        decided.append(_decided(kind, was, lead, found, told, titles, now, leads))
    return tuple(decided)


def _cases(item: Told) -> Iterable[_Case]:
    """Return what an article, or a report of it, says of each initiative it is about."""
    if not item.article.verdict.is_relevant:
        return ()
    best: dict[str, _Case] = {}
    for found in item.readings:
        for mention in found.mentions:
            is_news = mention.is_main and mention.is_live and mention.confidence >= LEAST_SURE
            # A report's title names the report; what it is about is named in the text too.
            is_title = found is not item.article and mention.field == "title"
            if is_news and not is_title and mention.initiative_id not in best:
                best[mention.initiative_id] = _Case(item, found, mention)
    return best.values()


def _distance(case: _Case) -> tuple[int, float, str]:
    """Return how far a case is from the source: who announces comes first, then who was first."""
    kind = case.told.source_kind
    rank = NEAREST_FIRST.index(kind) if kind in NEAREST_FIRST else len(NEAREST_FIRST)
    at = case.told.article.document.published_at
    return rank, at.timestamp() if at else float("inf"), case.told.article_id


def _rank(stage: str | None) -> int:
    return STAGES.index(stage) if stage in STAGES else -1


def _is_ahead(stage: str | None, was: str) -> bool:
    return stage in STARTED and _rank(stage) > _rank(was)


def _decided(
    kind: str,
    was: str | None,
    lead: _Case,
    cases: Sequence[_Case],
    told: Sequence[Told],
    titles: Mapping[str, str],
    now: datetime,
    leads: Mapping[str, str],
) -> Decided:
    mention, document = lead.mention, lead.told.article.document
    verdict = lead.told.article.verdict
    hits = [hit for hit in verdict.hits if hit.theme_id in verdict.themes]
    key = f"{mention.initiative_id}:{kind}" + (f":{mention.stage}" if kind == "stage" else "")
    happening = Happening(
        key=key,
        kind=kind,
        initiative_id=mention.initiative_id,
        name=mention.name,
        stage=mention.stage,
        was_stage=was,
        areas=_said(cases, lead, "area"),
        sponsors=_said(cases, lead, "sponsor"),
        themes=tuple(titles.get(theme, theme) for theme in verdict.themes),
        rule=max(hits, key=lambda hit: hit.weight).rule_id if hits else "",
        quote=mention.quote,
        matched=_matched(lead),
        title=document.title,
        url=lead.told.url,
        source=lead.told.source,
        source_kind=lead.told.source_kind,
        published_at=document.published_at,
        also=_also(lead, told, leads),
        voice=_voice(lead.told),
        deadline=_deadline(lead.told, now),
        report_url=_report(lead),
        why=f"{mention.confidence:.0%} sure: {mention.why}",
    )
    return Decided(
        happening=happening,
        initiative_id=mention.initiative_id,
        article_id=lead.told.article_id,
    )


def _said(cases: Sequence[_Case], lead: _Case, what: str) -> tuple[str, ...]:
    """Return what all cases claim, the lead's own first."""
    values = [*lead.mention.values(what), *(v for case in cases for v in case.mention.values(what))]
    return tuple(dict.fromkeys(values))[:MOST_LISTED]


def _matched(case: _Case) -> tuple[str, ...]:
    """Return the words of the quote that rules and names were found in."""
    mention, document = case.mention, case.reading.document
    text = document.title if mention.field == "title" else document.text
    verdict = case.reading.verdict
    words = [text[mention.start : mention.stop]]
    words += [hit.quote for hit in verdict.hits if hit.theme_id in verdict.themes]
    return tuple(dict.fromkeys(word for word in words if word and word in mention.quote))


def _also(lead: _Case, told: Sequence[Told], leads: Mapping[str, str]) -> tuple[str, ...]:
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


def _report(lead: _Case) -> str | None:
    """Return the address of the report that the quote is from, at its page; else of the first."""
    for url, found in lead.told.reports:
        if found is lead.reading and lead.mention.field == "text":
            return linked.at_page(url, found.document.text, lead.mention.start)
    return lead.told.reports[0][0] if lead.told.reports else None


def _deadline(item: Told, now: datetime) -> str | None:
    """Return a line on the deadline that comes first."""
    open_ones = [
        deadline
        for found in item.readings
        for deadline in found.deadlines
        if deadline.closes_at > now
    ]
    first = min(open_ones, key=lambda deadline: deadline.closes_at, default=None)
    return deadlines.line(first, now) if first else None
