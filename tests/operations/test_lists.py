"""Lists as files: CSV for other programs opens in Excel with its letters, and nobody's name becomes a formula."""

from datetime import date

from tdkt.operations.lists import list_file


def csv_of(*rows: list[object]) -> bytes:
    return list_file(
        "csv",
        title="Danh sách",
        office="Công an tỉnh mẫu",
        sample=False,
        day=date(2020, 5, 25),
        notes=[],
        heads=["STT", "Họ và tên"],
        rows=rows,
    )


def test_csv_has_heads_and_rows_and_the_mark_of_its_letters():
    assert csv_of([1, "Phan Văn An"]) == "\ufeffSTT,Họ và tên\r\n1,Phan Văn An\r\n".encode()


def test_what_a_sheet_would_take_for_a_formula_is_text():
    assert csv_of([1, "=cmd()"], [2, "-Y Kháh"], [-3, "A"]).decode("utf-8-sig").splitlines()[1:] == [
        "1,'=cmd()",
        "2,'-Y Kháh",
        "-3,A",
    ]


def test_xlsx_is_a_workbook():
    content = list_file(
        "xlsx", title="Danh sách", office="", sample=False, day=date(2020, 5, 25), notes=[], heads=["STT"], rows=[[1]]
    )
    assert content[:2] == b"PK"
