"""Sets of classes and flags kept as data: which there are, for whom, how often, and how many may have which, by whose rule.

made = keep_set(Draft("Phân loại tháng", "month", "individual", grades=(Grade("1", "Loại 1"), …)), by=officer, at=now)
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, GradeSet, PeriodGrade
from tdkt.vietnamese.folding import nfc

MOST_GRADES, MOST_SHARES = 8, 24


@dataclass(frozen=True)
class Grade:
    """One class or flag of a set: its short code in tables, its name, and whether it counts as good."""

    code: str
    name: str
    good: bool = False


@dataclass(frozen=True)
class SaidShare:
    """A share as it is written down: see `reports.grades.Share`."""

    grade: str
    percent: Fraction
    collective: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A set on its way in. `source`: whose rule the shares are."""

    name: str
    period: str
    receivers: str
    grades: tuple[Grade, ...]
    shares: tuple[SaidShare, ...] = ()
    source: str = ""


def keep_set(draft: Draft, *, by: Account | None, at: datetime) -> GradeSet:
    """Keep a new set. Raises `RuleNotMet` for what cannot be, `WrongState` where the name is taken."""
    require(by, "arrange-blocks")
    draft = checked_set(draft)
    with writing(by=by, at=at, verb="grades.keep-set", detail={"name": draft.name}) as pen:
        if GradeSet.objects.filter(name=draft.name).exists():
            raise WrongState(f"Đã có bộ mức “{draft.name}”.", f"There is a set “{draft.name}” already.")
        return pen.add_one(GradeSet(name=draft.name, period=draft.period, receivers=draft.receivers, **_columns(draft)))


def change_set(set_id: int, draft: Draft, *, by: Account | None, at: datetime) -> GradeSet:
    """Change names, shares and source of a set. What is given already keeps its code: a grade in use stays in the set, and so do period and receivers."""
    require(by, "arrange-blocks")
    draft = checked_set(draft)
    with writing(by=by, at=at, verb="grades.change-set", detail={"name": draft.name}) as pen:
        row = the_set(set_id)
        given = set(PeriodGrade.objects.filter(grade_set=row).values_list("grade", flat=True).distinct())
        if given and (draft.period, draft.receivers) != (row.period, row.receivers):
            raise WrongState(
                "Bộ mức đã dùng nên không đổi được kỳ và đối tượng. Lập bộ mức mới.",
                "The set is in use: its period and receivers stay. Make a new set.",
            )
        lost = given - {grade.code for grade in draft.grades}
        if lost:
            raise WrongState(
                f"Mức {', '.join(sorted(lost))} đã được dùng nên không bỏ được.",
                f"Grade {', '.join(sorted(lost))} was given already and stays.",
            )
        if GradeSet.objects.filter(name=draft.name).exclude(pk=row.pk).exists():
            raise WrongState(f"Đã có bộ mức “{draft.name}”.", f"There is a set “{draft.name}” already.")
        pen.change(row, name=draft.name, period=draft.period, receivers=draft.receivers, **_columns(draft))
    return row


def use_set(set_id: int, in_use: bool, *, by: Account | None, at: datetime) -> GradeSet:
    """Put a set away, or into use again; what was given stays."""
    require(by, "arrange-blocks")
    with writing(by=by, at=at, verb="grades.use-set", detail={"in_use": in_use}) as pen:
        row = the_set(set_id)
        pen.entry.detail["name"] = row.name
        pen.change(row, in_use=in_use)
    return row


def checked_set(draft: Draft) -> Draft:
    """The same with its words set in order. Raises `RuleNotMet` for a set that cannot be."""
    name, source = " ".join(nfc(draft.name).split()), " ".join(nfc(draft.source).split())
    grades = tuple(Grade(nfc(one.code).strip(), " ".join(nfc(one.name).split()), one.good) for one in draft.grades)
    codes = [one.code for one in grades]
    if not name or len(name) > 200 or len(source) > 300:
        raise RuleNotMet(
            "Đặt tên cho bộ mức (tối đa 200 chữ; căn cứ tối đa 300 chữ).", "Name the set (at most 200 signs)."
        )
    if draft.period not in ("week", "month") or draft.receivers not in ("individual", "collective"):
        raise RuleNotMet("Chọn kỳ và đối tượng phân loại.", "Choose the period and whom the set is for.")
    if not 2 <= len(grades) <= MOST_GRADES or any(not (one.code and one.name) for one in grades):
        raise RuleNotMet(
            f"Ghi từ 2 đến {MOST_GRADES} mức, mỗi mức có mã và tên.",
            f"Write 2 to {MOST_GRADES} grades, each with a code and a name.",
        )
    if len(set(codes)) < len(codes) or any(len(code) > 8 or "," in code for code in codes):
        raise RuleNotMet(
            "Mã của các mức phải khác nhau, không quá 8 chữ, không có dấu phẩy.",
            "The codes of the grades differ, have at most 8 signs and no comma.",
        )
    for share in draft.shares:
        beyond = [code for code in (share.grade, *share.within) if code not in codes]
        if beyond:
            raise RuleNotMet(f"Tỷ lệ nói đến mức không có: {beyond[0]}.", f"A share names no grade: {beyond[0]}.")
        if not 0 <= share.percent <= 100:
            raise RuleNotMet("Tỷ lệ từ 0 đến 100 %.", "A share lies between 0 and 100 per cent.")
    if draft.shares and not source:
        raise RuleNotMet("Ghi căn cứ của tỷ lệ (văn bản nào quy định).", "Write which document the shares come from.")
    if draft.shares and draft.receivers == "collective" and any(share.collective for share in draft.shares):
        raise RuleNotMet(
            "Tỷ lệ theo loại của tập thể chỉ dùng cho cá nhân.",
            "Shares by the collective's class are for persons only.",
        )
    return Draft(name, draft.period, draft.receivers, grades, draft.shares, source)


def _columns(draft: Draft) -> dict[str, Any]:
    return {
        "grades": [{"code": one.code, "name": one.name, "good": one.good} for one in draft.grades],
        "shares": [
            {
                "collective": share.collective,
                "grade": share.grade,
                "most_percent": float(share.percent) if share.percent.denominator != 1 else int(share.percent),
                "within": list(share.within),
            }
            for share in draft.shares
        ],
        "source_words": draft.source,
    }


def the_set(set_id: int) -> GradeSet:
    """A set. Raises `NotFound`."""
    row = GradeSet.objects.filter(pk=set_id).first()
    if row is None:
        raise NotFound("Không có bộ mức này.", "There is no such set.")
    return row


def name_of(row: GradeSet, code: str) -> str:
    """The name of a grade, or its code where the set has none."""
    return next((grade["name"] for grade in row.grades if grade["code"] == code), code)
