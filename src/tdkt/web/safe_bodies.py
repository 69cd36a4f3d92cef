"""One body of the safe-area standard over the years: each year with what was found by criterion, entered or corrected with a reason; its name and years."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.safe_areas import save_findings, share_of, standard_of
from tdkt.operations.safe_bodies import change_body, strike_body
from tdkt.operations.safe_results import correct_year, strike_year
from tdkt.records import safe_areas as book
from tdkt.records.models import SafeBody, SafeYear
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.reasons import Article, article
from tdkt.web.safe_areas import ONE_KIND, RESULTS, year_asked
from tdkt.web.safe_communes import Row, all_heads, as_typed, row_of
from tdkt.web.safe_tables import ANSWERS, lines_of, optional_day
from tdkt.web.shell import say
from tdkt.web.words import Word


@dataclass(frozen=True)
class Told:
    """A year of a body in the table of its years."""

    row: SafeYear
    result: tuple[str, str, Word]
    late: bool | None
    decided_late: bool | None
    article: Article | None
    met: int
    of: int


def one_body(request: HttpRequest, body_id: int) -> HttpResponse:
    """A body with its years; a POST writes the findings of the year asked for."""
    body = get_object_or_404(rows(request, SafeBody.objects).select_related("within", "unit"), pk=body_id)
    problem = ""
    if request.method == "POST":
        try:
            return write(request, body, year_asked(request))
        except Refused as why:
            problem = why.said(get_language() or "vi")
    return page(request, body, problem)


def page(request: HttpRequest, body: SafeBody, problem: str, *, year: int | None = None) -> HttpResponse:
    """The page for a year: the one given, the one of the address, else the latest of the book."""
    years = book.years_of(body)
    latest = years[0].year if years else today(request).year
    if year is None:
        year = year_asked(request) if request.GET.get("nam") else latest
    kept = next((row for row in years if row.year == year), None)
    said = standard_of(body, year)
    share_ = share_of(body, year) if said.counted else None
    own: Row = as_typed(row_of(body, kept, year, share_), request.POST if problem else {})
    account = account_of(request)
    context = {
        "body": body,
        "kind": ONE_KIND[body.kind],
        "year": year,
        "years": [told(body, row) for row in years],
        "standard": said,
        "heads": all_heads(said),
        "own": own,
        "share": share_,
        "mark": own.mark,
        "problem": problem,
        "can": may_use(account, "safe-body", "POST"),
        "can_correct": may_use(account, "safe-year-correct", "POST"),
        "results": [(code, RESULTS[code][2]) for code in ("met", "not-met", "")],
    }
    return render(request, "safe_areas/body.html", context, status=422 if problem else 200)


def told(body: SafeBody, row: SafeYear) -> Told:
    said = standard_of(body, row.year)
    tag = article(said.criteria[0].cite.rpartition("/cl-")[0] or said.criteria[0].cite) if said.criteria else None
    return Told(
        row=row,
        result=RESULTS[row.result],
        late=said.is_late(row.registered_on),
        decided_late=said.is_decided_late(row.decided_on),
        article=tag,
        met=sum(one.get("met") is True for one in row.findings.values()),
        of=len(said.codes),
    )


def address(body: SafeBody, year: int) -> str:
    return f"{reverse('safe-body', args=[body.pk])}?nam={year}"


def write(request: HttpRequest, body: SafeBody, year: int) -> HttpResponse:
    """Write what was found of the body in the year."""
    lines = lines_of(request, {body.pk: body}, year)
    saved = save_findings(year, lines, by=account_of(request), at=timezone.now(), on=today(request))
    say(request, _("Findings written."), undo=reverse("safe-undo", args=[saved.entry]))
    return HttpResponseRedirect(address(body, year))


def correct(request: HttpRequest, year_id: int) -> HttpResponse:
    """Correct a year that is decided, with a reason."""
    row = get_object_or_404(rows(request, SafeYear.objects).select_related("body"), pk=year_id)
    said = request.POST
    try:
        codes = standard_of(row.body, row.year).codes
        entry = correct_year(
            row.pk,
            reason=said.get("ly-do", ""),
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
            shown=said.get(f"dau-{row.body_id}", ""),
            registered_on=optional_day(said.get(f"ngay-{row.body_id}", ""), row.body.name),
            registration=said.get("van-ban", ""),
            findings={
                code: ANSWERS[answer] for code in codes if (answer := said.get(f"tc-{row.body_id}-{code}")) in ANSWERS
            },
            words={code: said[key] for code in codes if (key := f"loi-{row.body_id}-{code}") in said},
            result=said.get("ket-qua", ""),
            decided_on=optional_day(said.get("ngay-quyet-dinh", ""), row.body.name),
            decision_number=said.get("so-quyet-dinh", ""),
            authority=said.get("co-quan", ""),
        )
    except Refused as why:
        return page(request, row.body, why.said(get_language() or "vi"), year=row.year)
    say(request, _("Corrected."), undo=reverse("safe-undo", args=[entry]))
    return HttpResponseRedirect(address(row.body, row.year))


def strike(request: HttpRequest, year_id: int) -> HttpResponse:
    """Strike a year of a body, with a reason."""
    row: Any = get_object_or_404(rows(request, SafeYear.objects).select_related("body"), pk=year_id)
    entry = strike_year(
        row.pk, reason=request.POST.get("ly-do", ""), by=account_of(request), at=timezone.now(), on=today(request)
    )
    say(request, _("The year %(year)s was struck.") % {"year": row.year}, undo=reverse("safe-undo", args=[entry]))
    return HttpResponseRedirect(reverse("safe-body", args=[row.body_id]))


def change(request: HttpRequest, body_id: int) -> HttpResponse:
    """Mend the name and the years of a body, with a reason."""
    body = get_object_or_404(rows(request, SafeBody.objects), pk=body_id)
    entry = change_body(
        body.pk,
        reason=request.POST.get("ly-do", ""),
        by=account_of(request),
        at=timezone.now(),
        on=today(request),
        name=request.POST.get("ten", ""),
        from_year=year_of(request.POST.get("tu-nam", "")),
        to_year=year_of(request.POST.get("den-nam", "")),
        note=request.POST.get("ghi-chu", ""),
    )
    say(request, _("Mended."), undo=reverse("safe-undo", args=[entry]))
    return HttpResponseRedirect(reverse("safe-body", args=[body.pk]))


def year_of(written: str) -> int | None:
    """A year, or None where nothing is written."""
    text = written.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise RuleNotMet(f"“{text[:20]}” không phải một năm. Ghi bốn chữ số.", f"“{text[:20]}” is no year.")
    return int(text)


def strike_one(request: HttpRequest, body_id: int) -> HttpResponse:
    """Take a body out that was entered by mistake."""
    body = get_object_or_404(rows(request, SafeBody.objects), pk=body_id)
    strike_body(
        body.pk, reason=request.POST.get("ly-do", ""), by=account_of(request), at=timezone.now(), on=today(request)
    )
    say(request, _("%(name)s was struck.") % {"name": body.name})
    return HttpResponseRedirect(
        reverse("safe-commune", args=[body.within_id]) if body.within_id else reverse("safe-areas")
    )


urlpatterns = [
    path("mo-hinh/an-toan/noi/<int:body_id>/", one_body, name="safe-body"),
    path("mo-hinh/an-toan/noi/<int:body_id>/sua/", change, name="safe-body-change"),
    path("mo-hinh/an-toan/noi/<int:body_id>/bo/", strike_one, name="safe-body-strike"),
    path("mo-hinh/an-toan/nam/<int:year_id>/dinh-chinh/", correct, name="safe-year-correct"),
    path("mo-hinh/an-toan/nam/<int:year_id>/bo/", strike, name="safe-year-strike"),
]
