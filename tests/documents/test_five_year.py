"""What holds for all formats: the same bytes for the same report, and strange text stands as it was typed."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tdkt.documents.five_year import FORMATS, UnknownFormat, render
from tdkt.documents.form import FormMismatch
from tests.reports.registers import NORTH
from tests.reports.test_carried import MAIN, launch, response
from tests.reports.test_carried import report as carried_report

from .office_tools import convert, pdf_text, poppler, word_text
from .sample_report import five_year_report
from .test_form import template_with

KNOWN_ON = date(2020, 5, 25)
HOSTILE = (
    "Nguyễn & Trần <b>An</b>",
    "{{ title }}{% for x in y %}",
    "{_{ a }_} {_% b %_}",
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+84 905 000 000",
    "-2",
    "@SUM(A1)",
    "#let a = $x^2$ *b* _c_ `d` <e> @f",
    "C:\\new\\table \\u{41} \"quoted\" 'single'",
    "&amp;&#123;%20",
    "https://example.vn/?a=1&b=2",
    "$PAGE$ // not a comment /* nor this */",
)


def hostile_report() -> dict:
    """Every hostile text as a name, in a table, and in a sentence."""
    report = five_year_report(conferrals=len(HOSTILE), types=3, models=3)
    for text, row in zip(HOSTILE, (r for r in report["rows"].values() if r["kind"] == "conferral"), strict=True):
        row.update(receiver=text, rank=None)
    report["tables"][3]["rows"] += [{"cells": [{"text": text}, {"text": "2018"}, {"value": 1}]} for text in HOSTILE]
    report["sections"][0]["paragraphs"] += [{"runs": [{"text": text, "number": "f1"}]} for text in HOSTILE]
    return report


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_gives_the_same_bytes(format: str) -> None:
    first, second = (render(five_year_report(), format=format, known_on=KNOWN_ON) for _ in range(2))
    assert first == second
    assert render(five_year_report(), format=format, known_on=date(2020, 5, 24)) != first


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match=r'"odt": chọn một trong docx, pdf, xlsx\.'):
        render(five_year_report(), format="odt", known_on=KNOWN_ON)


def test_rendering_leaves_the_report_as_it_was() -> None:
    report = five_year_report()
    for format in FORMATS:
        render(report, format=format, known_on=KNOWN_ON)
    assert report == five_year_report()


def test_hostile_text_stands_in_the_word_file() -> None:
    text = word_text(render(hostile_report(), format="docx", known_on=KNOWN_ON))
    # Once in a sentence, once in a table, once among the rows.
    assert {held: text.count(held) >= 3 for held in HOSTILE} == dict.fromkeys(HOSTILE, True)


@pytest.mark.office
def test_hostile_text_is_the_same_to_libreoffice(tmp_path: Path) -> None:
    content = render(hostile_report(), format="docx", known_on=KNOWN_ON)
    text = word_text(convert(content, name="report.docx", to="docx", folder=tmp_path))
    assert {held: text.count(held) >= 3 for held in HOSTILE} == dict.fromkeys(HOSTILE, True)


def test_hostile_text_stands_in_the_pdf() -> None:
    text = unspaced(pdf_text(render(hostile_report(), format="pdf", known_on=KNOWN_ON)))
    assert {held: text.count(unspaced(held)) >= 3 for held in HOSTILE} == dict.fromkeys(HOSTILE, True)


def unspaced(text: str) -> str:
    """Without the spaces and the leave to break that a line end takes away or puts in."""
    return "".join(text.replace("\u200b", "").split())


def test_hostile_text_is_text_in_the_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(hostile_report(), format="xlsx", known_on=KNOWN_ON)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    held = [cell.value for cell in cells if cell.data_type == "s"]
    assert {text: held.count(text) >= 3 for text in HOSTILE} == dict.fromkeys(HOSTILE, True)
    guarded = [
        cell
        for cell in cells
        if isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@") and cell.border.left.style
    ]
    assert all(cell.quotePrefix for cell in guarded)


@pytest.mark.office
@pytest.mark.parametrize("name", ["Nguyễn" * 60, " ".join(["Công an phường"] * 25), "a/b-" * 80])
def test_a_very_long_name_stays_on_the_sheet_and_whole(tmp_path: Path, name: str) -> None:
    report = five_year_report(conferrals=6, types=2, models=2)
    report["rows"]["conferral/1"].update(receiver=name, rank=None, unit=name)
    report["tables"][3]["rows"][0]["cells"][0]["text"] = name
    pdf = render(report, format="pdf", known_on=KNOWN_ON)
    assert unspaced(pdf_text(pdf)).count(unspaced(name)) == 3
    for page in poppler("pdftotext", pdf, "-bbox", folder=tmp_path).split("<page ")[1:]:
        width = float(page.split('width="')[1].split('"')[0])
        edges = [float(part.split('"')[0]) for part in page.split('xMax="')[1:]]
        # Nothing reaches into the right margin of 17 mm.
        assert max(edges) <= width - 17 / 25.4 * 72 + 0.5
    assert word_text(render(report, format="docx", known_on=KNOWN_ON)).count(name) == 3


def test_the_office_may_bring_its_own_template() -> None:
    own = template_with("{{ title }} của {{ office }}")
    content = render(five_year_report(), format="docx", known_on=KNOWN_ON, template=own)
    assert word_text(content).strip() == "BÁO CÁO của CÔNG AN TỈNH QUẢNG NAM"
    with pytest.raises(FormMismatch):
        render(five_year_report(), format="docx", known_on=KNOWN_ON, template=template_with("{{ titel }}"))


def test_what_is_known_of_movements_stands_in_word_and_in_a_sheet_of_its_own():
    lines = {
        "movements": (MAIN,),
        "launches": (launch(1, 1, date(2015, 1, 12)),),
        "responses": (response(1, NORTH, date(2015, 2, 1), 3, 2, 1),),
    }
    report = carried_report(**lines)

    told = word_text(render(report, format="docx", known_on=KNOWN_ON))
    book = openpyxl.load_workbook(io.BytesIO(render(report, format="xlsx", known_on=KNOWN_ON)))

    assert "Có 1 lượt đơn vị hưởng ứng, đăng ký 3 chỉ tiêu; đã có kết quả 2 chỉ tiêu, trong đó đạt 1 chỉ tiêu." in told
    assert "Ngoài ra có 2 dòng về phong trào, khối thi đua, điển hình, chỉ đạo, ghi đủ trong tệp bảng tính" in told
    assert [[cell.value for cell in row][:6] for row in book["Dòng phong trào"].iter_rows(min_row=5)] == [
        ["launch/1", "Phát động", "Phong trào 1", "cấp cơ quan, đơn vị; đợt cao điểm", "Công an tỉnh Quảng Nam", 2015],
        ["response/1", "Hưởng ứng", "Phong trào 1", "3 chỉ tiêu, 2 có kết quả, 1 đạt", "Công an huyện Bắc", 2015],
    ]
    assert render(report, format="pdf", known_on=KNOWN_ON).startswith(b"%PDF")
