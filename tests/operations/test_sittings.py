"""A sitting: dossiers come onto its agenda in order, it opens with a quorum, closes by tallies, and its minutes say what happened."""

from datetime import date
from functools import partial
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.asking import precedence
from tdkt.law.catalogue import awards
from tdkt.operations.audit import verify
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.presence import THIRDS, quorum, reckon_quorum, set_presence, voters
from tdkt.operations.sittings import (
    Said,
    agenda_order,
    call_off,
    call_sitting,
    close_sitting,
    minutes,
    move_sitting,
    note_item,
    open_sitting,
    put_on_agenda,
    set_chair,
    sign_minutes,
    take_off_agenda,
)
from tdkt.records.models import (
    Account,
    AgendaItem,
    Ballot,
    Entry,
    Nomination,
    Office,
    Presence,
    Role,
    Sitting,
    Step,
    Unit,
)
from tests.conftest import make_account
from tests.databases import States
from tests.operations.sessions import (
    ADVANCED,
    AT,
    DAY,
    FIGHTER,
    MERIT,
    attend,
    council,
    nominate,
    opened,
    person,
    round_of,
    tally,
    voting,
)
from tests.races import at_once

ROUNDS = 20


def states(*nominations: Nomination) -> list[str]:
    found = dict(Nomination.objects.values_list("pk", "state"))
    return [found[one.pk] for one in nominations]


def agenda(sitting: Sitting) -> list[tuple[int, str]]:
    return list(
        AgendaItem.objects.filter(sitting=sitting).order_by("place").values_list("place", "nomination__subject__name")
    )


# --- the order of an agenda ---------------------------------------------------------------------

FORMS = [(code, class_no) for code, one in awards().items() for class_no in (one.classes or (None,))]

dossiers = st.lists(
    st.tuples(st.sampled_from(FORMS), st.integers(0, 2), st.sampled_from(["an", "binh"])), max_size=8
).map(
    lambda drawn: [
        SimpleNamespace(pk=key, award=form[0], class_no=form[1], place=place, subject=SimpleNamespace(name_key=name))
        for key, (form, place, name) in enumerate(drawn, 1)
    ]
)


@given(dossiers, st.data())
def test_the_order_of_an_agenda_is_total_stable_and_from_high_to_low(rows: list[Any], data: Any):
    ordered = agenda_order(rows)

    assert agenda_order(data.draw(st.permutations(rows))) == ordered == agenda_order(ordered)
    assert sorted(one.pk for one in ordered) == sorted(one.pk for one in rows)
    assert all(precedence(a.award, a.class_no) <= precedence(b.award, b.class_no) for a, b in pairwise(ordered))


@pytest.mark.django_db
def test_dossiers_stand_by_award_then_the_office_s_order_then_name(office: Office):
    round_ = round_of(office)
    rows = [
        nominate(round_, person("Trần Văn Bình"), MERIT),
        nominate(round_, person("Trần Văn Châu"), place=2),
        nominate(round_, person("Trần Văn Dũng"), place=1),
        nominate(round_, person("Trần Văn An"), MERIT),
    ]
    sitting = call_sitting(council(office).pk, round_.pk, held_on=DAY, by=None, at=AT)

    put_on_agenda(sitting.pk, [rows[0].pk, rows[1].pk], by=None, at=AT, on=DAY)
    put_on_agenda(sitting.pk, [rows[2].pk, rows[3].pk], by=None, at=AT, on=DAY)

    assert agenda(sitting) == [(1, "Trần Văn Dũng"), (2, "Trần Văn Châu"), (3, "Trần Văn An"), (4, "Trần Văn Bình")]
    assert states(*rows) == ["tabled"] * 4


# --- the agenda and the way ----------------------------------------------------------------------


@pytest.mark.django_db
def test_one_dossier_that_may_not_be_tabled_keeps_all_off_the_agenda(office: Office):
    round_ = round_of(office)
    ready, drafting = nominate(round_, person("Một")), nominate(round_, person("Hai"), state="drafting")
    sitting = call_sitting(council(office).pk, round_.pk, held_on=DAY, by=None, at=AT)

    with pytest.raises(WrongState, match="Hai"):
        put_on_agenda(sitting.pk, [ready.pk, drafting.pk], by=None, at=AT, on=DAY)

    assert (states(ready, drafting), agenda(sitting)) == (["ready", "drafting"], [])


