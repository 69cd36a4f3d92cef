"""What others say of a nomination: public comment, verification with a right of reply, and the opinions of other bodies."""

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

POSTING_KINDS = ("public-comment", "verification")
ANSWERS = ("", "agrees", "objects", "no-opinion")


class Posting(Registered):
    """A list that is made public: where, from which day, and until which day (the law's working days reckoned in)."""

    round = models.ForeignKey("records.Round", on_delete=models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=16)
    place = models.CharField(max_length=300)
    from_date = models.DateField()
    to_date = models.DateField()
    working_days = models.PositiveSmallIntegerField()
    cite = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, default="up")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=POSTING_KINDS), name="posting_known_kind"),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="posting_days_in_order"),
            models.CheckConstraint(condition=Q(state__in=["up", "ended", "called-off"]), name="posting_known_state"),
        ]

    def __str__(self) -> str:
        return self.place


class Posted(Registered):
    """One nomination on a posted list."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="posted")
    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="posted")

    objects = ScopedManager("nomination__proposer", "nomination__unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "nomination"], name="posted_once")]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.nomination_id}"


class Opinion(Registered):
    """What came in on a posted nomination: from whom (a name that a reader may see), the words, the reply, and how it was settled."""

    posted = models.ForeignKey(Posted, on_delete=models.PROTECT, related_name="opinions")
    from_whom = models.CharField(max_length=300)
    received_on = models.DateField()
    words = models.TextField()
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    settled = models.CharField(max_length=10, blank=True)
    settled_words = models.TextField(blank=True)

    objects = ScopedManager("posted__nomination__proposer")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(settled__in=["", "unfounded", "founded"]), name="opinion_known_settling")
        ]

    def __str__(self) -> str:
        return self.words


class Consultation(Registered):
    """One body asked for its opinion on one nomination, with the least that it needs to know; `answer` empty: not yet answered."""

    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="consultations")
    body = models.CharField(max_length=300)
    matter = models.TextField()
    disclosed = models.JSONField(default=list)
    asked_on = models.DateField()
    due_on = models.DateField()
    answer = models.CharField(max_length=10, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    cite = models.CharField(max_length=80, blank=True)

    objects = ScopedManager("nomination__proposer")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "body"], name="consultation_once_a_body"),
            models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="consultation_known_answer"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="consultation_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.body


PostingVersion = version_of(Posting)
PostedVersion = version_of(Posted)
OpinionVersion = version_of(Opinion)
ConsultationVersion = version_of(Consultation)
