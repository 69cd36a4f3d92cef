"""Keeping the packed histories beside the subjects: written by each act with what it changed, made anew at any time, and compared.

    with packing() as touched:      # the ledger opens it for every act; whoever does many acts in a row opens it around them,
        ...                         # and everything they touched is packed once, at the end

Rows are packed for all rules of the law and for every decision on record, so that they serve any day from the last decision on.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from tdkt.law.instruments import Law
from tdkt.operations.inserting import enter, fresh_keys
from tdkt.operations.law import office_law
from tdkt.records.facts import concerned, fetched, histories_of
from tdkt.records.models import (
    Conferral,
    Decision,
    Departure,
    Discipline,
    Initiative,
    PackedRow,
    Person,
    Ranking,
    Rating,
    Registered,
    Service,
    Subject,
    Succession,
    Unit,
    UnitPlace,
    UnitStanding,
)
from tdkt.rules.packed import LAYOUT, MEMBERS, Array, Listed, Needs, Packed, by_subject, nothing_listed, pack
from tdkt.rules.rows import from_rows, to_rows

EVER = date(2199, 12, 31)
"""Every decision on record lies before it."""
BATCH = 500
STAY = np.dtype([("collective", "<i8"), ("first", "<i4"), ("end", "<i4")])

SUBJECT_IN: Mapping[type[Registered], str] = {
    Subject: "pk",
    Person: "subject_id",
    Departure: "subject_id",
    Service: "subject_id",
    Rating: "subject_id",
    Initiative: "subject_id",
    Discipline: "subject_id",
    Ranking: "subject_id",
    Conferral: "subject_id",
    Unit: "subject_id",
}
"""Where each table says whose history it tells."""
UNITS_IN: Mapping[type[Registered], tuple[str, ...]] = {
    Unit: ("pk",),
    UnitPlace: ("unit_id",),
    UnitStanding: ("unit_id",),
    Succession: ("predecessor_id", "successor_id"),
}
"""Tables that change where people belong, or of which force they are."""


@dataclass
class Touched:
    """What acts have changed so far: subjects, units and decisions, by the ids of their rows."""

    subjects: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    decisions: set[int] = field(default_factory=set)
    is_draft: bool = False
    """Whether what is written will be taken back: nothing is kept of it."""
    held: list[Sequence[Registered]] = field(default_factory=list)
    """New rows of a draft that have their ids and are not in their tables yet: mostly nobody asks for them any more."""
    _next: dict[type[Registered], int] = field(default_factory=dict)

    def hold(self, rows: Sequence[Registered]) -> None:
        """Give new rows of one table their ids, and write them when `let_go` says so."""
        model = type(rows[0])
        first = self._next.get(model) or fresh_keys(model, 1)[0]
        for key, row in enumerate(rows, first):
            row.pk = key
            row._state.adding, row._state.db = False, connection.alias
        self._next[model] = first + len(rows)
        self.held.append(rows)

    def let_go(self) -> None:
        """Write the rows that were held."""
        held, self.held = self.held, []
        for rows in held:
            enter(rows)

    def note(self, model: type[Registered], rows: Iterable[Registered]) -> None:
        """These rows of a table are about to change, or have."""
        if self.is_draft:
            return
        whose, where = SUBJECT_IN.get(model), UNITS_IN.get(model, ())
        for row in rows:
            if whose is not None:
                self.subjects.add(getattr(row, whose))
            self.units.update(getattr(row, name) for name in where)
            if model is Decision:
                self.decisions.add(row.pk)


_touched: ContextVar[Touched | None] = ContextVar("touched", default=None)


@contextmanager
def packing(*, keep: bool = True) -> Iterator[Touched]:
    """Everything that acts inside touch is packed when the outermost of these ends; with `keep` False it is a draft, a plan that will be
    taken back, of which neither states nor packed rows are kept."""
    outer = _touched.get()
    if outer is not None:
        yield outer
        return
    touched = Touched(is_draft=not keep)
    token = _touched.set(touched)
    with _uncollected():
        try:
            yield touched
        finally:
            _touched.reset(token)
        if keep and (touched.subjects or touched.units or touched.decisions):
            _keep(touched)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A large act makes millions of small things of which none is garbage yet; to look through them again and again costs a fifth of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _keep(touched: Touched) -> None:
    """Pack what was touched; everything, where the law asks for something else than before or rows are missing."""
    subjects = touched.subjects | concerned(units=touched.units, decisions=touched.decisions)
    if PackedRow.objects.exclude(stamp=stamp()).exists():
        repack(None)
        return
    repack(subjects)
    if PackedRow.objects.count() != Subject.objects.count():
        repack(None)


@lru_cache(maxsize=2)
def needs_of(law: Law) -> Needs:
    """What all rules of the law ask of a history."""
    return Needs.of(law.rules, law.titles)


def stamp() -> str:
    """The layout of packed rows, and the print of what the rules ask for."""
    return f"{LAYOUT}-{needs_of(office_law()).print_.hex()}"


def packed_anew(subjects: Iterable[int] | None) -> dict[int, tuple[bytes, bytes]]:
    """The history and the stays of each of these subjects (None: all) that is in the register, packed from the tables."""
    known, stints = histories_of(subjects)
    if not len(known.keys):
        return {}
    histories = to_rows(pack(known.facts, needs_of(office_law()), EVER), known.keys)
    stays: dict[int, list[tuple[int, int, int]]] = {}
    for collective, person, first, end in sorted(stints):
        stays.setdefault(person, []).append((collective, first, end))
    return {
        key: (history, np.asarray(stays.get(key, []), STAY).tobytes())
        for key, history in zip(known.keys.tolist(), histories, strict=True)
    }


def repack(subjects: Iterable[int] | None) -> int:
    """Write the packed rows of these subjects (None: all) anew; those of subjects that are gone go too. Answers how many were written."""
    named = None if subjects is None else set(subjects)
    fresh, now = packed_anew(named), stamp()
    gone = PackedRow.objects.all() if named is None else None
    if gone is not None:
        keys = set(gone.values_list("subject", flat=True)) - set(fresh)
    else:
        keys = (named or set()) - set(fresh)
    for part in parts(sorted(keys)):
        PackedRow.objects.filter(subject__in=part).delete()
    rows = [PackedRow(subject=key, stamp=now, history=one, stays=other) for key, (one, other) in fresh.items()]
    PackedRow.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["subject"],
        update_fields=["stamp", "history", "stays"],
    )
    return len(rows)


def drifted() -> list[int]:
    """The subjects whose packed row is not what the tables say, or is missing, or is of nobody; none as long as only acts write."""
    fresh, now = packed_anew(None), stamp()
    kept = {
        row.subject: (row.stamp, bytes(row.history), bytes(row.stays)) for row in PackedRow.objects.all().iterator(2000)
    }
    wrong = {key for key, row in fresh.items() if kept.get(key) != (now, *row)}
    return sorted(wrong | (set(kept) - set(fresh)))


# --- reading -----------------------------------------------------------------------------------


def packed_register() -> tuple[Packed, NDArray[np.int64]]:
    """The whole register packed, from its packed rows, with the ids of the subjects in order. Rows that are missing or of another law
    are packed from the tables, for this once."""
    now = stamp()
    rows = {
        row[0]: row for row in fetched(PackedRow.objects.order_by("subject"), ("subject", "stamp", "history", "stays"))
    }
    subjects = [row[0] for row in fetched(Subject.objects.order_by("pk"), ("pk",))]
    stale = [key for key in subjects if key not in rows or rows[key][1] != now]
    if stale:
        anew = packed_anew(None if 4 * len(stale) > len(subjects) else stale)
        rows |= {key: (key, now, *found) for key, found in anew.items()}
    histories = [bytes(rows[key][2]) for key in subjects]
    keys = np.asarray(subjects, np.int64)
    packed = from_rows(histories, needs_of(office_law()), keys)
    return replace(packed, members=_members([bytes(rows[key][3]) for key in subjects], keys)), keys


def _members(stays: list[bytes], keys: NDArray[np.int64]) -> Listed:
    """The members of all collectives, from the stays of the persons."""
    found: Array = np.frombuffer(b"".join(stays), STAY)
    if not len(found):
        return nothing_listed(MEMBERS)
    lengths = np.asarray([len(one) for one in stays], np.int64) // STAY.itemsize
    member = np.repeat(np.arange(len(stays), dtype=np.int32), lengths)
    place = np.minimum(np.searchsorted(keys, found["collective"]), len(keys) - 1)
    known = np.flatnonzero(keys[place] == found["collective"])
    collective = place[known].astype(np.int32)
    order = by_subject(collective)
    columns: dict[str, Any] = {
        "member": member[known][order],
        "from_": np.ascontiguousarray(found["first"])[known][order],
        "to": np.ascontiguousarray(found["end"])[known][order],
    }
    return Listed(collective[order], columns)


def parts(keys: list[int]) -> Iterator[list[int]]:
    """Keys in parts that a question can name."""
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
