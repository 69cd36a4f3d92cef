"""The lifelong award sheet of a person, a unit or another body: every honour with its decision, its state and its certificates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from tdkt.operations.award_sheets import particulars, sheet_lines
from tdkt.records.models import Subject
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.receivers import address_of


def person_sheet(request: HttpRequest, subject_id: int) -> HttpResponse:
    """The sheet of a person."""
    return sheet(request, {"pk": subject_id, "kind": "individual"})


def unit_sheet(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The sheet of a unit."""
    return sheet(request, {"unit": unit_id})


def body_sheet(request: HttpRequest, subject_id: int) -> HttpResponse:
    """The sheet of a collective outside the tree, or of a household."""
    return sheet(request, {"pk": subject_id, "kind__in": ("collective", "household")})


def sheet(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """The sheet of one receiver whom this account sees, else 404."""
    found = rows(request, Subject.objects).select_related("person", "unit")
    subject = get_object_or_404(found, **asked)
    lines = sheet_lines(subject.pk, on=today(request), by=account_of(request))
    context = {
        "subject": subject,
        "above": address_of(subject),
        "particulars": particulars(subject, on=today(request)),
        "lines": lines,
        "standing": sum(line.stands for line in lines),
        "gone": sum(not line.stands for line in lines),
    }
    return render(request, "award_sheets/one.html", context)


urlpatterns = [
    path("so/nguoi/<int:subject_id>/phieu/", person_sheet, name="person-sheet"),
    path("so/don-vi/<int:unit_id>/phieu/", unit_sheet, name="unit-sheet"),
    path("so/tap-the/<int:subject_id>/phieu/", body_sheet, name="body-sheet"),
]
