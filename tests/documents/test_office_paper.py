"""Every paper of the office, as Word and as PDF: what it says, how it is typed, and that LibreOffice reads back the same."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tdkt.documents.form import FORMS, FormMismatch, load_form
from tdkt.documents.form_findings import used_variables
from tdkt.documents.office_forms import build, declare
from tdkt.documents.office_paper import OFFICE_FORMS, make_paper

from .office_tools import convert, pdf_text, poppler, word_tables, word_text
from .sample_papers import LONG, STRANGE, words_of

KNOWN_ON = date(2020, 2, 5)
LYING = ("danh-sach-trich-ngang", "so-vang", "danh-sach-dien-hinh")
WITH_LIST = ("quyet-dinh", "to-trinh")


def made(slug: str, format: str = "docx", **said: Any) -> bytes:
    return make_paper(slug, words_of(slug, **said), format=format, known_on=KNOWN_ON)


def opened(slug: str, **said: Any) -> Any:
    return docx.Document(io.BytesIO(made(slug, **said)))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\u00a0", " "))


def strings(words: Any) -> set[str]:
    """Every string of some words, at any depth."""
    if isinstance(words, str):
        return {words} if words else set()
    held = words.values() if isinstance(words, dict) else words
    return set().union(*(strings(one) for one in held)) if held else set()


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_a_form_in_its_folder_is_the_one_that_the_code_builds(slug: str) -> None:
    folder = FORMS / slug
    form = OFFICE_FORMS[slug]
    assert (folder / "template.docx").read_bytes() == build(form)
    assert (folder / "form.toml").read_text(encoding="utf-8") == declare(form)


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_a_template_uses_every_declared_variable_and_no_other(slug: str) -> None:
    form = load_form(slug)
    assert used_variables(form.template) == set(form.variables)


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_our_own_templates_have_no_findings_when_an_office_sends_them_back(slug: str) -> None:
    assert load_form(slug, template=load_form(slug).template).template == load_form(slug).template


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_every_word_that_was_given_is_on_the_paper_letter_by_letter(slug: str) -> None:
    given = {text for text in strings(words_of(slug)) if not text.startswith("Thượng úy Nguyễn Thị Mẫu")}
    form = load_form(slug)
    wanted = {one for one in given if one in strings({k: v for k, v in words_of(slug).items() if k in form.variables})}
    text = word_text(made(slug))
    unused = {
        value
        for line in (group for key in ("groups",) for group in words_of(slug).get(key, []))
        for row in line["lines"]
        for key, value in row.items()
        if f"groups.lines.{key}" not in form.variables
    } | {"có mặt", "ý kiến bằng văn bản"}
    assert {one for one in wanted - unused if one not in text} == set()


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_the_same_words_give_the_same_bytes(slug: str) -> None:
    assert made(slug) == made(slug)
    assert made(slug, "pdf") == made(slug, "pdf")


# --- Nghị định 30/2020 -------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_sheets_and_margins_are_those_of_the_decree(slug: str) -> None:
    sheets = [
        tuple(
            round(length.mm)
            for length in (s.page_width, s.page_height, s.top_margin, s.right_margin, s.bottom_margin, s.left_margin)
        )
        for s in opened(slug).sections
    ]
    upright, lying = (210, 297, 20, 17, 20, 30), (297, 210, 30, 20, 17, 20)
    assert sheets == ([lying] if slug in LYING else [upright, upright] if slug in WITH_LIST else [upright])


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_every_letter_is_times_new_roman_and_none_is_coloured(slug: str) -> None:
    with zipfile.ZipFile(io.BytesIO(made(slug))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("word/")}
    named = {
        font for name, part in parts.items() if re.fullmatch(r"word/(document|styles|header\d+)\.xml", name)
        for fonts in re.findall(r"<w:rFonts[^>]*>", part)
            for font in re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', fonts)
    }  # fmt: skip
    assert named == {"Times New Roman"}
    assert set(re.findall(r'<w:color w:val="([^"]+)"', parts["word/document.xml"])) <= {"000000"}


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_the_letterhead_is_typed_by_the_decree(slug: str) -> None:
    left, right = opened(slug).tables[0].rows[0].cells
    number, place = opened(slug).tables[0].rows[1].cells
    typed = [
        (paragraph.text, run.font.size.pt if run.font.size else paragraph.style.font.size.pt, run.bold, run.italic)
        for cell in (left, right, number, place)
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    assert typed == [
        ("BỘ CÔNG AN", 12, None, None),
        ("CÔNG AN TỈNH MẪU", 12, True, None),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, None),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, None),
        ("Số: 05/QĐ-CAT", 13, None, None),
        ("Quảng Nam, ngày 05 tháng 02 năm 2020", 13, None, True),
    ]


def test_the_parts_of_a_decision_stand_in_the_order_of_the_decree() -> None:
    paper = opened("quyet-dinh")
    order = [
        (paragraph.style.name, paragraph.text.split(".")[0])
        for paragraph in paper.paragraphs
        if paragraph.text and paragraph.style.name not in ("Dữ liệu mẫu",)
    ]
    assert order == [
        ("Tên loại", "QUYẾT ĐỊNH"),
        ("Trích yếu", "Về việc tặng thưởng Giấy khen (Tổng kết năm 2019)"),
        ("Thẩm quyền", "GIÁM ĐỐC CÔNG AN TỈNH MẪU"),
        ("Căn cứ", "Căn cứ Luật Thi đua, khen thưởng số 15/2003/QH11;"),
        ("Căn cứ", "Căn cứ Nghị định số 91/2017/NĐ-CP;"),
        ("Thẩm quyền", "QUYẾT ĐỊNH:"),
        ("Thân bài", "Điều 1"),
        ("Thân bài", "Tiền thưởng kèm theo thực hiện theo quy định của pháp luật"),
        ("Thân bài", "Điều 2"),
        ("Thân bài", "Điều 3"),
        ("Tên phụ lục", "DANH SÁCH"),
        ("Tên phụ lục", "ĐƯỢC TẶNG THƯỞNG GIẤY KHEN"),
        (
            "Kèm theo",
            "(Kèm theo Quyết định số 05/QĐ-CAT ngày 05 tháng 02 năm 2020 của Công an tỉnh mẫu)",
        ),
    ]
    body = paper.styles["Thân bài"]
    assert (body.font.size.pt, round(body.paragraph_format.first_line_indent.mm, 1)) == (14, 12.7)
    assert paper.styles["Căn cứ"].font.italic
    left, right = paper.tables[1].rows[0].cells
    assert [one.text for one in left.paragraphs] == ["Nơi nhận:", *words_of("quyet-dinh")["recipients"]]
    assert [one.text for one in right.paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Đại tá Đỗ Văn Mẫu"]
    assert [one.style.font.size.pt for one in right.paragraphs] == [14] * 4
    assert [one.style.font.size.pt for one in left.paragraphs] == [11] * 4


def test_the_first_page_bears_no_number_and_the_next_ones_do() -> None:
    pdf = made("quyet-dinh", "pdf", count=40)

    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    tops = [page.extract_text().split("\n")[0].strip() for page in pages]
    assert len(tops) >= 3
    assert tops[0] == "DỮ LIỆU MẪU"
    assert tops[1:] == [f"{number} DỮ LIỆU MẪU" for number in range(2, len(tops) + 1)]


# --- the PDF ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_the_pdf_says_what_the_word_file_says(slug: str) -> None:
    read = one_line(pdf_text(made(slug, "pdf")))
    letters = re.sub(r"\s", "", read)
    # Cells and lines break anywhere in the PDF, so that the letters are compared without the spaces between them.
    paragraphs = [re.sub(r"\s", "", line) for line in word_text(made(slug)).split("\n")]
    assert [line for line in paragraphs if line and line not in letters] == []


def test_the_pdf_is_an_archive_and_bears_its_own_letters(tmp_path: Path) -> None:
    pdf = made("quyet-dinh", "pdf")
    assert b"pdfaid:part>2</pdfaid:part" in pdf
    fonts = poppler("pdffonts", pdf, folder=tmp_path).splitlines()[2:]
    assert {line.split()[0].split("+")[1].split("-")[0] for line in fonts} == {"Tinos"}


def with_a_row(change: Any) -> bytes:
    document = docx.Document(io.BytesIO(load_form("giay-moi").template))
    change(document)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_an_offices_own_template_shows_in_word_and_in_pdf() -> None:
    template = with_a_row(lambda word: word.add_paragraph("Mẫu riêng của {{ council }}"))
    for format, read in (("docx", word_text), ("pdf", pdf_text)):
        paper = make_paper("giay-moi", words_of("giay-moi"), format=format, known_on=KNOWN_ON, template=template)
        assert "Mẫu riêng của Hội đồng Thi đua - Khen thưởng Công an tỉnh mẫu" in one_line(read(paper))


def nested(word: Any) -> None:
    word.add_table(1, 1).rows[0].cells[0].add_table(1, 1)


def numbered(word: Any) -> None:
    paragraph = word.add_paragraph("Một")
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    )


def pictured(word: Any) -> None:
    run = word.sections[0].header.paragraphs[0].add_run()
    run._r.append(parse_xml(f"<w:pict {nsdecls('w')}/>"))


@pytest.mark.parametrize(
    ("change", "said"),
    [(nested, "bảng nằm trong bảng"), (numbered, "đánh số"), (pictured, "hình vẽ hoặc ảnh")],
)
def test_what_the_pdf_cannot_set_is_refused_by_name_and_the_word_file_stands(change: Any, said: str) -> None:
    template = with_a_row(change)
    assert make_paper("giay-moi", words_of("giay-moi"), format="docx", known_on=KNOWN_ON, template=template)
    with pytest.raises(FormMismatch, match=said):
        make_paper("giay-moi", words_of("giay-moi"), format="pdf", known_on=KNOWN_ON, template=template)


def test_a_name_in_letters_that_tinos_lacks_still_makes_a_pdf() -> None:
    words = words_of("giay-moi") | {"chair": "Lý 漢"}
    pdf = make_paper("giay-moi", words, format="pdf", known_on=KNOWN_ON)
    assert b"pdfaid:part>2</pdfaid:part" not in pdf
    assert pdf.startswith(b"%PDF")


def test_a_template_that_asks_for_more_than_its_words_is_refused() -> None:
    template = with_a_row(lambda word: word.add_paragraph("{{ title.__class__ }}"))
    with pytest.raises(FormMismatch, match="__class__"):
        make_paper("giay-moi", words_of("giay-moi"), format="docx", known_on=KNOWN_ON, template=template)


def test_a_list_of_two_thousand_keeps_every_line() -> None:
    lines = word_tables(made("quyet-dinh", count=2000))[-1]
    assert [row[0] for row in lines if len(row) == 4][1:] == [str(place) for place in range(1, 2001)]
    assert [row[0] for row in lines if len(row) == 1] == [
        "Chiến sĩ thi đua cơ sở: 1000 dòng",
        "Giấy khen: 1000 dòng",
    ]


# --- LibreOffice --------------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.parametrize("slug", OFFICE_FORMS)
def test_libreoffice_reads_back_every_line(slug: str, tmp_path: Path) -> None:
    content = made(slug)
    again = convert(content, name="paper.docx", to="docx", folder=tmp_path)
    assert word_tables(again) == word_tables(content)
    assert [p.text for p in docx.Document(io.BytesIO(again)).paragraphs if p.text] == [
        p.text for p in docx.Document(io.BytesIO(content)).paragraphs if p.text
    ]
    assert STRANGE in word_text(again) or slug in ("giay-moi", "kiem-phieu", "phieu-khen-thuong", "so-vang")
    assert LONG in word_text(again) or slug in ("kiem-phieu", "phieu-khen-thuong")


@pytest.mark.office
@pytest.mark.parametrize("slug", ["quyet-dinh", "danh-sach-trich-ngang"])
def test_libreoffice_sets_it_on_a4(slug: str, tmp_path: Path) -> None:
    pdf = convert(made(slug), name="paper.docx", to="pdf", folder=tmp_path)

    sizes = {
        tuple(round(float(length) * 25.4 / 72) for length in (page.mediabox.width, page.mediabox.height))
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    }
    assert sizes == {(297, 210) if slug in LYING else (210, 297)}
