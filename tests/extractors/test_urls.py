import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.web import urls

PATHS = st.text(st.characters(codec="utf-8", exclude_characters="#?"), max_size=60)
QUERIES = st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=5)


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        pytest.param("HTTPS://Example.ORG/News", "https://example.org/News", id="case of the host"),
        pytest.param("http://example.org:80/a#b", "http://example.org/a", id="port and fragment"),
        pytest.param("https://example.org", "https://example.org/", id="no path"),
        pytest.param("https://example.org/a/", "https://example.org/a/", id="slash at the end"),
        pytest.param(
            "https://example.org/a?utm_source=x&b=2&fbclid=1&a=1&UTM_Medium=y",
            "https://example.org/a?a=1&b=2",
            id="campaigns",
        ),
        pytest.param("https://exämple.org/ä b", "https://xn--exmple-cua.org/%C3%A4%20b", id="ä"),
        pytest.param(" https://example.org/a\n/b ", "https://example.org/a/b", id="line ends"),
        pytest.param("http://[::1]:8080/x", "http://[::1]:8080/x", id="IPv6"),
        pytest.param("https://example.org./a", "https://example.org/a", id="dot after the host"),
    ],
)
def test_a_page_is_known_under_one_address(url, known_as):
    assert urls.canonical(url) == known_as


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/news",
        "//example.org/x",
        "ftp://example.org/",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "http://",
        "http:///x",
        "http://exa mple.org/",
        "http://a..b/",
        "http://example.org:99999/",
        "http://user:secret@example.org/",
        "http://127.0.0.1\\@example.org/",
        "http://example.org\\.evil.test/",
        "http://[::1%25eth0]/",
        "http://[v1.x]/",
        "http://" + "a" * 64 + ".org/",
        "http://ex\ud800.org/",
        "https://example.org/\ud800",
    ],
)
def test_what_cannot_be_sent_or_read_in_one_way_is_no_web_address(url):
    with pytest.raises(ValueError):
        urls.canonical(url)

    assert not urls.is_web(url)


@given(path=PATHS, query=QUERIES)
def test_canonical_of_canonical_is_itself(path, query):
    raw = "https://example.org/" + path + "?" + "&".join(f"{a}={b}" for a, b in query)
    try:
        once = urls.canonical(raw)
    except ValueError:
        return

    assert urls.canonical(once) == once
    assert once.isascii()


@given(text=st.text(max_size=80))
def test_no_text_whatever_makes_an_address_fail_in_another_way_than_told(text):
    found = urls.resolve("https://example.org/a/", text)

    assert isinstance(urls.is_web(text), bool)
    assert found is None or urls.is_web(found)


@given(text=st.text(st.sampled_from("hHtTpP:/@[]\\.%?#&= \t\n0a é①"), max_size=40))
def test_addresses_made_of_delimiters_either_send_or_do_not(text):
    try:
        sent = urls.wire(text)
    except ValueError:
        return

    assert urls.wire(sent) == sent


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("../b?x=1#part", "https://example.org/b?x=1"),
        ("//cdn.example.net/f.pdf", "https://cdn.example.net/f.pdf"),
        ("report final.pdf", "https://example.org/a/report%20final.pdf"),
        ("#top", "https://example.org/a/"),
        ("javascript:void(0)", None),
        ("mailto:press@example.org", None),
        ("data:text/html,hello", None),
        ("tel:+44123", None),
        ("http://[broken", None),
        ("  ", None),
        ("/" + "x" * 3000, None),
    ],
)
def test_a_link_resolves_against_its_page_or_leads_nowhere(link, leads_to):
    assert urls.resolve("https://example.org/a/", link) == leads_to


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.uk/government/news/place-pilots",
        "https://www.gov.uk/government/news/place-pilots#2026-11-18T09:30:00+00:00",
        "http://www.gov.uk/government/news/place-pilots/",
        "https://gov.uk/government/news/place-pilots?utm_source=x",
    ],
)
def test_a_gov_uk_page_is_one_article_in_whichever_feed_it_stands(url):
    assert urls.article_key(url) == "https://www.gov.uk/government/news/place-pilots"


def test_http_and_https_name_one_article_but_two_ports_name_two():
    plain, safe = "http://example.org/a", "https://example.org/a"

    assert urls.article_key(plain) == urls.article_key(safe)
    assert urls.article_key("http://127.0.0.1:1/a") != urls.article_key("http://127.0.0.1:2/a")
