import pytest

from bench import voice as bench


@pytest.mark.parametrize("passages", [bench.PASSAGES, bench.HEARD], ids=lambda path: path.stem)
@pytest.mark.parametrize("half", ["odd", "even"])
def test_voices_keep_their_quality(half, passages):
    figures = bench.figures(half, passages)

    assert figures["mentions_unions F1"] >= 0.97
    assert figures["verdict"] >= 0.94
    assert figures["left out F1"] >= 0.8


@pytest.mark.parametrize("half", ["odd", "even"])
def test_another_writers_passages_keep_their_quality(half):
    figures = bench.figures(half, bench.OTHER)

    assert figures["mentions_unions F1"] >= 0.97
    assert figures["verdict"] >= 0.94
    assert figures["left out F1"] >= 0.9


@pytest.mark.parametrize("half", ["odd", "even"])
def test_passages_that_nobody_read_keep_their_quality(half):
    figures = bench.figures(half, bench.HELD)

    assert figures["mentions_unions F1"] >= 0.9
    assert figures["verdict"] >= 0.84


def test_single_sentences_keep_their_quality():
    figures = bench.sides()

    assert figures["verdict"] >= 0.95
    assert figures["left out F1"] >= 0.88
