"""The screen of a dossier: who sees it, what it shows, how the report is saved and papers come in."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tdkt.operations.dossiers import kept_text, save_text
from tdkt.records.models import Account, Initiative, Nomination, Office, Paper, Remark, Revision, Unit
from tests.conftest import make_account, make_unit
from tests.operations.proposals import make_nomination, make_person, make_round
from tests.operations.test_dossiers import returned
from tests.operations.test_papers import pdf
from tests.web.register import enter_award, enter_decision

NOON = datetime(2025, 1, 6, 5, tzinfo=UTC)
ClientOf = Callable[[Account], Client]
QUERIES = 37
"""What one page of a dossier asks of the database."""


@pytest.fixture
def dossier(office: Office) -> Nomination:
    district = Unit.objects.get(name="Công an huyện mẫu")
    return make_nomination(make_round(office), make_person("Võ Thị Mẫu", district), proposer=district)


def address(row: Nomination, route: str = "dossier", *more: int) -> str:
    return reverse(route, args=[row.pk, *more])


def saved(client: Client, row: Nomination, **asked: Any) -> Any:
    body = {"saves": -1, "base": {}} | asked
    return client.post(address(row, "dossier-text"), json.dumps(body), content_type="application/json")


# --- who sees it --------------------------------------------------------------------------------------------


def test_a_dossier_is_seen_by_its_unit_and_the_office_and_by_no_other_unit(
    dossier: Nomination, client_of: ClientOf, clerk: Account, officer: Account, inspector: Account, office: Office
) -> None:
    stranger = make_account("stranger", "Lê Thị Khác", "clerk", make_unit("Công an huyện khác", under=office.unit))
    seen = [client_of(account).get(address(dossier)).status_code for account in (clerk, officer, inspector, stranger)]

    assert seen == [200, 200, 200, 404]


def test_a_member_of_a_council_sees_no_dossier_that_is_on_no_agenda_of_his(
    dossier: Nomination, client_of: ClientOf, member: Account
) -> None:
    assert client_of(member).get(address(dossier)).status_code == 404


# --- what it shows --------------------------------------------------------------------------------------------


def test_the_page_shows_the_checklist_the_history_and_the_parts_to_write(
    dossier: Nomination, client_of: ClientOf, clerk: Account
) -> None:
    enter_award(dossier.subject, enter_decision("812/QĐ-BCA", date(2020, 3, 6)))
    page = client_of(clerk).get(address(dossier)).content.decode()

    for words in ("Chứng nhận sáng kiến", "chưa có tệp", "812/QĐ-BCA", 'data-field="thanh-tich"', "Đ.34"):
        assert words in page


def test_whoever_only_reads_sees_the_words_marked_beside_the_register_and_no_form(
    dossier: Nomination, client_of: ClientOf, clerk: Account, inspector: Account
) -> None:
    Initiative.objects.create(subject=dossier.subject, year=2024, name="Sáng kiến A", folded="sang kien a")
    save_text(dossier.pk, {"thanh-tich": "Năm 2024 có 2 sáng kiến."}, 0, by=clerk, at=NOON)
    page = client_of(inspector).get(address(dossier)).content.decode()

    assert '<mark class="lech"><a href="#khang-dinh-1">2 sáng kiến</a></mark>' in page
    assert "<textarea" not in page
    assert "data-autosave" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_more_papers_and_claims_ask_no_more_of_the_register(
    dossier: Nomination, client_of: ClientOf, clerk: Account, number: int, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        Paper.objects.create(
            nomination=dossier, kind="chung-nhan-sang-kien", file_name=f"{n}.pdf", media_type="application/pdf", size=1,
            kept=f"{n}" * 64, added_on=NOON.date(),
        )  # fmt: skip
        enter_award(dossier.subject, enter_decision(f"{n}/QĐ-BCA", date(2015 + n, 3, 6)))
    words = "Các quyết định " + ", ".join(f"{n}/QĐ-BCA" for n in range(number))
    save_text(dossier.pk, {"thanh-tich": words}, 0, by=clerk, at=NOON)
    client = client_of(clerk)
    client.get(address(dossier))

    with django_assert_num_queries(QUERIES):
        client.get(address(dossier))


# --- the report ---------------------------------------------------------------------------------------------


def test_the_open_page_saves_what_was_typed_and_learns_what_is_kept(
    dossier: Nomination, client_of: ClientOf, clerk: Account
) -> None:
    client = client_of(clerk)
    answer = saved(client, dossier, text={"thanh-tich": "A"}, base={"thanh-tich": ""}).json()

    assert (answer["text"], answer["saves"], answer["both"], answer["by"]) == (
        {"thanh-tich": "A"},
        1,
        [],
        "Bùi Văn Mẫu",
    )
    assert client.get(address(dossier, "dossier-text")).json()["text"] == {"thanh-tich": "A"}


def test_a_stale_page_is_told_of_both_copies(
    dossier: Nomination, client_of: ClientOf, clerk: Account, officer: Account
) -> None:
    saved(client_of(clerk), dossier, text={"thanh-tich": "A"}, base={"thanh-tich": ""})
    answer = saved(client_of(officer), dossier, text={"thanh-tich": "B"}, base={"thanh-tich": ""}).json()

    assert answer["both"] == [["thanh-tich", "thanh-tich@officer"]]
    page = client_of(clerk).get(address(dossier)).content.decode()
    assert "Hai người cùng sửa phần này." in page
    assert "Trần Thị Mẫu" in page


def test_what_cannot_be_saved_is_said_and_what_is_no_text_is_refused(
    dossier: Nomination, client_of: ClientOf, clerk: Account
) -> None:
    client = client_of(clerk)
    Nomination.objects.filter(pk=dossier.pk).update(state="submitted")

    answer = saved(client, dossier, text={"thanh-tich": "A"})
    assert (answer.status_code, "Chữ vừa gõ vẫn còn" in answer.json()["refused"]) == (409, True)
    for body in ("{", "[]", '{"text": {"thanh-tich": 3}}', '{"text": "A"}'):
        sent = client.post(address(dossier, "dossier-text"), body, content_type="application/json")
        assert sent.status_code == 400


def test_without_a_script_the_form_saves(dossier: Nomination, client_of: ClientOf, clerk: Account) -> None:
    answer = client_of(clerk).post(address(dossier, "dossier-text"), {"thanh-tich": "A", "saves": "0"})

    assert (answer.status_code, kept_text(dossier.pk).text) == (302, {"thanh-tich": "A"})


def test_who_else_has_the_page_open_is_said_with_the_part(
    dossier: Nomination, client_of: ClientOf, clerk: Account, officer: Account
) -> None:
    client_of(officer).get(address(dossier, "dossier-text") + "?muc=thanh-tich")
    here = client_of(clerk).get(address(dossier, "dossier-text")).json()["here"]

    assert here == ["Trần Thị Mẫu đang viết phần “Thành tích đạt được”"]


def test_two_copies_are_settled_by_a_form(
    dossier: Nomination, client_of: ClientOf, clerk: Account, officer: Account
) -> None:
    save_text(dossier.pk, {"thanh-tich": "A"}, 0, by=clerk, at=NOON)
    both = save_text(dossier.pk, {"thanh-tich": "B"}, 0, base={}, by=officer, at=NOON)
    client = client_of(clerk)
    sent = {"ban": "thanh-tich@officer", "giu": "second", "saves": both.saves}

    assert client.post(address(dossier, "dossier-choose"), sent).status_code == 302
    assert kept_text(dossier.pk).text == {"thanh-tich": "B"}
    assert client.post(address(dossier, "dossier-choose"), {"giu": "none"}).status_code == 400


def test_two_revisions_stand_beside_each_other(dossier: Nomination, client_of: ClientOf, clerk: Account) -> None:
    assert client_of(clerk).get(address(dossier, "dossier-revisions")).status_code == 404
    for number, words in ((1, "Phá 12 vụ"), (2, "Phá 14 vụ")):
        Revision.objects.create(
            nomination=dossier, number=number, text={"thanh-tich": words}, on_date=NOON.date(), by_name="Mẫu"
        )
    page = client_of(clerk).get(address(dossier, "dossier-revisions") + "?tu=1&den=2").content.decode()

    assert "<del>12</del><ins>14</ins>" in page


# --- points and papers ----------------------------------------------------------------------------------------


def test_a_returned_dossier_names_its_points_and_takes_answers(
    dossier: Nomination, client_of: ClientOf, clerk: Account
) -> None:
    (remark,) = returned(dossier, "thanh-tich")
    client = client_of(clerk)
    page = client.get(address(dossier)).content.decode()
    assert ("Trả lại 1 điểm" in page, 'data-field="thanh-tich"' in page, 'data-field="tom-tat"' in page) == (
        True,
        True,
        False,
    )
    client.post(address(dossier, "remark-settle", remark.pk), {"tra-loi": "Đã ghi"})
    assert Remark.objects.get().settled == "Đã ghi"


def test_a_paper_comes_in_is_shown_and_taken_out(dossier: Nomination, client_of: ClientOf, clerk: Account) -> None:
    client, content = client_of(clerk), pdf(1)
    file = SimpleUploadedFile("chung-nhan.pdf", content)
    client.post(address(dossier, "paper-add"), {"loai": "chung-nhan-sang-kien", "tep": file})
    paper = Paper.objects.get()

    assert "chung-nhan.pdf" in client.get(address(dossier)).content.decode()
    assert client.get(address(dossier, "paper", paper.pk)).status_code == 200
    picture = client.get(address(dossier, "paper-page", paper.pk, 1))
    assert (picture["Content-Type"], picture.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert client.get(address(dossier, "paper-page", paper.pk, 2)).status_code == 404
    whole = client.get(address(dossier, "paper-file", paper.pk))
    assert (whole["Content-Disposition"], whole.content) == (
        'attachment; filename="chung-nhan.pdf"',
        content,
    )

    client.post(address(dossier, "paper-out", paper.pk), {"ly-do": "Nhầm trang"})
    page = client.get(address(dossier)).content.decode()
    assert ("đã rút ra: Nhầm trang" in page, Paper.objects.get().state) == (True, "taken-out")


def test_a_file_that_is_no_paper_is_refused_with_a_sentence(
    dossier: Nomination, client_of: ClientOf, clerk: Account
) -> None:
    file = SimpleUploadedFile("a.pdf", b"MZ")
    answer = client_of(clerk).post(address(dossier, "paper-add"), {"loai": "khac", "tep": file}, follow=True)

    assert ("Chỉ nhận tệp PDF" in answer.content.decode(), Paper.objects.count()) == (True, 0)
