"""Questions about places of the map: which stood on a day, where the ground of one lies on another day, and how a place is called today.

Read first: `Atlas.within`. The ground of a place that was divided lies in several; which of them is not said until somebody says.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tdkt.records.models import Area, AreaSuccession
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold, place_tones

TIERS = {
    "province": frozenset({"province"}),
    "district": frozenset({"district"}),
    "commune": frozenset({"commune", "special-zone"}),
    "residential-area": frozenset({"residential-area"}),
}
"""What is counted side by side: a special zone stands where communes stand."""
DISTRICTS = TIERS["district"] | TIERS["province"]
COMMUNES = TIERS["commune"] | TIERS["residential-area"]
FORMER = " (cũ)"
KIND_WORDS = ("tỉnh", "thành phố", "thị xã", "huyện", "quận", "thị trấn", "phường", "xã", "đặc khu")


@dataclass(frozen=True, slots=True)
class Place:
    """One place with the days on which it stood."""

    id: int
    name: str
    kind: str
    parent: int | None
    from_date: date | None
    to_date: date | None

    def stands(self, on: date) -> bool:
        return (self.from_date is None or self.from_date <= on) and (self.to_date is None or on <= self.to_date)


class Atlas:
    """All places and who continued whom, asked without going to the database again."""

    def __init__(self, places: Iterable[Place], passed: Iterable[tuple[int, int, date]]) -> None:
        self.places = {place.id: place for place in places}
        self.passed = sorted(passed, key=lambda one: (one[2], one[0], one[1]))
        self._later: dict[int, list[tuple[int, date]]] = defaultdict(list)
        self._earlier: dict[int, list[tuple[int, date]]] = defaultdict(list)
        for old, new, day in self.passed:
            self._later[old].append((new, day))
            self._earlier[new].append((old, day))
        self._within: dict[tuple[int, str, date], frozenset[int]] = {}
        self._named: dict[tuple[int | None, str], set[int]] | None = None

    # --- where the ground lies -------------------------------------------------------------------

    def lies(self, key: int, on: date) -> frozenset[int]:
        """The places in which the ground of a place lies on a day: itself, who continues it, or whom it continued; none where it just ended."""
        return self._lies(key, on, frozenset())

    def _lies(self, key: int, on: date, seen: frozenset[int]) -> frozenset[int]:
        place = self.places[key]
        if place.stands(on):
            return frozenset({key})
        over = place.to_date is not None and place.to_date < on
        steps = (
            [new for new, day in self._later[key] if day <= on]
            if over
            else [old for old, day in self._earlier[key] if day > on]
        )
        seen |= {key}
        return frozenset().union(*(self._lies(step, on, seen) for step in steps if step not in seen))

    def within(self, key: int, tier: str, on: date) -> frozenset[int]:
        """The places of a tier (of `TIERS`) in which a place lies on a day. One: known. Several: not said which. None: there was no such place then."""
        asked = (key, tier, on)
        if asked not in self._within:
            self._within[asked] = frozenset()  # a circle of parents ends here
            place = self.places[key]
            ground = self.lies(key, on)
            found: set[int] = set()
            for one in ground or (key,):
                if ground and self.places[one].kind in TIERS[tier]:
                    found.add(one)
                elif (above := self.places[one].parent if ground else place.parent) is not None:
                    found |= self.within(above, tier, on)
            self._within[asked] = frozenset(found)
        return self._within[asked]

    def standing(self, tier: str, on: date) -> list[Place]:
        """The places of a tier that stand on a day, in the order of the alphabet without regard to their kind."""
        found = [place for place in self.places.values() if place.kind in TIERS[tier] and place.stands(on)]
        return sorted(found, key=lambda place: (sort_key(bare(place.name)), place.id))

    def finest(self, on: date) -> str:
        """The tier by which a day is shown first: districts while there are any, then communes."""
        return next((tier for tier in ("district", "commune", "province") if self.standing(tier, on)), "district")

    def changes(self) -> list[date]:
        """The days on which places passed to others, in order."""
        return sorted({day for _, _, day in self.passed})

    def successors(self, key: int) -> list[tuple[int, date]]:
        return list(self._later[key])

    def predecessors(self, key: int) -> list[tuple[int, date]]:
        return list(self._earlier[key])

    def parts(self, key: int) -> list[Place]:
        """What stood directly in a place at any time, by name."""
        found = [place for place in self.places.values() if place.parent == key]
        return sorted(found, key=lambda place: (sort_key(bare(place.name)), place.id))

    # --- names ---------------------------------------------------------------------------------------

    def called(self, key: int, *, on: date) -> str:
        """The name on a day: one that has ended by then is "(cũ)"."""
        place = self.places[key]
        over = place.to_date is not None and place.to_date < on
        return f"{place.name}{FORMER}" if over else place.name

    def whole(self, key: int, *, on: date) -> str:
        """The name with what it lies in: as far as its district, or the province where there is none: "Xã Đại Hiệp, Huyện Đại Lộc"."""
        names: list[str] = []
        at = self.places.get(key)
        while at is not None and len(names) < 3 and not (len(names) > 1 and at.kind == "province"):
            names.append(self.called(at.id, on=on))
            at = self.places.get(at.parent) if at.parent is not None else None
        return ", ".join(names)

    def find(self, district: str, place: str) -> int | None:
        """The place that the words of a list mean: the commune at the end of "thôn 2, xã Đại Hiệp", else the district. None: none, or several."""
        inside = self._one(None, district, DISTRICTS) if district else None
        commune = place.rpartition(",")[2].strip()
        if commune and (inside is not None or not district):
            found = self._one(inside, commune, COMMUNES)
            return inside if found is None else found
        return inside

    def _one(self, inside: int | None, words: str, kinds: frozenset[str]) -> int | None:
        """The one place of these kinds that is called so, in another where that is said; its kind may be left out where that is enough."""
        if self._named is None:
            self._named = defaultdict(set)
            for one in self.places.values():
                for said in spellings(one.name):
                    self._named[None, said].add(one.id)
                    if one.parent is not None:
                        self._named[one.parent, said].add(one.id)
        for said in spellings(words):
            found = [key for key in self._named.get((inside, said), ()) if self.places[key].kind in kinds]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def spelled(name: str) -> str:
    """A name so that only the placement of tones and the case do not count: Tam Dân and Tam Đàn are two."""
    return " ".join(place_tones(name).casefold().split())


def spellings(name: str) -> tuple[str, ...]:
    """How a name may be written, the exact first: with and without its kind, then without accents."""
    return spelled(name), spelled(bare(name)), fold(name), fold(bare(name))


def bare(name: str) -> str:
    """A name without its kind: "Xã Đại Hiệp" is "Đại Hiệp"."""
    for kind in KIND_WORDS:
        if name.casefold().startswith(f"{kind} "):
            return name[len(kind) + 1 :]
    return name


def atlas() -> Atlas:
    """The atlas as it stands in the register."""
    columns = ("pk", "name", "kind", "parent_id", "from_date", "to_date")
    places = (Place(*said) for said in Area.objects.values_list(*columns))
    return Atlas(places, AreaSuccession.objects.values_list("old_id", "new_id", "on_date"))


def eve(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
