"""One receiver on screen: the reasons of a verdict, the ladder on the sheet and whole, what falls due in a unit."""

import re
from datetime import date

import pytest

from tdkt.operations.ledger import writing
from tdkt.operations.standing import attest_complete, set_standing
from tdkt.records.models import Person, Unit
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person


@pytest.fixture
def contenders(office) -> Contenders:
    return enter_contenders(office)


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def flat(branches):
    for one in branches:
        yield one
        yield from flat(one.parts)


def test_the_reasons_open_to_the_rows_of_the_register(client_of, officer, contenders):
    page = client_of(officer).get(f"/xet/{contenders.an.pk}/{TITLE}/")

    facts = [fact for one in flat(page.context["first"]["branches"]) for fact in one.facts]
    assert f"/so/khen-thuong/{contenders.titles['An'].pk}/" in {fact.url for fact in facts}
    assert client_of(officer).get(f"/so/khen-thuong/{contenders.titles['An'].pk}/").status_code == 200
    assert page.context["answer"].verdict == "eligible"
    assert page.context["remedies"] == []


def test_every_condition_has_its_shape_and_word(client_of, officer, contenders):
    page = client_of(officer).get(f"/xet/{contenders.chi.pk}/{TITLE}/")

    marks = [(one.mark, str(one.truth)) for one in flat(page.context["first"]["branches"])]
    assert marks == [("dat", "đạt"), ("thieu", "chưa đủ căn cứ")]
    assert [one.mark for one in page.context["first"]["gates"]] == ["thieu"]
    assert "xác nhận lịch sử đầy đủ từ năm nào" in text(page)


def test_the_remedy_says_how_much_is_missing(client_of, officer, contenders):
    page = client_of(officer).get(f"/xet/{contenders.binh.pk}/{TITLE}/")

    assert [one.article.short for one in page.context["remedies"]] == ["Đ.9 k.3 NĐ 91/2017"]
    assert "(mới có 0 trên 1)" in text(page)


def test_money_stands_beside_the_verdict_or_is_said_to_be_unknown(client_of, officer, contenders):
    client = client_of(officer)

    assert "1.490.000 đồng" in text(client.get(f"/xet/{contenders.an.pk}/{TITLE}/"))
    assert "Chưa có hệ số tiền thưởng" in text(client.get(f"/xet/{contenders.an.pk}/{TITLE}/?ngay=01/05/2012"))


def test_from_october_2026_each_answer_warns_that_the_law_has_changed(client_of, officer, contenders):
    client = client_of(officer)
    warning = "Từ 01/10/2026 Luật 06/2026/QH16 đã sửa Luật 2022"

    for address in (
        f"/xet/?hinh-thuc={TITLE}&ngay=01/11/2026",
        f"/xet/{contenders.an.pk}/{TITLE}/?ngay=01/11/2026",
        f"/so/nguoi/{contenders.an.pk}/bac-thang/?ngay=01/11/2026",
        f"/so/don-vi/{contenders.district.pk}/den-han/?ngay=01/11/2026",
    ):
        assert warning in text(client.get(address)), address
    assert warning not in text(client.get(f"/xet/?hinh-thuc={TITLE}&ngay=30/09/2026"))


def test_numbers_from_memory_are_used_only_when_asked_for_and_marked(client_of, officer, contenders):
    client = client_of(officer)
    address = f"/xet/{contenders.an.pk}/bang-khen-bo-tinh/"

    assert "Chưa rõ chính quy định" in text(client.get(address))
    with_memory = client.get(f"{address}?nho=co")
    assert with_memory.context["answer"].memory
    assert "theo trí nhớ" in text(with_memory)


def test_a_wrong_award_class_or_person_is_not_found(client_of, officer, contenders):
    client = client_of(officer)

    for wrong in (
        f"/xet/{contenders.an.pk}/khong-co/",
        f"/xet/{contenders.an.pk}/huan-chuong-lao-dong/",
        f"/xet/{contenders.an.pk}/{TITLE}/?hang=2",
        f"/xet/987654/{TITLE}/",
    ):
        assert client.get(wrong).status_code == 404, wrong


def test_the_drawer_shows_the_same(client_of, officer, contenders):
    drawer = client_of(officer).get(
        f"/xet/{contenders.an.pk}/{TITLE}/", headers={"HX-Request": "true", "HX-Target": "drawer"}
    )

    assert "data-drawer-heading" in drawer.content.decode()
    assert "Mở phiếu" in text(drawer)


