"""The safe-area standard of a year: communes with the shares of their bodies, the days and texts that hold, who is missing, and the list as a file.

One commune with its table: `safe_communes`; one body over the years: `safe_bodies`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.law.catalogue import LEVEL_NAMES
from tdkt.law.safe_areas import PARTS, SUBJECTS, Share, Standard, share, standard
from tdkt.operations.law import office_law
from tdkt.operations.lists import list_file
from tdkt.operations.safe_areas import weighed
from tdkt.records import safe_areas as book
from tdkt.records.models import SafeBody, SafeYear, Unit
from tdkt.records.models.scope import family
from tdkt.records.units import tree, whole_names
from tdkt.vietnamese.folding import fold
from tdkt.web.awards import unit_words
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.law import language
from tdkt.web.office import account_of, office_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.reasons import Article, article
from tdkt.web.words import Word

KINDS: Mapping[str, Word] = {
    "residential-area": gettext_lazy("Residential areas"),
    "commune": gettext_lazy("Communes"),
    "agency": gettext_lazy("Agencies"),
    "firm": gettext_lazy("Firms"),
    "school": gettext_lazy("Schools"),
}
ONE_KIND: Mapping[str, Word] = {
    "residential-area": gettext_lazy("Residential area"),
    "commune": gettext_lazy("Commune"),
    "agency": gettext_lazy("Agency"),
    "firm": gettext_lazy("Firm"),
    "school": gettext_lazy("School"),
}
RESULTS: Mapping[str, tuple[str, str, Word]] = {
    "met": ("dat", "dat", gettext_lazy("Met")),
    "not-met": ("chua", "chua", gettext_lazy("Not met")),
    "": ("cho", "rong", gettext_lazy("Undecided")),
}
"""A result: the class of its verdict, its drawing and its word."""
STATES: Mapping[str, Word] = {
    "met": gettext_lazy("Met"),
    "not-met": gettext_lazy("Not met"),
    "open": gettext_lazy("Undecided"),
    "lacking": gettext_lazy("Too few recognised"),
}
MISSING = ("dang-ky", "ket-qua")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Line:
    """A commune in a year: its row of the book, the numbers by kind, its share, and whether the decision still fits what the register counts."""

    body: SafeBody
    url: str
    unit: str
    row: SafeYear | None
    cells: tuple[tuple[int, int], ...]
    share: Share
    result: tuple[str, str, Word]
    differs: bool

    @property
    def states(self) -> set[str]:
        found = {(self.row.result if self.row else "") or "open"}
        return found | ({"lacking"} if self.share.reached is False else set())


@dataclass(frozen=True)
class Days:
    """What holds for a kind of body in a year: the text, its days, and who decides; None and empty where no text read says."""

    kind: Word
    standard: Standard
    article: Article | None
    deciders: tuple[str, ...]
    doubted: tuple[Article, ...]


# --- the overview --------------------------------------------------------------------------------


def year_asked(request: HttpRequest) -> int:
    """The year of the address; else the latest of the book, else this one."""
    asked = whole(request, "nam", least=1945, most=today(request).year + 1)
    if asked is not None:
        return asked
    latest = rows(request, SafeYear.objects).order_by("-year").values_list("year", flat=True).first()
    return latest or today(request).year


def overview(request: HttpRequest) -> HttpResponse:
    """The communes of a year with their shares, the numbers by kind, and the days of the law."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    year = year_asked(request)
    unit = asked_unit(request)
    state = choice(request, "ket", STATES)
    words = request.GET.get("ten", "").strip()[:100]
    seen = seen_bodies(request, unit)
    every = commune_lines(request, seen, year, words)
    shown = [line for line in every if not state or state in line.states]
    account = account_of(request)
    pills: list[Pill] = []
    if unit is not None:
        pills.append(pill(request, _("Unit"), unit_words(unit, request), "don-vi"))
    if words:
        pills.append(pill(request, _("Name"), words, "ten"))
    context = {
        "year": year,
        "years": book.years(seen),
        "unit": unit,
        "state": state,
        "words": words,
        "page": page_of(request, shown, total=len(shown)),
        "tabs": [("", _("All"), len(every))]
        + [(code, STATES[code], sum(code in line.states for line in every)) for code in STATES],
        "kinds": [(KINDS[one.kind], one) for one in book.kinds_in(seen, year)],
        "parts": [KINDS[kind] for kind in PARTS],
        "days": days_of(year),
        "alone": list(book.alone_in(seen, year)[:200]) if unit is None and not words and not state else [],
        "pills": pills,
        "units": tree(rows(request, Unit.objects), on=today(request), levels=2),
        "can": may_use(account, "safe-bodies-new", "POST"),
        "none": not every and not pills and not state,
    }
    return render(request, "safe_areas/overview.html", context)


def asked_unit(request: HttpRequest) -> Unit | None:
    key = whole(request, "don-vi")
    return get_object_or_404(rows(request, Unit.objects), pk=key) if key is not None else None


def seen_bodies(request: HttpRequest, unit: Unit | None) -> Any:
    """The bodies that this account sees, of one unit with all under it where one is asked."""
    seen: Any = rows(request, SafeBody.objects)
    return seen if unit is None else seen.filter(unit__in=family(unit.pk, on=today(request)))


