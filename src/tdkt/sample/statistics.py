"""Who does emulation work in the sample office: a team of its own at the province since 2010, beside other work in each district; all invented."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tdkt.sample.office import KNOWN_ON
from tdkt.sample.people import Person, force
from tdkt.sample.seed import chance
from tdkt.sample.units import CHANGE, DISTRICTS, EMULATION_BEFORE, EMULATION_ROOM

TEAM, BESIDE = "Đội Thi đua và chính sách", "Đội Tổng hợp"
TRAINING = ("Đại học", "Đại học", "Đại học", "Thạc sĩ", "Cao đẳng", "")
"""As often as it stands here; empty: nobody has said."""


@dataclass(frozen=True)
class Body:
    """A body of emulation work at a unit (by its full name)."""

    unit: str
    name: str
    own: bool
    first: int
    last: int | None = None


@dataclass(frozen=True)
class Official:
    """Who does the work: service number, the unit by its full name, since when."""

    number: str
    unit: str
    since: date
    training: str
    full_time: bool


def bodies() -> tuple[Body, ...]:
    """The team of the province before and after the change of 2018, and one body in each district."""
    own = (
        Body(f"{TEAM}, {EMULATION_BEFORE}", TEAM, True, 2010, CHANGE.year - 1),
        Body(f"{TEAM}, {EMULATION_ROOM}", TEAM, True, CHANGE.year),
    )
    founded = {d.police: d.begin if isinstance(d.begin, int) else d.begin.year for d in DISTRICTS}
    return own + tuple(
        Body(police, f"Bộ phận thi đua, khen thưởng thuộc {BESIDE}", False, max(year, 2010))
        for police, year in founded.items()
    )


@cache
def officials() -> tuple[Official, ...]:
    """All of the province's team, and in each district one of the team that does everything, the longest there."""
    stream = chance("statistics")
    serving = [person for person in force() if person.serves_on(KNOWN_ON)]
    found = [(one, True) for one in serving if one.step_on(KNOWN_ON).unit == f"{TEAM}, {EMULATION_ROOM}"]
    for district in DISTRICTS:
        there = [one for one in serving if one.step_on(KNOWN_ON).unit == f"{BESIDE}, {district.police}"]
        if there:
            found.append((min(there, key=_since), False))
    return tuple(
        Official(
            number=one.number,
            unit=one.step_on(KNOWN_ON).unit,
            since=_since(one),
            training=stream.choice(TRAINING),
            full_time=whole,
        )
        for one, whole in found
    )


def _since(person: Person) -> date:
    """Since when he serves in his present unit."""
    here = person.step_on(KNOWN_ON).unit
    return next(step.since for step in person.steps if step.unit == here)
