"""Community models: types, models, and what each census counted of them (places, groups, members apart); the life of a model, its yearly
ratings, and the graph of where it came from and where it went.

Programmes and bodies only; nothing here can hold the conduct of a resident. A name is not a key: the same name recurs in many places.
"""

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

REGISTERS = ("tdbvantq", "dan-van-kheo", "other")
SPHERES = ("residential-area", "commune", "agency", "firm", "school")
EVENT_KINDS = (
    "survey",
    "proposed",
    "approved",
    "launched",
    "rules",
    "recognised",
    "bright-spot",
    "commended-for-spreading",
    "consolidated",
    "merged",
    "stopped",
)


class ModelType(Registered):
    """A type (loại) of model: "Tiếng kẻng an ninh"."""

    name = models.CharField(max_length=300, unique=True)
    folded = models.CharField(max_length=300, db_index=True)

    def __str__(self) -> str:
        return self.name


class CommunityModel(Registered):
    """One model (mô hình) of a type at one place. `founded` is a date as far as known: 2016, 2016-08 or 2016-08-19."""

    type = models.ForeignKey(ModelType, on_delete=models.PROTECT, related_name="models")
    name = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    district = models.CharField(max_length=100, blank=True)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    founded = models.CharField(max_length=10, blank=True)
    stopped = models.CharField(max_length=10, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    search = models.CharField(max_length=700, db_index=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("unit")

    class Meta:
        indexes = [models.Index(fields=["district"], name="model_district")]

    def __str__(self) -> str:
        return self.name


class Census(Registered):
    """A count of models as of a day: the list that an office closed on that day."""

    as_of = models.DateField(unique=True)
    title = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.as_of.isoformat()


class CensusLine(Registered):
    """What one census says of one model: its places (điểm), groups (tổ), members, households, funding in đồng, and rating in the office's words."""

    census = models.ForeignKey(Census, on_delete=models.PROTECT, related_name="lines")
    model = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="lines")
    places = models.PositiveIntegerField(null=True, blank=True)
    groups = models.PositiveIntegerField(null=True, blank=True)
    members = models.PositiveIntegerField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    funding = models.PositiveBigIntegerField(null=True, blank=True)
    rating = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["census", "model"], name="censusline_once")]

    def __str__(self) -> str:
        return f"{self.census_id} {self.model_id}"


class ModelProfile(Registered):
    """What else is known of a model: in which register it stands, who leads it, where on the map, with what means, when it is due for review.

    `same_as` says that this row and another are one thing registered twice ("Dân vận khéo"): it is linked and counted once, as the other.
    Money in đồng; `paid_by` in words ("xã hội hóa", "ngân sách xã"). No person stands here.
    """

    model = models.OneToOneField(CommunityModel, on_delete=models.PROTECT, related_name="profile")
    register = models.CharField(max_length=12, default="tdbvantq")
    same_as = models.ForeignKey(
        CommunityModel, on_delete=models.PROTECT, null=True, blank=True, related_name="registered_again"
    )
    sphere = models.CharField(max_length=16, blank=True)
    area = models.ForeignKey("records.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead_body = models.CharField(max_length=200, blank=True)
    slogan = models.CharField(max_length=300, blank=True)
    equipment = models.CharField(max_length=300, blank=True)
    money = models.PositiveBigIntegerField(null=True, blank=True)
    community_money = models.PositiveBigIntegerField(null=True, blank=True)
    paid_by = models.CharField(max_length=200, blank=True)
    outputs = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)

    objects = ScopedManager("model__unit")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(register__in=REGISTERS), name="modelprofile_known_register"),
            models.CheckConstraint(condition=Q(sphere__in=["", *SPHERES]), name="modelprofile_known_sphere"),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("model")), name="modelprofile_not_itself"
            ),
        ]
        indexes = [models.Index(fields=["review_on"], name="modelprofile_review")]

    def __str__(self) -> str:
        return str(self.model_id)


class ModelEvent(Registered):
    """One step in the life of a model, from survey to recognition or stopping; `into` is the model that it was merged with.

    `day` is a date as far as known. `kept` is the SHA-256 under which the paper lies, when it was filed.
    """

    model = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24)
    day = models.CharField(max_length=10)
    document = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=200, blank=True)
    into = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_in")
    words = models.TextField(blank=True)
    kept = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=300, blank=True)

    objects = ScopedManager("model__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "kind", "day"], name="modelevent_once"),
            models.UniqueConstraint(
                fields=["model"], condition=Q(kind__in=["merged", "stopped"]), name="modelevent_one_end"
            ),
            models.CheckConstraint(condition=Q(kind__in=EVENT_KINDS), name="modelevent_known_kind"),
            models.CheckConstraint(
                condition=(Q(kind="merged") & Q(into__isnull=False)) | (~Q(kind="merged") & Q(into__isnull=True)),
                name="modelevent_merged_into",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model_id} {self.kind} {self.day}"


class Replication(Registered):
    """An edge of the graph: the model at `copy` was made after the one at `origin`."""

    origin = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="copies")
    copy = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="origins")
    day = models.CharField(max_length=10, blank=True)
    document = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    objects = ScopedManager("origin__unit", "copy__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "copy"], name="replication_once"),
            models.CheckConstraint(condition=~Q(origin=F("copy")), name="replication_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} > {self.copy_id}"


class ModelPlace(Registered):
    """One place (điểm) where a model is carried on: an area of the map, or words where the map has none. Dates as far as known."""

    model = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=300)
    area = models.ForeignKey("records.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)

    objects = ScopedManager("model__unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "name", "since"], name="modelplace_once")]

    def __str__(self) -> str:
        return self.name


class ModelGroup(Registered):
    """One group (tổ) of a model, at one of its places where that is known; its members are a number, never names."""

    model = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="groups")
    place = models.ForeignKey(ModelPlace, on_delete=models.PROTECT, null=True, blank=True, related_name="groups")
    name = models.CharField(max_length=300)
    members = models.PositiveIntegerField(null=True, blank=True)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)

    objects = ScopedManager("model__unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "name", "since"], name="modelgroup_once")]

    def __str__(self) -> str:
        return self.name


class ModelRating(Registered):
    """How a model was rated for a year, in the office's words, with who rated it, by which paper, and on what evidence."""

    model = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="ratings")
    year = models.PositiveSmallIntegerField()
    rating = models.CharField(max_length=60)
    rated_on = models.DateField(null=True, blank=True)
    body = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=200, blank=True)
    evidence = models.TextField(blank=True)
    kept = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=300, blank=True)

    objects = ScopedManager("model__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "year"], name="modelrating_once"),
            models.CheckConstraint(condition=~Q(rating=""), name="modelrating_says"),
        ]
        indexes = [models.Index(fields=["year", "rating"], name="modelrating_year")]

    def __str__(self) -> str:
        return f"{self.model_id} {self.year}"


ModelTypeVersion = version_of(ModelType)
CommunityModelVersion = version_of(CommunityModel)
CensusVersion = version_of(Census)
CensusLineVersion = version_of(CensusLine)
ModelProfileVersion = version_of(ModelProfile)
ModelEventVersion = version_of(ModelEvent)
ReplicationVersion = version_of(Replication)
ModelPlaceVersion = version_of(ModelPlace)
ModelGroupVersion = version_of(ModelGroup)
ModelRatingVersion = version_of(ModelRating)
