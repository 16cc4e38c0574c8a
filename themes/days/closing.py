"""What closes on a day that a sentence names, if anything does."""

import re
from collections.abc import Sequence
from datetime import date

from themes.days import abroad, dates, ends, limits
from themes.days.kinds import APPLICATION, FUNDS, SENDING, VAGUE, any_of, named

# Asked of other people than those who watch reform: jobs, school places, votes.
_ELSEWHERE = any_of(
    r"(?:school|college|nursery|primary|secondary) (?:places?|meals)|postal vote|severance"
    r"|retirement|redundancy"
    r"|flexible working|redeployment"
    r"|(?:post|job|role|position|jobs|posts) of|job|vacanc(?:y|ies)|candidates?|CVs?"
    r"|apprentices?|apprenticeships?(?! (?:levy|fund|pool|grant|scheme|programme))|passports?|blue "
    r"badges?|benefits?|tickets?"
)

_PAST = any_of(
    r"closed|ended|expired|ran|lasted|took place|happened|was open|were open"
    r"|(?:was|were|had been) (?:first |originally )?(?:asked|invited|told|given|due|required|to"
    r"|launched|held|open)"
    r"|had (?:to|until|been|asked|wanted|hoped|wished|called|urged|sought"
    r"|intended|planned|meant)|originally|previously|instead of|should have"
    r"|initially|(?:first|at first) (?:due|set|planned|meant|scheduled|to)"
)
_FORM = any_of(r"form|portal|page|window|survey|exercise|website")
# A sentence that leaves it to its neighbours to say what closes.
_ELLIPTIC = re.compile(
    r"\W*(?:its?|their|this|these|they|that|(?:\w+ )?deadline|clos(?:es|e|ing)|ends|open until"
    r"|we (?:are|have) extend(?:ing|ed)"
    r"|(?:the )?(?:final|last|due) (?:date|day)"
    r"|the (?:\w+ )?(?:period|window|deadline|call|round|exercise|process|closing|survey))\b",
    re.I,
)
_REACH = 140  # characters from the request to its day; guess
# Where a sentence begins to speak of something else.
_PART = re.compile(
    r"[;•]|,?\s(?:and|but|while|so)(?=\s(?:the\s|an?\s|its\s)?[\w'’]+(?:\s[\w'’]+){0,4}?"
    r"\s(?:will|aims?|plans?|hopes?|expects?|must|would|could|can|is|are|has|have)\b)"
)


def kind_of(
    sentence: str, when: dates.When, after_day: int, around: Sequence[str], written_on: date | None
) -> str | None:
    """Return the kind of what closes on this day; None: nothing does.

    Args:
        sentence: The sentence that names the day.
        when: The day.
        after_day: Where the day before it stops: "was to close on 5 June but will now …".
        around: Other sentences that may say what closes, nearest first.
        written_on: The day on which the text appeared.
    """
    before = _PART.split(sentence[max(when.start - _REACH, 0) : when.start])[-1]
    after = _PART.split(sentence[when.stop : when.stop + _REACH])[0]
    since_day = before[max(after_day - (when.start - len(before)), 0) :]
    quote = sentence[when.start : when.stop]
    if not before.strip():  # "Consultation on fees; 25.09.2025 to 06.11.2025"
        before = sentence[max(when.start - _REACH, 0) : when.start]
    if when.form == "day" and limits.BARE.fullmatch(before) and not after.strip(" .") and around:
        asks = around[0]  # "When do you need my comments? By Friday 2 October."
        is_asked = limits.WHEN.search(asks) and not ends.OTHER_WORK.search(asks)
        return named(asks) or named(asks, kinds=VAGUE) if is_asked else None
    certainty = ends.certainty(before, after, since_day, quote, when.form)
    if (
        limits.OWN_PLAN.match(after)
        or not certainty
        or abroad.is_asked_abroad(sentence, sentence[: when.start])
    ):
        return None
    is_dated_ahead = when.has_year and written_on is not None and when.day >= written_on
    if not is_dated_ahead and _PAST.search(since_day):
        return None
    is_elliptic = bool(_ELLIPTIC.match(sentence)) or certainty == ends.BIDDEN
    is_elliptic = is_elliptic or (bool(_FORM.search(before)) and ends.is_running(before))
    texts = [f"{before} {quote} {after}"]
    if (
        is_elliptic
        or certainty == ends.ARRIVES
        or any(p.search(before) for p in (ends.EVENT, ends.ANOTHER, SENDING))
    ):
        texts.append(sentence)
    texts.append(f"{before.rstrip()} {after.lstrip(' ,')}")
    own = named(*texts) or (None if is_elliptic else named(*texts, kinds=VAGUE))
    if own:
        return None if own == APPLICATION and _ELSEWHERE.search(sentence) else own
    if not is_elliptic:
        return None
    found = named(*around) or named(*texts, *around, kinds=VAGUE)
    return found or (certainty == ends.BIDDEN and named(sentence, kinds=FUNDS)) or None
