"""Dates are read and written day first and numbers with dots, in Vietnamese and in English: the first test of the project."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import engines
from django.utils import translation


class Form(forms.Form):
    day = forms.DateField(localize=True)
    sum = forms.DecimalField(localize=True, decimal_places=2)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("02/01/1980", date(1980, 1, 2)),
        ("31/12/2026", date(2026, 12, 31)),
        ("28.5.2020", date(2020, 5, 28)),
        ("28-05-2020", date(2020, 5, 28)),
        ("2020-05-28", date(2020, 5, 28)),
    ],
)
def test_forms_read_dates_day_first(language: str, typed: str, meant: date):
    with translation.override(language):
        form = Form({"day": typed, "sum": "1.234.567,50"})

        assert form.is_valid(), form.errors
        assert form.cleaned_data == {"day": meant, "sum": Decimal("1234567.50")}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_forms_refuse_the_thirteenth_month(language: str):
    with translation.override(language):
        assert list(Form({"day": "05/13/2020", "sum": "1"}).errors) == ["day"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_forms_write_what_they_read(language: str):
    with translation.override(language):
        form = Form(initial={"day": date(1980, 1, 2), "sum": Decimal("1234567.50")})

        assert 'value="02/01/1980"' in str(form["day"])
        assert 'value="1.234.567,50"' in str(form["sum"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_templates_write_dates_day_first_and_numbers_with_dots(language: str):
    page = engines["django"].from_string(
        "{{ day }} {{ moment }} {{ sum }} {{ count }} {{ day|date }} {{ day|date:'SHORT_DATE_FORMAT' }}"
    )
    known = {
        "day": date(1980, 1, 2),
        "moment": datetime(2020, 5, 25, 2, 30, tzinfo=UTC),
        "sum": Decimal("1234567.50"),
        "count": 1277,
    }

    with translation.override(language):
        assert page.render(known) == "02/01/1980 09:30 25/05/2020 1.234.567,50 1.277 02/01/1980 02/01/1980"
