"""The articles of the invented pages, in the shapes that publishers write; each block has a word."""
# ruff: noqa: E501  markup is easier to read in long lines

from collections.abc import Callable, Iterator
from itertools import count

SENTENCES = (
    "Twelve areas will test pooled budgets for neighbourhood services from next spring.",
    "Each will draw up a plan with its councils, its health bodies, the police and the voluntary "
    "sector, and publish it before the first pound is moved.",
    "An evaluation by two universities will follow after eighteen months, and ministers say that "
    "they will read it before they decide on a second round.",
    "The partners have signed a charter that names what each of them gives, and what it may ask "
    "of the others when demand grows faster than money.",
    "Staff of five employers will work from one building, under one manager, on terms that nobody "
    "has yet written down.",
    "The committee heard that earlier pilots had ended when their first grant did, and asked what "
    "would be different this time.",
    "Nothing in the plan says who will be the employer of the new teams.",
)

_Word = Callable[[], str]


class Body:
    """Makes one article, and remembers the sentinel words it put into it."""

    def __init__(self, shape: str, inside: list[str]) -> None:
        """Prepare.

        Args:
            shape: Of SHAPES.
            inside: Furniture that stands between the paragraphs.
        """
        self.words: list[str] = []
        self._count = count()
        blocks = list(SHAPES[shape](self._word))
        step = max(len(blocks) // (len(inside) + 1), 1)
        for number, box in enumerate(inside, start=1):
            blocks.insert(number * (step + 1) - 1, box)
        self.markup = "\n".join(blocks)

    def _word(self) -> str:
        word = f"keptword{next(self._count):02}"
        self.words.append(word)
        return word


def _text(word: str, number: int, sentences: int = 2) -> str:
    chosen = (SENTENCES[(number + step) % len(SENTENCES)] for step in range(sentences))
    return f"In {word} this was told first. {' '.join(chosen)}"


def _paragraphs(word: _Word, first: int, many: int, sentences: int = 2) -> Iterator[str]:
    for number in range(first, first + many):
        yield f"<p>{_text(word(), number, sentences)}</p>"


def _long(word: _Word) -> Iterator[str]:
    yield f'<p class="standfirst"><strong>The {word()} plan moves money between bodies.</strong></p>'
    yield from _paragraphs(word, 0, 3)
    yield f"<h2>What the {word()} areas do</h2>"
    yield from _paragraphs(word, 3, 2, 3)
    items = "".join(f"<li>a {word()} team for families</li>" for _ in range(3))
    yield f"<ul>{items}</ul>"
    yield f"<blockquote><p>“We were promised {word()} a say, and we shall hold them to it.”</p></blockquote>"
    yield from _paragraphs(word, 5, 3)


def _short(word: _Word) -> Iterator[str]:
    yield from _paragraphs(word, 0, 3, 1)


def _tiny(word: _Word) -> Iterator[str]:
    yield f"<p>{_text(word(), 1, 1)}</p>"


def _press(word: _Word) -> Iterator[str]:
    yield from _paragraphs(word, 2, 4)
    yield f"<p><em>General secretary Kim Example said: “It is the {word()} that counts.”</em></p>"
    yield "<p>-Ends-</p>"
    yield "<h3>Notes to editors</h3>"
    yield f"<ol><li>The {word()} survey asked 1,204 members in March.</li><li>The {word()} figures are in the report.</li></ol>"
    yield f"<p>The full {word()} report is <a href='/files/report.pdf'>here</a>.</p>"


def _roundup(word: _Word) -> Iterator[str]:
    yield f"<p>{_text(word(), 3, 1)}</p>"
    for number in range(6):
        yield f"<h3><a href='https://other.example/{number}'>Item {number}: the {word()} paper</a></h3>"
        yield f"<p>{_text(word(), number)}</p>"


def _bulletin(word: _Word) -> Iterator[str]:
    yield f"<p>{_text(word(), 4)}</p>"
    items = "".join(
        f"<li><a href='https://other.example/{number}'>Paper {number} on {word()} budgets</a> – "
        f"{_text(word(), number, 1)}</li>"
        for number in range(7)
    )
    yield f"<ul>{items}</ul>"


def _tricky(word: _Word) -> Iterator[str]:
    heads = (
        ("Latest news on the pilots", 1),
        ("Related developments", 2),
        ("Comments from the committee", 3),
        ("Share of the budget", 4),
        ("About the programme", 5),
        ("Join up or join in?", 6),
    )
    yield from _paragraphs(word, 0, 1)
    for head, number in heads:
        yield f"<h2>{head}</h2>"
        yield from _paragraphs(word, number, 1)


def _boxed(word: _Word) -> Iterator[str]:
    items = "".join(f"<li>The {word()} money moves in April.</li>" for _ in range(3))
    yield f'<div class="key-points"><h2>Key points</h2><ul>{items}</ul></div>'
    yield from _paragraphs(word, 1, 4)
    yield (
        f"<table><tr><th>Area</th><th>Sum</th></tr><tr><td>{word()} North</td><td>£5m</td></tr>"
        f"<tr><td>{word()} South</td><td>£7m</td></tr></table>"
    )
    yield from _paragraphs(word, 5, 2)


def _linked(word: _Word) -> Iterator[str]:
    for number in range(5):
        yield (
            f"<p><a href='/a{number}'>The association</a>, <a href='/b{number}'>two unions</a> and "
            f"<a href='/c{number}'>the {word()} trust</a> answered the consultation. "
            f"{SENTENCES[number]}</p>"
        )
    yield "<p>Read the <a href='/files/plan.pdf'>plan</a> and the <a href='/files/x.pdf'>annex</a>.</p>"


def _breaks(word: _Word) -> Iterator[str]:
    for number in range(6):
        yield f"{_text(word(), number)}<br><br>"


def _sections(word: _Word) -> Iterator[str]:
    for number in range(4):
        yield f"<section><h2>{number + 1}. The {word()} duty</h2>"
        yield from _paragraphs(word, number, 2)
        yield "</section>"


SHAPES: dict[str, Callable[[_Word], Iterator[str]]] = {
    "long": _long,
    "short": _short,
    "tiny": _tiny,
    "press": _press,
    "roundup": _roundup,
    "bulletin": _bulletin,
    "tricky": _tricky,
    "boxed": _boxed,
    "linked": _linked,
    "breaks": _breaks,
    "sections": _sections,
}
