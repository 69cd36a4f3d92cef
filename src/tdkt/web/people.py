"""Persons: the list, and the sheet of one person with service, years and honours."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tdkt.records import awards as register
from tdkt.records import people as queries
from tdkt.records.exemplars import of_receiver
from tdkt.records.identity import merged_into, merges_of, names_of
from tdkt.records.imports import HEAVY as HEAVY_OF_BATCH
from tdkt.records.models import (
    Conferral,
    Discipline,
    Exemplar,
    Initiative,
    PersonNumber,
    Rating,
    Service,
    Subject,
    Unit,
)
from tdkt.records.search import names_with
from tdkt.records.units import tree, whole_names
from tdkt.web.awards import unit_words
from tdkt.web.filters import choice, pill, whole, without_empty
from tdkt.web.ladder import sheet_ladder
from tdkt.web.list_words import MEASURES, SCOPES, WORKS
from tdkt.web.office import today
from tdkt.web.pages import page_of
from tdkt.web.plans import day_words
from tdkt.web.policy import rows
from tdkt.web.receivers import address_of, lines
from tdkt.web.shell import warn
from tdkt.web.years import matrix

AWARDED = {"co": True, "khong": False}
HEAVY = ("source__record", *(f"source__batch__{column}" for column in HEAVY_OF_BATCH))
"""What the line of a file behind a row holds beside its place and the name of its file."""


def people_list(request: HttpRequest) -> HttpResponse:
    """Persons by given name, each with rank, post and unit as last attested, and how many honours."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    day = today(request)
    words = request.GET.get("ten", "").strip()[:100]
    unit, awarded = whole(request, "don-vi"), choice(request, "khen", AWARDED)
    found = queries.people(rows(request, Subject.objects), unit=unit, awarded=AWARDED.get(awarded), on=day)
    if words:
        found = found.filter(names_with(words))
    pills = []
    if words:
        pills.append(pill(request, _("Name"), words, "ten"))
    if unit is not None:
        pills.append(
            pill(
                request,
                _("Unit"),
                unit_words(get_object_or_404(rows(request, Unit.objects), pk=unit), request),
                "don-vi",
            )
        )
    if awarded:
        pills.append(pill(request, _("Awards"), _("has some") if AWARDED[awarded] else _("has none"), "khen"))
    page = page_of(request, found.select_related("person"), total=found.count())
    keys = [subject.pk for subject in page.rows]
    services = queries.last_services(keys, on=day)
    held = queries.honours_held(rows(request, Conferral.objects), keys)
    where = whole_names((subject.belongs_to_id for subject in page.rows), on=day)
    context = {
        "page": page,
        "people": [
            (subject, services.get(subject.pk), where.get(subject.belongs_to_id or 0, ""), held.get(subject.pk, 0))
            for subject in page.rows
        ],
        "pills": pills,
        "words": words,
        "unit": unit,
        "awarded": awarded,
        "units": tree(rows(request, Unit.objects), on=day, levels=1, former=True),
    }
    return render(request, "people/list.html", context)


def person(request: HttpRequest, subject_id: int) -> HttpResponse:
    """One person's sheet. A collective at this address is sent to its own page."""
    seen = traced(rows(request, Subject.objects).select_related("person", "unit", "belongs_to"))
    subject = seen.filter(pk=subject_id).first()
    if subject is None:
        return sent_on(request, subject_id)
    if subject.kind != "individual":
        return HttpResponseRedirect(address_of(subject))
    day = today(request)
    services = list(traced(Service.objects.filter(subject=subject, since__lte=day).select_related("unit")))
    held = list(register.listed(rows(request, Conferral.objects).filter(subject=subject)))
    ratings = rows(request, Rating.objects).filter(subject=subject).order_by("year")
    where = whole_names((service.unit_id for service in services), on=day)
    told = [(service, where.get(service.unit_id or 0, "")) for service in services[::-1]]
    context = {
        "subject": subject,
        "particulars": getattr(subject, "person", None),
        "numbers": numbers(subject),
        "services": told,
        "lines": lines(request, held),
        "matrix": matrix(held, ratings, services, last=day.year),
        "merges": merges_of(subject.pk),
        "exemplars": of_receiver(rows(request, Exemplar.objects), subject.pk),
        "works": [
            (work, WORKS.get(work.kind, ""), SCOPES.get(work.scope, ""))
            for work in traced(rows(request, Initiative.objects).filter(subject=subject)).order_by("-year", "pk")
        ],
        "measures": [
            (measure, MEASURES.get(measure.form, ""), partial_words(measure.from_day), partial_words(measure.to_day))
            for measure in traced(rows(request, Discipline.objects).filter(subject=subject)).order_by("-from_day", "pk")
        ],
        **sheet_ladder(request, subject),
    }
    return render(request, "people/one.html", context)


def traced(found: Any) -> Any:
    """These rows with their line of a file and its name."""
    return found.select_related("source__batch").defer(*HEAVY)


def partial_words(day: str) -> str:
    """A day as far as it is known: 20/11/2019, 11/2019 or 2019; "" for none."""
    return day_words(day) if day else ""


def sent_on(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Where an entry is found that was made one with another: at the kept person, with a note. 404 for one that never was."""
    done = merged_into(subject_id)
    if done is None:
        raise Http404
    if rows(request, Subject.objects).filter(pk=done.keep).exists():
        name = names_of({subject_id}).get(subject_id, "")
        note = _("“%(name)s” (entry %(number)s) was made one with this person.")
        warn(request, note % {"name": name, "number": subject_id})
    elif merged_into(done.keep) is None:
        raise Http404
    return HttpResponseRedirect(reverse("person", args=[done.keep]))


def numbers(subject: Subject) -> list[tuple[Any, str]]:
    """Service numbers whole; of an identity number the last three digits only, which is enough to tell two people apart."""
    kept = PersonNumber.objects.filter(subject=subject).order_by("-kind", "pk")
    return [
        (_("service number"), n.number) if n.kind == "service" else (_("identity number"), masked(n.number))
        for n in kept
    ]


def masked(number: str) -> str:
    """ "049078001234" -> "•••••••••234"."""
    return "•" * max(len(number) - 3, 0) + number[-3:] if len(number) > 3 else "•" * len(number)


urlpatterns = [
    path("so/nguoi/", people_list, name="people"),
    path("so/nguoi/<int:subject_id>/", person, name="person"),
]
