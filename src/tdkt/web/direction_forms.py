"""The forms of directions: giving one to units, carrying one on to a later year, and a unit's report."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations import directions as acts
from tdkt.operations.errors import NotReadable, Refused, RuleNotMet
from tdkt.operations.papers import LARGEST, Incoming, look_at
from tdkt.records.models import Direction, DirectionUnit, Movement, Unit
from tdkt.records.units import tree
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.postings import day_of
from tdkt.web.shell import say
from tdkt.web.uploads import was_too_large

FIELDS = ("noi-dung", "nguoi", "dip", "ngay", "van-ban", "han", "phong-trao")


def give(request: HttpRequest) -> HttpResponse:
    """The form that gives a direction; sent, it leads to what was given."""

    def send(asked: acts.Asked, units: dict[int, date | None]) -> Direction:
        return acts.give_direction(asked, units, by=account_of(request), at=timezone.now(), on=today(request))

    return _form(request, send, before=None)


def carry(request: HttpRequest, before: Direction) -> HttpResponse:
    """The same form, filled with a direction that goes on in a later year and the units that are not done with it."""

    def send(asked: acts.Asked, units: dict[int, date | None]) -> Direction:
        return acts.carry_on(before.pk, asked, units, by=account_of(request), at=timezone.now(), on=today(request))

    return _form(request, send, before=before)


def _form(
    request: HttpRequest, send: Callable[[acts.Asked, dict[int, date | None]], Direction], *, before: Direction | None
) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            made = send(asked_of(request), units_of(request))
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            undo = reverse("direction-act", args=[made.pk, "rut"])
            words = _("The direction was carried on.") if before else _("The direction was given.")
            say(request, words, undo=undo)
            return HttpResponseRedirect(reverse("direction", args=[made.pk]))
    on, account = today(request), account_of(request)
    values = {key.replace("-", "_"): nfc(request.POST.get(key, "")) for key in FIELDS}
    ticked: dict[int, str] = {}
    if request.method == "POST":
        ticked = {key: request.POST.get(f"han-{key}", "") for key in keys_of(request)}
    elif before is not None:
        values |= {"noi_dung": before.words, "nguoi": before.leader, "phong_trao": str(before.movement_id or "")}
        left = DirectionUnit.objects.filter(direction=before, done_on=None)
        ticked = dict.fromkeys(left.values_list("unit", flat=True), "")
    values["ngay"] = values["ngay"] or write_date(on)
    context = {
        "v": values,
        "problem": problem,
        "before": before,
        "units": [
            (branch, branch.unit.pk in ticked, ticked.get(branch.unit.pk, ""))
            for branch in tree(rows(request, Unit.objects), on=on, root=account.unit if account else None, levels=1)
        ],
        "leaders": list(Direction.objects.order_by("leader").values_list("leader", flat=True).distinct()),
        "movements": Movement.objects.order_by("name", "pk").values_list("pk", "name"),
    }
    return render(request, "directions/form.html", context, status=422 if problem else 200)


def asked_of(request: HttpRequest) -> acts.Asked:
    """What the form asks. Raises `RuleNotMet` for what is no day."""
    movement = request.POST.get("phong-trao", "").strip()
    return acts.Asked(
        words=request.POST.get("noi-dung", ""),
        leader=request.POST.get("nguoi", ""),
        occasion=request.POST.get("dip", ""),
        said_on=day_of(request, "ngay"),
        document=request.POST.get("van-ban", ""),
        due_on=some_day(request, "han"),
        movement=int(movement) if movement.isascii() and movement.isdigit() and len(movement) < 11 else None,
    )


def keys_of(request: HttpRequest) -> list[int]:
    """The units that are ticked."""
    return [int(key) for key in request.POST.getlist("don-vi") if key.isascii() and key.isdigit() and len(key) < 11]


def units_of(request: HttpRequest) -> dict[int, date | None]:
    """The units that are ticked, each with its own last day where one is written."""
    return {key: some_day(request, f"han-{key}") for key in keys_of(request)}


def some_day(request: HttpRequest, key: str) -> date | None:
    """A day of a form, or None where nothing is written."""
    return day_of(request, key) if request.POST.get(key, "").strip() else None


def report(request: HttpRequest, given: DirectionUnit) -> HttpResponse:
    """The form of a unit's report; sent, it leads back to the direction."""
    problem = ""
    if request.method == "POST":
        try:
            told = acts.report_direction(
                acts.Told(
                    given.pk,
                    request.POST.get("noi-dung", ""),
                    day_of(request, "ngay"),
                    percent_of(request),
                    paper_of(request),
                ),
                by=account_of(request),
                at=timezone.now(),
                on=today(request),
            )
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("The report is in."), undo=reverse("direction-report-back", args=[told.pk]))
            return HttpResponseRedirect(reverse("direction", args=[given.direction_id]))
    context = {
        "given": given,
        "direction": given.direction,
        "words": nfc(request.POST.get("noi-dung", "")),
        "percent": request.POST.get("ty-le", ""),
        "day": request.POST.get("ngay", "") or write_date(today(request)),
        "limit": LARGEST // 2**20,
        "problem": problem,
        "before": given.reports.order_by("-reported_on", "-pk").first(),
    }
    return render(request, "directions/report.html", context, status=422 if problem else 200)


def percent_of(request: HttpRequest) -> int | None:
    """The percent of the form, None where nothing is written. Raises `RuleNotMet` for what is no whole number."""
    said = request.POST.get("ty-le", "").strip().removesuffix("%").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 4):
        raise RuleNotMet("Tỷ lệ thực hiện là số nguyên từ 0 đến 100.", "The percent is a whole number from 0 to 100.")
    return int(said)


def paper_of(request: HttpRequest) -> Incoming | None:
    """The paper that was sent along, looked at by its bytes. Raises `NotReadable` for what is no paper."""
    upload: Any = request.FILES.get("tep")
    if was_too_large(request):
        raise NotReadable(
            f"Tệp lớn hơn {LARGEST // 2**20} MB; hãy quét ở độ phân giải thấp hơn rồi gửi lại.",
            f"The file is larger than {LARGEST // 2**20} MB; scan it at a lower resolution and send it again.",
        )
    return look_at(upload.name or "", upload.read()) if isinstance(upload, UploadedFile) else None
