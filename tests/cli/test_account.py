"""Accounts are made at the machine itself; there is no default one and no weak one."""

import pytest
from click.testing import CliRunner

from tdkt.cli.account import account
from tdkt.operations.imports import apply_import
from tdkt.records.models import Account, Entry
from tests.operations.plans import MONDAY, units_of_province

pytestmark = pytest.mark.django_db

STRONG = "con ngựa đúng pin kẹp"


def add(*arguments: str, password: str = STRONG, again: str | None = None):
    return CliRunner().invoke(account, ["add", *arguments], input=f"{password}\n{again or password}\n")


def test_an_account_is_made_on_the_whole_office_with_a_hashed_password():
    apply_import(units_of_province(), by=None, at=MONDAY)

    made = add("ha", "--name", "Trần Thị Hà", "--role", "officer")

    kept = Account.objects.get(username="ha")
    assert (made.exit_code, kept.name, kept.role, kept.unit.name) == (
        0,
        "Trần Thị Hà",
        "officer",
        "Công an tỉnh Quảng Nam",
    )
    assert kept.password.startswith("argon2")
    assert kept.check_password(STRONG)
    assert Entry.objects.latest("seq").verb == "accounts.add"


def test_a_clerk_may_be_given_one_unit():
    apply_import(units_of_province(), by=None, at=MONDAY)

    add("an", "--name", "An", "--role", "clerk", "--unit", "QN-DL")

    assert Account.objects.get(username="an").unit.name == "Công an huyện Đại Lộc"


@pytest.mark.parametrize(
    ("arguments", "password", "words"),
    [
        (("--role", "officer"), "ngắn", "12"),
        (("--role", "officer"), "123456789012", ""),
        (("--role", "vua"), STRONG, "Không có vai “vua”"),
        (("--role", "clerk", "--unit", "Phòng Không Có"), STRONG, "Phòng Không Có"),
    ],
)
def test_a_weak_password_an_unknown_role_or_unit_makes_no_account(
    arguments: tuple[str, ...], password: str, words: str
):
    refused = add("ha", "--name", "Hà", *arguments, password=password)

    assert refused.exit_code == 2
    assert words in refused.output
    assert not Account.objects.exists()


def test_a_name_is_given_once():
    add("ha", "--name", "Hà", "--role", "officer")

    again = add("ha", "--name", "Hải", "--role", "clerk")

    assert (again.exit_code, Account.objects.count()) == (2, 1)
    assert "Đã có tài khoản “ha”" in again.output
