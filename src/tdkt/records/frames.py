"""The one bridge from tables to lines: the register as it was known at a moment, as plain dicts, one list for each kind of line.

Always read from the versions, so that a question about an earlier day takes the same way as a question about today.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from tdkt.records.model_frames import replications_known
from tdkt.records.models import (
    CensusLineVersion,
    CensusVersion,
    CommunityModelVersion,
    ConferralVersion,
    DecisionVersion,
    ModelTypeVersion,
    MovementVersion,
    Office,
    RatingVersion,
    SubjectVersion,
    SuccessionVersion,
    UnitNameVersion,
    UnitPlaceVersion,
    UnitVersion,
)
from tdkt.records.models.ledger import known_on
from tdkt.records.movement_frames import movement_lines

Line = dict[str, Any]


def register(at: datetime | None) -> dict[str, Any]:
    """Everything a report may ask of the register as known at `at` (None: now).

    Keys: office, units, successions, conferrals, ratings, models, movements, and those of `movement_frames`; each line carries the id of
    its row.
    """
    subjects = {
        row: (name, kind) for row, name, kind in known_on(SubjectVersion, at).values_list("row", "name", "kind")
    }
    units = units_known(at)
    unit_of_subject = {unit["subject_id"]: unit["id"] for unit in units}
    return {
        "office": office(),
        "units": units,
        "successions": [
            {"predecessor": old, "successor": new, "kind": kind, "on": on}
            for old, new, kind, on in known_on(SuccessionVersion, at)
            .order_by("row")
            .values_list("predecessor_id", "successor_id", "kind", "on_date")
        ],
        "conferrals": conferrals_known(at, subjects, unit_of_subject),
        "ratings": ratings_known(at, subjects),
        "models": models_known(at),
        "replications": replications_known(at),
        "movements": [
            {
                "id": row,
                "kind": kind,
                "name": name,
                "first": first,
                "last": last,
                "launched_by": by,
                "document": document,
                "part_of": whole,
            }
            for row, kind, name, first, last, by, document, whole in known_on(MovementVersion, at)
            .order_by("row")
            .values_list("row", "kind", "name", "from_year", "to_year", "launched_by", "document", "part_of_id")
        ],
        **movement_lines(at, subjects, unit_of_subject),
    }


def office() -> Line:
    """The office whose register this is."""
    kept = Office.objects.filter(pk=1).first() or Office()
    return {
        "name": kept.name,
        "parent": kept.parent,
        "place": kept.place,
        "symbol": kept.symbol,
        "signer_post": kept.signer_post,
        "recipients": tuple(kept.recipients),
        "unit_id": kept.unit_id,
        "sample": kept.sample,
    }


def units_known(at: datetime | None) -> list[Line]:
    """Units with their dated names and places."""
    names: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for unit, name, first, last in (
        known_on(UnitNameVersion, at).order_by("row").values_list("unit_id", "name", "from_date", "to_date")
    ):
        names[unit].append((name, first, last))
    places: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for unit, parent, first, last in (
        known_on(UnitPlaceVersion, at).order_by("row").values_list("unit_id", "parent_id", "from_date", "to_date")
    ):
        places[unit].append((parent, first, last))
    columns = ("row", "subject_id", "name", "level", "founded", "ended")
    return [
        {
            "id": row,
            "subject_id": subject,
            "name": name,
            "level": level,
            "founded": founded,
            "ended": ended,
            "names": tuple(names[row]),
            "places": tuple(places[row]),
        }
        for row, subject, name, level, founded, ended in known_on(UnitVersion, at).order_by("row").values_list(*columns)
    ]


def conferrals_known(
    at: datetime | None, subjects: dict[int, tuple[str, str]], unit_of_subject: dict[int, int]
) -> list[Line]:
    """Conferrals with their receiver's name and their decision."""
    decisions = {
        row: (number, signed)
        for row, number, signed in known_on(DecisionVersion, at).values_list("row", "number", "signed_on")
    }
    lines = []
    columns = (
        "row", "subject_id", "recipient", "award", "class_no", "level", "authority", "ground", "for_from", "for_to", "year", "state",
        "decision_id", "unit_id", "rank", "post",
    )  # fmt: skip
    for values in known_on(ConferralVersion, at).order_by("row").values_list(*columns):
        said = dict(zip(columns, values, strict=True))
        number, signed = decisions.get(said["decision_id"], ("", None))
        lines.append(
            {
                "id": said["row"],
                "receiver": subjects.get(said["subject_id"], ("", ""))[0],
                "receiver_id": said["subject_id"],
                "recipient": said["recipient"],
                "award": said["award"],
                "class_": said["class_no"],
                "level": said["level"],
                "authority": said["authority"],
                "ground": said["ground"],
                "for_from": said["for_from"],
                "for_to": said["for_to"],
                "year": said["year"],
                "state": said["state"],
                "decision": number,
                "decision_id": said["decision_id"],
                "signed_on": signed,
                "unit_id": said["unit_id"],
                "unit_of_receiver": unit_of_subject.get(said["subject_id"]),
                "rank": said["rank"],
                "post": said["post"],
            }
        )
    return lines


def ratings_known(at: datetime | None, subjects: dict[int, tuple[str, str]]) -> list[Line]:
    """Yearly ratings with the name of whom they rate."""
    return [
        {
            "id": row,
            "receiver": subjects.get(subject, ("", ""))[0],
            "receiver_id": subject,
            "year": year,
            "rating": rating,
            "title": title,
            "unit_id": unit,
            "recipient": subjects.get(subject, ("", None))[1],
        }
        for row, subject, year, rating, title, unit in known_on(RatingVersion, at)
        .order_by("row")
        .values_list("row", "subject_id", "year", "rating", "title", "unit_id")
    ]


def models_known(at: datetime | None) -> list[Line]:
    """Community models, one line for each census line; `as_of` is the day of the census."""
    types = dict(known_on(ModelTypeVersion, at).values_list("row", "name"))
    censuses = dict(known_on(CensusVersion, at).values_list("row", "as_of"))
    columns = ("row", "type_id", "name", "place", "district", "unit_id", "founded", "decision_number")
    models = {values[0]: values for values in known_on(CommunityModelVersion, at).values_list(*columns)}
    lines = []
    counted = ("model_id", "census_id", "places", "groups", "members", "households", "funding", "rating")
    for model, census, places, groups, members, households, funding, rating in (
        known_on(CensusLineVersion, at).order_by("row").values_list(*counted)
    ):
        if model not in models:
            continue
        _, type_, name, place, district, unit, founded, decision = models[model]
        lines.append(
            {
                "id": model,
                "type": types.get(type_, ""),
                "name": name,
                "place": place,
                "district": district,
                "unit_id": unit,
                "founded": founded,
                "rating": rating,
                "places": places,
                "groups": groups,
                "members": members,
                "households": households,
                "funding": funding,
                "decision": decision,
                "as_of": censuses[census],
            }
        )
    return lines
