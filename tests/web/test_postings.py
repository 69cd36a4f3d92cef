"""Public lists and questions to other bodies on screen."""

from datetime import date
from typing import Any

import pytest

from tdkt.operations import dossiers
from tdkt.operations.postings import post, receive_opinion
from tdkt.records.models import Consultation, Nomination, Office, Opinion, Posted, Posting, Round, Unit
from tests.operations.proposed import NOON, enter_nominations, enter_round
from tests.web.register import enter_person

TODAY = date(2020, 5, 25)
NAMES = ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi")


@pytest.fixture
def round_(office: Office) -> Round:
    return enter_round(law_on=date(2024, 6, 3), opens_on=date(2020, 5, 1), closes_on=date(2020, 6, 30))


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "missing_papers", lambda keys: {key: [] for key in keys})


def enter(round_: Round, *names: str, unit: Unit | None = None, **said: Any) -> list[Nomination]:
    district = unit or Unit.objects.get(name="Công an huyện mẫu")
    kept = {"state": "checked", "since": date(2020, 5, 11)} | said
    return enter_nominations(round_, [enter_person(name, district) for name in names or NAMES], **kept)


def posted(rows: list[Nomination], **said: Any) -> Posting:
    kept: dict[str, Any] = {"place": "Bảng tin", "from_date": date(2020, 5, 11), "working_days": 10} | said
    return post(rows[0].round_id, [row.pk for row in rows], by=None, at=NOON, on=TODAY, **kept)


def text(response: Any) -> str:
    return str(response.content.decode())


# --- lists --------------------------------------------------------------------------------------


def test_the_form_ticks_what_the_law_wants_public_and_offers_its_days(client_of, officer, round_):
    enter(round_, "Phan Văn An", award="huan-chuong-chien-cong", class_no=3)
    enter(round_, "Lê Thị Bình")

    context = client_of(officer).get(f"/xet/cong-khai/moi/?dot={round_.pk}").context

    assert [(one.nomination.subject.name, one.ticked, one.need.working_days) for one in context["candidates"]] == [
        ("Phan Văn An", True, 10),
        ("Lê Thị Bình", False, 0),
    ]
    assert (context["days"], context["least_cited"]) == ("10", "khoản 2 Điều 46 Nghị định 98/2023/NĐ-CP")


def test_a_list_is_put_up_and_a_short_one_is_refused_with_its_form_as_it_was(client_of, officer, round_):
    row = enter(round_, "Phan Văn An", award="huan-chuong-chien-cong", class_no=3)[0]
    client = client_of(officer)
    sent = {"dot": round_.pk, "loai": "public-comment", "ho-so": row.pk, "noi": "Bảng tin", "tu": "25/05/2020"}

    short = client.post("/xet/cong-khai/moi/", sent | {"so-ngay": "5"})
    assert (short.status_code, short.context["place"], Posting.objects.count()) == (422, "Bảng tin", 0)
    assert "ít nhất 10 ngày làm việc" in text(short)
    done = client.post("/xet/cong-khai/moi/", sent | {"so-ngay": "10"})
    posting = Posting.objects.get()
    assert (done.url, posting.to_date) == (f"/xet/cong-khai/{posting.pk}/", date(2020, 6, 5))


@pytest.mark.parametrize("names", [NAMES[:1], NAMES])
def test_the_lists_ask_as_much_for_three_as_for_one(client_of, officer, round_, django_assert_num_queries, names):
    for row in enter(round_, *names):
        posted([row])
    client = client_of(officer)
    client.get("/xet/cong-khai/")

    with django_assert_num_queries(10):
        assert len(client.get("/xet/cong-khai/").context["lines"]) == len(names)


@pytest.mark.parametrize("names", [NAMES[:1], NAMES])
def test_a_list_asks_as_much_for_three_dossiers_as_for_one(
    client_of, officer, round_, django_assert_num_queries, names
):
    posting = posted(enter(round_, *names))
    client = client_of(officer)
    client.get(f"/xet/cong-khai/{posting.pk}/")

    with django_assert_num_queries(9):
        assert len(client.get(f"/xet/cong-khai/{posting.pk}/").context["rows"]) == len(names)


def test_a_clerk_reads_the_list_but_only_the_opinions_on_the_own_people(client_of, clerk, officer, round_, office):
    mine = enter(round_, "Phan Văn An")
    theirs = enter(round_, "Lê Thị Bình", unit=office.unit)
    posting = posted([*mine, *theirs])
    for row in Posted.objects.all():
        receive_opinion(row.pk, from_whom="Ông Mẫu", words="Ý kiến", received_on=TODAY, by=officer, at=NOON)

    seen = client_of(clerk).get(f"/xet/cong-khai/{posting.pk}/").context
    assert (len(seen["rows"]), [row.posted.nomination_id for row in seen["with_opinions"]]) == (2, [mine[0].pk])
    assert (
        client_of(clerk).get(f"/xet/cong-khai/{posted(enter(round_, 'Chi', unit=office.unit)).pk}/").status_code == 404
    )


