"""The bodies and officials of emulation work on one page: who they are, entered and ended by the officer of the office."""

from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations import emulation_staff as operations
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.records import statistics as queries
from tdkt.records.models import EmulationBody, Official, Subject, Unit
from tdkt.records.units import tree
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import nfc
from tdkt.web.filters import LARGEST, whole
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import say

MOST_OFFERED = 200


def staff(request: HttpRequest) -> HttpResponse:
    """The bodies of a year and the officials of its last day; a form that cannot be taken comes back with the reason."""
    problem = ""
    if request.method == "POST":
        try:
            return enter(request)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    day = today(request)
    year = whole(request, "nam", least=1945, most=day.year) or day.year
    unit = whole(request, "don-vi")
    can = may_use(account_of(request), "statistics-staff", "POST")
    people = rows(request, Subject.objects).filter(kind="individual", departure=None, belongs_to=unit) if unit else None
    context = {
        "year": year,
        "bodies": queries.bodies(rows(request, EmulationBody.objects), year),
        "officials": queries.officials(rows(request, Official.objects), min(day, date(year, 12, 31))),
        "can": can,
        "unit": unit,
        "units": tree(rows(request, Unit.objects), on=day, levels=2) if can else [],
        "people": list(people.order_by("name_key", "pk")[:MOST_OFFERED]) if can and people is not None else [],
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "statistics/staff.html", context, status=422 if problem else 200)


def enter(request: HttpRequest) -> HttpResponse:
    """One act of the page: a body or an official entered, or one of them ended."""
    account, day, now = account_of(request), today(request), timezone.now()
    act = request.POST.get("viec", "")
    if act == "body":
        entry = operations.add_bodies(
            [
                operations.NewBody(
                    unit_id=posted(request, "don-vi"),
                    name=nfc(request.POST.get("ten", "")),
                    own=request.POST.get("rieng") == "1",
                    from_year=posted(request, "tu-nam"),
                )
            ],
            by=account,
            at=now,
            on=day,
        )
        said = _("Body entered.")
    elif act == "official":
        entry = operations.add_officials(
            [
                operations.NewOfficial(
                    subject_id=posted(request, "nguoi"),
                    unit_id=posted(request, "don-vi"),
                    since=posted_day(request, "tu-ngay"),
                    training=nfc(request.POST.get("trinh-do", "")),
                    full_time=request.POST.get("chuyen-trach") == "1",
                )
            ],
            by=account,
            at=now,
            on=day,
        )
        said = _("Official entered.")
    elif act == "end-body":
        entry = operations.end_body(
            posted(request, "dong"), year=posted(request, "den-nam"), by=account, at=now, on=day
        )
        said = _("Body ended.")
    elif act == "end-official":
        entry = operations.end_official(
            posted(request, "dong"), until=posted_day(request, "den-ngay"), by=account, at=now, on=day
        )
        said = _("Official ended.")
    else:
        raise BadRequest(f"viec={act}")
    say(request, said, undo=reverse("statistics-staff-undo", args=[entry]))
    return HttpResponseRedirect(reverse("statistics-staff"))


def posted(request: HttpRequest, key: str) -> int:
    """A whole number of the form. Raises `RuleNotMet`."""
    value: str = request.POST.get(key, "").strip()
    if value.isascii() and value.isdigit() and len(value) < 11 and int(value) <= LARGEST:
        return int(value)
    raise RuleNotMet("Còn ô chưa chọn hoặc chưa ghi số. Ghi đủ rồi lưu lại.", "A field is not chosen, or no number.")


def posted_day(request: HttpRequest, key: str) -> date:
    """A day of the form, written day first or as a browser sends it. Raises `RuleNotMet`."""
    value: Any = request.POST.get(key, "").strip()
    try:
        return date.fromisoformat(value)
    except ValueError:
        read = read_date(value)
    if read is None or read.day is None:
        raise RuleNotMet("Ghi ngày theo dạng ngày/tháng/năm, như 25/05/2020.", "Write the day as day/month/year.")
    return read.first()


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take back what was entered."""
    operations.take_back(entry, by=account_of(request), at=timezone.now())
    say(request, _("Taken back."))
    return HttpResponseRedirect(reverse("statistics-staff"))


urlpatterns = [
    path("bao-cao/thong-ke/bo-may/", staff, name="statistics-staff"),
    path("bao-cao/thong-ke/bo-may/hoan-tac/<int:entry>/", undo, name="statistics-staff-undo"),
]
