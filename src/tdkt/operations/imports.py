"""Taking files in: first a plan that writes nothing, then the same plan applied as one act, and its undoing.

Plan and application are one path of code; a plan is an application whose transaction is taken back. While any row is doubtful, in
conflict or refused nothing is applied, unless the rest is asked for.

`plan_import` and `apply_import` take a file at once, as the command line does. On screens a plan waits while people settle its rows:
`kept_plans.py`.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from graphlib import TopologicalSorter
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.utils import DataError, IntegrityError

from tdkt.operations.achievements import take_in_disciplines, take_in_initiatives, take_in_rankings
from tdkt.operations.awards import take_in_awards
from tdkt.operations.community import take_in_models
from tdkt.operations.desk import OPEN, Desk, Pace, Row, Watch
from tdkt.operations.directory import Directory
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.kept_files import keep_for_good, plain_path
from tdkt.operations.ledger import Pen, lock_chain, undone_acts, writing
from tdkt.operations.movements import take_in_movements
from tdkt.operations.packing import packing
from tdkt.operations.people import show_candidates, take_in_people
from tdkt.operations.permissions import require
from tdkt.operations.ratings import take_in_ratings
from tdkt.operations.units import take_in_units
from tdkt.records import models as m
from tdkt.records.models import Account, ImportBatch, Office
from tdkt.records.models.ledger import Registered

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
TAKE_IN: dict[str, Callable[[list[Row], Desk], None]] = {
    "units": take_in_units,
    "people": take_in_people,
    "awards": take_in_awards,
    "ratings": take_in_ratings,
    "initiatives": take_in_initiatives,
    "disciplines": take_in_disciplines,
    "rankings": take_in_rankings,
    "movements": take_in_movements,
    "models": take_in_models,
}
"""What takes in each kind of part, in the order in which a file's parts are taken."""
READS_ITSELF = ("units", "movements")
"""Kinds of list that look up in the register what earlier rows of the same list have entered."""
OF_PEOPLE = ("people", "ratings", "initiatives", "disciplines")
"""Kinds of list whose rows name a person."""


@dataclass(frozen=True)
class Incoming:
    """A file as it came: its name, its bytes, and the plan read from it (`sheets.plan.read_plan`)."""

    name: str
    content: bytes
    plan: dict[str, Any]

    def __post_init__(self) -> None:
        # Names come from other people's disks and archives: none that acts on a screen gets past this door.
        object.__setattr__(self, "name", plain_path(self.name))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Taken:
    """What became of a file: its batch, the plan with every row's end, and whether it was applied."""

    batch: ImportBatch
    plan: dict[str, Any]
    applied: bool

    @property
    def counts(self) -> Counter[str]:
        return Counter(row["status"] for part in self.plan["parts"] for row in part["rows"])

    @property
    def open_rows(self) -> list[dict[str, Any]]:
        """The rows that a person must settle first."""
        return [row for part in self.plan["parts"] for row in part["rows"] if row["status"] in OPEN]


class TakenBack(Exception):
    """Ends a plan's transaction; never leaves this module."""


def plan_import(incoming: Incoming, *, by: Account | None, at: datetime) -> Taken:
    """What taking in this file would do. Nothing is written, not even a trace."""
    return plan_imports([(incoming, at)], by=by)[0]


def apply_import(incoming: Incoming, *, by: Account | None, at: datetime, partial: bool = False) -> Taken:
    """Take a file in as one act. With open rows nothing is applied unless `partial`; the answer then says `applied` False."""
    return apply_imports([(incoming, at)], by=by, partial=partial)[0]


def apply_imports(
    files: Iterable[tuple[Incoming, datetime]],
    *,
    by: Account | None,
    partial: bool = False,
    tell: Callable[[Taken], None] | None = None,
    accept: int | None = None,
    watch: Watch | None = None,
) -> list[Taken]:
    """Take several files in, each its own act, all or none: with open rows anywhere nothing is applied unless `partial`.

    `accept`: doubtful people are settled beforehand, see `Directory`; a warning on the row says whom it was taken for. `watch` is told the
    rows done and the rows in all, of all files; it may raise `Stopped`, and nothing is applied.
    """
    require(by, "apply")
    files, taken = list(files), []
    pace = Pace(watch, rows=sum(rows_in(incoming.plan) for incoming, _ in files))
    try:
        with transaction.atomic(), packing():
            lock_chain()  # before the directory is read: whoever applies meanwhile must be seen in it
            directory = Directory(accept=accept)
            for incoming, at in files:
                batch = new_batch(incoming, by=by, at=at)
                taken.append(take_in(batch, incoming.plan, by=by, at=at, directory=directory, watch=pace))
                if tell:
                    tell(taken[-1])
            if not partial and any(one.open_rows for one in taken):
                raise TakenBack
            for (incoming, _at), one in zip(files, taken, strict=True):
                one.batch.kept = keep_for_good(incoming.content)
                one.batch.save(update_fields=["kept"])
    except TakenBack:
        return [Taken(one.batch, one.plan, applied=False) for one in taken]
    return taken


