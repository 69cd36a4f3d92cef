"""Takes in what a record rests on beside honours and ratings: initiatives and disciplines from lists, rankings in a cụm or khối."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.utils import DataError, IntegrityError

from tdkt.operations.desk import Desk, Row
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.people import enter_people, sort_out, units_of
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Discipline, Initiative, Ranking
from tdkt.rules.facts import GROUP_LEVELS
from tdkt.vietnamese.folding import fold, nfc

LONGEST = 300


def take_in_initiatives(rows: list[Row], desk: Desk) -> None:
    """Enter the initiatives of a list: one for each person, year and name; a later list may say the kind or the scope."""
    rows = waiting(rows)
    for row in rows:
        if not row.record.get("name"):
            refuse(row, "name-missing", "Không rõ sáng kiến của ai.", "Thêm cột Họ và tên tác giả.")
        elif row.record.get("year") is None:
            refuse(row, "year-missing", "Không rõ năm công nhận.", "Thêm cột Năm hoặc Ngày công nhận.")
    rows = people_of(waiting(rows), desk)
    people, years = {row.plan["subject"] for row in rows}, {row.record["year"] for row in rows}
    standing = {
        (one.subject_id, one.year, one.folded): one
        for one in Initiative.objects.filter(year__in=years)
        if one.subject_id in people
    }
    new: list[tuple[Row, Initiative]] = []
    filled: list[tuple[Row, Any]] = []
    for row in rows:
        said = new_initiative(row)
        key = (said.subject_id, said.year, said.folded)
        before = standing.get(key)
        if before is None:
            standing[key] = said
            new.append((row, said))
        elif settle(row, before, said, ("kind", "scope"), code="initiative-differs") and before.pk:
            filled += fill(row, before, said, ("kind", "scope", "decision_number", "note"), desk)
    complete(filled, desk)
    enter(new, desk)


def new_initiative(row: Row) -> Initiative:
    record = row.record
    name = nfc(record["title"]).strip()
    return Initiative(
        subject_id=row.plan["subject"],
        year=record["year"],
        kind=record.get("kind") or "",
        scope=record.get("scope") or "",
        name=name,
        folded=fold(name)[:LONGEST],
        decision_number=record.get("decision_number") or "",
        note=record.get("note") or "",
    )


def take_in_disciplines(rows: list[Row], desk: Desk) -> None:
    """Enter the measures of a list: one for each person, form and first day; a later list may say when it ended."""
    rows = people_of(waiting(rows), desk)
    people = {row.plan["subject"] for row in rows}
    standing = {
        (one.subject_id, one.form, one.from_day): one
        for one in Discipline.objects.exclude(subject=None)
        if one.subject_id in people
    }
    new: list[tuple[Row, Discipline]] = []
    filled: list[tuple[Row, Any]] = []
    for row in rows:
        said = new_discipline(row)
        key = (said.subject_id, said.form, said.from_day)
        before = standing.get(key)
        if before is None:
            standing[key] = said
            new.append((row, said))
        elif settle(row, before, said, ("to_day",), code="discipline-differs") and before.pk:
            filled += fill(row, before, said, ("to_day", "decision_number", "note"), desk)
    complete(filled, desk)
    enter(new, desk)


def new_discipline(row: Row) -> Discipline:
    record = row.record
    return Discipline(
        subject_id=row.plan["subject"],
        form=record.get("form") or "",
        from_day=record.get("from") or "",
        to_day=record.get("to") or "",
        decision_number=record.get("decision_number") or "",
        note=record.get("note") or "",
    )


# --- what both lists share ---------------------------------------------------------------------


def waiting(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.plan["status"] in ("new", "doubtful")]


def refuse(row: Row, code: str, message: str, remedy: str) -> None:
    row.end("refused", code=code, message=message, remedy=remedy)


def people_of(rows: list[Row], desk: Desk) -> list[Row]:
    """The rows whose person is known or entered now; each row's plan then holds the subject."""
    units = units_of(rows, desk, on=None)
    known, fresh = sort_out(rows, units, desk)
    enter_people(fresh, units, desk)
    found = {id(row) for row in [*known, *fresh]}
    return [row for row in rows if id(row) in found]


def settle(row: Row, before: Any, said: Any, columns: tuple[str, ...], *, code: str) -> bool:
    """Whether a row agrees with what stands; where both say something else it is a conflict and the register keeps what it has."""
    for name in columns:
        stands, new = getattr(before, name), getattr(said, name)
        if stands and new and stands != new:
            row.end(
                "conflict",
                code=code,
                value=new,
                message=f"Sổ đã ghi khác cho {row.record['name']}: {stands}.",
                remedy="Đối chiếu hồ sơ; sửa tệp, hoặc đính chính trong sổ.",
            )
            return False
    row.end("same")
    return True


