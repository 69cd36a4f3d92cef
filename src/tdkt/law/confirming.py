"""What a lawyer has confirmed, and what is still to be confirmed: one line a provision in `confirmations.csv`, with who and when.

A whole instrument may be confirmed by its id alone. Until then everything encoded is our reading of the text.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tdkt.law.instruments import Law, Provision

FILE = Path(__file__).with_name("confirmations.csv")


@dataclass(frozen=True)
class Confirmation:
    """Who confirmed our reading of a provision or of a whole instrument, and when."""

    id: str
    by: str
    on: date
    note: str = ""


@cache
def confirmations(file: Path = FILE) -> Mapping[str, Confirmation]:
    """Every confirmation by the id it is of. Raises ValueError naming the line that is not whole."""
    found = {}
    with file.open(encoding="utf-8", newline="") as table:
        for number, row in enumerate(csv.DictReader(table), start=2):
            try:
                if not row["id"] or not row["by"].strip():
                    raise ValueError("thiếu id hoặc người xác nhận")
                found[row["id"]] = Confirmation(row["id"], row["by"], date.fromisoformat(row["on"]), row["note"] or "")
            except (ValueError, KeyError, AttributeError, TypeError) as why:
                raise ValueError(f"{file.name}:{number}: dòng xác nhận không đủ id, by, on ({why})") from why
    return found


def confirmed(provision: Provision, law: Law) -> Confirmation | None:
    """The confirmation that covers a provision: its own, its instrument's, or the one at the head of the instrument's file."""
    kept = confirmations()
    found = kept.get(provision.id) or kept.get(provision.instrument)
    instrument = law.instruments[provision.instrument]
    if found is None and instrument.checked_by and instrument.checked_on:
        return Confirmation(instrument.id, instrument.checked_by, instrument.checked_on)
    return found


def to_confirm(law: Law) -> Iterator[Provision]:
    """Everything the engine rests on that no lawyer has confirmed, in the order of the files."""
    return (p for p in law.provisions.values() if p.state != "not-encoded" and confirmed(p, law) is None)
