"""One table as a paper of the office, in Word and PDF: letterhead, title, sentences, the table set to measure, notes, who signs.

For lists as they are seen on screen and for statistical forms: the columns are not known beforehand, so the template is built for them and filled
like any other form. What somebody typed never becomes part of the template.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.document import Document as Word
from docx.shared import Pt

from tdkt.documents.form import Form
from tdkt.documents.office_forms import (
    LETTERHEAD,
    SIGNATURE,
    OfficeForm,
    build,
    write_each,
    write_head,
    write_signature,
)
from tdkt.documents.paper import clean
from tdkt.documents.typography import (
    CENTRED_CELL,
    bordered_table,
    keep_whole,
    lay_last_sheet,
    write_line,
    write_row,
    write_row_mark,
)
from tdkt.documents.widths import Column, Fit, fit
from tdkt.documents.word import fill_template
from tdkt.documents.word_pdf import set_word_as_pdf

FORMATS = ("docx", "pdf")
_SLUG, _NAME = "bang", "Bảng in từ sổ"


@dataclass(frozen=True)
class Line:
    """A row of the table. One cell alone is the title of a group; `beside` rows stand in italics."""

    cells: tuple[str, ...]
    beside: bool = False


def write_table(
    words: Mapping[str, Any],
    *,
    heads: Sequence[str],
    numbers: Sequence[int],
    lines: Sequence[Line],
    format: str,
    known_on: date,
    signed: bool = True,
) -> bytes:
    """The paper as docx or pdf; the same words and day give the same bytes.

    `words`: those of the letterhead and the signature, with `before` and `after`, sentences around the table; `numbers`: places of the columns
    of numbers; `signed`: with the place of the signature.
    """
    whole = [line for line in lines if len(line.cells) > 1]
    measured = fit(
        [Column(head, tuple(line.cells[place] for line in whole), place in numbers) for place, head in enumerate(heads)]
    )
    said = clean(
        {
            **words,
            "heads": list(heads),
            "lines": [
                {
                    "title": line.cells[0] if len(line.cells) == 1 else "",
                    "beside": line.beside,
                    "cells": list(line.cells),
                }
                for line in lines
            ],
        }
    )
    made = OfficeForm(_SLUG, _NAME, "", VARIABLES, lambda word: _write(word, measured, numbers, signed=signed))
    form = Form(name=_NAME, template=build(made), variables=dict(VARIABLES))
    title = f"{words['title']}. {words['subtitle']}"
    filled = fill_template(said, form=form, known_on=known_on, title=title, author=words["office"])
    return filled if format == "docx" else set_word_as_pdf(filled, known_on=known_on)


VARIABLES = (
    LETTERHEAD
    | SIGNATURE
    | {
        "before": "Các câu trên bảng",
        "after": "Các câu dưới bảng",
        "heads": "Tên cột",
        "lines": "Các dòng",
        "lines.title": "Tên nhóm; trống ở dòng thường",
        "lines.beside": "Dòng in nghiêng",
        "lines.cells": "Các ô",
    }
)


def _write(word: Word, measured: Fit, numbers: Sequence[int], *, signed: bool) -> None:
    lying = measured.landscape
    write_head(word, lying=lying)
    write_each(word, "sentence", "before", "Ghi chú biểu", "{{ sentence }}")
    table = bordered_table(word, measured.widths, rows=1)
    count = len(measured.widths)
    write_row(table.rows[0], [f"{{{{ heads[{place}] }}}}" for place in range(count)], head=True)
    _set_size(table.rows[0], measured.size)
    write_row_mark(table, "{%tr for line in lines %}")
    write_row_mark(table, "{%tr if line.title %}")
    title = table.add_row()
    keep_whole(title)
    title.cells[0].merge(title.cells[-1])
    write_line(
        title.cells[0], "Ô phụ lục", "{{ line.title }}", bold=True, size=measured.size
    ).paragraph_format.keep_with_next = True
    for mark, italic in (("{%tr elif line.beside %}", True), ("{%tr else %}", False)):
        write_row_mark(table, mark)
        row = table.add_row()
        keep_whole(row)
        for place, cell in enumerate(row.cells):
            style = CENTRED_CELL if place in numbers else "Ô phụ lục"
            write_line(cell, style, f"{{{{ line.cells[{place}] }}}}", italic=italic or None, size=measured.size)
    write_row_mark(table, "{%tr endif %}")
    write_row_mark(table, "{%tr endfor %}")
    write_each(word, "sentence", "after", "Ghi chú biểu", "{{ sentence }}")
    if signed:
        write_signature(word, lying=lying)
    if lying:
        lay_last_sheet(word)


def _set_size(row: Any, size: float) -> None:
    """The head in the size of the table."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)
