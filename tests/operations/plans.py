"""Plans as the reader of sheets gives them, in few words, for tests of what becomes of them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tdkt.operations.imports import Incoming

MONDAY = datetime(2020, 5, 18, 2, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)

AWARD = {
    "recipient": "individual", "name": "", "sex": None, "born": None, "service_number": None, "identity_number": None, "rank": None,
    "post": None, "unit": None, "award": None, "class": None, "authority": None, "ground": None, "for_from": None, "for_to": None,
    "decision_number": None, "decision_date": None, "stage": "given", "posthumous": False, "reason": None, "note": None,
}  # fmt: skip
PERSON = {
    "name": "", "sex": None, "born": None, "service_number": None, "identity_number": None, "home": None, "joined": None,
    "party_joined": None, "rank": None, "post": None, "unit": None, "note": None,
}  # fmt: skip
UNIT = {"name": "", "code": None, "parent": None, "level": None, "from": None, "to": None, "note": None}
RATING = {
    "name": "",
    "born": None,
    "service_number": None,
    "unit": None,
    "year": None,
    "rating": None,
    "title": None,
    "note": None,
}
MODEL = {
    "type": None, "name": "", "place": None, "founded": None, "places": None, "groups": None, "members": None, "households": None,
    "rating": None, "decision_number": None, "note": None,
}  # fmt: skip
INITIATIVE = {
    "name": None, "unit": None, "year": None, "title": "", "kind": None, "scope": None, "decision_number": None, "note": None,
}  # fmt: skip
DISCIPLINE = {"name": "", "unit": None, "form": None, "from": None, "to": None, "decision_number": None, "note": None}
RANKING = {"name": "", "unit": None, "year": None, "group": None, "group_level": None, "ranking": None, "note": None}
MOVEMENT = {
    "name": "",
    "kind": None,
    "from": None,
    "to": None,
    "launched_by": None,
    "document": None,
    "part_of": None,
    "note": None,
}
BLANKS = {
    "movements": MOVEMENT,
    "rankings": RANKING,
    "initiatives": INITIATIVE,
    "disciplines": DISCIPLINE,
    "awards": AWARD,
    "people": PERSON,
    "units": UNIT,
    "ratings": RATING,
    "models": MODEL,
}


def incoming(
    kind: str, *records: dict[str, Any], name: str = "danh-sach.xlsx", context: dict[str, Any] | None = None
) -> Incoming:
    """A file with one part of these records; each record says only what it differs in."""
    rows = [
        {"at": f"Sheet1!A{number}:F{number}", "status": "new", "record": BLANKS[kind] | record, "problems": []}
        for number, record in enumerate(records, start=7)
    ]
    plan = {"file": name, "parts": [{"where": "Sheet1", "kind": kind, "context": context or {}, "rows": rows}]}
    return Incoming(name, json.dumps(plan, ensure_ascii=False).encode(), plan)


def units_of_province() -> Incoming:
    """The provincial police with one district police and one of its teams."""
    return incoming(
        "units",
        {"name": "Công an tỉnh Quảng Nam", "parent": "Bộ Công an", "code": "QN"},
        {"name": "Công an huyện Đại Lộc", "parent": "Công an tỉnh Quảng Nam", "code": "QN-DL"},
        {"name": "Đội An ninh", "parent": "Công an huyện Đại Lộc", "code": "QN-DL-1"},
        name="don-vi.xlsx",
    )


def statuses(taken: Any) -> list[str]:
    """What became of each row."""
    return [row["status"] for part in taken.plan["parts"] for row in part["rows"]]
