"""A list as a workbook: what stands above it, real numbers and dates, typed text as text, the heads on every printed page."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl

from tdkt.documents.lists import write_list

SAID: dict[str, Any] = {
    "title": "Chiến sĩ thi đua cơ sở, năm 2019",
    "office": "Công an tỉnh mẫu",
    "sample": False,
    "day": date(2020, 5, 25),
    "notes": ["Theo luật ngày 25/05/2020."],
    "heads": ["STT", "Họ và tên", "Ngày"],
    "rows": [[1, "Phan Văn An", date(2019, 12, 31)], [1277, "=1+1", None]],
}


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_title_and_notes_stand_above_the_table():
    sheet = opened(write_list(**SAID))

    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["Công an tỉnh mẫu", None, None],
        ["Chiến sĩ thi đua cơ sở, năm 2019", None, None],
        ["Theo luật ngày 25/05/2020.", None, None],
        ["STT", "Họ và tên", "Ngày"],
        [1, "Phan Văn An", datetime(2019, 12, 31)],  # noqa: DTZ001
        [1277, "=1+1", None],
    ]
    assert sheet["B6"].data_type == "s"  # a name that begins with "=" is a name
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.auto_filter.ref == "A4:C6"


def test_a_sample_says_so():
    sheet = opened(write_list(**{**SAID, "sample": True}))

    assert "DỮ LIỆU MẪU" in sheet["A4"].value


def test_a_list_of_nobody_is_its_heads():
    sheet = opened(write_list(**{**SAID, "rows": []}))

    assert [cell.value for cell in sheet[sheet.max_row]] == ["STT", "Họ và tên", "Ngày"]
    assert sheet.auto_filter.ref is None


def test_it_is_the_same_on_every_run():
    assert write_list(**SAID) == write_list(**SAID)
