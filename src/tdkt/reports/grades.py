"""Weeks and months for which classes or flags are given, and how many people of a unit may have which: pure arithmetic.

A share says: of the people of a collective of a class, at most so many per cent may have a grade, counted among all people of the unit or
among those of some grades. A part of a person is dropped: 30% of 17 people is 5.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

KINDS = ("week", "month")


@dataclass(frozen=True, order=True)
class Period:
    """A week (2024-W07, ISO: Monday to Sunday) or a month (2024-05) with its first and last day."""

    first: date
    last: date
    code: str

    @property
    def year(self) -> int:
        return int(self.code[:4])

    @property
    def number(self) -> int:
        """The number of the week or month within its year."""
        return int(self.code[-2:])

    @property
    def kind(self) -> str:
        return "week" if "W" in self.code else "month"


def read_period(kind: str, code: str) -> Period:
    """The period that a code names. Raises `ValueError` for one that is none of its kind.

    >>> read_period("month", "2024-02").last
    datetime.date(2024, 2, 29)
    """
    year, number = code[:4], code[-2:]
    middle = "-W" if kind == "week" else "-"
    if not (code == f"{year}{middle}{number}" and f"{year}{number}".isdigit() and code.isascii() and int(year) >= 1900):
        raise ValueError(code)
    if kind == "week":
        first = date.fromisocalendar(int(year), int(number), 1)
        return Period(first, first + timedelta(days=6), code)
    first = date(int(year), int(number), 1)
    return Period(first, first.replace(day=monthrange(first.year, first.month)[1]), code)


def period_on(kind: str, day: date) -> Period:
    """The period in which a day lies.

    >>> period_on("week", date(2021, 1, 1)).code
    '2020-W53'
    """
    if kind == "week":
        year, week, _ = day.isocalendar()
        return read_period(kind, f"{year}-W{week:02d}")
    return read_period(kind, f"{day.year}-{day.month:02d}")


def before(period: Period) -> Period:
    """The period before."""
    return period_on(period.kind, period.first - timedelta(days=1))


def after(period: Period) -> Period:
    """The period that follows."""
    return period_on(period.kind, period.last + timedelta(days=1))


def periods_of(kind: str, year: int) -> tuple[Period, ...]:
    """The periods of a year: twelve months, or the 52 or 53 weeks of the ISO year."""
    if kind == "month":
        return tuple(read_period(kind, f"{year}-{month:02d}") for month in range(1, 13))
    weeks = date(year, 12, 28).isocalendar().week
    return tuple(read_period(kind, f"{year}-W{week:02d}") for week in range(1, weeks + 1))


# --- shares -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """At most `percent` of the people may have `grade`, in a collective of the class `collective` ("": of any); `within`: among those of these grades only."""

    grade: str
    percent: Fraction
    collective: str = ""
    within: tuple[str, ...] = ()


def read_shares(said: Iterable[Mapping[str, Any]]) -> tuple[Share, ...]:
    """The shares of a set as its row keeps them."""
    return tuple(
        Share(
            str(one["grade"]),
            Fraction(str(one["most_percent"])),
            str(one.get("collective") or ""),
            tuple(one.get("within") or ()),
        )
        for one in said
    )


@dataclass(frozen=True)
class Limit:
    """What a share comes to in a unit: of `whole` people at most `most` may have the grade, `used` have it."""

    share: Share
    whole: int
    most: int
    used: int

    @property
    def over(self) -> int:
        """How many too many have it; 0 where none."""
        return max(0, self.used - self.most)


def limits(given: Sequence[str], shares: Iterable[Share], *, people: int, collective: str = "") -> tuple[Limit, ...]:
    """What each share that holds for a collective of this class comes to; `given` are the grades of its people, `people` all of them.

    >>> limits(["1", "1", "2", "2"], [Share("1", Fraction(30), within=("1", "2"))], people=6)[0].over
    1
    """
    found = []
    for share in shares:
        if share.collective in ("", collective):
            whole = sum(code in share.within for code in given) if share.within else people
            found.append(Limit(share, whole, int(whole * share.percent / 100), given.count(share.grade)))
    return tuple(found)


def needs_class(shares: Iterable[Share]) -> bool:
    """Whether some share depends on the class of the collective."""
    return any(share.collective for share in shares)
