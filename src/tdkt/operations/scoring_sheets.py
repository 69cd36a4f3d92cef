"""Scoring sheets as versioned data: a sheet is never changed; what is to be marked otherwise becomes the next version of its name.

A sheet is also a table of plain rows, one to a criterion, as offices type it: see `rows_of` and `content_of`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account
from tdkt.records.models import Sheet as SheetRow
from tdkt.reports.scoring import Criterion, Group, NoSheet, Said, Scored, Sheet, read_sheet
from tdkt.sample.blocks import CONTENT as STARTING
from tdkt.vietnamese.folding import fold, nfc

__all__ = [
    "BARS",
    "COLUMNS",
    "HAND_WORDS",
    "KIND_WORDS",
    "STARTING",
    "Criterion",
    "Group",
    "Said",
    "Scored",
    "content_of",
    "keep_sheet",
    "read",
    "rows_of",
    "sheet_row",
    "short",
]

COLUMNS = ("Nhóm", "Tiêu chí", "Cách chấm", "Điểm chuẩn", "Ai chấm", "Chi tiết")
"""One row of a sheet as offices type it; the code of a group and of a criterion is its number."""
KIND_WORDS = {
    "planned": "theo chỉ tiêu",
    "falling": "theo chỉ tiêu, giảm là tốt",
    "graded": "xếp mức",
    "points": "cho điểm",
    "bonus": "điểm thưởng",
    "penalty": "điểm trừ",
}
HAND_WORDS = {"head": "trưởng khối", "standing": "thường trực"}
BARS = "không suy tôn"


def keep_sheet(
    name: str,
    content: Mapping[str, Any],
    *,
    made_on: date,
    by: Account | None,
    at: datetime,
    document: str = "",
) -> SheetRow:
    """Keep a sheet as the next version of its name. Raises `RuleNotMet` naming the group and criterion that cannot be."""
    require(by, "arrange-blocks")
    name = nfc(name).strip()
    if not name:
        raise RuleNotMet("Đặt tên cho bảng điểm.", "Give the sheet a name.")
    read(content)
    with writing(by=by, at=at, verb="sheets.keep", detail={"name": name}) as pen:
        last = SheetRow.objects.filter(name=name).aggregate(last=Max("number"))["last"] or 0
        pen.entry.detail["number"] = last + 1
        row = SheetRow(name=name, number=last + 1, content=dict(content), made_on=made_on, document=document.strip())
        return pen.add_one(row)


def read(content: Mapping[str, Any]) -> Sheet:
    """A sheet as it is counted. Raises `RuleNotMet` with the sentence of what is wrong."""
    try:
        return read_sheet(content)
    except NoSheet as wrong:
        raise RuleNotMet(str(wrong)) from None


def sheet_row(sheet_id: int) -> SheetRow:
    row: SheetRow | None = SheetRow.objects.filter(pk=sheet_id).first()
    if row is None:
        raise NotFound("Không có bảng điểm này.", "There is no such sheet.")
    return row


# --- a sheet as plain rows ---------------------------------------------------------------------------


def rows_of(content: Mapping[str, Any]) -> list[list[str]]:
    """The sheet as rows of `COLUMNS`: what `content_of` reads again."""
    found = []
    for group in read(content).groups:
        for one in group.criteria:
            detail = ""
            if one.grades:
                detail = "; ".join(f"{code} {short(share * 100)}" for code, share in one.grades)
            elif one.steps:
                detail = "; ".join(
                    f"{step.words}{f' ({BARS})' if step.bars else ''} {short(step.points)}" for step in one.steps
                )
            kind = "falling" if one.inverted else one.kind
            points = one.most if one.kind in ("bonus", "penalty") else one.points
            found.append(
                [
                    group.name,
                    one.name,
                    KIND_WORDS[kind],
                    "" if points is None else short(points),
                    HAND_WORDS[one.hand],
                    detail,
                ]
            )
    return found


def content_of(rows: Iterable[Sequence[str]], *, bonus: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The content of a sheet from rows of `COLUMNS`; an empty group is that of the row above. Raises `RuleNotMet` naming the row."""
    kinds = {fold(words): kind for kind, words in KIND_WORDS.items()}
    hands = {fold(words): hand for hand, words in HAND_WORDS.items()}
    groups: list[dict[str, Any]] = []
    for number, row in enumerate(rows, 1):
        group, name, kind, points, hand, detail = (nfc(str(cell)).strip() for cell in [*row, *[""] * 6][:6])
        if not any((group, name, kind, points, hand, detail)):
            continue
        if group and (not groups or groups[-1]["name"] != group):
            groups.append({"code": str(len(groups) + 1), "name": group, "criteria": []})
        where = f"Dòng {number}" + (f" “{name}”" if name else "")
        if not groups:
            raise RuleNotMet(f"{where}: chưa có tên nhóm.", f"Row {number}: no group is named.")
        if fold(kind) not in kinds:
            raise RuleNotMet(
                f"{where}: cách chấm “{kind}” không có. Ghi một trong: {', '.join(KIND_WORDS.values())}.",
                f"Row {number}: no such way of marking: “{kind}”.",
            )
        said = kinds[fold(kind)]
        one: dict[str, Any] = {
            "code": f"{len(groups)}.{len(groups[-1]['criteria']) + 1}",
            "name": name,
            "kind": "planned" if said == "falling" else said,
            "hand": hands.get(fold(hand), ""),
        }
        if said == "falling":
            one["inverted"] = True
        one["most" if said in ("bonus", "penalty") else "points"] = points
        if said == "graded":
            one["grades"] = {words: str(share / 100) for words, share, _ in _parts(detail, where)}
        elif said == "penalty":
            one["steps"] = [
                {"words": words, "points": str(taken)} | ({"bars": True} if bars else {})
                for words, taken, bars in _parts(detail, where)
            ]
        groups[-1]["criteria"].append(one)
    content = {"groups": groups, "bonus": dict(bonus or {})}
    read(content)
    return content


def _parts(detail: str, where: str) -> list[tuple[str, Decimal, bool]]:
    """ "A 100; B 80" or "Hồ sơ bị trả lại 5; Lãnh đạo bị cảnh cáo (không suy tôn) 20"."""
    found = []
    for part in filter(None, (part.strip() for part in detail.split(";"))):
        words, _, number = part.rpartition(" ")
        bars = words.endswith(f"({BARS})")
        words = words.removesuffix(f"({BARS})").strip()
        if not words or not number.replace(",", ".").replace(".", "", 1).isdigit():
            raise RuleNotMet(
                f"{where}: chi tiết “{part}” chưa rõ. Ghi như “A 100; B 80” hoặc “Hồ sơ bị trả lại 5”.",
                f"{where}: “{part}” is not clear. Write “A 100; B 80”.",
            )
        found.append((words, Decimal(number.replace(",", ".")), bars))
    return found


def short(number: Decimal) -> str:
    """A number as offices write it, without noughts at the end."""
    return format(number.normalize(), "f").replace(".", ",")
