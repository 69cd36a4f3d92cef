"""Community models on screens: the four numbers apart, where they are, of which types; the list with its filters; one type; one model.

Everything is as of a census, the latest unless the address names another (`ngay=2019-12-31`).
"""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tdkt.records import community as register
from tdkt.records import model_life as queries
from tdkt.records.models import Census, CensusLine, CommunityModel, ModelType
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import fold
from tdkt.vietnamese.numbers import write_number
from tdkt.web.charts import by_year
from tdkt.web.filters import Pill, choice, day, pill, whole, without_empty
from tdkt.web.list_words import FIELDS
from tdkt.web.model_words import REGISTERS, SPHERES, STATES, Rating, rating
from tdkt.web.office import today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows

HAS = {"diem": "places", "to": "groups"}
"""The values of the filter `co`: models that count places, models that count groups."""

# --- the census ----------------------------------------------------------


@dataclass(frozen=True)
class Count:
    """The census on which a page stands, and the other ones that may be chosen."""

    census: Census | None
    all: list[Census]

    @property
    def is_latest(self) -> bool:
        return bool(self.all) and self.census == self.all[0]

    def query(self, **more: Any) -> str:
        """The query string of a link: its filters, and the day where it is not the latest census."""
        said = {key: value for key, value in more.items() if value not in (None, "")}
        if self.census is not None and not self.is_latest:
            said["ngay"] = self.census.as_of.isoformat()
        return f"?{urlencode(said)}" if said else ""


def count_of(request: HttpRequest) -> Count:
    """The census that the address asks for: the latest one closed by that day, else the latest of all."""
    every = register.censuses(on=today(request))
    asked = day(request, "ngay")
    standing = [census for census in every if asked is None or census.as_of <= asked]
    return Count(standing[0] if standing else None, every)


# --- the overview --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tile:
    """One district: how many models, in which of the four steps, and where they are listed."""

    name: str
    whole: str
    number: int
    step: int
    url: str


@dataclass(frozen=True)
class Step:
    """One step of the scale in words."""

    css: str
    words: str


@dataclass(frozen=True)
class Bar:
    """One part of a bar: class, start and width."""

    css: str
    x: float
    width: float


@dataclass(frozen=True)
class TypeLine:
    """One type with its models, its bar, and its models by rating: each number with its address."""

    name: str
    url: str
    number: int
    number_url: str
    bars: list[Bar]
    cells: list[tuple[Rating, int, str]]


def overview(request: HttpRequest) -> HttpResponse:
    """The numbers of a census apart, its districts as tiles, its types with their ratings."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    count = count_of(request)
    if count.census is None:
        return render(request, "models/overview.html", {"count": count})
    found = register.lines(rows(request, CommunityModel.objects), count.census)
    sides = register.facets(found)
    ratings = {code: (rating(code), number) for code, number in sides.ratings.items()}
    districts = sides.districts
    limits = limits_of(districts.values())
    context = {
        "count": count,
        "levels": sides.levels,
        "ratings": [
            (shown, number, list_address(count, xep_loai=code or register.UNSAID))
            for code, (shown, number) in ratings.items()
        ],
        "tiles": [tile(count, name, number, limits) for name, number in districts.items()],
        "steps": steps_of(limits),
        "types": type_lines(count, sides.types, [shown for shown, _number in ratings.values()]),
        "list_url": list_address(count),
        "places_url": list_address(count, co="diem"),
        "groups_url": list_address(count, co="to"),
    }
    return render(request, "models/overview.html", context)


def list_address(count: Count, **filters: Any) -> str:
    """The list of models under filters: `list_address(count, xep_loai="Duy trì")`."""
    return reverse("model-list") + count.query(**{key.replace("_", "-"): value for key, value in filters.items()})


def limits_of(numbers: Any) -> tuple[int, int, int]:
    """Where the second, third and fourth step begin: a quarter, a half and three quarters of the greatest number, rounded up to fives."""
    greatest = max(numbers, default=0)
    unit = 5 if greatest >= 40 else 1
    step = max(1, ceil(greatest / 4 / unit)) * unit
    return (step, 2 * step, 3 * step)


def tile(count: Count, district: str, number: int, limits: tuple[int, int, int]) -> Tile:
    step = 1 + sum(number >= limit for limit in limits)
    name = register.bare(district) or _("not said")
    return Tile(name, district or _("not said"), number, step, list_address(count, huyen=district or register.UNSAID))


def steps_of(limits: tuple[int, int, int]) -> list[Step]:
    """The scale in words: under 30, 30 – 59, 60 – 89, from 90."""
    low, middle, high = limits
    return [
        Step("q1", _("under %(n)s") % {"n": low}),
        Step("q2", f"{low} – {middle - 1}" if middle - 1 > low else str(low)),
        Step("q3", f"{middle} – {high - 1}" if high - 1 > middle else str(middle)),
        Step("q4", _("from %(n)s") % {"n": high}),
    ]


WIDEST, SHORT = 189.0, 14.0


def type_lines(count: Count, types: list[register.TypeCounts], ratings: list[Rating]) -> list[TypeLine]:
    """Types as rows of a table, each bar in proportion to the largest type."""
    most = max((one.models for one in types), default=1)
    return [
        TypeLine(
            name=one.name,
            url=reverse("model-type", args=[one.id]) + count.query(),
            number=one.models,
            number_url=list_address(count, loai=one.id),
            bars=bars_of(one, ratings, WIDEST / most),
            cells=[
                (
                    shown,
                    one.ratings.get(shown.code, 0),
                    list_address(count, loai=one.id, xep_loai=shown.code or register.UNSAID),
                )
                for shown in ratings
            ],
        )
        for one in types
    ]


def bars_of(one: register.TypeCounts, ratings: list[Rating], scale: float) -> list[Bar]:
    """The parts of a type's bar, one after another; a bar too short for parts is drawn whole."""
    if one.models * scale < SHORT:
        return [Bar("mo-thanh", 0.5, round(max(one.models * scale - 1, 1), 1))]
    bars, x = [], 0.5
    for shown in ratings:
        width = one.ratings.get(shown.code, 0) * scale
        if width:
            bars.append(Bar(shown.bar, round(x, 1), round(max(width - 1, 1), 1)))
            x += width
    return bars


