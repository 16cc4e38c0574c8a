"""Learns what tells that a scheme is the news of a text, and its stage: python -m bench.news.

Logistic regression over the signs of ``themes.initiatives.evidence``. Schemes that a person
found and the finder missed are learned from as well, so that a better finder needs no new
lesson. Needs scikit-learn: pip install '.[learn]'.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import quality  # noqa: E402 - after the path is set
from bench.scoring import Count, Row  # noqa: E402 - after the path is set
from records import STAGES  # noqa: E402 - after the path is set
from themes import reading  # noqa: E402 - after the path is set
from themes.initiatives import named, news  # noqa: E402 - after the path is set
from themes.initiatives.aboutness import Named  # noqa: E402 - after the path is set
from themes.initiatives.names import key  # noqa: E402 - after the path is set
from themes.initiatives.register import Register  # noqa: E402 - after the path is set
from themes.matching import match  # noqa: E402 - after the path is set
from themes.text.fields import Field, Span  # noqa: E402 - after the path is set
from themes.text.lookup import Lookup  # noqa: E402 - after the path is set

BENCH = Path(__file__).parent
TEXTS = ("initiatives", "labelled", "named", "rendered", "renditions", "reported")
HELD_OUT = ("rendered", "even")  # the half of this set by which the product is measured
NOT_ASKED = ("r1-", "r2-", "r3-")  # renditions labelled for their themes alone
FOLDS = 8
STRENGTH = 0.3  # C of scikit-learn: the smaller, the flatter the weights
LEAST_TEXTS = 4  # that show a sign; rarer ones teach nothing
SMALL = 0.02  # weights closer to 0 are left out
SURE = {news.MAIN: 0.0, news.LIVE: -0.5}  # points from which on the answer is yes
