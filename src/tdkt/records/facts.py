"""The bridge from the register to the engine: rows of many tables as numpy columns, a fixed number of questions to the database.

Read as it stands now, or from the versions as it was known at a moment. A title that stands both in the yearly ratings and as a
conferral of the same year is one title. Rows known to a year alone stand on its 31 December.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from tdkt.exchange.cells import post_slug
from tdkt.law.catalogue import awards
from tdkt.records.days import before as day_before
from tdkt.records.days import day_number, earlier, title_year
from tdkt.records.membership import Stint, people_of, stints_of
from tdkt.records.models import (
    Conferral,
    Decision,
    Departure,
    Discipline,
    Initiative,
    Person,
    Ranking,
    Rating,
    Registered,
    Service,
    Subject,
    Unit,
    UnitPlace,
    UnitStanding,
)
from tdkt.records.models.ledger import known_on
from tdkt.rules import facts as shapes
from tdkt.rules.facts import NO_DAY, NO_YEAR, Facts

CODES = tuple(awards())
TITLES = frozenset(code for code, award in awards().items() if award.kind == "title")
LEVELS = ("ministry", "province", "district", "department", "commune", "team")
STATUS_OF_STATE = {"decided": 0, "handed-over": 0, "annulled": 1, "stripped": 2, "restored": 3}
"""State of a conferral -> place in `rules.facts.STATUSES`; a proposal is no award yet."""
TITLE_BELOW = {
    ("chien-si-thi-dua-co-so", "police"): "chien-si-tien-tien",
    ("chien-si-thi-dua-co-so", "army"): "chien-si-tien-tien",
    ("chien-si-thi-dua-co-so", "civil"): "lao-dong-tien-tien",
}
"""The title that the law gives everyone first who is given another, by force (Article 23 of the laws of 2003 and 2022)."""
MOST_NAMED = 900
"""Up to so many subjects are named in the question itself; for more, all rows are read and the others left out."""

Ints = NDArray[np.int64]
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Known:
    """The facts of a register, and which of its rows they are.

    `keys` are the ids of the subjects, ascending, in the order of the facts; `conferrals` and `ratings` the ids of the rows behind each
    award (0 where it comes from the other table; both 0 for a title that another one brings with it).
    """

    facts: Facts
    keys: Ints
    conferrals: Ints
    ratings: Ints

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number in the facts of each subject by its id."""
        return {int(key): number for number, key in enumerate(self.keys)}


def facts_known(at: datetime | None, *, subjects: Iterable[int] | None = None) -> Known:
    """The register as it stands (`at` None) or was known at a moment: of all subjects, or of these and the members of those that are units."""
    return _Reading(at, subjects).read()


def histories_of(subjects: Iterable[int] | None) -> tuple[Known, list[Stint]]:
    """What is packed beside each of these subjects (None: all) as the register stands: the facts without members, and where persons belonged."""
    reading = _Reading(None, subjects, with_members=False)
    known = reading.read()
    persons = None if reading.asked is None else reading.asked
    return known, ended_by(stints_of(reading.rows, persons=persons), reading.gone())


def concerned(*, units: Iterable[int], decisions: Iterable[int]) -> set[int]:
    """The subjects whose history a change of these units or decisions touches."""
    units, decisions = set(units), set(decisions)
    reading = _Reading(None, None)
    found: set[int] = people_of(reading.rows, units) if units else set()
    if decisions:
        few = Q(decision_id__in=decisions) if len(decisions) <= MOST_NAMED else Q(decision_id__isnull=False)
        rows = reading.rows(Conferral, ("subject_id", "decision_id"), where=few)
        found |= {subject for subject, decision in rows if decision in decisions}
    return found


