"""The safe-area standard of the sample, 2016 to 2019: two communes of each district with their areas, agencies and schools, year by year.

Under the circular of 2012 areas, agencies and schools bear one finding on the whole. Names are of places and organisations; nobody stands here.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from tdkt.sample.seed import chance
from tdkt.sample.units import DISTRICTS, District

YEARS = range(2016, 2020)
COMMUNES_OF_A_DISTRICT = 2
_HAMLETS = ("Phú", "An", "Hòa", "Tân", "Đông", "Long", "Mỹ", "Thanh", "Vĩnh", "Xuân")
_HAMLETS_END = ("Hưng", "Thạnh", "Lương", "Sơn", "Tây", "Đức", "Nam", "Hải")
_AGENCIES = ("Trạm Y tế", "UBND", "Quỹ tín dụng nhân dân", "Hợp tác xã Nông nghiệp")
_SCHOOLS = ("Trường THCS", "Trường Tiểu học và THCS", "Trường THPT")
_HEROES = (
    "Lê Lợi",
    "Trần Phú",
    "Kim Đồng",
    "Phan Bội Châu",
    "Nguyễn Huệ",
    "Lý Tự Trọng",
    "Quang Trung",
    "Trần Cao Vân",
)


@dataclass(frozen=True)
class Body:
    """A body within a commune; `from_year` where it was founded in one of these years, `to_year` where it ended."""

    kind: str
    name: str
    from_year: int | None = None
    to_year: int | None = None


@dataclass(frozen=True)
class Year:
    """What one year says of a body: registered when, found (by code: met, not met, not known), decided when and how (empty: not yet)."""

    registered: date | None
    findings: dict[str, bool | None]
    result: str
    decided: date | None


@dataclass(frozen=True)
class Commune:
    """A commune with its bodies, what the years say of each, and its own findings of each year."""

    name: str
    district: District
    bodies: tuple[Body, ...]
    years: dict[tuple[str, str, int], Year] = field(repr=False, compare=False, hash=False)
    own: dict[int, Year] = field(repr=False, compare=False)


@cache
def communes() -> tuple[Commune, ...]:
    """The communes of the sample, the same on every run."""
    stream = chance("safe-areas")
    return tuple(_commune(stream, district, place) for district in DISTRICTS for place in _chosen(stream, district))


def _chosen(stream: random.Random, district: District) -> list[str]:
    return stream.sample(district.places, COMMUNES_OF_A_DISTRICT)


def _commune(stream: random.Random, district: District, place: str) -> Commune:
    bodies = tuple(_bodies(stream, district, place))
    weak = stream.random() < 0.2  # a commune where the share is now and then too small
    years = {
        (body.kind, body.name, year): _year(stream, body.kind, year, good=0.62 if weak else 0.9)
        for body in bodies
        for year in YEARS
        if (body.from_year or year) <= year <= (body.to_year or year)
    }
    own = {year: _own(stream, year) for year in YEARS}
    return Commune(f"{place[0].upper()}{place[1:]}", district, bodies, years, own)


def _bodies(stream: random.Random, district: District, place: str) -> Iterator[Body]:
    count = stream.randint(7, 11)
    town = place.startswith(("phường", "thị trấn"))
    if district.mountain or town or stream.random() < 0.4:
        word = "Khối phố" if town else "Thôn"
        names = [f"{word} {number}" for number in range(1, count + 1)]
    else:
        pairs = [f"Thôn {first} {last}" for first in _HAMLETS for last in _HAMLETS_END]
        names = stream.sample(pairs, count)
    ends = 2018 if stream.random() < 0.25 else None  # villages were merged in 2018
    for number, name in enumerate(names):
        yield Body("residential-area", name, to_year=ends if number == count - 1 else None)
    for kind in stream.sample(_AGENCIES, 2):
        yield Body("agency", f"{kind} {place}")
    yield Body("school", f"{stream.choice(_SCHOOLS)} {stream.choice(_HEROES)}")


def _year(stream: random.Random, kind: str, year: int, *, good: float) -> Year:
    code = {"residential-area": "kdc", "agency": "cq", "school": "gd"}[kind]
    registered = date(year, 1, 8) + timedelta(stream.randint(0, 75)) if stream.random() < 0.95 else None
    roll = stream.random()
    if registered is None or (year == YEARS[-1] and roll > 0.96):
        return Year(registered, {}, "", None)
    met = roll < good
    return Year(
        registered, {code: met}, "met" if met else "not-met", date(year, 11, 1) + timedelta(stream.randint(0, 12))
    )


def _own(stream: random.Random, year: int) -> Year:
    third: bool | None = None if stream.random() < 0.05 else stream.random() < 0.94
    registered = date(year, 1, 20) + timedelta(stream.randint(0, 60))
    return Year(registered, {"xa-1": True, "xa-2": True, "xa-3": third}, "", date(year, 11, 12 + stream.randint(0, 7)))


def number_of(commune: Commune, year: int) -> str:
    """The number of the commune's decision on its areas: as an office would number the last of its year."""
    return f"{60 + sum(map(ord, commune.name)) % 90}/QĐ-UBND"


def number_of_district(district: District, year: int) -> str:
    """The number of the district's decision on its communes."""
    return f"{1500 + (sum(map(ord, district.name)) + year) % 900}/QĐ-UBND"
