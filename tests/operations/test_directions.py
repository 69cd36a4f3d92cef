"""Directions: given to units, reported on by the own unit only, held done by the office, closed, dropped, carried on, and each of them taken back."""

from datetime import date
from typing import Any

import pytest

from tdkt.operations import directions as acts
from tdkt.operations.directions import Asked, Told
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.kept_files import kept_file
from tdkt.operations.papers import Incoming
from tdkt.operations.tasks import Task, tasks
from tdkt.records import directions as register
from tdkt.records.models import Direction, DirectionReport, DirectionUnit, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.web.register import NOON

SAID = date(2020, 1, 15)
DUE = date(2020, 5, 20)
ASKED = Asked(
    "Rà soát, củng cố các mô hình hoạt động cầm chừng",
    "Giám đốc Công an tỉnh",
    "Hội nghị tổng kết công tác năm 2019",
    SAID,
    "Thông báo số 03/TB-CAT",
    DUE,
)


@pytest.fixture
def district(office: Any) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def other(office: Any) -> Unit:
    return make_unit("Công an thị xã mẫu", under=office.unit)


def give(*units: Unit, asked: Asked = ASKED, by: Any = None, **days: date) -> Direction:
    return acts.give_direction(asked, {unit.pk: None for unit in units}, by=by, at=NOON, on=WORKING_DAY)


def given_to(direction: Direction, unit: Unit) -> DirectionUnit:
    return DirectionUnit.objects.get(direction=direction, unit=unit)


def report(
    given: DirectionUnit, *, words: str = "Đã rà soát 12 mô hình", by: Any = None, **said: Any
) -> DirectionReport:
    said = {"reported_on": date(2020, 4, 2)} | said
    return acts.report_direction(Told(given.pk, words, **said), by=by, at=NOON, on=WORKING_DAY)


def done(*given: DirectionUnit) -> None:
    acts.hold_done([one.pk for one in given], done_on=WORKING_DAY, by=None, at=NOON)


def changed(asked: Asked, **said: Any) -> Asked:
    return Asked(**{**asked.__dict__, **said})


