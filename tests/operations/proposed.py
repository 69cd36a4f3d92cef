"""Rounds and dossiers as the office's people have made them, in any state of the way, for tests of what happens to them next."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tdkt.operations.ledger import writing
from tdkt.records.models import Nomination, Round, Subject, Unit

NOON = datetime(2024, 6, 3, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MONDAY = date(2024, 6, 3)
FORM = {"award": "bang-khen-bo-tinh", "class": None, "level": "province"}


def enter_round(unit: Unit | None = None, **said: Any) -> Round:
    """An open yearly round of 2024 by the law of 2024."""
    kept: dict[str, Any] = {
        "kind": "yearly",
        "name": "Tổng kết năm 2023",
        "unit": unit or Unit.objects.order_by("pk")[0],
        "years_from": 2023,
        "years_to": 2023,
        "law_on": MONDAY,
        "opens_on": date(2024, 5, 2),
        "closes_on": date(2024, 7, 31),
        "forms": [FORM],
        "state": "open",
    }
    with writing(by=None, at=NOON, verb="rounds.make", detail={}) as pen:
        return pen.add_one(Round(**(kept | said)))


def enter_nominations(
    round_: Round, subjects: Iterable[Subject], *, award: str = "bang-khen-bo-tinh", **said: Any
) -> list[Nomination]:
    """Dossiers of these receivers, found eligible, in the state that is said (with the unit's clerk, unless told otherwise)."""
    kept: dict[str, Any] = {"verdict": "eligible", "state": "drafting", "since": MONDAY, "level": "province"} | said
    with writing(by=None, at=NOON, verb="nominations.make", detail={}) as pen:
        return pen.add(
            Nomination(
                round=round_,
                subject=subject,
                recipient=subject.kind,
                award=award,
                unit=subject.belongs_to,
                proposer=subject.belongs_to,
                place=place,
                **kept,
            )
            for place, subject in enumerate(subjects, start=1)
        )
