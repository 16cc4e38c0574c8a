"""A scheme as a document names it, and which of its sentences are about it."""

import re
from dataclasses import dataclass, field

from records import Initiative
from themes.initiatives.names import kind_of
from themes.initiatives.stages import About
from themes.text.fields import Field, Span

# Guesses.
_SHORT = 12  # sentences; in so short a text every one is about its only scheme
_MOST_NEAR = 12  # sentences with the name that are read; a report has hundreds
_PASSING = re.compile(
    r"\b(?:such as|like|similar to|unlike|as with|as in|including|modelled on|echoes?|compared"
    r" (?:with|to)|left over from|(?:were|was|are) paid (?:through|from|by)|successor to|instead of"
    r"|remember(?:s|ed)?|worked on|days of|reminiscent of|points? to|learn(?:ed|t|ing)? from"
    r"|as well as|alongside|use|builds? on|mirrors?|follow(?:s|ed|ing)|between) "
    r"(?:\w+ )?(?:the |schemes such as the |a |its )?[“‘\"']?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Named:
    """A scheme with every place where a document names it."""

    name: str
    initiative: Initiative | None  # None: it is on no list
    confidence: float
    reasons: tuple[str, ...]
    spans: list[Span] = field(default_factory=list)
    aliases: dict[str, Span] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What sort of scheme it is."""
        return self.initiative.kind if self.initiative else kind_of(self.spans[0].written)

    def in_order(self) -> list[Span]:
        """Return where it is named, the text before the title."""
        return sorted(self.spans, key=lambda span: (span.field.name != "text", span.first))


def is_passing(span: Span) -> bool:
    """Return whether the words before name the scheme by the way: "such as"."""
    start, _ = span.field.around(span.first)
    return _PASSING.search(span.field.text[start : span.field.read.starts[span.first]]) is not None


def sentences(one: Named, found: list[Named], title: Field, is_main: bool) -> list[About]:
    """Return the sentences about a scheme: those with its name, then those by them.

    In a short text that is about one scheme these are all that name no other.
    """
    homes: dict[tuple[str, int], list[Span]] = {}
    for span in one.in_order():
        homes.setdefault((span.field.name, span.field.homes[span.first]), []).append(span)
    near = {where: _near(spans) for where, spans in list(homes.items())[:_MOST_NEAR]}
    taken = {
        (span.field.name, span.field.homes[span.first])
        for other in found
        if other is not one
        for span in other.spans
    }
    taken.update(near)
    far: dict[tuple[str, int], About] = {}
    if is_main and title.text and ("title", 0) not in taken:
        far["title", 0] = _far(title, 0)
    for about in near.values():
        count = len(about.field.sentences)
        is_whole = is_main and count <= _SHORT
        reach = range(count) if is_whole else range(about.home - 1, about.home + 3)
        for home in reach:
            where = (about.field.name, home)
            if 0 <= home < count and where not in taken:
                far.setdefault(where, _far(about.field, home))
    return [*near.values(), *sorted(far.values(), key=lambda about: about.home)]


def _near(spans: list[Span]) -> About:
    """Return the sentence of the first span, with all names in it."""
    field, first = spans[0].field, spans[0].first
    start, stop = field.around(first)
    return About(field, field.homes[first], start, stop, True, tuple(map(_offsets, spans)))


def _far(field: Field, home: int) -> About:
    return About(field, home, *field.bounds(home), False)


def _offsets(span: Span) -> tuple[int, int]:
    """Return where the name stands, without a word such as pilots behind it."""
    while len(span.words) > 1 and not span.field.caps[span.last - 1]:
        span = Span(span.field, span.first, span.last - 1)
    return span.field.read.starts[span.first], span.field.read.stops[span.last - 1]
