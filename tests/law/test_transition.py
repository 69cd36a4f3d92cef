"""Which day of a dossier governs which matter."""

from datetime import date

import pytest

from tdkt.law.loading import load_law
from tdkt.law.parameters import NotKnown
from tdkt.law.transition import Governing, governing_day


def test_a_dossier_received_before_the_law_of_2026_follows_the_old_criteria_unless_the_new_are_better() -> None:
    found = governing_day(
        load_law(), "criteria", submission=date(2026, 9, 1), receipt=date(2026, 9, 30), decision=date(2026, 11, 20)
    )

    assert found == Governing(
        day=date(2026, 9, 30),
        which="receipt-by-appraiser",
        cite="06-2026-qh16/art-4/cl-4",
        more_favourable=True,
        confidence="SECONDARY",
    )


def test_a_dossier_received_on_the_first_day_of_the_new_law_follows_it() -> None:
    found = governing_day(load_law(), "criteria", submission=date(2026, 9, 1), receipt=date(2026, 10, 1))

    assert isinstance(found, Governing)
    assert (found.day, found.more_favourable) == (date(2026, 10, 1), False)


def test_a_dossier_submitted_before_july_2025_keeps_the_old_procedure() -> None:
    found = governing_day(load_law(), "procedure", submission=date(2025, 6, 15), decision=date(2025, 8, 1))

    assert isinstance(found, Governing)
    assert (found.day, found.cite, found.more_favourable) == (date(2025, 6, 15), "152-2025-nd-cp/art-60/cl-3", False)


@pytest.mark.parametrize(
    ("decision", "cite"),
    [
        (date(2025, 6, 30), "98-2023-nd-cp/art-unnumbered-bonus"),
        (date(2025, 7, 1), "152-2025-nd-cp/art-49"),
    ],
)
def test_the_money_goes_by_the_day_of_the_decision(decision: date, cite: str) -> None:
    found = governing_day(load_law(), "bonus", submission=date(2025, 3, 1), decision=decision)

    assert found == Governing(decision, "decision", cite, False, "SECONDARY")


def test_a_day_that_governs_and_is_not_recorded_is_asked_for_by_name() -> None:
    found = governing_day(load_law(), "criteria", submission=date(2026, 10, 5))

    assert isinstance(found, NotKnown)
    assert "ngày cơ quan thẩm định tiếp nhận hồ sơ" in found.what
    assert found.cite == "06-2026-qh16/art-4/cl-4"


def test_where_no_text_speaks_of_the_matter_nothing_is_assumed() -> None:
    found = governing_day(load_law(), "procedure", submission=date(2005, 1, 1))

    assert isinstance(found, NotKnown)
    assert found.cite == ""


def test_a_matter_that_is_none_and_a_dossier_without_days_are_refused() -> None:
    with pytest.raises(ValueError, match="Không có việc"):
        governing_day(load_law(), "weather", decision=date(2025, 1, 1))
    with pytest.raises(ValueError, match="ít nhất một ngày"):
        governing_day(load_law(), "bonus")


def test_from_october_2026_every_verdict_by_the_law_of_2022_says_that_it_may_have_changed() -> None:
    law = load_law()

    assert law.warnings_on(date(2026, 9, 30), "06-2022-qh15") == ()
    assert [w.from_ for w in law.warnings_on(date(2026, 10, 1), "06-2022-qh15")] == [date(2026, 10, 1)]
    assert {w for rule in law.rules_on(date(2026, 10, 1), "bang-khen-bo-tinh") for w in rule.warnings} == {
        w.vi for w in law.warnings if w.of == "06-2022-qh15"
    }
