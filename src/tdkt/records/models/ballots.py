"""Ballots of a council: the rule it is held by, who has voted, the sealed box, and what came out of it.

Nothing here leads from a vote to a member: a secret vote has no time, no order and no author; who took part is a set without times.
`docs/decisions/0012-secret-ballots.md` says what is promised and what is not. Sealed votes and participation are no rows of the register:
they have no versions and no entry of the log.
"""

import uuid

from django.db import models
from django.db.models import Q

from tdkt.records.models.ledger import Registered, version_of

MODES = ("secret", "open", "paper")
BALLOT_STATES = ("prepared", "open", "closed", "called-off")


class Ballot(Registered):
    """One ballot of a sitting on the items of one award (and class): how, by which rule, with which result.

    `rule` is what decided when it was opened: {"percent", "of", "secret", "written_opinion", "quorum_percent", "cite", "source"}.
    `public_key` seals the votes of a secret ballot; the private key is nowhere, its shares are with the tellers. `digest` is the SHA-256 of
    the closed box, printed in the minutes.
    """

    sitting = models.ForeignKey("records.Sitting", on_delete=models.PROTECT, related_name="ballots")
    award = models.CharField(max_length=60)
    class_no = models.PositiveSmallIntegerField(null=True, blank=True)
    turn = models.PositiveSmallIntegerField(default=1)
    mode = models.CharField(max_length=6)
    rule = models.JSONField(default=dict)
    members = models.PositiveSmallIntegerField(default=0)
    public_key = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default="prepared")
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "award", "turn"], condition=Q(class_no__isnull=True), name="ballot_once_a_turn"
            ),
            models.UniqueConstraint(
                fields=["sitting", "award", "class_no", "turn"],
                condition=Q(class_no__isnull=False),
                name="ballot_of_a_class_once_a_turn",
            ),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="ballot_known_mode"),
            models.CheckConstraint(condition=Q(state__in=BALLOT_STATES), name="ballot_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.award}"


class Teller(Registered):
    """One of the tally committee of a ballot; `share_mark` is a fingerprint of the share of the key that this teller was given."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="tellers")
    member = models.ForeignKey("records.Member", on_delete=models.PROTECT, related_name="+")
    share_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="teller_once")]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.member_id}"


class Participation(models.Model):
    """That a member may vote in a ballot, and whether the member has: a set, made whole when the ballot opens, without times."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="participations")
    member = models.ForeignKey("records.Member", on_delete=models.PROTECT, related_name="+")
    has_voted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.member_id}"


class SealedVote(models.Model):
    """One sealed vote: bytes of one length that only the tellers together can open. It is deleted when the box is opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="sealed")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "sealed vote"


class OpenVote(Registered):
    """A vote by show of hands or signed paper in an open ballot: it names the member."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="open_votes")
    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("records.Member", on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "nomination", "member"], name="openvote_once"),
            models.CheckConstraint(condition=Q(choice__in=["yes", "no", "blank"]), name="openvote_known_choice"),
        ]

    def __str__(self) -> str:
        return self.choice


class Count(Registered):
    """A count that a person entered: of a paper ballot, or of written opinions; it stands once a second account entered the same.

    `counted` is the kind: paper or written. `hands`: first or second.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="counts")
    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="+")
    counted = models.CharField(max_length=8)
    hand = models.CharField(max_length=6)
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    blank = models.PositiveSmallIntegerField()
    by_name = models.CharField(max_length=200)
    username = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "nomination", "counted", "hand"], name="count_once_a_hand"),
            models.CheckConstraint(condition=Q(counted__in=["paper", "written"]), name="count_known_kind"),
            models.CheckConstraint(condition=Q(hand__in=["first", "second"]), name="count_known_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.yes}/{self.no}/{self.blank}"


class Tally(Registered):
    """What a closed ballot says of one nomination: votes in the room, written opinions, how many were needed, whether it passed.

    `passed` is empty where no rule says what is needed: the council's chair then decides in the minutes, with words.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="tallies")
    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="tallies")
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    blank = models.PositiveSmallIntegerField()
    written_yes = models.PositiveSmallIntegerField(default=0)
    written_no = models.PositiveSmallIntegerField(default=0)
    whole = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "nomination"], name="tally_once"),
            models.CheckConstraint(condition=Q(whole__gt=0), name="tally_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.yes}"


BallotVersion = version_of(Ballot)
TellerVersion = version_of(Teller)
OpenVoteVersion = version_of(OpenVote)
CountVersion = version_of(Count)
TallyVersion = version_of(Tally)
