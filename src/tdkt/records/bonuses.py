"""Questions about bonuses: those of a year, a unit, a fund, a decision; which are paid, which have no sum; sums, whole and by unit."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

STATES: dict[str, Q] = {
    "chua-chi": Q(pays="own", paid_on__isnull=True, dong__isnull=False),
    "da-chi": Q(paid_on__isnull=False),
    "chua-ro": Q(pays="own", dong__isnull=True),
    "noi-khac": Q(pays="other"),
    "nhuong": Q(pays="none"),
}
"""The states of a bonus as filters: to be paid, paid, sum not known, another body pays, gives way to a higher title."""


def matching(
    bonuses: QuerySet[Any],
    *,
    year: int | None = None,
    state: str = "",
    unit: int | None = None,
    fund: int | None = None,
    decision: int | None = None,
) -> QuerySet[Any]:
    """The bonuses of decisions signed in a year, in a state, of a unit (0: of none), borne by a fund (0: by none), of one decision."""
    found = bonuses
    if year is not None:
        found = found.filter(conferral__decision__year=year)
    if state:
        found = found.filter(STATES[state])
    if unit is not None:
        found = found.filter(conferral__unit=unit) if unit else found.filter(conferral__unit__isnull=True)
    if fund is not None:
        found = found.filter(fund=fund) if fund else found.filter(fund__isnull=True, pays="own")
    if decision is not None:
        found = found.filter(conferral__decision=decision)
    return found


def listed(bonuses: QuerySet[Any]) -> QuerySet[Any]:
    """Bonuses by unit, then collectives before persons, then by name, with what a line shows."""
    found = bonuses.select_related("conferral__subject__unit", "conferral__unit", "conferral__decision", "fund")
    first = F("conferral__unit__name").asc(nulls_last=True)
    return found.order_by(first, "conferral__unit", "conferral__recipient", "conferral__subject__name_key", "pk")


@dataclass(frozen=True)
class Sums:
    """What some bonuses come to, dong: all that this office pays, what of it is paid; how many bonuses, and how many without a sum."""

    dong: int
    paid: int
    bonuses: int
    unknown: int

    @property
    def left(self) -> int:
        return self.dong - self.paid


SUMMED = {
    "own": Sum("dong", filter=Q(pays="own")),
    "paid": Sum("dong", filter=Q(paid_on__isnull=False)),
    "bonuses": Count("pk"),
    "unknown": Count("pk", filter=Q(pays="own", dong__isnull=True)),
}


def sums(bonuses: QuerySet[Any]) -> Sums:
    """What these bonuses come to."""
    return _sums(bonuses.aggregate(**SUMMED))


def _sums(row: dict[str, Any]) -> Sums:
    return Sums(row["own"] or 0, row["paid"] or 0, row["bonuses"], row["unknown"])


def by_unit(bonuses: QuerySet[Any]) -> list[tuple[int | None, str, Sums]]:
    """What they come to, unit by unit in the order of names; receivers of no unit last."""
    counted = bonuses.order_by().values("conferral__unit", "conferral__unit__name").annotate(**SUMMED)
    found = [(row["conferral__unit"], row["conferral__unit__name"] or "", _sums(row)) for row in counted]
    return sorted(found, key=lambda one: (not one[1], one[1], one[0] or 0))


def newest_year(bonuses: QuerySet[Any]) -> int | None:
    """The newest year of which there are bonuses."""
    year: int | None = bonuses.aggregate(year=Max("conferral__decision__year"))["year"]
    return year
