"""Workbooks for the tests, written by a writer that has nothing in common with the readers under test."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
import xlsxwriter

Cells = Sequence[Sequence[Any]]


def workbook(sheets: dict[str, Cells] | Cells, *, merges: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """An .xlsx with these cells; `merges` are ranges of the first sheet ("A1:F1"), whose value is that of the first cell."""
    named = sheets if isinstance(sheets, dict) else {"Sheet1": sheets}
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, (name, rows) in enumerate(named.items()):
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value)
        if place == 0:
            for span in merges:
                first, _, _ = span.partition(":")
                r, c = xlsxwriter.utility.xl_cell_to_rowcol(first)
                value = rows[r][c] if r < len(rows) and c < len(rows[r]) else ""
                sheet.merge_range(span, value)
    book.close()
    return out.getvalue()


def word(*blocks: str | Cells, merges: Sequence[tuple[int, tuple[int, int], tuple[int, int]]] = ()) -> bytes:
    """A .docx: a string is a paragraph, rows of cells are a table; `merges` are (table, from, to)."""
    document = docx.Document()
    tables = []
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), max(len(row) for row in block))
        for r, row in enumerate(block):
            for c, value in enumerate(row):
                table.cell(r, c).text = "" if value is None else str(value)
        tables.append(table)
    for number, first, last in merges:
        tables[number].cell(*first).merge(tables[number].cell(*last))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