def fill(row: Row, before: Any, said: Any, columns: tuple[str, ...], desk: Desk) -> list[tuple[Row, Any]]:
    """Add what the row newly says; answers the row with what it completes, if it does, for `complete`."""
    added = {name: getattr(said, name) for name in columns if getattr(said, name) and not getattr(before, name)}
    if added:
        desk.pen.change_soon(before, **added)
        row.complete(added)
    return [(row, before)] if added else []


def complete(filled: list[tuple[Row, Any]], desk: Desk) -> None:
    """Let what was completed name the lines that did, and write all of it together."""
    desk.sources([row for row, _ in filled])
    for row, before in filled:
        desk.pen.change_soon(before, **row.named())
    desk.pen.write_changes()


def enter(new: list[tuple[Row, Any]], desk: Desk) -> None:
    desk.sources([row for row, _ in new])
    for row, one in new:
        one.source = row.source
        row.end("new")
    desk.pen.add([one for _, one in new])


# --- rankings ----------------------------------------------------------------------------------


def take_in_rankings(rows: list[Row], desk: Desk) -> None:
    """Enter the places of a list: one for each unit, year and group. A different place for the same is a conflict."""
    ready = [row for row in waiting(rows) if is_place(row, desk)]
    subjects = {row.plan["subject"] for row in ready}
    standing = {
        (one.subject_id, one.year, one.group): one
        for one in Ranking.objects.filter(year__in={row.record["year"] for row in ready})
        if one.subject_id in subjects
    }
    new: list[tuple[Row, Ranking]] = []
    for row in ready:
        record = row.record
        said = Ranking(
            subject_id=row.plan["subject"],
            year=record["year"],
            group=nfc(record["group"]).strip(),
            group_level=record["group_level"],
            rank=record["ranking"],
            note=record.get("note") or "",
        )
        key = (said.subject_id, said.year, said.group)
        before = standing.get(key)
        if before is None:
            standing[key] = said
            new.append((row, said))
        else:
            settle(row, before, said, ("rank", "group_level"), code="ranking-differs")
    enter(new, desk)


def is_place(row: Row, desk: Desk) -> bool:
    """Whether the row says all of a place of a known unit; its plan then holds the subject. Otherwise it is refused with the reason."""
    record, ranking = row.record, row.record.get("ranking")
    if record.get("year") is None:
        refuse(row, "year-missing", "Không rõ năm xếp hạng.", "Thêm cột Năm, hoặc ghi năm ở dòng tiêu đề.")
    elif not record.get("group") or not record.get("group_level"):
        refuse(
            row,
            "group-missing",
            "Không rõ cụm, khối thi đua hoặc cấp của cụm, khối.",
            "Thêm cột Cụm thi đua, Cấp của cụm.",
        )
    elif not isinstance(ranking, int) or ranking < 1:
        refuse(row, "ranking-missing", "Không rõ thứ hạng.", "Ghi thứ hạng là số từ 1 ở cột Thứ hạng.")
    else:
        day = date(record["year"], 12, 31)
        unit = desk.directory.exact_unit(record["name"], on=day, within=record.get("unit"))
        if unit is not None:
            row.plan["subject"], row.plan["unit"] = desk.directory.units[unit].subject_id, unit
            return True
        refuse(
            row,
            "unit-unknown",
            f"Chưa có đơn vị “{record['name']}” trong sổ.",
            "Nhập danh sách đơn vị trước, hoặc sửa tên đơn vị cho khớp.",
        )
    return False


@dataclass(frozen=True)
class Placed:
    """The place of a collective in its cụm or khối for a year; `level` is one of unit, bo-tinh, trung-uong."""

    subject: int
    year: int
    group: str
    level: str
    rank: int


def record_rankings(places: Iterable[Placed], *, by: Account | None, at: datetime, reason: str = "") -> list[Ranking]:
    """Enter the places of collectives in their groups as one act. Raises `RuleNotMet` for a place that cannot be."""
    require(by, "apply")
    places = list(places)
    for one in places:
        if one.level not in GROUP_LEVELS or one.rank < 1:
            raise RuleNotMet(
                f"Thứ hạng {one.rank} hoặc cấp “{one.level}” không đúng. Thứ hạng từ 1; cấp là một trong: {', '.join(GROUP_LEVELS)}.",
                f"Rank {one.rank} or level “{one.level}” cannot be. Ranks begin at 1; a level is one of: {', '.join(GROUP_LEVELS)}.",
            )
    try:
        with writing(by=by, at=at, verb="rankings.record", detail={"rows": len(places), "reason": reason}) as pen:
            return pen.add(
                [
                    Ranking(
                        subject_id=one.subject, year=one.year, group=one.group, group_level=one.level, rank=one.rank
                    )
                    for one in places
                ]
            )
    except (IntegrityError, DataError):
        raise RuleNotMet(
            "Sổ không nhận: một tập thể đã có thứ hạng của năm và cụm này. Đối chiếu rồi sửa lại.",
            "The register does not take it: a collective has a place in this group and year already. Compare and mend it.",
        ) from None
