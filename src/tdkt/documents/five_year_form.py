"""The Word template of the five-year report, built from code so that anyone can see what it is made of.

`python -m tdkt.documents.five_year_form` writes it anew into `forms/five-year/template.docx`; an office edits a copy
in Word. Layout after Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20, 17, 20 and 30 mm, page number centred in the
top margin from page 2 on.
"""

import io
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from tdkt.documents.archive import same_every_time
from tdkt.documents.form import FORMS

# The PDF carries Tinos; a Word file cannot count on it. Every office PC has Times New Roman, which the decree names
# and whose letters are exactly as wide as those of Tinos, so that both papers break their lines alike.
FONT = "Times New Roman"

LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)

# name: (size, bold, italic, alignment, space before, space after, keep with next)
_STYLES = {
    "Cơ quan": (12, False, False, CENTRE, 0, 0, False),
    "Số và ngày": (13, False, False, CENTRE, 4, 0, False),
    "Tên loại": (14, True, False, CENTRE, 14, 2, True),
    "Trích yếu": (14, True, False, CENTRE, 0, 2, True),
    "Dữ liệu mẫu": (12, False, True, CENTRE, 6, 4, False),
    "Đề mục": (14, True, False, LEFT, 12, 4, True),
    "Thân bài": (14, False, False, BOTH, 0, 6, False),
    "Tên biểu": (13, True, False, LEFT, 10, 4, True),
    "Ô đầu": (12, True, False, CENTRE, 1, 1, False),
    "Ô chữ": (12, False, False, LEFT, 1, 1, False),
    "Ô cộng": (12, True, False, LEFT, 1, 1, False),
    "Ghi chú biểu": (12, False, True, LEFT, 4, 8, False),
    "Sau biểu": (6, False, False, LEFT, 0, 0, False),
    "Chữ ký": (14, True, False, CENTRE, 0, 0, False),
    "Nơi nhận": (11, False, False, LEFT, 0, 0, False),
    "Dòng cuối": (11, False, False, LEFT, 4, 0, False),
    "Tên phụ lục": (14, True, False, CENTRE, 0, 2, True),
    "Kèm theo": (13, False, True, CENTRE, 0, 8, True),
    "Ô phụ lục": (11, False, False, LEFT, 0.5, 0.5, False),
}
_CENTRED_CELL = "Ô phụ lục giữa"
_UPRIGHT_WIDTH, _LYING_WIDTH = 163, 257


def build() -> bytes:
    """The template as bytes; the same on every run."""
    word = Document()
    _empty(word)
    _set_styles(word)
    _set_first_sheet(word)
    _write_head(word)
    _write_body(word)
    _write_signature(word)
    _end_section(word, landscape=False)
    _write_annexes(word)
    _write_appendix(word)
    word.core_properties.title = "{{ title }} {{ subtitle }}"
    word.core_properties.author = "{{ office }}"
    word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = datetime(2020, 3, 5, tzinfo=UTC)
    held = io.BytesIO()
    word.save(held)
    return same_every_time(held.getvalue())


# --- styles and sheets --------------------------------------------------------------------------------------------


def _empty(word: Word) -> None:
    body = word.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def _set_styles(word: Word) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    run.append(parse_xml(_fonts_xml()))
    run.append(parse_xml(f'<w:sz {nsdecls("w")} w:val="28"/>'))
    run.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'))
    paragraph = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr"))
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.append(parse_xml(f'<w:spacing {nsdecls("w")} w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'))

    # Word 2013 and later put the edge of a table on the margin; older rules would push it out by the padding of its cells.
    compatibility = word.settings.element.find(qn("w:compat"))
    for setting in compatibility.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")

    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer"}
    for style in list(word.styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
    normal = word.styles["Normal"].element
    for tag in ("w:rPr", "w:pPr"):
        if (found := normal.find(qn(tag))) is not None:
            normal.remove(found)
    for name, (size, bold, italic, alignment, before, after, keep) in _STYLES.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.font.size = Pt(size)
        style.font.bold = bold
        style.font.italic = italic
        style.paragraph_format.alignment = alignment
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = keep
        style.paragraph_format.widow_control = True
        style.quick_style = True
    word.styles["Thân bài"].paragraph_format.first_line_indent = Mm(12.7)
    word.styles["Thân bài"].paragraph_format.line_spacing = 1.1
    centred = word.styles.add_style(_CENTRED_CELL, WD_STYLE_TYPE.PARAGRAPH)
    centred.base_style = word.styles["Ô phụ lục"]
    centred.paragraph_format.alignment = CENTRE
    # Headings stand in Word's navigation pane without being Word's own blue headings.
    for name, level in (("Đề mục", 0), ("Tên phụ lục", 0), ("Tên biểu", 1)):
        word.styles[name].element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))


