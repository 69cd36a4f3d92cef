"""A workbook given back with remarks, and a list of rows with their problems: nothing that was added is ever a formula."""

import base64
import io
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.documents.annotated import COLUMN, LONGEST, annotate, list_rows, place_of
from tests.sheets.books import workbook

HOSTILE = (
    "=cmd|'/c calc'!A0",
    "@SUM(1)",
    "+1+1",
    "-1",
    "\t=1",
    "\r\n=1",
    "＝1+1",
    '=HYPERLINK("http://x")',
    "{=1}",
    "\x01\ufffe\ud800",
)


def note(
    at: str, *, level: str = "error", value: Any = None, message: str = "Ô này hỏng.", remedy: str = "Gõ lại."
) -> dict[str, Any]:
    return {"at": at, "level": level, "value": value, "message": message, "remedy": remedy}


def annotated(book: bytes, *notes: dict[str, Any], heads: dict[str, int] | None = None) -> Any:
    answer = annotate("a.xlsx", book, notes=notes, heads=heads or {})
    return openpyxl.load_workbook(io.BytesIO(base64.b64decode(answer["book"])))


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


LIST = workbook(
    {"Danh sách": [("DANH SÁCH",), ("Họ và tên", "Đơn vị"), ("Tr?n V?n B", "Đội 1"), ("Trần  Thị Lan", "Đội 2")]},
    merges=["A1:B1"],
)


def test_problems_stand_beside_the_cells_and_in_a_list_with_links():
    book = annotated(
        LIST,
        note("Danh sách!A3", value="Tr?n V?n B"),
        note("Danh sách!A4", level="repair", value="Trần  Thị Lan", message="Bỏ khoảng trắng thừa.", remedy=""),
        note("Danh sách!A3:B3", level="warning", message="Hàng này thiếu ngày.", remedy=""),
        heads={"Danh sách": 2},
    )

    assert book.sheetnames == ["tdkt", "Danh sách"]
    assert cells(book["Danh sách"]) == [
        ["DANH SÁCH", None, None],
        ["Họ và tên", "Đơn vị", COLUMN],
        ["Tr?n V?n B", "Đội 1", "Ô này hỏng. Gõ lại.; Hàng này thiếu ngày."],
        ["Trần  Thị Lan", "Đội 2", "Bỏ khoảng trắng thừa."],
    ]
    marked = book["Danh sách"]["A3"]
    assert (marked.comment.text, marked.fill.fgColor.rgb) == ("Ô này hỏng. Gõ lại.\nHàng này thiếu ngày.", "00F4C7C3")
    assert cells(book["tdkt"])[1] == ["Danh sách", "A3", "Lỗi", "Tr?n V?n B", "Ô này hỏng.", "Gõ lại."]
    assert book["tdkt"]["B2"].hyperlink.location == "'Danh sách'!A3"
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False]


def test_a_problem_inside_merged_cells_is_remarked_on_their_first():
    book = annotated(LIST, note("Danh sách!B1", message="Tiêu đề lạ.", remedy=""))

    assert book["Danh sách"]["A1"].comment.text == "Tiêu đề lạ."


def test_a_remark_that_was_there_is_kept():
    source = openpyxl.Workbook()
    source.active["A1"] = "x"
    source.active["A1"].comment = openpyxl.comments.Comment("Xem lại", "Ai đó")
    held = io.BytesIO()
    source.save(held)

    book = annotated(held.getvalue(), note("Sheet!A1"))

    assert book["Sheet"]["A1"].comment.text == "Xem lại\nÔ này hỏng. Gõ lại."


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_that_is_added_is_a_formula(payload: str):
    book = annotated(LIST, note("Danh sách!A3", value=payload, message=payload, remedy=payload))
    row = {
        "at": "a",
        "status": "refused",
        "record": {"name": payload},
        "problems": [note("a", value=payload, message=payload) | {"code": "x"}],
    }
    listed = list_rows({"file": payload, "parts": [{"where": payload, "kind": "awards", "context": {}, "rows": [row]}]})

    for one in (book, openpyxl.load_workbook(io.BytesIO(listed))):
        kinds = {
            (cell.data_type, cell.value) for sheet in one for line in sheet.iter_rows() for cell in line if cell.value
        }
        assert [kind for kind, _ in kinds if kind == "f"] == []


