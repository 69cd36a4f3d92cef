"""The years of the collectives: how each unit was rated, and its place among those it competes with."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tdkt.sample.awards import ADVANCED, book
from tdkt.sample.ratings import DONE, EXCELLENT, WELL, YEARS
from tdkt.sample.seed import chance
from tdkt.sample.units import DISTRICT_LEVEL, PROVINCE, Unit, lineage, units

GROUPS = 3
"""The district polices compete in so many groups (cụm)."""


@dataclass(frozen=True)
class UnitRating:
    """One unit's result of one year."""

    unit: Unit
    year: int
    rating: str


@dataclass(frozen=True)
class Place:
    """A unit's rank in its cụm or khối in one year; `level` is unit, bo-tinh or trung-uong."""

    unit: Unit
    year: int
    group: str
    level: str
    rank: int


@cache
def _given(year: int) -> dict[str, set[str]]:
    """Which awards each unit was given for the year, by its full name."""
    found: dict[str, set[str]] = {}
    for conferral in book().conferrals():
        if isinstance(conferral.receiver, Unit) and conferral.year == year:
            found.setdefault(conferral.receiver.full, set()).add(conferral.award)
    return found


@cache
def unit_ratings(year: int) -> tuple[UnitRating, ...]:
    """The list of one year, in the order of the units: excellent where a title or a certificate of merit followed, else mostly well."""
    stream = chance(f"unit ratings {year}")
    found = []
    for unit in (u for u in units() if u.stands_on(date(year, 12, 31))):
        won = _given(year).get(unit.full, set())
        luck = stream.random()
        if unit.name == PROVINCE or won - {ADVANCED, "Giấy khen"}:
            rating = EXCELLENT
        elif won:
            rating = WELL
        else:
            rating = EXCELLENT if luck > 0.9 else DONE if luck < 0.06 else WELL
        found.append(UnitRating(unit, year, rating))
    return tuple(found)


@cache
def places() -> tuple[Place, ...]:
    """The province's police in the group of its neighbours, and the district polices in their groups."""
    own = next(u for u in units() if u.name == PROVINCE)
    found = []
    for year in YEARS:
        end = date(year, 12, 31)
        districts = sorted((u for u in units() if u.level == DISTRICT_LEVEL and u.stands_on(end)), key=lineage)
        rank = 2 if year == 2017 else 1
        found.append(Place(own, year, "Cụm thi đua Công an các tỉnh duyên hải miền Trung", "bo-tinh", rank))
        stream = chance(f"places {year}")
        for number in range(GROUPS):
            group = districts[number::GROUPS]
            excellent = {r.unit.full for r in unit_ratings(year) if r.rating == EXCELLENT}
            order = sorted(group, key=lambda u: (u.full not in excellent, stream.random()))
            found += [
                Place(unit, year, f"Cụm thi đua số {number + 1}", "unit", place)
                for place, unit in enumerate(order, start=1)
            ]
    return tuple(found)
