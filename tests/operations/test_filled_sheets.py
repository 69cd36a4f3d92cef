"""Sheets as spreadsheets: what was given out comes back the same, and any other file is refused with a sentence."""

import io
from decimal import Decimal

import openpyxl
import pytest

from tdkt.operations.errors import NotReadable, RuleNotMet
from tdkt.operations.filled_sheets import fill_sheet, number, read_filled, read_sheet_file, write_sheet
from tdkt.operations.marks import Entry, mark, marks_by_hand, seen
from tdkt.operations.scoring_sheets import rows_of
from tdkt.reports.scoring import Said
from tests.operations.block_years import CONTENT, ON, SELF, a_sheet, a_year, grade, members, planned, scoring
from tests.web.register import NOON


@pytest.fixture
def member(office):
    year = scoring(a_year(office))
    return members(year)[2]


def given_out(member, office, hand="self") -> bytes:
    found = seen(member, by=None, on=ON)
    return fill_sheet(member, hand, found.marks.get(hand, {}), found.points.get(hand, {}), office=office, day=ON)


def changed(content: bytes, change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book.active)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_filled_sheet_comes_back_as_it_went_out(office, member):
    entries = SELF | {"1.2": planned(12, 10.5, "Theo Ban An toàn giao thông"), "2.2": grade("1", 2)}
    mark(member.pk, "self", entries, by=None, at=NOON, on=ON)

    back = read_filled(member, "self", "bang.xlsx", given_out(member, office))

    assert back == {
        "1.1": Entry(Said(Decimal(80), Decimal(80))),
        "1.2": Entry(Said(Decimal(12), Decimal("10.5")), "Theo Ban An toàn giao thông"),
        "2.1": Entry(Said(grade="A")),
        "2.2": Entry(Said(done=Decimal(2), grade="1")),
    }
    assert mark(member.pk, "self", back, by=None, at=NOON, on=ON) == 0


def test_what_is_filled_in_becomes_the_marks_of_the_hand(office, member):
    def fill(sheet):
        for row in sheet.iter_rows():
            if row[0].value == "1.1":
                row[4].value, row[5].value = 1250, 1100.5
            elif row[0].value == "2.1":
                row[6].value, row[8].value = "B", "Đã kiểm tra"

    entries = read_filled(member, "self", "x.xlsx", changed(given_out(member, office), fill))
    assert mark(member.pk, "self", entries, by=None, at=NOON, on=ON) == 2
    kept = marks_by_hand(member.pk)["self"]
    assert {code: (one.planned, one.done, one.grade, one.note) for code, one in kept.items()} == {
        "1.1": (Decimal(1250), Decimal("1100.5"), "", ""),
        "2.1": (None, None, "B", "Đã kiểm tra"),
    }


def test_a_foreign_file_is_refused_with_a_sentence(office, member):
    other = members(member.block_year)[3]
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên"])
    held = io.BytesIO()
    book.save(held)

    for content, hand in (
        (given_out(other, office), "self"),
        (given_out(member, office), "head"),
        (held.getvalue(), "self"),
    ):
        with pytest.raises(NotReadable, match="Tải bảng từ trang này, điền rồi gửi lại"):
            read_filled(member, hand, "la.xlsx", content)
    for content in (b"", b"%PDF-1.4 hong", b"PK\x03\x04hong"):
        with pytest.raises(NotReadable):
            read_filled(member, "self", "hong.xlsx", content)


def test_a_line_that_cannot_be_read_is_named(office, member):
    def write(sheet):
        for row in sheet.iter_rows():
            if row[0].value == "1.1":
                row[4].value = "tám mươi"

    with pytest.raises(RuleNotMet, match=r"Tiêu chí 1\.1, cột Chỉ tiêu: “tám mươi” không phải là số\."):
        read_filled(member, "self", "x.xlsx", changed(given_out(member, office), write))


@pytest.mark.parametrize(
    ("text", "value"),
    [("12,5", "12.5"), ("12.5", "12.5"), ("1.250", "1250"), ("1.250,75", "1250.75"), ("0.005", "0.005"), (" 7 ", "7")],
)
def test_numbers_are_read_as_offices_type_them(text, value):
    assert number(text, "1.1", "Kết quả") == Decimal(value)


def test_a_sheet_goes_out_and_comes_back_as_the_same_sheet(office):
    row = a_sheet()
    back = read_sheet_file("bang-diem.xlsx", write_sheet(row, office=office, day=ON))

    assert rows_of(back) == rows_of(CONTENT)
    assert {key: Decimal(value) for key, value in back["bonus"].items()} == {
        "per_percent": Decimal("0.01"),
        "most_share": Decimal("0.1"),
        "most_all": Decimal(20),
    }
    with pytest.raises(NotReadable, match="không có dòng tiêu đề Nhóm, Tiêu chí"):
        read_sheet_file("la.csv", "STT,Họ và tên\n1,A\n".encode())
