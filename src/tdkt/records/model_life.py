"""Questions about the life of community models: which stand, which are due, who learnt from whom, and what those that spread have in common.

A model that is another registered again (`same_as`) is linked and never counted besides it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Substr

from tdkt.records.community import UNSAID, Asked
from tdkt.records.models import (
    Census,
    CensusLine,
    CommunityModel,
    ModelEvent,
    ModelGroup,
    ModelPlace,
    ModelRating,
    Replication,
)
from tdkt.records.models.community import EVENT_KINDS, REGISTERS
from tdkt.vietnamese.folding import fold

SOON = timedelta(days=60)
"""How long before its day a review is called due."""
MOST_DRAWN = 40
"""So many models a graph shows at most."""
STATES = ("standing", "stopped", "due")


# --- states ----------------------------------------------------------------------------------------------


def in_state(state: str, *, on: date, prefix: str = "") -> Q:
    """Models in a state, as a condition on models, or on rows that lead to one by `prefix` ("model__")."""
    if state == "standing":
        return Q(**{f"{prefix}stopped": ""})
    if state == "stopped":
        return ~Q(**{f"{prefix}stopped": ""})
    until = on + SOON
    profile = f"{prefix}profile__"
    return Q(**{f"{prefix}stopped": ""}) & (
        Q(**{f"{profile}review_on__lte": until}) | Q(**{f"{profile}lapses_on__lte": until})
    )


def counted_once(models: QuerySet[Any]) -> QuerySet[Any]:
    """Models without those that are another registered again."""
    return models.filter(profile__same_as__isnull=True)


def due(models: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Standing models whose review or lapse is near or past, the earliest first."""
    found = models.filter(in_state("due", on=on)).select_related("type", "profile")
    return found.order_by(
        F("profile__review_on").asc(nulls_last=True), F("profile__lapses_on").asc(nulls_last=True), "pk"
    )


def unrated(models: QuerySet[Any], year: int) -> QuerySet[Any]:
    """Standing models founded by a year that have no rating for it."""
    rated = ModelRating.objects.filter(model=OuterRef("pk"), year=year)
    stood = counted_once(models).filter(stopped="", founded__lt=f"{year + 1:04d}").exclude(founded="")
    return stood.filter(~Exists(rated)).select_related("type").order_by("district", "place", "pk")


def latest_year(models: QuerySet[Any]) -> int | None:
    """The last year of which ratings are known."""
    found: int | None = (
        ModelRating.objects.filter(model__in=models).order_by("-year").values_list("year", flat=True).first()
    )
    return found


def last_ratings(models: Iterable[int]) -> dict[int, str]:
    """The rating of each model in the last year in which it has one."""
    return dict(ModelRating.objects.filter(model__in=list(models)).order_by("year").values_list("model", "rating"))


def rating_words() -> list[str]:
    """The words in which models were rated in the last year, the commonest first."""
    year = ModelRating.objects.aggregate(last=Max("year"))["last"]
    of_year = ModelRating.objects.filter(year=year).order_by().values_list("rating")
    return [word for word, _ in of_year.annotate(number=Count("pk")).order_by("-number", "rating")[:12]]


# --- one model ---------------------------------------------------------------------------------------------


def events_of(model_id: int) -> list[ModelEvent]:
    """The steps of a model's life by day; on one day in the order in which steps come."""
    found = list(ModelEvent.objects.filter(model=model_id).select_related("into"))
    return sorted(found, key=lambda one: (one.day, EVENT_KINDS.index(one.kind)))


@dataclass(frozen=True)
class Ground:
    """The places and groups of a model: those open and those closed; each counted apart."""

    places: list[ModelPlace]
    groups: list[ModelGroup]
    closed_places: list[ModelPlace]
    closed_groups: list[ModelGroup]

    @property
    def members(self) -> int | None:
        """The members of the open groups, where any says a number."""
        said = [one.members for one in self.groups if one.members is not None]
        return sum(said) if said else None


def ground_of(model_id: int) -> Ground:
    """Where a model is carried on and by which groups."""
    places = list(ModelPlace.objects.filter(model=model_id).select_related("area").order_by("since", "pk"))
    groups = list(
        ModelGroup.objects.filter(model=model_id)
        .select_related("place")
        .order_by(F("place").asc(nulls_last=True), "since", "pk")
    )
    return Ground(
        places=[one for one in places if not one.until],
        groups=[one for one in groups if not one.until],
        closed_places=[one for one in places if one.until],
        closed_groups=[one for one in groups if one.until],
    )


# --- who learnt from whom -----------------------------------------------------------------------------------


def descends(key: int, from_: int) -> bool:
    """Whether a model was made after another, directly or by others between."""
    seen, fresh = {from_}, {from_}
    while fresh:
        fresh = set(Replication.objects.filter(origin__in=fresh).values_list("copy", flat=True)) - seen
        if key in fresh:
            return True
        seen |= fresh
    return False


