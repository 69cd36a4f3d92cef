"""How many exemplars each unit is to find and build in a period, and what came of it: found, honoured, taken up by others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.exemplars import Done, seen
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    Exemplar,
    ExemplarHonour,
    ExemplarTarget,
    Following,
    Succession,
    Unit,
    UnitPlace,
)
from tdkt.records.models.awards import STANDING
from tdkt.vietnamese.folding import nfc

MOST = 500
"""More than that of one unit in one period is a slip of the hand."""


@dataclass(frozen=True)
class Aim:
    """What one unit is to find: so many bodies, so many persons."""

    collectives: int
    individuals: int


def set_targets(
    from_year: int,
    to_year: int,
    aims: Mapping[int, Aim],
    *,
    by: Account | None,
    at: datetime,
    document: str = "",
) -> Done:
    """Set the targets of several units for a period as one act; one of nothing at all takes a unit's target away. What is unchanged stays."""
    require(by, "review-exemplars")
    if not 1945 <= from_year <= to_year <= from_year + 10:
        raise RuleNotMet(f"Giai đoạn {from_year}-{to_year} không đúng.", f"{from_year}-{to_year} is no period.")
    if any(not 0 <= number <= MOST for aim in aims.values() for number in (aim.collectives, aim.individuals)):
        raise RuleNotMet(f"Chỉ tiêu là số từ 0 đến {MOST}.", f"A target is a number from 0 to {MOST}.")
    document = " ".join(nfc(document).split())[:200]
    detail = {"years": f"{from_year}-{to_year}", "units": len(aims)}
    with writing(by=by, at=at, verb="exemplars.targets", detail=detail) as pen:
        if Unit.objects.filter(pk__in=aims).count() < len(aims):
            raise NotFound("Có đơn vị không còn trong sổ.", "One of the units is not in the register.")
        standing = {
            one.unit_id: one
            for one in ExemplarTarget.objects.filter(unit__in=aims, from_year=from_year, to_year=to_year)
        }
        fresh, gone = [], []
        for unit, aim in sorted(aims.items()):
            before = standing.get(unit)
            wanted = {"collectives": aim.collectives, "individuals": aim.individuals, "document": document}
            if aim == Aim(0, 0):
                gone += [before.pk] if before else []
            elif before is not None:
                pen.change_soon(before, **wanted)
            else:
                fresh.append(ExemplarTarget(unit_id=unit, from_year=from_year, to_year=to_year, **wanted))
        pen.write_changes()
        pen.add(fresh)
        pen.withdraw_all(ExemplarTarget, gone)
        return Done(0, pen.entry.seq, len(aims))


@dataclass
class Reached:
    """A unit with what it was to find and what it has: bodies, and persons (with households), each by how far they are."""

    unit: int
    aim: Aim | None = None
    document: str = ""
    found_collectives: int = 0
    found_individuals: int = 0
    honoured: int = 0
    spread: int = 0

    @property
    def found(self) -> int:
        return self.found_collectives + self.found_individuals

    @property
    def short(self) -> int | None:
        """How many are still to be found; None where nothing was asked."""
        if self.aim is None:
            return None
        missing = max(self.aim.collectives - self.found_collectives, 0)
        return missing + max(self.aim.individuals - self.found_individuals, 0)


def compare(from_year: int, to_year: int, *, by: Account | None, on: date) -> list[Reached]:
    """Target against found, honoured and taken up, unit by unit in the order of the tree; those no longer followed are not counted.

    An exemplar counts for the nearest unit above it that has a target, else for the department or district it stands under; that of a
    unit which has ended for its successor.
    """
    targets = seen(ExemplarTarget, by=by, on=on).filter(from_year=from_year, to_year=to_year)
    lines = {one.unit_id: Reached(one.unit_id, Aim(one.collectives, one.individuals), one.document) for one in targets}
    above = Climb(set(lines), on=on)
    honours = ExemplarHonour.objects.filter(exemplar=OuterRef("pk"), conferral__state__in=STANDING)
    rows = (
        seen(Exemplar, by=by, on=on)
        .filter(from_year=from_year, to_year=to_year)
        .exclude(state="ended")
        .annotate(is_honoured=Exists(honours), is_spread=Exists(Following.objects.filter(exemplar=OuterRef("pk"))))
    )
    for kind, unit, is_honoured, is_spread in rows.values_list("subject__kind", "unit", "is_honoured", "is_spread"):
        counted = above.of(unit)
        line = lines.setdefault(counted, Reached(counted))
        if kind == "collective":
            line.found_collectives += 1
        else:
            line.found_individuals += 1
        line.honoured += is_honoured
        line.spread += is_spread
    return sorted(lines.values(), key=lambda line: (above.paths.get(line.unit, ""), line.unit))


class Climb:
    """From any unit up to the one that it counts for."""

    def __init__(self, targeted: set[int], *, on: date) -> None:
        self.targeted = targeted
        self.paths: dict[int, str] = {}
        places = UnitPlace.objects.order_by("pk").values_list("unit", "path", "from_date")
        for unit, path, begun in places:
            if unit not in self.paths or begun is None or begun <= on:
                self.paths[unit] = path
        goes_on = Succession.objects.exclude(on_date__gt=on).order_by("-pk")
        self.after = dict(goes_on.values_list("predecessor", "successor"))

    def of(self, unit: int | None) -> int:
        """The nearest unit from this one up that has a target, else the one below the top; 0 for what has no unit."""
        gone: set[int] = set()
        while unit is not None and unit not in gone:
            gone.add(unit)
            line = [int(part) for part in self.paths.get(unit, str(unit)).split(".") if part]
            for one in reversed(line):
                if one in self.targeted:
                    return one
            unit = line[min(1, len(line) - 1)]
            if unit not in self.after:
                return unit
            unit = self.after[unit]
        return unit or 0
