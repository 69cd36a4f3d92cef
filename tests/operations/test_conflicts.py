"""Conflicts of interest are what is recorded, no more and no less; a member may declare one, the office lifts one with a reason."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.operations.conflicts import (
    Proposed,
    Sitter,
    barred,
    conflicts_between,
    declare_conflict,
    lift_conflict,
    uphold_conflict,
)
from tdkt.operations.council import Seat, change_seat, declare_kin, end_seat, set_rule, withdraw_kin
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.sittings import call_sitting, close_sitting, put_on_agenda
from tdkt.records.models import Account, AgendaItem, Conflict, Member, Office, Sitting, Unit
from tests.operations.sessions import AT, DAY, council, nominate, opened, person, round_of, tally

keys = st.integers(1, 4)
maybe = st.none() | keys
usernames = st.sampled_from(["", "an", "binh"])
sitters = st.builds(Sitter, keys, maybe, maybe, usernames, st.frozensets(keys))
proposals = st.builds(Proposed, keys, keys, maybe, maybe, st.frozensets(st.sampled_from(["an", "binh"])))


@given(sitters, proposals)
def test_a_conflict_is_found_exactly_where_a_recorded_fact_says_so(sitter: Sitter, proposed: Proposed):
    facts = {
        "self": sitter.subject == proposed.subject,
        "kin": proposed.subject in sitter.kin,
        "unit": sitter.unit is not None and sitter.unit in {proposed.unit, proposed.itself},
        "proposer": sitter.username in proposed.proposers,
    }

    assert conflicts_between(sitter, proposed) == {why for why, holds in facts.items() if holds}


@given(proposals)
def test_of_whom_nothing_is_recorded_no_conflict_is_found(proposed: Proposed):
    assert conflicts_between(Sitter(1), proposed) == frozenset()


@given(sitters, sitters, proposals)
def test_two_members_with_the_same_facts_have_the_same_conflicts(one: Sitter, other: Sitter, proposed: Proposed):
    twin = Sitter(other.member, one.subject, one.unit, one.username, one.kin)

    assert conflicts_between(one, proposed) == conflicts_between(twin, proposed)


def found(sitting: Sitting) -> list[tuple[str, str, str, str]]:
    rows = Conflict.objects.filter(item__sitting=sitting)
    return sorted(rows.values_list("member__name", "item__nomination__subject__name", "why", "state"))


def item(name: str) -> AgendaItem:
    return AgendaItem.objects.get(nomination__subject__name=name)


pytestmark = pytest.mark.django_db


def called(office: Office, officer: Account, **said: Any) -> Sitting:
    """A sitting on a member himself, on his son, on his unit and one of its people, and on a dossier that the officer made, who sits too."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    own, son = person("Phạm Văn Mẫu"), person("Phạm Văn Con")
    board = council(office, extra=[Seat("Trần Thị Mẫu", username="officer")], **said)
    board.members.filter(name="Phạm Văn Mẫu").update(subject=own)
    board.members.filter(name="Bùi Quang Mẫu").update(unit=district)
    declare_kin(board.members.get(subject=own).pk, son.pk, relation="con", by=None, at=AT)
    round_ = round_of(office)
    rows = [
        nominate(round_, own),
        nominate(round_, son),
        nominate(round_, person("Người Huyện"), unit=district),
        nominate(round_, district.subject, "tap-the-lao-dong-tien-tien"),
        nominate(round_, person("Người Ngoài"), by=officer),
    ]
    sitting = call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)
    put_on_agenda(sitting.pk, [one.pk for one in rows], by=None, at=AT, on=DAY)
    return sitting


ALL = [
    ("Bùi Quang Mẫu", "Công an huyện mẫu", "unit"),
    ("Bùi Quang Mẫu", "Người Huyện", "unit"),
    ("Phạm Văn Mẫu", "Phạm Văn Con", "kin"),
    ("Phạm Văn Mẫu", "Phạm Văn Mẫu", "self"),
    ("Trần Thị Mẫu", "Người Ngoài", "proposer"),
]


def test_self_and_kin_keep_a_member_out_and_unit_and_proposer_are_shown(office: Office, officer: Account):
    sitting = called(office, officer)

    bars = {"self": "stands", "kin": "stands", "unit": "lifted", "proposer": "lifted"}
    assert found(sitting) == [(*row, bars[row[2]]) for row in ALL]
    out = Member.objects.get(name="Phạm Văn Mẫu").pk
    assert barred(sitting.pk) == {item("Phạm Văn Con").pk: {out}, item("Phạm Văn Mẫu").pk: {out}}


def test_the_council_s_rule_says_which_conflicts_keep_a_member_out(office: Office, officer: Account):
    sitting = called(office, officer, barring=["self", "unit", "proposer"])

    bars = {"self": "stands", "kin": "lifted", "unit": "stands", "proposer": "stands"}
    assert found(sitting) == [(*row, bars[row[2]]) for row in ALL]


