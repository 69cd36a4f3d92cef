"""Lists of the screens as files: an Excel workbook, or CSV for other programs, with the columns and the order that were on the screen."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from tdkt.documents.lists import write_list

FORMATS = ("xlsx", "csv")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def list_file(
    format: str,
    *,
    title: str,
    office: str,
    sample: bool,
    day: date,
    notes: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> bytes:
    """The list as a file: `xlsx` with its title and notes above the table, or `csv` of heads and rows alone."""
    if format == "csv":
        return _csv(heads, rows)
    return write_list(title=title, office=office, sample=sample, day=day, notes=notes, heads=heads, rows=rows)


def _csv(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """With the mark by which Excel knows UTF-8; a text that a sheet would take for a formula is marked as text."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return held.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
