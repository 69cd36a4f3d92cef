"""A sitting of a council from its call to its signed minutes: agenda, opening, notes, closing by the tallies of its ballots.

    called -> opened -> closed -> signed        called, opened -> called-off

Dossiers come onto the agenda and leave it only along the way (`table`, `untable`, `pass`, `fail`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.law import way
from tdkt.law.asking import precedence
from tdkt.operations.conditions import Unmet, unmet
from tdkt.operations.conflicts import frozen_items, settle_conflicts
from tdkt.operations.council import council_of, members_on
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.minutes import minutes as minutes
from tdkt.operations.permissions import require
from tdkt.operations.presence import must_be, quorum, sitting_of
from tdkt.operations.way import take_within
from tdkt.records.models import (
    Account,
    AgendaItem,
    Ballot,
    Conflict,
    Nomination,
    Presence,
    Round,
    Sitting,
    Tally,
)

HALF = 50


@dataclass(frozen=True)
class Said:
    """What the chair decides of an item that its ballot leaves open, and with which words for the minutes."""

    passed: bool
    words: str


def call_sitting(
    council_id: int,
    round_id: int,
    *,
    held_on: date,
    by: Account | None,
    at: datetime,
    at_hour: str = "",
    place: str = "",
    chair: int | None = None,
    secretary: int | None = None,
) -> Sitting:
    """Call a sitting of a council on a round. Chair and secretary are members by id; without them those of these seats.

    Raises `RuleNotMet` for a day on which the council does not stand or has no members.
    """
    require(by, "hold-sitting")
    detail = {"council": council_id, "round": round_id, "held_on": held_on.isoformat()}
    with writing(by=by, at=at, verb="sittings.call", detail=detail) as pen:
        council = council_of(council_id, by=by, on=held_on)
        members = list(members_on(council.pk, held_on))
        if not members or held_on < council.from_date or (council.to_date is not None and held_on > council.to_date):
            raise RuleNotMet(
                f"Ngày {held_on:%d/%m/%Y} {council.name} không có thành viên. Chọn ngày khác hoặc sửa thành viên.",
                f"{council.name} has no members on {held_on:%d/%m/%Y}.",
            )
        round_ = Round.objects.filter(pk=round_id).first()
        if round_ is None:
            raise NotFound("Không có đợt xét này trong sổ.", "There is no such round in the register.")
        if round_.state in ("ended", "called-off"):
            raise WrongState(f"Đợt xét “{round_.name}” đã kết thúc.", f"The round “{round_.name}” has ended.")
        seats = {one.pk: one for one in members}
        if not {chair, secretary} - {None} <= set(seats):
            raise NotFound("Người chủ trì hoặc thư ký không phải thành viên ngày họp.", "No such member on that day.")
        numbers = Sitting.objects.filter(council=council, round=round_).values_list("number", flat=True)
        sitting = pen.add_one(
            Sitting(
                council=council,
                round=round_,
                number=max(numbers, default=0) + 1,
                held_on=held_on,
                at_hour=at_hour,
                place=place.strip(),
                chair_id=chair or next((one.pk for one in members if one.seat == "chair"), None),
                secretary_id=secretary or next((one.pk for one in members if one.seat == "secretary"), None),
            )
        )
        pen.entry.detail["sitting"] = sitting.pk
    return sitting


def move_sitting(
    sitting_id: int, *, held_on: date, at_hour: str, place: str, by: Account | None, at: datetime
) -> Sitting:
    """Hold a sitting on another day, hour or place than it was called for; its conflicts follow the members of that day."""
    require(by, "hold-sitting")
    detail = {"sitting": sitting_id, "held_on": held_on.isoformat()}
    with writing(by=by, at=at, verb="sittings.move", detail=detail) as pen:
        sitting = sitting_of(sitting_id, by=by, on=at.date())
        must_be(sitting, "called")
        members = {one.pk for one in members_on(sitting.council_id, held_on)}
        if not members:
            raise RuleNotMet(f"Ngày {held_on:%d/%m/%Y} hội đồng không có thành viên.", "No members on that day.")
        gone = Presence.objects.filter(sitting=sitting).exclude(member__in=members)
        pen.withdraw_all(Presence, list(gone.values_list("pk", flat=True)))
        pen.change(sitting, held_on=held_on, at_hour=at_hour, place=place.strip())
        settle_conflicts(pen, [sitting.pk])
    return sitting


def set_chair(
    sitting_id: int, *, chair: int | None, secretary: int | None, by: Account | None, at: datetime
) -> Sitting:
    """Say which members (by id) chair a sitting and keep its minutes."""
    require(by, "hold-sitting")
    with writing(by=by, at=at, verb="sittings.chair", detail={"sitting": sitting_id}) as pen:
        sitting = sitting_of(sitting_id, by=by, on=at.date())
        must_be(sitting, "called", "opened")
        members = {one.pk for one in members_on(sitting.council_id, sitting.held_on)}
        if not {chair, secretary} - {None} <= members:
            raise NotFound("Người chủ trì hoặc thư ký không phải thành viên ngày họp.", "No such member on that day.")
        pen.change(sitting, chair_id=chair, secretary_id=secretary)
    return sitting


# --- the agenda ---------------------------------------------------------------------------------


def agenda_order(nominations: Iterable[Any]) -> list[Any]:
    """Nominations as they stand on an agenda: by award from high to low, then class, then the office's own order, then given name.

    The order is total: two nominations never change places from one reading to the next.
    """
    return sorted(nominations, key=agenda_key)


def agenda_key(nomination: Any) -> tuple[Any, ...]:
    return (
        *precedence(nomination.award, nomination.class_no),
        nomination.place,
        nomination.subject.name_key,
        nomination.pk,
    )


def candidates(sitting: Sitting, *, on: date) -> list[tuple[Nomination, tuple[Unmet, ...]]]:
    """The ready dossiers of the sitting's round in the order of an agenda, each with what keeps it off the agenda today."""
    ready = Nomination.objects.filter(round=sitting.round_id, state="ready").select_related("subject", "unit", "round")
    found = agenda_order(ready)
    against = unmet(way.named("table"), found, on=on)
    return [(one, tuple(against.get(one.pk, ()))) for one in found]


