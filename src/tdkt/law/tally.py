"""The shape of a tally of honours or of community models, the same whether a text says it or the register counts it.

`reader` finds tallies in a text, `reports` counts them in the register, and a check lays the two side by side. The fields are those of
the facts contract; an absent statement is None or empty, never a guess.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Authority:
    """Who gave an award, as said: `level` is one of `catalogue.LEVELS`, `name` the words of the text or the register."""

    level: str
    name: str


@dataclass(frozen=True)
class Period:
    """The years that a tally covers, both included."""

    first: int
    last: int

    def as_json(self) -> dict[str, int]:
        return {"from": self.first, "to": self.last}


@dataclass(frozen=True)
class AwardTally:
    """A number of honours.

    `recipient` is collective, individual, household, self, mixed or None; `measure` is subjects (distinct people or bodies), instances
    ("lượt"), times ("lần", "năm liền") or medals; `count` is None where the text only says "hàng trăm"; `consecutive` counts years in a row.
    `award` is a catalogue code, or None with `award_text` (a form not named or not known) or `awards` (several forms under one number).
    """

    award: str | None
    recipient: str | None
    count: int | None
    measure: str = "subjects"
    classes: tuple[int, ...] = ()
    authorities: tuple[Authority, ...] = ()
    period: Period | None = None
    consecutive: int | None = None
    approximate: bool = False
    award_text: str | None = None
    awards: tuple[str, ...] = ()
    ordinal: int | None = None
    total: bool = False
    status: str = "given"
    carried: tuple[str, ...] = field(default=())
    warning: str | None = None

    kind = "award"

    def as_json(self) -> dict[str, Any]:
        """The fact as the contract writes it; optional keys only where they say something."""
        said: dict[str, Any] = {
            "kind": "award",
            "award": self.award,
            "classes": list(self.classes),
            "authorities": [{"level": a.level, "name": a.name} for a in self.authorities],
            "recipient": self.recipient,
            "count": self.count,
            "approximate": self.approximate,
            "measure": self.measure,
            "period": self.period.as_json() if self.period else None,
            "consecutive": self.consecutive,
        }
        if self.awards:
            said["awards"] = list(self.awards)
        if self.award is None and self.award_text is not None:
            said["award_text"] = self.award_text
        if self.ordinal is not None:
            said["ordinal"] = self.ordinal
        if self.total:
            said["total"] = True
        if self.status != "given":
            said["status"] = self.status
        if self.carried:
            said["carried"] = list(self.carried)
        if self.warning:
            said["warning"] = self.warning
        return said


@dataclass(frozen=True)
class ModelTally:
    """A number of community models, each level apart: `types` (loại), `models`, `places` (điểm), `groups` (tổ), `members`."""

    types: int | None = None
    models: int | None = None
    places: int | None = None
    groups: int | None = None
    members: int | None = None
    as_of: date | None = None
    approximate: bool = False
    total: bool = False
    carried: tuple[str, ...] = field(default=())

    kind = "model"

    def as_json(self) -> dict[str, Any]:
        """The fact as the contract writes it."""
        said: dict[str, Any] = {
            "kind": "model",
            "types": self.types,
            "models": self.models,
            "places": self.places,
            "groups": self.groups,
            "members": self.members,
            "approximate": self.approximate,
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }
        if self.total:
            said["total"] = True
        if self.carried:
            said["carried"] = list(self.carried)
        return said


Tally = AwardTally | ModelTally
