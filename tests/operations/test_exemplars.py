"""Exemplars: found, nurtured by a plan, reviewed, honoured, told of, taken up; how far one is follows from what is recorded, also when it is taken back."""

from datetime import date, timedelta

import pytest

from tdkt.operations.corrections import correct_conferral
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.exemplar_plans import Planned, do_step, drop_step, overdue, plan, put_off
from tdkt.operations.exemplar_stories import file_of, say_result, take_up, tell, unfollow, untell
from tdkt.operations.exemplar_undo import take_back
from tdkt.operations.exemplars import WAY, change, end, find, honour, pick, reopen, review, state_of, unlink
from tdkt.operations.ledger import writing
from tdkt.operations.merging import plan_move, rows_of
from tdkt.operations.papers import look_at
from tdkt.operations.revocations import restore, revoke
from tdkt.operations.tasks import Task, tasks
from tdkt.records.models import Exemplar, ExemplarHonour, ExemplarStep, Following, Service, Story, Unit
from tdkt.records.models.exemplars import EXEMPLAR_STATES
from tests.conftest import WORKING_DAY, make_unit
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person

FOUND_ON = date(2018, 3, 5)
WAYS = "Lập nhóm Zalo với các thôn để tiếp nhận tin báo trong đêm"


@pytest.fixture
def district(office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def an(district):
    return enter_person("Phan Văn An", district)


def found(subject, *, by=None, first=2015, last=2020, **said):
    said = {"new_way": WAYS, "field": "Xây dựng phong trào", "found_on": FOUND_ON} | said
    return find(subject.pk, from_year=first, to_year=last, by=by, at=NOON, on=WORKING_DAY, **said).exemplar


def doing(by=None):
    return {"by": by, "at": NOON, "on": WORKING_DAY}


def reviewed(exemplar, **said):
    return review(exemplar, "Ba năm giữ vững, kết quả rõ", reviewed_on=date(2020, 3, 2), **doing(), **said)


def state(exemplar):
    return Exemplar.objects.get(pk=exemplar).state


def test_the_table_holds_every_state_once_and_none_that_the_register_does_not_know():
    assert tuple(WAY) == EXEMPLAR_STATES


@pytest.mark.parametrize(
    ("recorded", "state"),
    [
        ((), "found"),
        (("steps",), "nurtured"),
        (("honours",), "found"),
        (("steps", "honours", "followings"), "nurtured"),
        (("review",), "reviewed"),
        (("review", "honours"), "honoured"),
        (("steps", "review", "honours", "followings"), "spread"),
        (("review", "followings"), "spread"),
        (("steps", "review", "honours", "followings", "ending"), "ended"),
    ],
)
def test_how_far_one_is_follows_from_what_is_recorded(recorded, state):
    assert state_of(recorded) == state


def test_an_exemplar_from_discovery_by_its_plan_to_replication(district, an, clerk, officer):
    other = make_unit("Công an huyện khác", under=None)
    award = enter_award(an, enter_decision("12/QĐ-BCA", date(2019, 8, 19)))
    one = found(an, by=clerk, found_by="Đội Xây dựng phong trào")
    seen = [state(one)]
    plan(one, [Planned("Theo dõi ba tháng", date(2018, 6, 5), "Đội trưởng")], **doing(clerk))
    seen.append(state(one))
    [step] = ExemplarStep.objects.all()
    do_step(step.pk, "Nhận 41 tin báo", done_on=date(2018, 6, 1), **doing(clerk))
    honour(one, [award.pk], **doing(clerk))
    seen.append(state(one))
    review(one, "Giữ vững ba năm", reviewed_on=date(2020, 3, 2), **doing(officer))
    seen.append(state(one))
    tell(one, "article", "Người giữ đêm", published="Báo Quảng Nam", told_on=date(2020, 4, 1), **doing(clerk))
    take_up(one, [other.pk], since=date(2020, 4, 6), **doing(officer))
    seen.append(state(one))
    [following] = Following.objects.all()
    say_result(following.pk, "Bốn xã đã làm theo", **doing(officer))

    assert seen == ["found", "nurtured", "nurtured", "honoured", "spread"]
    step.refresh_from_db()
    following.refresh_from_db()
    assert (step.done_on, step.result, following.result) == (date(2018, 6, 1), "Nhận 41 tin báo", "Bốn xã đã làm theo")
    assert Exemplar.objects.get(pk=one).unit == district


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"new_way": "  "}, "Chưa ghi cách làm mới"),
        ({"field": " "}, "Chưa ghi tiêu biểu về mặt nào"),
        ({"found_on": date(2020, 5, 26)}, "Ngày phát hiện phải trong giai đoạn 2015-2020"),
        ({"found_on": date(2014, 12, 31)}, "Ngày phát hiện phải trong giai đoạn 2015-2020"),
        ({"first": 2020, "last": 2015}, "Giai đoạn 2020-2015 không đúng"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_and_nothing_is_written(an, said, words):
    with pytest.raises(RuleNotMet) as refused:
        found(an, **said)

    assert words in refused.value.vietnamese
    assert not Exemplar.objects.exists()


def test_one_is_found_once_in_a_period_and_again_in_the_next(an):
    found(an)
    with pytest.raises(RuleNotMet) as refused:
        found(an)
    found(an, first=2018, last=2023)

    assert "Đã có trong sổ điển hình giai đoạn 2015-2020: Phan Văn An" in refused.value.vietnamese
    assert Exemplar.objects.count() == 2


def test_nobody_stands_here_who_neither_serves_nor_is_honoured(district, an):
    resident, household = enter_person("Võ Thị Dân", district), enter_body("Hộ ông Bảy", district, kind="household")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.withdraw_all(Service, list(Service.objects.filter(subject=resident).values_list("pk", flat=True)))
    for receiver in (resident, household):
        with pytest.raises(RuleNotMet) as refused:
            found(receiver)
        assert "không phải cán bộ, chiến sĩ và chưa được khen thưởng" in refused.value.vietnamese

    enter_award(resident, enter_decision("3/QĐ-UBND", date(2018, 2, 1)), award="giay-khen")
    found(resident, field="Người tốt, việc tốt")
    assert [one.subject for one in Exemplar.objects.all()] == [resident]


def test_a_clerk_keeps_exemplars_of_the_own_unit_only_and_does_not_review(office, an, clerk, inspector):
    stranger = enter_person("Đỗ Văn Em", make_unit("Công an huyện khác", under=office.unit))
    with pytest.raises(NotFound):
        found(stranger, by=clerk)
    with pytest.raises(NotPermitted):
        found(an, by=inspector)
    theirs, own = found(stranger), found(an, by=clerk)
    with pytest.raises(NotFound):
        plan(theirs, [Planned("Theo dõi", WORKING_DAY)], **doing(clerk))
    for act in (
        lambda: review(own, "Tốt", reviewed_on=WORKING_DAY, **doing(clerk)),
        lambda: pick([own], picked=True, **doing(clerk)),
        lambda: end(own, "Chuyển công tác", **doing(clerk)),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_only_own_honours_that_stand_are_linked_each_once(district, an):
    one = found(an)
    decision = enter_decision("12/QĐ-BCA", date(2019, 8, 19))
    standing = enter_award(an, decision)
    gone = enter_award(an, decision, award="giay-khen", state="annulled")
    of_another = enter_award(enter_person("Lê Thị Bình", district), decision)

    for keys in ([], [gone.pk], [of_another.pk], [standing.pk, of_another.pk]):
        with pytest.raises(RuleNotMet):
            honour(one, keys, **doing())
    assert honour(one, [standing.pk], **doing()).rows == 1
    with pytest.raises(RuleNotMet):
        honour(one, [standing.pk], **doing())
    [link] = ExemplarHonour.objects.all()
    unlink(link.pk, **doing())
    assert not ExemplarHonour.objects.exists()


def test_steps_are_planned_once_put_off_with_a_reason_and_dropped_only_undone(an):
    one = found(an)
    first = Planned("Theo dõi", date(2018, 6, 5))
    plan(one, [first, Planned("Viết bài", date(2018, 9, 1))], **doing())
    for steps in ([first], [Planned(" ", WORKING_DAY)], [], [Planned("Sớm quá", date(2018, 1, 1))]):
        with pytest.raises(RuleNotMet):
            plan(one, steps, **doing())
    watch, write = ExemplarStep.objects.order_by("place")
    do_step(watch.pk, "Xong", done_on=date(2018, 6, 5), **doing())

    for act in (
        lambda: do_step(watch.pk, "Xong nữa", done_on=date(2018, 6, 5), **doing()),
        lambda: put_off(watch.pk, WORKING_DAY, reason="Bận", **doing()),
        lambda: drop_step(watch.pk, **doing()),
    ):
        with pytest.raises(WrongState):
            act()
    with pytest.raises(RuleNotMet):
        put_off(write.pk, WORKING_DAY, reason=" ", **doing())
    with pytest.raises(RuleNotMet):
        do_step(write.pk, "Xong", done_on=WORKING_DAY + timedelta(1), **doing())
    put_off(write.pk, date(2020, 5, 24), reason="Chờ sơ kết", **doing())
    assert [step.words for step in overdue(by=None, on=WORKING_DAY)] == ["Viết bài"]
    drop_step(write.pk, **doing())
    assert [step.words for step in ExemplarStep.objects.all()] == ["Theo dõi"]


def test_taking_up_and_the_conference_wait_for_the_review(office, an):
    one = found(an)
    other = make_unit("Công an huyện khác", under=office.unit)
    for act in (
        lambda: take_up(one, [other.pk], since=WORKING_DAY, **doing()),
        lambda: pick([one], picked=True, **doing()),
    ):
        with pytest.raises(WrongState) as refused:
            act()
        assert "chưa tổng kết" in refused.value.vietnamese
    reviewed(one)
    pick([one], picked=True, **doing())
    with pytest.raises(WrongState):
        pick([one], picked=True, **doing())
    take_up(one, [other.pk], since=WORKING_DAY, **doing())
    with pytest.raises(RuleNotMet):
        take_up(one, [other.pk], since=WORKING_DAY, **doing())

    assert (state(one), Exemplar.objects.get(pk=one).for_conference) == ("spread", True)
    unfollow(Following.objects.get().pk, **doing())
    assert state(one) == "reviewed"


def test_a_unit_does_not_follow_itself_nor_before_the_exemplar_was_found(district):
    body = found(district.subject)
    reviewed(body)
    with pytest.raises(RuleNotMet):
        take_up(body, [district.pk], since=WORKING_DAY, **doing())
    with pytest.raises(RuleNotMet):
        take_up(body, [make_unit("Công an xã mẫu", under=district).pk], since=date(2018, 3, 4), **doing())


def test_one_that_is_ended_keeps_all_and_takes_nothing_until_it_is_opened_again(an):
    one = found(an)
    reviewed(one)
    pick([one], picked=True, **doing())
    with pytest.raises(RuleNotMet):
        end(one, " ", **doing())
    end(one, "Nghỉ hưu", **doing())
    row = Exemplar.objects.get(pk=one)
    assert (row.state, row.ended_on, row.for_conference) == ("ended", WORKING_DAY, False)
    with pytest.raises(WrongState):
        plan(one, [Planned("Theo dõi", WORKING_DAY)], **doing())
    reopen(one, **doing())
    assert state(one) == "reviewed"
    with pytest.raises(WrongState):
        reopen(one, **doing())


def test_a_story_is_a_file_on_the_shelf_or_the_place_where_it_was_published(an, settings, tmp_path):
    settings.DATA = tmp_path
    one = found(an)
    picture = look_at("an.png", small_png())
    with pytest.raises(RuleNotMet) as refused:
        tell(one, "photo", "Anh An ở thôn Năm", **doing())
    assert "Chưa có tệp, cũng chưa ghi nơi đăng" in refused.value.vietnamese
    tell(one, "photo", "Anh An ở thôn Năm", file=picture, **doing())
    tell(one, "film", "Người giữ đêm", published="Truyền hình Quảng Nam", **doing())
    for kind, title in (("photo", "Anh An ở thôn Năm"), ("video", "Khác"), ("photo", " ")):
        with pytest.raises(RuleNotMet):
            tell(one, kind, title, published="Báo", **doing())

    photo, film = Story.objects.order_by("pk")
    assert file_of(photo) == (picture.content, "image/png")
    with pytest.raises(NotFound):
        file_of(film)
    untell(film.pk, **doing())
    assert [story.title for story in Story.objects.all()] == ["Anh An ở thôn Năm"]


def small_png() -> bytes:
    import io

    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (40, 30), (120, 140, 160)).save(held, "PNG")
    return held.getvalue()


def test_what_is_said_of_one_may_be_said_otherwise(an):
    one = found(an)
    change(one, new_way="Cách khác", whole=True, field="thừa", found_by="Ban chỉ huy", **doing())
    row = Exemplar.objects.get(pk=one)
    assert (row.new_way, row.whole, row.field, row.found_by) == ("Cách khác", True, "", "Ban chỉ huy")


# --- taking back -----------------------------------------------------------------------------------------------


def test_every_act_can_be_taken_back_and_the_state_follows(office, an):
    other = make_unit("Công an huyện khác", under=office.unit)
    award = enter_award(an, enter_decision("12/QĐ-BCA", date(2019, 8, 19)))
    one = found(an)
    back = []
    for act in (
        lambda: plan(one, [Planned("Theo dõi", WORKING_DAY)], **doing()),
        lambda: do_step(ExemplarStep.objects.get().pk, "Xong", done_on=WORKING_DAY, **doing()),
        lambda: reviewed(one),
        lambda: honour(one, [award.pk], **doing()),
        lambda: tell(one, "article", "Bài", published="Báo", **doing()),
        lambda: take_up(one, [other.pk], since=WORKING_DAY, **doing()),
        lambda: say_result(Following.objects.get().pk, "Khá", **doing()),
        lambda: pick([one], picked=True, **doing()),
        lambda: end(one, "Thôi", **doing()),
        lambda: reopen(one, **doing()),
    ):
        before = snapshot()
        back.append((act().entry, before))

    for entry, before in reversed(back):
        take_back(entry, **doing())
        assert snapshot() == before
    assert state(one) == "found"


def snapshot():
    tables = (Exemplar, ExemplarStep, ExemplarHonour, Story, Following)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_what_was_written_over_since_is_not_taken_back(an):
    done = plan(one := found(an), [Planned("Theo dõi", WORKING_DAY)], **doing())
    do_step(ExemplarStep.objects.get().pk, "Xong", done_on=WORKING_DAY, **doing())
    with pytest.raises(WrongState) as refused:
        take_back(done.entry, **doing())
    assert "Hoàn tác các lần ghi sau trước" in refused.value.vietnamese
    assert state(one) == "nurtured"


def test_an_exemplar_with_something_recorded_since_is_not_taken_out(an):
    done = find(
        an.pk,
        from_year=2015,
        to_year=2020,
        new_way=WAYS,
        field="A",
        found_on=FOUND_ON,
        by=None,
        at=NOON,
        on=WORKING_DAY,
    )
    planned = plan(done.exemplar, [Planned("Theo dõi", WORKING_DAY)], **doing())
    with pytest.raises(WrongState):
        take_back(done.entry, **doing())
    take_back(planned.entry, **doing())
    with pytest.raises(WrongState):  # it was brought back to what it was: by a later act
        take_back(planned.entry, **doing())


def test_nobody_takes_back_what_they_may_not_see_or_do(office, an, clerk):
    stranger = enter_person("Đỗ Văn Em", make_unit("Công an huyện khác", under=office.unit))
    theirs = plan(found(stranger), [Planned("Theo dõi", WORKING_DAY)], **doing())
    own = reviewed(found(an))
    with pytest.raises(NotFound):
        take_back(theirs.entry, **doing(clerk))
    with pytest.raises(NotPermitted):
        take_back(own.entry, **doing(clerk))
    with pytest.raises(NotFound):
        take_back(1, **doing())


# --- what waits ------------------------------------------------------------------------------------------------


def test_late_steps_wait_on_the_desk_of_the_unit_and_of_the_office(office, an, district, clerk, officer):
    for subject, due in ((an, date(2020, 5, 4)), (enter_person("Lê Thị Bình", district), date(2020, 5, 20))):
        plan(found(subject), [Planned("Theo dõi", due), Planned("Viết bài", date(2020, 6, 30))], **doing())
    gone = found(enter_person("Trần Mai Chi", make_unit("Phòng Tham mưu", under=office.unit)))
    plan(gone, [Planned("Theo dõi", date(2020, 5, 1))], **doing())
    end(gone, "Chuyển ngành", **doing())
    first = Exemplar.objects.get(subject=an).pk

    waits = Task("exemplar-steps", first, "Phan Văn An và 1 điển hình khác", 2, date(2020, 5, 4), 2)
    assert tasks(clerk, on=WORKING_DAY) == [waits]
    assert tasks(officer, on=WORKING_DAY) == [waits]
    assert tasks(officer, on=date(2020, 5, 4)) == []


def test_an_honour_that_is_annulled_and_restored_takes_the_state_with_it(an):
    award = enter_award(an, enter_decision("12/QĐ-BCA", date(2019, 8, 19)))
    one = found(an)
    reviewed(one)
    honour(one, [award.pk], **doing())
    seen = [state(one)]
    said = {"paper": "9/QĐ-BCA", "reason": "Ghi nhầm", **doing()}
    revoke([award.pk], ending="annulled", **said)
    seen.append(state(one))
    restore([award.pk], **said)
    seen.append(state(one))
    correct_conferral(award.pk, state="annulled", reason="Nhầm", by=None, at=NOON)
    seen.append(state(one))

    assert seen == ["honoured", "reviewed", "honoured", "reviewed"]


def test_two_exemplars_of_one_period_are_never_made_one_by_merging_their_persons(district, an):
    again = enter_person("Phan Văn An", district)
    first, second = found(an), found(again)
    assert plan_move(rows_of(again.pk), an.pk).contradictions[-1].thing == "điển hình giai đoạn 2015-2020"

    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(Exemplar.objects.get(pk=second), from_year=2018, to_year=2023)
    moved = plan_move(rows_of(again.pk), an.pk)
    assert [row.pk for row in moved.rows if isinstance(row, Exemplar)] == [second] != [first]
