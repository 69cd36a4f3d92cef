"""Accounts and the office itself."""

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tdkt.operations.errors import RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.records.models import Account, Office, Role, Unit


def add_account(
    username: str, *, name: str, role: str, unit: Unit | None, password: str | None, at: datetime, sample: bool = False
) -> Account:
    """Make an account. Without a password it cannot sign in with one. Raises `RuleNotMet` for a taken name, an unknown role or a weak password."""
    if role not in Role.values:
        raise RuleNotMet(
            f"Không có vai “{role}”. Chọn một trong: {', '.join(Role.values)}.",
            f"No role “{role}”. Choose one of: {', '.join(Role.values)}.",
        )
    if Account.objects.filter(username=username).exists():
        raise RuleNotMet(
            f"Đã có tài khoản “{username}”. Chọn tên khác.",
            f"There is an account “{username}” already. Choose another name.",
        )
    if password is not None:
        try:
            validate_password(password, Account(username=username, name=name))
        except ValidationError as weak:
            raise RuleNotMet(" ".join(weak.messages)) from None
    with (
        transaction.atomic(),
        writing(by=None, at=at, verb="accounts.add", detail={"username": username, "role": role}),
    ):
        return Account.objects.create_user(username, name=name, role=role, unit=unit, password=password, sample=sample)


def set_office(*, at: datetime, by: Account | None = None, **particulars: Any) -> Office:
    """Say whose register this is: name, parent, place, symbol, signer_post, recipients, unit, sample, working_date."""
    detail = {key: str(value) for key, value in particulars.items()}
    with writing(by=by, at=at, verb="office.set", detail=detail):
        office, _ = Office.objects.update_or_create(id=1, defaults=particulars)
        return office
