"""Other bodies asked for their opinion (hiệp y): what waits for an answer, asking, the question as it goes out, and the answer."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.way import ENDED
from tdkt.operations import consultations as acts
from tdkt.operations.errors import Refused
from tdkt.operations.law import office_law
from tdkt.operations.permissions import may
from tdkt.records.models import Consultation, Nomination, Round
from tdkt.web.filters import choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.postings import day_of
from tdkt.web.shell import complain, say
from tdkt.web.way import Due, chosen, due, form_of, where_to
from tdkt.web.words import Word

ANSWERS: dict[str, Word] = {
    "agrees": pgettext_lazy("answer of a body", "agrees"),
    "objects": gettext_lazy("objects"),
    "no-opinion": gettext_lazy("has no opinion"),
}


@dataclass(frozen=True)
class Line:
    """A question put to a body, as the list shows it; `due` while it is not answered."""

    asked: Consultation
    form: str
    due: Due | None
    answer: Word


def consultation_list(request: HttpRequest) -> HttpResponse:
    """What other bodies were asked; those that have not answered first, by the day that is due."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    round_id, state = whole(request, "dot"), choice(request, "tra-loi", ("cho", "roi"))
    found = rows(request, Consultation.objects)
    pills = []
    if round_id is not None:
        name = Round.objects.filter(pk=round_id).values_list("name", flat=True).first()
        if name is None:
            raise Http404
        found = found.filter(nomination__round=round_id)
        pills.append(pill(request, _("Round"), name, "dot"))
    if state:
        found = found.filter(answer="") if state == "cho" else found.exclude(answer="")
        pills.append(pill(request, _("Answer"), _("waited for") if state == "cho" else _("received"), "tra-loi"))
    on = today(request)
    page = page_of(
        request,
        found.select_related("nomination__subject", "nomination__round").order_by("answered_on", "due_on", "pk"),
        total=found.count(),
    )
    context = {
        "page": page,
        "lines": [
            Line(one, form_of(one.nomination), None if one.answer else due(one.due_on, on), ANSWERS.get(one.answer, ""))
            for one in page.rows
        ],
        "pills": pills,
        "state": state,
    }
    return render(request, "consultations/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Ask one body about the dossiers that were ticked: what about, what it is told, and by when."""
    keys = chosen(request)
    found = list(
        rows(request, Nomination.objects)
        .filter(pk__in=keys)
        .exclude(state__in=ENDED)
        .select_related("subject", "round")
    )
    if not found:
        complain(request, _("No dossier is ticked. Tick some, or all of the filter."))
        return HttpResponseRedirect(where_to(request, request.POST.get("tiep", "")))
    data, problem = request.POST, ""
    if request.method == "POST" and "xem" not in data:
        try:
            made = acts.ask(
                [one.pk for one in found],
                data.get("co-quan", ""),
                data.get("noi-dung", ""),
                disclosed=data.getlist("muc"),
                asked_on=day_of(request, "ngay"),
                due_on=day_of(request, "han") if data.get("han", "").strip() else None,
                by=account_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            n = len(made)
            say(request, ngettext("Asked about %(n)s dossier.", "Asked about %(n)s dossiers.", n) % {"n": n})
            return HttpResponseRedirect(
                reverse("consultation", args=[made[0].pk]) if n == 1 else reverse("consultations")
            )
    told = data.getlist("muc") if problem else acts.LEAST
    at = get_language() == "en"
    named = next((one for one in map(acts.to_be_asked, found) if one is not None), None)
    context = {
        "dossiers": [(one, form_of(one)) for one in found],
        "fields": [(field, words[at], field in told) for field, words in acts.FIELDS.items()],
        "term": acts.term(office_law(), found[0].round.law_on),
        "named": (named.words_en if at else named.words) if named else "",
        "body": data.get("co-quan", ""),
        "matter": data.get("noi-dung", ""),
        "asked_on": data.get("ngay", "") or f"{today(request):%d/%m/%Y}",
        "due_on": data.get("han", ""),
        "back_to": where_to(request, data.get("tiep", "")),
        "problem": problem,
    }
    return render(request, "consultations/new.html", context, status=422 if problem else 200)


def one(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """A question as it goes out, with exactly what the body is told, and its answer."""
    asked = get_object_or_404(
        rows(request, Consultation.objects).select_related(
            "nomination__subject", "nomination__unit", "nomination__round"
        ),
        pk=consultation_id,
    )
    if request.method == "POST":
        return answer(request, asked)
    at = get_language() == "en"
    context = {
        "asked": asked,
        "told": [(acts.FIELDS[field][at], acts.FIELDS[field][0], value) for field, value in acts.disclosure(asked)],
        "due": None if asked.answer else due(asked.due_on, today(request)),
        "answer": ANSWERS.get(asked.answer, ""),
        "answers": ANSWERS,
        "may_answer": may(account_of(request), "consult"),
    }
    return render(request, "consultations/one.html", context)


def answer(request: HttpRequest, asked: Consultation) -> HttpResponse:
    said: dict[str, Any] = {"by": account_of(request), "at": timezone.now()}
    try:
        if request.POST.get("viec") == "bo":
            acts.unanswer(asked.pk, **said)
            say(request, _("The answer is taken back."))
        else:
            acts.answer(
                asked.pk,
                request.POST.get("tra-loi", ""),
                words=request.POST.get("noi-dung", ""),
                answered_on=day_of(request, "ngay"),
                **said,
            )
            say(request, _("The answer is entered."))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    return HttpResponseRedirect(reverse("consultation", args=[asked.pk]))


urlpatterns = [
    path("xet/hiep-y/", consultation_list, name="consultations"),
    path("xet/hiep-y/moi/", new, name="consultation-new"),
    path("xet/hiep-y/<int:consultation_id>/", one, name="consultation"),
]
