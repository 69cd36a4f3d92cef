"""Councils on screen: lists with their counts, setting up by a pasted list of members, linking members, and who sees which."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tdkt.operations.council import Seat
from tdkt.operations.sittings import call_sitting
from tdkt.records.models import Account, Council, Kinship, Member, Office, Role
from tests.conftest import make_account
from tests.operations.sessions import AT, DAY, council, opened, person, round_of

pytestmark = pytest.mark.django_db

LIST = """Lê Quang Mẫu; Giám đốc; Chủ tịch
Phạm Văn Mẫu\tPhó Giám đốc\tPhó Chủ tịch

Đỗ Xuân Mẫu | Đội trưởng | Thư ký | không biểu quyết
Ngô Thị Mẫu
"""
FORM = {
    "ten": "Hội đồng Thi đua - Khen thưởng",
    "so-qd": "120/QĐ-CAT",
    "ngay-qd": "06/01/2020",
    "ty-le": "2/3",
    "nguon": "Quy chế, Điều 6",
    "tranh": ["self", "kin"],
    "thanh-vien": LIST,
}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_councils_asks_as_much_for_three_as_for_one(
    client_of: Callable[[Account], Client],
    office: Office,
    officer: Account,
    count: int,
    django_assert_num_queries: Any,
):
    board, round_ = council(office), round_of(office)
    for _ in range(count):
        call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)
    client = client_of(officer)

    with django_assert_num_queries(QUERIES_OF_LIST):
        page = client.get("/hoi-dong/").content.decode()

    assert page.count("Đợt xét năm 2019") == count


QUERIES_OF_LIST = 8


@pytest.mark.parametrize("count", [1, 3])
def test_a_council_asks_as_much_for_many_members_as_for_few(
    client_of: Callable[[Account], Client],
    office: Office,
    officer: Account,
    count: int,
    django_assert_num_queries: Any,
):
    board = council(office, extra=[Seat(f"Thêm {number}") for number in range(count)])
    client = client_of(officer)

    with django_assert_num_queries(QUERIES_OF_COUNCIL):
        page = client.get(f"/hoi-dong/{board.pk}/").content.decode()

    assert page.count("<tr data-row>") == 6 + count


QUERIES_OF_COUNCIL = 9


def test_a_council_is_set_up_from_a_pasted_list(
    client_of: Callable[[Account], Client], office: Office, officer: Account
):
    answer = client_of(officer).post("/hoi-dong/lap/", FORM)

    board = Council.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/hoi-dong/{board.pk}/")
    assert (board.quorum_percent, board.quorum_source, board.barring) == (67, "Quy chế, Điều 6", ["self", "kin"])
    assert list(board.members.order_by("place").values_list("name", "post", "seat", "votes")) == [
        ("Lê Quang Mẫu", "Giám đốc", "chair", True),
        ("Phạm Văn Mẫu", "Phó Giám đốc", "vice", True),
        ("Đỗ Xuân Mẫu", "Đội trưởng", "secretary", False),
        ("Ngô Thị Mẫu", "", "member", True),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"thanh-vien": "Lê Quang Mẫu; Giám đốc; Trưởng ban"}, "Trưởng ban"),
        ({"thanh-vien": "Lê Quang Mẫu; Giám đốc; Ủy viên"}, "đúng một chủ tịch"),
        ({"ngay-qd": "mồng sáu"}, "mồng sáu"),
        ({"ty-le": "hai phần ba"}, "“hai phần ba” không phải tỷ lệ"),
        ({"nguon": ""}, "kèm văn bản quy định"),
    ],
)
def test_what_cannot_be_a_council_is_said_and_nothing_typed_is_lost(
    client_of: Callable[[Account], Client], office: Office, officer: Account, said: dict[str, str], words: str
):
    answer = client_of(officer).post("/hoi-dong/lap/", {**FORM, **said})

    page = answer.content.decode()
    assert (answer.status_code, Council.objects.count()) == (422, 0)
    assert words in page
    assert "120/QĐ-CAT" in page


def test_the_officer_links_a_member_and_declares_kin(
    client_of: Callable[[Account], Client], office: Office, officer: Account, member: Account
):
    board = council(office)
    seat = board.members.get(name="Phạm Văn Mẫu")
    own, son = person("Phạm Văn Mẫu", office.unit), person("Phạm Văn Con", office.unit)
    client, here = client_of(officer), f"/hoi-dong/thanh-vien/{seat.pk}/"

    found = client.get(here, {"tim": "phạm văn"}).content.decode()
    client.post(here, {"viec": "gan", "nguoi": own.pk})
    client.post(here, {"viec": "than-thich", "nguoi": son.pk, "quan-he": "con"})
    refused = client.post(here, {"viec": "gan", "tai-khoan": "member"})

    seat.refresh_from_db()
    assert ("Phạm Văn Con" in found, seat.subject_id, seat.unit_id) == (True, own.pk, office.unit_id)
    assert list(Kinship.objects.values_list("member", "subject", "relation")) == [(seat.pk, son.pk, "con")]
    assert refused.status_code == 422  # another member has that account already

    client.post(here, {"viec": "bo-than-thich", "nguoi": Kinship.objects.get().pk, "ly-do": "Khai nhầm"})
    assert Kinship.objects.count() == 0


def test_the_officer_seats_changes_and_ends_members(
    client_of: Callable[[Account], Client], office: Office, officer: Account
):
    board = council(office)
    client = client_of(officer)

    client.post(
        f"/hoi-dong/{board.pk}/them/",
        {"ten": "Vũ Thị Mẫu", "chuc-danh": "vice", "tu-ngay": "1/2/2020", "ly-do": "QĐ 30", "bieu-quyet": "on"},
    )
    seat = Member.objects.get(name="Vũ Thị Mẫu")
    here = f"/hoi-dong/thanh-vien/{seat.pk}/"
    client.post(here, {"viec": "doi", "chuc-danh": "member", "tu-ngay": "1/5/2020", "ly-do": "QĐ 99"})
    fresh = Member.objects.get(name="Vũ Thị Mẫu", seat="member")
    client.post(f"/hoi-dong/thanh-vien/{fresh.pk}/", {"viec": "thoi", "den-ngay": "30/6/2020", "ly-do": "Nghỉ hưu"})

    assert [
        (one.seat, one.votes, f"{one.from_date} {one.to_date}")
        for one in Member.objects.filter(name="Vũ Thị Mẫu").order_by("pk")
    ] == [("vice", True, "2020-02-01 2020-04-30"), ("member", False, "2020-05-01 2020-06-30")]
    assert client.post(f"/hoi-dong/thanh-vien/{fresh.pk}/", {"viec": "thoi", "den-ngay": "?"}).status_code == 422
    answer = client.post(f"/hoi-dong/{board.pk}/quy-dinh/", {"ty-le": "50", "nguon": "Quy chế", "ly-do": "Mới"})
    board.refresh_from_db()
    assert (answer.status_code, board.quorum_percent, board.barring) == (302, 50, [])


def test_a_foreign_member_finds_nothing_and_the_own_one_is_led_to_the_open_sitting(
    client_of: Callable[[Account], Client], office: Office, officer: Account, member: Account
):
    foreign = make_account("foreign", "Người Ngoài", Role.MEMBER, office.unit)
    sitting, _ = opened(office)
    own, other = client_of(member), client_of(foreign)
    item = sitting.items.first()
    addresses = [
        f"/hoi-dong/{sitting.council_id}/",
        f"/hoi-dong/phien/{sitting.pk}/",
        f"/hoi-dong/phien/{sitting.pk}/bien-ban/",
        f"/hoi-dong/muc/{item.pk}/",
    ]

    assert own.get("/hoi-dong/")["Location"] == f"/hoi-dong/phien/{sitting.pk}/"
    assert [own.get(address).status_code for address in addresses] == [200, 200, 302, 200]
    assert [other.get(address).status_code for address in addresses] == [404] * 4
    assert "Chưa có hội đồng" in other.get("/hoi-dong/").content.decode()
    assert other.post(f"/hoi-dong/muc/{item.pk}/tranh/", {"ly-do": "x"}).status_code == 404
