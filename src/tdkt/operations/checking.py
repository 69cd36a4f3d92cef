"""Texts against the register: what a text says in numbers, and whether the register says the same."""

from datetime import date
from typing import Any

from tdkt.operations.reporting import end_of, register_known
from tdkt.reader.reading import read
from tdkt.reports.check import check


def check_text(text: str, *, source: str, unit_id: int | None, known_on: date | None, today: date) -> dict[str, Any]:
    """The facts of a text, each with the register's number, the rows behind it, a verdict and why.

    The answer is that of the facts contract; `verdicts` counts them.
    """
    register = register_known(end_of(known_on) if known_on else None, day=known_on or today)
    root = unit_id or register.office.unit_id
    reading = read(text, source=source, reporting_body=register.office.name or None)
    answer = reading.as_json()
    verdicts = {"agrees": 0, "differs": 0, "cannot-be-compared": 0}
    checked = check([found.tally for found in reading.facts], register, unit_id=root)
    for fact, one in zip(answer["facts"], checked, strict=True):
        fact |= {"verdict": one.verdict, "register": one.register_count, "rows": list(one.rows), "why": one.why}
        verdicts[one.verdict] += 1
    answer["verdicts"] = verdicts
    return answer


def agrees(answer: dict[str, Any]) -> bool:
    """Whether a text stands: no fact differs, and at least one agrees."""
    return answer["verdicts"]["differs"] == 0 and answer["verdicts"]["agrees"] > 0
