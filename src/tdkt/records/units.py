"""Questions about units: the tree on a day, what continues what, and which honours belong to a unit.

Honours follow the tree on the day of their decision, as reports do: what a district police won in 2017 is its own for ever, and belongs to
whatever it stood under in 2017.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from tdkt.records.models import Office, Succession, Unit, UnitPlace
from tdkt.records.models.scope import path_range

PARTS = ("self", "collective", "individual", "household")
"""Whose honours within a unit: its own, its subordinates', its people's, households' there. Never added up unseen."""

OLDEST = F("from_date").asc(nulls_first=True)
"""Dated rows from the oldest on; what began before anything is known comes first, whatever a database thinks of nothing."""


@dataclass(frozen=True)
class Branch:
    """A unit in the tree of a day: how deep below the first one shown, how many units under it, and whether it has ended by that day."""

    unit: Unit
    depth: int
    below: int
    former: bool
    from_date: date | None
    to_date: date | None

    @property
    def name(self) -> str:
        """Its name as lists of that day have it."""
        return f"{self.unit.name} (cũ)" if self.former else self.unit.name


def standing_on(day: date) -> Q:
    """Dated rows (names, places) that hold on a day."""
    begun = Q(from_date__isnull=True) | Q(from_date__lte=day)
    return begun & (Q(to_date__isnull=True) | Q(to_date__gte=day))


def tree(
    units: Any, *, on: date, root: Unit | None = None, levels: int | None = None, former: bool = False
) -> list[Branch]:
    """The units of a queryset as they stood in the tree on a day, parents before their parts.

    `root` shows what stood under one unit; `levels` how many levels below the first; `former` adds those that had ended by then, where
    they stood last.
    """
    places = UnitPlace.objects.filter(unit__in=units).select_related("unit").order_by("path", "from_date")
    begun = places.filter(Q(from_date__isnull=True) | Q(from_date__lte=on))
    shown = begun if former else begun.filter(standing_on(on))
    if root is not None:
        shown = shown.filter(ranges(UnitPlace.objects.filter(unit=root).values_list("path", flat=True)))
    last: dict[int, UnitPlace] = {}
    for place in shown:
        if place.unit_id not in last or (place.from_date or date.min) >= (last[place.unit_id].from_date or date.min):
            last[place.unit_id] = place
    ordered = sorted(last.values(), key=lambda place: place.path)
    return branches(ordered, on=on, levels=levels)


def branches(places: list[UnitPlace], *, on: date, levels: int | None) -> list[Branch]:
    """Places in order of their paths as branches; what is deeper than `levels` is counted, not shown."""
    depths: list[int] = []
    open_paths: list[int] = []
    below = [0] * len(places)
    for at, place in enumerate(places):
        while open_paths and not place.path.startswith(places[open_paths[-1]].path):
            open_paths.pop()
        for above in open_paths:
            below[above] += 1
        depths.append(len(open_paths))
        open_paths.append(at)
    return [
        Branch(place.unit, depth, count, former_on(place.unit, on), place.from_date, place.to_date)
        for place, depth, count in zip(places, depths, below, strict=True)
        if levels is None or depth <= levels
    ]


def former_on(unit: Unit, day: date) -> bool:
    """Whether the unit has ended before a day: "(cũ)" follows its name."""
    return unit.ended is not None and unit.ended < day


def whole_names(units: Iterable[int | None], *, on: date) -> dict[int, str]:
    """Units by id with what they stand under, as far as it takes to tell them apart: "Đội Tổng hợp, Phòng Tham mưu".

    The top of a tree is not named under its parts; "(cũ)" follows where a unit has ended before the day. Takes two queries however many
    units there are.
    """
    wanted = {unit for unit in units if unit is not None}
    if not wanted:
        return {}
    places = UnitPlace.objects.filter(unit__in=wanted).order_by(OLDEST).values_list("unit_id", "path", "from_date")
    paths: dict[int, list[int]] = {}
    for unit, path, begun in places:
        if unit not in paths or begun is None or begun <= on:
            paths[unit] = [int(part) for part in path.split(".") if part]
    lines = {unit: list(reversed(paths.get(unit, [unit])[1:])) or [unit] for unit in wanted}
    known = Unit.objects.in_bulk({above for line in lines.values() for above in line})
    return {
        unit: ", ".join(known[above].name for above in line if above in known)
        + (" (cũ)" if unit in known and former_on(known[unit], on) else "")
        for unit, line in lines.items()
    }


