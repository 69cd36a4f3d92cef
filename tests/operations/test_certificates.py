from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from tdkt.operations.certificates import issue, reissue, revoke, revoke_within
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.signing_keys import change_key, folder, trust_file
from tdkt.operations.verifying import verify_by_files, verify_by_register
from tdkt.records.models import Account, Certificate, Conferral, Entry, Office
from tdkt.seals.certificate import Certificate as Paper
from tests.operations.conferred import AT, ON, SIGNED, a_decision


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def kind_of(certificate: Certificate, on: date = ON) -> str:
    return verify_by_register(certificate.code, on=on).kind


def test_each_honour_gets_a_certificate_that_proves_what_its_paper_says(office: Office, officer: Account):
    decision = a_decision(office)

    issued = issue(decision.pk, by=officer, at=AT, on=ON)

    assert [(one.serial, one.book, one.state, one.conferral.subject.name) for one in issued.made] == [
        (1, "2020", "valid", "Lê Văn Bách"),
        (2, "2020", "valid", "Trần Thị Cúc"),
        (3, "2020", "valid", "Phạm Văn An"),
        (4, "2020", "valid", "Ngô Thị Dung"),
        (5, "2020", "valid", "Võ Văn Em"),
    ]
    assert verify_by_register(issued.made[2].code, on=ON).certificate == Paper(
        name="Phạm Văn An",
        award="giay-khen",
        class_no=None,
        number="123/QĐ-CAT",
        decided_on=SIGNED,
        authority="Giám đốc Công an tỉnh mẫu",
        book="2020",
        serial=3,
        issued_on=ON,
    )
    assert {kind_of(one) for one in issued.made} == {"genuine"}
    assert Entry.objects.order_by("-seq").first().detail == {"decision": decision.pk, "book": "2020", "count": 5}  # type: ignore[union-attr]


def test_issuing_again_passes_over_whoever_has_one(office: Office, officer: Account):
    decision = a_decision(office)
    first = Conferral.objects.order_by("pk").first()
    assert first is not None
    issue(decision.pk, by=officer, at=AT, on=ON, conferrals=[first.pk])

    again = issue(decision.pk, by=officer, at=AT, on=ON)

    assert ([one.serial for one in again.made], [(one.pk, why[0]) for one, why in again.skipped]) == (
        [2, 3, 4, 5],
        [(first.pk, "đã cấp bằng")],
    )


def test_an_honour_that_does_not_stand_gets_none(office: Office, officer: Account):
    decision = a_decision(office)
    gone = Conferral.objects.order_by("pk").first()
    assert gone is not None
    with writing(by=None, at=AT, verb="test") as pen:
        pen.change(gone, state="stripped")

    issued = issue(decision.pk, by=officer, at=AT, on=ON)

    assert (len(issued.made), [(one.pk, why[0]) for one, why in issued.skipped]) == (
        4,
        [(gone.pk, "khen thưởng này không còn hiệu lực")],
    )


def test_each_book_counts_by_itself_and_goes_on_with_the_next_decision(office: Office, officer: Account):
    one, other = a_decision(office, ("Lê Văn Bách",)), a_decision(office, ("Trần Thị Cúc",), number="124/QĐ-CAT")
    third = a_decision(office, ("Phạm Văn An",), number="125/QĐ-CAT")

    made = [issue(each.pk, by=officer, at=AT, on=ON).made[0] for each in (one, other)]
    made += issue(third.pk, by=officer, at=AT, on=ON, book=" Sổ  vàng ").made

    assert [(each.book, each.serial) for each in made] == [("2020", 1), ("2020", 2), ("Sổ vàng", 1)]


def test_certificates_of_the_state_are_not_issued_here(office: Office, officer: Account):
    decision = a_decision(office, level="prime-minister")

    with pytest.raises(RuleNotMet, match="Trung ương"):
        issue(decision.pk, by=officer, at=AT, on=ON)


def test_nothing_is_issued_before_the_decision_was_signed(office: Office, officer: Account):
    decision = a_decision(office)

    with pytest.raises(RuleNotMet, match="20/05/2020"):
        issue(decision.pk, by=officer, at=AT, on=date(2020, 5, 19))


def test_a_clerk_issues_no_certificates(office: Office, clerk: Account):
    decision = a_decision(office)

    with pytest.raises(NotPermitted):
        issue(decision.pk, by=clerk, at=AT, on=ON)


def test_a_decision_that_is_not_there_is_not_found(office: Office, officer: Account):
    with pytest.raises(NotFound):
        issue(7_000, by=officer, at=AT, on=ON)


def test_the_database_takes_no_second_valid_certificate_of_one_honour(office: Office, officer: Account):
    made = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            conferral=made.conferral, serial=99, book="2020", key_id=made.key_id, code="", issued_on=ON
        )


# --- reissuing and revoking ---------------------------------------------------------------------------


def test_a_reissued_certificate_replaces_the_old_one(office: Office, officer: Account):
    old = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]

    new = reissue(old.pk, why=" In  sai tên ", by=officer, at=AT, on=ON)

    old.refresh_from_db()
    assert (old.state, old.state_on, old.why) == ("replaced", ON, "In sai tên")
    assert (new.serial, new.replaces_id, new.state) == (6, old.pk, "valid")
    assert (kind_of(old), kind_of(new)) == ("replaced", "genuine")


