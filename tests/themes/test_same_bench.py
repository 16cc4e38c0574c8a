"""The pairs of names that the bench has: what is joined, and what people are asked."""

import json
from collections import Counter

from bench import same
from themes import reading


def test_no_two_initiatives_are_joined_by_mistake_and_few_that_are_one_are_missed():
    knowledge = reading.know(same.SEEDS)
    rows = [json.loads(line) for line in (same.HERE / "same.jsonl").read_text("utf-8").splitlines()]

    counts = Counter((row["label"], same.judge(row, knowledge)) for row in rows)

    assert len(rows) == 120
    assert counts["different", same.JOINED] == 0
    assert counts["same", same.NEITHER] <= 3
    assert counts["same", same.JOINED] >= 43
