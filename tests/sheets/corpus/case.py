"""One file of the corpus and what a careful clerk takes from it: each part, each line with its place, status, record and problems.

Records are written with what they say; the fields that say nothing are filled in here, so that the comparison is always of whole records.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tdkt.sheets.plan import plan_of
from tests.sheets.reading import AWARD, MODEL, PERSON, RATING, UNIT

BLANK: dict[str, dict[str, Any]] = {
    "awards": AWARD,
    "people": PERSON,
    "ratings": RATING,
    "models": MODEL,
    "units": UNIT,
    "initiatives": dict.fromkeys(["name", "unit", "year", "title", "kind", "scope", "decision_number", "note"]),
    "disciplines": dict.fromkeys(["name", "unit", "form", "from", "to", "decision_number", "note"]),
    "scores": dict.fromkeys(["unit", "group", "year", "criterion", "maximum", "self", "appraised", "note"]),
}
"""The fields of each kind of record, as the contract lists them."""

Problems = list[tuple[str, str]]


@dataclass
class Line:
    """What the plan says of one line: its place, its status, what its record says (None for none), its problems as (code, place)."""

    at: str
    status: str
    record: dict[str, Any] | None = None
    problems: Problems = field(default_factory=list)


@dataclass
class Part:
    """One table of the file. `about` are the problems of the table as a whole; `context` is compared where it is given."""

    where: str
    kind: str
    lines: list[Line]
    about: Problems = field(default_factory=list)
    context: dict[str, Any] | None = None


@dataclass
class File:
    """A file made by the tests, under its name, with its parts; `also` are the formats that an office program converts it to."""

    name: str
    make: Callable[[], bytes]
    parts: list[Part]
    also: tuple[str, ...] = ()
    pasted: bool = False


def new(at: str, *, problems: Problems | None = None, **record: Any) -> Line:
    """A row that is taken over; `class_` and `from_` stand for the fields of those names."""
    return Line(at, "new", {key.rstrip("_"): value for key, value in record.items()}, problems or [])


def doubtful(at: str, *, problems: Problems, **record: Any) -> Line:
    return Line(at, "doubtful", {key.rstrip("_"): value for key, value in record.items()}, problems)


def refused(at: str, *problems: tuple[str, str]) -> Line:
    return Line(at, "refused", None, list(problems))


def passed_over(*places: str, problems: Problems | None = None) -> list[Line]:
    """Lines that are no rows of the list: titles, headings, groups, totals, notes, signatures."""
    return [Line(at, "ignored", None, problems or []) for at in places]


def person(name: str, **more: Any) -> dict[str, Any]:
    """What an award's record says of an individual."""
    return {"recipient": "individual", "name": name, **more}


def collective(name: str, **more: Any) -> dict[str, Any]:
    return {"recipient": "collective", "name": name, **more}


def household(name: str, **more: Any) -> dict[str, Any]:
    return {"recipient": "household", "name": name, **more}


Seen = list[dict[str, Any]]


def expected(file: File) -> Seen:
    """The parts as `seen` gives them, from what the clerk wrote."""
    return [
        {
            "where": part.where,
            "kind": part.kind,
            "about": part.about,
            **({"context": part.context} if part.context is not None else {}),
            "lines": [
                (
                    line.at,
                    line.status,
                    None if line.record is None else BLANK.get(part.kind, {}) | line.record,
                    line.problems,
                )
                for line in part.lines
            ],
        }
        for part in file.parts
    ]


def seen(content: bytes, file: File) -> Seen:
    """What the program makes of the file; lines in the order of the file."""
    parts = plan_of(file.name, content, pasted=file.pasted)["parts"]
    wants_context = [part.context is not None for part in file.parts] + [False] * len(parts)
    return [
        {
            "where": part["where"],
            "kind": part["kind"],
            "about": _problems(part.get("problems", [])),
            **({"context": part["context"]} if wants_context[i] else {}),
            "lines": [(row["at"], row["status"], row["record"], _problems(row["problems"])) for row in part["rows"]],
        }
        for i, part in enumerate(parts)
    ]


def _problems(problems: list[dict[str, Any]]) -> Problems:
    return [(problem["code"], problem["at"]) for problem in problems]
