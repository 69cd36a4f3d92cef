"""What becomes of a person's rows that go to another person: which move, which say what stands there already, which contradict it.

Rows that say the same coincide: one stays, the other is withdrawn and stays readable among the versions. Where only one says something it
fills the other. What may not differ (a rating of one year, the state of an honour) stops the act; of what may (a note, a post) the kept
row's stays, and the page shows both before anybody confirms.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tdkt.law.catalogue import RATING_NAMES, award, awards
from tdkt.operations.ledger import Pen
from tdkt.operations.likeness import AGREES, CONTRADICTS, PARTLY, births_alike, spelling
from tdkt.records.models import (
    Conferral,
    Departure,
    Discipline,
    Exemplar,
    Initiative,
    Kinship,
    Nomination,
    Person,
    PersonNumber,
    Ranking,
    Rating,
    Registered,
    Registration,
    Service,
    Subject,
)
from tdkt.vietnamese.dates import write_date


@dataclass(frozen=True)
class Table:
    """How rows of one table go together: `key` says when two rows tell of the same thing (None: never), `firm` what may not differ then."""

    key: tuple[str, ...] | None
    firm: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()


TABLES: Mapping[type[Registered], Table] = {
    PersonNumber: Table(None),
    Service: Table(("since",), ("rank",), ("post", "unit_id")),
    Rating: Table(("year",), ("rating", "title"), ("unit_id", "note")),
    Conferral: Table(
        ("award", "class_no", "decision_id", "for_to"),
        ("state", "level", "ground", "for_from", "posthumous"),
        ("authority", "year", "unit_id", "rank", "post", "reason", "note"),
    ),
    Initiative: Table(("year", "folded"), ("kind", "scope"), ("decision_number", "note")),
    Discipline: Table(("form", "from_day"), ("to_day",), ("decision_number", "note")),
    Ranking: Table(("year", "group"), ("rank", "group_level"), ("note",)),
    Departure: Table((), ("day",), ("note",)),
    Registration: Table(("year", "award"), (), ("unit_id", "registered_on", "note")),
    Kinship: Table(("member_id",), (), ("relation",)),
    # Two dossiers for one award in one round are never one: somebody has to withdraw one of them first.
    Nomination: Table(("round_id", "award", "class_no"), ("id",)),
    # Nor two exemplars of one period: each has a plan and stories of its own.
    Exemplar: Table(("from_year", "to_year"), ("id",)),
}
"""The tables that tell of a subject, in the order in which a page shows them."""

PARTICULARS = Table((), ("sex",), ("home", "joined", "note"))


def tables() -> list[type[Registered]]:
    """Every registered table whose rows tell of a subject: those above, and any that was added since."""
    apart = ("Person", "Unit")
    related = [one.related_model for one in Subject._meta.related_objects if one.field.name == "subject"]
    added = [model for model in related if isinstance(model, type) and issubclass(model, Registered)]
    return [*TABLES, *(model for model in added if model not in TABLES and model.__name__ not in apart)]


@dataclass(frozen=True)
class Difference:
    """Two rows of one thing that say something different: the kept row's stays, or (`firm`) neither can."""

    table: str
    thing: str
    column: str
    kept: Any
    other: Any
    firm: bool


