"""Monthly and weekly classes: whole tables within their shares, own units only, force and units only, who has not entered, undone as one act."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tdkt.operations import grade_sets
from tdkt.operations import grades as acts
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.grade_sets import Draft, Grade, SaidShare
from tdkt.operations.grades import Given
from tdkt.operations.ledger import writing
from tdkt.records import grades as register
from tdkt.records.models import Departure, GradeSet, PeriodGrade, Service, Subject, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.web.register import NOON, enter_body, enter_person

NAMES = ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi", "Ngô Văn Dũng", "Hồ Văn Em")
CLASSES = (Grade("1", "Loại 1", True), Grade("2", "Loại 2", True), Grade("3", "Loại 3"), Grade("4", "Loại 4"))
SHARES = (SaidShare("1", Fraction(40)), SaidShare("1", Fraction(50), "2", ("1", "2")))
MONTH = Draft("Phân loại cán bộ hằng tháng", "month", "individual", CLASSES, SHARES, "Quy định mẫu của đơn vị")
UNITS = Draft("Phân loại tập thể hằng tháng", "month", "collective", CLASSES)
FLAGS = Draft(
    "Cờ thi đua tuần",
    "week",
    "individual",
    (Grade("DS", "Cờ đỏ có sao", True), Grade("D", "Cờ đỏ", True), Grade("X", "Cờ xanh"), Grade("V", "Cờ vàng")),
)


@pytest.fixture
def district(office: Any) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def five(district: Unit) -> list[Subject]:
    return [enter_person(name, district) for name in NAMES]


@pytest.fixture
def month(office: Any) -> GradeSet:
    return grade_sets.keep_set(MONTH, by=None, at=NOON)


def enter(
    row: GradeSet, unit: Unit, said: dict[Subject, str], *, period: str = "2020-04", by: Any = None
) -> acts.Entered:
    given = {subject.pk: Given(grade) for subject, grade in said.items()}
    return acts.enter_grades(row.pk, unit.pk, period, given, by=by, at=NOON, on=WORKING_DAY)


def all_of(people: list[Subject], grades: str) -> dict[Subject, str]:
    return dict(zip(people, grades, strict=True))


def held() -> list[tuple[str, str, str]]:
    rows = PeriodGrade.objects.order_by("period", "subject__pk")
    return list(rows.values_list("subject__name", "period", "grade"))


def test_a_whole_table_goes_in_is_changed_and_taken_back_as_one_act(month, district, five, clerk):
    first = enter(month, district, all_of(five, "12233"), by=clerk)
    assert (first.made, first.changed, first.cleared, first.missing) == (5, 0, 0, 0)

    second = enter(month, district, {five[0]: "2", five[1]: ""}, by=clerk)
    assert (second.made, second.changed, second.cleared, second.missing) == (0, 1, 1, 1)
    again = enter(month, district, {five[0]: "2"}, by=clerk)
    assert (again.made, again.changed, again.entry) == (0, 0, None)

    with pytest.raises(WrongState):
        acts.undo_grades(first.entry, by=clerk, at=NOON, on=WORKING_DAY)
    acts.undo_grades(second.entry, by=clerk, at=NOON, on=WORKING_DAY)
    assert [grade for *_, grade in held()] == list("12233")
    with pytest.raises(WrongState):
        acts.undo_grades(second.entry, by=clerk, at=NOON, on=WORKING_DAY)


def test_over_the_share_an_unfinished_table_is_told_and_a_whole_one_refused(month, district, five, clerk):
    some = enter(month, district, {five[0]: "1", five[1]: "1", five[2]: "1"}, by=clerk)
    assert [(limit.most, limit.used, limit.over) for limit in some.limits] == [(2, 3, 1)]

    with pytest.raises(RuleNotMet) as refused:
        enter(month, district, {five[3]: "2", five[4]: "2"}, by=clerk)
    assert refused.value.vietnamese == (
        "Loại 1: 3, vượt 1. Tối đa 40% của 5 người là 2 (phần lẻ bỏ). Giảm 1 rồi ghi lại."
    )
    assert len(held()) == 3
    assert enter(month, district, {five[2]: "2", five[3]: "2", five[4]: "2"}, by=clerk).missing == 0


def test_a_share_by_the_class_of_the_collective_holds_once_the_class_is_known(office, month, district, five, officer):
    enter(month, district, all_of(five, "11233"))
    collective = grade_sets.keep_set(UNITS, by=None, at=NOON)
    assert acts.class_unknown(month, district.pk, acts.period_of(month, "2020-04", on=WORKING_DAY))
    enter(collective, office.unit, {district.subject: "2"}, by=officer)

    with pytest.raises(RuleNotMet) as refused:
        enter(month, district, {five[4]: "2", five[2]: "3"})
    assert "Loại 1: 2, vượt 1. Tối đa 50% của 3 người đạt Loại 1, Loại 2 là 1" in refused.value.vietnamese
    assert not acts.class_unknown(month, district.pk, acts.period_of(month, "2020-04", on=WORKING_DAY))


def test_only_the_force_and_units_of_the_own_tree_get_a_class(office, month, district, five, clerk, inspector, officer):
    other = make_unit("Công an thị xã mẫu", under=office.unit)
    stranger = enter_person("Đỗ Minh Khôi", other)
    household = enter_body("Hộ ông Mẫu", district, kind="household")
    resident = enter_body("Bà Nguyễn Thị Mẫu", district, kind="individual")
    for one in (stranger, household, resident):
        with pytest.raises(RuleNotMet):
            enter(month, district, {one: "2"})
    with pytest.raises(NotPermitted):
        enter(month, other, {stranger: "2"}, by=clerk)
    with pytest.raises(NotPermitted):
        enter(month, district, {five[0]: "2"}, by=inspector)
    with pytest.raises(NotPermitted):
        grade_sets.keep_set(UNITS, by=clerk, at=NOON)
    collective = grade_sets.keep_set(UNITS, by=officer, at=NOON)
    with pytest.raises(NotPermitted):
        enter(collective, district, {}, by=clerk)

    theirs = enter(month, other, {stranger: "2"})
    with pytest.raises(NotPermitted):
        acts.undo_grades(theirs.entry, by=clerk, at=NOON, on=WORKING_DAY)
    assert held() == [("Đỗ Minh Khôi", "2020-04", "2")]


@pytest.mark.parametrize(
    ("period", "grade", "words"),
    [
        ("2020-06", "1", "chưa đến"),
        ("2020-W12", "1", "không phải kỳ"),
        ("2020-04", "7", "không có mức"),
    ],
)
def test_what_cannot_be_entered_is_refused(month, district, five, period, grade, words):
    with pytest.raises(RuleNotMet) as refused:
        enter(month, district, {five[0]: grade}, period=period)

    assert words in refused.value.vietnamese
    assert held() == []


def test_flags_of_a_week_are_entered_as_classes_of_a_month(district, five):
    flags = grade_sets.keep_set(FLAGS, by=None, at=NOON)

    enter(flags, district, {five[0]: "DS", five[1]: "V"}, period="2020-W21")

    assert held() == [("Phan Văn An", "2020-W21", "DS"), ("Lê Thị Bình", "2020-W21", "V")]
    enter(flags, district, {five[0]: "D"}, period="2020-W22")  # begins on the day of work
    with pytest.raises(RuleNotMet):
        enter(flags, district, {five[0]: "D"}, period="2020-W23")


def test_who_has_not_entered_follows_who_was_where(office, month, district, five):
    other = make_unit("Công an thị xã mẫu", under=office.unit)
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.add_one(Service(subject=five[4], since=date(2020, 3, 10), rank="Đại úy", post="Cán bộ", unit=other))
        pen.add_one(Departure(subject=five[3], day=date(2020, 4, 15)))
    enter(month, district, {five[0]: "1", five[1]: "2"}, period="2020-02")
    spans = [(f"2020-0{at}", date(2020, at, 1), date(2020, at, day)) for at, day in ((2, 29), (3, 31), (4, 30))]

    assert register.missing(month, [district.pk, other.pk], spans) == {
        (district.pk, "2020-02"): (3, 5),
        (district.pk, "2020-03"): (4, 4),
        (district.pk, "2020-04"): (3, 3),
        (other.pk, "2020-03"): (1, 1),
        (other.pk, "2020-04"): (1, 1),
    }


def test_a_set_in_use_keeps_its_codes_and_the_office_may_put_it_away(month, district, five, officer):
    enter(month, district, {five[0]: "4"})
    fewer = Draft("Phân loại tháng", "month", "individual", CLASSES[:3])
    with pytest.raises(WrongState):
        grade_sets.change_set(month.pk, fewer, by=officer, at=NOON)
    with pytest.raises(WrongState):
        grade_sets.change_set(month.pk, Draft("Tuần", "week", "individual", CLASSES), by=officer, at=NOON)

    grade_sets.change_set(month.pk, Draft("Phân loại tháng", "month", "individual", CLASSES), by=officer, at=NOON)
    grade_sets.use_set(month.pk, False, by=officer, at=NOON)
    month.refresh_from_db()
    assert (month.name, month.shares, month.in_use) == ("Phân loại tháng", [], False)
    with pytest.raises(WrongState):
        enter(month, district, {five[0]: "1"})
    with pytest.raises(NotFound):
        grade_sets.use_set(987654, True, by=officer, at=NOON)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (Draft("", "month", "individual", CLASSES), "Đặt tên"),
        (Draft("A", "day", "individual", CLASSES), "Chọn kỳ"),
        (Draft("A", "month", "individual", CLASSES[:1]), "từ 2 đến 8 mức"),
        (Draft("A", "month", "individual", (CLASSES[0], CLASSES[0])), "phải khác nhau"),
        (Draft("A", "month", "individual", CLASSES, (SaidShare("9", Fraction(10)),), "B"), "mức không có: 9"),
        (Draft("A", "month", "individual", CLASSES, (SaidShare("1", Fraction(101)),), "B"), "từ 0 đến 100"),
        (Draft("A", "month", "individual", CLASSES, (SaidShare("1", Fraction(10)),)), "Ghi căn cứ"),
    ],
)
def test_a_set_that_cannot_be_is_refused(office, draft, words):
    with pytest.raises(RuleNotMet) as refused:
        grade_sets.keep_set(draft, by=None, at=NOON)

    assert words in refused.value.vietnamese
