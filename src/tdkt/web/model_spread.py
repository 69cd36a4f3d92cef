"""Replication of models as a whole: what was taken up most, how the copies fare, and what models that spread have in common."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tdkt.records import model_life as queries
from tdkt.records.models import CommunityModel, Replication
from tdkt.web.model_words import AGES, MONEY, SPHERES, Rating, rating
from tdkt.web.office import today
from tdkt.web.policy import rows
from tdkt.web.words import Word


@dataclass(frozen=True)
class Line:
    """A model or type with its copies: their number, and how they are rated."""

    name: str
    where: str
    url: str
    copies: int
    ratings: list[tuple[Rating, int]]


@dataclass(frozen=True)
class Share:
    """A value of a trait among the models that spread and among the others: number and whole percent."""

    word: Word
    spread: int
    spread_percent: int
    others: int
    others_percent: int


def spread(request: HttpRequest) -> HttpResponse:
    """The most replicated models and types, and the comparison by counts."""
    visible = rows(request, CommunityModel.objects)
    year = queries.latest_year(visible)
    edges = Replication.objects.filter(origin__in=visible)
    compared = queries.compare_spread(visible, year, on=today(request))
    context = {
        "year": year,
        "numbers": edges.aggregate(
            edges=Count("pk"), origins=Count("origin", distinct=True), copies=Count("copy", distinct=True)
        ),
        "models": [model_line(one) for one in queries.most_spread(visible, year)],
        "types": [type_line(one) for one in queries.most_spread_types(visible, year)],
        "compared": compared,
        "traits": traits(compared),
    }
    return render(request, "models/spread.html", context)


def model_line(one: queries.Fared) -> Line:
    model: CommunityModel = one.row
    where = ", ".join(part for part in (model.place, model.district) if part)
    return Line(model.name, where, reverse("model", args=[model.pk]), one.copies, rated(one))


def type_line(one: queries.Fared) -> Line:
    key, name = one.row
    return Line(name, "", reverse("model-type", args=[key]), one.copies, rated(one))


def rated(one: queries.Fared) -> list[tuple[Rating, int]]:
    return [(rating(word), number) for word, number in sorted(one.ratings.items(), key=lambda pair: -pair[1])]


def traits(compared: queries.Compared) -> list[tuple[Word, list[Share]]]:
    """Each trait with its name and its values in words."""
    names: dict[str, tuple[Word, Any]] = {
        "sphere": (_("Sphere"), SPHERES),
        "lead_body": (_("Lead body"), {}),
        "money": (_("Money of the community"), MONEY),
        "rating": (_("Rating of the latest year"), {}),
        "years": (_("Since founding"), AGES),
    }
    return [
        (
            names[key][0],
            [
                Share(
                    names[key][1].get(one.value, one.value) or _("not said"),
                    one.spread,
                    percent(one.spread, compared.spread),
                    one.others,
                    percent(one.others, compared.others),
                )
                for one in found
                if one.spread or one.others
            ],
        )
        for key, found in compared.traits.items()
    ]


def percent(part: int, whole: int) -> int:
    """A share in whole percent, halves upwards; of nothing it is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


urlpatterns = [path("mo-hinh/nhan-rong/", spread, name="model-copies")]
