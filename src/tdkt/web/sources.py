"""Where a fact came from: from any row of the register to the cells of the file that it was read from, as they stand there.

To show the way from a page of a noun:

    {% include "sources/link.html" with kind="khen-thuong" row=c.pk line=c.source %}

Whoever sees the row sees the cells it came from. The rows beside them speak of other people: they, and the file, are for those who may see
the import itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.operations.kept_files import is_kept
from tdkt.operations.sources import Traced, lines_behind, look, look_in, repairs
from tdkt.records.models import (
    CensusLine,
    CommunityModel,
    Conferral,
    Decision,
    Discipline,
    ImportBatch,
    Initiative,
    Movement,
    Person,
    PersonNumber,
    Ranking,
    Rating,
    Registered,
    Service,
    Subject,
    Unit,
    UnitName,
    UnitPlace,
    UnitStanding,
)
from tdkt.web.filters import whole
from tdkt.web.list_words import FIELDS
from tdkt.web.office import account_of
from tdkt.web.places import place_words
from tdkt.web.plans import Reason, reason_of, record_words
from tdkt.web.policy import may_use, rows
from tdkt.web.receivers import address_of
from tdkt.web.shell import page_or_drawer
from tdkt.web.words import COLUMNS, Word

Behind = list[tuple[type[Registered], int]]


@dataclass(frozen=True)
class Fact:
    """A row whose source is asked for: what it is called, its page if it has one, and the rows of the register it is made of."""

    name: str
    url: str
    behind: Behind


def of_conferral(request: HttpRequest, key: int) -> Fact:
    c = get_object_or_404(rows(request, Conferral.objects).select_related("subject"), pk=key)
    return Fact(c.subject.name, reverse("award", args=[key]), [(Conferral, key)])


def of_decision(request: HttpRequest, key: int) -> Fact:
    decision = get_object_or_404(rows(request, Decision.objects), pk=key)
    return Fact(
        _("Decision %(number)s") % {"number": decision.number}, reverse("decision", args=[key]), [(Decision, key)]
    )


def of_subject(request: HttpRequest, key: int) -> Fact:
    """A person, or a body outside the tree of units; its numbers and particulars with it."""
    subject = get_object_or_404(rows(request, Subject.objects).select_related("unit"), pk=key)
    if hasattr(subject, "unit"):
        return of_unit(request, subject.unit.pk)
    behind: Behind = [(Subject, key)]
    behind += [(Person, pk) for pk in Person.objects.filter(subject=key).values_list("pk", flat=True)]
    behind += [(PersonNumber, pk) for pk in PersonNumber.objects.filter(subject=key).values_list("pk", flat=True)]
    return Fact(subject.name, address_of(subject), behind)


def of_unit(request: HttpRequest, key: int) -> Fact:
    """A unit with its names, places and standings."""
    unit = get_object_or_404(rows(request, Unit.objects), pk=key)
    behind: Behind = [(Unit, key)]
    for model in (UnitName, UnitPlace, UnitStanding):
        behind += [(model, pk) for pk in model.objects.filter(unit=key).values_list("pk", flat=True)]
    return Fact(unit.name, reverse("unit", args=[key]), behind)


def of_subjects_row(model: Any) -> Callable[[HttpRequest, int], Fact]:
    """What finds a row that speaks of one subject and has no page of its own: a rating, an initiative, a measure."""

    def find(request: HttpRequest, key: int) -> Fact:
        row = get_object_or_404(rows(request, model.objects).select_related("subject__unit"), pk=key)
        return Fact(row.subject.name, address_of(row.subject), [(model, key)])

    return find


def of_service(request: HttpRequest, key: int) -> Fact:
    service = get_object_or_404(Service, pk=key)
    subject = get_object_or_404(rows(request, Subject.objects).select_related("unit"), pk=service.subject_id)
    return Fact(subject.name, address_of(subject), [(Service, key)])


def of_model(request: HttpRequest, key: int) -> Fact:
    model = get_object_or_404(rows(request, CommunityModel.objects), pk=key)
    return Fact(model.name, reverse("model", args=[key]), [(CommunityModel, key)])


def of_census_line(request: HttpRequest, key: int) -> Fact:
    line = get_object_or_404(CensusLine, pk=key)
    model = get_object_or_404(rows(request, CommunityModel.objects), pk=line.model_id)
    return Fact(model.name, reverse("model", args=[model.pk]), [(CensusLine, key)])


def of_movement(request: HttpRequest, key: int) -> Fact:
    """Movements are everybody's."""
    movement = get_object_or_404(Movement, pk=key)
    return Fact(movement.name, reverse("movement", args=[key]), [(Movement, key)])


