"""The text check: numbers marked as the register sees them, each opening to its rows; texts of files; nothing is kept."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tdkt.operations.audit import registered_models
from tdkt.records.models import Account, Entry
from tests.web.province import enter_province

pytestmark = pytest.mark.django_db

TEXT = (
    "Giai đoạn 2017 - 2020, Công an tỉnh 3 năm liền được Bộ Công an tặng Cờ thi đua; 2 cá nhân được tặng Huân chương Bảo vệ Tổ quốc"
    " hạng Ba.\n\nĐến cuối năm 2019, có 2 loại với 3 mô hình tự quản về an ninh, trật tự."
)
WRONG = TEXT.replace("2 cá nhân", "5 cá nhân")


@pytest.fixture
def people() -> dict[str, Account]:
    return enter_province()


@pytest.fixture
def as_officer(people: dict[str, Account], client_of: Callable[[Account], Client]) -> Client:
    return client_of(people["officer"])


def sent(client: Client, text: str = "", **more: Any) -> Any:
    return client.post("/soat/", {"van-ban": text, "biet-den": "25/05/2020"} | more)


def marks(response: Any) -> list[tuple[str, str]]:
    """Each mark of the page: its kind and its words."""
    found = re.findall(
        r'<mark class="([\w-]+)" id="cho-\d+"><a [^>]*><span class="sott">\d+</span>([^<]*)<', response.content.decode()
    )
    return [(kind, words) for kind, words in found]


def test_a_text_that_the_register_bears_out_is_marked_as_such(as_officer: Client):
    assert marks(sent(as_officer, TEXT)) == [
        ("khop", "3 năm liền"),
        ("khop", "2 cá nhân"),
        ("khop", "2 loại với 3 mô hình"),
    ]


def test_a_wrong_number_is_marked_and_stands_first_with_cause_and_remedy(as_officer: Client):
    response = sent(as_officer, WRONG)

    assert ("lech", "5 cá nhân") in marks(response)
    [fact] = response.context["differing"]
    assert (fact.said, fact.held, fact.off, fact.title) == ("5", "2", "3", "Huân chương Bảo vệ Tổ quốc hạng Ba")
    html = response.content.decode()
    assert "Văn bản ghi 5, sổ có 2" in html
    assert html.index("Văn bản ghi 5") < html.index("2 số khớp")


def test_what_cannot_be_compared_says_why(as_officer: Client):
    response = sent(as_officer, "Năm 2010, 12 cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen.")

    assert marks(response) == [("mo-ho", "12 cá nhân")]
    assert response.context["unclear"][0].why in response.content.decode()


def test_the_number_of_the_register_opens_to_its_rows(as_officer: Client):
    [fact] = sent(as_officer, WRONG).context["differing"]
    response = as_officer.get(fact.url)

    assert [line.name for line in response.context["lines"]] == ["Nguyễn Văn Bình", "Trần Thị Lan"]
    assert "2 cá nhân · Huân chương Bảo vệ Tổ quốc hạng Ba" in response.content.decode()


def test_every_number_of_the_register_on_the_page_opens(as_officer: Client):
    facts = sent(as_officer, TEXT).context["facts"]

    assert [len(as_officer.get(fact.url).context["page"].rows) for fact in facts] == [3, 2, 3]


def test_the_day_decides_what_the_register_knows(as_officer: Client):
    text = "Giai đoạn 2017 - 2020, 2 cá nhân được UBND tỉnh tặng Bằng khen."
    before = sent(as_officer, text, **{"biet-den": "19.5.2020"})

    assert marks(sent(as_officer, text)) == [("khop", "2 cá nhân")]
    assert marks(before) == [("lech", "2 cá nhân")]
    assert "biet-den=19%2F05%2F2020" in before.context["differing"][0].url


def test_a_clerk_checks_against_the_own_unit(people: dict[str, Account], client_of: Callable[[Account], Client]):
    client = client_of(people["clerk"])
    [fact] = [fact for fact in sent(client, TEXT).context["facts"] if "cá nhân" in fact.quote]

    assert (fact.said, fact.held) == ("2", "1")
    assert [line.name for line in client.get(fact.url).context["lines"]] == ["Trần Thị Lan"]


def test_an_account_without_a_unit_is_told_so(people: dict[str, Account], client_of: Callable[[Account], Client]):
    loose = client_of(Account.objects.create_user("loose", name="Võ Thị Mẫu", role="officer", unit=None))

    assert "chưa gắn với đơn vị" in sent(loose, TEXT).content.decode()
    assert loose.get("/soat/so/?hoi={}").status_code == 404


# --- files -------------------------------------------------------------------------------------------


def word(text: str) -> bytes:
    document = Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "content"), [("tin.txt", TEXT.encode()), ("tin.docx", word(TEXT))])
def test_the_text_of_a_file_is_checked(as_officer: Client, name: str, content: bytes):
    response = sent(as_officer, "", tep=SimpleUploadedFile(name, content))

    assert response.context["source"] == name
    assert [kind for kind, _ in marks(response)] == ["khop", "khop", "khop"]


@pytest.mark.parametrize(
    ("sent_in", "said"),
    [
        ({"van-ban": " \n "}, "Chưa có văn bản."),
        ({"van-ban": "a" * 300_001}, "Văn bản dài hơn 300.000 ký tự."),
        ({"tep": SimpleUploadedFile("rong.txt", b" ")}, "Tệp không có chữ nào"),
        ({"tep": SimpleUploadedFile("hong.docx", b"PK\x03\x04 nothing")}, "Tệp"),
        ({"van-ban": TEXT, "biet-den": "2020"}, "Ghi ngày trước"),
    ],
)
def test_what_cannot_be_checked_comes_back_with_a_sentence(as_officer: Client, sent_in: dict[str, Any], said: str):
    for file in [value for value in sent_in.values() if isinstance(value, SimpleUploadedFile)]:
        file.seek(0)
    response = sent(as_officer, **sent_in)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_what_was_typed_comes_back_as_it_was(as_officer: Client):
    response = sent(as_officer, TEXT, **{"biet-den": "hôm qua"})

    assert response.context["form"].text == TEXT
    assert 'value="hôm qua"' in response.content.decode()


# --- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hoi", ["", "{", "[]", "null", '{"kind":"award"}', '{"kind":"award","award":"khong-co","classes":5}', '"x"']
)
def test_a_question_that_is_none_is_not_found(as_officer: Client, hoi: str):
    assert as_officer.get("/soat/so/", {"hoi": hoi}).status_code == 404


def test_words_of_the_text_are_shown_and_not_obeyed(as_officer: Client):
    html = sent(as_officer, "<script>alert(1)</script> 2 cá nhân được tặng Giấy khen").content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_text_is_never_kept(as_officer: Client):
    before = (Entry.objects.count(), [model._default_manager.count() for model in registered_models()])
    sent(as_officer, WRONG)

    assert (Entry.objects.count(), [model._default_manager.count() for model in registered_models()]) == before
    assert "5 cá nhân" not in as_officer.get("/soat/").content.decode()
