"""A member's sheet as a spreadsheet: given out with its marks, filled in, and taken back into one hand's column.

Only a file that was given out for this very member and version of the sheet is taken back; any other is refused with a sentence. The same
for a sheet itself, as rows of `scoring_sheets.COLUMNS`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tdkt.documents.lists import write_list
from tdkt.operations.errors import NotReadable, RuleNotMet
from tdkt.operations.marks import Entry, sheet_of
from tdkt.operations.scoring_sheets import COLUMNS, KIND_WORDS, content_of, read, rows_of, short
from tdkt.records.models import BlockMember, Mark, Office
from tdkt.records.models import Sheet as SheetRow
from tdkt.reports.scoring import Criterion, Said, Scored
from tdkt.sheets.cells import read_cells
from tdkt.sheets.grid import UnreadableFile

HEADS = ("Mã", "Tiêu chí", "Cách chấm", "Điểm chuẩn", "Chỉ tiêu", "Kết quả", "Mức", "Điểm", "Ghi chú", "Điểm tính")
"""`Kết quả` of a penalty is how many times, `Mức` the number of its step; `Điểm tính` is what the marks came to, and is not read back."""
GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
HAND_NAMES = {"self": "tự chấm", "head": "trưởng khối chấm", "standing": "thường trực hội đồng chấm"}
BONUS_NAMES = {
    "per_percent": "Thưởng cho 1 % vượt chỉ tiêu (phần của điểm chuẩn)",
    "most_share": "Thưởng tối đa của một tiêu chí (phần của điểm chuẩn)",
    "most_all": "Thưởng tối đa của cả bảng (điểm)",
}


def mark_of(member: BlockMember, hand: str) -> str:
    """The line by which a file is known again."""
    year = member.block_year
    return f"Bảng số {year.sheet_id}, thành viên số {member.pk}, phần {HAND_NAMES[hand]}"


def fill_sheet(
    member: BlockMember,
    hand: str,
    marks: Mapping[str, Mark],
    points: Mapping[str, Scored],
    *,
    office: Office,
    day: date,
) -> bytes:
    """The sheet of a member with one hand's marks as an XLSX file."""
    sheet, year = sheet_of(member.block_year), member.block_year
    rows: list[Sequence[Any]] = []
    for group in sheet.groups:
        rows.append([group.code, group.name.upper(), "", short(group.points), *[""] * 6])
        rows += [
            _line(one, marks.get(one.code), points.get(one.code))
            for one in group.criteria
            if hand in ("self", one.hand)
        ]
    return write_list(
        title=f"Bảng chấm điểm thi đua năm {year.year}: {member.unit.name}",
        office=office.name,
        sample=office.sample,
        day=day,
        notes=[f"{year.block.name}; {year.sheet}", mark_of(member, hand)],
        heads=HEADS,
        rows=rows,
    )


def _line(one: Criterion, mark: Mark | None, scored: Scored | None) -> list[Any]:
    kind = KIND_WORDS["falling" if one.inverted else one.kind]
    most = one.most if one.kind in ("bonus", "penalty") else one.points
    said = [] if mark is None else [mark.planned, mark.done, mark.grade, mark.points, mark.note]
    return [
        one.code,
        one.name,
        kind,
        "" if most is None else short(most),
        *["" if value is None else short(value) if isinstance(value, Decimal) else value for value in said or [""] * 5],
        "" if scored is None else short(scored.points),
    ]


def read_filled(member: BlockMember, hand: str, name: str, content: bytes) -> dict[str, Entry]:
    """The marks that a file says, by criterion; an empty line takes the mark away. Raises `NotReadable`, `RuleNotMet` naming the line."""
    rows = cells(name, content)
    own = mark_of(member, hand)
    if not any(own in row for row in rows):
        raise NotReadable(
            f"Tệp này không phải bảng {HAND_NAMES[hand]} của {member.unit.name} theo bảng điểm đang dùng. "
            "Tải bảng từ trang này, điền rồi gửi lại.",
            f"This file is not the sheet of {member.unit.name} for this hand. Download it from this page, fill it in and send it.",
        )
    sheet, found = sheet_of(member.block_year), {}
    for row in below(rows, HEADS):
        code, _, _, _, planned, done, grade, points, note = (*row, *[""] * 9)[:9]
        criterion = sheet.criterion(code)
        if criterion is not None and hand in ("self", criterion.hand):
            said = Said(
                number(planned, code, HEADS[4]), number(done, code, HEADS[5]), grade, number(points, code, HEADS[7])
            )
            found[code] = Entry(said, note)
        elif code and not any(group.code == code for group in sheet.groups):
            raise RuleNotMet(
                f"Bảng điểm không có tiêu chí “{code[:20]}”.", f"The sheet has no criterion “{code[:20]}”."
            )
    return found


def number(text: str, code: str, column: str) -> Decimal | None:
    """A number as typed: 12,5 or 12.5, and 1.250 as offices group. Raises `RuleNotMet` naming the line and the column."""
    plain = "".join(text.split())
    if not plain:
        return None
    if "," in plain or GROUPED.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= Decimal(10) ** 10:
        raise RuleNotMet(
            f"Tiêu chí {code}, cột {column}: “{text}” không phải là số.",
            f"Criterion {code}, column {column}: “{text}” is no number.",
        )
    return value


# --- the sheet itself --------------------------------------------------------------------------------


def write_sheet(row: SheetRow, *, office: Office, day: date) -> bytes:
    """A version of a sheet as an XLSX file that `read_sheet_file` takes back."""
    sheet = read(row.content)
    values = {"per_percent": sheet.per_percent, "most_share": sheet.most_share, "most_all": sheet.most_all}
    return write_list(
        title=f"Bảng điểm: {row.name}",
        office=office.name,
        sample=office.sample,
        day=day,
        notes=[f"Bản số {row.number}", *(f"{BONUS_NAMES[key]}: {short(value)}" for key, value in values.items())],
        heads=COLUMNS,
        rows=rows_of(row.content),
    )


def read_sheet_file(name: str, content: bytes) -> dict[str, Any]:
    """The content of a sheet from such a file. Raises `NotReadable` for any other file, `RuleNotMet` for a row that cannot be."""
    rows = cells(name, content)
    lines = below(rows, COLUMNS)
    if not lines:
        raise NotReadable(
            f"Tệp này không có dòng tiêu đề {', '.join(COLUMNS)}. Tải một bảng điểm từ trang này làm mẫu.",
            f"This file has no row of heads {', '.join(COLUMNS)}. Download a sheet from this page as a model.",
        )
    bonus = {}
    for key, words in BONUS_NAMES.items():
        said = next((cell for row in rows for cell in row if cell.startswith(f"{words}: ")), None)
        if said is not None:
            bonus[key] = said.removeprefix(f"{words}: ").replace(",", ".")
    return content_of(lines, bonus=bonus)


def cells(name: str, content: bytes) -> list[list[str]]:
    try:
        return read_cells(name, content)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None


def below(rows: list[list[str]], heads: Sequence[str]) -> list[list[str]]:
    """The rows under the row of these heads; none where there is no such row."""
    for place, row in enumerate(rows):
        if row[: len(heads)] == list(heads):
            return rows[place + 1 :]
    return []
