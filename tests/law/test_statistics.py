"""Which statistical form a year is reported on, and its rows: what the files do not know stays unknown."""

from datetime import date

import pytest

from tdkt.law.statistics import due_day, every_form, form_called, regime_of, statistical_year


@pytest.mark.parametrize(
    ("year", "forms", "newer"),
    [
        (2017, [], ""),
        (2018, ["0701", "0702", "0703"], ""),
        (2022, ["0701", "0702", "0703"], ""),
        (2023, ["0601", "0602", "0603", "0604", "0605"], ""),
        (2024, ["0601", "0602", "0603", "0604", "0605"], ""),
        (2025, ["0601", "0602", "0603", "0604", "0605"], "18/2025/TT-BNV"),
    ],
)
def test_a_year_is_reported_on_the_forms_that_stood_when_it_ended(year, forms, newer):
    regime = regime_of(year)

    assert ([form.number for form in regime.forms], regime.newer) == (forms, newer)


def test_the_statistical_year_runs_from_december_to_november():
    assert statistical_year(2019) == (date(2018, 12, 1), date(2019, 11, 30))
    assert (regime_of(2024).year_is_known, regime_of(2019).year_is_known) == (True, False)


def test_form_0601_has_the_rows_and_columns_that_are_known():
    form = form_called("0601")

    assert form is not None
    assert [(row.code, row.counts) for row in form.rows] == [
        ("01", "all"),
        ("02", "scope-national"),
        ("03", "scope-ministry"),
        ("04", "scope-cluster"),
        ("05", "scope-office"),
        ("06", "lasts-under-1"),
        ("07", "lasts-1"),
        ("08", "lasts-1-3"),
        ("09", "lasts-3-5"),
        ("10", "lasts-from-5"),
        ("11", "method-thematic"),
        ("12", "method-standing"),
    ]
    assert [column.vi for column in form.columns] == ["Tổng số", "Trung ương", "Bộ, tỉnh", "Cơ quan, đơn vị"]
    assert (form.named, due_day(form, 2024), form.confidence) == ("0601.N/BNV-TĐKT", date(2024, 12, 15), "VERIFIED")


def test_what_is_not_known_of_a_form_stays_unknown():
    unknown = {form.number: [row.code for row in form.rows if row.unknown] for form in every_form()}

    assert unknown == {
        "0601": [],
        "0602": ["4", "5", "15", "16", "17", "18", "19", "20"],
        "0603": [],
        "0604": ["01", "02", "03", "04", "05"],
        "0605": ["02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"],
        "0701": [],
        "0702": [],
        "0703": [],
    }
    older = form_called("0702")
    assert older is not None
    assert (older.like, {row.code for row in older.rows}, due_day(older, 2019)) == ("0602", {""}, None)


def test_orders_are_parted_by_who_may_receive_them():
    form = form_called("0602")

    assert form is not None
    named = [column.vi for column in form.columns]
    assert {"Huân chương Chiến công: tập thể", "Huân chương Dũng cảm: cá nhân"} <= set(named)
    assert "Huân chương Dũng cảm: tập thể" not in named  # the law gives it to individuals alone
    assert len(named) == len(set(named))
