"""Units by the names that they bore, and where they stand: finds the unit that a row speaks of.

A name is sought among those that bore it on the day, with the abbreviations of lists written out; an old name without "(cũ)" means, for a
day after the unit's end, the one unit that continues it. A name of several units is answered by none of them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tdkt.operations import likeness
from tdkt.operations.likeness import spelling
from tdkt.records.models import Succession, Unit, UnitName, UnitPlace
from tdkt.sheets.abbreviations import expand

SHORT_WORDS = {"ca": "công an", "tp": "thành phố", "tx": "thị xã", "h.": "huyện", "p.": "phòng"}
FORMER = re.compile(r"[(\[]\s*cũ\s*[)\]]|,?\s+cũ$", re.IGNORECASE)


@lru_cache(maxsize=2**16)
def unit_spelling(text: str) -> str:
    """A unit's name as it is compared: also with the abbreviations of lists and the commonest short words written out."""
    words = [
        SHORT_WORDS.get(word.rstrip("."), SHORT_WORDS.get(word, word))
        for word in spelling(expand(FORMER.sub(" ", text))).split()
    ]
    return " ".join(words)


@dataclass(frozen=True)
class KnownUnit:
    """A unit as matching needs it; dates are None where open."""

    id: int
    subject_id: int
    parent_id: int | None
    founded: date | None
    ended: date | None

    def stood_on(self, day: date | None) -> bool:
        return day is None or (
            (self.founded is None or self.founded <= day) and (self.ended is None or day <= self.ended)
        )


def parts(words: str) -> list[tuple[str, str]]:
    """The ways to read "small, large" out of a unit's words, the largest whole first: names hold commas themselves."""
    cuts = [place for place, sign in enumerate(words) if sign == ","]
    return [
        (words[:cut].strip(), words[cut + 1 :].strip())
        for cut in cuts
        if words[:cut].strip() and words[cut + 1 :].strip()
    ]


