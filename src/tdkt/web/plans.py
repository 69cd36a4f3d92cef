"""The plan of a file as screens show it: its rows with what becomes of each and why, its tables, and who a doubtful person may be.

Reads the plan that waits in a batch; nothing here writes. An account sees of the register only what is within its reach, also in the
sentences of a plan: what the register says of somebody elsewhere is told to the office's own officer alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.law.catalogue import CLASS_NAMES, LEVEL_NAMES, RATING_NAMES, awards
from tdkt.operations.desk import OPEN, WRITTEN
from tdkt.operations.directory import births_agree, spelling
from tdkt.records import imports as register
from tdkt.records.models import CommunityModel, Conferral, ImportBatch, Movement, Subject, Unit
from tdkt.vietnamese.dates import PartialDate, write_date
from tdkt.vietnamese.folding import fold
from tdkt.vietnamese.numbers import write_number
from tdkt.web.list_words import (
    FIELDS,
    GROUP_LEVELS,
    IGNORED,
    LISTS,
    MEASURES,
    ROW_ENDS,
    SCOPES,
    SEXES,
    STAGES,
    WORKS,
)
from tdkt.web.office import today
from tdkt.web.plan_content import Content, content_of
from tdkt.web.policy import rows
from tdkt.web.receivers import seen_address
from tdkt.web.shown import Shown
from tdkt.web.words import COLUMNS, RECEIVERS, Word

SECRETS = frozenset({"person-differs", "rating-differs"})
"""Problems whose sentence tells what the register says of a person."""


@dataclass(frozen=True)
class Reason:
    """One thing to say about a row: where, what, and what to do; `level` is error, warning or repair."""

    at: str
    message: Word
    remedy: Word
    level: str


@dataclass(frozen=True)
class PartHead:
    """One table of the file: where, what kind of list, what its title gives to all rows, and what is wrong with it as a whole."""

    where: str
    kind: Word
    context: list[tuple[Word, Word]]
    reasons: list[Reason]
    columns_url: str = ""
    """The page of its columns, while the plan waits."""


@dataclass
class Line:
    """One row of a plan. `head` is set on the first line shown of each table; `url` opens the row, `entered` what it became."""

    key: str
    at: str
    status: str
    name: str
    place: str
    reasons: list[Reason]
    url: str
    choice: Any = None
    held: bool = False
    entered: str = ""
    head: PartHead | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def cells(self) -> str:
        """The cells without the sheet, which stands above its rows: A7:F7."""
        return self.at.rpartition("!")[2]

    @property
    def mark(self) -> str:
        """The row's name where signs of its own are not allowed: 0-12."""
        return self.key.replace(".", "-")


@dataclass(frozen=True)
class Tab:
    """One filter of the plan's rows, with how many rows it shows."""

    code: str
    word: Word
    count: int


