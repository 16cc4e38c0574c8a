"""Many documents tell of one consultation: which of them mean the same, and what has changed.

Pure: what is known and what documents say anew comes in, how each call stands now goes out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from records import Call, KnownCall, Notice, identify
from themes.days import dates, opening
from themes.days.likeness import Look, are_neighbours, is_alike_kind, is_linked, look, shared

# Guesses, set so that invented pairs of tests/themes/test_calls.py fall on the right side.
ALIKE = 0.6  # share of the words of the shorter title and sentence that both have
ALIKE_IF_MORE = 0.34  # the same where asker, scheme or the old date agree too
LATE = timedelta(days=21)  # an extension is told no later than this after the old date


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of one call: how it stands now, and which documents tell of it anew."""

    call: Call
    is_new: bool  # nobody told of it before
    is_other: bool  # it stands otherwise than before, or is new
    is_moved: bool  # it was known, and closes on another day now
    is_withdrawn: bool  # it was open, and no document tells of it any more
    is_back: bool  # it was withdrawn, and a document tells of it again
    notices: tuple[Notice, ...]


def settle(
    known: Sequence[KnownCall],
    fresh: Iterable[Notice],
    now: datetime,
    *,
    who: Callable[[Notice], str],
    where: Callable[[Notice], str],
) -> tuple[Settled, ...]:
    """Return the calls that documents tell of anew, and those of which none tells any more.

    The same closing day of the same call is one; another day takes the place of the old one
    where the document that said it says otherwise now, or says that the day was moved.

    Args:
        known: Calls of the last year, with what was said of them.
        fresh: What nobody settled yet.
        now: The time.
        who: Returns who asks.
        where: Returns where to respond.
    """
    cases = [_Case(one.call, one.notices, map(look, one.notices), one.is_gone) for one in known]
    right, left = _parted(replace(one, opens_at=one.opens_at or opening.find(one)) for one in fresh)
    seen = [(notice, look(notice)) for notice in right]
    for notice, shows in sorted(seen, key=_first_come):
        case = _home(cases, notice, shows)
        if case is None:
            cases.append(_opened(notice, shows, now, who(notice), where(notice)))
        else:
            case.join(notice, shows, who(notice), where(notice))
    for notice in left:
        next(case for case in cases if case.is_told_by(notice)).fresh.append(notice)
    return tuple(settled for case in cases if (settled := case.settled(now)))


def _parted(fresh: Iterable[Notice]) -> tuple[list[Notice], list[Notice]]:
    """Return notices to go by, and those that the publisher itself puts right.

    Where a publisher says beside the text when a page's call closes, another day of the
    same kind in its text is an old one that was left standing.
    """
    given = list(fresh)
    sure = {(one.document_id, one.kind) for one in given if _is_sure(one)}
    right: list[Notice] = []
    left: list[Notice] = []
    for one in given:
        is_left = (one.document_id, one.kind) in sure and not _is_sure(one)
        (left if is_left else right).append(one)
    return right, left


def _is_sure(notice: Notice) -> bool:
    """Return whether the publisher says the same day beside the text."""
    return notice.said_at is not None and _day(notice.closes_at) == _day(notice.said_at)


def _first_come(seen: tuple[Notice, Look]) -> tuple[float, bool, str, float]:
    notice, shows = seen
    at = notice.published_at
    said = at.timestamp() if at else 0.0
    return said, shows.is_late, notice.document_id, notice.closes_at.timestamp()


class _Case:
    """One call while it is being settled."""

    def __init__(
        self, call: Call, notices: Iterable[Notice], looks: Iterable[Look], is_gone: bool
    ) -> None:
        self.was: Call | None = call  # None: nobody told of it before
        self.call = call
        self.notices = list(notices)
        self.looks = list(looks)
        self.documents = {one.document_id for one in self.notices}
        # Echoes of a day that was moved since are of the call as well.
        self.days = {_day(call.closes_at), *(one.day for one in self.looks)}
        self.fresh: list[Notice] = []
        self.is_gone = is_gone

    def join(self, notice: Notice, shows: Look, asker: str, respond_url: str) -> None:
        """Take a further notice; a day that it moves is the call's from now on."""
        call = self.call
        if self.is_moved_by(notice, shows):
            self.call = replace(_proved(call, notice), was_at=call.closes_at)
            self.is_gone = False
        elif shows.day == _day(call.closes_at):
            self.is_gone = False
            if notice.has_hour and not call.has_hour:  # the same day, told more exactly
                self.call = _proved(call, notice)
        if notice.opens_at and not self.call.opens_at:
            self.call = replace(self.call, opens_at=notice.opens_at)
        # Who is nearer to the source knows better who asks and where.
        if _is_source(notice) and not any(_is_source(one) for one in self.notices):
            self.call = replace(
                self.call, asker=asker, respond_url=respond_url, title=notice.title or call.title
            )
        elif self.call.respond_url == self.notices[0].url and respond_url != notice.url:
            self.call = replace(self.call, respond_url=respond_url)
        self.notices.append(notice)
        self.looks.append(shows)
        self.documents.add(notice.document_id)
        self.days.add(shows.day)
        self.fresh.append(notice)

    def is_told_by(self, notice: Notice) -> bool:
        """Return whether the document of a notice tells of a call of its kind."""
        is_kind = is_alike_kind(self.call.kind, notice.kind)
        return is_kind and notice.document_id in self.documents

    def is_moved_by(self, notice: Notice, shows: Look) -> bool:
        """Return whether a notice says that the call closes on another day than we thought."""
        day = _day(self.call.closes_at)
        if shows.day == day:
            return False
        if self.is_gone and notice.document_id in self.documents:
            return True
        if shows.is_late:
            return shows.day > day or day in shows.named
        return _is_sure(notice)

    def settled(self, now: datetime) -> Settled | None:
        """Return what became of the call; None: nothing."""
        call = self.call
        if self.is_gone and call.state == "open" and call.closes_at > now:
            call = replace(call, state="withdrawn")
        elif not self.is_gone and call.state == "withdrawn":
            call = replace(call, state="open")
        is_other = call != self.was
        if not is_other and not self.fresh:
            return None
        was = self.was.state if self.was else ""
        if is_other and self.was:
            call = replace(call, sequence=self.was.sequence + 1, noted_at=now)
        return Settled(
            call=call,
            is_new=self.was is None,
            is_other=is_other,
            is_moved=self.was is not None and _day(call.closes_at) != _day(self.was.closes_at),
            is_withdrawn=call.state == "withdrawn" and was == "open",
            is_back=call.state == "open" and was == "withdrawn",
            notices=tuple(self.fresh),
        )


def _opened(notice: Notice, shows: Look, now: datetime, asker: str, respond_url: str) -> _Case:
    """Return the case of a call that nobody told of before."""
    call = Call(
        call_id=identify("call", notice.document_id, notice.kind, notice.closes_at.isoformat()),
        sequence=0,
        state="open",
        kind=notice.kind,
        title=notice.title,
        asker=asker,
        respond_url=respond_url,
        opens_at=notice.opens_at,
        closes_at=notice.closes_at,
        has_hour=notice.has_hour,
        was_at=None,
        is_baseline=notice.is_baseline,
        first_seen_at=notice.found_at,
        noted_at=now,
        document_id=notice.document_id,
        start=notice.start,
        stop=notice.stop,
        quote=notice.quote,
    )
    case = _Case(call, [notice], [shows], False)
    case.was = None
    case.fresh.append(notice)
    return case


def _proved(call: Call, notice: Notice) -> Call:
    """Return a call that closes when a notice says so, with its sentence as the proof."""
    return replace(
        call,
        closes_at=notice.closes_at,
        has_hour=notice.has_hour,
        document_id=notice.document_id,
        start=notice.start,
        stop=notice.stop,
        quote=notice.quote,
    )


def _home(cases: Sequence[_Case], notice: Notice, shows: Look) -> _Case | None:
    """Return the call that a notice is about; None: one that nobody told of before."""
    best: tuple[float, _Case] | None = None
    for case in cases:
        sure = _likeness(case, notice, shows)
        if sure > 0 and (best is None or sure > best[0]):
            best = (sure, case)
    return best[1] if best else None


def _likeness(case: _Case, notice: Notice, shows: Look) -> float:
    """Return how surely a notice is about a call; 0: it is about another."""
    is_same_day = shows.day in case.days
    if notice.document_id in case.documents:
        # One document with two days tells of two calls, unless the first day is gone from it.
        is_kind = is_alike_kind(case.call.kind, notice.kind)
        return 3.0 if is_kind and (is_same_day or case.is_gone) else 0.0
    if not is_same_day and not _may_move(case, notice, shows):
        return 0.0
    if not is_alike_kind(case.call.kind, notice.kind):
        return 0.0
    likeness = max(shared(one, shows) for one in case.looks)
    if any(is_linked(one, shows) for one in case.looks):
        return 2.0 + likeness
    if likeness < ALIKE_IF_MORE or all(are_neighbours(one, shows) for one in case.looks):
        return 0.0
    is_near = any(one.initiatives & shows.initiatives for one in case.looks)
    is_near = is_near or (not is_same_day and _day(case.call.closes_at) in shows.named)
    return likeness if is_near or likeness >= ALIKE else 0.0


def _may_move(case: _Case, notice: Notice, shows: Look) -> bool:
    """Return whether a notice may be of another day of the same call."""
    if not shows.is_late and notice.said_at is None:
        return False
    at = notice.published_at
    return at is None or at <= case.call.closes_at + LATE


def _is_source(notice: Notice) -> bool:
    """Return whether the publisher of a document says itself what it asks."""
    return bool(notice.organisations or notice.said_at)


def _day(moment: datetime) -> date:
    return dates.day_in_london(moment)