def _fonts_xml() -> str:
    return f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _set_first_sheet(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(20), Mm(17)
    section.bottom_margin, section.left_margin = Mm(20), Mm(30)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    _write_header(section.header.paragraphs[0], page_number=True)
    _write_header(section.first_page_header.paragraphs[0], page_number=False)


def _write_header(paragraph: Paragraph, *, page_number: bool, width: float = _UPRIGHT_WIDTH) -> None:
    """The page number in the middle, the mark of sample data at the right."""
    paragraph.style = "Normal"
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t")
    if page_number:
        for kind in ("begin", "PAGE", "end"):
            run = paragraph.add_run()
            run.font.size = Pt(13)
            if kind == "PAGE":
                run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))
            else:
                run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
    paragraph.add_run("\t")
    mark = paragraph.add_run("{{ sample_mark }}")
    mark.font.size = Pt(10)
    mark.font.bold = True


def _end_section(word: Word, *, landscape: bool) -> None:
    """End a section here: a paragraph whose mark carries the sheet of everything above it."""
    last = word.element.body.find(qn("w:sectPr"))
    ended = deepcopy(last)
    if landscape:
        size, margins = ended.find(qn("w:pgSz")), ended.find(qn("w:pgMar"))
        size.set(qn("w:w"), str(Mm(297).twips))
        size.set(qn("w:h"), str(Mm(210).twips))
        size.set(qn("w:orient"), "landscape")
        for side, length in (("top", 30), ("right", 20), ("bottom", 17), ("left", 20), ("header", 18)):
            margins.set(qn(f"w:{side}"), str(Mm(length).twips))
        # A header of its own, since the middle of a lying sheet is elsewhere.
        header, relation = word.part.add_header_part()
        _write_header(Paragraph(header.element.p_lst[0], header), page_number=True, width=_LYING_WIDTH)
        ended.find(qn("w:headerReference")).set(qn("r:id"), relation)
    paragraph = word.add_paragraph(style="Sau biểu")
    paragraph._p.get_or_add_pPr().append(ended)
    # Only the first page of all goes without a number.
    if (unnumbered := last.find(qn("w:titlePg"))) is not None:
        last.remove(unnumbered)
    for reference in last.findall(qn("w:headerReference")):
        if reference.get(qn("w:type")) == "first":
            last.remove(reference)


# --- the paper ------------------------------------------------------------------------------------------------------