def plan_imports(
    files: Iterable[tuple[Incoming, datetime]], *, by: Account | None, watch: Watch | None = None
) -> list[Taken]:
    """What taking in these files in turn would do: each is planned as if those before it had been applied. Nothing is written."""
    require(by, "import")
    files = list(files)
    taken: list[Taken] = []
    pace = Pace(watch, rows=sum(rows_in(incoming.plan) for incoming, _ in files))
    try:
        with transaction.atomic(), packing(keep=False):
            lock_chain()
            directory = Directory()
            for incoming, at in files:
                batch = new_batch(incoming, by=by, at=at)
                taken.append(take_in(batch, incoming.plan, by=by, at=at, directory=directory, watch=pace))
            raise TakenBack
    except TakenBack:
        return [Taken(one.batch, one.plan, applied=False) for one in taken]


def new_batch(incoming: Incoming, *, by: Account | None, at: datetime) -> ImportBatch:
    """The batch of a file that is taken in at once."""
    batch: ImportBatch = ImportBatch.objects.create(file_name=incoming.name, sha256=incoming.sha256, received=at, by=by)
    return batch


def rows_in(plan: dict[str, Any]) -> int:
    """How many rows a plan has."""
    return sum(len(part["rows"]) for part in plan["parts"])


def take_in(
    batch: ImportBatch,
    plan: dict[str, Any],
    *,
    by: Account | None,
    at: datetime,
    directory: Directory,
    watch: Watch | Pace | None = None,
) -> Taken:
    """Take in all parts of one file within the caller's transaction. One directory, and one pace, may serve several files in a row."""
    pace = watch if isinstance(watch, Pace) else Pace(watch, rows=rows_in(plan))
    earlier = ImportBatch.objects.filter(sha256=batch.sha256, state="applied").exclude(pk=batch.pk).last()
    detail: dict[str, Any] = {"file": batch.file_name, "sha256": batch.sha256, "batch": batch.pk}
    if earlier is not None:
        detail["again"] = earlier.pk
    try:
        with writing(by=by, at=at, verb="imports.apply", detail=detail) as pen:
            office, _ = Office.objects.get_or_create(id=1)
            # The same file again says what it said when it first came; it does not say that it is so today.
            first_came = earlier.received if earlier is not None else at
            desk = Desk(pen, batch, directory, office, first_came.astimezone(VIETNAM).date(), pace)
            pen.tell = pace.visit
            take_in_parts(plan, desk)
    except (IntegrityError, DataError) as fault:
        raise RuleNotMet(
            f"{batch.file_name}: có giá trị mà cơ sở dữ liệu không nhận (dài quá hoặc không có trong danh mục), nên chưa ghi gì. {said_by(fault)}",
            f"{batch.file_name}: it holds a value that the database refuses (too long, or in no catalogue), so nothing was entered. {said_by(fault)}",
        ) from None
    taken = Taken(batch, plan, applied=True)
    if pen.is_draft:
        return taken
    batch.plan, batch.counts, batch.state, batch.entry = plan, dict(taken.counts), "applied", pen.entry
    batch.save(update_fields=["plan", "counts", "state", "entry"])
    return taken


def said_by(fault: Exception) -> str:
    """The database's own first line, which names the rule or the column."""
    return str(fault).strip().splitlines()[0][:200] if str(fault).strip() else ""


def take_in_parts(plan: dict[str, Any], desk: Desk) -> None:
    """Give each part to what takes in its kind. Rows of a kind that the register does not keep are refused."""
    order = list(TAKE_IN)
    for part in sorted(
        plan["parts"], key=lambda part: order.index(part["kind"]) if part["kind"] in order else len(order)
    ):
        desk.pace.begin(len(part["rows"]))
        desk.pen.settle()
        desk.pen.holds_back = part["kind"] not in READS_ITSELF
        rows = [Row(plan=row, part=part) for row in part["rows"] if row.get("record") is not None]
        if part["kind"] not in TAKE_IN:
            for row in rows:
                row.end(
                    "refused",
                    code="kind-not-taken",
                    message="Chưa nhập được loại danh sách này.",
                    remedy="Xem hướng dẫn nhập dữ liệu để biết các loại danh sách nhập được.",
                )
        else:
            for row in desk.pace.along(rows):
                hold_if_damaged(row, desk)
            TAKE_IN[part["kind"]]([row for row in rows if not row.plan.get("held")], desk)
        desk.pace.end()


def hold_if_damaged(row: Row, desk: Desk) -> None:
    """A row with a cell that could not be read would enter the register with a hole where the file says something: a person decides.

    Whoever has settled the row has seen it: it is taken in with the hole.
    """
    damaged = any(problem.get("level") == "error" for problem in row.plan["problems"])
    if row.plan["status"] == "new" and damaged and row.choice is None:
        row.plan["held"] = True
        row.end("doubtful")
        if row.part["kind"] in OF_PEOPLE or row.record.get("recipient") == "individual":
            show_candidates(row, desk)


# --- undoing -----------------------------------------------------------------------------------


