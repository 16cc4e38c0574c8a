"""People named with their office in a sentence about a scheme."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from themes.initiatives.names import word_set

# Guess: the last words before a name and the first after it say what somebody is.
_REACH = 90
_NOUNS = (
    r"(?:[Mm]inisters?|[Ss]ecretary|[Cc]hancellor|[Mm]ayor|[Cc]ommissioners?|[Cc]o-chairs?"
    r"|[Cc]hair(?:man|woman|person)?s?|[Cc]onvener|[Ll]eaders?|[Dd]irectors?"
    r"|[Cc]hief [Ee]xecutives?|[Cc]hief [Cc]onstable|[Pp]rofessors?|[Dd]r|[Cc]ouncillors?|[Cc]llr"
    r"|[Bb]aroness|[Ll]ord|[Ll]ady|[Bb]ishop|[Aa]rchbishop|[Oo]mbudsman|[Pp]resident|[Rr]ector"
    r"|[Aa]uthors?|[Cc]hief [Nn]urse|[Cc]hief [Ii]nspector|[Tt]sar|[Hh]ead of \w+"
    r"|[Vv]ice-chancellor|[Pp]rogramme lead|[Ee]conomist|[Aa]cademics?|[Rr]esearchers?)"
)
_TITLES = r"(?:(?:Sir|Dame|Dr|Prof|Professor|Lord|Lady|Baroness|Cllr|Councillor|Rt Hon|Mr|Mrs|Ms) )"
_CAP = r"[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*"
_NAME = re.compile(rf"\b(?:{_CAP}|[A-Z]\.)(?: (?:{_CAP}|[A-Z]\.|von|van|ap|al)){{1,5}}")
# "the care minister Anna Feld", "the Chancellor, Ruth Amory", "its secretary is Carl Boyd".
_BEFORE = re.compile(
    rf"((?:\b[\w’'&-]+ ){{0,3}}\b{_NOUNS}(?: (?:of|for|to|at) [^,.;:]{{1,40}}?)?)"
    rf"(?:,| is| was|, who is)? {_TITLES}{{0,2}}$"
)
# "Simon Hart, chief executive of NHS England".
_AFTER = re.compile(
    rf"^,? (?:(?:the|its|a|who is|who was|our) )?((?:\b[\w’'-]+ ){{0,3}}?{_NOUNS}"
    r"(?: (?:of|for|at|to) (?:the )?[\w’'&-]+(?: (?:[A-Z][\w’'-]*|and|of|for|board|the)){0,5})?)\b"
)
_AND = re.compile(r"^(?:,| and|, and) $")
_FORMER = re.compile(r"\b(?:former|ex|shadow|opposition|late|then)\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b{_NOUNS}")
_VERB = re.compile(r"\b(?:will|would|is|are|has|have|had|was|were|said|says|told|met|evaluate)\b")
_MADE = re.compile(r"^\w+ by\b")  # "Local Growth Plans, written by each mayor"
_LED = re.compile(
    r"^.*\b(?:by|the|its|our|their|his|her|an?|including|with|from|as|under|when|that|but|told|led"
    r"|said|says|[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[Bb]y|[Aa]nd the) +"
)
_OFFICE_WORDS = word_set(
    "minister secretary chancellor mayor commissioner chair chairman chairwoman leader director "
    "executive constable professor professors dr councillor cllr baroness lord lady bishop "
    "archbishop ombudsman president rector sir dame prof mr mrs ms convener"
)
# A capitalised word in front of a name that is no first name.
_OPENING = word_set(
    "The Its Our But And When While As If In At On For From With By Under After Before Since "
    "First Deputy Prime Chief Cabinet Council Ministers Speaking Professors Councillors"
)
_NOT_NAMES = word_set(
    "Council Board Department Government Institute University Trust Foundation Commission Office "
    "Service Authority Fund Programme Review Party Police Partnership Association College Union "
    "Committee Group Ministry Agency Bill Act Kingdom Ireland Street Health Care England Scotland "
    "Wales Times Guardian House Hall Hospital School Centre Society Alliance Academy Network "
    "Congress Executive Assembly Parliament Treasury Yorkshire London Church"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an office: offsets of the name in the sentence."""

    name: str
    office: str  # in the text's words, short
    start: int
    stop: int


def find(sentence: str, taken: Iterable[tuple[int, int]] = ()) -> Iterator[Person]:
    """Yield people named with their office; former ones and shadows are left out.

    Args:
        sentence: One sentence.
        taken: Offsets of what is no person: places, bodies, the scheme itself.
    """
    last: Person | None = None
    others = sorted(taken)
    for found in _NAME.finditer(sentence):
        start, name, own = _bare(found.group(), found.start())
        for first, past in others:
            if name and first <= start < past:  # "mayor of the Tees Valley Ann Bell"
                name = name[past - start :].strip()
                start = past + 1
                own = ""
        stop = start + len(name)
        is_taken = any(first < stop and start < past for first, past in others)
        if " " not in name or is_taken:
            last = None
            continue
        office = own or _office(sentence, start, stop)
        if not office and last and _AND.match(sentence[last.stop : start]):
            office = last.office
        if not office or _FORMER.search(sentence[max(start - _REACH // 3, 0) : stop + _REACH // 3]):
            last = None
            continue
        last = Person(name, office, start, stop)
        yield last


def _bare(written: str, start: int) -> tuple[int, str, str]:
    """Return where a name begins, the name, and the office that stood in capitals before it.

    No name is left of what is a body or an office alone.
    """
    words = written.split(" ")
    first = 0
    for at, word in enumerate(words):
        if word.lower().rstrip(".") in _OFFICE_WORDS or word in _OPENING:
            first = at + 1
    office = [word for word in words[:first] if word not in {"The", "Its", "Our", "But", "And"}]
    name = words[first:]
    if len(name) == 1 and name[0].endswith(("'s", "’s")):
        name = []
    name = [word.removesuffix("'s").removesuffix("’s") for word in name]
    if len(name) < 2 or len(name) > 4 or not _NOT_NAMES.isdisjoint(name):
        return start, "", ""
    start += sum(len(word) + 1 for word in words[:first])
    is_office = any(word.lower() in _OFFICE_WORDS for word in office)
    bare = " ".join(word for word in office if word not in {"Sir", "Dame", "Mr", "Mrs", "Ms"})
    return start, " ".join(name), bare if is_office else ""


def _office(sentence: str, start: int, stop: int) -> str:
    """Return the office that the words around a name give; empty: none."""
    before = _BEFORE.search(sentence[max(start - _REACH, 0) : start])
    if before:
        return _short(before[1])
    after = _AFTER.match(sentence[stop : stop + _REACH])
    return _short(after[1]) if after and not _MADE.match(after[1]) else ""


def _short(office: str) -> str:
    """Return an office without the words that lead to it; empty where a verb is in it."""
    words = " ".join(office.split())
    noun = _NOUN.search(words)
    if noun is None or _VERB.search(words):
        return ""
    return (_LED.sub("", words[: noun.start()]) + words[noun.start() :]).strip(" ,")
