"""The paper as a Word file: a form's template filled from a paper, then its tables set to measure."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from tdkt.documents.archive import same_every_time
from tdkt.documents.form import Form, FormMismatch

_SHORT_TABLE = 14
"""Tables of up to so many rows are kept on one page."""


def fill_word(paper: Mapping[str, Any], *, form: Form, known_on: date) -> bytes:
    """Fill a form with a paper (from `paper.lay_out`); the date inside the file is `known_on`, not today."""
    template = _rendered(paper, form)
    word: Word = template.docx
    sheets = {table["key"]: table for table in _tables(paper)}
    for table in word.tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        if caption is not None and caption.get(qn("w:val")) in sheets:
            _set_to_measure(table, sheets[caption.get(qn("w:val"))])
    title = f"{paper['title']}. {paper['subtitle']}"
    return _finished(template, known_on=known_on, title=title, author=paper["office"])


def fill_template(words: Mapping[str, Any], *, form: Form, known_on: date, title: str, author: str) -> bytes:
    """Fill a form whose tables stand as the template has them. `title` and `author` are the file's own particulars."""
    return _finished(_rendered(words, form), known_on=known_on, title=title, author=author)


def _rendered(words: Mapping[str, Any], form: Form) -> DocxTemplate:
    template = DocxTemplate(io.BytesIO(form.template))
    # The template may be the office's own: it gets no more than the words of the paper, and a missing word is an error.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template.render(_literal(words), environment)
    except (TemplateError, TypeError, etree.XMLSyntaxError) as error:
        raise FormMismatch(
            f'Mẫu Word "{form.name}" không điền được ({error}): xem lại các dấu {{{{ }}}} và {{% %}} trong tệp mẫu.'
        ) from error
    return template


def _finished(template: DocxTemplate, *, known_on: date, title: str, author: str) -> bytes:
    properties = template.docx.core_properties
    properties.created = properties.modified = datetime.combine(known_on, time(), tzinfo=UTC)
    properties.title = title[:255]
    properties.author = properties.last_modified_by = author[:255]
    held = io.BytesIO()
    template.save(held)
    return same_every_time(held.getvalue())


def _tables(paper: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for section in paper["sections"]:
        yield from section["tables"]
        yield from (chart["table"] for chart in section["charts"])


def _literal(value: Any) -> Any:
    """Every string escaped for XML, and its braces too: docxtpl gives a meaning of its own to some of them after
    filling."""
    if isinstance(value, str):
        escaped = str(escape(value))
        for sign in "{}%":
            escaped = escaped.replace(sign, f"&#{ord(sign)};")
        return Markup(escaped)  # noqa: S704
    if isinstance(value, Mapping):
        return {key: _literal(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_literal(held) for held in value]
    return value


def _set_to_measure(table: Table, sheet: Mapping[str, Any]) -> None:
    """The reckoned widths and type size, numbers to the right, and a short table whole on its page."""
    widths = [Mm(width) for width in sheet["widths"]]
    for grid_column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid_column.w = width
    table._tbl.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(sum(width.twips for width in widths)))
    rows = table._tbl.tr_lst
    for place, row in enumerate(rows):
        is_head = place == 0
        keep = not sheet["annexed"] and len(rows) <= _SHORT_TABLE + 2 and place < len(rows) - 1
        for column, cell, width in zip(sheet["columns"], row.tc_lst, widths, strict=True):
            cell.width = width
            cell.get_or_add_tcPr().append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))
            for element in cell.p_lst:
                _set_paragraph(element, size=sheet["size"], right=column["number"] and not is_head, keep=keep)


def _set_paragraph(element: Any, *, size: float, right: bool, keep: bool) -> None:
    properties = element.get_or_add_pPr()
    if right:
        properties.jc_val = WD_ALIGN_PARAGRAPH.RIGHT
    if keep:
        properties.keepNext_val = True
    for run in element.r_lst:
        run.get_or_add_rPr().sz_val = Pt(size)
