"""The exchange tables taken back in: a folder that `tdkt export` wrote restores the register, row by row, under the ids it had.

    taken = take_in_tables(Path("so"), by=officer, at=now)

What goes in are the tables of the register itself (`records.exchange_details`); the ten tables of the contract are computed from them,
and must come out again as they stand in the folder. Rows that stand already in the same words are the same and written again by nobody;
a row that says otherwise than the register is a conflict. A folder with the ten tables alone, of another program, goes another way:
`foreign_tables`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.utils import IntegrityError

from tdkt.exchange.errors import BadTable
from tdkt.exchange.lines import Line, Lines, read_lines
from tdkt.exchange.schema import TABLES, Table
from tdkt.exchange.sheets import tables_in
from tdkt.operations.errors import NotReadable, RuleNotMet
from tdkt.operations.exchange import PAGE
from tdkt.operations.foreign_tables import take_in_foreign
from tdkt.operations.imports import Incoming, Taken, TakenBack, new_batch, youngest_first
from tdkt.operations.ledger import Pen, lock_chain, writing
from tdkt.operations.packing import packing
from tdkt.operations.permissions import require
from tdkt.records import models as m
from tdkt.records.exchange import tables_known
from tdkt.records.exchange_details import column_name, kept_fields, registered_tables
from tdkt.records.models import Account, ImportBatch, Office, Registered, SourceLine
from tdkt.vietnamese.collation import name_key, sort_key
from tdkt.vietnamese.folding import fold

BATCH = 500


def is_exchange(folder: Path) -> bool:
    """Whether a folder holds exchange tables: the page that an export writes, or a table of subjects."""
    return folder.is_dir() and any((folder / name).is_file() for name in (PAGE, "subjects.csv", "subjects.parquet"))


def take_in_tables(
    folder: Path, *, by: Account | None, at: datetime, only_plan: bool = False, partial: bool = False
) -> Taken:
    """Take a folder of exchange tables in, as one act and one import that can be reverted; with `only_plan` say what that would do.

    With rows in conflict nothing is applied unless `partial`; the answer then says `applied` False. Raises `NotReadable` naming the file,
    the line and the column of what cannot be read.
    """
    require(by, "import" if only_plan else "apply")
    tables = registered_tables()
    try:
        found = tables_in(folder, [*TABLES, *tables])
        incoming = Incoming(folder.resolve().name, manifest(found.values()), {})
        restores = "subject_details" in found
        # A restored register is compared with the ten tables, which are computed from its states: a draft would keep none.
        with transaction.atomic(), packing(keep=restores or not only_plan):
            lock_chain()
            batch = new_batch(incoming, by=by, at=at)
            if restores:
                taken = Restoring(found, tables, batch).run(by=by, at=at)
            else:
                taken = take_in_foreign(found, batch, by=by, at=at)
            if only_plan or (taken.open_rows and not partial):
                raise TakenBack
    except TakenBack:
        return Taken(taken.batch, taken.plan, applied=False)
    except BadTable as bad:
        raise NotReadable(bad.said("vi"), bad.said("en")) from None
    return taken


def manifest(files: Iterable[Path]) -> bytes:
    """The files with their SHA-256, one a line: what makes two folders the same."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(files)]
    return ("\n".join(lines) + "\n").encode()


@dataclass
class Told:
    """One row of a table: the id it had, what it says in the columns of its model, where it stands, and what becomes of it."""

    key: int
    columns: dict[str, Any]
    line: Line
    plan: dict[str, Any]


