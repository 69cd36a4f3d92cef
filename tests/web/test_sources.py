"""From a fact on a screen to the cells of the file that it came from, and to the file; of others' rows no more than one may see."""

import hashlib
import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.utils import timezone

from tdkt.operations.imports import Incoming, apply_import
from tdkt.operations.kept_files import forget_file, plain_name
from tdkt.operations.kept_plans import apply_kept, drop_plan, keep_plan, read_incoming
from tdkt.records.models import (
    Conferral,
    Decision,
    Discipline,
    ImportBatch,
    Initiative,
    Movement,
    Rating,
    Service,
    Unit,
)
from tdkt.web.places import place_words
from tdkt.web.sources import KINDS
from tests.operations.plans import incoming
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.lists import DISTRICT, HOA, LAN, MONDAY, PEOPLE, award_list, broken_list, enter_people, person

NAME = "bằng khen \u202e2019.xlsx"
LAN_BEHIND = ("Trần  Thị Lan", *LAN[1:])


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def people(office: Any) -> None:
    enter_people()


@pytest.fixture
def honour(people: None, officer: Any) -> Conferral:
    """The honour of Lan, of the district police, from row 5 of the officer's file; Tâm of the province stands in row 6."""
    elsewhere = ("Nguyễn Văn Tâm", "20/11/1990", "Trung úy", "Cán bộ", "Công an tỉnh mẫu")
    content = award_list(LAN_BEHIND, elsewhere, HOA)
    batch = keep_plan(read_incoming(NAME, content), by=officer, at=timezone.now())
    apply_kept(batch.pk, by=officer, at=timezone.now())
    found: Conferral = Conferral.objects.get(subject__name="Trần Thị Lan")
    return found


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_an_honour_opens_to_its_cells_as_the_file_has_them(client_of, officer, honour):
    client = client_of(officer)
    page = text_of(client.get(f"/so/khen-thuong/{honour.pk}/"))
    source = text_of(client.get(f"/nguon/khen-thuong/{honour.pk}/"))

    assert f'href="/nguon/khen-thuong/{honour.pk}/"' in page
    assert "trang “Sheet1”, ô A5:F5" in source
    assert '<tr class="o-hang" aria-current="true"><th scope="row">5</th>' in source
    assert '<td class="o-repair">Trần  Thị Lan</td>' in source
    assert "Nguyễn Văn Tâm" in source
    assert source.index("STT") < source.index("Trần  Thị Lan") < source.index("Lê Thị Hoà")
    assert 'href="/nhap/' in source
    assert "Tải tệp gốc" in source


def test_whoever_may_not_see_the_import_sees_the_row_alone(client_of, clerk, honour):
    batch = honour.source.batch
    client = client_of(clerk)
    source = text_of(client.get(f"/nguon/khen-thuong/{honour.pk}/"))

    assert "Trần  Thị Lan" in source
    assert "Nguyễn Văn Tâm" not in source
    assert "Lê Thị Hoà" not in source
    assert f"/nhap/{batch.pk}/" not in source
    assert "Các hàng bên cạnh nói về người khác" in source
    assert [client.get(f"/nhap/{batch.pk}/{page}/").status_code for page in ("tep", "ghi-chu")] == [404, 404]


def test_a_row_that_is_not_seen_has_no_source_either(client_of, clerk, honour):
    elsewhere = Conferral.objects.get(subject__name="Nguyễn Văn Tâm")
    client = client_of(clerk)

    answers = [
        client.get(f"/nguon/{kind}/{row}/").status_code
        for kind, row in (
            ("khen-thuong", elsewhere.pk),
            ("doi-tuong", elsewhere.subject_id),
            ("cong-tac", Service.objects.filter(subject=elsewhere.subject_id).first().pk),
            ("don-vi", Unit.objects.get(name="Công an tỉnh mẫu").pk),
            ("khong-co", 1),
        )
    ]

    assert answers == [404] * 5


def test_the_file_of_an_applied_import_is_downloaded_as_it_came(client_of, officer, honour):
    batch = honour.source.batch

    response = client_of(officer).get(f"/nhap/{batch.pk}/tep/")

    assert hashlib.sha256(response.content).hexdigest() == batch.sha256 == batch.kept
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        'a"; filename="b.exe',
        "a\r\nX-Evil: 1.xlsx",
        "bằng khen.xlsx",
        "CON",
        "x" * 290,
        "\u202egpj.exe",
    ],
)
def test_whatever_the_file_is_called_its_header_says_that_name_alone(client_of, officer, people, name):
    batch = keep_plan(
        Incoming(name[:300], award_list(LAN), read_incoming("a.xlsx", award_list(LAN)).plan), by=officer, at=MONDAY
    )

    header = client_of(officer).get(f"/nhap/{batch.pk}/tep/")["Content-Disposition"]

    saved_as = unquote(
        header.removeprefix("attachment; filename").lstrip("*").removeprefix("=utf-8''").lstrip("=")
    ).strip('"')
    assert saved_as == plain_name(name)
    assert not set(saved_as) & set('\r\n/\\"\u202e')