def ranges(paths: Any) -> Q:
    """Places at or under any of these paths."""
    within = Q(pk__in=[])
    for path in paths:
        within |= path_range(path)
    return within


def same_body(unit_id: int) -> frozenset[int]:
    """The unit and the units that it was before a mere change of name."""
    found, fresh = {unit_id}, {unit_id}
    while fresh:
        renamed = Succession.objects.filter(kind="rename", successor__in=fresh)
        fresh = set(renamed.values_list("predecessor_id", flat=True)) - found
        found |= fresh
    return frozenset(found)


def conferrals_of(unit_id: int, part: str | None = None) -> Q:
    """The conferrals that belong to a unit on the day of their decision; `part` is one of `PARTS`, None for all.

    The day is that of signing, else the last of its year, else today. A list may name a unit before the first day that the register knows
    of it, or after its last: then its nearest place counts. The office's own unit also takes what has no place in the tree.
    """
    bodies = same_body(unit_id)
    inside = ranges(UnitPlace.objects.filter(unit__in=bodies).values_list("path", flat=True))
    elsewhere = UnitPlace.objects.exclude(inside).values("unit")
    within = Q(unit__in=UnitPlace.objects.filter(inside).exclude(unit__in=elsewhere).values("unit"))
    for mover in UnitPlace.objects.filter(inside, unit__in=elsewhere).values_list("unit", flat=True).distinct():
        places = UnitPlace.objects.filter(unit=mover)
        here = set(places.filter(inside).values_list("pk", flat=True))
        for place, first, until in reigns(places):
            if place.pk in here:
                within |= Q(unit=mover) & decided_within(first, until)
    if Office.objects.filter(pk=1, unit=unit_id).exists():
        within |= Q(unit__isnull=True) | ~Q(unit__in=UnitPlace.objects.values("unit"))
    return within if part is None else within & parts(bodies)[part]


def reigns(places: Iterable[UnitPlace]) -> list[tuple[UnitPlace, date | None, date | None]]:
    """Each place of one unit with the days for which it counts: from its own first day (the first: ever) to that of the next (the last: for ever)."""
    ordered = sorted(places, key=lambda place: (place.from_date or date.min, place.pk))
    starts = [place.from_date for place in ordered[1:]]
    return list(zip(ordered, [None, *starts], [*starts, None], strict=True))


def decided_within(first: date | None, until: date | None) -> Q:
    """Conferrals whose day is `first` or later and before `until`; None is open."""
    signed = Q(decision__signed_on__isnull=False)
    unsigned = Q(decision__signed_on__isnull=True, year__isnull=False)
    if first is not None:
        signed &= Q(decision__signed_on__gte=first)
        unsigned &= Q(year__gte=first.year)  # the last day of that year is not before it
    if until is not None:
        signed &= Q(decision__signed_on__lt=until)
        unsigned &= Q(year__lt=until.year)
        return signed | unsigned
    return signed | unsigned | Q(decision__signed_on__isnull=True, year__isnull=True)


def parts(bodies: frozenset[int]) -> dict[str, Q]:
    """The honours within a unit apart by whose they are, as conditions on conferrals; `bodies` are the unit itself."""
    own = Q(subject__in=list(Unit.objects.filter(pk__in=bodies).values_list("subject_id", flat=True)))
    return {"self": own} | {kind: Q(recipient=kind) & ~own for kind in PARTS if kind != "self"}
