"""One receiver before the law: the reasons of one verdict, the ladder of awards, and what falls due in a unit."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from tdkt.law.catalogue import awards
from tdkt.law.confirming import confirmed
from tdkt.law.wording import say_award
from tdkt.operations.due import MOST_YEARS, Due, Now, due_list, eligible_now
from tdkt.operations.eligibility import answers_to, outcome, question
from tdkt.operations.law import office_law
from tdkt.records.models import Subject, Unit
from tdkt.records.models.scope import family
from tdkt.records.people import last_services
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import write_date
from tdkt.web.filters import choice, day, whole, without_empty
from tdkt.web.ladder import ladder_address, reason_url, rungs, texts_standing
from tdkt.web.law import language
from tdkt.web.office import today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.reasons import article, branch, lacking, law_said, remedies, when
from tdkt.web.receivers import address_of
from tdkt.web.shell import page_or_drawer
from tdkt.web.words import KINDS, RECEIVERS

USUAL_YEARS = 5


# --- the reasons of one verdict ---------------------------------------------------------------


def eligibility(request: HttpRequest, subject_id: int, award: str) -> HttpResponse:
    """One award asked of one receiver: verdict, what to do, the tree, the text of the pathway, the money."""
    subject = get_object_or_404(rows(request, Subject.objects).select_related("unit", "belongs_to"), pk=subject_id)
    if award not in awards():
        raise Http404
    class_ = whole(request, "hang", least=1, most=3)
    if (class_ or None) not in (awards()[award].classes or (None,)):
        raise Http404
    on = day(request, "ngay") or today(request)
    memory = bool(choice(request, "nho", {"co"}))
    told = outcome(subject.pk, award, class_, on, use_memory=memory, language=language())
    pathways = [pathway(one, told) for one in told.tree["pathways"]]
    service = last_services([subject.pk], on=on).get(subject.pk)
    place = whole_names([subject.belongs_to_id], on=on).get(subject.belongs_to_id or 0, "")
    context = {
        "subject": subject,
        "who": ", ".join(part for part in (service.rank, service.post, place) if part) if service else place,
        "answer": told.answer,
        "form": say_award(award, class_),
        "class_": class_,
        "remedies": remedies(told.answer),
        "earliest": when(told.answer.earliest),
        "first": pathways[0] if pathways else None,
        "others": [one for one in pathways[1:] if one["applies"]],
        "closed": sum(not one["applies"] for one in pathways[1:]),
        "lower": lower_link(subject.pk, told.lower, on),
        "bonus": told.bonus,
        "bonus_articles": [article(cite) for cite in told.bonus.cites] if told.bonus else [],
        "bonus_unknown": told.bonus_unknown,
        "receiver_url": address_of(subject),
        "ladder_url": ladder_address(subject),
        "memory": memory,
        "memory_url": reason_url(subject.pk, award, class_, on) + "&nho=co",
        "law_said": law_said(request, on, [one["id"] for one in told.tree["law"]]),
    }
    return page_or_drawer(request, "eligibility/one.html", context)


def pathway(one: dict[str, Any], told: Any) -> dict[str, Any]:
    """A pathway as the page draws it: its article and summary, with who confirmed it, and the tree."""
    law = office_law()
    provision = law.provisions.get(one["id"])
    instrument = law.instruments.get(one["id"].partition("/")[0])
    by = confirmed(provision, law) if provision is not None else None
    gates = [gate for gate in one["gates"] if gate["truth"] != "yes" or gate["id"].endswith("#discipline")]
    tree = branch(one["conditions"], told.rows, above=one["id"])
    return {
        "id": one["id"],
        "article": article(one["id"]),
        "summary": one[language()],
        "from": instrument.in_force if instrument else None,
        "to": instrument.to if instrument else None,
        "confirmed": by,
        "council": one["council"],
        "memory": one["memory"],
        "applies": all(gate["truth"] != "no" for gate in one["gates"][:2]),
        "gates": [branch(gate, told.rows, above=one["id"]) for gate in gates],
        "branches": tree.parts if tree.joins and one["conditions"]["kind"] == "all-of" else (tree,),
    }


def lower_link(subject: int, lower: tuple[str, int | None] | None, on: date) -> dict[str, str] | None:
    if lower is None:
        return None
    return {"name": say_award(*lower), "url": reason_url(subject, *lower, on)}


# --- the ladder -------------------------------------------------------------------------------


def ladder_page(request: HttpRequest, subject_id: int) -> HttpResponse:
    """The whole ladder of one receiver, every award of every branch from the highest down."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    subject = get_object_or_404(rows(request, Subject.objects).select_related("unit", "belongs_to"), pk=subject_id)
    if ladder_address(subject) != request.path:
        return HttpResponseRedirect(ladder_address(subject))
    on = day(request, "ngay") or today(request)
    memory = bool(choice(request, "nho", {"co"}))
    context = {
        "subject": subject,
        "receiver_url": address_of(subject),
        "branches": rungs(subject, on, whole_ladder=True, memory=memory),
        "on": on,
        "memory": memory,
        "law_said": law_said(request, on, texts_standing(on)),
    }
    return render(request, "eligibility/ladder.html", context)


