"""Texts of every kind come back as text."""

import io

import pytest
import typst
from pypdf import PdfWriter

from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.texts import read_text
from tests.sheets.books import word, workbook
from tests.sheets.papers import pdf, table

WORDS = "Năm 2019, Công an tỉnh được tặng Cờ thi đua.\nCó 1.277 mô hình."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_whatever_its_encoding(encoding):
    assert read_text("a.txt", WORDS.replace("\n", "\r\n").encode(encoding)) == WORDS


def test_a_word_file_gives_paragraphs_and_the_rows_of_its_tables():
    assert read_text("a.docx", word("Mở đầu", [["A", "B"], ["1", "2"]], "Kết thúc")) == "Mở đầu\nA\tB\n1\t2\nKết thúc"


def test_a_pdf_gives_its_text(tmp_path):
    source = tmp_path / "a.typ"
    source.write_text("Có 1.277 mô hình tự quản.", encoding="utf-8")

    assert "1.277 mô hình tự quản" in read_text("a.pdf", typst.compile(source))


def test_the_rows_of_a_table_in_a_pdf_are_no_sentences():
    content = pdf("Có 1.277 mô hình tự quản.\n" + table([["STT", "Cá nhân"], ["1", "57 cá nhân"]], columns="1cm, 5cm"))

    assert read_text("a.pdf", content).strip() == "Có 1.277 mô hình tự quản."


def test_a_pdf_without_text_and_a_workbook_are_refused_in_one_sentence():
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)

    for name, content, says in (
        ("a.pdf", out.getvalue(), "không có chữ"),
        ("a.xlsx", workbook([["a"]]), "bảng tính"),
        ("b.pdf", b"%PDF-1.4 broken", "PDF"),
    ):
        with pytest.raises(UnreadableFile) as refusal:
            read_text(name, content)
        assert says in str(refusal.value)


def test_an_empty_text_is_an_empty_text():
    assert read_text("a.txt", b"") == ""
