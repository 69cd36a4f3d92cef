"""What units answer to a movement: they join, pledge, and say what was done; each clerk for the own unit, until the final review."""

from datetime import date
from decimal import Decimal

import pytest

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.movement_acts import take_back
from tdkt.operations.responses import Pledged, drop_target, pledge, record_done, respond
from tdkt.records.models import Entry, Movement, Response, Succession, Target, Unit
from tdkt.records.movements import Share, share_of, state_of, timeline, unanswered
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_launches import launch, review
from tests.web.register import NOON


@pytest.fixture
def movement(office) -> Movement:
    make_unit("Phòng Tham mưu", under=office.unit)
    return launch().movement


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def join(movement, *names, by=None, on=WORKING_DAY, day=date(2018, 2, 1), **said):
    keys = [unit(name).pk for name in names]
    return respond(movement.pk, keys, responded_on=day, by=by, at=NOON, on=on, **said)


def pledged(response, *targets, by=None):
    return pledge(response.pk, targets, by=by, at=NOON, on=WORKING_DAY)


def done(amounts, *, by=None, day=date(2019, 12, 1)):
    said = {key: None if amount is None else Decimal(amount) for key, amount in amounts.items()}
    return record_done(said, done_on=day, by=by, at=NOON, on=WORKING_DAY)


def test_the_officer_answers_for_many_and_a_clerk_for_the_own_unit(movement, officer, clerk, inspector):
    with pytest.raises(NotPermitted):
        join(movement, "Phòng Tham mưu", by=clerk)
    with pytest.raises(NotPermitted):
        join(movement, "Công an huyện mẫu", by=inspector)

    own = join(movement, "Công an huyện mẫu", by=clerk, document="Kế hoạch số 5")
    both = join(movement, "Công an huyện mẫu", "Phòng Tham mưu", by=officer)
    again = join(movement, "Phòng Tham mưu", by=officer)

    assert (own.made, own.known) == (1, ())
    assert (both.made, both.known) == (1, ("Công an huyện mẫu",))
    assert (again.made, again.entry) == (0, None)
    assert sorted(Response.objects.values_list("unit__name", "document")) == [
        ("Công an huyện mẫu", "Kế hoạch số 5"),
        ("Phòng Tham mưu", ""),
    ]


def test_many_join_with_the_same_targets_in_one_act_that_is_taken_back_whole(movement):
    joined = join(
        movement, "Công an huyện mẫu", "Phòng Tham mưu", targets=[Pledged("Số vụ", Decimal(4), "vụ", falling=True)]
    )

    assert (
        list(Target.objects.values_list("words", "planned", "measure", "falling"))
        == [("Số vụ", Decimal(4), "vụ", True)] * 2
    )
    take_back(joined.entry, by=None, at=NOON, on=WORKING_DAY)
    assert (Response.objects.count(), Target.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 1, 9), "sớm hơn"),
        (date(2019, 12, 21), "muộn hơn"),
        (date(2020, 5, 26), "chưa đến"),
    ],
)
def test_a_unit_joins_between_launch_and_last_day(movement, day, words):
    with pytest.raises(RuleNotMet) as refused:
        join(movement, "Phòng Tham mưu", day=day)

    assert words in refused.value.vietnamese
    assert not Response.objects.exists()


def test_nothing_is_joined_that_is_not_launched_or_not_there(office, movement):
    with writing(by=None, at=NOON, verb="test.enter") as pen:
        listed = pen.add_one(Movement(kind="movement", name="Trong danh sách"))

    with pytest.raises(WrongState) as refused:
        join(listed, "Phòng Tham mưu")
    assert "Ghi việc phát động trước" in refused.value.vietnamese
    with pytest.raises(NotFound):
        respond(movement.pk, [10**6], responded_on=date(2018, 2, 1), by=None, at=NOON, on=WORKING_DAY)
    with pytest.raises(RuleNotMet):
        respond(movement.pk, [], responded_on=date(2018, 2, 1), by=None, at=NOON, on=WORKING_DAY)


def test_targets_are_pledged_changed_dropped_and_their_results_entered(movement, clerk):
    join(movement, "Công an huyện mẫu", by=clerk)
    [response] = Response.objects.all()
    pledged(
        response,
        Pledged("Tỷ lệ điều tra, khám phá án", Decimal(80), "%"),
        Pledged("Số vụ tai nạn giao thông", Decimal(20), "vụ", falling=True),
        Pledged("Mỗi đội một việc làm theo"),
        by=clerk,
    )
    pledged(response, Pledged("Tỷ lệ điều tra, khám phá án", Decimal(85), "%"), by=clerk)
    with pytest.raises(RuleNotMet):
        pledged(response, Pledged("Tỷ lệ điều tra, khám phá án", Decimal(85), "%"))
    rate, accidents, deed = Target.objects.order_by("pk")

    done({rate.pk: "90.5", accidents.pk: "16", deed.pk: None}, by=clerk)
    drop_target(deed.pk, reason="Không đo được", by=clerk, at=NOON, on=WORKING_DAY)

    assert list(Target.objects.order_by("pk").values_list("words", "planned", "done", "done_on", "falling")) == [
        ("Tỷ lệ điều tra, khám phá án", Decimal(85), Decimal("90.5"), date(2019, 12, 1), False),
        ("Số vụ tai nạn giao thông", Decimal(20), Decimal(16), date(2019, 12, 1), True),
    ]
    with pytest.raises(RuleNotMet):
        done({rate.pk: "90.5"})
    with pytest.raises(RuleNotMet):
        done({rate.pk: "-1"})
    with pytest.raises(RuleNotMet):
        pledged(response, Pledged("Số vụ", Decimal("1.2345")))
    with pytest.raises(RuleNotMet):
        pledged(response, Pledged(" "))
    done({rate.pk: None})
    assert Target.objects.values_list("done", "done_on").get(pk=rate.pk) == (None, None)


