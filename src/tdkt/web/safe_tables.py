"""The table of a commune's year as it comes back: what its rows say, the act of the button that was pressed, and what is said of it all."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tdkt.operations.errors import RuleNotMet
from tdkt.operations.safe_areas import Line, Put, Saved, register_bodies, save_findings, standard_of
from tdkt.operations.safe_bodies import undo_act
from tdkt.operations.safe_results import decide, ready, with_table
from tdkt.records import safe_areas as book
from tdkt.records.models import Entry, SafeBody
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.numbers import write_number
from tdkt.web.office import account_of, today
from tdkt.web.picking import ticked
from tdkt.web.shell import say, warn

ANSWERS = {"co": True, "khong": False, "": None}
"""What a cell of the table says."""
TOLD = 5
"""So many bodies are named in a message."""


def write(request: HttpRequest, body: SafeBody, year: int) -> HttpResponse:
    """Write the table; then what the pressed button asks."""
    account, day = account_of(request), today(request)
    parts = {one.pk: one for one in [body, *book.within(body, year)]}
    lines = lines_of(request, parts, year)
    act = request.POST.get("viec", "ghi")
    saved: Saved | None
    put: Put | None = None
    if act == "ghi":
        saved = save_findings(year, lines, by=account, at=timezone.now(), on=day)
    elif act == "dang-ky":
        registered_on = day_of(request.POST.get("ngay-dang-ky", ""), _("Day of registering"))

        def register() -> Put:
            keys = scope_of(request, parts, lambda found: unregistered(found, year))
            return register_bodies(
                year,
                keys,
                registered_on=registered_on,
                registration=request.POST.get("van-ban", ""),
                by=account,
                at=timezone.now(),
                on=day,
            )

        saved, put = with_table(year, lines, register, by=account, at=timezone.now(), on=day)
    elif act == "quyet-dinh":
        decided_on = day_of(request.POST.get("ngay-quyet-dinh", ""), _("Day of the decision"))
        result = request.POST.get("ket-qua", "")

        def settle() -> Put:
            keys = scope_of(request, parts, lambda found: ready(year, found.values(), result))
            return decide(
                year,
                keys,
                result=result,
                decided_on=decided_on,
                decision_number=request.POST.get("so-quyet-dinh", ""),
                authority=request.POST.get("co-quan", ""),
                by=account,
                at=timezone.now(),
                on=day,
            )

        saved, put = with_table(year, lines, settle, by=account, at=timezone.now(), on=day)
    else:
        raise BadRequest(f"viec={act}")
    tell(request, act, saved, put)
    return HttpResponseRedirect(f"{reverse('safe-commune', args=[body.pk])}?nam={year}")


def unregistered(found: Mapping[int, SafeBody], year: int) -> list[int]:
    """Those of which the book holds neither a registration nor a result."""
    told = book.said_of(found, year)
    return [key for key in found if key not in told or not (told[key].registered_on or told[key].result)]


def scope_of(request: HttpRequest, parts: Mapping[int, SafeBody], rest: Any) -> list[int]:
    """Whom a bulk act is about: those ticked, or all of a kind (or of every kind within) for which it is still to be done."""
    scope = request.POST.get("pham-vi", "chon")
    if scope == "chon":
        return [key for key in ticked(request) if key in parts]
    wanted = {key: one for key, one in parts.items() if scope == "tat-ca" or one.kind == scope}
    if scope == "tat-ca":
        wanted = {key: one for key, one in wanted.items() if one.kind != "commune"}
    keys = rest(wanted)
    if not keys:
        raise RuleNotMet(
            "Không có nơi nào còn phải ghi trong phạm vi này.", "Nothing is left to enter within what was chosen."
        )
    return list(keys)


def lines_of(request: HttpRequest, parts: Mapping[int, SafeBody], year: int) -> list[Line]:
    """The rows of the table as they came back; those that are decided are not in it."""
    found = []
    for key, one in parts.items():
        if f"dau-{key}" not in request.POST:
            continue
        codes = standard_of(one, year).codes
        said = request.POST
        findings = {code: ANSWERS[answer] for code in codes if (answer := said.get(f"tc-{key}-{code}")) in ANSWERS}
        words = {code: said[f"loi-{key}-{code}"] for code in codes if f"loi-{key}-{code}" in said}
        day = optional_day(said.get(f"ngay-{key}", ""), one.name)
        found.append(Line(key, said[f"dau-{key}"], day, findings, words))
    return found


def day_of(written: str, name: str) -> date:
    """A day that has to be written."""
    day = optional_day(written, name)
    if day is None:
        raise RuleNotMet(f"{name}: chưa ghi ngày. Ghi dạng 20/02/2024.", f"{name}: no day. Write it as 20/02/2024.")
    return day


def optional_day(written: str, name: str) -> date | None:
    """A day, or None where nothing is written."""
    if not written.strip():
        return None
    read = read_date(written.strip())
    if read is None or read.day is None:
        raise RuleNotMet(
            f"{name}: “{written.strip()[:30]}” không phải một ngày. Ghi dạng 20/02/2024.",
            f"{name}: “{written.strip()[:30]}” is no day. Write it as 20/02/2024.",
        )
    return read.first()


def tell(request: HttpRequest, act: str, saved: Saved | None, put: Put | None) -> None:
    """Say what was written, with the way to take the last of it back, and who came too late."""
    told = []
    if saved is not None:
        told.append(
            ngettext("%(n)s row written.", "%(n)s rows written.", saved.changed) % {"n": write_number(saved.changed)}
        )
    if put is not None and act == "dang-ky":
        told.append(ngettext("%(n)s registered.", "%(n)s registered.", put.made) % {"n": write_number(put.made)})
    elif put is not None:
        told.append(
            ngettext("Result entered for %(n)s.", "Result entered for %(n)s.", put.made) % {"n": write_number(put.made)}
        )
    entry = put.entry if put is not None else saved.entry if saved else None
    say(request, " ".join(told), undo=reverse("safe-undo", args=[entry]) if entry else "")
    if put is not None and put.late:
        words = _("After the day of the law: %(names)s.") if act == "dang-ky" else _("Decided too late: %(names)s.")
        warn(request, words % {"names": names_of(put.late)})
    if put is not None and put.known:
        warn(request, _("Registered already: %(names)s.") % {"names": names_of(put.known)})


def names_of(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - TOLD
    return ", ".join(listed[:TOLD]) + (f" (+{write_number(more)})" if more > 0 else "")


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take back one's own act in this book, and go back to where it was done."""
    account = account_of(request)
    act = get_object_or_404(Entry, pk=entry, verb__startswith="safe-areas.", by=account)
    undo_act(act.pk, by=account, at=timezone.now())
    say(request, _("Taken back."))
    back = request.headers.get("Referer", "")
    local = back.partition(request.get_host())[2]
    return HttpResponseRedirect(local if local.startswith("/mo-hinh/an-toan/") else reverse("safe-areas"))


urlpatterns = [
    path("mo-hinh/an-toan/hoan-tac/<int:entry>/", undo, name="safe-undo"),
]
