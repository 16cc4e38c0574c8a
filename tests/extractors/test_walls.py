"""A wall against robots is told, and an article about walls is read."""

import pytest

from extractors.web import walls
from tests.extractors.door import fault, get, in_a_row, visit
from tests.fakes.web import fake_web

PARAGRAPH = "The council will publish the minutes of its meeting on Thursday afternoon. "
ARTICLE = f"<article><h1>News</h1>{f'<p>{PARAGRAPH * 4}</p>' * 6}</article>"


def page(title="", head="", body=""):
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body>"


# Made by us after the shape of real ones: what our signs rest on, and no more.
WALLS = {
    "Cloudflare asks": (
        "Cloudflare",
        page(
            "Just a moment...",
            "<style>body{margin:0}</style>",
            "<noscript>Enable JavaScript and cookies to continue</noscript>"
            "<script>(function(){window._cf_chl_opt = {cType: 'managed'};"
            "if(a<b){c.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1'}})()</script>",
        ),
    ),
    "Cloudflare asks in French": (
        "Cloudflare",
        page("Un instant…", body="<script>window._cf_chl_opt={}</script>"),
    ),
    "Cloudflare refuses": (
        "Cloudflare",
        page(
            "Attention Required! | Cloudflare",
            '<link rel="stylesheet" href="/cdn-cgi/styles/cf.errors.css">',
            "<h1>Sorry, you have been blocked</h1><p>Why? The site protects itself.</p>",
        ),
    ),
    "DDoS-Guard": (
        "DDoS-Guard",
        page("DDoS-Guard", '<script src="/.well-known/ddos-guard/js-challenge/i.js"></script>'),
    ),
    "Imperva": (
        "Imperva",
        '<html><body><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=1&xinfo=2">'
        "Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>",
    ),
    "Imperva interrupts": (
        "Imperva",
        page(
            "Pardon Our Interruption",
            body="<p>Something about your browser made us think you were a bot.</p>",
        ),
    ),
    "Sucuri": (
        "Sucuri",
        page("You are being redirected...", "<script>sucuri_cloudproxy_js='';</script>"),
    ),
    "Sucuri refuses": (
        "Sucuri",
        page(
            "Sucuri WebSite Firewall - Access Denied",
            body="<p>Access Denied - Sucuri Website Firewall</p>",
        ),
    ),
    "DataDome": (
        "DataDome",
        page("news.example", body="<script src='https://ct.captcha-delivery.com/c.js'></script>"),
    ),
    "PerimeterX": (
        "PerimeterX",
        page("Access to this page has been denied", body='<div id="px-captcha"></div>'),
    ),
    "Akamai refuses": (
        "Akamai",
        "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n"
        "You don't have permission to access this.<P>\nReference&#32;&#35;18&#46;1\n</BODY></HTML>",
    ),
    "Akamai asks": ("Akamai", page(body='<div id="sec-if-cpt-container"></div>')),
    "AWS": (
        "AWS WAF",
        page("", "<script>window.awsWafCookieDomainList = []; window.gokuProps = {};</script>"),
    ),
    "Anubis": (
        "Anubis",
        page(
            "Making sure you&#39;re not a bot!",
            '<link rel="stylesheet" href="/.within.website/x/xess/xess.min.css">',
        ),
    ),
    "SiteGround": (
        "SiteGround",
        '<html><head><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F">'
        "</head></html>",
    ),
    "F5": (
        "F5",
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
        "Please consult with your administrator.<br>Your support ID is: 1</body></html>",
    ),
    "Vercel": (
        "Vercel",
        page("Vercel Security Checkpoint", body="<p>We're verifying your browser</p>"),
    ),
}

HONEST = {
    "an article about Cloudflare": page(
        "Just a moment... what Cloudflare wants from us",
        body=ARTICLE + "<p>Checking your browser before accessing. Ray ID. _cf_chl_opt</p>",
    ),
    "a short article about Cloudflare": page(
        "Attention Required! | Cloudflare and the council",
        body=f"<p>Readers saw a wall of Cloudflare for an hour. {PARAGRAPH}</p>",
    ),
    "a short article that quotes the code": page(
        "How walls work",
        body="<p>Look for <code>window._cf_chl_opt</code>, <code>px-captcha</code> and "
        "<code>/.well-known/sgcaptcha/</code> in the page.</p>",
    ),
    "a page that Cloudflare let through": page(
        "Minutes",
        "<script>window.__CF$cv$params={};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'"
        "</script>",
        "<p>Nothing new.</p>",
    ),
    "a page that Imperva let through": page(
        "Minutes", body="<p>None.</p><script src='/_Incapsula_Resource?SWJIYLWA=7'></script>"
    ),
    "a page that DDoS-Guard let through": page(
        "Minutes", "<script src='https://check.ddos-guard.net/check.js'></script>", "<p>None.</p>"
    ),
    "a page that AWS let through": page(
        "Minutes", "<script src='https://a.token.awswaf.com/a/challenge.js'></script>", "<p>No.</p>"
    ),
    "a page with PerimeterX": page("Minutes", "<script>window._pxAppId='P'</script>", "<p>No.</p>"),
    "a library that denies access": page("Access denied to records", body="<p>Why we did.</p>"),
    "a page without a text": page("Minutes", "<script src=/app.js></script>", "<div id=app></div>"),
    "a large page": page("", f"<script>window._cf_chl_opt={{}}//{'x' * 70_000}</script>", ""),
    "a feed about walls": "<?xml version='1.0'?><rss><channel><title>Just a moment...</title>"
    "<description>Enable JavaScript and cookies to continue</description></channel></rss>",
}


