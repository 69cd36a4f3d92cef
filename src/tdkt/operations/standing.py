"""What the office attests of its own rows: from which year a history is complete, which force a unit belongs to, who has left."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Departure, Subject, Unit, UnitStanding
from tdkt.rules.facts import FORCES


def attest_complete(
    since: int | None, *, subjects: Iterable[int], by: Account | None, at: datetime, reason: str
) -> int:
    """Say from which year on the register holds everything of these subjects (None: nothing is known to be complete).

    Answers how many rows became other.
    """
    require(by, "correct")
    keys = sorted(set(subjects))
    changed = 0
    detail = {"since": since, "subjects": len(keys), "reason": reason}
    with writing(by=by, at=at, verb="subjects.attest", detail=detail) as pen:
        for subject in Subject.objects.filter(pk__in=keys).order_by("pk"):
            changed += pen.change(subject, history_complete_since=since)
    return changed


def set_standing(
    unit_id: int, *, by: Account | None, at: datetime, force: str | None = None, outside_flags: bool | None = None
) -> UnitStanding:
    """Say which force a unit and those under it belong to, and whether it stands outside the competition for flags. Raises `NotFound`, `RuleNotMet`."""
    require(by, "correct")
    if force is not None and force not in FORCES:
        raise RuleNotMet(
            f"Không có lực lượng “{force}”. Chọn một trong: {', '.join(FORCES[1:])}.",
            f"No force “{force}”. Choose one of: {', '.join(FORCES[1:])}.",
        )
    if not Unit.objects.filter(pk=unit_id).exists():
        raise NotFound(f"Không có đơn vị số {unit_id} trong sổ.", f"There is no unit {unit_id} in the register.")
    said = {name: value for name, value in (("force", force), ("outside_flags", outside_flags)) if value is not None}
    with writing(by=by, at=at, verb="units.standing", detail={"unit": unit_id, **said}) as pen:
        standing: UnitStanding | None = UnitStanding.objects.filter(unit=unit_id).first()
        if standing is None:
            return pen.add_one(UnitStanding(unit_id=unit_id, **said))
        pen.change(standing, **said)
        return standing


def record_departures(days: Mapping[int, date], *, by: Account | None, at: datetime, reason: str = "") -> int:
    """Say from which day on people (by subject) no longer serve. Answers how many rows were written."""
    require(by, "correct")
    individuals = set(Subject.objects.filter(kind="individual", pk__in=list(days)).values_list("pk", flat=True))
    strangers = sorted(set(days) - individuals)
    if strangers:
        raise NotFound(
            f"Không có cá nhân số {strangers[0]} trong sổ.", f"There is no person {strangers[0]} in the register."
        )
    written = 0
    with writing(by=by, at=at, verb="people.departures", detail={"people": len(days), "reason": reason}) as pen:
        known = {one.subject_id: one for one in Departure.objects.filter(subject__in=list(days))}
        for key in sorted(known):
            written += pen.change(known[key], day=days[key])
        fresh = [Departure(subject_id=key, day=day) for key, day in sorted(days.items()) if key not in known]
        written += len(pen.add(fresh))
    return written
