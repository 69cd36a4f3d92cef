"""Choosing whom to propose: parts of the list, the cap as one ticks and again at the server, reasons, typed names, imported proposals."""

from datetime import date

import pytest

from tdkt.operations.ledger import writing
from tdkt.records.models import Nomination
from tests.conftest import make_unit
from tests.operations.test_nominations import enter_round, propose
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import NOON, enter_award, enter_decision, enter_person, enter_ratings


@pytest.fixture
def contenders(office) -> Contenders:
    """The four, and ten more who hold the title below: there is room for two."""
    found = enter_contenders(office)
    for i in range(10):
        person = enter_person(f"Hồ Văn Em {i}", found.district)
        enter_ratings(person, range(2019, 2020), rating="hoan-thanh-tot", title="chien-si-tien-tien")
    return found


@pytest.fixture
def said(office, contenders):
    return enter_round(office, forms=[{"award": TITLE}, {"award": "giay-khen"}])


def names(response):
    return [line.subject.name for line in response.context["lines"]]


def test_the_list_stands_apart_by_what_the_law_says(client_of, clerk, said, contenders):
    client = client_of(clerk)

    page = client.get(f"/xet/dot/{said.pk}/chon/")

    assert {code: count for code, _words, count in page.context["tabs"]} == {
        "": 14,
        "eligible": 1,
        "council": 0,
        "near": 13,
        "never": 1,
        "other": 0,
    }
    assert names(client.get(f"/xet/dot/{said.pk}/chon/?phan=never")) == ["Phan Văn An"]
    assert names(client.get(f"/xet/dot/{said.pk}/chon/?ten=binh")) == ["Lê Thị Bình"]
    [line] = client.get(f"/xet/dot/{said.pk}/chon/?ten=binh").context["lines"]
    assert (line.may_be_ticked, line.article.short) == (False, "Đ.9 k.3 NĐ 91/2017")
    assert line.lower == "Giấy khen" or line.lower == ""
    assert client.get(f"/xet/dot/{said.pk}/chon/?hinh-thuc=lao-dong-tien-tien").status_code == 404


def test_the_ticked_are_proposed_and_taken_back_with_the_button(client_of, clerk, said, contenders):
    client = client_of(clerk)
    keys = {"chon": f"{contenders.an.pk},{contenders.binh.pk}", "ly-do": ""}

    page = client.post(f"/xet/dot/{said.pk}/chon/", keys, follow=True)

    told = page.content.decode()
    assert "Đã đề nghị 1 trường hợp." in told
    assert "Lê Thị Bình chưa đủ điều kiện" in told
    nomination = Nomination.objects.get()
    assert (nomination.subject, nomination.proposer) == (contenders.an, contenders.district)
    [line] = client.get(f"/xet/dot/{said.pk}/chon/?phan=eligible").context["lines"]
    assert (line.may_be_ticked, str(line.listed)) == (False, "trong danh sách đợt này")

    undo = next(part for part in told.split('"') if part.startswith("/xet/dot/hoan-tac/"))
    assert client.post(undo).status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == "withdrawn"
    assert client.post(undo).status_code == 409


def test_nobody_undoes_what_another_account_proposed(client_of, clerk, officer, said, contenders):
    found = propose(said, [contenders.an], by=clerk)

    assert client_of(officer).post(f"/xet/dot/hoan-tac/{found.entry}/").status_code == 404


def test_the_cap_is_held_by_the_server_too_with_the_arithmetic_in_place(client_of, clerk, said, contenders):
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        pen.change(contenders.dung.disciplines.get(), from_day="2012-01-01", to_day="2012-12-01")
    propose(said, [contenders.chi], reason="xin xác nhận")
    client = client_of(clerk)

    page = client.post(
        f"/xet/dot/{said.pk}/chon/", {"chon": [contenders.an.pk, contenders.dung.pk], "ly-do": "giữ lời này"}
    )

    assert page.status_code == 422
    told = page.content.decode()
    assert "đã đề nghị 1, thêm 2 là 3. 15% của 14 đạt" in told
    assert "là 2,1, lấy 2 (khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP). Bỏ bớt 1." in told
    assert 'value="giữ lời này"' in told
    meter = page.context["meter"]
    assert (meter["limit"], len(meter["used_cells"]), list(meter["cells"])) == (1, 1, [1])


def test_lacking_evidence_needs_a_reason_said_in_place(client_of, clerk, said, contenders):
    client = client_of(clerk)

    page = client.post(f"/xet/dot/{said.pk}/chon/", {"chon": contenders.chi.pk})

    assert page.status_code == 422
    assert "Trần Mai Chi: sổ chưa đủ căn cứ. Ghi lý do đề nghị." in page.content.decode()
    assert client.post(f"/xet/dot/{said.pk}/chon/", {"chon": contenders.chi.pk, "ly-do": "x"}).status_code == 302


