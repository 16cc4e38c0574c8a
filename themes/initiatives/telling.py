"""What a document says of one of its schemes, as a mention with all its claims."""

from collections.abc import Iterator
from dataclasses import dataclass

from records import Claim, Mention
from themes.initiatives import aboutness, claims, stages, steps
from themes.initiatives.aboutness import Named
from themes.initiatives.company import Company, Offer
from themes.initiatives.evidence import Evidence
from themes.initiatives.names import alike, initiative_id
from themes.initiatives.news import Judgement, News
from themes.initiatives.register import Register
from themes.initiatives.stages import About, Stage
from themes.text.fields import Field, Span


@dataclass(frozen=True, slots=True)
class Teller:
    """What is known of a document when its schemes are told."""

    document_id: str
    title: Field
    company: Company
    evidence: Evidence
    news: News
    register: Register

    def tell(self, one: Named, found: list[Named]) -> Mention:
        """Return what the document says of a scheme.

        Args:
            one: The scheme.
            found: All schemes that the document names.
        """
        spans = one.in_order()
        wide = aboutness.sentences(one, found, self.title, is_main=True)
        judged = self._judge(one, found, wide)
        abouts = (
            wide if judged.is_main else aboutness.sentences(one, found, self.title, is_main=False)
        )
        shown = stages.proof(abouts, judged.stage)
        stage = shown if judged.is_main or shown.is_shown else None
        told = steps.find(one, abouts, self.evidence, stage, judged.is_main) if stage else ()
        best = _telling(spans, stage)
        abouts = self._whole(one, found, abouts, is_main=judged.is_main)
        said = claims.gather(abouts, stage, told, self.company.scenery, self._close(abouts, found))
        start, stop = best.field.read.starts[best.first], best.field.read.stops[best.last - 1]
        first, last = best.field.around(best.first)
        row = one.initiative
        return Mention(
            document_id=self.document_id,
            initiative_id=row.initiative_id if row else initiative_id(one.name),
            name=one.name,
            kind=one.kind,
            field=best.field.name,
            start=start,
            stop=stop,
            quote=best.field.text[first:last].strip(),
            stage=stage.stage if stage else None,
            is_main=judged.is_main,
            is_live=judged.is_live,
            confidence=round(one.confidence, 2),
            why=_why(one, said),
            claims=(*said, *_aliases(one, best, self.register)),
        )

    def judge(self, one: Named, found: list[Named]) -> Judgement:
        """Return whether the document is about a scheme, and reports it as happening."""
        wide = aboutness.sentences(one, found, self.title, is_main=True)
        return self._judge(one, found, wide)

    def _judge(self, one: Named, found: list[Named], wide: list[About]) -> Judgement:
        return self.news.judge(self.evidence.signs(one, found, wide), self.evidence.words)

    def sentences(self, one: Named, found: list[Named], *, is_main: bool) -> list[About]:
        """Return all sentences whose claims are those of one scheme."""
        abouts = aboutness.sentences(one, found, self.title, is_main=is_main)
        return self._whole(one, found, abouts, is_main=is_main)

    def _whole(
        self, one: Named, found: list[Named], abouts: list[About], *, is_main: bool
    ) -> list[About]:
        named = [span for other in found if other is not one for span in other.spans]
        others = {(span.field.name, span.field.homes[span.first]) for span in named}
        if is_main:
            abouts = [*abouts, *claims.further(abouts, others, self.company.scenery.text)]
        return claims.telling(abouts, others)

    def _close(self, abouts: list[About], found: list[Named]) -> Iterator[Offer]:
        """Yield the bodies behind a scheme and its places."""
        for one in self.company.offers(abouts, len(found)):
            if self.news.is_so(one.what, one.signs):
                yield one


def _telling(spans: list[Span], stage: Stage | None) -> Span:
    """Return where the name stands in the sentence that shows the stage, or else first.

    A sentence of the text says more than the title: ``spans`` begins with the text.
    """
    if stage and stage.about.field.name == "text":
        for span in spans:
            at = span.field.read.starts[span.first]
            if span.field is stage.about.field and stage.about.start <= at < stage.about.stop:
                return span
    return spans[0]


def _aliases(one: Named, best: Span, register: Register) -> list[Claim]:
    """Return other names of it as claims, so that the register can keep them.

    Those that it has already are spelled as it spells them, the telling place first.
    """
    spans = dict(one.aliases)
    if one.initiative:
        for span in (best, *one.spans):
            if alike(span.written) != alike(one.name):
                written = " ".join(span.written.split())
                spans.setdefault(register.spelling(one.initiative, written) or written, span)
    return [claims.alias(name, span) for name, span in spans.items()]


def _why(one: Named, said: tuple[Claim, ...]) -> str:
    """Return in plain words why this is taken for a scheme, and where it stands."""
    parts = ["known to the register" if one.initiative else "; ".join(one.reasons[:3])]
    parts += [
        f"“{' '.join(claim.quote.split())}”" for claim in said if claim.what in {"stage", "sites"}
    ][:2]
    return " … ".join(part for part in parts if part)