def _write_head(word: Word) -> None:
    """Issuing bodies at the left, the state's name and motto at the right; number and date on one line below them."""
    table = _bare_table(word, (68, 95), rows=2)
    left, right = table.rows[0].cells
    _line(left, "Cơ quan", "{%p if parent %}")
    _line(left, "Cơ quan", "{{ parent }}")
    _line(left, "Cơ quan", "{%p endif %}")
    _line(left, "Cơ quan", "{{ office }}", bold=True)
    _rule(left, indent=22)
    _line(right, "Cơ quan", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    _line(right, "Cơ quan", "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    _rule(right, indent=19.5)
    number, date = table.rows[1].cells
    _line(number, "Số và ngày", "{{ number }}")
    _line(date, "Số và ngày", "{{ place_date }}", italic=True)

    _line(word, "Tên loại", "{{ title }}")
    _line(word, "Trích yếu", "{{ subtitle }}")
    _rule(word, indent=59)
    _line(word, "Dữ liệu mẫu", "{%p if sample_note %}")
    _line(word, "Dữ liệu mẫu", "{{ sample_note }}")
    _line(word, "Dữ liệu mẫu", "{%p endif %}")


def _write_body(word: Word) -> None:
    _line(word, "Thân bài", "{%p for section in sections %}")
    _line(word, "Đề mục", "{{ section.heading }}")
    _line(word, "Thân bài", "{%p for paragraph in section.paragraphs %}")
    runs = _line(word, "Thân bài", "{%r for run in paragraph.runs %}")
    for words, bold in (
        ("{%r if run.strong %}", False),
        ("{{ run.text }}", True),
        ("{%r else %}", False),
        ("{{ run.text }}", False),
        ("{%r endif %}", False),
        ("{%r endfor %}", False),
    ):
        runs.add_run(words).bold = True if bold else None
    _line(word, "Thân bài", "{%p endfor %}")

    _line(word, "Thân bài", "{%p for table in section.tables %}")
    _line(word, "Thân bài", "{%p if table.annexed %}")
    _line(word, "Thân bài", "{{ table.pointer }}", italic=True)
    _line(word, "Thân bài", "{%p else %}")
    _write_table(word, "table", foot=True)
    _line(word, "Thân bài", "{%p endif %}")
    _line(word, "Thân bài", "{%p endfor %}")

    _line(word, "Thân bài", "{%p for chart in section.charts %}")
    _line(word, "Tên biểu", "{{ chart.title }}")
    _write_grid(word, "chart.table", foot=False)
    _line(word, "Ghi chú biểu", "{{ chart.sentence }} {{ chart.note }}")
    _line(word, "Thân bài", "{%p endfor %}")
    _line(word, "Thân bài", "{%p endfor %}")


def _write_table(word: Word, name: str, *, foot: bool) -> None:
    """A table with its title and note; `name` is the loop's own name of it."""
    _line(word, "Tên biểu", f"{{{{ {name}.title }}}}")
    _write_grid(word, name, foot=foot)
    _line(word, "Ghi chú biểu", f"{{%p if {name}.note %}}")
    _line(word, "Ghi chú biểu", f"{{{{ {name}.note }}}}")
    _line(word, "Ghi chú biểu", "{%p else %}")
    _line(word, "Sau biểu", "")
    _line(word, "Ghi chú biểu", "{%p endif %}")


def _write_grid(word: Word, name: str, *, foot: bool) -> None:
    """As many columns and rows as the data have; the widths are set when the paper is filled."""
    table = _bordered_table(word, (40, 80, 43), rows=1)
    caption = parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{{{{ {name}.key }}}}"/>')
    table._tbl.tblPr.append(caption)
    _loop_of_cells(table.rows[0].cells, f"column in {name}.columns", "{{ column.label }}", "Ô đầu")
    _repeat_on_each_page(table.rows[0])
    _row_mark(table, f"{{%tr for row in {name}.rows %}}")
    _loop_of_cells(table.add_row().cells, "cell in row.cells", "{{ cell }}", "Ô chữ")
    _row_mark(table, "{%tr endfor %}")
    if foot:
        _row_mark(table, f"{{%tr if {name}.foot %}}")
        _loop_of_cells(table.add_row().cells, f"cell in {name}.foot", "{{ cell }}", "Ô cộng")
        _row_mark(table, "{%tr endif %}")
    for row in table.rows:
        _keep_whole(row)


def _loop_of_cells(cells: tuple[_Cell, ...], loop: str, words: str, style: str) -> None:
    for cell, text in zip(cells, (f"{{%tc for {loop} %}}", words, "{%tc endfor %}"), strict=True):
        _line(cell, style, text)


def _row_mark(table: Table, mark: str) -> None:
    _line(table.add_row().cells[0], "Ô chữ", mark)


def _write_signature(word: Word) -> None:
    """The closing sentence, then nơi nhận and the signer side by side; all kept on one page."""
    closing = _line(word, "Thân bài", "{{ closing }}")
    closing.paragraph_format.keep_with_next = True
    closing.paragraph_format.space_before = Pt(10)
    table = _bare_table(word, (80, 83), rows=1)
    _keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    _line(left, "Nơi nhận", "Nơi nhận:", bold=True, italic=True, size=12)
    _line(left, "Nơi nhận", "{%p for recipient in recipients %}")
    _line(left, "Nơi nhận", "{{ recipient }}")
    _line(left, "Nơi nhận", "{%p endfor %}")
    _line(right, "Chữ ký", "{{ signer_post }}")
    _line(right, "Chữ ký", "").paragraph_format.space_after = Pt(84)
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
    last = _line(word, "Dòng cuối", "{{ last_line }}. Phụ lục ghi từng dòng đứng sau các con số.")
    _border(last, side="top", space=4)


def _write_annexes(word: Word) -> None:
    _line(word, "Thân bài", "{%p if annexes %}")
    _appendix_head(word, "{{ annex_title }}", "CÁC BIỂU KÈM THEO")
    _line(word, "Thân bài", "{%p for annex in annexes %}")
    _write_table(word, "annex", foot=True)
    _line(word, "Thân bài", "{%p endfor %}")
    _end_section(word, landscape=True)
    _line(word, "Thân bài", "{%p endif %}")


def _write_appendix(word: Word) -> None:
    _appendix_head(word, "{{ appendix_title }}", "CÁC DÒNG ĐỨNG SAU MỖI CON SỐ")
    _line(word, "Thân bài", "{%p if figures %}")
    _line(word, "Tên biểu", "1. Các con số trong lời văn")
    table = _bordered_table(word, (40, 32, 36, 20, 35), rows=1)
    _write_row(table.rows[0], ("Con số", "Đếm", "Tính theo", "Bỏ ngoài", "Dòng"), head=True)
    _row_mark(table, "{%tr for figure in figures %}")
    names = ("title", "counts", "basis", "left_out", "lines")
    _write_row(table.add_row(), [f"{{{{ figure.{name} }}}}" for name in names])
    _row_mark(table, "{%tr endfor %}")
    _line(word, "Thân bài", "{%p endif %}")

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
    _line(word, "Dòng cuối", "{%p if unlisted %}")
    _line(word, "Dòng cuối", "{{ unlisted }}")
    _line(word, "Dòng cuối", "{%p endif %}")
    _line(word, "Dòng cuối", "{{ last_line }}.").paragraph_format.space_before = Pt(12)


def _appendix_head(word: Word, name: str, title: str) -> None:
    _line(word, "Tên phụ lục", name)
    _line(word, "Tên phụ lục", title)
    _line(word, "Kèm theo", "{{ appendix_of }}")


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
    _line(word, "Thân bài", f"{{%p if {name} %}}")
    _line(word, "Tên biểu", title)
    table = _bordered_table(word, widths, rows=1)
    _write_row(table.rows[0], heads, head=True)
    _row_mark(table, f"{{%tr for group in {name} %}}")
    group = table.add_row()
    _keep_whole(group)
    group.cells[0].merge(group.cells[-1])
    heading = _line(group.cells[0], "Ô phụ lục", "{{ group.title }}", bold=True)
    heading.paragraph_format.keep_with_next = True
    _row_mark(table, "{%tr for line in group.lines %}")
    _write_row(table.add_row(), [f"{{{{ line.{field} }}}}" for field in names], centred=centred)
    _row_mark(table, "{%tr endfor %}")
    _row_mark(table, "{%tr endfor %}")
    _line(word, "Thân bài", "{%p endif %}")


def _write_row(row: _Row, texts: Sequence[str], *, head: bool = False, centred: tuple[int, ...] = ()) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        style = _CENTRED_CELL if head or place in centred else "Ô phụ lục"
        _line(cell, style, text, bold=True if head else None)
    _keep_whole(row)
    if head:
        _repeat_on_each_page(row)


# --- pieces of Word -------------------------------------------------------------------------------------------------


def _line(
    holder: Word | _Cell,
    style: str,
    words: str,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
    size: float | None = None,
) -> Paragraph:
    """A paragraph of one run; the first one of a cell takes the place of the empty paragraph that every cell begins
    with."""
    begun = isinstance(holder, _Cell) and len(holder.paragraphs) == 1 and not holder.paragraphs[0].text
    paragraph = holder.paragraphs[0] if begun else holder.add_paragraph()
    paragraph.style = style
    if words:
        run = paragraph.add_run(words)
        run.bold, run.italic = bold, italic
        run.font.size = Pt(size) if size else None
    return paragraph


def _rule(holder: Word | _Cell, *, indent: float) -> None:
    """A solid line across the middle, as long as the indents leave it (millimetres)."""
    paragraph = _line(holder, "Sau biểu", "")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing = Pt(3)
    _border(paragraph, side="bottom", space=0)


def _border(paragraph: Paragraph, *, side: str, space: int) -> None:
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="000000"/></w:pBdr>'
        ),
        "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr",
    )  # fmt: skip


