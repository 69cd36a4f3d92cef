"""Correcting an honour on screen: the reason, the entry in the log, what stood before, and the way back."""

from datetime import date

import pytest

from tdkt.records.models import ConferralVersion, Entry, Unit
from tests.web.register import enter_award, enter_decision, enter_person


@pytest.fixture
def conferral(office):
    unit = Unit.objects.get(name="Công an huyện mẫu")
    signed = enter_decision("1958/QĐ-CTN", date(2019, 10, 14), level="president", authority="Chủ tịch nước")
    return enter_award(enter_person("Trương Minh Đức", unit), signed, award="huan-chuong-bao-ve-to-quoc", class_no=3)


def sent(client, conferral, **changed):
    """The form as the page shows it, with some fields changed."""
    address = f"/so/khen-thuong/{conferral.pk}/dinh-chinh/"
    context = client.get(address).context
    shown = {key.replace("_", "-"): value for key, value in context["v"].items() if key != "truy_tang"}
    fields = {"thay": context["version"], "ly-do": "Văn bản gốc ghi khác"} | shown | changed
    return client.post(address, fields)


def test_a_correction_is_written_with_its_reason_and_the_old_state_is_kept(client_of, officer, conferral):
    client = client_of(officer)

    response = sent(client, conferral, hang="2")

    conferral.refresh_from_db()
    last = Entry.objects.last()
    assert (response.status_code, response["Location"]) == (302, f"/so/khen-thuong/{conferral.pk}/")
    assert conferral.class_no == 2
    assert (last.verb, last.detail["reason"], last.by) == ("awards.correct", "Văn bản gốc ghi khác", officer)
    assert list(ConferralVersion.objects.order_by("version").values_list("class_no", flat=True)) == [3, 2]


def test_the_history_tells_what_became_other_and_why(client_of, officer, conferral):
    client = client_of(officer)
    sent(client, conferral, hang="2")

    page = client.get(f"/so/khen-thuong/{conferral.pk}/")

    newest = page.context["steps"][0]
    assert [(str(name), str(before), str(after)) for name, before, after in newest.changes] == [("Hạng", "Ba", "Nhì")]
    assert newest.reason == "Văn bản gốc ghi khác"
    assert "Đã đính chính; dòng cũ vẫn giữ." in page.content.decode()


def test_a_correction_can_be_taken_back(client_of, officer, conferral):
    client = client_of(officer)
    sent(client, conferral, hang="2")

    client.post(f"/so/khen-thuong/{conferral.pk}/hoan-tac/")

    conferral.refresh_from_db()
    assert conferral.class_no == 3
    assert list(Entry.objects.order_by("-seq").values_list("verb", flat=True)[:2]) == ["awards.correct"] * 2


def test_what_was_not_corrected_here_cannot_be_taken_back(client_of, officer, conferral):
    response = client_of(officer).post(f"/so/khen-thuong/{conferral.pk}/hoan-tac/")

    assert response.status_code == 409


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({}, 422, "Không có gì khác với sổ"),
        ({"hang": "2", "ly-do": " "}, 422, "Ghi lý do đính chính"),
        ({"hinh-thuc": "giay-khen"}, 422, "Giấy khen không có hạng này"),
        ({"hinh-thuc": "khong-co"}, 422, "Không có hình thức"),
        ({"den-nam": "hai nghìn"}, 422, "không phải là năm"),
        ({"tu-nam": "2019", "den-nam": "2017"}, 422, "Sổ không nhận"),
        ({"trang-thai": "lạ"}, 422, "Không có trạng thái"),
        ({"hang": "2", "thay": "1"}, 409, "Có người vừa sửa dòng này"),
    ],
)
def test_what_cannot_be_is_said_above_the_form_and_nothing_is_written(
    client_of, officer, conferral, changed, status, words
):
    before = Entry.objects.count()

    if changed.get("thay") == "1":  # another has corrected it meanwhile
        sent(client_of(officer), conferral, hang="1")
        before += 1
    response = sent(client_of(officer), conferral, **changed)

    assert (response.status_code, Entry.objects.count()) == (status, before)
    assert words in response.context["problem"]


def test_what_was_typed_is_not_lost_when_it_is_refused(client_of, officer, conferral):
    response = sent(client_of(officer), conferral, **{"chuc-vu": "Đội trưởng", "den-nam": "x"})

    assert 'value="Đội trưởng"' in response.content.decode()


@pytest.mark.parametrize("who", ["clerk", "inspector"])
def test_nobody_else_corrects(client_of, request, conferral, who):
    account = request.getfixturevalue(who)
    address = f"/so/khen-thuong/{conferral.pk}/dinh-chinh/"

    page = client_of(account).get(f"/so/khen-thuong/{conferral.pk}/").content.decode()

    assert client_of(account).post(address, {}).status_code == 403
    assert address not in page