@dataclass
class Plan:
    """A batch's plan for one request."""

    request: HttpRequest
    batch: ImportBatch
    content: Content = field(init=False)
    rows: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.content = content_of(self.batch)
        self.rows = self.content.rows

    # --- counts

    @property
    def waits(self) -> bool:
        return self.batch.state == "planned"

    def count(self, *statuses: str) -> int:
        return sum(int(self.batch.counts.get(status, 0)) for status in statuses)

    @property
    def to_write(self) -> int:
        return self.count(*WRITTEN)

    @property
    def open_count(self) -> int:
        return self.count(*OPEN)

    @property
    def open_words(self) -> str:
        """2 doubtful, 1 refused."""
        said = [f"{self.count(status)} {str(ROW_ENDS[status]).lower()}" for status in OPEN if self.count(status)]
        return ", ".join(str(one) for one in said)

    @property
    def repairs(self) -> int:
        """How many cells were put right."""
        return self.content.repairs

    def tabs(self) -> list[Tab]:
        """The rows of the list, then each end that some row has; what is no row of the list stands apart."""
        found = [Tab("", _("In the list"), len(self.keys(Shown())))]
        return found + [Tab(code, word, self.count(code)) for code, word in ROW_ENDS.items() if self.count(code)]

    # --- tables of the file

    @property
    def part_count(self) -> int:
        return len(self.content.plan.get("parts", ()))

    def parts(self) -> list[tuple[int, dict[str, Any]]]:
        """The tables of the file with their numbers."""
        return list(enumerate(self.content.plan.get("parts", ())))

    def part_words(self, number: int) -> str:
        """One table as a filter names it."""
        part = self.content.plan["parts"][number]
        return f"{part['where']} · {LISTS.get(part['kind'], part['kind'])}"

    # --- rows

    def keys(self, shown: Shown) -> list[str]:
        """The rows that a filter shows."""
        return self.content.keys(shown)

    def open_keys(self) -> list[str]:
        return self.content.open_keys

    def next_open(self, after: str | None) -> str | None:
        """The next row to settle after a row, from the top again after the last."""
        waiting, order = self.open_keys(), self.content.order
        place = order.get(after, -1) if after is not None else -1
        later = next((key for key in waiting if order[key] > place), None)
        return later or next((key for key in waiting if key != after), None)

    def part_of(self, key: str) -> dict[str, Any]:
        part: dict[str, Any] = self.content.plan["parts"][int(key.partition(".")[0])]
        return part

    def lines(self, keys: list[str]) -> list[Line]:
        """Rows for a table; the first of each table of the file carries its head."""
        entered = self._entered(keys)
        seen = self._seen(keys)
        made: list[Line] = []
        before: str | None = None
        for key in keys:
            row = self.rows[key]
            number = key.partition(".")[0]
            made.append(
                Line(
                    key=key,
                    at=row["at"],
                    status=row["status"],
                    name=name_of(row),
                    place=place_of(row),
                    reasons=list(self._reasons(row, seen)),
                    url=address_of(self.batch, key),
                    choice=row.get("choice"),
                    held=bool(row.get("held")),
                    entered=entered.get(key, ""),
                    head=self.head(key) if number != before else None,
                )
            )
            before = number
        return made

    def head(self, key: str) -> PartHead:
        """The table that a row belongs to."""
        part = self.part_of(key)
        return PartHead(
            where=part["where"],
            kind=LISTS.get(part["kind"], part["kind"]),
            context=list(context_words(part["context"])),
            reasons=[reason_of(problem) for problem in part.get("problems") or ()],
            columns_url=reverse("import-columns", args=[self.batch.pk, int(key.partition(".")[0])])
            if self.waits and (part.get("columns") or part.get("lines"))
            else "",
        )

    def _reasons(self, row: dict[str, Any], seen: set[int]) -> Iterator[Reason]:
        if row["status"] == "changes" and row.get("adds"):
            added = "; ".join(f"{str(label).lower()}: {before} → {after}" for label, before, after in changes_of(row))
            yield Reason(row["at"], _("fills in %(what)s") % {"what": added}, "", "note")
        if row["status"] == "ignored":
            yield Reason(row["at"], IGNORED.get(row.get("why", ""), ""), "", "note")
        order = {"error": 0, "warning": 1, "repair": 2}
        for problem in sorted(row["problems"], key=lambda p: order.get(p.get("level", "error"), 0)):
            if problem["code"] in SECRETS and row.get("subject") not in seen:
                said = _("The register says otherwise of this person, who belongs to another unit.")
                yield Reason(problem["at"], said, _("The office's officer compares the two."), "error")
            else:
                yield reason_of(problem)

    def _seen(self, keys: list[str]) -> set[int]:
        """Of the persons whom sentences of these rows speak of, those whom the account may see."""
        spoken = {
            self.rows[key].get("subject")
            for key in keys
            if any(problem["code"] in SECRETS for problem in self.rows[key]["problems"])
        }
        if not spoken:
            return set()
        return set(rows(self.request, Subject.objects).filter(pk__in=spoken).values_list("pk", flat=True))

    def _entered(self, keys: list[str]) -> dict[str, str]:
        """Where each row that was entered stands in the register now."""
        if self.batch.state != "applied":
            return {}
        written = {key: self.rows[key] for key in keys if self.rows[key]["status"] in WRITTEN}
        among = {
            "award": rows(self.request, Conferral.objects),
            "movement": Movement.objects.all(),
            "model": rows(self.request, CommunityModel.objects),
            "unit": rows(self.request, Unit.objects),
        }
        places = sorted({row["at"] for row in written.values()})
        found = register.became(self.batch, places, among) if places else {}
        people = {
            subject.pk: subject
            for subject in Subject.objects.filter(
                pk__in={row.get("subject") for row in written.values()} - {None}
            ).select_related("unit")
        }
        addresses = {}
        for key, row in written.items():
            if row["at"] in found:
                kind, pk = found[row["at"]]
                addresses[key] = reverse(kind, args=[pk])
            elif row.get("subject") in people:
                addresses[key] = seen_address(self.request, people[row["subject"]])
        return addresses

    # --- one doubtful person

    def comparison(self, key: str) -> "Comparison":
        """The row beside those of the register whom it may mean, as they were on the day of its decision; a row in conflict beside the one
        with whom it is."""
        row = self.rows[key]
        record = row["record"] or {}
        offered = {candidate["subject"]: candidate for candidate in row.get("candidates") or ()}
        if not offered and row["status"] == "conflict" and row.get("subject"):
            offered = {row["subject"]: {}}
        people = register.candidates(
            rows(self.request, Subject.objects),
            rows(self.request, Conferral.objects),
            list(offered),
            on=day_of(record) or today(self.request),
        )
        columns = [
            Column(number, person, offered[person.subject.pk], record, seen_address(self.request, person.subject))
            for number, person in enumerate(people, start=1)
        ]
        return Comparison(row=row, columns=columns, hidden=len(offered) - len(columns))


