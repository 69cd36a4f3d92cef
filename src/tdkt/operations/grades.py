"""Weekly and monthly classes and flags: sets of them kept as data, a unit's whole table entered at once within the shares, and taken back.

    made = keep_set(Draft("Phân loại tháng", "month", "individual", grades=(Grade("1", "Loại 1"), …)), by=officer, at=now)
    entered = enter_grades(made.pk, unit.pk, "2020-04", {12: Given("1"), 13: Given("2", "nghỉ ốm")}, by=clerk, at=now, on=today)

A table with a class for everybody is handed in: then no share may be exceeded. One that lacks somebody is unfinished: what is over is told,
and the unit stands among those that have not entered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records import grades as register
from tdkt.records.models import Account, Entry, GradeSet, PeriodGrade, PeriodGradeVersion, Role, Unit
from tdkt.records.models.scope import reach_of
from tdkt.reports.grades import (
    Limit,
    Period,
    after,
    before,
    limits,
    needs_class,
    periods_of,
    read_period,
    read_shares,
)
from tdkt.vietnamese.folding import nfc

MOST_GRADES, MOST_SHARES = 8, 24
LARGEST_UNIT = 800
"""The most people of one table: a larger unit enters part by part."""


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


@dataclass(frozen=True)
class Given:
    """What one receiver is given: a grade ("" takes it away) and a note."""

    grade: str
    note: str = ""


@dataclass(frozen=True)
class Entered:
    """What came of entering: how many new, changed and taken away, how many still lack one, the shares, and the entry of the log (None: nothing to write)."""

    made: int
    changed: int
    cleared: int
    missing: int
    limits: tuple[Limit, ...]
    entry: int | None = None


# --- sets --------------------------------------------------------------------------------------------


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


# --- entering ------------------------------------------------------------------------------------------


def enter_grades(
    set_id: int,
    unit_id: int,
    period: str,
    said: Mapping[int, Given],
    *,
    by: Account | None,
    at: datetime,
    on: date,
    file: str = "",
) -> Entered:
    """Enter the table of a unit for a period: whoever is in `said` gets, keeps or loses a grade, all others stay as they are. `file`: where it came from.

    Raises `NotPermitted` for another unit, `RuleNotMet` for a grade, period or person that cannot be, and for a whole table over a share.
    """
    require(by, "grade-periods")
    unit = own_unit(unit_id, by=by, on=on)
    with writing(by=by, at=at, verb="grades.enter", detail={"unit": unit.name, "period": period}) as pen:
        row = the_set(set_id)
        pen.entry.detail |= {"set": row.name} | ({"file": file} if file else {})
        span = period_of(row, period, on=on)
        if row.receivers == "collective" and by is not None and by.role != Role.OFFICER:
            raise NotPermitted(
                "Phân loại tập thể do cơ quan thi đua nhập.", "Classes of collectives are entered by the office."
            )
        if not row.in_use:
            raise WrongState(f"Bộ mức “{row.name}” đã thôi dùng.", f"The set “{row.name}” is not in use.")
        those = register.receivers(row, unit.pk, span.last)
        _check(row, said, those)
        had = register.given_in(row, period, those)
        will = {key: one.grade for key, one in had.items()} | {key: one.grade for key, one in said.items()}
        grades = [grade for grade in will.values() if grade]
        found = shares_of(row, unit.pk, span, grades, people=len(those))
        over = [limit for limit in found if limit.over]
        if over and len(grades) == len(those):
            raise RuleNotMet(*over_words(row, over[0]))
        entered = _write(pen, row, unit, span, said, had)
        return Entered(*entered, len(those) - len(grades), found, pen.entry.seq if any(entered) else None)


def _check(row: GradeSet, said: Mapping[int, Given], those: set[int]) -> None:
    codes = {grade["code"] for grade in row.grades}
    if set(said) - those:
        raise RuleNotMet(
            "Có người không thuộc đơn vị này trong kỳ. Tải lại bảng rồi nhập lại.",
            "Somebody was not of this unit in the period. Load the table again.",
        )
    if len(those) > LARGEST_UNIT:
        raise RuleNotMet(
            f"Đơn vị có {len(those)} người; nhập theo từng đơn vị bên dưới.",
            f"The unit has {len(those)} people; enter the units below it.",
        )
    wrong = next((one for one in said.values() if one.grade and one.grade not in codes), None)
    if wrong is not None:
        raise RuleNotMet(f"Bộ mức không có mức “{wrong.grade[:20]}”.", f"There is no grade “{wrong.grade[:20]}”.")
    if any(len(one.note) > 300 for one in said.values()):
        raise RuleNotMet("Ghi chú dài nhất 300 chữ.", "A note has at most 300 signs.")


def _write(
    pen: Pen, row: GradeSet, unit: Unit, span: Period, said: Mapping[int, Given], rows: Mapping[int, PeriodGrade]
) -> tuple[int, int, int]:
    units = _units_of(row, unit, said)
    fresh, changed, gone = [], 0, []
    for key, one in said.items():
        note = " ".join(nfc(one.note).split())
        had = rows.get(key)
        if had is None and one.grade:
            fresh.append(
                PeriodGrade(
                    grade_set=row, subject_id=key, unit_id=units[key], period=span.code, grade=one.grade, note=note
                )
            )
        elif had is not None and not one.grade:
            gone.append(had.pk)
        elif had is not None:
            changed += pen.change_soon(had, grade=one.grade, note=note)
    pen.write_changes()
    pen.withdraw_all(PeriodGrade, gone)
    pen.add(fresh)
    pen.entry.detail |= {"made": len(fresh), "changed": changed, "cleared": len(gone)}
    return len(fresh), changed, len(gone)


def _units_of(row: GradeSet, unit: Unit, said: Mapping[int, Given]) -> Mapping[int, int]:
    """Whose row each is: a person's that of the unit that enters him, a collective's its own."""
    if row.receivers == "individual":
        return dict.fromkeys(said, unit.pk)
    return dict(Unit.objects.filter(subject__in=list(said)).values_list("subject_id", "pk"))


def undo_grades(entry: int, *, by: Account | None, at: datetime, on: date) -> int:
    """Take back all that one act of entering wrote. Raises `WrongState` where a row was changed since. Answers how many rows."""
    require(by, "grade-periods")
    with writing(by=by, at=at, verb="grades.undo", detail={"entry": entry}) as pen:
        act = Entry.objects.filter(pk=entry, verb="grades.enter").first()
        if act is None:
            raise NotFound(f"Lần ghi {entry} không phải lần nhập phân loại.", f"Entry {entry} entered no classes.")
        pen.entry.detail |= {key: act.detail.get(key, "") for key in ("unit", "period", "set")}
        versions = PeriodGradeVersion.objects
        opened = {one.row: one for one in versions.filter(entry=act)}
        closed = {one.row: one for one in versions.filter(closed_by=act)}
        keys = sorted({*opened, *closed})
        _own_rows([*opened.values(), *closed.values()], by=by, on=on)
        moved = versions.filter(row__in=keys, version__gt=0, entry__gt=entry).exists()
        if moved or versions.filter(row__in=keys, closed_by__gt=entry).exists():
            raise WrongState(
                "Bảng đã được nhập lại sau đó nên không hoàn tác được lần này.",
                "The table was entered again since, so this act cannot be taken back.",
            )
        pen.withdraw_all(PeriodGrade, [key for key in opened if key not in closed])
        for state in closed.values():
            pen.restore(PeriodGrade, state)
    return len(keys)


def _own_rows(states: Sequence[Any], *, by: Account | None, on: date) -> None:
    if by is None:
        return
    reach = reach_of(by, on=on)
    if not reach.everything and any(state.unit_id not in reach.units for state in states):
        raise NotPermitted("Lần nhập này của đơn vị khác.", "Another unit entered this.")


# --- what all of them ask ---------------------------------------------------------------------------


def own_unit(unit_id: int, *, by: Account | None, on: date) -> Unit:
    """A unit of the account. Raises `NotFound`, `NotPermitted`."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("Không có đơn vị này trong sổ.", "There is no such unit in the register.")
    if by is not None:
        reach = reach_of(by, on=on)
        if not reach.everything and unit_id not in reach.units:
            raise NotPermitted(
                "Tài khoản này chỉ nhập được cho đơn vị của mình.", "This account may enter for its own unit only."
            )
    return unit


