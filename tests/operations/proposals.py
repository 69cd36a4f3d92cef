"""A round and its dossiers for tests, written as rows: what leads to them is tested by itself."""

from datetime import date
from typing import Any

from tdkt.records.models import Nomination, Office, Round, Subject, Unit
from tdkt.vietnamese.folding import fold

IN_2024 = date(2024, 12, 31)
FIGHTER = "chien-si-thi-dua-bo-tinh"


def make_round(office: Office, **fields: Any) -> Round:
    """The yearly round of the office for 2024, open."""
    said: dict[str, Any] = {
        "kind": "yearly",
        "name": "Đợt xét mẫu",
        "unit": office.unit,
        "years_from": 2024,
        "years_to": 2024,
        "law_on": IN_2024,
        "opens_on": date(2024, 12, 1),
        "closes_on": date(2025, 3, 31),
        "state": "open",
    }
    return Round.objects.create(**said | fields)


def make_person(name: str, unit: Unit) -> Subject:
    """A person who belongs to a unit."""
    return Subject.objects.create(kind="individual", name=name, name_key=fold(name), search=fold(name), belongs_to=unit)


def make_nomination(round_: Round, subject: Subject, *, proposer: Unit, **fields: Any) -> Nomination:
    """A dossier that the unit's clerk is drafting, for the fighter of the ministry unless told otherwise."""
    said: dict[str, Any] = {
        "recipient": "individual",
        "award": FIGHTER,
        "ground": "cong-trang",
        "unit": proposer,
        "proposer": proposer,
        "since": date(2024, 12, 2),
    }
    return Nomination.objects.create(round=round_, subject=subject, **said | fields)
