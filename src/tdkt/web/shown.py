"""Which rows of a plan are shown: by what becomes of them, by the table of the file, by the kind of problem, by words in them.

The choice stands in the address (`loc`, `phan`, `ma`, `chu`), goes along with each form, and means the same rows when it comes back.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.http import urlencode

from tdkt.operations.desk import OPEN
from tdkt.operations.problems import title_of
from tdkt.vietnamese.folding import fold
from tdkt.web.list_words import ROW_ENDS

FILTERS = frozenset({*ROW_ENDS, "mo", "sua"})
"""What becomes of a row, those that are open, those in which something was put right."""
MOST_WORDS = 100


@dataclass(frozen=True)
class Shown:
    """`end` is one of `FILTERS` or "" for all rows of the list, `part` the number of a table, `code` of a problem, `words` to be found."""

    end: str = ""
    part: int | None = None
    code: str = ""
    words: str = ""

    @classmethod
    def of(cls, said: Mapping[str, str], *, parts: int) -> "Shown":
        """What an address or a form says; what cannot be is refused."""
        end, part = said.get("loc", "").strip(), said.get("phan", "").strip()
        code, words = said.get("ma", "").strip(), said.get("chu", "").strip()
        if end and end not in FILTERS:
            raise BadRequest(f"loc={end}")
        if part and not (part.isascii() and part.isdigit() and len(part) < 6 and int(part) < max(parts, 1)):
            raise BadRequest(f"phan={part}")
        return cls(end, int(part) if part else None, code[:60], words[:MOST_WORDS])

    def fields(self) -> dict[str, str]:
        """The filter as an address or a form says it."""
        said = {
            "loc": self.end,
            "phan": "" if self.part is None else str(self.part),
            "ma": self.code,
            "chu": self.words,
        }
        return {key: value for key, value in said.items() if value}

    def query(self, **changes: Any) -> str:
        """The filter as the part of an address after "?", with some of it changed."""
        fields = replace(self, **changes).fields()
        return f"?{urlencode(fields)}" if fields else ""

    def takes(self, key: str, row: dict[str, Any]) -> bool:
        """Whether a row is shown."""
        return (
            self._end_fits(row)
            and (self.part is None or key.startswith(f"{self.part}."))
            and (not self.code or any(problem["code"] == self.code for problem in row["problems"]))
            and (not self.words or fold(self.words) in text_of(row))
        )

    def _end_fits(self, row: dict[str, Any]) -> bool:
        if not self.end:
            return row["status"] != "ignored" or row.get("why") == "skipped"
        if self.end == "mo":
            return row["status"] in OPEN
        if self.end == "sua":
            return any(problem.get("level") == "repair" for problem in row["problems"])
        return bool(row["status"] == self.end)


def text_of(row: dict[str, Any]) -> str:
    """All words of a row, folded: its place, what was read, and the values that could not be."""
    record = row["record"] or {}
    said = [row["at"], *(value for value in record.values() if isinstance(value, str))]
    said += [str(problem["value"]) for problem in row["problems"] if problem.get("value")]
    return fold(" ".join(said))


def codes_in(rows: Mapping[str, dict[str, Any]]) -> list[tuple[str, str, int]]:
    """(code, short name, number of rows) of the problems that rows of a plan have, the most frequent first."""
    counts = Counter(code for row in rows.values() for code in {problem["code"] for problem in row["problems"]})
    return [(code, title_of(code), number) for code, number in counts.most_common()]
