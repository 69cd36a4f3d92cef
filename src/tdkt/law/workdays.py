"""Working days as offices of the State count them: not Saturdays, Sundays or public holidays, with the days that are exchanged for others.

The public holidays of Vietnam are those of the `holidays` package, lunar new year and exchanged days among them. Exchanged days are
announced anew each year: for a year whose announcement the package does not have yet, `unsure` names the year, and an office adds the
days itself, as a parameter `working-days` in a law file of its own. Read first: `Calendar`, `calendar_of`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from holidays.countries.vietnam import Vietnam, VietnamStaticHolidays

from tdkt.law.instruments import Law

SATURDAY = 5
PUBLISHED_UNTIL = max(VietnamStaticHolidays.special_public_holidays)
"""The last year of whose exchanged days the package knows."""


@lru_cache(maxsize=64)
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and the days of weekends that are worked in it."""
    # An exchanged day may be announced with the year before or after the one it falls into.
    found = Vietnam(years=range(year - 1, year + 2))
    return (
        frozenset(day for day in found if day.year == year),
        frozenset(day for day in found.weekend_workdays if day.year == year),
    )


@dataclass(frozen=True)
class Calendar:
    """The working days of one office: `closed` are days off beyond the public ones, `worked` days worked that would be off otherwise."""

    closed: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether the office works on a day; its own word goes before the public calendar."""
        if day in self.worked or day in self.closed:
            return day in self.worked
        off, on = _year(day.year)
        return day in on or (day.weekday() < SATURDAY and day not in off)

    def add_working_days(self, start: date, days: int) -> date:
        """The day on which a time limit of so many working days ends that begins with the day after `start`. Raises `ValueError` below one."""
        if days < 1:
            raise ValueError(f"{days} working days is no time limit")
        day = start
        while days:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day

    def last_day(self, first: date, days: int) -> date:
        """The last of so many whole working days of which `first` is the first that may count: a list put up on a Saturday counts from Monday."""
        return self.add_working_days(first - timedelta(days=1), days)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days there are from one day to another, both counted; none where the last comes before the first."""
        return sum(self.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def unsure(self, first: date, last: date) -> tuple[int, ...]:
        """The years from one day to another of whose exchanged days nothing is known: neither the package nor the office has said them."""
        said = {day.year for day in self.closed | self.worked}
        return tuple(year for year in range(first.year, last.year + 1) if year > PUBLISHED_UNTIL and year not in said)


@lru_cache(maxsize=8)
def calendar_of(law: Law) -> Calendar:
    """The calendar that the law files give: the public one, with what an office's own `working-days` parameters add."""
    closed: set[date] = set()
    worked: set[date] = set()
    for parameter in law.parameters:
        if parameter.name == "working-days":
            for row in parameter.value if isinstance(parameter.value, list) else [parameter.value]:
                closed |= set(_days(row.get("closed", ())))
                worked |= set(_days(row.get("worked", ())))
    return Calendar(frozenset(closed), frozenset(worked))


def _days(written: Iterable[object]) -> Iterable[date]:
    """Days of a law file: YAML has read them as days, or they are quoted."""
    return [day if isinstance(day, date) else date.fromisoformat(str(day)) for day in written]