def test_a_fact_whose_file_is_gone_shows_what_was_read(client_of, officer, honour):
    forget_file(honour.source.batch.kept)

    source = text_of(client_of(officer).get(f"/nguon/khen-thuong/{honour.pk}/"))

    assert "Không còn giữ tệp, hoặc không đọc lại được." in source
    assert "<dd>Thiếu tá</dd>" in source
    assert "Tải tệp gốc" not in source


def test_each_line_behind_a_person_can_be_looked_at(client_of, officer, people):
    home = PEOPLE[2] | {"home": "Đại Lộc"}
    apply_import(incoming("people", home, name="bo-sung.xlsx"), by=None, at=MONDAY)
    lan = person("Trần Thị Lan", "1985-03-12")
    client = client_of(officer)

    newest = text_of(client.get(f"/nguon/doi-tuong/{lan.pk}/"))
    older = lan.source_id
    first = text_of(client.get(f"/nguon/doi-tuong/{lan.pk}/?dong={older}"))

    assert "bo-sung.xlsx</h1>" in newest.replace(" <span", "</h1>").replace("</h1></h1>", "</h1>")
    assert f"?dong={older}" in newest
    assert "danh-sach.xlsx" in first
    assert client.get(f"/nguon/doi-tuong/{lan.pk}/?dong=987654").status_code == 404


def test_every_kind_of_fact_opens(client_of, officer, honour):
    lan = honour.subject
    for kind, record in (
        ("ratings", {"name": "Trần Thị Lan", "born": "1985-03-12", "unit": DISTRICT, "year": 2019, "rating": "hoan-thanh-xuat-sac"}),
        ("initiatives", {"name": "Trần Thị Lan", "unit": DISTRICT, "year": 2019, "title": "Sổ điện tử", "kind": "sang-kien", "scope": "co-so"}),
        ("disciplines", {"name": "Trần Thị Lan", "unit": DISTRICT, "form": "khien-trach", "from": "2018-02-01"}),
    ):  # fmt: skip
        file = incoming(kind, record, name=f"{kind}.xlsx")
        file.plan["parts"][0]["rows"][0]["choice"] = {"subject": lan.pk}
        apply_import(file, by=None, at=MONDAY)
    facts = {
        "khen-thuong": honour.pk,
        "quyet-dinh": Decision.objects.get().pk,
        "doi-tuong": lan.pk,
        "cong-tac": Service.objects.filter(subject=lan).first().pk,
        "xep-loai": Rating.objects.get().pk,
        "sang-kien": Initiative.objects.get().pk,
        "ky-luat": Discipline.objects.get().pk,
    }
    client = client_of(officer)

    shown = {kind: client.get(f"/nguon/{kind}/{row}/").status_code for kind, row in facts.items()}
    sheet = text_of(client.get(f"/so/nguoi/{lan.pk}/"))

    assert shown == dict.fromkeys(facts, 200)
    for kind in ("doi-tuong", "cong-tac", "xep-loai", "sang-kien", "ky-luat"):
        assert f'href="/nguon/{kind}/{facts[kind]}/"' in sheet
    assert set(facts) < set(KINDS)


def test_what_was_entered_by_hand_says_so(client_of, officer, office):
    movement = Movement.objects.create(name="Phong trào mẫu", kind="movement")

    source = text_of(client_of(officer).get(f"/nguon/phong-trao/{movement.pk}/"))

    assert "Ghi bằng tay, không từ tệp nào." in source


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("Sheet1!A7:F7", "trang “Sheet1”, ô A7:F7"),
        ("line 7", "dòng 7"),
        ("table 2 row 5", "bảng 2, hàng 5"),
        ("page 3 table 1 row 4", "trang 3, bảng 1, hàng 4"),
        ("paragraph 12", "đoạn 12"),
        ("subjects.csv line 3", "subjects.csv line 3"),
    ],
)
def test_places_are_said_in_words(at: str, words: str):
    assert place_words(at) == words