def address_of(batch: ImportBatch, key: str) -> str:
    """The address of one row of a plan."""
    part, _dot, row = key.partition(".")
    return reverse("import-row", args=[batch.pk, int(part), int(row)])


def added_word(column: str) -> Word:
    """What a column of the register is called that a row fills."""
    return COLUMNS.get(column) or FIELDS.get(column) or column


def changes_of(row: dict[str, Any]) -> list[tuple[Word, Word, Word]]:
    """(what, before, after) of each thing of the register that a row fills: before, the register says nothing of it."""
    record = row["record"] or {}
    found: dict[str, tuple[Word, Word, Word]] = {}
    for column in row.get("adds") or ():
        label = added_word(column)
        name = ADDED.get(column, column.removesuffix("_id").removesuffix("_no").removesuffix("_day"))
        after = field_words(record, name) or value_words(name, record.get(column)) or _("as in the file")
        before = _("empty, or the year alone") if name == "born" else _("empty")
        found[str(label)] = (label, before, after)
    return list(found.values())


ADDED = {"class_no": "class", "to_day": "to", "from_day": "from", "source_id": "note"}
"""Columns of the register whose field in a row has another name."""


def reason_of(problem: dict[str, Any]) -> Reason:
    return Reason(problem["at"], problem["message"], problem.get("remedy", ""), problem.get("level", "error"))


def name_of(row: dict[str, Any]) -> str:
    """Whom or what a row is about; a row without a record is called by the value that spoiled it."""
    if row["record"] is not None:
        return str(row["record"].get("name") or "")
    return next((str(problem["value"]) for problem in row["problems"] if problem.get("value")), "")


def place_of(row: dict[str, Any]) -> str:
    """The unit of a person, the whole above a unit, the place of a model."""
    record = row["record"] or {}
    said = [record.get(name) for name in ("unit", "parent", "place", "district", "part_of") if record.get(name)]
    return ", ".join(str(one) for one in said)


def day_of(record: dict[str, Any]) -> date | None:
    """The day on which a row's list was signed, where it is known to the day."""
    said = record.get("decision_date") or ""
    return date.fromisoformat(said) if len(said) == 10 else None


def day_words(iso: str) -> str:
    """20/11/2019, 11/2019 or 2019, as far as the date is known."""
    try:
        return write_date(PartialDate(*(int(part) for part in iso.split("-"))))
    except (ValueError, TypeError):
        return iso


# --- values in words -------------------------------------------------------------------------------


def value_words(name: str, value: Any) -> Word:
    """A value of a record as people read it."""
    if value in (None, "", False):
        return ""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if name in DATES:
        return day_words(str(value))
    if name in CODES:
        return CODES[name](value)
    if value is True:
        return _("yes")
    return write_number(value) if isinstance(value, int) and name not in YEARS else str(value)


DATES = frozenset({"born", "joined", "party_joined", "decision_date", "founded", "from", "to", "as_of"})
YEARS = frozenset({"year", "for_from", "for_to"})
CODES: dict[str, Any] = {
    "award": lambda code: awards()[code].name if code in awards() else code,
    "title": lambda code: awards()[code].name if code in awards() else code,
    "authority": lambda level: LEVEL_NAMES.get(level, level),
    "class": lambda number: CLASS_NAMES.get(number, number),
    "rating": lambda code: RATING_NAMES.get(code, code),
    "recipient": lambda kind: RECEIVERS.get(kind, kind),
    "stage": lambda stage: STAGES.get(stage, stage),
    "sex": lambda sex: SEXES.get(sex, sex),
    "kind": lambda code: WORKS.get(code, code),
    "scope": lambda code: SCOPES.get(code, code),
    "form": lambda code: MEASURES.get(code, code),
    "group_level": lambda code: GROUP_LEVELS.get(code, code),
}


def record_words(record: dict[str, Any]) -> list[tuple[Word, Word]]:
    """What was read from a row, field by field, empty ones left out."""
    said = [(label, field_words(record, name)) for name, label in FIELDS.items()]
    return [(label, words) for label, words in said if words]


def field_words(record: dict[str, Any], name: str) -> Word:
    """One value of a record in words; a form is named with its giver where both are known."""
    form = awards().get(record.get("award") or "")
    if name == "award" and form is not None:
        return form.given_by(LEVEL_NAMES.get(record.get("authority") or "", ""), record.get("class"))
    return value_words(name, record.get(name))


def context_words(context: dict[str, Any]) -> Iterator[tuple[Word, Word]]:
    """What a table's title gives to all its rows."""
    for name in ("award", "decision_number", "decision_date", "unit", "year", "as_of"):
        words = field_words(context, name)
        if words:
            yield FIELDS[name], words


# --- a person of the file beside those of the register -----------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One value of a candidate and whether it agrees with the file: True, False, or None where one of the two says nothing."""

    value: Word
    agrees: bool | None = None


@dataclass(frozen=True)
class Column:
    """A candidate: his number among the buttons, and his values against the row."""

    number: int
    person: register.Candidate
    offered: dict[str, Any]
    record: dict[str, Any]
    url: str

    @property
    def subject(self) -> Subject:
        return self.person.subject

    def cells(self) -> dict[str, Cell]:
        """The candidate's values in the order of `COMPARED`."""
        person, record = self.person, self.record
        numbers = [record.get(name) for name in ("service_number", "identity_number") if record.get(name)]
        return {
            "name": Cell(person.subject.name, spelling(person.subject.name) == spelling(record["name"])),
            "born": Cell(day_words(person.born), agree(person.born, record.get("born"), births_agree)),
            "service_number": Cell(
                ", ".join(person.numbers),
                bool(set(numbers) & set(person.numbers)) if numbers and person.numbers else None,
            ),
            "unit": Cell(person.unit, self._unit_agrees()),
            "rank": Cell(person.rank, agree(person.rank, record.get("rank"), same_words)),
            "post": Cell(person.post, agree(person.post, record.get("post"), same_words)),
        }

    def _unit_agrees(self) -> bool | None:
        if not self.person.unit or not self.record.get("unit"):
            return None
        return self.offered.get("score") == 80 or fold(self.person.unit) in fold(self.record["unit"])

    @property
    def likeness(self) -> str:
        """3 / 4: how many of the things that can be compared agree."""
        judged = [cell.agrees for cell in self.cells().values() if cell.agrees is not None]
        return f"{sum(judged)} / {len(judged)}"


def agree(one: str, other: str | None, alike: Any) -> bool | None:
    """Whether two values agree; None where either is missing."""
    return bool(alike(one, other)) if one and other else None


def same_words(one: str, other: str) -> bool:
    return fold(one) == fold(other)


COMPARED: dict[str, Word] = {
    "name": gettext_lazy("Full name"),
    "born": gettext_lazy("Birth date"),
    "service_number": gettext_lazy("Service number"),
    "unit": gettext_lazy("Unit"),
    "rank": gettext_lazy("Rank"),
    "post": gettext_lazy("Post"),
}


@dataclass(frozen=True)
class Comparison:
    """The side-by-side table; `hidden` candidates are beyond the account's reach."""

    row: dict[str, Any]
    columns: list[Column]
    hidden: int

    def rows(self) -> list[tuple[Word, Word, list[Cell]]]:
        """(what, value in the file, value of each candidate) for each thing compared that anybody says."""
        record = self.row["record"] or {}
        cells = [column.cells() for column in self.columns]
        found = []
        for name, label in COMPARED.items():
            said = value_words(name, record.get(name)) or (
                value_words(name, record.get("identity_number")) if name == "service_number" else ""
            )
            if said or any(cell[name].value for cell in cells):
                found.append((label, said, [cell[name] for cell in cells]))
        return found
