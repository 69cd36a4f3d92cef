"""A list as one sheet, grouped if asked, and given out as it is seen: the same rows in the same order, whatever filters the list has.

Each list that can be given out is a `Source`: its filtered rows, its columns, and by what they can be grouped. The list's own page stays what it
is; `nhom` in the address groups the sheet. Read first: `SOURCES`, `sheet`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Value
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tdkt.law.catalogue import CLASS_NAMES, LEVEL_NAMES, awards
from tdkt.operations.lists import list_file, list_paper
from tdkt.records import awards as award_queries
from tdkt.records import community
from tdkt.records import model_life as life_queries
from tdkt.records.models import CommunityModel, Conferral
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.numbers import write_number
from tdkt.web import awards as award_screens
from tdkt.web import exemplars as exemplar_screens
from tdkt.web import models as model_screens
from tdkt.web.filters import Pill, choice, without_empty
from tdkt.web.five_year import TYPES
from tdkt.web.office import office_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.receivers import lines as award_lines
from tdkt.web.words import RECEIVERS, STATES, Word

SIZE = 200
MOST = {"xlsx": 20_000, "csv": 20_000, "docx": 2_000, "pdf": 2_000}
"""So many rows a file of each kind holds; what is left out is said in the file."""
CSV_TYPE = "text/csv; charset=utf-8"


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


# --- grouping -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grouped:
    """Rows in the order of their groups (`group` stands on each), how many each holds, and how each is said; without a group all in one."""

    rows: Any
    group: Group | None
    counts: dict[Any, int]
    words: dict[Any, str]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def grouped(request: HttpRequest, source: Source, found: Any) -> Grouped:
    """The rows that were found, ordered by the group that the address names before their own order."""
    key = choice(request, "nhom", source.groups)
    if not key:
        return Grouped(found, None, {None: found.count()}, {None: ""})
    group = source.groups[key]
    marked = found.annotate(group=group.column(found))
    first = F("group").desc(nulls_last=True) if group.newest_first else F("group").asc(nulls_last=True)
    counts = dict(marked.order_by().values_list("group").annotate(Count("pk")))
    words = group.say(request, list(counts))
    return Grouped(marked.order_by(first, *found.query.order_by), group, counts, words)


@dataclass(frozen=True)
class Block:
    """Rows under the title of their group: `whole` counts the group in the whole list, of which a page may show a part."""

    title: str
    whole: int
    rows: list[tuple[int, str, list[Any]]]


def blocks(request: HttpRequest, source: Source, listed: Grouped, shown: Sequence[Any], start: int) -> list[Block]:
    """These rows in their groups, each with its number in the list, its address and its cells."""
    cells = source.cells(request, shown)
    numbered = [(start + n, row, told) for n, (row, told) in enumerate(zip(shown, cells, strict=True), start=1)]
    key = (lambda one: getattr(one[1], "group", None)) if listed.group else (lambda one: None)
    found = []
    for value, held in groupby(numbered, key=key):
        title = listed.words.get(value) or (str(_("not said")) if listed.group else "")
        body = [(number, source.open_row(row), told) for number, row, told in held]
        found.append(Block(title, listed.counts.get(value, 0), body))
    return found


# --- the sheet and its files ------------------------------------------------------------------------------


def sheet(request: HttpRequest, name: str) -> HttpResponse:
    """The list as a sheet, grouped as the address asks."""
    source = known(name)
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    found = source.find(request)
    listed = grouped(request, source, found.rows)
    page = page_of(request, listed.rows, total=listed.total, size=SIZE)
    context = {
        "source": source,
        "name": name,
        "pills": found.pills,
        "page": page,
        "blocks": blocks(request, source, listed, page.rows, page.start),
        "columns": len(source.heads) + 1,
        "group": request.GET.get("nhom", ""),
        "groups": [("", _("not grouped")), *((key, one.name) for key, one in source.groups.items())],
        "number_of_groups": len(listed.counts) if listed.group else 0,
        "list_url": reverse(source.route) + query_of(request, without=("nhom", "trang", "ca")),
        "files": FILES,
        "query": query_of(request, without=("trang", "ca")),
    }
    return render(request, "saved_views/sheet.html", context)


FILES = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"), ("csv", "CSV"))


def known(name: str) -> Source:
    if name not in SOURCES:
        raise Http404
    return SOURCES[name]


def query_of(request: HttpRequest, *, without: Sequence[str]) -> str:
    """The query string of the address without some of its keys."""
    query = request.GET.copy()
    for key in without:
        query.pop(key, None)
    return f"?{query.urlencode()}" if query else ""


def sheet_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The sheet as a file, with every row up to the most that such a file holds."""
    source = known(name)
    if form not in MOST:
        raise Http404
    found = source.find(request)
    listed = grouped(request, source, found.rows)
    shown = list(listed.rows[: MOST[form]])
    made = blocks(request, source, listed, shown, 0)
    notes = [f"{one.name}: {one.value}" for one in found.pills]
    if listed.group:
        notes.append(f"Nhóm theo: {listed.group.name}")
    if len(shown) < listed.total:
        notes.append(
            f"Tệp này có {write_number(len(shown))} dòng đầu trong {write_number(listed.total)} dòng; lọc hẹp lại để có đủ."
        )
    heads = [str(_("No.")), *(str(head) for head in source.heads)]
    content = written(request, form, source, listed, made, notes, heads)
    response = HttpResponse(content, content_type=TYPES.get(form, CSV_TYPE))
    disposition = content_disposition_header(True, f"{source.name} {today(request):%d-%m-%Y}.{form}")
    assert disposition is not None
    response.headers["Content-Disposition"] = disposition
    return response


def written(
    request: HttpRequest,
    form: str,
    source: Source,
    listed: Grouped,
    made: list[Block],
    notes: list[str],
    heads: list[str],
) -> bytes:
    """A workbook has the group in a column of its own, by which it can be filtered; a paper has it as a title."""
    office, day = office_of(request), today(request)
    if form in ("docx", "pdf"):
        groups = [
            (
                f"{one.title}: {write_number(one.whole)}" if one.title else "",
                [[n, *cells] for n, _url, cells in one.rows],
            )
            for one in made
        ]
        numbers = (0, *(place + 1 for place in source.numbers))
        return list_paper(
            form, title=str(source.name), day=day, notes=notes, heads=heads, numbers=numbers, groups=groups
        )
    first = [str(listed.group.name)] if listed.group else []
    told = [
        [*([one.title] if listed.group else []), number, *cells] for one in made for number, _url, cells in one.rows
    ]
    return list_file(
        form,
        title=str(source.name),
        office=office.name if office else "",
        sample=bool(office and office.sample),
        day=day,
        notes=notes,
        heads=[*first, *heads],
        rows=told,
    )


urlpatterns = [
    path("danh-sach/<slug:name>/", sheet, name="list-sheet"),
    path("danh-sach/<slug:name>/tep/<slug:form>/", sheet_file, name="list-file"),
]