def test_a_direction_is_done_with_the_last_of_its_units_and_open_again_without_it(district, other, officer, clerk):
    direction = give(district, other, by=officer)
    own, theirs = given_to(direction, district), given_to(direction, other)
    report(own, by=clerk, percent=100)
    report(theirs, by=officer)

    done(own)
    direction.refresh_from_db()
    assert (direction.state, direction.closed_on) == ("open", None)
    done(theirs)
    direction.refresh_from_db()
    assert (direction.state, direction.closed_on) == ("done", WORKING_DAY)

    acts.hold_not_done(theirs.pk, by=officer, at=NOON)
    direction.refresh_from_db()
    assert (direction.state, direction.closed_on) == ("open", None)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"words": "  "}, "Ghi đủ nội dung chỉ đạo"),
        ({"leader": ""}, "Ghi đủ nội dung chỉ đạo"),
        ({"said_on": date(2020, 6, 1)}, "chưa đến"),
        ({"due_on": date(2020, 1, 14)}, "trước ngày chỉ đạo"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_written(district, said, words):
    with pytest.raises(RuleNotMet) as refused:
        give(district, asked=changed(ASKED, **said))

    assert words in refused.value.vietnamese
    assert not Direction.objects.exists()


def test_units_are_named_standing_and_known(office, district):
    gone = make_unit("Phòng cũ mẫu", under=office.unit)
    Unit.objects.filter(pk=gone.pk).update(ended=date(2018, 8, 14))

    with pytest.raises(RuleNotMet):
        give()
    with pytest.raises(RuleNotMet) as refused:
        give(district, gone)
    assert "đã kết thúc ngày 14/08/2018" in refused.value.vietnamese
    with pytest.raises(NotFound):
        acts.give_direction(ASKED, {987654: None}, by=None, at=NOON, on=WORKING_DAY)
    assert not Direction.objects.exists()


def test_only_the_office_gives_and_a_unit_reports_of_its_own_only(district, other, clerk, inspector, officer):
    direction = give(district, other)
    own, theirs = given_to(direction, district), given_to(direction, other)
    with pytest.raises(NotPermitted):
        give(district, by=clerk)
    with pytest.raises(NotPermitted):
        report(own, by=inspector)
    with pytest.raises(NotFound):
        report(theirs, by=clerk)
    with pytest.raises(NotPermitted):
        acts.hold_done([own.pk], done_on=WORKING_DAY, by=clerk, at=NOON)

    told = report(theirs, by=officer)
    with pytest.raises(NotFound):
        acts.take_back_report(told.pk, by=clerk, at=NOON, on=WORKING_DAY)
    assert [one.given_id for one in DirectionReport.objects.all()] == [theirs.pk]


@pytest.mark.parametrize(
    "said",
    [{"words": " "}, {"percent": 101}, {"reported_on": date(2020, 1, 14)}, {"reported_on": date(2020, 5, 26)}],
)
def test_a_report_that_cannot_be_is_refused(district, clerk, said):
    direction = give(district)

    with pytest.raises(RuleNotMet):
        report(given_to(direction, district), by=clerk, **said)
    assert not DirectionReport.objects.exists()


def test_a_report_keeps_its_paper_and_only_the_latest_is_taken_back(district, clerk):
    given = given_to(give(district), district)
    first = report(given, by=clerk, paper=Incoming("bao-cao.pdf", b"%PDF-1.4", "application/pdf", 1))
    second = report(given, by=clerk, words="Đã xong", percent=100, reported_on=date(2020, 5, 4))

    assert (first.file_name, kept_file(first.kept), acts.content_of(first)) == ("bao-cao.pdf", b"%PDF-1.4", b"%PDF-1.4")
    with pytest.raises(WrongState):
        acts.take_back_report(first.pk, by=clerk, at=NOON, on=WORKING_DAY)
    acts.take_back_report(second.pk, by=clerk, at=NOON, on=WORKING_DAY)
    assert list(DirectionReport.objects.all()) == [first]
    with pytest.raises(NotFound):
        acts.content_of(report(given, by=clerk))


def test_nobody_is_held_done_without_a_report_nor_reports_afterwards(district, clerk):
    given = given_to(give(district), district)
    with pytest.raises(WrongState) as refused:
        done(given)
    assert "chưa báo cáo" in refused.value.vietnamese
    report(given, by=clerk)
    done(given)

    with pytest.raises(WrongState):
        report(given, by=clerk)
    with pytest.raises(WrongState):
        done(given)


def test_a_direction_ends_with_a_reason_and_is_opened_again(district, officer):
    direction = give(district)
    with pytest.raises(RuleNotMet):
        acts.drop_direction(direction.pk, " ", closed_on=WORKING_DAY, by=officer, at=NOON)

    acts.drop_direction(direction.pk, "Nhiệm vụ đã giao cho Ban Chỉ đạo", closed_on=WORKING_DAY, by=officer, at=NOON)
    with pytest.raises(WrongState):
        report(given_to(direction, district))
    acts.reopen(direction.pk, by=officer, at=NOON)
    acts.close_direction(direction.pk, "Các mô hình đã sáp nhập", closed_on=WORKING_DAY, by=officer, at=NOON)
    direction.refresh_from_db()
    assert (direction.state, direction.closing) == ("done", "Các mô hình đã sáp nhập")
    acts.reopen(direction.pk, by=officer, at=NOON)
    with pytest.raises(WrongState):
        acts.reopen(direction.pk, by=officer, at=NOON)


def test_a_direction_is_carried_on_to_a_later_year_once_and_back(office, district, other, officer):
    old = give(district, other, asked=changed(ASKED, said_on=date(2019, 1, 10), due_on=date(2019, 12, 31)))
    with pytest.raises(RuleNotMet):
        acts.carry_on(
            old.pk, changed(ASKED, said_on=date(2019, 12, 30)), {district.pk: None}, by=officer, at=NOON, on=WORKING_DAY
        )

    new = acts.carry_on(old.pk, ASKED, {district.pk: DUE}, by=officer, at=NOON, on=WORKING_DAY)

    old.refresh_from_db()
    assert (old.state, old.closed_on, new.carried_from, new.state) == ("carried", SAID, old, "open")
    assert register.chain(old) == register.chain(new) == [old, new]
    with pytest.raises(WrongState):
        acts.carry_on(old.pk, ASKED, {district.pk: None}, by=officer, at=NOON, on=WORKING_DAY)
    with pytest.raises(WrongState):
        report(given_to(old, other))

    acts.take_back(new.pk, by=officer, at=NOON)
    old.refresh_from_db()
    assert (old.state, old.closed_on) == ("open", None)
    assert list(Direction.objects.all()) == [old]


def test_what_somebody_reported_of_is_not_taken_back(district, officer):
    direction = give(district)
    report(given_to(direction, district))

    with pytest.raises(WrongState) as refused:
        acts.take_back(direction.pk, by=officer, at=NOON)
    assert "Bỏ chỉ đạo kèm lý do" in refused.value.vietnamese


def test_who_is_late_and_who_has_not_reported_come_from_the_data(district, other, clerk, officer):
    late = give(district, other)
    soon = acts.give_direction(
        changed(ASKED, words="Tổng kết mô hình", due_on=None),
        {district.pk: date(2020, 5, 25), other.pk: date(2020, 5, 24)},
        by=None,
        at=NOON,
        on=WORKING_DAY,
    )
    report(given_to(late, other), percent=100)
    every = DirectionUnit.objects.all()

    assert register.progress(every, [late.pk, soon.pk], on=WORKING_DAY) == {
        late.pk: register.Progress(units=2, reported=1, silent=1, late=2),
        soon.pk: register.Progress(units=2, silent=2, late=1),
    }
    assert register.silent_units(every, on=WORKING_DAY) == [
        register.Silent(district.pk, 2, 1, DUE),
        register.Silent(other.pk, 1, 1, date(2020, 5, 24)),
    ]
    assert list(register.waiting_for_office(every)) == [given_to(late, other)]
    assert list(register.directions_in([2020])) == [late, soon]
    assert list(register.directions_in([2019])) == []
    acts.drop_direction(late.pk, "Đã giao nơi khác", closed_on=WORKING_DAY, by=None, at=NOON)
    assert {one.direction_id for one in register.late(every, on=WORKING_DAY)} == {soon.pk}


def test_what_waits_stands_on_the_home_page_of_the_unit_and_of_the_office(district, other, clerk, officer):
    direction = give(district, other)
    name = "Rà soát, củng cố các mô hình hoạt động cầm chừng"

    assert tasks(clerk, on=WORKING_DAY) == [Task("direction-report", direction.pk, name, 1, DUE, 1)]
    assert tasks(officer, on=WORKING_DAY) == []

    report(given_to(direction, district), by=clerk, percent=60)
    assert tasks(clerk, on=date(2020, 5, 20)) == [Task("direction-report", direction.pk, name, 1, DUE)]
    report(given_to(direction, district), by=clerk, percent=100)
    assert tasks(clerk, on=WORKING_DAY) == []
    assert tasks(officer, on=WORKING_DAY) == [Task("direction-done", direction.pk, name, 1, DUE, 1)]
    done(given_to(direction, district))
    assert tasks(officer, on=WORKING_DAY) == []
