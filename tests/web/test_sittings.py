"""A sitting on screen: the officer holds it from its call to its minutes, a member sees what is left to vote on and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tdkt.operations.conflicts import declare_conflict
from tdkt.operations.ledger import writing
from tdkt.operations.sittings import call_sitting, close_sitting
from tdkt.records.models import (
    Account,
    AgendaItem,
    Ballot,
    Conflict,
    Entry,
    Member,
    Nomination,
    Office,
    Participation,
    Presence,
    Sitting,
)
from tests.operations.sessions import (
    AT,
    DAY,
    MERIT,
    council,
    nominate,
    opened,
    person,
    round_of,
    tally,
)

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


def at(sitting: Sitting, rest: str = "") -> str:
    return f"/hoi-dong/phien/{sitting.pk}/{rest}"


@pytest.mark.parametrize("count", [1, 3])
def test_a_sitting_asks_as_much_for_three_items_as_for_one(
    client_of: Callable[[Account], Client],
    office: Office,
    officer: Account,
    count: int,
    django_assert_num_queries: Any,
):
    sitting, _ = opened(office, count)
    client = client_of(officer)

    with django_assert_num_queries(QUERIES_OF_SITTING):
        page = client.get(at(sitting)).content.decode()

    assert page.count("data-opens") == count


QUERIES_OF_SITTING = 14


@pytest.mark.parametrize("count", [1, 3])
def test_a_member_s_view_asks_as_much_for_three_items_as_for_one(
    client_of: Callable[[Account], Client],
    office: Office,
    member: Account,
    count: int,
    django_assert_num_queries: Any,
):
    sitting, _ = opened(office, count)
    client = client_of(member)

    with django_assert_num_queries(QUERIES_OF_MEMBER):
        page = client.get(at(sitting)).content.decode()

    assert page.count("data-opens") == count


QUERIES_OF_MEMBER = 11


def test_the_officer_holds_a_sitting_from_its_call_to_its_signed_minutes(
    client_of: Callable[[Account], Client], office: Office, officer: Account
):
    board, round_ = council(office, quorum_percent=60, quorum_source="Quy chế, Điều 6"), round_of(office)
    dossier = nominate(round_, person("Nguyễn Văn A", office.unit))
    client = client_of(officer)

    called = client.post(
        f"/hoi-dong/{board.pk}/trieu-tap/",
        {"dot": round_.pk, "ngay": "25/05/2020", "gio": "14:00", "noi": "Hội trường A"},
    )
    sitting = Sitting.objects.get()
    assert called["Location"] == at(sitting, "chuong-trinh/")
    assert "Nguyễn Văn A" in client.get(called["Location"]).content.decode()
    assert client.post(at(sitting, "chuong-trinh/"), {}).status_code == 422
    client.post(at(sitting, "chuong-trinh/"), {"ho-so": [dossier.pk]})
    client.post(
        at(sitting, "sua/"), {"ngay": "25/05/2020", "gio": "15:00", "noi": "Phòng họp 2", "chu-tri": sitting.chair_id}
    )

    early = client.post(at(sitting, "viec/"), {"viec": "khai-mac"})
    assert (early.status_code, "chưa điểm danh" in early.content.decode()) == (409, True)
    client.post(at(sitting, "diem-danh/"), {"thanh-vien": "con-lai", "du": "present"})
    client.post(at(sitting, "viec/"), {"viec": "khai-mac"})
    sitting.refresh_from_db()
    assert (sitting.state, sitting.at_hour, sitting.place) == ("opened", "15:00", "Phòng họp 2")

    no_result = client.get(at(sitting, "be-mac/")).content.decode()
    assert "chưa có kết quả" in no_result
    assert client.post(at(sitting, "be-mac/"), {}).status_code == 422
    tally(sitting, {dossier.pk: (3, 2)}, percent=None)
    assert client.post(at(sitting, "be-mac/"), {}).status_code == 422
    closed = client.post(
        at(sitting, "be-mac/"),
        {f"qua-{dossier.pk}": "co", f"ket-luan-{dossier.pk}": "Quá nửa tán thành, hội đồng thông qua"},
    )
    assert closed["Location"] == at(sitting, "bien-ban/")
    client.post(at(sitting, "viec/"), {"viec": "ky", "so": "03/BB-HĐ"})

    page = client.get(at(sitting, "bien-ban/")).content.decode()
    assert all(
        words in page for words in ("03/BB-HĐ", "Quá nửa tán thành, hội đồng thông qua", "Quy chế, Điều 6", "Đủ họp")
    )
    assert Nomination.objects.get().state == "passed"
    assert client.post(at(sitting, "viec/"), {"viec": "khac"}).status_code == 400


def test_a_dossier_that_may_not_be_tabled_stands_with_the_reason_and_cannot_be_ticked(
    client_of: Callable[[Account], Client], office: Office, officer: Account
):
    day = date(2024, 5, 27)
    Office.objects.update(working_date=day)
    round_ = round_of(office, law_on=day, opens_on=date(2024, 1, 1), closes_on=date(2024, 12, 31))
    order = nominate(round_, person("Nguyễn Văn A"), "huan-chuong-lao-dong", class_no=3)
    sitting = call_sitting(council(office).pk, round_.pk, held_on=day, by=None, at=AT)
    client = client_of(officer)

    page = client.get(at(sitting, "chuong-trinh/")).content.decode()
    refused = client.post(at(sitting, "chuong-trinh/"), {"ho-so": [order.pk]})

    assert f'value="{order.pk}" disabled' in page
    assert ("công khai lấy ý kiến" in page, refused.status_code) == (True, 422)
    assert Nomination.objects.get().state == "ready"


def test_presence_comes_back_with_the_quorum(client_of: Callable[[Account], Client], office: Office, officer: Account):
    sitting, _ = opened(office, 1)
    first = Member.objects.get(name="Lê Quang Mẫu")

    panel = client_of(officer).post(at(sitting, "diem-danh/"), {"thanh-vien": first.pk, "du": "written"}, **HTMX)

    assert "<html" not in panel.content.decode()
    assert "4 / 5" in panel.content.decode()
    assert Presence.objects.get(member=first).presence == "written"


def test_notes_are_kept_as_they_are_typed_and_never_overwritten_unseen(
    client_of: Callable[[Account], Client], office: Office, officer: Account
):
    sitting, _ = opened(office, 1)
    item = AgendaItem.objects.get()
    client, here = client_of(officer), f"/hoi-dong/muc/{item.pk}/ghi/"

    saved = client.post(here, {"ghi": "Nhất trí", "thay": ""}, **HTMX)
    entries = Entry.objects.count()
    again = client.post(here, {"ghi": "Nhất trí", "thay": "Nhất trí"}, **HTMX)
    late = client.post(here, {"ghi": "Không nhất trí", "thay": ""}, **HTMX)
    whole = client.post(at(sitting, "ghi/"), {"ghi": "Họp đúng giờ", "thay": ""})

    item.refresh_from_db()
    sitting.refresh_from_db()
    assert ("Đã lưu" in saved.content.decode(), again.status_code, late.status_code) == (True, 200, 409)
    assert (item.notes, sitting.notes, Entry.objects.count()) == ("Nhất trí", "Họp đúng giờ", entries + 1)
    assert whole["Location"] == at(sitting)


def test_conflicts_are_lifted_upheld_and_items_taken_off_with_a_reason(
    client_of: Callable[[Account], Client], office: Office, officer: Account
):
    opened(office)
    item = AgendaItem.objects.get(place=1)
    member = Member.objects.get(name="Lê Quang Mẫu")
    conflict = declare_conflict(item.pk, member.pk, words="Bạn học", by=None, at=AT)
    client, here = client_of(officer), f"/hoi-dong/muc/{item.pk}/viec/"

    shown = client.get(f"/hoi-dong/muc/{item.pk}/").content.decode()
    client.post(here, {"viec": "cho-du", "xung-dot": conflict.pk, "ly-do": "Không thân"})
    lifted = Conflict.objects.get().state
    client.post(here, {"viec": "cho-tranh", "xung-dot": conflict.pk, "ly-do": "Theo đề nghị"})
    refused = client.post(here, {"viec": "dua-ra", "ly-do": ""})
    client.post(here, {"viec": "dua-ra", "ly-do": "Chờ xác minh"})

    assert ("Bạn học" in shown, lifted, refused.status_code) == (True, "lifted", 409)
    assert list(AgendaItem.objects.values_list("nomination__subject__name", "place")) == [("Nguyễn Văn B", 1)]


# --- a member -------------------------------------------------------------------------------------


def vote_of(sitting: Sitting, award: str, *, voted: bool) -> Ballot:
    """An open ballot in which every voting member has a vote; the tested one has given it or not."""
    with writing(by=None, at=AT, verb="ballots.open") as pen:
        ballot = pen.add_one(Ballot(sitting=sitting, award=award, mode="secret", members=5, state="open"))
    for one in sitting.council.members.filter(votes=True):
        Participation.objects.create(ballot=ballot, member=one, has_voted=voted and one.username == "member")
    return ballot


def named(page: str) -> list[str]:
    return [name for name in ("Nguyễn Văn A", "Nguyễn Văn B", "Trần Văn Khen") if name in page]


def test_a_member_sees_what_is_left_to_vote_on_and_nothing_else(
    client_of: Callable[[Account], Client], office: Office, member: Account
):
    sitting, _ = opened(office)
    nominate_and_table(sitting, "Trần Văn Khen", MERIT)
    client = client_of(member)

    before = client.get(at(sitting)).content.decode()
    vote_of(sitting, MERIT, voted=False)
    during = client.get(at(sitting)).content.decode()
    Participation.objects.filter(member__username="member").update(has_voted=True)
    after = client.get(at(sitting)).content.decode()

    assert [named(page) for page in (before, during, after)] == [
        ["Nguyễn Văn A", "Nguyễn Văn B", "Trần Văn Khen"],
        ["Nguyễn Văn A", "Nguyễn Văn B", "Trần Văn Khen"],
        ["Nguyễn Văn A", "Nguyễn Văn B"],
    ]
    assert not any("Phạm Văn Mẫu" in page or "Bế mạc" in page for page in (before, during, after))


def nominate_and_table(sitting: Sitting, name: str, award: str) -> Nomination:
    dossier = nominate(sitting.round, person(name), award, state="tabled")
    with writing(by=None, at=AT, verb="sittings.table") as pen:
        pen.add_one(AgendaItem(sitting=sitting, nomination=dossier, place=9))
    return dossier


def test_a_member_with_a_conflict_sees_neither_the_item_nor_its_result(
    client_of: Callable[[Account], Client], office: Office, member: Account
):
    sitting, (first, second) = opened(office)
    item = AgendaItem.objects.get(nomination=first)
    Nomination.objects.filter(pk=first.pk).update(achievement="Phá án lớn")
    client, here = client_of(member), f"/hoi-dong/muc/{item.pk}/"
    before = client.get(here).content.decode()

    client.post(f"{here}tranh/", {"ly-do": "Bạn học"})
    tally(sitting, {first.pk: (4, 1), second.pk: (5, 0)})

    page, drawer = client.get(at(sitting)).content.decode(), client.get(here).content.decode()
    assert ("Phá án lớn" in before, "Phá án lớn" in drawer, "Bạn học" in drawer) == (True, False, True)
    assert (named(page), "không dự mục 1" in page, "tán thành" in page + drawer) == ([], True, False)
    assert Conflict.objects.get().why == "declared"


def test_a_member_with_a_conflict_finds_no_ballot_of_the_item_while_the_sitting_lasts(
    client_of: Callable[[Account], Client], office: Office, member: Account
):
    sitting, (first, second) = opened(office)
    ballot = tally(sitting, {first.pk: (4, 1), second.pk: (5, 0)})
    client, here = client_of(member), f"/hoi-dong/phieu/{ballot.pk}/"
    me = Member.objects.get(username="member")

    seen = [named(client.get(here).content.decode())]
    Conflict.objects.create(item=first.agenda.get(), member=me, why="declared", words="Bạn học")
    seen.append(named(client.get(here).content.decode()))
    Conflict.objects.create(item=second.agenda.get(), member=me, why="declared", words="Bạn học")

    assert seen == [["Nguyễn Văn A", "Nguyễn Văn B"], ["Nguyễn Văn B"]]
    assert client.get(here).status_code == 404
    close_sitting(sitting.pk, by=None, at=AT, on=DAY)
    assert client.get(here).status_code == 200


def test_a_member_reads_the_minutes_once_the_sitting_is_closed(
    client_of: Callable[[Account], Client], office: Office, member: Account
):
    sitting, (first,) = opened(office, 1)
    client = client_of(member)
    assert client.get(at(sitting, "bien-ban/"))["Location"] == at(sitting)
    tally(sitting, {first.pk: (5, 0)})
    close_sitting(sitting.pk, by=None, at=AT, on=DAY)

    assert client.get(at(sitting))["Location"] == at(sitting, "bien-ban/")
    page = client.get(at(sitting, "bien-ban/")).content.decode()
    assert ("5 tán thành" in page, 'name="so"' in page) == (True, False)


def test_a_member_and_an_inspector_change_nothing(
    client_of: Callable[[Account], Client], office: Office, member: Account, inspector: Account
):
    sitting, _ = opened(office, 1)
    item = AgendaItem.objects.get()

    for account in (member, inspector):
        client = client_of(account)
        answers = [
            client.post(at(sitting, "viec/"), {"viec": "huy", "ly-do": "x"}),
            client.post(at(sitting, "diem-danh/"), {"thanh-vien": "con-lai", "du": "absent"}),
            client.post(at(sitting, "be-mac/"), {}),
            client.post(f"/hoi-dong/muc/{item.pk}/ghi/", {"ghi": "x", "thay": ""}),
            client.post(f"/hoi-dong/muc/{item.pk}/viec/", {"viec": "dua-ra", "ly-do": "x"}),
        ]
        assert [answer.status_code for answer in answers] == [403] * 5
    assert client_of(inspector).get(at(sitting)).status_code == 200
    assert (Sitting.objects.get().state, Presence.objects.filter(presence="absent").count()) == ("opened", 0)
