"""A district's files for the tests of the import screens: its units and people in the register, and a list with broken rows."""

from datetime import UTC, datetime
from typing import Any

from tdkt.operations.imports import apply_import
from tdkt.records.models import Subject
from tests.operations.plans import incoming
from tests.sheets.books import workbook

MONDAY = datetime(2020, 5, 18, 2, 0, tzinfo=UTC)
DISTRICT = "Công an huyện mẫu"
PEOPLE = (
    {"name": "Nguyễn Văn Tâm", "born": "1983-01-07", "rank": "Đại úy", "post": "Phó Đội trưởng", "unit": DISTRICT},
    {"name": "Nguyễn Văn Tâm", "born": "1990-11-20", "rank": "Trung úy", "post": "Cán bộ", "unit": "Công an tỉnh mẫu"},
    {"name": "Trần Thị Lan", "born": "1985-03-12", "rank": "Thiếu tá", "post": "Đội trưởng", "unit": DISTRICT},
    {"name": "Lê Thị Hòa", "born": "1988-05-02", "rank": "Đại úy", "post": "Cán bộ", "unit": DISTRICT},
)
TITLE = "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH"
DECISION = "(Kèm theo Quyết định số 3921/QĐ-UBND ngày 20/11/2019 của Chủ tịch UBND tỉnh)"
HEADING = ("STT", "Họ và tên", "Ngày sinh", "Cấp bậc", "Chức vụ", "Đơn vị")


def enter_people() -> None:
    """Four people, two of one name."""
    apply_import(incoming("people", *PEOPLE), by=None, at=MONDAY)


def person(name: str, born: str) -> Subject:
    found: Subject = Subject.objects.get(name=name, person__born=born)
    return found


def award_list(*rows: tuple[Any, ...]) -> bytes:
    """A list of certificates of the province as a workbook: the title in row 1, the decision in row 2, the heading in row 4."""
    numbered = [(number, *row) for number, row in enumerate(rows, start=1)]
    return workbook([(TITLE,), (DECISION,), (), HEADING, *numbered])


LAN = ("Trần Thị Lan", "12/03/1985", "Thiếu tá", "Đội trưởng", DISTRICT)
HOA = ("Lê Thị Hoà", "02/05/1988", "Đại úy", "Cán bộ", DISTRICT)
DAMAGED = ("Tr?n V?n B", "01/01/1980", "Đại úy", "Cán bộ", DISTRICT)
TAM = ("Nguyễn Văn Tâm", "31/02/1984", "Đại úy", "Phó Đội trưởng", DISTRICT)


def broken_list() -> bytes:
    """Lan in row 5, a damaged name in row 6, a doubtful Tâm with an impossible birth date in row 7, Hoà in row 8."""
    return award_list(LAN, DAMAGED, TAM, HOA)
