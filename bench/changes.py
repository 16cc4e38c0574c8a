"""Count which edits of a text are taken for news: new paragraphs must be, stamps must not.

python -m bench.changes
"""

import random
import sys
import time
from pathlib import Path

import yaml

from extractors.pages.changes import Text, is_minor

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
STAMPS = (
    "Updated 3 minutes ago",
    "Last updated: 21 November 2026",
    "1,204 views",
    "Published on 4 May 2026 at 4.15pm",
    "Share this (12)",
    "[1] Figures are rounded and may not add up to the totals given above.",
    "This article was amended on 3 May to correct the spelling of a name.",
)


def main() -> int:
    """Print one line for each kind of edit; return 0 if all are taken for what they are."""
    texts = [
        "\n".join(part.strip() for part in path.read_text(encoding="utf-8").split("\n\n"))
        for path in sorted((SEEDS / "corpus").glob("*.md"))
    ]
    sentences = [
        sentence
        for path in sorted((SEEDS / "themes").glob("*.yaml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", ())
        for sentence in rule.get("hits", ())
    ]
    rng = random.Random(7)
    began_s = time.perf_counter()
    added = [(text, f"{text}\n{one}") for one in sentences for text in texts[:1]]
    dropped = [
        ("\n".join(lines[:at] + lines[at + 1 :]), text)
        for text in texts
        for lines in [text.split("\n")]
        for at in range(len(lines))
        if len(lines[at].split()) > 4 and lines.count(lines[at]) == 1
    ]
    stamped = [(f"{text}\n{old}", f"{text}\n{new}") for text in texts for old, new in _stamps()]
    typos = [(text, _with_typo(text, rng)) for text in texts for _ in range(40)]
    is_good = True
    for name, pairs, is_news in (
        ("a sentence that a rule must find", added, True),
        ("a paragraph of the corpus", dropped, True),
        ("a stamp, a counter, a footnote", stamped, False),
        ("a typo mended", typos, False),
    ):
        right = sum(
            is_minor(Text("T", before, ()), Text("T", after, ())) is not is_news
            for before, after in pairs
        )
        is_good &= right == len(pairs)
        print(f"{name}: {right} of {len(pairs)} taken for {'news' if is_news else 'no news'}")
    count = sum(map(len, (added, dropped, stamped, typos)))
    print(f"{(time.perf_counter() - began_s) / count * 1000:.1f} ms a comparison")
    return 0 if is_good else 1


def _stamps() -> list[tuple[str, str]]:
    return [("", stamp) for stamp in STAMPS] + [
        ("Updated 3 minutes ago", "Updated 2 hours ago"),
        ("Last updated: 21 November 2026", "Last updated: 22 November 2026"),
        ("1,204 views", "1,391 views"),
        ("Comments: 4", "Comments: 17"),
    ]


def _with_typo(text: str, rng: random.Random) -> str:
    """Return a text in which two letters of one word stood the other way round."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    at = rng.choice(long)
    word = words[at]
    words[at] = word[0] + word[2] + word[1] + word[3:]
    return " ".join(words)


if __name__ == "__main__":
    sys.exit(main())
