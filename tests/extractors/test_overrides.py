"""A source's own way to its text: read from its row, refused with its line, used on its pages."""

import pytest
from lxml import html

from extractors import overrides, sources
from extractors.pages import article
from records import Bounds, Extraction
from seedfiles import SeedError

ROW = """- id: harbour-news
  name: Harbour News
  kind: union
  nation: uk
  homepage: https://harbour.example/
  feed: https://harbour.example/feed/
"""
STORY = "The harbour board will pool its budgets with two councils and a health board from April."
MORE = "What becomes of the staff is not decided, says a report that was published on Tuesday."
BOX = "The tug drivers' own story stands in a box that the usual way takes for an article's part."
PAGE = (
    f"<html><head><title>Pooled</title></head><body><p>{BOX}</p><div id='story'><p>{STORY}</p>"
    f"<p>{MORE}</p><a href='/plan.pdf'>The plan</a></div><div class='tugs'><p>{BOX}</p>"
    "<a href='/tugs.pdf'>Tugs</a></div></body></html>"
)


def loaded(tmp_path, extraction):
    path = tmp_path / "mine.yaml"
    path.write_text(f"{ROW}  extraction: {extraction}\n", encoding="utf-8")
    (source,) = sources.load(path)
    return source.extraction


def extract(extraction, page=PAGE, bounds=None):
    return article.extract(
        page.encode(),
        "https://harbour.example/news/a",
        "text/html",
        None,
        extraction,
        bounds or Bounds(),
    )


def test_a_row_may_name_its_own_way(tmp_path):
    written = '{mode: recall, within: "//div[@id=\'story\']", without: [//aside, "//p[@class]"]}'

    assert loaded(tmp_path, written) == Extraction(
        mode="recall", within="//div[@id='story']", without=("//aside", "//p[@class]")
    )
    assert loaded(tmp_path, "{mode: precision}") == Extraction(mode="precision")


def test_every_fault_of_an_extraction_has_its_line(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        f"{ROW}  extraction:\n    mode: most\n    within: main\n    inside: //main\n"
        "    without: [//p, '//p[', 'document(1)']\n"
        + ROW.replace("harbour", "pier")
        + "  extraction: //main\n",
        encoding="utf-8",
    )

    with pytest.raises(SeedError) as caught:
        sources.load(path)

    found = [fault.split("mine.yaml:")[1] for fault in caught.value.faults]
    assert [fault.split(": ")[:2] for fault in found] == [
        ["8", "'mode' is 'most'"],
        ["9", "'within'"],
        ["10", "'extraction' has no key 'inside'"],
        ["11", "'without'"],
        ["11", "'without'"],
        ["18", "'extraction' is not a row of keys"],
    ]
    assert "write one of balanced, precision, recall" in found[0]
    assert "does not begin with //" in found[1]
    assert "write it as //main or" in found[3]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "not text"),
        (["//p"], "not text"),
        ("//p[", "is no XPath"),
        ("//p[@class='a]", "is no XPath"),
        ("//x:p", "is no XPath"),
        ("main", "does not begin"),
        ("//p[document('x')]", "document()"),
        ("//p[re:test(@id, '(a+)+b')]", "re:test()"),
        ("//p/following::p", "an axis"),
        ("//p | //div", "an axis"),
        ("//p/..", "an axis"),
        ("//div[.//div[.//div]]", "too far"),
        ("//" + "div/" * 100 + "p", "longer than"),
    ],
)
def test_a_path_that_could_not_be_used_is_refused(path, why):
    assert why in (overrides.path_fault(path) or "")


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("//div", ["a", "d"]),
        ("//div//p", ["c", "e"]),
        ("//div[@id='a']/div/p", ["c"]),
        ("//*[contains(concat(' ', normalize-space(@class), ' '), ' x ')]", ["e"]),
        ("//div[.//p[@class='x // y']]//p", ["e"]),
        ("//div[not(.//div)]", ["b", "d"]),
        ("//body", []),
        ("//p/@id", []),
    ],
)
def test_a_path_leads_to_its_outermost_elements(path, ids):
    page = html.document_fromstring(
        "<div id='a'><div id='b'><p id='c'>1</p></div></div>"
        "<div id='d'><p id='e' class='x // y'>2</p></div>"
    )

    assert overrides.path_fault(path) is None
    assert [one.get("id") for one in overrides.find(page, path)] == ids


def test_a_path_of_two_halves_costs_no_more_than_the_page_is_large():
    deep = "<div>" * 200 + "<p>x</p>" * 10_000 + "</div>" * 200  # libxml2's own way: 22 s

    assert len(overrides.find(html.document_fromstring(deep), "//div//p")) == 10_000


def test_within_names_the_article_and_its_links():
    page = extract(Extraction(within="//div[@id='story']"))

    assert page.text == f"{STORY}\n{MORE}\nThe plan"
    assert [link.url for link in page.links] == ["https://harbour.example/plan.pdf"]
    assert (page.title, page.remark) == ("Pooled", None)


def test_within_may_name_what_looks_like_a_box():
    page = extract(
        Extraction(within="//aside"),
        f"<p>{BOX}</p><aside class='related'><p>{STORY}</p><p>{MORE}</p></aside>",
    )

    assert page.text == f"{STORY}\n{MORE}"


def test_without_takes_elements_out_links_included():
    usual = extract(None)
    page = extract(Extraction(without=("//div[@class='tugs']", "//body/p")))

    assert BOX in usual.text
    assert BOX not in page.text
    assert [link.text for link in usual.links] == ["The plan", "Tugs"]
    assert [link.text for link in page.links] == ["The plan"]


@pytest.mark.parametrize("within", ["//main", "//div[@id='story']/i"])
def test_a_page_without_the_named_element_is_read_the_usual_way_and_says_so(within):
    page = extract(Extraction(within=within))

    assert STORY in page.text
    assert page.remark == f"'within: {within}' finds nothing on this page; read the usual way"
    assert extract(None).remark is None


def test_a_mode_reaches_the_extractor():
    box = f"<div class='teaser'><h3>Also</h3><p>{BOX}</p></div>"
    story = "".join(f"<p>{number} {STORY} {MORE}</p>" for number in range(6))
    page = f"<article><h1>Pooled</h1>{story}{box}</article>"

    assert BOX in extract(Extraction(mode="recall"), page).text
    assert BOX not in extract(Extraction(mode="precision"), page).text


def test_text_and_title_are_cut_at_their_bounds():
    title, story = "A title of many words " * 3, "word " * 400
    page = f"<title>{title}</title><article><p>{story}</p></article>"
    bounds = Bounds(title_chars=20, text_chars=200)
    plain = article.extract(story.encode(), "https://a.example/", "text/plain", None, None, bounds)

    found = extract(None, page, bounds)

    assert found.title == "A title of many…"
    assert 150 < len(found.text) <= 200
    assert found.text.endswith("…")
    assert (len(plain.title) <= 20, 150 < len(plain.text) <= 200) == (True, True)
