"""Exemplars taken in whole: the same is asked of them as step by step, all go in or none, and the state is the same."""

from dataclasses import replace
from datetime import date

import pytest

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet
from tdkt.operations.exemplar_lives import Follower, Life, Step, Tale, enter_lives
from tdkt.operations.exemplar_plans import Planned, do_step, plan
from tdkt.operations.exemplar_stories import say_result, take_up, tell
from tdkt.operations.exemplar_undo import take_back
from tdkt.operations.exemplars import find, honour, review
from tdkt.records.models import Exemplar, ExemplarHonour, ExemplarStep, Following, Story, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_exemplars import WAYS, doing, snapshot
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person

FOUND = date(2018, 3, 5)


@pytest.fixture
def whole(office):
    district = Unit.objects.get(name="Công an huyện mẫu")
    other = make_unit("Phòng Tham mưu", under=office.unit)
    an = enter_person("Phan Văn An", district)
    award = enter_award(an, enter_decision("12/QĐ-BCA", date(2019, 8, 19)))
    return Life(
        an.pk, WAYS, FOUND, "Đội Xây dựng phong trào", field="Xây dựng phong trào",
        steps=(Step("Theo dõi", date(2018, 6, 5), "Đội trưởng", date(2018, 6, 1), "Nhận 41 tin báo"),),
        review="Giữ vững", reviewed_on=date(2020, 3, 2), conferrals=(award.pk,),
        stories=(Tale("article", "Người giữ đêm", "Báo Quảng Nam", date(2020, 4, 1)),),
        followers=(Follower(other.pk, date(2020, 4, 6), "Khá"),),
    )  # fmt: skip


def put(*lives, by=None):
    return enter_lives(lives, from_year=2015, to_year=2020, by=by, at=NOON, on=WORKING_DAY)


def test_taken_in_whole_and_step_by_step_say_the_same(whole):
    done = put(whole)
    at_once = [[without_ids(row) for row in table] for table in snapshot()]
    take_back(done.entry, **doing())
    assert not Exemplar.objects.exists()

    one = find(
        whole.subject, from_year=2015, to_year=2020, new_way=WAYS, field=whole.field, found_on=FOUND,
        found_by=whole.found_by, **doing(),
    ).exemplar  # fmt: skip
    plan(one, [Planned("Theo dõi", date(2018, 6, 5), "Đội trưởng")], **doing())
    do_step(ExemplarStep.objects.get().pk, "Nhận 41 tin báo", done_on=date(2018, 6, 1), **doing())
    review(one, "Giữ vững", reviewed_on=date(2020, 3, 2), **doing())
    honour(one, whole.conferrals, **doing())
    tell(one, "article", "Người giữ đêm", published="Báo Quảng Nam", told_on=date(2020, 4, 1), **doing())
    take_up(one, [whole.followers[0].unit], since=date(2020, 4, 6), **doing())
    say_result(Following.objects.get().pk, "Khá", **doing())

    assert [[without_ids(row) for row in table] for table in snapshot()] == at_once
    assert at_once[0][0]["state"] == "spread"


def without_ids(row):
    return {name: value for name, value in row.items() if name not in ("id", "exemplar_id")}


def test_one_that_cannot_be_leaves_all_outside(whole, clerk):
    binh = enter_person("Lê Thị Bình", Unit.objects.get(name="Công an huyện mẫu"))
    good = Life(binh.pk, WAYS, FOUND, whole=True)
    for wrong, refused in (
        (replace(whole, subject=0, conferrals=()), NotFound),
        (replace(whole, subject=binh.pk), NotFound),  # twice in one act
        (replace(whole, new_way=" "), RuleNotMet),
        (replace(whole, found_on=date(2021, 1, 1)), RuleNotMet),
        (replace(whole, reviewed_on=date(2017, 1, 1)), RuleNotMet),
        (replace(whole, review="", reviewed_on=None), RuleNotMet),
        (replace(whole, followers=(), review="", reviewed_on=None, picked=True), RuleNotMet),
        (replace(whole, conferrals=(whole.conferrals[0] + 1,)), RuleNotMet),
    ):
        with pytest.raises(refused):
            put(good, wrong)
    with pytest.raises(NotPermitted):
        put(good, by=clerk)

    assert not Exemplar.objects.exists()
    assert put(good, whole).rows == 2
    assert [table.objects.count() for table in (ExemplarStep, ExemplarHonour, Story, Following)] == [1, 1, 1, 1]


def test_a_household_without_an_honour_is_refused_here_too(office):
    household = enter_body("Hộ ông Bảy", Unit.objects.get(name="Công an huyện mẫu"), kind="household")
    with pytest.raises(RuleNotMet):
        put(Life(household.pk, WAYS, FOUND, field="Người tốt, việc tốt"))
