"""One look at a document: every name that it may mean, and the schemes behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from records import Document, Verdict
from themes.initiatives import claims, discovery, settling, signs
from themes.initiatives.aboutness import Named
from themes.initiatives.evidence import Evidence, opening
from themes.initiatives.names import initiative_id, key
from themes.initiatives.organisations import Organisations
from themes.initiatives.others import is_for_others
from themes.initiatives.places import Gazetteer
from themes.initiatives.refusals import is_about_services
from themes.initiatives.register import Known, Register
from themes.initiatives.weights import Weights
from themes.text.fields import Field, Span
from themes.text.lookup import Lookup

_NATIONS = frozenset({"scotland", "wale", "wales", "england"})
_COMPANY = 0.9  # confidence in a known name that needed company; guess


# Times that a text on no theme names a listed scheme which it speaks of: of 31 named once in
# such texts, of 22 labelled sets, 3 were meant.
_NO_PASSING = 2


@dataclass(frozen=True, slots=True)
class Look:
    """A document looked at once: its scenery, and every new name that it may mean, weighed."""

    read: tuple[Field, Field]  # its title and its text
    register: Register
    scenery: claims.Scenery
    evidence: Evidence
    weights: Weights
    weighed: Sequence[discovery.Weighed]
    listed: Sequence[Known]  # names of the register

    @classmethod
    def at(
        cls,
        document: Document,
        read: tuple[Field, Field],
        register: Register,
        gazetteer: Gazetteer,
        organisations: Organisations,
        weights: Weights,
        verdict: Verdict | None,
    ) -> "Look":
        """Look at a document.

        Args:
            document: An article or a report.
            read: Its title and its text.
            register: What is known already.
            gazetteer: The places of seeds/areas.yaml.
            organisations: The bodies of seeds/organisations.yaml.
            weights: How much the signs of a new name weigh: seeds/namings.tsv.
            verdict: What the ruleset says of the document; None: nobody asked it.
        """
        scenery = claims.Scenery.of(read, gazetteer, organisations)
        is_relevant = verdict.is_relevant if verdict else is_about_services(read)
        weighed: Sequence[discovery.Weighed] = ()
        barred = {one.name: scenery.barred(one.name) for one in read}
        listed = [
            one
            for one in register.find_known(read)
            if not is_for_others(one.field, one.last, barred[one.field.name])
        ]
        if not (verdict and verdict.is_out):
            words = [word for one in read for word in one.read.words]
            asked = verdict.is_relevant if verdict else None
            setting = signs.setting(read, barred, asked, weights.reform(words))
            taken = _taken(_known(listed, is_relevant).values(), read)
            weighed = discovery.weigh(read, setting, taken, register.keys, weights)
        if verdict and not is_relevant:
            weights = replace(weights, enough=weights.enough_elsewhere)
        evidence = Evidence(document.published_at, is_relevant, opening(*read))
        return cls(read, register, scenery, evidence, weights, weighed, listed)

    def schemes(self, enough: float | None = None) -> settling.Settled:
        """Return the schemes that the document names, each once, before more is said of them.

        Args:
            enough: Probability that makes a new name; None: what the weights say.
        """
        found = _known(self.listed, self.evidence.is_relevant)
        taken = _taken(found.values(), self.read)
        sure = self.weights.enough if enough is None else enough
        candidates = discovery.discover(self.weighed, self.weights, sure)
        new = _discovered(found, self.register, _merged(candidates))
        _occurrences(new, self.read, taken)
        if not self.evidence.is_relevant:
            found = {one: named for one, named in found.items() if len(named.spans) >= _NO_PASSING}
        found.update(new)
        return settling.settle(found, self.register, self.read, self.scenery)


def _known(listed: Iterable[Known], is_relevant: bool) -> dict[str, Named]:
    """Return the listed schemes that a text may mean, each with all places of its names."""
    found: dict[str, Named] = {}
    for known in listed:
        if not is_relevant and not known.field.caps[known.first]:
            continue  # lower-case words of a text about something else
        row = known.initiative
        one = found.setdefault(row.initiative_id, Named(row.name, row, _COMPANY, ()))
        one.spans.append(Span(known.field, known.first, known.last))
        if known.is_full:
            one.confidence = 1.0
    return found


def _taken(found: Iterable[Named], read: tuple[Field, ...]) -> dict[str, set[int]]:
    """Return the words of each field that belong to schemes."""
    taken: dict[str, set[int]] = {one.name: set() for one in read}
    for scheme in found:
        for span in scheme.spans:
            taken[span.field.name].update(range(span.first, span.last))
    return taken


def _discovered(
    found: dict[str, Named], register: Register, candidates: Iterable[discovery.Candidate]
) -> dict[str, Named]:
    """Return the schemes of new names; what the register knows after all joins those found."""
    new: dict[str, Named] = {}
    for candidate in candidates:
        row = next(
            (
                hit
                for name in (candidate.name, *candidate.aliases)
                if (hit := register.lookup(name))
            ),
            None,
        )
        confidence = candidate.score
        name = row.name if row else candidate.name
        one = Named(name, row, _COMPANY if row else confidence, candidate.reasons)
        where = found if row and row.initiative_id in found else new
        one = where.setdefault(row.initiative_id if row else initiative_id(name), one)
        one.spans.append(candidate.span)
        for alias in candidate.aliases:
            one.aliases.setdefault(alias, candidate.span)
    return new


def _merged(candidates: list[discovery.Candidate]) -> list[discovery.Candidate]:
    """Return the candidates, each under the fullest name that the text gives it."""
    by_key: dict[tuple[str, ...], discovery.Candidate] = {}
    for one in candidates:  # best first
        by_key.setdefault(key(one.name), one)
    owners: dict[tuple[str, ...], tuple[str, ...]] = {}
    extra: dict[tuple[str, ...], list[str]] = {}
    for words in sorted(by_key, key=lambda words: (-len(words), words)):
        one = by_key[words]
        owner = owners.get(words)
        if owner is not None:
            extra[owner].append(one.name)
            continue
        extra[words] = []
        parts = [words[:size] for size in range(1, len(words) + 1)]
        parts += [words[-size:] for size in range(1, len(words))]
        plain = tuple(word for word in words if word not in _NATIONS)  # the (Scotland) Bill
        parts += [plain[-size:] for size in range(2, len(plain) + 1)]
        for part in (*parts, *map(key, one.aliases)):
            owners.setdefault(part, words)
    merged = [
        replace(by_key[words], aliases=(*by_key[words].aliases, *names))
        for words, names in extra.items()
    ]
    return sorted(merged, key=lambda one: -one.score)


def _occurrences(
    new: dict[str, Named], read: tuple[Field, ...], known: dict[str, set[int]]
) -> None:
    """Find the other places where new names stand."""
    rows = [(name, one) for one in new.values() for name in (one.name, *one.aliases)]
    lookup = Lookup(rows)
    seen = {(span.field.name, span.first) for one in new.values() for span in one.spans}
    for where in read:
        for hit in lookup.find(where.text, where.read):
            span = Span(where, hit.first, hit.last)
            one = hit.values[0]
            is_written = where.caps[hit.first] or span.is_quoted or not one.name[0].isupper()
            is_taken = not known[where.name].isdisjoint(range(hit.first, hit.last))
            if is_written and not is_taken and (where.name, hit.first) not in seen:
                one.spans.append(span)
