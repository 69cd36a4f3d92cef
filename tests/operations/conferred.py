"""A decision of the office with its honours, for tests of certificates."""

from datetime import UTC, date, datetime
from typing import Any

from tdkt.operations.ledger import writing
from tdkt.records.models import Conferral, Decision, Office
from tests.operations.drafted import PEOPLE, a_person

SIGNED = date(2020, 5, 20)
ON = date(2020, 5, 25)
AT = datetime(2020, 5, 25, 2, 0, tzinfo=UTC)


def a_decision(office: Office, people: tuple[str, ...] = PEOPLE, **said: Any) -> Decision:
    """A signed decision of the office that gives each of these persons a giấy khen."""
    persons = [a_person(name, office.unit) for name in people]
    with writing(by=None, at=AT, verb="decisions.add") as pen:
        decision = pen.add_one(
            Decision(
                **{
                    "number": "123/QĐ-CAT",
                    "signed_on": SIGNED,
                    "year": 2020,
                    "level": "agency",
                    "authority": "Giám đốc Công an tỉnh mẫu",
                    "signer": "Đỗ Văn Mẫu",
                    "title": "Về việc tặng Giấy khen",
                    **said,
                }
            )
        )
        pen.add(
            Conferral(
                subject=person,
                recipient="individual",
                award="giay-khen",
                level=decision.level,
                authority=decision.authority,
                ground="cong-trang",
                for_from=2019,
                for_to=2019,
                year=2020,
                decision=decision,
                state="decided",
                unit=office.unit,
                rank="Thiếu tá",
                post="Phó Đội trưởng",
                reason="Có thành tích xuất sắc trong công tác năm 2019",
            )
            for person in persons
        )
    return decision
