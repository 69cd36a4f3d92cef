"""Packed rows follow every act and never drift; what is screened from them is what the tables say."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.law.loading import load_law
from tdkt.operations.achievements import Placed, record_rankings
from tdkt.operations.audit import verify
from tdkt.operations.corrections import correct_conferral, correct_decision, say_ground
from tdkt.operations.errors import NotPermitted, Refused
from tdkt.operations.facts import register_facts
from tdkt.operations.imports import apply_import, plan_import, revert_import
from tdkt.operations.packing import packed_register
from tdkt.operations.screening import drift, rebuild_packed, screen_register
from tdkt.operations.standing import attest_complete, record_departures, set_standing
from tdkt.records.models import Account, Conferral, Decision, Entry, ImportBatch, PackedRow, Rating, Subject, Unit
from tdkt.rules.screen import screen
from tdkt.rules.truth import Verdict
from tests.operations.plans import MONDAY, TUESDAY, incoming

pytestmark = pytest.mark.django_db

TOP, OLD, NEW, TEAM = "Công an tỉnh Quảng Nam", "Phòng Đào tạo", "Phòng Tổ chức cán bộ", "Đội Huấn luyện"
ON = date(2020, 5, 25)
TITLE, FIGHTER = "chien-si-tien-tien", "chien-si-thi-dua-co-so"


def units() -> None:
    apply_import(
        incoming(
            "units",
            {"name": TOP, "level": "province"},
            {"name": OLD, "parent": TOP, "level": "department", "to": "2018-08-14"},
            {"name": TEAM, "parent": OLD, "level": "team", "to": "2018-08-14"},
        ),
        by=None,
        at=MONDAY,
    )


NAMES = ("Trần Văn Một", "Trần Văn Hai", "Trần Văn Ba", "Trần Văn Bốn", "Trần Văn Năm", "Trần Văn Sáu")


def who(number: int) -> dict[str, object]:
    return {"name": NAMES[number], "born": f"{1970 + number}-03-04"}


def place(number: int) -> str:
    return (TOP, OLD, f"{TEAM}, {OLD}")[number % 3]


def key(number: int) -> int | None:
    return Subject.objects.filter(name=who(number)["name"]).values_list("pk", flat=True).first()


# --- acts on a register, each of one of six people and one of five years -----------------------


def people(number: int, year: int) -> None:
    staff = who(number) | {
        "unit": place(number + year),
        "post": "Đội trưởng",
        "joined": f"{year - 14}-09",
        "rank": f"bậc {year}",
    }
    apply_import(incoming("people", staff, context={"as_of": f"{year}-12-31"}), by=None, at=MONDAY)


def ratings(number: int, year: int) -> None:
    rating = who(number) | {
        "unit": place(number),
        "year": year,
        "rating": "hoan-thanh-tot",
        "title": (TITLE, FIGHTER, None)[year % 3],
    }
    apply_import(
        incoming("ratings", rating, {"name": OLD, "year": year, "rating": "hoan-thanh-xuat-sac"}), by=None, at=MONDAY
    )


def awards(number: int, year: int) -> None:
    row = {"decision_number": f"{year}/QĐ-CAT", "decision_date": f"{year}-07-15"}
    person = who(number) | row | {"award": ("giay-khen", "bang-khen-bo-tinh")[number % 2], "unit": place(number)}
    apply_import(
        incoming("awards", person, row | {"name": OLD, "recipient": "collective", "award": "giay-khen"}),
        by=None,
        at=MONDAY,
    )


def initiatives(number: int, year: int) -> None:
    apply_import(
        incoming("initiatives", who(number) | {"title": f"Giải pháp {year}", "year": year, "scope": "co-so"}),
        by=None,
        at=MONDAY,
    )


def disciplines(number: int, year: int) -> None:
    apply_import(
        incoming("disciplines", who(number) | {"form": "canh-cao", "from": f"{year}-02", "to": f"{year + 1}-02"}),
        by=None,
        at=MONDAY,
    )


def correct(number: int, year: int) -> None:
    row = Conferral.objects.order_by("pk").first()
    if row is not None:
        correct_conferral(
            row.pk, reason="sửa", by=None, at=TUESDAY, state=("annulled", "restored", "decided")[year % 3]
        )


def resign(number: int, year: int) -> None:
    row = Decision.objects.order_by("pk").first()
    if row is not None:
        correct_decision(row.pk, reason="sửa", by=None, at=TUESDAY, signed_on=date(year, 1, 9))


def ground(number: int, year: int) -> None:
    row = Decision.objects.order_by("pk").last()
    if row is not None:
        say_ground({row.pk: "phong-trao"}, reason="rà soát", by=None, at=TUESDAY)


def revert(number: int, year: int) -> None:
    batch = ImportBatch.objects.filter(state="applied").order_by("pk").last()
    if batch is not None:
        revert_import(batch.pk, by=None, at=TUESDAY)


def attest(number: int, year: int) -> None:
    subject = key(number)
    if subject is not None:
        attest_complete(year, subjects=[subject], by=None, at=TUESDAY, reason="hồ sơ")


def force(number: int, year: int) -> None:
    unit = Unit.objects.order_by("pk").first()
    if unit is not None:
        set_standing(
            unit.pk, by=None, at=TUESDAY, force=("police", "army", "civil")[year % 3], outside_flags=bool(number % 2)
        )


def leave(number: int, year: int) -> None:
    subject = key(number)
    if subject is not None:
        record_departures({subject: date(year, 6, 1)}, by=None, at=TUESDAY)


def rank(number: int, year: int) -> None:
    unit = Unit.objects.order_by("pk").last()
    if unit is not None:
        record_rankings([Placed(unit.subject_id, year, "Cụm 1", "unit", number + 1)], by=None, at=TUESDAY)


def reorganise(number: int, year: int) -> None:
    apply_import(
        incoming("units", {"name": NEW, "parent": TOP, "level": "department", "from": "2018-08-15", "succeeds": [OLD]}),
        by=None,
        at=TUESDAY,
    )


def plan_only(number: int, year: int) -> None:
    plan_import(incoming("ratings", who(number) | {"year": year, "rating": "hoan-thanh"}), by=None, at=TUESDAY)


Act = Callable[[int, int], None]
ACTS: tuple[Act, ...] = (
    people, ratings, awards, initiatives, disciplines, correct, resign, ground, revert, attest, force, leave, rank, reorganise, plan_only,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5), st.integers(2015, 2019)), min_size=1, max_size=10))
def test_packed_rows_never_drift_whatever_is_done(acts: list[tuple[Act, int, int]]):
    law = load_law()
    with transaction.atomic():
        units()
        for act, number, year in acts:
            with suppress(Refused):
                act(number, year)
            assert drift() == []
        facts = register_facts()
        plain = screen(law.rules_on(ON), facts, ON, titles=law.titles)
        packed = screen_register(ON)
        assert packed.forms == plain.forms
        assert np.array_equal(packed.verdicts, plain.verdicts)
        assert [str(subject) for subject in packed.subjects.tolist()] == facts.subjects.ids.tolist()
        transaction.set_rollback(True)


@pytest.fixture
def register() -> None:
    units()
    for number in range(3):
        people(number, 2015)
        ratings(number, 2018)
    force(0, 2016)


@pytest.mark.usefixtures("register")
def test_a_row_that_was_tampered_with_is_found_and_made_anew():
    subject = key(1) or 0
    row = PackedRow.objects.get(pk=subject)
    spoilt = bytearray(bytes(row.history))
    spoilt[-1] ^= 1
    PackedRow.objects.filter(pk=subject).update(history=bytes(spoilt))
    assert drift() == [subject]

    PackedRow.objects.filter(pk=key(2)).delete()
    PackedRow.objects.create(subject=987654, stamp=row.stamp, history=row.history, stays=b"")
    assert drift() == sorted([subject, key(2) or 0, 987654])

    assert rebuild_packed(by=None, at=TUESDAY) == Subject.objects.count()
    assert drift() == []
    assert Entry.objects.order_by("seq").last().detail == {"rows": Subject.objects.count(), "drifted": 3}
    assert verify().sound


@pytest.mark.usefixtures("register")
def test_a_change_behind_the_acts_is_found():
    Rating.objects.filter(subject=key(0)).update(rating="khong-hoan-thanh")
    assert drift() == [key(0)]


@pytest.mark.usefixtures("register")
def test_rows_packed_for_another_law_are_read_from_the_tables_and_made_anew_by_the_next_act():
    before = screen_register(ON)
    PackedRow.objects.update(stamp="0-old", history=b"\x00")
    after = screen_register(ON)
    assert np.array_equal(after.verdicts, before.verdicts)
    attest(0, 2015)
    assert drift() == []


@pytest.mark.usefixtures("register")
def test_a_day_before_the_last_decision_is_packed_from_the_tables():
    awards(0, 2019)
    law, on = load_law(), date(2018, 3, 1)
    assert not packed_register()[0].serves(on)
    plain = screen(law.rules_on(on), register_facts(), on, titles=law.titles)
    assert np.array_equal(screen_register(on).verdicts, plain.verdicts)


@pytest.mark.usefixtures("register")
def test_only_the_awards_the_unit_and_the_account_asked_for_are_answered():
    every = screen_register(ON)
    title = screen_register(ON, awards=[(TITLE, None)])
    assert title.forms == ((TITLE, None),)
    assert title.verdicts[:, 0].tolist() == every.verdicts[:, every.forms.index((TITLE, None))].tolist()
    assert set(title.of(Verdict.NOT_ELIGIBLE)) <= {(int(k), TITLE, None) for k in every.subjects}

    team = Unit.objects.get(name=TEAM)
    within = {s.pk for s in Subject.objects.filter(belongs_to=team)}
    day = date(2018, 5, 1)
    assert set(screen_register(ON, unit=team.pk, today=day).subjects.tolist()) == within
    nobody = Account.objects.create_user("clerk", name="Bùi Văn Mẫu", role="clerk", unit=None)
    assert screen_register(ON, account=nobody).subjects.tolist() == []
    with pytest.raises(NotPermitted):
        rebuild_packed(by=nobody, at=TUESDAY)


@pytest.mark.usefixtures("register")
def test_screening_asks_the_same_few_questions_however_many_there_are():
    with CaptureQueriesContext(connection) as few:
        screen_register(ON)
    people(5, 2016)
    with CaptureQueriesContext(connection) as more:
        screen_register(ON + timedelta(days=1))
    assert (len(few), len(more)) == (2, 2)


def test_an_empty_register_is_screened_to_nothing():
    assert screen_register(ON).subjects.tolist() == []
    assert drift() == []
