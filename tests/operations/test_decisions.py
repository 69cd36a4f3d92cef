"""The same decision number in two files is one decision, and what the files say of it differently is said."""

from datetime import date
from typing import Any

import pytest

from tdkt.operations.decisions import number_as_kept, number_key
from tdkt.operations.imports import apply_import
from tdkt.records.models import Conferral, Decision
from tests.operations.plans import MONDAY, TUESDAY, incoming, statuses, units_of_province

pytestmark = pytest.mark.django_db

LAN = {
    "name": "Trần Thị Lan",
    "born": "1985-03-12",
    "unit": "Công an huyện Đại Lộc",
    "award": "bang-khen-bo-tinh",
    "authority": "province",
    "decision_number": "1234/QĐ-UBND",
    "decision_date": "2019-11-20",
}


@pytest.fixture(autouse=True)
def province() -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)


def take(*records: dict[str, Any], name: str = "2.xlsx", context: dict[str, Any] | None = None) -> Any:
    return apply_import(incoming("awards", *records, name=name, context=context), by=None, at=TUESDAY, partial=True)


def problems(taken: Any) -> list[tuple[str, str]]:
    return [(p["code"], p["message"]) for part in taken.plan["parts"] for row in part["rows"] for p in row["problems"]]


@pytest.mark.parametrize(
    "typed",
    [
        "1234/QĐ-UBND",
        "1234/qđ-ubnd",
        " 1234 / QĐ - UBND ",
        "1234/QD-UBND",
        "01234/QĐ-UBND",
        "Số 1234/QĐ-UBND",
        "Quyết định số: 1234/QĐ-UBND ngày 20/11/2019",
        "1234/QĐ–UBND, ngày 20 tháng 11 năm 2019",
    ],
)
def test_a_number_typed_otherwise_is_the_same_decision(typed: str):
    take(LAN, name="1.xlsx")

    again = take(LAN | {"decision_number": typed})

    assert (statuses(again), Decision.objects.count(), Conferral.objects.count()) == (["same"], 1, 1)


def test_a_number_is_kept_without_the_words_around_it():
    assert number_as_kept("Số 1234 / QĐ - UBND ngày 20/11/2019") == "1234/QĐ-UBND"
    assert number_as_kept("15/2019/QĐ-TTg") == "15/2019/QĐ-TTg"
    assert number_key("15/2019/QĐ-TTg") != number_key("152019/QĐ-TTg")


def test_a_date_behind_the_number_is_the_date_of_the_decision():
    take(LAN | {"decision_number": "1234/QĐ-UBND ngày 20/11/2019", "decision_date": None})

    assert list(Decision.objects.values_list("number", "signed_on", "year")) == [
        ("1234/QĐ-UBND", date(2019, 11, 20), 2019)
    ]


def test_the_same_number_of_another_year_is_another_decision():
    take(LAN, LAN | {"decision_date": "2018-11-20"})

    assert sorted(Decision.objects.values_list("number", "year")) == [("1234/QĐ-UBND", 2018), ("1234/QĐ-UBND", 2019)]


def test_another_day_authority_or_signer_is_a_conflict_on_the_row_that_says_so():
    take(LAN, name="1.xlsx", context={"signer": "Lê Văn Mẫu"})

    day = take(LAN | {"decision_date": "2019-11-21"})
    authority = take(LAN | {"authority": "ministry"})
    signer = take(LAN, context={"signer": "Phan Văn Mẫu"})

    assert [statuses(one) for one in (day, authority, signer)] == [["conflict"]] * 3
    assert [*problems(day), *problems(authority), *problems(signer)] == [
        ("decision-date-differs", "Sổ ghi Quyết định 1234/QĐ-UBND ký ngày 20/11/2019."),
        ("decision-authority-differs", "Sổ ghi Quyết định 1234/QĐ-UBND của UBND tỉnh."),
        ("decision-signer-differs", "Sổ ghi người ký Quyết định 1234/QĐ-UBND là Lê Văn Mẫu."),
    ]


def test_another_title_is_named_and_stops_nothing():
    take(LAN, name="1.xlsx", context={"title": "DANH SÁCH KHEN THƯỞNG"})

    again = take(LAN, context={"title": "Danh sách cá nhân"})

    assert (statuses(again), problems(again)) == (
        ["same"],
        [
            (
                "decision-title-differs",
                "Sổ ghi tên danh sách của Quyết định 1234/QĐ-UBND là “DANH SÁCH KHEN THƯỞNG”.",
            )
        ],
    )


def test_what_the_first_file_left_out_the_second_fills():
    take(LAN | {"decision_date": None}, name="1.xlsx")

    filled = take(LAN, context={"signer": "Lê Văn Mẫu"})

    decision = Decision.objects.get()
    assert (statuses(filled), filled.plan["parts"][0]["rows"][0]["adds"]) == (
        ["changes"],
        ["decision_signed_on", "decision_signer", "decision_year", "unit_id"],
    )
    assert (str(decision.signed_on), decision.year, decision.signer) == ("2019-11-20", 2019, "Lê Văn Mẫu")
    assert Conferral.objects.get().year == 2019
    assert statuses(take(LAN, context={"signer": "Lê Văn Mẫu"}, name="3.xlsx")) == ["same"]


def test_a_row_without_a_date_is_of_the_only_decision_of_its_number_and_asks_between_two():
    take(LAN, name="1.xlsx")
    alone = take(LAN | {"decision_date": None})
    take(LAN | {"decision_date": "2018-11-20"}, name="3.xlsx")
    between = take(LAN | {"decision_date": None}, name="4.xlsx")

    assert (statuses(alone), statuses(between)) == (["same"], ["conflict"])
    assert [code for code, _ in problems(between)] == ["decision-unclear"]


def test_the_rows_of_one_file_agree_on_the_day():
    taken = take(LAN, LAN | {"name": "Phan Văn Bình", "decision_date": "2019-11-21"})

    assert statuses(taken) == ["new", "conflict"]


def test_a_bare_number_of_two_authorities_is_two_decisions():
    taken = take(LAN | {"decision_number": "1234"}, LAN | {"decision_number": "1234", "authority": "ministry"})

    assert (statuses(taken), Decision.objects.count()) == (["new", "new"], 2)
