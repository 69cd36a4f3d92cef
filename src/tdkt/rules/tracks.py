"""The years of many subjects at once, in one of two worlds: when each yearly fact of theirs was so, and after which year a run may begin.

Every column is worked out once and kept; the arithmetic is on year bitsets.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.rules import facts as shapes
from tdkt.rules.conditions import (
    Either,
    EveryYear,
    Given,
    Holding,
    Initiated,
    Number,
    Rated,
    Run,
    Titled,
    Track,
)
from tdkt.rules.facts import NO_YEAR
from tdkt.rules.packed import (
    FIRST_YEAR,
    LAST_YEAR,
    MAY_SERVE,
    MOST_A_YEAR,
    NEVER_SERVES,
    NO_ANCHOR,
    PLANES,
    SERVES,
    Key,
    Listed,
    Slot,
    Years,
    days,
    years_from,
)
from tdkt.rules.plan import Plan
from tdkt.rules.view import View
from tdkt.rules.years import proposal_year

Bools = NDArray[np.bool_]
Planes = list[Years]

RECENT = 32
"""Years that a recent bitset holds; its highest bit is the year asked."""
FULL = 0xFFFF_FFFF_FFFF_FFFF
ONE = np.uint64(1)


class Tracks:
    """The subjects of a view read for a plan in one world.

    `open_` are the years that may serve, None when all may; `ahead` how many years on, with the record going on as it stands (only for
    what is sure). Every column it works out is kept, so ask one reading for all limbs of a block; `shared` is a reading of the same
    rows and world with all years open, whose columns are used where openness does not matter.
    """

    def __init__(
        self,
        plan: Plan,
        view: View,
        *,
        possible: bool,
        open_: Years | None = None,
        ahead: int = 0,
        shared: "Tracks | None" = None,
    ) -> None:
        self.plan, self.view, self.possible, self.open = plan, view, possible, open_
        self._shared = shared  # not itself: a circle would keep every column until the next collection
        self.now = proposal_year(plan.on)
        self.year = self.now + ahead
        self.on = date(self.year, 12, 31) if ahead else plan.on
        self.today = days(plan.on)
        self.ahead = ahead
        self.base = FIRST_YEAR + max(0, self.year - LAST_YEAR)
        self._kept: dict[Any, Any] = {}  # limbs and tracks by identity: a plan has each once

    @property
    def shared(self) -> "Tracks":
        """The reading whose columns are used where openness does not matter; its own, where no other is given."""
        return self if self._shared is None else self._shared

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

    def number_held(self, slots: frozenset[Slot]) -> NDArray[np.uint16]:
        """How many conferrals stand in these slots."""
        found = np.zeros(self.view.size, np.uint16)
        for slot in slots:
            whole = self.view.packed.whole.get(("count", slot))
            if whole is not None:
                found += self.view.of(whole)
                continue
            local, entry = self.view.listed(self.view.packed.held[slot])
            found[local] += self.view.packed.held[slot].columns["count"][entry]
        return found

    def held(self, slots: frozenset[Slot], at_least: int = 1) -> Bools:
        """Whether so many conferrals stand in these slots."""
        if at_least > 1:
            return self.number_held(slots) >= np.uint16(at_least)
        found: Bools | None = None
        for slot in slots:
            one: Bools = self._keep_shared(("held", slot), partial(self._held_once, slot))
            found = one if found is None else found | one
        return self.all(False) if found is None else found

    def _held_once(self, slot: Slot) -> Bools:
        whole = self.view.packed.whole.get(("count", slot))
        if whole is not None:
            return self.view.of(whole) != np.uint8(0)
        found = self.all(False)
        found[self.view.listed(self.view.packed.held[slot])[0]] = True
        return found

    def _held_years(self, slots: frozenset[Slot]) -> Years:
        """The years covered by conferrals in these slots, as packed."""
        found: Years | None = None
        for slot in slots:
            years: Years = self._keep_shared(("slot", slot), partial(self._slot_years, slot))
            found = years if found is None else found | years
        return np.zeros(self.view.size, np.uint64) if found is None else found

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
            ("track", self._alive(track), merit), lambda: self._ahead(self._based(self._track(track, merit=merit)))
        )

    def _ahead(self, years: Years) -> Years:
        if not self.ahead:
            return years
        now = (years >> np.uint64(self.now - self.base)) & ONE
        found: Years = years | now * self.bits(self.now + 1, self.year)
        return found

    def _track(self, track: Track, *, merit: bool) -> Years:
        """The same as packed: bit 0 is the first year, and years after today are not left out."""
        dense = self.view.dense
        if isinstance(track, Rated):
            sure: Years = dense(f"rated_{shapes.RATINGS.index(track.at_least)}")
            return sure | (dense("unknown") & ~dense("rated_0")) if self.possible else sure
        if isinstance(track, Titled):
            slots, maybe = self.slots((Holding(code) for code in track.awards), merit=merit)
            slots = slots | maybe if self.possible else slots
            years: Years = self._keep_shared(("held_years", slots), lambda: self._held_years(slots))
            return years | dense("unknown") if self.possible else years
        if isinstance(track, EveryYear):
            begun: Years = years_from(dense("service_year"))
            return begun
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
        key = ("recent", self._alive(track), merit)
        if self.plain:
            return self._keep(key, lambda: self._recent(self._track(track, merit=merit)))
        return self._keep(key, lambda: self._moved(self.opened(track, merit=merit)))

    @property
    def plain(self) -> bool:
        """Whether the recent years can be read from packed ones as they are: later ones fall off at the top, earlier ones below."""
        return not self.ahead and self.base == FIRST_YEAR and self.year - self.base >= RECENT - 1

    def _recent(self, packed: Years) -> NDArray[np.uint32]:
        """The recent years of a packed column, the open ones."""
        if not self.plain:
            return self._moved(self._opened(self._based(packed)))
        found = self._moved(packed)
        if self.open is not None:
            found &= self._recent_open
        return found

    @property
    def _recent_open(self) -> NDArray[np.uint32]:
        return self._keep("recent_open", lambda: self._moved(self.open))  # type: ignore[arg-type]

    def _moved(self, years: Years) -> NDArray[np.uint32]:
        shift = self.year - self.base - (RECENT - 1)
        moved = years >> np.uint64(shift) if shift >= 0 else years << np.uint64(-shift)
        found: NDArray[np.uint32] = moved.astype(np.uint32)
        return found

    def octet(self, key: tuple[Any, ...], recent: NDArray[np.uint32], place: int = 0) -> NDArray[np.uint8]:
        """Eight years of a recent column, which is kept under a key: the last, the eight before. Bytes are much quicker to work on."""
        shift = np.uint32(RECENT - 8 * (place + 1))
        return self._keep(("octet", place, *key), lambda: (recent >> shift).astype(np.uint8))

    def number_of(self, key: tuple[Any, ...], recent: NDArray[np.uint32], last: int) -> NDArray[np.uint8]:
        """How many of the last so many years are in a recent column, which is kept under a key."""
        whole, rest = divmod(last, 8)
        found: NDArray[np.uint8] | None = None
        if whole:
            found = self._keep(("octets", whole, *key), lambda: self._octets(key, recent, whole))
        if rest:
            some = np.bitwise_count(self.octet(key, recent, whole) & np.uint8(0xFF & (0xFF << (8 - rest))))
            found = some if found is None else found + some
        return np.zeros(self.view.size, np.uint8) if found is None else found

    def _octets(self, key: tuple[Any, ...], recent: NDArray[np.uint32], whole: int) -> NDArray[np.uint8]:
        found = np.bitwise_count(self.octet(key, recent, whole - 1))
        return found + self.number_of(key, recent, 8 * (whole - 1)) if whole > 1 else found

    def all_last(self, key: tuple[Any, ...], recent: NDArray[np.uint32], last: int) -> Bools:
        """Whether all of the last so many years, 32 at most, are in a recent column, which is kept under a key."""
        if last <= 8:
            return self.octet(key, recent) >= np.uint8(0xFF & (0xFF << (8 - last)))
        return recent >= np.uint32(0xFFFF_FFFF & (0xFFFF_FFFF << (RECENT - last)))

    def any_last(self, key: tuple[Any, ...], recent: NDArray[np.uint32], last: int) -> Bools:
        """Whether any of them is."""
        if last <= 8:
            return self.octet(key, recent) >= np.uint8(1 << (8 - last))
        return recent >= np.uint32(1 << (RECENT - last))

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

    def _opened(self, years: Years) -> Years:
        return years if self.open is None else years & self.open

    def _planes(self, track: Given | Initiated, *, merit: bool) -> Planes:
        found = list[Planes]()
        lists = self._lists(track, merit=merit)
        for key, listed in lists:
            whole = self.view.packed.whole.get(key)
            planes = [] if whole is None else [self._based(self.view.of(whole))]
            listed = listed if whole is None else listed.several
            local, entry = self.view.listed(listed)
            for name in list(PLANES)[len(planes) :]:
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

    def _number(self, number: Number) -> float:
        value = self.plan.number(number)
        if value is None:
            raise ValueError("a limb whose number is not known has no column")
        return value


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
