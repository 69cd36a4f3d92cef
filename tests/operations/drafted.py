"""A round whose dossiers the council passed, for tests of drafts, decisions and bonuses."""

from datetime import UTC, date, datetime
from typing import Any

from tdkt.operations.ledger import writing
from tdkt.records.models import Nomination, Office, Round, Subject, Unit
from tdkt.vietnamese.collation import name_key
from tdkt.vietnamese.folding import fold

ON = date(2020, 5, 25)
AT = datetime(2020, 5, 25, 2, 0, tzinfo=UTC)
PEOPLE = ("Lê Văn Bách", "Trần Thị Cúc", "Phạm Văn An", "Ngô Thị Dung", "Võ Văn Em")


def a_round(office: Office, **said: Any) -> Round:
    """A yearly round of the whole office, open on `ON`."""
    assert office.unit is not None
    with writing(by=None, at=AT, verb="rounds.make") as pen:
        return pen.add_one(
            Round(
                **{
                    "kind": "yearly",
                    "name": "Tổng kết năm 2019",
                    "unit": office.unit,
                    "years_from": 2019,
                    "years_to": 2019,
                    "law_on": ON,
                    "opens_on": date(2020, 1, 1),
                    "closes_on": date(2020, 12, 31),
                    "state": "open",
                    **said,
                }
            )
        )


def a_person(name: str, unit: Unit | None) -> Subject:
    with writing(by=None, at=AT, verb="people.add") as pen:
        return pen.add_one(
            Subject(kind="individual", name=name, name_key=name_key(name), search=fold(name), belongs_to=unit)
        )


def passed(round_: Round, subject: Subject, award: str = "giay-khen", **said: Any) -> Nomination:
    """A dossier that the council passed."""
    with writing(by=None, at=AT, verb="nominations.add") as pen:
        return pen.add_one(
            Nomination(
                **{
                    "round": round_,
                    "subject": subject,
                    "recipient": subject.kind,
                    "award": award,
                    "for_to": 2019,
                    "unit": subject.belongs_to,
                    "proposer": round_.unit,
                    "achievement": "Có thành tích xuất sắc trong công tác năm 2019",
                    "state": "passed",
                    "since": ON,
                    **said,
                }
            )
        )


def five_passed(office: Office, award: str = "giay-khen") -> tuple[Round, list[Nomination]]:
    """Five persons proposed for one award, in the order of `PEOPLE`."""
    round_ = a_round(office)
    return round_, [passed(round_, a_person(name, office.unit), award) for name in PEOPLE]
