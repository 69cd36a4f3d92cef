"""Whose rows an account sees: its unit's subtree today, with what those units inherited; nothing without a unit."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.operations.imports import apply_import
from tdkt.records.models import Account, Conferral, Office, Subject, Unit
from tests.operations.plans import MONDAY, incoming

pytestmark = pytest.mark.django_db

IN_2020, IN_2026 = date(2020, 5, 25), date(2026, 1, 5)
MERIT = {"award": "giay-khen", "authority": "agency", "decision_date": "2019-07-15"}


@pytest.fixture
def province() -> None:
    """Two district polices until March 2025, then two rooms of which one takes over Đại Lộc."""
    top = "Công an tỉnh Quảng Nam"
    apply_import(
        incoming(
            "units",
            {"name": top, "parent": "Bộ Công an"},
            {"name": "Công an huyện Đại Lộc", "parent": top, "to": "2025-02-28"},
            {"name": "Đội An ninh", "parent": "Công an huyện Đại Lộc", "to": "2025-02-28"},
            {"name": "Công an huyện Thăng Bình", "parent": top, "to": "2025-02-28"},
            {"name": "Phòng Tham mưu", "parent": top, "from": "2025-03-01", "succeeds": ["Công an huyện Đại Lộc"]},
        ),
        by=None,
        at=MONDAY,
    )
    apply_import(
        incoming(
            "awards",
            MERIT
            | {
                "name": "An",
                "born": "1980",
                "unit": "Đội An ninh, Công an huyện Đại Lộc",
                "decision_number": "1/QĐ-CAT",
            },
            MERIT | {"name": "Bình", "born": "1981", "unit": "Công an huyện Thăng Bình", "decision_number": "1/QĐ-CAT"},
            MERIT | {"name": "Công an huyện Đại Lộc", "recipient": "collective", "decision_number": "1/QĐ-CAT"},
        ),
        by=None,
        at=MONDAY,
    )


def account_of(unit: str | None, **fields: object) -> Account:
    where = Unit.objects.get(name=unit) if unit else None
    return Account.objects.create_user("ha", name="Hà", role="clerk", unit=where, **fields)


def receivers(account: Account, on: date) -> set[str]:
    return set(Conferral.objects.visible_to(account, on=on).values_list("subject__name", flat=True))


def test_a_clerk_sees_the_rows_of_the_unit_and_of_its_teams(province: None):
    assert receivers(account_of("Công an huyện Đại Lộc"), IN_2020) == {"An", "Công an huyện Đại Lộc"}


def test_the_clerk_of_the_neighbouring_unit_sees_none_of_them(province: None):
    assert receivers(account_of("Công an huyện Thăng Bình"), IN_2020) == {"Bình"}


def test_the_office_sees_everything(province: None):
    assert Office.objects.get().unit.name == "Công an tỉnh Quảng Nam"
    assert receivers(account_of("Công an tỉnh Quảng Nam"), IN_2020) == {"An", "Bình", "Công an huyện Đại Lộc"}


def test_a_successor_inherits_the_rows_of_the_dissolved_unit_and_of_its_teams(province: None):
    room = account_of("Phòng Tham mưu")

    assert receivers(room, IN_2020) == set()
    assert receivers(room, IN_2026) == {"An", "Công an huyện Đại Lộc"}


@pytest.mark.parametrize("account", [{"unit": None}, {"unit": "Công an tỉnh Quảng Nam", "is_active": False}])
def test_without_a_unit_or_switched_off_nothing_is_seen(province: None, account: dict[str, object]):
    seen = account_of(account.pop("unit"), **account)

    assert receivers(seen, IN_2020) == set()
    assert list(Subject.objects.visible_to(seen, on=IN_2020)) == []


def test_the_reach_is_found_in_four_queries_however_many_units(province: None):
    account = account_of("Công an huyện Đại Lộc")

    with CaptureQueriesContext(connection) as asked:
        receivers(account, IN_2020)
        receivers(account, IN_2020)

    assert len(asked) == 4 + 2
