"""The register as a report sees it: plain lines of units, honours, ratings, models and movements, and the tree of units on any day.

Reports follow the tree on the row's date: an honour belongs to unit U when, on the day of its decision, its unit stood under U. Read
next: `tally.count`, which answers every "how many".
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple, TypeVar

from tdkt.law.catalogue import LEVELS, awards
from tdkt.reports.authorities import spoken
from tdkt.reports.model_lines import ReplicationLine
from tdkt.reports.movement_lines import DirectionLine, ExemplarLine, LaunchLine, PlaceLine, ResponseLine, ReviewLine
from tdkt.vietnamese.folding import same_spelling

STANDING = frozenset({"decided", "handed-over", "restored"})
"""States in which an honour counts."""
WITHDRAWN = frozenset({"annulled", "stripped"})
FORMER = " (cũ)"

Span = tuple[date | None, date | None]
"""First and last day, both included; None is open (or not known)."""

Dated = TypeVar("Dated", tuple[str, date | None, date | None], tuple[int | None, date | None, date | None])


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """The office whose register this is; `unit_id` is the root of its tree, `sample` says that all data are invented."""

    name: str
    parent: str
    place: str
    symbol: str
    signer_post: str
    recipients: tuple[str, ...]
    unit_id: int | None
    sample: bool


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its dated `names` (name, from, to) and `places` (parent id or None, from, to); days are included on both sides."""

    id: int
    name: str
    level: str = ""
    founded: date | None = None
    ended: date | None = None
    names: tuple[tuple[str, date | None, date | None], ...] = ()
    places: tuple[tuple[int | None, date | None, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class SuccessionLine:
    """One unit continues another from a day on; `kind` is rename, merge, split or join."""

    predecessor: int
    successor: int
    kind: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ConferralLine:
    """One honour to one receiver. `year` is the year by which reports count it: the title year of a title, else the year of signing.

    `receiver_id` is the receiver's identity, `unit_of_receiver` the unit that the receiver itself is (None: a person, a household,
    a body outside the tree), `unit_id` the unit of the receiver on that day.
    """

    id: int
    receiver: str
    receiver_id: int
    recipient: str
    award: str
    class_: int | None
    level: str
    authority: str
    ground: str
    for_from: int | None
    for_to: int | None
    year: int | None
    state: str
    decision: str | None
    decision_id: int | None
    signed_on: date | None
    unit_id: int | None
    unit_of_receiver: int | None
    rank: str
    post: str


@dataclass(frozen=True, slots=True)
class RatingLine:
    """How one person or unit was rated for a year, with the yearly title (a code) that came with it, or an empty one.

    `recipient` is individual or collective; where it is not told, it follows from the title, or from the receiver being the unit itself.
    """

    id: int
    receiver: str
    receiver_id: int
    year: int
    rating: str
    title: str
    unit_id: int | None
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class ModelLine:
    """One community model as one census (`as_of`) counted it. `id` is the model's; `founded` is 2016, 2016-08 or 2016-08-19; None: not said."""

    id: int
    type: str
    name: str
    place: str
    district: str
    unit_id: int | None
    founded: str
    rating: str
    places: int | None
    groups: int | None
    members: int | None
    households: int | None
    funding: int | None
    decision: str
    as_of: date


@dataclass(frozen=True, slots=True)
class MovementLine:
    """A movement or a campaign; `part_of` is the movement that carries it."""

    id: int
    kind: str
    name: str
    first: int | None
    last: int | None
    launched_by: str
    document: str
    part_of: int | None


class Honour(NamedTuple):
    """What can be counted as an honour: a conferral, or the yearly title of a rating that no conferral records.

    `row` is the address of its line ("conferral/12", "rating/9"), `giver` the level and the name as reports say them.
    """

    row: str
    receiver_id: int
    recipient: str
    award: str
    class_: int | None
    level: str
    giver: str
    year: int | None
    state: str
    day: date | None
    unit_id: int | None
    unit_of_receiver: int | None


@dataclass(frozen=True)
class Register:
    """All lines that a report may ask for.

    `history_from` is the year from which the register is known to be whole; None: the year of its first honour.
    """

    office: OfficeLine
    units: tuple[UnitLine, ...] = ()
    successions: tuple[SuccessionLine, ...] = ()
    conferrals: tuple[ConferralLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    models: tuple[ModelLine, ...] = ()
    replications: tuple[ReplicationLine, ...] = ()
    movements: tuple[MovementLine, ...] = ()
    launches: tuple[LaunchLine, ...] = ()
    responses: tuple[ResponseLine, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    exemplars: tuple[ExemplarLine, ...] = ()
    directions: tuple[DirectionLine, ...] = ()
    history_from: int | None = None

    # --- units -----------------------------------------------------------------------------------

    @cached_property
    def unit(self) -> dict[int, UnitLine]:
        """Units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _changes(self) -> list[date]:
        """The days on which some unit takes or leaves a place: between two of them the tree stands still."""
        begun = {first for unit in self.units for _, first, _ in unit.places if first is not None}
        left = {last + timedelta(1) for unit in self.units for _, _, last in unit.places if last and last < date.max}
        return sorted(begun | left)

    def tree_on(self, on: date | None) -> int:
        """Which of the trees in time stood on a day; the same number for days between which no unit moved. No day is the latest."""
        return bisect_right(self._changes, on or date.max)

    @cached_property
    def _lines_of_ancestors(self) -> dict[tuple[int, int], tuple[tuple[int, ...], bool]]:
        return {}

    def ancestors(self, unit_id: int, on: date | None) -> tuple[int, ...]:
        """The unit and everything above it on a day (None: lately), from itself up.

        A list may name a unit before the first day that the register knows of it, or after its last: then its nearest place counts.
        """
        return self._line_of(unit_id, on)[0]

    def _line_of(self, unit_id: int, on: date | None) -> tuple[tuple[int, ...], bool]:
        """The ancestors, and whether the line reaches the top of a tree."""
        key = (unit_id, self.tree_on(on))
        if key not in self._lines_of_ancestors:
            line, topped = [unit_id], False
            while (place := self._place_on(line[-1], on)) is not None:
                parent = place[0]
                if parent is None or parent in line:
                    topped = parent is None
                    break
                line.append(parent)
            self._lines_of_ancestors[key] = tuple(line), topped
        return self._lines_of_ancestors[key]

    def _place_on(self, unit_id: int, on: date | None) -> tuple[int | None, date | None, date | None] | None:
        unit = self.unit.get(unit_id)
        return _nearest(unit.places, on or date.max) if unit else None

    @cached_property
    def _same_bodies(self) -> dict[int, frozenset[int]]:
        return {}

    def same_body(self, unit_id: int) -> frozenset[int]:
        """The unit and the units that it was before a mere change of name."""
        if unit_id not in self._same_bodies:
            found, fresh = {unit_id}, {unit_id}
            while fresh:
                fresh = {s.predecessor for s in self.successions if s.kind == "rename" and s.successor in fresh} - found
                found |= fresh
            self._same_bodies[unit_id] = frozenset(found)
        return self._same_bodies[unit_id]

    def stands_under(self, unit_id: int, *, row_unit: int | None, on: date | None) -> bool:
        """Whether a row of `row_unit` on a day belongs to `unit_id`. The office's root also takes rows that have no place in any tree."""
        if row_unit is None:
            return unit_id == self.office.unit_id
        line, topped = self._line_of(row_unit, on)
        return not self.same_body(unit_id).isdisjoint(line) or (unit_id == self.office.unit_id and not topped)

    def child_under(self, unit_id: int, *, row_unit: int | None, on: date | None) -> int:
        """The unit right below `unit_id` to which a row belongs on its day: `unit_id` for its own rows and those of no unit.

        A unit outside the tree stands for itself, or under the top of its own tree.
        """
        if row_unit is None:
            return unit_id
        line, bodies = self.ancestors(row_unit, on), self.same_body(unit_id)
        below = unit_id if row_unit not in self.unit else row_unit
        for one in line:
            if one in bodies:
                return below if one != row_unit else unit_id
            below = one
        return below

    @cached_property
    def _names(self) -> dict[tuple[int, date | None, date | None], str]:
        return {}

    def name_on(self, unit_id: int | None, on: date | None, *, known_on: date | None = None) -> str:
        """The name that a unit bore on a day (None: its latest name); empty for no unit.

        With `known_on`, "(cũ)" follows where the unit has ended by that day, or bears another name on it.
        """
        unit = self.unit.get(unit_id) if unit_id is not None else None
        if unit is None:
            return ""
        key = (unit.id, on, known_on)
        if key not in self._names:
            name = _name_on(unit, on)
            former = known_on is not None and (
                (unit.ended is not None and unit.ended <= known_on) or _name_on(unit, known_on) != name
            )
            self._names[key] = name + FORMER if former else name
        return self._names[key]

    def full_name_on(self, unit_id: int | None, on: date | None, *, under: int, known_on: date | None = None) -> str:
        """The name that is clear within a whole office: a team's with the unit above it, "Đội An ninh, Công an huyện Đại Lộc"."""
        name = self.name_on(unit_id, on, known_on=known_on)
        above = self.child_under(under, row_unit=unit_id, on=on)
        if unit_id is None or above in (unit_id, under):
            return name
        return f"{name}, {self.name_on(above, on, known_on=known_on)}"

    # --- honours ---------------------------------------------------------------------------------

    @cached_property
    def givers(self) -> dict[tuple[str, str, str], tuple[str, str]]:
        """The level and the spoken name of each giver, by (award, level, authority) as the conferrals have them."""
        found = {(c.award, c.level, c.authority) for c in self.conferrals}
        return {
            key: (level := _level_of(key[0], key[1]), spoken(level, key[2], award=key[0], place=self.office.place))
            for key in found
        }

    @cached_property
    def honours(self) -> tuple[Honour, ...]:
        """Every honour, by day and then by id, whatever the order in which the lines were given."""
        givers = self.givers
        found: list[tuple[date, str, int, Honour]] = []
        for c in self.conferrals:
            level, giver = givers[c.award, c.level, c.authority]
            day = c.signed_on or (date(c.year, 12, 31) if c.year else None)
            honour = Honour(
                f"conferral/{c.id}", c.receiver_id, c.recipient, c.award, c.class_, level, giver, c.year, c.state, day,
                c.unit_id, c.unit_of_receiver,
            )  # fmt: skip
            found.append((day or date.max, "conferral", c.id, honour))
        recorded = {(h.receiver_id, h.award, h.year) for *_, h in found if h.state in STANDING}
        for r in self.ratings:
            if r.title in awards() and (r.receiver_id, r.title, r.year) not in recorded:
                kind, day = self.kind_rated(r), date(r.year, 12, 31)
                honour = Honour(
                    f"rating/{r.id}", r.receiver_id, kind, r.title, None, "", "", r.year, "decided", day,
                    r.unit_id, r.unit_id if kind == "collective" else None,
                )  # fmt: skip
                found.append((day, "rating", r.id, honour))
        found.sort(key=itemgetter(0, 1, 2))
        return tuple(honour for *_, honour in found)

    @cached_property
    def lines(self) -> dict[str, ConferralLine | RatingLine]:
        """The lines behind honours and ratings, by address."""
        by_address: dict[str, ConferralLine | RatingLine] = {f"conferral/{c.id}": c for c in self.conferrals}
        by_address.update((f"rating/{r.id}", r) for r in self.ratings)
        return by_address

    def kind_rated(self, line: RatingLine) -> str:
        """Whether a rating is of a person or of a collective."""
        if line.recipient is not None:
            return line.recipient
        if line.title in awards() and len(awards()[line.title].recipients) == 1:
            return next(iter(awards()[line.title].recipients))
        unit = self.unit.get(line.unit_id) if line.unit_id is not None else None
        names = {unit.name, *(name for name, _, _ in unit.names)} if unit else set()
        return "collective" if any(same_spelling(line.receiver, name) for name in names) else "individual"

    @cached_property
    def _honours_of(self) -> dict[int, dict[str, list[Honour]]]:
        return {}

    def honours_of(self, unit_id: int) -> dict[str, list[Honour]]:
        """The honours that belong to a unit, by award code; proposed and withdrawn ones included."""
        if unit_id not in self._honours_of:
            found: dict[str, list[Honour]] = defaultdict(list)
            belongs: dict[tuple[int | None, int], bool] = {}
            for honour in self.honours:
                key = (honour.unit_id, self.tree_on(honour.day))
                if key not in belongs:
                    belongs[key] = self.stands_under(unit_id, row_unit=honour.unit_id, on=honour.day)
                if belongs[key]:
                    found[honour.award].append(honour)
            self._honours_of[unit_id] = dict(found)
        return self._honours_of[unit_id]

    @cached_property
    def history(self) -> tuple[int, int] | None:
        """The first and the last year of which the register holds honours; None while it holds none."""
        years = [h.year for h in self.honours if h.year is not None and h.state in STANDING]
        if not years:
            return None
        return (min(years) if self.history_from is None else self.history_from, max(years))

    # --- models ----------------------------------------------------------------------------------

    @cached_property
    def censuses(self) -> tuple[date, ...]:
        """The days of the counts of models, in order."""
        return tuple(sorted({line.as_of for line in self.models}))

    def models_of(self, unit_id: int, as_of: date) -> tuple[ModelLine, ...]:
        """The models of one census that belong to a unit on the day of the census."""
        lines = (m for m in self.models if m.as_of == as_of)
        kept = (m for m in lines if self.stands_under(unit_id, row_unit=m.unit_id, on=as_of))
        return tuple(sorted(kept, key=lambda m: m.id))


def row_order(row: str) -> tuple[str, int]:
    """The key that puts row addresses in order: by kind, then by number."""
    kind, _, number = row.partition("/")
    return kind, int(number)


def in_row_order(rows: Iterable[str]) -> tuple[str, ...]:
    """Row addresses in order, each once."""
    return tuple(sorted(set(rows), key=row_order))


def _covers(span: Span, on: date) -> bool:
    return (span[0] is None or span[0] <= on) and (span[1] is None or on <= span[1])


def _nearest(dated: Sequence[Dated], on: date) -> Dated | None:
    """What stood on a day; else what stood last before it, else what came first after it."""
    covering = [one for one in dated if _covers((one[1], one[2]), on)]
    if covering:
        return covering[-1]
    before = [one for one in dated if one[2] is not None and one[2] < on]
    if before:
        return max(before, key=lambda one: one[2] or date.max)
    return min(dated, key=lambda one: one[1] or date.min, default=None)


def _name_on(unit: UnitLine, on: date | None) -> str:
    named = _nearest(unit.names, on) if on is not None else None
    return named[0] if named else unit.name


def _level_of(award: str, level: str) -> str:
    """The level of the giver: as recorded, else the one that the catalogue leaves no choice about."""
    if level or award not in awards():
        return level
    return awards()[award].decided_by if awards()[award].decided_by in LEVELS else ""
