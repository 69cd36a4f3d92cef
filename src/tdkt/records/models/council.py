"""The council: its members by decision, who is kin to whom as recorded, its sittings, who was there, what was on the agenda."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import reach_of

if TYPE_CHECKING:
    from tdkt.records.models.accounts import Account

SEATS = ("chair", "permanent-vice", "vice", "member", "secretary")
PRESENCES = ("present", "absent", "written")
SITTING_STATES = ("called", "opened", "closed", "signed", "called-off")
CONFLICTS = ("self", "kin", "unit", "proposer", "declared")
BARRING = ("self", "kin", "declared")
"""The conflicts that keep a member out of an item where the council's own rule says nothing else; the others are shown."""


class CouncilQuerySet(models.QuerySet[Any]):
    """Rows of councils; `council` is the path to the council and `day` that to the day of the sitting, both "" where there is none."""

    council = ""
    day = ""

    def visible_to(self, account: "Account", *, on: date) -> "CouncilQuerySet":
        """For the officer and the inspector those of councils within their reach; for a member those of the councils in which
        `Member.username` is the account's, and of sittings only those held while the member sat; for all others none."""
        if not account.is_active:
            return self.none()
        if account.role in ("officer", "inspector"):
            reach = reach_of(account, on=on)
            return self if reach.everything else self.filter(**{self._to("unit__in"): reach.units})
        if account.role != "member":
            return self.none()
        seats = Member._base_manager.filter(username=account.username)
        if self.day:
            held = models.OuterRef(self.day)
            seats = seats.filter(
                Q(to_date__isnull=True) | Q(to_date__gte=held),
                council=models.OuterRef(self._to("pk")),
                from_date__lte=held,
            )
            return self.filter(models.Exists(seats))
        return self.filter(**{self._to("pk__in"): seats.values("council")})

    def _to(self, column: str) -> str:
        return f"{self.council}__{column}" if self.council else column

    def _clone(self) -> "CouncilQuerySet":
        clone: CouncilQuerySet = super()._clone()  # type: ignore[misc]
        clone.council, clone.day = self.council, self.day
        return clone


class CouncilManager(models.Manager[Any]):
    """A manager of rows of councils."""

    use_in_migrations = False

    def __init__(self, council: str = "", day: str = "") -> None:
        super().__init__()
        self.council, self.day = council, day

    def get_queryset(self) -> CouncilQuerySet:
        found = CouncilQuerySet(self.model, using=self._db)
        found.council, found.day = self.council, self.day
        return found

    def visible_to(self, account: "Account", *, on: date) -> CouncilQuerySet:
        return self.get_queryset().visible_to(account, on=on)


class Council(Registered):
    """A council (hội đồng thi đua, khen thưởng) as a decision set it up.

    `barring`: the kinds of conflict that keep a member out of an item, as the council's rule says; empty (None): those of `BARRING`.
    """

    name = models.CharField(max_length=300)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    quorum_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_source = models.CharField(max_length=300, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    barring = models.JSONField(null=True, blank=True)

    objects = CouncilManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "decision_number"], name="council_once_a_decision"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="council_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(quorum_percent__isnull=True) | ~Q(quorum_source=""), name="council_quorum_has_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Member(Registered):
    """A member of a council. `username` is the account by which the member signs in; `subject` the person in the register, if there is one."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    seat = models.CharField(max_length=16)
    votes = models.BooleanField(default=True)
    username = models.CharField(max_length=60, blank=True)
    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    objects = CouncilManager("council")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seat__in=SEATS), name="member_known_seat"),
            models.UniqueConstraint(
                fields=["council", "username"],
                condition=~Q(username="") & Q(to_date__isnull=True),
                name="member_account_once_in_a_council",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Kinship(Registered):
    """That a member of a council is kin to a person of the register, as the member declared it for the record."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="kin")
    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=100)

    objects = CouncilManager("member__council")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "subject"], name="kinship_once")]

    def __str__(self) -> str:
        return self.relation


class Sitting(Registered):
    """One sitting (phiên họp) of a council on the nominations of a round."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sittings")
    round = models.ForeignKey("records.Round", on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField(default=1)
    held_on = models.DateField()
    at_hour = models.CharField(max_length=5, blank=True)
    place = models.CharField(max_length=300, blank=True)
    chair = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notes = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="called")
    minutes_number = models.CharField(max_length=60, blank=True)

    objects = CouncilManager("council", day="held_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "round", "number"], name="sitting_numbered_once"),
            models.CheckConstraint(condition=Q(state__in=SITTING_STATES), name="sitting_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.council_id} {self.held_on}"


class Presence(Registered):
    """Whether a member was at a sitting: in the room, absent, or absent with an opinion in writing."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="presences")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="presences")
    presence = models.CharField(max_length=8)
    note = models.CharField(max_length=300, blank=True)

    objects = CouncilManager("sitting__council", day="sitting__held_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "member"], name="presence_once"),
            models.CheckConstraint(condition=Q(presence__in=PRESENCES), name="presence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.presence}"


class AgendaItem(Registered):
    """One nomination on the agenda of a sitting, in its order, with the notes of the discussion."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    notes = models.TextField(blank=True)

    objects = CouncilManager("sitting__council", day="sitting__held_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "nomination"], name="agendaitem_once")]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.nomination_id}"


class Conflict(Registered):
    """A member's conflict of interest over one item: found by the program or declared; the member takes no part in that item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="conflicts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="conflicts")
    why = models.CharField(max_length=12)
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, default="stands")

    objects = CouncilManager("item__sitting__council", day="item__sitting__held_on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "member", "why"], name="conflict_once"),
            models.CheckConstraint(
                condition=Q(why__in=["self", "kin", "unit", "proposer", "declared"]), name="conflict_known_why"
            ),
            models.CheckConstraint(condition=Q(state__in=["stands", "lifted"]), name="conflict_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.why}"


CouncilVersion = version_of(Council)
MemberVersion = version_of(Member)
KinshipVersion = version_of(Kinship)
SittingVersion = version_of(Sitting)
PresenceVersion = version_of(Presence)
AgendaItemVersion = version_of(AgendaItem)
ConflictVersion = version_of(Conflict)