@pytest.mark.django_db
def test_the_law_s_public_comment_is_asked_before_an_order_is_tabled(office: Office):
    day = date(2024, 5, 27)
    round_ = round_of(office, law_on=day, opens_on=date(2024, 1, 1), closes_on=date(2024, 12, 31))
    order = nominate(round_, person("Một"), "huan-chuong-lao-dong", class_no=3)
    sitting = call_sitting(council(office).pk, round_.pk, held_on=day, by=None, at=AT)

    with pytest.raises(RuleNotMet, match="lấy ý kiến"):
        put_on_agenda(sitting.pk, [order.pk], by=None, at=AT, on=day)

    assert (states(order), agenda(sitting)) == (["ready"], [])


@pytest.mark.django_db
def test_a_dossier_of_another_round_or_on_another_agenda_is_refused(office: Office):
    round_, other = round_of(office), round_of(office, "Đợt khác")
    dossier, foreign = nominate(round_, person("Một")), nominate(other, person("Hai"))
    board = council(office)
    first = call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)
    second = call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)
    put_on_agenda(first.pk, [dossier.pk], by=None, at=AT, on=DAY)

    with pytest.raises(RuleNotMet):
        put_on_agenda(first.pk, [foreign.pk], by=None, at=AT, on=DAY)
    with pytest.raises(WrongState):
        put_on_agenda(second.pk, [dossier.pk], by=None, at=AT, on=DAY)
    with pytest.raises(NotFound):
        put_on_agenda(second.pk, [999], by=None, at=AT, on=DAY)
    assert (first.number, second.number) == (1, 2)


@pytest.mark.django_db
def test_a_dossier_taken_off_the_agenda_is_ready_again_and_the_others_move_up(office: Office):
    sitting, (first, second) = opened(office)
    item = AgendaItem.objects.get(nomination=first)

    with pytest.raises(RuleNotMet):
        take_off_agenda(item.pk, reason=" ", by=None, at=AT, on=DAY)
    take_off_agenda(item.pk, reason="Chờ xác minh", by=None, at=AT, on=DAY)

    assert (states(first, second), agenda(sitting)) == (["ready", "tabled"], [(1, "Nguyễn Văn B")])


@pytest.mark.django_db
def test_once_a_ballot_is_open_the_items_of_its_award_neither_grow_nor_shrink(office: Office):
    sitting, (first, _) = opened(office)
    late = nominate(sitting.round, person("Đến Sau"))
    tally(sitting, {}, state="open")

    with pytest.raises(WrongState):
        put_on_agenda(sitting.pk, [late.pk], by=None, at=AT, on=DAY)
    with pytest.raises(WrongState):
        take_off_agenda(AgendaItem.objects.get(nomination=first).pk, reason="Rút", by=None, at=AT, on=DAY)
    with pytest.raises(WrongState):
        set_presence(sitting.pk, {voting(sitting)[0].pk: "absent"}, by=None, at=AT)
    with pytest.raises(WrongState):
        close_sitting(sitting.pk, by=None, at=AT, on=DAY)
    with pytest.raises(WrongState):
        call_off(sitting.pk, reason="Hoãn", by=None, at=AT, on=DAY)


# --- presence and quorum -------------------------------------------------------------------------


SHARES = st.integers(1, 100).filter(lambda percent: percent not in THIRDS)


@given(st.integers(1, 40), st.data(), SHARES)
def test_the_quorum_is_met_exactly_when_the_share_present_reaches_the_percentage(members: int, data: Any, percent: int):
    said = data.draw(st.lists(st.sampled_from(["present", "absent", "written"]), max_size=members))

    found = reckon_quorum(members, said, percent=percent, source="Quy chế")

    assert found.met is (said.count("present") * 100 >= members * percent)
    assert found.present + found.written + found.absent + found.unsaid == members
    assert reckon_quorum(members, said, percent=None).met is None


