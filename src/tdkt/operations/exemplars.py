"""Exemplars: found, nurtured by a plan, reviewed, honoured, told of, taken up; how far one is follows from what is recorded of it.

    found = find(subject.pk, from_year=2015, to_year=2020, new_way="…", found_on=day, by=clerk, at=now, on=today)
    exemplar_plans.plan(found.exemplar, [Planned("…", due_on=day)], by=clerk, at=now, on=today)
    review(found.exemplar, "…", reviewed_on=day, by=officer, at=now, on=today)
    honour(found.exemplar, [conferral.pk], by=officer, at=now, on=today)
    exemplar_stories.take_up(found.exemplar, [unit.pk], since=day, by=clerk, at=now, on=today)
    exemplar_undo.take_back(done.entry, by=clerk, at=now, on=today)

Read first: `WAY`, the one table of states; `find`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    Conferral,
    Exemplar,
    ExemplarHonour,
    ExemplarStep,
    Following,
    Movement,
    Service,
    Subject,
)
from tdkt.records.models.awards import STANDING
from tdkt.vietnamese.folding import nfc


@dataclass(frozen=True)
class Stage:
    """A state: what has to be recorded of an exemplar that is so far, and what may be done with it there."""

    needs: frozenset[str]
    acts: frozenset[str]


_ALWAYS = frozenset({"change", "plan", "review", "honour", "tell", "end"})
_ONCE_REVIEWED = _ALWAYS | {"take-up", "pick"}
WAY: Mapping[str, Stage] = MappingProxyType(
    {
        "found": Stage(frozenset(), _ALWAYS),
        "nurtured": Stage(frozenset({"steps"}), _ALWAYS),
        "reviewed": Stage(frozenset({"review"}), _ONCE_REVIEWED),
        "honoured": Stage(frozenset({"review", "honours"}), _ONCE_REVIEWED),
        "spread": Stage(frozenset({"review", "followings"}), _ONCE_REVIEWED),
        "ended": Stage(frozenset({"ending"}), frozenset({"reopen"})),
    }
)
"""The states in their order. An exemplar stands in the last one whose needs are all recorded; nobody sets a state by hand."""

STATE_WORDS = MappingProxyType(
    {
        "found": "đã phát hiện",
        "nurtured": "đang bồi dưỡng",
        "reviewed": "đã tổng kết",
        "honoured": "đã được tôn vinh",
        "spread": "đã nhân rộng",
        "ended": "đã thôi theo dõi",
    }
)


@dataclass(frozen=True)
class Done:
    """What an act did: the exemplar (the first of several), how many rows it wrote, and the entry by which it can be taken back."""

    exemplar: int
    entry: int
    rows: int = 1


def state_of(recorded: Collection[str]) -> str:
    """How far an exemplar is of which these things are recorded."""
    return [state for state, stage in WAY.items() if stage.needs <= set(recorded)][-1]


def recorded_of(exemplar: Exemplar) -> frozenset[str]:
    """Which of the things that `WAY` asks for are recorded of an exemplar. An honour that was taken back is none."""
    said = {
        "steps": ExemplarStep.objects.filter(exemplar=exemplar).exists(),
        "review": bool(exemplar.review),
        "honours": ExemplarHonour.objects.filter(exemplar=exemplar, conferral__state__in=STANDING).exists(),
        "followings": Following.objects.filter(exemplar=exemplar).exists(),
        "ending": exemplar.ended_on is not None,
    }
    return frozenset(name for name, stands in said.items() if stands)


def settle(pen: Pen, exemplar: Exemplar) -> None:
    """Bring the state to what is recorded; to be called by each act after it has written."""
    pen.write_changes()
    pen.change(exemplar, state=state_of(recorded_of(exemplar)))


def resettle(pen: Pen, conferrals: Collection[int]) -> None:
    """After honours were taken back or restored: bring the exemplars that are linked with them to where they stand now."""
    pen.write_changes()
    linked = ExemplarHonour.objects.filter(conferral__in=conferrals).values("exemplar")
    for row in Exemplar.objects.filter(pk__in=linked):
        settle(pen, row)


def seen(model: Any, *, by: Account | None, on: date) -> Any:
    """The rows of a table that an account sees."""
    return model.objects.all() if by is None else model.objects.visible_to(by, on=on)


def opened(exemplar: int, act: str, *, by: Account | None, on: date) -> Exemplar:
    """An exemplar with which this may be done now. Raises `NotFound`, `WrongState`."""
    row: Exemplar | None = seen(Exemplar, by=by, on=on).select_related("subject").filter(pk=exemplar).first()
    if row is None:
        raise NotFound(
            f"Không có điển hình số {exemplar}, hoặc tài khoản này không được xem.",
            f"There is no exemplar {exemplar}, or this account does not see it.",
        )
    check_act(row, act)
    return row


def check_act(row: Exemplar, act: str) -> None:
    """Raises `WrongState`, with the remedy, where `WAY` does not allow the act."""
    if act in WAY[row.state].acts:
        return
    if row.state == "ended":
        raise WrongState(
            f"Điển hình {row.subject.name} đã thôi theo dõi. Mở lại trước rồi ghi tiếp.",
            f"{row.subject.name} is no longer followed as an exemplar. Open it again first.",
        )
    if act == "reopen":
        raise WrongState(
            f"Điển hình {row.subject.name} đang được theo dõi nên không cần mở lại.",
            f"{row.subject.name} is being followed already.",
        )
    raise WrongState(
        f"Điển hình {row.subject.name} {STATE_WORDS[row.state]}, chưa tổng kết. Ghi tổng kết trước.",
        f"{row.subject.name} has not been reviewed yet. Write the review first.",
    )


# --- finding ---------------------------------------------------------------------------------------------


def find(
    subject: int,
    *,
    from_year: int,
    to_year: int,
    new_way: str,
    found_on: date,
    by: Account | None,
    at: datetime,
    on: date,
    found_by: str = "",
    whole: bool = False,
    field: str = "",
    movement: int | None = None,
) -> Done:
    """Put an officer, a body or somebody honoured down as an exemplar of a period, with the new way of doing that it is exemplary for.

    Raises `NotFound` for a receiver that the account does not see; `RuleNotMet` for one that is neither of the force nor honoured, stands
    in the period already, or where something is not said.
    """
    require(by, "keep-exemplars")
    receiver: Subject | None = seen(Subject, by=by, on=on).filter(pk=subject).first()
    if receiver is None:
        raise NotFound(
            "Không có người hoặc tập thể này trong sổ của đơn vị.", "The register of the unit has no such receiver."
        )
    check_receiver(receiver)
    said = particulars(new_way, whole=whole, field=field, found_by=found_by, movement=movement)
    check_days(from_year, to_year, found_on, on=on)
    detail = {"name": receiver.name, "years": f"{from_year}-{to_year}"}
    with writing(by=by, at=at, verb="exemplars.find", detail=detail) as pen:
        check_new([receiver], from_year, to_year)
        row = pen.add_one(
            Exemplar(
                subject=receiver,
                unit_id=receiver.belongs_to_id,
                from_year=from_year,
                to_year=to_year,
                found_on=found_on,
                **said,
            )
        )
        pen.entry.detail["exemplar"] = row.pk
        return Done(row.pk, pen.entry.seq)


def check_receiver(receiver: Subject) -> None:
    """Raises `RuleNotMet` for a person or household that neither serves nor was ever honoured: residents have no place in this register."""
    if receiver.kind == "collective":
        return
    serves = receiver.kind == "individual" and Service.objects.filter(subject=receiver).exists()
    if not serves and not Conferral.objects.filter(subject=receiver, state__in=STANDING).exists():
        raise RuleNotMet(
            f"{receiver.name} không phải cán bộ, chiến sĩ và chưa được khen thưởng. Ghi quyết định khen thưởng trước.",
            f"{receiver.name} neither serves nor holds an honour. Enter the decision that honours them first.",
        )


def check_new(receivers: Iterable[Subject], from_year: int, to_year: int) -> None:
    """Raises `RuleNotMet` where one of them is an exemplar of the period already."""
    known = Exemplar.objects.filter(subject__in=list(receivers), from_year=from_year, to_year=to_year)
    names = list(known.values_list("subject__name", flat=True)[:5])
    if names:
        raise RuleNotMet(
            f"Đã có trong sổ điển hình giai đoạn {from_year}-{to_year}: {', '.join(names)}. Mở trang của điển hình để ghi thêm.",
            f"Exemplars of {from_year}-{to_year} already: {', '.join(names)}. Open their pages to add to them.",
        )


def check_days(from_year: int, to_year: int, found_on: date, *, on: date) -> None:
    """Raises `RuleNotMet` for years out of order, and for a day that is yet to come or not within them."""
    if not 1945 <= from_year <= to_year <= from_year + 10:
        raise RuleNotMet(
            f"Giai đoạn {from_year}-{to_year} không đúng. Ghi năm đầu trước, năm cuối sau, không quá mười năm.",
            f"{from_year}-{to_year} is no period. Write the first year, then the last, at most ten years apart.",
        )
    if found_on > on or not from_year <= found_on.year <= to_year:
        raise RuleNotMet(
            f"Ngày phát hiện phải trong giai đoạn {from_year}-{to_year} và không sau hôm nay.",
            f"The day of finding must lie within {from_year}-{to_year} and not after today.",
        )


def particulars(new_way: str, *, whole: bool, field: str, found_by: str, movement: int | None) -> dict[str, Any]:
    """What is said of an exemplar, in plain words. Raises `RuleNotMet` where something is missing."""
    said: dict[str, Any] = {
        "new_way": nfc(new_way).strip(),
        "whole": whole,
        "field": "" if whole else " ".join(nfc(field).split())[:200],
        "found_by": " ".join(nfc(found_by).split())[:200],
        "movement": None,
    }
    if not said["new_way"]:
        raise RuleNotMet(
            "Chưa ghi cách làm mới, việc làm tiêu biểu. Ghi điển hình làm được gì khác trước.",
            "What is exemplary is not written. Say what is done in a new way.",
        )
    if not whole and not said["field"]:
        raise RuleNotMet(
            "Chưa ghi tiêu biểu về mặt nào. Ghi mặt công tác, hoặc chọn điển hình toàn diện.",
            "In what it is exemplary is not written. Name the field, or choose exemplary in every respect.",
        )
    if movement is not None:
        said["movement"] = Movement.objects.filter(pk=movement).first()
        if said["movement"] is None:
            raise NotFound(f"Không có phong trào số {movement}.", f"There is no movement {movement}.")
    return said


def change(
    exemplar: int,
    *,
    new_way: str,
    by: Account | None,
    at: datetime,
    on: date,
    found_by: str = "",
    whole: bool = False,
    field: str = "",
    movement: int | None = None,
) -> Done:
    """Say otherwise what is exemplary, in what, and who found it; what was said before stays in the history."""
    require(by, "keep-exemplars")
    said = particulars(new_way, whole=whole, field=field, found_by=found_by, movement=movement)
    with writing(by=by, at=at, verb="exemplars.change", detail={"exemplar": exemplar}) as pen:
        row = named(pen, opened(exemplar, "change", by=by, on=on))
        pen.change(row, **said)
        return Done(row.pk, pen.entry.seq)


def named(pen: Pen, row: Exemplar) -> Exemplar:
    """The exemplar, whose name the entry of the log then bears."""
    pen.entry.detail["name"] = row.subject.name
    return row


# --- review, honours ---------------------------------------------------------------------------------------


def review(exemplar: int, words: str, *, reviewed_on: date, by: Account | None, at: datetime, on: date) -> Done:
    """Conclude what the exemplar came to; from then on others may take it up and the conference may pick it. Said anew, it replaces the
    review before, which stays in the history."""
    require(by, "review-exemplars")
    words = nfc(words).strip()
    if not words:
        raise RuleNotMet("Chưa ghi nội dung tổng kết.", "The words of the review are missing.")
    with writing(by=by, at=at, verb="exemplars.review", detail={"exemplar": exemplar}) as pen:
        row = named(pen, opened(exemplar, "review", by=by, on=on))
        if not row.found_on <= reviewed_on <= on:
            raise RuleNotMet(
                "Ngày tổng kết không được trước ngày phát hiện hoặc sau hôm nay.",
                "The day of the review lies neither before the day of finding nor after today.",
            )
        pen.change(row, review=words, reviewed_on=reviewed_on)
        settle(pen, row)
        return Done(row.pk, pen.entry.seq)


def honours_to_link(exemplar: Exemplar, *, by: Account | None, on: date) -> Any:
    """The honours of the receiver that stand and are not linked with the exemplar yet, the newest first."""
    linked = ExemplarHonour.objects.filter(exemplar=exemplar).values("conferral")
    held = seen(Conferral, by=by, on=on).filter(subject=exemplar.subject_id, state__in=STANDING).exclude(pk__in=linked)
    return held.exclude(decision__signed_on__gt=on).select_related("decision").order_by("-year", "pk")


def honour(exemplar: int, conferrals: Iterable[int], *, by: Account | None, at: datetime, on: date) -> Done:
    """Link honours of the register with the exemplar: its own, and only such as stand."""
    require(by, "keep-exemplars")
    keys = sorted(set(conferrals))
    detail = {"exemplar": exemplar, "awards": len(keys)}
    with writing(by=by, at=at, verb="exemplars.honour", detail=detail) as pen:
        row = named(pen, opened(exemplar, "honour", by=by, on=on))
        found = list(honours_to_link(row, by=by, on=on).filter(pk__in=keys).values_list("pk", flat=True))
        if not keys or len(found) < len(keys):
            raise RuleNotMet(
                "Chỉ gắn được khen thưởng còn giá trị của chính điển hình này, mỗi lần khen một lần. Chọn lại trong danh sách.",
                "Only honours of this very exemplar that stand can be linked, each once. Choose from the list.",
            )
        pen.add(ExemplarHonour(exemplar=row, conferral_id=key) for key in found)
        settle(pen, row)
        return Done(row.pk, pen.entry.seq, len(found))


def unlink(honour_id: int, *, by: Account | None, at: datetime, on: date) -> Done:
    """Take the link with an honour away; the honour itself stays as it is."""
    require(by, "keep-exemplars")
    with writing(by=by, at=at, verb="exemplars.unlink", detail={"honour": honour_id}) as pen:
        link = ExemplarHonour.objects.filter(pk=honour_id).first()
        if link is None:
            raise NotFound("Khen thưởng này không còn gắn với điển hình.", "This honour is no longer linked.")
        row = named(pen, opened(link.exemplar_id, "honour", by=by, on=on))
        pen.entry.detail["exemplar"] = row.pk
        pen.withdraw_all(ExemplarHonour, [link.pk])
        settle(pen, row)
        return Done(row.pk, pen.entry.seq)


# --- the conference, ending ----------------------------------------------------------------------------------


def pick(exemplars: Iterable[int], *, picked: bool, by: Account | None, at: datetime, on: date) -> Done:
    """Choose reviewed exemplars for the conference, or leave them out again; all of them or none."""
    require(by, "review-exemplars")
    keys = sorted(set(exemplars))
    if not keys:
        raise RuleNotMet("Chưa chọn điển hình nào.", "No exemplar is chosen.")
    verb = "exemplars.pick" if picked else "exemplars.unpick"
    with writing(by=by, at=at, verb=verb, detail={"exemplars": len(keys)}) as pen:
        rows = [opened(key, "pick", by=by, on=on) for key in keys]
        changed = sum(pen.change_soon(row, for_conference=picked) for row in rows)
        if not changed:
            raise WrongState(
                "Các điển hình này đã được chọn từ trước."
                if picked
                else "Các điển hình này không có trong danh sách dự hội nghị.",
                "They are picked already." if picked else "None of them is picked.",
            )
        return Done(keys[0], pen.entry.seq, changed)


def end(exemplar: int, reason: str, *, by: Account | None, at: datetime, on: date) -> Done:
    """Follow an exemplar no longer, with the reason; all that is recorded of it stays. It leaves the list of the conference."""
    require(by, "review-exemplars")
    reason = nfc(reason).strip()
    if not reason:
        raise RuleNotMet("Thôi theo dõi phải ghi lý do.", "Ending needs a reason.")
    with writing(by=by, at=at, verb="exemplars.end", detail={"exemplar": exemplar, "reason": reason}) as pen:
        row = named(pen, opened(exemplar, "end", by=by, on=on))
        pen.change(row, ended_on=on, ended_for=reason, for_conference=False)
        settle(pen, row)
        return Done(row.pk, pen.entry.seq)


def reopen(exemplar: int, *, by: Account | None, at: datetime, on: date) -> Done:
    """Follow an exemplar again that had been ended; it stands where its records put it."""
    require(by, "review-exemplars")
    with writing(by=by, at=at, verb="exemplars.reopen", detail={"exemplar": exemplar}) as pen:
        row = named(pen, opened(exemplar, "reopen", by=by, on=on))
        pen.change(row, ended_on=None, ended_for="")
        settle(pen, row)
        return Done(row.pk, pen.entry.seq)
