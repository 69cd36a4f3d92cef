"""For every kind of list, whatever it says: taken in again it adds nothing, and reverted it leaves every table as it was."""

import copy
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tdkt.operations.audit import registered_models, verify
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.imports import Incoming, apply_import, revert_import
from tdkt.operations.packing import drifted
from tdkt.records.models import Account, Office, PackedRow
from tdkt.rules.facts import DISCIPLINES, INITIATIVE_KINDS, RATINGS
from tests.operations.plans import MONDAY, TUESDAY, incoming, statuses, units_of_province

pytestmark = pytest.mark.django_db

NAMES = st.sampled_from(["Trần Thị Lan", "Lê Văn Bình", "Lê Văn Bính", "Đặng Hoà"])
UNITS = st.sampled_from(["Công an huyện Đại Lộc", "Đội An ninh, Công an huyện Đại Lộc", "Phòng lạ", None])
BORN = st.sampled_from([None, "1985", "1985-03-12", "1990-01-02"])
NUMBERS = st.sampled_from([None, None, "111-222", "333-444"])
YEARS = st.sampled_from([2018, 2019, None])
SOME = st.sampled_from([None, "một", "hai"])
PERSON: dict[str, st.SearchStrategy[Any]] = {"name": NAMES, "born": BORN, "service_number": NUMBERS, "unit": UNITS}
DECISION: dict[str, st.SearchStrategy[Any]] = {
    "decision_number": st.sampled_from(["12/QĐ-CAT", "0012/qđ-cat", "7", None]),
    "decision_date": st.sampled_from(["2019-11-20", "2019", "2018-05-01", None]),
}
KINDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "units": {
        "name": st.sampled_from(["Công an huyện Đại Lộc", "Công an huyện Núi Thành", "Đội Tổng hợp", "Đội An ninh"]),
        "parent": st.sampled_from(["Công an tỉnh Quảng Nam", "Công an huyện Núi Thành", "Đội An ninh"]),
        "code": SOME,
        "from": st.sampled_from([None, "2010-01-01"]),
        "to": st.sampled_from([None, "2018-06-30", "2019-01-01"]),
        "succeeds": st.sampled_from([[], ["Công an huyện Đại Lộc"]]),
    },
    "people": PERSON | {"sex": st.sampled_from([None, "m", "f"]), "home": SOME, "rank": SOME, "post": SOME},
    "awards": PERSON
    | DECISION
    | {
        "recipient": st.sampled_from(["individual", "collective", "household"]),
        "award": st.sampled_from(["giay-khen", "bang-khen-bo-tinh", "chien-si-thi-dua-co-so"]),
        "authority": st.sampled_from(["agency", "province", None]),
        "for_to": YEARS,
        "reason": SOME,
        "rank": SOME,
        "stage": st.sampled_from(["given", "given", "proposed"]),
    },
    "ratings": {"name": NAMES, "born": BORN, "service_number": NUMBERS, "unit": UNITS, "year": YEARS, "rating": st.sampled_from([None, *RATINGS[:2]])},
    "initiatives": {"name": NAMES, "unit": UNITS, "year": YEARS, "title": st.sampled_from(["A", "B"]), "kind": st.sampled_from([None, *INITIATIVE_KINDS[:2]])},
    "disciplines": {"name": NAMES, "unit": UNITS, "form": st.sampled_from(DISCIPLINES[1:3]), "from": st.just("2017-02-01"), "to": st.sampled_from([None, "2018"])},
    "rankings": {
        "name": st.sampled_from(["Công an huyện Đại Lộc", "Đội An ninh"]),
        "year": YEARS,
        "group": st.sampled_from(["Cụm 1", "Cụm 2"]),
        "group_level": st.just("unit"),
        "ranking": st.sampled_from([1, 2]),
    },
    "models": {
        "name": st.sampled_from(["Tổ tự quản", "Camera an ninh"]),
        "place": st.sampled_from(["xã A", "xã B"]),
        "members": st.sampled_from([None, 10, 20]),
    },
    "movements": {
        "name": st.sampled_from(["Vì an ninh Tổ quốc", "Dân vận khéo"]),
        "from": st.sampled_from([None, 2018]),
        "part_of": st.sampled_from([None, "Vì an ninh Tổ quốc"]),
    },
}  # fmt: skip


def every_table() -> dict[str, list[Any]]:
    """All rows of the register as it stands, with what is kept beside them."""
    models = [*registered_models(), PackedRow, Office, Account]
    return {model.__name__: [_plain(row) for row in model._default_manager.order_by("pk").values()] for model in models}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}


def again(file: Incoming) -> Incoming:
    return Incoming(file.name, file.content, copy.deepcopy(file.plan))


@pytest.fixture
def province() -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)
    people = [
        {"name": "Trần Thị Lan", "born": "1985-03-12", "unit": "Công an huyện Đại Lộc", "service_number": "111-222"},
        {"name": "Lê Văn Bình", "unit": "Đội An ninh, Công an huyện Đại Lộc", "rank": "một"},
    ]
    apply_import(incoming("people", *people, name="can-bo.xlsx"), by=None, at=MONDAY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_taken_in_again_adds_nothing_and_reverted_leaves_everything_as_it_was(kind: str, province: None):
    before = every_table()

    @settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.lists(st.fixed_dictionaries(KINDS[kind]), min_size=1, max_size=6))
    def holds(records: list[dict[str, Any]]) -> None:
        with transaction.atomic():
            file = incoming(kind, *records)
            first = apply_import(again(file), by=None, at=TUESDAY, partial=True)
            after = every_table()
            second = apply_import(again(file), by=None, at=TUESDAY, partial=True)

            # What was doubtful the first time may be clear once the rest of the file is known.
            settled = [end for end, was in zip(statuses(second), statuses(first), strict=True) if was != "doubtful"]
            assert not {"new", "changes"} & set(settled)
            assert every_table() == after or {"new", "changes"} & set(statuses(second))
            revert_import(second.batch.pk, by=None, at=TUESDAY)
            assert every_table() == after
            revert_import(first.batch.pk, by=None, at=TUESDAY)
            assert every_table() == before
            assert (drifted(), verify().faults) == ([], ())
            transaction.set_rollback(True)

    holds()
    connection.check_constraints()


@pytest.mark.django_db
def test_an_import_is_reverted_after_a_later_one_on_the_same_row_was(province: None):
    lan = {"name": "Trần Thị Lan", "service_number": "111-222"}
    before = every_table()
    first = apply_import(incoming("people", lan | {"home": "Hội An"}), by=None, at=TUESDAY)
    second = apply_import(incoming("people", lan | {"sex": "f"}), by=None, at=TUESDAY)

    with pytest.raises(RuleNotMet):
        revert_import(first.batch.pk, by=None, at=TUESDAY)
    revert_import(second.batch.pk, by=None, at=TUESDAY)
    revert_import(first.batch.pk, by=None, at=TUESDAY)

    assert every_table() == before
