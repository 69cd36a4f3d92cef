"""Takes yearly ratings in: one for each person or unit and year, with the yearly title that came with it."""

from datetime import date

from tdkt.operations.desk import Desk, Row
from tdkt.operations.people import enter_people, sort_out, units_of
from tdkt.records.models import Rating


def take_in_ratings(rows: list[Row], desk: Desk) -> None:
    """Enter the ratings of a list. A different rating for the same year is a conflict; the register keeps what it has."""
    rows = [row for row in rows if row.plan["status"] in ("new", "doubtful")]
    undated = [row for row in rows if row.record.get("year") is None]
    for row in undated:
        row.end(
            "refused",
            code="year-missing",
            message="Không rõ năm phân loại.",
            remedy="Thêm cột Năm, hoặc ghi năm ở dòng tiêu đề.",
        )
    rows = [row for row in rows if row.record.get("year") is not None]
    units = units_of(rows, desk, on=None)
    bodies = [row for row in rows if is_of_unit(row, desk)]
    known, fresh = sort_out([row for row in rows if "subject" not in row.plan], units, desk)
    enter_people(fresh, units, desk)
    known = [*bodies, *known]
    people = {row.plan["subject"] for row in [*known, *fresh]}
    years = {row.record["year"] for row in rows}
    standing = {(r.subject_id, r.year): r for r in Rating.objects.filter(year__in=years) if r.subject_id in people}
    new: list[tuple[Row, Rating]] = []
    for row in [*known, *fresh]:
        key = (row.plan["subject"], row.record["year"])
        said = (row.record.get("rating") or "", row.record.get("title") or "")
        before = standing.get(key)
        if before is None:
            rating = Rating(
                subject_id=key[0],
                year=key[1],
                rating=said[0],
                title=said[1],
                unit_id=row.plan.get("unit") or units[row.at],
                note=row.record.get("note") or "",
            )
            standing[key] = rating
            new.append((row, rating))
        elif (before.rating, before.title) == said:
            row.end("same")
        else:
            row.end(
                "conflict",
                code="rating-differs",
                value=said[0],
                message=f"Năm {key[1]} sổ đã ghi khác cho {row.record['name']}.",
                remedy="Đối chiếu biên bản; sửa tệp, hoặc đính chính trong sổ.",
            )
    desk.sources([row for row, _ in new])
    for row, rating in new:
        rating.source = row.source
        row.end("new")
    desk.pen.add([rating for _, rating in new])


def is_of_unit(row: Row, desk: Desk) -> bool:
    """Whether the row rates a unit of the register; its plan then holds that unit and its subject.

    A unit bears a name of its own, and neither a birth date nor a number; the name is that of the last day of the year rated.
    """
    record = row.record
    if record.get("born") or record.get("service_number") or row.choice is not None:
        return False
    unit = desk.directory.exact_unit(record["name"], on=date(record["year"], 12, 31), within=record.get("unit"))
    if unit is None:
        return False
    row.plan["subject"], row.plan["unit"] = desk.directory.units[unit].subject_id, unit
    return True