def test_what_was_replaced_is_not_reissued_again(office: Office, officer: Account):
    old = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]
    reissue(old.pk, why="Mất", by=officer, at=AT, on=ON)

    with pytest.raises(WrongState, match="đã được cấp lại"):
        reissue(old.pk, why="Mất", by=officer, at=AT, on=ON)


@pytest.mark.parametrize("why", ["", "  ", "x" * 301])
def test_a_reissue_needs_a_reason_of_some_length(why: str, office: Office, officer: Account):
    old = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]

    with pytest.raises(RuleNotMet):
        reissue(old.pk, why=why, by=officer, at=AT, on=ON)


def test_a_certificate_of_an_honour_that_fell_is_not_reissued(office: Office, officer: Account):
    old = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]
    with writing(by=None, at=AT, verb="test") as pen:
        pen.change(old.conferral, state="annulled")

    with pytest.raises(RuleNotMet, match="không còn hiệu lực"):
        reissue(old.pk, why="Mất", by=officer, at=AT, on=ON)


def test_a_revoked_certificate_may_be_reissued_and_stays_revoked(office: Office, officer: Account):
    old = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]
    revoke(old.pk, why="Bị lấy cắp", by=officer, at=AT, on=ON)

    new = reissue(old.pk, why="Cấp bằng mới", by=officer, at=AT, on=ON)

    assert (kind_of(old), kind_of(new)) == ("revoked", "genuine")


def test_only_a_valid_certificate_is_revoked(office: Office, officer: Account):
    old = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]
    revoke(old.pk, why="Bị lấy cắp", by=officer, at=AT, on=ON)

    with pytest.raises(WrongState, match="đã bị thu hồi"):
        revoke(old.pk, why="Bị lấy cắp", by=officer, at=AT, on=ON)


def test_revoking_honours_revokes_their_valid_certificates_in_the_same_act(office: Office, officer: Account):
    made = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made
    revoke(made[0].pk, why="Bị lấy cắp", by=officer, at=AT, on=ON)

    with writing(by=officer, at=AT, verb="test") as pen:
        gone = revoke_within(pen, [one.conferral_id for one in made[:3]], on=ON, why="Tước danh hiệu")

    assert [one.pk for one in gone] == [made[1].pk, made[2].pk]
    assert [kind_of(one) for one in made] == ["revoked", "revoked", "revoked", "genuine", "genuine"]


# --- keys ---------------------------------------------------------------------------------------------


def test_certificates_of_three_keys_verify_by_the_file_alone(office: Office, officer: Account):
    days = (ON, ON + timedelta(400), ON + timedelta(800))
    made = []
    for place, day in enumerate(days):
        if place:
            change_key(by=officer, at=AT, on=day)
        decision = a_decision(office, number=f"{place}/QĐ-CAT")
        made += issue(decision.pk, by=officer, at=AT, on=day).made[:1]
    text = trust_file(by=officer, at=AT, on=days[2])

    assert len({one.key_id for one in made}) == 3
    assert [verify_by_files(one.code, text, on=days[2]).kind for one in made] == ["genuine"] * 3
    assert sorted(path.stat().st_mode & 0o777 for path in folder().iterdir()) == [0o600] * 3


def test_a_key_is_changed_once_a_day_at_most(office: Office, officer: Account):
    issue(a_decision(office).pk, by=officer, at=AT, on=ON)

    with pytest.raises(RuleNotMet, match="25/05/2020"):
        change_key(by=officer, at=AT, on=ON)


def test_a_machine_without_the_private_key_makes_itself_a_new_one(office: Office, officer: Account):
    old = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made[0]
    for path in folder().iterdir():
        path.unlink()

    new = issue(a_decision(office, number="124/QĐ-CAT").pk, by=officer, at=AT, on=ON).made[0]

    assert (new.key_id != old.key_id, kind_of(old), kind_of(new)) == (True, "genuine", "genuine")


def test_the_file_that_was_carried_away_knows_what_was_revoked_until_then(office: Office, officer: Account):
    made = issue(a_decision(office).pk, by=officer, at=AT, on=ON).made
    revoke(made[0].pk, why="Bị lấy cắp", by=officer, at=AT, on=ON)
    text = trust_file(by=officer, at=AT, on=ON)
    revoke(made[1].pk, why="Bị lấy cắp", by=officer, at=AT, on=ON)
    newer = reissue(made[1].pk, why="Cấp bằng mới", by=officer, at=AT, on=ON)

    assert [verify_by_files(one.code, text, on=ON).kind for one in (*made[:3], newer)] == [
        "revoked",
        "genuine",
        "genuine",
        "list-too-old",
    ]


def test_there_is_no_file_of_keys_before_the_first_certificate(office: Office, officer: Account):
    with pytest.raises(RuleNotMet, match="Chưa có khóa"):
        trust_file(by=officer, at=AT, on=ON)
