"""Movements launched, corrected, reviewed and linked with decisions; an award for a movement never feeds a chain of merit."""

from datetime import date

import pytest

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.launches import change_launch, launch_movement, link_decision, review_movement
from tdkt.operations.movement_acts import take_back
from tdkt.operations.replay import replay
from tdkt.records.models import Conferral, Decision, Entry, Launch, Movement, MovementDecision, Review, Unit
from tdkt.records.movements import near_names
from tests.conftest import WORKING_DAY
from tests.operations.test_replay import AFTER, FIRST, MERIT, ORDER, give, law_of, person
from tests.web.register import NOON, enter_award, enter_decision, enter_person

__all__ = ["person"]  # a fixture


def launch(*, by=None, **said):
    begun = {
        "name": "Ba nhất",
        "level": "office",
        "method": "thematic",
        "launched_on": date(2018, 1, 10),
        "ends_on": date(2019, 12, 20),
        "criteria": ["Kỷ luật nhất", " ", "Trung thành nhất"],
    }
    return launch_movement(by=by, at=NOON, **begun | said)


def review(movement, kind, held_on, *, by=None, **said):
    return review_movement(movement.pk, kind, held_on=held_on, by=by, at=NOON, on=WORKING_DAY, **said)


def test_a_movement_and_its_launch_are_entered_in_one_act(office, officer):
    done = launch(name=" “Ba  nhất” ", slogan="Kỷ cương", by=officer)

    assert (done.movement.name, done.movement.from_year, done.movement.to_year) == ("Ba nhất", 2018, 2019)
    assert (done.launch.method, done.launch.criteria) == ("thematic", ["Kỷ luật nhất", "Trung thành nhất"])
    entry = Entry.objects.get(pk=done.entry)
    assert (entry.verb, entry.rows, entry.detail["name"]) == ("movements.launch", 2, "Ba nhất")


def test_a_movement_of_a_list_is_launched_once(office):
    listed = launch().movement
    with pytest.raises(WrongState):
        launch(movement_id=listed.pk)

    take_back(Entry.objects.order_by("-seq").first().pk, by=None, at=NOON, on=WORKING_DAY)
    assert not Movement.objects.exists()


def test_two_of_nearly_the_same_name_are_two_and_pointed_out(office):
    launch(name="Vì an ninh Tổ quốc")
    same = launch(name="Phong trào thi đua Vì an ninh tổ quốc", launched_on=date(2019, 1, 2))
    other = launch(name="Toàn dân bảo vệ an ninh Tổ quốc")

    assert (same.near, other.near) == (("Vì an ninh Tổ quốc",), ())
    assert Movement.objects.count() == 3
    with pytest.raises(RuleNotMet) as refused:
        launch(name="Vì an ninh Tổ quốc")
    assert "Sổ đã có “Vì an ninh Tổ quốc” từ năm 2018" in refused.value.vietnamese
    assert near_names("Ba nhất") == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "chưa có tên"),
        ({"level": "world"}, "cấp phát động"),
        ({"method": ""}, "cách tổ chức"),
        ({"launched_on": None}, "Ghi ngày phát động"),
        ({"ends_on": date(2017, 1, 1)}, "trước ngày phát động"),
        ({"kind": "party"}, "cuộc vận động"),
    ],
)
def test_what_cannot_be_launched_is_refused_with_the_remedy(office, said, words):
    with pytest.raises(RuleNotMet) as refused:
        launch(**said)

    assert words in refused.value.vietnamese
    assert not Movement.objects.exists()


def test_a_campaign_is_linked_with_the_movement_that_carries_it_one_level_deep(office):
    whole = launch().movement
    part = launch(name="Nêu gương", kind="campaign", part_of_id=whole.pk).movement

    assert part.part_of == whole
    with pytest.raises(RuleNotMet):
        launch(name="Phần của phần", part_of_id=part.pk)
    with pytest.raises(RuleNotMet):
        change_launch(whole.pk, reason="Nhầm", by=None, at=NOON, part_of_id=whole.pk)
    with pytest.raises(NotFound):
        launch(name="Lạc", part_of_id=10**6)


def test_a_launch_is_corrected_with_a_reason_and_the_correction_taken_back(office):
    movement = launch().movement
    with pytest.raises(RuleNotMet):
        change_launch(movement.pk, reason=" ", by=None, at=NOON, slogan="Mới")
    with pytest.raises(RuleNotMet):
        change_launch(movement.pk, reason="Nhầm", by=None, at=NOON, method="thematic")

    entry = change_launch(
        movement.pk, reason="Theo kế hoạch số 8", by=None, at=NOON, slogan="Mới", document="Kế hoạch số 8"
    )

    assert (Launch.objects.get().slogan, Movement.objects.get().document) == ("Mới", "Kế hoạch số 8")
    assert Entry.objects.get(pk=entry).detail["reason"] == "Theo kế hoạch số 8"
    take_back(entry, by=None, at=NOON, on=WORKING_DAY)
    assert (Launch.objects.get().slogan, Movement.objects.get().document) == ("", "")
    with pytest.raises(NotFound):
        take_back(entry, by=None, at=NOON, on=WORKING_DAY)


