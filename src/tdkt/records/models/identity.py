"""Who is who: requests to make two entries one person, to part one into two, or to take such an act back; each needs two accounts.

One account asks, another confirms or refuses. What a confirmed request did is in the versions of the rows, under its entry in the log; the
request itself is never deleted. Pairs that somebody has looked at and found to be two people are remembered.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class IdentityRequest(models.Model):
    """A request about one or two persons, by the ids of their subjects: rows that a merge withdraws are still named here.

    merge: `other` becomes one with `keep`; split: `rows` ({table: [ids]}) of `keep` go to `other`, or to a new person of these
    `particulars`; undo: takes back what the request `undoes` did. `settled_*` say who confirmed, refused or withdrew it; `entry` is the
    act that carried it out, `undone` the request that took it back.
    """

    KINDS = ("merge", "split", "undo")
    STATES = ("waiting", "done", "refused", "withdrawn", "undone")

    kind = models.CharField(max_length=6)
    keep = models.BigIntegerField(db_index=True)
    other = models.BigIntegerField(null=True, db_index=True)
    rows = models.JSONField(default=dict)
    particulars = models.JSONField(default=dict)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undoings")
    reason = models.TextField()
    state = models.CharField(max_length=10, default="waiting", db_index=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_reason = models.TextField(blank=True)
    entry = models.ForeignKey("records.Entry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["merge", "split", "undo"]), name="identityrequest_known_kind"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "refused", "withdrawn", "undone"]),
                name="identityrequest_known_state",
            ),
            models.CheckConstraint(
                condition=Q(kind="split") | Q(other__isnull=False) | Q(kind="undo"), name="identityrequest_of_two"
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("keep")), name="identityrequest_of_different"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(settled_by=F("asked_by")), name="identityrequest_by_two_accounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.keep} {self.other}"


class TwoPeople(models.Model):
    """Two subjects that somebody has compared and found to be two people; `one` is the smaller id."""

    one = models.BigIntegerField()
    other = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="twopeople_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="twopeople_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"
