"""What an office has said of the lists it gets: how the columns of a sender's lists are meant, and what its abbreviations stand for.

Neither is ever changed: what is said anew is a row of its own, and the one before is ended by the act that said it. So the log and these
rows together tell how any file was read on any day.
"""

from django.db import models
from django.db.models import Q

from tdkt.records.models.scope import ScopedManager


class SentMapping(models.Model):
    """How columns named so are meant in the lists of one sender (None: of nobody in particular).

    `fingerprint` is that of the names (`sheets.mapping`), `fields` the meaning of each column by its place, `kind` of list "" where the
    program finds it by itself. `entry` is the act that said it, `ended` the one that said otherwise or had it forgotten.
    """

    unit = models.ForeignKey(
        "records.Unit", on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )  # no constraint: the import that entered the unit can be reverted all the same
    fingerprint = models.CharField(max_length=32)
    labels = models.JSONField(default=list)
    kind = models.CharField(max_length=20, blank=True)
    fields = models.JSONField(default=dict)
    entry = models.ForeignKey("records.Entry", on_delete=models.PROTECT, related_name="+")
    ended = models.ForeignKey("records.Entry", on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager("unit")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "fingerprint"],
                condition=Q(ended__isnull=True),
                name="sentmapping_one_stands",
            )
        ]

    def __str__(self) -> str:
        return " | ".join(str(label) for label in self.labels)


class OfficeAbbreviation(models.Model):
    """One abbreviation of the office's own, and what it stands for. `entry` said it, `ended` had it forgotten or said otherwise."""

    short = models.CharField(max_length=40)
    long = models.CharField(max_length=200)
    key = models.CharField(max_length=40)
    entry = models.ForeignKey("records.Entry", on_delete=models.PROTECT, related_name="+")
    ended = models.ForeignKey("records.Entry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(ended__isnull=True), name="officeabbreviation_one_stands"
            )
        ]

    def __str__(self) -> str:
        return f"{self.short} = {self.long}"
