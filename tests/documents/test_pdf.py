"""The PDF as poppler and pypdf read it: right Vietnamese, Tinos alone, archival."""

import io
import re
from datetime import date
from pathlib import Path

import pypdf
import pytest

from tdkt.documents.five_year import render

from .office_tools import pdf_text, poppler
from .sample_report import five_year_report

KNOWN_ON = date(2020, 5, 25)
SENTENCES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "CÔNG AN TỈNH QUẢNG NAM",
    "Quảng Nam, ngày 25 tháng 5 năm 2020",
    "Tổng kết phong trào thi đua “Vì an ninh Tổ quốc”, giai đoạn 2015 - 2020",
    "Chủ tịch nước tặng Huân chương Chiến công hạng Ba cho 10 lượt tập thể, cá nhân; Huân chương Bảo vệ Tổ quốc hạng Nhì cho 10 lượt",
    "Đến cuối năm 2019, trên địa bàn tỉnh có 92 loại, 184 mô hình về an ninh, trật tự đang hoạt động.",
    "Trên đây là Báo cáo tổng kết phong trào thi đua “Vì an ninh Tổ quốc”, giai đoạn 2015 - 2020 của Công an tỉnh Quảng Nam./.",
    "CÁC DÒNG ĐỨNG SAU MỖI CON SỐ",
    "Số liệu biết đến ngày 25/05/2020, mã 5N-2020-A3F1",
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(five_year_report(), format="pdf", known_on=KNOWN_ON)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.office
def test_poppler_reads_right_vietnamese(pdf: bytes, tmp_path: Path) -> None:
    text = flat(poppler("pdftotext", pdf, folder=tmp_path))
    assert [sentence for sentence in SENTENCES if sentence not in text] == []


def test_pypdf_reads_right_vietnamese(pdf: bytes) -> None:
    text = flat(pdf_text(pdf))
    assert [sentence for sentence in SENTENCES if sentence not in text] == []


@pytest.mark.office
def test_every_font_is_an_embedded_tinos(pdf: bytes, tmp_path: Path) -> None:
    lines = poppler("pdffonts", pdf, folder=tmp_path).splitlines()[2:]
    fonts = {(re.sub(r"^[A-Z]{6}\+", "", line.split()[0]), line.split()[-5]) for line in lines}
    assert fonts == {
        ("Tinos-Regular", "yes"),
        ("Tinos-Bold", "yes"),
        ("Tinos-Italic", "yes"),
        ("Tinos-BoldItalic", "yes"),
    }


def test_every_row_stands_in_the_appendix(pdf: bytes) -> None:
    text = flat(pdf_text(pdf))
    rows = five_year_report()["rows"].values()
    said = [
        (row["receiver"], row["unit"], row["decision"]) if row["kind"] == "conferral" else (row["name"], row["place"])
        for row in rows
    ]
    assert [words for held in said for words in held if words not in text] == []


@pytest.mark.office
def test_cells_of_a_table_stand_in_their_rows(pdf: bytes, tmp_path: Path) -> None:
    lines = [flat(line) for line in poppler("pdftotext", pdf, "-layout", folder=tmp_path).splitlines()]
    (districts,) = (table for table in five_year_report()["tables"] if table["id"] == "t3")
    for row in districts["rows"]:
        kind, place, *numbers = row["cells"]
        assert " ".join([kind["text"], place["text"], *(f"{n['value']:,}".replace(",", ".") for n in numbers)]) in lines
    assert "Cộng – 1.277 5.310 2.260.290" in lines


def test_pages_are_a4_numbered_from_the_second_and_marked(pdf: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages}
    assert sizes == {(595, 842), (842, 595)}
    tops = [flat(page.extract_text())[:20] for page in pages]
    assert tops[0].startswith("DỮ LIỆU MẪU")
    assert [top.split()[0] for top in tops[1:]] == [str(number) for number in range(2, len(pages) + 1)]


def test_the_file_says_it_is_archival_and_when_it_was_asked(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata.stream.get_data()
    assert reader.metadata is not None
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == KNOWN_ON
    assert "DỮ LIỆU MẪU" in (reader.metadata.title or "")


def test_a_letter_that_the_font_lacks_does_not_stop_the_report() -> None:
    report = five_year_report(conferrals=6, types=2, models=2)
    report["rows"]["conferral/1"]["receiver"] = "李 Văn 😀"
    text = pdf_text(render(report, format="pdf", known_on=KNOWN_ON))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in flat(text)