def test_typed_names_are_looked_up_before_anything_is_proposed(client_of, clerk, said, contenders):
    client = client_of(clerk)

    page = client.post(f"/xet/dot/{said.pk}/danh-sach/", {"danh-sach": "1. Phan Văn An\nNgười Lạ"})

    told = page.content.decode()
    assert f'name="chon" value="{contenders.an.pk}" checked' in told
    assert "Người Lạ" in told
    assert not Nomination.objects.exists()


def test_imported_proposals_come_into_the_round(client_of, clerk, said, contenders):
    conferral = enter_award(contenders.an, enter_decision("90/QĐ-CAT", date(2020, 3, 1)), award=TITLE, state="proposed")
    client = client_of(clerk)
    assert [one for one, *_ in client.get(f"/xet/dot/{said.pk}/da-nhap/").context["lines"]] == [conferral]

    page = client.post(f"/xet/dot/{said.pk}/da-nhap/", {"chon": conferral.pk})

    assert (page.status_code, page.url) == (302, f"/xet/dot/{said.pk}/ho-so/")
    assert Nomination.objects.get().source_id == conferral.source_id
    assert client.get(f"/xet/dot/{said.pk}/da-nhap/").context["lines"] == []
    assert client.post(f"/xet/dot/{said.pk}/da-nhap/", {}).status_code == 422


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    contenders = enter_contenders(office)
    for i in range(more):
        enter_person(f"Lê Văn Mẫu {i}", contenders.district)
    said = enter_round(office, forms=[{"award": TITLE}])
    client = client_of(officer)
    address = f"/xet/dot/{said.pk}/chon/?ten={'mau' if more else 'chi'}"
    client.get(address)

    with django_assert_num_queries(31):
        assert len(names(client.get(address))) == (more or 1)


# --- the dossiers of the round ------------------------------------------------------------------


def test_the_dossiers_stand_in_the_order_of_the_law_with_the_steps_of_their_state(
    client_of, clerk, officer, said, contenders
):
    propose(said, [contenders.binh, contenders.an], award="giay-khen", reason="tiêu biểu")
    propose(said, [contenders.chi], reason="xin xác nhận")
    client = client_of(clerk)

    page = client.get(f"/xet/dot/{said.pk}/ho-so/?buoc=drafting")

    assert [line.nomination.subject.name for line in page.context["lines"]] == [
        "Trần Mai Chi",
        "Phan Văn An",
        "Lê Thị Bình",
    ]
    assert [one.name for one, _words in page.context["steps"]][:1] == ["submit"]
    narrowed = client.get(f"/xet/dot/{said.pk}/ho-so/?hinh-thuc=giay-khen&ten=an").context["lines"]
    assert [line.nomination.subject.name for line in narrowed] == ["Phan Văn An"]
    assert client.get(f"/xet/dot/{said.pk}/ho-so/?buoc=khac").status_code == 400


@pytest.mark.parametrize("more", [0, 2])
def test_the_dossiers_ask_as_much_for_three_as_for_one(
    client_of, officer, said, contenders, django_assert_num_queries, more
):
    propose(said, [contenders.an, contenders.binh, contenders.chi][: 1 + more], award="giay-khen", reason="tiêu biểu")
    client = client_of(officer)
    client.get(f"/xet/dot/{said.pk}/ho-so/")

    with django_assert_num_queries(10):
        assert len(client.get(f"/xet/dot/{said.pk}/ho-so/").context["lines"]) == 1 + more


def test_the_officer_lowers_a_dossier_to_what_is_lawful(client_of, officer, clerk, said, contenders):
    [old] = propose(said, [contenders.an]).made
    with writing(by=None, at=NOON, verb="way.take") as pen:
        pen.change(old, state="checked")
    client = client_of(officer)
    page = client.get(f"/xet/dot/ha-muc/{old.pk}/")
    assert [line.code for line in page.context["lower"]] == ["giay-khen"]

    refused = client.post(f"/xet/dot/ha-muc/{old.pk}/", {"hinh-thuc": TITLE, "ly-do": "Thử"})
    assert refused.status_code == 422
    assert client.post(f"/xet/dot/ha-muc/{old.pk}/", {"hinh-thuc": "giay-khen", "ly-do": "Ít phiếu"}).status_code == 302

    assert set(Nomination.objects.values_list("award", "state")) == {(TITLE, "lowered"), ("giay-khen", "checked")}
    assert client_of(clerk).get(f"/xet/dot/ha-muc/{old.pk}/").status_code == 403


def test_a_stranger_of_another_unit_is_not_proposed_by_a_guessed_key(client_of, clerk, office, said, contenders):
    other = make_unit("Công an huyện khác", under=office.unit)
    stranger = enter_person("Đỗ Văn Lạ", other)

    page = client_of(clerk).post(f"/xet/dot/{said.pk}/chon/", {"chon": stranger.pk, "ly-do": "x"})

    assert page.status_code == 422
    assert "Đỗ Văn Lạ" not in page.content.decode()
    assert not Nomination.objects.exists()
