"""Whether a name that may be a word, or another body's, is a union's where it stands."""

from functools import cached_property

from themes.initiatives.names import word_set
from themes.text.fields import Field
from themes.text.lookup import Found
from themes.text.words import tokens
from themes.voices import beside
from themes.voices.around import NEAR, Around
from themes.voices.unions import Sign, Union

BARE = word_set("union unions")
_LIST_GAP = 3  # words between two names of one list: ", and"
_CLAUSE = 8  # words of ", which has 400 members" that are looked at


class Proofs(Around):
    """A text in which sure names and bare words have been found, asked about the other names."""

    sure: dict[int, int]  # first word of a sure name: just past its last
    ends: set[int]  # just past each of them
    bare: list[int]  # where "union" or "unions" stands
    has_strong: bool  # something speaks of unions whatever the rest says
    named: set[str]  # unions whose full names stand there
    shorts: dict[int, int]  # first word of a name that has another life: just past its last

    def __init__(self, field: Field, context: str) -> None:
        super().__init__(field)
        self.context = context

    @cached_property
    def _everything(self) -> str:
        """The words of the text and of what stands with it, as one line."""
        return f" {' '.join(self.words)} {' '.join(tokens(self.context).words)} "

    def _is_proven(self, hit: Found[Sign], sign: Sign) -> bool:
        """Return whether a name that may be a word or another body is a union's here."""
        union = sign.union
        if union is None:
            return False
        first, last = hit.first, hit.last - 1
        if union.union_id in self.named or self._is_listed(hit) or self._is_called_union(hit):
            return True
        following = self._near(last, 1)
        if sign.written.lower() not in beside.COMMON and self._is_described(last):
            return True
        is_name = sign.written.lower() not in beside.COMMON and self.field.caps[max(first - 1, 0)]
        if is_name and self.field.gap(first - 1).endswith("(") and self._is_shut(last):
            return True  # Mr Speller (Unite)
        if sign.written[1:2].isupper() or sign.written[2:3].isupper():  # initials
            around = self._around(first, 1)
            if following in beside.OWN_DOINGS or self._has_head(first):
                return True
            is_body = self._near(first, -1) == "the" and following in beside.MAY_SAY
            if (is_body or self._is_saying(last)) and self._is_at_home(union):
                return True  # The FDA said, in a text about Whitehall
            return any(f" {word} " in around for word in (*union.beside, "whose members"))
        is_owner = self.field.text[self.field.read.stops[last] :][:2] in {"'s", "’s"}
        if is_owner and sign.written.lower() not in beside.COMMON and self._is_person(last):
            return True  # Prospect's Sue Ferns
        if self._is_capital_near(last, 1) and following not in beside.TITLES:
            return False
        if self._is_capital_near(first, -1) and not self.field.opens(first - 1):
            return False
        return self._is_speaking(last) or self._is_somebodys(hit, sign)

    def _is_listed(self, hit: Found[Sign]) -> bool:
        """Return whether another name stands beside it in a list: Unite, GMB and UNISON.

        Of names that have another life each vouches for the other: the FDA and Prospect.
        """
        is_short = hit.first in self.shorts
        begins = self.sure | (self.shorts if is_short else {})
        ends = self.ends | (set(self.shorts.values()) if is_short else set())
        for gap in range(_LIST_GAP):
            left, right = hit.first - gap, hit.last + gap
            if left in ends and left != hit.last and self._is_list_gap(left, hit.first):
                return True
            if right in begins and right != hit.first and self._is_list_gap(hit.last, right):
                return True
        return False

    def _is_called_union(self, hit: Found[Sign]) -> bool:
        """Return whether the text calls it a union: "Aspect, the union for …", "union Aspect"."""
        if self._near(hit.first, -1) in BARE or self._near(hit.last - 1, 1) in BARE:
            return True
        following = self.words[hit.last : hit.last + 2]
        if following[:1] == ["whose"] and not beside.PEOPLE.isdisjoint(following):
            return True
        if "," not in self.field.gap(hit.last - 1) and "(" not in self.field.gap(hit.last - 1):
            return False
        home = self.field.homes[hit.first]
        return any(
            self.words[at] in BARE and self.field.homes[at] == home
            for at in range(hit.last, min(hit.last + NEAR // 2, len(self.words)))
        )

    def _is_described(self, last: int) -> bool:
        """Return whether what follows tells of members: "Unite, which represents drivers"."""
        home = self.field.homes[last]
        end = min(self.field.begins[home + 1], last + 1 + _CLAUSE)
        words = self.words[last + 1 : end]
        if not self.field.gap(last).startswith(",") or words[:1] not in (["which"], ["who"]):
            return False
        has_members = not beside.HAVE.isdisjoint(words[1:2]) and not (
            {"members"}.isdisjoint(words) and beside.SAYS.isdisjoint(words[2:3])
        )
        return has_members or not beside.REPRESENTS.isdisjoint(words[1:5]) or "dispute" in words

    def _is_saying(self, last: int) -> bool:
        """Return whether the words before tell something, or ask for it."""
        following = self._near(last, 1)
        is_told = following in beside.MAY_SAY and self._near(last + 1, 1) in (
            beside.SAYS | beside.DOING
        )
        return following in beside.SAYS or is_told

    def _is_at_home(self, union: Union) -> bool:
        """Return whether all that is read speaks of a union's field, and not of its namesake."""
        return any(f" {word} " in self._everything for word in union.beside) and not any(
            f" {word} " in self._everything for word in union.unlike
        )

    def _is_speaking(self, last: int) -> bool:
        """Return whether a verb of saying follows, or one of its people."""
        following = self._near(last, 1)
        if (
            self.words[last] in beside.COMMON
            and self.field.opens(last)
            and not self._has_hint(last)
        ):
            return False  # "Community says it all"
        if following in beside.SAYS or (
            following in beside.PEOPLE and self.words[last] not in beside.PEOPLED
        ):
            return True
        if following == "represents":
            return True
        if following == "has" and "members" in self.words[last + 2 : last + 6]:
            return True  # Prospect has 4,100 members in the department
        if following == "general" and self._near(last + 1, 1) == "secretary":
            return True
        is_verb = self.words[last] in beside.VERBS  # nobody writes "they unite has"
        if is_verb and following == "and" and self._has_pay_near(last):
            return True  # Unite and the council remain in talks
        return following in beside.MAY_SAY and (
            is_verb or self._near(last + 1, 1) in beside.SAYS | beside.DOING
        )

    def _has_head(self, first: int) -> bool:
        """Return whether "the deputy leader of the" or the like stands before a name."""
        before = [word for word in self.words[max(first - 4, 0) : first] if word != "the"]
        return len(before) > 1 and before[-1] in beside.OF and before[-2] in beside.THEIR_HEADS

    def _has_hint(self, at: int) -> bool:
        """Return whether anything near speaks of unions or of work."""
        around = set(self._around(at, 1).split())
        return bool(self.sure or self.bare) or not around.isdisjoint(beside.NEAR_PAY)

    def _is_somebodys(self, hit: Found[Sign], sign: Sign) -> bool:
        """Return whether the words around show a body: its people, its own, its trade."""
        field, union = self.field, sign.union
        is_owner = field.text[field.read.stops[hit.last - 1] :][:2] in {"'s", "’s"}
        name = sign.written.lower()
        if is_owner and (self.has_strong or name in beside.VERBS):
            return True
        if field.opens(hit.first):
            return False
        following = self._near(hit.last - 1, 1)
        before = self._near(hit.first, -1)
        if before in beside.SAID_BY:
            return True
        if name in beside.VERBS and (
            before in beside.BY | {"is", "was"}
            or (before and following not in beside.CALLED_UPON | {""})
        ):
            return True
        if name in beside.VERBS and before and not following and not field.caps[hit.first - 1]:
            return True  # refused to meet Unite.
        words = self.words[max(hit.first - NEAR // 2, 0) : hit.first]
        if before in beside.OF and not (beside.PEOPLE | beside.TALKS).isdisjoint(words):
            return True
        around = self._around(hit.first, 0)
        if union and any(f" {word} " in around for word in union.beside):
            return True
        return self.has_strong and name not in beside.COMMON