@pytest.fixture
def web():
    with fake_web() as publisher:
        yield publisher


@pytest.mark.parametrize(("maker", "body"), WALLS.values(), ids=WALLS.keys())
def test_every_wall_has_its_maker(maker, body):
    assert walls.maker({"content-type": "text/html"}, body.encode()) == maker
    assert walls.maker({}, body.encode()) == maker


@pytest.mark.parametrize("body", HONEST.values(), ids=HONEST.keys())
def test_no_honest_page_is_a_wall(body):
    assert walls.maker({"content-type": "text/html"}, body.encode()) is None


@pytest.mark.parametrize(("maker", "body"), WALLS.values(), ids=WALLS.keys())
def test_the_same_signs_around_an_article_are_no_wall(maker, body):
    assert walls.maker({}, (body + ARTICLE).encode()) is None


@pytest.mark.parametrize(
    "head",
    [
        {"cf-mitigated": "challenge"},
        {"x-amzn-waf-action": "Challenge"},
        {"x-amzn-waf-action": "captcha"},
        {"x-vercel-mitigated": "challenge"},
        {"sg-captcha": "challenge"},
    ],
)
def test_a_wall_may_name_itself(head):
    assert walls.maker(head, b"") is not None
    assert walls.maker(dict.fromkeys(head, "none"), b"") is None


@pytest.mark.parametrize("status", [200, 202, 403, 410, 429, 503])
def test_a_wall_is_told_whatever_its_status(web, status):
    maker, body = WALLS["Cloudflare asks"]
    found = fault(web.put("/page", body, status=status, gzip=True), web)

    assert (found.word, found.kind, found.status) == (f"blocked ({status})", "soft", status)
    assert f"a wall against robots ({maker}) stands before it" in found.text
    assert found.reached
    assert not found.is_deferred
    assert len(web.requests) == 1


def test_a_wall_behind_a_wish_to_wait_is_left_alone_as_well(web):
    body = WALLS["Vercel"][1]
    found = fault(web.put("/page", body, status=429, headers={"Retry-After": "60"}), web)

    assert (found.word, found.retry_after_s) == ("blocked (429)", 60.0)


@pytest.mark.parametrize(
    "how",
    [
        {"body": "<html>" * 99_999},
        {"body": "no", "headers": {"Content-Encoding": "br"}},
        {"body": "\0" * 10**7, "gzip": True},
        {"body": "cut", "length": 10},
    ],
    ids=["long", "packed as nobody asked", "a bomb", "shorter than announced"],
)
def test_what_stands_in_an_error_does_not_hide_the_error(web, how):
    assert fault(web.put("/page", status=404, **how), web).word == "not found (404)"


def test_after_three_walls_in_a_row_the_other_pages_are_left_alone_and_feeds_are_not(web):
    web.put("/robots.txt", "")
    pages = [web.put(f"/{n}", WALLS["DataDome"][1]) for n in range(5)]
    feed = web.put("/feed", "<rss/>")

    async def go(door):
        found = await in_a_row(*pages, obey_robots=True)(door)
        return [*found, *await in_a_row(feed)(door), *await in_a_row(pages[0])(door)]

    *walled, fourth, fifth, body, direct = visit(go, web)

    assert [one.word for one in walled] == ["blocked (200)"] * 3
    assert (fourth.word, fourth.is_deferred, fifth.is_deferred) == ("waiting", True, True)
    assert fourth.text == "a wall against robots stood before 3 others: tried again later"
    assert (body, direct.word) == (b"<rss/>", "blocked (200)")


def test_a_page_between_two_walls_counts_from_the_start_again(web):
    wall, good = web.put("/wall", WALLS["DataDome"][1]), web.put("/good", "x")

    found = visit(in_a_row(wall, wall, good, wall, wall, good, obey_robots=True), web)

    assert (found[2], found[5]) == (b"x", b"x")


def test_an_article_about_walls_is_read(web):
    body = HONEST["an article about Cloudflare"]

    assert get(web.put("/page", body), web).body == body.encode()
