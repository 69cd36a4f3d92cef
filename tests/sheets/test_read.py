"""Workbooks and text tables keep the true addresses of their cells."""

import io
import subprocess
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from tdkt.sheets.grid import UnreadableFile, column_letters, plain
from tdkt.sheets.read import decode, read_lines, read_workbook
from tests.sheets.books import workbook
from tests.sheets.reading import records, rows

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Trang 1">
<table:table-row><table:table-cell office:value-type="string"><text:p>STT</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Họ và tên</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Ngày sinh</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Nguyễn Văn An</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="1980-02-01"><text:p>01/02/80</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
        package.writestr("content.xml", ODS.replace(">\n<", "><"))
    return out.getvalue()


def test_a_table_that_does_not_begin_in_the_corner_keeps_its_addresses():
    blank = [None, None]
    content = workbook(
        {"Danh sách": [[], [], [*blank, "STT", "Họ và tên", "Chức vụ"], [*blank, 1, "Nguyễn Văn An", "Tr?ng"]]}
    )

    (row,) = rows(content)

    assert (row["at"], row["problems"][0]["at"]) == ("Danh sách!C4:E4", "Danh sách!E4")


def test_merged_cells_hold_their_value_once_and_are_known_below():
    (grid,) = read_workbook(workbook([["a", None], [None, None], ["b", "c"]], merges=["A1:B2"]))

    assert grid.cells == [["a", None], [None, None], ["b", "c"]]
    assert grid.merged == [(0, 0, 1, 1)]
    assert [grid.reach(r, c) for r, c in ((0, 1), (1, 0), (1, 1), (2, 0))] == ["a", "a", "a", "b"]


def test_a_cell_merged_downwards_speaks_for_the_rows_it_covers():
    content = workbook(
        [
            ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
            [1, "Nguyễn Văn An", "x", "Phòng A"],
            [2, "Trần Văn Bê", "y", None],
        ],
        merges=["D2:D3"],
    )

    assert [record["unit"] for record in records(content)] == ["Phòng A", "Phòng A"]


def test_an_open_document_is_read_like_a_workbook():
    (row,) = rows(ods(), "a.ods")

    assert (row["at"], row["record"]["name"], row["record"]["born"]) == ("Trang 1!A2:C2", "Nguyễn Văn An", "1980-02-01")


def test_lines_of_a_csv_are_those_of_the_file_even_when_cells_hold_line_breaks():
    (grid,) = read_lines('STT,Tên\n1,"a\nb\nc"\n2,d\n'.encode())

    assert [grid.line_of(row) for row in range(3)] == [1, 2, 5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_decoded_whatever_its_encoding(encoding):
    assert decode("Họ và tên; Đơn vị công tác".encode(encoding)) == "Họ và tên; Đơn vị công tác"


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableFile):
        decode(b"abc\x00\x01" + bytes(range(200)))


@pytest.mark.parametrize(
    ("value", "is_"),
    [
        (7.0, 7),
        ("  ", None),
        (7.5, 7.5),
        (True, True),
        (date(2020, 1, 2), date(2020, 1, 2)),
        (datetime.combine(date(2020, 1, 2), time()), date(2020, 1, 2)),
        (datetime.combine(date(2020, 1, 2), time(7, 30)), "02/01/2020 07:30"),
        ("a", "a"),
    ],
)
def test_a_cell_is_brought_to_few_plain_types(value, is_):
    assert plain(value) == is_
    assert type(plain(value)) is type(is_)


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_the_letters_of_the_spreadsheet(index, letters):
    assert column_letters(index) == letters


DAY = date(2020, 5, 28)


def counted_from_1904() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True})
    sheet = book.add_worksheet("A")
    sheet.write_row(0, 0, ["STT", "Họ và tên", "Ngày sinh", "Ngày vào ngành"])
    sheet.write_row(1, 0, [1, "Nguyễn Văn An"])
    sheet.write_datetime(1, 2, DAY, book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_number(1, 3, (DAY - date(1904, 1, 1)).days)
    book.close()
    return out.getvalue()


def test_days_counted_from_1904_are_the_days_that_they_were_formatted_or_not():
    (row,) = rows(counted_from_1904())

    assert (row["record"]["born"], row["record"]["joined"]) == ("2020-05-28", "2020-05-28")
    assert [(p["code"], p["at"]) for p in row["problems"]] == [("date-serial", "A!D2")]


def convert(source: Path, ending: str) -> None:
    """The workbook as another office program writes it, beside it."""
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", source.parent, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_workbooks_count_from_1904_too(tmp_path, ending):
    (tmp_path / "a.xlsx").write_bytes(counted_from_1904())
    convert(tmp_path / "a.xlsx", ending)

    assert rows((tmp_path / f"a.{ending}").read_bytes(), f"a.{ending}") == rows(counted_from_1904())


def test_numbers_of_people_keep_their_digits_or_say_that_they_lost_them():
    content = "STT;Họ và tên;Số CCCD;Đơn vị\n1;Nguyễn Văn An;'001234567890;A\n2;Trần Văn Bê;1,23457E+11;A\n3;Lê Cam;1234567890;A\n"

    found = rows(content.encode(), "a.csv")

    assert [(row["record"]["identity_number"], [(p["code"], p["at"]) for p in row["problems"]]) for row in found] == [
        ("001234567890", [("apostrophe-dropped", "line 2 column 3")]),
        (None, [("digits-lost", "line 3 column 3")]),
        ("001234567890", [("zeros-restored", "line 4 column 3")]),
    ]


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_workbooks_say_what_the_xlsx_says(tmp_path, ending):
    content = workbook(
        [
            ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH NĂM 2019"],
            ["STT", "Họ và tên", "Ngày sinh", "Đơn vị"],
            [1, "Nguyễn Văn An", date(1980, 2, 1), "Phòng A"],
            [2, "Trần Đức Ổn", "31/02/1990", "nt"],
        ],
        merges=["A1:D1"],
    )
    source = tmp_path / "a.xlsx"
    source.write_bytes(content)
    convert(source, ending)

    assert rows((tmp_path / f"a.{ending}").read_bytes(), f"a.{ending}") == rows(content)
