"""Questions about movements: how far each is on a day, who stands under it and has not answered, what was done of what was pledged, its timeline.

A share is computed here and nowhere kept: done of planned, and planned of done where less is better.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Count, F, Q

from tdkt.law.catalogue import awards
from tdkt.records.models import (
    Conferral,
    Decision,
    Direction,
    Launch,
    Movement,
    MovementDecision,
    Office,
    Response,
    Review,
    Round,
    Succession,
    Target,
    Unit,
    UnitPlace,
)
from tdkt.records.units import standing_on
from tdkt.vietnamese.folding import fold

STATES = ("unlaunched", "coming", "running", "over", "reviewed")
"""No launch in the register; launched on a later day; under way; its days are over without a final review; reviewed for good."""

NEAR = 0.86
"""From this likeness on, two names are pointed out as near."""
MOST_DECISIONS = 200
"""So many decisions are offered to be linked with a movement."""


# --- names ---------------------------------------------------------------------------------------


def bare(name: str) -> str:
    """A name as it is compared: no accents, no marks, the words "phong trào", "cuộc vận động" in front left out."""
    words = "".join(sign if sign.isalnum() else " " for sign in fold(name)).split()
    for said in (["phong", "trao", "thi", "dua"], ["phong", "trao"], ["cuoc", "van", "dong"]):
        if words[: len(said)] == said and len(words) > len(said):
            return " ".join(words[len(said) :])
    return " ".join(words)


def near_names(name: str, *, but: int | None = None) -> list[Movement]:
    """Movements whose name is nearly this one, the nearest first. Two of nearly the same name are two: they are only to be looked at."""
    said = bare(name)
    found = []
    for movement in Movement.objects.exclude(pk=but or 0).order_by("pk"):
        likeness = SequenceMatcher(None, said, bare(movement.name), autojunk=False)
        if likeness.real_quick_ratio() >= NEAR and likeness.quick_ratio() >= NEAR and likeness.ratio() >= NEAR:
            found.append((-likeness.ratio(), movement.pk, movement))
    return [movement for _, _, movement in sorted(found, key=lambda one: one[:2])]


# --- how far ---------------------------------------------------------------------------------------


def state_of(launch: Launch | None, *, reviewed: bool, on: date) -> str:
    """One of `STATES`; `reviewed`: the office held its final review by that day."""
    if launch is None:
        return "unlaunched"
    if reviewed:
        return "reviewed"
    if launch.launched_on > on:
        return "coming"
    return "over" if launch.ends_on is not None and launch.ends_on < on else "running"


def final_reviews(movements: Iterable[int], *, on: date) -> dict[int, date]:
    """The day on which the office reviewed each of these movements for good, by a day."""
    held = Review.objects.filter(movement__in=list(movements), kind="final", unit=None, held_on__lte=on)
    return dict(held.order_by("-held_on").values_list("movement_id", "held_on"))


def launches(movements: Iterable[int]) -> dict[int, Launch]:
    """The launch of each of these movements that has one."""
    return {one.movement_id: one for one in Launch.objects.filter(movement__in=list(movements))}


def responding(movements: Iterable[int], *, on: date) -> dict[int, int]:
    """How many units had answered each of these movements by a day."""
    answered = Response.objects.filter(movement__in=list(movements), responded_on__lte=on)
    return dict(answered.order_by().values_list("movement_id").annotate(Count("pk")))


# --- who has not answered ----------------------------------------------------------------------------


def units_under(movement: Movement, *, on: date) -> list[Unit]:
    """The units that a movement is for: those right under whoever launched it (else under the office), as they stood on its last day by `on`."""
    launch = getattr(movement, "launch", None)
    top = (launch.unit_id if launch else None) or Office.objects.filter(pk=1).values_list("unit_id", flat=True).first()
    day = min(on, launch.ends_on) if launch and launch.ends_on else on
    below = UnitPlace.objects.filter(standing_on(day), parent=top).select_related("unit").order_by("path")
    return [place.unit for place in below]


def unanswered(movement: Movement, answered: Iterable[int], *, on: date) -> list[Unit]:
    """The units under a movement that have not answered it, nor did a unit whose place they took."""
    heard = set(answered)
    below = [unit for unit in units_under(movement, on=on) if unit.pk not in heard]
    before = predecessors([unit.pk for unit in below], on=on)
    return [unit for unit in below if not before[unit.pk] & heard]


def predecessors(units: Iterable[int], *, on: date) -> dict[int, set[int]]:
    """For each unit those whose place it had taken by a day, and theirs in turn."""
    found: dict[int, set[int]] = {unit: set() for unit in units}
    came: dict[int, set[int]] = defaultdict(set)
    for old, new in Succession.objects.filter(Q(on_date__isnull=True) | Q(on_date__lte=on)).values_list(
        "predecessor_id", "successor_id"
    ):
        came[new].add(old)
    for unit, before in found.items():
        fresh = {unit}
        while fresh := set().union(*(came[one] for one in fresh)) - before - {unit}:
            before |= fresh
    return found


# --- pledged and done ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """How much of a target is reached: `percent` is None where nothing is planned or done yet, or where less than nothing would be better."""

    percent: Decimal | None
    reached: bool | None


UNKNOWN = Share(None, None)


def share_of(planned: Decimal | None, done: Decimal | None, *, falling: bool) -> Share:
    """Done of planned in percent; of a falling target planned of done. A falling target of which nothing happened is reached without a share."""
    if planned is None or done is None:
        return UNKNOWN
    over, under = (planned, done) if falling else (done, planned)
    if under == 0:
        return Share(Decimal(100) if over == 0 else None, True)
    return Share((over * 100 / under).quantize(Decimal("0.1")), over >= under)


def targets_of(responses: Iterable[int]) -> dict[int, list[Target]]:
    """The targets of each of these responses, in the order in which they were pledged."""
    found: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(response__in=list(responses)).order_by("pk"):
        found[target.response_id].append(target)
    return found


def without_results(targets: Mapping[int, list[Target]]) -> set[int]:
    """The responses that pledged something of which no result is in."""
    return {response for response, pledged in targets.items() if any(one.done is None for one in pledged)}


# --- from launch to review -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Happening:
    """What happened to a movement on a day: "launch", "part", "response" (many units: `number`), "round", "occasion" (`number` directions
    were given at it), "decision", "review", "end".

    `row` is the launch, part, round, decision or review, or the name of the occasion; `until` the last day of a round.
    """

    day: date
    kind: str
    row: Any = None
    number: int = 0
    until: date | None = None


ORDER = ("launch", "part", "response", "round", "occasion", "decision", "review", "end")
"""What comes first of one day."""


def timeline(
    movement: Movement, *, decisions: Iterable[MovementDecision], reviews: Iterable[Review]
) -> list[Happening]:
    """What happened to a movement from its launch to its review, by day; of decisions and reviews those that are given."""
    launch = getattr(movement, "launch", None)
    found = []
    if launch is not None:
        found.append(Happening(launch.launched_on, "launch", launch))
        if launch.ends_on is not None:
            found.append(Happening(launch.ends_on, "end", launch))
    for part in Launch.objects.filter(movement__part_of=movement).select_related("movement"):
        found.append(Happening(part.launched_on, "part", part.movement))
    days = Response.objects.filter(movement=movement).order_by().values_list("responded_on").annotate(Count("pk"))
    found += [Happening(day, "response", number=number) for day, number in days]
    for one in Round.objects.filter(movement=movement).exclude(state="called-off"):
        found.append(Happening(one.opens_on, "round", one, until=one.closes_on))
    given = Direction.objects.filter(movement=movement).order_by().values_list("said_on", "occasion")
    found += [Happening(day, "occasion", name, number=number) for day, name, number in given.annotate(Count("pk"))]
    for link in decisions:
        if link.decision.signed_on is not None:
            found.append(Happening(link.decision.signed_on, "decision", link))
    found += [Happening(review.held_on, "review", review) for review in reviews]
    return sorted(found, key=lambda one: (one.day, ORDER.index(one.kind)))


def decisions_of(movement: Movement) -> list[MovementDecision]:
    """The decisions that honour what was done in a movement, the earliest first, each with how many honours it gave for a movement."""
    given = Count("decision__conferrals", filter=Q(decision__conferrals__ground="phong-trao"))
    links = MovementDecision.objects.filter(movement=movement).select_related("decision").annotate(given=given)
    return list(links.order_by(F("decision__signed_on").asc(nulls_last=True), "pk"))


def decisions_to_link(movement: Movement) -> list[Decision]:
    """Decisions signed from the launch of a movement until a year after its end that gave something for a movement, or on no said ground,
    and honour none yet; the latest first."""
    launch = getattr(movement, "launch", None)
    if launch is None:
        return []
    untitled = [code for code, award in awards().items() if award.kind != "title"]
    given = Conferral.objects.filter(ground__in=["", "phong-trao"], award__in=untitled, decision__isnull=False)
    found = Decision.objects.filter(signed_on__gte=launch.launched_on, movements=None, pk__in=given.values("decision"))
    if launch.ends_on is not None:
        found = found.filter(signed_on__lte=launch.ends_on + timedelta(366))
    return list(found.order_by("-signed_on", "-pk")[:MOST_DECISIONS])
