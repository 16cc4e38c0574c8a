import ipaddress
import socket

import pytest

from extractors.web import guard
from extractors.web.guard import Exemptions, Refused

CLOSED = (
    *("127.0.0.1", "10.1.1.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "0.1.2.3", "192.0.0.192", "192.0.2.1", "198.18.0.1", "203.0.113.5"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "::7f00:1", "::808:808"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:7f00:1::"),
    *("2001:0:808:808:0:0:80ff:fffe", "fec0::1", "fe80::1", "fc00::1", "fd00:ec2::254"),
    *("ff02::1", "2001:db8::1", "100::1"),
)
OPEN = (
    *("8.8.8.8", "151.101.0.144", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"),
    "2002:808:808::",
)


@pytest.mark.parametrize("address", CLOSED)
def test_no_publisher_answers_at_a_private_or_reserved_address(address):
    assert guard.closed_because(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_public_addresses_stay_open_also_inside_others(address):
    assert guard.closed_because(ipaddress.ip_address(address)) is None


def test_the_socket_for_a_closed_address_is_never_made_and_the_reason_is_kept():
    noted = []
    guard.refusals.set(noted)

    with pytest.raises(Refused, match=r"169\.254\.169\.254"):
        guard.guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80)))

    assert noted == ["169.254.169.254 is an address of this machine or its link"]


def test_the_socket_for_a_public_address_is_made():
    info = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))

    with guard.guarded_socket(info) as made:
        assert made.family == socket.AF_INET


@pytest.mark.parametrize(
    ("entry", "url", "is_exempt"),
    [
        ("127.0.0.1:8765", "http://127.0.0.1:8765/feed", True),
        ("127.0.0.1:8765", "http://127.0.0.1:4200/", False),
        ("127.0.0.1:8765", "http://127.0.0.1/", False),
        ("intranet.example", "https://intranet.example/", True),
        ("intranet.example", "https://www.intranet.example/", False),
        ("[::1]:8080", "http://[::1]:8080/", True),
    ],
)
def test_an_exemption_covers_its_host_and_port_and_nothing_else(entry, url, is_exempt):
    assert Exemptions.of([entry]).cover(url) is is_exempt


@pytest.mark.parametrize("url", ["http://example.org/", "https://example.org/"])
def test_the_ports_of_the_web_are_open(url):
    Exemptions.of([]).check(url)


def test_an_odd_port_is_refused_with_the_setting_that_allows_it():
    with pytest.raises(Refused, match=r"PLACEWATCH_ALLOW_HOSTS=example\.org:22"):
        Exemptions.of(["example.org"]).check("http://example.org:22/")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "017700000001", "127.1", "0"])
def test_a_number_in_disguise_is_refused_as_the_address_it_means(host):
    with pytest.raises(Refused, match="in disguise"):
        Exemptions.of([]).check(f"http://{host}/")
