"""The register holds programmes and bodies, never watch on people: no table and no column of a list can keep residents' conduct, informants,
suspects, or, in the people's movement, a person at all. Each check is tried on a planted column, so that none is blind.
"""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tdkt.records.models import Account, Person, Subject
from tdkt.sheets.headers import SYNONYMS
from tdkt.vietnamese.folding import fold

NOTIONS = re.compile(
    r"suspect|informant|informer|denounc|accus|watch_?list|surveil|wanted|offend|offence|convict|crimin|addict|drug|parole|probation"
    r"|inmate|prison|behaviou?r|conduct|misdeed|resident_|_resident\b|citizen|relig|ethnic|political|nghi_?van|tinh_?nghi|dac_?tinh"
    r"|tien_?an|tien_?su|doi_?tuong|(?<![a-z])hanh_?vi(?![a-z])|nhan_?khau"
)
"""What no column of any table is called: watch on people."""
HEADINGS = re.compile(
    r"\b(?:nghi van|tinh nghi|bi can|dac tinh|mat bao|nguoi cung cap tin|nguoi to giac|nguoi bao tin|tien an|tien su|nghien|tu tha|man han tu"
    r"|quan che|hanh vi|bieu hien|theo doi doi tuong|quan ly doi tuong|doi tuong (?:hinh su|ma tuy|quan ly|theo doi|nghi|can)|nhan khau"
    r"|ton giao|dan toc|chinh kien)\b"
)
"""What no heading of a list means, without accents."""
PERSONS = re.compile(
    r"person|people|subject|human|name_of|full_name|first_name|surname|born|birth|sex\b|gender|phone|email|identity|passport|leader|head\b|chair"
    r"|contact|household_name|member_name|who\b|ho_ten"
)
"""What no column of the tables of the people's movement is called: a person."""
MOVEMENT_OF_THE_PEOPLE = ("areas", "community", "safe_areas")
"""The modules of `records.models` that hold communities: models, places of the map, the safe-area standard."""


def tables() -> list[type[models.Model]]:
    return list(apps.get_app_config("records").get_models())


def watching(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Columns, and tables, whose name means watch on people."""
    for table in found:
        names = ["", *(field.name for field in table._meta.concrete_fields)]
        for name in names:
            if NOTIONS.search(fold(name or table.__name__).replace(" ", "_")):
                yield f"{table.__name__}.{name}"


def naming(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Columns that name a person, or lead to one, in tables of the people's movement."""
    for table in found:
        if table.__module__.rsplit(".", 1)[-1] not in MOVEMENT_OF_THE_PEOPLE:
            continue
        for field in table._meta.concrete_fields:
            if PERSONS.search(field.name) or field.related_model in (Person, Subject, Account):
                yield f"{table.__name__}.{field.name}"


def watching_headings(headings: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """Columns that lists are read by, and their headings, that mean watch on people."""
    for column, spellings in headings:
        if NOTIONS.search(column):
            yield column
        for heading in spellings:
            if HEADINGS.search(fold(heading)):
                yield f"{column}: {heading}"


def test_no_table_keeps_watch_on_people():
    assert list(watching(tables())) == []


def test_the_tables_of_the_peoples_movement_name_no_person():
    assert list(naming(tables())) == []


def test_no_list_that_is_read_in_speaks_of_residents_conduct():
    assert list(watching_headings(SYNONYMS.items())) == []


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("suspect_name", models.CharField(max_length=9)),
        ("conduct_of_member", models.TextField()),
        ("informants", models.PositiveIntegerField()),
        ("resident_id", models.IntegerField()),
    ],
)
def test_a_planted_column_of_watch_is_found(name, field):
    with isolate_apps("tdkt.records"):
        planted = type(
            "ModelGroup", (models.Model,), {"__module__": "tdkt.records.models.community", name: field, "Meta": type("Meta", (), {"app_label": "records"})}
        )  # fmt: skip

    assert list(watching([planted])) == [f"ModelGroup.{name}"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("leader", models.CharField(max_length=9)),
        ("phone", models.CharField(max_length=9)),
        ("kept_by", models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")),
        ("of", models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")),
    ],
)
def test_a_planted_person_is_found(name, field):
    with isolate_apps("tdkt.records"):
        planted = type(
            "ModelGroup", (models.Model,), {"__module__": "tdkt.records.models.community", name: field, "Meta": type("Meta", (), {"app_label": "records"})}
        )  # fmt: skip

    assert list(naming([planted])) == [f"ModelGroup.{name}"]


def test_a_planted_heading_is_found():
    planted = {"note": ("Ghi chú", "Hành vi vi phạm"), "suspect": ("Tên",), "groups": ("Số đối tượng quản lý",)}

    assert list(watching_headings(planted.items())) == [
        "note: Hành vi vi phạm",
        "suspect",
        "groups: Số đối tượng quản lý",
    ]
