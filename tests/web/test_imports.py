"""Files on screens: sending, the plan with its cells and remedies, settling, entering, undoing, and whose files are shown."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tdkt.operations.imports import apply_import
from tdkt.operations.kept_files import folder
from tdkt.operations.kept_plans import apply_kept, keep_plan, read_incoming, settle_row
from tdkt.records.models import Conferral, Entry, ImportBatch, Subject
from tdkt.web.uploads import file_name
from tests.operations.plans import incoming
from tests.operations.test_imports import register_rows
from tests.web.lists import HOA, LAN, MONDAY, award_list, broken_list, enter_people, person

NAME = "bang-khen-2019.xlsx"


@pytest.fixture
def people(office):
    enter_people()


def send(client, content: bytes, name: str = NAME) -> Any:
    return client.post("/nhap/", {"tep": SimpleUploadedFile(name, content)})


def sent(client, content: bytes, name: str = NAME) -> ImportBatch:
    """Send a file and answer its batch."""
    response = send(client, content, name)
    assert response.status_code == 302, response.content.decode()
    batch: ImportBatch = ImportBatch.objects.latest("pk")
    assert response["Location"] == f"/nhap/{batch.pk}/"
    return batch


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def lines(response) -> list[tuple[str, str, str]]:
    return [(line.at, line.name, line.status) for line in response.context["lines"]]


# --- sending ------------------------------------------------------------------------------------


def test_a_file_that_was_sent_stands_as_a_plan_and_nothing_is_written(client_of, officer, people):
    before = register_rows()

    batch = sent(client_of(officer), broken_list())

    assert (batch.state, batch.file_name, batch.by, register_rows()) == ("planned", NAME, officer, before)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Chưa chọn tệp."),
        ({"tep": ("hong.xlsx", b"PK\x03\x04 broken")}, "hãy mở bằng Excel hoặc Word, lưu lại rồi nhập lại"),
        ({"tep": ("rong.xlsx", b"")}, "Tệp rỗng"),
        ({"tep": ("anh.png", b"\x89PNG\r\n")}, "không phải là bảng tính"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_on_the_form(client_of, officer, files, sentence):
    response = client_of(officer).post("/nhap/", {key: SimpleUploadedFile(*file) for key, file in files.items()})

    form = re.search(r'<p class="loi-o" id="tep-loi" role="alert">.*?</p>', response.content.decode(), re.DOTALL)
    assert response.status_code == 422
    assert sentence in form[0]
    assert ImportBatch.objects.count() == 0


def test_a_file_over_the_limit_is_let_go_by_while_it_arrives(client_of, officer, settings):
    settings.MAX_IMPORT_SIZE = 2**20

    response = send(client_of(officer), b"x" * (3 * 2**20), "to.csv")

    assert response.status_code == 422
    assert "Tệp lớn hơn 1 MB" in text_of(response)


def test_to_htmx_the_refusal_is_the_form_alone_and_success_a_new_address(client_of, officer, people):
    client = client_of(officer)
    htmx = {"HX-Request": "true"}

    refused = client.post("/nhap/", {"tep": SimpleUploadedFile("a.xlsx", b"")}, headers=htmx)
    taken = client.post("/nhap/", {"tep": SimpleUploadedFile(NAME, broken_list())}, headers=htmx)

    assert refused.content.decode().lstrip().startswith("<form")
    assert taken["HX-Redirect"] == f"/nhap/{ImportBatch.objects.latest('pk').pk}/"


@pytest.mark.parametrize(
    ("sent_as", "kept_as"),
    [
        ("../../etc/passwd", "passwd"),
        ("ba\u0300i.xlsx", "bài.xlsx"),
        ("a\u202egnp.xlsx\n", "agnp.xlsx"),
        ("", "tệp không tên"),
        ("x" * 400 + ".xlsx", "x" * 195 + ".xlsx"),
    ],
)
def test_the_name_of_a_file_is_kept_without_what_could_act(db, sent_as, kept_as):
    assert file_name(sent_as) == kept_as


# --- the list -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_file_and_for_three(
    client_of, officer, people, count, django_assert_num_queries
):
    client = client_of(officer)
    for number in range(count):
        keep_plan(read_incoming(f"tep-{number}.xlsx", award_list(LAN)), by=officer, at=MONDAY)

    with django_assert_num_queries(9):
        response = client.get("/nhap/")

    assert len(response.context["batches"]) == count + 1


def test_each_number_of_the_list_opens_the_rows_behind_it(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())

    listed = dict(client.get("/nhap/").context["batches"])
    numbers = {code: number for code, _word, number in listed[batch]}
    opened = {code: len(lines(client.get(f"/nhap/{batch.pk}/?loc={code}"))) for code in numbers}

    assert numbers == opened == {"new": 2, "changes": 0, "same": 0, "mo": 2}


def test_a_clerk_sees_the_files_of_the_own_unit_only(client_of, clerk, officer, people):
    own, other = sent(client_of(clerk), award_list(LAN)), sent(client_of(officer), award_list(HOA))
    client = client_of(clerk)

    assert [batch for batch, _counts in client.get("/nhap/").context["batches"]] == [own]
    assert [client.get(f"/nhap/{batch.pk}/").status_code for batch in (own, other)] == [200, 404]
    assert client.post(f"/nhap/{other.pk}/bo/").status_code == 404
    assert client.post(f"/nhap/{other.pk}/dong/0-3/", {"chon": "skip"}).status_code == 404


def test_an_empty_list_has_one_thing_to_do(client_of, officer, inspector):
    assert 'href="#tep">Chọn tệp</a>' in client_of(officer).get("/nhap/").content.decode()
    seen = client_of(inspector).get("/nhap/").content.decode()
    assert ("Chưa nhập tệp nào" in seen, "<input" in seen.partition("<main")[2].partition("</main>")[0]) == (
        True,
        False,
    )


# --- the plan ---------------------------------------------------------------------------------------


def test_the_plan_names_sheet_cell_reason_and_remedy(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())

    response = client.get(f"/nhap/{batch.pk}/")

    assert lines(response) == [
        ("Sheet1!A5:F5", "Trần Thị Lan", "new"),
        ("Sheet1!A6:F6", "Tr?n V?n B", "refused"),
        ("Sheet1!A7:F7", "Nguyễn Văn Tâm", "doubtful"),
        ("Sheet1!A8:F8", "Lê Thị Hoà", "new"),
    ]
    said = text_of(response)
    for words in (
        "Sheet1 · Danh sách khen thưởng",
        "Bằng khen của UBND tỉnh",
        "3921/QĐ-UBND",
        "20/11/2019",
        "Hàng 6, cột Họ và tên: &#x27;Tr?n V?n B&#x27; có chữ bị hỏng hoặc mất dấu",
        "Gõ lại ô này bằng tiếng Việt Unicode theo bản gốc rồi nhập lại",
        "Còn 2 dòng cần quyết định (1 nghi trùng, 1 từ chối)",
        "Chưa ghi gì từ tệp này vào sổ.",
    ):
        assert words in said, words
    assert said.lower().count("chưa ghi gì") >= 2


def test_the_doubtful_person_stands_beside_those_of_the_register(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())

    comparison = client.get(f"/nhap/{batch.pk}/").context["comparison"]

    one, two = comparison.columns
    assert [(c.number, c.person.born, c.likeness) for c in (one, two)] == [
        (1, "1983-01-07", "4 / 4"),
        (2, "1990-11-20", "1 / 4"),
    ]
    assert [
        (label, said, [(cell.value, cell.agrees) for cell in cells]) for label, said, cells in comparison.rows()
    ] == [
        ("Họ và tên", "Nguyễn Văn Tâm", [("Nguyễn Văn Tâm", True), ("Nguyễn Văn Tâm", True)]),
        ("Ngày sinh", "", [("07/01/1983", None), ("20/11/1990", None)]),
        ("Đơn vị", "Công an huyện mẫu", [("Công an huyện mẫu", True), ("Công an tỉnh mẫu", False)]),
        ("Cấp bậc", "Đại úy", [("Đại úy", True), ("Trung úy", False)]),
        ("Chức vụ", "Phó Đội trưởng", [("Phó Đội trưởng", True), ("Cán bộ", False)]),
    ]


def test_a_row_opens_in_the_drawer_or_whole(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())

    drawer = client.get(f"/nhap/{batch.pk}/dong/0-4/", headers={"HX-Request": "true", "HX-Target": "drawer"})
    whole = client.get(f"/nhap/{batch.pk}/dong/0-4/")

    assert ("<html" in drawer.content.decode(), "<html" in whole.content.decode()) == (False, True)
    assert "Tr?n V?n B" in text_of(drawer)
    assert client.get(f"/nhap/{batch.pk}/dong/0-99/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_costs_the_same_for_one_row_and_for_three(
    client_of, officer, people, count, django_assert_num_queries
):
    client = client_of(officer)
    batch = sent(
        client,
        award_list(
            *[
                (f"Phan Văn {name}", f"0{n + 1}/01/1980", "Đại úy", "Cán bộ", "Công an huyện mẫu")
                for n, name in enumerate(("An", "Ba", "Cả")[:count])
            ]
        ),
    )

    with django_assert_num_queries(9):
        response = client.get(f"/nhap/{batch.pk}/")

    assert len(lines(response)) == count


@pytest.mark.parametrize("address", ["?loc=gi", "?trang=x"])
def test_a_filter_that_cannot_be_is_refused(client_of, officer, people, address):
    client = client_of(officer)
    batch = sent(client, broken_list())

    assert client.get(f"/nhap/{batch.pk}/{address}").status_code == 400


def test_the_same_file_again_is_named(client_of, officer, people):
    client = client_of(officer)
    content = award_list(LAN)
    first = sent(client, content)
    apply_kept(first.pk, by=officer, at=timezone.now())

    again = client.get(f"/nhap/{sent(client, content).pk}/")

    said = text_of(again)
    assert "Đúng tệp này đã được ghi vào sổ trước đây" in said
    assert "Sổ đã có mọi dòng của tệp này" in said
    assert "data-main-act" not in again.content.decode()


def test_the_file_itself_is_given_to_be_kept_and_never_shown(client_of, officer, people):
    client = client_of(officer)
    content = broken_list()
    batch = sent(client, content, "bằng khen 2019.xlsx")

    response = client.get(f"/nhap/{batch.pk}/tep/")

    assert (response.content, response["Content-Type"]) == (content, "application/octet-stream")
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''b%E1%BA%B1ng%20khen")


# --- settling ---------------------------------------------------------------------------------------


def test_settling_goes_on_to_the_next_open_row_and_can_be_undone(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())
    tam = person("Nguyễn Văn Tâm", "1983-01-07")

    response = client.post(f"/nhap/{batch.pk}/dong/0-5/", {"chon": str(tam.pk)}, follow=True)
    settled = ImportBatch.objects.get(pk=batch.pk)
    undone = client.post(f"/nhap/{batch.pk}/dong/0-5/", follow=True)

    assert response.redirect_chain == [(f"/nhap/{batch.pk}/?dong=0-4#d0-4", 302)]
    assert response.context["opened"] == "0.4"
    assert "Sheet1!A7:F7: là Nguyễn Văn Tâm (07/01/1983)." in text_of(response)
    assert settled.choices == {"0.5": {"subject": tam.pk}}
    assert (undone.context["opened"], ImportBatch.objects.get(pk=batch.pk).choices) == ("0.5", {})


def test_a_choice_that_the_row_does_not_offer_is_refused(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())
    lan = person("Trần Thị Lan", "1985-03-12")

    answers = [
        client.post(f"/nhap/{batch.pk}/dong/{row}/", {"chon": choice}).status_code
        for row, choice in (("0-5", str(lan.pk)), ("0-5", "nobody"), ("0-3", "new"), ("0-99", "skip"))
    ]

    assert (answers, ImportBatch.objects.get(pk=batch.pk).choices) == ([409, 409, 409, 404], {})


def test_a_clerk_is_told_nothing_of_people_elsewhere_and_leaves_them_to_the_officer(client_of, clerk, people):
    client = client_of(clerk)
    batch = sent(client, broken_list())

    page = client.get(f"/nhap/{batch.pk}/")
    answer = client.post(f"/nhap/{batch.pk}/dong/0-5/", {"chon": "new"})

    assert (len(page.context["comparison"].columns), page.context["comparison"].hidden) == (1, 1)
    assert "20/11/1990" not in page.content.decode()
    assert 'name="chon" value="new"' not in page.content.decode()
    assert answer.status_code == 403


def test_what_the_register_says_of_a_person_elsewhere_is_not_told_to_a_clerk(client_of, clerk, officer, office):
    apply_import(
        incoming(
            "people",
            {"name": "Võ Văn Lâm", "service_number": "000-0007", "born": "1971-02-03", "unit": "Công an tỉnh mẫu"},
        ),
        by=None,
        at=MONDAY,
    )
    content = "Họ và tên,Số hiệu,Ngày sinh,Đơn vị\nVõ Văn Lâm,000-0007,01/01/1980,Công an huyện mẫu\n".encode()
    told = {}
    for account in (clerk, officer):
        client = client_of(account)
        batch = sent(client, content, "can-bo.csv")
        response = client.get(f"/nhap/{batch.pk}/")
        told[account.role] = (lines(response)[0][2], "1971-02-03" in response.content.decode())

    assert told == {"clerk": ("conflict", False), "officer": ("conflict", True)}


# --- entering and undoing ----------------------------------------------------------------------------


def test_while_rows_are_open_the_main_act_is_refused_with_the_reason(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())
    before = register_rows()

    page = client.get(f"/nhap/{batch.pk}/").content.decode()
    answer = client.post(f"/nhap/{batch.pk}/ghi/", {"lan": "0"}, follow=True)

    assert 'aria-disabled="true" aria-describedby="vi-sao" data-main-act' in page
    assert "Chưa ghi gì: còn 2 dòng cần quyết định" in text_of(answer)
    assert (register_rows(), ImportBatch.objects.get(pk=batch.pk).state) == (before, "planned")


def test_the_settled_rows_are_entered_and_the_others_left(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())

    response = client.post(f"/nhap/{batch.pk}/ghi/", {"lan": "0", "phan": "1"}, follow=True)

    said = text_of(response)
    assert "Đã ghi 2 dòng vào sổ. Để lại 2 dòng." in said
    assert sorted(Conferral.objects.values_list("subject__name", flat=True)) == ["Lê Thị Hòa", "Trần Thị Lan"]
    entered = {line.name: line.entered for line in response.context["lines"]}
    lan = Conferral.objects.get(subject__name="Trần Thị Lan")
    assert (entered["Trần Thị Lan"], entered["Nguyễn Văn Tâm"]) == (reverse("award", args=[lan.pk]), "")
    assert client.get(entered["Trần Thị Lan"]).status_code == 200


def test_entering_and_undoing_leaves_the_register_as_it_was(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, award_list(LAN, HOA))
    before = register_rows()

    client.post(f"/nhap/{batch.pk}/ghi/", {"lan": "0"})
    entered = Conferral.objects.count()
    response = client.post(f"/nhap/{batch.pk}/rut/", follow=True)

    assert (entered, register_rows()) == (2, before)
    assert "sổ trở lại như trước lần nhập này" in text_of(response)


def test_a_double_click_enters_once(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, award_list(LAN, HOA))

    answers = [client.post(f"/nhap/{batch.pk}/ghi/", {"lan": "0"}, follow=True) for _ in range(2)]

    assert Conferral.objects.count() == 2
    assert "không làm lần nữa" in text_of(answers[1])
    assert Entry.objects.filter(verb="imports.apply", detail__batch=batch.pk).count() == 1


def test_a_plan_changed_in_another_window_is_not_entered(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, award_list(LAN, HOA))
    settle_row(batch.pk, "0.3", "skip", by=officer, at=timezone.now())

    answer = client.post(f"/nhap/{batch.pk}/ghi/", {"lan": "0"}, follow=True)

    assert "vừa được sửa ở nơi khác" in text_of(answer)
    assert Conferral.objects.count() == 0


def test_a_plan_that_the_register_has_overtaken_says_so_and_is_made_again(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, award_list(LAN, HOA))
    other = sent(client, award_list(LAN))
    client.post(f"/nhap/{other.pk}/ghi/", {"lan": "0"})

    before = client.get(f"/nhap/{batch.pk}/")
    client.post(f"/nhap/{batch.pk}/lap-lai/")
    after = client.get(f"/nhap/{batch.pk}/")

    assert [page.context["overtaken"] for page in (before, after)] == [True, False]
    assert [status for _, _, status in lines(after)] == ["same", "new"]


def test_a_clerk_settles_but_does_not_enter(client_of, clerk, people):
    client = client_of(clerk)
    batch = sent(client, award_list(LAN))

    page = client.get(f"/nhap/{batch.pk}/").content.decode()

    assert "data-main-act" not in page
    assert "Cán bộ thi đua, khen thưởng của cơ quan sẽ ghi vào sổ" in page
    assert client.post(f"/nhap/{batch.pk}/ghi/", {"lan": "0"}).status_code == 403
    assert client.post(f"/nhap/{batch.pk}/bo/").status_code == 302


def test_a_dropped_file_leaves_the_data_folder(client_of, officer, people, django_capture_on_commit_callbacks):
    client = client_of(officer)
    batch = sent(client, broken_list())
    path = folder() / batch.kept
    there = path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/nhap/{batch.pk}/bo/", follow=True)

    assert (there, path.exists()) == (True, False)
    assert "Chưa ghi gì từ tệp này" in text_of(response)
    assert "Tệp này đã bỏ" in text_of(client.get(f"/nhap/{batch.pk}/"))
    assert client.get(f"/nhap/{batch.pk}/tep/").status_code == 404


def test_reverting_what_later_rows_rest_on_is_refused_with_the_reason(client_of, officer, people):
    client = client_of(officer)
    staff = ImportBatch.objects.get()
    batch = sent(client, award_list(LAN))
    client.post(f"/nhap/{batch.pk}/ghi/", {"lan": "0"})

    answer = client.post(f"/nhap/{staff.pk}/rut/", follow=True)

    assert "Chưa rút được lần nhập" in text_of(answer)
    assert Subject.objects.filter(kind="individual").count() == 4


def test_the_plan_reads_in_english_too(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, broken_list())
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})

    said = text_of(client.get(f"/nhap/{batch.pk}/"))

    assert "2 rows are still to be settled (1 doubtful, 1 refused)" in said
    assert "Who in the register is Nguyễn Văn Tâm of the file?" in said