def put_on_agenda(
    sitting_id: int, nominations: Iterable[int], *, by: Account | None, at: datetime, on: date
) -> list[AgendaItem]:
    """Put dossiers of the sitting's round on its agenda: all of them, or none with the way's reason why not."""
    require(by, "hold-sitting")
    keys = sorted(set(nominations))
    detail = {"sitting": sitting_id, "nominations": keys}
    with writing(by=by, at=at, verb="sittings.table", detail=detail) as pen:
        sitting = sitting_of(sitting_id, by=by, on=on)
        must_be(sitting, "called", "opened")
        found = {one.pk: one for one in Nomination.objects.filter(pk__in=keys).select_related("subject")}
        if set(found) != set(keys):
            raise NotFound("Có hồ sơ không còn trong sổ. Tải lại trang.", "A dossier is not in the register any more.")
        other = [one for one in found.values() if one.round_id != sitting.round_id]
        if other:
            raise RuleNotMet(
                f"Hồ sơ của {other[0].subject.name} thuộc đợt xét khác. Chỉ đưa hồ sơ của đợt “{sitting.round.name}”.",
                f"The dossier of {other[0].subject.name} belongs to another round.",
            )
        _refuse_voted(sitting, list(found.values()))
        take_within(pen, keys, "table", by=by, on=on)
        pen.add(AgendaItem(sitting=sitting, nomination=one, place=0) for one in agenda_order(found.values()))
        _put_in_order(pen, sitting)
        settle_conflicts(pen, [sitting.pk])
    return list(AgendaItem.objects.filter(sitting=sitting, nomination__in=keys).order_by("place"))


