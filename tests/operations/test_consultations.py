"""Asking other bodies, with the least that they need to know."""

from datetime import date
from typing import Any

import pytest

from tdkt.operations.consultations import FIELDS, LEAST, Term, answer, ask, disclosure, term, to_be_asked, unanswer
from tdkt.operations.errors import NotPermitted, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.records.models import Account, Consultation, Nomination, Office, Unit
from tests.operations.proposed import MONDAY, NOON, enter_nominations, enter_round
from tests.web.register import enter_person

DUE = date(2024, 6, 21)


@pytest.fixture
def dossier(office: Office) -> Nomination:
    district = Unit.objects.get(name="Công an huyện mẫu")
    person = enter_person("Phan Văn An", district, born="1985-03-01")
    return enter_nominations(
        enter_round(), [person], award="bang-khen-thu-tuong", rank="Đại úy", post="Đội trưởng", achievement="Bắt cướp"
    )[0]


def asked(dossier: Nomination, officer: Account | None, **said: Any) -> Consultation:
    kept: dict[str, Any] = {"asked_on": MONDAY, "due_on": DUE, "by": officer, "at": NOON} | said
    return ask([dossier.pk], "Cục Thuế  tỉnh", "Chấp hành nghĩa vụ thuế", **kept)[0]


def test_a_body_is_told_exactly_what_was_chosen(dossier: Nomination, officer: Account) -> None:
    row = asked(dossier, officer, disclosed=("unit", "born", "name"))

    assert disclosure(row) == [("name", "Phan Văn An"), ("born", "01/03/1985"), ("unit", "Công an huyện mẫu")]
    assert (row.body, row.due_on, row.cite) == ("Cục Thuế tỉnh", DUE, "06-2022-qh15/art-84/cl-3")


def test_without_a_choice_the_least_is_told(dossier: Nomination, officer: Account) -> None:
    assert [field for field, _ in disclosure(asked(dossier, officer))] == list(LEAST)
    assert set(LEAST) < set(FIELDS)


def test_a_field_that_is_not_on_the_list_goes_to_nobody(dossier: Nomination, officer: Account) -> None:
    with pytest.raises(RuleNotMet, match="discipline"):
        asked(dossier, officer, disclosed=("name", "discipline"))


def test_the_answer_is_due_by_law_where_a_text_says_so_and_by_the_office_elsewhere(
    dossier: Nomination, officer: Account
) -> None:
    law = office_law()

    assert (term(law, date(2015, 6, 1)), term(law, MONDAY)) == (Term(10, "39-2012-nd-cp/art-1"), None)
    with pytest.raises(RuleNotMet, match="Không có văn bản nào nêu hạn"):
        asked(dossier, officer, due_on=None)


def test_in_2015_ten_working_days_are_the_limit_whatever_the_office_says(office: Office, officer: Account) -> None:
    district = Unit.objects.get(name="Công an huyện mẫu")
    old = enter_round(name="Đợt 2015", law_on=date(2015, 6, 1))
    row = enter_nominations(old, [enter_person("Lê Thị Bình", district)])[0]

    assert asked(row, officer, asked_on=date(2015, 6, 1), due_on=date(2015, 9, 1)).due_on == date(2015, 6, 15)


def test_whom_the_law_names_is_told(dossier: Nomination) -> None:
    named = to_be_asked(dossier)

    assert named is not None
    assert named.words == "cơ quan trung ương liên quan hoặc UBND tỉnh"


def test_a_body_is_asked_once_and_answers_once(dossier: Nomination, officer: Account) -> None:
    row = asked(dossier, officer)

    with pytest.raises(WrongState, match="đã hỏi Cục Thuế tỉnh ngày 03/06/2024"):
        asked(dossier, officer)
    answer(row.pk, "agrees", answered_on=date(2024, 6, 10), by=officer, at=NOON)
    with pytest.raises(WrongState, match="đã trả lời ngày 10/06/2024"):
        answer(row.pk, "objects", words="Nợ thuế", answered_on=DUE, by=officer, at=NOON)
    unanswer(row.pk, by=officer, at=NOON)
    answer(row.pk, "objects", words="Nợ thuế", answered_on=DUE, by=officer, at=NOON)

    row.refresh_from_db()
    assert (row.answer, row.words, row.answered_on) == ("objects", "Nợ thuế", DUE)


def test_an_objection_has_its_words_and_no_answer_comes_before_the_question(
    dossier: Nomination, officer: Account
) -> None:
    row = asked(dossier, officer)

    with pytest.raises(RuleNotMet, match="ghi lý do"):
        answer(row.pk, "objects", answered_on=DUE, by=officer, at=NOON)
    with pytest.raises(RuleNotMet, match="trước ngày hỏi"):
        answer(row.pk, "agrees", answered_on=date(2024, 6, 1), by=officer, at=NOON)


def test_only_the_officer_asks(dossier: Nomination, clerk: Account) -> None:
    with pytest.raises(NotPermitted):
        asked(dossier, clerk)
