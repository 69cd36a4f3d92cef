"""Several at once: one certificate an honour, one end of it, on both databases. The long form: tests/races.py."""

from functools import partial
from typing import Any

from tdkt.operations.certificates import issue
from tdkt.operations.revocations import revoke
from tdkt.records.models import Account, Certificate, Conferral, Office
from tests.databases import States
from tests.operations.conferred import AT, ON, a_decision
from tests.races import ROUNDS, at_once


def test_of_two_who_issue_and_two_who_revoke_at_once_one_each_does(committed: States, office: Office, officer: Account):
    how: dict[str, Any] = {
        "ending": "annulled",
        "paper": "9/QĐ-CAT",
        "reason": "sai",
        "by": officer,
        "at": AT,
        "on": ON,
    }
    for number in range(1, ROUNDS + 1):
        decision = a_decision(office, people=(f"Lê Văn Bách {number}",), number=f"{number}/QĐ-CAT")
        honour = decision.conferrals.get()

        made = at_once(
            [partial(issue, decision.pk, by=officer, at=AT, on=ON)] * 2, said=lambda done: str(len(done.made))
        )
        assert made == ["0", "1"]
        assert at_once([partial(revoke, [honour.pk], **how)] * 2) == ["WrongState", "done"]

    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    assert (serials, set(Certificate.objects.values_list("state", flat=True))) == (
        list(range(1, ROUNDS + 1)),
        {"revoked"},
    )
    assert Conferral.objects.filter(state="annulled").count() == ROUNDS
