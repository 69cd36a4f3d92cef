"""What the forms of an office's papers are made of: each form with its variables and the pieces that all share.

A form is built by code into `forms/<slug>/template.docx` with the meaning of its variables in `forms/<slug>/form.toml`
(`python tools/forms.py` writes both); an office edits a copy in Word. The forms themselves stand in `decision_forms`, `sitting_forms`,
`achievement_forms`, `record_forms` and `exemplar_forms`.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tdkt.documents.archive import same_every_time
from tdkt.documents.typography import (
    BOTH,
    CENTRE,
    LEFT,
    LYING_WIDTH,
    UPRIGHT_WIDTH,
    Style,
    bare_table,
    bordered_table,
    keep_whole,
    make_empty,
    set_first_sheet,
    set_styles,
    write_letterhead,
    write_line,
    write_row,
    write_row_mark,
    write_title,
)

STYLES: Mapping[str, Style] = {
    "Căn cứ": (14, False, True, BOTH, 0, 3, False),
    "Thẩm quyền": (14, True, False, CENTRE, 10, 8, True),
    "Kính gửi": (14, False, False, CENTRE, 6, 8, False),
    "Dòng liệt kê": (14, False, False, BOTH, 0, 3, False),
    "Thông tin": (14, False, False, LEFT, 0, 3, False),
}
"""The paragraphs that only these papers have."""

LETTERHEAD = {
    "parent": "Cơ quan chủ quản, chữ in hoa; trống khi không có",
    "office": "Cơ quan ban hành, chữ in hoa",
    "number": "Dòng số, ký hiệu: Số: 05/QĐ-CAT; chưa có số thì Số: ……/QĐ-CAT",
    "place_date": "Địa danh và ngày: Quảng Nam, ngày 25 tháng 5 năm 2020",
    "title": "Tên loại văn bản, chữ in hoa",
    "subtitle": "Trích yếu nội dung",
    "sample_mark": "DỮ LIỆU MẪU, khi dữ liệu là mẫu; trống khi là số liệu thật",
    "sample_note": "Dòng nói rõ đây là dữ liệu mẫu; trống khi là số liệu thật",
}
SIGNATURE = {
    "sign_lines": "Các dòng quyền hạn và chức vụ của người ký, chữ in hoa: KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
    "signer": "Họ tên người ký; trống khi chưa rõ ai ký",
    "recipients": "Các dòng nơi nhận, đã có gạch đầu dòng và dấu câu",
}
LIST = {
    "groups": "Danh sách theo từng hình thức, danh hiệu; thứ tự theo luật",
    "groups.title": "Tên hình thức, danh hiệu và số dòng",
    "groups.lines": "Các dòng",
    "groups.lines.order": "Số thứ tự, đếm qua cả danh sách",
    "groups.lines.name": "Cấp bậc và họ tên, hoặc tên tập thể",
}


@dataclass(frozen=True)
class OfficeForm:
    """One form: its folder's name, its Vietnamese name, what it rests on, its variables with their meaning, and what writes its body."""

    slug: str
    name: str
    law: str
    variables: Mapping[str, str]
    write: Callable[[Word], None]


def build(form: OfficeForm) -> bytes:
    """The Word template of a form as bytes; the same on every run."""
    word = Document()
    make_empty(word)
    set_styles(word, STYLES)
    word.styles["Căn cứ"].paragraph_format.first_line_indent = word.styles[
        "Thân bài"
    ].paragraph_format.first_line_indent
    word.styles["Dòng liệt kê"].paragraph_format.first_line_indent = word.styles[
        "Thân bài"
    ].paragraph_format.first_line_indent
    set_first_sheet(word)
    form.write(word)
    word.core_properties.title = ""
    word.core_properties.author = ""
    word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = datetime(2020, 3, 5, tzinfo=UTC)
    held = io.BytesIO()
    word.save(held)
    return same_every_time(held.getvalue())


