"""The Word template of the five-year report, built from code so that anyone can see what it is made of.

`python -m tdkt.documents.five_year_form` writes it anew into `forms/five-year/template.docx`; an office edits a copy
in Word. Layout after Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20, 17, 20 and 30 mm, page number centred in the
top margin from page 2 on.
"""

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from tdkt.documents.archive import same_every_time
from tdkt.documents.form import FORMS
from tdkt.documents.typography import (
    bare_table,
    bordered_table,
    end_section,
    keep_whole,
    make_empty,
    put_border,
    repeat_on_each_page,
    set_first_sheet,
    set_styles,
    write_letterhead,
    write_line,
    write_loop_of_cells,
    write_row,
    write_row_mark,
    write_title,
)


def build() -> bytes:
    """The template as bytes; the same on every run."""
    word = Document()
    make_empty(word)
    set_styles(word)
    set_first_sheet(word)
    write_letterhead(word)
    write_title(word)
    _write_body(word)
    _write_signature(word)
    end_section(word, landscape=False)
    _write_annexes(word)
    _write_appendix(word)
    word.core_properties.title = "{{ title }} {{ subtitle }}"
    word.core_properties.author = "{{ office }}"
    word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = datetime(2020, 3, 5, tzinfo=UTC)
    held = io.BytesIO()
    word.save(held)
    return same_every_time(held.getvalue())


# --- the paper ------------------------------------------------------------------------------------------------------


def _write_body(word: Word) -> None:
    write_line(word, "Thân bài", "{%p for section in sections %}")
    write_line(word, "Đề mục", "{{ section.heading }}")
    write_line(word, "Thân bài", "{%p for paragraph in section.paragraphs %}")
    runs = write_line(word, "Thân bài", "{%r for run in paragraph.runs %}")
    for words, bold in (
        ("{%r if run.strong %}", False),
        ("{{ run.text }}", True),
        ("{%r else %}", False),
        ("{{ run.text }}", False),
        ("{%r endif %}", False),
        ("{%r endfor %}", False),
    ):
        runs.add_run(words).bold = True if bold else None
    write_line(word, "Thân bài", "{%p endfor %}")

    write_line(word, "Thân bài", "{%p for table in section.tables %}")
    write_line(word, "Thân bài", "{%p if table.annexed %}")
    write_line(word, "Thân bài", "{{ table.pointer }}", italic=True)
    write_line(word, "Thân bài", "{%p else %}")
    _write_table(word, "table", foot=True)
    write_line(word, "Thân bài", "{%p endif %}")
    write_line(word, "Thân bài", "{%p endfor %}")

    write_line(word, "Thân bài", "{%p for chart in section.charts %}")
    write_line(word, "Tên biểu", "{{ chart.title }}")
    _write_grid(word, "chart.table", foot=False)
    write_line(word, "Ghi chú biểu", "{{ chart.sentence }} {{ chart.note }}")
    write_line(word, "Thân bài", "{%p endfor %}")
    write_line(word, "Thân bài", "{%p endfor %}")


def _write_table(word: Word, name: str, *, foot: bool) -> None:
    """A table with its title and note; `name` is the loop's own name of it."""
    write_line(word, "Tên biểu", f"{{{{ {name}.title }}}}")
    _write_grid(word, name, foot=foot)
    write_line(word, "Ghi chú biểu", f"{{%p if {name}.note %}}")
    write_line(word, "Ghi chú biểu", f"{{{{ {name}.note }}}}")
    write_line(word, "Ghi chú biểu", "{%p else %}")
    write_line(word, "Sau biểu", "")
    write_line(word, "Ghi chú biểu", "{%p endif %}")


def _write_grid(word: Word, name: str, *, foot: bool) -> None:
    """As many columns and rows as the data have; the widths are set when the paper is filled."""
    table = bordered_table(word, (40, 80, 43), rows=1)
    caption = parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{{{{ {name}.key }}}}"/>')
    table._tbl.tblPr.append(caption)
    write_loop_of_cells(table.rows[0].cells, f"column in {name}.columns", "{{ column.label }}", "Ô đầu")
    repeat_on_each_page(table.rows[0])
    write_row_mark(table, f"{{%tr for row in {name}.rows %}}")
    write_loop_of_cells(table.add_row().cells, "cell in row.cells", "{{ cell }}", "Ô chữ")
    write_row_mark(table, "{%tr endfor %}")
    if foot:
        write_row_mark(table, f"{{%tr if {name}.foot %}}")
        write_loop_of_cells(table.add_row().cells, f"cell in {name}.foot", "{{ cell }}", "Ô cộng")
        write_row_mark(table, "{%tr endif %}")
    for row in table.rows:
        keep_whole(row)