@dataclass(frozen=True)
class Node:
    """A model in the graph: how many steps from the first, its rating of the latest year, and the edges that lead to it (origin, edge)."""

    model: CommunityModel
    depth: int
    rating: str
    origins: tuple[int, ...]


@dataclass(frozen=True)
class Spread:
    """The graph around a model: nodes each after its origin; `more` are those that it does not show; `edges` by (origin, copy)."""

    nodes: list[Node] = field(default_factory=list)
    edges: dict[tuple[int, int], Replication] = field(default_factory=dict)
    year: int | None = None
    more: int = 0


def spread_of(model_id: int, visible: QuerySet[Any], *, most: int = MOST_DRAWN) -> Spread:
    """Where a model came from and went: its first origins with all that was made after them, as far as the account sees them."""
    roots: set[int] = set()
    seen, fresh = {model_id}, {model_id}
    while fresh:
        pairs = list(Replication.objects.filter(copy__in=fresh).values_list("copy", "origin"))
        roots |= fresh - {copy for copy, _ in pairs}
        fresh = {origin for _, origin in pairs} - seen
        seen |= fresh
    return graph_from(sorted(roots), visible, most=most)


def graph_from(roots: Collection[int], visible: QuerySet[Any], *, most: int = MOST_DRAWN) -> Spread:
    """The models made after these, generation by generation, with how each fared."""
    edges: dict[tuple[int, int], Replication] = {}
    depth = dict.fromkeys(roots, 0)
    fresh, level = set(roots), 0
    while fresh:
        found = list(Replication.objects.filter(origin__in=fresh))
        level += 1
        edges |= {(one.origin_id, one.copy_id): one for one in found}
        fresh = {one.copy_id for one in found if one.copy_id not in depth}
        depth |= dict.fromkeys(fresh, level)
    if not edges:
        return Spread()
    known = visible.select_related("type").in_bulk(list(depth))
    year = ModelRating.objects.filter(model__in=list(known)).aggregate(last=Max("year"))["last"]
    ratings = dict(ModelRating.objects.filter(model__in=list(known), year=year).values_list("model", "rating"))
    order = _in_tree_order(roots, edges, depth)
    shown = [key for key in order if key in known][:most]
    kept = set(shown)
    nodes = [
        Node(
            known[key],
            depth[key],
            ratings.get(key, ""),
            tuple(origin for origin, copy in edges if copy == key and origin in kept),
        )
        for key in shown
    ]
    within = {pair: edge for pair, edge in edges.items() if pair[0] in kept and pair[1] in kept}
    return Spread(nodes, within, year, len(depth) - len(shown))


def _in_tree_order(roots: Iterable[int], edges: Iterable[tuple[int, int]], depth: dict[int, int]) -> list[int]:
    """Each model after the origin by which it was reached, copies of one side by side."""
    children: dict[int, list[int]] = defaultdict(list)
    placed: set[int] = set(roots)
    for origin, copy in sorted(edges):
        if copy not in placed and depth[copy] == depth[origin] + 1:
            children[origin].append(copy)
            placed.add(copy)
    order: list[int] = []
    waiting = sorted(roots, reverse=True)
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting.extend(reversed(children[key]))
    return order


# --- what spread most, and what it has in common --------------------------------------------------------------


@dataclass(frozen=True)
class Fared:
    """A model or type with how many were made after it, and how these are rated in the latest year."""

    row: Any
    copies: int
    ratings: dict[str, int]


def most_spread(visible: QuerySet[Any], year: int | None, *, first: int = 20) -> list[Fared]:
    """The models after which most others were made."""
    counts = dict(
        Replication.objects.filter(origin__in=visible)
        .order_by()
        .values_list("origin")
        .annotate(number=Count("pk"))
        .order_by("-number", "origin")[:first]
    )
    known = visible.select_related("type").in_bulk(list(counts))
    fared = _ratings_by("origin", {"origin__in": list(counts)}, year)
    return [Fared(known[key], number, fared.get(key, {})) for key, number in counts.items() if key in known]


def most_spread_types(visible: QuerySet[Any], year: int | None, *, first: int = 12) -> list[Fared]:
    """The types within which most models were made after another."""
    by_type = (
        Replication.objects.filter(origin__in=visible)
        .order_by()
        .values_list("origin__type", "origin__type__name")
        .annotate(number=Count("pk"))
        .order_by("-number", "origin__type__name")[:first]
    )
    counts = {(key, name): number for key, name, number in by_type}
    fared = _ratings_by("origin__type", {"origin__in": visible}, year)
    return [Fared((key, name), number, fared.get(key, {})) for (key, name), number in counts.items()]


