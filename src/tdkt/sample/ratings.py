"""The yearly ratings of everyone in the force from 2015 to 2019, with the titles Chiến sĩ tiên tiến and Chiến sĩ thi đua cơ sở."""

import random
from dataclasses import dataclass
from datetime import date
from functools import cache

from tdkt.sample.people import Person, force, in_order, weight_on
from tdkt.sample.seed import chance

YEARS = (2015, 2016, 2017, 2018, 2019)
EXCELLENT, WELL, DONE, FAILED = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
ADVANCED, FIGHTER = "Chiến sĩ tiên tiến", "Chiến sĩ thi đua cơ sở"


@dataclass(frozen=True)
class Rating:
    """One person's result of one year; `title` is the year's title or empty."""

    person: Person
    year: int
    rating: str
    title: str
    note: str


def list_day(year: int) -> date:
    """The day as of which the list of a year gives units and ranks."""
    return date(year, 11, 30)


@cache
def ratings(year: int) -> tuple[Rating, ...]:
    """The list of one year, in the order of the units."""
    stream = chance(f"ratings {year}")
    day = list_day(year)
    return tuple(_rating(stream, person, year) for person in in_order([p for p in force() if p.serves_on(day)], day))


def _rating(stream: random.Random, person: Person, year: int) -> Rating:
    """Steadier people stay steady: each has a level of his own from the number, and the year adds its luck."""
    level = (
        chance(person.number).random() + stream.uniform(-0.35, 0.35) - 0.05 * (weight_on(person, list_day(year)) == 5)
    )
    if person.joined.year == year:
        return Rating(person, year, DONE, "", "Mới vào ngành")
    if level > 0.80:
        return Rating(person, year, EXCELLENT, FIGHTER if level > 0.92 else ADVANCED, "")
    if level > 0.13:
        return Rating(person, year, WELL, ADVANCED if level > 0.2 else "", "")
    if level > -0.29:
        return Rating(person, year, DONE, "", stream.choice(("", "", "", "Đi học tập trung", "Nghỉ ốm dài ngày")))
    return Rating(person, year, FAILED, "", "")
