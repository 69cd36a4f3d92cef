"""How the register remembers: each row as it stands, every state it ever had, and the chained log of who changed what.

A registered table (say `Decision`) holds the register as it stands today; constraints and screens work on it. Beside it stands a version
table (`DecisionVersion`) with the same columns and `known_from`/`known_to`: every state the row ever had, so that a question "as known
on day D" has one answer for ever. Versions are only added, and closed once; a trigger in the database refuses anything else. Each
change belongs to an `Entry` of the log, which carries a digest of the states it wrote and the hash of the entry before it.

Only `operations.ledger` writes here.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One act in the log: who, when, which verb, with what; chained to the entry before it.

    `digest` is the SHA-256 of the states written, in order; `hash` that of (previous hash, seq, at, who, verb, detail, digest).
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60, db_index=True)
    detail = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"


class Registered(models.Model):
    """A row of the register as it stands. `source` is the line of the file it came from, when it came from a file."""

    source = models.ForeignKey("records.SourceLine", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    versions: ClassVar[type["Version"]]

    class Meta:
        abstract = True


class Version(models.Model):
    """One state of a registered row: what it said from `known_from` until `known_to` (empty: still).

    `row` is the id of the registered row; it stays when the row itself is withdrawn, and an id is never given twice.
    """

    version = models.BigAutoField(primary_key=True)
    row = models.BigIntegerField()
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        abstract = True


def state_columns(model: type[models.Model]) -> Iterator["models.Field[Any, Any]"]:
    """The columns of a registered table that a version keeps: all but the primary key."""
    return (field for field in model._meta.concrete_fields if not field.primary_key)


def version_of(model: type[Registered]) -> Any:
    """The version table of a registered one: the same columns, with references as plain ids.

    References are ids without a foreign key, because a version outlives the row that it speaks of.
    """
    columns: dict[str, Any] = {}
    for field in state_columns(model):
        if isinstance(field, models.ForeignKey):
            columns[field.attname] = models.BigIntegerField(null=field.null, blank=True)
        else:
            copy: Any = field.clone()
            copy._unique = False
            copy.db_index = False
            columns[field.name] = copy
    name = f"{model.__name__}Version"
    meta = type(
        "Meta",
        (),
        {
            "constraints": [
                models.UniqueConstraint(
                    fields=["row"], condition=Q(known_to__isnull=True), name=f"{name.lower()}_one_open"
                ),
                models.CheckConstraint(
                    condition=Q(known_to__isnull=True) | Q(known_to__gte=models.F("known_from")),
                    name=f"{name.lower()}_in_order",
                ),
            ],
            "indexes": [models.Index(fields=["row", "known_from"], name=f"{name.lower()}_row")],
        },
    )
    made = type(
        name,
        (Version,),
        {"__module__": model.__module__, "__doc__": f"Every state of a {model.__name__}.", "Meta": meta, **columns},
    )
    model.versions = made
    return made


def known_on(versions: type[Version], at: datetime | None) -> Any:
    """The states of a table as the register knew them at a moment (None: as it knows them now)."""
    if at is None:
        return versions.objects.filter(known_to__isnull=True)  # type: ignore[attr-defined]
    return versions.objects.filter(Q(known_to__isnull=True) | Q(known_to__gt=at), known_from__lte=at)  # type: ignore[attr-defined]
