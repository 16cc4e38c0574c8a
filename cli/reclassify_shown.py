"""What other rules change in the archive, as words and as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from alerts import escape
from cli import named
from flows.classify import Classified
from flows.classify_anew import Rejudged
from flows.classify_tally import Example, Tally, ThemeChange
from themes.reading import Knowledge

Applied = tuple[Rejudged, Classified]  # what was judged anew, and what for the first time
WIDTH = 100
TITLE = 44  # characters of a theme's title in the table
MOST_CHARS = 200  # of a sentence


def text(tally: Tally, knowledge: Knowledge, waiting: int) -> Iterator[str]:
    """Return the lines that tell a person what would change.

    Args:
        tally: What would.
        knowledge: From the seeds.
        waiting: Articles that nothing has judged yet.
    """
    if waiting:
        yield (
            f"{waiting:,} {_plural(waiting, 'article waits', 'articles wait')} for a first "
            "reading: they come last, as 'placewatch run' reads them, and ring if they are news."
        )
    digest = knowledge.ruleset.digest
    if not tally.articles:
        yield f"Nothing to do: the ruleset {digest} judged all that is asked for."
        return
    yield (
        f"The ruleset {digest} looked at what older ones judged: "
        f"{tally.articles:,} {_plural(tally.articles, 'article')} and "
        f"{tally.reports:,} {_plural(tally.reports, 'report')}."
    )
    changes = tally.changes()
    if not changes:
        yield "No theme gains or loses anything."
        return
    yield (
        f"{tally.changed:,} of them get other themes; with a theme: "
        f"{tally.relevant_before:,} before, {tally.relevant_after:,} after."
    )
    yield ""
    yield f"{'theme':<{TITLE}}  {'before':>7}  {'after':>7}  {'gained':>7}  {'lost':>7}"
    for one in changes:
        title = _line(_title(one, knowledge), TITLE)
        yield (
            f"{title:<{TITLE}}  {one.before:>7,}  {one.after:>7,}  {one.gained:>7,}  {one.lost:>7,}"
        )
    for one in changes:
        yield ""
        yield f"{_line(_title(one, knowledge), WIDTH)}: the latest of each kind"
        for example in one.gains:
            yield from _gain(example)
        for example in one.losses:
            yield from _loss(example)
    yield ""


def ending(done: Applied | None, *, is_dry: bool, has_work: bool) -> Iterator[str]:
    """Return the lines that tell what was done."""
    if done is None:
        if is_dry:
            yield "Nothing was written."
        if has_work:
            yield "To do it: placewatch reclassify" if is_dry else "Nothing was changed."
        return
    anew, first = done
    yield (
        f"Judged anew: {anew.tally.articles:,} {_plural(anew.tally.articles, 'article')} and "
        f"{anew.tally.reports:,} {_plural(anew.tally.reports, 'report')}; "
        f"{anew.tally.changed:,} got other themes."
    )
    if anew.initiatives:
        yield (
            f"{anew.initiatives:,} {_plural(anew.initiatives, 'initiative')} that nobody had "
            "found in them: known from now on, and no news."
        )
    yield f"{anew.alerts:,} {_plural(anew.alerts, 'alert')}." if anew.alerts else "Nothing rang."
    if first.articles:
        yield (
            f"Read for the first time: {first.articles:,} "
            f"{_plural(first.articles, 'article')}, {first.relevant:,} on a theme; "
            f"{first.alerts:,} {_plural(first.alerts, 'alert')} to be sent by the next run."
        )
    yield "The old verdicts are kept: placewatch query ruleset-changes"


def plain(tally: Tally, knowledge: Knowledge, waiting: int, done: Applied | None) -> dict[str, Any]:
    """Return the same as what JSON can hold."""
    return {
        "ruleset": knowledge.ruleset.digest,
        "articles": tally.articles,
        "reports": tally.reports,
        "changed": tally.changed,
        "relevant_before": tally.relevant_before,
        "relevant_after": tally.relevant_after,
        "waiting": waiting,
        "themes": [
            {
                "theme": one.theme_id,
                "title": _title(one, knowledge),
                "before": one.before,
                "after": one.after,
                "gained": one.gained,
                "lost": one.lost,
                "gains": [_example(example) for example in one.gains],
                "losses": [_example(example) for example in one.losses],
            }
            for one in tally.changes()
        ],
        "applied": None if done is None else done[0].counts(),
        "read_first": None if done is None else done[1].counts(),
    }


def _gain(example: Example) -> Iterable[str]:
    yield from _head("+", example)
    yield f"      rule {example.rule_id}: {_proof(example)}"


def _loss(example: Example) -> Iterable[str]:
    yield from _head("-", example)
    yield f"      was rule {example.rule_id}: {_proof(example)}"
    yield f"      {_line(example.why, WIDTH)}"


def _head(sign: str, example: Example) -> Iterable[str]:
    about = example.about
    kind = "" if about.kind == "article" else "report · "
    yield (
        f"  {sign} {_line(about.title, WIDTH)} · {kind}{_line(about.source, 40)} · "
        f"{named.shown(about.appeared_at)}"
    )
    yield f"      {_line(about.url, MOST_CHARS)}"


def _proof(example: Example) -> str:
    quote, sentence = _line(example.quote, WIDTH), _line(example.sentence, MOST_CHARS)
    return f"“{quote}”" if quote == sentence else f"“{quote}” in “{sentence}”"


def _example(example: Example) -> dict[str, Any]:
    about = example.about
    return {
        "document_id": about.document_id,
        "kind": about.kind,
        "title": about.title,
        "url": about.url,
        "source": about.source,
        "appeared_at": about.appeared_at.isoformat(),
        "rule": example.rule_id,
        "quote": example.quote,
        "sentence": example.sentence,
        "why": example.why,
    }


def _title(one: ThemeChange, knowledge: Knowledge) -> str:
    known = knowledge.ruleset.themes.get(one.theme_id)
    return known.title if known else one.theme_id


def _line(words: str, width: int) -> str:
    """Return foreign words as one line that no terminal takes for a command."""
    return escape.cut(escape.fold(words), width)


def _plural(count: int, one: str, many: str = "") -> str:
    return one if count == 1 else many or f"{one}s"
