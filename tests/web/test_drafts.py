"""Draft decisions on screen: what waits, the list and its order, the acts, and signing with the number typed."""

from datetime import date, timedelta

import pytest

from tdkt.operations.draft_lists import lines_of
from tdkt.operations.drafts import draft, put_to_sign
from tdkt.operations.ledger import writing
from tdkt.operations.signing import send_up
from tdkt.records.models import Account, Conferral, Decision, Draft, DraftLine, Nomination, Office
from tests.operations.drafted import AT, ON, a_person, a_round, five_passed, passed

LATER = AT + timedelta(hours=1)


def a_draft(office: Office, officer: Account, award: str = "giay-khen", level: str = "agency") -> Draft:
    round_, _ = five_passed(office, award)
    return draft(round_.pk, level=level, by=officer, at=LATER, on=ON)


def names(response) -> list[str]:
    return [line.name for line in response.context["lines"]]


def test_what_waits_is_told_by_round_and_decider_and_becomes_a_draft(client_of, officer, office):
    round_, _ = five_passed(office)
    client = client_of(officer)

    page = client.get("/quyet-dinh/du-thao/")
    assert [(one.round, one.level, one.dossiers) for one in page.context["waiting"]] == [(round_, "agency", 5)]
    form = client.get(f"/quyet-dinh/du-thao/moi/{round_.pk}/agency/")
    assert (form.context["total"], form.context["own"], form.context["series"]) == (5, True, "QĐ-CAT")

    sent = client.post(f"/quyet-dinh/du-thao/moi/{round_.pk}/agency/", {"tu-ky": "on", "ky-hieu": "QĐ-CAT-PX03"})

    paper = Draft.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/quyet-dinh/du-thao/{paper.pk}/")
    assert (paper.series, paper.own, DraftLine.objects.count()) == ("QĐ-CAT-PX03", True, 5)
    assert client.get("/quyet-dinh/du-thao/").context["waiting"] == []
    again = client.post(f"/quyet-dinh/du-thao/moi/{round_.pk}/agency/", {"tu-ky": "on"})
    assert (again.status_code, Draft.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    ("role", "status"), [("officer", 200), ("inspector", 200), ("signer", 200), ("clerk", 403), ("member", 403)]
)
def test_drafts_are_for_those_who_make_sign_or_inspect_them(request, client_of, office, role, status):
    paper = a_draft(office, request.getfixturevalue("officer"))
    client = client_of(request.getfixturevalue(role))

    assert client.get("/quyet-dinh/du-thao/").status_code == status
    assert client.get(f"/quyet-dinh/du-thao/{paper.pk}/").status_code == status


def test_a_draft_shows_its_list_and_what_may_be_done(client_of, officer, inspector, office):
    paper = a_draft(office, officer)

    page = client_of(officer).get(f"/quyet-dinh/du-thao/{paper.pk}/")

    assert names(page) == ["Phạm Văn An", "Lê Văn Bách", "Trần Thị Cúc", "Ngô Thị Dung", "Võ Văn Em"]
    assert page.context["held"] == [("Giấy khen", 5)]
    assert [act.slug for act in page.context["acts"]] == ["trinh-ky", "ghi-ky", "sua", "giu-so", "bo"]
    assert client_of(inspector).get(f"/quyet-dinh/du-thao/{paper.pk}/").context["acts"] == []


def test_a_row_is_moved_with_a_reason(client_of, officer, office):
    paper = a_draft(office, officer)
    client = client_of(officer)

    refused = client.post(f"/quyet-dinh/du-thao/{paper.pk}/doi-cho/", {"dong": "5", "cho": "1", "ly-do": " "})
    assert refused.status_code == 409
    client.post(f"/quyet-dinh/du-thao/{paper.pk}/doi-cho/", {"dong": "5", "cho": "1", "ly-do": "Tiêu biểu nhất"})

    page = client.get(f"/quyet-dinh/du-thao/{paper.pk}/")
    assert names(page)[0] == "Võ Văn Em"
    assert "Tiêu biểu nhất" in page.content.decode()
    assert client.post(f"/quyet-dinh/du-thao/{paper.pk}/doi-cho/", {"dong": "x", "cho": "1"}).status_code == 400


