"""Schemes that a document names, known or not, and what it says of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from records import Document, Mention, Verdict
from themes.initiatives import hints, settling, telling
from themes.initiatives.aboutness import Named
from themes.initiatives.catalogue import load_register
from themes.initiatives.company import Company
from themes.initiatives.look import Look
from themes.initiatives.news import News
from themes.initiatives.organisations import Organisations
from themes.initiatives.places import Gazetteer
from themes.initiatives.register import Register
from themes.initiatives.weights import Weights
from themes.text.fields import fields
from themes.text.words import tokens

__all__ = ["Register", "find", "load_register"]

_NO_PAPER = 0.9  # confidence from which a name within the title of a report is a scheme's; guess


@dataclass(frozen=True, slots=True)
class Found:
    """The schemes that a document names."""

    mentions: tuple[Mention, ...]  # what it is about first
    # What it seems to report as happening under a name too unsure to be told. None: it reports
    # one for sure, or none at all.
    hint: Mention | None


def find(
    document: Document,
    register: Register,
    gazetteer: Gazetteer,
    organisations: Organisations,
    weights: Weights,
    news: News,
    verdict: Verdict | None,
    *,
    papers: Iterable[str] = (),
) -> Found:
    """Return the schemes that a document names.

    Known names are found anywhere. Where themes found nothing a new name needs more proof, and
    is only kept, not told.

    Args:
        document: An article or a report.
        register: What is known already.
        gazetteer: The places of seeds/areas.yaml.
        organisations: The bodies of seeds/organisations.yaml.
        weights: How much the signs of a new name weigh: seeds/namings.tsv.
        news: What tells the news from what is only named: seeds/news.tsv.
        verdict: What the ruleset says of the document; None: nobody asked it.
        papers: Titles of the reports that it links to, or its own: what bears one of them
            is a report and no scheme, unless the register has it.
    """
    read = fields(document)
    look = Look.at(document, read, register, gazetteer, organisations, weights, verdict)
    company = Company.of(look.scenery)
    teller = telling.Teller(document.document_id, read[0], company, look.evidence, news, register)
    heads = {_plain(title.partition(":")[0]) for title in papers}
    settled = _without_papers(look.schemes(), heads)
    found = list(settled.found.values())
    mentions = [settled.tell(key, teller.tell(one, found)) for key, one in settled.found.items()]
    hint = None
    if look.evidence.is_relevant and not any(one.is_main and one.is_live for one in mentions):
        unsure = _without_papers(look.schemes(hints.LIKELY), heads)
        hint = hints.find(unsure, settled.found.keys(), teller, look)
    ordered = sorted(mentions, key=lambda one: (not one.is_main, -one.confidence))
    return Found(tuple(ordered), hint)


def _without_papers(settled: settling.Settled, heads: set[str]) -> settling.Settled:
    """Return the schemes without those whose names are those of reports."""
    for found_id in [one for one, scheme in settled.found.items() if _is_paper(scheme, heads)]:
        del settled.found[found_id]
    return settled


def _is_paper(one: Named, heads: set[str]) -> bool:
    """Return whether a name is that of a report and not of what the report is about."""
    if one.initiative is not None:
        return False
    name = _plain(one.name) if heads else ""
    return name in heads or (
        one.confidence < _NO_PAPER and any(f" {name} " in f" {head} " for head in heads)
    )


def _plain(name: str) -> str:
    return " ".join(tokens(name).words)