def test_a_clerk_neither_pledges_nor_reports_for_another_unit(movement, clerk):
    join(movement, "Phòng Tham mưu")
    [theirs] = Response.objects.all()
    pledged(theirs, Pledged("Một việc", Decimal(1)))
    [target] = Target.objects.all()
    last = Entry.objects.order_by("-seq").first().pk

    with pytest.raises(NotFound):
        pledged(theirs, Pledged("Hai việc", Decimal(2)), by=clerk)
    with pytest.raises(NotFound):
        done({target.pk: "1"}, by=clerk)
    with pytest.raises(NotFound):
        drop_target(target.pk, reason="x", by=clerk, at=NOON, on=WORKING_DAY)
    with pytest.raises(NotPermitted):
        take_back(last, by=clerk, at=NOON, on=WORKING_DAY)
    assert list(Target.objects.values_list("words", "done")) == [("Một việc", None)]


def test_after_the_final_review_pledges_and_results_stand(movement):
    join(movement, "Phòng Tham mưu")
    [response] = Response.objects.all()
    pledged(response, Pledged("Một việc", Decimal(1)))
    [target] = Target.objects.all()
    entry = review(movement, "final", date(2019, 12, 20))

    for act in (
        lambda: join(movement, "Công an huyện mẫu"),
        lambda: pledged(response, Pledged("Hai việc", Decimal(2))),
        lambda: done({target.pk: "1"}),
        lambda: drop_target(target.pk, reason="x", by=None, at=NOON, on=WORKING_DAY),
    ):
        with pytest.raises(WrongState):
            act()
    take_back(entry, by=None, at=NOON, on=WORKING_DAY)
    done({target.pk: "1"})
    assert Target.objects.get().done == 1


def test_results_come_after_the_last_day_too_but_never_before_the_launch(movement):
    join(movement, "Phòng Tham mưu")
    pledged(Response.objects.get(), Pledged("Một việc", Decimal(1)))
    [target] = Target.objects.all()

    with pytest.raises(RuleNotMet):
        done({target.pk: "1"}, day=date(2018, 1, 1))
    done({target.pk: "1"}, day=date(2020, 1, 15))
    assert Target.objects.get().done_on == date(2020, 1, 15)


@pytest.mark.parametrize(
    ("planned", "done", "falling", "share"),
    [
        ("80", "90", False, Share(Decimal("112.5"), True)),
        ("80", "60", False, Share(Decimal("75.0"), False)),
        ("20", "16", True, Share(Decimal("125.0"), True)),
        ("20", "25", True, Share(Decimal("80.0"), False)),
        ("20", "0", True, Share(None, True)),
        ("0", "0", True, Share(Decimal(100), True)),
        ("0", "3", True, Share(Decimal("0.0"), False)),
        ("0", "3", False, Share(None, True)),
        (None, "3", False, Share(None, None)),
        ("3", None, False, Share(None, None)),
    ],
)
def test_the_share_of_a_falling_target_is_inverted(planned, done, falling, share):
    amounts = [None if said is None else Decimal(said) for said in (planned, done)]

    assert share_of(*amounts, falling=falling) == share


def test_who_has_not_answered_counts_a_unit_with_those_whose_place_it_took(office, movement):
    old = unit("Phòng Tham mưu")
    join(movement, "Phòng Tham mưu")
    heard = Response.objects.values_list("unit_id", flat=True)
    assert [one.name for one in unanswered(movement, heard, on=WORKING_DAY)] == ["Công an huyện mẫu"]

    new = make_unit("Phòng Tham mưu tổng hợp", under=office.unit)
    assert [one.name for one in unanswered(movement, heard, on=WORKING_DAY)] == ["Công an huyện mẫu", new.name]
    Succession.objects.create(predecessor=old, successor=new, kind="merge", on_date=date(2019, 1, 1))
    assert [one.name for one in unanswered(movement, heard, on=WORKING_DAY)] == ["Công an huyện mẫu"]


def test_a_movement_is_told_from_launch_to_review(movement):
    launch(name="Phần một", part_of_id=movement.pk, launched_on=date(2018, 3, 1))
    join(movement, "Phòng Tham mưu", "Công an huyện mẫu")
    review(movement, "interim", date(2018, 12, 1))
    review(movement, "final", date(2019, 12, 20))
    movement = Movement.objects.get(pk=movement.pk)

    told = timeline(movement, decisions=[], reviews=movement.reviews.all())

    assert [(one.day.isoformat(), one.kind, one.number) for one in told] == [
        ("2018-01-10", "launch", 0),
        ("2018-02-01", "response", 2),
        ("2018-03-01", "part", 0),
        ("2018-12-01", "review", 0),
        ("2019-12-20", "review", 0),
        ("2019-12-20", "end", 0),
    ]
    days = {"2018-01-09": "coming", "2018-01-10": "running", "2019-12-21": "over"}
    assert [state_of(movement.launch, reviewed=False, on=date.fromisoformat(day)) for day in days] == list(
        days.values()
    )
    assert state_of(movement.launch, reviewed=True, on=WORKING_DAY) == "reviewed"
    assert state_of(None, reviewed=False, on=WORKING_DAY) == "unlaunched"
