"""Decisions and the honours they confer: the register of awards itself.

A conferral is one receiver, one award, one decision. It is proposed, decided, handed over, annulled, stripped or restored; corrections
are new states of the row, and every earlier state stays in its versions.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from tdkt.law.catalogue import GROUNDS, LEVELS, awards
from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager, reach_of

if TYPE_CHECKING:
    from tdkt.records.models.accounts import Account

STATES = ("proposed", "decided", "handed-over", "annulled", "stripped", "restored")
STANDING = ("decided", "handed-over", "restored")
"""States in which an honour counts."""

CLASSED = sorted(code for code, award in awards().items() if award.classes)


def lawful_recipient() -> Q:
    """Each award with the kinds of receiver that the catalogue allows it."""
    allowed = Q()
    for kind in ("individual", "collective", "household"):
        allowed |= Q(
            recipient=kind, award__in=sorted(code for code, award in awards().items() if kind in award.recipients)
        )
    return allowed


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions belong to no unit: an account sees those that confer an honour which it sees."""

    def visible_to(self, account: "Account", *, on: date) -> "DecisionQuerySet":
        """The decisions with a conferral within the account's reach on a day; all of them for who serves the whole office."""
        if reach_of(account, on=on).everything:
            return self
        return self.filter(pk__in=Conferral.objects.visible_to(account, on=on).values("decision"))


class Decision(Registered):
    """A decision that confers honours. `level` is that of `authority` (the words of the decision); `signed_on` may be unknown to the day."""

    number = models.CharField(max_length=60)
    signed_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    signer = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("number", Coalesce("year", 0), "level", name="decision_number_once_a_year"),
            models.CheckConstraint(condition=~Q(number=""), name="decision_has_number"),
            models.CheckConstraint(condition=Q(level="") | Q(level__in=LEVELS), name="decision_known_level"),
        ]

    def __str__(self) -> str:
        return self.number


class Conferral(Registered):
    """One honour to one receiver.

    `unit`, `rank` and `post` are those of the day; for a unit as receiver `unit` is itself. `for_from`/`for_to` are the years that the
    achievement covers; `year` is the year by which reports count it: the title year of a title, else the year of signing.
    """

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="conferrals")
    recipient = models.CharField(max_length=12)
    award = models.CharField(max_length=60)
    class_no = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    ground = models.CharField(max_length=12, blank=True)
    for_from = models.PositiveSmallIntegerField(null=True, blank=True)
    for_to = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="conferrals")
    state = models.CharField(max_length=12)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rank = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    posthumous = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    objects = ScopedManager("unit", "subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "subject",
                "award",
                Coalesce("class_no", 0),
                Coalesce("decision", 0),
                Coalesce("for_to", 0),
                name="conferral_once_in_a_decision",
            ),
            models.CheckConstraint(condition=lawful_recipient(), name="conferral_lawful_recipient"),
            models.CheckConstraint(
                condition=Q(class_no__isnull=True) | Q(award__in=CLASSED, class_no__in=[1, 2, 3]),
                name="conferral_class_only_where_classed",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="conferral_known_state"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decision__isnull=False), name="conferral_given_by_a_decision"
            ),
            models.CheckConstraint(condition=Q(level="") | Q(level__in=LEVELS), name="conferral_known_level"),
            models.CheckConstraint(condition=Q(ground="") | Q(ground__in=GROUNDS), name="conferral_known_ground"),
            models.CheckConstraint(
                condition=Q(for_from__isnull=True) | Q(for_to__isnull=True) | Q(for_to__gte=F("for_from")),
                name="conferral_years_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["award", "class_no", "year"], name="conferral_award_year"),
            models.Index(fields=["unit", "year"], name="conferral_unit_year"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.subject_id}"


DecisionVersion = version_of(Decision)
ConferralVersion = version_of(Conferral)
