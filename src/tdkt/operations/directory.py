"""Who is who: finds the unit or the person that a row speaks of, by what the register knows.

A person is found by service number or identity number, else by name with birth date (and unit where two share both). A name alone
never decides: without a number or a birth date the row is doubtful, with the candidates. A unit is found by the name that it bore on
the day. Loaded once per act and kept up to date as the act adds rows.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from tdkt.records.models import Person, PersonNumber, Service, Subject, Succession, Unit, UnitName, UnitPlace
from tdkt.vietnamese.folding import nfc, place_tones

SHORT_WORDS = {"ca": "công an", "tp": "thành phố", "tx": "thị xã", "h.": "huyện", "p.": "phòng"}


@lru_cache(maxsize=2**16)
def spelling(text: str) -> str:
    """A name as it is compared: NFC, one placement of tones, small letters, single blanks. Accents count: Hòa is not Hoa."""
    return " ".join(place_tones(nfc(text)).casefold().split())


@lru_cache(maxsize=2**16)
def unit_spelling(text: str) -> str:
    """A unit's name as it is compared: also with the commonest short words written out."""
    words = [
        SHORT_WORDS.get(word.rstrip("."), SHORT_WORDS.get(word, word))
        for word in spelling(text.replace("(cũ)", " ")).split()
    ]
    return " ".join(words)


@dataclass(frozen=True)
class KnownUnit:
    """A unit as matching needs it; dates are None where open."""

    id: int
    subject_id: int
    parent_id: int | None
    founded: date | None
    ended: date | None

    def stood_on(self, day: date | None) -> bool:
        return day is None or (
            (self.founded is None or self.founded <= day) and (self.ended is None or day <= self.ended)
        )


@dataclass(frozen=True)
class KnownPerson:
    """A person as matching needs it."""

    subject_id: int
    name: str
    born: str
    unit_id: int | None


@dataclass
class Match:
    """What was found: `subject_id`, or candidates between whom a person must decide, or neither: somebody new."""

    subject_id: int | None = None
    candidates: list[dict[str, Any]] = field(default_factory=list)
    reason: str = ""

    @property
    def doubtful(self) -> bool:
        return self.subject_id is None and bool(self.candidates)


def births_agree(one: str, other: str) -> bool:
    """Whether two partial birth dates can be the same day: 1975 agrees with 1975-03-12."""
    return bool(one) and bool(other) and (one.startswith(other) or other.startswith(one))


def parts(words: str) -> list[tuple[str, str]]:
    """The ways to read "small, large" out of a unit's words, the largest whole first: names hold commas themselves."""
    cuts = [place for place, sign in enumerate(words) if sign == ","]
    return [
        (words[:cut].strip(), words[cut + 1 :].strip())
        for cut in cuts
        if words[:cut].strip() and words[cut + 1 :].strip()
    ]


