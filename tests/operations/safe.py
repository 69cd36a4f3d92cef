"""Communes with their bodies for tests of the safe-area standard."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tdkt.operations.safe_areas import Line, register_bodies, save_findings, standard_of
from tdkt.operations.safe_bodies import NewBody, add_bodies
from tdkt.operations.safe_results import decide
from tdkt.records.models import SafeBody
from tdkt.records.safe_areas import mark, said_of

AT = datetime(2024, 12, 2, 9, 0, tzinfo=timezone.get_fixed_timezone(420))
ON = date(2024, 12, 2)
SPRING, AUTUMN = date(2024, 2, 20), date(2024, 11, 8)


def commune(name: str = "Xã Đại Hiệp", *, unit: int | None = None, **more: Any) -> SafeBody:
    made = add_bodies([NewBody("commune", name, unit=unit, **more)], by=None, at=AT, on=ON)
    return made.made[0]


def parts(place: SafeBody, *, areas: int = 0, agencies: int = 0, firms: int = 0, schools: int = 0) -> list[SafeBody]:
    """Bodies within a commune, of each kind so many."""
    named = (
        ("residential-area", "Thôn {}", areas),
        ("agency", "Cơ quan {}", agencies),
        ("firm", "Công ty {}", firms),
        ("school", "Trường {}", schools),
    )
    wanted = [
        NewBody(kind, words.format(number), within=place.pk)
        for kind, words, count in named
        for number in range(1, count + 1)
    ]
    return list(add_bodies(wanted, by=None, at=AT, on=ON).made)


def register(bodies: Iterable[SafeBody], *, year: int = 2024, day: date = SPRING, on: date = ON) -> None:
    register_bodies(year, [one.pk for one in bodies], registered_on=day, by=None, at=AT, on=on)


def find(bodies: Iterable[SafeBody], met: bool | None = True, *, year: int = 2024, on: date = ON, **some: Any) -> None:
    """The same finding of every criterion, but for `some` given by code (kdc_4=False)."""
    bodies = list(bodies)
    rows = said_of([one.pk for one in bodies], year)
    lines = []
    for one in bodies:
        codes = standard_of(one, year).codes
        said = {code: some.get(code.replace("-", "_"), met) for code in codes}
        row = rows.get(one.pk)
        lines.append(Line(one.pk, mark(row), row.registered_on if row else None, said))
    save_findings(year, lines, by=None, at=AT, on=on)


def settle(bodies: Iterable[SafeBody], met: bool = True, *, year: int = 2024, on: date = ON) -> None:
    """Registered, found and decided."""
    bodies = list(bodies)
    register(bodies, year=year, day=SPRING.replace(year=year), on=on)
    find(bodies, met, year=year, on=on)
    decide(
        year,
        [one.pk for one in bodies],
        result="met" if met else "not-met",
        decided_on=AUTUMN.replace(year=year),
        decision_number="15/QĐ-UBND",
        by=None,
        at=AT,
        on=on,
    )