# --- what falls due ---------------------------------------------------------------------------


def unit_due(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Who in a unit becomes eligible for what in the coming years, the soonest first, and what can be had now."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    unit = get_object_or_404(rows(request, Unit.objects), pk=unit_id)
    on = day(request, "ngay") or today(request)
    years = whole(request, "nam", least=1, most=MOST_YEARS) or USUAL_YEARS
    kind = choice(request, "loai", KINDS)
    council = bool(choice(request, "hd", {"co"}))
    seen = rows(request, Subject.objects).filter(belongs_to__in=family(unit.pk, on=today(request)))
    gone = seen.filter(departure__day__lte=on) | seen.filter(unit__ended__lt=on)
    keys = list(seen.exclude(pk__in=gone.values("pk")).order_by("kind", "name_key", "pk").values_list("pk", flat=True))
    coming = [due for due in due_list(keys, on, years) if not kind or awards()[due.award].kind == kind]
    settled = [due for due in coming if not due.council]
    heard = [due for due in coming if due.council]
    shown = heard if council else settled
    page = page_of(request, shown, total=len(shown))
    context = {
        "unit": unit,
        "years": years,
        "kind": kind,
        "kinds": KINDS.items(),
        "council": council,
        "counts": (len(settled), len(heard)),
        "page": page,
        "lines": due_lines(page.rows, on),
        "now": [
            (say_award(one.award, one.class_), RECEIVERS[one.kind], now_address(unit, one, on), one)
            for one in eligible_now(keys, on)
            if not kind or awards()[one.award].kind == kind
        ],
        "on": on,
        "most": range(1, MOST_YEARS + 1),
        "law_said": law_said(request, on, texts_standing(on)),
    }
    return render(request, "eligibility/due.html", context)


def now_address(unit: Unit, one: Now, on: date) -> str:
    """The list of screening that holds who can be given an award now; the verdict follows."""
    form = f"{one.award}:{one.class_}" if one.class_ else one.award
    asked = {"hinh-thuc": form, "loai": one.kind, "don-vi": unit.pk, "ngay": write_date(on)}
    return f"{reverse('screening')}?{urlencode(asked, safe='/')}&ket="


def due_lines(shown: list[Due], on: date) -> list[dict[str, Any]]:
    """The rows of the page; the same number of questions to the register however many they are."""
    keys = list(dict.fromkeys(due.subject for due in shown))
    subjects = Subject.objects.in_bulk(keys)
    services = last_services(keys, on=on)
    where = whole_names((subject.belongs_to_id for subject in subjects.values()), on=on)
    told = answers_to([(due.subject, question(due.award, due.class_, on)) for due in shown], on, language=language())
    found = []
    for due, answer in zip(shown, told, strict=True):
        subject = subjects[due.subject]
        service = services.get(subject.pk)
        first = answer.lacks[0] if answer.lacks else None
        found.append(
            {
                "due": due,
                "day": write_date(due.day) if (due.day.month, due.day.day) != (12, 31) else str(due.day.year),
                "subject": subject,
                "rank": service.rank if service else "",
                "where": where.get(subject.belongs_to_id or 0, ""),
                "form": say_award(due.award, due.class_),
                "lacking": lacking(first) if first else "",
                "more": max(len(answer.lacks) - 1, 0),
                "article": article(first.cite if first else answer.pathway),
                "answer": answer,
                "url": reason_url(subject.pk, due.award, due.class_, on),
            }
        )
    return found


urlpatterns = [
    path("xet/<int:subject_id>/<slug:award>/", eligibility, name="eligibility"),
    path("so/nguoi/<int:subject_id>/bac-thang/", ladder_page, name="person-ladder"),
    path("so/tap-the/<int:subject_id>/bac-thang/", ladder_page, name="body-ladder"),
    path("so/don-vi/<int:unit_id>/den-han/", unit_due, name="unit-due"),
]
