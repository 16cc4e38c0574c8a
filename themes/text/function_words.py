"""Words that hold English together and tell nothing of a text's matter."""

from themes.initiatives.names import word_set

# Grammar, and the general words that begin and end no term: closed classes, auxiliaries, the
# commonest verbs of saying, giving and taking, vague quantities. Gathered from grammars.
FUNCTION_WORDS = word_set(
    """
    a about above across after again against all almost along already also although always am
    among an and another any anyone anything are around as at away be became because become been
    before being below between both but by came can cannot come comes could did do does doing
    don done down during each either else enough even ever every everyone everything far few for
    from further gave get gets getting give given go goes going got had has have having he her
    here hers herself him himself his how however i if in indeed instead into is it its itself
    just keep kept know known last least less let like likely made make makes making many may
    maybe me might mine more most much must my myself near nearly need needs never next no nobody
    none nor not nothing now of off often on once ones only onto or other others ought our ours
    ourselves out over per perhaps put quite rather really said same saw say says see seem seemed
    seems seen several shall she should since so some somebody someone something soon still such
    take taken takes taking tell than that the their theirs them themselves then there therefore
    these they thing things this those though three through thus to too took toward towards
    under until up upon us use used very via want wants was we well went were what whatever when
    where whether which while who whom whose why will with within without would yet you your
    yours four five six seven eight nine ten hundred thousand million billion
    doesn't don't isn't won't can't didn't hasn't haven't wasn't weren't aren't couldn't
    wouldn't shouldn't it's i'm i've we've you've they've we're they're you're there's that's
    what's let's ie eg etc viz cf mr mrs ms dr www http https com org
    """
)
# Of these, the ones that may stand inside a phrase: economies of scale, race to the bottom.
INSIDE = word_set("of and or for in to the on with at a an by into as")
ARTICLES = word_set("the a an")


def share(words: list[str]) -> float:
    """Return which part of a text's words are function words: two fifths in English prose."""
    return sum(word in FUNCTION_WORDS for word in words) / max(len(words), 1)