def period_of(row: GradeSet, code: str, *, on: date) -> Period:
    """A period of the set that has begun. Raises `RuleNotMet`."""
    try:
        span = read_period(row.period, code)
    except ValueError:
        example = "2020-W07" if row.period == "week" else "2020-05"
        raise RuleNotMet(f"“{code[:20]}” không phải kỳ. Viết như {example}.", f"Write a period as {example}.") from None
    if span.first > on:
        raise RuleNotMet("Kỳ này chưa đến.", "This period has not begun.")
    return span


def shares_of(row: GradeSet, unit_id: int, span: Period, grades: Sequence[str], *, people: int) -> tuple[Limit, ...]:
    """What the shares of a set come to in a unit with these grades; those by the collective's class only where it is known."""
    shares = read_shares(row.shares)
    own = register.class_of(unit_id, row.period, span.code) if needs_class(shares) else None
    return limits(grades, shares, people=people, collective=own.grade if own else "")


def class_unknown(row: GradeSet, unit_id: int, span: Period) -> bool:
    """Whether some share of the set depends on the class of the collective, and nobody has given it one in the period."""
    return needs_class(read_shares(row.shares)) and register.class_of(unit_id, row.period, span.code) is None


def name_of(row: GradeSet, code: str) -> str:
    """The name of a grade, or its code where the set has none."""
    return next((grade["name"] for grade in row.grades if grade["code"] == code), code)


def over_words(row: GradeSet, limit: Limit) -> tuple[str, str]:
    """That a share is exceeded, in Vietnamese and English: how many of how many, and how it was rounded."""
    name, percent = name_of(row, limit.share.grade), f"{float(limit.share.percent):g}".replace(".", ",")
    among = ", ".join(name_of(row, code) for code in limit.share.within)
    whole = f"{limit.whole} người" + (f" đạt {among}" if among else "")
    whole_en = f"{limit.whole} people" + (f" with {among}" if among else "")
    if row.receivers == "collective":
        whole, whole_en = whole.replace("người", "tập thể"), whole_en.replace("people", "collectives")
    return (
        f"{name}: {limit.used}, vượt {limit.over}. Tối đa {percent}% của {whole} là {limit.most} (phần lẻ bỏ). "
        f"Giảm {limit.over} rồi ghi lại.",
        f"{name}: {limit.used}, {limit.over} too many. At most {percent}% of {whole_en} is {limit.most} (rounded down).",
    )


def periods(row: GradeSet, year: int) -> tuple[Period, ...]:
    """The periods of a set in a year."""
    return periods_of(row.period, year)


def neighbours(span: Period) -> tuple[Period, Period]:
    """The periods before and after one."""
    return before(span), after(span)
