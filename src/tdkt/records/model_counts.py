"""The counting rules of models: types (loại), models (mô hình), places (điểm) and groups (tổ) apart, as of any day, from their own dates.

1. A model stands on a day when it was founded by then and has not stopped or been merged by then. A date that is not known, or known only to
   its month or year around that day, counts as standing and is said as "not known".
2. What is registered twice (`same_as`) is one thing: it is counted once, as the row it is linked to while that stands, and once in each register.
3. A type is counted while a model of it stands. A place or group is counted while it stands itself and its model is counted; a group whose
   place has ended ends with it; a group may have no place.
4. Where a thing lies follows the ground: `areas.Atlas.within`. In a divided commune it is not said which until somebody says.

A census is not a count: it stays the list that was closed on its day. `beside_census` says where the two differ, and why. Read first: `count`.
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.db.models import Max, Q, QuerySet

from tdkt.records.areas import Atlas, atlas
from tdkt.records.community import lines
from tdkt.records.model_stock import Stock, around, stands
from tdkt.records.models import Entry, ModelRating

USUAL = "tdbvantq"
"""The register in which a model stands of which nothing else is said."""
NOWHERE, UNCLEAR = 0, -1
"""Instead of a place: none is said; one of several, not said which."""


Made = TypeVar("Made")


class Row(NamedTuple):
    """One model that is counted; `sure` is False where a date is not known well enough to say that it stands."""

    id: int
    type: int
    district: str
    place: str
    founded: str
    register: str
    sphere: str
    area: int | None
    sure: bool
    registers: tuple[str, ...]


@dataclass(frozen=True)
class Levels:
    """The four numbers, never added up. `places` and `groups` are None where the register holds none: unknown is not zero."""

    types: int
    models: int
    places: int | None
    groups: int | None
    unsure: int = 0
    doubles: int = 0
    unsaid_places: int = 0
    """Models of which no place is told one by one."""


def rating_year(on: date) -> int | None:
    """The last year of which any rating was known by a day."""
    known = ModelRating.objects.filter(year__lte=on.year).filter(Q(rated_on__isnull=True) | Q(rated_on__lte=on))
    found: int | None = known.aggregate(last=Max("year"))["last"]
    return found


@dataclass(frozen=True)
class Count:
    """What stands on a day, each thing once. Places of the map are those of `map_day`: the same day, or a day of the old map."""

    on: date
    map_day: date
    rows: list[Row]
    instead: dict[int, int]
    """Rows that are left out as doubles, each with the one that is counted instead."""
    stock: Stock = field(repr=False)
    _kept: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What was asked once is answered again from here."""

    def kept(self, asked: Any, make: Callable[[], Made]) -> Made:
        if asked not in self._kept:
            self._kept[asked] = make()
        found: Made = self._kept[asked]
        return found

    @property
    def atlas(self) -> Atlas:
        return self.stock.atlas

    @cached_property
    def known(self) -> dict[int, Row]:
        return {row.id: row for row in self.rows}

    @cached_property
    def unsure(self) -> list[Row]:
        return [row for row in self.rows if not row.sure]

    @cached_property
    def year(self) -> int | None:
        """The last year of which any rating was known by the day."""
        return rating_year(self.on)

    @cached_property
    def ratings(self) -> dict[int, str]:
        """The rating of each model for that year, in the office's words, as far as it was rated by the day."""
        said = self.stock.ratings(self.year)
        return {model: rating for model, rating, day in said if day is None or day <= self.on}

    @cached_property
    def by_rating(self) -> Counter[str]:
        """Models by their rating for that year; "" where not rated."""
        ratings = self.ratings
        return Counter(ratings.get(row.id, "") for row in self.rows)

    # --- where ---------------------------------------------------------------------------------------

    @cached_property
    def _said(self) -> dict[tuple[str, str], int | None]:
        return {}

    def area_of(self, row: Row) -> int | None:
        """The place of a model: what its profile says, else what the words of the list mean."""
        if row.area is not None:
            return row.area
        words = (row.district, row.place.rpartition(",")[2])
        if words not in self._said:
            self._said[words] = self.atlas.find(*words)
        return self._said[words]

    def lies_in(self, area: int | None, tier: str) -> int:
        """The one place of a tier in which a place lies, or `NOWHERE`, or `UNCLEAR`."""
        if area is None:
            return NOWHERE
        found = self.atlas.within(area, tier, self.map_day)
        return next(iter(found)) if len(found) == 1 else UNCLEAR if found else NOWHERE

    def by_area(self, tier: str) -> dict[int, list[Row]]:
        """The models in each place of a tier, with `NOWHERE` and `UNCLEAR` where there are any."""
        return self.kept(("by_area", tier), lambda: self._by_area(tier))

    def _by_area(self, tier: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        lies: dict[int | None, int] = {}
        for row in self.rows:
            area = self.area_of(row)
            if area not in lies:
                lies[area] = self.lies_in(area, tier)
            found[lies[area]].append(row)
        return dict(found)

    # --- places and groups ------------------------------------------------------------------------------

    @cached_property
    def sites(self) -> list[tuple[int, int, int | None]]:
        """The places (điểm) that stand, of the models that are counted, as (id, model, area)."""
        day, near, known = self.on.isoformat(), around(self.on), self.known
        return [
            (key, model, area)
            for key, model, area, since, until in self.stock.sites
            if since <= day and (not until or stands(since, until, day, near)) and model in known
        ]

    @cached_property
    def groups(self) -> list[tuple[int, int, int | None]]:
        """The groups (tổ) that stand, as (id, model, area of their place or None)."""
        day, near, known = self.on.isoformat(), around(self.on), self.known
        return [
            (key, model, area)
            for key, model, area, since, until, here_since, here_until in self.stock.groups
            if stands(since, until, day, near)
            and stands(here_since or "", here_until or "", day, near)
            and model in known
        ]

    def spread(self, level: str, tier: str) -> Counter[int]:
        """How many "sites" or "groups" lie in each place of a tier: by their own area, else by that of their model."""
        return self.kept((level, tier), lambda: self._spread(getattr(self, level), tier))

    def _spread(self, things: Iterable[tuple[int, int, int | None]], tier: str) -> Counter[int]:
        return Counter([lies for _, lies in self._lying(things, tier)])

    def _lying(self, things: Iterable[tuple[int, int, int | None]], tier: str) -> Iterator[tuple[int, int]]:
        """Each place or group as (its model, the place of the map)."""
        lies: dict[int | None, int] = {}
        for _, model, own in things:
            area = own if own is not None else self.area_of(self.known[model])
            if area not in lies:
                lies[area] = self.lies_in(area, tier)
            yield model, lies[area]

    def having(self, level: str, tier: str, area: int | None) -> Counter[int]:
        """How many "sites" or "groups" each model has in a place of the map (None: anywhere)."""
        things = self._lying(getattr(self, level), tier)
        return Counter([model for model, lies in things if area is None or lies == area])

    # --- numbers -----------------------------------------------------------------------------------------

    @cached_property
    def levels(self) -> Levels:
        """The four levels, each apart."""
        placed = {model for _, model, _ in self.sites}
        return Levels(
            types=len(self.by_type),
            models=len(self.rows),
            places=len(self.sites) if self.sites else None,
            groups=len(self.groups) if self.groups else None,
            unsure=len(self.unsure),
            doubles=len(self.instead),
            unsaid_places=len(self.rows) - len(placed),
        )

    @cached_property
    def by_type(self) -> Counter[int]:
        return Counter([row.type for row in self.rows])

    @cached_property
    def by_sphere(self) -> Counter[str]:
        """Models by sphere; "" where none is said."""
        return Counter([row.sphere for row in self.rows])

    @cached_property
    def by_founding(self) -> dict[str, int]:
        """Models by the year in which they were founded, from the first to the last; "" where it is not known."""
        years = Counter([row.founded[:4] for row in self.rows])
        known = sorted(int(year) for year in years if year)
        every = {str(year): years[str(year)] for year in range(known[0], known[-1] + 1)} if known else {}
        return every | ({"": years[""]} if years[""] else {})

    @cached_property
    def by_register(self) -> Counter[str]:
        """Models by register; what stands in two is counted in both."""
        found: Counter[str] = Counter()
        for registers, number in Counter([row.registers for row in self.rows]).items():
            for register in registers:
                found[register] += number
        return found

    @cached_property
    def in_two(self) -> int:
        """How many models stand in more than one register."""
        return sum([len(row.registers) > 1 for row in self.rows])


def count(models: QuerySet[Any], on: date, *, map_day: date | None = None) -> Count:
    """Count these models as of a day; `map_day` asks by the places of another day."""
    return count_stock(Stock(models, atlas()), on, map_day or on)


def count_stock(stock: Stock, on: date, map_day: date) -> Count:
    """Count what stands on a day."""
    day, near, ended = on.isoformat(), around(on), stock.ended
    unsaid = {"", *near}
    rows = [
        Row(
            key,
            type_,
            district,
            place,
            founded,
            register or USUAL,
            sphere or "",
            area,
            founded not in unsaid and stopped not in near and ended.get(key) not in near,
            (register or USUAL,),
        )
        for key, type_, district, place, founded, stopped, register, sphere, area in stock.rows
        if stands(founded, stopped, day, near) and (key not in ended or stands("", ended[key], day, near))
    ]
    instead = stand_ins(stock.links, {row.id for row in rows})
    return Count(on, map_day, counted_once(rows, instead), instead, stock)


def kept_count(stock: Callable[[], Stock], on: date, map_day: date, scope: Hashable) -> Count:
    """The count of a stock, kept as the stock itself until anything is written to the register; `scope` tells whose models these are."""
    head = Entry.objects.order_by("-seq").values_list("hash", flat=True).first()
    if head is None:
        return count_stock(stock(), on, map_day)
    whole: Stock = _kept((head, scope), stock)
    found: Count = _kept((head, scope, on, map_day), lambda: count_stock(whole, on, map_day))
    return found


MOST_KEPT = 6
"""What is kept: stocks and counts, some 50 MB each for fifty thousand models, one for a province of 1.277."""
_KEPT: OrderedDict[Hashable, Any] = OrderedDict()
_KEEPING = Lock()


def _kept(key: Hashable, make: Callable[[], Any]) -> Any:
    with _KEEPING:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    made = make()
    with _KEEPING:
        _KEPT[key] = made
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return made


def counted_once(rows: list[Row], instead: dict[int, int]) -> list[Row]:
    """These rows without those that say again what another says; what remains stands in the registers of all of them."""
    if not instead:
        return rows
    again: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.id in instead:
            again[instead[row.id]].add(row.register)
    kept = [row for row in rows if row.id not in instead]
    return [
        row._replace(registers=tuple(sorted({row.register, *again[row.id]}))) if row.id in again else row
        for row in kept
    ]


def stand_ins(links: dict[int, int], standing: set[int]) -> dict[int, int]:
    """For each row that is left out as a double, the row that is counted instead: the one linked to, while it stands, else the first."""
    things: dict[int, list[int]] = defaultdict(list)
    for key in {*links, *links.values()}:
        things[end_of(links, key)].append(key)
    instead: dict[int, int] = {}
    for last, keys in things.items():
        here = sorted(key for key in keys if key in standing)
        counted = last if last in here else here[0] if here else last
        instead |= {key: counted for key in here if key != counted}
    return instead


def end_of(links: dict[int, int], key: int) -> int:
    """The row at which a chain of links ends; of a circle its first."""
    seen = [key]
    while (following := links.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


# --- beside a census -----------------------------------------------------------------------------------

WHY = ("registered-twice", "ended", "not-begun", "begun-since", "not-listed")
"""In the census and not counted: the row says again what another says; it has ended by the day; it had not begun. Counted and not in the
census: it began after the census; the census did not list it."""


@dataclass(frozen=True)
class Beside:
    """A census beside the count of a day: how many each has, and the models that only one of them has, by the reason."""

    census: Any
    listed: int
    counted: int
    only_census: dict[str, list[int]]
    only_count: dict[str, list[int]]

    @property
    def differ(self) -> bool:
        return bool(self.only_census or self.only_count)


def beside_census(counted: Count, census: Any) -> Beside:
    """What a census and a count have that the other has not."""
    return counted.kept(("beside", census.pk), lambda: _beside(counted, census))


def _beside(counted: Count, census: Any) -> Beside:
    found = lines(counted.stock.models, census)
    listed = dict(found.values_list("model_id", "model__founded"))
    only_census: dict[str, list[int]] = defaultdict(list)
    only_count: dict[str, list[int]] = defaultdict(list)
    for key in sorted(listed.keys() - counted.known.keys()):
        late = listed[key] > counted.on.isoformat()
        only_census["registered-twice" if key in counted.instead else "not-begun" if late else "ended"].append(key)
    for key in sorted(counted.known.keys() - listed.keys()):
        since = counted.known[key].founded > census.as_of.isoformat()
        only_count["begun-since" if since else "not-listed"].append(key)
    return Beside(census, len(listed), len(counted.rows), dict(only_census), dict(only_count))
