"""The safe-area standard on screen: the table of a commune's year, shares, who is missing, corrections with a reason, own units only."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tdkt.records.models import Entry, Office, SafeBody, SafeYear, Unit
from tdkt.records.safe_areas import mark, said_of
from tests.conftest import make_unit
from tests.operations.safe import commune, find, parts, register, settle

YEAR = "?nam=2024"


@pytest.fixture
def in_2024(office) -> Office:
    """The office stands in December 2024."""
    Office.objects.filter(pk=1).update(working_date=date(2024, 12, 2))
    office.refresh_from_db()
    return office


@pytest.fixture
def place(in_2024) -> SafeBody:
    return commune(unit=Unit.objects.get(name="Công an huyện mẫu").pk)


def table(place, bodies, act="ghi", *, year=2024, **said):
    """The form of the page with the rows as shown, each with every criterion met; `said` replaces fields."""
    rows = said_of([one.pk for one in bodies], year)
    fields = {"viec": act}
    for one in bodies:
        fields |= {f"dau-{one.pk}": mark(rows.get(one.pk)), f"ngay-{one.pk}": "20/02/2024"}
        codes = {
            "residential-area": "kdc-{}",
            "agency": "cq-{}",
            "firm": "cq-{}",
            "school": "gd-{}",
            "commune": "xa-{}",
        }
        count = {"residential-area": 5, "agency": 5, "firm": 5, "school": 6, "commune": 3}[one.kind]
        fields |= {f"tc-{one.pk}-{codes[one.kind].format(n)}": "co" for n in range(1, count + 1)}
    return fields | said


def row_of(body, year=2024):
    return said_of([body.pk], year).get(body.pk)


def test_the_overview_shows_got_needed_and_lacking(client_of, officer, place):
    bodies = parts(place, areas=20, agencies=2, firms=1, schools=2)
    settle(bodies[:16])
    settle(bodies[16:], False)
    parts(commune("Xã Khác"), areas=1)

    page = client_of(officer).get("/mo-hinh/an-toan/" + YEAR)

    lines = {line.body.name: line for line in page.context["page"].rows}
    line = lines["Xã Đại Hiệp"]
    assert (line.cells, line.share.needed, line.share.lacking) == (((16, 20), (0, 2), (0, 1), (0, 2)), 18, 2)
    assert line.states == {"open", "lacking"}
    assert [count for _, _, count in page.context["tabs"]] == [2, 0, 0, 2, 1]
    text = page.content.decode()
    assert "thiếu 2" in text
    assert "16/11/2023 – 15/11/2024" in text
    only = client_of(officer).get("/mo-hinh/an-toan/" + YEAR + "&ket=lacking").context["page"].rows
    assert [one.body.name for one in only] == ["Xã Đại Hiệp"]
    named = client_of(officer).get("/mo-hinh/an-toan/" + YEAR + "&ten=khac").context["page"].rows
    assert [one.body.name for one in named] == ["Xã Khác"]


def test_a_table_is_written_then_registered_and_decided_in_one_press_each(client_of, officer, place):
    first, second = parts(place, areas=2)
    client, address = client_of(officer), f"/mo-hinh/an-toan/xa/{place.pk}/{YEAR}"

    assert client.get(address).status_code == 200
    empty = {f"ngay-{second.pk}": ""} | {f"tc-{second.pk}-kdc-{n}": "" for n in range(1, 6)}
    assert client.post(address, table(place, [first, second], **empty)).status_code == 302
    assert (row_of(first).registered_on, row_of(second)) == (date(2024, 2, 20), None)

    said = {"pham-vi": "tat-ca", "ngay-dang-ky": "3/5/2024", "van-ban": "12/BĐK"}
    told = client.post(address, table(place, [first, second], "dang-ky", **empty, **said), follow=True)
    assert "Đăng ký sau hạn của văn bản: Thôn 2." in told.content.decode()
    assert row_of(second).registration == "12/BĐK"

    said = {"chon": [first.pk], "ket-qua": "met", "ngay-quyet-dinh": "08/11/2024", "so-quyet-dinh": "15/QĐ-UBND"}
    late = {f"ngay-{second.pk}": "03/05/2024", f"tc-{second.pk}-kdc-4": "khong"}
    fields = table(place, [first, second], "quyet-dinh", **said) | late
    assert client.post(address, fields).status_code == 302
    assert (row_of(first).result, row_of(second).result) == ("met", "")
    fields = {"viec": "quyet-dinh", "pham-vi": "residential-area", "ket-qua": "not-met", "ngay-quyet-dinh": "8/11/2024"}
    assert client.post(address, table(place, [second]) | late | fields).status_code == 302
    assert row_of(second).result == "not-met"

    page = client.get(address)
    assert page.context["share"].answer is False
    assert "thiếu 1" in page.content.decode()


def test_what_is_refused_comes_back_as_typed_and_writes_nothing(client_of, officer, place):
    [area] = parts(place, areas=1)
    client, address = client_of(officer), f"/mo-hinh/an-toan/xa/{place.pk}/{YEAR}"

    for said, words in (
        ({f"ngay-{area.pk}": "hôm qua"}, "không phải một ngày"),
        ({"viec": "dang-ky", "chon": [area.pk], "ngay-dang-ky": ""}, "chưa ghi ngày"),
        ({"viec": "quyet-dinh", "ket-qua": "met", "ngay-quyet-dinh": "8/11/2024"}, "Chưa chọn nơi nào"),
        ({"viec": "quyet-dinh", "pham-vi": "school", "ket-qua": "met", "ngay-quyet-dinh": "8/11/2024"}, "Không có nơi nào còn"),
        ({f"dau-{area.pk}": "khác"}, "Có người vừa ghi"),
    ):  # fmt: skip
        page = client.post(address, table(place, [area], **said))
        assert page.status_code == 422
        assert words in page.content.decode()
        [row] = page.context["groups"][0].rows
        assert [cell.value for cell in row.cells] == ["co"] * 5
        assert not SafeYear.objects.exists()
    assert client.post(address, {"viec": "khác"}).status_code == 400


def test_an_act_is_taken_back_from_its_message(client_of, officer, place):
    [area] = parts(place, areas=1)
    client, address = client_of(officer), f"/mo-hinh/an-toan/xa/{place.pk}/{YEAR}"
    client.post(address, table(place, [area]))
    act = Entry.objects.get(verb="safe-areas.findings")

    back = client.post(f"/mo-hinh/an-toan/hoan-tac/{act.pk}/", HTTP_REFERER=f"http://testserver{address}")
    assert back.url == address
    assert not SafeYear.objects.exists()
    assert client.post(f"/mo-hinh/an-toan/hoan-tac/{act.pk}/").status_code == 409


def test_bodies_are_entered_as_a_list_once(client_of, clerk, place):
    client = client_of(clerk)
    address = f"/mo-hinh/an-toan/them/?xa={place.pk}"
    assert client.get(address).status_code == 200

    text = "Thôn 1\nTrường THCS Lê Lợi\tnhà trường\nThôn 1"
    told = client.post(address, {"danh-sach": text, "loai": "residential-area"}, follow=True).content.decode()
    assert "Đã thêm 2 nơi." in told
    assert "Đã có trong sổ: Thôn 1." in told
    assert set(SafeBody.objects.filter(within=place).values_list("kind", flat=True)) == {"residential-area", "school"}
    page = client.post(address, {"danh-sach": "Hòa Mỹ", "loai": ""})
    assert (page.status_code, page.context["text"]) == (422, "Hòa Mỹ")
    unit = Unit.objects.get(name="Công an huyện mẫu")
    client.post("/mo-hinh/an-toan/them/", {"danh-sach": "Xã Mới", "loai": "commune", "don-vi": unit.pk})
    assert SafeBody.objects.get(name="Xã Mới").unit == unit


def test_a_body_shows_its_years_and_a_decided_one_is_corrected_with_a_reason(client_of, officer, clerk, place):
    [area] = parts(place, areas=1)
    settle([area], year=2023)
    settle([area])
    client, row = client_of(officer), row_of(area)
    page = client.get(f"/mo-hinh/an-toan/noi/{area.pk}/")
    assert [one.row.year for one in page.context["years"]] == [2024, 2023]

    fields = table(place, [area]) | {f"tc-{area.pk}-kdc-4": "khong", "ket-qua": "not-met", "ly-do": "Nhập nhầm"}
    fields |= {"ngay-quyet-dinh": "08/11/2024", "so-quyet-dinh": "15/QĐ-UBND", f"loi-{area.pk}-kdc-4": "Xảy ra 2 vụ"}
    address = f"/mo-hinh/an-toan/nam/{row.pk}/dinh-chinh/"
    assert client_of(clerk).post(address, fields).status_code == 403
    refused = client.post(address, fields | {"ket-qua": "met"})
    assert (refused.status_code, refused.context["own"].cells[3].value) == (422, "khong")
    assert client.post(address, fields).status_code == 302
    assert row_of(area).findings["kdc-4"] == {"met": False, "words": "Xảy ra 2 vụ"}
    assert client.post(f"/mo-hinh/an-toan/nam/{row.pk}/bo/", {"ly-do": "Nhầm"}).status_code == 302
    assert row_of(area) is None


def test_a_body_is_written_by_itself_mended_and_struck(client_of, clerk, place):
    area, other = parts(place, areas=2)
    client, address = client_of(clerk), f"/mo-hinh/an-toan/noi/{area.pk}/"
    words = {f"loi-{area.pk}-kdc-4": "Giảm 1 vụ so với năm trước"}
    assert client.post(address + YEAR, table(place, [area], **words)).status_code == 302
    assert row_of(area).findings["kdc-4"] == {"met": True, "words": "Giảm 1 vụ so với năm trước"}
    named = client.post(address + YEAR, table(place, [area], **{f"loi-{area.pk}-kdc-4": "do ông Nguyễn Văn An"}))
    assert named.status_code == 422

    said = {"ten": "Thôn Một", "tu-nam": "", "den-nam": "2024", "ghi-chu": "", "ly-do": "Đổi tên"}
    assert client.post(address + "sua/", said).status_code == 302
    assert client.post(address + "sua/", said | {"den-nam": "20x4"}).status_code == 409
    area.refresh_from_db()
    assert (area.name, area.to_year) == ("Thôn Một", 2024)
    assert (
        client.post(f"/mo-hinh/an-toan/noi/{other.pk}/bo/", {"ly-do": "Nhầm"}).url == f"/mo-hinh/an-toan/xa/{place.pk}/"
    )
    assert client.post(address + "bo/", {"ly-do": "Nhầm"}).status_code == 409


def test_who_has_not_registered_or_reported(client_of, officer, place):
    first, second, third = parts(place, areas=3)
    register([first, second, place])
    find([first])
    client = client_of(officer)

    page = client.get("/mo-hinh/an-toan/chua/" + YEAR)
    assert [body for body, _, _ in page.context["lines"]] == [third]
    page = client.get("/mo-hinh/an-toan/chua/" + YEAR + "&chua=ket-qua")
    assert [body for body, _, _ in page.context["lines"]] == [place, second]


def test_the_list_comes_as_a_workbook(client_of, officer, place):
    settle(parts(place, areas=2))
    answer = client_of(officer).get("/mo-hinh/an-toan/tep/" + YEAR)

    assert answer.content[:2] == b"PK"
    assert "spreadsheetml" in answer.headers["Content-Type"]
    answer = client_of(officer).get(f"/mo-hinh/an-toan/xa/{place.pk}/tep/" + YEAR)
    [sheet] = load_workbook(BytesIO(answer.content)).worksheets
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [(row[2], row[3].date()) for row in told[-2:]] == [
        ("Thôn 1", date(2024, 2, 20)),
        ("Thôn 2", date(2024, 2, 20)),
    ]
    assert told[-1][4:9] == ["Đạt"] * 5


def test_what_another_unit_follows_is_neither_seen_nor_written(client_of, clerk, place):
    other = commune("Xã Khác", unit=make_unit("Công an huyện khác").pk)
    [area] = parts(other, areas=1)
    client = client_of(clerk)

    assert [line.body for line in client.get("/mo-hinh/an-toan/" + YEAR).context["page"].rows] == [place]
    for address in (f"xa/{other.pk}/", f"noi/{area.pk}/", f"them/?xa={other.pk}"):
        assert client.get("/mo-hinh/an-toan/" + address).status_code == 404
    assert client.post(f"/mo-hinh/an-toan/xa/{other.pk}/{YEAR}", table(other, [area])).status_code == 404
    assert [body for body, _, _ in client.get("/mo-hinh/an-toan/chua/" + YEAR).context["lines"]] == [place]


def test_what_no_text_says_is_told_as_not_known(client_of, officer, place):
    parts(place, areas=1)
    client = client_of(officer)

    for year, words in ((2016, "chưa đọc được văn bản"), (2011, "Chưa biết văn bản nào áp dụng cho năm này")):
        page = client.get(f"/mo-hinh/an-toan/xa/{place.pk}/?nam={year}")
        assert page.status_code == 200
        assert words in page.content.decode()
        assert client.get(f"/mo-hinh/an-toan/?nam={year}").status_code == 200
    Office.objects.filter(pk=1).update(working_date=date(2025, 12, 2))
    page = client.get("/mo-hinh/an-toan/?nam=2025").content.decode()
    assert "48/2025/TT-BCA" in page


def test_an_empty_book_says_what_to_do_first(client_of, officer, inspector, in_2024):
    page = client_of(officer).get("/mo-hinh/an-toan/")
    assert "Chưa có xã nào trong sổ" in page.content.decode()
    assert '/mo-hinh/an-toan/them/"' in page.content.decode()
    assert 'href="/mo-hinh/an-toan/them/"' not in client_of(inspector).get("/mo-hinh/an-toan/").content.decode()
    assert client_of(inspector).get("/mo-hinh/an-toan/chua/").status_code == 200


def test_no_field_of_any_form_asks_for_a_person(client_of, officer, place):
    """Names of fields, as the page has them: none holds a person, a number of one, or an act of one."""
    [area] = parts(place, areas=1)
    client = client_of(officer)
    fields = set()
    for address in (f"xa/{place.pk}/{YEAR}", f"noi/{area.pk}/{YEAR}", "them/", f"them/?xa={place.pk}"):
        text = client.get("/mo-hinh/an-toan/" + address).content.decode()
        main = text[text.index("<main") : text.index("</main>")]
        fields |= {piece.partition('"')[0].partition("-" + str(area.pk))[0] for piece in main.split(' name="')[1:]}
    fields = {one.partition(f"-{place.pk}")[0] for one in fields}

    assert fields == {
        "csrfmiddlewaretoken", "chon", "viec", "pham-vi", "dau", "ngay", "tc", "loi",
        "ngay-dang-ky", "van-ban", "ket-qua", "ngay-quyet-dinh", "so-quyet-dinh", "co-quan",
        "loai", "don-vi", "danh-sach", "ten", "tu-nam", "den-nam", "ghi-chu", "ly-do",
    }  # fmt: skip


@pytest.mark.parametrize("more", [0, 2])
def test_the_overview_asks_as_much_for_three_communes_as_for_one(
    client_of, officer, place, django_assert_num_queries, more
):
    settle(parts(place, areas=2))
    for number in range(more):
        settle(parts(commune(f"Xã {number}", unit=place.unit_id), areas=2))
    client = client_of(officer)
    client.get("/mo-hinh/an-toan/" + YEAR)

    with django_assert_num_queries(14):
        assert len(client.get("/mo-hinh/an-toan/" + YEAR).context["page"].rows) == 1 + more


@pytest.mark.parametrize("more", [0, 2])
def test_the_table_asks_as_much_for_three_bodies_as_for_one(client_of, officer, place, django_assert_num_queries, more):
    register(parts(place, areas=1 + more))
    client = client_of(officer)
    client.get(f"/mo-hinh/an-toan/xa/{place.pk}/{YEAR}")

    with django_assert_num_queries(10):
        assert len(client.get(f"/mo-hinh/an-toan/xa/{place.pk}/{YEAR}").context["groups"][0].rows) == 1 + more
