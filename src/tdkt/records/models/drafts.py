"""From a council's result to a signed decision: the draft with its list, the numbers given out, and what was sent up and came back."""

from django.db import models
from django.db.models import Q

from tdkt.law.catalogue import LEVELS
from tdkt.records.models.ledger import Registered, version_of

DRAFT_STATES = ("drafting", "to-sign", "signed", "sent-up", "returned", "refused", "called-off")


class Draft(Registered):
    """A decision that is being prepared. `own`: this office decides; otherwise the list goes up as a submission and comes back decided.

    `series` is the sign behind the number ("QĐ-CAT-PX03"); `decision` the one it became. `kept` is the signed file's SHA-256, `signature`
    what its check said: {"form": "pades"|"scan"|"outside", "valid": bool, "by": words, "at": ISO}.
    """

    round = models.ForeignKey("records.Round", on_delete=models.PROTECT, related_name="drafts")
    sitting = models.ForeignKey(
        "records.Sitting", on_delete=models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    own = models.BooleanField(default=True)
    level = models.CharField(max_length=20)
    authority = models.CharField(max_length=200)
    series = models.CharField(max_length=40)
    title = models.TextField()
    signer = models.CharField(max_length=200, blank=True)
    signer_post = models.CharField(max_length=200, blank=True)
    sign_as = models.CharField(max_length=4, blank=True)
    drafted_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    letter_number = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, default="drafting")
    decision = models.OneToOneField(
        "records.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="draft"
    )
    kept = models.CharField(max_length=64, blank=True)
    signature = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="draft_known_level"),
            models.CheckConstraint(condition=Q(state__in=DRAFT_STATES), name="draft_known_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "returned"]) | Q(decision__isnull=False),
                name="draft_became_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DraftLine(Registered):
    """One nomination on the list of a draft, in its order; `words` why the order differs from the law's, `conferral` what it became."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="lines")
    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="drafted")
    place = models.PositiveIntegerField()
    words = models.CharField(max_length=300, blank=True)
    conferral = models.OneToOneField(
        "records.Conferral", on_delete=models.PROTECT, null=True, blank=True, related_name="drafted"
    )
    outcome = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "nomination"], name="draftline_once"),
            models.CheckConstraint(condition=Q(outcome__in=["", "granted", "refused"]), name="draftline_known_outcome"),
        ]
        indexes = [models.Index(fields=["draft", "place"], name="draftline_order")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.place}"


class IssuedNumber(Registered):
    """One number of one series in one year, given to one draft. Unique: no number is ever given twice."""

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, null=True, blank=True, related_name="issued")
    given_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year", "number"], name="issuednumber_once")]

    def __str__(self) -> str:
        return f"{self.number}/{self.series}"


DraftVersion = version_of(Draft)
DraftLineVersion = version_of(DraftLine)
IssuedNumberVersion = version_of(IssuedNumber)
