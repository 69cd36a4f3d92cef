"""The bodies and officials of emulation work, entered by the office for the forms 0604 and 0605, ended, and taken back. Read first: `add_body`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, EmulationBody, Entry, Official, Registered, Subject, Unit
from tdkt.vietnamese.folding import nfc

UNDO = "statistics.undo"
VERBS = ("statistics.body", "statistics.end-body", "statistics.official", "statistics.end-official")


@dataclass(frozen=True)
class NewBody:
    """A body as it is said; `own`: it does nothing else."""

    unit_id: int
    name: str
    own: bool
    from_year: int


@dataclass(frozen=True)
class NewOfficial:
    """An official as he is said: who of the register, for which unit, since when."""

    subject_id: int
    unit_id: int
    since: date
    training: str = ""
    full_time: bool = True


def add_bodies(said: Iterable[NewBody], *, by: Account | None, at: datetime, on: date) -> int:
    """Enter bodies; answers the entry of the log. Raises `RuleNotMet` for one without a name, of a year to come, or that is there already."""
    require(by, "keep-statistics")
    bodies = list(said)
    for one in bodies:
        _seen(Unit.objects, one.unit_id, by, on)
        if not one.name.strip():
            raise RuleNotMet("Tổ chức phải có tên. Ghi tên rồi lưu lại.", "A body needs a name.")
        if not 1945 <= one.from_year <= on.year:
            raise RuleNotMet(
                f"Năm bắt đầu {one.from_year} không dùng được. Ghi năm từ 1945 đến {on.year}.",
                f"The first year {one.from_year} cannot be. Say a year from 1945 to {on.year}.",
            )
    detail = {"bodies": len(bodies), "name": bodies[0].name if bodies else ""}
    with writing(by=by, at=at, verb="statistics.body", detail=detail) as pen:
        for one in bodies:
            if EmulationBody.objects.filter(unit=one.unit_id, name=nfc(one.name).strip()).exists():
                raise RuleNotMet(
                    f"Đơn vị này đã có “{one.name}” trong danh sách. Sửa dòng đã có, hoặc ghi tên khác.",
                    f"This unit has “{one.name}” already.",
                )
        pen.add(
            EmulationBody(unit_id=b.unit_id, name=nfc(b.name).strip(), own=b.own, from_year=b.from_year) for b in bodies
        )
        return pen.entry.seq


def end_body(body_id: int, *, year: int, by: Account | None, at: datetime, on: date) -> int:
    """Say in which year a body did its work last. Raises `NotFound`, `WrongState` for one that has ended, `RuleNotMet`."""
    require(by, "keep-statistics")
    with writing(by=by, at=at, verb="statistics.end-body", detail={"body": body_id, "year": year}) as pen:
        body = _seen(EmulationBody.objects, body_id, by, on)
        if body.to_year is not None:
            raise WrongState(f"“{body.name}” đã thôi từ năm {body.to_year}.", f"“{body.name}” ended in {body.to_year}.")
        if not body.from_year <= year <= on.year:
            raise RuleNotMet(
                f"Năm cuối phải từ {body.from_year} đến {on.year}.",
                f"The last year must be from {body.from_year} to {on.year}.",
            )
        pen.change(body, to_year=year)
        return pen.entry.seq


def add_officials(said: Iterable[NewOfficial], *, by: Account | None, at: datetime, on: date) -> int:
    """Enter officials; answers the entry. Raises `NotFound`, `RuleNotMet` for a day to come and for who does this work already."""
    require(by, "keep-statistics")
    officials = list(said)
    for one in officials:
        if one.since > on:
            raise RuleNotMet(
                f"Ngày {one.since:%d/%m/%Y} chưa đến. Ghi ngày đã bắt đầu làm.",
                f"The day {one.since.isoformat()} is still to come.",
            )
    detail = {"officials": len(officials)}
    with writing(by=by, at=at, verb="statistics.official", detail=detail) as pen:
        units = {one.unit_id for one in officials}
        people = Subject.objects.filter(pk__in={one.subject_id for one in officials}, kind="individual").in_bulk()
        if _all_seen(Unit.objects, units, by, on) < len(units) or len(people) < len({o.subject_id for o in officials}):
            raise NotFound(
                "Không có đơn vị hoặc người này trong sổ.", "There is no such unit or person in the register."
            )
        standing = Official.objects.filter(subject__in=people, until=None).select_related("subject").first()
        if standing is not None:
            raise RuleNotMet(
                f"{standing.subject.name} đang làm công tác này từ {standing.since:%d/%m/%Y}. Kết thúc dòng đó trước.",
                f"{standing.subject.name} does this work since {standing.since.isoformat()}.",
            )
        pen.add(
            Official(
                subject_id=one.subject_id,
                unit_id=one.unit_id,
                since=one.since,
                training=nfc(one.training).strip()[:60],
                full_time=one.full_time,
            )
            for one in officials
        )
        return pen.entry.seq


def end_official(official_id: int, *, until: date, by: Account | None, at: datetime, on: date) -> int:
    """Say until which day an official did the work. Raises `NotFound`, `WrongState`, `RuleNotMet`."""
    require(by, "keep-statistics")
    detail = {"official": official_id, "until": until.isoformat()}
    with writing(by=by, at=at, verb="statistics.end-official", detail=detail) as pen:
        official = _seen(Official.objects, official_id, by, on)
        if official.until is not None:
            raise WrongState(
                f"Dòng này đã kết thúc ngày {official.until:%d/%m/%Y}.", f"This ended on {official.until.isoformat()}."
            )
        if not official.since <= until <= on:
            raise RuleNotMet(
                f"Ngày cuối phải từ {official.since:%d/%m/%Y} đến {on:%d/%m/%Y}.",
                f"The last day must be from {official.since.isoformat()} to {on.isoformat()}.",
            )
        pen.change(official, until=until)
        return pen.entry.seq


def take_back(entry_seq: int, *, by: Account | None, at: datetime) -> None:
    """Take one of these acts back. Raises `NotFound` for another act, `WrongState` where the rows were changed since."""
    require(by, "keep-statistics")
    with writing(by=by, at=at, verb=UNDO, detail={"entry": entry_seq}) as pen:
        if not Entry.objects.filter(seq=entry_seq, verb__in=VERBS).exists():
            raise NotFound("Không có việc nào để hoàn tác ở mục này.", "There is nothing to take back here.")
        undone = Entry.objects.filter(verb=UNDO, seq__gt=entry_seq, seq__lt=pen.entry.seq)
        neutral = {seq for one in undone for seq in (one.seq, one.detail["entry"])}
        for model in (EmulationBody, Official):
            _give_back(model, entry_seq, neutral, pen)


def _give_back(model: type[Registered], entry_seq: int, neutral: set[int], pen: Pen) -> None:
    """Give the rows of one table the states that they had before the act. Raises `WrongState` where they were written to since."""
    versions: Any = model.versions.objects  # type: ignore[attr-defined]
    opened = set(versions.filter(entry=entry_seq).values_list("row", flat=True))
    states = versions.filter(row__in=opened).values_list("entry", "closed_by")
    later = {seq for pair in states for seq in pair if seq and seq > entry_seq} - neutral
    if later or entry_seq in neutral:
        raise WrongState(
            "Các dòng này đã được ghi tiếp hoặc đã hoàn tác. Mở trang xem lại.",
            "These rows were written to since, or taken back already.",
        )
    before = {one.row: one for one in versions.filter(closed_by=entry_seq)}
    for row in sorted(before):
        pen.restore(model, before[row])
    pen.withdraw_all(model, sorted(opened - set(before)))


def _seen(objects: Any, key: int, by: Account | None, on: date) -> Any:
    """A row within the account's reach. Raises `NotFound`."""
    seen = objects.all() if by is None else objects.visible_to(by, on=on)
    found = seen.filter(pk=key).first()
    if found is None:
        raise NotFound(f"Không có dòng số {key} trong sổ.", f"There is no row {key} in the register.")
    return found


def _all_seen(objects: Any, keys: Iterable[int], by: Account | None, on: date) -> int:
    seen = objects.all() if by is None else objects.visible_to(by, on=on)
    return int(seen.filter(pk__in=list(keys)).count())