@dataclass
class Move:
    """What an act would do: rows that move, rows that coincide with a standing one (with what they fill), differences, and a warning or two."""

    rows: list[Registered] = field(default_factory=list)
    same: list[tuple[Registered, Registered, dict[str, Any]]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    @property
    def contradictions(self) -> list[Difference]:
        return [one for one in self.differences if one.firm]

    def counts(self) -> dict[str, tuple[int, int]]:
        """How many rows of each table move, and how many coincide."""
        found: dict[str, tuple[int, int]] = {}
        for row in self.rows:
            moved, same = found.get(type(row).__name__, (0, 0))
            found[type(row).__name__] = (moved + 1, same)
        for row, _, _ in self.same:
            moved, same = found.get(type(row).__name__, (0, 0))
            found[type(row).__name__] = (moved, same + 1)
        return found


def rows_of(subject: int) -> list[Registered]:
    """Everything that the register tells of a subject, table by table."""
    return [row for model in tables() for row in rows_in(model, subject)]


def rows_in(model: type[Registered], subject: int) -> QuerySet[Any]:
    """What one of these tables tells of a subject."""
    rows: Any = model._default_manager
    found = rows.filter(subject=subject).order_by("pk")
    return found.select_related("decision") if model is Conferral else found


def plan_move(rows: Iterable[Registered], keep: int | None) -> Move:
    """What becomes of these rows when they go to the person `keep` (None: somebody new)."""
    move = Move()
    standing: dict[tuple[Any, ...], Registered] = {}
    titles: dict[tuple[Any, ...], Conferral] = {}
    for row in rows_of(keep) if keep is not None else ():
        standing[key_of(row)] = row
        if isinstance(row, Conferral):
            titles.setdefault(title_of(row), row)
    for row in rows:
        before = standing.get(key_of(row))
        if before is not None:
            rule = TABLES[type(row)]
            move.same.append((row, before, filling(before, row, rule)))
            move.differences += differences(before, row, rule)
            continue
        move.rows.append(row)
        if isinstance(row, Conferral) and award(row.award).kind == "title" and row.for_to and title_of(row) in titles:
            move.doubled.append(f"{award(row.award).name} {row.for_to}")
    return move


def key_of(row: Registered) -> tuple[Any, ...]:
    """What makes two rows of one person tell of the same thing; a row of a table without a rule is like none."""
    rule = TABLES.get(type(row))
    if rule is None or rule.key is None:
        return (type(row), "row", row.pk)
    return (type(row), *(getattr(row, name) for name in rule.key))


def title_of(row: Conferral) -> tuple[Any, ...]:
    return row.award, row.for_to


def is_said(value: Any) -> bool:
    return value is not None and value != ""


def filling(before: Registered, other: Registered, rule: Table) -> dict[str, Any]:
    """What the other row says where the kept one says nothing."""
    return {
        name: getattr(other, name)
        for name in (*rule.firm, *rule.soft)
        if is_said(getattr(other, name)) and not is_said(getattr(before, name))
    }


def differences(before: Registered, other: Registered, rule: Table) -> Iterator[Difference]:
    """Where both say something, and not the same."""
    for name in (*rule.firm, *rule.soft):
        kept, said = getattr(before, name), getattr(other, name)
        if not is_said(kept) or not is_said(said) or kept == said:
            continue
        if isinstance(kept, str) and spelling(kept) == spelling(str(said)):
            continue
        yield Difference(type(before).__name__, thing(before), name, kept, said, name in rule.firm)


def thing(row: Registered) -> str:
    """What a row tells of, in the office's words."""
    if isinstance(row, Conferral):
        number = f", {row.decision.number}" if row.decision else ""
        return award(row.award).name + (f" {row.for_to}" if row.for_to else "") + number
    if isinstance(row, Rating):
        return f"xếp loại năm {row.year}"
    if isinstance(row, Service):
        return f"công tác từ {write_date(row.since)}"
    if isinstance(row, Initiative):
        return f"sáng kiến {row.year}: {row.name}"
    if isinstance(row, Discipline):
        return f"kỷ luật từ {row.from_day}"
    if isinstance(row, Departure):
        return "ngày thôi công tác"
    if isinstance(row, Exemplar):
        return f"điển hình giai đoạn {row.from_year}-{row.to_year}"
    return str(row)


def said(value: Any) -> str:
    """A value as a sentence names it."""
    if isinstance(value, date):
        return write_date(value)
    if value in awards():
        return awards()[value].name
    return RATING_NAMES.get(value, str(value)) if isinstance(value, str) else f"{value}"


# --- particulars of two persons ----------------------------------------------------------------


def plan_particulars(keep: Person, other: Person) -> tuple[dict[str, Any], list[Difference]]:
    """What the other's particulars fill, and where the two differ; of two dates of birth that agree the more exact one stays."""
    filled = filling(keep, other, PARTICULARS)
    found = list(differences(keep, other, PARTICULARS))
    alike = births_alike(keep.born, other.born)
    if alike == CONTRADICTS:
        found.insert(0, Difference("Person", "ngày sinh", "born", keep.born, other.born, True))
    elif other.born and (not keep.born or (alike in (AGREES, PARTLY) and len(other.born) > len(keep.born))):
        filled["born"] = other.born
    return filled, found


# --- doing it ----------------------------------------------------------------------------------


def carry_out(move: Move, keep: int, pen: Pen) -> None:
    """Let the rows be the kept person's."""
    for model in {type(row) for row, _, _ in move.same}:
        pen.withdraw_all(model, [row.pk for row, _, _ in move.same if type(row) is model])
    for _, before, filled in move.same:
        if filled:
            pen.change(before, **filled)
    for row in move.rows:
        pen.change(row, subject_id=keep)
