"""Advanced exemplars (điển hình tiên tiến): found, nurtured by a plan, reviewed, honoured, told of, taken up by others.

Each is a receiver of the register: an officer, a body, or somebody who is honoured. Nobody else stands here.
"""

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

EXEMPLAR_STATES = ("found", "nurtured", "reviewed", "honoured", "spread", "ended")
STORY_KINDS = ("article", "photo", "film", "talk", "book")


class Exemplar(Registered):
    """One exemplar: who, for what new way of doing, found by whom and when, for which five years, and how far it is.

    `whole`: exemplary in every respect (toàn diện), else in one (`field` says which).
    """

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="exemplars")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    movement = models.ForeignKey("records.Movement", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    whole = models.BooleanField(default=False)
    field = models.CharField(max_length=200, blank=True)
    new_way = models.TextField()
    found_by = models.CharField(max_length=200, blank=True)
    found_on = models.DateField()
    state = models.CharField(max_length=10, default="found")
    reviewed_on = models.DateField(null=True, blank=True)
    review = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_for = models.TextField(blank=True)
    for_conference = models.BooleanField(default=False)

    objects = ScopedManager("unit", "subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "from_year", "to_year"], name="exemplar_once"),
            models.CheckConstraint(condition=Q(state__in=EXEMPLAR_STATES), name="exemplar_known_state"),
            models.CheckConstraint(condition=Q(to_year__gte=F("from_year")), name="exemplar_years_in_order"),
            models.CheckConstraint(condition=~Q(new_way=""), name="exemplar_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.from_year}"


class ExemplarStep(Registered):
    """A step of the plan that nurtures an exemplar: what, by whom, until when, and what came of it."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    in_charge = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    objects = ScopedManager("exemplar__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exemplar", "words"], name="exemplarstep_once"),
            models.CheckConstraint(condition=~Q(words=""), name="exemplarstep_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


class ExemplarHonour(Registered):
    """An award of the register that an exemplar was honoured with."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="honours")
    conferral = models.ForeignKey("records.Conferral", on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager("exemplar__unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exemplar", "conferral"], name="exemplarhonour_once")]

    def __str__(self) -> str:
        return f"{self.exemplar_id} {self.conferral_id}"


class Story(Registered):
    """How an exemplar was told of: an article, photograph, film, talk; `kept` is the file on the shelf, where there is one."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="stories")
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    published = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(null=True, blank=True)
    kept = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=300, blank=True)

    objects = ScopedManager("exemplar__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exemplar", "kind", "title"], name="story_once"),
            models.CheckConstraint(condition=Q(kind__in=STORY_KINDS), name="story_known_kind"),
        ]

    def __str__(self) -> str:
        return self.title


class Following(Registered):
    """A unit that took up the way of an exemplar, and how it fared there."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="followings")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    result = models.TextField(blank=True)

    objects = ScopedManager("exemplar__unit", "unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exemplar", "unit"], name="following_once")]

    def __str__(self) -> str:
        return f"{self.exemplar_id} {self.unit_id}"


class ExemplarTarget(Registered):
    """How many exemplars a unit is to find and build in a period of five years."""

    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    collectives = models.PositiveSmallIntegerField(default=0)
    individuals = models.PositiveSmallIntegerField(default=0)
    document = models.CharField(max_length=200, blank=True)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "from_year", "to_year"], name="exemplartarget_once"),
            models.CheckConstraint(condition=Q(to_year__gte=F("from_year")), name="exemplartarget_years_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.from_year}"


ExemplarVersion = version_of(Exemplar)
ExemplarStepVersion = version_of(ExemplarStep)
ExemplarHonourVersion = version_of(ExemplarHonour)
StoryVersion = version_of(Story)
FollowingVersion = version_of(Following)
ExemplarTargetVersion = version_of(ExemplarTarget)
