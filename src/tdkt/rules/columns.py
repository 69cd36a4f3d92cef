"""The limbs of rules answered for many subjects at once, in one of two worlds: what is sure, and what is possible.

`Reading.holds(leaf)` is a column of yes and no. Sure: it holds on what is recorded. Possible: it could hold on what is not. Both of a
subject give the limb's truth. The arithmetic is on year bitsets; `explain` says the same of one subject, year by year.
"""

from datetime import date

import numpy as np

from tdkt.rules import facts as shapes
from tdkt.rules.conditions import (
    Clean,
    Condition,
    Count,
    Holds,
    Leads,
    Members,
    NotHeld,
    OutsideFlags,
    PostHeld,
    RoundAnniversary,
    Run,
    Service,
    UnitLevel,
    WholeService,
)
from tdkt.rules.counts import Counts
from tdkt.rules.facts import NO_DAY, NO_YEAR
from tdkt.rules.packed import (
    FIRST_YEAR,
    LAST_YEAR,
    Array,
    days,
    years_from,
)
from tdkt.rules.plan import Leaf
from tdkt.rules.times import Times
from tdkt.rules.tracks import Bools
from tdkt.rules.view import View


class Reading(Counts, Times):
    """Every limb, for the subjects of a view in one world; ask one reading for all limbs of a block."""

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
            held = self.held(sure | maybe if self.possible else sure, part.times)
            return held | self.any_unknown if self.possible else held
        if isinstance(part, NotHeld):
            sure, maybe = self.slots(part.any_of, merit=False)
            return ~self.held(sure if self.possible else sure | maybe)
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

    def worse(self, part: WholeService) -> Bools:
        """Whether a year of the service is rated worse."""
        least = shapes.RATINGS.index(part.at_least)
        years = self.years_column("rated_0") & ~self.years_column(f"rated_{least}")
        found: Bools = (years & self._based(years_from(self.view.dense("service_year")))) != 0
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
