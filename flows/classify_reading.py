"""Part of classify: articles and their reports become documents, and documents are read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from records import STAGES, Document, Initiative, Report
from themes import reading
from themes.happenings import Told
from themes.initiatives.named import Register
from themes.initiatives.succession import may_rename
from themes.reading import Knowledge, Reading
from warehouse.articles import Unread


def read(
    unread: Sequence[Unread],
    knowledge: Knowledge,
    known: Sequence[Initiative],
    *,
    elsewhere: Mapping[str, frozenset[str]] | None = None,
) -> list[Told]:
    """Return articles with their reports, read; a name found in one is known in all of them.

    Those that tell of new names for known initiatives are read first, so that it does not
    matter which of the others comes first.

    Args:
        unread: The articles, in the order of reading.
        knowledge: From the seeds.
        known: The register.
        elsewhere: Ids of reports that are not read with an article, by article: another one
            brings them.
    """
    names = {row.initiative_id: row for row in known}
    register = Register(names.values(), knowledge.cautions)
    ordered = sorted(unread, key=lambda one: not may_rename(one.article.text))
    told: list[Told] = []
    taught: list[tuple[int, Initiative]] = []  # which article taught which name
    for at, item in enumerate(ordered):
        told.append(_read_one(item, knowledge, register, elsewhere or {}))
        new = _names(told[-1], register)
        if new:
            taught += [(at, row) for row in new]
            names |= {row.initiative_id: row for row in new}
            register = Register(names.values(), knowledge.cautions)
    for at in _to_read_again(ordered, told, taught):
        told[at] = _read_one(ordered[at], knowledge, register, elsewhere or {})
    found = {one.article_id: one for one in told}
    return [found[item.article.article_id] for item in unread]


def _read_one(
    item: Unread,
    knowledge: Knowledge,
    register: Register,
    elsewhere: Mapping[str, frozenset[str]],
) -> Told:
    article = item.article
    papers = [report.title for report in item.reports]
    papers += [link.text for link in article.links if link.url.lower().endswith(".pdf")]
    found = [
        (
            report.url,
            reading.read(
                report_of(item, report),
                knowledge,
                register,
                pages=len(report.pages),
                papers=papers,
            ),
        )
        for report in readable(item, elsewhere.get(article.article_id, frozenset()))
    ]
    return Told(
        article_id=article.article_id,
        url=article.url,
        source=item.source,
        source_kind=item.source_kind,
        is_baseline=article.is_baseline,
        article=reading.read(article_of(item), knowledge, register, papers=papers),
        reports=tuple(found),
        unread=tuple((one.url, one.problem) for one in item.reports if one.problem),
    )


def _to_read_again(
    unread: Sequence[Unread], told: Sequence[Told], taught: Sequence[tuple[int, Initiative]]
) -> list[int]:
    """Return the articles that bear a name which only a later one of the batch taught."""
    if not taught:
        return []
    texts = [f"{item.article.title}\n{item.article.text}".lower() for item in unread]
    again = set()
    for last, row in taught:
        names = [name.lower() for name in (row.name, *row.aliases)]
        for at in range(last):
            known = {one.initiative_id for one in told[at].article.mentions}
            if row.initiative_id not in known and any(name in texts[at] for name in names):
                again.add(at)
    return sorted(again)


def documents(told: Sequence[Told]) -> list[Reading]:
    """Return every document once: a report that two articles link to counts as read last."""
    found = {one.document.document_id: one for item in told for one in item.readings}
    return list(found.values())


def taught(knowledge: Knowledge) -> dict[str, list[dict[str, object]]]:
    """Return what the seeds know beside the register, as ``warehouse.seeded`` keeps it."""
    return {
        "organisations": [
            {"name": row.name, "kind": row.kind, "aliases": list(row.aliases)}
            for row in knowledge.bodies.rows
        ],
        "background": [
            {
                "initiative_id": one.initiative_id,
                "what": one.what,
                "value": one.value,
                "evidence": one.evidence,
            }
            for one in knowledge.background
        ],
    }


def readable(item: Unread, elsewhere: frozenset[str] = frozenset()) -> list[Report]:
    """Return the reports of an article that have a text and are not read elsewhere."""
    return [
        report
        for report in item.reports
        if report.problem is None and report.report_id not in elsewhere
    ]


def article_of(item: Unread) -> Document:
    """Return an article as the themes read it."""
    return Document(
        document_id=item.article.article_id,
        kind="article",
        title=item.article.title,
        text=item.article.text,
        source_kind=item.source_kind,
        published_at=item.article.published_at,
    )


def report_of(item: Unread, report: Report) -> Document:
    """Return a report of an article as the themes read it."""
    return Document(
        document_id=report.report_id,
        kind="report",
        title=report.title,
        text="\f".join(report.pages),
        source_kind=item.source_kind,
        published_at=item.article.published_at,
    )


def _names(told: Told, register: Register) -> list[Initiative]:
    """Return the initiatives that an article names and the register lacks, or lacks a name of."""
    found: dict[str, Initiative] = {}
    for mention in (mention for one in told.readings for mention in one.mentions):
        row = found.get(mention.initiative_id) or register.get(mention.initiative_id)
        aliases = mention.values("alias")
        if row is None and mention.is_main:
            found[mention.initiative_id] = Initiative(
                initiative_id=mention.initiative_id,
                name=mention.name,
                aliases=aliases,
                kind=mention.kind,
                is_seeded=False,
                stage=mention.stage or STAGES[0],
            )
        elif row is not None:
            new = [name for name in aliases if register.spelling(row, name) is None]
            if new:
                names = tuple(dict.fromkeys((*row.aliases, *new)))
                found[row.initiative_id] = replace(row, aliases=names)
    return list(found.values())
