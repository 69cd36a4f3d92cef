"""Decisions: the list, and one decision with whom it honours and the files it came from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _

from tdkt.law.catalogue import LEVEL_NAMES
from tdkt.records import awards as register
from tdkt.records import decisions as queries
from tdkt.records.models import Bonus, Conferral, Decision, Draft
from tdkt.web.filters import choice, pill, whole, without_empty
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.receivers import files_seen, lines
from tdkt.web.words import RECEIVERS


def decision_list(request: HttpRequest) -> HttpResponse:
    """Decisions, the newest first, with how many they honour."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    level, year = choice(request, "cap", LEVEL_NAMES), whole(request, "nam", most=9999)
    number = request.GET.get("so", "").strip()
    found = queries.matching(rows(request, Decision.objects), number=number, level=level, year=year)
    page = page_of(request, found, total=found.count())
    counts = queries.honours(rows(request, Conferral.objects), [decision.pk for decision in page.rows])
    pills = []
    if number:
        pills.append(pill(request, _("Number"), number, "so"))
    if level:
        pills.append(pill(request, _("Level"), LEVEL_NAMES[level], "cap"))
    if year is not None:
        pills.append(pill(request, _("Year"), str(year), "nam"))
    context = {
        "page": page,
        "decisions": [(decision, counts.get(decision.pk, {})) for decision in page.rows],
        "pills": pills,
        "number": number,
        "level": level,
        "year": year,
        "levels": list(LEVEL_NAMES.items()),
    }
    return render(request, "decisions/list.html", context)


def one_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """One decision: who gave it, whom it honours, and the files of the office that speak of it."""
    decision = get_object_or_404(rows(request, Decision.objects).select_related("source__batch"), pk=decision_id)
    kind = choice(request, "loai", RECEIVERS)
    honours = rows(request, Conferral.objects).filter(decision=decision)
    counts = register.counted(honours)
    shown = honours.filter(recipient=kind) if kind else honours
    total = counts.get(kind, 0) if kind else sum(counts.values())
    page = page_of(request, queries.as_listed(shown), total=total)
    files = queries.files(honours)
    context = {
        "decision": decision,
        "counts": [(number, RECEIVERS[each], each) for each, number in counts.items()],
        "kind": kind,
        "page": page,
        "lines": lines(request, page.rows),
        "files": files,
        "drafted": Draft.objects.filter(decision=decision).values_list("pk", flat=True).first(),
        "bonuses": rows(request, Bonus.objects).filter(conferral__decision=decision).count(),
        "seen_files": files_seen(request, [batch.pk for batch in files]),
    }
    return render(request, "decisions/one.html", context)


urlpatterns = [
    path("quyet-dinh/", decision_list, name="decisions"),
    path("quyet-dinh/<int:decision_id>/", one_decision, name="decision"),
]
