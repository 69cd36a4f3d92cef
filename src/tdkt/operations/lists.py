"""Lists of the screens as files: an Excel workbook, or CSV for other programs, with the columns and the order that were on the screen."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from tdkt.documents.lists import write_list
from tdkt.documents.table_paper import Line, write_table
from tdkt.operations.letterhead import letterhead, sign_lines, signature, the_office
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.numbers import write_number

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


def list_paper(
    format: str,
    *,
    title: str,
    day: date,
    notes: Sequence[str],
    heads: Sequence[str],
    numbers: Sequence[int],
    groups: Sequence[tuple[str, Sequence[Sequence[Any]]]],
) -> bytes:
    """The list as a paper of the office, `docx` or `pdf`: rows under the titles of their groups, "" for rows without one."""
    office = the_office()
    words = (
        letterhead(office, title="DANH SÁCH", subtitle=title, number="", on=day, year=day.year)
        | signature(office, lines=sign_lines(office), signer="")
        | {"before": list(notes), "after": []}
    )
    lines = []
    for name, rows in groups:
        lines += [Line((name,))] if name else []
        lines += [Line(tuple(_said(cell) for cell in row)) for row in rows]
    return write_table(words, heads=heads, numbers=numbers, lines=lines, format=format, known_on=day)


def _said(cell: Any) -> str:
    """A cell as paper has it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return write_date(cell)
    return write_number(cell) if isinstance(cell, int) else str(cell)


def _csv(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """With the mark by which Excel knows UTF-8; a text that a sheet would take for a formula is marked as text."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return held.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell
