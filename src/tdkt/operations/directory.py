"""Who is who: finds the unit or the person that a row speaks of, by what the register knows.

A person is found by service number or identity number; a number that belongs to somebody of another name is a conflict. Else by name with
birth date and the unit in which the person stood on the day of the row. Whatever falls short of that is proposed with a score
(`likeness`) and left for a person to decide: two people with one name stay two. A unit is found by the name that it bore on the day.

Loaded once per act and kept up to date as the act adds rows. Every row is looked up by index: namesakes of its year or its unit, those born
on its day, never everyone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from tdkt.operations import likeness
from tdkt.operations.likeness import bares_alike, births_agree, folded, names_alike, one_letter_apart, spelling
from tdkt.operations.unit_names import KnownUnit, UnitDirectory, unit_spelling
from tdkt.records.facts import fetched
from tdkt.records.identity import names_before_merging
from tdkt.records.models import Person, PersonNumber, Service, Subject

__all__ = ["Directory", "KnownPerson", "KnownUnit", "Match", "births_agree", "number_key", "spelling", "unit_spelling"]

NO_DIGIT = dict.fromkeys(map(ord, " .-–\t\u00a0"))
MOST_CANDIDATES = 10
MOST_NAMED = 900
SMALL = 12
"""So many namesakes are looked through one by one; more are looked up by year of birth and by unit."""
APART = 20
KINDS = ("service", "identity")
NUMBERS = {kind: f"{kind}_number" for kind in KINDS}
"""Where a row says the number of each kind."""


@lru_cache(maxsize=2**15)
def number_key(number: str) -> str:
    """A number as it is compared: without blanks, dots, dashes and the zeros at its head, which workbooks lose."""
    return number.translate(NO_DIGIT).upper().lstrip("0")


class KnownPerson(NamedTuple):
    """A person as matching needs it; `unit_id` is where the person belongs now."""

    subject_id: int
    name: str
    born: str
    unit_id: int | None


class Attested(NamedTuple):
    """Rank, post and unit as a source attests them from a day on."""

    since: date
    rank: str
    post: str
    unit_id: int | None


@dataclass
class Match:
    """What was found: `subject_id`, or candidates between whom a person must decide, or neither: somebody new.

    `conflict` says that the row contradicts the register and nobody can be entered anew for it; `note` what differs though it was found.
    """

    subject_id: int | None = None
    candidates: list[dict[str, Any]] = field(default_factory=list)
    reason: str = ""
    conflict: bool = False
    note: str = ""

    @property
    def doubtful(self) -> bool:
        return self.subject_id is None and bool(self.candidates)


class Index:
    """Ids by key; one id stands by itself, which spares a list for each of many names that only one person bears."""

    def __init__(self) -> None:
        self._kept: dict[Any, int | list[int]] = {}

    def __contains__(self, key: Any) -> bool:
        return key in self._kept

    def add(self, key: Any, value: int) -> None:
        before = self._kept.setdefault(key, value)
        if before is value:
            return
        if isinstance(before, list):
            if value not in before[-SMALL:] and (len(before) <= SMALL or value not in before):
                before.append(value)
        elif before != value:
            self._kept[key] = [before, value]

    def has(self, key: Any, value: int) -> bool:
        found = self._kept.get(key)
        return value in found if isinstance(found, list) else found == value

    def get(self, key: Any) -> list[int]:
        found = self._kept.get(key)
        return [] if found is None else found if isinstance(found, list) else [found]


class Directory(UnitDirectory):
    """Units and persons of the register, by name and by number.

    `accept` is a decision made beforehand for a whole run: a proposed person of at least so many points is taken, where the next one has
    twenty fewer. None leaves all to a person.
    """

    def __init__(self, *, accept: int | None = None) -> None:
        super().__init__()
        self.accept = accept
        self.persons: dict[int, KnownPerson] = {}
        self.bodies_by_name: dict[str, list[int]] = defaultdict(list)
        self.looked_at = 0
        """How many persons were compared with rows so far: what grows with the rows, and not with the register."""
        self._by_name = Index()
        self._by_number = Index()
        self._numbers: dict[int, tuple[str, ...]] = {}
        self._services: dict[int, list[Attested]] = {}
        self._crowds: dict[str, Index] = {}
        self._near: NearNames | None = None
        self._load_people()

    def _load_people(self) -> None:
        born: dict[int, str] = dict(fetched(Person.objects.exclude(born=""), ("subject_id", "born")))
        subjects = Subject.objects.filter(unit__isnull=True).order_by("pk")
        for key, kind, name, unit in fetched(subjects, ("pk", "kind", "name", "belongs_to_id")):
            if kind == "individual":
                self.persons[key] = KnownPerson(key, name, born.get(key, ""), unit)
                self._by_name.add(spelling(name), key)
            else:
                self.remember_body(key, name)
        for kind, number, subject in fetched(PersonNumber.objects.all(), ("kind", "number", "subject_id")):
            self.remember_number(kind, number, subject)
        for name, subject in names_before_merging():
            if subject in self.persons:
                self._by_name.add(spelling(name), subject)

    # --- remembering ---------------------------------------------------------------------------

    def remember_person(self, person: KnownPerson) -> None:
        self.persons[person.subject_id] = person
        self._services.setdefault(person.subject_id, [])
        name = spelling(person.name)
        self._by_name.add(name, person.subject_id)
        if name in self._crowds:
            self._put_in_crowd(self._crowds[name], person)
        if self._near is not None:
            self._put_near(self._near, person)

    def remember_number(self, kind: str, number: str, subject_id: int) -> None:
        self._by_number.add(kind[0] + number_key(number), subject_id)
        self._numbers[subject_id] = (*self._numbers.get(subject_id, ()), kind[0] + number)

    def numbers_of(self, subject_id: int, kind: str) -> list[str]:
        """The numbers of this kind that a person is known by."""
        return [number[1:] for number in self._numbers.get(subject_id, ()) if number[0] == kind[0]]

    def bearers(self, kind: str, number: str) -> list[int]:
        """Whose number this is; several only where the register holds it with and without its zeros."""
        found = self._by_number.get(kind[0] + number_key(number))
        if len(found) < 2:
            return found
        exact = [key for key in found if kind[0] + number in self._numbers.get(key, ())]
        return exact or list(found)

    def remember_service(self, subject_id: int, attested: Attested) -> None:
        services = self.services_of(subject_id)
        services.append(attested)
        services.sort(key=lambda one: one.since)

    def remember_body(self, subject_id: int, name: str) -> None:
        self.bodies_by_name[spelling(name)].append(subject_id)

    # --- services ------------------------------------------------------------------------------

    def know_services(self, subjects: Iterable[int]) -> None:
        """Have at hand what is attested of these persons, in few questions."""
        wanted = sorted({key for key in subjects if key not in self._services})
        for key in wanted:
            self._services[key] = []
        columns = ("subject_id", "since", "rank", "post", "unit_id")
        if 4 * len(wanted) > len(self.persons) > MOST_NAMED:
            named, questions = set(wanted), iter([Service.objects.all()])
        else:
            chunks = [wanted[start : start + MOST_NAMED] for start in range(0, len(wanted), MOST_NAMED)]
            named, questions = set(wanted), (Service.objects.filter(subject_id__in=chunk) for chunk in chunks)
        for question in questions:
            for subject, since, rank, post, unit in fetched(question.order_by("since"), columns):
                if subject in named:
                    day = since if isinstance(since, date) else date.fromisoformat(since)
                    self._services[subject].append(Attested(day, rank, post, unit))

    def services_of(self, subject_id: int) -> list[Attested]:
        """What is attested of a person, oldest first."""
        if subject_id not in self._services:
            self.know_services([subject_id])
        return self._services[subject_id]

    def stood_in(self, person: KnownPerson, *, on: date | None) -> int | None:
        """The unit in which a person stood on a day: attested last before it, or on it. None where nobody knows.

        Of whom nothing is attested at all, or for a row without a day, the unit to which the person belongs now.
        """
        services = self.services_of(person.subject_id)
        placed = [one for one in services if one.unit_id is not None]
        if on is None or not placed:
            return person.unit_id
        before = [one for one in placed if one.since <= on]
        return before[-1].unit_id if before else None

    # --- finding persons -----------------------------------------------------------------------

    def prepare(self, rows: Iterable[tuple[dict[str, Any], int | None]]) -> None:
        """Have at hand what finding the persons of these rows (record, unit) will ask for."""
        wanted: set[int] = set()
        for record, unit in rows:
            if not self._owners(record):
                wanted.update(self._possible(record, self._namesakes(record, unit)))
        self.know_services(wanted)

    def _possible(self, record: dict[str, Any], keys: Iterable[int]) -> list[int]:
        """Those whose birth date, as far as it is known, is not another than the row's."""
        born, persons = record.get("born") or "", self.persons
        return [key for key in keys if likeness.births_alike(born, persons[key].born) != likeness.CONTRADICTS]

    def _namesakes(self, record: dict[str, Any], unit_id: int | None) -> list[int]:
        """Those of the row's very name who may be meant; of a crowd those born in its year or in no known year, then those of its unit."""
        name = spelling(record["name"])
        named = self._by_name.get(name)
        if len(named) <= SMALL:
            return named
        if name not in self._crowds:
            crowd = self._crowds[name] = Index()
            for key in named:
                self._put_in_crowd(crowd, self.persons[key])
        crowd = self._crowds[name]
        whole = None if unit_id is None else (self.whole(unit_id) or unit_id)
        here = crowd.get(("unit", whole))[:MOST_CANDIDATES] if whole is not None else []
        born = record.get("born") or ""
        if born:
            found = [*crowd.get(("born", born[:4])), *(key for key in here if not self.persons[key].born)]
            return list(dict.fromkeys([*found, *crowd.get(("born", ""))[:MOST_CANDIDATES]]))
        return list(dict.fromkeys([*here, *named[:MOST_CANDIDATES]]))

    def _put_in_crowd(self, crowd: Index, person: KnownPerson) -> None:
        crowd.add(("born", person.born[:4]), person.subject_id)
        if person.unit_id in self.units:
            crowd.add(("unit", self.whole(person.unit_id) or person.unit_id), person.subject_id)

    def person(self, record: dict[str, Any], *, unit_id: int | None, on: date | None = None) -> Match:
        """Find the person of a row; `on` is its day, on which `unit_id` is its unit."""
        numbered = self._by_numbers(record, unit_id, on)
        if numbered is not None:
            return numbered
        namesakes = self._namesakes(record, unit_id)
        self.looked_at += len(namesakes)
        open_ = [self._compare(key, record, unit_id, on) for key in self._possible(record, namesakes)]
        born = [one for one in open_ if one.birth in (likeness.AGREES, likeness.PARTLY)]
        fit = [one for one in born if not one.other_number]
        for unit in (likeness.SAME, likeness.NEAR):
            there = [one for one in fit if one.unit == unit]
            if len(there) == 1:
                return Match(subject_id=there[0].person.subject_id)
            if there:
                return self._propose(there, record, on, "trùng cả họ tên, ngày sinh và đơn vị")
        if len(born) == 1 and fit and fit[0].unit == likeness.UNKNOWN and fit[0].birth == likeness.AGREES:
            return Match(subject_id=fit[0].person.subject_id)
        reason = self._why(record, open_, fit)
        if not any(record.get(name) for name in NUMBERS.values()) or fit:
            proposed = open_
        else:  # the row's number is new to the register: whoever has another one is somebody else
            proposed = [one for one in open_ if not one.other_number]
        near = [] if fit else self._nearly_named(record, unit_id, on)
        reason = reason if proposed else "trong sổ có người tên gần giống"
        return self._propose([*proposed, *near], record, on, reason) if proposed or near else Match()

    def _why(self, record: dict[str, Any], likely: list["Compared"], fit: list["Compared"]) -> str:
        if fit and all(one.unit == likeness.ELSEWHERE for one in fit):
            return "trùng họ tên và ngày sinh nhưng khác đơn vị vào ngày đó"
        if fit:
            return "trùng họ tên và ngày sinh nhưng chưa đủ để biết là một người"
        if any(one.other_number for one in likely) and not all(one.birth == likeness.UNSAID for one in likely):
            return "trùng họ tên và ngày sinh nhưng khác số hiệu"
        if record.get("born"):
            return "trùng họ tên, trong sổ chưa có ngày sinh"
        if any(record.get(name) for name in NUMBERS.values()):
            return "trùng họ tên, trong sổ chưa có số hiệu này, dòng này không có ngày sinh"
        return "trùng họ tên, dòng này không có số hiệu hay ngày sinh"

    def _by_numbers(self, record: dict[str, Any], unit_id: int | None, on: date | None) -> Match | None:
        """Whose the row's numbers are: one person of its name, or a conflict; None where the register does not know them."""
        owners = self._owners(record)
        if not owners:
            return None
        if len(owners) == 1:
            (key,) = owners
            if self._by_name.has(spelling(record["name"]), key):
                return Match(subject_id=key)
        self.looked_at += len(owners)
        found = [self._compare(key, record, unit_id, on) for key in owners]
        if len(found) > 1:
            words = "; ".join(f"{owners[one.person.subject_id]} của {one.person.name}" for one in found)
            reason = f"các số của dòng này thuộc nhiều người trong sổ ({words})"
            return self._propose(found, record, on, reason, conflict=True)
        person = found[0].person
        if found[0].name == likeness.OTHER:
            reason = f"sổ ghi số {owners[person.subject_id]} là của {person.name}"
            return self._propose(found, record, on, reason, conflict=True)
        return Match(subject_id=person.subject_id, note=f"Sổ ghi họ tên là “{person.name}”.")

    def _owners(self, record: dict[str, Any]) -> dict[int, str]:
        """Whose the row's numbers are, each with the number."""
        owners: dict[int, str] = {}
        for kind, name in NUMBERS.items():
            number = record.get(name)
            for key in self.bearers(kind, number) if number else ():
                owners.setdefault(key, str(number))
        return owners

    def _compare(self, key: int, record: dict[str, Any], unit_id: int | None, on: date | None) -> "Compared":
        """How like a row and one person are."""
        person = self.persons[key]
        name = spelling(record["name"])
        # Also by the name that the person bore before two entries were merged.
        alike = likeness.SAME if self._by_name.has(name, key) else names_alike(name, spelling(person.name))
        return Compared(
            person,
            alike,
            likeness.births_alike(record.get("born") or "", person.born),
            self.units_alike(unit_id, self.stood_in(person, on=on), on=on),
            self._other_number(key, record),
        )

    def _other_number(self, key: int, record: dict[str, Any]) -> bool:
        """Whether the row gives a number of a kind and length of which the person has another."""
        for kind, name in NUMBERS.items():
            number = record.get(name)
            if not number:
                continue
            said = number_key(number)
            has = [number_key(number) for number in self.numbers_of(key, kind)] if said else []
            if any(len(number) == len(said) for number in has) and said not in has:
                return True
        return False

    def _propose(
        self, found: list["Compared"], record: dict[str, Any], on: date | None, reason: str, *, conflict: bool = False
    ) -> Match:
        once = {one.person.subject_id: one for one in reversed(found)}
        score = {key: self._score(one, record, on) for key, one in once.items()}
        best = sorted(once, key=lambda key: (-score[key], key))[:MOST_CANDIDATES]
        candidates = [self._described(self.persons[key], score[key]) for key in best]
        alone = len(best) == 1 or (len(best) > 1 and score[best[1]] <= score[best[0]] - APART)
        if self.accept is not None and not conflict and alone and score[best[0]] >= self.accept:
            return Match(best[0], candidates, note=f"Nhận là {self.persons[best[0]].name}: {reason}.")
        return Match(candidates=candidates, reason=reason, conflict=conflict)

    def _score(self, one: "Compared", record: dict[str, Any], on: date | None) -> int:
        """The points of a candidate."""
        rank, ranks = record.get("rank") or "", likeness.UNKNOWN
        if rank and on is not None:
            services = [service for service in self.services_of(one.person.subject_id) if service.rank]
            before = next((service.rank for service in reversed(services) if service.since <= on), "")
            after = next((service.rank for service in services if service.since > on), "")
            ranks = likeness.ranks_alike(rank, before=before, after=after)
        points = likeness.score(name=one.name, birth=one.birth, unit=one.unit, rank=ranks)
        return max(0, points - 20) if one.other_number else points

    def _described(self, person: KnownPerson, score: int) -> dict[str, Any]:
        return {
            "subject": person.subject_id,
            "name": person.name,
            "born": person.born or None,
            "unit": self.unit_names.get(person.unit_id) if person.unit_id else None,
            "score": score,
        }

    def _nearly_named(self, record: dict[str, Any], unit_id: int | None, on: date | None) -> list["Compared"]:
        """Those whose name differs by accents, one letter or initials, where the birth date agrees or the unit does."""
        if self._near is None:
            self._near = NearNames()
            for person in self.persons.values():
                self._put_near(self._near, person)
        name, born = spelling(record["name"]), record.get("born") or ""
        bare = folded(name)
        near = self._near.of(bare, born, self._whole_of(unit_id))
        self.looked_at += len(near)
        alike = [key for key in near if bares_alike(bare, self._near.bare[key]) != likeness.OTHER]
        likely = [key for key in self._possible(record, alike) if not self._by_name.has(name, key)]
        self.looked_at += len(likely)
        self.know_services(likely)
        found = []
        for one in (self._compare(key, record, unit_id, on) for key in likely):
            by_birth = one.birth == likeness.AGREES or (one.birth == likeness.PARTLY and one.unit == likeness.SAME)
            by_unit = one.birth == likeness.UNSAID and one.unit == likeness.SAME
            if (by_birth or by_unit) and not one.other_number:
                found.append(one)
        return found

    def _whole_of(self, unit_id: int | None) -> int | None:
        return None if unit_id is None or unit_id not in self.units else self.whole(unit_id)

    def _put_near(self, near: "NearNames", person: KnownPerson) -> None:
        near.add(person.subject_id, spelling(person.name), person.born, self._whole_of(person.unit_id))

    def body(self, name: str) -> int | None:
        """A collective or household that is no unit of the tree, by its whole name."""
        bearers = self.bodies_by_name.get(spelling(name), [])
        return bearers[0] if len(bearers) == 1 else None


class Compared(NamedTuple):
    """A person of the register beside a row: the keys of the tables in `likeness`."""

    person: KnownPerson
    name: str
    birth: str
    unit: str
    other_number: bool


class NearNames:
    """Persons by nearly their name: those born on a day, and those of a unit by their name without accents.

    A name one letter off is sought by putting each of its words in turn into every word of the register that is one letter from it, so that
    no list of people is looked through.
    """

    def __init__(self) -> None:
        self.bare: dict[int, str] = {}
        """The name of each person without accents."""
        self._wholes: dict[int, int] = {}
        self._born = Index()
        self._named = Index()
        self._initials: Index | None = None
        """Made for the first row whose name has a letter for a word: most lists have none."""
        self._words: set[str] = set()
        self._beside: dict[str, list[str]] = {}

    def add(self, key: int, name: str, born: str, whole: int | None) -> None:
        self.bare[key] = bare = folded(name)
        if len(born) == 10:
            self._born.add(born, key)
        if whole is None:
            return
        words = bare.split()
        self._named.add(hash((whole, bare)), key)
        self._wholes[key] = whole
        if self._initials is not None:
            self._initials.add(hash((whole, initials(bare))), key)
        if not self._words.issuperset(words):
            self._words.update(words)
            self._beside.clear()

    def of(self, bare: str, born: str, whole: int | None) -> list[int]:
        """Who may be meant by this name, given without accents."""
        found = [*self._born.get(born)] if len(born) == 10 else []
        if whole is not None:
            keys = [hash((whole, other)) for other in self._spellings(bare)]
            for key in keys:
                if key in self._named:
                    found += self._named.get(key)
            if any(len(word) == 1 for word in bare.replace(".", " ").split()):
                found += self._by_initials().get(hash((whole, initials(bare))))
        return list(dict.fromkeys(found))

    def _by_initials(self) -> Index:
        if self._initials is None:
            self._initials = Index()
            for key, whole in self._wholes.items():
                self._initials.add(hash((whole, initials(self.bare[key]))), key)
        return self._initials

    def _spellings(self, bare: str) -> Iterator[str]:
        yield bare
        words = bare.split()
        for place, word in enumerate(words):
            before = "".join(f"{one} " for one in words[:place])
            after = "".join(f" {one}" for one in words[place + 1 :])
            for other in self._words_beside(word):
                yield before + other + after

    def _words_beside(self, word: str) -> list[str]:
        if word not in self._beside:
            self._beside[word] = [other for other in self._words if one_letter_apart(word, other)]
        return self._beside[word]


def initials(bare: str) -> str:
    """The given name with the first letters of the words before it: "nguyen van an" and "n.v. an" are "nv an"."""
    *before, given = bare.replace(".", " ").split() or [""]
    return "".join(word[0] for word in before) + " " + given