def test_what_the_user_wrote_stays_as_it_was():
    source = openpyxl.Workbook()
    source.active.append(["Tổng", "=SUM(A2:A3)", 1.5, None, True])
    source.active["C1"].number_format = "0.00"
    source.active.column_dimensions["A"].width = 33
    held = io.BytesIO()
    source.save(held)

    book = annotated(held.getvalue(), note("Sheet!A1"))

    assert cells(book["Sheet"])[0] == ["Tổng", "=SUM(A2:A3)", 1.5, None, True, "Ô này hỏng. Gõ lại."]
    assert (book["Sheet"]["C1"].number_format, book["Sheet"].column_dimensions["A"].width) == ("0.00", 33)


def test_a_place_outside_the_workbook_is_listed_and_marks_nothing():
    book = annotated(LIST, note("Không có!A1"), note("line 7"), note("Danh sách"))

    assert [row[:2] for row in cells(book["tdkt"])[1:]] == [["Không có", "A1"], ["line 7", None], ["Danh sách", None]]
    assert cells(book["Danh sách"])[0] == ["DANH SÁCH", None]


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("S!B8", ("S", 8, 2)),
        ("a!b!AA10:AC10", ("a!b", 10, 27)),
        ("line 7", ("line 7", 0, 0)),
        ("S!", ("S!", 0, 0)),
        ("", ("", 0, 0)),
    ],
)
def test_places_are_read(at: str, place: tuple[str, int, int]):
    assert place_of(at) == place


def test_rows_of_another_file_are_listed_with_their_problems_beside_them():
    rows = [
        {"at": "line 1", "status": "ignored", "record": None, "problems": []},
        {
            "at": "line 2",
            "status": "new",
            "record": {"name": "Trần Thị Lan", "for_to": 2019, "note": None},
            "problems": [],
        },
        {
            "at": "line 3",
            "status": "refused",
            "record": None,
            "problems": [note("line 3 column 1", value="Tr?n") | {"code": "x"}],
        },
    ]
    plan = {"file": "a.csv", "parts": [{"where": "CSV", "kind": "awards", "context": {}, "rows": rows}]}

    book = openpyxl.load_workbook(io.BytesIO(list_rows(plan)))

    assert book.sheetnames == ["tdkt", "1 CSV"]
    assert cells(book["1 CSV"]) == [
        ["Chỗ", "Kết quả", "Tên", "Đến năm", COLUMN],
        ["line 2", "Mới", "Trần Thị Lan", 2019, None],
        ["line 3", "Từ chối", None, None, "Ô này hỏng. Gõ lại."],
    ]
    assert cells(openpyxl.load_workbook(io.BytesIO(list_rows(plan, only_problems=True)))["1 CSV"])[1:] == [
        ["line 3", "Từ chối", "Ô này hỏng. Gõ lại."]
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=60), min_size=1, max_size=4))
def test_any_text_can_be_written(texts: list[str]):
    notes = [note("Danh sách!A3", value=text, message=text + "x" * LONGEST, remedy=text) for text in texts]

    assert len(annotated(LIST, *notes)["tdkt"]["E2"].value) <= LONGEST + 1


def test_libreoffice_opens_the_copy(tmp_path: Path):
    answer = annotate("a.xlsx", LIST, notes=[note("Danh sách!A3", value="=1+1")], heads={"Danh sách": 2})
    (tmp_path / "a.xlsx").write_bytes(base64.b64decode(answer["book"]))

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    assert '"Tr?n V?n B"' in (tmp_path / "a-Danh sách.csv").read_text().replace("Tr?n V?n B,", '"Tr?n V?n B",')
    assert "=1+1" in (tmp_path / "a-tdkt.csv").read_text()
