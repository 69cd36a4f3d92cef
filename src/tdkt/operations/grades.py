"""Weekly and monthly classes and flags: a unit's whole table entered at once within the shares of its set, and taken back.

    entered = enter_grades(made.pk, unit.pk, "2020-04", {12: Given("1"), 13: Given("2", "nghỉ ốm")}, by=clerk, at=now, on=today)

A table with a class for everybody is handed in: then no share may be exceeded. One that lacks somebody is unfinished: what is over is told,
and the unit stands among those that have not entered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.grade_sets import name_of, the_set
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

LARGEST_UNIT = 800
"""The most people of one table: a larger unit enters part by part."""


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


# --- entering ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """What is said of one unit and period, by receiver."""

    unit: int
    period: str
    said: Mapping[int, Given]


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
    """Enter the table of a unit for a period: whoever is in `said` gets, keeps or loses a grade, all others stay as they are.

    `file`: where it came from. Raises `NotPermitted` for another unit, `RuleNotMet` for a grade, period or person that cannot be, and for
    a whole table over a share.
    """
    return enter_tables(set_id, [Table(unit_id, period, said)], by=by, at=at, on=on, file=file)[0]


def enter_tables(
    set_id: int, tables: Sequence[Table], *, by: Account | None, at: datetime, on: date, file: str = ""
) -> list[Entered]:
    """Enter many tables of a set as one act: all or none."""
    require(by, "grade-periods")
    units = {table.unit: own_unit(table.unit, by=by, on=on) for table in tables}
    said = {"unit": ", ".join(one.name for one in units.values()), "period": _span_words(tables)}
    with writing(by=by, at=at, verb="grades.enter", detail=said) as pen:
        row = the_set(set_id)
        pen.entry.detail |= {"set": row.name} | ({"file": file} if file else {})
        if row.receivers == "collective" and by is not None and by.role != Role.OFFICER:
            raise NotPermitted(
                "Phân loại tập thể do cơ quan thi đua nhập.", "Classes of collectives are entered by the office."
            )
        if not row.in_use:
            raise WrongState(f"Bộ mức “{row.name}” đã thôi dùng.", f"The set “{row.name}” is not in use.")
        members = register.members_of(units) if row.receivers == "individual" else None
        found = [_enter(pen, row, units[table.unit], table, members, on=on) for table in tables]
        counts = {name: sum(getattr(one, name) for one in found) for name in ("made", "changed", "cleared")}
        pen.entry.detail |= counts
        wrote = pen.entry.seq if any(counts.values()) else None
    return [replace(one, entry=wrote) for one in found]


def _span_words(tables: Sequence[Table]) -> str:
    periods = sorted({table.period for table in tables})
    return " – ".join(dict.fromkeys((periods[0], periods[-1]))) if periods else ""


def _enter(pen: Pen, row: GradeSet, unit: Unit, table: Table, members: register.Members | None, *, on: date) -> Entered:
    span = period_of(row, table.period, on=on)
    those = members.on(unit.pk, span.last) if members is not None else register.receivers(row, unit.pk, span.last)
    _check(row, table.said, those)
    had = register.given_in(row, table.period, those)
    will = {key: one.grade for key, one in had.items()} | {key: one.grade for key, one in table.said.items()}
    grades = [grade for grade in will.values() if grade]
    found = shares_of(row, unit.pk, span, grades, people=len(those))
    over = next((limit for limit in found if limit.over), None)
    if over is not None and len(grades) == len(those):
        raise RuleNotMet(*over_words(row, over))
    made, changed, cleared = _write(pen, row, unit, span, table.said, had)
    return Entered(made, changed, cleared, len(those) - len(grades), found)


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