@given(st.integers(1, 40))
def test_two_thirds_are_two_thirds_and_no_whole_percentage(members: int):
    found = reckon_quorum(members, [], percent=67, source="Quy chế")

    assert (found.needed, found.share) == ((2 * members + 2) // 3, "2/3")


@pytest.mark.django_db
def test_a_sitting_opens_when_all_is_said_and_enough_are_there(office: Office):
    round_ = round_of(office)
    dossier = nominate(round_, person("Một"))
    board = council(office, quorum_percent=67, quorum_source="Quy chế, Điều 6")
    sitting = call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)

    def refused() -> str:
        with pytest.raises(RuleNotMet) as why:
            open_sitting(sitting.pk, by=None, at=AT, on=DAY)
        return why.value.english

    assert refused() == "The agenda is empty."
    put_on_agenda(sitting.pk, [dossier.pk], by=None, at=AT, on=DAY)
    assert refused() == "Presence is not yet said of 5 members."
    attend(sitting, "present", "present", "present", "written", "absent")
    assert refused() == "3 of 5 are present, 4 are needed (Quy chế, Điều 6)."
    attend(sitting, "present", "present", "present", "written", "present")
    set_chair(sitting.pk, chair=None, secretary=None, by=None, at=AT)
    assert refused() == "The sitting has no chair."
    set_chair(sitting.pk, chair=voting(sitting)[1].pk, secretary=None, by=None, at=AT)

    assert open_sitting(sitting.pk, by=None, at=AT, on=DAY).state == "opened"
    with pytest.raises(WrongState):
        open_sitting(sitting.pk, by=None, at=AT, on=DAY)


@pytest.mark.django_db
def test_without_a_number_of_its_own_the_quorum_is_unknown_and_hinders_nothing(office: Office):
    sitting, _ = opened(office)

    found = quorum(sitting)

    assert (found.members, found.present, found.needed, found.met) == (5, 5, None, None)


@pytest.mark.django_db
def test_all_members_stay_the_whole_whoever_is_absent_or_kept_out(office: Office):
    round_ = round_of(office)
    own = person("Phạm Văn Mẫu")
    board = council(office)
    board.members.filter(name="Phạm Văn Mẫu").update(subject=own)
    first, second = nominate(round_, own), nominate(round_, person("Người Khác"))
    sitting = call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)
    put_on_agenda(sitting.pk, [first.pk, second.pk], by=None, at=AT, on=DAY)
    attend(sitting, "present", "present", "written", "absent", "present")

    found = voters(sitting.pk)

    a, b, c, _, e = (one.pk for one in voting(sitting))
    assert {key: (one.members, one.present, one.written, one.barred) for key, one in found.items()} == {
        first.pk: (5, (a, e), (c,), (b,)),
        second.pk: (5, (a, b, e), (c,), ()),
    }


@pytest.mark.django_db
def test_presence_is_said_of_members_of_the_day_in_known_words(office: Office):
    sitting, _ = opened(office)

    with pytest.raises(RuleNotMet):
        set_presence(sitting.pk, {voting(sitting)[0].pk: "late"}, by=None, at=AT)
    with pytest.raises(NotFound):
        set_presence(sitting.pk, {999: "present"}, by=None, at=AT)
    assert set(Presence.objects.values_list("presence", flat=True)) == {"present"}


# --- closing --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_closed_sitting_moves_each_dossier_by_its_tally(office: Office):
    sitting, (first, second) = opened(office)
    prepared = tally(sitting, {}, award=MERIT, state="prepared")
    before = verify().faults
    tally(sitting, {first.pk: (4, 1), second.pk: (3, 2)})

    closed = close_sitting(sitting.pk, by=None, at=AT, on=DAY)

    assert (closed.state, states(first, second)) == ("closed", ["passed", "failed"])
    assert list(
        Step.objects.filter(name__in=["pass", "fail"]).order_by("nomination").values_list("nomination", "name")
    ) == [
        (first.pk, "pass"),
        (second.pk, "fail"),
    ]
    assert Ballot.objects.get(pk=prepared.pk).state == "called-off"
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.verb, entry.detail) == ("sittings.close", {"sitting": sitting.pk, "passed": 1, "items": 2})
    assert verify().faults == before


@pytest.mark.django_db
def test_the_newest_ballot_on_an_item_counts(office: Office):
    sitting, (first, second) = opened(office)
    tally(sitting, {first.pk: (4, 1), second.pk: (3, 2)})
    tally(sitting, {second.pk: (5, 0)}, turn=2)

    close_sitting(sitting.pk, by=None, at=AT, on=DAY)

    assert states(first, second) == ["passed", "passed"]


@pytest.mark.django_db
def test_an_item_without_a_result_keeps_the_sitting_open(office: Office):
    sitting, (first, second) = opened(office)
    tally(sitting, {first.pk: (4, 1)})

    with pytest.raises(RuleNotMet, match="Mục 2"):
        close_sitting(sitting.pk, by=None, at=AT, on=DAY)

    assert (Sitting.objects.get().state, states(first, second)) == ("opened", ["tabled", "tabled"])


