"""Takes units in: their names and places by date, and which unit continues which."""

from collections import Counter
from datetime import date, timedelta

from tdkt.operations.desk import Desk, Row, full_date
from tdkt.operations.directory import KnownUnit
from tdkt.records.models import Account, Office, Subject, Succession, Unit, UnitName, UnitPlace
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold, nfc

PATH_DIGITS = 6


def take_in_units(rows: list[Row], desk: Desk) -> None:
    """Enter the units of a list, parents before their parts, then the successions among them."""
    waiting = [row for row in rows if row.plan["status"] == "new"]
    while waiting:
        names = Counter(fold(row.record["name"]) for row in waiting)
        ready = [row for row in waiting if not waits(row, names)]
        if not ready:  # a circle: each names another as its parent
            for row in waiting:
                row.end(
                    "refused",
                    code="unit-circle",
                    message="Các đơn vị này là cấp trên của nhau.",
                    remedy="Sửa cột cấp trên.",
                )
            break
        for row in desk.pace.along(ready):
            take_in_unit(row, desk)
        taken = {id(row) for row in ready}
        waiting = [row for row in waiting if id(row) not in taken]
    for row in rows:
        if row.plan["status"] in ("new", "changes", "same"):
            record_successions(row, desk)


def waits(row: Row, names: Counter[str]) -> bool:
    """Whether the parent of this row is itself still waiting further along the list."""
    parent = fold(row.record.get("parent") or "")
    return names[parent] > (1 if parent == fold(row.record["name"]) else 0)


def take_in_unit(row: Row, desk: Desk) -> None:
    """Enter one unit, or what the list newly says of one that is known."""
    record = row.record
    founded, ended = full_date(record.get("from")), full_date(record.get("to"))
    parent_words = record.get("parent")
    parent = desk.directory.unit(parent_words, on=founded or ended) if parent_words else None
    if (
        parent_words
        and parent is None
        and desk.office.unit_id is not None
        and fold(parent_words) != fold(desk.office.parent)
    ):
        row.end(
            "refused",
            code="unit-parent-unknown",
            value=parent_words,
            message=f"Chưa có đơn vị cấp trên “{parent_words}”.",
            remedy="Nhập đơn vị cấp trên trước, hoặc sửa tên cho khớp.",
        )
        return
    known = known_unit(row, desk, parent, founded)
    if known is None:
        enter_unit(row, desk, parent, founded, ended)
    else:
        amend_unit(row, desk, known, ended)


def known_unit(row: Row, desk: Desk, parent: int | None, founded: date | None) -> int | None:
    """The unit of the register that this row speaks of: same name under the same parent, founded on the same day where both say."""
    name = nfc(row.record["name"])
    for key in desk.directory.units_named(name, on=None, under=None):
        unit = desk.directory.units[key]
        same_parent = unit.parent_id == parent or parent is None
        same_start = founded is None or unit.founded is None or unit.founded == founded
        if same_parent and same_start:
            return key
    return None


def enter_unit(row: Row, desk: Desk, parent: int | None, founded: date | None, ended: date | None) -> int:
    """Enter a new unit under its parent; answers its id."""
    record = row.record
    name = nfc(record["name"]).strip()
    desk.sources([row])
    subject = desk.pen.add_one(
        Subject(
            kind="collective",
            name=name,
            name_key=sort_key(name),
            search=fold(f"{name} {record.get('code') or ''}"),
            source=row.source,
        )
    )
    unit = desk.pen.add_one(
        Unit(
            subject=subject,
            name=name,
            code=record.get("code") or "",
            level=record.get("level") or "",
            founded=founded,
            ended=ended,
            note=record.get("note") or "",
            source=row.source,
        )
    )
    desk.pen.change(subject, belongs_to_id=unit.pk)
    path = (path_of(parent) if parent else "") + f"{unit.pk:0{PATH_DIGITS}d}."
    desk.pen.add(
        [UnitName(unit=unit, name=name, folded=fold(name), from_date=founded, to_date=ended, source=row.source)]
    )
    desk.pen.add(
        [UnitPlace(unit=unit, parent_id=parent, path=path, from_date=founded, to_date=ended, source=row.source)]
    )
    desk.directory.remember_unit(KnownUnit(unit.pk, subject.pk, parent, founded, ended), name)
    if desk.office.unit_id is None:
        desk.office.unit = unit
        desk.office.name = desk.office.name or name
        Office.objects.filter(pk=desk.office.pk).update(unit=unit, name=desk.office.name)
        # An account made for the whole office before the office had a unit begins to see it now.
        Account.objects.filter(unit=None).update(unit=unit)
    row.end("new")
    return unit.pk


def path_of(unit_id: int) -> str:
    """The latest path of a unit."""
    place = UnitPlace.objects.filter(unit_id=unit_id).order_by("-to_date").first() or UnitPlace.objects.get(
        unit_id=unit_id
    )
    current = UnitPlace.objects.filter(unit_id=unit_id, to_date__isnull=True).first()
    return (current or place).path


def amend_unit(row: Row, desk: Desk, key: int, ended: date | None) -> None:
    """A known unit: the list may add its code or the day on which it ended; it never takes a day away."""
    unit = Unit.objects.get(pk=key)
    added = {}
    if ended is not None and unit.ended is None:
        added["ended"] = ended
    if row.record.get("code") and not unit.code:
        added["code"] = row.record["code"]
    if ended is not None and unit.ended is not None and unit.ended != ended:
        row.end(
            "conflict",
            code="unit-end-differs",
            value=row.record.get("to"),
            message=f"Sổ ghi đơn vị này kết thúc ngày {unit.ended:%d/%m/%Y}.",
            remedy="Đối chiếu quyết định rồi sửa tệp, hoặc đính chính trong sổ.",
        )
        return
    if not added:
        row.end("same")
        return
    desk.sources([row])
    desk.pen.change(unit, **added, **row.named())
    if "ended" in added:
        for dated in [*unit.names.filter(to_date__isnull=True), *unit.places.filter(to_date__isnull=True)]:
            desk.pen.change(dated, to_date=ended, **row.named())
        before = desk.directory.units[key]
        desk.directory.units[key] = KnownUnit(key, before.subject_id, before.parent_id, before.founded, ended)
    row.complete(added)


def record_successions(row: Row, desk: Desk) -> None:
    """Link a unit with those that it continues, named in the list's own column."""
    predecessors = row.record.get("succeeds") or []
    if not predecessors:
        return
    founded = full_date(row.record.get("from"))
    successor = desk.directory.exact_unit(row.record["name"], on=founded, within=row.record.get("parent"))
    before = founded - timedelta(days=1) if founded else None
    for words in predecessors:
        old = desk.directory.unit(words, on=before) or desk.directory.unit(words, on=None)
        if old is None or successor is None or old == successor:
            row.note(
                "unit-predecessor-unknown",
                value=words,
                message=f"Không tìm thấy đơn vị “{words}” để ghi kế thừa.",
                remedy="Nhập đơn vị cũ trước rồi nhập lại dòng này.",
            )
            continue
        if Succession.objects.filter(predecessor_id=old, successor_id=successor).exists():
            continue
        kind = "merge" if len(predecessors) > 1 else "rename"
        desk.sources([row])
        desk.pen.add(
            [Succession(predecessor_id=old, successor_id=successor, kind=kind, on_date=founded, source=row.source)]
        )
        if row.plan["status"] in ("same", "changes"):
            row.complete(["succeeds"])


def unit_by_id(unit_id: int | None) -> Unit | None:
    """The unit of this id, if there is one."""
    return Unit.objects.filter(pk=unit_id).first()
