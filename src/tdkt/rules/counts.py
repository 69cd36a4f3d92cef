"""Counts and runs of years for many subjects at once: so many in a window, so many in a row, and what has to lie within a run."""

import math
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    EveryYear,
    Given,
    Initiated,
    OutsideFlags,
    Run,
    Track,
)
from tdkt.rules.facts import NO_YEAR
from tdkt.rules.packed import (
    FIRST_YEAR,
    MOST_A_YEAR,
    PLANES,
    Array,
    Key,
    Listed,
    Years,
)
from tdkt.rules.tracks import FULL, ONE, RECENT, Bools, Tracks


class Counts(Tracks):
    """The limbs that count years, conferrals and initiatives."""

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
            if least > part.last:
                return self.all(False)
            recent, key = self.recent(part.of, merit=merit), (self._alive(part.of), merit)
            if least == part.last:
                return self.all_last(key, recent, least)
            if least == 1:
                return self.any_last(key, recent, part.last)
            return self.number_of(key, recent, part.last) >= np.uint8(least)
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
            key = ("row", self._alive(part.of), merit, least)
            found: Bools = self._keep(key, lambda: self._in_a_row(part.of, merit, least))
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

    def _in_a_row(self, track: Track, merit: bool, least: int) -> Bools:
        """Whether the last so many years are all in a track."""
        if isinstance(track, EveryYear) and (self.open is None or self.plain):
            # Ahead of today the record goes on as it stands: service that has not begun by now does not begin.
            begun = min(self.year - least + 1, self.now)
            found: Bools = self.view.dense("service_year") <= np.int16(begun)
            return found if self.open is None else found & self.all_last(("open",), self._recent_open, least)
        return self.all_last((self._alive(track), merit), self.recent(track, merit=merit), least)

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
        full = np.uint64(FULL)
        return np.where(shift > 63, np.uint64(0), full << np.minimum(shift, np.uint64(63)))

    def _last_block(self, years: Years) -> Years:
        """The unbroken years that end in the year asked."""
        top = self.year - self.base
        gaps = ~years & self.bits(self.base, self.year)
        # Every bit below the highest gap, filled down; what remains above it is the block.
        for step in (1, 2, 4, 8, 16, 32):
            gaps = gaps | (gaps >> np.uint64(step))
        found: Years = years & ~gaps & np.uint64((1 << (top + 1)) - 1 if top < 63 else FULL)
        return found

    def _any_block(self, years: Years, least: int, within: Condition, merit: bool, met: bool) -> Bools:
        """Whether one of the unbroken blocks is long enough with what must lie within it; from the oldest block on."""
        found = self.all(False)
        starts = self._eroded(years, least)
        while starts.any():
            low = starts & (~starts + ONE)
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
        if len(lists) > MOST_A_YEAR:  # one of each may already be more than count
            return self._enough_planes(part, merit, None, least)
        some = self.all(False)
        for _, listed in lists:  # more than four of two forms need three of one, of three or four forms two of one
            some[self.view.listed(listed.many if len(lists) == 2 else listed.several)[0]] = True
        deep = np.flatnonzero(some)
        if len(deep):
            open_ = None if self.open is None else self.open[deep]
            few = type(self)(self.plan, self.view.take(deep), possible=self.possible, open_=open_)
            enough = enough.copy()
            enough[deep] = few._enough_planes(part, merit, None, least)
        return enough

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
            column, last = self._keep(("recent", key), lambda: self._recent(self.view.of(whole))), self.year - first + 1
            if one:
                return self.any_last((key,), column, last)
            found: Array = self.number_of((key,), column, last)
            if listed.depth > 1 and last % 8 == 0:
                found = found.copy()  # what is kept stays
        else:
            years = self._opened(self._based(self.view.of(whole)))
            found = np.bitwise_count(years & self.bits(first, self.year))
            if one:
                return found != 0
        if listed.depth > 1:
            local, entry = self.view.listed(listed.several)
            found[local] += self._counted_listed(listed.several, list(PLANES)[1:], local, entry, first, one=False)
        return found

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