@pytest.mark.django_db
@pytest.mark.parametrize(("percent", "counts"), [(None, (4, 1)), (50, (2, 2)), (40, (2, 2))])
def test_where_no_number_decides_the_chair_concludes_in_words(
    office: Office, percent: int | None, counts: tuple[int, int]
):
    sitting, (first,) = opened(office, 1)
    tally(sitting, {first.pk: counts}, percent=percent)

    for said in (None, {first.pk: Said(True, " ")}):
        with pytest.raises(RuleNotMet, match="người chủ trì"):
            close_sitting(sitting.pk, by=None, at=AT, on=DAY, said=said)
    close_sitting(
        sitting.pk, by=None, at=AT, on=DAY, said={first.pk: Said(True, "Hội đồng nhất trí, theo phía có chủ tịch")}
    )

    result = minutes(sitting.pk)["items"][0]["result"]
    assert (result["passed"], result["words"]) == (True, "Hội đồng nhất trí, theo phía có chủ tịch")
    assert states(first) == ["passed"]


@pytest.mark.django_db
def test_the_chair_cannot_conclude_against_a_number_that_decides(office: Office):
    sitting, (first,) = opened(office, 1)
    tally(sitting, {first.pk: (2, 3)})

    with pytest.raises(RuleNotMet):
        close_sitting(sitting.pk, by=None, at=AT, on=DAY, said={first.pk: Said(True, "Vẫn thông qua")})

    assert states(first) == ["tabled"]


@pytest.mark.django_db
def test_minutes_get_a_number_once_and_nothing_changes_after(office: Office):
    sitting, (first,) = opened(office, 1)
    tally(sitting, {first.pk: (5, 0)})
    with pytest.raises(WrongState):
        sign_minutes(sitting.pk, number="12/BB-HĐ", by=None, at=AT, on=DAY)
    close_sitting(sitting.pk, by=None, at=AT, on=DAY)
    other = call_sitting(sitting.council_id, sitting.round_id, held_on=DAY, by=None, at=AT)

    signed = sign_minutes(sitting.pk, number=" 12/BB-HĐ ", by=None, at=AT, on=DAY)

    assert (signed.state, signed.minutes_number) == ("signed", "12/BB-HĐ")
    item = AgendaItem.objects.get(sitting=sitting)
    with pytest.raises(WrongState):
        note_item(item.pk, "Thêm", seen="", by=None, at=AT, on=DAY)
    with pytest.raises(WrongState):
        sign_minutes(sitting.pk, number="13/BB-HĐ", by=None, at=AT, on=DAY)
    Sitting.objects.filter(pk=other.pk).update(state="closed")
    with pytest.raises(WrongState, match="12/BB-HĐ"):
        sign_minutes(other.pk, number="12/BB-HĐ", by=None, at=AT, on=DAY)


@pytest.mark.django_db
def test_two_writers_of_one_note_never_overwrite_each_other_unseen(office: Office):
    sitting, _ = opened(office, 1)
    item = AgendaItem.objects.get(sitting=sitting)

    note_item(item.pk, "Anh A phát biểu", seen="", by=None, at=AT, on=DAY)
    with pytest.raises(WrongState):
        note_item(item.pk, "Chị B phát biểu", seen="", by=None, at=AT, on=DAY)
    note_item(item.pk, "Anh A phát biểu. Chị B phát biểu", seen="Anh A phát biểu", by=None, at=AT, on=DAY)

    item.refresh_from_db()
    assert item.notes == "Anh A phát biểu. Chị B phát biểu"


@pytest.mark.django_db
def test_a_sitting_called_off_gives_its_dossiers_back(office: Office):
    sitting, rows = opened(office)

    call_off(sitting.pk, reason="Bão", by=None, at=AT, on=DAY)

    assert (Sitting.objects.get().state, states(*rows), agenda(sitting)) == ("called-off", ["ready", "ready"], [])


@pytest.mark.django_db
def test_a_moved_sitting_keeps_the_members_of_its_new_day(office: Office):
    round_, board = round_of(office), council(office)
    sitting = call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)
    attend(sitting)
    board.members.filter(name="Bùi Quang Mẫu").update(to_date=DAY)

    move_sitting(sitting.pk, held_on=DAY.replace(day=29), at_hour="14:00", place="Hội trường A", by=None, at=AT)

    sitting.refresh_from_db()
    found = minutes(sitting.pk)
    assert (found["held_on"], found["at_hour"], found["place"]) == (DAY.replace(day=29), "14:00", "Hội trường A")
    assert [one["name"] for one in found["members"]] == [
        "Lê Quang Mẫu",
        "Phạm Văn Mẫu",
        "Ngô Thị Mẫu",
        "Trần Hữu Mẫu",
        "Đỗ Xuân Mẫu",
    ]
    assert Presence.objects.filter(sitting=sitting).count() == 5


