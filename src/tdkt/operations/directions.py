"""Directions of leaders: given to units, reported on by them, held done by the office, closed, dropped, carried on to the next year; and back.

    direction = give_direction(Asked("Rà soát các mô hình…", leader="Giám đốc Công an tỉnh", …), {3: None, 4: day}, by=officer, at=now, on=today)
    report_direction(Told(given.pk, "Đã rà soát 12 mô hình", today, 60), by=clerk, at=now, on=today)
    hold_done([given.pk], done_on=today, by=officer, at=now)

A direction is done once every unit is held done. What is done, dropped or carried on takes no reports; `reopen` and `take_back` undo.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.kept_files import keep_for_good, kept_file
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.papers import Incoming
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Direction, DirectionReport, DirectionUnit, Movement, Unit
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

SHORT = 80


@dataclass(frozen=True)
class Asked:
    """What is asked: its words, whose (a post), at which occasion, on which day, by which paper, until when, within which movement."""

    words: str
    leader: str
    occasion: str
    said_on: date
    document: str = ""
    due_on: date | None = None
    movement: int | None = None


def give_direction(
    asked: Asked, units: Mapping[int, date | None], *, by: Account | None, at: datetime, on: date
) -> Direction:
    """Give a direction to units, each with its own last day or none (then that of the direction). Raises `RuleNotMet`, `NotFound`."""
    require(by, "give-directions")
    with writing(
        by=by, at=at, verb="directions.give", detail={"words": short(asked.words), "units": len(units)}
    ) as pen:
        return _give(pen, asked, units, on=on)


def give_directions(
    given: Iterable[tuple[Asked, Mapping[int, date | None]]], *, by: Account | None, at: datetime, on: date
) -> list[Direction]:
    """Give many at once, as those of one conference: all or none."""
    require(by, "give-directions")
    wanted = list(given)
    units = sum(len(one) for _, one in wanted)
    with writing(
        by=by, at=at, verb="directions.give", detail={"words": f"{len(wanted)} ý kiến", "units": units}
    ) as pen:
        return [_give(pen, asked, one, on=on) for asked, one in wanted]


def _give(
    pen: Pen, asked: Asked, units: Mapping[int, date | None], *, on: date, carried_from: Direction | None = None
) -> Direction:
    asked = checked(asked, on=on)
    _check_units(asked, units)
    made = pen.add_one(
        Direction(
            words=asked.words,
            leader=asked.leader,
            occasion=asked.occasion,
            said_on=asked.said_on,
            document=asked.document,
            due_on=asked.due_on,
            movement_id=asked.movement,
            carried_from=carried_from,
        )
    )
    pen.add([DirectionUnit(direction=made, unit_id=unit, due_on=day) for unit, day in units.items()])
    return made


def checked(asked: Asked, *, on: date) -> Asked:
    """The same with its words set in order. Raises `RuleNotMet` for what lacks or cannot be, `NotFound` for an unknown movement."""
    tidy = replace(
        asked,
        words=nfc(asked.words).strip(),
        leader=" ".join(nfc(asked.leader).split()),
        occasion=" ".join(nfc(asked.occasion).split()),
        document=" ".join(nfc(asked.document).split()),
    )
    if not (tidy.words and tidy.leader and tidy.occasion):
        raise RuleNotMet(
            "Ghi đủ nội dung chỉ đạo, chức vụ người chỉ đạo và dịp chỉ đạo.",
            "Write what is asked, the post of who asks it, and the occasion.",
        )
    if len(tidy.leader) > 200 or len(tidy.occasion) > 300 or len(tidy.document) > 200:
        raise RuleNotMet(
            "Chức vụ, văn bản dài nhất 200 chữ, dịp chỉ đạo dài nhất 300 chữ.",
            "A post or a document has at most 200 signs, an occasion 300.",
        )
    if tidy.said_on > on:
        raise RuleNotMet(
            f"Ngày chỉ đạo {write_date(tidy.said_on)} chưa đến.", f"{write_date(tidy.said_on)} has not come yet."
        )
    if tidy.due_on is not None and tidy.due_on < tidy.said_on:
        raise RuleNotMet(
            f"Hạn {write_date(tidy.due_on)} trước ngày chỉ đạo {write_date(tidy.said_on)}.",
            f"It is due on {write_date(tidy.due_on)}, before it is asked on {write_date(tidy.said_on)}.",
        )
    if tidy.movement is not None and not Movement.objects.filter(pk=tidy.movement).exists():
        raise NotFound("Không có phong trào này.", "There is no such movement.")
    return tidy


def _check_units(asked: Asked, units: Mapping[int, date | None]) -> None:
    if not units:
        raise RuleNotMet("Chưa chọn đơn vị nào. Chọn ít nhất một đơn vị.", "No unit is chosen. Choose one or more.")
    known = Unit.objects.in_bulk(units)
    if len(known) < len(units):
        raise NotFound("Có đơn vị không còn trong sổ.", "A unit is not in the register.")
    for key, day in units.items():
        unit = known[key]
        if unit.ended is not None and unit.ended < asked.said_on:
            raise RuleNotMet(
                f"{unit.name} đã kết thúc ngày {write_date(unit.ended)}; giao cho đơn vị kế thừa.",
                f"{unit.name} ended on {write_date(unit.ended)}; give it to the unit that follows.",
            )
        if day is not None and day < asked.said_on:
            raise RuleNotMet(
                f"{unit.name}: hạn {write_date(day)} trước ngày chỉ đạo.",
                f"{unit.name}: due on {write_date(day)}, before it is asked.",
            )


# --- reports ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A report on its way in: of which unit of a direction, what was done, on which day, with a percent and a paper where there are any."""

    given: int
    words: str
    reported_on: date
    percent: int | None = None
    paper: Incoming | None = None


