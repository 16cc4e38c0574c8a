"""Which links of an article lead to documents."""

import pytest

from extractors.pages import offered
from extractors.publishers.enrichers import GOVUK
from records import Article, Link

HERE = "https://union.example/news/plan"
GOV = {"www.gov.uk": GOVUK}


def article(*links, url=HERE):
    return Article(
        article_id="a", entry_id="e", source_id="s", url=url, title="", text="", digest="",
        words=0, published_at=None, links=tuple(Link(url=at, text=text) for at, text in links),
        is_baseline=False, is_provisional=False, facts=(),
    )  # fmt: skip


def found(*links, url=HERE, most=3):
    offers = offered.links(article(*links, url=url), most, GOV)
    return [(one.link.url.rsplit("/", 1)[-1], one.form) for one in offers]


@pytest.mark.parametrize(
    ("address", "words", "form"),
    [
        ("https://a.example/plan.pdf", "The plan", "pdf"),
        ("https://a.example/plan.PDF?v=2", "The plan", "pdf"),
        ("https://a.example/download/12", "The plan (PDF, 2 MB)", "pdf"),
        ("https://a.example/plan.docx", "The plan", "office"),
        ("https://a.example/plan.odt", "The plan (ODT)", "office"),
        ("https://a.example/download/12", "The plan (DOCX, 90 KB)", "office"),
        ("https://a.example/plan.doc", "The plan", "other"),
        ("https://a.example/plan.rtf", "The plan", "other"),
        ("https://a.example/plan", "Read the full report", "page"),
        ("https://a.example/plan", "View our new evaluation of the pilots", "page"),
        ("https://a.example/plan", "The plan (HTML)", "page"),
        ("https://a.example/cynllun", "Darllenwch ein hadroddiad: adroddiad llawn", "page"),
        ("https://www.gov.uk/government/publications/a/plan", "the plan", "attachment"),
        ("https://www.gov.uk/government/consultations/a/plan", "the plan", "attachment"),
    ],
)
def test_a_document_is_known_by_its_address_or_its_words(address, words, form):
    assert [one for _, one in found((address, words))] == [form]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://a.example/plan", "The plan"),
        ("https://a.example/news", "Read the full story"),
        ("https://a.example/plan.xlsx", "Full report: the tables"),
        ("https://a.example/plan.jpg", "Read the report"),
        ("https://a.example/", "Read the full report"),
        ("https://www.gov.uk/government/publications/a", "the plan"),
        ("https://www.gov.uk/guidance/a/b", "the plan"),
        (HERE, "Read the full report"),
        ("mailto:report.pdf@a.example", "Report.pdf"),
    ],
)
def test_what_offers_no_document_is_left(address, words):
    assert found((address, words)) == []


def test_the_same_paper_is_read_in_one_form():
    links = [
        ("https://a.example/page", "Read the full report"),
        ("https://a.example/the-plan.odt", "Open document"),
        ("https://a.example/1.docx", "The plan (Word, 1 MB)"),
        ("https://a.example/annex.docx", "Annex A"),
        ("https://a.example/the-plan.pdf", "The plan (PDF, 2 MB)"),
        ("https://a.example/the-plan.pdf", "again"),
    ]

    assert found(*links) == [("the-plan.pdf", "pdf"), ("annex.docx", "office")]
    assert found(*links[:1]) == [("page", "page")]


def test_what_stands_below_a_page_of_govuk_is_attached_to_it():
    own = "https://www.gov.uk/guidance/plan"
    links = [(f"{own}/annex", "Annex"), ("https://www.gov.uk/guidance/other/annex", "Annex")]

    assert found(*links, url=own) == [("annex", "attachment")]


def test_only_so_many_are_taken():
    assert len(found(*((f"https://a.example/{n}.pdf", f"Plan {n}") for n in range(9)))) == 3
