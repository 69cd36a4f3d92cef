"""Taking an award back on screen: who may, what the page names first, what is refused, and how it is given back."""

from datetime import date

import pytest

from tdkt.records.models import Conferral, Entry, Unit
from tests.web.register import enter_award, enter_decision, enter_person

FORM = {"cach": "annulled", "quyet-dinh": "9/QĐ-CTN", "ngay": "01/03/2020", "ly-do": "Kê khai sai"}


@pytest.fixture
def conferral(office):
    unit = Unit.objects.get(name="Công an huyện mẫu")
    signed = enter_decision("1958/QĐ-CTN", date(2019, 10, 14), level="president", authority="Chủ tịch nước")
    return enter_award(enter_person("Trương Minh Đức", unit), signed, award="huan-chuong-bao-ve-to-quoc", class_no=3)


def test_an_award_is_annulled_by_a_decision_and_given_back_by_another(client_of, officer, conferral):
    client, address = client_of(officer), f"/so/khen-thuong/{conferral.pk}/huy/"

    first = client.get(address)
    client.post(address, FORM)
    between = Conferral.objects.get().state
    client.post(address, FORM | {"quyet-dinh": "12/QĐ-CTN", "ly-do": "Đã làm rõ"})

    assert (first.context["lines"], first.context["certificate"]) == ([], None)
    assert (between, Conferral.objects.get().state) == ("annulled", "restored")
    assert [(one.verb, one.detail["paper"], one.detail["on"]) for one in Entry.objects.order_by("-seq")[:2]] == [
        ("awards.restore", "12/QĐ-CTN", "2020-03-01"),
        ("awards.revoke", "9/QĐ-CTN", "2020-03-01"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ngay": "hôm qua"}, "“hôm qua” không phải là một ngày."),
        ({"quyet-dinh": " "}, "Ghi số và ngày của quyết định"),
        ({"ly-do": ""}, "Ghi lý do"),
        ({"cach": ""}, "Chọn hủy bỏ hoặc tước"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client_of, officer, conferral, change, said):
    answer = client_of(officer).post(f"/so/khen-thuong/{conferral.pk}/huy/", FORM | change)

    page = answer.content.decode()
    assert (answer.status_code, said in page, Conferral.objects.get().state) == (422, True, "decided")
    assert answer.context["v"]["cach"] == (FORM | change)["cach"]


def test_others_find_no_such_page(client_of, clerk, member, conferral):
    address = f"/so/khen-thuong/{conferral.pk}/huy/"
    assert [client_of(one).post(address, FORM).status_code for one in (clerk, member)] == [403, 403]
