"""Questions about community models: what a census counted, of which type, where, how rated, and founded when.

Types (loại), models (mô hình), places (điểm) and groups (tổ) are counted apart and never added up.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import Substr

from tdkt.records.models import Census, CensusLine
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold

COUNTED = ("places", "groups", "members", "households", "funding")
"""What a line of a census counts of one model."""

UNSAID = "-"
"""Asks for the models of which nothing is said: no district, no rating."""


@dataclass(frozen=True)
class Asked:
    """What a list of models asks for; an empty field asks for nothing in particular. `has` names a column of `COUNTED` that must say more than 0."""

    type: int | None = None
    district: str = ""
    rating: str = ""
    founded: int | None = None
    has: str = ""
    words: str = ""

    def where(self) -> Q:
        """The filter as a condition on lines of a census."""
        found = Q()
        if self.type is not None:
            found &= Q(model__type=self.type)
        if self.district:
            found &= Q(model__district="" if self.district == UNSAID else self.district)
        if self.rating:
            found &= Q(rating="" if self.rating == UNSAID else self.rating)
        if self.founded is not None:
            found &= Q(model__founded__startswith=f"{self.founded:04d}")
        if self.has:
            found &= Q(**{f"{self.has}__gt": 0})
        for word in fold(self.words).split():
            found &= Q(model__search__contains=word)
        return found


def censuses(*, on: date) -> list[Census]:
    """The censuses closed by a day, the latest first."""
    return list(Census.objects.filter(as_of__lte=on).order_by("-as_of"))


def lines(models: QuerySet[Any], census: Census) -> QuerySet[CensusLine]:
    """What a census says of these models."""
    found = CensusLine.objects.filter(census=census)
    return found.filter(model__in=models) if models.query.where else found


def listed(found: QuerySet[CensusLine], *, by: str = "day") -> QuerySet[CensusLine]:
    """Lines with all that a list shows: the models founded last first, or by place."""
    newest = F("model__founded").desc()
    order = ("model__district", "model__place", "pk") if by == "place" else (newest, "pk")
    return found.select_related("model__type").order_by(*order)


def levels(found: QuerySet[CensusLine]) -> dict[str, int | None]:
    """The number of each level; places, groups and members are None where no line says any: unknown is not zero."""
    sums = {name: Sum(name) for name in ("places", "groups", "members")}
    return found.aggregate(types=Count("model__type", distinct=True), models=Count("pk"), **sums)


def by_rating(found: QuerySet[CensusLine]) -> dict[str, int]:
    """How many models bear each rating, in the office's own words, the commonest first; "" where not rated."""
    counts = dict(found.order_by().values_list("rating").annotate(Count("pk")))
    return dict(sorted(counts.items(), key=lambda one: (-one[1], sort_key(one[0]))))


def by_district(found: QuerySet[CensusLine]) -> dict[str, int]:
    """How many models each district has, in the order of the Vietnamese alphabet without regard to its kind; "" where not said."""
    counts = dict(found.order_by().values_list("model__district").annotate(Count("pk")))
    return dict(sorted(counts.items(), key=lambda one: sort_key(bare(one[0]))))


def bare(district: str) -> str:
    """A district without its kind: Huyện Đại Lộc is Đại Lộc."""
    for kind in ("huyện ", "thị xã ", "thành phố ", "quận "):
        if district.casefold().startswith(kind):
            return district[len(kind) :]
    return district


def by_founding(found: QuerySet[CensusLine]) -> list[tuple[int | None, int]]:
    """How many models were founded in each year, from the first to the last; those of an unknown year at the end, as None."""
    years = found.order_by().values_list(Substr("model__founded", 1, 4)).annotate(Count("pk"))
    counts = {int(year) if year else None: number for year, number in years}
    known = sorted(year for year in counts if year is not None)
    every: list[tuple[int | None, int]] = (
        [(year, counts.get(year, 0)) for year in range(known[0], known[-1] + 1)] if known else []
    )
    return [*every, (None, counts[None])] if None in counts else every


@dataclass(frozen=True)
class TypeCounts:
    """One type with its models in all and by rating."""

    id: int
    name: str
    models: int
    ratings: dict[str, int]


def by_type(found: QuerySet[CensusLine]) -> list[TypeCounts]:
    """The types of these models, those with most models first."""
    names: dict[int, str] = {}
    ratings: dict[int, dict[str, int]] = defaultdict(dict)
    # Grouped by the key alone, of which the name follows: the names of fifty thousand rows need not be put in order.
    counts = found.order_by().values_list("model__type", "rating").annotate(Min("model__type__name"), Count("pk"))
    for key, rating, name, number in counts:
        names[key] = name
        ratings[key][rating] = number
    types = [TypeCounts(key, names[key], sum(said.values()), said) for key, said in ratings.items()]
    return sorted(types, key=lambda one: (-one.models, sort_key(one.name)))


@dataclass(frozen=True)
class Facets:
    """What lines of a census count by each side at once: as `levels`, `by_rating`, `by_district` and `by_type` say it."""

    levels: dict[str, int | None]
    ratings: dict[str, int]
    districts: dict[str, int]
    types: list[TypeCounts]


def facets(found: QuerySet[CensusLine]) -> Facets:
    """All sides of these lines in one reading: fifty thousand lines are grouped once, not once for each side."""
    ratings: dict[str, int] = defaultdict(int)
    districts: dict[str, int] = defaultdict(int)
    types: dict[int, TypeCounts] = {}
    sums: dict[str, int | None] = dict.fromkeys(("places", "groups", "members"))
    sides = ("model__type", "model__district", "rating")
    counts = (
        found.order_by()
        .values_list(*sides)
        .annotate(Min("model__type__name"), Count("pk"), *(Sum(name) for name in sums))
    )
    for type_id, district, rating, name, number, *said in counts:
        ratings[rating] += number
        districts[district] += number
        of_type = types.setdefault(type_id, TypeCounts(type_id, name, 0, {}))
        own = of_type.ratings | {rating: of_type.ratings.get(rating, 0) + number}
        types[type_id] = TypeCounts(type_id, name, of_type.models + number, own)
        for level, more in zip(sums, said, strict=True):
            sums[level] = sums[level] if more is None else (sums[level] or 0) + more
    whole: dict[str, int | None] = {"types": len(types), "models": sum(ratings.values())}
    return Facets(
        whole | sums,
        dict(sorted(ratings.items(), key=lambda one: (-one[1], sort_key(one[0])))),
        dict(sorted(districts.items(), key=lambda one: sort_key(bare(one[0])))),
        sorted(types.values(), key=lambda one: (-one.models, sort_key(one.name))),
    )


def over_time(model_id: int) -> list[CensusLine]:
    """What each census says of one model, the latest first."""
    told = CensusLine.objects.filter(model=model_id).select_related("census", "source__batch")
    return list(told.order_by("-census__as_of"))
