"""What falls due: for each subject and award what can be had now or within some years if the record goes on, and what can be had instead."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.law.asking import Question, nearest_lower, precedence
from tdkt.law.instruments import Law
from tdkt.law.screening import EPOCH, screen_blocks
from tdkt.rules.facts import Facts
from tdkt.rules.truth import Verdict

DUE_COLUMNS = (
    "subject_id",
    "name",
    "award",
    "class",
    "verdict",
    "due",
    "missing",
    "alternative",
    "alternative_class",
    "alternative_pathway",
)
"""The columns of a row of the due list."""


def forecast_rows(
    law: Law,
    facts: Facts,
    on: date,
    years: int,
    asked: Sequence[Question],
    *,
    numbers: Sequence[int] | NDArray[np.int32] | None = None,
    use_memory: bool = False,
) -> list[dict[str, Any]]:
    """The due list, the soonest first.

    `due` is the day asked for what can be had now, else the earliest year or day; `missing` what is lacking until then; `alternative` the
    award of the nearest lower precedence that the subject can have now, and the pathway by which.
    """
    last = date(on.year + years, on.month, min(on.day, 28) if on.month == 2 else on.day)
    due: list[tuple[date, int, dict[str, Any]]] = []
    asked_of = iter(range(len(facts)) if numbers is None else [int(number) for number in numbers])
    for block in screen_blocks(law, facts, on, asked, numbers=numbers, use_memory=use_memory):
        can = np.asarray([told.verdict is Verdict.ELIGIBLE for told in block.told], bool)[block.pattern]
        falls = can | (block.earliest <= (last - EPOCH).days)
        words = block.days()
        for place, number in zip(range(len(block.ids)), asked_of, strict=False):
            if not falls[place].any():
                continue
            now = [block.row(place, column, words) for column in np.flatnonzero(can[place]).tolist()]
            for column in np.flatnonzero(falls[place]).tolist():
                row = block.row(place, column, words)
                day = on if can[place, column] else EPOCH + timedelta(days=int(block.earliest[place, column]))
                due.append((day, number, _due(row, str(facts.subjects.names[number]), on, now)))
    due.sort(key=lambda one: (one[0], one[1], precedence(one[2]["award"], one[2]["class"])))
    return [row for _, _, row in due]


def _due(row: dict[str, Any], name: str, on: date, now: list[dict[str, Any]]) -> dict[str, Any]:
    lower = None if row["verdict"] == Verdict.ELIGIBLE.word else nearest_lower(row["award"], row["class"], now)
    return {
        "subject_id": row["subject_id"],
        "name": name,
        "award": row["award"],
        "class": row["class"],
        "verdict": row["verdict"],
        "due": row["earliest"] or on.isoformat(),
        "missing": row["missing"],
        "alternative": lower["award"] if lower else "",
        "alternative_class": lower["class"] if lower else None,
        "alternative_pathway": lower["pathway"] if lower else "",
    }
