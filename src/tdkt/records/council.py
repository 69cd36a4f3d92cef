"""What the screens of councils and sittings read: lists with their counts, an agenda with all that is said of it, a member's open votes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from tdkt.records.models import (
    Account,
    AgendaItem,
    Ballot,
    Conflict,
    Kinship,
    Member,
    Nomination,
    Participation,
    Presence,
    Sitting,
    Tally,
)

TO_COME = ("called", "opened")


def councils(found: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Councils, those that stand first, with how many members sit on a day (`seats`) and how many of them vote (`voices`)."""
    sits = Q(members__from_date__lte=on) & (Q(members__to_date__isnull=True) | Q(members__to_date__gte=on))
    return found.annotate(
        seats=Count("members", filter=sits), voices=Count("members", filter=sits & Q(members__votes=True))
    ).order_by(F("to_date").desc(nulls_first=True), "-decided_on", "pk")


def sittings(found: QuerySet[Any]) -> QuerySet[Any]:
    """Sittings with how many items are on their agenda (`entries`)."""
    return found.select_related("council", "round").annotate(entries=Count("items", distinct=True))


def to_come(found: QuerySet[Any]) -> QuerySet[Any]:
    """The sittings that are called or open, the nearest first."""
    return sittings(found.filter(state__in=TO_COME)).order_by("held_on", "at_hour", "pk")


def held(found: QuerySet[Any]) -> QuerySet[Any]:
    """The sittings that are over or were called off, the newest first."""
    return found.exclude(state__in=TO_COME).order_by("-held_on", "-pk")


def seats_on(council: int, on: date) -> QuerySet[Any]:
    """The members of a council on a day, in the order of the decision."""
    return (
        Member.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=on), council=council, from_date__lte=on)
        .select_related("unit", "subject")
        .order_by("place", "pk")
    )


def kin_of(council: int) -> dict[int, list[Kinship]]:
    """By member, the relations declared."""
    found: dict[int, list[Kinship]] = defaultdict(list)
    for one in Kinship.objects.filter(member__council=council).select_related("subject").order_by("pk"):
        found[one.member_id].append(one)
    return dict(found)


@dataclass
class Seated:
    """A member at a sitting: what was said of the presence ("" for nothing yet), and the places on the agenda that the member is kept out of."""

    member: Member
    presence: str = ""
    note: str = ""
    out: list[int] = field(default_factory=list)


@dataclass
class Entered:
    """An item on an agenda with its newest ballot, that ballot's tally, and its conflicts."""

    item: AgendaItem
    ballot: Ballot | None = None
    tally: Tally | None = None
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def nomination(self) -> Nomination:
        return self.item.nomination

    @property
    def out(self) -> list[Member]:
        """Who takes no part in it."""
        return list({one.member_id: one.member for one in self.conflicts if one.state == "stands"}.values())


def agenda(sitting: Sitting) -> list[Entered]:
    """The agenda of a sitting in its order."""
    ballots: dict[tuple[str, int | None], Ballot] = {}
    for ballot in Ballot.objects.filter(sitting=sitting).exclude(state="called-off").order_by("turn", "pk"):
        ballots[ballot.award, ballot.class_no] = ballot
    tallies: dict[int, Tally] = {}
    closed = Tally.objects.filter(ballot__sitting=sitting, ballot__state="closed").select_related("ballot")
    for tally in closed.order_by("ballot__turn", "ballot__pk"):
        tallies[tally.nomination_id] = tally
    conflicts: dict[int, list[Conflict]] = defaultdict(list)
    for one in Conflict.objects.filter(item__sitting=sitting).select_related("member").order_by("member__place", "why"):
        conflicts[one.item_id].append(one)
    items = AgendaItem.objects.filter(sitting=sitting).select_related("nomination__subject", "nomination__unit")
    return [
        Entered(
            item,
            ballots.get((item.nomination.award, item.nomination.class_no)),
            tallies.get(item.nomination_id),
            conflicts[item.pk],
        )
        for item in items.order_by("place", "pk")
    ]


def seated(sitting: Sitting, entered: Iterable[Entered]) -> list[Seated]:
    """The members of a sitting in their order."""
    said = {row.member_id: row for row in Presence.objects.filter(sitting=sitting)}
    out: dict[int, list[int]] = defaultdict(list)
    for one in entered:
        for member in one.out:
            out[member.pk].append(one.item.place)
    return [
        Seated(
            member,
            said[member.pk].presence if member.pk in said else "",
            said[member.pk].note if member.pk in said else "",
            out[member.pk],
        )
        for member in seats_on(sitting.council_id, sitting.held_on)
    ]


def received(sitting: Sitting) -> dict[int, tuple[int, int]]:
    """By open ballot, how many votes are in and how many are awaited; who gave them is asked nowhere."""
    rows = (
        Participation.objects.filter(ballot__sitting=sitting)
        .order_by()
        .values_list("ballot")
        .annotate(given=Count("pk", filter=Q(has_voted=True)), awaited=Count("pk"))
    )
    return {ballot: (given, awaited) for ballot, given, awaited in rows}


def votes_left(sitting: Sitting, member: Member) -> list[Ballot]:
    """The open ballots in which a member has still to vote."""
    left = Participation.objects.filter(ballot__sitting=sitting, ballot__state="open", member=member, has_voted=False)
    return list(Ballot.objects.filter(pk__in=left.values("ballot")).order_by("award", "class_no", "pk"))


def ready_for(sitting: Sitting) -> QuerySet[Any]:
    """The dossiers of the sitting's round that may be put on its agenda."""
    return (
        Nomination.objects.filter(round=sitting.round_id, state="ready")
        .select_related("subject", "unit", "proposer")
        .order_by("award", "class_no", "place", "subject__name_key", "pk")
    )


def before_member(account: Account, on: date) -> QuerySet[Any]:
    """The nominations on the agendas of an account's own sittings, by id: the dossiers that a member may open."""
    return AgendaItem.objects.visible_to(account, on=on).values("nomination")
