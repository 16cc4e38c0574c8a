"""The invented pages: 36 templates, half of them held out while settings were chosen."""
# ruff: noqa: E501  markup is easier to read in long lines

import random
from dataclasses import dataclass
from string import Template

from bench.boilerplate.bodies import SHAPES, Body
from bench.boilerplate.furniture import Furniture
from bench.boilerplate.names import HANDS
from bench.boilerplate.skeletons import HELD_OUT, TUNING

TITLE = "Twelve areas named for pooled budgets"
# Which boxes stand where, as on real pages; each page has a draw of them.
PLACES = {
    "top": (("notice", "about", "breadcrumb", "carousel", "cookies"), 2),
    "before": (("breadcrumb", "share", "tags", "author"), 1),
    "inside": (("more", "promo", "newsletter", "related", "join"), 1),
    "after": (("related", "comments", "author", "tags", "neighbours", "share", "newsletter"), 3),
    "side": (("latest", "most_read", "about", "events", "promo", "newsletter", "join"), 3),
    "bottom": (("about", "cookies", "join", "latest", "related"), 2),
}
PAGES_A_FRAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A page, and which words a reader of its article would and would not see."""

    name: str  # frame · hand · shape
    html: bytes
    kept: tuple[str, ...]  # words of the article
    leaks: dict[str, str]  # word of the furniture → kind of box


def half(name: str) -> list[Invented]:
    """Return the pages of one half: tuning or held-out; the two share no frame."""
    frames = {"tuning": TUNING, "held-out": HELD_OUT}[name]
    first = 0 if name == "tuning" else len(TUNING) * PAGES_A_FRAME
    return [
        _page(frame, markup, first + number * PAGES_A_FRAME + turn)
        for number, (frame, markup) in enumerate(frames.items())
        for turn in range(PAGES_A_FRAME)
    ]


def _page(frame: str, markup: str, number: int) -> Invented:
    draw = random.Random(number)  # the same pages at every run
    hand = HANDS[number % len(HANDS)]
    shape = list(SHAPES)[number % len(SHAPES)]
    furniture = Furniture(hand, number, is_held_out=markup in HELD_OUT.values())
    boxes = {
        place: [furniture.box(kind) for kind in draw.sample(kinds, many)]
        for place, (kinds, many) in PLACES.items()
    }
    body = Body(shape, boxes.pop("inside"))
    slots = {place: "\n".join(markups) for place, markups in boxes.items()}
    content = Template(markup).substitute(slots, title=TITLE, body=body.markup)
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} – Example</title>'
        f"</head><body>{content}</body></html>"
    )
    return Invented(
        name=f"{frame} · {hand} · {shape}",
        html=html.encode(),
        kept=tuple(body.words),
        leaks=furniture.words,
    )
