"""Which sources join the thread of an initiative that was told: each once, and never many."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from records import Coverage, Teller, happening_key
from themes.happenings_found import NEAREST_FIRST, Case, Told, cases
from themes.happenings_told import matched_words

# Guess: so many replies that only name further sources follow one piece of news; what comes
# then stands in the digest. A story that everybody tells would bury what happens next.
MOST_REPLIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An initiative of which we told, as far as its further sources go."""

    initiative_id: str  # that is kept; it may have been found under another one
    name: str
    sources: frozenset[str]  # names of those that told of it before this batch
    replies: int  # that named further sources since the last news of it


def joining(
    told: Sequence[Told],
    followed: Mapping[str, Followed],
    stories: Mapping[str, str],
    ringing: Collection[str],
) -> tuple[Coverage, ...]:
    """Return which sources are new to the threads that there are, one reply for each thread.

    A source counts once for an initiative, however often it comes back to it. What rings in
    the same batch names its other sources itself.

    Args:
        told: The articles of a batch.
        followed: By the id of each initiative that the batch names, if it was told.
        stories: The initiative that was told with the same text, by article of the batch.
        ringing: Initiatives, as kept, of which a message is sent now.
    """
    found: dict[str, dict[str, Teller]] = {}
    names: dict[str, str] = {}
    for at, teller in _tellers(told, followed, stories):
        if at.initiative_id in ringing or at.replies >= MOST_REPLIES:
            continue
        if teller.source not in at.sources:
            names[at.initiative_id] = at.name
            found.setdefault(at.initiative_id, {}).setdefault(teller.source, teller)
    return tuple(
        Coverage(
            key=happening_key(initiative_id, "source", next(iter(tellers))),
            initiative_id=initiative_id,
            name=names[initiative_id],
            tellers=tuple(tellers.values()),
        )
        for initiative_id, tellers in sorted(found.items())
    )


def _tellers(
    told: Sequence[Told], followed: Mapping[str, Followed], stories: Mapping[str, str]
) -> list[tuple[Followed, Teller]]:
    """Return who tells of what, those nearest to the source first."""
    by_id = {one.initiative_id: one for one in followed.values()}
    found: list[tuple[tuple[int, float, str], Followed, Teller]] = []
    for initiative_id, some in cases(told).items():
        if at := followed.get(initiative_id):
            for case in some:
                same = stories.get(case.told.article_id) == at.initiative_id
                found.append((case.distance, at, _teller(case.told, case, is_same=same)))
    for item in told:
        at = by_id.get(stories.get(item.article_id, ""))
        if at:
            found.append((_last(item), at, _teller(item, None, is_same=True)))
    baseline = {item.article_id for item in told if item.is_baseline}
    ordered = sorted(found, key=lambda one: one[0])
    return [(at, teller) for _, at, teller in ordered if teller.article_id not in baseline]


def _last(item: Told) -> tuple[int, float, str]:
    """Return the place of an article of which only the text is known, and no case."""
    at = item.article.document.published_at
    return len(NEAREST_FIRST) + 1, at.timestamp() if at else float("inf"), item.article_id


def _teller(item: Told, case: Case | None, *, is_same: bool) -> Teller:
    document = item.article.document
    quote = case.mention.quote if case else ""
    return Teller(
        source=item.source,
        source_kind=item.source_kind,
        article_id=item.article_id,
        title=document.title,
        url=item.url,
        quote=quote,
        matched=matched_words(case, quote) if case else (),
        published_at=document.published_at,
        is_same=is_same,
    )
