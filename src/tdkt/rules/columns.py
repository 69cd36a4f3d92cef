"""The limbs of rules answered for many subjects at once, in one of two worlds: what is sure, and what is possible.

`Reading.holds(leaf)` is a column of yes and no. Sure: it holds on what is recorded. Possible: it could hold on what is not. Both of a
subject give the limb's truth. The arithmetic is on year bitsets; `explain` says the same of one subject, year by year.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.rules import facts as shapes
from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Clean,
    Condition,
    Count,
    Either,
    EveryYear,
    Given,
    Holding,
    Holds,
    Initiated,
    Leads,
    Members,
    NotHeld,
    Number,
    OutsideFlags,
    PostHeld,
    Rated,
    RoundAnniversary,
    Run,
    Service,
    Titled,
    Track,
    UnitLevel,
    WholeService,
)
from tdkt.rules.facts import NO_DAY, NO_YEAR
from tdkt.rules.packed import (
    FIRST_YEAR,
    LAST_YEAR,
    MAY_SERVE,
    MOST_A_YEAR,
    NEVER_SERVES,
    NO_ANCHOR,
    PLANES,
    SERVES,
    Array,
    Key,
    Listed,
    Slot,
    Years,
    days,
    years_from,
)
from tdkt.rules.plan import Leaf, Plan
from tdkt.rules.view import View

Bools = NDArray[np.bool_]
Planes = list[Years]

RECENT = 32
"""Years that a recent bitset holds; its highest bit is the year asked."""
DAYS_A_YEAR = 365.25
_FULL = 0xFFFF_FFFF_FFFF_FFFF
_ONE = np.uint64(1)


def proposal_year(on: date) -> int:
    """The year that a proposal on this day is for: its own on 31 December, else the year before."""
    return on.year if (on.month, on.day) == (12, 31) else on.year - 1


def months_after(day: Array, months: int) -> NDArray[np.int64]:
    """The same day of the month so many months later, the last of the month where there is no such day."""
    month = day.astype("M8[D]").astype("M8[M]")
    within = day - month.astype("M8[D]").astype(np.int64)
    coming = month + months
    first = coming.astype("M8[D]").astype(np.int64)
    length = (coming + 1).astype("M8[D]").astype(np.int64) - first
    found: NDArray[np.int64] = first + np.minimum(within, length - 1)
    return found


class Reading:
    """The subjects of a view read for a plan in one world.

    `open_` are the years that may serve, None when all may; `ahead` how many years on, with the record going on as it stands (only for
    what is sure). Every column it works out is kept, so ask one reading for all limbs of a block; `shared` is a reading of the same
    rows and world with all years open, whose columns are used where openness does not matter; `among` a reading of more rows in the
    same world, with the places of these rows in it, from which such columns are taken where it has them.
    """

    def __init__(
        self,
        plan: Plan,
        view: View,
        *,
        possible: bool,
        open_: Years | None = None,
        ahead: int = 0,
        shared: "Reading | None" = None,
        among: "tuple[Reading, Array] | None" = None,
    ) -> None:
        self.plan, self.view, self.possible, self.open = plan, view, possible, open_
        self.shared = shared if shared is not None else self
        self.among = among
        self.now = proposal_year(plan.on)
        self.year = self.now + ahead
        self.on = date(self.year, 12, 31) if ahead else plan.on
        self.today = days(plan.on)
        self.ahead = ahead
        self.base = FIRST_YEAR + max(0, self.year - LAST_YEAR)
        self._kept: dict[Any, Any] = {}  # limbs and tracks by identity: a plan has each once

    def _keep(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def _alive(self, thing: Any) -> int:
        """The identity of a limb or track, which is kept alive as long as what was worked out for it."""
        self.shared._kept.setdefault(id(thing), thing)
        self._kept.setdefault(id(thing), thing)
        return id(thing)

    def _keep_shared(self, key: Any, make: Callable[[], Any]) -> Any:
        """The same for a column to which it does not matter which years are open."""
        if self.among is not None and key not in self.shared._kept:
            larger, rows = self.among
            column = larger.shared._kept.get(key)
            if isinstance(column, np.ndarray):
                self.shared._kept[key] = column[rows]
        return self.shared._keep(key, make)

    def all(self, value: bool) -> Bools:
        return np.full(self.view.size, value)

    def bits(self, first: int, last: int) -> np.uint64:
        """The bits of the years from `first` to `last`, both in."""
        low, high = max(first, self.base) - self.base, min(last, self.base + 63) - self.base
        return np.uint64(0 if high < low else ((1 << (high - low + 1)) - 1) << low)

    def years_column(self, name: str) -> Years:
        """A dense column of years up to the year of today, with bit 0 at `base`."""
        return self._keep_shared(("dense", name), lambda: self._based(self.view.dense(name)))

    def _based(self, column: Years) -> Years:
        if self.base > FIRST_YEAR:
            column = column >> np.uint64(self.base - FIRST_YEAR)
        found: Years = column & self.bits(self.base, self.now)
        return found

    @property
    def unknown(self) -> Years:
        return self.years_column("unknown")

    @property
    def any_unknown(self) -> Bools:
        return self._keep_shared("any_unknown", lambda: self.unknown != 0)

    @property
    def some_unknown(self) -> bool:
        return self._keep_shared("some_unknown", lambda: bool(self.any_unknown.any()))

    # --- conferrals -----------------------------------------------------------------------------

    def slots(self, holdings: Iterable[Holding], *, merit: bool) -> tuple[frozenset[Slot], frozenset[Slot]]:
        """Where conferrals of these stand, those that surely serve and those that may."""
        sure, maybe = set[Slot](), set[Slot]()
        codes = self.view.packed.needs.conferrals
        for holding in holdings:
            if holding.award not in codes:
                continue
            award = codes.index(holding.award)
            for slot in self.view.packed.held:
                if slot[0] != award or (holding.class_ is not None and slot[1] not in (0, holding.class_)):
                    continue
                if merit and slot[2] == NEVER_SERVES:
                    continue
                doubtful = (holding.class_ is not None and slot[1] == 0) or (merit and slot[2] == MAY_SERVE)
                (maybe if doubtful else sure).add(slot)
        return frozenset(sure), frozenset(maybe - sure)

    def number_held(self, slots: frozenset[Slot], at_least: int = 1) -> Array:
        """How many conferrals stand in these slots; a column of yes and no where one is enough."""
        found = np.zeros(self.view.size, np.bool_ if at_least <= 1 else np.uint16)
        for slot in slots:
            whole = self.view.packed.whole.get(("count", slot))
            if whole is not None:
                found = (found | (self.view.of(whole) != 0)) if at_least <= 1 else found + self.view.of(whole)
                continue
            local, entry = self.view.listed(self.view.packed.held[slot])
            if at_least <= 1:
                found[local] = True
            else:
                found[local] += self.view.packed.held[slot].columns["count"][entry]
        return found

    def held_years(self, slots: frozenset[Slot]) -> Years:
        """The years covered by conferrals in these slots, up to the year of today."""
        found: Years | None = None
        for slot in slots:
            years: Years = self._keep_shared(("slot", slot), partial(self._slot_years, slot))
            found = years if found is None else found | years
        return np.zeros(self.view.size, np.uint64) if found is None else self._based(found)

    def _slot_years(self, slot: Slot) -> Years:
        whole = self.view.packed.whole.get(("years", slot))
        if whole is not None:
            return self.view.of(whole)
        found = np.zeros(self.view.size, np.uint64)
        listed = self.view.packed.held[slot]
        local, entry = self.view.listed(listed)
        found[local] = listed.columns["years"][entry]
        return found

    def anchor(self, part: Run, *, merit: bool) -> NDArray[np.int16]:
        """The year after which the run has to lie; NO_ANCHOR where there is none."""
        sure, maybe = self.slots(part.after, merit=merit)
        if part.which != "latest":
            return self._first_possible(sure | maybe) if self.possible else self.decided(sure, "first")
        last = self.decided(sure, "last")
        none = last == NO_ANCHOR
        if self.possible:  # in the best case nobody left out a later one
            return np.where(none, self._first_possible(sure | maybe), last)
        if maybe:
            other = self.decided(maybe, "last")
            last = np.maximum(last, np.where(other == NO_ANCHOR, last, other))
        if self.some_unknown:
            last = np.maximum(last, np.where(self.any_unknown, self.last_unknown(), last))
        last[none] = NO_ANCHOR
        return last

    def decided(self, slots: frozenset[Slot], which: str) -> NDArray[np.int16]:
        """The year of the first or last decision with a known day among conferrals of these slots."""
        latest = which == "last"
        found = np.full(self.view.size, NO_YEAR if latest else NO_ANCHOR, np.int16)
        for slot in slots:
            listed = self.view.packed.held[slot]
            local, entry = self.view.listed(listed)
            year = listed.columns[which][entry]
            found[local] = np.maximum(found[local], year) if latest else np.minimum(found[local], year)
        if latest:
            found[found == NO_YEAR] = NO_ANCHOR
        return found

    def _first_possible(self, slots: frozenset[Slot]) -> NDArray[np.int16]:
        """The earliest year in which the award may have been given: any, where silence or a missing day leaves it open."""
        found = self.decided(slots, "first")
        for slot in slots:
            listed = self.view.packed.held[slot]
            local, entry = self.view.listed(listed)
            found[local[listed.columns["undated"][entry]]] = FIRST_YEAR - 1
        found[self.any_unknown] = FIRST_YEAR - 1
        return found

    def last_unknown(self) -> NDArray[np.int16]:
        """The last year of which silence says nothing, where there is one."""
        since = self.view.dense("complete_since")
        return np.where(since == NO_YEAR, np.int16(self.now), np.minimum(since - np.int16(1), np.int16(self.now)))

    # --- tracks ---------------------------------------------------------------------------------

    def track(self, track: Track, *, merit: bool) -> Years:
        """The years in which a yearly fact is so, up to the year asked; ahead of today it repeats what stands today."""
        return self._keep_shared(
            ("track", self._alive(track), merit), lambda: self._ahead(self._track(track, merit=merit))
        )

    def _ahead(self, years: Years) -> Years:
        if not self.ahead:
            return years
        now = (years >> np.uint64(self.now - self.base)) & _ONE
        found: Years = years | now * self.bits(self.now + 1, self.year)
        return found

    def _track(self, track: Track, *, merit: bool) -> Years:
        if isinstance(track, Rated):
            sure = self.years_column(f"rated_{shapes.RATINGS.index(track.at_least)}")
            return sure | (self.unknown & ~self.years_column("rated_0")) if self.possible else sure
        if isinstance(track, Titled):
            slots, maybe = self.slots((Holding(code) for code in track.awards), merit=merit)
            slots = slots | maybe if self.possible else slots
            years = self._keep_shared(("held_years", slots), lambda: self.held_years(slots))
            return years | self.unknown if self.possible else years
        if isinstance(track, EveryYear):
            return self._based(years_from(self.view.dense("service_year")))
        if isinstance(track, Either):
            found = np.zeros(self.view.size, np.uint64)
            for each in track.tracks:
                found |= self._track(each, merit=merit)
            return found
        raise TypeError(f"{type(track).__name__} is counted, not yearly")

    def opened(self, track: Track, *, merit: bool) -> Years:
        """The same, in the open years."""
        years, open_ = self.track(track, merit=merit), self.open
        return years if open_ is None else self._keep(("opened", self._alive(track), merit), lambda: years & open_)

    def recent(self, track: Track, *, merit: bool) -> NDArray[np.uint32]:
        """The same for the last 32 years, the year asked in the highest bit."""
        return self._keep(("recent", self._alive(track), merit), lambda: self._recent(self.opened(track, merit=merit)))

    def _recent(self, years: Years) -> NDArray[np.uint32]:
        shift = self.year - self.base - (RECENT - 1)
        moved = years >> np.uint64(shift) if shift >= 0 else years << np.uint64(-shift)
        found: NDArray[np.uint32] = moved.astype(np.uint32)
        return found

    def planes(self, track: Given | Initiated, *, merit: bool) -> Planes:
        """A counted track: the years with at least one, two, three, four."""
        return self._keep_shared(("planes", self._alive(track), merit), lambda: self._planes(track, merit=merit))

    def _lists(self, track: Given | Initiated, *, merit: bool) -> list[tuple[Key, Listed]]:
        """The lists in which a counted track stands, with the key of each."""
        packed = self.view.packed
        if isinstance(track, Initiated):
            place = packed.needs.initiated.index((track.scope, tuple(sorted(track.kinds))))
            return [(("initiated", place), packed.initiated[place])] if place in packed.initiated else []
        codes = packed.needs.conferrals
        awards = {codes.index(code) for code in track.awards}
        ways = (SERVES, MAY_SERVE, NEVER_SERVES)
        serving = ways if not merit else ways[:2] if self.possible else ways[:1]
        keys = [key for key in sorted(packed.given) if key[0] in awards and key[1] in serving]
        return [(("given", key), packed.given[key]) for key in keys]

    def _enough_listed(self, part: Count, merit: bool, least: int) -> Bools:
        """Whether there are so many, counted list by list; where a year may hold more than count, plane by plane."""
        first = max(self.base, self.year - part.last + 1) if part.last else self.base
        lists = self._lists(part.of, merit=merit)  # type: ignore[arg-type]
        one = least == 1
        found: Array | None = None
        for key, listed in lists:
            number = self._keep(("number", key, first, one), partial(self._in_list, key, listed, first, one=one))
            found = number if found is None else (found | number) if one else found + number
        if found is None:
            return self.all(False)
        enough: Bools = found if one else found >= np.uint8(min(least, 255))
        if one or len(lists) == 1 or sum(listed.depth for _, listed in lists) <= MOST_A_YEAR:
            return enough
        some = self.all(False)
        for _, listed in lists:
            some[self._deep(listed)] = True
        deep = np.flatnonzero(some)
        if len(deep):
            open_ = None if self.open is None else self.open[deep]
            few = Reading(self.plan, self.view.take(deep), possible=self.possible, open_=open_)
            enough = enough.copy()
            enough[deep] = few._enough_planes(part, merit, None, least)
        return enough

    def _deep(self, listed: Listed) -> Array:
        """The rows with three or more in one year: with other forms they may be more than count."""
        local, entry = self.view.listed(listed)
        found: Array = local[listed.columns["three"][entry] != 0]
        return found

    def _in_list(self, key: Key, listed: Listed, first: int, *, one: bool) -> Array:
        """How many of one list fall in the open years from `first` on; whether any does, where one is enough."""
        whole = self.view.packed.whole.get(key)
        recent = self.year - first < RECENT
        if whole is None:
            number = np.zeros(self.view.size, np.bool_ if one else np.uint8)
            local, entry = self.view.listed(listed)
            number[local] = self._counted_listed(listed, list(PLANES), local, entry, first, one=one)
            return number
        if recent:
            column = self._keep(("recent", key), lambda: self._recent(self._opened(self._based(self.view.of(whole)))))
            lowest = 1 << (RECENT - 1 - self.year + first)
            if one:
                return column >= np.uint32(lowest)
            found: Array = np.bitwise_count(column & np.uint32(-lowest & 0xFFFF_FFFF))
        else:
            years = self._opened(self._based(self.view.of(whole)))
            found = np.bitwise_count(years & self.bits(first, self.year))
            if one:
                return found != 0
        if listed.depth > 1:
            more = self._keep_shared(("more", key), lambda: self._more(listed))
            local, entry = more
            found[local] += self._counted_listed(listed, list(PLANES)[1:], local, entry, first, one=False)
        return found

    def _more(self, listed: Listed) -> tuple[Array, Array]:
        """The entries of a list with more than one in some year."""
        local, entry = self.view.listed(listed)
        some = np.flatnonzero(listed.columns["two"][entry])
        entries = some + entry.start if isinstance(entry, slice) else entry[some]
        return local[some], entries

    def _opened(self, years: Years) -> Years:
        return years if self.open is None else years & self.open

    def _counted_listed(
        self, listed: Listed, planes: list[str], local: Array, entry: slice | Array, first: int, *, one: bool
    ) -> Array:
        """The same for the entries of a list, in these planes."""
        mask: Any = self.bits(first, self.now)
        mask = (mask if self.open is None else self.open[local] & mask) << np.uint64(self.base - FIRST_YEAR)
        if one:
            return (listed.columns[planes[0]][entry] & mask) != 0
        found = np.zeros(len(local), np.uint8)
        for name in planes[: listed.depth]:
            found += np.bitwise_count(listed.columns[name][entry] & mask)
        return found

    def _planes(self, track: Given | Initiated, *, merit: bool) -> Planes:
        found = list[Planes]()
        lists = self._lists(track, merit=merit)
        for _, listed in lists:
            local, entry = self.view.listed(listed)
            planes = []
            for name in PLANES:
                plane = listed.columns[name][entry]
                if not plane.any():
                    break
                column = np.zeros(self.view.size, np.uint64)
                column[local] = plane
                planes.append(self._based(column))
            found.append(planes)
        total: Planes = []
        for planes in found:
            total = _sum(total, planes)
        return [self._ahead(plane) for plane in total]

    # --- the limbs --------------------------------------------------------------------------------

    def holds(self, leaf: Leaf, *, unknown: bool | None = None) -> Bools:
        """The limb's column. `unknown`: whether a number inside a run that no text gives counts as met; left out, as in this world."""
        met = self.possible if unknown is None or not leaf.unsure else unknown
        keep = self._keep if isinstance(leaf.condition, Count | Run) else self._keep_shared
        return keep(("leaf", self._alive(leaf), met), lambda: self._leaf(leaf.condition, leaf.merit, met))

    def _leaf(self, part: Condition, merit: bool, met: bool) -> Bools:
        if isinstance(part, Count):
            return self._count(part, merit, None, met)
        if isinstance(part, Run):
            return self._run(part, merit, met)
        if isinstance(part, Holds):
            sure, maybe = self.slots(part.any_of, merit=merit)
            held = self.number_held(sure | maybe if self.possible else sure, part.times) >= part.times
            return held | self.any_unknown if self.possible else held
        if isinstance(part, NotHeld):
            sure, maybe = self.slots(part.any_of, merit=False)
            return ~self.number_held(sure if self.possible else sure | maybe)
        if isinstance(part, Service):
            return self._service(part)
        if isinstance(part, WholeService):
            return self.all(True)
        if isinstance(part, PostHeld):
            return self._posts(part)
        if isinstance(part, Members):
            return self._members(part)
        if isinstance(part, Leads):
            return self._leads(part)
        if isinstance(part, OutsideFlags):
            return self.view.dense("outside_flags")
        if isinstance(part, RoundAnniversary):
            begun = self.view.dense("service_year")
            age = self.plan.on.year - begun.astype(np.int32)
            return np.where(begun == NO_YEAR, self.possible, (age > 0) & (age % part.every == 0))
        if isinstance(part, UnitLevel):
            level = self.view.dense("level")
            asked = [place for place, word in enumerate(self.view.packed.needs.levels) if word in part.levels]
            fits = np.isin(level, asked)
            return fits | (level == -1) if self.possible else fits
        if isinstance(part, Clean):
            return self.clean(self._number(part.years))
        raise TypeError(f"screen knows no {type(part).__name__}")

    def _number(self, number: Number) -> float:
        value = self.plan.number(number)
        if value is None:
            raise ValueError("a limb whose number is not known has no column")
        return value

    def worse(self, part: WholeService) -> Bools:
        """Whether a year of the service is rated worse."""
        least = shapes.RATINGS.index(part.at_least)
        years = self.years_column("rated_0") & ~self.years_column(f"rated_{least}")
        found: Bools = (years & self._based(years_from(self.view.dense("service_year")))) != 0
        return found

    # --- counts and runs ----------------------------------------------------------------------------

    def _count(self, part: Count, merit: bool, window: Years | None, met: bool) -> Bools:
        needed = self.plan.number(part.at_least)
        if needed is None:
            return self.all(met)
        least = math.ceil(needed)
        if least <= 0:
            return self.all(True)
        if isinstance(part.of, Given | Initiated):
            return self._count_planes(part, merit, window, least)
        if window is None and part.last and part.last <= RECENT:
            recent = self.recent(part.of, merit=merit)
            if least > part.last:
                return self.all(False)
            top = np.uint32((((1 << part.last) - 1) << (RECENT - part.last)) & 0xFFFF_FFFF)
            if least == part.last:
                return recent >= top
            if least == 1:
                return recent >= np.uint32(1 << (RECENT - part.last))
            if part.last < RECENT:
                recent = recent & top
            return np.bitwise_count(recent) >= np.uint8(least)
        years = self.opened(part.of, merit=merit)
        if window is not None:
            years = years & window
        if part.last:
            years = years & self.bits(self.year - part.last + 1, self.year)
        return np.bitwise_count(years) >= np.uint8(min(least, 255))

    def _count_planes(self, part: Count, merit: bool, window: Years | None, least: int) -> Bools:
        if window is None and not self.ahead:
            found = self._enough_listed(part, merit, least)
        else:
            found = self._enough_planes(part, merit, window, least)
        if self.possible:
            unknown: Years = self.unknown
            last = self.bits(self.year - part.last + 1, self.year) if part.last else None
            for mask in (window, self.open if window is None else None, last):
                unknown = unknown if mask is None else unknown & mask
            found = found | (unknown != 0)
        return found

    def _enough_planes(self, part: Count, merit: bool, window: Years | None, least: int) -> Bools:
        if not isinstance(part.of, Given | Initiated):
            raise TypeError("a yearly track is no counted one")
        last = self.bits(self.year - part.last + 1, self.year) if part.last else None
        number: Array | None = None
        for plane in self.planes(part.of, merit=merit):
            for mask in (window, self.open if window is None else None, last):
                plane = plane if mask is None else plane & mask
            count = np.bitwise_count(plane)
            number = count if number is None else number + count
        return self.all(False) if number is None else number >= np.uint8(min(least, 255))

    def _run(self, part: Run, merit: bool, met: bool) -> Bools:
        least = max(1, math.ceil(self._number(part.years)))
        if part.ending == "proposal" and part.within is None and least <= RECENT:
            top = np.uint32((((1 << least) - 1) << (RECENT - least)) & 0xFFFF_FFFF)
            key = ("row", self._alive(part.of), merit, least)
            found: Bools = self._keep(key, lambda: self._in_a_row(part.of, merit, least, top))
            if not part.after:
                return found
            begun = self._where_begun(found, part, merit, self.year - least)
            return found & (self._anchor(part, merit) <= np.int16(self.year - least)) if begun is None else begun
        years = self.opened(part.of, merit=merit)
        if part.after:
            years = years & self._after(part, merit)
        if part.ending == "proposal":
            last = self._last_block(years)
            found = np.bitwise_count(last) >= np.uint8(min(least, 255))
            return found if part.within is None else found & self._within(part.within, merit, last, met)
        if part.within is None:
            return self._eroded(years, least) != 0
        return self._any_block(years, least, part.within, merit, met)

    def _in_a_row(self, track: Track, merit: bool, least: int, top: np.uint32) -> Bools:
        """Whether the last so many years are all in a track."""
        if isinstance(track, EveryYear) and self.open is None:
            return self.view.dense("service_year") <= np.int16(self.year - least + 1)
        return self.recent(track, merit=merit) >= top

    def _where_begun(self, found: Bools, part: Run, merit: bool, last: int) -> Bools | None:
        """Of these the rows in which one of the awards surely was given by that year: found by its list, not by its column.

        None where that does not tell: in the possible world, and for the latest of several.
        """
        sure, maybe = self.slots(part.after, merit=merit)
        latest = part.which == "latest"
        if self.possible or (latest and (maybe or len(sure) > 1 or self.some_unknown)):
            return None
        begun = self.all(False)
        for slot in sure:
            whole = self.view.packed.whole.get(("first", slot))
            if whole is not None and not latest:
                begun |= found & (self.view.of(whole) <= np.int16(last))
                continue
            listed = self.view.packed.held[slot]
            local, entry = self.view.listed(listed)
            year = listed.columns["last" if latest else "first"][entry]
            local = local[(year <= last) & (year != NO_YEAR)]
            begun[local] |= found[local]
        return begun

    def _anchor(self, part: Run, merit: bool) -> NDArray[np.int16]:
        key = ("anchor", part.after, part.which, merit)
        return self._keep_shared(key, lambda: self.anchor(part, merit=merit))

    def _after(self, part: Run, merit: bool) -> Years:
        """The years after the anchor."""
        first = self._anchor(part, merit).astype(np.int32) + 1
        shift = np.clip(first - self.base, 0, 64).astype(np.uint64)
        full = np.uint64(_FULL)
        return np.where(shift > 63, np.uint64(0), full << np.minimum(shift, np.uint64(63)))

    def _last_block(self, years: Years) -> Years:
        """The unbroken years that end in the year asked."""
        top = self.year - self.base
        gaps = ~years & self.bits(self.base, self.year)
        # Every bit below the highest gap, filled down; what remains above it is the block.
        for step in (1, 2, 4, 8, 16, 32):
            gaps = gaps | (gaps >> np.uint64(step))
        found: Years = years & ~gaps & np.uint64((1 << (top + 1)) - 1 if top < 63 else _FULL)
        return found

    def _any_block(self, years: Years, least: int, within: Condition, merit: bool, met: bool) -> Bools:
        """Whether one of the unbroken blocks is long enough with what must lie within it; from the oldest block on."""
        found = self.all(False)
        starts = self._eroded(years, least)
        while starts.any():
            low = starts & (~starts + _ONE)
            block = years & ~(years + low)
            starts = starts & ~block
            found |= (low != 0) & self._within(within, merit, block, met)
        return found

    def _eroded(self, years: Years, least: int) -> Years:
        """The years from which so many in a row are in it."""
        if least > 64:
            return np.zeros(self.view.size, np.uint64)
        have = 1
        while have < least:
            step = min(have, least - have)
            years = years & (years >> np.uint64(step))
            have += step
        return years

    def _within(self, part: Condition, merit: bool, window: Years, met: bool) -> Bools:
        if isinstance(part, AllOf):
            found = self.all(True)
            for each in part.parts:
                found &= self._within(each, merit, window, met)
            return found
        if isinstance(part, AnyOf):
            found = self.all(False)
            for each in part.parts:
                found |= self._within(each, merit, window, met)
            return found
        if isinstance(part, OutsideFlags):
            return self.view.dense("outside_flags")
        if isinstance(part, Count):
            return self._count(part, merit, window, met)
        raise TypeError(f"{type(part).__name__} does not stand inside a run")

    # --- days ---------------------------------------------------------------------------------------

    def by_sex(self, ask: Callable[[Number], Bools | None], men: Number, women: Number | None) -> Bools:
        """A threshold that may differ for women; where the sex is not recorded both have to say the same."""
        one = ask(men)
        if women is None or women == men:
            return self.all(self.possible) if one is None else one
        other = ask(women)
        one = self.all(self.possible) if one is None else one
        other = self.all(self.possible) if other is None else other
        sex = self.view.dense("sex")
        either = (one | other) if self.possible else (one & other)
        return np.where(sex == shapes.SEXES.index("f"), other, np.where(sex == 0, either, one))

    def _service(self, part: Service) -> Bools:
        begun = self.view.dense("service_from")
        quick = self._quick_service(part)
        if quick is not None:
            return quick
        served = self.by_sex(lambda least: self._served(part, least), part.at_least, part.women)
        missing = begun == NO_DAY
        return np.where(missing, self.possible, served) if missing.any() else served

    def _quick_service(self, part: Service) -> Bools | None:
        """The same where nobody has left and nothing is weighted: one day for each sex to compare with."""
        men, women = self.plan.number(part.at_least), self.plan.number(part.women or part.at_least)
        if men is None or women is None or part.weighted or self._keep_shared("special", self._special):
            return None
        today = days(self.on)
        last = [latest_start(today, round(years * 12)) for years in (men, women)]
        either = max(last) if self.possible else min(last)
        begun = self.view.dense("service_from")
        found: Bools = begun <= np.int32(last[0])
        if part.women is not None and last[1] >= last[0]:
            found |= (begun <= np.int32(last[1])) & self._keep_shared("sooner", self._sooner)
        elif part.women is not None:
            found = begun <= np.asarray([either, *last], np.int32).take(self.view.dense("sex"))
        if part.under is not None:
            found &= begun > np.int32(latest_start(today, round((self.plan.number(part.under) or 0) * 12)))
        return found

    def _sooner(self) -> Bools:
        """For whom the threshold of women counts: in the best case also for those whose sex is not recorded."""
        sex = self.view.dense("sex")
        women: Bools = sex == shapes.SEXES.index("f")
        return women | (sex == 0) if self.possible else women

    def _special(self) -> bool:
        """Whether somebody's service is over, or its beginning not recorded."""
        left = self.view.dense("service_to")
        over = (left != NO_DAY) & (left < days(self.on))
        return bool(over.any()) or bool((self.view.dense("service_from") == NO_DAY).any())

    def _served(self, part: Service, least: Number) -> Bools | None:
        needed, under = self.plan.number(least), self.plan.number(part.under) if part.under else None
        if needed is None:
            return None
        found = self.reached(part, needed)
        return found if under is None else found & ~self.reached(part, under)

    def ends(self) -> Array:
        """The last day that counts as service."""
        left = self.view.dense("service_to")
        today = days(self.on)
        return np.where((left != NO_DAY) & (left < today), left, np.int32(today))

    def reached(self, part: Service, years: float) -> Bools:
        """Whether so many years of service are served."""
        return self._keep(("reached", part.weighted, years), lambda: self._reached(part, years))

    def _reached(self, part: Service, years: float) -> Bools:
        begun, months = self.view.dense("service_from"), round(years * 12)
        end = self._keep("ends", self.ends)
        today = days(self.on)
        found: Bools = begun <= np.int32(latest_start(today, months))
        other = end != today
        if part.weighted:
            end = end + self._keep("extra", self.extra_days)
            other = other | (end != today)
        some = np.flatnonzero(other & (begun != NO_DAY))
        if some.size:
            found[some] = months_after(begun[some], months) <= end[some]
        return found

    def extra_days(self) -> NDArray[np.int64]:
        """The days that weighted service adds."""
        posts = self.view.packed.posts
        local, entry = self.view.listed(posts)
        coefficient = posts.columns["coefficient"][entry]
        begun, end = self.view.dense("service_from")[local], self.ends()[local]
        first = np.maximum(posts.columns["from_"][entry], begun).astype(np.int64)
        to = posts.columns["to"][entry]
        last = np.where(to == NO_DAY, end, np.minimum(to, end)).astype(np.int64)
        extra = np.where((coefficient > 1) & (begun != NO_DAY), (coefficient - 1) * np.maximum(last - first, 0), 0)
        return np.bincount(local, extra, self.view.size).astype(np.int64)

    def _posts(self, part: PostHeld) -> Bools:
        held = self.days_in(part.posts)
        open_ = self._keep("posts_open", self.posts_open) if self.possible else None

        def ask(years: Number) -> Bools:
            enough = held >= int(self._number(years) * DAYS_A_YEAR)
            return enough if open_ is None else enough | open_

        return self.by_sex(ask, part.at_least, part.women)

    def posts_open(self) -> Bools:
        """Whether posts may have been held that are not recorded, or are recorded under a word no rule knows."""
        posts = self.view.packed.posts
        known = [place for place, word in enumerate(self.view.packed.needs.posts) if word in self.plan.posts]
        local, entry = self.view.listed(posts)
        found = self.any_unknown.copy()
        found[local[~np.isin(posts.columns["post"][entry], known)]] = True
        none = self.all(True)
        none[local] = False
        return found | (none & (self.view.dense("complete_since") == NO_YEAR))

    def days_in(self, words: tuple[str, ...]) -> NDArray[np.int64]:
        """Days in these posts up to the day asked, overlapping ones counted once."""
        posts, today = self.view.packed.posts, days(self.on)
        asked = [place for place, word in enumerate(self.view.packed.needs.posts) if word in words]
        local, entry = self.view.listed(posts)
        post, first = posts.columns["post"][entry], posts.columns["from_"][entry]
        mine = np.flatnonzero(np.isin(post, asked) & (first != NO_DAY))
        local, first = local[mine], first[mine].astype(np.int64)
        to = posts.columns["to"][entry][mine]
        last = np.where(to == NO_DAY, today, np.minimum(to, today)).astype(np.int64)
        order = np.lexsort((last, first, local))
        local, first, last = local[order], first[order], last[order]
        # The furthest day reached before each post, within its subject: subjects stand apart by more than any life.
        apart = local.astype(np.int64) * 4_000_000
        reached = np.maximum.accumulate(last + apart) if len(local) else last
        before = np.r_[np.int64(-(1 << 60)), reached[:-1]] - apart if len(local) else last
        total = np.maximum(0, last - np.maximum(first, before))
        return np.bincount(local, total, self.view.size).astype(np.int64)

    def clean(self, years: float) -> Bools:
        """No discipline and no investigation in force in the last so many years."""
        found = ~self.disciplined(years)
        if self.possible:
            return found
        since = self.view.dense("complete_since")
        return found & (since != NO_YEAR) & (since <= self.on.year - years)

    def disciplined(self, years: float) -> Bools:
        """Whether a discipline or an investigation was in force in the last so many years."""
        rows, today = self.view.packed.disciplines, days(self.on)
        start = int(months_after(np.asarray([today]), -round(years * 12))[0]) if years else today
        local, entry = self.view.listed(rows)
        to = rows.columns["to"][entry]
        found = self.all(False)
        found[local[(rows.columns["from_"][entry] <= today) & ((to == NO_DAY) | (to > start))]] = True
        return found

    # --- collectives ----------------------------------------------------------------------------------

    def _members(self, part: Members) -> Bools:
        number, sure, possible = self._keep(("members", part.that, part.disciplined), lambda: self._counted(part))
        since = self.view.dense("complete_since")
        complete = (since != NO_YEAR) & (since <= self.now)
        enough: Bools
        if part.share is not None:
            share = self._number(part.share)
            some = (possible if self.possible else sure) * 100
            enough = (some > share * number) if part.strict else (some >= share * number)
            enough &= number > 0
            return enough | ~complete if self.possible else enough & complete
        if part.at_least is not None:
            return (possible >= part.at_least) | ~complete if self.possible else sure >= part.at_least
        if part.every:
            if self.possible:
                return ((number > 0) & (possible == number)) | ((number == 0) & ~complete)
            enough = complete & (number > 0) & (sure == number)
            return enough
        enough = sure == 0 if self.possible else (possible == 0) & complete
        return enough

    def _counted(self, part: Members) -> tuple[Array, Array, Array]:
        """How many members on the last day of the year, how many surely so, and how many possibly."""
        key = ("so", part.that, part.disciplined)
        if key not in self.view.kept:
            local, place, readings = self._belonging()
            so = [np.bincount(local[self._so(own, part)[place]], minlength=self.view.size) for own in readings]
            self.view.kept[key] = (np.bincount(local, minlength=self.view.size), *so)
        found: tuple[Array, Array, Array] = self.view.kept[key]
        return found

    def _belonging(self) -> tuple[Array, Array, tuple["Reading", "Reading"]]:
        """For each membership on the last day of the year the row of the collective and the place of the member, and the members read."""
        if "belonging" not in self.view.kept:
            rows, packed = self.view.packed.members, self.view.packed
            last_day = days(date(self.now, 12, 31))
            local, entry = self.view.listed(rows)
            to = rows.columns["to"][entry]
            kept = np.flatnonzero((rows.columns["from_"][entry] <= last_day) & ((to == NO_DAY) | (to > last_day)))
            local, member = local[kept], rows.columns["member"][entry][kept]
            among = np.zeros(len(packed), bool)
            among[member] = True
            who = np.flatnonzero(among).astype(np.int32)
            place = np.zeros(len(packed), np.int32)
            place[who] = np.arange(len(who), dtype=np.int32)
            view = View(packed, who)
            readings = (Reading(self.plan, view, possible=False), Reading(self.plan, view, possible=True))
            self.view.kept["belonging"] = (local, place[member], readings)
        found: tuple[Array, Array, tuple[Reading, Reading]] = self.view.kept["belonging"]
        return found

    def _so(self, own: "Reading", part: Members) -> Bools:
        """Whether each member is so in the year asked, in the world of this reading."""
        bit = own.bits(self.now, self.now)
        if part.that is not None:
            return (own.track(part.that, merit=True) & bit) != 0
        so = own.punished(part.disciplined)
        return so | ((own.unknown & bit) != 0) if own.possible else so

    def punished(self, form: str) -> Bools:
        """Whether a discipline of at least this form was in force on a day of the year."""
        rows, least = self.view.packed.disciplines, max(1, shapes.DISCIPLINES.index(form))
        first, last = days(date(self.now, 1, 1)), days(date(self.now, 12, 31))
        local, entry = self.view.listed(rows)
        to = rows.columns["to"][entry]
        hit = (rows.columns["form"][entry] >= least) & (rows.columns["from_"][entry] <= last)
        found = self.all(False)
        found[local[hit & ((to == NO_DAY) | (to > first))]] = True
        return found

    def _leads(self, part: Leads) -> Bools:
        rows = self.view.packed.rankings
        local, entry = self.view.listed(rows)
        asked = np.isin(rows.columns["level"][entry], [shapes.GROUP_LEVELS.index(level) for level in part.levels])
        bit = np.uint64(bits_of_year(self.now))
        found = self.all(False)
        found[local[asked & ((rows.columns["first"][entry] & bit) != 0)]] = True
        if self.possible:
            silent = (self.view.dense("unknown") & bit) != 0
            silent[local[asked & ((rows.columns["seen"][entry] & bit) != 0)]] = False
            found |= silent
        return found


def bits_of_year(year: int) -> int:
    """The bit of one year; none where it lies outside."""
    return 1 << (year - FIRST_YEAR) if FIRST_YEAR <= year <= LAST_YEAR else 0


@lru_cache(maxsize=1024)
def latest_start(end: int, months: int) -> int:
    """The last day from which so many months are over by `end`."""
    start = int(months_after(np.asarray([end]), -months)[0]) + 4
    while int(months_after(np.asarray([start]), months)[0]) > end:
        start -= 1
    return start


def _sum(one: Sequence[Years], other: Sequence[Years]) -> Planes:
    """Two counted tracks together, four a year at most: at least k of both when i of one and k - i of the other."""
    total: Planes = []
    for number in range(1, MOST_A_YEAR + 1):
        plane: Years | None = None
        for mine in range(number + 1):
            if mine > len(one) or number - mine > len(other):
                continue
            pair = [planes[n - 1] for planes, n in ((one, mine), (other, number - mine)) if n]
            both = pair[0] if len(pair) == 1 else pair[0] & pair[1]
            plane = both if plane is None else plane | both
        if plane is None:
            break
        total.append(plane)
    return total
