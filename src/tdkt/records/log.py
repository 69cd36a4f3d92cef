"""Questions about the log: which entries of a verb or a day, and which tables an entry wrote to."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tdkt.records.models import Entry, Registered


def matching(entries: QuerySet[Any], *, verb: str = "", day: date | None = None) -> QuerySet[Any]:
    """The entries of a verb and of a day of the office's clock, the newest first."""
    found = entries.filter(verb=verb) if verb else entries
    if day is not None:
        found = found.filter(at__gte=start_of(day), at__lt=start_of(day + timedelta(days=1)))
    return found.order_by("-seq")


def start_of(day: date) -> datetime:
    """Midnight at the office."""
    return timezone.make_aware(datetime.combine(day, time.min))


def verbs(entries: QuerySet[Any]) -> list[str]:
    """The verbs that occur."""
    return list(entries.order_by("verb").values_list("verb", flat=True).distinct())


def written_by(entry: Entry) -> list[tuple[str, int, int]]:
    """The tables that an entry wrote to: the table, how many states it entered, how many it closed."""
    found = []
    for model in sorted(Registered.__subclasses__(), key=lambda model: model.__name__):
        states = model.versions.objects  # type: ignore[attr-defined]
        entered, closed = states.filter(entry=entry).count(), states.filter(closed_by=entry).count()
        if entered or closed:
            found.append((model.__name__, entered, closed))
    return found
