"""How an explanation reads: the marked text, the arithmetic, what nearly hit, what else it says."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from records import Hit, ThemeScore, Verdict
from themes.matching import scoring
from themes.matching.nearly import Stopped
from themes.reading import Reading
from themes.rules.rules import Ruleset
from themes.text.stream import Stream

MOST_NEARLY = 8  # rules that nearly hit; guess: a screen's worth, JSON has them all
MOST_WORDS = 6  # words that are named with what they add or take; guess: one line
OPEN, CLOSE = "⟦", "⟧"


def tell(console: Console, found: Reading, ruleset: Ruleset, near_hits: Sequence[Stopped]) -> None:
    """Print a reading for people."""
    verdict, document = found.verdict, found.document
    given = [hit for hit in verdict.hits if hit.theme_id in verdict.themes]
    plain = not console.is_terminal
    for text, field, style in ((document.title, "title", "bold"), (document.text, "text", "")):
        if text:
            hits = [hit for hit in given if hit.field == field]
            console.print(marked(text, hits, style, plain=plain))
    console.rule("Themes")
    console.print(Text("Title and text alone are evidence: menus and other stories are not."))
    console.print(Text(verdict.scope))
    words = Stream(document.title, document.text).counts
    for score in verdict.scores:
        for line, style in arithmetic(score, verdict, ruleset, words):
            console.print(Text(line, style))
    _tell_nearly(console, near_hits, ruleset)
    _tell_rest(console, found)


def marked(text: str, hits: Iterable[Hit], style: str, *, plain: bool) -> Text:
    """Return a text with the words of hits marked.

    Args:
        text: Title or text of the document.
        hits: Those of that field.
        style: Of what is not marked.
        plain: Mark with ⟦ and ⟧, because nobody sees colours.
    """
    spans: list[tuple[int, int]] = []  # of hits that touch, one
    for start, stop in sorted((hit.start, hit.stop) for hit in hits):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(stop, spans[-1][1]))
        else:
            spans.append((start, stop))
    shown, last = Text(style=style), 0
    for start, stop in spans:
        shown.append(text[last:start])
        words = text[start:stop]
        shown.append(f"{OPEN}{words}{CLOSE}" if plain else words, "reverse")
        last = stop
    return shown.append(text[last:])


def arithmetic(
    score: ThemeScore, verdict: Verdict, ruleset: Ruleset, words: Mapping[str, int]
) -> Iterable[tuple[str, str]]:
    """Yield the lines, each with its style, that tell how a theme's score came about.

    Args:
        score: Of the theme.
        verdict: That it belongs to.
        ruleset: By which it was judged.
        words: How often each word of the document stands there.
    """
    theme = ruleset.themes[score.theme_id]
    sign, style = ("✓", "bold green") if score.is_given else ("·", "dim")
    body = "" if score.is_given else "dim"
    yield f"{sign} {theme.title}: {score.score:.2f} of {score.threshold:.2f}", style
    seen: dict[str, list[Hit]] = {}
    for hit in verdict.hits:
        if hit.theme_id == score.theme_id:
            seen.setdefault(hit.rule_id, []).append(hit)
    for rule_id, hits in sorted(seen.items(), key=lambda pair: pair[0] not in score.counted):
        counts = rule_id in score.counted
        quotes = ", ".join(dict.fromkeys(f"“{hit.quote}”" for hit in hits))
        weight = f"{hits[0].weight:+.2f}" if counts else "+0.00"
        why = (
            "" if counts else f"  (worth {hits[0].weight:g}: its words are taken by heavier rules)"
        )
        yield f"    {weight}  {rule_id}: {quotes}{why}", body
    if sum(hits[0].weight for key, hits in seen.items() if key in score.counted) > score.by_rules:
        yield f"    {score.by_rules:+.2f}  is the most that rules may give", body
    if score.by_sentences:
        yield f"    {score.by_sentences:+.2f}  for standing in several sentences", body
    yield f"    {score.by_words:+.2f}  {_words(score.theme_id, ruleset, words)}", body
    yield f"    ={score.score:.2f}  {_needs(score, theme.threshold, verdict)}", body


def _words(theme_id: str, ruleset: Ruleset, words: Mapping[str, int]) -> str:
    """Return what the plain words say, those first that weigh most either way."""
    strongest = ruleset.learned.strongest(words, theme_id, MOST_WORDS)
    unit = scoring.LEARNED * scoring.share(sum(words.values()))
    named = ", ".join(f"{word} {unit * part:+.2f}" for word, part in strongest)
    return f"the plain words of the text, such as {named}" if named else "the theme's own words"


def _needs(score: ThemeScore, own: float, verdict: Verdict) -> str:
    parts = [f"own threshold {own:.2f}"]
    if score.threshold > own:
        parts.append(
            f"raised to {score.threshold:.2f} by the length of the text and the themes before it"
        )
    if score.is_given and score.score < score.threshold:
        short = score.threshold - score.score
        result = f"{short:.2f} short, but given: the text is surely about a theme, and this is best"
    elif score.is_given:
        result = "given"
    elif score.score >= score.threshold:
        result = f"reached, but not given: {verdict.scope.partition(';')[0]}"
    else:
        result = f"not given, {score.threshold - score.score:.2f} short"
    return f"{', '.join(parts)}: {result}"


def _tell_nearly(console: Console, near_hits: Sequence[Stopped], ruleset: Ruleset) -> None:
    if not near_hits:
        return
    console.rule("Nearly")
    for one in near_hits[:MOST_NEARLY]:
        title = ruleset.themes[one.theme_id].title
        console.print(
            Text(f"{one.rule_id} ({title}, {one.weight:g}): “{one.quote}”, but {one.says}")
        )
    if len(near_hits) > MOST_NEARLY:
        rest = len(near_hits) - MOST_NEARLY
        console.print(Text(f"and {rest} lighter ones: --format json has them all", "dim"))


def _tell_rest(console: Console, found: Reading) -> None:
    if found.mentions:
        console.rule("Initiatives")
    for one in found.mentions:
        console.print(
            Text.assemble((one.name, "bold"), f" · {one.kind} · {one.stage or 'no stage'}")
        )
        for what in ("area", "sponsor"):
            if values := one.values(what):
                console.print(Text(f"    {what}s: {', '.join(values)}"))
        console.print(Text(f"    “{one.quote}”", "italic"))
        console.print(Text(f"    {one.confidence:.0%} sure: {one.why}"))
    if found.hint:
        console.rule("May be new")
        console.print(Text(f"{found.hint.name}? · {found.hint.kind}"))
        console.print(Text(f"    “{found.hint.quote}”", "italic"))
        console.print(
            Text(f"    {found.hint.confidence:.0%} sure, too little to be told: {found.hint.why}")
        )
    console.rule("Voice")
    console.print(Text(f"{found.voice.verdict}: {found.voice.reason}"))
    if found.voice.says_left_out:
        console.print(Text(f"says itself: “{found.voice.says_left_out}”", "italic"))
    for deadline in found.deadlines:
        console.print(Text(f"{deadline.kind} closes {deadline.closes_at:%d %B %Y %H:%M} UTC"))
