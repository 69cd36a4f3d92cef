"""The map of the province: models counted as of any day by old or new places, each number open to just the models behind it, and a census beside.

The rules of counting are those of `records.model_counts`. Read first: `the_map`; `Asked` holds what an address asks for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.records import community
from tdkt.records.areas import Atlas, atlas, bare, eve
from tdkt.records.model_counts import NOWHERE, UNCLEAR, Count, Row, beside_census, kept_count
from tdkt.records.model_stock import Stock
from tdkt.records.models import CommunityModel, ModelType
from tdkt.records.models.scope import reach_of
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.dates import write_date
from tdkt.web.charts import by_year
from tdkt.web.filters import Pill, choice, day, pill, whole, without_empty
from tdkt.web.model_words import REGISTERS, SPHERES, rating
from tdkt.web.models import founding_sentence, limits_of, steps_of
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.tiles import Spot, spots
from tdkt.web.words import Word

UNSAID, DIVIDED = "chua-ghi", "chua-ro"
"""In an address, instead of a place: none is said; one of several, not said which."""
TIERS: dict[str, tuple[str, Word]] = {
    "tinh": ("province", gettext_lazy("Provinces")),
    "huyen": ("district", gettext_lazy("Districts")),
    "xa": ("commune", gettext_lazy("Communes, wards")),
}
TYPES_DRAWN = 12
LEVELS = {"diem": "sites", "to": "groups"}
"""The values of the filter `co`."""


# --- what an address asks for ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """The day of the count, the day of the map, the tier of its places, and the filters of the list."""

    on: date
    map_day: date
    tier: str
    today: date
    area: int | None = None
    type: int | None = None
    founded: int | None = None
    rating: str = ""
    sphere: str = ""
    register: str = ""
    unsure: bool = False
    two: bool = False
    level: str = ""
    """Asks for the models that have "sites" or "groups", in the place asked for."""

    def query(self, **more: Any) -> str:
        """The query string of a link; what is usual is left out."""
        said: dict[str, Any] = {}
        if self.on != self.today:
            said["ngay"] = self.on.isoformat()
        if self.map_day != self.on:
            said["ban-do"] = self.map_day.isoformat()
        said["cap"] = next(word for word, (tier, _name) in TIERS.items() if tier == self.tier)
        return f"?{urlencode(said | {key.replace('_', '-'): value for key, value in more.items()})}"


def asked_of(request: HttpRequest, over: Atlas) -> Asked:
    """What the address asks for; the tier is that which the day of the map shows first."""
    now = today(request)
    on = day(request, "ngay") or now
    map_day = day(request, "ban-do") or on
    tier = choice(request, "cap", TIERS)
    return Asked(
        on=on,
        map_day=map_day,
        tier=TIERS[tier][0] if tier else over.finest(map_day),
        today=now,
        area=word_or_number(request, "o", {UNSAID: NOWHERE, DIVIDED: UNCLEAR}),
        type=whole(request, "loai"),
        founded=word_or_number(request, "nam", {UNSAID: NOWHERE}),
        rating=request.GET.get("xep-loai", "").strip()[:60],
        sphere=choice(request, "linh-vuc", {*SPHERES, UNSAID}),
        register=choice(request, "so", REGISTERS),
        unsure=bool(choice(request, "chac", {"khong"})),
        two=bool(choice(request, "hai-so", {"1"})),
        level=LEVELS.get(choice(request, "co", LEVELS), ""),
    )


def word_or_number(request: HttpRequest, key: str, words: dict[str, int]) -> int | None:
    """A number, or one of a few words that stand for one."""
    said = request.GET.get(key, "").strip()
    return words[said] if said in words else whole(request, key, least=1)


def counted(request: HttpRequest) -> tuple[Asked, Count]:
    """The count that the address asks for, of the models that this account may see."""
    over = atlas()
    said = asked_of(request, over)
    reach = reach_of(account, on=said.today) if (account := account_of(request)) is not None else None
    models = rows(request, CommunityModel.objects)
    return said, kept_count(lambda: Stock(models, over), said.on, said.map_day, reach)


# --- the map ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tile:
    """One place: its four numbers, in which of the four steps, where on the grid, and where its models are listed."""

    name: str
    whole: str
    models: int
    types: int
    places: int
    groups: int
    step: int
    spot: Spot | None
    url: str
    places_url: str
    groups_url: str


@dataclass(frozen=True)
class Bar:
    """A value of a chart with its number, its share of the longest bar in hundredths, and where it opens."""

    words: Word
    number: int
    share: float
    url: str


def the_map(request: HttpRequest) -> HttpResponse:
    """Tiles of the places with the table beside, and charts by type, year, rating, sphere and register."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    said, found = counted(request)
    tiles, unplaced = tiles_of(said, found)
    limits = limits_of(tile.models for tile in tiles)
    years = found.by_founding
    known = [(int(year), number) for year, number in years.items() if year]
    census = next(iter(community.censuses(on=said.on)), None)
    context = {
        "asked": said,
        "count": found,
        "levels": found.levels,
        "tiles": [replace(tile, step=1 + sum(tile.models >= limit for limit in limits)) for tile in tiles],
        "unplaced": unplaced,
        "grid": max((tile.spot.row for tile in tiles if tile.spot), default=0),
        "steps": steps_of(limits) if tiles else [],
        "maps": maps_of(said, found.atlas),
        "tiers": [(word, name, tier == said.tier) for word, (tier, name) in TIERS.items()],
        "types": type_bars(said, found),
        "chart": by_year([(str(year), number) for year, number in known], sentence=founding_sentence(known))
        if known
        else "",
        "years": [(year, number, address(said, nam=year or UNSAID)) for year, number in years.items()],
        "ratings": rating_bars(said, found),
        "spheres": bars(
            (sphere_word(sphere), number, address(said, linh_vuc=sphere or UNSAID))
            for sphere, number in found.by_sphere.most_common()
        ),
        "registers": bars(
            (REGISTERS[register], number, address(said, so=register))
            for register, number in found.by_register.most_common()
        ),
        "in_two": found.in_two,
        "beside": beside_census(found, census) if census is not None else None,
    }
    return render(request, "areas/map.html", context)


