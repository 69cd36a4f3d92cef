"""The money of awards, against the sums worked out by hand from the decrees."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.bonus import Bonus, amount, base_salary, total
from tdkt.law.instruments import Law, Parameter
from tdkt.law.loading import load_law
from tdkt.law.parameters import NotKnown

IN_2026 = date(2026, 8, 19)


def stand_in(*parameters: tuple[str, Any, str], confidence: str = "SECONDARY", to: date | None = None) -> Law:
    """A law of nothing but these parameters, each a name, a value and the article it stands in."""
    return Law(
        instruments={},
        provisions={},
        rules=(),
        parameters=tuple(
            Parameter(name, f"a-decree/{article}", date(2024, 1, 1), to, confidence, value, "a-decree")
            for name, value, article in parameters
        ),
        governs=(),
        warnings=(),
    )


def money(law: Law, award: str, *, class_: int | None = None, recipient: str = "individual", on: date = IN_2026) -> int:
    found = amount(law, award, class_, recipient, on)
    assert isinstance(found, Bonus), found
    return found.dong


@pytest.mark.parametrize(
    ("award", "class_", "recipient", "dong"),
    [
        ("lao-dong-tien-tien", None, "individual", 760_000),
        ("chien-si-tien-tien", None, "individual", 760_000),
        ("don-vi-tien-tien", None, "collective", 2_030_000),
        ("chien-si-thi-dua-co-so", None, "individual", 2_530_000),
        ("bang-khen-bo-tinh", None, "individual", 3_800_000),
        ("don-vi-quyet-thang", None, "collective", 3_800_000),
        ("chien-si-thi-dua-bo-tinh", None, "individual", 7_590_000),
        ("bang-khen-thu-tuong", None, "individual", 8_860_000),
        ("chien-si-thi-dua-toan-quoc", None, "individual", 11_390_000),
        ("huan-chuong-chien-cong", 3, "individual", 11_390_000),
        ("huan-chuong-chien-cong", 2, "individual", 18_980_000),
        ("huan-chuong-bao-ve-to-quoc", 1, "individual", 22_770_000),
        ("huan-chuong-bao-ve-to-quoc", 3, "collective", 22_770_000),
        ("co-thi-dua-chinh-phu", None, "collective", 30_360_000),
    ],
)
def test_a_bonus_of_2026_is_the_coefficient_times_2_530_000_rounded_up_to_ten_thousand(
    award: str, class_: int | None, recipient: str, dong: int
) -> None:
    assert money(load_law(), award, class_=class_, recipient=recipient) == dong


def test_a_bonus_shows_its_parts_and_the_provisions_it_rests_on() -> None:
    found = amount(load_law(), "bang-khen-thu-tuong", None, "individual", IN_2026)

    assert isinstance(found, Bonus)
    assert (found.dong, found.coefficient, found.base_salary, found.cap, found.confidence) == (
        8_860_000,
        Decimal("3.5"),
        2_530_000,
        False,
        "SECONDARY",
    )
    assert found.cites == (
        "152-2025-nd-cp/art-54/cl-1/pt-a",
        "161-2026-nd-cp/art-unnumbered-salary",
        "152-2025-nd-cp/art-49",
    )


@pytest.mark.parametrize(
    ("on", "dong"),
    [
        (date(2023, 12, 31), 540_000),
        (date(2024, 6, 30), 540_000),
        (date(2024, 7, 1), 710_000),
        (date(2026, 6, 30), 710_000),
        (date(2026, 7, 1), 760_000),
    ],
)
def test_the_base_salary_is_that_of_the_day_of_the_decision(on: date, dong: int) -> None:
    law = stand_in(
        ("bonus", {"individual": {"lao-dong-tien-tien": 0.3}}, "art-1"),
        ("bonus-rules", {"round_up_to": 10000}, "art-2"),
    )
    salaries = [p for p in load_law().parameters if p.name == "base-salary"]
    everywhere = Law(
        law.instruments,
        law.provisions,
        (),
        (*[_from_2020(p) for p in law.parameters], *salaries),
        (),
        (),
    )

    assert money(everywhere, "lao-dong-tien-tien", on=on) == dong


def _from_2020(parameter: Parameter) -> Parameter:
    return Parameter(
        parameter.name, parameter.cite, date(2020, 1, 1), None, parameter.confidence, parameter.value, "a-decree"
    )


@pytest.mark.parametrize(
    ("on", "dong"),
    [
        (date(2018, 7, 1), 1_390_000),
        (date(2020, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_salary_has_stood_so_and_never_at_1_600_000(on: date, dong: int) -> None:
    found = base_salary(load_law(), on)

    assert not isinstance(found, NotKnown)
    assert found.value == dong


def test_a_base_salary_from_memory_is_used_only_when_asked_for() -> None:
    law = load_law()
    unasked = base_salary(law, date(2017, 8, 1))
    asked = base_salary(law, date(2017, 8, 1), use_memory=True)

    assert isinstance(unasked, NotKnown)
    assert unasked.cite == "47-2017-nd-cp/art-unnumbered-salary"
    assert "trí nhớ" in unasked.what
    assert not isinstance(asked, NotKnown)
    assert asked.value == 1_300_000


def test_before_the_first_decree_no_base_salary_is_known() -> None:
    found = base_salary(load_law(), date(2010, 1, 1))

    assert isinstance(found, NotKnown)
    assert "01/01/2010" in found.what


def test_a_coefficient_from_memory_is_named_and_not_used() -> None:
    law = load_law()
    unasked = amount(law, "bang-khen-thu-tuong", None, "individual", date(2024, 9, 2))
    asked = amount(law, "bang-khen-thu-tuong", None, "individual", date(2024, 9, 2), use_memory=True)

    assert isinstance(unasked, NotKnown)
    assert "Bằng khen của Thủ tướng Chính phủ" in unasked.what
    assert unasked.cite == "98-2023-nd-cp/art-58"
    assert isinstance(asked, Bonus)
    assert (asked.dong, asked.confidence) == (8_190_000, "FROM-MEMORY")


def test_a_commemorative_medal_has_a_ceiling_and_no_amount() -> None:
    found = amount(load_law(), "ky-niem-chuong-bao-ve-an-ninh-to-quoc", None, "individual", IN_2026)

    assert isinstance(found, Bonus)
    assert (found.cap, found.dong) == (True, 1_520_000)


def test_a_household_has_one_and_a_half_times_the_individual_sum_from_2025_and_is_not_known_before() -> None:
    law = load_law()
    before = amount(law, "bang-khen-bo-tinh", None, "household", date(2025, 6, 30), use_memory=True)

    assert money(law, "bang-khen-bo-tinh", recipient="household") == 5_700_000
    assert isinstance(before, NotKnown)
    assert "hộ gia đình" in before.what


def test_a_certificate_of_a_commune_is_paid_less_and_that_number_is_only_remembered() -> None:
    law = load_law()
    usual = amount(law, "giay-khen", None, "individual", IN_2026)
    commune = amount(law, "giay-khen", None, "individual", IN_2026, giver="commune")
    remembered = amount(law, "giay-khen", None, "individual", IN_2026, giver="commune", use_memory=True)

    assert isinstance(usual, Bonus)
    assert usual.dong == 760_000
    assert isinstance(commune, NotKnown)
    assert isinstance(remembered, Bonus)
    assert remembered.dong == 380_000


def test_an_award_that_no_table_names_is_not_known_rather_than_nothing() -> None:
    found = amount(load_law(), "huan-chuong-huu-nghi", None, "individual", IN_2026)

    assert isinstance(found, NotKnown)
    assert "Huân chương Hữu nghị" in found.what


def test_a_factor_stands_in_where_a_table_has_no_line_of_its_own_for_collectives() -> None:
    law = stand_in(
        (
            "bonus",
            {"individual": {"giay-khen": 0.3, "bang-khen-bo-tinh": 1.5}, "collective": {"giay-khen": 0.7}},
            "art-1",
        ),
        ("bonus-rules", {"round_up_to": 10000, "collective_factor": 2}, "art-2"),
        ("base-salary", 2_000_000, "art-3"),
    )

    assert money(law, "giay-khen", recipient="collective") == 1_400_000
    assert money(law, "bang-khen-bo-tinh", recipient="collective") == 6_000_000


def test_an_award_that_such_a_recipient_is_not_given_is_refused() -> None:
    with pytest.raises(ValueError, match="không tặng cho hộ gia đình"):
        amount(load_law(), "ky-niem-chuong", None, "household", IN_2026)


def _bonus(award: str, recipient: str = "individual", *, class_: int | None = None, on: date = IN_2026) -> Bonus:
    found = amount(load_law(), award, class_, recipient, on)
    assert isinstance(found, Bonus), found
    return found


def test_of_titles_for_one_period_only_the_highest_is_paid() -> None:
    advanced = _bonus("chien-si-tien-tien").for_period("2025")
    fighter = _bonus("chien-si-thi-dua-co-so").for_period("2025")
    earlier = _bonus("chien-si-tien-tien").for_period("2024")

    together = total([advanced, fighter, earlier])

    assert together.dong == 2_530_000 + 760_000
    assert together.paid == (fighter, earlier)
    assert together.given_way == (advanced,)
    assert together.unsettled == ()
    assert "152-2025-nd-cp/art-49" in together.cites


def test_a_title_and_a_form_are_both_paid() -> None:
    title = _bonus("chien-si-thi-dua-co-so").for_period("2025")
    form = _bonus("bang-khen-bo-tinh").for_period("2025")

    assert total([title, form]).dong == 2_530_000 + 3_800_000


def test_before_2025_no_text_read_says_what_is_paid_of_two_titles_of_one_period() -> None:
    on = date(2025, 1, 20)
    advanced = _bonus("chien-si-tien-tien", on=on).for_period("2024")
    fighter = _bonus("chien-si-thi-dua-co-so", on=on).for_period("2024")

    together = total([advanced, fighter])

    assert (together.dong, together.unsettled) == (2_340_000, (advanced,))


@given(st.decimals(min_value="0.05", max_value="100", places=2), st.integers(min_value=500_000, max_value=5_000_000))
def test_a_bonus_is_never_less_than_the_product_and_less_than_a_step_above_it(
    coefficient: Decimal, salary: int
) -> None:
    law = stand_in(
        ("bonus", {"individual": {"lao-dong-tien-tien": float(coefficient)}}, "art-1"),
        ("bonus-rules", {"round_up_to": 10000}, "art-2"),
        ("base-salary", salary, "art-3"),
    )

    dong = money(law, "lao-dong-tien-tien")

    assert dong % 10_000 == 0
    assert 0 <= dong - coefficient * salary < 10_000
