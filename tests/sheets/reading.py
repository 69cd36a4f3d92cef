"""Short ways for the tests to read a file into a plan and to look at it."""

from typing import Any

from tdkt.sheets.plan import plan_of

AWARD: dict[str, Any] = dict.fromkeys(
    [
        "recipient", "name", "sex", "born", "service_number", "identity_number", "rank", "post", "unit", "award", "class", "authority", "ground", "for_from", "for_to",
        "decision_number", "decision_date", "stage", "posthumous", "reason", "note",
    ]
) | {"stage": "given", "posthumous": False}  # fmt: skip
PERSON: dict[str, Any] = dict.fromkeys(
    [
        "name",
        "sex",
        "born",
        "service_number",
        "identity_number",
        "home",
        "joined",
        "party_joined",
        "rank",
        "post",
        "unit",
        "note",
    ]
)
RATING: dict[str, Any] = dict.fromkeys(["name", "born", "service_number", "unit", "year", "rating", "title", "note"])
MODEL: dict[str, Any] = dict.fromkeys(
    [
        "type",
        "name",
        "place",
        "founded",
        "places",
        "groups",
        "members",
        "households",
        "rating",
        "decision_number",
        "note",
    ]
)
UNIT: dict[str, Any] = dict.fromkeys(["name", "code", "parent", "level", "from", "to", "note"])


def parts(content: bytes, name: str = "a.xlsx") -> list[dict[str, Any]]:
    """The parts of the plan, read in this process: the files are the tests' own."""
    return plan_of(name, content)["parts"]


def kinds(content: bytes, name: str = "a.xlsx") -> list[str]:
    return [part["kind"] for part in parts(content, name)]


def rows(content: bytes, name: str = "a.xlsx") -> list[dict[str, Any]]:
    """All rows that are no headings, totals and the like."""
    return [row for part in parts(content, name) for row in part["rows"] if row["status"] != "ignored"]


def records(content: bytes, name: str = "a.xlsx") -> list[dict[str, Any]]:
    return [row["record"] for row in rows(content, name)]


def said(record: dict[str, Any]) -> dict[str, Any]:
    """What the record says: the fields that are not empty."""
    return {key: value for key, value in record.items() if value not in (None, False)}


def codes(row: dict[str, Any]) -> list[tuple[str, str, Any]]:
    return [(problem["code"], problem["at"], problem["value"]) for problem in row["problems"]]