def _bare_table(word: Word, widths: tuple[float, ...], *, rows: int) -> Table:
    return _sized(word.add_table(rows, len(widths)), widths, padding=0)


def _bordered_table(word: Word, widths: tuple[float, ...], *, rows: int) -> Table:
    table = _sized(word.add_table(rows, len(widths)), widths, padding=1.2)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table._tbl.tblPr.insert_element_before(
        parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"),
        "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption",
    )  # fmt: skip
    return table


def _sized(table: Table, widths: tuple[float, ...], *, padding: float) -> Table:
    """Fixed columns: a table that measures itself is set otherwise by every program that opens it."""
    properties = table._tbl.tblPr
    if (style := properties.find(qn("w:tblStyle"))) is not None:
        properties.remove(style)
    table.autofit = False
    for name in ("w:tblW", "w:tblInd"):
        if (found := properties.find(qn(name))) is not None:
            properties.remove(found)
    properties.insert_element_before(
        parse_xml(f'<w:tblW {nsdecls("w")} w:w="{Mm(sum(widths)).twips}" w:type="dxa"/>'),
        "w:jc", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook",
    )  # fmt: skip
    twips = Mm(padding).twips
    properties.insert_element_before(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="{twips}" w:type="dxa"/>'
            f'<w:right w:w="{twips}" w:type="dxa"/></w:tblCellMar>'
        ),
        "w:tblLook", "w:tblCaption",
    )  # fmt: skip
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for cell in table.columns[place].cells:
            cell.width = Mm(width)
    return table


def _repeat_on_each_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _keep_whole(row: _Row) -> None:
    """A row is not torn over two pages."""
    row._tr.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


if __name__ == "__main__":
    (FORMS / "five-year" / "template.docx").write_bytes(build())