def _write_signature(word: Word) -> None:
    """The closing sentence, then nơi nhận and the signer side by side; all kept on one page."""
    closing = write_line(word, "Thân bài", "{{ closing }}")
    closing.paragraph_format.keep_with_next = True
    closing.paragraph_format.space_before = Pt(10)
    table = bare_table(word, (80, 83), rows=1)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    write_line(left, "Nơi nhận", "Nơi nhận:", bold=True, italic=True, size=12)
    write_line(left, "Nơi nhận", "{%p for recipient in recipients %}")
    write_line(left, "Nơi nhận", "{{ recipient }}")
    write_line(left, "Nơi nhận", "{%p endfor %}")
    write_line(right, "Chữ ký", "{{ signer_post }}")
    write_line(right, "Chữ ký", "").paragraph_format.space_after = Pt(84)
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
    last = write_line(word, "Dòng cuối", "{{ last_line }}. Phụ lục ghi từng dòng đứng sau các con số.")
    put_border(last, side="top", space=4)


def _write_annexes(word: Word) -> None:
    write_line(word, "Thân bài", "{%p if annexes %}")
    _appendix_head(word, "{{ annex_title }}", "CÁC BIỂU KÈM THEO")
    write_line(word, "Thân bài", "{%p for annex in annexes %}")
    _write_table(word, "annex", foot=True)
    write_line(word, "Thân bài", "{%p endfor %}")
    end_section(word, landscape=True)
    write_line(word, "Thân bài", "{%p endif %}")


def _write_appendix(word: Word) -> None:
    _appendix_head(word, "{{ appendix_title }}", "CÁC DÒNG ĐỨNG SAU MỖI CON SỐ")
    write_line(word, "Thân bài", "{%p if figures %}")
    write_line(word, "Tên biểu", "1. Các con số trong lời văn")
    table = bordered_table(word, (40, 32, 36, 20, 35), rows=1)
    write_row(table.rows[0], ("Con số", "Đếm", "Tính theo", "Bỏ ngoài", "Dòng"), head=True)
    write_row_mark(table, "{%tr for figure in figures %}")
    names = ("title", "counts", "basis", "left_out", "lines")
    write_row(table.add_row(), [f"{{{{ figure.{name} }}}}" for name in names])
    write_row_mark(table, "{%tr endfor %}")
    write_line(word, "Thân bài", "{%p endif %}")

    _write_list(
        word,
        "conferrals",
        title="2. Các dòng khen thưởng, theo hình thức",
        heads=("Dòng", "Người, tập thể được khen", "Đơn vị", "Số quyết định", "Ngày"),
        names=("order", "receiver", "unit", "decision", "date"),
        centred=(0, 4),
        widths=(12, 49, 45, 36, 21),
    )
    _write_list(
        word,
        "models",
        title="3. Các mô hình, theo loại",
        heads=("Dòng", "Tên mô hình", "Nơi", "Ngày lập", "Đánh giá"),
        names=("order", "name", "place", "founded", "rating"),
        centred=(0, 3),
        widths=(12, 50, 60, 21, 20),
    )
    write_line(word, "Dòng cuối", "{%p if unlisted %}")
    write_line(word, "Dòng cuối", "{{ unlisted }}")
    write_line(word, "Dòng cuối", "{%p endif %}")
    write_line(word, "Dòng cuối", "{{ last_line }}.").paragraph_format.space_before = Pt(12)


def _appendix_head(word: Word, name: str, title: str) -> None:
    write_line(word, "Tên phụ lục", name)
    write_line(word, "Tên phụ lục", title)
    write_line(word, "Kèm theo", "{{ appendix_of }}")


def _write_list(
    word: Word,
    name: str,
    *,
    title: str,
    heads: tuple[str, ...],
    names: tuple[str, ...],
    centred: tuple[int, ...],
    widths: tuple[int, ...],
) -> None:
    """One long table of lines under the titles of their groups; a title never ends a page."""
    write_line(word, "Thân bài", f"{{%p if {name} %}}")
    write_line(word, "Tên biểu", title)
    table = bordered_table(word, widths, rows=1)
    write_row(table.rows[0], heads, head=True)
    write_row_mark(table, f"{{%tr for group in {name} %}}")
    group = table.add_row()
    keep_whole(group)
    group.cells[0].merge(group.cells[-1])
    heading = write_line(group.cells[0], "Ô phụ lục", "{{ group.title }}", bold=True)
    heading.paragraph_format.keep_with_next = True
    write_row_mark(table, "{%tr for line in group.lines %}")
    write_row(table.add_row(), [f"{{{{ line.{field} }}}}" for field in names], centred=centred)
    write_row_mark(table, "{%tr endfor %}")
    write_row_mark(table, "{%tr endfor %}")
    write_line(word, "Thân bài", "{%p endif %}")


if __name__ == "__main__":
    (FORMS / "five-year" / "template.docx").write_bytes(build())