def address(said: Asked, **filters: Any) -> str:
    """The list of just the models that a number counts."""
    return reverse("model-counted") + said.query(**filters)


def tiles_of(said: Asked, found: Count) -> tuple[list[Tile], list[Tile]]:
    """A tile for each place that stands on the day of the map, and one each for what is said of none or of several."""
    models = found.by_area(said.tier)
    sites, groups = found.spread("sites", said.tier), found.spread("groups", said.tier)
    over = found.atlas
    standing = over.standing(said.tier, said.map_day)
    at = spots([bare(place.name) for place in standing])

    def tile(key: int, name: str, whole_name: str, spot: Spot | None, word: str) -> Tile:
        mine: list[Row] = models.get(key, [])
        types = len({row.type for row in mine})
        urls = (address(said, o=word), address(said, o=word, co="diem"), address(said, o=word, co="to"))
        return Tile(name, whole_name, len(mine), types, sites[key], groups[key], 1, spot, *urls)

    placed = [
        tile(
            place.id,
            called(over, place.id, said.today),
            over.whole(place.id, on=said.today),
            at.get(bare(place.name)),
            str(place.id),
        )
        for place in standing
    ]
    words = {NOWHERE: (_("No place said"), UNSAID), UNCLEAR: (_("Not said which"), DIVIDED)}
    rest = [
        tile(key, name, name, None, word)
        for key, (name, word) in words.items()
        if models.get(key) or sites[key] or groups[key]
    ]
    return placed, rest


def called(over: Atlas, key: int, on: date) -> str:
    """The short name of a tile: without its kind, with "(cũ)" where it has ended by today."""
    return bare(over.called(key, on=on))


def maps_of(said: Asked, over: Atlas) -> list[tuple[str, Word, bool]]:
    """The maps that may be asked for: that of the day itself, and those of before and after each change."""
    found: list[tuple[str, Word, bool]] = [("", _("As on the day of the count"), said.map_day == said.on)]
    for change in over.changes():
        for one, words in ((eve(change), _("Before %(day)s")), (change, _("From %(day)s on"))):
            named = words % {"day": write_date(change)}
            found.append((one.isoformat(), named, said.map_day == one and said.map_day != said.on))
    return found


# --- charts ------------------------------------------------------------------------------------------------


def bars(found: Iterable[tuple[Word, int, str]]) -> list[Bar]:
    """Bars against the longest of them."""
    every = list(found)
    most = max((number for _words, number, _url in every), default=0) or 1
    return [Bar(words, number, round(100 * number / most, 1), url) for words, number, url in every]


def type_bars(said: Asked, found: Count) -> list[Bar]:
    """The types with most models."""
    counts = found.by_type.most_common(TYPES_DRAWN)
    names = dict(ModelType.objects.filter(pk__in=[key for key, _number in counts]).values_list("pk", "name"))
    ordered = sorted(counts, key=lambda one: (-one[1], sort_key(names.get(one[0], ""))))
    return bars((names.get(key, ""), number, address(said, loai=key)) for key, number in ordered)


def rating_bars(said: Asked, found: Count) -> list[Bar]:
    """Ratings of the last year that was rated by the day."""
    ordered = sorted(found.by_rating.items(), key=lambda one: (-one[1], sort_key(one[0])))
    return bars((rating(code).word, number, address(said, xep_loai=code or UNSAID)) for code, number in ordered)


def sphere_word(sphere: str) -> Word:
    return SPHERES[sphere] if sphere in SPHERES else _("not said")


# --- the list behind a number --------------------------------------------------------------------------------


