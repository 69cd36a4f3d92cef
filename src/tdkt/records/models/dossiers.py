"""What a dossier holds: the text that is being written, the papers, the points returned for correction, and every revision that was sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager


class DossierText(models.Model):
    """The achievement report as it is being typed, saved within a second: a working copy, no row of the register.

    `text` is {field: words}; `saves` counts, so that two people who type at once never overwrite each other unseen. What was sent is in
    the `Revision`s.
    """

    nomination = models.OneToOneField("records.Nomination", on_delete=models.CASCADE, related_name="text")
    text = models.JSONField(default=dict)
    saves = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"text of {self.nomination_id}"


class Revision(Registered):
    """The text of a dossier as it was sent, numbered from 1."""

    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.JSONField(default=dict)
    on_date = models.DateField()
    by_name = models.CharField(max_length=200, blank=True)

    objects = ScopedManager("nomination__proposer", "nomination__unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "number"], name="revision_numbered_once")]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.number}"


class Paper(Registered):
    """One paper in a dossier: `kind` is its line in the checklist (`law.papers`), `kept` the SHA-256 under which its file lies."""

    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    kept = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    added_on = models.DateField()
    by_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default="in")
    note = models.TextField(blank=True)

    objects = ScopedManager("nomination__proposer", "nomination__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "kind", "kept"], condition=Q(state="in"), name="paper_once_in_a_dossier"
            ),
            models.CheckConstraint(condition=Q(state__in=["in", "taken-out"]), name="paper_known_state"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Remark(Registered):
    """A point for correction: on which field or paper, in words; `settled` says how it was answered."""

    nomination = models.ForeignKey("records.Nomination", on_delete=models.PROTECT, related_name="remarks")
    step = models.ForeignKey("records.Step", on_delete=models.PROTECT, related_name="remarks")
    place = models.CharField(max_length=60)
    words = models.TextField()
    settled = models.TextField(blank=True)
    state = models.CharField(max_length=8, default="open")

    objects = ScopedManager("nomination__proposer", "nomination__unit")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=["open", "settled"]), name="remark_known_state")]

    def __str__(self) -> str:
        return self.words


RevisionVersion = version_of(Revision)
PaperVersion = version_of(Paper)
RemarkVersion = version_of(Remark)
