"""A list as an Excel sheet: title and notes above, one table with its heads repeated on every printed page, set to the width of A4 across.

Whatever was typed by somebody stays text: a name that begins with "=" is a name, never a formula.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from tdkt.documents.paper import SAMPLE_MARK, SAMPLE_NOTE
from tdkt.documents.widths import PADDING, text_width

NARROWEST, WIDEST = 6.0, 52.0
"""Widths of a column, in digits of the sheet's type; longer texts are broken into lines."""
SIZE = 12
MILLIMETRES_PER_UNIT = 2.0
"""A unit of column width is one digit of the sheet's type, 2.1 mm; a little less leaves room for the filter's arrow."""
_A4 = 9
_HEADER_FONT = '&"Times New Roman,Regular"&12'


def write_list(
    *,
    title: str,
    office: str,
    sample: bool,
    day: date,
    notes: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> bytes:
    """The workbook as bytes; the same on every run. `rows` hold text, numbers, dates or None."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    marked = f"{title} - {SAMPLE_MARK}" if sample else title
    created = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    book.set_properties({"title": marked[:255], "author": office[:255], "created": created})
    base = {"font_name": "Times New Roman", "font_size": SIZE, "valign": "top"}
    plain = book.add_format({**base, "text_wrap": True, "border": 1, "border_color": "#808080"})
    number = book.add_format({**base, "border": 1, "border_color": "#808080", "num_format": "#,##0"})
    dated = book.add_format({**base, "border": 1, "border_color": "#808080", "num_format": "dd/mm/yyyy"})
    head = book.add_format(
        {**base, "bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"}
    )
    heading = book.add_format({**base, "bold": True, "font_size": 14})
    note = book.add_format({**base, "italic": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)
    sheet.set_footer(f"&C{_HEADER_FONT}&P/&N")
    sheet.fit_to_pages(1, 0)
    at = 0
    for words, form in [(office, note), (title, heading), *((words, note) for words in notes)]:
        if words:
            sheet.write_string(at, 0, words, form)
            at += 1
    if sample:
        sheet.write_string(at, 0, SAMPLE_NOTE, note)
        at += 1
    top = at
    for column, words in enumerate(heads):
        sheet.write_string(top, column, words, head)
    for line, row in enumerate(rows, top + 1):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                sheet.write_blank(line, column, None, plain)
            elif isinstance(cell, date):
                sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), dated)  # noqa: DTZ001
            elif isinstance(cell, int | float):
                sheet.write_number(line, column, cell, number)
            else:
                sheet.write_string(line, column, str(cell), plain)
    for column, words in enumerate(heads):
        widest = max((text_width(str(row[column] or ""), size=SIZE) for row in rows), default=0.0)
        longest = max((text_width(word, size=SIZE, bold=True) for word in words.split()), default=0.0)
        width = max(widest, longest) / MILLIMETRES_PER_UNIT + PADDING
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, width)))
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    if rows:
        sheet.autofilter(top, 0, top + len(rows), len(heads) - 1)
    book.close()
    return held.getvalue()