def _ratings_by(column: str, within: dict[str, Any], year: int | None) -> dict[int, dict[str, int]]:
    """How the copies are rated in a year, by origin or its type."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rated = Replication.objects.filter(**within, copy__ratings__year=year)
    for key, rating, number in rated.order_by().values_list(column, "copy__ratings__rating").annotate(Count("pk")):
        found[key][rating] = number
    return found


@dataclass(frozen=True)
class Trait:
    """A value that models have: how many of those that spread have it, and how many of the others."""

    value: str
    spread: int
    others: int


@dataclass(frozen=True)
class Compared:
    """Standing models that spread beside those that did not, by each trait; counts only, no cause is claimed."""

    spread: int
    others: int
    traits: dict[str, list[Trait]]


AGES = ((2, "0-2"), (5, "3-5"), (10, "6-10"))
"""Whole years since founding: up to how many, and the name of the band; more is "11+"."""
MOST_BODIES = 8


def compare_spread(visible: QuerySet[Any], year: int | None, *, on: date) -> Compared:
    """Sphere, lead body, community money, rating and years since founding of the models that spread, and of the others."""
    copied = Replication.objects.filter(origin=OuterRef("pk"))
    rated = ModelRating.objects.filter(model=OuterRef("pk"), year=year).values("rating")[:1]
    paid = Case(
        When(profile__community_money__gt=0, then=Value("yes")),
        When(profile__community_money=0, then=Value("no")),
        default=Value(""),
    )
    models = (
        counted_once(visible)
        .filter(stopped="")
        .annotate(spread=Exists(copied), rated=Subquery(rated), paid=paid, year=Substr("founded", 1, 4))
    )
    names = ("profile__sphere", "profile__lead_body", "paid", "rated", "year")
    found: list[dict[str, list[int]]] = [defaultdict(lambda: [0, 0]) for _ in names]
    sizes = [0, 0]
    for *values, spread, number in models.order_by().values_list(*names, "spread").annotate(Count("pk")):
        column = 0 if spread else 1
        sizes[column] += number
        for values_of, value in zip(found, values, strict=True):
            values_of[str(value or "")][column] += number
    sphere, body, money, rating, founded = found
    traits = {
        "sphere": _in_order(sphere),
        "lead_body": _in_order(body)[:MOST_BODIES],
        "money": [Trait(value, *money[value]) for value in ("yes", "no", "")],
        "rating": _in_order(rating),
        "years": _by_age(founded, on),
    }
    return Compared(sizes[0], sizes[1], traits)


def _in_order(found: dict[str, list[int]]) -> list[Trait]:
    """The commonest first, what is not said last."""
    traits = [Trait(value, *numbers) for value, numbers in found.items()]
    return sorted(traits, key=lambda one: (one.value == "", -one.spread - one.others, one.value))


def _by_age(founded: dict[str, list[int]], on: date) -> list[Trait]:
    bands: dict[str, list[int]] = {**{name: [0, 0] for _, name in AGES}, "11+": [0, 0], "": [0, 0]}
    for year, numbers in founded.items():
        age = on.year - int(year) if year else None
        name = "" if age is None else next((name for most, name in AGES if age <= most), "11+")
        bands[name] = [one + other for one, other in zip(bands[name], numbers, strict=True)]
    return [Trait(name, *numbers) for name, numbers in bands.items()]


# --- lists ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Life:
    """What a list of models asks for besides what a census says: a state, a register, a sphere; empty asks for nothing in particular."""

    state: str = ""
    register: str = ""
    sphere: str = ""

    def where(self, *, on: date, prefix: str = "model__") -> Q:
        """The filter as a condition on rows that lead to a model by the prefix. A model of which nothing else is said stands in the first register."""
        found = Q() if self.state in ("", "outside") else in_state(self.state, on=on, prefix=prefix)
        if self.register:
            said = Q(**{f"{prefix}profile__register": self.register})
            silent = Q(**{f"{prefix}profile__isnull": True})
            found &= said | silent if self.register == REGISTERS[0] else said
        if self.sphere:
            found &= Q(**{f"{prefix}profile__sphere": self.sphere})
        return found


def outside(models: QuerySet[Any], census: Census, asked: Asked, life: Life, *, on: date) -> QuerySet[Any]:
    """The models that a census does not list: newer ones, those that had stopped, those registered again; of ratings and counts nothing is asked."""
    counted = CensusLine.objects.filter(census=census, model=OuterRef("pk"))
    found = models.filter(~Exists(counted), life.where(on=on, prefix=""))
    if asked.type is not None:
        found = found.filter(type=asked.type)
    if asked.district:
        found = found.filter(district="" if asked.district == UNSAID else asked.district)
    if asked.founded is not None:
        found = found.filter(founded__startswith=f"{asked.founded:04d}")
    for word in fold(asked.words).split():
        found = found.filter(search__contains=word)
    return found.select_related("type")
