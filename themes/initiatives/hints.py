"""What a text seems to report as happening, under a name too unsure to be told."""

from collections.abc import Container

from records import Mention
from themes.initiatives.aboutness import Named
from themes.initiatives.look import Look
from themes.initiatives.settling import Settled
from themes.initiatives.telling import Teller

# Chosen on names that were found by weights learned without them: docs/decisions/0027-hints.md.
LIKELY = 0.25  # probability that makes a name worth a hint
_LIVING = 0.8  # chance that its stage is one of the living
_SHORT = 200  # words; a longer text that means a scheme names it more than once


def find(settled: Settled, told: Container[str], teller: Teller, look: Look) -> Mention | None:
    """Return the likeliest scheme that a text seems to report; None: it seems to report none.

    Args:
        settled: The schemes of all names that are likely.
        told: Ids of those whose names are sure.
        teller: Of the document.
        look: At the document.
    """
    found = list(settled.found.values())
    is_short = sum(len(one.read.words) for one in look.read) <= _SHORT
    ordered = sorted(settled.found.items(), key=lambda pair: -pair[1].confidence)
    for key, one in ordered:
        is_new = key not in told and look.register.get(key) is None and one.initiative is None
        if is_new and (is_short or len(one.spans) > 1) and _is_happening(one, found, teller):
            return settled.tell(key, teller.tell(one, found))
    return None


def _is_happening(one: Named, found: list[Named], teller: Teller) -> bool:
    judged = teller.judge(one, found)
    return judged.is_main and judged.is_live and judged.living >= _LIVING
