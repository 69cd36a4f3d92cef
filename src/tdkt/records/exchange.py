"""The register as the exchange tables, as known at a moment: the facts that the engine reads of it, with the names that a reader of files wants.

The history comes from `facts`, the one bridge to the engine, so that screening an export and screening the register say the same; what
`facts` does not carry (names of units, who decided, decision numbers, groups, models) is added here. Ids are those of the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tdkt.exchange.rows import rows_of
from tdkt.records.facts import Known, facts_known
from tdkt.records.models import (
    CensusLineVersion,
    CensusVersion,
    CommunityModelVersion,
    ConferralVersion,
    DecisionVersion,
    ModelTypeVersion,
    RankingVersion,
    SubjectVersion,
    SuccessionVersion,
    UnitPlaceVersion,
    UnitVersion,
)
from tdkt.records.models.ledger import known_on
from tdkt.vietnamese.dates import read_date

Line = dict[str, Any]


def tables_known(at: datetime | None) -> dict[str, Iterable[Line]]:
    """The rows of the ten tables as the register was known at a moment (None: now)."""
    known = facts_known(at)
    rows = rows_of(known.facts)
    return {
        **rows,
        "subjects": _subjects(rows["subjects"], known, at),
        "units": units_known(at),
        "awards": _awards(rows["awards"], known, at),
        "rankings": _rankings(rows["rankings"], at),
        "models": models_known(at),
    }


def _id(row: int | None) -> str | None:
    return None if row is None else str(row)


def _subjects(rows: Iterator[Line], known: Known, at: datetime | None) -> Iterator[Line]:
    """The subjects with their unit: of a unit as receiver the unit itself."""
    own = dict(known_on(UnitVersion, at).values_list("subject_id", "row"))
    belongs = dict(known_on(SubjectVersion, at).values_list("row", "belongs_to_id"))
    for key, row in zip(known.keys.tolist(), rows, strict=True):
        yield row | {"unit_id": _id(own.get(key, belongs.get(key)))}


def units_known(at: datetime | None) -> Iterator[Line]:
    """The units, each below the unit of its latest place."""
    before: dict[int, list[str]] = defaultdict(list)
    for old, new in known_on(SuccessionVersion, at).order_by("row").values_list("predecessor_id", "successor_id"):
        before[new].append(str(old))
    places: dict[int, tuple[bool, date, int | None]] = {}
    for unit, parent, end in (
        known_on(UnitPlaceVersion, at).order_by("row").values_list("unit_id", "parent_id", "to_date")
    ):
        latest = (end is None, end or date.min, parent)
        if unit not in places or places[unit][:2] <= latest[:2]:
            places[unit] = latest
    columns = ("row", "name", "level", "founded", "ended")
    for row, name, level, founded, ended in known_on(UnitVersion, at).order_by("row").values_list(*columns):
        yield {
            "unit_id": str(row),
            "name": name,
            "parent_id": _id(places[row][2]) if row in places else None,
            "level": level or None,
            "from": founded,
            "to": ended,
            "succeeds": ";".join(before[row]) or None,
        }


def _awards(rows: Iterator[Line], known: Known, at: datetime | None) -> Iterator[Line]:
    """The awards with who decided and the number of the decision; a title that only a rating has is of no decision."""
    numbers = dict(known_on(DecisionVersion, at).values_list("row", "number"))
    given: Mapping[int, tuple[str, int | None]] = {
        row: (level, decision)
        for row, level, decision in known_on(ConferralVersion, at).values_list("row", "level", "decision_id")
    }
    for key, row in zip(known.conferrals.tolist(), rows, strict=True):
        level, decision = given.get(key, ("", None))
        yield row | {"authority": level or None, "decision_number": numbers.get(decision) if decision else None}


def _rankings(rows: Iterator[Line], at: datetime | None) -> Iterator[Line]:
    groups = known_on(RankingVersion, at).order_by("row").values_list("group", flat=True)
    for group, row in zip(groups, rows, strict=True):
        yield row | {"group": group}


def models_known(at: datetime | None) -> Iterator[Line]:
    """Community models, each with what its latest census says."""
    types = dict(known_on(ModelTypeVersion, at).values_list("row", "name"))
    censuses = dict(known_on(CensusVersion, at).values_list("row", "as_of"))
    latest: dict[int, tuple[date, int | None, str]] = {}
    for model, census, members, rating in (
        known_on(CensusLineVersion, at).order_by("row").values_list("model_id", "census_id", "members", "rating")
    ):
        day = censuses.get(census, date.min)
        if model not in latest or latest[model][0] <= day:
            latest[model] = (day, members, rating)
    columns = ("row", "type_id", "name", "place", "founded", "stopped")
    for row, type_, name, place, founded, stopped in (
        known_on(CommunityModelVersion, at).order_by("row").values_list(*columns)
    ):
        _, members, rating = latest.get(row, (None, None, ""))
        yield {
            "model_id": str(row),
            "type": types.get(type_),
            "name": name,
            "place": place,
            "founded": _last_day(founded),
            "stopped": _last_day(stopped),
            "members": members,
            "rating": rating or None,
        }


def _last_day(text: str) -> date | None:
    """The last day that a partly known day can mean."""
    known = read_date(text) if text else None
    return known.last() if known else None