KINDS: dict[str, tuple[Word, Callable[[HttpRequest, int], Fact]]] = {
    "khen-thuong": (gettext_lazy("Honour"), of_conferral),
    "quyet-dinh": (gettext_lazy("Decision"), of_decision),
    "doi-tuong": (gettext_lazy("Particulars"), of_subject),
    "don-vi": (gettext_lazy("Unit"), of_unit),
    "cong-tac": (gettext_lazy("Service"), of_service),
    "xep-loai": (gettext_lazy("Yearly rating"), of_subjects_row(Rating)),
    "sang-kien": (gettext_lazy("Initiative"), of_subjects_row(Initiative)),
    "ky-luat": (gettext_lazy("Disciplinary measure"), of_subjects_row(Discipline)),
    "xep-hang": (gettext_lazy("Place in an emulation group"), of_subjects_row(Ranking)),
    "mo-hinh": (gettext_lazy("Model"), of_model),
    "kiem-dem": (gettext_lazy("Count of a model"), of_census_line),
    "phong-trao": (gettext_lazy("Movement"), of_movement),
}
"""What can be asked for, by the word in the address: what it is called, and what finds it among the rows that the account sees."""


@dataclass(frozen=True)
class Cell:
    """What a cell says, and how bad what was found in it is: "repair", "warning", "error", or "" for nothing."""

    text: str
    level: str


@dataclass(frozen=True)
class WindowRow:
    """One row of the file: its number, whether it is the row asked for or a heading, and whether rows are left out above it."""

    name: str
    part: str
    gap: bool
    cells: list[Cell]


def one_source(request: HttpRequest, kind: str, row: int) -> HttpResponse:
    """The lines of files behind a row of the register, one of them with its cells; `dong` in the address says which, the newest without it."""
    if kind not in KINDS:
        raise Http404
    word, find = KINDS[kind]
    fact = find(request, row)
    lines = lines_behind(fact.behind)
    asked = whole(request, "dong")
    shown = next((one for one in lines if one.line.pk == asked), lines[0] if lines else None)
    if asked is not None and (shown is None or shown.line.pk != asked):
        raise Http404
    context: dict[str, Any] = {"fact": fact, "kind": word, "lines": lines, "shown": shown}
    if shown:
        context |= shown_context(request, shown)
        address = reverse("source", args=[kind, row])
        context["others"] = [
            (one, place_words(one.line.at), f"{address}?dong={one.line.pk}") for one in lines if one is not shown
        ]
    return page_or_drawer(request, "sources/one.html", context)


def shown_context(request: HttpRequest, traced: Traced) -> dict[str, Any]:
    """What the page says of one line."""
    batch = traced.batch
    sees_file = (
        may_use(account_of(request), "import") and rows(request, ImportBatch.objects).filter(pk=batch.pk).exists()
    )
    window = look(traced.line, whole=sees_file)
    problems = repairs(traced.line)
    return {
        "batch": batch,
        "place": place_words(traced.line.at),
        "columns": column_words(traced.columns),
        "import_url": reverse("import", args=[batch.pk]) if sees_file else "",
        "file_url": reverse("import-file", args=[batch.pk]) if sees_file and is_kept(batch.kept) else "",
        "window": window,
        "window_rows": window_rows(window, problems) if window else [],
        "record": [] if window else record_words(traced.line.record),
        "reasons": reasons(problems),
    }


def import_cells(request: HttpRequest, batch_id: int, part: int, row: int) -> HttpResponse:
    """The cells of one row of a plan as they stand in its file: a piece of the row's drawer, or a page of its own."""
    batch = get_object_or_404(rows(request, ImportBatch.objects).defer("read", "choices"), pk=batch_id)
    try:
        told = batch.plan["parts"][part]["rows"][row]
    except (KeyError, IndexError):
        raise Http404 from None
    window = look_in(batch, told["at"], whole=True)
    context = {
        "batch": batch,
        "place": place_words(told["at"]),
        "window": window,
        "window_rows": window_rows(window, told["problems"]) if window else [],
    }
    piece = bool(getattr(request, "htmx", False))
    return render(request, "sources/window.html" if piece else "sources/cells.html", context)


def column_words(columns: tuple[str, ...]) -> list[Word]:
    """The columns that a line gave, in words; those that the program derives have none."""
    found = [COLUMNS.get(name) or FIELDS.get(name.removesuffix("_id")) for name in columns]
    return list(dict.fromkeys(str(word) for word in found if word))


def window_rows(window: dict[str, Any], problems: list[dict[str, Any]]) -> list[WindowRow]:
    """The rows of a window; the cells in which something was put right or is wrong are marked, by the worst of it."""
    worst: dict[str, str] = {}
    for level in ("repair", "warning", "error"):
        worst |= {problem["at"]: level for problem in problems if problem.get("level", "error") == level}
    return [
        WindowRow(
            row["name"],
            row["part"],
            row["gap"],
            [Cell(cell["text"], worst.get(cell["at"], "")) for cell in row["cells"]],
        )
        for row in window["rows"]
    ]


def reasons(problems: list[dict[str, Any]]) -> list[Reason]:
    """What was put right first, then what was noted."""
    order = {"repair": 0, "warning": 1, "error": 2}
    return [reason_of(problem) for problem in sorted(problems, key=lambda p: order.get(p.get("level", "error"), 2))]


urlpatterns = [
    path("nguon/<slug:kind>/<int:row>/", one_source, name="source"),
    path("nhap/<int:batch_id>/dong/<int:part>-<int:row>/o/", import_cells, name="import-cells"),
]
