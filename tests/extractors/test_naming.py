import pytest

from extractors.finding import naming, sites
from tests.extractors.test_opml import source


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("News – Example Union", "Example Union"),
        ("Example Union » Feed", "Example Union"),
        ("Latest news from Example Union", "Example Union"),
        ("Example Union RSS Feed", "Example Union"),
        ("Home | Example Union | Stronger together", "Example Union"),
        ("Press releases: Example Union", "Example Union"),
        ("Harbour News", "Harbour News"),
        ("News", "example.org"),
        ("", "example.org"),
    ],
)
def test_the_name_is_found_in_a_title(title, name):
    assert naming.name_of([title], "https://www.example.org/feed/") == name


def test_the_first_title_with_a_name_counts():
    titles = ["", "RSS", "Example Union", "Other"]

    assert naming.name_of(titles, "https://x.example/") == "Example Union"


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("Example Union", [], "example-union"),
        ("Example Union", ["Example-Union"], "example-union-2"),
        ("Undeb Môr & Tir’s", [], "undeb-mor-and-tirs"),
        ("海員組合", [], "kumiai-example"),
        ("Undeb " * 9, [], "undeb-undeb-undeb-undeb-undeb-undeb"),
    ],
)
def test_an_id_is_plain_short_and_new(name, taken, made):
    assert naming.id_of(name, "https://www.kumiai.example/", taken) == made


@pytest.mark.parametrize(
    ("name", "url", "kind", "nation"),
    [
        ("Harbour Union", "https://harbour.example/", "union", "uk"),
        ("Leeds City Council", "https://www.leeds.gov.uk/", "local_government", "uk"),
        ("Transport", "https://transport.gov.scot/", "government", "scotland"),
        ("Quay Trust", "https://quay.nhs.wales/", "health", "wales"),
        ("Institute of Docks", "https://docks.example/", "think_tank", "uk"),
        ("Save our ferries", "https://ferries.example/", "campaign", "uk"),
        ("Ulster Dockers", "https://x.example/", "campaign", "ni"),
    ],
)
def test_kind_and_nation_are_sensible_guesses(name, url, kind, nation):
    assert (naming.kind_of(name, url), naming.nation_of(name, url)) == (kind, nation)


LISTED = [
    source("union", homepage="https://www.union.example/news", feed="https://feeds.example/u"),
    source("one", homepage="https://www.gov.example/one", feed="https://www.gov.example/one.atom"),
    source("two", homepage="https://www.gov.example/two", feed="https://www.gov.example/two.atom"),
]


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://union.example/press/feed", "union"),
        ("http://feeds.example/u/", "union"),
        ("https://www.gov.example/two.atom", "two"),
        ("https://www.gov.example/one/", "one"),
        ("https://www.gov.example/three", None),
        ("https://branch.union.example/", None),
    ],
)
def test_an_address_belongs_to_a_source_by_feed_homepage_or_host(url, owner):
    found = naming.known(url, LISTED)

    assert (found and found.source_id) == owner


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.harbour.org.uk/a", "harbour.org.uk"),
        ("https://blog.harbour.com/", "harbour.com"),
        ("https://quay.blog.gov.uk/feed", "quay.blog.gov.uk"),
        ("https://www.leeds.gov.uk/", "leeds.gov.uk"),
        ("https://harbour.substack.com/feed", "harbour.substack.com"),
        ("http://127.0.0.1:8765/", "127.0.0.1:8765"),
        ("http://localhost:80/", "localhost:80"),
    ],
)
def test_hosts_of_one_publisher_share_a_site(address, site):
    assert sites.site_of(address) == site
