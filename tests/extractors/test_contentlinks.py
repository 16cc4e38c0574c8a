# ruff: noqa: E501  markup is easier to read in long lines
"""Reports are found where publishers put them: in boxes of the content, never in menus."""

import pytest
from lxml import html

from extractors.pages import contentlinks

URL = "https://www.gov.example/news/a"
STORY = "<p>Each area will draw up a plan with its councils and its health bodies.</p>" * 3
LINK = "<a href='/files/plan.pdf'>The plan (PDF, 2 MB)</a>"


def found(body):
    page = html.document_fromstring(f"<html><body>{body}</body></html>")
    return [
        link.url.removeprefix("https://www.gov.example")
        for link in contentlinks.find(page, URL, URL)
    ]


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='downloads'><h2>Downloads</h2><ul><li>{LINK}</li></ul></div>",
        f"<section id='documents'><h2>Documents</h2><section class='attachment'>{LINK}</section></section>",
        f"<div class='related-documents'><h3>Related documents</h3><p>{LINK}</p></div>",
        f"<aside class='report'><h3>Download the report</h3>{LINK}</aside>",
        f"<table><tr><td>Annex</td><td>{LINK}</td></tr></table>",
    ],
    ids=["downloads", "attachments", "related documents", "beside the summary", "a table"],
)
@pytest.mark.parametrize("area", ["main", "article", "div id='content'"])
def test_a_report_offered_inside_the_content_is_found(area, box):
    body = f"<nav>{LINK}</nav><{area}>{STORY}{box}</{area.split()[0]}>"
    is_beside = "<aside" in box and "content" in area  # a box beside a text without marks

    assert found(body) == ([] if is_beside else ["/files/plan.pdf"])


@pytest.mark.parametrize(
    "menu",
    [
        "<nav>{}</nav>",
        "<header><div>{}</div></header>",
        "<footer>{}</footer>",
        "<div role='navigation'>{}</div>",
        "<form action='/search'>{}</form>",
        "<aside>{}</aside>",
    ],
)
def test_a_document_in_a_menu_belongs_to_the_site(menu):
    other = menu.format("<a href='/privacy.pdf'>Privacy</a>")

    assert found(f"{other}<main>{STORY}{LINK}</main>{other}") == ["/files/plan.pdf"]
    assert found(f"{other}<div>{STORY}{LINK}</div>{other}") == ["/files/plan.pdf"]


def test_a_menu_inside_the_content_is_a_menu():
    nav = "<nav><a href='/privacy.pdf'>Privacy</a></nav><aside><a href='/b'>Other story</a></aside>"

    assert found(f"<main>{nav}{STORY}{LINK}</main>") == ["/files/plan.pdf"]


def test_one_form_around_a_whole_page_hides_no_link():
    search = "<form action='/find'><a href='/help.pdf'>Help</a></form>"

    assert found(f"<form id='aspnetForm'><div>{STORY}{LINK}</div></form>{search}") == [
        "/files/plan.pdf"
    ]


def test_a_link_is_known_by_its_longest_text_and_the_page_is_no_link_of_its_own():
    page = html.document_fromstring(
        f"<main>{STORY}<a href='/files/plan.pdf'>PDF</a>{LINK}<a href='#top'>Top</a></main>"
    )

    links = contentlinks.find(page, URL, URL)

    assert [(link.url, link.text) for link in links] == [
        ("https://www.gov.example/files/plan.pdf", "The plan (PDF, 2 MB)")
    ]
