"""Screening on screen: totals by verdict that open, the list with what is lacking, the meter, files, who was never proposed, what was given."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from tdkt.operations.standing import record_departures
from tdkt.records.models import Rating, Subject
from tests.web.contenders import TITLE, Contenders, enter_contenders
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person, enter_ratings


@pytest.fixture
def contenders(office) -> Contenders:
    return enter_contenders(office)


def names(response):
    return [line.subject.name for line in response.context["lines"]]


def verdicts(response):
    return [line.answer.verdict for line in response.context["lines"]]


def tabs(response):
    return {tab.code: tab.count for tab in response.context["tabs"]}


def test_the_eligible_stand_first_then_by_given_name(client_of, officer, contenders):
    page = client_of(officer).get("/xet/")

    assert list(zip(names(page), verdicts(page), strict=True)) == [
        ("Phan Văn An", "eligible"),
        ("Trần Mai Chi", "facts-missing"),
        ("Ngô Văn Dũng", "coming"),
        ("Lê Thị Bình", "not-eligible"),
    ]
    assert tabs(page) == {"": 4, "eligible": 1, "facts-missing": 1, "coming": 1, "not-eligible": 1}
    assert "<h1>Chiến sĩ thi đua cơ sở, năm 2019" in page.content.decode()


def test_each_total_opens_its_rows(client_of, officer, contenders):
    client = client_of(officer)

    assert names(client.get("/xet/?ket=facts-missing")) == ["Trần Mai Chi"]
    assert names(client.get("/xet/?ket=council")) == []
    assert client.get("/xet/?ket=perhaps").status_code == 400


def test_a_row_says_what_is_lacking_with_its_article(client_of, officer, contenders):
    [line] = client_of(officer).get("/xet/?ket=not-eligible").context["lines"]

    assert "01 sáng kiến" in line.lacking
    assert (line.article.short, line.article.url) == (
        "Đ.9 k.3 NĐ 91/2017",
        "/luat/van-ban/91-2017-nd-cp/#art-9-cl-3",
    )
    assert client_of(officer).get(line.article.url.partition("#")[0]).status_code == 200


def test_a_lower_award_that_is_lawful_now_is_offered(client_of, officer, contenders):
    page = client_of(officer).get("/xet/?hinh-thuc=huy-chuong-chien-si-ve-vang:2")

    offered = {line.subject.name: (line.lower, line.lower_form) for line in page.context["lines"] if line.lower}
    assert offered == dict.fromkeys(
        ("Phan Văn An", "Lê Thị Bình"), ("Huy chương Chiến sĩ vẻ vang hạng Ba", "huy-chuong-chien-si-ve-vang:3")
    )


def test_the_day_the_unit_and_the_kind_of_receiver_are_asked_for(client_of, officer, office, contenders):
    elsewhere = enter_person("Đỗ Văn Em", office.unit)
    client = client_of(officer)

    assert elsewhere.name in names(client.get("/xet/"))
    assert elsewhere.name not in names(client.get(f"/xet/?don-vi={contenders.district.pk}"))
    assert set(verdicts(client.get("/xet/?ngay=25/05/2012"))) == {"not-eligible", "facts-missing"}
    assert "Công an huyện mẫu" in names(client.get("/xet/?hinh-thuc=bang-khen-bo-tinh&loai=collective"))
    for unknown in ("hinh-thuc=khong-co", "hinh-thuc=huan-chuong-lao-dong", "hinh-thuc=giay-khen:2", "don-vi=999"):
        assert client.get(f"/xet/?{unknown}").status_code == 404


def test_a_clerk_screens_the_own_unit_only(client_of, clerk, office, contenders):
    elsewhere = enter_person("Đỗ Văn Em", office.unit)
    client = client_of(clerk)

    assert len(names(client.get("/xet/"))) == 4
    assert elsewhere.name not in names(client.get("/xet/"))
    assert client.get(f"/xet/{elsewhere.pk}/{TITLE}/").status_code == 404
    assert client.get(f"/so/nguoi/{elsewhere.pk}/bac-thang/").status_code == 404
    assert client.get(f"/so/don-vi/{office.unit_id}/den-han/").status_code == 404
    assert elsewhere.name not in client.get("/xet/tep/csv/").content.decode("utf-8-sig")


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    contenders = enter_contenders(office)
    for i in range(more):
        person = enter_person(f"Lê Văn Em {i}", contenders.district)
        enter_ratings(person, range(2018, 2020), rating="hoan-thanh-tot", title="chien-si-tien-tien")
    client = client_of(officer)
    client.get("/xet/?ket=facts-missing")

    with django_assert_num_queries(14):
        assert len(names(client.get("/xet/?ket=facts-missing"))) == 1 + more


def test_who_has_left_or_ended_is_left_out_and_counted(client_of, officer, contenders):
    record_departures({contenders.chi.pk: date(2020, 1, 1)}, by=None, at=NOON)

    page = client_of(officer).get("/xet/")

    assert contenders.chi.name not in names(page)
    assert page.context["left_out"] == 1


# --- the meter --------------------------------------------------------------------------------


def test_the_meter_says_how_the_limit_is_reckoned(client_of, officer, contenders):
    for i in range(3):
        person = enter_person(f"Lê Văn Em {i}", contenders.district)
        enter_ratings(person, range(2019, 2020), rating="hoan-thanh-tot", title="chien-si-tien-tien")

    page = client_of(officer).get("/xet/")

    meter = page.context["meter"]
    assert (meter["limit"], meter["whole"], meter["exact"], meter["percent"]) == (1, 7, "1,05", "15%")
    said = " ".join(page.content.decode().split())
    assert "15% số đạt Lao động tiên tiến, Chiến sĩ tiên tiến năm 2019 là 1,05, lấy 1." in said
    assert "Đ.9 k.3 NĐ 91/2017" in said
    assert len(names(client_of(officer).get("/xet/?nen=co"))) == 7


def test_without_titles_of_the_year_nothing_is_reckoned_and_nothing_refused(client_of, officer, office):
    enter_person("Đỗ Văn Em", office.unit)

    page = client_of(officer).get("/xet/")

    assert (page.context["meter"]["whole"], page.context["meter"]["limit"]) == (0, 0)
    assert "chưa tính được 15%" in page.content.decode()
    assert "data-tick=" not in page.content.decode()


def test_an_award_without_a_cap_has_no_meter(client_of, officer, contenders):
    client = client_of(officer)

    assert client.get("/xet/?hinh-thuc=giay-khen").context["meter"] is None
    assert client.get("/xet/?ngay=01/06/2025").context["meter"] is None  # the 2022 law has no share of this title


# --- files ------------------------------------------------------------------------------------


def test_the_file_has_the_columns_and_the_order_of_the_screen(client_of, officer, contenders):
    answer = client_of(officer).get("/xet/tep/csv/")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == [
        "STT",
        "Cá nhân",
        "Cấp bậc",
        "Đơn vị",
        "Kết luận",
        "Còn thiếu",
        "Điều luật",
        "Sớm nhất",
        "Đề nghị được ngay",
    ]
    assert [row[:5] for row in rows[1:]] == [
        ["1", "Phan Văn An", "Đại úy", "Công an huyện mẫu", "Đủ"],
        ["2", "Trần Mai Chi", "Đại úy", "Công an huyện mẫu", "Chưa đủ căn cứ"],
        ["3", "Ngô Văn Dũng", "Đại úy", "Công an huyện mẫu", "Đang tới"],
        ["4", "Lê Thị Bình", "Đại úy", "Công an huyện mẫu", "Chưa đủ"],
    ]
    assert rows[1][6] == "khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP"


def test_the_workbook_says_its_law_and_holds_only_who_was_ticked(client_of, officer, contenders):
    answer = client_of(officer).get(f"/xet/tep/xlsx/?chon={contenders.an.pk}")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    said = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert said[0] == ["Công an tỉnh mẫu"]
    assert said[1] == ["Chiến sĩ thi đua cơ sở, năm 2019"]
    assert said[2] == ["Theo luật ngày 25/05/2020: Luật 15/2003/QH11, NĐ 91/2017/NĐ-CP."]
    assert [row[1] for row in said if row[0] == 1] == ["Phan Văn An"]
    assert sheet.cell(sheet.max_row, 2).value == "Phan Văn An"
    assert "X%C3%A9t%20ch%E1%BB%8Dn" in answer["Content-Disposition"]


def test_there_is_no_file_of_another_kind(client_of, officer, contenders):
    assert client_of(officer).get("/xet/tep/exe/").status_code == 404


# --- never proposed ---------------------------------------------------------------------------


def test_who_qualifies_and_was_never_proposed_is_counted_and_opens(client_of, officer, contenders):
    client = client_of(officer)

    page = client.get("/xet/chua-de-nghi/")

    counted = {(line.form, line.kind): (line.eligible, line.council) for line, *_ in page.context["lines"]}
    assert counted[TITLE, "individual"] == (1, 0)
    assert names(client.get(f"/xet/?hinh-thuc={TITLE}&chua=co")) == ["Phan Văn An"]

    enter_award(contenders.an, enter_decision("80/QĐ-CAT", date(2020, 3, 1)), award=TITLE, state="proposed")
    assert names(client.get(f"/xet/?hinh-thuc={TITLE}&chua=co")) == []


# --- what was given ---------------------------------------------------------------------------


def test_what_the_law_of_the_day_would_not_allow_is_listed_with_reasons(client_of, officer, contenders):
    decision = enter_decision("81/QĐ-CAT", date(2020, 3, 2), level="province", authority="Giám đốc Công an tỉnh")
    given = {
        person.name: enter_award(person, decision, award=TITLE, for_from=2019, for_to=2019)
        for person in (contenders.an, contenders.binh)
    }
    client = client_of(officer)

    page = client.get("/xet/doi-chieu/")

    listed = [line for line in page.context["lines"] if line.decision == "81/QĐ-CAT"]
    assert [line.subject.name for line in listed] == ["Lê Thị Bình"]
    assert listed[0].url == f"/so/khen-thuong/{given['Lê Thị Bình'].pk}/"
    assert any("sáng kiến" in words for words, _ in listed[0].lacks)
    allowed = client.get("/xet/doi-chieu/?ket=allowed").context["lines"]
    assert ("Phan Văn An", "81/QĐ-CAT") in [(line.subject.name, line.decision) for line in allowed]
    assert {tab.code for tab in page.context["tabs"]} == {
        "not-allowed",
        "undecided",
        "council",
        "not-covered",
        "allowed",
    }


@pytest.mark.parametrize("more", [0, 2])
def test_the_replay_asks_as_much_for_three_as_for_one(
    client_of, officer, office, contenders, django_assert_num_queries, more
):
    decision = enter_decision("81/QĐ-CAT", date(2018, 3, 2))
    people = [enter_person(f"Lê Văn Em {i}", contenders.district) for i in range(1 + more)]
    for person in people:
        enter_award(person, decision, award="chien-si-thi-dua-co-so", for_from=2017, for_to=2017)
    client = client_of(officer)
    address = "/xet/doi-chieu/?nam=2018&ket=undecided"
    client.get(address)

    with django_assert_num_queries(10):
        assert len(client.get(address).context["lines"]) == 1 + more


def test_an_empty_register_says_so(client_of, officer, office):
    assert Subject.objects.filter(kind="individual").count() == Rating.objects.count() == 0
    page = client_of(officer).get("/xet/").content.decode()

    assert "Chưa có ai để xét" in page
    assert enter_body("Hộ ông A", office.unit, kind="household").pk
