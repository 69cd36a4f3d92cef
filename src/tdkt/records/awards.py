"""Questions about the register of awards: which conferrals a filter asks for, how many of whom, and in which order they are listed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from tdkt.law.catalogue import LEVELS, RECIPIENTS, awards
from tdkt.records.models.awards import STANDING
from tdkt.records.units import conferrals_of

KINDS = tuple(dict.fromkeys(award.kind for award in awards().values()))
"""Kinds of award in the order of the catalogue: title, order, medal, …"""

IN_FORCE = "in-force"
"""Besides the states themselves: every state in which an honour counts."""


@dataclass(frozen=True)
class Asked:
    """What a list of awards asks for; an empty field asks for nothing in particular.

    `award` is a code, or a kind of award for all of that kind; years are those by which reports count; `part` is one of `units.PARTS` and
    needs `unit`; `state` is a state or `IN_FORCE`.
    """

    award: str = ""
    class_no: int | None = None
    first: int | None = None
    last: int | None = None
    level: str = ""
    recipient: str = ""
    unit: int | None = None
    part: str = ""
    state: str = ""
    subject: int | None = None
    decision: int | None = None

    def where(self) -> Q:
        """The filter as a condition on conferrals."""
        said: dict[str, Any] = {
            "class_no": self.class_no,
            "year__gte": self.first,
            "year__lte": self.last,
            "level": self.level or None,
            "recipient": self.recipient or None,
            "subject": self.subject,
            "decision": self.decision,
        }
        found = Q(**{column: value for column, value in said.items() if value is not None})
        if self.award:
            found &= Q(award=self.award) if self.award in awards() else Q(award__in=codes_of(self.award))
        if self.state:
            found &= Q(state__in=STANDING) if self.state == IN_FORCE else Q(state=self.state)
        if self.unit is not None:
            found &= conferrals_of(self.unit, self.part or None)
        return found


def codes_of(kind: str) -> tuple[str, ...]:
    """The awards of a kind."""
    return tuple(code for code, award in awards().items() if award.kind == kind)


def listed(conferrals: QuerySet[Any], *, by: str = "day") -> QuerySet[Any]:
    """Conferrals with all that a line of the register shows: the newest first, or by the receiver's given name."""
    newest = F("decision__signed_on").desc(nulls_last=True)
    order = ("subject__name_key", newest, "pk") if by == "name" else (newest, "decision", "pk")
    return conferrals.select_related("subject__unit", "decision", "unit").order_by(*order)


def counted(conferrals: QuerySet[Any]) -> dict[str, int]:
    """How many conferrals of each kind of receiver, in the order in which papers name them; kinds without any are left out."""
    found = dict(conferrals.order_by().values_list("recipient").annotate(Count("pk")))
    return {kind: found[kind] for kind in RECIPIENTS if kind in found}


@dataclass(frozen=True)
class Tally:
    """Honours in force of one form, class and level of giver, counted apart for each part asked."""

    award: str
    class_no: int | None
    level: str
    authority: str
    counts: dict[str, int]


def tallied(conferrals: QuerySet[Any], parts: dict[str, Q]) -> list[Tally]:
    """How many honours in force of each form, for each of several conditions; in the order of the catalogue, empty ones left out."""
    counts = {f"of_{name}": Count("pk", filter=where) for name, where in parts.items()}
    forms = conferrals.filter(state__in=STANDING).order_by().values("award", "class_no", "level")
    found = [
        Tally(
            row["award"], row["class_no"], row["level"], row["giver"] or "", {name: row[f"of_{name}"] for name in parts}
        )
        for row in forms.annotate(giver=Max("authority"), **counts)
    ]
    order = {level: place for place, level in enumerate(LEVELS)}
    return sorted(
        (tally for tally in found if any(tally.counts.values())),
        key=lambda t: (awards()[t.award].rank, t.class_no or 0, order.get(t.level, len(order))),
    )
