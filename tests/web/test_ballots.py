"""Ballots on screen: a member votes in his own ballot, codes are shown once, and no page says what or when anybody voted."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tdkt.operations.ballot_boxes import Received, cast, received
from tdkt.operations.ballot_counts import enter_count
from tdkt.operations.ballots import Share, close
from tdkt.records.models import Account, Ballot, Office, OpenVote, Role, SealedVote, Tally
from tests.conftest import make_account
from tests.operations.voting import AT, AWARD, Session, codes, in_session

pytestmark = pytest.mark.django_db

BK = "bang-khen-bo-tinh"
HALF = {"award": BK, "percent": 50, "source": "Quy chế hội đồng"}
Clients = Callable[[Account], Client]


@pytest.fixture
def session(office: Office) -> Session:
    return in_session(office)


def paper(session: Session, choice: str, *places: int) -> dict[str, str]:
    """A filled ballot paper; without places, on every item."""
    return {f"phieu-{session.items[place]}": choice for place in places or range(len(session.items))}


def marked(answer: Any) -> list[bool]:
    """The choices of a voting page, and which of them are marked."""
    return [" checked" in one for one in re.findall(r'<input[^>]*type="radio"[^>]*>', answer.content.decode())]


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


# --- voting ---------------------------------------------------------------------------------------


def test_a_member_votes_and_is_told_so_without_a_word_of_what(session: Session, client_of: Clients):
    ballot, _ = session.open()
    client = client_of(session.accounts[0])

    led = client.get(f"/hoi-dong/phieu/{ballot.pk}/")
    page = client.get(led["Location"])
    answer = client.post(led["Location"], paper(session, "khong"))

    assert led["Location"] == f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/"
    assert marked(page) == [False] * 9
    assert (answer.status_code, answer["Location"]) == (302, led["Location"])
    after = client.get(answer["Location"])
    assert "Đã ghi nhận phiếu" in text(after)
    assert marked(after) == []
    assert [word for word in ("khong", "phieu-") if word in answer["Location"] + str(client.cookies)] == []
    assert received(ballot) == Received(1, 5)


def test_an_incomplete_paper_is_refused_and_keeps_what_was_marked(session: Session, client_of: Clients):
    ballot, _ = session.open()

    answer = client_of(session.accounts[0]).post(
        f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/", {**paper(session, "tan-thanh", 0), "phieu-x": "trang"}
    )

    assert answer.status_code == 422
    assert "Còn 2 hồ sơ chưa chọn" in text(answer)
    assert marked(answer) == [True] + [False] * 8
    assert received(ballot).voted == 0


def test_a_second_sending_shows_the_same_and_is_no_second_vote(session: Session, client_of: Clients):
    ballot, shares = session.open()
    client = client_of(session.accounts[0])
    for choice in ("tan-thanh", "khong"):
        assert client.post(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/", paper(session, choice)).status_code == 302

    tallies = close(ballot.pk, shares=codes(shares), by=None, at=AT)

    assert [(one.yes, one.no) for one in tallies] == [(1, 0)] * 3


def test_nobody_votes_in_a_ballot_that_is_not_his(
    session: Session, client_of: Clients, member: Account, officer: Account, inspector: Account, clerk: Account
):
    ballot, _ = session.open()
    address = f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/"

    for stranger in (member, officer, inspector, clerk):
        client = client_of(stranger)
        assert client.get(address).status_code == 404
        assert client.post(address, paper(session, "tan-thanh")).status_code == 404
    assert client_of(member).get(f"/hoi-dong/phieu/{ballot.pk}/").status_code == 404
    assert client_of(clerk).get(f"/hoi-dong/phieu/{ballot.pk}/").status_code == 404
    assert received(ballot).voted == 0


def test_a_name_in_the_form_votes_for_nobody_else(session: Session, client_of: Clients):
    ballot, _ = session.open()
    other = session.members[1]

    client_of(session.accounts[0]).post(
        f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/",
        {**paper(session, "tan-thanh"), "member": other.pk, "thanh-vien": other.pk, "username": other.username},
    )

    voted = ballot.participations.filter(has_voted=True)
    assert [one.member_id for one in voted] == [session.members[0].pk]


def test_after_closing_no_vote_is_taken(session: Session, client_of: Clients):
    ballot, shares = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))
    close(ballot.pk, shares=codes(shares), by=None, at=AT)
    client = client_of(session.accounts[1])

    answer = client.post(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/", paper(session, "tan-thanh"))

    assert (answer.status_code, "không được nhận" in text(answer)) == (409, True)
    assert "không có phiếu của đồng chí" in text(client.get(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/"))


def test_a_conflicted_member_finds_the_other_items_only(office: Office, client_of: Clients):
    session = in_session(office, apart=[(0, 1)])
    ballot, _ = session.open()
    client = client_of(session.accounts[0])

    page = client.get(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/")

    assert f"phieu-{session.items[1]}" not in page.content.decode()
    assert "Đồng chí không biểu quyết: Nguyễn Thị Mẫu 2." in text(page)
    assert client.post(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/", paper(session, "trang", 0, 2)).status_code == 302


def test_no_choice_reaches_the_logs_of_the_server(
    session: Session, client_of: Clients, caplog: pytest.LogCaptureFixture
):
    ballot, _ = session.open()
    client = client_of(session.accounts[0])
    with caplog.at_level(logging.DEBUG):
        client.post(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/", paper(session, "tan-thanh", 0))
        client.post(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/", paper(session, "trang"))

    said = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert [word for word in ("tan-thanh", "trang", "phieu-", "blank") if word in said] == []


# --- the office -----------------------------------------------------------------------------------


def test_the_codes_stand_on_one_answer_and_on_no_page(session: Session, client_of: Clients, officer: Account):
    ballot = session.prepare(officer)
    client = client_of(officer)

    shown = client.post(f"/hoi-dong/phieu/{ballot.pk}/mo/")
    again = client.post(f"/hoi-dong/phieu/{ballot.pk}/mo/")
    page = client.get(f"/hoi-dong/phieu/{ballot.pk}/")

    groups = re.findall(r"<span>([0-9A-Z]{4})</span>", shown.content.decode())
    assert (len(groups), shown["Cache-Control"]) == (27, "no-store")
    assert again.status_code == 409
    assert [group for group in groups if group in page.content.decode() + again.content.decode()] == []


def test_the_count_of_votes_tells_how_many_and_not_who(session: Session, client_of: Clients, officer: Account):
    ballot, _ = session.open(officer)
    cast(ballot.pk, member_account=session.accounts[3], choices=session.all_say("yes"))
    client = client_of(officer)

    piece = client.get(f"/hoi-dong/phieu/{ballot.pk}/da-nhan/")
    page = client.get(f"/hoi-dong/phieu/{ballot.pk}/")

    assert "Đã nhận 1 trên 5 phiếu" in text(piece)
    assert session.members[3].name not in text(piece) + text(page)
    assert [word for word in ("Đạt", "Chưa đạt", "Tán thành") if word in text(page)] == []


def test_two_codes_open_the_box_and_the_result_is_shown(session: Session, client_of: Clients, officer: Account):
    ballot, shares = session.open(officer)
    for account in session.accounts:
        cast(ballot.pk, member_account=account, choices=session.all_say("yes"))
    client = client_of(officer)
    address = f"/hoi-dong/phieu/{ballot.pk}/kiem-phieu/"

    wrong = client.post(address, {"ma-1": shares[0].code, "ma-2": shares[0].code})
    right = client.post(address, {"ma-1": shares[0].code.lower(), "ma-2": shares[1].code.replace("-", " ")})
    page = client.get(right["Location"])

    assert (wrong.status_code, "cùng một người" in text(wrong)) == (422, True)
    assert right.status_code == 302
    assert Tally.objects.filter(passed=True).count() == 3
    assert Ballot.objects.get(pk=ballot.pk).digest in text(page)
    assert client.get(address).status_code == 409


def test_a_teller_counts_from_his_own_account(session: Session, client_of: Clients):
    ballot, shares = session.open()
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))
    address = f"/hoi-dong/phieu/{ballot.pk}/kiem-phieu/"
    typed = {"ma-1": shares[0].code, "ma-2": shares[1].code}

    assert client_of(session.accounts[4]).get(address).status_code == 403
    assert client_of(session.accounts[0]).post(address, typed).status_code == 302


def test_a_ballot_is_prepared_from_its_sitting(session: Session, client_of: Clients, officer: Account):
    client = client_of(officer)
    address = f"/hoi-dong/phieu/lap/{session.sitting.pk}/"
    tellers = [one.pk for one in session.members[:3]]

    form = client.get(address, {"hinh-thuc": AWARD})
    refused = client.post(address, {"hinh-thuc": AWARD, "cach": "secret", "kiem-phieu": tellers[:2]})
    made = client.post(address, {"hinh-thuc": AWARD, "cach": "secret", "kiem-phieu": tellers})

    assert "90 % tổng số thành viên" in text(form)
    assert 'value="open"' not in form.content.decode()  # the office's own rule keeps it secret
    assert (refused.status_code, "đúng 3 người" in text(refused)) == (422, True)
    assert made["Location"] == f"/hoi-dong/phieu/{Ballot.objects.get().pk}/"
    assert client.get(address, {"hinh-thuc": "khong-co"}).status_code == 404


def test_a_ballot_is_called_off_with_its_reason(session: Session, client_of: Clients, officer: Account):
    ballot, _ = session.open(officer)
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))

    client_of(officer).post(f"/hoi-dong/phieu/{ballot.pk}/huy/", {"ly-do": "Mất hai mã"})

    assert (Ballot.objects.get().state, SealedVote.objects.count()) == ("called-off", 0)


def test_paper_ballots_are_counted_by_two_accounts(
    session: Session, client_of: Clients, officer: Account, office: Office
):
    second = make_account("second", "Hồ Thị Mẫu", Role.OFFICER, office.unit)
    ballot, _ = session.open(officer, mode="paper")
    address = f"/hoi-dong/phieu/{ballot.pk}/dem/phieu-giay/"
    fields = ("tan-thanh", "khong", "trang")

    def typed(*said: str) -> dict[str, str]:
        return {f"{name}-{item}": value for item in session.items for name, value in zip(fields, said, strict=True)}

    assert client_of(officer).post(address, typed("4", "", "0")).status_code == 422
    assert client_of(officer).post(address, typed("4", "1", "0")).status_code == 302
    other = client_of(second)
    assert 'value="4"' not in other.get(address).content.decode()
    assert other.post(address, typed("5", "0", "0")).status_code == 409
    assert other.post(address, typed("4", "1", "0")).status_code == 302
    assert other.post(f"/hoi-dong/phieu/{ballot.pk}/kiem-phieu/").status_code == 302
    assert [(one.yes, one.no) for one in Tally.objects.all()] == [(4, 1)] * 3


def test_a_show_of_hands_is_entered_by_numbers(office: Office, client_of: Clients, officer: Account):
    session = in_session(office, items=2, award=BK, rules=[HALF])
    ballot, _ = session.open(officer, mode="open", award=BK)
    client = client_of(officer)
    address = f"/hoi-dong/phieu/{ballot.pk}/gio-tay/"
    first, other = session.items

    wrong = client.post(address, {f"khong-{first}": "9"})
    kept = client.post(address, {f"khong-{first}": "1, 3", f"trang-{other}": "2"})

    assert (wrong.status_code, "không phải số thứ tự" in text(wrong)) == (422, True)
    assert kept.status_code == 302
    assert OpenVote.objects.filter(nomination=first, choice="no").count() == 2
    assert 'value="1, 3"' in client.get(address).content.decode()
    assert client.post(f"/hoi-dong/phieu/{ballot.pk}/kiem-phieu/").status_code == 302
    assert [(one.yes, one.no, one.blank) for one in Tally.objects.order_by("pk")] == [(3, 2, 0), (4, 0, 1)]


# --- costs ----------------------------------------------------------------------------------------


def opened(office: Office, items: int) -> tuple[Session, Ballot, list[Share]]:
    session = in_session(office, items=items, presences=["present"] * 4 + ["written"], name=f"Đợt {items}")
    ballot, shares = session.open()
    return session, ballot, shares


@pytest.mark.parametrize("items", [1, 3])
def test_pages_ask_the_same_however_many_items(
    office: Office, client_of: Clients, officer: Account, items: int, django_assert_num_queries: Any
):
    session, ballot, shares = opened(office, items)
    voter, desk = client_of(session.accounts[0]), client_of(officer)
    for counter in (officer, session.accounts[1]):
        said = dict.fromkeys(session.items, (1, 0, 0))
        enter_count(ballot.pk, counted="written", counts=said, by=counter, at=AT)

    with django_assert_num_queries(7):
        voter.get(f"/hoi-dong/phieu/{ballot.pk}/bo-phieu/")
    with django_assert_num_queries(16):
        desk.get(f"/hoi-dong/phieu/{ballot.pk}/")
    with django_assert_num_queries(9):
        desk.get(f"/hoi-dong/phieu/{ballot.pk}/da-nhan/")
    with django_assert_num_queries(16):
        desk.get(f"/hoi-dong/phieu/{ballot.pk}/dem/van-ban/")
    cast(ballot.pk, member_account=session.accounts[0], choices=session.all_say("yes"))
    close(ballot.pk, shares=codes(shares), by=None, at=AT)
    with django_assert_num_queries(14):
        desk.get(f"/hoi-dong/phieu/{ballot.pk}/")
