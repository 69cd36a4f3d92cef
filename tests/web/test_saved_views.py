"""Lists saved under a name and opened again, grouped on a sheet, and given out as they are seen, with formulas left as text."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from docx import Document

from tdkt.operations.ledger import writing
from tdkt.records.models import Census, CensusLine, CommunityModel, ModelType, SavedView, Unit
from tdkt.vietnamese.folding import fold
from tdkt.web import list_sheets
from tests.conftest import make_unit
from tests.web.register import NOON, enter_award, enter_decision, enter_person

SHEET = "/danh-sach/khen-thuong/"


@pytest.fixture
def awards(office) -> list[int]:
    """Three awards of two years; one receiver's name looks like a formula."""
    district = Unit.objects.get(name="Công an huyện mẫu")
    first, second = enter_decision("01/QĐ-BCA", date(2018, 5, 1)), enter_decision("02/QĐ-BCA", date(2019, 5, 1))
    return [
        enter_award(enter_person("=CMD|'/C calc'!A0", district), first).pk,
        enter_award(enter_person("Lê Thị Bình", district), second).pk,
        enter_award(enter_person("Phan Văn An", office.unit), second).pk,
    ]


def enter_models(*models: tuple[str, str, str]) -> None:
    """Models as (type, name, district), all of one census."""
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        census = pen.add_one(Census(as_of=date(2019, 12, 31)))
        for kind, name, district in models:
            type_ = ModelType.objects.filter(name=kind).first() or pen.add_one(
                ModelType(name=kind, folded=kind.lower())
            )
            model = pen.add_one(
                CommunityModel(
                    type=type_, name=name, place="Xã Mẫu", district=district, founded="2016-08", search=fold(name)
                )
            )
            pen.add_one(CensusLine(census=census, model=model, places=2, rating="Hiệu quả"))


# --- saved ---------------------------------------------------------------------------------------------


def test_a_list_is_saved_with_its_filters_opened_again_forgotten_and_put_back(client_of, officer, clerk, awards):
    client = client_of(officer)
    page = client.get("/so/khen-thuong/?tu=2019&trang=1")
    assert 'name="query" value="tu=2019"' in page.content.decode()

    said = {"route": "awards", "query": "tu=2019&trang=3", "name": "Khen 2019"}
    assert client.post("/danh-sach/luu/", said).url == "/so/khen-thuong/?tu=2019"
    [(words, [view])] = client.get("/danh-sach/").context["groups"]
    assert (str(words), view.saved.name, view.url) == (
        "Sổ đăng ký khen thưởng",
        "Khen 2019",
        "/so/khen-thuong/?tu=2019",
    )
    assert client.get(view.url).context["page"].total == 2
    assert client_of(clerk).get("/danh-sach/").context["groups"] == []
    assert client_of(clerk).post(f"/danh-sach/bo/{view.saved.pk}/").status_code == 404

    told = client.post(f"/danh-sach/bo/{view.saved.pk}/", follow=True)
    undo = list(told.context["messages"])[-1].extra_tags.removeprefix("undo:")
    assert not SavedView.objects.exists()
    client.post(undo)
    assert SavedView.objects.get().query == "tu=2019"


def test_a_grouped_list_opens_grouped_and_what_is_no_list_is_refused(client_of, officer, awards):
    client = client_of(officer)
    said = {"route": "awards", "query": "tu=2018&nhom=nam", "name": "Theo năm"}

    assert client.post("/danh-sach/luu/", said).url == f"{SHEET}?tu=2018&nhom=nam"
    assert client.post("/danh-sach/luu/", said).url == "/so/khen-thuong/?tu=2018&nhom=nam"  # the name is in use
    assert client.post("/danh-sach/luu/", said | {"route": "log"}).url == "/danh-sach/"
    assert client.post("/danh-sach/luu/", said | {"name": ""}).status_code == 302
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["/so/khen-thuong/", "/so/nguoi/", "/quyet-dinh/", "/phong-trao/", "/mo-hinh/danh-sach/"]
)
def test_every_list_can_be_saved_from_its_page(client_of, officer, awards, address):
    enter_models(("Tiếng kẻng", "Tiếng kẻng thôn 1", "Đại Lộc"))
    html = client_of(officer).get(address).content.decode()

    assert ("Lưu danh sách này" in html) is (address != "/phong-trao/")  # no movement is there to be listed


# --- grouped --------------------------------------------------------------------------------------------


def blocks(page) -> list[tuple[str, int, list[str]]]:
    place = page.context["source"].name_place
    return [
        (one.title, one.whole, [cells[place] for _number, _url, cells in one.rows]) for one in page.context["blocks"]
    ]


