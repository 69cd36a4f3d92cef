"""The Word file as real LibreOffice reads it."""

from datetime import date
from pathlib import Path

import docx
import pytest

from tdkt.documents.five_year import render
from tdkt.documents.numbers import write_count

from .office_tools import convert, word_tables, word_text
from .sample_report import five_year_report

KNOWN_ON = date(2020, 5, 25)


def shown(cell: dict | None) -> str:
    """What a cell of the report should read on paper, worked out anew."""
    if cell is None:
        return "–"
    return cell["text"] if "text" in cell else f"{cell['value']:,}".replace(",", ".")


def expected_table(table: dict) -> list[list[str]]:
    lines = [row["cells"] for row in table["rows"]] + ([table["foot"]["cells"]] if table["foot"] else [])
    return [[column["label"] for column in table["columns"]], *([shown(cell) for cell in cells] for cells in lines)]


def expected_tables(report: dict) -> dict[str, list[list[str]]]:
    return {table["id"]: expected_table(table) for table in report["tables"]}


@pytest.mark.office
@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_libreoffice_reads_back_the_tables_of_the_report(tmp_path: Path, ending: str) -> None:
    report = five_year_report()
    content = convert(render(report, format="docx", known_on=KNOWN_ON), name="report.docx", to=ending, folder=tmp_path)
    if ending == "odt":
        (tmp_path / "again").mkdir()
        content = convert(content, name="report.odt", to="docx", folder=tmp_path / "again")
    read = word_tables(content)
    wanted = expected_tables(report)
    # Head, then the tables as the text has them with its charts between, signature, the wide table, figures and rows.
    assert [read[place] for place in (1, 2, 4, 8)] == [wanted[key] for key in ("t4", "t1", "t3", "t2")]
    assert read[3] == [
        ["", *(bar["label"] for bar in report["charts"][0]["bars"])],
        ["tập thể", "34", "38", "41", "45", "42", "9"],
        ["cá nhân", "66", "72", "79", "88", "85", "17"],
    ]
    assert read[6] == [
        ["", "mô hình"],
        *([bar["label"], write_count(bar["values"][0])] for bar in report["charts"][2]["bars"]),
    ]
    assert len(read) == 12


@pytest.mark.office
def test_libreoffice_reads_back_every_row_behind_the_numbers(tmp_path: Path) -> None:
    report = five_year_report()
    content = convert(render(report, format="docx", known_on=KNOWN_ON), name="report.docx", to="docx", folder=tmp_path)
    conferrals, models = word_tables(content)[-2:]
    lines = [row for row in conferrals if len(row) == 5][1:]
    awarded = [row for row in report["rows"].values() if row["kind"] == "conferral"]
    assert sorted(line[1:4] for line in lines) == sorted(
        [" ".join(filter(None, (row["rank"], row["receiver"]))), row["unit"], row["decision"]] for row in awarded
    )
    assert [line[0] for line in lines] == [str(order) for order in range(1, 61)]
    assert len([row for row in conferrals if len(row) == 1]) == 6
    assert len([row for row in models if len(row) == 1]) == 92
    assert sorted([row[1] for row in models if len(row) == 5][1:]) == sorted(
        row["name"] for row in report["rows"].values() if row["kind"] == "model"
    )


@pytest.mark.office
def test_pages_are_a4_and_the_first_has_no_number(tmp_path: Path) -> None:
    from .office_tools import poppler

    content = render(five_year_report(), format="docx", known_on=KNOWN_ON)
    pdf = convert(content, name="report.docx", to="pdf", folder=tmp_path)
    pages = poppler("pdftotext", pdf, "-layout", folder=tmp_path).split("\f")
    tops = [page.split("\n", 1)[0].split() for page in pages[:-1]]
    assert tops == [
        ["DỮ", "LIỆU", "MẪU"],
        *([str(number), "DỮ", "LIỆU", "MẪU"] for number in range(2, len(pages))),
    ]
    sizes = {
        line.split(":")[1].strip()
        for line in poppler("pdfinfo", pdf, "-l", "99", folder=tmp_path).splitlines()
        if " size: " in line and line.startswith("Page ")
    }
    assert {size.removesuffix(" (A4)") for size in sizes} <= {
        "595.304 x 841.89 pts",
        "841.89 x 595.304 pts",
        "595.32 x 841.92 pts",
        "841.92 x 595.32 pts",
    }


def test_sheet_font_and_margins_are_those_of_the_decree(tmp_path: Path) -> None:
    import io

    document = docx.Document(io.BytesIO(render(five_year_report(), format="docx", known_on=KNOWN_ON)))
    sheets = [
        tuple(
            round(length.mm)
            for length in (s.page_width, s.page_height, s.top_margin, s.right_margin, s.bottom_margin, s.left_margin)
        )
        for s in document.sections
    ]
    assert sheets == [(210, 297, 20, 17, 20, 30), (297, 210, 30, 20, 17, 20), (210, 297, 20, 17, 20, 30)]
    assert [s.different_first_page_header_footer for s in document.sections] == [True, False, False]
    fonts = {
        name for name in document.part.blob.decode().split('"') if name in ("Tinos", "Calibri", "Cambria", "Arial")
    }
    assert fonts == set()
    assert 'w:ascii="Times New Roman"' in document.styles.element.xml


def test_no_mark_of_the_template_is_left() -> None:
    text = word_text(render(five_year_report(), format="docx", known_on=KNOWN_ON))
    assert [mark for mark in ("{{", "}}", "{%", "%}") if mark in text] == []


def test_head_row_of_every_table_is_repeated_and_rows_are_not_torn() -> None:
    import io

    document = docx.Document(io.BytesIO(render(five_year_report(), format="docx", known_on=KNOWN_ON)))
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        if len(others) > 1 and first.xpath(".//w:tcBorders | ancestor::w:tbl/w:tblPr/w:tblBorders"):
            assert first.xpath("w:trPr/w:tblHeader")
            assert all(row.xpath("w:trPr/w:cantSplit") for row in table._tbl.tr_lst)


def test_a_report_of_real_data_bears_no_mark() -> None:
    text = word_text(render(five_year_report(sample=False), format="docx", known_on=KNOWN_ON))
    assert "MẪU" not in text
    assert "DỮ LIỆU MẪU" in word_text(render(five_year_report(), format="docx", known_on=KNOWN_ON))


def test_a_report_without_wide_tables_has_one_appendix() -> None:
    report = five_year_report(conferrals=12, types=3, models=6)
    report["tables"] = [table for table in report["tables"] if table["id"] != "t2"]
    report["sections"][1]["tables"] = ["t1"]
    text = word_text(render(report, format="docx", known_on=KNOWN_ON))
    assert "Phụ lục I" not in text
    assert "CÁC BIỂU KÈM THEO" not in text
    assert "CÁC DÒNG ĐỨNG SAU MỖI CON SỐ" in text