def commune_lines(request: HttpRequest, seen: Any, year: int, words: str = "") -> list[Line]:
    """The communes of a year as lines: the same number of questions to the register however many they are."""
    communes = book.communes_in(seen, year)
    for word in fold(words).split():
        communes = communes.filter(folded__contains=word)
    found = list(communes)
    said = standard(office_law(), "commune", year)
    counts = book.counts_of([one.pk for one in found], year)
    told = book.said_of([one.pk for one in found], year)
    names = whole_names([one.unit_id for one in found], on=today(request))
    lines = []
    for one in found:
        by_kind, row = counts.get(one.pk, {}), told.get(one.pk)
        share_ = share(said, book.total(by_kind, said.of))
        now = weighed(one, row, year, share_).result
        lines.append(
            Line(
                body=one,
                url=f"{reverse('safe-commune', args=[one.pk])}?nam={year}",
                unit=names.get(one.unit_id or 0, ""),
                row=row,
                cells=tuple(
                    (counted.met, counted.of + counted.doubtful)
                    for counted in (book.total(by_kind, [kind]) for kind in PARTS)
                ),
                share=share_,
                result=RESULTS[row.result if row else ""],
                differs=bool(row and row.result and said.known and now != row.result),
            )
        )
    return lines


def days_of(year: int) -> list[Days]:
    """What holds for each kind of body in a year; kinds that one article judges stand together."""
    law = office_law()
    named = {
        "khu-dan-cu": KINDS["residential-area"],
        "xa": KINDS["commune"],
        "co-quan-doanh-nghiep": _("Agencies, firms"),
        "co-so-giao-duc": KINDS["school"],
    }
    found = []
    for subject, name in named.items():
        kind = next(kind for kind, code in SUBJECTS.items() if code == subject)
        said = standard(law, kind, year)
        doubted = tuple(tag for one in said.doubted if (tag := article(one)) is not None)
        cite = said.criteria[0].cite if said.criteria else ""
        place = "/".join(cite.split("/")[:2])
        found.append(Days(name, said, article(place), deciders_of(said), doubted))
    return found


def deciders_of(said: Standard) -> tuple[str, ...]:
    """Who recognises such bodies, in words; empty where no text read says."""
    which = ((LEVEL_NAMES[one.level], one.which(language())) for one in said.deciders)
    return tuple(f"{name} ({words})" if words else name for name, words in which)


# --- who is missing ------------------------------------------------------------------------------


def missing(request: HttpRequest) -> HttpResponse:
    """The bodies that have not registered for a year, or of which nothing was found yet."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    year, unit = year_asked(request), asked_unit(request)
    what = choice(request, "chua", MISSING) or MISSING[0]
    seen = seen_bodies(request, unit)
    asked = {"dang-ky": book.not_registered(seen, year), "ket-qua": book.not_reported(seen, year)}
    listed = book.by_commune(asked[what])
    totals = {code: found.count() for code, found in asked.items()}
    page = page_of(request, listed, total=totals[what], size=200)
    context = {
        "year": year,
        "unit": unit,
        "what": what,
        "page": page,
        "lines": [(one, ONE_KIND[one.kind], place_url(one, year)) for one in page.rows],
        "tabs": [
            ("dang-ky", _("Not registered"), totals["dang-ky"]),
            ("ket-qua", _("Registered, nothing found yet"), totals["ket-qua"]),
        ],
        "any": seen.filter(book.standing(year)).exists(),
        "pills": [pill(request, _("Unit"), unit_words(unit, request), "don-vi")] if unit else [],
    }
    return render(request, "safe_areas/missing.html", context)


def place_url(body: SafeBody, year: int) -> str:
    """Where a body's year is entered: the table of its commune, or its own page."""
    if body.kind == "commune" or body.within_id:
        return f"{reverse('safe-commune', args=[body.within_id or body.pk])}?nam={year}"
    return f"{reverse('safe-body', args=[body.pk])}?nam={year}"


# --- the list as a file --------------------------------------------------------------------------


def file(request: HttpRequest) -> HttpResponse:
    """The communes of a year as a workbook, with the columns and the filter of the screen."""
    year, unit = year_asked(request), asked_unit(request)
    state = choice(request, "ket", STATES)
    words = request.GET.get("ten", "").strip()[:100]
    lines = commune_lines(request, seen_bodies(request, unit), year, words)
    said = standard(office_law(), "commune", year)
    tag = article(said.share_cite)
    heads = [_("No."), _("Commune"), _("Unit"), *(str(KINDS[kind]) for kind in PARTS)]
    heads += [_("Registered"), _("Recognised"), _("Needed"), _("Counted bodies"), _("Result"), _("Decision"), _("Day")]
    told = [
        [
            number,
            line.body.name,
            line.unit,
            *(f"{met}/{of}" for met, of in line.cells),
            line.share.counts.registered,
            line.share.counts.met,
            line.share.needed,
            line.share.counts.of,
            str(line.result[2]),
            line.row.decision_number if line.row else "",
            line.row.decided_on if line.row else None,
        ]
        for number, line in enumerate((one for one in lines if not state or state in one.states), 1)
    ]
    title = _("Safety in security and order, %(year)s") % {"year": year}
    return workbook(request, title, heads, told, [tag.whole] if tag else [])


def workbook(
    request: HttpRequest, title: str, heads: list[str], told: list[list[Any]], notes: list[str]
) -> HttpResponse:
    """A list as an Excel file to keep."""
    office = office_of(request)
    content = list_file(
        "xlsx",
        title=title,
        office=office.name if office else "",
        sample=bool(office and office.sample),
        day=today(request),
        notes=notes,
        heads=[str(head) for head in heads],
        rows=told,
    )
    response = HttpResponse(content, content_type=XLSX)
    disposition = content_disposition_header(True, f"{title}.xlsx")
    assert disposition is not None
    response.headers["Content-Disposition"] = disposition
    return response


urlpatterns = [
    path("mo-hinh/an-toan/", overview, name="safe-areas"),
    path("mo-hinh/an-toan/chua/", missing, name="safe-missing"),
    path("mo-hinh/an-toan/tep/", file, name="safe-areas-file"),
]
