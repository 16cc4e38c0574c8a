"""Whether a text is about change in how services are run: only there does silence mean anything."""

import re

from themes.initiatives.names import word_set

# Stems that hardly any other text has: what is done to services and to those who run them.
_STRONG = re.compile(
    r"(?:reorganis|reorganiz|restructur|merg(?:e|es|ed|er|ers|ing)$|outsourc|insourc|privatis"
    r"|reconfigur|redesign|transform|reform(?!at)|integrat|consolidat|centralis|decentrali|devol"
    r"|redundan|tupe|relocat|pathfinder|modernis|rationalis|efficienc|streamlin|amalgamat|mutuals?$"
    r"|redeploy|automat(?:e|ed|ing|ion)$|restruct|pilot(?:s|ed|ing)?$)"
)
_PAIRS = (
    r"shared? (?:services?|cent(?:re|res)|(?:\w+ )?teams?|back office)|one (?:service|team|body)"
    r"|civil service|in house|single (?:\w+ )?(?:service|team|organisation|provider|system)"
    r"|operating model|new model|business case|bring(?:s|ing)? together|brought together"
    r"|run as one|as one service|pooled|joint (?:committee|management|service)|one roof"
    r"|taken over|take over|transfer(?:red|s|ring)? to|job cuts|cost savings?"
    r"|net savings?|savings of|saving of|plan\w* their spending|closure of|network|bids?"
)
_PHRASES = re.compile(rf"\b(?:{_PAIRS})\b")
# Words that say so only together.
_WEAK = word_set(
    "fund funding plan plans programme programmes scheme schemes proposal proposals proposes "
    "proposed savings minister ministers department review evaluation council councils cabinet "
    "commission trust trusts tender procurement contract contracts budget budgets hub hubs "
    "mayor mayors white strategy closure consultation services authority inspectorate treasury "
    "merge transfer providers boards hospitals whitehall officials government depot depots "
    "contractor contractors payroll headquarters supplier scrutiny unitary jobcentre "
    "jobcentres helpline grades layers agencies districts directorate digital replaced"
)
_STRONG_IS, ENOUGH = 2, 3  # guess: a pilot and a fund, or a merger and a transfer


def is_change(words: list[str], *, has_staff: bool = False) -> bool:
    """Return whether the words of a text tell of change in how services are run.

    Args:
        words: In lower case, as ``tokens`` gives them.
        has_staff: It speaks of staff: those whom change would affect.
    """
    different = set(words)
    found = sum(_STRONG_IS for word in different if _STRONG.match(word))
    found += len(different & _WEAK) + has_staff
    if found < ENOUGH:
        found += _STRONG_IS * len(set(_PHRASES.findall(" ".join(words))))
    return found >= ENOUGH