def test_the_cells_of_a_waiting_row_are_shown_beneath_it_and_to_nobody_else(client_of, officer, clerk, people):
    batch = keep_plan(read_incoming("bang-khen.xlsx", broken_list()), by=officer, at=MONDAY)
    client = client_of(officer)
    address = f"/nhap/{batch.pk}/dong/0-4/"

    drawer = text_of(client.get(address, headers={"HX-Request": "true", "HX-Target": "drawer"}))
    piece = text_of(client.get(f"{address}o/", headers={"HX-Request": "true"}))
    page = text_of(client.get(f"{address}o/"))

    assert f'hx-get="{address}o/"' in drawer
    assert '<td class="o-error">Tr?n V?n B</td>' in piece
    assert "<html" not in piece
    assert piece.strip() in page
    assert [
        client_of(clerk).get(f"{address}o/").status_code,
        client.get(f"/nhap/{batch.pk}/dong/0-99/o/").status_code,
    ] == [404, 404]


# --- the annotated copy -----------------------------------------------------------------------------


def test_the_annotated_copy_of_a_plan_is_downloaded(client_of, officer, people):
    batch = keep_plan(read_incoming("bang-khen.xlsx", broken_list()), by=officer, at=MONDAY)
    client = client_of(officer)

    page = text_of(client.get(f"/nhap/{batch.pk}/"))
    response = client.get(f"/nhap/{batch.pk}/ghi-chu/")

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert f'href="/nhap/{batch.pk}/ghi-chu/"' in page
    assert (book.sheetnames, book["Sheet1"]["G4"].value) == (["tdkt", "Sheet1"], "tdkt: vấn đề")
    assert book["Sheet1"]["B6"].comment is not None
    assert "ghi%20ch%C3%BA" in response["Content-Disposition"]
    drop_plan(batch.pk, by=officer, at=MONDAY)
    assert client.get(f"/nhap/{batch.pk}/ghi-chu/").status_code == 404


def test_the_annotated_copy_of_a_csv_is_a_list_of_its_rows(client_of, officer, people):
    lines = f"STT,Họ và tên,Ngày sinh,Đơn vị\n1,Tr?n V?n B,01/02/1980,{DISTRICT}\n".encode()
    batch = keep_plan(read_incoming("a.csv", lines), by=officer, at=MONDAY)

    book = openpyxl.load_workbook(io.BytesIO(client_of(officer).get(f"/nhap/{batch.pk}/ghi-chu/").content))

    assert book.sheetnames == ["tdkt", "1 CSV"]
    assert ImportBatch.objects.get(pk=batch.pk).state == "planned"


# --- in a browser -------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_a_fact_is_opened_to_its_cell_and_its_file(page, honour, officer, viewport):
    if viewport:
        page.set_viewport_size(viewport)
    enter(page, officer)
    page.goto("/so/khen-thuong/")
    page.get_by_role("link", name="Trần Thị Lan").click()
    page.locator("#drawer").get_by_role("link", name="trang “Sheet1”, ô A5:F5").click()
    row = page.locator("#drawer tr[aria-current]")
    row.wait_for()

    assert row.inner_text().split("\t")[:3] == ["5", "1", "Trần  Thị Lan"]
    assert_no_axe_violations(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp gốc").click()
    assert download.value.suggested_filename == "bằng khen 2019.xlsx"
    page.goto(f"/nguon/khen-thuong/{honour.pk}/")
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


NAMES = [
    "../../etc/passwd.xlsx",
    "..\\..\\boot.ini",
    'a"; filename="b.exe',
    "a\r\nSet-Cookie: x=1.xlsx",
    "bằng khen năm 2019.xlsx",
    "ba\u0300ng khen.xlsx",
    "CON.xlsx",
    "\u202egnp.xslx",
    "%2e%2e%2fpasswd.xlsx",
    "a;b,c='d'.xlsx",
    "ằ" * 290 + ".xlsx",
    "tệp\u200b ẩn.xlsx",
]


@pytest.mark.browser
def test_a_browser_saves_each_file_under_its_plain_name_and_nothing_is_written_elsewhere(
    page, officer, people, settings
):
    read = read_incoming("a.xlsx", award_list(LAN))
    kept = [keep_plan(Incoming(name, read.content, read.plan), by=officer, at=MONDAY) for name in NAMES]
    enter(page, officer)
    page.goto("/nhap/")

    saved = []
    for batch in kept:
        with page.expect_download() as download:
            page.evaluate("address => { location.href = address; }", f"/nhap/{batch.pk}/tep/")
        saved.append(download.value.suggested_filename)

    assert saved == [plain_name(name) for name in NAMES]
    folders = {path.relative_to(settings.DATA).parts[0] for path in settings.DATA.rglob("*") if path.is_file()}
    assert folders <= {"waiting", "files", "jobs"}
    assert {path.name for path in (settings.DATA / "waiting").iterdir()} == {batch.kept for batch in kept}
