"""The sample office's launches, responses, targets, reviews, entered by the office's own verbs."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from tdkt.operations.launches import launch_many, link_decision, review_many
from tdkt.operations.responses import enter_responses
from tdkt.records.models import Conferral, Movement, Response, Target, Unit
from tdkt.sample import launches as sample

HONOURED_WITHIN = timedelta(120)
"""Drives are honoured in the months after their end."""


def enter(*, at: datetime) -> None:
    """Enter them, as said at a moment: launches, who joined with what, reviews, and the decisions that honour a movement."""
    launched = launched_movements(at=at)
    units = dict(Unit.objects.exclude(code="").values_list("code", "pk"))
    responses, targets, reviews = [], [], []
    for one, movement in launched:
        for answer in sample.answers()[one.name, one.launched_on]:
            key = units.get(answer.unit.code)
            if key is None:
                continue
            response = Response(movement=movement, unit_id=key, responded_on=answer.joined_on)
            responses.append(response)
            targets += [
                Target(
                    response=response,
                    words=said.words,
                    measure=said.measure,
                    planned=said.planned,
                    falling=said.falling,
                    done=said.done,
                    done_on=said.done_on,
                )
                for said in answer.pledges
            ]
            if answer.interim:
                reviews.append({"movement": movement, "kind": "interim", "held_on": answer.interim, "unit_id": key})
        reviews += reviews_of(one, movement)
    enter_responses(responses, targets, by=None, at=at)
    review_many(reviews, by=None, at=at)
    link_decisions(launched, at=at)


def launched_movements(*, at: datetime) -> list[tuple[sample.Launch, Movement]]:
    """Launch the movements of the list, then the drives that the main one carries."""
    said = sample.launches()
    there = dict(Movement.objects.values_list("name", "pk"))
    listed = [one for one in said if one.listed]
    drives = [one for one in said if not one.listed]
    found = list(zip(listed, launch_many([columns(one, there) for one in listed], by=None, at=at), strict=True))
    return [*found, *zip(drives, launch_many([columns(one, there) for one in drives], by=None, at=at), strict=True)]


def columns(one: sample.Launch, there: dict[str, int]) -> dict[str, Any]:
    """A launch as the office's verb takes it."""
    said: dict[str, Any] = {
        "level": one.level,
        "method": one.method,
        "launched_on": one.launched_on,
        "ends_on": one.ends_on,
        "slogan": one.slogan,
        "scope": one.scope,
        "task": one.task,
        "criteria": list(one.criteria),
    }
    if one.listed:
        return said | {"movement_id": there[one.name]}
    named = {"name": one.name, "kind": one.kind, "launched_by": one.launched_by, "document": one.document}
    return said | named | {"part_of_id": there[one.part_of]}


def reviews_of(one: sample.Launch, movement: Movement) -> list[dict[str, Any]]:
    """The reviews that the whole office held of a movement."""
    words = {
        "interim": "Các đơn vị thực hiện nghiêm túc, tiến độ đạt yêu cầu; một số đơn vị báo cáo chậm.",
        "final": "Hoàn thành kế hoạch; các chỉ tiêu chính đạt hoặc vượt mức đăng ký.",
    }
    held = [("interim", day) for day in one.interim if day > one.launched_on]
    held += [("final", one.ended)] if one.ended else []
    return [
        {
            "movement": movement,
            "kind": kind,
            "held_on": day,
            "document": f"Báo cáo số {100 + day.timetuple().tm_yday}/BC-CAT",
            "results": words[kind],
        }
        for kind, day in held
    ]


def link_decisions(launched: list[tuple[sample.Launch, Movement]], *, at: datetime) -> None:
    """Link each decision that gave certificates for a movement with the drive that had just ended, else with the main movement."""
    given = Conferral.objects.filter(ground="phong-trao", decision__signed_on__isnull=False)
    days = given.order_by().values_list("decision_id", "decision__signed_on").distinct()
    by_movement: dict[int, list[int]] = defaultdict(list)
    for decision, day in sorted(days, key=lambda pair: (pair[1], pair[0])):
        if day <= sample.UNTIL:
            by_movement[honoured_on(day, launched)].append(decision)
    for movement, decisions in by_movement.items():
        link_decision(movement, decisions, by=None, at=at)


def honoured_on(day: date, launched: list[tuple[sample.Launch, Movement]]) -> int:
    """The movement that certificates of a day honour."""
    ended = [
        (one.ended, movement.pk)
        for one, movement in launched
        if one.ended and not one.listed and one.ended <= day <= one.ended + HONOURED_WITHIN
    ]
    return max(ended)[1] if ended else launched[0][1].pk