def test_an_act_on_which_something_rests_is_not_taken_back(office):
    done = launch()
    review(done.movement, "interim", date(2018, 6, 30))
    [held] = Review.objects.all()
    last = Entry.objects.order_by("-seq").first().pk

    with pytest.raises(RuleNotMet):
        take_back(done.entry, by=None, at=NOON, on=WORKING_DAY)
    assert Launch.objects.count() == 1
    take_back(last, by=None, at=NOON, on=WORKING_DAY)
    assert not Review.objects.filter(pk=held.pk).exists()
    take_back(done.entry, by=None, at=NOON, on=WORKING_DAY)
    assert (Launch.objects.count(), Movement.objects.count()) == (0, 0)


def test_only_the_officer_launches_corrects_links_and_reviews_for_the_office(office, clerk, inspector):
    for account in (clerk, inspector):
        with pytest.raises(NotPermitted):
            launch(by=account)
    movement = launch().movement
    for account in (clerk, inspector):
        with pytest.raises(NotPermitted):
            change_launch(movement.pk, reason="Nhầm", by=account, at=NOON, slogan="x")
        with pytest.raises(NotPermitted):
            link_decision(movement.pk, [1], by=account, at=NOON)
        with pytest.raises(NotPermitted):
            review(movement, "interim", date(2018, 6, 30), by=account)
    district = Unit.objects.get(name="Công an huyện mẫu")
    with pytest.raises(NotPermitted):
        review(movement, "interim", date(2018, 6, 30), by=clerk, unit_id=office.unit_id)
    review(movement, "interim", date(2018, 6, 30), by=clerk, unit_id=district.pk)
    assert Review.objects.get().unit == district


def test_a_second_final_review_is_refused_and_nothing_is_reviewed_after_it(office):
    movement = launch().movement
    district = Unit.objects.get(name="Công an huyện mẫu")
    review(movement, "interim", date(2018, 6, 30))
    review(movement, "final", date(2019, 12, 20))
    review(movement, "final", date(2019, 12, 1), unit_id=district.pk)

    with pytest.raises(WrongState):
        review(movement, "final", date(2020, 1, 5))
    with pytest.raises(WrongState):
        review(movement, "interim", date(2020, 1, 5))
    with pytest.raises(WrongState):
        review(movement, "interim", date(2018, 6, 30))
    with pytest.raises(RuleNotMet):
        review(movement, "interim", date(2017, 6, 30))
    with pytest.raises(RuleNotMet):
        review(movement, "interim", date(2020, 5, 26))
    assert Review.objects.count() == 3


def test_a_decision_for_a_movement_gives_its_ground_to_awards_that_say_none(office):
    movement = launch().movement
    subject = enter_person("Phan Văn An", office.unit)
    silent, merit = enter_decision("12/QĐ-CAT", date(2019, 12, 20)), enter_decision("13/QĐ-CAT", date(2019, 12, 21))
    enter_award(subject, silent, award="giay-khen")
    enter_award(subject, silent, award="chien-si-tien-tien", for_from=2019, for_to=2019)
    enter_award(subject, merit, award="giay-khen", ground="cong-trang")

    linked = link_decision(movement.pk, [silent.pk], by=None, at=NOON)

    assert (linked.decisions, linked.grounded) == (1, 1)
    assert list(Conferral.objects.order_by("pk").values_list("award", "ground")) == [
        ("giay-khen", "phong-trao"),
        ("chien-si-tien-tien", ""),
        ("giay-khen", "cong-trang"),
    ]
    with pytest.raises(WrongState):
        link_decision(movement.pk, [silent.pk], by=None, at=NOON)
    with pytest.raises(RuleNotMet) as refused:
        link_decision(movement.pk, [merit.pk], by=None, at=NOON)
    assert "Đính chính loại khen thưởng trước" in refused.value.vietnamese
    with pytest.raises(NotFound):
        link_decision(movement.pk, [10**6], by=None, at=NOON)

    take_back(linked.entry, by=None, at=NOON, on=WORKING_DAY)
    assert not MovementDecision.objects.exists()
    assert set(Conferral.objects.values_list("ground", flat=True)) == {"", "cong-trang"}


def test_an_award_for_a_movement_feeds_no_chain_of_merit(person):
    give(
        {"award": ORDER, "class": 3, "decision_date": "2020-05-01", "for_to": 2018},
        {"award": MERIT, "decision_date": "2015-05-01", "decision_number": "9/QĐ-UBND"},
    )

    def order():
        [one] = [one for one in replay(law=law_of(FIRST, AFTER)) if one.award == ORDER]
        return one.answer.value

    assert order() == "not-enough-evidence"  # for what the certificate was given is not known
    linked = link_decision(launch().movement.pk, [Decision.objects.get(number="9/QĐ-UBND").pk], by=None, at=NOON)
    assert order() == "not-allowed"
    take_back(linked.entry, by=None, at=NOON, on=WORKING_DAY)
    assert order() == "not-enough-evidence"
