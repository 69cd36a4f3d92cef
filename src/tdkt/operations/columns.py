"""How the columns of a waiting plan are meant: somebody says it on the plan's page, and the kept file is read again so.

    batch = say_columns(batch.pk, 0, kind="awards", fields={1: "name", 2: "unit"}, by=clerk, at=now)

Choices that still fit their rows are kept. Unless it is said to be for this file only, the same columns from the same sender are understood
so from then on (`mappings.py`), and each plan says which of its parts were read by what somebody said: `mapping_of`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tdkt.operations.abbreviations import office_abbreviations
from tdkt.operations.desk import Watch
from tdkt.operations.errors import NotFound, NotReadable, RuleNotMet
from tdkt.operations.kept_files import kept_file
from tdkt.operations.kept_plans import Choice, fits, keep_newer, plan_rows, rows_of, waiting_plan
from tdkt.operations.ledger import writing
from tdkt.operations.mappings import Said, remember
from tdkt.operations.permissions import require
from tdkt.records.models import Account, ImportBatch
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.mapping import fault_of, fingerprint
from tdkt.sheets.plan import read_plan


def labels_of(part: dict[str, Any]) -> list[str]:
    """The names of a part's columns by their places, "" for one without a name."""
    named = {column["place"]: column["label"] for column in part.get("columns") or () if column["label"]}
    return [named.get(place, "") for place in range(max(named, default=-1) + 1)]


def mapping_of(plan: dict[str, Any], part: dict[str, Any]) -> Said | None:
    """What somebody has said of this part's columns, where it was read by that."""
    labels = labels_of(part)
    if not labels:
        return None
    mark = fingerprint(labels)
    return next((said for said in plan.get("mappings") or () if fingerprint(said["labels"]) == mark), None)


def say_columns(
    batch_id: int,
    part_number: int,
    *,
    kind: str | None,
    fields: Mapping[int, str],
    by: Account | None,
    at: datetime,
    lasting: bool = True,
    watch: Watch | None = None,
) -> ImportBatch:
    """Say how the columns of a part are meant; the kept file is read again so. `lasting`: the sender's next lists too.

    `fields`: the meaning of a column by its place; a place that is not named is understood as its heading says. Raises `NotFound` for an
    unknown batch or part, `WrongState` when the plan waits no longer, `RuleNotMet` for what cannot be said, `NotReadable`.
    """
    require(by, "import")
    with transaction.atomic():
        batch = waiting_plan(batch_id)
        part = part_of(batch, part_number)
        said = {"labels": labels_of(part), "kind": kind, "fields": {str(p): f for p, f in sorted(fields.items())}}
        return _read_so(batch, said, by=by, at=at, lasting=lasting, watch=watch)


def say_heading(
    batch_id: int,
    part_number: int,
    line: int,
    *,
    by: Account | None,
    at: datetime,
    watch: Watch | None = None,
) -> ImportBatch:
    """Say which of the lines of a part without a heading is the heading (its place among `lines`); the columns are understood afterwards."""
    require(by, "import")
    with transaction.atomic():
        batch = waiting_plan(batch_id)
        lines = part_of(batch, part_number).get("lines") or []
        if not 0 <= line < len(lines):
            raise NotFound("Không có dòng này trong bảng.", "There is no such line in the table.")
        said = {"labels": lines[line]["cells"], "kind": None, "fields": {}}
        return _read_so(batch, said, by=by, at=at, lasting=False, watch=watch)


def part_of(batch: ImportBatch, number: int) -> dict[str, Any]:
    """One table of a plan. Raises `NotFound`."""
    parts = batch.plan["parts"]
    if not 0 <= number < len(parts):
        raise NotFound(
            f"Lần nhập số {batch.pk} không có bảng số {number + 1}.", f"Import {batch.pk} has no table {number + 1}."
        )
    part: dict[str, Any] = parts[number]
    return part


def _read_so(
    batch: ImportBatch, said: Said, *, by: Account | None, at: datetime, lasting: bool, watch: Watch | None
) -> ImportBatch:
    """Read the kept file again with one more mapping, plan it again with the choices that still fit, and let that plan stand."""
    if (fault := fault_of(said)) is not None:
        raise RuleNotMet(fault)
    content = kept_file(batch.kept)
    if content is None:
        raise NotReadable(
            "Tệp của lần nhập này không còn được giữ; hãy gửi lại tệp.",
            "The file of this import is no longer kept; send it again.",
        )
    mark = fingerprint(said["labels"])
    others = [one for one in batch.read.get("mappings") or () if fingerprint(one["labels"]) != mark]
    mappings = [*others, said | {"since": at.isoformat()} if lasting else said]
    read = read_again(batch, content, mappings)
    keys = dict(rows_of(read))
    carried = {new: batch.choices[old] for old, new in same_rows(batch.read, read) if old in batch.choices}
    planned = plan_rows(read, {}, name=batch.file_name, sha256=batch.sha256, by=by, at=at, watch=watch)
    fresh = dict(rows_of(planned.plan))
    choices: dict[str, Choice] = {key: one for key, one in carried.items() if key in keys and fits(fresh[key], one)}
    if choices:
        planned = plan_rows(read, choices, name=batch.file_name, sha256=batch.sha256, by=by, at=at, watch=watch)
    unit = read.get("sender")
    detail = {"batch": batch.pk, "unit": unit, "lasting": lasting, **said}
    with writing(by=by, at=at, verb="imports.columns", detail=detail) as pen:
        if lasting:
            remember(said, unit=unit, pen=pen)
        batch.read = read
        batch.save(update_fields=["read"])
        keep_newer(batch, planned, choices=choices, head=pen.entry.seq - 1)
    return batch


def read_again(batch: ImportBatch, content: bytes, mappings: Iterable[Said]) -> dict[str, Any]:
    """The kept file of a plan once more, with these mappings and the office's abbreviations of today."""
    mappings = list(mappings)
    try:
        words, pasted = office_abbreviations(), bool(batch.read.get("pasted"))
        read = read_plan(batch.file_name, content, mappings=mappings, abbreviations=words, pasted=pasted)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None
    return read | {"mappings": mappings, "sender": batch.read.get("sender"), "pasted": pasted}


def same_rows(before: dict[str, Any], after: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """The rows of two readings of one file that come from the same cells, by their names; several rows of one line count in order."""
    known: dict[tuple[str, int], str] = {}
    counted: dict[str, int] = {}
    for key, row in rows_of(before):
        known[row["at"], counted.get(row["at"], 0)] = key
        counted[row["at"]] = counted.get(row["at"], 0) + 1
    counted = {}
    for key, row in rows_of(after):
        number = counted.get(row["at"], 0)
        counted[row["at"]] = number + 1
        if (row["at"], number) in known:
            yield known[row["at"], number], key
