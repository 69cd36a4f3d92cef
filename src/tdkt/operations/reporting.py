"""Reports: the register as known at a moment, turned into numbers that open, and into papers."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count

from tdkt.documents import five_year as paper
from tdkt.operations.errors import NotFound, Refused
from tdkt.operations.imports import VIETNAM
from tdkt.records import frames
from tdkt.records.models import Entry, Movement, Unit
from tdkt.reports.five_year import five_year
from tdkt.reports.model_lines import ReplicationLine
from tdkt.reports.movement_lines import DirectionLine, ExemplarLine, LaunchLine, PlaceLine, ResponseLine, ReviewLine
from tdkt.reports.register import (
    ConferralLine,
    ModelLine,
    MovementLine,
    OfficeLine,
    RatingLine,
    Register,
    SuccessionLine,
    UnitLine,
)

FORMATS = ("json", "xlsx", "docx", "pdf")


class NothingToReport(Refused):
    """The register has no office yet."""


def register_known(at: datetime | None, *, day: date) -> Register:
    """The register as known at a moment (None: now); `day` is that moment's day, for what has ended by then."""
    return _register(at, state_now(), day)


State = tuple[Any, ...]
"""What the register is made of, in short: the same hash at the head of the log and the same office are the same register."""


def state_now() -> State:
    """The register's state; it changes with every entry of the log."""
    head = Entry.objects.order_by("-seq").values_list("hash", flat=True).first()
    return (head, *frames.office().values())


@lru_cache(maxsize=4)
def _register(at: datetime | None, _state: State, day: date) -> Register:
    """Kept while no entry follows."""
    known = frames.register(at)
    return Register(
        office=OfficeLine(**known["office"]),
        units=tuple(
            UnitLine(**{key: value for key, value in unit.items() if key != "subject_id"}) for unit in known["units"]
        ),
        successions=tuple(SuccessionLine(**line) for line in known["successions"]),
        conferrals=tuple(ConferralLine(**line) for line in known["conferrals"]),
        ratings=tuple(RatingLine(**line) for line in known["ratings"]),
        models=tuple(ModelLine(**line) for line in known["models"]),
        replications=tuple(ReplicationLine(**line) for line in known["replications"]),
        movements=tuple(MovementLine(**line) for line in known["movements"]),
        launches=tuple(LaunchLine(**line) for line in known["launches"]),
        responses=tuple(ResponseLine(**line) for line in known["responses"]),
        reviews=tuple(ReviewLine(**line) for line in known["reviews"]),
        places=tuple(PlaceLine(**line) for line in known["places"]),
        exemplars=tuple(ExemplarLine(**line) for line in known["exemplars"]),
        directions=tuple(DirectionLine(**line) for line in known["directions"]),
    )


def end_of(day: date) -> datetime:
    """The last moment of a day in Vietnam: what was entered on the day counts as known on it."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, 999999, tzinfo=VIETNAM)


def five_year_report(
    *, first: int, last: int, unit_id: int | None, known_on: date | None, today: date
) -> dict[str, Any]:
    """The five-year report as data, of a unit (None: the whole office), as known on a day (None: now).

    Kept while no entry follows, so it is to be read, never changed. Raises `NotFound` for an unknown unit and `NothingToReport` for
    an empty register.
    """
    return _five_year(first, last, unit_id, end_of(known_on) if known_on else None, known_on or today, state_now())


@lru_cache(maxsize=4)  # some 20 MB each for an office of 2.000 people
def _five_year(
    first: int, last: int, unit_id: int | None, at: datetime | None, day: date, _state: State
) -> dict[str, Any]:
    register = register_known(at, day=day)
    root = unit_id or register.office.unit_id
    if root is None:
        raise NothingToReport(
            "Sổ chưa có đơn vị nào. Nhập danh sách đơn vị trước: tdkt import TỆP.",
            "The register has no units yet. Take in the list of units first: tdkt import FILE.",
        )
    if all(unit.id != root for unit in register.units):
        raise NotFound(
            f"Ngày {day:%d/%m/%Y} sổ chưa có đơn vị số {root}.",
            f"On {day:%d/%m/%Y} the register did not know unit {root}.",
        )
    return five_year(register, first=first, last=last, unit_id=root, known_on=day)


def main_period(*, today: date) -> tuple[int, int]:
    """The years that a report is about unless it is told: those of the latest movement begun by today, of several the one with most
    linked to it; without a movement the five years up to this one.
    """
    begun = Movement.objects.filter(kind="movement", part_of=None, from_year__lte=today.year, to_year__isnull=False)
    latest = begun.annotate(linked=Count("parts")).order_by("-to_year", "-linked", "id").first()
    if latest is None or latest.from_year is None or latest.to_year is None:
        return today.year - 5, today.year
    return latest.from_year, latest.to_year


def unit_named(words: str) -> int:
    """The unit that a user means: its id, its code or its name. Raises `NotFound`."""
    units = Unit.objects.all()
    found = (
        units.filter(pk=int(words)) if words.isdigit() else units.filter(code=words) or units.filter(name__iexact=words)
    )
    if len(found) != 1:
        raise NotFound(
            f"Không có đúng một đơn vị “{words}”. Dùng mã hoặc tên đầy đủ của đơn vị.",
            f"There is not exactly one unit “{words}”. Use its code or its full name.",
        )
    return found[0].pk


def written(report: dict[str, Any], *, format: str, known_on: date) -> bytes:
    """The report as a file: json, xlsx, docx or pdf."""
    if format == "json":
        return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()
    return paper.render(report, format=format, known_on=known_on)


def root_unit() -> int | None:
    """The unit whose register this is, or None before the first list of units."""
    return frames.office()["unit_id"]