def counted_list(request: HttpRequest) -> HttpResponse:
    """The models behind a number of the map, by place."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    said, found = counted(request)
    kept = matching(said, found)
    page = page_of(request, sorted(kept, key=lambda row: (row.district, row.place, row.id)), total=len(kept))
    shown = CommunityModel.objects.select_related("type").in_bulk([row.id for row in page.rows])
    over = found.atlas
    successors = over.standing("commune", said.map_day) if said.area == UNCLEAR else []
    context = {
        "asked": said,
        "count": found,
        "page": page,
        "lines": [
            (shown[row.id], row, where(found, row, said), rating(found.ratings.get(row.id, ""))) for row in page.rows
        ],
        "pills": pills(request, said, found),
        "map_query": said.query(),
        "level": said.level,
        "things": things_of(said, found, kept),
        "offered": offered_for(kept, found) if said.area == UNCLEAR and successors else [],
    }
    return render(request, "areas/counted.html", context)


def matching(said: Asked, found: Count) -> list[Row]:
    """The rows of a count that a list asks for."""
    if said.level:
        having = found.having(said.level, said.tier, said.area)
        kept = [row for row in found.rows if row.id in having]
    else:
        kept = found.rows if said.area is None else found.by_area(said.tier).get(said.area, [])
    year = str(said.founded) if said.founded else ""
    sphere = "" if said.sphere == UNSAID else said.sphere
    ratings = found.ratings if said.rating else {}
    wanted = "" if said.rating == UNSAID else said.rating
    return [
        row
        for row in kept
        if (said.type is None or row.type == said.type)
        and (said.founded is None or row.founded[:4] == year)
        and (not said.sphere or row.sphere == sphere)
        and (not said.rating or ratings.get(row.id, "") == wanted)
        and (not said.register or said.register in row.registers)
        and (not said.unsure or not row.sure)
        and (not said.two or len(row.registers) > 1)
    ]


def things_of(said: Asked, found: Count, kept: list[Row]) -> int:
    """How many places or groups the models of a list have, where it asks for them."""
    if not said.level:
        return 0
    having = found.having(said.level, said.tier, said.area)
    return sum(having[row.id] for row in kept)


def where(found: Count, row: Row, said: Asked) -> str:
    """Where a model lies in words: its place of the map as it is called today, else the words of the list."""
    area = found.area_of(row)
    return found.atlas.whole(area, on=said.today) if area is not None else row.district


def offered_for(kept: list[Row], found: Count) -> list[tuple[int, str]]:
    """The places among which it is not said which: all in which any of these models may lie."""
    over = found.atlas
    keys: set[int] = set()
    for row in kept:
        area = found.area_of(row)
        if area is not None:
            keys |= over.within(area, "commune", found.map_day)
    named = [(key, over.whole(key, on=found.map_day)) for key in keys]
    return sorted(named, key=lambda one: sort_key(bare(one[1])))


def pills(request: HttpRequest, said: Asked, found: Count) -> list[Pill]:
    """The filters in use, in words."""
    fixed = {NOWHERE: _("No place said"), UNCLEAR: _("Not said which")}
    made = []
    if said.area is not None:
        known = said.area in found.atlas.places
        words = found.atlas.whole(said.area, on=said.today) if known else fixed.get(said.area, "–")
        made.append(pill(request, _("Place"), words, "o"))
    if said.type is not None:
        name = ModelType.objects.filter(pk=said.type).values_list("name", flat=True).first()
        made.append(pill(request, _("Type"), name or "–", "loai"))
    if said.founded is not None:
        made.append(pill(request, _("Founded"), str(said.founded) if said.founded else _("not said"), "nam"))
    if said.rating:
        made.append(pill(request, _("Rating"), _("not rated") if said.rating == UNSAID else said.rating, "xep-loai"))
    if said.sphere:
        made.append(pill(request, _("Sphere"), sphere_word("" if said.sphere == UNSAID else said.sphere), "linh-vuc"))
    if said.register:
        made.append(pill(request, _("Register of models"), REGISTERS[said.register], "so"))
    if said.level:
        words = _("Places (điểm)") if said.level == "sites" else _("Groups (tổ)")
        made.append(pill(request, _("Counts"), words, "co"))
    if said.unsure:
        made.append(pill(request, _("Dates"), _("not known"), "chac"))
    if said.two:
        made.append(pill(request, _("Registers"), _("more than one"), "hai-so"))
    if said.on != said.today:
        made.append(pill(request, _("Counted as of"), write_date(said.on), "ngay"))
    if said.map_day != said.on:
        made.append(pill(request, _("Map of"), write_date(said.map_day), "ban-do"))
    return made


urlpatterns = [
    path("mo-hinh/ban-do/", the_map, name="model-map"),
    path("mo-hinh/ban-do/danh-sach/", counted_list, name="model-counted"),
]
