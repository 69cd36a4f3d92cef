"""The sample office's exemplars with their plans, entered by the office's own verbs; whom they fit, the register itself says."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from tdkt.operations.exemplar_lives import Follower, Life, Step, Tale, enter_lives
from tdkt.operations.exemplar_suggestions import suggestions
from tdkt.operations.exemplar_targets import Aim, set_targets
from tdkt.operations.reporting import root_unit
from tdkt.records.models import Conferral, Movement, Subject, Unit, UnitPlace
from tdkt.records.models.awards import STANDING
from tdkt.records.units import standing_on
from tdkt.sample import exemplars as sample
from tdkt.sample.movements import MAIN
from tdkt.sample.office import KNOWN_ON

LEFT = 5
"""Of so many that the register puts forward one is left to be suggested."""
MERITS, DEEDS, BODIES = 14, 18, 22
"""How many stand here besides: persons with a certificate of merit, good deeds, and units with a flag or the title of a determined-to-win one."""


def enter(*, at: datetime) -> None:
    """Enter them, as said at a moment: the exemplars as one act, the targets as another."""
    districts = districts_and_rooms()
    lives = draw(list(districts))
    if not lives:
        return
    enter_lives(lives, from_year=sample.FIRST, to_year=sample.LAST, by=None, at=at, on=KNOWN_ON)
    by_name = {name: pk for pk, (name, _) in districts.items()}
    for many in (True, False):
        names = [name for name, is_district in districts.values() if is_district is many]
        wanted = {by_name[name]: Aim(*aim) for name, aim in sample.aims(names, many=many).items()}
        set_targets(sample.FIRST, sample.LAST, wanted, document=sample.PLAN, by=None, at=at)


def districts_and_rooms() -> dict[int, tuple[str, bool]]:
    """The departments and district polices that stand, by id: their name, and whether it is a district's."""
    root = root_unit()
    if root is None:
        return {}
    here = UnitPlace.objects.filter(standing_on(KNOWN_ON), parent=root).order_by("unit__name")
    rows = here.values_list("unit", "unit__name", "unit__level")
    return {pk: (name, level == "Cấp huyện") for pk, name, level in rows}


def draw(followers: Sequence[int]) -> list[Life]:
    """Every exemplar: those whom the register puts forward, some with certificates of merit, and good deeds."""
    offered = [
        one
        for one in suggestions(sample.FIRST, sample.LAST, by=None, on=KNOWN_ON)
        if {reason.kind for reason in one.reasons} & {"streak", "first"}
    ]
    taken = [one.subject for at, one in enumerate(offered) if at % LEFT]
    bodies = [one.subject for one in offered if one.kind == "collective" and one.subject in taken]
    persons = [key for key in taken if key not in bodies]
    others = honoured_persons(without={one.subject for one in offered})
    persons += others[:MERITS]
    bodies += titled_units(without={one.subject for one in offered})[:BODIES]
    groups = {"person": persons, "body": bodies, "deed": others[MERITS : MERITS + DEEDS]}
    keys = [key for group in groups.values() for key in group]
    names = dict(Subject.objects.filter(pk__in=keys).values_list("pk", "name"))
    units = dict(Unit.objects.filter(subject__in=keys).values_list("subject", "pk"))
    honours = held_by(keys)
    movement = Movement.objects.filter(name=MAIN).values_list("pk", flat=True).first()
    lives = []
    for kind, group in groups.items():
        for key, portrait in zip(group, sample.portraits(kind, len(group)), strict=True):
            others_than = [unit for unit in followers if unit != units.get(key)]
            lives.append(life_of(key, names[key], portrait, others_than, honours.get(key, []), movement))
    return lives


def honoured_persons(*, without: set[int]) -> list[int]:
    """Persons who serve and hold a certificate of the ministry or the province, whom the register does not put forward."""
    held = Conferral.objects.filter(
        award="bang-khen-bo-tinh", recipient="individual", state__in=STANDING, subject__departure__isnull=True
    )
    held = held.exclude(subject__in=without).exclude(decision__signed_on__gt=KNOWN_ON)
    return list(dict.fromkeys(held.order_by("-year", "subject__name_key", "subject").values_list("subject", flat=True)))


def titled_units(*, without: set[int]) -> list[int]:
    """Units that stand and won a flag or were determined to win, whom the register does not put forward; the latest first."""
    titles = Q(award__startswith="co-thi-dua") | Q(award="don-vi-quyet-thang")
    held = Conferral.objects.filter(
        titles, recipient="collective", state__in=STANDING, decision__signed_on__lte=KNOWN_ON
    )
    stands = Q(subject__unit__ended__isnull=True) | Q(subject__unit__ended__gt=KNOWN_ON)
    held = held.filter(stands, subject__unit__isnull=False).exclude(subject__in=without)
    return list(dict.fromkeys(held.order_by("-year", "subject__name_key", "subject").values_list("subject", flat=True)))


def held_by(subjects: Sequence[int]) -> dict[int, list[tuple[date, int]]]:
    """The honours that stand of each receiver with the days of their decisions, the oldest first."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    held = Conferral.objects.filter(subject__in=subjects, state__in=STANDING, decision__signed_on__lte=KNOWN_ON)
    rows = held.order_by("decision__signed_on", "pk").values_list("subject", "decision__signed_on", "pk")
    for subject, day, key in rows:
        found[subject].append((day, key))
    return found


def life_of(
    subject: int,
    name: str,
    one: sample.Portrait,
    followers: Sequence[int],
    honours: Sequence[tuple[date, int]],
    movement: int | None,
) -> Life:
    """A portrait of somebody: with the honours that came after it was found, where it is so far, and the units that its shares name."""
    linked = [key for day, key in honours if day >= one.found_on][-2:] if one.level > 2 else []
    since: dict[int, sample.Follower] = {}
    for follower in one.followers:
        since.setdefault(followers[int(follower.share * len(followers))], follower)
    return Life(
        subject=subject,
        new_way=one.new_way,
        found_on=one.found_on,
        found_by=one.found_by,
        whole=one.whole,
        field=one.field,
        movement=movement,
        steps=tuple(Step(step.words, step.due_on, step.in_charge, step.done_on, step.result) for step in one.steps),
        review=one.review,
        reviewed_on=one.reviewed_on,
        conferrals=tuple(linked),
        stories=tuple(Tale(tale.kind, f"{tale.title} {name}", tale.published, tale.told_on) for tale in one.stories),
        followers=tuple(Follower(unit, follower.since, follower.result) for unit, follower in since.items()),
        ended_on=date(2020, 1, 15) if one.ended_for else None,
        ended_for=one.ended_for,
        picked=one.picked,
    )
