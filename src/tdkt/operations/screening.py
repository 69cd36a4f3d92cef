"""Screening the register from its packed histories: every award, every receiver, as fast as a page is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from tdkt.operations.law import office_law
from tdkt.operations.ledger import lock_chain, writing
from tdkt.operations.packing import drifted, needs_of, packed_register, repack
from tdkt.operations.permissions import require
from tdkt.records.facts import facts_known
from tdkt.records.models import Account, Subject
from tdkt.records.models.scope import family
from tdkt.rules.packed import pack
from tdkt.rules.screen import screen
from tdkt.rules.truth import Verdict

Form = tuple[str, int | None]
"""Award code and class."""


@dataclass(frozen=True)
class Screened:
    """What came of it: `verdicts` has a row for each of `subjects` (ids, ascending) and a column for each of `forms`."""

    on: date
    subjects: NDArray[np.int64]
    forms: tuple[Form, ...]
    verdicts: NDArray[np.int8]

    def of(self, verdict: Verdict) -> Iterator[tuple[int, str, int | None]]:
        """Subject, award and class of every cell with this verdict, award by award."""
        for column, form in enumerate(self.forms):
            for row in np.flatnonzero(self.verdicts[:, column] == int(verdict)).tolist():
                yield (int(self.subjects[row]), *form)


def screen_register(
    on: date,
    *,
    awards: Sequence[Form] | None = None,
    unit: int | None = None,
    account: Account | None = None,
    today: date | None = None,
    use_memory: bool = False,
) -> Screened:
    """The verdict of every receiver for every award, or for some (code and class), under the law of a day.

    `unit` (its id): only those who belong to it, or to what stands under it or was continued by it, on `today` (else the day asked);
    `account`: only those whom it may see then. Read from the packed rows; a day before the last decisions is packed from the tables.
    """
    law = office_law()
    packed, keys = packed_register()
    if not packed.serves(on):
        packed = pack(facts_known(None).facts, needs_of(law), on)
    screened = screen(law.rules_on(on), packed, on, titles=law.titles, use_memory=use_memory, forms=awards)
    verdicts = np.asarray(screened.verdicts)
    if unit is None and account is None:
        return Screened(on, keys, screened.forms, verdicts)
    shown = Subject.objects.all() if account is None else Subject.objects.visible_to(account, on=today or on)
    if unit is not None:
        shown = shown.filter(belongs_to__in=family(unit, on=today or on))
    kept = np.isin(keys, np.asarray(list(shown.values_list("pk", flat=True)), np.int64))
    return Screened(on, keys[kept], screened.forms, verdicts[kept])


def rebuild_packed(*, by: Account | None, at: datetime) -> int:
    """Make all packed rows anew from the tables, and say so in the log. Answers how many."""
    require(by, "correct")
    with transaction.atomic():
        lock_chain()
        drift_before = len(drifted())
        number = repack(None)
        with writing(by=by, at=at, verb="packed.rebuild", detail={"rows": number, "drifted": drift_before}):
            pass
    return number


def drift() -> list[int]:
    """The subjects (ids) whose packed row differs from what the tables say; an empty list proves that none drifted."""
    return drifted()
