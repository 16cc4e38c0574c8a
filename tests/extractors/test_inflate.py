import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.web.inflate import Broken, Inflater, TooLarge

TEXT = b"Twelve pilot areas were announced. " * 40


def bare_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def unpacked(coding, raw, limit=1_000_000, step=7, **how):
    inflater = Inflater(coding, limit, **how)
    for start in range(0, len(raw), step):
        inflater.feed(raw[start : start + step])
    return inflater.finish()


PACKED = {
    "": TEXT,
    "identity": TEXT,
    "gzip": gzip.compress(TEXT),
    "X-Gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
}


@pytest.mark.parametrize("step", [1, 2, 7, 100_000])
@pytest.mark.parametrize("coding", PACKED)
def test_a_body_is_unpacked_in_whatever_pieces_it_comes(coding, step):
    assert unpacked(coding, PACKED[coding], step=step) == TEXT


@pytest.mark.parametrize("step", [1, 2, 100_000])
def test_deflate_without_its_wrapper_is_read_too(step):
    assert unpacked("deflate", bare_deflate(TEXT), step=step) == TEXT


def test_two_gzip_members_are_one_body_and_padding_is_none():
    raw = gzip.compress(b"first ") + gzip.compress(b"second") + b"\0" * 20

    assert unpacked("gzip", raw) == b"first second"


@given(cut=st.integers(min_value=1, max_value=len(PACKED["gzip"]) - 1))
def test_a_packed_body_that_stops_half_way_is_broken_not_short(cut):
    with pytest.raises(Broken):
        unpacked("gzip", PACKED["gzip"][:cut])


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "nonsense"])
def test_a_coding_that_nobody_asked_for_is_broken(coding):
    with pytest.raises(Broken, match="did not ask"):
        Inflater(coding, 100)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_plain_body_that_claims_to_be_packed_is_broken(coding):
    with pytest.raises(Broken):
        unpacked(coding, b"\xff\xfe<html>plain</html>")


def test_a_bomb_is_stopped_at_the_limit():
    raw = gzip.compress(b"\0" * 50_000_000)
    inflater = Inflater("gzip", 1_000)

    with pytest.raises(TooLarge):
        inflater.feed(raw)

    assert sum(map(len, inflater._parts)) <= 1_001


def test_what_is_announced_as_too_large_is_refused_before_it_comes():
    with pytest.raises(TooLarge, match="5,000,000"):
        Inflater("", 1_000).expect("5000000")


def test_a_body_that_may_be_cut_keeps_its_first_bytes():
    assert unpacked("gzip", gzip.compress(TEXT), limit=10, is_cut=True) == TEXT[:10]


def test_an_empty_body_is_empty_however_it_is_packed():
    assert unpacked("gzip", b"") == b""