def test_ticked_lines_are_shown_first_then_taken_out_or_split_off(client_of, officer, office):
    paper = a_draft(office, officer)
    client = client_of(officer)
    first, second, *_ = [line.pk for line in lines_of(paper)]

    form = client.post(f"/quyet-dinh/du-thao/{paper.pk}/rut/", {"dong": [first]})
    assert [name for _line, name, _form in form.context["lines"]] == ["Phạm Văn An"]
    assert DraftLine.objects.count() == 5
    refused = client.post(f"/quyet-dinh/du-thao/{paper.pk}/rut/", {"dong": [first], "lam": "1", "ly-do": ""})
    assert (refused.status_code, DraftLine.objects.count()) == (422, 5)
    client.post(f"/quyet-dinh/du-thao/{paper.pk}/rut/", {"dong": [first], "lam": "1", "ly-do": "Chờ xác minh"})
    client.post(f"/quyet-dinh/du-thao/{paper.pk}/tach/", {"dong": [second], "lam": "1", "trich-yeu": "Đợt hai"})

    assert [(one.title, one.lines.count()) for one in Draft.objects.order_by("pk")] == [
        (paper.title, 3),
        ("Đợt hai", 1),
    ]


def test_the_signer_types_the_number_and_goes_on_to_the_next(client_of, officer, signer, office):
    round_, five = five_passed(office)
    papers = [draft(round_.pk, level="agency", nominations=[one.pk], by=officer, at=LATER, on=ON) for one in five[:2]]
    for paper in papers:
        put_to_sign(paper.pk, by=officer, at=LATER)
    client = client_of(signer)

    stack = client.get("/quyet-dinh/du-thao/")
    assert (stack.context["stage"], [one for one, _ in stack.context["drafts"]]) == ("cho-ky", papers)
    address = f"/quyet-dinh/du-thao/{papers[0].pk}/ky/"
    form = client.get(address)
    assert "Số kế tiếp còn trống là 1" in form.content.decode()
    assert form.context["fields"][0][1] == ""
    empty = client.post(address, {"lam": "1", "so": "abc", "da-xem": form.context["mark"]})
    assert (empty.status_code, Decision.objects.count()) == (422, 0)

    signed = client.post(address, {"lam": "1", "so": "148", "da-xem": form.context["mark"]})

    assert Decision.objects.get().number == "148/QĐ-CAT"
    assert signed["Location"] == f"/quyet-dinh/du-thao/{papers[1].pk}/ky/"
    taken = client.post(
        signed["Location"], {"lam": "1", "so": "148", "da-xem": client.get(signed["Location"]).context["mark"]}
    )
    assert (taken.status_code, "Số kế tiếp là 149" in taken.content.decode()) == (409, True)
    assert client.get(address).status_code == 409


def test_what_changed_stands_before_the_signer_and_stops_a_page_that_is_older(client_of, officer, signer, office):
    paper = a_draft(office, officer)
    put_to_sign(paper.pk, by=officer, at=LATER)
    client = client_of(signer)
    mark = client.get(f"/quyet-dinh/du-thao/{paper.pk}/ky/").context["mark"]
    with writing(by=officer, at=LATER, verb="test.change") as pen:
        pen.change(Nomination.objects.order_by("pk")[1], rank="Đại úy")

    stale = client.post(f"/quyet-dinh/du-thao/{paper.pk}/ky/", {"lam": "1", "so": "1", "da-xem": mark})
    assert (stale.status_code, Decision.objects.count()) == (409, 0)
    assert [(who, before, after) for who, _what, before, after in stale.context["changed"]] == [
        ("Trần Thị Cúc", "–", "Đại úy")
    ]
    client.post(f"/quyet-dinh/du-thao/{paper.pk}/ky/", {"lam": "1", "so": "1", "da-xem": stale.context["mark"]})
    assert Decision.objects.count() == 1