@pytest.mark.parametrize("more", [0, 2])
def test_the_reasons_ask_as_much_with_three_rows_as_with_one(
    client_of, officer, contenders, django_assert_num_queries, more
):
    for i in range(more):
        decision = enter_decision(f"9{i}/QĐ-CAT", date(2018 - i, 1, 6))
        enter_award(contenders.an, decision, award="chien-si-tien-tien", for_from=2017 - i, for_to=2017 - i)
    client = client_of(officer)
    client.get(f"/xet/{contenders.an.pk}/{TITLE}/")

    with django_assert_num_queries(26):
        page = client.get(f"/xet/{contenders.an.pk}/{TITLE}/")
    assert page.context["answer"].verdict == "eligible"


# --- the ladder -------------------------------------------------------------------------------


def test_the_sheet_shows_what_is_held_and_what_comes_next(client_of, officer, contenders):
    page = client_of(officer).get(f"/so/nguoi/{contenders.binh.pk}/")

    rungs = {str(one["name"]): one for one in page.context["branches"]}
    titles = rungs["Danh hiệu thi đua"]
    assert (titles["top"].name, titles["last"], titles["years"]) == ("Chiến sĩ tiên tiến", "2019", "2019")
    assert (titles["next"]["name"], titles["next"]["answer"].verdict) == ("Chiến sĩ thi đua cơ sở", "not-eligible")
    assert list(rungs) == ["Danh hiệu thi đua", "Bằng khen, giấy khen", "Huân chương", "Huy chương"]


def test_the_whole_ladder_goes_from_the_highest_down(client_of, officer, contenders):
    page = client_of(officer).get(f"/so/nguoi/{contenders.binh.pk}/bac-thang/")

    titles = next(one for one in page.context["branches"] if str(one["name"]) == "Danh hiệu thi đua")
    assert [step["name"] for step in titles["steps"]] == [
        "Chiến sĩ thi đua toàn quốc",
        "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh",
        "Chiến sĩ thi đua cơ sở",
        "Chiến sĩ tiên tiến",
    ]


def test_bodies_and_units_have_a_ladder_at_their_own_address(client_of, officer, contenders):
    client = client_of(officer)
    household = enter_body("Hộ ông Nguyễn Văn A", contenders.district, kind="household")
    unit = contenders.district.subject_id

    assert "Bậc thang khen thưởng" in text(client.get(f"/so/tap-the/{household.pk}/"))
    assert client.get(f"/so/tap-the/{unit}/bac-thang/").status_code == 200
    assert client.get(f"/so/nguoi/{unit}/bac-thang/")["Location"] == f"/so/tap-the/{unit}/bac-thang/"
    assert f"/so/tap-the/{unit}/bac-thang/" in client.get(f"/so/don-vi/{contenders.district.pk}/").content.decode()


# --- what falls due ---------------------------------------------------------------------------


def test_what_falls_due_stands_by_day(client_of, officer, contenders):
    page = client_of(officer).get(f"/so/don-vi/{contenders.district.pk}/den-han/?nam=10&loai=medal")

    listed = [(line["day"], line["subject"].name, line["form"]) for line in page.context["lines"]]
    second = "Huy chương Chiến sĩ vẻ vang hạng Nhì"
    assert [(day, name) for day, name, form in listed if form == second] == [
        ("01/09/2023", "Phan Văn An"),
        ("01/09/2023", "Lê Thị Bình"),
        ("01/09/2023", "Ngô Văn Dũng"),
    ]
    assert [line["due"].day for line in page.context["lines"]] == sorted(
        line["due"].day for line in page.context["lines"]
    )
    [address] = [url for name, _, url, _ in page.context["now"] if name == "Huy chương Chiến sĩ vẻ vang hạng Ba"]
    opened = client_of(officer).get(f"{address}eligible")
    assert [line.subject.name for line in opened.context["lines"]] == ["Phan Văn An", "Lê Thị Bình"]


def test_what_the_council_has_to_judge_stands_apart(client_of, officer, contenders):
    client = client_of(officer)
    address = f"/so/don-vi/{contenders.district.pk}/den-han/"

    settled, heard = client.get(address).context["counts"]
    assert (len(client.get(f"{address}?hd=co").context["lines"]), settled > 0) == (heard, True)


@pytest.mark.parametrize("more", [0, 2])
def test_the_due_list_asks_as_much_for_three_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    district = Unit.objects.get(name="Công an huyện mẫu")
    set_standing(office.unit_id, force="police", by=None, at=NOON)
    for i in range(1 + more):
        person = enter_person(f"Lê Văn Em {i}", district)
        with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "can-bo.xlsx"}) as pen:
            pen.change(Person.objects.get(subject=person), joined="2013-09-01")
        attest_complete(2013, subjects=[person.pk], by=None, at=NOON, reason="đã đối chiếu")
    client = client_of(officer)
    address = f"/so/don-vi/{district.pk}/den-han/?loai=medal"
    client.get(address)

    with django_assert_num_queries(34):
        assert len(client.get(address).context["lines"]) == 1 + more
