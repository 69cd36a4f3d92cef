"""Papers as files for whoever may have them, and the page of templates: take one, edit it, send it back, go back to ours."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from tdkt.operations.drafts import draft
from tdkt.operations.office_papers import our_template, own_template
from tdkt.records.models import Draft, Office
from tests.documents.office_tools import word_text
from tests.operations.drafted import AT, ON, five_passed
from tests.operations.voting import in_session
from tests.web.browser import PHONE, VIEWPORT, assert_no_axe_violations, enter
from tests.web.register import enter_award, enter_decision, enter_person

MINUTES = "/xet/giay/mau/bien-ban/"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def a_draft(office: Office) -> Draft:
    round_, _ = five_passed(office)
    return draft(round_.pk, level="agency", by=None, at=AT, on=ON)


def edited(words: str) -> SimpleUploadedFile:
    document = docx.Document(io.BytesIO(our_template("bien-ban")))
    document.add_paragraph(words)
    held = io.BytesIO()
    document.save(held)
    return SimpleUploadedFile("bien-ban.docx", held.getvalue())


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_decision_is_given_as_a_file(client_of, officer, a_draft, form, begins):
    response = client_of(officer).get(f"/xet/giay/quyet-dinh/{a_draft.pk}/{form}/")
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="quyet-dinh-ve-viec-tang-thuong-giay-khen-tong-ket-nam-2019.{form}"'
    )


def test_who_may_not_have_a_paper_finds_nothing_at_its_address(client_of, client, clerk, inspector, signer, a_draft):
    address = f"/xet/giay/quyet-dinh/{a_draft.pk}/docx/"
    assert [client_of(one).get(address).status_code for one in (clerk, inspector, signer)] == [404, 200, 200]
    assert client.get(address).status_code == 302
    for wrong in ("/xet/giay/khac/1/docx/", f"/xet/giay/quyet-dinh/{a_draft.pk}/exe/", "/xet/giay/so-vang/0/pdf/"):
        assert client_of(inspector).get(wrong).status_code == 404


def test_a_member_has_the_minutes_of_own_sittings_only(client_of, member, office):
    own = in_session(office, accounts=[member], members=1, items=1)
    other = in_session(office, members=1, items=1, name="Đợt khác")
    found = [client_of(member).get(f"/xet/giay/bien-ban/{one.sitting.pk}/docx/").status_code for one in (own, other)]
    assert found == [200, 404]


# --- templates ----------------------------------------------------------------------------------------


def test_a_wrong_template_is_told_by_paragraph_and_name_and_ours_stays(client_of, officer):
    response = client_of(officer).post(MINUTES, {"tep": edited("{{ counsil }}")})
    assert response.status_code == 422
    (said,) = response.context["wrong"]
    assert 'không có tên "counsil": có phải là "council" (Tên hội đồng)?' in said
    assert "bien-ban.docx" in response.content.decode()
    assert own_template("bien-ban") is None


def test_an_own_template_is_used_given_back_and_dropped(client_of, officer, office):
    council, client = in_session(office), client_of(officer)
    paper = f"/xet/giay/bien-ban/{council.sitting.pk}/docx/"

    assert client.post(MINUTES, {"tep": edited("Mẫu riêng {{ day }}")}).status_code == 302
    assert "Mẫu riêng ngày 18 tháng 11 năm 2024" in word_text(client.get(paper).content)
    assert client.get(f"{MINUTES}tep/dang-dung/").content == own_template("bien-ban")
    assert client.get(f"{MINUTES}tep/goc/").content == our_template("bien-ban")

    client.post(f"{MINUTES}bo/")
    assert "Mẫu riêng" not in word_text(client.get(paper).content)


def test_a_template_on_the_disk_that_broke_is_said_on_both_pages_and_no_500(client_of, officer, office, settings):
    place = Path(settings.DATA) / "forms"
    place.mkdir()
    (place / "bien-ban.docx").write_bytes(edited("{{ tittle }}").read())
    council, client = in_session(office), client_of(officer)
    assert client.get(f"/xet/giay/bien-ban/{council.sitting.pk}/docx/").status_code == 409
    assert [one.slug for one in client.get("/xet/giay/mau/").context["templates"] if one.wrong] == ["bien-ban"]
    assert len(client.get(MINUTES).context["wrong"]) == 1


def test_templates_are_the_officers(client_of, clerk, inspector, officer):
    assert [client_of(one).get("/xet/giay/mau/").status_code for one in (clerk, inspector, officer)] == [403, 403, 200]
    assert client_of(officer).get("/xet/giay/mau/khac/").status_code == 404
    assert client_of(officer).post(MINUTES, {}).status_code == 422


# --- the award sheet and the gold book ---------------------------------------------------------------------


def enter_honours(office: Office, count: int) -> Any:
    person = enter_person("Lê Văn Bách", office.unit, born="1985-03")
    for place in range(count):
        enter_award(person, enter_decision(f"{place}/QĐ-BCA", date(2019, 1, 1 + place)))
    return person


@pytest.mark.parametrize("count", [1, 3])
def test_an_award_sheet_takes_the_same_questions_however_long(
    client_of, officer, office, count, django_assert_num_queries
):
    person = enter_honours(office, count)
    client = client_of(officer)
    with django_assert_num_queries(11):
        response = client.get(f"/so/nguoi/{person.pk}/phieu/")
    assert len(response.context["lines"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_gold_book_takes_the_same_questions_however_long(
    client_of, officer, office, count, django_assert_num_queries
):
    enter_honours(office, count)
    client = client_of(officer)
    with django_assert_num_queries(11):
        response = client.get("/so/so-vang/")
    assert (response.context["year"], len(response.context["page"].rows)) == (2019, count)


def test_a_clerk_sees_sheets_of_own_people_and_units_only(client_of, clerk, office):
    other = enter_honours(office, 1)
    own = enter_person("Trần Thị Cúc", clerk.unit)
    client = client_of(clerk)
    assert client.get(f"/so/nguoi/{other.pk}/phieu/").status_code == 404
    assert client.get(f"/so/nguoi/{own.pk}/phieu/").status_code == 200
    assert client.get(f"/so/don-vi/{clerk.unit_id}/phieu/").status_code == 200
    assert client.get(f"/so/don-vi/{office.unit_id}/phieu/").status_code == 404
    assert client.get("/so/so-vang/?nam=2019").context["page"].total == 0


@pytest.mark.browser
def test_the_pages_of_papers_are_readable_by_all(page, officer, office, tmp_path):
    person = enter_honours(office, 3)
    enter(page, officer)
    for name, address in (
        ("mau", "/xet/giay/mau/"),
        ("mot-mau", "/xet/giay/mau/quyet-dinh/"),
        ("phieu", f"/so/nguoi/{person.pk}/phieu/"),
        ("so-vang", "/so/so-vang/?nam=2019"),
    ):
        page.goto(address)
        assert page.locator("h1").first.is_visible()
        assert_no_axe_violations(page)
        for size, view in (("rong", VIEWPORT), ("hep", PHONE)):
            page.set_viewport_size(view)
            page.screenshot(path=tmp_path / f"{name}-{size}.png")
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        page.set_viewport_size(VIEWPORT)
