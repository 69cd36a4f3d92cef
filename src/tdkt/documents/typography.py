"""How papers of an office are typed in Word, in one place: the letter, the styles, the sheets and the pieces of which forms are built.

After Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20, 17, 20 and 30 mm, page number centred in the top margin from page 2 on. Forms are
built from code so that anyone can see what they are made of; an office edits a copy in Word.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

# The PDF carries Tinos; a Word file cannot count on it. Every office PC has Times New Roman, which the decree names
# and whose letters are exactly as wide as those of Tinos, so that both papers break their lines alike.
FONT = "Times New Roman"

LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)

Style = tuple[float, bool, bool, WD_ALIGN_PARAGRAPH, float, float, bool]
"""Size in points, bold, italic, alignment, space before and after in points, kept with the next paragraph."""

STYLES: dict[str, Style] = {
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
CENTRED_CELL = "Ô phụ lục giữa"
UPRIGHT_WIDTH, LYING_WIDTH = 163, 257


# --- styles and sheets ---------------------------------------------------------------------------------------------


def make_empty(word: Word) -> None:
    """Take out the empty paragraph that a new document begins with."""
    body = word.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def set_styles(word: Word, more: Mapping[str, Style] = MappingProxyType({})) -> None:
    """The letter and the paragraph styles of papers, with `more` of a form's own."""
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
    for name, (size, bold, italic, alignment, before, after, keep) in {**STYLES, **more}.items():
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
    centred = word.styles.add_style(CENTRED_CELL, WD_STYLE_TYPE.PARAGRAPH)
    centred.base_style = word.styles["Ô phụ lục"]
    centred.paragraph_format.alignment = CENTRE
    # Headings stand in Word's navigation pane without being Word's own blue headings.
    for name, level in (("Đề mục", 0), ("Tên phụ lục", 0), ("Tên biểu", 1)):
        word.styles[name].element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))


