"""Histories packed for screening: one row of year bitsets, days and flags a subject, and beside it the few things that few have.

A year is one bit of an unsigned 64-bit number: bit 0 is `FIRST_YEAR`, bit 63 `LAST_YEAR`; yearly facts outside are left out. What most
subjects have (ratings, days of service) stands in dense columns; what few have (a form of award, a discipline, a post) stands in lists
ordered by subject, so that a million subjects cost what they hold and no more.

Nothing here depends on the day asked but one thing: which decisions had been taken. A packed row is right for every day from its
`since` up to the day before its `until`. `rows.to_row` and `rows.from_rows` keep one subject's row as bytes beside it in a database.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.rules import facts as shapes
from tdkt.rules.facts import NO_DAY, NO_YEAR, Facts
from tdkt.rules.needs import Needs
from tdkt.rules.years import COUNTED_A_YEAR, FIRST_YEAR

LAYOUT = 1
LAST_YEAR = FIRST_YEAR + 63
NO_ANCHOR = int(np.iinfo(np.int16).max)
FOREVER = int(np.iinfo(np.int32).max)
THREADS = min(2, os.cpu_count() or 1)
MANY = 200_000
"""From so many rows on, tables are packed beside each other."""
MOST_A_YEAR = COUNTED_A_YEAR
"""Counted tracks count at most so many a year."""

Array = NDArray[Any]
Years = NDArray[np.uint64]

# How a conferral may serve a rule of merit: surely; perhaps (its ground is not recorded); never (a single feat, a movement).
SERVES, MAY_SERVE, NEVER_SERVES = range(3)
_EPOCH_YEAR = 1970
_NO_MERIT = tuple(shapes.GROUNDS.index(word) for word in ("dot-xuat", "phong-trao"))
_STANDING = tuple(shapes.STATUSES.index(word) for word in ("valid", "restored"))
_FIRST_LEAP, _LAST_LEAP = date(1800, 1, 1), date(2201, 1, 1)


# --- lists by subject -------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """Rows of few subjects: `subject` ascending, and columns beside it; `once`: no subject stands there twice."""

    subject: NDArray[np.int32]
    columns: dict[str, Array]
    once: bool = False

    def __len__(self) -> int:
        return len(self.subject)

    def of(self, rows: Array | slice) -> "Listed":
        """Some of its rows."""
        return Listed(self.subject[rows], {name: column[rows] for name, column in self.columns.items()}, self.once)

    @cached_property
    def several(self) -> "Listed":
        """Of a counted track: the rows with more than one in some year."""
        return self.of(np.flatnonzero(self.columns["two"]))

    @cached_property
    def many(self) -> "Listed":
        """Of a counted track: the rows with three or more in some year."""
        return self.several.of(np.flatnonzero(self.several.columns["three"]))

    @cached_property
    def depth(self) -> int:
        """Of a counted track: the most that one subject has in one year, up to four."""
        return max((place for place, name in enumerate(PLANES, 1) if self.columns[name].any()), default=0)

    @property
    def nbytes(self) -> int:
        return int(self.subject.nbytes + sum(column.nbytes for column in self.columns.values()))


HELD = {"count": np.uint8, "first": np.int16, "last": np.int16, "undated": np.bool_, "years": np.uint64}
PLANES = {"one": np.uint64, "two": np.uint64, "three": np.uint64, "four": np.uint64}
DISCIPLINES = {"form": np.int8, "from_": np.int32, "to": np.int32}
POSTS = {"post": np.int16, "coefficient": np.float64, "from_": np.int32, "to": np.int32}
MEMBERS = {"member": np.int32, "from_": np.int32, "to": np.int32}
RANKINGS = {"level": np.int8, "first": np.uint64, "seen": np.uint64}


def nothing_listed(columns: dict[str, Any]) -> Listed:
    """An empty list with these columns."""
    return Listed(np.zeros(0, np.int32), {name: np.zeros(0, kind) for name, kind in columns.items()})


DENSE: dict[str, Any] = {
    "kind": np.uint8,
    "sex": np.uint8,
    "force": np.uint8,
    "outside_flags": np.bool_,
    "level": np.int16,
    "complete_since": np.int16,
    "service_year": np.int16,
    "service_from": np.int32,
    "service_to": np.int32,
    "since": np.int32,
    "until": np.int32,
    "unknown": np.uint64,
    "rated_0": np.uint64,
    "rated_1": np.uint64,
    "rated_2": np.uint64,
    "rated_3": np.uint64,
}
"""The dense columns: `unknown` are the years about which silence says nothing, `rated_2` those rated at least the third of RATINGS;
`level` indexes `Needs.levels`, -1 when not known, -2 when known to be none of them; `since` and `until` bound the days asked."""

Slot = tuple[int, int, int]
"""Award (index of `Needs.conferrals`), class, and how it serves merit."""
Key = tuple[str, Slot | tuple[int, int] | int]


@dataclass(frozen=True)
class Packed:
    """All subjects of a history, packed. `held` by slot; `given` by (award, how it serves merit); `initiated` by its place in the needs."""

    needs: Needs
    dense: dict[str, Array]
    held: dict[Slot, Listed] = field(default_factory=dict)
    given: dict[tuple[int, int], Listed] = field(default_factory=dict)
    initiated: dict[int, Listed] = field(default_factory=dict)
    disciplines: Listed = field(default_factory=lambda: nothing_listed(DISCIPLINES))
    posts: Listed = field(default_factory=lambda: nothing_listed(POSTS))
    members: Listed = field(default_factory=lambda: nothing_listed(MEMBERS))
    rankings: Listed = field(default_factory=lambda: nothing_listed(RANKINGS))
    whole: dict[Key, Array] = field(default_factory=dict)
    """What most subjects have of the lists, as dense columns beside them: years of a form, how often it is held, the first plane."""

    def filled(self) -> "Packed":
        """The same with the dense columns of the lists that are long enough to have one."""
        least, number = max(1, len(self) // 6), len(self)
        whole: dict[Key, Array] = {}

        def spread(key: Key, listed: Listed, name: str) -> None:
            whole[key] = np.zeros(number, listed.columns[name].dtype)
            whole[key][listed.subject] = listed.columns[name]

        for slot, listed in self.held.items():
            if len(listed) >= least:
                spread(("years", slot), listed, "years")
                if self.needs.conferrals[slot[0]] in self.needs.held:
                    spread(("count", slot), listed, "count")
                    first = np.full(number, NO_ANCHOR, np.int16)
                    first[listed.subject] = listed.columns["first"]
                    whole["first", slot] = first
        for place, listed in self.given.items():
            if len(listed) >= least:
                spread(("given", place), listed, "one")
        for number_, listed in self.initiated.items():
            if len(listed) >= least:
                spread(("initiated", number_), listed, "one")
        return replace(self, whole=whole)

    def __len__(self) -> int:
        return len(self.dense["kind"])

    @property
    def lists(self) -> tuple[Listed, ...]:
        return (
            *self.held.values(),
            *self.given.values(),
            *self.initiated.values(),
            self.disciplines,
            self.posts,
            self.members,
            self.rankings,
        )

    @property
    def nbytes(self) -> int:
        """Memory of all columns and lists."""
        return sum(column.nbytes for column in self.dense.values()) + sum(listed.nbytes for listed in self.lists)

    def serves(self, on: date) -> bool:
        """Whether every row is right for this day: no decision lies between the day it was packed for and this one."""
        day = days(on)
        return bool((self.dense["since"] <= day).all() and (self.dense["until"] > day).all())


def days(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def bits(first: int, last: int) -> int:
    """The bits of the years from `first` to `last`, both in."""
    first, last = max(first, FIRST_YEAR), min(last, LAST_YEAR)
    if last < first:
        return 0
    return ((1 << (last - FIRST_YEAR + 1)) - 1) & ~((1 << (first - FIRST_YEAR)) - 1)


def years_from(year: Array) -> Years:
    """For each year the bits from it on; all of them for one before the first."""
    shift = np.clip(year.astype(np.int32) - FIRST_YEAR, 0, 64).astype(np.uint64)
    full = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
    return np.where(shift >= np.uint64(64), np.uint64(0), full << np.minimum(shift, np.uint64(63)))


class Calendar:
    """Years of many days at once, by a table of all days from 1800 to 2200."""

    def __init__(self) -> None:
        first, last = days(_FIRST_LEAP), days(_LAST_LEAP)
        every = np.arange(first, last).astype("M8[D]")
        self.first = first
        self.years = (every.astype("M8[Y]").astype(np.int32) + _EPOCH_YEAR).astype(np.int16)

    def year(self, day: Array) -> NDArray[np.int16]:
        """The year of each day; NO_YEAR where none is recorded."""
        place = day.astype(np.int64) - self.first
        known = day != NO_DAY
        found = self.years[np.clip(place, 0, len(self.years) - 1)]
        return found if known.all() else np.where(known, found, np.int16(NO_YEAR))


CALENDAR = Calendar()


# --- packing ----------------------------------------------------------------------------------


def pack(facts: Facts, needs: Needs, on: date) -> Packed:
    """The history as it stood by its decisions on a day, packed. Rows of the tables may stand in any order."""
    dense = _subjects(facts, needs)
    awards = _Awards(facts, needs, on, dense)
    # The tables do not touch each other's columns, so the large ones are packed beside each other.
    with ThreadPoolExecutor(THREADS) as pool:
        many = len(facts.awards.subject) + len(facts.ratings.subject) > MANY
        waiting = [pool.submit(awards.pack), pool.submit(_pack_ratings, facts, dense)] if many else []
        if not many:
            awards.pack()
            _pack_ratings(facts, dense)
        initiated, posts = _pack_initiated(facts, needs), _pack_posts(facts, needs)
        disciplines, members = _pack_disciplines(facts), _pack_members(facts, needs)
        rankings = _pack_rankings(facts) if needs.rankings else nothing_listed(RANKINGS)
        for one in waiting:
            one.result()
    return Packed(needs, dense, awards.held, awards.given, initiated, disciplines, posts, members, rankings).filled()


def _pack_disciplines(facts: Facts) -> Listed:
    rows = facts.disciplines
    return _listed(rows.subject, DISCIPLINES, form=rows.form, from_=rows.from_, to=rows.to)


def _pack_members(facts: Facts, needs: Needs) -> Listed:
    rows = facts.members
    if not needs.members:
        return nothing_listed(MEMBERS)
    return _listed(rows.collective, MEMBERS, member=rows.subject, from_=rows.from_, to=rows.to)


def _subjects(facts: Facts, needs: Needs) -> dict[str, Array]:
    subjects, number = facts.subjects, len(facts)
    dense = {name: np.zeros(number, kind) for name, kind in DENSE.items()}
    for name in ("kind", "sex", "force", "outside_flags", "complete_since", "service_from", "service_to"):
        dense[name] = np.asarray(getattr(subjects, name)).astype(DENSE[name], copy=False)
    dense["service_year"] = CALENDAR.year(dense["service_from"])
    dense["since"][:] = NO_DAY
    dense["until"][:] = FOREVER
    places = [needs.levels.index(level) if level in needs.levels else -2 for level in facts.levels]
    dense["level"] = np.asarray([*places, -1], np.int16)[np.asarray(subjects.unit_level, np.int64)]
    dense["unknown"] = unknown_years(dense["service_year"], dense["complete_since"])
    return dense


def unknown_years(service_year: Array, complete_since: Array) -> Years:
    """Years about which silence says nothing: of service, and before the history is complete."""
    if complete_since.size and (complete_since != NO_YEAR).all() and complete_since.max() <= FIRST_YEAR:
        return np.zeros(len(complete_since), np.uint64)
    before = np.where(complete_since == NO_YEAR, np.uint64(0), years_from(complete_since))
    return years_from(service_year) & ~before


class _Marks:
    """A byte a subject and year, to gather rows in any order into bitsets of years."""

    def __init__(self, number: int, year: Array, used: "_Marks | None" = None) -> None:
        low, high = (int(year.min()), int(year.max())) if year.size else (FIRST_YEAR, FIRST_YEAR)
        self.whole = low >= FIRST_YEAR and high <= LAST_YEAR
        low, high = (max(FIRST_YEAR, min(LAST_YEAR, end)) for end in (low, high))
        self.first_byte = (low - FIRST_YEAR) // 8
        self.bytes = (high - FIRST_YEAR) // 8 - self.first_byte + 1
        self.base, self.width, self.number = FIRST_YEAR + 8 * self.first_byte, 8 * self.bytes, number
        self.marks: NDArray[np.uint8]
        if used is not None and len(used.marks) == number * self.width:
            self.marks = used.marks
            self.marks[:] = 0
        else:
            self.marks = np.zeros(number * self.width, np.uint8)

    def put(self, subject: Array, year: Array, value: Array | int) -> None:
        """Marks each row; of two for the same year the later stands."""
        if not self.whole:
            kept = np.flatnonzero((year >= self.base) & (year < self.base + self.width))
            subject, year = subject[kept], year[kept]
            value = value[kept] if isinstance(value, np.ndarray) else value
        step = 1 << 16
        for start in range(0, len(subject), step):
            part = slice(start, start + step)
            place = subject[part].astype(np.int64)
            place *= self.width
            place += year[part]
            place -= self.base
            self.marks[place] = value[part] if isinstance(value, np.ndarray) else value

    def years(self, at_least: int) -> Years:
        """The years marked at least so."""
        found = np.zeros((self.number, 8), np.uint8)
        packed = np.packbits(self.marks >= at_least, bitorder="little").reshape(self.number, self.bytes)
        found[:, self.first_byte : self.first_byte + self.bytes] = packed
        return found.view("<u8").reshape(self.number)


def _pack_ratings(facts: Facts, dense: dict[str, Array]) -> None:
    rows = facts.ratings
    if not len(rows.subject):
        return
    marks = _Marks(len(facts), np.asarray(rows.year))
    marks.put(rows.subject, rows.year, rows.rating.astype(np.uint8) + np.uint8(1))
    for rating in range(len(shapes.RATINGS)):
        dense[f"rated_{rating}"] = marks.years(rating + 1)


@dataclass(frozen=True)
class _Conferrals:
    """Standing conferrals of one form, decided by the day: `merit` how each serves merit; `to` the year it belongs to, NO_YEAR unknown."""

    subject: Array
    class_: Array
    merit: Array
    day: Array
    from_: Array
    to: Array

    def where(self, rows: Array) -> "_Conferrals":
        return _Conferrals(*(getattr(self, column.name)[rows] for column in fields(self)))


class _Awards:
    """The table of awards, form by form."""

    def __init__(self, facts: Facts, needs: Needs, on: date, dense: dict[str, Array]) -> None:
        self.facts, self.needs, self.today, self.dense = facts, needs, days(on), dense
        self.rows: Any = facts.awards
        self.held: dict[Slot, Listed] = {}
        self.given: dict[tuple[int, int], Listed] = {}
        self._marks: _Marks | None = None

    def pack(self) -> None:
        asked = {code: place for place, code in enumerate(self.needs.conferrals)}
        places = {number: asked[code] for number, code in enumerate(self.facts.codes) if code in asked}
        for number, rows in _apart(self.rows.award, sorted(places)):
            self._form(places[number], rows)

    def _form(self, place: int, rows: Array) -> None:
        code, needs = self.needs.conferrals[place], self.needs
        some = self._standing(code, rows)
        if not len(some.subject):
            return
        if code in needs.given:
            for merit in (SERVES, MAY_SERVE, NEVER_SERVES):
                kind = np.flatnonzero(some.merit == merit)
                listed = _planes(some.subject[kind], some.to[kind])
                if len(listed):
                    self.given[place, merit] = listed
        years = code in needs.titled or code in needs.used
        if not years and code not in needs.held:
            return
        slot = some.class_ * np.int8(3) + some.merit
        numbers = np.bincount(slot)
        for value in np.flatnonzero(numbers).tolist():
            mine = some if numbers[value] == len(slot) else some.where(np.flatnonzero(slot == value))
            listed = self._entries(mine, years=years) if code in needs.held else self._only_years(mine)
            if len(listed):
                self.held[place, value // 3, value % 3] = listed

    def _standing(self, code: str, chosen: Array) -> _Conferrals:
        rows, title = self.rows, code in self.needs.titles
        standing = np.asarray([place in _STANDING for place in range(len(shapes.STATUSES))])
        day = rows.day[chosen]
        kept = standing.take(rows.status[chosen], mode="clip")
        decided = day <= self.today
        if not decided.all():
            later = np.flatnonzero(kept & ~decided)
            np.minimum.at(self.dense["until"], rows.subject[chosen[later]], day[later])
            kept &= decided
        if not kept.all():
            chosen, day = chosen[kept], day[kept]
        subject = rows.subject[chosen]
        np.maximum.at(self.dense["since"], subject, day)
        way = [
            NEVER_SERVES if ground in _NO_MERIT else MAY_SERVE if not ground and not title else SERVES
            for ground in range(len(shapes.GROUNDS))
        ]
        merit = np.asarray(way, np.int8).take(rows.ground[chosen], mode="clip")
        from_, to = rows.for_from[chosen], rows.for_to[chosen]
        bare = np.flatnonzero((from_ == NO_YEAR) | (to == NO_YEAR))
        if bare.size:
            one, other = from_[bare], to[bare]
            from_[bare] = np.where(one == NO_YEAR, other, one)
            to[bare] = np.where(other == NO_YEAR, one, other)
            none = bare[from_[bare] == NO_YEAR]
            from_[none] = to[none] = _event_year(day[none], title=title)
        return _Conferrals(subject, rows.class_[chosen], merit, day, from_, to)

    def _entries(self, some: _Conferrals, *, years: bool) -> Listed:
        """A form of which the conferrals are asked: how many, first and last, and where it is asked the years."""
        order = by_subject(some.subject)
        subject, year = some.subject[order], CALENDAR.year(some.day[order])
        starts = np.flatnonzero(np.r_[True, subject[1:] != subject[:-1]])
        undated = year == NO_YEAR
        first = np.where(undated, np.int16(NO_ANCHOR), year) if undated.any() else year
        nothing = np.zeros(len(starts), np.uint64)
        columns = {
            "count": np.minimum(np.diff(np.r_[starts, len(subject)]), 255).astype(np.uint8),
            "first": np.minimum.reduceat(first, starts),
            "last": np.maximum.reduceat(year, starts),
            "undated": np.logical_or.reduceat(undated, starts),
            "years": np.bitwise_or.reduceat(_spans(some.from_, some.to)[order], starts) if years else nothing,
        }
        return Listed(subject[starts], columns, once=True)

    def _only_years(self, some: _Conferrals) -> Listed:
        """A form of which only the years are asked; where many have it, by marks, without sorting."""
        if len(some.subject) < len(self.facts) // 8 or (some.from_ != some.to).any():
            order = by_subject(some.subject)
            subject, spans = some.subject[order], _spans(some.from_, some.to)[order]
            starts = np.flatnonzero(np.r_[True, subject[1:] != subject[:-1]])
            years, whose = np.bitwise_or.reduceat(spans, starts), subject[starts]
        else:
            self._marks = marks = _Marks(len(self.facts), some.to, self._marks)
            marks.put(some.subject, some.to, 1)
            every = marks.years(1)
            whose = np.flatnonzero(every).astype(np.int32)
            years = every[whose]
        blank: dict[str, Array] = {name: np.zeros(len(whose), kind) for name, kind in HELD.items()}
        return Listed(whose, {**blank, "years": years}, once=True)


def _apart(column: Array, wanted: list[int]) -> Iterator[tuple[int, Array]]:
    """The rows of each wanted value, in order."""
    if len(wanted) <= 24:
        for value in wanted:
            rows = np.flatnonzero(column == value)
            if len(rows):
                yield value, rows
        return
    order = np.argsort(column.astype(np.uint16), kind="stable")
    ends = np.cumsum(np.bincount(column, minlength=max(wanted) + 1))
    for value in wanted:
        rows = order[ends[value - 1] if value else 0 : ends[value]]
        if len(rows):
            yield value, rows


def _event_year(day: Array, *, title: bool) -> NDArray[np.int16]:
    """The year of a decision; a yearly title decided before the end of a year belongs to the year before."""
    year = CALENDAR.year(day)
    if not title:
        return year
    known = day != NO_DAY
    return year - (known & (CALENDAR.year(day + known) == year)).astype(np.int16)


def by_subject(subject: Array, slot: Array | None = None) -> NDArray[np.intp]:
    """The order by slot, then by subject, rows of one subject as they stood: passes of a radix sort, sixteen bits each."""
    order = np.argsort((subject & 0xFFFF).astype(np.uint16), kind="stable")
    if len(subject) and int(subject.max()) > 0xFFFF:
        order = order[np.argsort((subject >> 16).astype(np.uint16)[order], kind="stable")]
    if slot is not None:
        order = order[np.argsort(slot.astype(np.uint16)[order], kind="stable")]
    return order


def _spans(from_: Array, to: Array) -> Years:
    """The bits of the years from one to the other, whichever comes first; none where no year is recorded."""
    from_, to = np.minimum(from_, to), np.maximum(from_, to)
    after = np.where(to + np.int16(1) > LAST_YEAR, np.uint64(0), years_from(to + np.int16(1)))
    found = years_from(from_) & ~after
    found[(from_ == NO_YEAR) | (to < FIRST_YEAR) | (from_ > LAST_YEAR)] = 0
    return found


def _planes(subject: Array, year: Array) -> Listed:
    """Rows counted by year: `one` are the years with at least one, up to `four`."""
    inside = np.flatnonzero((year >= FIRST_YEAR) & (year <= LAST_YEAR))
    subject, bit = subject[inside], (year[inside] - FIRST_YEAR).astype(np.uint64)
    order = by_subject(subject, bit)
    subject, bit = subject[order], bit[order]
    if not len(subject):
        return nothing_listed(PLANES)
    starts = np.flatnonzero(np.r_[True, (bit[1:] != bit[:-1]) | (subject[1:] != subject[:-1])])
    count = np.diff(np.r_[starts, len(subject)])
    subject, bit = subject[starts], bit[starts]
    order = by_subject(subject)
    subject, one, count = subject[order], (np.uint64(1) << bit)[order], count[order]
    starts = np.flatnonzero(np.r_[True, subject[1:] != subject[:-1]])
    return Listed(
        subject[starts],
        {
            name: np.bitwise_or.reduceat(np.where(count > place, one, np.uint64(0)), starts)
            for place, name in enumerate(PLANES)
        },
        once=True,
    )


def _pack_initiated(facts: Facts, needs: Needs) -> dict[int, Listed]:
    found: dict[int, Listed] = {}
    rows: Any = facts.initiatives
    for place, (scope, kinds) in enumerate(needs.initiated):
        some = rows.scope >= shapes.SCOPES.index(scope)
        if kinds:
            some &= np.isin(rows.kind, [shapes.INITIATIVE_KINDS.index(kind) for kind in kinds])
        chosen = np.flatnonzero(some)
        listed = _planes(rows.subject[chosen], rows.year[chosen])
        if len(listed):
            found[place] = listed
    return found


def _pack_posts(facts: Facts, needs: Needs) -> Listed:
    if not needs.post_rows:
        return nothing_listed(POSTS)
    known = {post: place for place, post in enumerate(needs.posts)}
    places = np.asarray([known.get(post, -1) for post in facts.posts_named] or [-1], np.int16)
    rows = facts.posts
    return _listed(
        rows.subject,
        POSTS,
        post=places[rows.post],
        coefficient=rows.coefficient,
        from_=rows.from_,
        to=rows.to,
    )


def _pack_rankings(facts: Facts) -> Listed:
    rows = facts.rankings
    order = by_subject(rows.subject, np.asarray(rows.level))
    subject, level = rows.subject[order], rows.level[order]
    if not len(subject):
        return nothing_listed(RANKINGS)
    year = rows.year[order]
    bit = _spans(year, year)
    starts = np.flatnonzero(np.r_[True, (level[1:] != level[:-1]) | (subject[1:] != subject[:-1])])
    first = np.bitwise_or.reduceat(np.where(rows.rank[order] == 1, bit, np.uint64(0)), starts)
    return _listed(
        subject[starts], RANKINGS, level=level[starts], first=first, seen=np.bitwise_or.reduceat(bit, starts)
    )


def _listed(subject: Array, kinds: dict[str, Any], **columns: Array) -> Listed:
    order = by_subject(subject)
    return Listed(
        subject[order].astype(np.int32, copy=False),
        {name: columns[name].astype(kind, copy=False)[order] for name, kind in kinds.items()},
    )
