"""Questions of the yearly statistics: what was launched and conferred within some days, and who does emulation work at their end."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tdkt.records.models import Conferral, EmulationBody, Launch, Movement, Office, Official, Unit
from tdkt.records.models.awards import STANDING

Line = dict[str, Any]


def launches(first: date, last: date, *, kind: str) -> list[Line]:
    """Movements or campaigns launched within these days."""
    found = Launch.objects.filter(movement__kind=kind, launched_on__range=(first, last)).order_by("movement")
    columns = ("movement_id", "level", "method", "launched_on", "ends_on")
    return [dict(zip(columns, row, strict=True)) for row in found.values_list(*columns)]


def unlaunched(year: int) -> list[int]:
    """Movements that begin in a year, and of whose launch nothing is entered."""
    found = Movement.objects.filter(kind="movement", from_year=year, launch=None)
    return list(found.order_by("pk").values_list("pk", flat=True))


def honours(
    conferrals: QuerySet[Any], first: date, last: date, *, awards: Collection[str], levels: Collection[str] = ()
) -> list[Line]:
    """The honours that stand, decided within these days, of these awards or given at these levels; with what their receivers were."""
    found = conferrals.filter(state__in=STANDING, decision__signed_on__range=(first, last))
    found = found.filter(Q(award__in=awards) | Q(level__in=levels)).order_by("pk")
    columns = ("pk", "award", "recipient", "level", "ground", "post", "unit_id", "subject_id", "subject__name")
    return list(found.values(*columns))


def undated(conferrals: QuerySet[Any], year: int, *, awards: Collection[str]) -> list[int]:
    """Honours of these awards by decisions whose day nobody knows, of the year or of the one before, from which the statistical year takes a month."""
    found = conferrals.filter(state__in=STANDING, decision__signed_on=None, award__in=awards)
    return list(found.filter(decision__year__in=(year - 1, year)).order_by("pk").values_list("pk", flat=True))


def receivers_in_tree() -> frozenset[int]:
    """The receivers that are units of the office's own tree."""
    return frozenset(Unit.objects.values_list("subject_id", flat=True))


def top_unit() -> int | None:
    """The unit at the head of the office."""
    return Office.objects.filter(pk=1).values_list("unit_id", flat=True).first()


def bodies(objects: QuerySet[Any], year: int) -> QuerySet[EmulationBody]:
    """The bodies of emulation work that stood in a year."""
    standing = Q(to_year=None) | Q(to_year__gte=year)
    found: QuerySet[EmulationBody] = objects.filter(standing, from_year__lte=year).select_related("unit")
    return found.order_by("-own", "unit__name", "pk")


def officials(objects: QuerySet[Any], on: date) -> QuerySet[Official]:
    """The officials of emulation work on a day."""
    standing = Q(until=None) | Q(until__gte=on)
    found: QuerySet[Official] = objects.filter(standing, since__lte=on).select_related("subject__person", "unit")
    return found.order_by("-full_time", "unit__name", "subject__name_key")


def conferrals_behind(conferrals: QuerySet[Any], ids: Collection[int]) -> QuerySet[Conferral]:
    """The conferrals behind a number, the newest first, with all that a list of them shows."""
    found: QuerySet[Conferral] = conferrals.filter(pk__in=ids).select_related("subject__unit", "decision", "unit")
    return found.order_by("-decision__signed_on", "pk")
