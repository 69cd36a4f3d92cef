"""Blocks on screen: the list, a year step by step, the sheet of a member by hand, what is shown to whom, ties settled, corrections, sheets."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tdkt.operations.blocks import show_hands
from tdkt.operations.marks import add_proof, hand_in, mark
from tdkt.operations.papers import Incoming
from tdkt.records.models import Block, BlockMember, BlockYear, Mark, Outcome, Proof, Sheet, Unit
from tests.operations.block_years import (
    ON,
    SELF,
    a_sheet,
    a_year,
    appraised,
    appraising,
    clerk_of,
    members,
    pledged,
    ranked,
    scoring,
)
from tests.web.register import NOON


@pytest.fixture
def year(office) -> BlockYear:
    return a_year(office)


def address(year, more="") -> str:
    return f"/phong-trao/khoi/nam/{year.pk}/{more}"


def sheet_of(member, more="") -> str:
    return f"/phong-trao/khoi/cham/{member.pk}/{more}"


TYPED = {
    "phan": "self",
    "p-1.1": "80",
    "d-1.1": "72",
    "n-1.1": "Theo thống kê án",
    "p-1.2": "10",
    "d-1.2": "12,5",
    "g-2.1": "A",
    "g-2.2": "",
    "d-2.2": "",
}


# --- setting up --------------------------------------------------------------------------------------


def test_a_block_is_set_up_and_its_year_opened(client_of, officer, office):
    client = client_of(officer)
    assert "Chưa có cụm, khối nào" in client.get("/phong-trao/khoi/").content.decode()
    sheet = a_sheet()
    made = client.post("/phong-trao/khoi/moi/", {"ten": "Khối đồng bằng", "loai": "block", "cap": "unit"})
    block = Block.objects.get()
    assert made.url == f"/phong-trao/khoi/{block.pk}/nam-moi/"
    again = client.post("/phong-trao/khoi/moi/", {"ten": "Khối đồng bằng", "loai": "block", "cap": "unit"})
    assert (again.status_code, "Đã có “Khối đồng bằng”" in again.content.decode()) == (422, True)

    units = [Unit.objects.get(name="Công an huyện mẫu"), *(one for one in Unit.objects.exclude(pk=office.unit_id)[:1])]
    form = {
        "nam": "2020",
        "don-vi": [one.pk for one in units],
        "truong": units[0].pk,
        "bang-diem": sheet.pk,
        "co": "2",
        "can-cu": "12/KH",
    }
    assert "ít nhất hai đơn vị" in client.post(made.url, form).content.decode()
    assert client.get(made.url).status_code == 200
    assert not BlockYear.objects.exists()


def test_the_next_year_starts_from_the_last_one(client_of, officer, year):
    page = client_of(officer).get(f"/phong-trao/khoi/{year.block_id}/nam-moi/")

    assert "<h1>Khối đồng bằng: mở năm mới" in page.content.decode().replace("\n", "")
    assert page.context["v"]["nam"] == "2020"
    assert [branch.unit.name[-1] for branch, ticked in page.context["units"] if ticked] == ["A", "B", "C", "D", "E"]
    units = [one.unit_id for one in members(year)]
    made = client_of(officer).post(
        f"/phong-trao/khoi/{year.block_id}/nam-moi/",
        {"nam": "2020", "don-vi": units, "truong": units[1], "bang-diem": year.sheet_id},
    )
    assert made.status_code == 302
    assert BlockYear.objects.get(year=2020).head_id == units[1]


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    for number in range(1 + more):
        a_year(office, name=f"Khối {number}")
    client = client_of(officer)
    client.get("/phong-trao/khoi/")

    with django_assert_num_queries(6):
        assert len(client.get("/phong-trao/khoi/").context["lines"]) == 1 + more


@pytest.mark.parametrize("size", [2, 5])
def test_a_year_asks_as_much_for_many_members_as_for_few(client_of, officer, office, django_assert_num_queries, size):
    year = appraising(a_year(office, names=[f"Công an huyện {number}" for number in range(size)]))
    client = client_of(officer)
    client.get(address(year))

    with django_assert_num_queries(9):
        assert len(client.get(address(year)).context["lines"]) == size


# --- a year by its steps -----------------------------------------------------------------------------


def test_a_member_pledges_and_the_signing_is_recorded(client_of, officer, year):
    first, *others = members(year)
    clerk = client_of(clerk_of(first, "a"))
    assert clerk.post(sheet_of(first, "giao-uoc/"), {"giao-uoc": " "}).status_code == 422
    assert clerk.post(sheet_of(first, "giao-uoc/"), {"giao-uoc": "Dẫn đầu khối"}).url == address(year)
    assert clerk.post(sheet_of(others[0], "giao-uoc/"), {"giao-uoc": "Dẫn đầu"}).status_code == 403

    client = client_of(officer)
    told = client.post(address(year, "ky/"), {"ngay": "25/05/2020"}, follow=True).content.decode()
    assert "Chưa có giao ước của: Công an huyện B" in told
    pledged(year)
    client.post(address(year, "tu-cham/"), {"han-tu": "01/06/2020", "han-truong": ""})
    year.refresh_from_db()
    assert (year.state, f"{year.self_until:%d/%m/%Y}") == ("scoring", "01/06/2020")
    assert client.post(address(year, "khong-co/")).status_code == 404
    assert "Đã lùi một bước." in client.post(address(year, "lui/"), follow=True).content.decode()
    year.refresh_from_db()
    assert year.state == "pledged"


def test_a_member_marks_itself_and_hands_in(client_of, year):
    scoring(year)
    third = members(year)[2]
    client = client_of(clerk_of(third, "c"))

    refused = client.post(sheet_of(third), TYPED | {"d-1.1": "bảy"})
    assert (refused.status_code, Mark.objects.count()) == (422, 0)
    assert "Tiêu chí 1.1, cột Kết quả: “bảy” không phải là số." in refused.content.decode()
    assert 'value="bảy"' in refused.content.decode()

    assert client.post(sheet_of(third), TYPED).url == sheet_of(third)
    page = client.get(sheet_of(third))
    assert [(str(part.own), [line.own.how for line in part.lines]) for part in page.context["parts"]] == [
        ("70.00", ["90 % chỉ tiêu", "80 % chỉ tiêu"]),
        ("20.00", ["", ""]),
    ]
    assert str(page.context["own_total"].total) == "90.00"
    assert client.post(sheet_of(third), TYPED | {"nop": "1"}).url == address(year)
    told = client.get(address(year)).content.decode()
    assert "Đã nộp bảng tự chấm của Công an huyện C." in told
    assert client.get(sheet_of(third)).context["hand"] == ""
    assert client.post(sheet_of(third, "rut/")).url == sheet_of(third)
    assert BlockMember.objects.get(pk=third.pk).handed_in_on is None


def test_who_has_not_handed_in_by_the_day_is_said_to_be_late(client_of, officer, year):
    scoring(year)
    first = members(year)[0]
    mark(first.pk, "self", SELF, by=None, at=NOON, on=ON)
    hand_in(first.pk, by=None, at=NOON, on=ON)
    assert "hạn 24/05/2020" not in client_of(officer).get(address(year)).content.decode()
    BlockYear.objects.filter(pk=year.pk).update(self_until=date(2020, 5, 24))

    assert client_of(officer).get(address(year)).content.decode().count("hạn 24/05/2020") == 4


def test_marks_of_other_hands_stand_there_only_when_they_may(client_of, officer, year):
    appraised(year)
    first, _, third, *_ = members(year)
    head = client_of(clerk_of(first, "a"))

    def cells(client):
        line = client.get(sheet_of(third)).context["parts"][0].lines[0]
        return (line.own.seen, line.own.words, line.judged.words)

    assert cells(head) == (False, "", "72 / 80")
    assert client_of(officer).get(sheet_of(third)).context["judged_total"] is None
    show_hands(year.pk, {"self", "head"}, by=officer, at=NOON)
    assert cells(head) == (True, "80 / 80", "72 / 80")
    assert str(client_of(officer).get(sheet_of(third)).context["judged_total"].total) == "86.00"


def test_the_head_marks_another_member(client_of, year):
    appraising(year)
    first, _, third, *_ = members(year)
    head = client_of(clerk_of(first, "a"))
    page = head.get(sheet_of(third))
    assert page.context["hand"] == "head"
    assert b'name="d-1.1"' in page.content
    assert b'name="g-2.1"' not in page.content

    assert head.post(sheet_of(third), TYPED | {"phan": "head"}).status_code == 302
    assert sorted(Mark.objects.filter(hand="head").values_list("criterion", flat=True)) == ["1.1", "1.2"]
    refused = head.post(sheet_of(third), TYPED | {"phan": "standing"})
    assert (refused.status_code, Mark.objects.filter(hand="standing").count()) == (422, 0)


def test_a_year_is_ranked_and_its_tie_settled(client_of, officer, year):
    appraised(year)
    client = client_of(officer)
    assert client.post(address(year, "xep-hang/"), {"ngay": "25/05/2020"}).url == address(year)
    page = client.get(address(year))
    assert "2 thành viên cùng hạng 3" in page.content.decode()
    assert [(line.outcome.rank, line.tied) for line in page.context["lines"]] == [
        (1, False), (2, False), (3, True), (3, True), (5, False),
    ]  # fmt: skip

    third, fourth = [line.member for line in page.context["lines"]][2:4]
    choices = {f"chon-{third.pk}": "certificate", f"chon-{fourth.pk}": "khong"}
    refused = client.post(address(year, "chot/"), choices)
    assert (refused.status_code, "Ghi lý do hội nghị" in refused.content.decode()) == (422, True)
    told = client.post(address(year, "chot/"), choices | {"ly-do": "Bỏ phiếu 4/5"}, follow=True).content.decode()
    assert "Đã ghi 2 lựa chọn của hội nghị." in told
    assert dict(Outcome.objects.values_list("member", "choice"))[third.pk] == "certificate"
    assert client.get(address(year)).context["unsettled"] == []


def test_a_mark_is_corrected_after_the_ranking(client_of, officer, year):
    ranked(year)
    fourth = members(year)[3]
    client = client_of(officer)
    assert client.get(sheet_of(fourth, "dinh-chinh/?tieu-chi=9.9")).status_code == 404
    assert client.get(sheet_of(fourth, "dinh-chinh/?tieu-chi=1.1")).status_code == 200
    form = {"tieu-chi": "1.1", "p-1.1": "80", "d-1.1": "78", "ly-do": ""}
    assert client.post(sheet_of(fourth, "dinh-chinh/"), form).status_code == 422
    assert client.post(sheet_of(fourth, "dinh-chinh/"), form | {"ly-do": "Thống kê lại"}).url == address(year)
    assert "Thống kê lại" in client.get(sheet_of(fourth)).content.decode()
    assert Outcome.objects.get(member=fourth).rank == 2


# --- evidence and files ------------------------------------------------------------------------------


def test_evidence_is_added_saved_and_taken_away(client_of, year):
    scoring(year)
    third, fourth = members(year)[2:4]
    client = client_of(clerk_of(third, "c"))
    picture = io.BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PNG")
    client.post(sheet_of(third, "minh-chung/"), {"tieu-chi": "1.1", "noi-dung": "Thông báo số 5"})
    client.post(
        sheet_of(third, "minh-chung/"), {"tieu-chi": "1.1", "tep": SimpleUploadedFile("anh.png", picture.getvalue())}
    )
    assert [(one.words, bool(one.kept)) for one in Proof.objects.order_by("pk")] == [
        ("Thông báo số 5", False),
        ("anh.png", True),
    ]
    told = client.post(sheet_of(third, "minh-chung/"), {"tieu-chi": "1.1"}, follow=True).content.decode()
    assert "Ghi minh chứng là gì, hoặc chọn tệp." in told
    made = add_proof(
        third.pk, "2.1", "Báo cáo", file=Incoming("a.pdf", b"%PDF-1.4 m", "application/pdf", 1), by=None, at=NOON, on=ON
    )
    saved = client.get(sheet_of(third, f"minh-chung/{made.pk}/"))
    assert (saved.content, "a.pdf" in saved["Content-Disposition"]) == (b"%PDF-1.4 m", True)
    assert client_of(clerk_of(fourth, "d")).get(sheet_of(third, f"minh-chung/{made.pk}/")).status_code == 404
    client.post(sheet_of(third, f"minh-chung/{made.pk}/"))
    assert not Proof.objects.filter(pk=made.pk).exists()


def test_a_sheet_is_filled_in_elsewhere_and_read_back(client_of, year):
    scoring(year)
    third, fourth = members(year)[2:4]
    client = client_of(clerk_of(third, "c"))
    mark(third.pk, "self", SELF, by=None, at=NOON, on=ON)
    out = client.get(sheet_of(third, "bang/"))
    assert out["Content-Type"].endswith("spreadsheetml.sheet")
    Mark.objects.all().delete()

    told = client.post(
        sheet_of(third, "bang/"), {"tep": SimpleUploadedFile("bang.xlsx", out.content)}, follow=True
    ).content.decode()
    assert ("Đã đọc vào 3 dòng điểm." in told, Mark.objects.count()) == (True, 3)
    other = client_of(clerk_of(fourth, "d"))
    told = other.post(
        sheet_of(fourth, "bang/"), {"tep": SimpleUploadedFile("bang.xlsx", out.content)}, follow=True
    ).content.decode()
    assert "Tệp này không phải bảng tự chấm của Công an huyện D" in told
    assert other.get(sheet_of(third, "bang/")).status_code == 404


# --- sheets ------------------------------------------------------------------------------------------


def test_a_sheet_is_typed_as_a_table_and_its_next_version_from_a_file(client_of, officer, office):
    client = client_of(officer)
    assert client.get("/phong-trao/khoi/bang-diem/").status_code == 200
    start = client.get("/phong-trao/khoi/bang-diem/moi/").context["rows"]
    rows = [row for _, row in start if row[1]]
    form = {
        "ten": "Bảng điểm",
        "per_percent": "0,01",
        "most_share": "0,1",
        "most_all": "20",
        **{
            name: [row[place] for row in rows]
            for place, name in enumerate(("nhom", "tieu-chi", "cach", "diem", "ai", "chi-tiet"))
        },
    }
    wrong = client.post("/phong-trao/khoi/bang-diem/moi/", form | {"diem": ["nhiều", *form["diem"][1:]]})
    assert (wrong.status_code, "“nhiều” không phải là số" in wrong.content.decode()) == (422, True)
    made = client.post("/phong-trao/khoi/bang-diem/moi/", form)
    first = Sheet.objects.get()
    assert made.url == f"/phong-trao/khoi/bang-diem/{first.pk}/"
    assert "Hồ sơ khen thưởng bị trả lại" in client.get(made.url).content.decode()

    file = client.get(f"{made.url}tep/").content
    again = {"ten": "Bảng điểm", "tep": SimpleUploadedFile("bang-diem.xlsx", file)}
    assert client.post("/phong-trao/khoi/bang-diem/moi/", again).status_code == 302
    second = Sheet.objects.get(number=2)
    assert second.content["groups"] == first.content["groups"]
    assert client.get(f"/phong-trao/khoi/bang-diem/moi/?tu={first.pk}").context["name"] == "Bảng điểm"


def test_an_inspector_reads_and_writes_nothing(client_of, inspector, year):
    appraised(year)
    third = members(year)[2]
    client = client_of(inspector)
    assert str(client.get(sheet_of(third)).context["judged_total"].total) == "86.00"
    assert client.post(sheet_of(third), TYPED).status_code == 403
    assert client.post(address(year, "xep-hang/"), {"ngay": "25/05/2020"}).status_code == 403
