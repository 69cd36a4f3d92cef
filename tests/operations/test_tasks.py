"""What waits for each role, and where dossiers stand in all units."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.operations.ledger import writing
from tdkt.operations.tasks import Cell, Task, overdue_board, tasks
from tdkt.records.models import (
    Account,
    Consultation,
    Council,
    Draft,
    Member,
    Nomination,
    Office,
    Opinion,
    Posted,
    Posting,
    Remark,
    Round,
    Sitting,
    Step,
    Unit,
)
from tests.operations.proposed import MONDAY, NOON, enter_nominations, enter_round
from tests.web.register import enter_person

FRIDAY = date(2024, 5, 31)


@pytest.fixture
def round_(office: Office) -> Round:
    return enter_round()


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


def enter(*rows: Any) -> Any:
    with writing(by=None, at=NOON, verb="test") as pen:
        for row in rows:
            pen.add_one(row)
    return rows[0]


def nominees(district: Unit, round_: Round, *states: str, **said: Any) -> list[Nomination]:
    return [
        enter_nominations(round_, [enter_person(f"Phan Văn An {state}", district)], state=state, **said)[0]
        for state in states
    ]


def test_a_clerk_sees_what_the_unit_has_to_write_and_mend(district: Unit, round_: Round, clerk: Account) -> None:
    _, returned, _ = nominees(district, round_, "drafting", "returned", "received", due_on=date(2024, 7, 31))
    step = enter(Step(nomination=returned, name="return", before="received", after="returned", on_date=MONDAY))
    enter(Remark(nomination=returned, step=step, place="ho-so", words="Thiếu ngày"))

    assert tasks(clerk, on=MONDAY) == [
        Task("drafting", round_.pk, "Tổng kết năm 2023", 1, date(2024, 7, 31)),
        Task("returned", round_.pk, "Tổng kết năm 2023", 1, date(2024, 7, 31)),
        Task("remarks", round_.pk, "Tổng kết năm 2023", 1),
    ]


def test_the_officer_sees_late_things_first(district: Unit, round_: Round, officer: Account) -> None:
    submitted, received, posted = nominees(district, round_, "submitted", "received", "posted")
    with writing(by=None, at=NOON, verb="test") as pen:
        pen.change(received, due_on=FRIDAY)
    posting = enter(
        Posting(
            round=round_,
            kind="public-comment",
            place="Bảng tin",
            from_date=date(2024, 5, 13),
            to_date=date(2024, 5, 24),
            working_days=10,
        )
    )
    on_list = enter(Posted(posting=posting, nomination=posted))
    enter(Opinion(posted=on_list, from_whom="Ông Mẫu", received_on=date(2024, 5, 20), words="Cần xem lại"))
    enter(
        Consultation(
            nomination=submitted, body="Sở Thuế", matter="Thuế", asked_on=date(2024, 5, 6), due_on=date(2024, 5, 20)
        )
    )

    assert tasks(officer, on=MONDAY) == [
        Task("consultations", round_.pk, "Tổng kết năm 2023", 1, date(2024, 5, 20), 1),
        Task("received", round_.pk, "Tổng kết năm 2023", 1, FRIDAY, 1),
        Task("postings-over", posting.pk, "Bảng tin", 1, date(2024, 5, 24)),
        Task("opinions", posting.pk, "Bảng tin", 1),
        Task("submitted", round_.pk, "Tổng kết năm 2023", 1),
    ]


def test_nothing_waits_in_a_round_that_is_over(district: Unit, office: Office, officer: Account) -> None:
    nominees(district, enter_round(state="ended"), "submitted", "received")

    assert tasks(officer, on=MONDAY) == []


def sitting(round_: Round, office: Office, held_on: date, username: str, **seat: Any) -> Sitting:
    council = enter(
        Council(name="Hội đồng", unit=office.unit, decision_number=f"{held_on}", decided_on=FRIDAY, from_date=FRIDAY)
    )
    enter(
        Member(council=council, name="Ngô Thị Mẫu", seat="member", username=username, **({"from_date": FRIDAY} | seat))
    )
    found: Sitting = enter(Sitting(council=council, round=round_, held_on=held_on))
    return found


def test_a_member_sees_the_sittings_to_come_of_his_councils(office: Office, round_: Round, member: Account) -> None:
    soon = sitting(round_, office, date(2024, 6, 10), "member")
    sitting(round_, office, date(2024, 6, 11), "somebody-else")
    sitting(round_, office, date(2024, 5, 31), "member")
    sitting(round_, office, date(2024, 6, 20), "member", to_date=date(2024, 6, 15))
    sitting(round_, office, date(2024, 6, 21), "")

    assert tasks(member, on=MONDAY) == [Task("sitting", soon.pk, "Tổng kết năm 2023", 0, date(2024, 6, 10))]


def test_a_signer_sees_the_drafts_to_sign(office: Office, round_: Round, signer: Account) -> None:
    said = {"round": round_, "level": "province", "authority": "Giám đốc", "series": "QĐ-CAT", "drafted_on": MONDAY}
    ready = enter(Draft(title="Tặng Bằng khen", state="to-sign", **said))
    enter(Draft(title="Đang soạn", **said))

    assert tasks(signer, on=MONDAY) == [Task("to-sign", ready.pk, "Tặng Bằng khen", 0)]


def test_an_inspector_has_nothing_to_do(inspector: Account) -> None:
    assert tasks(inspector, on=MONDAY) == []


@pytest.mark.parametrize("role", ["clerk", "officer"])
def test_tasks_are_found_with_as_many_queries_however_much_waits(
    request: pytest.FixtureRequest, district: Unit, round_: Round, role: str
) -> None:
    account = request.getfixturevalue(role)
    counts = []
    for states in (["drafting", "submitted"], ["returned", "received", "checked", "posted", "ready"]):
        nominees(district, round_, *states)
        fresh = Account.objects.get(pk=account.pk)
        with CaptureQueriesContext(connection) as captured:
            tasks(fresh, on=MONDAY)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 12


def test_the_board_says_where_dossiers_stand_and_what_is_late(
    district: Unit, office: Office, round_: Round, officer: Account
) -> None:
    nominees(district, round_, "received", due_on=date(2024, 5, 29))  # Wednesday: Thursday, Friday and Monday late
    nominees(district, round_, "submitted", "decided")
    enter_nominations(
        round_,
        [enter_person("Lê Thị Bình", office.unit)],
        state="received",
        due_on=MONDAY,  # type: ignore[arg-type]
    )

    board = overdue_board(officer, on=MONDAY)

    assert [(row.name, dict(row.cells), row.total) for row in board.rows] == [
        ("Công an huyện mẫu", {"received": Cell(1, 1, 3), "submitted": Cell(1)}, Cell(2, 1, 3)),
        ("Công an tỉnh mẫu", {"received": Cell(1)}, Cell(1)),
    ]
    assert board.states == ("submitted", "received")
    assert (board.totals, board.total) == ({"submitted": Cell(1), "received": Cell(2, 1, 3)}, Cell(3, 1, 3))


def test_a_clerk_sees_the_board_of_his_units_only(
    district: Unit, office: Office, round_: Round, clerk: Account
) -> None:
    nominees(district, round_, "drafting")
    enter_nominations(round_, [enter_person("Lê Thị Bình", office.unit)])  # type: ignore[arg-type]

    assert [row.name for row in overdue_board(clerk, on=MONDAY + timedelta(days=1)).rows] == ["Công an huyện mẫu"]
    assert overdue_board(clerk, on=MONDAY, round_id=round_.pk + 1).rows == ()