def test_an_opinion_is_entered_replied_to_and_settled(client_of, officer, clerk, round_):
    posting = posted(enter(round_, "Phan Văn An"))
    client = client_of(officer)
    on = {"ho-so": Posted.objects.get().pk, "nguoi": "Ông Mẫu", "ngay": "20/05/2020", "noi-dung": "Cần xem lại"}

    client.post(f"/xet/cong-khai/{posting.pk}/y-kien/", on)
    opinion = Opinion.objects.get()
    client_of(clerk).post(
        f"/xet/cong-khai/y-kien/{opinion.pk}/", {"viec": "giai-trinh", "noi-dung": "Đã có quyết định"}
    )
    client.post(
        f"/xet/cong-khai/y-kien/{opinion.pk}/",
        {"viec": "ket-luan", "ket-luan": "unfounded", "noi-dung": "Đã đối chiếu"},
    )

    opinion.refresh_from_db()
    assert (opinion.reply, opinion.settled, opinion.settled_words) == ("Đã có quyết định", "unfounded", "Đã đối chiếu")


def test_a_clerk_concludes_nothing(client_of, clerk, officer, round_):
    posted(enter(round_, "Phan Văn An"))
    opinion = receive_opinion(
        Posted.objects.get().pk, from_whom="Ông Mẫu", words="Ý kiến", received_on=TODAY, by=officer, at=NOON
    )

    client_of(clerk).post(
        f"/xet/cong-khai/y-kien/{opinion.pk}/", {"viec": "ket-luan", "ket-luan": "unfounded", "noi-dung": "Xong"}
    )

    opinion.refresh_from_db()
    assert opinion.settled == ""


def test_a_list_is_taken_down_or_called_off(client_of, officer, round_):
    over = posted(enter(round_, "Phan Văn An"))
    wrong = posted(enter(round_, "Lê Thị Bình"))
    client = client_of(officer)

    client.post(f"/xet/cong-khai/{over.pk}/viec/", {"viec": "ket-thuc"})
    client.post(f"/xet/cong-khai/{wrong.pk}/viec/", {"viec": "huy", "ly-do": "Sai danh sách"})

    assert list(Posting.objects.order_by("pk").values_list("state", flat=True)) == ["ended", "called-off"]
    assert list(Nomination.objects.order_by("pk").values_list("state", flat=True)) == ["posted", "checked"]


# --- other bodies -------------------------------------------------------------------------------


def ask(client: Any, rows: list[Nomination], **said: Any) -> Any:
    sent = {
        "ho-so": [row.pk for row in rows],
        "co-quan": "Cục Thuế tỉnh",
        "noi-dung": "Nghĩa vụ thuế",
        "ngay": "25/05/2020",
        "han": "08/06/2020",
        "muc": ["name", "unit"],
    }
    return client.post("/xet/hiep-y/moi/", sent | said)


def test_a_body_is_asked_and_told_only_what_was_ticked(client_of, officer, round_):
    client = client_of(officer)

    client.get(ask(client, enter(round_, "Phan Văn An", achievement="Bắt cướp")).url)

    row = Consultation.objects.get()
    page = client.get(f"/xet/hiep-y/{row.pk}/")
    assert [value for _, _, value in page.context["told"]] == ["Phan Văn An", "Công an huyện mẫu"]
    assert "Bắt cướp" not in text(page)
    client.post(f"/xet/hiep-y/{row.pk}/", {"tra-loi": "agrees", "ngay": "26/05/2020", "noi-dung": ""})
    row.refresh_from_db()
    assert (row.answer, row.answered_on) == ("agrees", date(2020, 5, 26))


def test_a_question_without_its_last_day_keeps_what_was_typed(client_of, officer, round_):
    response = ask(client_of(officer), enter(round_, "Phan Văn An"), han="")

    assert (response.status_code, response.context["body"], Consultation.objects.count()) == (422, "Cục Thuế tỉnh", 0)


@pytest.mark.parametrize("names", [NAMES[:1], NAMES])
def test_the_questions_ask_as_much_for_three_as_for_one(client_of, officer, round_, django_assert_num_queries, names):
    client = client_of(officer)
    ask(client, enter(round_, *names))
    client.get("/xet/hiep-y/")

    with django_assert_num_queries(8):
        assert len(client.get("/xet/hiep-y/").context["lines"]) == len(names)


def test_a_clerk_asks_nobody(client_of, clerk, round_):
    assert ask(client_of(clerk), enter(round_, "Phan Văn An")).status_code == 403
