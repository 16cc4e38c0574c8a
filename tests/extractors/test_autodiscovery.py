import pytest

from extractors.finding import autodiscovery
from extractors.parsed import ParseError
from tests.fakes.sites import alternate, page

URL = "https://harbour.example/"


def signs(head="", body="", url=URL, link=""):
    return autodiscovery.read(page(head, body).encode(), url, "text/html", link)


def feeds(head="", body="", url=URL):
    return [lead.url.removeprefix(URL) for lead in signs(head, body, url).feeds]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(alternate("/comments/feed/", "Harbour"), id="by its path"),
        pytest.param(alternate("/x/feed/", "Harbour » Comments Feed"), id="by its title"),
        pytest.param(alternate("/?feed=comments-rss2"), id="by its query"),
        pytest.param(alternate("/embed?url=x", "oEmbed", "application/json+oembed"), id="oEmbed"),
        pytest.param(alternate("/cy/", "Cymraeg", "text/html"), id="another language"),
        pytest.param('<link rel="stylesheet" type="text/css" href="/feed.css">', id="style"),
        pytest.param(alternate("javascript:feed()"), id="no address"),
        pytest.param(alternate("/data.xml", kind="application/xml"), id="any XML"),
    ],
)
def test_what_is_no_feed_of_the_publisher_is_no_lead(head):
    assert feeds(head) == []


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(alternate("/f", kind="application/atom+xml"), id="Atom"),
        pytest.param(alternate("/f", kind="Application/RSS+XML; charset=utf-8"), id="odd letters"),
        pytest.param('<link rel="feed" href="/f">', id="rel feed"),
        pytest.param('<LINK REL="home Alternate" TYPE="application/rdf+xml" HREF="/f">', id="RDF"),
        pytest.param(alternate("\n /f\t"), id="blanks"),
    ],
)
def test_a_feed_is_known_by_its_link(head):
    assert feeds(head) == ["f"]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<a href="/news/feed/">Subscribe</a>', ["news/feed/"]),
        ('<a href="/news.rss">Subscribe</a>', ["news.rss"]),
        ('<a href="/?feed=rss2">x</a>', ["?feed=rss2"]),
        ('<a href="/subscriptions" title="RSS">x</a>', ["subscriptions"]),
        ('<a href="https://feeds.feedburner.com/harbour">x</a>', ["https://feeds.feedburner.com/harbour"]),
        ('<a href="https://feedly.com/i/subscription/feed/https://harbour.example/feed">x</a>', []),
        ('<a href="https://atom.example/">Atom</a>', []),
        ('<a href="/feedback">Feedback</a>', []),
        ('<a href="/pay">How the RSS of the harbour moved to the north quay</a>', []),
    ],
)  # fmt: skip
def test_links_for_people_lead_to_feeds(link, found):
    assert feeds(body=link) == found


def test_a_feed_below_the_page_of_news_is_better_than_that_of_the_whole_site():
    head = alternate("/feed/") + alternate("/wales/feed/")

    assert feeds(head, url=URL + "wales") == ["wales/feed/", "feed/"]
    assert feeds(head) == ["feed/", "wales/feed/"]


def test_json_feeds_are_named_apart():
    found = signs(alternate("/feed.json", kind="application/feed+json"))

    assert (found.feeds, found.unread) == ((), (URL + "feed.json",))


def test_pages_of_news_are_known_by_a_word_or_two():
    menu = "".join(
        f'<a href="{href}">{text}</a>'
        for href, text in (
            ("/about", "About us"),
            ("/jobs", "Jobs"),
            ("/what-we-say", "Blog"),
            ("/media-centre", "Press releases"),
            ("/news", "News"),
            ("/news/2026/pay", "News of pay talks that go on and on in the north quay"),
            ("https://other.example/news", "News"),
            ("/newsletter", "Newsletter"),
        )
    )

    found = [lead.url.removeprefix(URL) for lead in signs(body=menu).sections]

    assert found == ["news", "media-centre", "what-we-say"]


def test_the_site_names_itself_and_its_software():
    found = signs(
        '<meta property="og:site_name" content="Harbour Union">'
        '<link rel="https://api.w.org/" href="/wp-json/">'
    )

    assert (found.site, found.title) == ("Harbour Union", "Harbour Union")
    assert (found.wordpress, found.engine) == (URL + "wp-json/", "wordpress")


def test_a_word_in_an_address_does_not_make_the_software():
    found = signs(body='<a href="/hugo-the-ghost">Our ghost</a>')

    assert found.engine == ""


@pytest.mark.parametrize("body", [b"", b"   ", b"<!-- -->"])
def test_an_empty_page_is_refused(body):
    with pytest.raises(ParseError):
        autodiscovery.read(body, URL, "", "")


def test_a_directory_of_feeds_is_not_read_to_its_end():
    links = "".join(alternate(f"/{number}.rss") for number in range(5_000))

    assert len(feeds(links)) == autodiscovery.MOST_LEADS


def test_a_header_full_of_junk_is_survived():
    junk = "<a>; " * 5_000 + "<" * 50_000 + ';rel="' * 5_000

    assert signs(link=junk).feeds == ()