class Restoring:
    """Takes an export back into the register, within the caller's transaction."""

    def __init__(
        self, found: Mapping[str, Path], tables: Mapping[str, tuple[type[Registered], Table]], batch: ImportBatch
    ) -> None:
        self.batch = batch
        self.found = found
        self.lines = {model: read_lines(found[name], table) for name, (model, table) in tables.items() if name in found}
        self.told = {model: [told_of(model, line, read) for line in read.lines] for model, read in self.lines.items()}

    def run(self, *, by: Account | None, at: datetime) -> Taken:
        """Write what the register does not have; answer what became of each row."""
        self._refuse_strangers()
        self._refuse_lost_references()
        for model in self.told:
            self._compare(model)
        fresh = {model: [one for one in rows if one.plan["status"] == "new"] for model, rows in self.told.items()}
        detail = {"folder": self.batch.file_name, "sha256": self.batch.sha256, "batch": self.batch.pk}
        try:
            with writing(by=by, at=at, verb="tables.restore", detail=detail) as pen:
                for model in reversed(youngest_first()):
                    self._enter(model, fresh.get(model, []), pen)
                settle_office(fresh.get(m.Unit, []), self.told.get(m.UnitPlace, []))
            connection.check_constraints()
        except IntegrityError:
            raise RuleNotMet(
                "Các bảng này trái với những gì sổ đang có, nên chưa ghi gì. Nạp vào một sổ trống, hoặc vào chính sổ đã xuất chúng.",
                "These tables contradict what the register holds, so nothing was entered. Take them into an empty register, or into that which they came from.",
            ) from None
        taken = Taken(self.batch, self._plan(), applied=True)
        if any(fresh.values()) and not taken.open_rows and self._is_whole():
            self._compare_ten()
        self.batch.plan, self.batch.counts, self.batch.state = taken.plan, dict(taken.counts), "applied"
        self.batch.entry = pen.entry
        self.batch.save(update_fields=["plan", "counts", "state", "entry"])
        return taken

    # --- before anything is written -------------------------------------------------------------

    def _refuse_strangers(self) -> None:
        """Ids mean something in one register only: another one with rows of its own would be mixed up."""
        for model, rows in self.told.items():
            if model is m.Unit and rows and model._default_manager.exists():
                keys = [one.key for one in rows]
                shared = model._default_manager.filter(pk__in=keys[:BATCH]).values_list("name", flat=True)
                if not set(shared) & {one.columns["name"] for one in rows[:BATCH]}:
                    raise RuleNotMet(
                        "Sổ này đã có đơn vị khác, không phải sổ đã xuất các bảng này. Nạp vào một sổ trống.",
                        "This register holds other units; it is not the one that these tables came from. Take them into an empty register.",
                    )

    def _refuse_lost_references(self) -> None:
        """Every id that a row names must stand in the folder or in the register."""
        for model, rows in self.told.items():
            for field in kept_fields(model):
                if not isinstance(field, models.ForeignKey):
                    continue
                target: Any = field.related_model
                here = {one.key for one in self.told.get(target, [])}
                wanted = {one.columns[field.attname] for one in rows} - here - {None}
                wanted -= set(in_chunks(target._default_manager, wanted))
                lost = next((one for one in rows if one.columns[field.attname] in wanted), None) if wanted else None
                if lost is not None:
                    key = lost.columns[field.attname]
                    raise self.lines[model].bad(
                        lost.line,
                        field.attname,
                        f"không có dòng nào mang mã {key} trong bảng mà ô này nói đến.",
                        f"no row has the id {key} that this cell names.",
                    )

    def _compare(self, model: type[Registered]) -> None:
        """Mark rows that stand already: the same, or in conflict with what they say."""
        names = [field.attname for field in kept_fields(model)]
        keys = [one.key for one in self.told[model]]
        standing = {
            row["pk"]: row
            for start in range(0, len(keys), BATCH)
            for row in model._default_manager.filter(pk__in=keys[start : start + BATCH]).values("pk", *names)
        }
        for one in self.told[model]:
            row = standing.get(one.key)
            if row is None:
                continue
            other = [name for name in names if row[name] != one.columns[name]]
            one.plan["status"] = "conflict" if other else "same"
            if other:
                one.plan["problems"].append(
                    {
                        "code": "row-differs",
                        "level": "error",
                        "at": one.plan["at"],
                        "value": str(one.columns[other[0]] or ""),
                        "message": f"Sổ ghi khác ở cột {', '.join(other)}: {row[other[0]]}.",
                        "remedy": "Đối chiếu hồ sơ; đính chính trong sổ nếu bảng đúng, rồi xuất lại.",
                    }
                )

    # --- writing ----------------------------------------------------------------------------------

    def _enter(self, model: type[Registered], rows: list[Told], pen: Pen) -> None:
        if not rows:
            return
        sources = SourceLine.objects.bulk_create(
            [SourceLine(batch=self.batch, at=one.plan["at"], record=one.plan["record"]) for one in rows],
            batch_size=BATCH,
        )
        derive = DERIVED.get(model, nothing_derived)(self.told)
        pen.add(
            model(**{"pk": one.key, "source": source, **one.columns, **derive(one)})
            for one, source in zip(rows, sources, strict=True)
        )
        # Ids were given by hand: on PostgreSQL the next one must come after them.
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)

    def _is_whole(self) -> bool:
        """Whether the register holds nothing beside what these tables say."""
        return all(model._default_manager.count() == len(self.told.get(model, ())) for model in youngest_first())

    def _compare_ten(self) -> None:
        """The ten tables say nothing of their own: each must come out as it stands in the folder. Raises `BadTable` for one that was changed."""
        for name, rows in tables_known(None).items():
            if name not in self.found:
                continue
            table = TABLES[name]
            read = read_lines(self.found[name], table)
            expected = [{column: said(row.get(column)) for column in table.names} for row in rows]
            for line, row in zip(read.lines, expected, strict=False):
                other = next((column for column in read.sheet.names if line[column] != row[column]), None)
                if other is not None:
                    raise read.bad(
                        line,
                        other,
                        f"khác với các bảng chi tiết, nơi tính ra “{row[other] or ''}”. Sửa ở bảng chi tiết (TABLES.md), rồi nhập lại.",
                        f"this differs from the detailed tables, which give “{row[other] or ''}”. Change those (TABLES.md) and import again.",
                    )
            if len(read.lines) != len(expected):
                raise BadTable(
                    read.sheet.file,
                    0,
                    "",
                    f"có {len(read.lines)} dòng, các bảng chi tiết tính ra {len(expected)}. Sửa ở bảng chi tiết (TABLES.md).",
                    f"{len(read.lines)} rows where the detailed tables give {len(expected)}. Change those (TABLES.md).",
                )

    def _plan(self) -> dict[str, Any]:
        parts = [
            {
                "where": self.lines[model].table.name,
                "kind": self.lines[model].table.name,
                "context": {},
                "problems": [],
                "rows": [one.plan for one in rows],
            }
            for model, rows in self.told.items()
        ]
        return {"file": self.batch.file_name, "parts": parts}