def report_direction(told: Told, *, by: Account | None, at: datetime, on: date) -> DirectionReport:
    """Report what a unit has done of a direction; of the account's own units only.

    Raises `NotFound` for another's, `WrongState` once it is held done or the direction is closed, `RuleNotMet` for what cannot be.
    """
    return report_directions([told], by=by, at=at, on=on)[0]


def report_directions(reports: Iterable[Told], *, by: Account | None, at: datetime, on: date) -> list[DirectionReport]:
    """Many reports as one act, as those that came in for one meeting: all or none."""
    require(by, "report-direction")
    wanted = [checked_report(told) for told in reports]
    with writing(by=by, at=at, verb="directions.report", detail={"reports": len(wanted)}) as pen:
        seen = DirectionUnit.objects.all() if by is None else DirectionUnit.objects.visible_to(by, on=on)
        given = seen.select_related("direction", "unit").in_bulk({told.given for told in wanted})
        made = [_report(told, given.get(told.given), on=on) for told in wanted]
        if made:
            first = made[0].given
            units = first.unit.name if len(made) == 1 else f"{len(made)} đơn vị"
            pen.entry.detail |= {"unit": units, "words": short(first.direction.words)}
        return pen.add(made)


def checked_report(told: Told) -> Told:
    """The same with its words set in order. Raises `RuleNotMet` without words or for a percent that cannot be."""
    if not told.words.strip():
        raise RuleNotMet("Ghi kết quả thực hiện.", "Write what was done.")
    if told.percent is not None and not 0 <= told.percent <= 100:
        raise RuleNotMet("Tỷ lệ thực hiện từ 0 đến 100.", "The percent lies between 0 and 100.")
    return replace(told, words=nfc(told.words).strip())


def _report(told: Told, given: DirectionUnit | None, *, on: date) -> DirectionReport:
    if given is None:
        raise NotFound(
            "Không có chỉ đạo này giao cho đơn vị của tài khoản.", "No such direction is given to the account's unit."
        )
    _open(given)
    if not given.direction.said_on <= told.reported_on <= on:
        raise RuleNotMet(
            f"Ngày báo cáo phải từ {write_date(given.direction.said_on)} đến {write_date(on)}.",
            f"A report lies between {write_date(given.direction.said_on)} and {write_date(on)}.",
        )
    return DirectionReport(
        given=given,
        reported_on=told.reported_on,
        words=told.words,
        percent=told.percent,
        kept=keep_for_good(told.paper.content) if told.paper else "",
        file_name=told.paper.name if told.paper else "",
    )


def take_back_report(report_id: int, *, by: Account | None, at: datetime, on: date) -> DirectionReport:
    """Take the latest report of a unit back; its words stay in the history. Raises `WrongState` once the unit is held done."""
    require(by, "report-direction")
    with writing(by=by, at=at, verb="directions.unreport", detail={"report": report_id}) as pen:
        seen = DirectionReport.objects.all() if by is None else DirectionReport.objects.visible_to(by, on=on)
        report: DirectionReport | None = (
            seen.select_related("given__direction", "given__unit").filter(pk=report_id).first()
        )
        if report is None:
            raise NotFound("Không còn báo cáo này.", "There is no such report.")
        _open(report.given)
        later = DirectionReport.objects.filter(given=report.given).order_by("-reported_on", "-pk").first()
        if later != report:
            raise WrongState(
                "Chỉ rút được báo cáo mới nhất của đơn vị.", "Only the latest report of a unit can be taken back."
            )
        pen.entry.detail |= {"unit": report.given.unit.name, "words": short(report.given.direction.words)}
        pen.withdraw_all(DirectionReport, [report_id])
    return report


