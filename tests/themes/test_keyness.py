from math import log

import pytest

from themes.deriving import keyness


def test_a_phrase_as_common_as_elsewhere_marks_nothing():
    assert keyness.log_likelihood(10, 1_000, log(10 / 1_000), 1_000_000) == pytest.approx(0)


def test_g2_is_that_of_rayson_and_garside():
    """Ten times in one of two corpora of one size, never in the other: 20 ln 2 by hand."""
    never = log(1e-30)

    assert keyness.log_likelihood(10, 1_000, never, 1_000) == pytest.approx(20 * log(2))


def test_a_phrase_rarer_than_elsewhere_marks_nothing():
    assert keyness.log_likelihood(1, 1_000, log(0.01), 1_000_000) == 0


def test_more_of_a_phrase_is_surer():
    rows = [keyness.log_likelihood(n, 1_000, log(1e-5), 10**9) for n in (1, 2, 4, 8)]

    assert rows == sorted(rows)
    assert rows[0] < rows[-1]


def test_a_log_ratio_counts_doublings():
    assert keyness.log_ratio(8, 1_000, log(1 / 1_000)) == pytest.approx(3)
    assert keyness.log_ratio(1, 1_000, log(2 / 1_000)) == pytest.approx(-1)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([2, 2, 2, 2], 0.0, id="every text its share"),
        pytest.param([8, 0, 0, 0], 0.75, id="one text has all"),
        pytest.param([0, 0, 0, 0], 0.0, id="nowhere"),
    ],
)
def test_dispersion_is_that_of_gries(counts, expected):
    assert keyness.deviation(counts, [100] * 4) == pytest.approx(expected)