def _fonts_xml() -> str:
    return f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def set_first_sheet(word: Word) -> None:
    """The upright A4 sheet with its margins; its first page bears no number."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(20), Mm(17)
    section.bottom_margin, section.left_margin = Mm(20), Mm(30)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    write_header(section.header.paragraphs[0], page_number=True)
    write_header(section.first_page_header.paragraphs[0], page_number=False)


def write_header(paragraph: Paragraph, *, page_number: bool, width: float = UPRIGHT_WIDTH) -> None:
    """The page number in the middle, the mark of sample data at the right."""
    paragraph.style = "Normal"
    _stop_tabs(paragraph, width)
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


def _stop_tabs(paragraph: Paragraph, width: float) -> None:
    """The middle and the right edge of a sheet that is so wide between its margins."""
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)


def end_section(word: Word, *, landscape: bool) -> None:
    """End a section here: a paragraph whose mark carries the sheet of everything above it."""
    last = word.element.body.find(qn("w:sectPr"))
    ended = deepcopy(last)
    if landscape:
        _lay(word, ended)
    paragraph = word.add_paragraph(style="Sau biểu")
    paragraph._p.get_or_add_pPr().append(ended)
    # Only the first page of all goes without a number.
    if (unnumbered := last.find(qn("w:titlePg"))) is not None:
        last.remove(unnumbered)
    for reference in last.findall(qn("w:headerReference")):
        if reference.get(qn("w:type")) == "first":
            last.remove(reference)


def lay_last_sheet(word: Word) -> None:
    """The last sheet of a paper lies: for wide tables."""
    sheet = word.sections[-1]
    if sheet.different_first_page_header_footer:
        _stop_tabs(sheet.first_page_header.paragraphs[0], LYING_WIDTH)
    _lay(word, word.element.body.find(qn("w:sectPr")))


def _lay(word: Word, sheet: Any) -> None:
    size, margins = sheet.find(qn("w:pgSz")), sheet.find(qn("w:pgMar"))
    size.set(qn("w:w"), str(Mm(297).twips))
    size.set(qn("w:h"), str(Mm(210).twips))
    size.set(qn("w:orient"), "landscape")
    for side, length in (("top", 30), ("right", 20), ("bottom", 17), ("left", 20), ("header", 18)):
        margins.set(qn(f"w:{side}"), str(Mm(length).twips))
    # A header of its own, since the middle of a lying sheet is elsewhere.
    header, relation = word.part.add_header_part()
    write_header(Paragraph(header.element.p_lst[0], header), page_number=True, width=LYING_WIDTH)
    reference = next(one for one in sheet.findall(qn("w:headerReference")) if one.get(qn("w:type")) != "first")
    reference.set(qn("r:id"), relation)


# --- pieces of Word ------------------------------------------------------------------------------------------------


def write_line(
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


def write_rule(holder: Word | _Cell, *, indent: float) -> None:
    """A solid line across the middle, as long as the indents leave it (millimetres)."""
    paragraph = write_line(holder, "Sau biểu", "")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing = Pt(3)
    put_border(paragraph, side="bottom", space=0)


def put_border(paragraph: Paragraph, *, side: str, space: int) -> None:
    """A line along one side of a paragraph, `space` points away."""
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="000000"/></w:pBdr>'
        ),
        "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr",
    )  # fmt: skip


def bare_table(word: Word, widths: tuple[float, ...], *, rows: int) -> Table:
    """A table without lines; widths in millimetres."""
    return fix_widths(word.add_table(rows, len(widths)), widths, padding=0)


def bordered_table(word: Word, widths: tuple[float, ...], *, rows: int) -> Table:
    """A table with thin lines; widths in millimetres."""
    table = fix_widths(word.add_table(rows, len(widths)), widths, padding=1.2)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table._tbl.tblPr.insert_element_before(
        parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"),
        "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption",
    )  # fmt: skip
    return table


def fix_widths(table: Table, widths: tuple[float, ...], *, padding: float) -> Table:
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


def repeat_on_each_page(row: _Row) -> None:
    """A row that stands again at the top of each page."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def keep_whole(row: _Row) -> None:
    """A row is not torn over two pages."""
    row._tr.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def write_letterhead(word: Word, *, widths: tuple[float, float] = (68, 95)) -> None:
    """Issuing bodies at the left, the state's name and motto at the right; number and date on one line below them."""
    table = bare_table(word, widths, rows=2)
    left, right = table.rows[0].cells
    write_line(left, "Cơ quan", "{%p if parent %}")
    write_line(left, "Cơ quan", "{{ parent }}")
    write_line(left, "Cơ quan", "{%p endif %}")
    write_line(left, "Cơ quan", "{{ office }}", bold=True)
    write_rule(left, indent=(widths[0] - 24) / 2)
    write_line(right, "Cơ quan", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    write_line(right, "Cơ quan", "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    write_rule(right, indent=(widths[1] - 56) / 2)
    number, date = table.rows[1].cells
    write_line(number, "Số và ngày", "{{ number }}")
    write_line(date, "Số và ngày", "{{ place_date }}", italic=True)


def write_title(word: Word, *, width: float = UPRIGHT_WIDTH) -> None:
    """The kind of paper, what it is about with the line under it, and the note on sample data."""
    write_line(word, "Tên loại", "{{ title }}")
    write_line(word, "Trích yếu", "{{ subtitle }}")
    write_rule(word, indent=(width - 45) / 2)
    write_line(word, "Dữ liệu mẫu", "{%p if sample_note %}")
    write_line(word, "Dữ liệu mẫu", "{{ sample_note }}")
    write_line(word, "Dữ liệu mẫu", "{%p endif %}")


def write_loop_of_cells(cells: tuple[_Cell, ...], loop: str, words: str, style: str) -> None:
    """Three cells of the template: as many as the loop has become of them."""
    for cell, text in zip(cells, (f"{{%tc for {loop} %}}", words, "{%tc endfor %}"), strict=True):
        write_line(cell, style, text)


def write_row_mark(table: Table, mark: str) -> None:
    """A row of the template that only bears a mark; it is gone in the paper."""
    write_line(table.add_row().cells[0], "Ô chữ", mark)


def write_row(row: _Row, texts: Sequence[str], *, head: bool = False, centred: tuple[int, ...] = ()) -> None:
    """A row of texts; a head stands again on each page."""
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        style = CENTRED_CELL if head or place in centred else "Ô phụ lục"
        write_line(cell, style, text, bold=True if head else None)
    keep_whole(row)
    if head:
        repeat_on_each_page(row)
