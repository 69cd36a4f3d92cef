"""Councils are set up by a decision, their members change from a day on, and kinship is kept as declared."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tdkt.operations.audit import verify
from tdkt.operations.council import (
    Seat,
    change_seat,
    declare_kin,
    end_seat,
    members_on,
    seat_member,
    set_rule,
    set_up_council,
    withdraw_kin,
)
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.records.models import Account, Council, Entry, Kinship, Office, Role, Subject, Unit
from tests.conftest import make_account, make_unit

pytestmark = pytest.mark.django_db

DAY = date(2020, 5, 25)
AT = datetime(2020, 5, 25, 8, 0, tzinfo=UTC)
SEATS = (
    Seat("Lê Quang Mẫu", "chair", post="Giám đốc"),
    Seat("Phạm Văn Mẫu", "vice", post="Phó Giám đốc"),
    Seat("Đỗ Xuân Mẫu", "secretary", votes=False),
)


def set_up(office: Office, *, by: Account | None = None, **said: Any) -> Council:
    words = {
        "unit": office.unit_id,
        "decision_number": "120/QĐ-CAT",
        "decided_on": date(2020, 1, 6),
        "from_date": date(2020, 1, 6),
        "members": SEATS,
    }
    return set_up_council("Hội đồng Thi đua - Khen thưởng", **{**words, **said}, by=by, at=AT)


def person(name: str) -> Subject:
    return Subject.objects.create(kind="individual", name=name, name_key=name, search=name)


def seated(council: Council, on: date = DAY) -> list[tuple[str, str, bool]]:
    return [(one.name, one.seat, one.votes) for one in members_on(council.pk, on)]


def test_a_council_is_entered_with_its_members_in_the_order_of_its_decision(office: Office, officer: Account):
    before = verify().faults  # the fixture's own rows stand outside the log
    council = set_up(office, by=officer)

    assert seated(council) == [
        ("Lê Quang Mẫu", "chair", True),
        ("Phạm Văn Mẫu", "vice", True),
        ("Đỗ Xuân Mẫu", "secretary", False),
    ]
    assert (council.quorum_percent, council.barring) == (None, None)
    assert (Entry.objects.get().verb, verify().faults) == ("council.set-up", before)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"members": SEATS[1:]}, RuleNotMet),
        ({"members": (*SEATS, Seat("Hai Chủ Tịch", "chair"))}, RuleNotMet),
        ({"members": (*SEATS, Seat("Lạ", "observer"))}, RuleNotMet),
        ({"members": (*SEATS, Seat("", "member"))}, RuleNotMet),
        ({"members": (*SEATS, Seat("Không Tài Khoản", username="khong-co"))}, RuleNotMet),
        ({"members": (*SEATS, Seat("Không Có Trong Sổ", subject=999))}, NotFound),
        ({"members": (*SEATS, Seat("Không Đơn Vị", unit=999))}, NotFound),
        ({"quorum_percent": 67}, RuleNotMet),
        ({"quorum_percent": 0, "quorum_source": "Quy chế"}, RuleNotMet),
        ({"to_date": date(2019, 1, 1)}, RuleNotMet),
        ({"decision_number": " "}, RuleNotMet),
        ({"barring": ["friend"]}, RuleNotMet),
        ({"unit": 999}, NotFound),
    ],
)
def test_what_cannot_be_a_council_is_refused_and_nothing_is_written(
    office: Office, said: dict[str, Any], refusal: type[Exception]
):
    with pytest.raises(refusal):
        set_up(office, **said)

    assert (Council.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_council_of_one_decision_is_entered_once(office: Office):
    set_up(office)

    with pytest.raises(WrongState):
        set_up(office)


def test_only_the_officer_sets_up_a_council_and_only_within_his_reach(office: Office, clerk: Account, member: Account):
    district = Unit.objects.get(name="Công an huyện mẫu")
    far = make_account("far", "Ở Huyện", Role.OFFICER, district)

    for account in (clerk, member):
        with pytest.raises(NotPermitted):
            set_up(office, by=account)
    with pytest.raises(NotFound):
        set_up(office, by=far)
    assert set_up(office, by=far, unit=district.pk).unit_id == district.pk


def test_a_new_seat_begins_on_its_day_and_an_old_one_stays_until_the_day_before(office: Office):
    council = set_up(office)
    vice = council.members.get(seat="vice")
    kin = person("Phạm Thị Mẫu")
    declare_kin(vice.pk, kin.pk, relation="con", by=None, at=AT)

    change_seat(
        vice.pk,
        Seat("Phạm Văn Mẫu", "permanent-vice", post="Phó Giám đốc Thường trực"),
        from_date=date(2020, 7, 1),
        reason="QĐ 300/QĐ-CAT",
        by=None,
        at=AT,
    )

    assert seated(council, date(2020, 6, 30))[1] == ("Phạm Văn Mẫu", "vice", True)
    assert seated(council, date(2020, 7, 1))[1] == ("Phạm Văn Mẫu", "permanent-vice", True)
    assert sorted(Kinship.objects.values_list("member__seat", "subject")) == [
        ("permanent-vice", kin.pk),
        ("vice", kin.pk),
    ]


def test_members_come_and_go_by_day(office: Office):
    council = set_up(office)
    vice = council.members.get(seat="vice")

    seat_member(council.pk, Seat("Ngô Thị Mẫu"), from_date=date(2020, 6, 1), reason="QĐ 200", by=None, at=AT)
    end_seat(vice.pk, to_date=date(2020, 6, 30), reason="Nghỉ hưu", by=None, at=AT)

    assert [name for name, _, _ in seated(council, date(2020, 5, 31))] == [
        "Lê Quang Mẫu",
        "Phạm Văn Mẫu",
        "Đỗ Xuân Mẫu",
    ]
    assert [name for name, _, _ in seated(council, date(2020, 7, 1))] == ["Lê Quang Mẫu", "Đỗ Xuân Mẫu", "Ngô Thị Mẫu"]
    with pytest.raises(WrongState):
        end_seat(vice.pk, to_date=date(2020, 6, 30), reason="Nghỉ hưu", by=None, at=AT)
    with pytest.raises(RuleNotMet):
        seat_member(council.pk, Seat("Hai", "chair"), from_date=DAY, reason="QĐ 200", by=None, at=AT)


def test_the_quorum_is_the_council_s_own_number_with_its_source(office: Office):
    council = set_up(office)

    set_rule(
        council.pk,
        quorum_percent=67,
        quorum_source="Quy chế, Điều 6",
        barring=["unit", "self"],
        reason="Quy chế mới",
        by=None,
        at=AT,
    )

    council.refresh_from_db()
    assert (council.quorum_percent, council.quorum_source, council.barring) == (67, "Quy chế, Điều 6", ["self", "unit"])
    with pytest.raises(RuleNotMet):
        set_rule(council.pk, quorum_percent=67, reason="Không nguồn", by=None, at=AT)


def test_a_member_declares_for_himself_only_and_the_office_for_all(office: Office, member: Account):
    council = set_up(office, members=(*SEATS, Seat("Ngô Thị Mẫu", username="member")))
    own, other = council.members.get(username="member"), council.members.get(seat="vice")
    child, wife = person("Con Mẫu"), person("Vợ Mẫu")

    kinship = declare_kin(own.pk, child.pk, relation="con", by=member, at=AT)
    with pytest.raises(NotPermitted):
        declare_kin(other.pk, wife.pk, relation="vợ", by=member, at=AT)
    with pytest.raises(WrongState):
        declare_kin(own.pk, child.pk, relation="con", by=member, at=AT)
    with pytest.raises(NotFound):
        declare_kin(own.pk, office.unit.subject_id, relation="con", by=None, at=AT)  # type: ignore[union-attr]
    withdraw_kin(kinship.pk, reason="Khai nhầm người", by=None, at=AT)

    assert Kinship.objects.count() == 0
    with pytest.raises(NotFound):
        withdraw_kin(kinship.pk, reason="Khai nhầm người", by=None, at=AT)


def test_an_account_sees_its_own_councils_only(
    office: Office, officer: Account, inspector: Account, member: Account, clerk: Account, signer: Account
):
    foreign = make_account("foreign", "Người Ngoài", Role.MEMBER, office.unit)
    far = make_account("far", "Ở Huyện", Role.OFFICER, make_unit("Công an huyện khác"))
    council = set_up(office, members=(*SEATS, Seat("Ngô Thị Mẫu", username="member")))

    seen = {
        account.username: list(Council.objects.visible_to(account, on=DAY).values_list("pk", flat=True))
        for account in (officer, inspector, member, clerk, signer, foreign, far)
    }

    assert seen == {
        "officer": [council.pk],
        "inspector": [council.pk],
        "member": [council.pk],
        "clerk": [],
        "signer": [],
        "foreign": [],
        "far": [],
    }