def declare(form: OfficeForm) -> str:
    """The text of `form.toml`."""
    lines = [
        "# Những chỗ mà template.docx được điền. Tệp này do tools/forms.py viết.",
        "# A loop in the template goes over a name that holds a list; what each line of it holds stands below it with a dot.",
        "",
        f"name = {_quoted(form.name)}",
        f"law = {_quoted(form.law)}",
        "",
        "[variables]",
        *(
            f"{_quoted(name) if '.' in name else name} = {_quoted(meaning)}"
            for name, meaning in sorted(form.variables.items())
        ),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# --- pieces -----------------------------------------------------------------------------------------


def write_head(word: Word, *, lying: bool = False) -> None:
    """Letterhead and title."""
    if lying:
        write_letterhead(word, widths=(107, 150))
        write_title(word, width=LYING_WIDTH)
    else:
        write_letterhead(word)
        write_title(word, width=UPRIGHT_WIDTH)


def write_each(word: Word | _Cell, name: str, loop: str, style: str, words: str) -> None:
    """A paragraph for each of a list: `loop` is the list, `name` the loop's own name of one."""
    write_line(word, style, f"{{%p for {name} in {loop} %}}")
    write_line(word, style, words)
    write_line(word, style, "{%p endfor %}")


def write_if(word: Word | _Cell, condition: str, style: str, words: str) -> None:
    """A paragraph that stands only where something is known."""
    write_line(word, style, f"{{%p if {condition} %}}")
    write_line(word, style, words)
    write_line(word, style, "{%p endif %}")


def write_article(word: Word, head: str, words: str, *, style: str = "Thân bài") -> Paragraph:
    """A paragraph that begins in bold: an article of a decision, or a particular and what it says."""
    paragraph = write_line(word, style, head, bold=True)
    paragraph.add_run(f" {words}")
    return paragraph


def write_signature(word: Word, *, lying: bool = False) -> None:
    """Nơi nhận at the left, the signer at the right; kept on one page."""
    _lead_to_signature(word)
    table = bare_table(word, (140, 117) if lying else (80, 83), rows=1)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    write_line(left, "Nơi nhận", "Nơi nhận:", bold=True, italic=True, size=12)
    write_each(left, "recipient", "recipients", "Nơi nhận", "{{ recipient }}")
    write_signer(right, "{%p for line in sign_lines %}", "{{ line }}", "{%p endfor %}", name="{{ signer }}")
    _keep_together(left, right)


def write_two_signers(word: Word, left: Sequence[str], right: Sequence[str]) -> None:
    """Two who sign side by side: each is the lines above the room for the signature and then the name."""
    _lead_to_signature(word)
    table = bare_table(word, (UPRIGHT_WIDTH / 2, UPRIGHT_WIDTH / 2), rows=1)
    keep_whole(table.rows[0])
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        write_signer(cell, *lines[:-1], name=lines[-1])
    _keep_together(*table.rows[0].cells)


def write_signer(cell: _Cell, *lines: str, name: str) -> None:
    """Who signs, the room for the signature and the stamp, the name."""
    for line in lines:
        write_line(cell, "Chữ ký", line)
    write_line(cell, "Chữ ký", "").paragraph_format.space_after = Pt(66)
    write_line(cell, "Chữ ký", name)


def _lead_to_signature(word: Word) -> None:
    """The words before a signature stay on its page: a page that bears a signature alone could be put to any paper."""
    last = word.element.body.xpath("./*[not(self::w:sectPr)]")[-1]
    if last.tag == qn("w:p"):
        last.get_or_add_pPr().keepNext_val = True
    write_line(word, "Sau biểu", "").paragraph_format.keep_with_next = True


def _keep_together(*cells: _Cell) -> None:
    for cell in cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def write_grouped(
    word: Word,
    *,
    heads: Sequence[str],
    names: Sequence[str],
    widths: tuple[float, ...],
    centred: tuple[int, ...] = (0,),
    groups: str = "groups",
) -> None:
    """The list of a paper: a table whose lines stand under the titles of their groups; a title never ends a page."""
    table = bordered_table(word, widths, rows=1)
    write_row(table.rows[0], heads, head=True)
    write_row_mark(table, f"{{%tr for group in {groups} %}}")
    group = table.add_row()
    keep_whole(group)
    group.cells[0].merge(group.cells[-1])
    heading = write_line(group.cells[0], "Ô phụ lục", "{{ group.title }}", bold=True)
    heading.paragraph_format.keep_with_next = True
    write_row_mark(table, "{%tr for line in group.lines %}")
    write_row(table.add_row(), [f"{{{{ line.{name} }}}}" for name in names], centred=centred)
    write_row_mark(table, "{%tr endfor %}")
    write_row_mark(table, "{%tr endfor %}")


def write_lines(
    word: Word,
    loop: str,
    *,
    heads: Sequence[str],
    names: Sequence[str],
    widths: tuple[float, ...],
    centred: tuple[int, ...] = (0,),
) -> None:
    """A table with a line for each of a list."""
    table = bordered_table(word, widths, rows=1)
    write_row(table.rows[0], heads, head=True)
    write_row_mark(table, f"{{%tr for line in {loop} %}}")
    write_row(table.add_row(), [f"{{{{ line.{name} }}}}" for name in names], centred=centred)
    write_row_mark(table, "{%tr endfor %}")


def lines(name: str, meaning: str, /, **fields: str) -> dict[str, str]:
    """The variables of a list: its name, and what each line of it holds."""
    return {name: meaning, **{f"{name}.{field}": said for field, said in fields.items()}}