def test_a_list_goes_up_and_comes_back(client_of, officer, office):
    paper = a_draft(office, officer, "bang-khen-bo-tinh", "ministry")
    client = client_of(officer)

    wrong = client.post(f"/quyet-dinh/du-thao/{paper.pk}/trinh-len/", {"lam": "1", "so": "35/TTr", "ngay": "hôm qua"})
    assert (wrong.status_code, "không phải ngày" in wrong.content.decode()) == (422, True)
    client.post(
        f"/quyet-dinh/du-thao/{paper.pk}/trinh-len/",
        {"lam": "1", "so": "35/TTr-CAT", "ngay": "25/05/2020", "han": "01/07/2020"},
    )
    listed = client.get("/quyet-dinh/du-thao/?the=da-trinh")
    assert [(one.letter_number, one.due_on, lines) for one, lines in listed.context["drafts"]] == [
        ("35/TTr-CAT", date(2020, 7, 1), 5)
    ]
    last = lines_of(paper)[4]
    client.post(
        f"/quyet-dinh/du-thao/{paper.pk}/ket-qua/",
        {
            "lam": "1",
            "so": "2105/QĐ-BCA",
            "ngay": "20/06/2020",
            "quyen": "Bộ Công an",
            "dong": [last.pk],
            "ly-do": "Chưa đủ thời gian",
        },
    )

    decision = Decision.objects.get()
    assert (decision.number, decision.level, Conferral.objects.count()) == ("2105/QĐ-BCA", "ministry", 4)
    page = client.get(f"/quyet-dinh/du-thao/{paper.pk}/")
    assert [act.slug for act in page.context["acts"]] == ["tep"]
    assert "Chưa đủ thời gian" in page.content.decode()


def test_a_ticked_line_may_have_been_given_another_form(client_of, officer, office):
    paper = a_draft(office, officer, "bang-khen-bo-tinh", "ministry")
    send_up(paper.pk, letter_number="35/TTr-CAT", on=ON, by=officer, at=LATER)
    client, last = client_of(officer), lines_of(paper)[4]

    form = client.get(f"/quyet-dinh/du-thao/{paper.pk}/ket-qua/?dong={last.pk}").content.decode()
    assert ('<option value=""' in form, 'value="bang-khen-bo-tinh:"' in form) == (True, True)
    client.post(
        f"/quyet-dinh/du-thao/{paper.pk}/ket-qua/",
        {
            "lam": "1",
            "so": "2105/QĐ-BCA",
            "ngay": "20/06/2020",
            "quyen": "Bộ Công an",
            "dong": [last.pk],
            "duoc": "bang-khen-thu-tuong:",
        },
    )

    assert [one.award for one in Conferral.objects.order_by("pk")] == ["bang-khen-bo-tinh"] * 4 + [
        "bang-khen-thu-tuong"
    ]
    assert "được tặng" in client.get(f"/quyet-dinh/du-thao/{paper.pk}/").content.decode()


def test_an_act_whose_time_has_passed_says_why(client_of, officer, office):
    paper = a_draft(office, officer, "bang-khen-bo-tinh", "ministry")
    send_up(paper.pk, letter_number="35/TTr-CAT", on=ON, by=officer, at=LATER)
    client = client_of(officer)

    late = client.get(f"/quyet-dinh/du-thao/{paper.pk}/sua/")
    assert (late.status_code, "đã trình cấp trên" in late.content.decode()) == (409, True)
    assert client.get(f"/quyet-dinh/du-thao/{paper.pk}/khong-co/").status_code == 404
    assert client.get(f"/quyet-dinh/du-thao/{paper.pk}/ky/").status_code == 404


@pytest.mark.parametrize(("people", "asked"), [(1, 17), (3, 17), (60, 16)])
def test_a_draft_asks_as_much_for_sixty_lines_as_for_one(
    client_of, officer, office, django_assert_num_queries, people, asked
):
    round_ = a_round(office)
    for number in range(people):
        passed(round_, a_person(f"Lê Văn Bách {number}", office.unit))
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    client = client_of(officer)
    client.get(f"/quyet-dinh/du-thao/{paper.pk}/")

    with django_assert_num_queries(asked):
        client.get(f"/quyet-dinh/du-thao/{paper.pk}/?ca=1")


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_of_drafts_asks_as_much_for_three_as_for_one(
    client_of, officer, office, django_assert_num_queries, more
):
    round_, five = five_passed(office)
    for one in five[: 1 + more]:
        draft(round_.pk, level="agency", nominations=[one.pk], by=officer, at=LATER, on=ON)
    client = client_of(officer)
    client.get("/quyet-dinh/du-thao/")

    with django_assert_num_queries(11):
        assert len(client.get("/quyet-dinh/du-thao/").context["drafts"]) == 1 + more