def told_of(model: type[Registered], line: Line, read: Lines) -> Told:
    """A line as a row of its model. Raises `BadTable` for a cell that the model cannot hold."""
    key = line["row"]
    if key is None or not key.isascii() or not key.isdigit() or len(key) > 18:
        raise read.bad(line, "row", "ô này phải là mã số của dòng.", "this cell must be the number of the row.")
    columns: dict[str, Any] = {}
    for field in kept_fields(model):
        text = line[column_name(field)]
        value = worth(field, text)
        if value is None and not (text is None and field.null):
            raise read.bad(
                line,
                column_name(field),
                f"“{text or ''}” không ghi được ở cột này.",
                f"“{text or ''}” cannot stand here.",
            )
        columns[field.attname] = value
    record = {name: cell for name, cell in line.cells.items() if cell is not None}
    plan = {"at": read.at(line), "status": "new", "record": record, "problems": []}
    return Told(int(key), columns, line, plan)


def worth(field: "models.Field[Any, Any]", text: str | None) -> Any:
    """What a cell means in a column of a model; None where it means nothing that the column can hold."""
    if isinstance(field, models.BooleanField):
        if field.null:
            return {"yes": True, "no": False}.get(text or "")
        return text == "yes" if text in ("yes", None) else None
    if isinstance(field, models.JSONField):
        return read_json(text)
    if isinstance(field, models.DecimalField):
        return read_decimal(text)
    if isinstance(field, models.CharField | models.TextField):
        return text or ""
    if text is None:
        return None
    if isinstance(field, models.DateField):
        return date.fromisoformat(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def read_json(text: str | None) -> Any:
    """A list or mapping as its cell says it; None for what is neither."""
    try:
        found = json.loads(text or "")
    except ValueError:
        return None
    return found if isinstance(found, list | dict) else None


def read_decimal(text: str | None) -> Decimal | None:
    try:
        found = Decimal(text or "")
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def said(value: Any) -> str | None:
    """A value of an export as its file says it."""
    if value is None or value == "":
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def in_chunks(manager: Any, keys: Iterable[int]) -> Iterable[int]:
    """Those of these ids that the register has."""
    wanted = sorted(keys)
    return chain.from_iterable(
        manager.filter(pk__in=wanted[start : start + BATCH]).values_list("pk", flat=True)
        for start in range(0, len(wanted), BATCH)
    )


# --- what the program derives ---------------------------------------------------------------------

AllTold = Mapping[type[Registered], list[Told]]
Derive = Callable[[Told], dict[str, Any]]


def nothing_derived(told: AllTold) -> Derive:
    return lambda one: {}


def of_subjects(told: AllTold) -> Derive:
    """Order and search: a person by given name and with his numbers, anything else by its name, a unit with its code."""
    numbers: dict[int, dict[str, str]] = {}
    for one in told.get(m.PersonNumber, ()):
        numbers.setdefault(one.columns["subject_id"], {})[one.columns["kind"]] = one.columns["number"]
    codes = {one.columns["subject_id"]: one.columns["code"] for one in told.get(m.Unit, ())}

    def derive(one: Told) -> dict[str, Any]:
        name = one.columns["name"]
        if one.columns["kind"] == "individual":
            own = numbers.get(one.key, {})
            words = " ".join(filter(None, [name, own.get("service"), own.get("identity")]))
            return {"name_key": name_key(name), "search": fold(words)}
        return {"name_key": sort_key(name), "search": fold(f"{name} {codes.get(one.key, '')}")}

    return derive


def of_places(told: AllTold) -> Derive:
    """The path of a place: that of the parent's latest place, and the unit itself."""
    latest: dict[int, Told] = {}
    for one in told.get(m.UnitPlace, ()):
        before = latest.get(one.columns["unit_id"])
        if before is None or (before.columns["to_date"] or date.max) <= (one.columns["to_date"] or date.max):
            latest[one.columns["unit_id"]] = one

    def path_of(unit: int | None, seen: tuple[int, ...]) -> str:
        if unit is None:
            return ""
        if unit in seen:
            raise RuleNotMet(
                f"Bảng unit_places: đơn vị {unit} đứng dưới chính nó. Sửa cột parent_id.",
                f"Table unit_places: unit {unit} stands under itself. Mend the column parent_id.",
            )
        place = latest.get(unit)
        above = path_of(place.columns["parent_id"], (*seen, unit)) if place else ""
        return f"{above}{unit:06d}."

    return lambda one: {
        "path": path_of(one.columns["parent_id"], (one.columns["unit_id"],)) + f"{one.columns['unit_id']:06d}."
    }


DERIVED: Mapping[type[Registered], Callable[[AllTold], Derive]] = {
    m.Subject: of_subjects,
    m.UnitPlace: of_places,
    m.UnitName: lambda told: lambda one: {"folded": fold(one.columns["name"])},
    m.ModelType: lambda told: lambda one: {"folded": fold(one.columns["name"])},
    m.Initiative: lambda told: lambda one: {"folded": fold(one.columns["name"])[:300]},
    m.CommunityModel: lambda told: (
        lambda one: {"search": fold(" ".join(one.columns[name] for name in ("name", "place", "district")))}
    ),
}
"""What is computed anew for each table, in the columns that an export leaves out."""


def settle_office(units: list[Told], places: list[Told]) -> None:
    """An office without a unit has the first of those that stand under none; its accounts without a unit begin to see it."""
    office, _ = Office.objects.get_or_create(id=1)
    under = {one.columns["unit_id"] for one in places if one.columns["parent_id"] is not None}
    roots = sorted((one for one in units if one.key not in under), key=lambda one: one.key)
    if office.unit_id is not None or not roots:
        return
    Office.objects.filter(pk=office.pk).update(unit=roots[0].key, name=office.name or roots[0].columns["name"])
    Account.objects.filter(unit=None).update(unit=roots[0].key)
