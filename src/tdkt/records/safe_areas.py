"""Questions about the safe-area standard: who stood in a year, who registered, what is decided, how many of each commune, and the models beside.

A body without a row for a year is a body of which the book says nothing for that year. Read first: `communes_in`, `counts_of`, `within`.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from tdkt.law.safe_areas import Counts
from tdkt.records.models import CommunityModel, ModelRating, SafeBody, SafeYear
from tdkt.records.models.safe_areas import SAFE_KINDS

DECIDED = ("met", "not-met")
KEPT = (
    "registered_on",
    "registration",
    "findings",
    "result",
    "decided_on",
    "decision_number",
    "authority",
    "note",
)
"""What a year says of a body."""


def standing(year: int) -> Q:
    """The bodies that stood at some time of a year, as far as known."""
    return (Q(from_year__isnull=True) | Q(from_year__lte=year)) & (Q(to_year__isnull=True) | Q(to_year__gte=year))


def communes_in(bodies: QuerySet[Any], year: int) -> QuerySet[Any]:
    """The communes among these that stood in a year, in the order of their names."""
    return bodies.filter(standing(year), kind="commune").select_related("unit").order_by("folded", "pk")


def within(commune: SafeBody, year: int) -> list[SafeBody]:
    """The bodies of a commune that stood in a year, kind by kind."""
    return list(SafeBody.objects.filter(standing(year), within=commune).order_by("kind", "folded", "pk"))


def alone_in(bodies: QuerySet[Any], year: int) -> QuerySet[Any]:
    """The bodies of no commune: those that the province or the Ministry follows."""
    return bodies.filter(standing(year), within__isnull=True).exclude(kind="commune").order_by("kind", "folded", "pk")


def said_of(bodies: Iterable[int], year: int) -> dict[int, SafeYear]:
    """What the book says of these bodies for a year."""
    return {row.body_id: row for row in SafeYear.objects.filter(body__in=list(bodies), year=year)}


def years_of(body: SafeBody) -> list[SafeYear]:
    """What the book says of a body, the latest year first."""
    return list(SafeYear.objects.filter(body=body).order_by("-year"))


def years(bodies: QuerySet[Any]) -> list[int]:
    """The years of which the book says something of these bodies, the latest first."""
    found = SafeYear.objects.filter(body__in=bodies.order_by().values("pk"))
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def mark(row: SafeYear | None) -> str:
    """A short sign of what a row says: a form sends it back, so that nobody writes over what somebody else has said since."""
    if row is None:
        return ""
    said = json.dumps({name: getattr(row, name) for name in KEPT}, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


# --- counting ------------------------------------------------------------------------------------


def counts_of(communes: Collection[int], year: int) -> dict[int, dict[str, Counts]]:
    """By commune and kind: how many bodies, registered, met, not met, and how many of which the law does not say whether they count."""
    this = FilteredRelation("years", condition=Q(years__year=year))
    decided = Q(this__result__in=DECIDED)
    registered = Q(this__registered_on__isnull=False)
    doubtful = ~decided & (Q(to_year=year) | (Q(from_year=year) & ~registered))
    found = (
        SafeBody.objects.filter(standing(year), within__in=list(communes))
        .annotate(this=this)
        .order_by()
        .values("within", "kind")
        .annotate(
            every=Count("pk"),
            doubtful=Count("pk", filter=doubtful),
            put_down=Count("pk", filter=registered),
            doubtful_put_down=Count("pk", filter=doubtful & registered),
            met=Count("pk", filter=Q(this__result="met")),
            not_met=Count("pk", filter=Q(this__result="not-met")),
        )
    )
    counted: dict[int, dict[str, Counts]] = defaultdict(dict)
    for row in found:
        counted[row["within"]][row["kind"]] = Counts(
            of=row["every"] - row["doubtful"],
            registered=row["put_down"] - row["doubtful_put_down"],
            met=row["met"],
            not_met=row["not_met"],
            doubtful=row["doubtful"],
            doubtful_registered=row["doubtful_put_down"],
        )
    return dict(counted)


def total(by_kind: Mapping[str, Counts], kinds: Iterable[str]) -> Counts:
    """The sum over some kinds."""
    return sum((by_kind.get(kind, Counts()) for kind in kinds), Counts())


@dataclass(frozen=True)
class KindCounts:
    """One kind of body in a year: how many stood, registered, were recognised or not."""

    kind: str
    bodies: int
    registered: int
    met: int
    not_met: int


def kinds_in(bodies: QuerySet[Any], year: int) -> list[KindCounts]:
    """The numbers of each kind among these bodies, in the order of the kinds; those of which there are none are left out."""
    found = (
        bodies.filter(standing(year))
        .annotate(this=FilteredRelation("years", condition=Q(years__year=year)))
        .order_by()
        .values("kind")
        .annotate(
            bodies=Count("pk"),
            registered=Count("pk", filter=Q(this__registered_on__isnull=False)),
            met=Count("pk", filter=Q(this__result="met")),
            not_met=Count("pk", filter=Q(this__result="not-met")),
        )
    )
    by_kind = {row["kind"]: KindCounts(**row) for row in found}
    return [by_kind[kind] for kind in SAFE_KINDS if kind in by_kind]


# --- what is missing -----------------------------------------------------------------------------


def not_registered(bodies: QuerySet[Any], year: int) -> QuerySet[Any]:
    """The bodies that stood in a year and of which the book holds no registration."""
    put_down = SafeYear.objects.filter(year=year, registered_on__isnull=False)
    return bodies.filter(standing(year)).exclude(pk__in=put_down.values("body"))


def not_reported(bodies: QuerySet[Any], year: int) -> QuerySet[Any]:
    """The bodies that registered for a year and of which nothing was found yet."""
    silent = SafeYear.objects.filter(year=year, registered_on__isnull=False, findings={}, result="")
    return bodies.filter(standing(year), pk__in=silent.values("body"))


def by_commune(bodies: QuerySet[Any]) -> QuerySet[Any]:
    """These bodies commune by commune, each commune before what lies in it."""
    place = Coalesce("within__folded", "folded"), Coalesce("within", "pk"), F("within").asc(nulls_first=True)
    return bodies.select_related("within").order_by(*place, "kind", "folded", "pk")


# --- models of the movement beside ----------------------------------------------------------------


@dataclass(frozen=True)
class Hint:
    """A model that lies in the place of a body, with its rating for the year in the office's words, or none."""

    model: CommunityModel
    rating: str


def models_beside(body: SafeBody, year: int, *, seen: QuerySet[Any]) -> list[Hint]:
    """The models of the place of a body that were alive in a year: by the map where both are on it, else by the name of the place in words.

    A hint, not a finding: whether one of them is effective the office says.
    """
    place = body if body.kind == "commune" else body.within or body
    here = Q(search__contains=place.folded)
    if place.area_id is not None:
        areas = Q(profile__area=place.area_id) | Q(profile__area__parent=place.area_id)
        here |= areas | Q(sites__area=place.area_id) | Q(sites__area__parent=place.area_id)
    alive = Q(stopped="") | Q(stopped__gte=f"{year:04d}")
    found = seen.filter(here, alive).exclude(founded__gte=f"{year + 1:04d}")
    if place.unit_id is not None:
        found = found.filter(Q(unit=place.unit_id) | Q(unit__isnull=True) | Q(profile__area__isnull=False))
    models = list(found.distinct().select_related("type").order_by("pk")[:50])
    ratings = dict(ModelRating.objects.filter(year=year, model__in=models).values_list("model", "rating"))
    return [Hint(one, ratings.get(one.pk, "")) for one in models]
