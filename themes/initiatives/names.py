"""One id for one scheme, however a text writes its name."""

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

    "Total Place", "the Total Place programme" and "Total Place pilots" have one key.
    """
    words = tokens(name).words
    strong = tuple(singular(word) for word in words if word not in WEAK)
    return strong or tuple(singular(word) for word in words)


def initiative_id(name: str) -> str:
    """Return the id under which a scheme is kept."""
    return identify("initiative", " ".join(key(name)))


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