def take_off_agenda(item_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> None:
    """Take a dossier off the agenda; it is ready for another sitting. Refused once its ballot was opened."""
    require(by, "hold-sitting")
    if not reason.strip():
        raise RuleNotMet("Ghi vì sao đưa khỏi chương trình.", "Say why it is taken off the agenda.")
    with writing(by=by, at=at, verb="sittings.untable", detail={"item": item_id, "reason": reason}) as pen:
        item = _item(item_id, by=by, on=on)
        must_be(item.sitting, "called", "opened")
        _refuse_voted(item.sitting, [item.nomination])
        _leave(pen, [item], by=by, on=on, reason=reason)
        _put_in_order(pen, item.sitting)


def _refuse_voted(sitting: Sitting, nominations: Sequence[Nomination]) -> None:
    """The items of an award whose ballot was opened neither grow nor shrink."""
    opened = set(Ballot.objects.filter(sitting=sitting, state__in=["open", "closed"]).values_list("award", "class_no"))
    stuck = next((one for one in nominations if (one.award, one.class_no) in opened), None)
    if stuck is not None:
        raise WrongState(
            f"Phiếu của {stuck.subject.name} và các mục cùng hình thức đã mở. Để hồ sơ này sang phiên sau.",
            f"The ballot on {stuck.subject.name} and the items of the same award was opened. Leave it to another sitting.",
        )


def _put_in_order(pen: Pen, sitting: Sitting) -> None:
    items = {
        one.nomination_id: one
        for one in AgendaItem.objects.filter(sitting=sitting).select_related("nomination__subject")
    }
    for place, nomination in enumerate(agenda_order(one.nomination for one in items.values()), 1):
        pen.change_soon(items[nomination.pk], place=place)
    pen.write_changes()


def _leave(pen: Pen, items: Sequence[AgendaItem], *, by: Account | None, on: date, reason: str) -> None:
    take_within(pen, [item.nomination_id for item in items], "untable", by=by, on=on, reason=reason)
    keys = [item.pk for item in items]
    pen.withdraw_all(Conflict, list(Conflict.objects.filter(item__in=keys).values_list("pk", flat=True)))
    pen.withdraw_all(AgendaItem, keys)


def _item(item_id: int, *, by: Account | None, on: date) -> AgendaItem:
    found = AgendaItem.objects.all() if by is None else AgendaItem.objects.visible_to(by, on=on)
    item: AgendaItem | None = found.select_related("sitting__council", "nomination__subject").filter(pk=item_id).first()
    if item is None:
        raise NotFound("Không có mục này trong chương trình.", "There is no such item on the agenda.")
    return item


# --- the sitting --------------------------------------------------------------------------------


def open_sitting(sitting_id: int, *, by: Account | None, at: datetime, on: date) -> Sitting:
    """Open a sitting: it has an agenda and a chair, presence is said of every voting member, and the quorum is met or not known."""
    require(by, "hold-sitting")
    with writing(by=by, at=at, verb="sittings.open", detail={"sitting": sitting_id}) as pen:
        sitting = sitting_of(sitting_id, by=by, on=on)
        must_be(sitting, "called")
        if not AgendaItem.objects.filter(sitting=sitting).exists():
            raise RuleNotMet("Chương trình chưa có hồ sơ nào. Đưa hồ sơ vào trước khi họp.", "The agenda is empty.")
        if not members_on(sitting.council_id, sitting.held_on).filter(pk=sitting.chair_id).exists():
            raise RuleNotMet("Phiên họp chưa có người chủ trì. Chọn người chủ trì.", "The sitting has no chair.")
        now = quorum(sitting)
        if now.unsaid:
            raise RuleNotMet(
                f"Còn {now.unsaid} thành viên chưa điểm danh. Điểm danh đủ rồi khai mạc.",
                f"Presence is not yet said of {now.unsaid} members.",
            )
        if now.met is False:
            raise RuleNotMet(
                f"Có mặt {now.present} trên {now.members}, cần từ {now.needed} ({now.source}). Chưa đủ để họp.",
                f"{now.present} of {now.members} are present, {now.needed} are needed ({now.source}).",
            )
        settle_conflicts(pen, [sitting.pk])
        pen.change(sitting, state="opened")
    return sitting


def note_item(item_id: int, notes: str, *, seen: str, by: Account | None, at: datetime, on: date) -> AgendaItem:
    """Keep the notes of the discussion of an item. `seen` is what they were when they were opened: two writers never overwrite each other.

    Notes that say nothing new write nothing, also no entry of the log.
    """
    require(by, "hold-sitting")
    stands = _item(item_id, by=by, on=on)
    if stands.notes == notes:
        return stands
    with writing(by=by, at=at, verb="sittings.note", detail={"item": item_id}) as pen:
        item = _item(item_id, by=by, on=on)
        must_be(item.sitting, "called", "opened", "closed")
        if item.notes != seen and item.notes != notes:
            raise WrongState(
                "Nội dung thảo luận mục này vừa được người khác sửa. Chép phần đang gõ, tải lại trang rồi ghi thêm vào.",
                "Somebody else changed the notes of this item meanwhile. Copy what you typed, reload and add it.",
            )
        pen.change(item, notes=notes)
    return item


def note_sitting(sitting_id: int, notes: str, *, seen: str, by: Account | None, at: datetime, on: date) -> Sitting:
    """Keep the notes of the whole sitting; as `note_item`."""
    require(by, "hold-sitting")
    stands = sitting_of(sitting_id, by=by, on=on)
    if stands.notes == notes:
        return stands
    with writing(by=by, at=at, verb="sittings.note", detail={"sitting": sitting_id}) as pen:
        sitting = sitting_of(sitting_id, by=by, on=on)
        must_be(sitting, "called", "opened", "closed")
        if sitting.notes != seen and sitting.notes != notes:
            raise WrongState(
                "Ghi chép phiên họp vừa được người khác sửa. Chép phần đang gõ, tải lại trang rồi ghi thêm vào.",
                "Somebody else changed the notes of the sitting meanwhile. Copy what you typed, reload and add it.",
            )
        pen.change(sitting, notes=notes)
    return sitting


def tallies_of(sitting_id: int) -> dict[int, Tally]:
    """By nomination, what the newest closed ballot of this sitting says of it."""
    found: dict[int, Tally] = {}
    rows = Tally.objects.filter(ballot__sitting=sitting_id, ballot__state="closed").select_related("ballot")
    for tally in rows.order_by("ballot__turn", "ballot__pk"):
        found[tally.nomination_id] = tally
    return found


def needs_words(tally: Tally) -> bool:
    """Whether the chair has to say what an item comes to: no rule says what is needed, or votes are equal where half of them is enough."""
    if tally.passed is None:
        return True
    percent = float(tally.ballot.rule.get("percent") or 0)
    equal = tally.yes + tally.written_yes == tally.no + tally.written_no and tally.yes + tally.written_yes > 0
    return equal and percent <= HALF


def close_sitting(
    sitting_id: int, *, by: Account | None, at: datetime, on: date, said: Mapping[int, Said] | None = None
) -> Sitting:
    """Close a sitting: each dossier passes or fails by its tally; `said` holds the chair's word by nomination where the tally leaves it open.

    Raises `WrongState` unless it is open and no ballot is; `RuleNotMet` for an item without a tally or without the chair's needed word.
    """
    require(by, "hold-sitting")
    words = said or {}
    with writing(by=by, at=at, verb="sittings.close", detail={"sitting": sitting_id}) as pen:
        sitting = sitting_of(sitting_id, by=by, on=on)
        must_be(sitting, "opened")
        ballots = list(Ballot.objects.filter(sitting=sitting))
        if any(one.state == "open" for one in ballots):
            raise WrongState(
                "Còn lượt phiếu đang mở. Đóng lượt phiếu rồi bế mạc.", "A ballot is still open. Close it first."
            )
        results = _results(pen, sitting, words)
        for one in ballots:
            if one.state == "prepared":
                pen.change(one, state="called-off")
        for name, outcome in (("pass", True), ("fail", False)):
            keys = [nomination for nomination, passed in results.items() if passed is outcome]
            if keys:
                take_within(pen, keys, name, by=by, on=on, reason=f"Phiên họp ngày {sitting.held_on:%d/%m/%Y}")
        pen.change(sitting, state="closed")
        pen.entry.detail |= {"passed": sum(results.values()), "items": len(results)}
    return sitting


def _results(pen: Pen, sitting: Sitting, said: Mapping[int, Said]) -> dict[int, bool]:
    """By nomination whether it passed; the chair's words are kept with the tally."""
    tallies = tallies_of(sitting.pk)
    results: dict[int, bool] = {}
    items = AgendaItem.objects.filter(sitting=sitting).select_related("nomination__subject").order_by("place")
    for item in items:
        tally, word = tallies.get(item.nomination_id), said.get(item.nomination_id)
        name = item.nomination.subject.name
        if tally is None:
            raise RuleNotMet(
                f"Mục {item.place} ({name}) chưa có kết quả. Bỏ phiếu, biểu quyết giơ tay hoặc nhập số phiếu trước khi bế mạc.",
                f"Item {item.place} ({name}) has no result. Hold a ballot, a show of hands or enter a count first.",
            )
        if needs_words(tally):
            if word is None or not word.words.strip():
                raise RuleNotMet(
                    f"Mục {item.place} ({name}) bằng phiếu hoặc chưa rõ tỷ lệ phải đạt. Ghi ý kiến kết luận của người chủ trì.",
                    f"Item {item.place} ({name}) is a tie or has no known threshold. The chair has to conclude in words.",
                )
            pen.change(tally, passed=word.passed, words=word.words.strip())
        elif word is not None:
            raise RuleNotMet(
                f"Mục {item.place} ({name}) đã rõ kết quả theo phiếu; không ghi kết luận khác.",
                f"Item {item.place} ({name}) is settled by its ballot; nothing else can be concluded.",
            )
        results[item.nomination_id] = bool(tally.passed)
    return results


def sign_minutes(sitting_id: int, *, number: str, by: Account | None, at: datetime, on: date) -> Sitting:
    """Give the minutes of a closed sitting their number: from now on nothing in them changes. One number once a year and council."""
    require(by, "hold-sitting")
    number = " ".join(number.split())
    if not number:
        raise RuleNotMet("Ghi số biên bản.", "Say the number of the minutes.")
    with writing(by=by, at=at, verb="sittings.sign", detail={"sitting": sitting_id, "number": number}) as pen:
        sitting = sitting_of(sitting_id, by=by, on=on)
        must_be(sitting, "closed")
        year = sitting.held_on.year
        twin = Sitting.objects.filter(council=sitting.council_id, held_on__year=year, minutes_number=number)
        if twin.exists():
            raise WrongState(
                f"Biên bản số {number} năm {year} đã có. Lấy số kế tiếp.", f"Minutes {number} of {year} exist already."
            )
        pen.change(sitting, state="signed", minutes_number=number)
    return sitting


def call_off(sitting_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> Sitting:
    """Call a sitting off: its dossiers are ready for another. Refused once a ballot was opened."""
    require(by, "hold-sitting")
    if not reason.strip():
        raise RuleNotMet("Ghi vì sao huỷ phiên họp.", "Say why the sitting is called off.")
    with writing(by=by, at=at, verb="sittings.call-off", detail={"sitting": sitting_id, "reason": reason}) as pen:
        sitting = sitting_of(sitting_id, by=by, on=on)
        must_be(sitting, "called", "opened")
        if frozen_items(sitting.pk):
            raise WrongState("Đã có lượt phiếu mở trong phiên này; không huỷ được nữa.", "A ballot was opened already.")
        items = list(AgendaItem.objects.filter(sitting=sitting))
        if items:
            _leave(pen, items, by=by, on=on, reason=reason)
        pen.change(sitting, state="called-off")
    return sitting
