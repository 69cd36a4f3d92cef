"""Movements launched, kept right, reviewed, and linked with the decisions that honour what came of them.

An award given for a movement carries the ground `phong-trao`; the law never counts it in a chain of merit. Read first: `launch_movement`.
What units answer is in `responses`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Conferral, Decision, Launch, Movement, MovementDecision, Review, Unit
from tdkt.records.models.movements import LAUNCH_LEVELS, METHODS, REVIEW_KINDS
from tdkt.records.models.scope import reach_of
from tdkt.records.movements import near_names
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

GROUND = "phong-trao"
OF_MOVEMENT = frozenset({"kind", "name", "from_year", "to_year", "launched_by", "document", "part_of_id", "note"})
OF_LAUNCH = frozenset({"unit_id", "level", "method", "launched_on", "ends_on", "slogan", "scope", "criteria", "task"})
REVIEW_NAMES = {"interim": ("sơ kết", "interim review"), "final": ("tổng kết", "final review")}


@dataclass(frozen=True)
class Launched:
    """A movement with its launch; `near` are movements of nearly the same name, for somebody to look at: they stay two."""

    movement: Movement
    launch: Launch
    near: tuple[str, ...]
    entry: int


# --- launching -----------------------------------------------------------------------------------


def launch_movement(*, by: Account | None, at: datetime, movement_id: int | None = None, **said: Any) -> Launched:
    """Launch a movement: enter it with its launch in one act, or give the launch of a movement that is there (`movement_id`).

    `said` are columns of `OF_MOVEMENT` and `OF_LAUNCH`; a new movement needs `name`, every launch `level`, `method` and `launched_on`. The
    years of a new movement are those of its days. Raises `RuleNotMet`, `NotFound`, `WrongState` for one that is launched already.
    """
    require(by, "keep-movements")
    said = _tidy(said)
    launch = Launch(**{"method": "", "level": ""} | {key: said[key] for key in OF_LAUNCH & set(said)})
    given = {key: said[key] for key in OF_MOVEMENT & set(said)}
    with writing(by=by, at=at, verb="movements.launch") as pen:
        if movement_id is None:
            days = {"from_year": _year(launch.launched_on), "to_year": _year(launch.ends_on)}
            movement = Movement(**{"kind": "movement", "name": ""} | days | given)
            check_launch(movement, launch)
            pen.add_one(movement)
        else:
            movement = found_movement(movement_id)
            if Launch.objects.filter(movement=movement).exists():
                raise WrongState(
                    f"“{movement.name}” đã phát động. Sửa lần phát động đó nếu cần.",
                    f"“{movement.name}” is launched already. Change that launch if need be.",
                )
            changed = Movement(**_state(movement) | given)
            check_launch(changed, launch)
            pen.change(movement, **given)
        launch.movement = movement
        pen.add_one(launch)
        pen.entry.detail |= {"movement": movement.pk, "name": movement.name, "day": launch.launched_on.isoformat()}
    near = tuple(one.name for one in near_names(movement.name, but=movement.pk))
    return Launched(movement, launch, near, pen.entry.seq)


def launch_many(said: Iterable[Mapping[str, Any]], *, by: Account | None, at: datetime) -> list[Movement]:
    """Launch several movements in one act, each as `launch_movement` is told; `movement_id` names one that is there."""
    require(by, "keep-movements")
    fresh: list[tuple[Movement, Launch]] = []
    with writing(by=by, at=at, verb="movements.launch") as pen:
        for one in map(_tidy, map(dict, said)):
            launch = Launch(**{key: one[key] for key in OF_LAUNCH & set(one)})
            given = {key: one[key] for key in OF_MOVEMENT & set(one)}
            days = {"from_year": _year(launch.launched_on), "to_year": _year(launch.ends_on)}
            held = one.get("movement_id")
            movement = found_movement(held) if held else Movement(**{"kind": "movement"} | days | given)
            check_launch(movement, launch)
            fresh.append((movement, launch))
        pen.add(movement for movement, _ in fresh if movement.pk is None)
        for movement, launch in fresh:
            launch.movement = movement
        pen.add(launch for _, launch in fresh)
        pen.entry.detail |= {"movements": len(fresh), "name": fresh[0][0].name if fresh else ""}
    return [movement for movement, _ in fresh]


def change_launch(movement_id: int, *, reason: str, by: Account | None, at: datetime, **said: Any) -> int:
    """Correct what a movement or its launch says, with a reason. Answers the entry of the log.

    Raises `RuleNotMet` where nothing differs or it cannot be so, `WrongState` for one that is not launched.
    """
    require(by, "keep-movements")
    if not reason.strip():
        raise RuleNotMet("Sửa lần phát động phải ghi lý do.", "Changing a launch needs a reason.")
    said = _tidy(said)
    detail = {"movement": movement_id, "columns": sorted(said), "reason": reason.strip()}
    with writing(by=by, at=at, verb="movements.change", detail=detail) as pen:
        movement = found_movement(movement_id)
        pen.entry.detail |= {"name": movement.name}
        launch = launch_of(movement)
        of_movement = {key: said[key] for key in OF_MOVEMENT & set(said)}
        of_launch = {key: said[key] for key in OF_LAUNCH & set(said)}
        check_launch(Movement(**_state(movement) | of_movement), Launch(**_state(launch) | of_launch))
        early = Review.objects.filter(movement=movement, held_on__lt=of_launch.get("launched_on", date.min)).first()
        if early is not None:
            raise RuleNotMet(
                f"Đã {REVIEW_NAMES[early.kind][0]} ngày {write_date(early.held_on)}, trước ngày phát động mới.",
                f"Its {REVIEW_NAMES[early.kind][1]} of {write_date(early.held_on)} would be before its launch.",
            )
        changed = [pen.change(movement, **of_movement), pen.change(launch, **of_launch)]
        if not any(changed):
            raise RuleNotMet("Không có gì khác với sổ để sửa.", "Nothing differs from the register.")
    return pen.entry.seq


def check_launch(movement: Movement, launch: Launch) -> None:
    """Raises `RuleNotMet` for a movement and launch that cannot be as they stand, with what to change."""
    if not movement.name:
        raise RuleNotMet("Phong trào chưa có tên. Ghi tên phong trào.", "The movement has no name. Write one.")
    if movement.kind not in ("movement", "campaign"):
        raise RuleNotMet("Chọn phong trào hoặc cuộc vận động.", "Choose a movement or a campaign.")
    if launch.level not in LAUNCH_LEVELS:
        raise RuleNotMet("Chọn cấp phát động.", "Choose the level that launches it.")
    if launch.method not in METHODS:
        raise RuleNotMet(
            "Chọn cách tổ chức: thường xuyên, theo chuyên đề hay đợt cao điểm.",
            "Choose how it is carried on: standing, thematic or a peak drive.",
        )
    if launch.launched_on is None:
        raise RuleNotMet("Ghi ngày phát động.", "Write the day of the launch.")
    if launch.ends_on is not None and launch.ends_on < launch.launched_on:
        raise RuleNotMet(
            f"Ngày kết thúc {write_date(launch.ends_on)} trước ngày phát động {write_date(launch.launched_on)}. Sửa một trong hai.",
            f"Its last day {write_date(launch.ends_on)} is before its launch {write_date(launch.launched_on)}. Change one.",
        )
    if movement.from_year and movement.to_year and movement.to_year < movement.from_year:
        raise RuleNotMet("Năm cuối trước năm đầu. Sửa một trong hai.", "The last year is before the first. Change one.")
    if Movement.objects.filter(name=movement.name, from_year=movement.from_year).exclude(pk=movement.pk).exists():
        year = movement.from_year or "chưa rõ"
        raise RuleNotMet(
            f"Sổ đã có “{movement.name}” từ năm {year}. Mở phong trào đó để ghi việc phát động, hoặc đặt tên khác.",
            f"The register has “{movement.name}” of the same year already. Open that one, or give another name.",
        )
    if movement.part_of_id is not None:
        _check_whole(movement)
    if launch.unit_id is not None and not Unit.objects.filter(pk=launch.unit_id).exists():
        raise NotFound(
            f"Không có đơn vị số {launch.unit_id} trong sổ.", f"There is no unit {launch.unit_id} in the register."
        )


def _check_whole(movement: Movement) -> None:
    """The movement that carries another is there, and is carried neither by it nor by anything: parts stand one level deep."""
    whole = found_movement(movement.part_of_id or 0)
    if whole.pk == movement.pk or whole.part_of_id is not None:
        raise RuleNotMet(
            f"“{whole.name}” không thể là phong trào chính của “{movement.name}”. Chọn một phong trào chính khác.",
            f"“{whole.name}” cannot carry “{movement.name}”. Choose another movement.",
        )
    if movement.pk and Movement.objects.filter(part_of=movement.pk).exists():
        raise RuleNotMet(
            f"“{movement.name}” đang có phần gắn với nó nên không gắn vào phong trào khác được.",
            f"“{movement.name}” has parts of its own, so it cannot be a part of another.",
        )


# --- reviews -------------------------------------------------------------------------------------


def review_movement(
    movement_id: int,
    kind: str,
    *,
    held_on: date,
    by: Account | None,
    at: datetime,
    on: date,
    document: str = "",
    results: str = "",
    unit_id: int | None = None,
) -> int:
    """Enter an interim or final review, of the whole office or of one unit. Answers the entry of the log.

    Each holds one final review; after it nothing more is reviewed. A unit's clerk enters those of the own unit.
    """
    require(by, "respond-movement" if unit_id is not None else "keep-movements")
    check_reach(unit_id, by=by, on=on)
    if kind not in REVIEW_KINDS:
        raise RuleNotMet("Chọn sơ kết hoặc tổng kết.", "Choose an interim or a final review.")
    if held_on > on:
        raise RuleNotMet(
            f"Ngày {write_date(held_on)} chưa đến. Ghi hội nghị đã họp.",
            f"{write_date(held_on)} has not come yet. Enter a review that was held.",
        )
    detail = {"movement": movement_id, "kind": kind, "day": held_on.isoformat(), "unit": unit_id}
    with writing(by=by, at=at, verb="movements.review", detail=detail) as pen:
        movement = found_movement(movement_id)
        pen.entry.detail |= {"name": movement.name}
        launch = launch_of(movement)
        if held_on < launch.launched_on:
            raise RuleNotMet(
                f"Phong trào phát động ngày {write_date(launch.launched_on)}; ngày {REVIEW_NAMES[kind][0]} không thể sớm hơn.",
                f"The movement was launched on {write_date(launch.launched_on)}; it cannot be reviewed before.",
            )
        held = Review.objects.filter(movement=movement, unit=unit_id)
        final = held.filter(kind="final").first()
        if final is not None and (kind == "final" or held_on >= final.held_on):
            raise WrongState(
                f"Đã tổng kết ngày {write_date(final.held_on)}. Hoàn tác lần tổng kết đó nếu ghi nhầm.",
                f"It had its final review on {write_date(final.held_on)}. Take that back if it is wrong.",
            )
        if held.filter(kind=kind, held_on=held_on).exists():
            raise WrongState(
                f"Đã ghi {REVIEW_NAMES[kind][0]} ngày {write_date(held_on)}.",
                f"The {REVIEW_NAMES[kind][1]} of {write_date(held_on)} is entered already.",
            )
        pen.add_one(
            Review(
                movement=movement,
                unit_id=unit_id,
                kind=kind,
                held_on=held_on,
                document=nfc(document).strip(),
                results=nfc(results).strip(),
            )
        )
    return pen.entry.seq


def review_many(said: Iterable[Mapping[str, Any]], *, by: Account | None, at: datetime) -> int:
    """Enter the reviews of several movements or units in one act, as columns of `Review`. Answers how many."""
    require(by, "keep-movements")
    with writing(by=by, at=at, verb="movements.review") as pen:
        made = pen.add(Review(**one) for one in said)
        pen.entry.detail |= {"reviews": len(made), "name": made[0].movement.name if made else ""}
    return len(made)


# --- decisions -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Linked:
    """How many decisions were linked, how many honours got the ground, and the entry of the log."""

    decisions: int
    grounded: int
    entry: int


def link_decision(movement_id: int, decision_ids: Iterable[int], *, by: Account | None, at: datetime) -> Linked:
    """Say that decisions honour what was done in a movement: their honours that say no ground get `phong-trao`, titles of a year none.

    Raises `RuleNotMet` for a decision whose honours were all given on another ground, `NotFound`, `WrongState` for one that is linked.
    """
    require(by, "keep-movements")
    keys = sorted(set(decision_ids))
    if not keys:
        raise RuleNotMet("Chưa chọn quyết định nào.", "No decision is chosen.")
    with writing(by=by, at=at, verb="movements.link", detail={"movement": movement_id, "keys": keys}) as pen:
        movement = found_movement(movement_id)
        pen.entry.detail |= {"name": movement.name, "decisions": len(keys)}
        decisions = list(Decision.objects.filter(pk__in=keys).order_by("pk"))
        if len(decisions) < len(keys):
            raise NotFound("Có quyết định không có trong sổ.", "A decision is not in the register.")
        held = MovementDecision.objects.filter(movement=movement, decision__in=keys).select_related("decision").first()
        if held is not None:
            raise WrongState(
                f"Quyết định {held.decision.number} đã gắn với phong trào này.",
                f"Decision {held.decision.number} is linked with this movement already.",
            )
        grounded = 0
        for decision in decisions:
            grounded += _ground(decision, pen)
        pen.write_changes()
        pen.add(MovementDecision(movement=movement, decision=decision) for decision in decisions)
    return Linked(len(decisions), grounded, pen.entry.seq)


def _ground(decision: Decision, pen: Any) -> int:
    """Give the honours of a decision that say no ground that of a movement."""
    honours = [one for one in Conferral.objects.filter(decision=decision) if awards()[one.award].kind != "title"]
    silent = [one for one in honours if not one.ground]
    if not silent and not any(one.ground == GROUND for one in honours):
        raise RuleNotMet(
            f"Quyết định {decision.number} không có khen thưởng nào theo phong trào. Đính chính loại khen thưởng trước, rồi gắn lại.",
            f"Decision {decision.number} gave nothing for a movement. Correct the ground of its awards first.",
        )
    for one in silent:
        pen.change_soon(one, ground=GROUND)
    return len(silent)


# --- finding ---------------------------------------------------------------------------------------


def found_movement(movement_id: int) -> Movement:
    """The movement of this id as it stands. Raises `NotFound`."""
    movement = Movement.objects.filter(pk=movement_id).first()
    if movement is None:
        raise NotFound(
            f"Không có phong trào số {movement_id} trong sổ.", f"There is no movement {movement_id} in the register."
        )
    return movement


def launch_of(movement: Movement) -> Launch:
    """The launch of a movement. Raises `WrongState` for one that has none."""
    launch = Launch.objects.filter(movement=movement).first()
    if launch is None:
        raise WrongState(
            f"Sổ chưa ghi việc phát động “{movement.name}”. Ghi việc phát động trước.",
            f"The register holds no launch of “{movement.name}”. Enter its launch first.",
        )
    return launch


def check_reach(unit_id: int | None, *, by: Account | None, on: date) -> None:
    """Raises `NotFound` for a unit that is none, `NotPermitted` for one beyond the account's reach; None is no unit."""
    if unit_id is None:
        return
    if not Unit.objects.filter(pk=unit_id).exists():
        raise NotFound(f"Không có đơn vị số {unit_id} trong sổ.", f"There is no unit {unit_id} in the register.")
    if by is not None:
        reach = reach_of(by, on=on)
        if not reach.everything and unit_id not in reach.units:
            raise NotPermitted(
                "Tài khoản này chỉ ghi được cho đơn vị của mình.", "This account may enter this for its own unit only."
            )


def _tidy(said: dict[str, Any]) -> dict[str, Any]:
    """Words without blanks around them or quotation marks around a name; criteria without empty lines."""
    tidied = {key: " ".join(nfc(value).split()) if isinstance(value, str) else value for key, value in said.items()}
    if "name" in tidied:
        tidied["name"] = tidied["name"].strip('“”" ')
    if "criteria" in tidied:
        tidied["criteria"] = [words for one in tidied["criteria"] if (words := " ".join(nfc(one).split()))]
    return tidied


def _year(day: date | None) -> int | None:
    return day.year if day else None


def _state(row: Movement | Launch) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
