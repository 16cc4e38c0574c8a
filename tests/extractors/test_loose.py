"""Text that stands loose becomes paragraphs; nothing is lost, and labels stay what they are."""

import pytest
from lxml import etree, html

from extractors.pages import loose

LONG = "Each area will draw up a plan with its councils, its health bodies and the police."


def gathered(markup):
    page = html.document_fromstring(f"<html><body>{markup}</body></html>")
    before = "".join(page.text_content().split())
    loose.gather(page)
    assert "".join(page.text_content().split()) == before
    return etree.tostring(page.body, encoding="unicode").removeprefix("<body>")[: -len("</body>")]


@pytest.mark.parametrize(
    ("markup", "made"),
    [
        (f"<div>{LONG}<br><br>Two.</div>", f"<div><p>{LONG}</p><p>Two.</p></div>"),
        (f"<div>{LONG}<br>Two.</div>", f"<div><p>{LONG}<br/>Two.</p></div>"),
        (f"<div><div>Picture</div>{LONG}</div>", f"<div><div>Picture</div><p>{LONG}</p></div>"),
        (
            f"<div>{LONG} <a href='/'>link</a> and <b>more</b><ul><li>one</li></ul>end</div>",
            f'<div><p>{LONG} <a href="/">link</a> and <b>more</b></p><ul><li>one</li></ul>'
            "<p>end</p></div>",
        ),
        (f"<div>{LONG}</div>", f"<div>{LONG}</div>"),
        (f"<p>{LONG}<br><br>Two.</p>", f"<p>{LONG}<br/><br/>Two.</p>"),
        ("<div>By A. Writer<p>Text.</p></div>", "<div>By A. Writer<p>Text.</p></div>"),
    ],
    ids=[
        "two breaks part paragraphs",
        "one break is a line end",
        "behind a picture",
        "inline things stay together",
        "text alone is left",
        "a paragraph is one already",
        "a label is no paragraph",
    ],
)
def test_loose_text_becomes_paragraphs(markup, made):
    assert gathered(markup) == made
