"""What units answer to a movement: that they join it, what they pledge, and what of it was done.

A unit's clerk answers for the own unit, the officer for many at once. Read first: `respond`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.launches import check_reach, found_movement, launch_of
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Launch, Movement, Response, Review, Target
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

LARGEST = Decimal(10) ** 11


@dataclass(frozen=True)
class Answered:
    """How many units joined by this act, who had joined before, and the entry of the log (None: nothing written)."""

    made: int
    known: tuple[str, ...]
    entry: int | None = None


@dataclass(frozen=True)
class Pledged:
    """A target as it is pledged: `planned` in `measure`; `falling`: less is better."""

    words: str
    planned: Decimal | None = None
    measure: str = ""
    falling: bool = False


def respond(
    movement_id: int,
    unit_ids: Iterable[int],
    *,
    responded_on: date,
    by: Account | None,
    at: datetime,
    on: date,
    document: str = "",
    words: str = "",
    targets: Iterable[Pledged] = (),
) -> Answered:
    """Enter that these units join a movement, each with the same `targets`; who has joined before stays as it is.

    Raises `NotPermitted` for a unit out of reach, `WrongState` for a movement that is not launched or is over, `RuleNotMet` for the day.
    """
    require(by, "respond-movement")
    keys = sorted(set(unit_ids))
    if not keys:
        raise RuleNotMet("Chưa chọn đơn vị nào. Chọn ít nhất một đơn vị.", "No unit is chosen. Choose one at least.")
    for key in keys:
        check_reach(key, by=by, on=on)
    wanted = _tidy(targets)
    movement = found_movement(movement_id)
    detail = {"movement": movement_id, "name": movement.name, "day": responded_on.isoformat()}
    had = dict(Response.objects.filter(movement=movement, unit__in=keys).values_list("unit_id", "unit__name"))
    if len(had) == len(keys):
        return Answered(0, tuple(had.values()))
    with writing(by=by, at=at, verb="movements.respond", detail=detail) as pen:
        launch = launch_of(movement)
        _still_open(movement)
        _day_within(launch, responded_on, on=on)
        known = dict(Response.objects.filter(movement=movement, unit__in=keys).values_list("unit_id", "unit__name"))
        made = pen.add(
            Response(
                movement=movement,
                unit_id=key,
                responded_on=responded_on,
                document=" ".join(nfc(document).split()),
                words=nfc(words).strip(),
            )
            for key in keys
            if key not in known
        )
        pen.add(_target(response, said, one) for response in made for said, one in wanted.items())
        pen.entry.detail |= {"units": len(made), "targets": len(wanted)}
    return Answered(len(made), tuple(known.values()), pen.entry.seq)


def pledge(response_id: int, pledged: Iterable[Pledged], *, by: Account | None, at: datetime, on: date) -> int:
    """Pledge targets within a response: words pledged before get the new plan, others are added. Answers the entry of the log."""
    require(by, "respond-movement")
    wanted = _tidy(pledged)
    if not wanted:
        raise RuleNotMet("Chưa ghi chỉ tiêu nào.", "No target is written.")
    detail = {"response": response_id, "targets": len(wanted)}
    with writing(by=by, at=at, verb="movements.pledge", detail=detail) as pen:
        response = seen_response(response_id, by=by, on=on)
        pen.entry.detail |= _named(response)
        _still_open(response.movement)
        held = {one.words: one for one in Target.objects.filter(response=response, words__in=list(wanted))}
        changed = [
            pen.change_soon(one, planned=said.planned, measure=_measure(said), falling=said.falling)
            for words, one in held.items()
            if (said := wanted[words])
        ]
        made = pen.add(_target(response, words, one) for words, one in wanted.items() if words not in held)
        if not made and not any(changed):
            raise RuleNotMet("Các chỉ tiêu này đã đăng ký đúng như vậy.", "These targets are pledged so already.")
    return pen.entry.seq


def drop_target(target_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> int:
    """Take a pledged target out, with a reason; what it said stays in the history. Answers the entry of the log."""
    require(by, "respond-movement")
    if not reason.strip():
        raise RuleNotMet("Bỏ chỉ tiêu phải ghi lý do.", "Taking a target out needs a reason.")
    with writing(by=by, at=at, verb="movements.drop", detail={"target": target_id, "reason": reason.strip()}) as pen:
        [target] = _seen_targets([target_id], by=by, on=on)
        _still_open(target.response.movement)
        pen.entry.detail |= _named(target.response) | {"words": target.words}
        pen.withdraw_all(Target, [target.pk])
    return pen.entry.seq


def record_done(
    done: Mapping[int, Decimal | None], *, done_on: date, by: Account | None, at: datetime, on: date
) -> int:
    """Enter what was done of targets (by id), as of a day; None takes a result out again. Answers the entry of the log.

    After the final review of the movement the results stand. Raises `RuleNotMet` where nothing differs.
    """
    require(by, "respond-movement")
    with writing(by=by, at=at, verb="movements.done", detail={"targets": len(done)}) as pen:
        targets = _seen_targets(done, by=by, on=on)
        movements = {one.response.movement_id: one.response.movement for one in targets}
        for movement in movements.values():
            _still_open(movement)
            _day_within(launch_of(movement), done_on, on=on, late=True)
        changed = []
        for target in targets:
            amount = done[target.pk]
            _check_amount(target.words, amount)
            if target.done != amount:
                day = done_on if amount is not None else None
                changed.append(pen.change_soon(target, done=amount, done_on=day))
        pen.write_changes()
        if not any(changed):
            raise RuleNotMet("Chưa ghi kết quả nào mới.", "No new result is written.")
        pen.entry.detail |= {"targets": len(changed), "day": done_on.isoformat()}
        pen.entry.detail |= _named(targets[0].response)
    return pen.entry.seq


def enter_responses(rows: Iterable[Response], targets: Iterable[Target], *, by: Account | None, at: datetime) -> int:
    """Enter responses with their targets (each names one of these responses) in one act. Answers how many responses."""
    require(by, "keep-movements")
    with writing(by=by, at=at, verb="movements.respond") as pen:
        made = pen.add(rows)
        for target in (held := list(targets)):
            target.response_id = target.response.pk
        pen.add(held)
        name = made[0].movement.name if made else ""
        pen.entry.detail |= {"name": name, "units": len(made), "targets": len(held)}
    return len(made)


# --- what holds for all ----------------------------------------------------------------------------


def seen_response(response_id: int, *, by: Account | None, on: date) -> Response:
    """A response that this account may answer for. Raises `NotFound`."""
    seen: Any = Response.objects.all() if by is None else Response.objects.visible_to(by, on=on)
    found: Response | None = seen.filter(pk=response_id).select_related("movement", "unit").first()
    if found is None:
        raise NotFound(
            f"Không có lần hưởng ứng số {response_id} trong sổ.", f"There is no response {response_id} in the register."
        )
    return found


def _seen_targets(keys: Iterable[int], *, by: Account | None, on: date) -> list[Target]:
    seen: Any = Target.objects.all() if by is None else Target.objects.visible_to(by, on=on)
    wanted = sorted(set(keys))
    found = list(seen.filter(pk__in=wanted).select_related("response__movement", "response__unit").order_by("pk"))
    if not found or len(found) < len(wanted):
        raise NotFound("Có chỉ tiêu không còn trong sổ.", "A target is no longer there.")
    return found


def _named(response: Response) -> dict[str, Any]:
    """What the log says of a response: its movement and its unit."""
    return {
        "movement": response.movement_id,
        "name": response.movement.name,
        "response": response.pk,
        "unit": response.unit.name,
    }


def _still_open(movement: Movement) -> None:
    final = Review.objects.filter(movement=movement, unit=None, kind="final").first()
    if final is not None:
        raise WrongState(
            f"Phong trào đã tổng kết ngày {write_date(final.held_on)}; chỉ tiêu và kết quả không đổi được nữa."
            " Hoàn tác lần tổng kết nếu ghi nhầm.",
            f"The movement had its final review on {write_date(final.held_on)}: pledges and results stand."
            " Take the review back if it is wrong.",
        )


def _day_within(launch: Launch, day: date, *, on: date, late: bool = False) -> None:
    """A day not before the launch, not in the future, and, unless `late`, not after the last day."""
    if day > on:
        raise RuleNotMet(
            f"Ngày {write_date(day)} chưa đến. Ghi ngày đã qua.",
            f"{write_date(day)} has not come yet. Write a day past.",
        )
    if day < launch.launched_on:
        raise RuleNotMet(
            f"Phong trào phát động ngày {write_date(launch.launched_on)}; ngày {write_date(day)} sớm hơn.",
            f"The movement was launched on {write_date(launch.launched_on)}; {write_date(day)} is before.",
        )
    if not late and launch.ends_on is not None and day > launch.ends_on:
        raise RuleNotMet(
            f"Phong trào kết thúc ngày {write_date(launch.ends_on)}; ngày {write_date(day)} muộn hơn.",
            f"The movement ended on {write_date(launch.ends_on)}; {write_date(day)} is after.",
        )


def _check_amount(words: str, amount: Decimal | None) -> None:
    if amount is None:
        return
    exponent = amount.as_tuple().exponent
    if not amount.is_finite() or not 0 <= amount < LARGEST or (isinstance(exponent, int) and exponent < -3):
        raise RuleNotMet(
            f"Chỉ tiêu “{words}”: ghi một số không âm, nhiều nhất ba chữ số thập phân.",
            f"Target “{words}”: write a number of 0 or more, with three decimals at most.",
        )


def _tidy(pledged: Iterable[Pledged]) -> dict[str, Pledged]:
    """What is pledged by its words. Raises `RuleNotMet` for a target without words, or a plan that is no amount."""
    wanted = {" ".join(nfc(one.words).split()): one for one in pledged}
    if "" in wanted:
        raise RuleNotMet("Ghi nội dung của từng chỉ tiêu.", "Write what each target is.")
    for words, one in wanted.items():
        _check_amount(words, one.planned)
    return wanted


def _target(response: Response, words: str, one: Pledged) -> Target:
    return Target(response=response, words=words, planned=one.planned, measure=_measure(one), falling=one.falling)


def _measure(said: Pledged) -> str:
    return " ".join(nfc(said.measure).split())
