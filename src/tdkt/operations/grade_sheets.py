"""Tables of classes as spreadsheets: a unit's table of a period given out as it stands and taken back filled in, and a year of a unit.

Only a file that was given out for this very set, unit and period is taken back; any other is refused with a sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tdkt.documents.lists import write_list
from tdkt.operations.errors import NotReadable, RuleNotMet
from tdkt.operations.filled_sheets import below, cells
from tdkt.operations.grade_sets import the_set
from tdkt.operations.grades import Entered, Given, enter_grades, own_unit
from tdkt.operations.permissions import require
from tdkt.records.models import Account, GradeSet, Office, Unit
from tdkt.vietnamese.folding import fold

HEADS = ("STT", "Họ và tên", "Số hiệu", "Cấp bậc", "Đơn vị", "Phân loại", "Ghi chú", "Mã trong sổ")
"""`Phân loại` and `Ghi chú` are filled in; `Mã trong sổ` says whose line it is."""


@dataclass(frozen=True)
class Line:
    """One receiver of a table as its file shows him: `key` is the receiver's id in the register."""

    key: int
    name: str
    number: str = ""
    rank: str = ""
    unit: str = ""
    grade: str = ""
    note: str = ""


def mark_of(row: GradeSet, unit: Unit, period: str) -> str:
    """The line by which a file is known again."""
    return f"Bộ mức số {row.pk}, đơn vị số {unit.pk}, kỳ {period}"


def fill_table(row: GradeSet, unit: Unit, period: str, lines: Sequence[Line], *, office: Office, day: date) -> bytes:
    """The table of a unit for a period as an XLSX file, to be looked at or filled in."""
    codes = "; ".join(f"{grade['code']}: {grade['name']}" for grade in row.grades)
    return write_list(
        title=f"{row.name}, kỳ {period}: {unit.name}",
        office=office.name,
        sample=office.sample,
        day=day,
        notes=[f"Cột Phân loại ghi mã: {codes}", mark_of(row, unit, period)],
        heads=HEADS,
        rows=[
            (at, one.name, one.number, one.rank, one.unit, one.grade, one.note, f"{one.key}")
            for at, one in enumerate(lines, 1)
        ],
    )


def read_table(row: GradeSet, unit: Unit, period: str, name: str, content: bytes) -> dict[int, Given]:
    """What a filled file gives, by receiver; an empty cell takes the class away. Raises `NotReadable`, `RuleNotMet` naming the line."""
    rows = cells(name, content)
    own = mark_of(row, unit, period)
    if not any(own in line for line in rows):
        raise NotReadable(
            f"Tệp này không phải bảng “{row.name}” kỳ {period} của {unit.name}. Tải bảng từ trang này, điền rồi gửi lại.",
            f"This file is not the table of {unit.name} for {period}. Download it from this page, fill it in and send it.",
        )
    codes = {fold(str(grade[key])): str(grade["code"]) for key in ("name", "code") for grade in row.grades}
    found: dict[int, Given] = {}
    for line in below(rows, HEADS):
        _, who, _, _, _, said, note, key = (*line, *[""] * 8)[:8]
        if not (key.isascii() and key.isdigit() and len(key) < 11):
            continue
        grade = codes.get(fold(said), "") if said else ""
        if said and not grade:
            raise RuleNotMet(
                f"{who}: không có mức “{said[:20]}”. Ghi mã như dòng đầu tệp.",
                f"{who}: there is no grade “{said[:20]}”. Write a code as the top of the file says.",
            )
        if int(key) in found:
            raise RuleNotMet(f"{who} có hai dòng trong tệp.", f"{who} has two lines in the file.")
        found[int(key)] = Given(grade, note)
    return found


def take_in_table(
    set_id: int,
    unit_id: int,
    period: str,
    name: str,
    content: bytes,
    *,
    by: Account | None,
    at: datetime,
    on: date,
) -> Entered:
    """Enter a file that was filled in, as if its table had been entered on the screen."""
    require(by, "grade-periods")
    row, unit = the_set(set_id), own_unit(unit_id, by=by, on=on)
    said = read_table(row, unit, period, name, content)
    return enter_grades(set_id, unit_id, period, said, by=by, at=at, on=on, file=name[:200])


def year_table(
    row: GradeSet,
    unit: Unit,
    year: int,
    periods: Sequence[str],
    lines: Sequence[tuple[str, Mapping[str, str]]],
    *,
    office: Office,
    day: date,
) -> bytes:
    """A year of a unit as an XLSX file: a line for each receiver, a column for each period, as on the screen."""
    return write_list(
        title=f"{row.name}, năm {year}: {unit.name}",
        office=office.name,
        sample=office.sample,
        day=day,
        notes=["; ".join(f"{grade['code']}: {grade['name']}" for grade in row.grades)],
        heads=("STT", "Họ và tên", *(period[5:] for period in periods)),
        rows=[(at, name, *(given.get(period, "") for period in periods)) for at, (name, given) in enumerate(lines, 1)],
    )
