"""One id for one scheme, however a text writes its name, and which names say too little."""

from functools import lru_cache

from records import identify
from themes.text.words import tokens


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that people keep as one line of prose."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """Return the phrases of a list that keeps them between bars."""
    return frozenset(text.split("|"))


# Words that texts add to a name and drop again: they make no other scheme.
WEAK = word_set(
    "the a an programme programmes program programs scheme schemes pilot pilots "
    "initiative initiatives project projects"
)
# Last word of a name, singular, and the kind that it tells.
KINDS = {
    "pilot": "pilot",
    "pathfinder": "pilot",
    "trailblazer": "pilot",
    "vanguard": "pilot",
    "pioneer": "pilot",
    "accelerator": "pilot",
    "adopter": "pilot",
    "bed": "pilot",
    "testbed": "pilot",
    "demonstrator": "pilot",
    "prototype": "pilot",
    "trial": "pilot",
    "experiment": "pilot",
    "exemplar": "pilot",
    "fund": "fund",
    "grant": "fund",
    "deal": "deal",
    "bargain": "deal",
    "compact": "deal",
    "concordat": "deal",
    "covenant": "deal",
    "agreement": "deal",
    "settlement": "deal",
    "accord": "deal",
    "pact": "deal",
    "commission": "commission",
    "taskforce": "commission",
    "force": "commission",
    "review": "review",
    "inquiry": "review",
    "paper": "white_paper",
    "bill": "bill",
    "act": "bill",
    "network": "network",
    "partnership": "network",
    "collaborative": "network",
    "strategy": "strategy",
    "plan": "strategy",
    "zone": "zone",
    "team": "team",
    "hub": "team",
    "unit": "team",
    "authority": "authority",
}

# What stands at the end of a name when the same scheme goes on: wave two, round 3, phase II.
PARTS = word_set("wave phase round tranche cohort stage")
_COUNTS = word_set(
    "1 2 3 4 5 6 7 8 9 10 i ii iii iv v vi one two three four five six seven eight nine ten "
    "1st 2nd 3rd 4th 5th first second third fourth fifth"
)
_LINKS = word_set("on of for into")  # Commission on Night Work, Night Work Commission
_PAIRS = {("task", "force"): "taskforce", ("test", "bed"): "testbed", ("road", "map"): "roadmap"}
# Words that many bodies choose for schemes of their own: with a head alone they make no name
# that would be one scheme everywhere.
_COMMON = word_set(
    "growth city town county region regional local community neighbourhood village rural urban "
    "youth skill health care housing home work job employment business innovation investment "
    "devolution resilience recovery transport school education family child people public service "
    "council digital green climate energy water culture art sport safety crime justice police pay "
    "staff workforce social economic cultural national integrated integration development "
    "improvement transformation reform efficiency prevention support hardship welfare relief "
    "household winter capital infrastructure regeneration place strategic delivery action citizen "
    "fairness fair poverty equality inclusion independent joint annual emergency transition new "
    "early adult young patient training learning volunteer grant small big future"
)


@lru_cache(maxsize=20_000)  # most words of a text come again and again
def singular(word: str) -> str:
    """Return a word without the s of its plural; other endings stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def key(name: str) -> tuple[str, ...]:
    """Return the words of a name that make it this scheme and no other.

    "Total Place", "the Total Place programme" and "Total Place pilots" have one key. Ids that
    warehouses keep are made of it: it stays as it is.
    """
    words = tokens(name).words
    strong = tuple(singular(word) for word in words if word not in WEAK)
    return strong or tuple(singular(word) for word in words)


def initiative_id(name: str) -> str:
    """Return the id under which a scheme is kept."""
    return identify("initiative", " ".join(key(name)))


@lru_cache(maxsize=100_000)  # the register is made anew for each new name
def alike(name: str) -> str:
    """Return what is the same for all ways of writing one name.

    Beyond ``key``: "Night Watch" and "NightWatch", "Fund" and "Fund, round 2", "2026 Fund" and
    "Fund 2026", "Commission on Night Work" and "Night Work Commission".
    """
    words = list(key(name))
    if words[:2] == ["so", "called"] and len(words) > 2:
        words = words[2:]
    if len(words) > 2 and words[-2] in PARTS and words[-1] in _COUNTS:
        words = words[:-2]
    if len(words) > 1 and _is_year(words[0]):
        words = [*words[1:], words[0]]
    if len(words) > 2 and words[0] in KINDS and words[1] in _LINKS:
        words = [*words[2:], words[0]]
    for at in range(len(words) - 1, 0, -1):
        if (joined := _PAIRS.get((words[at - 1], words[at]))) is not None:
            words[at - 1 : at + 1] = [joined]
    return "".join(words)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}


def is_generic(name: str) -> bool:
    """Return whether many bodies may have a scheme of this name: Community Fund, Growth Deal."""
    words = key(name)
    return len(words) < 3 and all(word in _COMMON or word in KINDS for word in words)


def kind_of(name: str) -> str:
    """Return what sort of thing a name says that it is; programme where it does not."""
    words = [singular(word) for word in tokens(name).words]
    for word in reversed(words):
        if word in KINDS:
            return KINDS[word]
        if word not in WEAK and word not in {"wale", "scotland", "england"}:
            break
    if words and words[0] in {"commission", "taskforce", "inquiry", "review", "compact"}:
        return KINDS[words[0]]
    return "programme"


def is_acronym(name: str) -> bool:
    """Return whether a name is capitals alone, with or without the s of a plural."""
    bare = name.removesuffix("s")
    return bare.isalnum() and bare.isupper() and len(bare) > 1 and not bare.isdigit()
