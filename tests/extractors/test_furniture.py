# ruff: noqa: E501  markup is easier to read in long lines
"""Boxes go, sections stay: the rules one by one, and all of them on pages nobody tuned to."""

from pathlib import Path

import pytest

from bench import peers
from bench.boilerplate import pages
from bench.extraction import leaks_and_losses
from extractors import plain
from extractors.pages import article, tree
from records import Document
from themes.voices import voice

UNIONS = Path(__file__).parents[2] / "seeds" / "unions.yaml"
TITLE = "Twelve areas named for pooled budgets"
STORY = "".join(
    f"<p>{text} Each area will draw up a plan with its councils, its health bodies and the "
    "police, and publish it before the first pound is moved.</p>"
    for text in ("Pooled budgets will be tested from spring.", "An evaluation follows.") * 3
)
SUMMARY = "Its members were told that neighbourhood teams would bring budgets together in June."


def text_of(body, title=TITLE):
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return article.extract(page.encode(), "https://www.gov.example/news/a", "text/html", None).text


def card(number):
    return f"<div><a href='/{number}'><img src='a.png'><h4>Story</h4></a><p>{SUMMARY}</p></div>"


BOXES = {
    "related stories without a name": "<div><b>You may also like</b>"
    + card(1)
    + card(2)
    + "</div>",
    "teasers without a heading": "<div>" + card(1) + card(2) + card(3) + "</div>",
    "readers' comments": f"<div><h3>2 comments</h3><div><p>Pat: {SUMMARY}</p><a href='#r'>Reply</a>"
    f"</div><div><p>Sam: {SUMMARY}</p><a href='#s'>Reply</a></div></div>",
    "a newsletter": f"<div><h3>Sign up for our newsletter</h3><p>{SUMMARY}</p></div>",
    "cookies": f"<div><p>We use cookies. {SUMMARY} Cookies help.</p><button>Accept</button></div>",
    "a pointer": f"<p><b>Read more:</b> <a href='/m'>{SUMMARY}</a></p>",
    "the author": f"<div><h2>About the author</h2><p>{SUMMARY}</p></div>",
    "links under any heading": f"<div><h4>Mwy</h4><ul><li><a href='/1'>{SUMMARY}</a></li></ul></div>",
    "a carousel": f"<div class='swiper main-carousel'><p>{SUMMARY}</p><p>{SUMMARY}</p></div>",
    "a dialog": f"<div role='dialog'><p>{SUMMARY}</p></div>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
@pytest.mark.parametrize(
    "frame", ["<div><h1>{title}</h1>{story}{box}</div>", "{box}<h1>{title}</h1>{story}"]
)
def test_a_box_goes_and_the_story_stays(box, frame):
    text = text_of(frame.format(title=TITLE, story=STORY, box=box))

    assert SUMMARY not in text
    assert text.count("An evaluation follows.") == 3


SECTIONS = {
    "news as a section": "<h2>Latest news on the pilots</h2><p>{}</p>",
    "a discussion": "<section><h2>Discussion</h2><p>{}</p></section>",
    "responses": "<section><h2>Responses</h2><p>{}</p></section>",
    "comments of a committee": "<section><h2>Comments</h2><p>{}</p></section>",
    "a register": "<section><h2>Register of members' interests</h2><p>{}</p></section>",
    "more, with one source": "<section><h2>More about the programme</h2><p>{} {} {} {} "
    "<a href='/x'>The plan</a> says so.</p></section>",
    "a list of papers": "<ul><li><a href='/p'>The first of two papers</a>: {}</li><li><a href='/q'>The second</a>: {}</li></ul>",
    "cookies as a subject": "<p>The cookie factory makes cookies. {}</p>",
    "a text behind a picture": "<div><div><img src='/a.png'></div>{}<br><br>More of it.</div>",
}


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS.keys())
def test_a_section_that_sounds_like_a_box_stays(section):
    sections = section.replace("{}", SUMMARY)

    assert SUMMARY in text_of(f"<div><h1>{TITLE}</h1>{STORY}{sections}</div>")


def test_a_page_that_is_a_gallery_keeps_its_pictures_words():
    slides = "".join(f"<li><p>{n}: {SUMMARY}</p></li>" for n in range(8))

    assert (
        text_of(f"<h1>{TITLE}</h1><div class='gallery'><ul>{slides}</ul></div>").count(SUMMARY) == 8
    )


def test_a_round_up_of_linked_papers_is_an_article():
    cards = "".join(card(number) for number in range(6))

    assert text_of(f"<div><h1>{TITLE}</h1><div>{cards}</div></div>").count(SUMMARY) >= 1


@pytest.mark.parametrize("half", ["tuning", "held-out"])
def test_little_leaks_from_invented_pages_and_little_is_lost(half):
    leak, loss = leaks_and_losses(peers.ours, pages.half(half))

    assert leak < 0.05  # trafilatura's own default: 0.27 and 0.25
    assert loss < 0.05


ABOUT = (
    "It mostly covers my work as an officer of UNISON, although the views are my own. You can "
    "also read what GMB and Unite say about this on their own sites."
)
POST = "The council will pool its budgets with the health board next year, a report says."
BLOGS = {
    "wordpress": "<div id='page'><div id='header'><h1><a href='/'>My Blog</a></h1><div "
    "class='description'><p>{about}</p></div></div><div id='content'><div class='post'><h2>{title}"
    "</h2><div class='entry'><p>{post}</p><p>{post}</p></div></div></div><div id='sidebar'><ul><li>"
    "<h2>About</h2><p>{about}</p></li></ul></div></div>",
    "blogger": "<div class='header section'><div class='widget Header'><h1 class='title'>My Blog"
    "</h1><div class='descriptionwrapper'><p class='description'><span>{about}</span></p></div></div>"
    "</div><div class='main section'><div class='post hentry'><h3 class='post-title'>{title}</h3>"
    "<div class='post-body entry-content'>{post}<br><br>{post}</div></div></div>"
    "<div class='sidebar section'><div class='widget'><h2>Welcome to my Blog</h2><p>{about}</p></div>"
    "</div>",
    "static": "<center><font size=6>My Blog</font><p>{about}</p></center><h2>{title}</h2>"
    "<p>{post}</p><p>{post}</p><hr><div><b>Welcome to my blog</b><p>{about}</p></div>",
    "tables": "<table><tr><td colspan=2>My Blog<p>{about}</p></td></tr><tr><td><b>About me</b>"
    "<p>{about}</p></td><td><h2>{title}</h2><p>{post}</p><p>{post}</p></td></tr></table>",
}


@pytest.mark.parametrize("theme", BLOGS.values(), ids=BLOGS.keys())
def test_a_union_named_around_a_post_is_not_named_by_the_post(theme):
    markup = theme.format(about=ABOUT, title=TITLE, post=POST)
    unions = voice.load(UNIONS)

    def union_words(text):
        document = Document(
            document_id="d",
            kind="article",
            title=TITLE,
            text=text,
            source_kind="blog",
            published_at=None,
        )
        return voice.read(document, unions).union_words

    whole = plain.visible(tree.grow(markup.encode(), "text/html"))
    text = text_of(markup, f"My Blog: {TITLE}")

    assert union_words(whole) > 0
    assert union_words(text) == 0
    assert POST in text
