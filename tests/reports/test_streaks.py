"""Runs of years, also across the succession of units."""

from datetime import date

from tdkt.reports.streaks import Run, streaks
from tests.reports.registers import KNOWN_ON, MINISTRY, PROVINCE, ROOT, UNITS, conferral, register, succession, unit

FLAG = "co-thi-dua-bo-tinh"
OLD_A, OLD_B, NEW = 10, 11, 12
CHANGE = date(2018, 8, 15)


def flag(unit_id: int, year: int, **giver: str) -> object:
    return conferral(unit_id * 10_000 + year, FLAG, unit_of_receiver=unit_id, year=year, **(giver or MINISTRY))


def rows(unit_id: int, *years: int) -> tuple[str, ...]:
    return tuple(f"conferral/{unit_id * 10_000 + year}" for year in years)


def found(*flags, kind: str = "merge", first: int = 2015, last: int = 2020):
    old = {"ended": date(2018, 8, 14)}
    units = (
        *UNITS,
        unit(OLD_A, "Phòng A", ROOT, **old),
        unit(OLD_B, "Phòng B", ROOT, **old),
        unit(NEW, "Phòng C", ROOT),
    )
    successions = (succession(OLD_A, NEW, kind, CHANGE), succession(OLD_B, NEW, kind, CHANGE))
    tree = register(*flags, units=units, successions=successions)
    return streaks(tree, first=first, last=last, unit_id=ROOT, known_on=KNOWN_ON)


def test_a_run_is_broken_by_a_year_without_the_title_and_by_another_giver():
    flags = [flag(ROOT, y) for y in (2015, 2016, 2018, 2019, 2020)] + [flag(NEW, 2019, **PROVINCE), flag(NEW, 2020)]

    assert found(*flags) == (
        Run(ROOT, ("Công an tỉnh Quảng Nam",), FLAG, "ministry", "Bộ Công an", 2018, 2020, 3, rows(ROOT, 2018, 2019, 2020)),
        Run(ROOT, ("Công an tỉnh Quảng Nam",), FLAG, "ministry", "Bộ Công an", 2015, 2016, 2, rows(ROOT, 2015, 2016)),
    )  # fmt: skip


def test_a_run_goes_on_when_units_merge_into_a_new_one():
    flags = [flag(OLD_A, 2016), flag(OLD_B, 2017), flag(NEW, 2018), flag(NEW, 2019)]

    assert found(*flags) == (
        Run(
            NEW, ("Phòng A (cũ)", "Phòng B (cũ)", "Phòng C"), FLAG, "ministry", "Bộ Công an", 2016, 2019, 4,
            (*rows(OLD_A, 2016), *rows(OLD_B, 2017), *rows(NEW, 2018, 2019)),
        ),
    )  # fmt: skip


def test_a_unit_that_another_joins_keeps_its_own_record_only():
    flags = [flag(OLD_A, 2016), flag(OLD_A, 2017), flag(NEW, 2018), flag(NEW, 2019)]

    assert [(run.unit_id, run.first, run.last) for run in found(*flags, kind="join")] == [
        (OLD_A, 2016, 2017),
        (NEW, 2018, 2019),
    ]


def test_what_stopped_with_the_predecessor_stays_the_predecessors():
    assert [
        (run.unit_id, run.first, run.last) for run in found(flag(OLD_A, 2015), flag(OLD_A, 2016), flag(NEW, 2019))
    ] == [(OLD_A, 2015, 2016)]


def test_years_outside_the_period_do_not_lengthen_a_run():
    assert [run.years for run in found(*(flag(ROOT, y) for y in range(2012, 2020)))] == [5]
