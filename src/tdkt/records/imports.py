"""Questions about files taken in: the list of batches, whether a plan has been overtaken, what a line of a file became, and who a doubtful
person may be."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from tdkt.records.models import Entry, ImportBatch, Subject, UnitPlace
from tdkt.records.people import honours_held, last_services

HEAVY = ("plan", "read", "choices")
"""Columns that hold the rows of a file: a list of batches does without them."""


def listed(batches: QuerySet[Any]) -> QuerySet[Any]:
    """Batches with what a line of the list shows, the newest first."""
    return batches.select_related("by", "entry", "reverted").defer(*HEAVY).order_by("-pk")


def overtaken(batch: ImportBatch) -> bool:
    """Whether rows of the register have changed since a waiting plan was made."""
    return batch.state == "planned" and Entry.objects.filter(seq__gt=batch.head, rows__gt=0).exists()


def became(batch: ImportBatch, places: list[str], among: dict[str, QuerySet[Any]]) -> dict[str, tuple[str, int]]:
    """What lines of a file became in the register: (kind, id) for each place, where the row stands among those of `among` (kind -> rows).

    A line of an award list enters a person and an honour: the kind named first wins.
    """
    found: dict[str, tuple[str, int]] = {}
    for kind, rows in among.items():
        entered = rows.filter(source__batch=batch, source__at__in=places).order_by("pk")
        for at, key in entered.values_list("source__at", "pk"):
            found.setdefault(at, (kind, key))
    left = [at for at in places if at not in found]
    if (
        left and batch.entry_id
    ):  # a later file has completed these rows, and they name its line now: their states of that day name this one
        lines = dict(batch.lines.filter(at__in=left).values_list("pk", "at"))
        for kind, rows in among.items():
            states = rows.model.versions.objects.filter(entry=batch.entry_id, source_id__in=lines)
            named = dict(states.order_by("-row").values_list("row", "source_id"))
            for key in rows.filter(pk__in=named).order_by("pk").values_list("pk", flat=True):
                found.setdefault(lines[named[key]], (kind, key))
    return found


@dataclass(frozen=True)
class Candidate:
    """Somebody of the register whom a row may mean, as the side-by-side table shows him; `honours` are those that the account may see."""

    subject: Subject
    born: str
    numbers: tuple[str, ...]
    unit: str
    rank: str
    post: str
    honours: int


def candidates(subjects: QuerySet[Any], conferrals: QuerySet[Any], keys: list[int], *, on: date) -> list[Candidate]:
    """Those of `keys` that are among these subjects, in the order of `keys`, as they were attested on a day or next to it."""
    known = {
        subject.pk: subject
        for subject in subjects.filter(pk__in=keys).select_related("person").prefetch_related("numbers")
    }
    services = last_services(list(known), on=on)
    later = [key for key in known if key not in services]
    if later:  # attested only afterwards: better than nothing to tell two people apart
        services |= last_services(later, on=date.max)
    honours = honours_held(conferrals, list(known))
    standing = {
        key: services[key].unit_id if key in services and services[key].unit_id else subject.belongs_to_id
        for key, subject in known.items()
    }
    words = unit_words({unit for unit in standing.values() if unit}, on=on)
    return [
        Candidate(
            subject=known[key],
            born=known[key].person.born if hasattr(known[key], "person") else "",
            numbers=tuple(number.number for number in known[key].numbers.all()),
            unit=words.get(standing[key] or 0, ""),
            rank=services[key].rank if key in services else "",
            post=services[key].post if key in services else "",
            honours=honours.get(key, 0),
        )
        for key in keys
        if key in known
    ]


def unit_words(units: set[int], *, on: date) -> dict[int, str]:
    """Units as lists write them, "small, large": with what they stood under last by a day, below the office itself."""
    begun = Q(from_date__isnull=True) | Q(from_date__lte=on)
    places = UnitPlace.objects.filter(begun, unit__in=units).select_related("unit", "parent")
    words = {}
    for place in places.order_by(F("from_date").asc(nulls_first=True)):
        above = place.parent if place.path.count(".") > 2 else None
        words[place.unit_id] = f"{place.unit.name}, {above.name}" if above else place.unit.name
    return words
