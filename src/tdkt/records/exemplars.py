"""Questions about exemplars: which a filter asks for, how far each is, what is late, and of whom a receiver's page may say that it is one.

Good deeds (người tốt, việc tốt) stand in the same register: exemplary in one respect, whose field begins with `GOOD_DEED`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tdkt.records.models import (
    Exemplar,
    ExemplarHonour,
    ExemplarStep,
    Following,
    Story,
)
from tdkt.records.models.awards import STANDING
from tdkt.records.models.scope import family
from tdkt.vietnamese.folding import fold

GOOD_DEED = "Người tốt, việc tốt"
"""How the field of a good deed begins."""
SORTS = ("whole", "one", "good-deed")
"""Exemplary in every respect, in one, or by a good deed."""


def sort_where(sort: str) -> Q:
    """The exemplars of one of `SORTS`."""
    good = Q(whole=False, field__startswith=GOOD_DEED)
    return {"whole": Q(whole=True), "one": Q(whole=False) & ~good, "good-deed": good}[sort]


def sort_of(exemplar: Exemplar) -> str:
    """Which of `SORTS` an exemplar is."""
    if exemplar.whole:
        return "whole"
    return "good-deed" if exemplar.field.startswith(GOOD_DEED) else "one"


@dataclass(frozen=True)
class Asked:
    """What a list of exemplars asks for; an empty field asks for nothing in particular.

    `unit` takes in all that stands under it on the day; `late` asks for a step of the plan that is overdue on the day.
    """

    first: int | None = None
    last: int | None = None
    state: str = ""
    kind: str = ""
    sort: str = ""
    unit: int | None = None
    picked: bool = False
    late: bool = False
    words: str = ""

    def where(self, *, on: date) -> Q:
        """The filter as a condition on exemplars."""
        said: dict[str, Any] = {
            "from_year": self.first,
            "to_year": self.last,
            "state": self.state or None,
            "subject__kind": self.kind or None,
            "for_conference": self.picked or None,
        }
        found = Q(**{column: value for column, value in said.items() if value is not None})
        if self.sort:
            found &= sort_where(self.sort)
        if self.unit is not None:
            found &= Q(unit__in=family(self.unit, on=on))
        if self.late:
            found &= Q(pk__in=late_steps(on=on).values("exemplar")) & ~Q(state="ended")
        for word in fold(self.words).split():
            found &= Q(subject__search__contains=word)
        return found


def late_steps(*, on: date) -> QuerySet[Any]:
    """The steps of plans that ought to be done by a day and are not."""
    return ExemplarStep.objects.filter(done_on__isnull=True, due_on__lt=on)


def listed(exemplars: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Exemplars by given name, with all that a list shows: `steps_in_all`, `steps_done`, `steps_late`, `honours_in_all`,
    `stories_in_all` and `units_in_all`, each counted by itself."""

    def of(rows: QuerySet[Any]) -> Any:
        counted = rows.filter(exemplar=OuterRef("pk")).order_by().values("exemplar").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0)

    return (
        exemplars.select_related("subject__unit", "unit", "movement")
        .annotate(
            steps_in_all=of(ExemplarStep.objects.all()),
            steps_done=of(ExemplarStep.objects.filter(done_on__isnull=False)),
            steps_late=of(late_steps(on=on)),
            honours_in_all=of(ExemplarHonour.objects.filter(conferral__state__in=STANDING)),
            stories_in_all=of(Story.objects.all()),
            units_in_all=of(Following.objects.all()),
        )
        .order_by("subject__name_key", "from_year", "pk")
    )


def by_state(exemplars: QuerySet[Any]) -> dict[str, int]:
    """How many exemplars stand in each state."""
    return dict(exemplars.order_by().values_list("state").annotate(Count("pk")))


def periods(exemplars: QuerySet[Any]) -> list[tuple[int, int]]:
    """The periods that exemplars are of, the latest first."""
    return list(exemplars.order_by("-to_year", "-from_year").values_list("from_year", "to_year").distinct())


def of_receiver(exemplars: QuerySet[Any], subject: int) -> list[Exemplar]:
    """What a receiver is an exemplar of, the latest period first."""
    return list(exemplars.filter(subject=subject).order_by("-to_year", "-from_year"))


@dataclass(frozen=True)
class Life:
    """All that is recorded of one exemplar, each list in the order of its days."""

    steps: list[ExemplarStep]
    honours: list[ExemplarHonour]
    stories: list[Story]
    followings: list[Following]


def life_of(exemplar: Exemplar) -> Life:
    """The plan, the honours, the stories and the units that took it up, in four queries."""
    honours = ExemplarHonour.objects.filter(exemplar=exemplar).select_related(
        "conferral__decision", "conferral__subject", "conferral__unit"
    )
    return Life(
        list(ExemplarStep.objects.filter(exemplar=exemplar).order_by("due_on", "place", "pk")),
        list(honours.order_by("conferral__year", "conferral__decision__signed_on", "pk")),
        list(Story.objects.filter(exemplar=exemplar).order_by(F("told_on").asc(nulls_last=True), "pk")),
        list(Following.objects.filter(exemplar=exemplar).select_related("unit").order_by("since", "unit__name", "pk")),
    )