def content_of(report: DirectionReport) -> bytes:
    """The paper of a report. Raises `NotFound` where the shelf has lost it."""
    content = kept_file(report.kept) if report.kept else None
    if content is None:
        raise NotFound(
            "Tệp của báo cáo này không còn trên máy chủ; khôi phục thư mục files từ bản sao lưu.",
            "The file of this report is no longer on the server; restore the folder files from the backup.",
        )
    return content


# --- done, closed, dropped ------------------------------------------------------------------------


def hold_done(given: Iterable[int], *, done_on: date, by: Account | None, at: datetime) -> list[DirectionUnit]:
    """Hold units done that have reported; a direction is done with the last of its units. Raises `WrongState` for one that never reported."""
    require(by, "give-directions")
    keys = sorted(set(given))
    with writing(by=by, at=at, verb="directions.hold-done", detail={"units": len(keys)}) as pen:
        found = list(DirectionUnit.objects.filter(pk__in=keys).select_related("direction", "unit").order_by("pk"))
        if not keys or len(found) < len(keys):
            raise NotFound("Chưa chọn đơn vị, hoặc đơn vị không còn.", "No unit is chosen, or one is gone.")
        told = set(DirectionReport.objects.filter(given__in=keys).values_list("given", flat=True))
        for one in found:
            _open(one)
            if one.pk not in told:
                raise WrongState(
                    f"{one.unit.name} chưa báo cáo. Yêu cầu đơn vị báo cáo, hoặc ghi báo cáo thay đơn vị trước.",
                    f"{one.unit.name} has not reported. Ask it to, or enter its report first.",
                )
            if done_on < one.direction.said_on:
                raise RuleNotMet("Ngày hoàn thành trước ngày chỉ đạo.", "Done before it was asked.")
            pen.change(one, done_on=done_on)
        pen.entry.detail["words"] = short(found[0].direction.words)
        for direction in {one.direction_id: one.direction for one in found}.values():
            if not DirectionUnit.objects.filter(direction=direction, done_on=None).exists():
                pen.change(direction, state="done", closed_on=done_on)
    return found


def hold_not_done(given_id: int, *, by: Account | None, at: datetime) -> DirectionUnit:
    """Take it back that a unit was held done; a direction that was done only by that is open again."""
    require(by, "give-directions")
    with writing(by=by, at=at, verb="directions.hold-not-done", detail={"given": given_id}) as pen:
        given = DirectionUnit.objects.select_related("direction", "unit").filter(pk=given_id).first()
        if given is None:
            raise NotFound("Không có đơn vị này trong chỉ đạo.", "The direction is not given to this unit.")
        if given.done_on is None:
            raise WrongState(f"{given.unit.name} chưa được ghi hoàn thành.", f"{given.unit.name} is not held done.")
        direction = given.direction
        pen.entry.detail |= {"unit": given.unit.name, "words": short(direction.words)}
        if direction.state == "done" and not direction.closing:
            pen.change(direction, state="open", closed_on=None)
        elif direction.state != "open":
            raise _closed(direction)
        pen.change(given, done_on=None)
    return given


def close_direction(direction_id: int, reason: str, *, closed_on: date, by: Account | None, at: datetime) -> Direction:
    """Close a direction as done though not all units are held done, saying why."""
    return _end(direction_id, "done", reason, closed_on=closed_on, by=by, at=at, verb="directions.close")


def drop_direction(direction_id: int, reason: str, *, closed_on: date, by: Account | None, at: datetime) -> Direction:
    """Drop a direction, saying why: it is asked no more."""
    return _end(direction_id, "dropped", reason, closed_on=closed_on, by=by, at=at, verb="directions.drop")


def _end(
    direction_id: int, state: str, reason: str, *, closed_on: date, by: Account | None, at: datetime, verb: str
) -> Direction:
    require(by, "give-directions")
    reason = nfc(reason).strip()
    if not reason:
        raise RuleNotMet("Ghi lý do kết thúc chỉ đạo.", "Write why it ends.")
    with writing(by=by, at=at, verb=verb, detail={"reason": reason[:200]}) as pen:
        direction = _direction(direction_id)
        pen.entry.detail["words"] = short(direction.words)
        if direction.state != "open":
            raise _closed(direction)
        if closed_on < direction.said_on:
            raise RuleNotMet("Ngày kết thúc trước ngày chỉ đạo.", "It ends before it was asked.")
        pen.change(direction, state=state, closed_on=closed_on, closing=reason)
    return direction