class UnitDirectory:
    """The units of the register by the names that they bore, and where they stand."""

    def __init__(self) -> None:
        self.units: dict[int, KnownUnit] = {}
        self.unit_names: dict[int, str] = {}
        self.units_by_name: dict[str, list[int]] = defaultdict(list)
        self.borne: dict[tuple[int, str], list[tuple[date | None, date | None]]] = defaultdict(list)
        self.children: dict[int | None, list[int]] = defaultdict(list)
        self.successors: dict[int, list[int]] = defaultdict(list)
        self._lines: dict[int, list[int]] = {}
        self._under: dict[tuple[str, int], list[int]] = {}
        self._alike: dict[tuple[int, int, date | None], str] = {}
        parents = dict(UnitPlace.objects.filter(to_date__isnull=True).values_list("unit_id", "parent_id"))
        earlier = dict(
            UnitPlace.objects.filter(to_date__isnull=False).order_by("to_date").values_list("unit_id", "parent_id")
        )
        for key, subject, name, founded, ended in Unit.objects.values_list(
            "id", "subject_id", "name", "founded", "ended"
        ):
            self.remember_unit(KnownUnit(key, subject, parents.get(key, earlier.get(key)), founded, ended), name)
        for unit_id, name, first, last in UnitName.objects.values_list("unit_id", "name", "from_date", "to_date"):
            self._name_unit(unit_id, name)
            self.borne[unit_id, unit_spelling(name)].append((first, last))
        for old, new in Succession.objects.values_list("predecessor_id", "successor_id"):
            self.successors[old].append(new)

    def remember_unit(self, unit: KnownUnit, name: str) -> None:
        self.units[unit.id] = unit
        self.unit_names[unit.id] = name
        self._lines.clear()
        self._under.clear()
        self._alike.clear()
        self._name_unit(unit.id, name)
        if unit.id not in self.children[unit.parent_id]:
            self.children[unit.parent_id].append(unit.id)

    def remember_succession(self, old: int, new: int) -> None:
        self.successors[old].append(new)
        self._alike.clear()

    def _name_unit(self, unit_id: int, name: str) -> None:
        bearers = self.units_by_name[unit_spelling(name)]
        if unit_id not in bearers:
            bearers.append(unit_id)

    def unit(self, words: str | None, *, on: date | None, under: int | None = None) -> int | None:
        """The one unit of this name that stood on the day, or None. "Đội 1, Công an huyện Đại Lộc" is sought as a part of the larger.

        An old name without "(cũ)" means, for a day after the unit's end, the one unit that continues it.
        """
        if not words:
            return None
        found = self.units_named(words, on=on, under=under)
        if len(found) == 1:
            return found[0] if FORMER.search(words) else self.continued(found[0], on=on)
        if found:
            return None
        for small, large in parts(words):
            whole = self.unit(large, on=on)
            if whole is not None:
                return self.unit(small, on=on, under=whole) or whole
        return None

    def unit_candidates(self, words: str, *, on: date | None) -> list[int]:
        """The several units that a name may mean on the day; empty where it means one or none."""
        found = self.units_named(words, on=on, under=None)
        for small, large in parts(words) if not found else ():
            whole = self.unit(large, on=on)
            if whole is not None:
                found = self.units_named(small, on=on, under=whole)
                break
        return found if len(found) > 1 else []

    def exact_unit(self, words: str, *, on: date | None, within: str | None) -> int | None:
        """As `unit`, but a part that is not known is not answered by its whole: for a unit that is itself the receiver."""
        whole = self.unit(within, on=on) if within else None
        for name, under in ((words, whole), (words, None)):
            found = self.units_named(name, on=on, under=under)
            if len(found) == 1:
                return found[0]
        for small, large in parts(words):
            over = self.unit(large, on=on)
            if over is not None:
                found = self.units_named(small, on=on, under=over)
                return found[0] if len(found) == 1 else None
        return None

    def units_named(self, words: str, *, on: date | None, under: int | None) -> list[int]:
        """The units of this name: those that bore it on the day, else those that stood then, else the only one that ever bore it."""
        spelled = unit_spelling(words)
        named = self.units_by_name.get(spelled, [])
        if under is not None:
            if (spelled, under) not in self._under:
                self._under[spelled, under] = [key for key in named if under in self.line_above(key)]
            named = self._under[spelled, under]
        if len(named) == 1:
            return named
        if FORMER.search(words):
            ended = [key for key in named if self.units[key].ended is not None]
            if ended:
                return ended
        standing = [key for key in named if self.units[key].stood_on(on)]
        if on is not None and len(standing) > 1:
            bearing = [key for key in standing if self._bore(key, spelled, on)]
            return bearing or standing
        return standing

    def _bore(self, unit_id: int, spelled: str, day: date) -> bool:
        return any(
            (first is None or first <= day) and (last is None or day <= last)
            for first, last in self.borne.get((unit_id, spelled), ())
        )

    def line_above(self, unit_id: int) -> list[int]:
        """The units over this one, nearest first."""
        if unit_id not in self._lines:
            above: list[int] = []
            parent = self.units[unit_id].parent_id
            while parent is not None and parent not in above:
                above.append(parent)
                parent = self.units[parent].parent_id
            self._lines[unit_id] = above
        return self._lines[unit_id]

    def whole_name(self, unit_id: int) -> str:
        """A unit with what it stands under below the top: "Đội Tổng hợp, Phòng Tham mưu"."""
        line = [unit_id, *self.line_above(unit_id)]
        return ", ".join(self.unit_names[key] for key in line[:-1] or line)

    def continued(self, unit_id: int, *, on: date | None) -> int:
        """The unit that stood in this one's place on the day: itself, or the only one that continues it, or the unit it was part of,
        after its end."""
        seen = {unit_id}
        while on is not None and (after := self._successor(unit_id, on)) is not None and after not in seen:
            unit_id = after
            seen.add(unit_id)
        return unit_id

    def _successor(self, unit_id: int, on: date) -> int | None:
        """The only unit that continues one that ended before the day, or the nearest above it that ended with it."""
        for one in (unit_id, *self.line_above(unit_id)):
            ended, after = self.units[one].ended, self.successors.get(one, ())
            if ended is None or on <= ended:
                return None
            if after:
                return after[0] if len(after) == 1 and after[0] in self.units else None
        return None

    def whole(self, unit_id: int) -> int | None:
        """The unit right below the top of the tree to which this one belongs; None for the top itself."""
        line = [unit_id, *self.line_above(unit_id)]
        return line[-2] if len(line) > 1 else None

    def units_alike(self, one: int | None, other: int | None, *, on: date | None) -> str:
        """How two units go together on a day: a key of `likeness.UNIT_POINTS`. The office as a whole says nothing of where in it."""
        if one is None or other is None or one not in self.units or other not in self.units:
            return likeness.UNKNOWN
        key = (one, other, on)
        if key not in self._alike:
            self._alike[key] = self._units_alike(one, other, on)
        return self._alike[key]

    def _units_alike(self, one: int, other: int, on: date | None) -> str:
        one, other = self.continued(one, on=on), self.continued(other, on=on)
        if one == other:
            return likeness.SAME
        whole, other_whole = self.whole(one), self.whole(other)
        if whole is None or other_whole is None:
            top = one if whole is None else other
            return likeness.UNKNOWN if top in self.line_above(other if whole is None else one) else likeness.ELSEWHERE
        if one in self.line_above(other) or other in self.line_above(one):
            return likeness.SAME
        return likeness.NEAR if whole == other_whole else likeness.ELSEWHERE
