"""What a row of the register said over time, from its versions: who changed it, when, by which act, and what became other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tdkt.records.models import Entry, Registered
from tdkt.records.models.ledger import state_columns

NOT_SAID = frozenset({"source_id"})
"""Columns that tell where a row came from, not what it says."""


@dataclass(frozen=True)
class Change:
    """One column that became other."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Step:
    """One act upon a row; `kind` is entered, changed or withdrawn. The newest comes first in a history."""

    entry: Entry
    kind: str
    changes: tuple[Change, ...] = ()


def history(model: type[Registered], row: int) -> list[Step]:
    """Everything that happened to a row, the newest act first; empty for a row that never was."""
    versions = list(
        model.versions.objects.filter(row=row).select_related("entry", "closed_by").order_by("version")  # type: ignore[attr-defined]
    )
    return list(steps(model, versions))[::-1]


def steps(model: type[Registered], versions: list[Any]) -> Iterator[Step]:
    """The acts between the states of one row, oldest first."""
    columns = [field.attname for field in state_columns(model) if field.attname not in NOT_SAID]
    if versions:
        yield Step(versions[0].entry, "entered")
    for before, after in pairwise(versions):
        if before.closed_by_id != after.entry_id:  # withdrawn by one act, entered again by a later one
            yield Step(before.closed_by, "withdrawn")
            yield Step(after.entry, "entered")
            continue
        changes = tuple(
            Change(name, getattr(before, name), getattr(after, name))
            for name in columns
            if getattr(before, name) != getattr(after, name)
        )
        if changes:
            yield Step(after.entry, "changed", changes)
    if versions and versions[-1].closed_by_id:
        yield Step(versions[-1].closed_by, "withdrawn")