@pytest.mark.django_db
def test_only_the_officer_holds_sittings_and_only_within_his_reach(office: Office, member: Account, clerk: Account):
    sitting, _ = opened(office, 1)
    far = make_account("far", "Ở Huyện", Role.OFFICER, Unit.objects.get(name="Công an huyện mẫu"))

    for account in (member, clerk):
        with pytest.raises(NotPermitted):
            close_sitting(sitting.pk, by=account, at=AT, on=DAY)
    with pytest.raises(NotFound):
        close_sitting(sitting.pk, by=far, at=AT, on=DAY)


# --- minutes --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_minutes_say_who_was_there_who_left_for_what_and_what_came_out(office: Office):
    round_ = round_of(office)
    board = council(office, quorum_percent=60, quorum_source="Quy chế, Điều 6")
    own = person("Phạm Văn Mẫu")
    board.members.filter(name="Phạm Văn Mẫu").update(subject=own)
    dossier = nominate(round_, own)
    sitting = call_sitting(board.pk, round_.pk, held_on=DAY, at_hour="14:00", place="Hội trường A", by=None, at=AT)
    put_on_agenda(sitting.pk, [dossier.pk], by=None, at=AT, on=DAY)
    attend(sitting, "present", "present", "present", "written")
    open_sitting(sitting.pk, by=None, at=AT, on=DAY)
    ballot = tally(sitting, {dossier.pk: (4, 0)})
    close_sitting(sitting.pk, by=None, at=AT, on=DAY)
    sign_minutes(sitting.pk, number="01/BB-HĐ", by=None, at=AT, on=DAY)

    found = minutes(sitting.pk)

    out = board.members.get(name="Phạm Văn Mẫu")
    assert [(one["name"], one["presence"]) for one in found["members"]] == [
        ("Lê Quang Mẫu", "present"),
        ("Phạm Văn Mẫu", "present"),
        ("Ngô Thị Mẫu", "present"),
        ("Trần Hữu Mẫu", "written"),
        ("Bùi Quang Mẫu", "present"),
        ("Đỗ Xuân Mẫu", "present"),
    ]
    assert found["quorum"] == {
        "members": 5,
        "present": 4,
        "written": 1,
        "absent": 0,
        "unsaid": 0,
        "percent": 60,
        "share": "60%",
        "source": "Quy chế, Điều 6",
        "needed": 3,
        "met": True,
    }
    (item,) = found["items"]
    assert item["conflicts"] == [
        {"member": out.pk, "name": "Phạm Văn Mẫu", "why": "self", "words": "", "state": "stands"}
    ]
    assert (item["left"], item["award_name"]) == (["Phạm Văn Mẫu"], awards()[FIGHTER].name)
    assert item["result"] == {
        "yes": 4,
        "no": 0,
        "blank": 0,
        "written_yes": 0,
        "written_no": 0,
        "whole": 5,
        "needed": 4,
        "passed": True,
        "words": "",
        "mode": "open",
        "ballot": ballot.pk,
    }
    assert (found["minutes_number"], found["chair"]["name"], found["secretary"]["name"]) == (
        "01/BB-HĐ",
        "Lê Quang Mẫu",
        "Đỗ Xuân Mẫu",
    )
    assert [(one["id"], one["turn"], one["digest"]) for one in found["ballots"]] == [(ballot.pk, 1, "")]
    with pytest.raises(NotFound):
        minutes(999)


# --- at the same time -----------------------------------------------------------------------------


def test_of_two_sittings_that_table_one_dossier_at_once_one_gets_it(committed: States, office: Office):
    round_, board = round_of(office), council(office)
    for number in range(ROUNDS):
        dossier = nominate(round_, person(f"Người {number}"), ADVANCED)
        sittings = [call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT) for _ in range(2)]

        became = at_once([partial(put_on_agenda, one.pk, [dossier.pk], by=None, at=AT, on=DAY) for one in sittings])

        assert became == ["WrongState", "done"]
        assert AgendaItem.objects.filter(nomination=dossier).count() == 1
