"""The yearly side of a history: which year a proposal is for, which years may serve, and what each track says of them.

Two worlds stand side by side: what is recorded, and what could be so besides, where silence says nothing.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tdkt.rules.case import AwardRow, Case, DisciplineRow
from tdkt.rules.conditions import Either, EveryYear, Given, Holding, Initiated, Number, Rated, Rule, Titled, Track
from tdkt.rules.facts import DISCIPLINES, RATINGS, SCOPES
from tdkt.rules.truth import Truth, any_of

FIRST_YEAR = 1975
"""Yearly facts before it are left out: no chain of the law reaches so far back, and both readers need the same horizon."""
COUNTED_A_YEAR = 4
"""At most so many conferrals or initiatives of one year are counted."""

Years = frozenset[int]


def proposal_year(on: date) -> int:
    """The year that a proposal on this day is for: its own on 31 December, else the year before."""
    return on.year if (on.month, on.day) == (12, 31) else on.year - 1


def years_after(day: date, years: float) -> date:
    """The same day so many years (or months, as a fraction of a year) later; 29 February falls on the 28th."""
    months = day.year * 12 + day.month - 1 + round(years * 12)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class World:
    """A yearly fact in two worlds: the years in which it is sure, and those in which it is possible."""

    sure: Years
    possible: Years

    def of(self, *, sure: bool) -> Years:
        return self.sure if sure else self.possible


class History:
    """A rule asked of a case on a day; `ahead` years on, with the record going on as it stands."""

    def __init__(
        self,
        rule: Rule,
        case: Case,
        on: date,
        titles: frozenset[str],
        posts: frozenset[str],
        use_memory: bool,
        ahead: int = 0,
    ) -> None:
        self.rule, self.case, self.today, self.titles, self.posts = rule, case, on, titles, posts
        self.use_memory, self.ahead = use_memory, ahead
        self.now = proposal_year(on)
        self.year = self.now + ahead
        self.on = date(self.year, 12, 31) if ahead else on
        self._tracks: dict[Track, World] = {}

    def trusts(self, confidence: str) -> bool:
        """Whether a text of this confidence may be used."""
        return self.use_memory or confidence in ("VERIFIED", "SECONDARY")

    def number(self, number: Number) -> float | None:
        """A number of the law, None when no text gives it or only memory does and memory is not asked for."""
        return number.value if self.trusts(number.confidence) else None

    @cached_property
    def unknown_years(self) -> Years:
        """The years of which silence says nothing."""
        return unknown_years(self.case, self.now)

    @cached_property
    def open_years(self) -> Years:
        """The years that may serve: after the last discipline, and not used up by a conferral of the same form and class."""
        first = FIRST_YEAR
        if self.case.kind == "individual":
            for row in self._disciplines():
                if row.begun(self.on) and row.to is None:
                    return frozenset()
                if row.begun(self.on) and row.to is not None:
                    if row.to > self.on:
                        return frozenset()
                    first = max(first, row.to.year + ((row.to.month, row.to.day) != (1, 1)))
        used: set[int] = set()
        for award in self.case.awards:
            if (award.award, award.class_) == (self.rule.award, self.rule.class_) and self._stands(award):
                ends = [y for y in (award.for_from, award.for_to) if y is not None] or [
                    y for y in (self.event_year(award),) if y is not None
                ]
                used.update(range(min(ends), max(ends) + 1) if ends else ())
        return frozenset(year for year in range(first, self.year + 1) if year not in used)

    def _disciplines(self) -> tuple[DisciplineRow, ...]:
        return tuple(row for row in self.case.disciplines if row.form != DISCIPLINES[0])

    def _stands(self, row: AwardRow) -> bool:
        return row.stands and (row.day is None or row.day <= self.today)

    def event_year(self, row: AwardRow) -> int | None:
        """The year a conferral belongs to: the last of its achievement, else of its decision."""
        if row.for_to is not None or row.for_from is not None:
            return row.for_to if row.for_to is not None else row.for_from
        if row.day is None:
            return None
        return proposal_year(row.day) if row.award in self.titles else row.day.year

    def serving(self, row: AwardRow, wanted: Holding, *, any_ground: bool = False) -> Truth:
        """Whether a conferral is one of these that may serve this rule: yes, no, or possibly."""
        if row.award != wanted.award or not self._stands(row):
            return Truth.NO
        if wanted.class_ is not None and row.class_ not in (None, wanted.class_):
            return Truth.NO
        doubtful = wanted.class_ is not None and row.class_ is None
        if not any_ground and self.rule.ground == "cong-trang":
            if row.ground in ("dot-xuat", "phong-trao"):
                return Truth.NO
            doubtful = doubtful or (not row.ground and row.award not in self.titles)
        return Truth.UNKNOWN if doubtful else Truth.YES

    def _best(self, row: AwardRow, wanted: Sequence[Holding], *, any_ground: bool = False) -> Truth:
        return any_of(self.serving(row, holding, any_ground=any_ground) for holding in wanted)

    def track(self, track: Track) -> World:
        """A yearly fact in both worlds, up to the year asked; ahead of today it repeats what stands today."""
        if track not in self._tracks:
            self._tracks[track] = self._world(track)
        return self._tracks[track]

    def _world(self, track: Track) -> World:
        sure, possible = self._track(track)
        horizon = range(FIRST_YEAR, self.now + 1)
        sure, possible = sure & frozenset(horizon), possible & frozenset(horizon)
        if self.ahead and self.now in sure:
            coming = frozenset(range(self.now + 1, self.year + 1))
            sure, possible = sure | coming, possible | coming
        return World(sure, possible)

    def _track(self, track: Track) -> tuple[Years, Years]:
        if isinstance(track, Rated):
            recorded = {row.year: RATINGS.index(row.rating) for row in self.case.ratings}
            level = RATINGS.index(track.at_least)
            sure = frozenset(year for year, rating in recorded.items() if rating >= level)
            return sure, sure | (self.unknown_years - recorded.keys())
        if isinstance(track, Titled):
            sure_years, doubtful = set[int](), set[int]()
            for row in self.case.awards:
                truth = self._best(row, [Holding(code) for code in track.awards])
                if truth is not Truth.NO:
                    (sure_years if truth is Truth.YES else doubtful).update(self._title_years(row))
            return frozenset(sure_years), frozenset(sure_years | doubtful) | self.unknown_years
        if isinstance(track, EveryYear):
            first = self.case.service_from.year if self.case.service_from else FIRST_YEAR
            years = frozenset(range(max(first, FIRST_YEAR), self.now + 1))
            return years, years
        if isinstance(track, Either):
            worlds = [self._track(each) for each in track.tracks]
            return frozenset().union(*(s for s, _ in worlds)), frozenset().union(*(p for _, p in worlds))
        raise TypeError(f"{type(track).__name__} is counted, not yearly")

    def _title_years(self, row: AwardRow) -> range | tuple[int, ...]:
        ends = [year for year in (row.for_from, row.for_to) if year is not None]
        if ends:
            return range(min(ends), max(ends) + 1)
        year = self.event_year(row)
        return () if year is None else (year,)

    def counted(self, track: Given | Initiated) -> tuple[dict[int, int], dict[int, int]]:
        """How many there were in each year, sure and possible."""
        sure, possible = dict[int, int](), dict[int, int]()

        def count(numbers: dict[int, int], year: int) -> None:
            if FIRST_YEAR <= year <= self.now:
                numbers[year] = numbers.get(year, 0) + 1

        if isinstance(track, Given):
            for row in self.case.awards:
                truth, year = self._best(row, [Holding(code) for code in track.awards]), self.event_year(row)
                if truth is not Truth.NO and year is not None:
                    count(possible, year)
                    if truth is Truth.YES:
                        count(sure, year)
        else:
            for one in self.case.initiatives:
                if SCOPES.index(one.scope) >= SCOPES.index(track.scope) and (
                    not track.kinds or one.kind in track.kinds
                ):
                    count(sure, one.year)
            possible = dict(sure)
        if self.ahead and self.now in sure:
            for year in range(self.now + 1, self.year + 1):
                sure[year] = possible[year] = sure[self.now]
        return sure, possible


def unknown_years(case: Case, year: int) -> Years:
    """The years up to this one of which silence says nothing: within the service, before the history is complete."""
    first = max(FIRST_YEAR, case.service_from.year if case.service_from else FIRST_YEAR)
    end = year if case.complete_since is None else min(year, case.complete_since - 1)
    return frozenset(range(first, end + 1))