# --- the list ------------------------------------------------------------------------------------------


def model_list(request: HttpRequest) -> HttpResponse:
    """Models of a census, the newest first; its foot sums what the whole filter counts, not the page. `tinh=ngoai`: those it does not list."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    count = count_of(request)
    if count.census is None:
        return render(request, "models/list.html", {"count": count})
    every = register.lines(rows(request, CommunityModel.objects), count.census)
    sides = register.facets(every)
    districts, ratings, types = list(sides.districts), list(sides.ratings), {one.id: one.name for one in sides.types}
    said, life = asked(request, set(types), districts, ratings), life_asked(request)
    order = choice(request, "xep", {"noi"})
    levels: dict[str, int | None]
    if life.state == "outside":
        models = queries.outside(rows(request, CommunityModel.objects), count.census, said, life, on=today(request))
        levels = {"models": models.count(), "places": None, "groups": None, "members": None}
        by_place = ("district", "place", "pk") if order else ("-founded", "pk")
        page = page_of(request, models.order_by(*by_place), total=levels["models"] or 0)
        last = queries.last_ratings(model.pk for model in page.rows)
        listed = [CensusLine(census=count.census, model=one, rating=last.get(one.pk, "")) for one in page.rows]
        page = replace(page, rows=listed)
    else:
        found = every.filter(said.where(), life.where(on=today(request)))
        levels = register.levels(found)
        page = page_of(request, register.listed(found, by="place" if order else "day"), total=levels["models"] or 0)
    context = {
        "count": count,
        "asked": said,
        "levels": levels,
        "order": order,
        "page": page,
        "lines": [(line, rating(line.rating)) for line in page.rows],
        "pills": [*pills(request, said, types, count), *life_pills(request, life)],
        "types": sorted(types.items(), key=lambda one: fold(one[1])),
        "districts": [district for district in districts if district],
        "ratings": [code for code in ratings if code],
        "life": life,
        "states": [(key, word, code) for key, (code, word) in STATES.items()],
        "registers": REGISTERS.items(),
        "spheres": SPHERES.items(),
    }
    return render(request, "models/list.html", context)


def life_asked(request: HttpRequest) -> queries.Life:
    """The part of the filter that speaks of a model's life."""
    state = choice(request, "tinh", STATES)
    return queries.Life(
        state=STATES[state][0] if state else "",
        register=choice(request, "so", REGISTERS),
        sphere=choice(request, "linh-vuc", SPHERES),
    )