def test_awards_are_grouped_by_what_is_asked_within_their_own_order(client_of, officer, awards):
    client = client_of(officer)

    assert blocks(client.get(f"{SHEET}?nhom=nam&xep=ten")) == [
        ("2019", 2, ["Phan Văn An", "Lê Thị Bình"]),
        ("2018", 1, ["=CMD|'/C calc'!A0"]),
    ]
    assert [(title, whole) for title, whole, _ in blocks(client.get(f"{SHEET}?nhom=don-vi&tu=2019"))] == [
        ("Công an tỉnh mẫu", 1),
        ("Công an huyện mẫu", 1),
    ]
    assert [title for title, _, _ in blocks(client.get(SHEET))] == [""]
    assert client.get(f"{SHEET}?nhom=ten").status_code == 400
    assert client.get("/danh-sach/khong-co/").status_code == 404


def test_models_are_grouped_and_a_filter_holds(client_of, officer, office):
    enter_models(
        ("Tiếng kẻng", "Tiếng kẻng thôn 1", "Đại Lộc"),
        ("Tiếng kẻng", "Tiếng kẻng thôn 2", ""),
        ("Camera", "Camera thôn 3", "Đại Lộc"),
    )
    client = client_of(officer)

    assert [(title, whole) for title, whole, _ in blocks(client.get("/danh-sach/mo-hinh/?nhom=loai"))] == [
        ("Camera", 1),
        ("Tiếng kẻng", 2),
    ]
    found = blocks(client.get("/danh-sach/mo-hinh/?nhom=huyen&ten=kẻng"))
    assert found == [("chưa rõ", 1, ["Tiếng kẻng thôn 2"]), ("Đại Lộc", 1, ["Tiếng kẻng thôn 1"])]
    assert blocks(client.get("/danh-sach/mo-hinh/?nhom=nam"))[0][:2] == ("2016", 3)
    assert client.get("/danh-sach/mo-hinh/?tinh=ngoai&nhom=xep-loai").context["blocks"] == []


def test_a_clerk_groups_and_gives_out_the_own_rows_only(client_of, clerk, office, awards):
    enter_award(
        enter_person("Đỗ Văn Em", make_unit("Khác", under=office.unit)), enter_decision("03/QĐ", date(2019, 1, 1))
    )
    client = client_of(clerk)

    assert [title for title, _, _ in blocks(client.get(f"{SHEET}?nhom=don-vi"))] == ["Công an huyện mẫu"]
    told = client.get(f"{SHEET}tep/csv/").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(told)))) == 1 + 2


@pytest.mark.parametrize("more", [0, 2])
def test_the_sheet_asks_as_much_for_three_as_for_one(client_of, officer, office, django_assert_num_queries, more):
    for n in range(1 + more):
        enter_award(enter_person(f"Phan Văn {n}", office.unit), enter_decision(f"0{n}/QĐ", date(2019, 5, 1)))
    client = client_of(officer)
    client.get(f"{SHEET}?nhom=don-vi")

    with django_assert_num_queries(12):
        assert len(blocks(client.get(f"{SHEET}?nhom=don-vi"))[0][2]) == 1 + more


# --- given out ------------------------------------------------------------------------------------------


def test_the_workbook_has_the_rows_as_seen_with_their_group_and_no_formula(client_of, officer, awards):
    content = client_of(officer).get(f"{SHEET}tep/xlsx/?nhom=nam&xep=ten&cap=ministry").content

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[:2] == ["Năm", "STT"])
    assert [row[:4] for row in rows[head + 1 :]] == [
        ["2019", 1, rows[head + 1][2], "Phan Văn An"],
        ["2019", 2, rows[head + 2][2], "Lê Thị Bình"],
        ["2018", 3, rows[head + 3][2], "=CMD|'/C calc'!A0"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "d"}
    assert ["Cấp: Bộ, ban, ngành"] in [[cell for cell in row if cell] for row in rows[:head]]


def test_the_paper_has_a_title_for_each_group(client_of, officer, awards):
    client = client_of(officer)
    content = client.get(f"{SHEET}tep/docx/?nhom=nam").content

    table = Document(io.BytesIO(content)).tables[1]
    assert [row.cells[0].text for row in table.rows if len({cell.text for cell in row.cells}) == 1] == [
        "2019: 2",
        "2018: 1",
    ]
    assert client.get(f"{SHEET}tep/pdf/?nhom=nam").content.startswith(b"%PDF")
    assert client.get(f"{SHEET}tep/odt/").status_code == 404


def test_what_a_file_cannot_hold_is_said_in_it(client_of, officer, awards, monkeypatch):
    monkeypatch.setattr(list_sheets, "MOST", {"docx": 2})
    content = client_of(officer).get(f"{SHEET}tep/docx/").content

    said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    assert "Tệp này có 2 dòng đầu trong 3 dòng; lọc hẹp lại để có đủ." in said
