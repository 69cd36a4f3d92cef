"""Who becomes eligible for what in the years to come if the record goes on, the soonest first.

By the same reading ahead as the tree of reasons shows, for all receivers and awards at once. Read first: `due_list`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from tdkt.law.asking import precedence
from tdkt.operations.law import office_law
from tdkt.operations.replay import SOLDIERS, WORKERS_TITLES
from tdkt.operations.reporting import State, state_now
from tdkt.operations.selection import asked_of, force_of
from tdkt.rules.details import NEVER
from tdkt.rules.facts import KINDS
from tdkt.rules.packed import days
from tdkt.rules.truth import Verdict

MOST_YEARS = 10


@dataclass(frozen=True)
class Due:
    """An award that a receiver (by subject) may be given from a day on; `council`: as far as facts go, the council has still to judge."""

    day: date
    subject: int
    award: str
    class_: int | None
    council: bool = False


@dataclass(frozen=True)
class Now:
    """An award that receivers of one kind can be given on the day: those (by subject) whom nobody has still to judge, and those of the council."""

    award: str
    class_: int | None
    kind: str
    eligible: tuple[int, ...]
    council: tuple[int, ...]


def due_list(subjects: Iterable[int], on: date, years: int, *, use_memory: bool = False) -> tuple[Due, ...]:
    """What falls due after a day and within so many years for these receivers, by day, then by the order of the receivers and of the awards.

    The armed forces' own titles stand for the workers'. A forecast that names a year alone stands on its last day.
    """
    last = date(on.year + years, on.month, min(on.day, 28) if on.month == 2 else on.day)
    return tuple(due for due in _ahead(state_now(), tuple(subjects), on, use_memory)[0] if due.day <= last)


def eligible_now(subjects: Iterable[int], on: date, *, use_memory: bool = False) -> tuple[Now, ...]:
    """What these receivers can be given on the day, the highest award first."""
    return _ahead(state_now(), tuple(subjects), on, use_memory)[1]


@lru_cache(maxsize=16)
def _ahead(
    state: State, subjects: tuple[int, ...], on: date, use_memory: bool
) -> tuple[tuple[Due, ...], tuple[Now, ...]]:
    """What is coming for these receivers, and what they can have now."""
    force = force_of(state, on)
    numbers = force.numbers
    keys = [key for key in subjects if key in numbers]
    forms = sorted(office_law().pairs, key=lambda pair: precedence(*pair))
    coming: list[tuple[int, int, int, Due]] = []
    now: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    start, today = 0, days(on)
    rows = [numbers[key] for key in keys]
    soldiers = np.isin(force.facts.subjects.force[rows], SOLDIERS) if rows else np.zeros(0, bool)
    kinds = force.facts.subjects.kind[rows] if rows else np.zeros(0, np.int8)
    civil = np.asarray([form[0] in WORKERS_TITLES for form in forms])
    for block in asked_of(state, on, forms, use_memory=use_memory, numbers=rows) if rows else ():
        council = np.asarray([any(i.startswith("judgement:") for i in told.missing) for told in block.told])
        eligible = np.asarray([told.verdict is Verdict.ELIGIBLE for told in block.told])
        meant = ~(soldiers[start : start + len(block.ids), None] & civil)
        ahead = (block.earliest != NEVER) & (block.earliest > today) & meant
        for row, column in zip(*np.nonzero(ahead), strict=True):
            earliest, pattern = int(block.earliest[row, column]), block.pattern[row, column]
            key = keys[start + int(row)]
            award, class_ = forms[column]
            due = Due(date.fromordinal(earliest + _EPOCH), key, award, class_, bool(council[pattern]))
            coming.append((earliest, start + int(row), int(column), due))
        here = eligible[block.pattern] & meant
        for row, column in zip(*np.nonzero(here), strict=True):
            place = start + int(row)
            apart = now.setdefault((int(column), int(kinds[place])), ([], []))
            apart[bool(council[block.pattern[row, column]])].append(keys[place])
        start += len(block.ids)
    coming.sort(key=lambda one: one[:3])
    in_order = sorted(now.items())
    return tuple(due for *_, due in coming), tuple(
        Now(*forms[column], KINDS[kind], tuple(sure), tuple(heard)) for (column, kind), (sure, heard) in in_order
    )


_EPOCH = date(1970, 1, 1).toordinal()
