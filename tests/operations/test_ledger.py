"""One act, one transaction, one entry in the chain; nothing is rewritten."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tdkt.operations.audit import verify
from tdkt.operations.ledger import GENESIS, writing
from tdkt.records.models import Decision, DecisionVersion, Entry, Movement, Response, Target
from tdkt.records.models.ledger import known_on
from tests.conftest import make_unit

pytestmark = pytest.mark.django_db

MONDAY = datetime(2020, 5, 18, 9, 0, tzinfo=UTC)


def enter(number: str, at: datetime = MONDAY) -> Decision:
    with writing(by=None, at=at, verb="test.enter") as pen:
        return pen.add_one(Decision(number=number, year=2019))


def test_an_act_leaves_its_entry_and_the_state_it_wrote():
    decision = enter("12/QĐ-CTN")

    entry = Entry.objects.get()
    version = DecisionVersion.objects.get()
    assert (entry.seq, entry.verb, entry.rows, entry.previous) == (1, "test.enter", 1, GENESIS)
    assert (version.row, version.number, version.known_from, version.known_to, version.entry_id) == (
        decision.pk,
        "12/QĐ-CTN",
        MONDAY,
        None,
        1,
    )


def test_a_change_closes_the_state_before_and_opens_the_next():
    decision = enter("12/QĐ-CTN")
    tuesday = MONDAY + timedelta(days=1)

    with writing(by=None, at=tuesday, verb="test.change") as pen:
        changed = pen.change(decision, number="13/QĐ-CTN")
        unchanged = pen.change(decision, number="13/QĐ-CTN")

    assert (changed, unchanged) == (True, False)
    assert list(
        DecisionVersion.objects.order_by("version").values_list("number", "known_from", "known_to", "closed_by")
    ) == [
        ("12/QĐ-CTN", MONDAY, tuesday, 2),
        ("13/QĐ-CTN", tuesday, None, None),
    ]


def test_a_question_about_an_earlier_moment_has_one_answer_for_ever():
    decision = enter("12/QĐ-CTN")
    with writing(by=None, at=MONDAY + timedelta(days=1), verb="test.change") as pen:
        pen.change(decision, number="13/QĐ-CTN")
    with writing(by=None, at=MONDAY + timedelta(days=2), verb="test.withdraw") as pen:
        pen.withdraw_all(Decision, [decision.pk])

    def numbers(at):
        return list(known_on(DecisionVersion, at).values_list("number", flat=True))

    assert numbers(MONDAY - timedelta(seconds=1)) == []
    assert numbers(MONDAY) == ["12/QĐ-CTN"]
    assert numbers(MONDAY + timedelta(days=1)) == ["13/QĐ-CTN"]
    assert numbers(MONDAY + timedelta(days=2)) == []
    assert numbers(None) == []


def test_an_act_that_fails_leaves_nothing():
    def enter_then_fail():
        with writing(by=None, at=MONDAY, verb="test.fail") as pen:
            pen.add_one(Decision(number="12/QĐ-CTN", year=2019))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        enter_then_fail()

    assert (Entry.objects.count(), Decision.objects.count(), DecisionVersion.objects.count()) == (0, 0, 0)


def test_time_in_the_log_never_runs_backwards():
    enter("12/QĐ-CTN")
    enter("13/QĐ-CTN", at=MONDAY - timedelta(days=400))

    assert list(Entry.objects.values_list("at", flat=True)) == [MONDAY, MONDAY]


def test_an_untouched_chain_is_sound():
    for number in range(5):
        enter(f"{number}/QĐ-CTN")

    audit = verify()

    assert (audit.entries, audit.states, audit.faults) == (5, 5, ())
    assert audit.head == Entry.objects.get(seq=5).hash


def test_a_decimal_number_is_read_alike_in_hand_and_in_the_table():
    with writing(by=None, at=MONDAY, verb="test.targets") as pen:
        movement = pen.add_one(Movement(kind="movement", name="Vì an ninh Tổ quốc"))
        response = pen.add_one(
            Response(movement=movement, unit=make_unit("Công an huyện mẫu"), responded_on=MONDAY.date())
        )
        target = pen.add_one(Target(response=response, words="Điều tra, khám phá án", planned=Decimal("72.5"), done=80))
        pen.change(target, done=Decimal("80.50"))

    assert [fault for fault in verify().faults if "test.targets" in fault or "target" in fault] == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_target SET done = 81")
    assert [fault for fault in verify().faults if "target" in fault] == [
        f"Bảng target, dòng {target.pk}: khác với trạng thái cuối cùng đã ghi nhật ký."
    ]


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("records_entry", "UPDATE records_entry SET by_name = 'ai đó' WHERE seq = 1"),
        ("records_entry", "DELETE FROM records_entry WHERE seq = 1"),
        ("records_decisionversion", "UPDATE records_decisionversion SET number = '99/QĐ-CTN'"),
        ("records_decisionversion", "DELETE FROM records_decisionversion"),
    ],
)
def test_the_database_itself_refuses_to_rewrite(table: str, statement: str):
    enter("12/QĐ-CTN")

    with (
        pytest.raises(DatabaseError, match=f"only grows: {table}"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE records_decision SET number = '99/QĐ-CTN'",
            "Bảng decision, dòng {row}: khác với trạng thái cuối cùng đã ghi nhật ký.",
        ),
        ("DELETE FROM records_decision", "Bảng decision, dòng {row}: đã ghi nhật ký nhưng không còn trong sổ."),
    ],
)
def test_a_row_changed_behind_the_log_is_named(statement: str, fault: str):
    decision = enter("12/QĐ-CTN")

    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert verify().faults == (fault.format(row=decision.pk),)


def drop_guards(table: str) -> None:
    with connection.cursor() as cursor:
        for act in ("update", "delete"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_{act}{on}")


def test_even_with_the_guards_taken_off_a_changed_state_is_found():
    enter("12/QĐ-CTN")
    drop_guards("records_decisionversion")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_decisionversion SET number = '99/QĐ-CTN'")
        cursor.execute("UPDATE records_decision SET number = '99/QĐ-CTN'")

    assert verify().faults == ("Nhật ký, dòng 1 (test.enter): dữ liệu mang số dòng này đã bị sửa, thêm hoặc bớt.",)


def test_even_with_the_guards_taken_off_a_changed_entry_is_found():
    enter("12/QĐ-CTN")
    enter("13/QĐ-CTN")
    drop_guards("records_entry")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_entry SET by_name = 'ai đó' WHERE seq = 1")

    assert verify().faults == (
        "Nhật ký, dòng 1 (test.enter): không nối với dòng trước; nội dung dòng này hoặc dòng trước đã bị sửa.",
    )
