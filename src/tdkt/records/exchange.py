"""The register as the exchange tables: columns of plain words and dates, as known at a moment, with the row behind each line.

Read from the versions, like `frames`. What the register knows only in part is written so that it never says more than it knows: a day
known by its month or year stands on the last day of it, and a form, kind or scope that a list does not say is the least it can be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.records.models import (
    CensusLineVersion,
    CensusVersion,
    CommunityModelVersion,
    ConferralVersion,
    DecisionVersion,
    DepartureVersion,
    DisciplineVersion,
    InitiativeVersion,
    ModelTypeVersion,
    PersonVersion,
    RankingVersion,
    RatingVersion,
    ServiceVersion,
    SubjectVersion,
    SuccessionVersion,
    UnitPlaceVersion,
    UnitStandingVersion,
    UnitVersion,
)
from tdkt.records.models.ledger import known_on
from tdkt.vietnamese.dates import read_date

STATUSES = {
    "decided": "valid",
    "handed-over": "valid",
    "annulled": "annulled",
    "stripped": "stripped",
    "restored": "restored",
}
"""The status of a conferral by its state; what is only proposed is no conferral yet."""
LEAST_FORM, LEAST_KIND, LEAST_SCOPE = "khien-trach", "sang-kien", "co-so"


@dataclass(frozen=True)
class Lines:
    """The lines of one table: every column with a value a line (None: empty), and the row of the register behind each line."""

    columns: Mapping[str, list[Any]]
    rows: list[str]

    def __len__(self) -> int:
        return len(self.rows)

    def as_rows(self) -> Iterator[dict[str, Any]]:
        """The lines one by one, as dicts."""
        names = list(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))


def lines_of(names: Sequence[str], found: Iterable[tuple[Any, ...]]) -> Lines:
    """Lines from tuples: the row of the register, then a value for each of the columns."""
    rows, *columns = list(zip(*found, strict=True)) or [()] * (len(names) + 1)
    return Lines({name: list(column) for name, column in zip(names, columns, strict=True)}, list(rows))


def subject_id(row: int | None) -> str | None:
    """The id of a receiver in the tables: its row in the register, for ever the same."""
    return None if row is None else f"subject/{row}"


def unit_id(row: int | None) -> str | None:
    """The id of a unit in the tables."""
    return None if row is None else f"unit/{row}"


def last_day(text: str) -> date | None:
    """The last day that a partly known day can mean; None for an empty one."""
    known = read_date(text) if text else None
    return known.last() if known else None


def tables_known(at: datetime | None) -> dict[str, Lines]:
    """The ten tables as the register was known at a moment (None: now)."""
    units = Units(at)
    return {
        "subjects": subjects_known(at, units),
        "units": units_known(at, units),
        "ratings": ratings_known(at),
        "awards": awards_known(at),
        "initiatives": initiatives_known(at),
        "disciplines": disciplines_known(at),
        "posts": posts_known(at),
        "members": members_known(at, units),
        "rankings": rankings_known(at),
        "models": models_known(at),
    }


class Units:
    """The units with their places in the tree and their standing, as known at a moment."""

    def __init__(self, at: datetime | None) -> None:
        columns = ("row", "subject_id", "name", "level", "founded", "ended")
        self.lines = list(known_on(UnitVersion, at).order_by("row").values_list(*columns))
        self.subject = {row: subject for row, subject, *_ in self.lines}
        self.of_subject = {subject: row for row, subject, *_ in self.lines}
        self.days = {row: (founded, ended) for row, _, _, _, founded, ended in self.lines}
        self.places: dict[int, list[tuple[int | None, date | None, date | None]]] = defaultdict(list)
        for unit, parent, first, end in (
            known_on(UnitPlaceVersion, at).order_by("row").values_list("unit_id", "parent_id", "from_date", "to_date")
        ):
            self.places[unit].append((parent, first, end))
        self.standing = {
            unit: (force, outside)
            for unit, force, outside in known_on(UnitStandingVersion, at).values_list(
                "unit_id", "force", "outside_flags"
            )
        }

    def parent(self, unit: int) -> int | None:
        """The unit above, by the latest place."""
        places = self.places.get(unit)
        if not places:
            return None
        return max(places, key=lambda place: (place[2] is None, place[2] or date.min, place[1] or date.min))[0]

    def force(self, unit: int | None) -> str:
        """The force of a unit: its own, or that of the nearest unit above that has one."""
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            if self.standing.get(unit, ("", False))[0]:
                return str(self.standing[unit][0])
            seen.add(unit)
            unit = self.parent(unit)
        return ""

    def above(
        self, unit: int, first: date | None, end: date | None, seen: frozenset[int] = frozenset()
    ) -> Iterator[tuple[int, date | None, date | None]]:
        """A unit and those above it, each with the part of the time during which this one was it or below it."""
        founded, ended = self.days.get(unit, (None, None))
        first, end = later(first, founded), sooner(end, ended)
        if first is not None and end is not None and first >= end:
            return
        yield unit, first, end
        for parent, placed, left in self.places.get(unit, ()):
            if parent is not None and parent not in seen | {unit}:
                begins, ends = later(first, placed), sooner(end, left)
                if begins is None or ends is None or begins < ends:
                    yield from self.above(parent, begins, ends, seen | {unit})


def later(one: date | None, other: date | None) -> date | None:
    """The later of two first days, of which either may be unknown."""
    return max((day for day in (one, other) if day is not None), default=None)


def sooner(one: date | None, other: date | None) -> date | None:
    """The sooner of two ends, of which either may be open."""
    return min((day for day in (one, other) if day is not None), default=None)


def subjects_known(at: datetime | None, units: Units) -> Lines:
    """Everyone and everything that may be rewarded; a unit has its founding and end as its service."""
    people = {
        subject: (sex, born, joined)
        for subject, sex, born, joined in known_on(PersonVersion, at).values_list("subject_id", "sex", "born", "joined")
    }
    left = dict(known_on(DepartureVersion, at).values_list("subject_id", "day"))
    forces = {unit: units.force(unit) for unit in [None, *units.subject]}
    names = (
        "subject_id", "kind", "name", "unit_id", "sex", "born", "service_from", "service_to", "outside_flags", "force",
        "history_complete_since",
    )  # fmt: skip
    found = []
    columns = ("row", "kind", "name", "belongs_to_id", "history_complete_since")
    for row, kind, name, belongs_to, since in known_on(SubjectVersion, at).order_by("row").values_list(*columns):
        own = units.of_subject.get(row)
        sex, born, joined = people.get(row, ("", "", ""))
        first, end = units.days[own] if own is not None else (last_day(joined), left.get(row))
        unit = own if own is not None else belongs_to
        outside = "yes" if own is not None and units.standing.get(own, ("", False))[1] else None
        found.append(
            (
                f"subject/{row}",
                subject_id(row),
                kind,
                name,
                unit_id(unit),
                sex or None,
                last_day(born),
                first,
                end,
                outside,
                forces.get(unit) or None,
                since,
            )
        )
    return lines_of(names, found)


def units_known(at: datetime | None, units: Units) -> Lines:
    """The units, each below the unit of its latest place."""
    before: dict[int, list[str]] = defaultdict(list)
    for old, new in known_on(SuccessionVersion, at).order_by("row").values_list("predecessor_id", "successor_id"):
        before[new].append(f"unit/{old}")
    names = ("unit_id", "name", "parent_id", "level", "from", "to", "succeeds")
    return lines_of(
        names,
        (
            (
                f"unit/{row}",
                unit_id(row),
                name,
                unit_id(units.parent(row)),
                level or None,
                founded,
                ended,
                ";".join(before[row]) or None,
            )
            for row, _, name, level, founded, ended in units.lines
        ),
    )


def ratings_known(at: datetime | None) -> Lines:
    """The yearly ratings that say how someone was rated; their titles stand with the awards."""
    columns = ("row", "subject_id", "year", "rating")
    return lines_of(
        ("subject_id", "year", "rating"),
        (
            (f"rating/{row}", subject_id(subject), year, rating)
            for row, subject, year, rating in known_on(RatingVersion, at).order_by("row").values_list(*columns)
            if rating
        ),
    )


def awards_known(at: datetime | None) -> Lines:
    """The conferrals that are more than proposed, then the yearly titles of ratings that no conferral records.

    A title without years of its own is for the year by which reports count it; a decision without a day stands on the last of its year.
    """
    decisions = {
        row: (number, signed or (date(year, 12, 31) if year else None))
        for row, number, signed, year in known_on(DecisionVersion, at).values_list("row", "number", "signed_on", "year")
    }
    names = (
        "subject_id", "award", "class", "authority", "date", "for_from", "for_to", "ground", "status", "decision_number",
    )  # fmt: skip
    columns = (
        "row", "subject_id", "award", "class_no", "level", "for_from", "for_to", "year", "ground", "state", "decision_id",
    )  # fmt: skip
    found: list[tuple[Any, ...]] = []
    recorded: set[tuple[int, str, int | None]] = set()
    for row, subject, award, class_, level, first, last, year, ground, state, decision in (
        known_on(ConferralVersion, at).order_by("row").values_list(*columns)
    ):
        if state not in STATUSES or award not in awards():
            continue
        if first is None and last is None and awards()[award].kind == "title":
            last = year
        recorded.add((subject, award, last))
        number, day = decisions.get(decision, ("", None))
        found.append(
            (
                f"conferral/{row}",
                subject_id(subject),
                award,
                class_,
                level or None,
                day,
                first,
                last,
                ground or None,
                STATUSES[state],
                number or None,
            )
        )
    titled = known_on(RatingVersion, at).exclude(title="").order_by("row")
    for row, subject, year, title in titled.values_list("row", "subject_id", "year", "title"):
        if title in awards() and (subject, title, year) not in recorded:
            found.append(
                (f"rating/{row}", subject_id(subject), title, None, None, None, None, year, None, "valid", None)
            )
    return lines_of(names, found)


def initiatives_known(at: datetime | None) -> Lines:
    """Recognised initiatives, topics and resourceful acts."""
    columns = ("row", "subject_id", "year", "kind", "scope")
    return lines_of(
        ("subject_id", "year", "kind", "scope"),
        (
            (f"initiative/{row}", subject_id(subject), year, kind or LEAST_KIND, scope or LEAST_SCOPE)
            for row, subject, year, kind, scope in known_on(InitiativeVersion, at).order_by("row").values_list(*columns)
        ),
    )


def disciplines_known(at: datetime | None) -> Lines:
    """Disciplinary measures and investigations."""
    columns = ("row", "subject_id", "form", "from_day", "to_day")
    return lines_of(
        ("subject_id", "form", "from", "to"),
        (
            (f"discipline/{row}", subject_id(subject), form or LEAST_FORM, last_day(first), last_day(end))
            for row, subject, form, first, end in known_on(DisciplineVersion, at).order_by("row").values_list(*columns)
        ),
    )


Span = tuple[int, str, int | None, date | None, date | None]


def services_known(at: datetime | None) -> dict[int, list[Span]]:
    """The service of each person as spans (row, post, unit, first day, first day after), the last one ending with the departure."""
    left = dict(known_on(DepartureVersion, at).values_list("subject_id", "day"))
    attested: dict[int, list[tuple[int, str, int | None, date]]] = defaultdict(list)
    columns = ("row", "subject_id", "post", "unit_id", "since")
    for row, subject, post, unit, since in (
        known_on(ServiceVersion, at).order_by("subject_id", "since", "row").values_list(*columns)
    ):
        attested[subject].append((row, post, unit, since))
    return {
        subject: [
            (row, post, unit, since, following[3] if following else left.get(subject))
            for (row, post, unit, since), following in zip(steps, [*steps[1:], None], strict=True)
        ]
        for subject, steps in attested.items()
    }


def posts_known(at: datetime | None) -> Lines:
    """The posts held, each from the day it is attested until the next service is."""
    return lines_of(
        ("subject_id", "post", "coefficient", "from", "to"),
        (
            (f"service/{row}", subject_id(subject), post, None, first, end)
            for subject, spans in services_known(at).items()
            for row, post, _, first, end in spans
            if any(letter.isalnum() for letter in post)
        ),
    )


def members_known(at: datetime | None, units: Units) -> Lines:
    """Who belonged to which unit, and to the units above it; whoever has no dated service belongs to his unit since an unknown day."""
    left = dict(known_on(DepartureVersion, at).values_list("subject_id", "day"))
    services = services_known(at)
    found: list[tuple[Any, ...]] = []
    for row, unit in (
        known_on(SubjectVersion, at).filter(kind="individual").order_by("row").values_list("row", "belongs_to_id")
    ):
        spans: list[tuple[int, int | None, date | None, date | None]] = []
        for key, _, place, first, end in services.get(row, ()):
            if spans and spans[-1][1] == place and spans[-1][3] == first:
                spans[-1] = (*spans[-1][:3], end)
            else:
                spans.append((key, place, first, end))
        for key, place, first, end in spans or [(0, unit, None, left.get(row))]:
            if place is not None:
                found += [
                    (f"service/{key}" if key else f"subject/{row}", subject_id(units.subject[body]), subject_id(row), begins, ends)
                    for body, begins, ends in units.above(place, first, end)
                    if body in units.subject
                ]  # fmt: skip
    return lines_of(("collective_id", "subject_id", "from", "to"), found)


def rankings_known(at: datetime | None) -> Lines:
    """The places of collectives in their groups."""
    columns = ("row", "subject_id", "year", "group", "group_level", "rank")
    return lines_of(
        ("subject_id", "year", "group", "group_level", "rank"),
        (
            (f"ranking/{row}", subject_id(subject), *rest)
            for row, subject, *rest in known_on(RankingVersion, at).order_by("row").values_list(*columns)
        ),
    )


def models_known(at: datetime | None) -> Lines:
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
    return lines_of(
        ("model_id", "type", "name", "place", "founded", "stopped", "members", "rating", "replicates", "recognised"),
        (
            (
                f"model/{row}",
                f"model/{row}",
                types.get(type_),
                name,
                place,
                last_day(founded),
                last_day(stopped),
                latest[row][1] if row in latest else None,
                (latest[row][2] or None) if row in latest else None,
                None,
                None,
            )
            for row, type_, name, place, founded, stopped in known_on(CommunityModelVersion, at)
            .order_by("row")
            .values_list(*columns)
        ),
    )
