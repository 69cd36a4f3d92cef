"""Questions about persons: who belongs to a unit, what service each was last attested in, how many honours each holds."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from tdkt.records.models import Conferral, Office, Service
from tdkt.records.models.awards import STANDING
from tdkt.records.models.scope import family


def people(subjects: QuerySet[Any], *, unit: int | None, awarded: bool | None, on: date) -> QuerySet[Any]:
    """The persons among these subjects: of a unit as its rights stand on a day, and with (or without) an honour in force."""
    found = subjects.filter(kind="individual")
    if unit is not None:
        there = family(unit, on=on)
        if Office.objects.filter(pk=1, unit=unit).exists():
            # Also those of no unit that the register knows: they are the office's. Said without an OR, which SQLite 3.53 cannot plan
            # beside the index of the persons of a unit ("internal query planner error").
            found = found.alias(at=Coalesce("belongs_to", 0)).filter(at__in=there | {0})
        else:
            found = found.filter(belongs_to__in=there)
    if awarded is not None:
        honoured = Exists(Conferral.objects.filter(subject=OuterRef("pk"), state__in=STANDING))
        found = found.filter(honoured if awarded else ~honoured)
    return found.order_by("name_key", "pk")


def last_services(subjects: list[int], *, on: date) -> dict[int, Service]:
    """What each was last attested as by a day: the latest line of service of each subject that has any."""
    last: dict[int, Service] = {}
    services = Service.objects.filter(subject__in=subjects, since__lte=on).select_related("unit").order_by("since")
    for service in services:
        last[service.subject_id] = service
    return last


def honours_held(conferrals: QuerySet[Any], subjects: list[int]) -> dict[int, int]:
    """How many honours in force each subject holds among these conferrals."""
    held = conferrals.filter(subject__in=subjects, state__in=STANDING).order_by()
    return dict(held.values_list("subject").annotate(Count("pk")))
