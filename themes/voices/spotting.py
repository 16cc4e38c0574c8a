"""Which words of a text speak of unions; "union" and "Unite" have other lives as well."""

from dataclasses import dataclass
from functools import cached_property

from themes.initiatives.names import word_set
from themes.text.fields import Field
from themes.text.lookup import Found
from themes.text.words import tokens
from themes.voices import beside, menus
from themes.voices.around import NEAR
from themes.voices.initials import has_capitals, is_beside, is_spelt_out
from themes.voices.proofs import BARE, Proofs
from themes.voices.unions import Sign, Union, Unions

_SURE = word_set("name unions")
_OWNED = frozenset({"' ", "’ "})
_LIST_ROUNDS = 2  # a proven name vouches for its neighbours in a list


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a text that speak of unions, of the workforce or of jobs."""

    first: int
    last: int  # just past the last word
    role: str  # union, matter (union density: it does not speak), workforce, trades, jobs
    name: str | None  # the union's; None: no union is named


def find(field: Field, unions: Unions, context: str = "") -> list[Spot]:
    """Return where a text speaks of unions, of the workforce and of jobs, in its order.

    Args:
        field: The text, or a title.
        unions: What ``unions.load`` returned.
        context: What stands with it: the title of a text, or the text of a title.
    """
    spots = _Reading(field, unions, context).spots()
    shut = list(menus.find(field.text))
    if not shut:
        return spots
    starts = field.read.starts
    return [
        spot
        for spot in spots
        if not any(start <= starts[spot.first] < stop for start, stop in shut)
    ]


class _Reading(Proofs):
    """One text on its way to spots: sure names first, since they vouch for the others."""

    def __init__(self, field: Field, unions: Unions, context: str) -> None:
        super().__init__(field, context)
        self._lookup = unions.lookup
        found = list(unions.lookup.find(field.text, field.read))
        # Initials that the text spells out; a union's own name is found beside them.
        self.spelt = {
            self.words[hit.first]
            for hit in found
            if is_spelt_out(field, hit.first, hit.last) and not is_beside(hit, found)
        }
        self.hits = [(hit, sign) for hit in found if (sign := self._sign(hit))]
        taken = {at for hit, _ in self.hits for at in range(hit.first, hit.last)}
        self.bare = [at for at, word in enumerate(self.words) if word in BARE and at not in taken]
        self.sure = {hit.first: hit.last for hit, sign in self.hits if sign.role in _SURE}
        self.ends = set(self.sure.values())
        self.has_strong = bool(self.sure) or any(self._is_strong(at) for at in self.bare)
        self.named = {
            sign.union.union_id for _, sign in self.hits if sign.role == "name" and sign.union
        }
        self.shorts = {
            hit.first: hit.last
            for hit, sign in self.hits
            if sign.role == "short" and sign.written.lower() not in beside.COMMON
        }
        for _ in range(_LIST_ROUNDS):
            self.sure |= {
                hit.first: hit.last
                for hit, sign in self.hits
                if sign.role == "short" and self._is_proven(hit, sign)
            }
            self.ends = set(self.sure.values())
            self.has_strong = self.has_strong or bool(self.sure)

    @cached_property
    def _rivals(self) -> set[str]:
        """The first words of unions of other kinds that are named, here or beside."""
        read = tokens(self.context)
        others = self._lookup.find(self.context, read)
        named = [(self.words, hit) for hit, sign in self.hits if sign.role == "never"]
        named += [(read.words, one) for one in others if one.values[0].role == "never"]
        return {words[hit.first] for words, hit in named if words[hit.last - 1] in BARE}

    @property
    def has_rival(self) -> bool:
        """Whether a union of another kind is named, such as the European one."""
        return bool(self._rivals)

    def spots(self) -> list[Spot]:
        """Return what the text speaks of, in its order."""
        spots = [Spot(at, at + 1, role, None) for at in self.bare if (role := self._bare_role(at))]
        for hit, sign in self.hits:
            if hit.first in self.sure:
                name = sign.union.name if sign.union else None
                role = "matter" if self.words[hit.first].startswith("unioni") else "union"
                spots.append(Spot(hit.first, hit.last, role, name))
            elif sign.role in {"workforce", "trades", "jobs"}:
                spots.append(Spot(hit.first, hit.last, sign.role, None))
        return sorted(spots, key=lambda spot: spot.first)

    def _sign(self, hit: Found[Sign]) -> Sign | None:
        """Return what a hit stands for, given its capitals and its sentence."""
        text = self.field.slice(hit.first, hit.last)
        for sign in hit.values:
            if sign.union is None or (
                has_capitals(sign.written, text)
                and not self._is_unlike(hit, sign.union)
                and not (self._near(hit.last - 1, 1) in beside.OTHERS and self.field.caps[hit.last])
                and not (text.isupper() and self.words[hit.first] in self.spelt)
            ):
                return sign
        return None

    def _is_unlike(self, hit: Found[Sign], union: Union) -> bool:
        around = self._around(hit.first, 0)
        with_last = " ".join(self.words[max(hit.first - 1, 0) : hit.last])
        is_loud = self.field.slice(hit.first, hit.last).isupper()
        return any(
            phrase == with_last and not is_loud
            if phrase.endswith(self.words[hit.first])
            else f" {phrase} " in around
            for phrase in union.unlike
        )

    def _is_strong(self, at: int) -> bool:
        """Return whether a bare word means workers whatever else the text says."""
        following = self._near(at, 1)
        if self.words[at] == "unions":
            return following != "of" and not self._is_of_many(at)
        return not self.has_rival and following in beside.PEOPLE and not self.field.caps[at + 1]

    def _bare_role(self, at: int) -> str | None:
        """Return what the bare word stands for: union, matter, or nothing of ours."""
        before, following = self._near(at, -1), self._near(at, 1)
        if following == "of" or (following == "for" and before == "a"):
            return "union" if beside.WORKERS.intersection(self.words[at + 2 : at + 6]) else None
        if self.words[at] == "unions":
            return None if self._is_of_many(at) and not self.has_strong else "union"
        if self._is_quoted(at):
            return "union"  # the word ‘union’
        if self.field.caps[at] and not self.field.opens(at):
            return self._capital_role(at, before, following)
        is_owner = self.field.text[self.field.read.stops[at] :][:2] in {"'s", "’s"}
        if is_owner and before == "the" and not self.has_rival:
            return "union"  # the union's Wales secretary
        is_owned = before.endswith("s") and self.field.gap(at - 1) in _OWNED
        if is_owned and before in beside.WORKERS:
            return "union"  # the nurses' union Tehy
        if self._is_capital_near(at, 1) or (following in {"between", "with"}):
            return None
        if following in {"that", "which"} and self._near(at + 1, 1) in beside.REPRESENTS:
            return "union"
        return self._small_role(at, before, following)

    def _is_of_many(self, at: int) -> bool:
        """Return whether "unions" may be those of another kind that is named: credit unions."""
        near = self.words[max(at - NEAR, 0) : at + NEAR]
        is_kind = not beside.OF_MANY.isdisjoint(self._rivals)
        return is_kind and (beside.NEAR_PAY | beside.SAYS).isdisjoint(near)

    def _small_role(self, at: int, before: str, following: str) -> str | None:
        """Return what "union" in small letters stands for."""
        if before in beside.BEFORE_UNION:
            return "matter"
        if before in beside.OURS and following not in {"flag", "jack"}:
            return "matter" if following in beside.THINGS else "union"
        if self.has_rival and not self.has_strong:
            return None
        if following in beside.THINGS:
            return "matter"
        is_none = (
            before == "a" and self.words[max(at - 2, 0)] in beside.NOT_A
        )  # not a union among them
        if (
            following in beside.PEOPLE
            or self.has_strong
            or before in beside.SECTOR_WORDS | beside.ONE_OF_MANY
            or is_none
        ):
            return "union"
        if following in {"for", "secretary"}:
            return "union"  # the union for school leaders
        if before.endswith("s") and self.field.gap(at - 1) in _OWNED:
            return "union"  # the tailors' union
        near = self.words[max(at - NEAR, 0) : at + NEAR]
        return "union" if not (beside.NEAR_PAY | beside.SAYS).isdisjoint(near) else None

    def _capital_role(self, at: int, before: str, following: str) -> str | None:
        """Return what "Union" inside a sentence stands for."""
        if self._is_capital_near(at, -1) and not self.field.opens(at - 1):
            is_counted = at in self.ends
            is_workers = before.endswith(("s", "s'")) or self.field.slice(at - 1, at).isupper()
            is_workers = is_workers or before in {"staff", "workforce"}
            is_asking = self._is_saying(at) and self._has_pay_near(at)
            return "union" if (is_workers or is_asking) and not is_counted else None
        if self._is_capital_near(at, 1):
            return "union" if following in beside.REPS else None  # a Union Rep
        if following in beside.SAYS and not self.has_rival:
            return "union"  # no union of nations says or calls
        speaks = following in beside.SAYS | beside.MAY_SAY | beside.PEOPLE
        return "union" if self.has_strong and speaks else None
