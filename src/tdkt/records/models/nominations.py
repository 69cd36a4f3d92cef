"""Nominations: one receiver proposed for one award in one round, its dossier's place on the way, and every step it took."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from tdkt.law.catalogue import GROUNDS, LEVELS
from tdkt.law.way import STATES as WAY_STATES
from tdkt.records.models.awards import CLASSED, lawful_recipient
from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager


class Nomination(Registered):
    """One receiver, one award, one round: the dossier (hồ sơ) itself. Its state moves only along `law.way`.

    `unit`, `rank` and `post` are those of the day it was made; `proposer` is the unit whose clerk proposes. `verdict` is what the engine
    answered on `judged_on` (the round's `law_on`), by the law whose fingerprint is `law`; `reasons` its words with articles, as shown
    then. `came_from` is the nomination that this one was lowered from. `due_on`: the last day of the step that is being taken.
    """

    round = models.ForeignKey("records.Round", on_delete=models.PROTECT, related_name="nominations")
    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="nominations")
    recipient = models.CharField(max_length=12)
    award = models.CharField(max_length=60)
    class_no = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)
    ground = models.CharField(max_length=12, blank=True)
    for_from = models.PositiveSmallIntegerField(null=True, blank=True)
    for_to = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposer = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    rank = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=300, blank=True)
    achievement = models.TextField(blank=True)
    posthumous = models.BooleanField(default=False)
    verdict = models.CharField(max_length=16, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    law = models.CharField(max_length=64, blank=True)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=16, default="drafting")
    since = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    place = models.PositiveIntegerField(default=0)
    came_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="became")
    note = models.TextField(blank=True)

    objects = ScopedManager("proposer", "unit", "subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "round",
                "subject",
                "award",
                Coalesce("class_no", 0),
                condition=~Q(state__in=["withdrawn", "lowered"]),
                name="nomination_once_in_a_round",
            ),
            models.CheckConstraint(condition=Q(state__in=WAY_STATES), name="nomination_known_state"),
            models.CheckConstraint(condition=lawful_recipient(), name="nomination_lawful_recipient"),
            models.CheckConstraint(
                condition=Q(class_no__isnull=True) | Q(award__in=CLASSED, class_no__in=[1, 2, 3]),
                name="nomination_class_only_where_classed",
            ),
            models.CheckConstraint(condition=Q(level="") | Q(level__in=LEVELS), name="nomination_known_level"),
            models.CheckConstraint(condition=Q(ground="") | Q(ground__in=GROUNDS), name="nomination_known_ground"),
        ]
        indexes = [
            models.Index(fields=["round", "state"], name="nomination_round_state"),
            models.Index(fields=["proposer", "round"], name="nomination_proposer"),
            models.Index(fields=["due_on"], name="nomination_due"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.subject_id}"


class Step(Registered):
    """One step that a dossier took: the transition's name, from, to, on which working day, and the reason. Never changed."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="steps")
    name = models.CharField(max_length=24)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    on_date = models.DateField()
    by_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = ScopedManager("nomination__proposer", "nomination__unit")

    class Meta:
        indexes = [models.Index(fields=["nomination", "on_date"], name="step_nomination")]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.name}"


NominationVersion = version_of(Nomination)
StepVersion = version_of(Step)