class Directory:
    """Units and persons of the register, by name and by number."""

    def __init__(self) -> None:
        self.units: dict[int, KnownUnit] = {}
        self.units_by_name: dict[str, list[int]] = defaultdict(list)
        self.children: dict[int | None, list[int]] = defaultdict(list)
        self.unit_names: dict[int, str] = {}
        self.persons: dict[int, KnownPerson] = {}
        self.persons_by_name: dict[str, list[int]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], int] = {}
        self.bodies_by_name: dict[str, list[int]] = defaultdict(list)
        self.last_service: dict[int, tuple[date, str, str, int | None]] = {}
        self._load_units()
        self._load_people()

    def _load_units(self) -> None:
        parents = dict(UnitPlace.objects.filter(to_date__isnull=True).values_list("unit_id", "parent_id"))
        earlier = dict(
            UnitPlace.objects.filter(to_date__isnull=False).order_by("to_date").values_list("unit_id", "parent_id")
        )
        for key, subject, name, founded, ended in Unit.objects.values_list(
            "id", "subject_id", "name", "founded", "ended"
        ):
            self.remember_unit(KnownUnit(key, subject, parents.get(key, earlier.get(key)), founded, ended), name)
        for unit_id, name in UnitName.objects.values_list("unit_id", "name"):
            self._name_unit(unit_id, name)
        self.successors = defaultdict(list)
        for old, new in Succession.objects.values_list("predecessor_id", "successor_id"):
            self.successors[old].append(new)

    def _load_people(self) -> None:
        born = dict(Person.objects.values_list("subject_id", "born"))
        for key, kind, name, unit in Subject.objects.filter(unit__isnull=True).values_list(
            "id", "kind", "name", "belongs_to_id"
        ):
            if kind == "individual":
                self.remember_person(KnownPerson(key, name, born.get(key, ""), unit))
            else:
                self.remember_body(key, name)
        self.by_number.update(
            {
                (kind, number): subject
                for kind, number, subject in PersonNumber.objects.values_list("kind", "number", "subject_id")
            }
        )
        for subject, since, rank, post, unit in Service.objects.order_by("since").values_list(
            "subject_id", "since", "rank", "post", "unit_id"
        ):
            self.last_service[subject] = (since, rank, post, unit)

    # --- remembering ---------------------------------------------------------------------------

    def remember_unit(self, unit: KnownUnit, name: str) -> None:
        self.units[unit.id] = unit
        self.unit_names[unit.id] = name
        self._name_unit(unit.id, name)
        if unit.id not in self.children[unit.parent_id]:
            self.children[unit.parent_id].append(unit.id)

    def _name_unit(self, unit_id: int, name: str) -> None:
        bearers = self.units_by_name[unit_spelling(name)]
        if unit_id not in bearers:
            bearers.append(unit_id)

    def remember_person(self, person: KnownPerson) -> None:
        self.persons[person.subject_id] = person
        bearers = self.persons_by_name[spelling(person.name)]
        if person.subject_id not in bearers:
            bearers.append(person.subject_id)

    def remember_body(self, subject_id: int, name: str) -> None:
        self.bodies_by_name[spelling(name)].append(subject_id)

    # --- finding -------------------------------------------------------------------------------

    def unit(self, words: str | None, *, on: date | None, under: int | None = None) -> int | None:
        """The one unit of this name that stood on the day, or None. "Đội 1, Công an huyện Đại Lộc" is sought as a part of the larger."""
        if not words:
            return None
        found = self.units_named(words, on=on, under=under)
        if len(found) == 1:
            return found[0]
        if found:
            return None
        for small, large in parts(words):
            whole = self.unit(large, on=on)
            if whole is not None:
                return self.unit(small, on=on, under=whole) or whole
        return None

    def exact_unit(self, words: str, *, on: date | None, within: str | None) -> int | None:
        """As `unit`, but a part that is not known is not answered by its whole: for a unit that is itself the receiver."""
        whole = self.unit(within, on=on) if within else None
        for name, under in ((words, whole), (words, None)):
            found = self.units_named(name, on=on, under=under)
            if len(found) == 1:
                return found[0]
        for small, large in parts(words):
            over = self.unit(large, on=on)
            if over is not None:
                found = self.units_named(small, on=on, under=over)
                return found[0] if len(found) == 1 else None
        return None

    def units_named(self, words: str, *, on: date | None, under: int | None) -> list[int]:
        named = self.units_by_name.get(unit_spelling(words), [])
        if under is not None:
            named = [key for key in named if under in self.line_above(key)]
        standing = [key for key in named if self.units[key].stood_on(on)]
        return standing or (named if len(named) == 1 else [])

    def line_above(self, unit_id: int) -> list[int]:
        """The units over this one, nearest first."""
        above: list[int] = []
        parent = self.units[unit_id].parent_id
        while parent is not None and parent not in above:
            above.append(parent)
            parent = self.units[parent].parent_id
        return above

    def person(self, record: dict[str, Any], *, unit_id: int | None) -> Match:
        """Find the person of a row."""
        for kind in ("service", "identity"):
            number = record.get(f"{kind}_number")
            if number and (kind, number) in self.by_number:
                return Match(subject_id=self.by_number[kind, number])
        namesakes = [self.persons[key] for key in self.persons_by_name.get(spelling(record["name"]), [])]
        numbered = bool(record.get("service_number") or record.get("identity_number"))
        born = record.get("born") or ""
        if born:
            same = [person for person in namesakes if births_agree(person.born, born)]
            here = [person for person in same if person.unit_id == unit_id]
            if len(same) == 1 or len(here) == 1:
                return Match(subject_id=(here or same)[0].subject_id)
            if same:
                return Match(candidates=self._described(same, unit_id), reason="trùng cả họ tên và ngày sinh")
            unborn = [person for person in namesakes if not person.born]
            return (
                Match(candidates=self._described(unborn, unit_id), reason="trùng họ tên, trong sổ chưa có ngày sinh")
                if unborn
                else Match()
            )
        if numbered or not namesakes:
            return Match()
        return Match(
            candidates=self._described(namesakes, unit_id),
            reason="trùng họ tên, dòng này không có số hiệu hay ngày sinh",
        )

    def _described(self, people: list[KnownPerson], unit_id: int | None) -> list[dict[str, Any]]:
        return [
            {
                "subject": person.subject_id,
                "name": person.name,
                "born": person.born or None,
                "unit": self.unit_names.get(person.unit_id) if person.unit_id else None,
                "score": 80 if person.unit_id == unit_id and unit_id is not None else 50,
            }
            for person in sorted(people, key=lambda p: (p.unit_id != unit_id, p.subject_id))
        ]

    def body(self, name: str) -> int | None:
        """A collective or household that is no unit of the tree, by its whole name."""
        bearers = self.bodies_by_name.get(spelling(name), [])
        return bearers[0] if len(bearers) == 1 else None