def life_pills(request: HttpRequest, life: queries.Life) -> list[Pill]:
    words = dict(STATES.values())
    said = [
        (_("State"), words.get(life.state), "tinh"),
        (_("Register"), REGISTERS.get(life.register), "so"),
        (_("Sphere"), SPHERES.get(life.sphere), "linh-vuc"),
    ]
    return [pill(request, name, word, key) for name, word, key in said if word]


def asked(request: HttpRequest, types: set[int], districts: list[str], ratings: list[str]) -> register.Asked:
    """The filter that the address speaks of. A value that no model of the census has is refused, except a type: it may have been counted earlier."""
    return register.Asked(
        type=whole(request, "loai"),
        district=choice(request, "huyen", {*districts, register.UNSAID}),
        rating=choice(request, "xep-loai", {*ratings, register.UNSAID}),
        founded=whole(request, "nam", least=1900, most=2200),
        has=HAS.get(choice(request, "co", HAS), ""),
        words=request.GET.get("ten", "").strip()[:100],
    )


def pills(request: HttpRequest, said: register.Asked, types: dict[int, str], count: Count) -> list[Pill]:
    """The filters in use, in words."""
    found = []
    if said.words:
        found.append(pill(request, _("Name, place"), said.words, "ten"))
    if said.type is not None:
        name = types.get(said.type) or get_object_or_404(ModelType, pk=said.type).name
        found.append(pill(request, _("Type"), name, "loai"))
    if said.district:
        found.append(
            pill(request, _("District"), _("not said") if said.district == register.UNSAID else said.district, "huyen")
        )
    if said.rating:
        found.append(
            pill(request, _("Rating"), _("not rated") if said.rating == register.UNSAID else said.rating, "xep-loai")
        )
    if said.founded is not None:
        found.append(pill(request, _("Founded"), str(said.founded), "nam"))
    if said.has:
        found.append(pill(request, _("Counts"), FIELDS[said.has], "co"))
    if not count.is_latest and count.census is not None:
        found.append(pill(request, _("Counted on"), write_date(count.census.as_of), "ngay"))
    return found


# --- one type ------------------------------------------------------------------------------------------


def one_type(request: HttpRequest, type_id: int) -> HttpResponse:
    """One type: its numbers, when its models were founded, where they are, and the models themselves."""
    type_ = get_object_or_404(ModelType, pk=type_id)
    count = count_of(request)
    models = rows(request, CommunityModel.objects).filter(type=type_)
    if count.census is None:
        raise Http404
    found = register.lines(models, count.census)
    levels = register.levels(found)
    if not levels["models"] and not models.exists():
        raise Http404
    years = register.by_founding(found)
    known = [(year, number) for year, number in years if year is not None]
    districts = register.by_district(found)
    page = page_of(request, register.listed(found), total=levels["models"] or 0)
    context = {
        "type": type_,
        "count": count,
        "levels": levels,
        "ratings": [
            (rating(code), number, list_address(count, loai=type_id, xep_loai=code or register.UNSAID))
            for code, number in register.by_rating(found).items()
        ],
        "chart": by_year([(str(year), number) for year, number in known], sentence=founding_sentence(known))
        if known
        else "",
        "years": [(year, number, list_address(count, loai=type_id, nam=year)) for year, number in years],
        "districts": [
            (name or _("not said"), number, list_address(count, loai=type_id, huyen=name or register.UNSAID))
            for name, number in districts.items()
        ],
        "page": page,
        "lines": [(line, rating(line.rating)) for line in page.rows],
        "list_url": list_address(count, loai=type_id),
        "places_url": list_address(count, loai=type_id, co="diem"),
        "groups_url": list_address(count, loai=type_id, co="to"),
    }
    return render(request, "models/type.html", context)


def founding_sentence(years: list[tuple[int, int]]) -> str:
    """What the chart shows, in one sentence."""
    year, number = max(years, key=lambda one: one[1])
    said = ngettext("%(n)s model", "%(n)s models", number) % {"n": write_number(number)}
    return _("Models founded per year from %(first)s to %(last)s; most in %(year)s: %(said)s.") % {
        "first": years[0][0],
        "last": years[-1][0],
        "year": year,
        "said": said,
    }


urlpatterns = [
    path("mo-hinh/", overview, name="models"),
    path("mo-hinh/danh-sach/", model_list, name="model-list"),
    path("mo-hinh/loai/<int:type_id>/", one_type, name="model-type"),
]
