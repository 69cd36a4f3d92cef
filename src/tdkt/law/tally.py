"""The shape of a tally of honours or of community models, the same whether a text says it or the register counts it.

`reader` finds tallies in a text, `reports` counts them in the register, and a check lays the two side by side. The fields are those of
the facts contract; an absent statement is None or empty, never a guess.
"""

from collections.abc import Mapping
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


def tally_from(said: Mapping[str, Any]) -> Tally:
    """The tally that a fact of the contract speaks of; `count` may be left out. Raises ValueError for what is no such fact."""
    try:
        return _model_tally(said) if said["kind"] == "model" else _award_tally(said)
    except (KeyError, TypeError, ValueError, AttributeError) as why:
        raise ValueError("Không phải một con số của hợp đồng dữ kiện: thiếu hoặc sai trường.") from why


def _award_tally(said: Mapping[str, Any]) -> AwardTally:
    period = said.get("period")
    return AwardTally(
        award=_words(said.get("award")),
        recipient=_words(said.get("recipient")),
        count=_number(said.get("count")),
        measure=_words(said.get("measure")) or "subjects",
        classes=tuple(int(number) for number in said.get("classes", ())),
        authorities=tuple(Authority(str(a["level"]), str(a["name"])) for a in said.get("authorities", ())),
        period=Period(_year(period["from"]), _year(period["to"])) if period else None,
        consecutive=_number(said.get("consecutive")),
        approximate=bool(said.get("approximate", False)),
        award_text=_words(said.get("award_text")),
        awards=tuple(str(code) for code in said.get("awards", ())),
        ordinal=_number(said.get("ordinal")),
        total=bool(said.get("total", False)),
        status=_words(said.get("status")) or "given",
        carried=tuple(str(name) for name in said.get("carried", ())),
        warning=_words(said.get("warning")),
    )


def _model_tally(said: Mapping[str, Any]) -> ModelTally:
    day = _words(said.get("as_of"))
    return ModelTally(
        types=_number(said.get("types")),
        models=_number(said.get("models")),
        places=_number(said.get("places")),
        groups=_number(said.get("groups")),
        members=_number(said.get("members")),
        as_of=date.fromisoformat(day) if day else None,
        approximate=bool(said.get("approximate", False)),
        total=bool(said.get("total", False)),
        carried=tuple(str(name) for name in said.get("carried", ())),
    )


def _words(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is no text")


def _number(value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"{value!r} is no whole number")


def _year(value: Any) -> int:
    year = _number(value)
    if year is None or not 1 <= year <= 9999:
        raise ValueError(f"{value!r} is no year")
    return year