def test_what_is_found_follows_what_is_recorded(office: Office, officer: Account):
    sitting = called(office, officer)
    member = Member.objects.get(name="Phạm Văn Mẫu")

    withdraw_kin(member.kin.get().pk, reason="Khai nhầm", by=None, at=AT)
    assert [row[:3] for row in found(sitting)] == [row for row in ALL if row[2] != "kin"]

    end_seat(Member.objects.get(name="Bùi Quang Mẫu").pk, to_date=DAY.replace(day=24), reason="Chuyển", by=None, at=AT)
    assert [row[:3] for row in found(sitting)] == [row for row in ALL if row[2] not in ("kin", "unit")]

    change_seat(member.pk, Seat("Phạm Văn Mẫu", subject=None), from_date=DAY, reason="Ghi nhầm người", by=None, at=AT)
    assert [row[:3] for row in found(sitting)] == [row for row in ALL if row[2] == "proposer"]


def test_a_rule_that_changes_changes_the_sittings_to_come(office: Office, officer: Account):
    sitting = called(office, officer)

    set_rule(sitting.council_id, barring=["unit"], reason="Quy chế mới", by=None, at=AT)

    bars = {"self": "lifted", "kin": "lifted", "unit": "stands", "proposer": "lifted"}
    assert found(sitting) == [(*row, bars[row[2]]) for row in ALL]


def test_the_office_lifts_and_upholds_with_a_reason_that_stays(office: Office, officer: Account):
    sitting = called(office, officer)
    kin, unit = (Conflict.objects.get(why="kin"), Conflict.objects.get(why="unit", item=item("Người Huyện")))

    with pytest.raises(RuleNotMet):
        lift_conflict(kin.pk, reason="", by=officer, at=AT)
    lift_conflict(kin.pk, reason="Quan hệ xa", by=officer, at=AT)
    uphold_conflict(unit.pk, reason="Thủ trưởng trực tiếp", by=officer, at=AT)
    set_rule(sitting.council_id, barring=["kin"], reason="Quy chế mới", by=None, at=AT)

    kin.refresh_from_db()
    unit.refresh_from_db()
    assert [(one.state, one.words) for one in (kin, unit)] == [
        ("lifted", "Quan hệ xa"),
        ("stands", "Thủ trưởng trực tiếp"),
    ]
    with pytest.raises(WrongState):
        lift_conflict(kin.pk, reason="Lần nữa", by=officer, at=AT)
    set_rule(sitting.council_id, barring=["self"], reason="Quy chế mới", by=None, at=AT)
    with pytest.raises(RuleNotMet, match="chính mình"):
        lift_conflict(Conflict.objects.get(why="self").pk, reason="Vẫn dự", by=officer, at=AT)


def test_a_member_asks_for_himself_to_be_left_out(office: Office, officer: Account, member: Account):
    sitting, _ = opened(office)
    own = Member.objects.get(username="member")
    other = Member.objects.get(name="Phạm Văn Mẫu")
    one = item("Nguyễn Văn A")

    with pytest.raises(NotPermitted):
        declare_conflict(one.pk, other.pk, words="Bạn học", by=member, at=AT)
    with pytest.raises(RuleNotMet):
        declare_conflict(one.pk, own.pk, words=" ", by=member, at=AT)
    with pytest.raises(NotFound):
        declare_conflict(one.pk, 999, words="Bạn học", by=officer, at=AT)
    declare_conflict(one.pk, own.pk, words="Bạn học", by=member, at=AT)
    with pytest.raises(WrongState):
        declare_conflict(one.pk, own.pk, words="Bạn học", by=officer, at=AT)

    assert barred(sitting.pk) == {one.pk: {own.pk}}
    put_on_agenda(sitting.pk, [nominate(sitting.round, person("Thêm Sau")).pk], by=None, at=AT, on=DAY)
    assert barred(sitting.pk) == {one.pk: {own.pk}}


def test_conflicts_of_an_item_are_settled_once_its_ballot_is_open(office: Office, member: Account):
    sitting, (first, _) = opened(office)
    own = Member.objects.get(username="member")
    tally(sitting, {}, state="open")

    with pytest.raises(WrongState):
        declare_conflict(item("Nguyễn Văn A").pk, own.pk, words="Bạn học", by=member, at=AT)
    declare_kin(own.pk, first.subject_id, relation="em", by=member, at=AT)

    assert found(sitting) == []


def test_conflicts_of_a_closed_sitting_stay_as_they_were(office: Office, member: Account):
    sitting, (first,) = opened(office, 1)
    own = Member.objects.get(username="member")
    tally(sitting, {first.pk: (5, 0)})
    close_sitting(sitting.pk, by=None, at=AT, on=DAY)

    declare_kin(own.pk, first.subject_id, relation="em", by=member, at=AT)

    assert found(sitting) == []
    with pytest.raises(WrongState):
        declare_conflict(item("Nguyễn Văn A").pk, own.pk, words="Bạn học", by=member, at=AT)