def reopen(direction_id: int, *, by: Account | None, at: datetime) -> Direction:
    """Open a direction again that was closed or dropped with a reason. Raises `WrongState` for any other."""
    require(by, "give-directions")
    with writing(by=by, at=at, verb="directions.reopen", detail={"direction": direction_id}) as pen:
        direction = _direction(direction_id)
        pen.entry.detail["words"] = short(direction.words)
        if direction.state not in ("done", "dropped") or not direction.closing:
            raise WrongState(
                "Chỉ mở lại được chỉ đạo đã kết thúc kèm lý do hoặc đã bỏ.",
                "Only a direction that was closed with a reason or dropped can be opened again.",
            )
        pen.change(direction, state="open", closed_on=None, closing="")
    return direction


# --- carried on, taken back -------------------------------------------------------------------------


def carry_on(
    direction_id: int,
    asked: Asked,
    units: Mapping[int, date | None],
    *,
    by: Account | None,
    at: datetime,
    on: date,
) -> Direction:
    """Carry an open direction on to a later year: a new direction that goes on with it, given to these units; the old one is closed as carried.

    Raises `WrongState` unless it is open, `RuleNotMet` for a day that is not of a later year.
    """
    require(by, "give-directions")
    with writing(by=by, at=at, verb="directions.carry", detail={"direction": direction_id, "units": len(units)}) as pen:
        old = _direction(direction_id)
        pen.entry.detail["words"] = short(old.words)
        if old.state != "open":
            raise _closed(old)
        if asked.said_on.year <= old.said_on.year:
            raise RuleNotMet(
                f"Chỉ đạo của năm {old.said_on.year} chỉ chuyển sang được năm sau.",
                f"A direction of {old.said_on.year} is carried on to a later year only.",
            )
        pen.change(old, state="carried", closed_on=asked.said_on)
        return _give(pen, asked, units, on=on, carried_from=old)


def take_back(direction_id: int, *, by: Account | None, at: datetime) -> Direction:
    """Take back that a direction was given, while nobody has reported of it; one that it went on with is open again."""
    require(by, "give-directions")
    with writing(by=by, at=at, verb="directions.take-back", detail={"direction": direction_id}) as pen:
        direction = _direction(direction_id)
        pen.entry.detail["words"] = short(direction.words)
        if direction.state != "open":
            raise _closed(direction)
        if DirectionReport.objects.filter(given__direction=direction).exists():
            raise WrongState(
                "Đã có đơn vị báo cáo nên không rút được. Bỏ chỉ đạo kèm lý do.",
                "A unit has reported, so it cannot be taken back. Drop it with a reason.",
            )
        before = direction.carried_from
        pen.withdraw_all(DirectionUnit, list(direction.given_to.values_list("pk", flat=True)))
        pen.withdraw_all(Direction, [direction.pk])
        if before is not None:
            pen.change(before, state="open", closed_on=None)
    return direction


# --- what all of them ask -----------------------------------------------------------------------------


def short(words: str) -> str:
    """The beginning of the words, as the log and lists of tasks name a direction."""
    plain = " ".join(nfc(words).split())
    return plain if len(plain) <= SHORT else plain[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def _direction(direction_id: int) -> Direction:
    found = Direction.objects.filter(pk=direction_id).first()
    if found is None:
        raise NotFound("Không có chỉ đạo này.", "There is no such direction.")
    return found


def _open(given: DirectionUnit) -> None:
    if given.direction.state != "open":
        raise _closed(given.direction)
    if given.done_on is not None:
        raise WrongState(
            f"{given.unit.name} đã được ghi hoàn thành ngày {write_date(given.done_on)}. Bỏ ghi hoàn thành trước.",
            f"{given.unit.name} is held done since {write_date(given.done_on)}. Take that back first.",
        )


CLOSED = {
    "done": ("đã hoàn thành", "is done"),
    "carried": ("đã chuyển sang năm sau", "was carried on to the next year"),
    "dropped": ("đã bỏ", "was dropped"),
    "open": ("đang thực hiện", "is open"),
}


def _closed(direction: Direction) -> WrongState:
    vietnamese, english = CLOSED[direction.state]
    return WrongState(
        f"Chỉ đạo này {vietnamese} nên không làm được việc đó.", f"This direction {english}, so that cannot be done."
    )
