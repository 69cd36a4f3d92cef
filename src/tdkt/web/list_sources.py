"""The lists that can be grouped on a sheet and given out: each with its filtered rows, its columns, and by what its rows can stand together.

To add a list: how its rows are found (as its own page finds them), how their cells are made, and its `Source` in `SOURCES`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from tdkt.law.catalogue import CLASS_NAMES, LEVEL_NAMES, awards
from tdkt.records import awards as award_queries
from tdkt.records import community
from tdkt.records import model_life as life_queries
from tdkt.records.models import CommunityModel, Conferral
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.web import awards as award_screens
from tdkt.web import exemplars as exemplar_screens
from tdkt.web import models as model_screens
from tdkt.web.filters import Pill, choice
from tdkt.web.office import today
from tdkt.web.policy import rows
from tdkt.web.receivers import lines as award_lines
from tdkt.web.words import RECEIVERS, STATES, Word


@dataclass(frozen=True)
class Group:
    """By what rows stand together: the column of the database for a queryset, and how its values are said."""

    name: Word
    column: Callable[[Any], Any]
    say: Callable[[HttpRequest, Sequence[Any]], dict[Any, str]]
    newest_first: bool = False


@dataclass(frozen=True)
class Found:
    """The rows that an address asks for, in the order of the list, with its filters in words."""

    rows: Any
    pills: list[Pill]


@dataclass(frozen=True)
class Source:
    """A list that can be given out. `cells` makes the cells of many rows at once: text, whole numbers, dates or None."""

    route: str
    name: Word
    heads: tuple[Word, ...]
    numbers: tuple[int, ...]
    groups: Mapping[str, Group]
    find: Callable[[HttpRequest], Found]
    cells: Callable[[HttpRequest, Sequence[Any]], list[list[Any]]]
    name_place: int = 1
    open_row: Callable[[Any], str] = lambda row: ""


# --- awards --------------------------------------------------------------------------------------------


def find_awards(request: HttpRequest) -> Found:
    asked = award_screens.asked(request)
    order = choice(request, "xep", {"ten"})
    found = rows(request, Conferral.objects).filter(asked.where())
    listed = award_queries.listed(found, by="name" if order else "day")
    return Found(listed, award_screens.pills(request, asked))


def award_cells(request: HttpRequest, conferrals: Sequence[Conferral]) -> list[list[Any]]:
    return [
        [
            line.conferral.decision.signed_on if line.conferral.decision else None,
            line.name,
            line.was,
            award_form(line.conferral),
            line.conferral.decision.number if line.conferral.decision else "",
            str(STATES[line.conferral.state].word),
        ]
        for line in award_lines(request, conferrals)
    ]


def award_form(conferral: Conferral) -> str:
    """The award with its giver and its class, in every case."""
    named = awards()[conferral.award].given_by(conferral.authority, conferral.class_no)
    title = f" hạng {CLASS_NAMES[conferral.class_no]}" if conferral.class_no else ""
    return named if not title or named.endswith(title) else named + title


def its(column: str) -> Callable[[Any], Any]:
    """A column of the rows themselves."""
    return lambda found: F(column)


def plainly(words: Mapping[Any, Any]) -> Callable[[HttpRequest, Sequence[Any]], dict[Any, str]]:
    """Values said by a table of words."""
    return lambda request, values: {value: str(words.get(value, value)) for value in values}


def as_they_are(request: HttpRequest, values: Sequence[Any]) -> dict[Any, str]:
    return {value: str(value) for value in values}


def units_named(request: HttpRequest, values: Sequence[Any]) -> dict[Any, str]:
    return dict(whole_names(values, on=today(request)))


# --- models --------------------------------------------------------------------------------------------


def find_models(request: HttpRequest) -> Found:
    count = model_screens.count_of(request)
    if count.census is None:
        return Found(CommunityModel.objects.none(), [])
    every = community.lines(rows(request, CommunityModel.objects), count.census)
    districts, ratings = list(community.by_district(every)), list(community.by_rating(every))
    types = {one.id: one.name for one in community.by_type(every)}
    said = model_screens.asked(request, set(types), districts, ratings)
    life = model_screens.life_asked(request)
    order = choice(request, "xep", {"noi"})
    pills = [*model_screens.pills(request, said, types, count), *model_screens.life_pills(request, life)]
    if life.state == "outside":
        seen = rows(request, CommunityModel.objects)
        found = life_queries.outside(seen, count.census, said, life, on=today(request))
        return Found(found.order_by(*(("district", "place", "pk") if order else ("-founded", "pk"))), pills)
    found = every.filter(said.where(), life.where(on=today(request)))
    return Found(community.listed(found, by="place" if order else "day"), pills)


def model_cells(request: HttpRequest, lines: Sequence[Any]) -> list[list[Any]]:
    """Lines of a census, or models that no census lists: of those nothing is counted."""
    found = []
    for line in lines:
        model = getattr(line, "model", line)
        founded = read_date(model.founded) if model.founded else None
        place = ", ".join(part for part in (model.place, model.district) if part)
        counted = [getattr(line, name, None) if line is not model else None for name in ("places", "groups", "members")]
        day = write_date(founded) if founded else ""
        found.append([model.name, model.type.name, place, day, *counted, getattr(line, "rating", "") or ""])
    return found


def of_model(column: str) -> Callable[[Any], Any]:
    """A column of models, which a line of a census leads to."""
    return lambda found: F(column if found.model is CommunityModel else f"model__{column}")


def of_line(column: str) -> Callable[[Any], Any]:
    """A column of the lines of a census; models that no census lists have none."""
    return lambda found: Value("") if found.model is CommunityModel else F(column)


def year_of_founding(found: Any) -> Any:
    return Substr("founded" if found.model is CommunityModel else "model__founded", 1, 4)


def unsaid(words: Word) -> Callable[[HttpRequest, Sequence[Any]], dict[Any, str]]:
    """Values as they are; an empty one in these words."""
    return lambda request, values: {value: str(value or words) for value in values}


def find_exemplars(request: HttpRequest) -> Found:
    return Found(*exemplar_screens.asked_rows(request))


SOURCES: Mapping[str, Source] = {
    "khen-thuong": Source(
        route="awards",
        name=gettext_lazy("Register of awards"),
        heads=(
            gettext_lazy("Signed on"),
            gettext_lazy("Receiver"),
            gettext_lazy("Rank, post, unit"),
            gettext_lazy("Form"),
            gettext_lazy("Decision"),
            gettext_lazy("State"),
        ),
        numbers=(),
        groups={
            "nam": Group(gettext_lazy("Year"), its("year"), unsaid(gettext_lazy("year not known")), newest_first=True),
            "hinh-thuc": Group(gettext_lazy("Form"), its("award"), plainly({c: a.name for c, a in awards().items()})),
            "cap": Group(gettext_lazy("Level"), its("level"), plainly({"": gettext_lazy("not said"), **LEVEL_NAMES})),
            "loai": Group(gettext_lazy("Receiver"), its("recipient"), plainly(RECEIVERS)),
            "don-vi": Group(gettext_lazy("Unit"), its("unit"), units_named),
        },
        find=find_awards,
        cells=award_cells,
        open_row=lambda row: reverse("award", args=[row.pk]),
    ),
    "mo-hinh": Source(
        route="model-list",
        name=gettext_lazy("List of models"),
        heads=(
            gettext_lazy("Model"),
            gettext_lazy("Type"),
            gettext_lazy("Place"),
            gettext_lazy("Founded"),
            gettext_lazy("Places (điểm)"),
            gettext_lazy("Groups (tổ)"),
            gettext_lazy("Members"),
            gettext_lazy("Rating"),
        ),
        numbers=(4, 5, 6),
        groups={
            "loai": Group(gettext_lazy("Type"), of_model("type__name"), as_they_are),
            "huyen": Group(gettext_lazy("District"), of_model("district"), unsaid(gettext_lazy("not said"))),
            "xep-loai": Group(gettext_lazy("Rating"), of_line("rating"), unsaid(gettext_lazy("not rated"))),
            "nam": Group(
                gettext_lazy("Founded in the year"),
                year_of_founding,
                unsaid(gettext_lazy("not said")),
                newest_first=True,
            ),
        },
        find=find_models,
        cells=model_cells,
        name_place=0,
        open_row=lambda row: reverse("model", args=[getattr(row, "model_id", row.pk)]),
    ),
    "dien-hinh": Source(
        route="exemplars",
        name=gettext_lazy("Register of exemplars"),
        heads=(
            gettext_lazy("Exemplar"),
            gettext_lazy("Unit"),
            gettext_lazy("Exemplary in"),
            pgettext_lazy("exemplar", "Period"),
            pgettext_lazy("exemplar", "Stage"),
            gettext_lazy("Found on"),
            gettext_lazy("Steps done"),
            gettext_lazy("Steps of the plan"),
            pgettext_lazy("exemplar", "Honours"),
            gettext_lazy("Stories"),
            gettext_lazy("Units that took it up"),
            gettext_lazy("Conference"),
        ),
        numbers=(6, 7, 8, 9, 10),
        groups={
            "muc": Group(
                pgettext_lazy("exemplar", "Stage"),
                its("state"),
                plainly({code: STATES[f"exemplar-{code}"].word for code in exemplar_screens.WAY}),
            ),
            "don-vi": Group(gettext_lazy("Unit"), its("unit"), units_named),
            "mat": Group(gettext_lazy("Field"), its("field"), unsaid(exemplar_screens.SORTS["whole"])),
            "loai": Group(gettext_lazy("Receiver"), its("subject__kind"), plainly(RECEIVERS)),
        },
        find=find_exemplars,
        cells=exemplar_screens.cells,
        name_place=0,
        open_row=lambda row: reverse("exemplar", args=[row.pk]),
    ),
}
"""The lists that can be grouped and given out, by the word in their address."""


def source_of_route(route: str) -> str:
    """The word of the list that has its own page at this route, or nothing."""
    return next((key for key, one in SOURCES.items() if one.route == route), "")