class _Reading:
    """One reading of the register; each method asks one table once."""

    def __init__(self, at: datetime | None, subjects: Iterable[int] | None, *, with_members: bool = True) -> None:
        self.at, self.with_members = at, with_members
        self.asked: frozenset[int] | None = None if subjects is None else frozenset(int(key) for key in subjects)

    def read(self) -> Known:
        keys = self._keys()
        belonging = self.membership(keys) if self.with_members else []
        if self.asked is not None:
            self.asked = self.asked | {person for _, person, _, _ in belonging}
            keys = self._keys()
        self.order = keys
        gone = self.gone()
        ratings = self.rows(Rating, ("subject_id", "year", "rating", "title", "pk"), of="subject_id")
        subjects = self._subjects(keys, gone)
        conferred, conferral_ids, rating_ids = self._awards(ratings, subjects)
        posts, named = self._posts(gone)
        facts = Facts(
            codes=CODES,
            subjects=subjects,
            ratings=self._ratings(ratings),
            awards=conferred,
            initiatives=self._initiatives(),
            disciplines=self._disciplines(),
            posts=posts,
            members=self._members(belonging, gone),
            rankings=self._rankings(),
            levels=LEVELS,
            posts_named=named,
        )
        return Known(facts, keys, conferral_ids, rating_ids)

    def gone(self) -> dict[int, int]:
        """The first day after service of those who have left."""
        return {key: day_number(day) for key, day in self.rows(Departure, ("subject_id", "day"), of="subject_id")}

    # --- asking -------------------------------------------------------------------------------

    def rows(self, model: type[Registered], columns: Sequence[str], *, of: str = "", where: Q | None = None) -> Rows:
        """Columns of a table, in the order of its rows. `of` names the column of the subject, by which others are left out."""
        rows: QuerySet[Any] = model._default_manager.all() if self.at is None else known_on(model.versions, self.at)
        key = "pk" if self.at is None else "row"
        if where is not None:
            rows = rows.filter(where)
        named = self.asked is not None and of != ""
        if named and self.asked is not None and len(self.asked) <= MOST_NAMED:
            rows = rows.filter(**{f"{key if of == 'pk' else of}__in": sorted(self.asked)})
            named = False
        found = fetched(rows.order_by(key), [key if name == "pk" else name for name in columns])
        if named and self.asked is not None:
            place = list(columns).index(of)
            found = [row for row in found if row[place] in self.asked]
        return found

    def _keys(self) -> Ints:
        self.known = self.rows(Subject, ("pk", "kind", "name", "belongs_to_id", "history_complete_since"), of="pk")
        return np.asarray([row[0] for row in self.known], np.int64)

    def places(self, keys: Sequence[Any] | Ints) -> NDArray[np.int32]:
        """The numbers of these subjects in the facts, -1 for those that are not among them."""
        wanted = np.asarray(keys, np.int64)
        if not len(wanted) or not len(self.order):
            return np.full(len(wanted), -1, np.int32)
        place = np.minimum(np.searchsorted(self.order, wanted), len(self.order) - 1)
        return np.where(self.order[place] == wanted, place, -1).astype(np.int32)

    def table(self, rows: Rows, width: int) -> tuple[NDArray[np.int32], list[tuple[Any, ...]]]:
        """The subject's number of each row (the first column), and the other columns; rows of other subjects are left out."""
        numbers = self.places([row[0] for row in rows])
        if (numbers < 0).any():
            rows = [row for row, number in zip(rows, numbers, strict=True) if number >= 0]
            numbers = numbers[numbers >= 0]
        columns = list(zip(*rows, strict=True))[1:] if rows else [()] * (width - 1)
        return numbers, columns

    # --- subjects -----------------------------------------------------------------------------

    def _subjects(self, keys: Ints, gone: dict[int, int]) -> shapes.Subjects:
        persons = {
            row[0]: row[1:] for row in self.rows(Person, ("subject_id", "sex", "born", "joined"), of="subject_id")
        }
        units = {
            row[1]: row for row in self.rows(Unit, ("pk", "subject_id", "level", "founded", "ended"), of="subject_id")
        }
        forces, outside = self._forces()
        columns: dict[str, list[int]] = {
            name: [] for name in ("kind", "sex", "force", "born", "from_", "to", "outside", "since", "level")
        }
        for key, kind, _, belongs, since in self.known:
            sex, born, joined = persons.get(key, ("", "", ""))
            unit, _, level, founded, ended = units.get(key, (belongs, key, "", None, None))
            person = kind == "individual"
            columns["kind"].append(shapes.KINDS.index(kind))
            columns["sex"].append(shapes.SEXES.index(sex))
            columns["force"].append(0 if kind == "household" else shapes.FORCES.index(forces.get(unit, "")))
            columns["born"].append(day_number(born))
            columns["from_"].append(day_number(joined if person else founded))
            columns["to"].append(day_before(gone.get(key, NO_DAY)) if person else day_number(ended))
            columns["outside"].append(key in units and unit in outside)
            columns["since"].append(since or NO_YEAR)
            columns["level"].append(LEVELS.index(level) if level in LEVELS else -1)
        return shapes.Subjects(
            ids=np.asarray([str(key) for key in keys.tolist()], object),
            names=np.asarray([row[2] for row in self.known], object),
            kind=np.asarray(columns["kind"], np.int8),
            sex=np.asarray(columns["sex"], np.int8),
            force=np.asarray(columns["force"], np.int8),
            born=np.asarray(columns["born"], np.int32),
            service_from=np.asarray(columns["from_"], np.int32),
            service_to=np.asarray(columns["to"], np.int32),
            outside_flags=np.asarray(columns["outside"], bool),
            complete_since=np.asarray(columns["since"], np.int16),
            unit_level=np.asarray(columns["level"], np.int16),
        )

    def _forces(self) -> tuple[dict[int, str], set[int]]:
        """The force of each unit, its own or that of the nearest above on its latest place, and the units outside the flags."""
        said = {
            unit: (force, out) for unit, force, out in self.rows(UnitStanding, ("unit_id", "force", "outside_flags"))
        }
        forces: dict[int, str] = {}
        if any(force for force, _ in said.values()):
            for unit, path in self.rows(UnitPlace, ("unit_id", "path")):
                line = [int(part) for part in path.split(".") if part]
                forces[unit] = next((said[one][0] for one in reversed(line) if said.get(one, ("",))[0]), "")
        return forces, {unit for unit, (_, out) in said.items() if out}

    # --- history ------------------------------------------------------------------------------

    def _ratings(self, rows: Rows) -> shapes.Ratings:
        code = {rating: place for place, rating in enumerate(shapes.RATINGS)}
        numbers, (years, ratings, *_) = self.table([row for row in rows if row[2]], 5)
        return shapes.Ratings(
            numbers, np.asarray(years, np.int16), np.asarray([code[rating] for rating in ratings], np.int8)
        )

    def _awards(self, ratings: Rows, subjects: shapes.Subjects) -> tuple[shapes.Awards, Ints, Ints]:
        """Conferrals in the order of their rows, then the yearly titles that only the ratings have.

        A list with one column of titles names the highest: whoever it calls an emulation fighter is of the title below it as well.
        """
        code = {award: place for place, award in enumerate(CODES)}
        columns = ("subject_id", "award", "class_no", "decision_id", "for_from", "for_to", "ground", "state", "pk")
        rows = [row for row in self.rows(Conferral, columns, of="subject_id") if row[7] in STATUS_OF_STATE]
        signed = self._days_signed({row[3] for row in rows if row[3] is not None})
        titled: set[tuple[int, str, int]] = set()
        found: list[tuple[int, ...]] = []
        for subject, award, class_, decision, first, last, ground, state, key in rows:
            day = signed.get(decision, NO_DAY)
            if award in TITLES:
                titled.add((subject, award, last or first or title_year(day) or NO_YEAR))
            place = shapes.GROUNDS.index(ground)
            status = STATUS_OF_STATE[state]
            found.append(
                (subject, code[award], class_ or 0, day, first or NO_YEAR, last or NO_YEAR, place, status, key, 0)
            )
        for subject, year, _, title, key in ratings:
            if title in code and (subject, title, year) not in titled:
                found.append((subject, code[title], 0, day_number(str(year)), year, year, 0, 0, 0, key))
        forces = dict(zip(self.order.tolist(), subjects.force.tolist(), strict=True))
        for subject, year, _, title, _ in ratings:
            below = TITLE_BELOW.get((title, shapes.FORCES[forces.get(subject, 0)]))
            if below and (subject, below, year) not in titled:
                found.append((subject, code[below], 0, day_number(str(year)), year, year, 0, 0, 0, 0))
        numbers, cells = self.table(found, 10)
        kinds = (np.int16, np.int8, np.int32, np.int16, np.int16, np.int8, np.int8)
        made = [np.asarray(cell, kind) for cell, kind in zip(cells, kinds, strict=False)]
        return shapes.Awards(numbers, *made), np.asarray(cells[7], np.int64), np.asarray(cells[8], np.int64)

    def _days_signed(self, decisions: set[int]) -> dict[int, int]:
        """The day of each decision; of one whose year alone is known, the 31 December."""
        key = "pk" if self.at is None else "row"
        few = Q(**{f"{key}__in": sorted(decisions)}) if len(decisions) <= MOST_NAMED else None
        found = self.rows(Decision, ("pk", "signed_on", "year"), where=few)
        return {key: day_number(day or (str(year) if year else None)) for key, day, year in found}

    def _initiatives(self) -> shapes.Initiatives:
        """A row whose list does not say the kind or the scope counts as the plainest: an initiative of the own unit."""
        rows = self.rows(Initiative, ("subject_id", "year", "kind", "scope"), of="subject_id")
        numbers, (years, kinds, scopes) = self.table(rows, 4)
        return shapes.Initiatives(
            numbers,
            np.asarray(years, np.int16),
            np.asarray([shapes.INITIATIVE_KINDS.index(kind or "sang-kien") for kind in kinds], np.int8),
            np.asarray([shapes.SCOPES.index(scope or "co-so") for scope in scopes], np.int8),
        )

    def _disciplines(self) -> shapes.Disciplines:
        """A measure whose form is not said counts as the lightest."""
        rows = self.rows(Discipline, ("subject_id", "form", "from_day", "to_day"), of="subject_id")
        numbers, (forms, firsts, lasts) = self.table(rows, 4)
        return shapes.Disciplines(
            numbers,
            np.asarray([shapes.DISCIPLINES.index(form or "khien-trach") for form in forms], np.int8),
            np.asarray([day_number(day) for day in firsts], np.int32),
            np.asarray([day_number(day) for day in lasts], np.int32),
        )

    def _rankings(self) -> shapes.Rankings:
        rows = self.rows(Ranking, ("subject_id", "year", "group_level", "rank"), of="subject_id")
        numbers, (years, levels, ranks) = self.table(rows, 4)
        return shapes.Rankings(
            numbers,
            np.asarray(years, np.int16),
            np.asarray([shapes.GROUP_LEVELS.index(level) for level in levels], np.int8),
            np.asarray(ranks, np.int32),
        )

    def _posts(self, gone: dict[int, int]) -> tuple[shapes.Posts, tuple[str, ...]]:
        """Each post from the day on which it is attested until the next attestation of the same person, or until he left."""
        rows = self.rows(Service, ("subject_id", "since", "post"), of="subject_id")
        rows.sort(key=lambda row: (row[0], str(row[1])))
        slugs: dict[str, str] = {}
        found = []
        for number, (subject, since, post) in enumerate(rows):
            slug = slugs.setdefault(post, post_slug(post)) if post else ""
            if not slug:
                continue
            following = rows[number + 1] if number + 1 < len(rows) else None
            end = day_number(following[1]) if following and following[0] == subject else NO_DAY
            found.append((subject, slug, day_number(since), earlier(end, gone.get(subject, NO_DAY))))
        named = tuple(sorted({row[1] for row in found}))
        place = {slug: number for number, slug in enumerate(named)}
        numbers, (posts, firsts, lasts) = self.table(found, 4)
        return (
            shapes.Posts(
                numbers,
                np.asarray([place[post] for post in posts], np.int32),
                np.ones(len(numbers), np.float64),
                np.asarray(firsts, np.int32),
                np.asarray(lasts, np.int32),
            ),
            named,
        )

    # --- members ------------------------------------------------------------------------------

    def membership(self, keys: Ints) -> list[Stint]:
        """Who belonged to which of these collectives and when; of all when everything is asked."""
        return stints_of(self.rows, collectives=None if self.asked is None else frozenset(keys.tolist()))

    def _members(self, belonging: list[Stint], gone: dict[int, int]) -> shapes.MemberRows:
        kept = ended_by(belonging, gone)
        if not kept:
            return shapes.MemberRows()
        bodies, people, firsts, lasts = (np.asarray(column, np.int64) for column in zip(*kept, strict=True))
        collective, subject = self.places(bodies), self.places(people)
        known = (collective >= 0) & (subject >= 0)
        return shapes.MemberRows(
            collective[known], subject[known], firsts[known].astype(np.int32), lasts[known].astype(np.int32)
        )


def ended_by(stints: list[Stint], gone: Mapping[int, int]) -> list[Stint]:
    """The stints, those of whoever has left ended by then; none that ends before it begins."""
    cut = [
        (collective, person, first, earlier(last, gone.get(person, NO_DAY)))
        for collective, person, first, last in stints
    ]
    return [one for one in cut if one[3] == NO_DAY or one[3] > one[2]]


def fetched(rows: QuerySet[Any], columns: Sequence[str]) -> Rows:
    """The rows as the database gives them, without a step for each value: dates are text on SQLite, dates on PostgreSQL."""
    try:
        sql, parameters = rows.values_list(*columns).query.sql_with_params()
    except EmptyResultSet:  # nothing is named in the question, so nothing is found
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