def revert_import(batch_id: int, *, by: Account | None, at: datetime) -> ImportBatch:
    """Undo one import: the register stands as it stood before it. What it wrote stays readable among the versions.

    Raises `NotFound`, `WrongState` (not applied), or `RuleNotMet` when something entered later rests on it.
    """
    require(by, "apply")
    batch = ImportBatch.objects.filter(pk=batch_id).select_related("entry").first()
    if batch is None:
        raise NotFound(
            f"Không có lần nhập số {batch_id}. Xem danh sách các lần nhập.",
            f"There is no import {batch_id}. See the list of imports.",
        )
    if batch.state != "applied" or batch.entry is None:
        raise WrongState(
            f"Lần nhập số {batch_id} không ở trạng thái đã ghi nên không rút được.",
            f"Import {batch_id} is not applied, so it cannot be undone.",
        )
    try:
        with transaction.atomic():
            with writing(
                by=by, at=at, verb="imports.revert", detail={"batch": batch.pk, "file": batch.file_name}
            ) as pen:
                take_back(batch, pen)
                claimed = ImportBatch.objects.filter(pk=batch.pk, state="applied").update(
                    state="reverted", reverted=pen.entry
                )
                if not claimed:  # someone else was quicker
                    raise WrongState(
                        f"Lần nhập số {batch_id} vừa được rút.",
                        f"Import {batch_id} was just undone.",
                    )
            # References are checked at the end of a transaction; brought forward, so that what rests on these rows is said here.
            connection.check_constraints(table_names=[model._meta.db_table for model in youngest_first()])
    except IntegrityError:
        raise RuleNotMet(
            f"Chưa rút được lần nhập số {batch_id}: có dòng ghi sau dựa vào dữ liệu của lần nhập này. Rút các lần nhập sau trước.",
            f"Import {batch_id} cannot be undone yet: later rows rest on what it entered. Undo the later imports first.",
        ) from None
    batch.refresh_from_db()
    return batch


def take_back(batch: ImportBatch, pen: Pen) -> None:
    """Give every row that the batch wrote the state it had before, the youngest tables first."""
    assert batch.entry is not None
    loosen_subjects(batch.entry, pen)
    for model in youngest_first():
        written = model.versions.objects.filter(entry=batch.entry).values("row")  # type: ignore[attr-defined]
        refuse_if_changed_since(model, batch, written, pen)
        before = model.versions.objects.filter(row__in=written, closed_by=batch.entry)  # type: ignore[attr-defined]
        restored = set()
        for state in before.exclude(entry=batch.entry):
            pen.restore(model, state)
            restored.add(state.row)
        fresh = [
            key
            for key in model._default_manager.filter(pk__in=written).values_list("pk", flat=True)
            if key not in restored
        ]
        if model is m.Unit:
            root = Office.objects.filter(pk=1, unit__in=fresh)
            Account.objects.filter(unit__in=root.values("unit")).update(unit=None)
            root.update(unit=None)
        pen.withdraw_all(model, fresh)


def loosen_subjects(entry: m.Entry, pen: Pen) -> None:
    """Subjects and units point at each other: let go of the units that are about to be withdrawn."""
    units = m.UnitVersion.objects.filter(entry=entry).values("row")
    fresh = m.SubjectVersion.objects.filter(entry=entry).exclude(
        row__in=m.SubjectVersion.objects.filter(closed_by=entry).exclude(entry=entry).values("row")
    )
    for subject in m.Subject.objects.filter(pk__in=fresh.values("row"), belongs_to__in=units):
        pen.change(subject, belongs_to_id=None)


def refuse_if_changed_since(model: type[Registered], batch: ImportBatch, written: Any, pen: Pen) -> None:
    """A later act that changed one of these rows must be undone first: otherwise its work would vanish unseen."""
    assert batch.entry is not None
    later = model.versions.objects.filter(row__in=written, entry__seq__gt=batch.entry.seq).exclude(entry=pen.entry)  # type: ignore[attr-defined]
    later = later.exclude(entry__in=undone_acts())
    first = later.order_by("version").first()
    if first is not None:
        raise RuleNotMet(
            f"Chưa rút được lần nhập số {batch.pk}: dòng {first.row} của bảng {model._meta.model_name} đã được sửa sau đó"
            f" (nhật ký, dòng {first.entry_id}). Rút lần sửa đó trước.",
            f"Import {batch.pk} cannot be undone yet: row {first.row} of {model._meta.model_name} was changed later (log entry {first.entry_id}). Undo that first.",
        )


@cache
def youngest_first() -> Sequence[type[Registered]]:
    """Registered tables so that whatever refers comes before what it refers to.

    A person belongs to a unit, and a unit is a subject itself: of this one circle the former is left out.
    """
    tables = [model for model in Registered.__subclasses__() if model._meta.app_label == "records"]
    referring: dict[type[Registered], set[type[Registered]]] = {model: set() for model in tables}
    for model in tables:
        for field in model._meta.concrete_fields:
            target: Any = field.related_model
            if target in referring and target is not model and (model, field.name) != (m.Subject, "belongs_to"):
                referring[target].add(model)
    by_name = sorted(referring, key=lambda model: model.__name__)
    return tuple(TopologicalSorter({model: referring[model] for model in by_name}).static_order())
