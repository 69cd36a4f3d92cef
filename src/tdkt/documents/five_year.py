"""The five-year report as a paper: data in; Word, PDF or Excel bytes out.

The report is the dict that `reports` builds and `--format json` prints: office, sections of paragraphs whose runs may
carry a number, tables, charts, and for every number the ids of the rows behind it. Nothing is counted here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tdkt.documents.form import load_form
from tdkt.documents.paper import lay_out
from tdkt.documents.pdf import set_pdf
from tdkt.documents.word import fill_word
from tdkt.documents.workbook import write_workbook

FORM = "five-year"
FORMATS = ("docx", "pdf", "xlsx")


class UnknownFormat(ValueError):
    """A format that no paper is made in."""

    def __init__(self, asked: str) -> None:
        super().__init__(f'Không in được báo cáo ra dạng "{asked}": chọn một trong {", ".join(FORMATS)}.')


def render(report: Mapping[str, Any], *, format: str, known_on: date, template: bytes | None = None) -> bytes:
    """The report as a file of one of `FORMATS`; the same report and day give the same bytes.

    `known_on` is the day that the register is asked about, and the date on the paper. `template` is a Word file of
    the office's own in place of ours, for docx only. Raises UnknownFormat, and FormMismatch for a template that
    cannot be filled.
    """
    if format == "docx":
        form = load_form(FORM, template=template)
        return fill_word(lay_out(report, known_on=known_on), form=form, known_on=known_on)
    if format == "pdf":
        return set_pdf(lay_out(report, known_on=known_on), form=FORM, known_on=known_on)
    if format == "xlsx":
        return write_workbook(report, known_on=known_on)
    raise UnknownFormat(format)
