"""Many rows of a plan on screens: filtered, ticked, looked at, settled as one act, and taken back."""

import pytest

from tdkt.records.models import Entry, ImportBatch
from tests.web.lists import DISTRICT, LAN, award_list, broken_list, enter_people
from tests.web.test_imports import lines, sent, text_of

TAMS = [("Nguyễn Văn Tâm", born, "Đại úy", "Phó Đội trưởng", DISTRICT) for born in ("1983", "1990")]


@pytest.fixture
def people(office):
    enter_people()


def choices_of(batch: ImportBatch) -> dict:
    return dict(ImportBatch.objects.values_list("choices", flat=True).get(pk=batch.pk))


def test_the_preview_says_what_becomes_of_how_many_rows_and_does_nothing(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, award_list(LAN, *TAMS))

    said = client.post(
        f"/nhap/{batch.pk}/nhieu-dong/", {"lan": "0", "cho": "dau", "chon": "0.3,0.4,0.5,9.9", "viec": "new"}
    )

    text = text_of(said)
    assert ("3 dòng: người mới" in text, "2 dòng là người mới" in text) == (True, True)
    assert "1 dòng giữ nguyên vì không có người nào để chọn" in text
    assert (choices_of(batch), said.context["count"], "Quyết định 2 dòng" in text) == ({}, 2, True)


def test_they_are_settled_by_one_entry_and_taken_back_exactly(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, award_list(LAN, *TAMS))
    client.post(f"/nhap/{batch.pk}/dong/0-4/", {"chon": "new"})

    form = {"lan": "1", "cho": "loc", "loc": "", "viec": "skip", "lam": "1"}
    answer = client.post(f"/nhap/{batch.pk}/nhieu-dong/", form, follow=True)
    after = choices_of(batch)
    entry = Entry.objects.get(verb="imports.settle-many")
    undo = f"/nhap/{batch.pk}/nhieu-dong/{entry.seq}/hoan-tac/"
    back = client.post(undo, follow=True)

    assert (after, entry.detail["count"]) == ({"0.3": "skip", "0.4": "skip", "0.5": "skip"}, 3)
    assert ("Đã quyết định 3 dòng cùng lúc." in text_of(answer), undo in answer.content.decode()) == (True, True)
    assert ("Đã hoàn tác" in text_of(back), choices_of(batch)) == (True, {"0.4": "new"})


def test_a_plan_changed_meanwhile_is_not_settled(client_of, officer, people):
    client = client_of(officer)
    batch = sent(client, award_list(LAN, *TAMS))

    form = {"lan": "7", "cho": "loc", "viec": "skip", "lam": "1"}
    answer = client.post(f"/nhap/{batch.pk}/nhieu-dong/", form)

    assert (answer.status_code, choices_of(batch)) == (409, {})


@pytest.mark.parametrize(
    "form", [{"viec": "eat"}, {"viec": "skip", "diem": "x"}, {"viec": "skip", "lan": ""}, {"viec": "skip", "loc": "gi"}]
)
def test_a_form_that_cannot_be_is_refused(client_of, officer, people, form):
    client = client_of(officer)
    batch = sent(client, award_list(LAN))

    assert client.post(f"/nhap/{batch.pk}/nhieu-dong/", {"lan": "0", "cho": "loc"} | form).status_code == 400


def test_a_clerk_settles_nobody_of_another_unit_by_the_dozen(client_of, clerk, people):
    client = client_of(clerk)
    batch = sent(client, broken_list())

    form = {"lan": "0", "cho": "dau", "chon": "0.5", "viec": "new", "lam": "1"}
    answer = client.post(f"/nhap/{batch.pk}/nhieu-dong/", form)

    assert ("có người thuộc đơn vị khác" in text_of(answer), choices_of(batch)) == (True, {})


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("?chu=hoa", ["Lê Thị Hoà"]),
        ("?chu=A6", ["Tr?n V?n B"]),
        ("?ma=text-damaged", ["Tr?n V?n B"]),
        ("?phan=0&loc=new", ["Trần Thị Lan", "Lê Thị Hoà"]),
        ("?loc=new&chu=lan", ["Trần Thị Lan"]),
    ],
)
def test_rows_are_filtered_by_words_problem_and_table(client_of, officer, people, address, names):
    client = client_of(officer)
    batch = sent(client, broken_list())

    response = client.get(f"/nhap/{batch.pk}/{address}")

    assert [name for _at, name, _status in lines(response)] == names


@pytest.mark.parametrize("address", ["?phan=7", "?phan=x", "?loc=gi"])
def test_a_filter_that_cannot_be_is_refused(client_of, officer, people, address):
    client = client_of(officer)
    batch = sent(client, broken_list())

    assert client.get(f"/nhap/{batch.pk}/{address}").status_code == 400
