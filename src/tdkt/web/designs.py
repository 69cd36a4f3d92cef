"""How certificates are printed and trusted: designs with their places, printers with their offsets, and the keys that sign."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.catalogue import awards
from tdkt.operations.designs import FIELD_WORDS, SHEETS, change_design, make_design, set_printer
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.printing import preview, printer_page
from tdkt.operations.signing_keys import change_key, trust_file
from tdkt.operations.verify_page import page_of
from tdkt.operations.verifying import fingerprint_of
from tdkt.records.models import Design, Printer, SigningKey
from tdkt.web.filters import choice, whole
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.shell import say
from tdkt.web.words import Word

STOCKS: dict[str, Word] = {
    "blank": gettext_lazy("blank paper"),
    "preprinted": gettext_lazy("stock printed before"),
}
ALIGNS: dict[str, Word] = {
    "left": gettext_lazy("at the left"),
    "center": gettext_lazy("in the middle"),
    "right": gettext_lazy("at the right"),
}
NUMBERS = ("x", "y", "width", "size", "lines")
BLANK: dict[str, Any] = {"x": 20, "y": 20, "width": 100, "size": 14, "lines": 1, "align": "center"}
"""Where a field stands that the design does not have yet."""


@dataclass(frozen=True)
class Spot:
    """A field of a design as the form shows it."""

    name: str
    words: str
    used: bool
    said: dict[str, Any]


# --- designs ------------------------------------------------------------------------------------------


def design_list(request: HttpRequest) -> HttpResponse:
    """The designs, and the form for a new one."""
    refused = ""
    if request.method == "POST":
        sheet = SHEETS[request.POST["kho"] if request.POST.get("kho") in SHEETS else "a4"]
        try:
            made = make_design(
                request.POST.get("ten", ""),
                award=request.POST.get("hinh-thuc", ""),
                stock=request.POST.get("giay", "blank"),
                width=sheet.width,
                height=sheet.height,
                by=account_of(request),
                at=timezone.now(),
            )
        except RuleNotMet as why:
            refused = why.said(get_language() or "vi")
        else:
            say(request, _("The design is made. Set its places."))
            return redirect("design", made.pk)
    context = {
        "designs": [
            (one, awards()[one.award].name if one.award in awards() else _("any award"), STOCKS[one.stock])
            for one in rows(request, Design.objects).order_by("state", "name")
        ],
        "awards": [(code, one.name) for code, one in awards().items()],
        "stocks": list(STOCKS.items()),
        "refused": refused,
        "name": request.POST.get("ten", ""),
    }
    return render(request, "certificates/designs.html", context, status=422 if refused else 200)


def one_design(request: HttpRequest, design_id: int) -> HttpResponse:
    """One design: its places as a form, beside a picture of it."""
    design = get_object_or_404(rows(request, Design.objects), pk=design_id)
    refused = ""
    if request.method == "POST":
        try:
            change_design(design.pk, by=account_of(request), at=timezone.now(), **_typed(request))
        except (RuleNotMet, ValueError) as why:
            refused = (
                why.said(get_language() or "vi")
                if isinstance(why, Refused)
                else _("A measure is no number. Write millimetres such as 12,5.")
            )
        else:
            say(request, _("The design is kept."))
            return redirect("design", design.pk)
    typed = request.POST if refused else None
    fields = design.places.get("fields", {})
    spots = [
        Spot(name, _words(words), name in fields, BLANK | fields.get(name, {})) for name, words in FIELD_WORDS.items()
    ]
    context = {
        "design": design,
        "spots": spots,
        "qr": design.places.get("qr"),
        "aligns": list(ALIGNS.items()),
        "stocks": list(STOCKS.items()),
        "awards": [(code, one.name) for code, one in awards().items()],
        "refused": refused,
        "typed": typed,
    }
    return render(request, "certificates/design.html", context, status=422 if refused else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """The columns of a design as its form sends them. Raises `ValueError` for a measure that is no number."""
    sent = request.POST
    fields = {}
    for name in FIELD_WORDS:
        if not sent.get(f"{name}-co"):
            continue
        said: dict[str, Any] = {part: _number(sent.get(f"{name}-{part}", "")) for part in NUMBERS}
        said |= {"align": sent.get(f"{name}-align", "center"), "bold": bool(sent.get(f"{name}-bold"))}
        fields[name] = said | {"words": sent.get(f"{name}-words", "").strip()}
    qr = {part: _number(sent.get(f"qr-{part}", "")) for part in ("x", "y", "size")} if sent.get("qr-co") else None
    return {
        "name": sent.get("ten", ""),
        "award": sent.get("hinh-thuc", ""),
        "stock": sent.get("giay", ""),
        "width": _number(sent.get("rong", "")),
        "height": _number(sent.get("cao", "")),
        "cite": sent.get("can-cu", "")[:80],
        "state": "in-use" if sent.get("dung") else "retired",
        "places": {"fields": fields, "qr": qr},
    }


def _number(text: str) -> float:
    return round(float(text.strip().replace(",", ".")), 2)


def _words(words: tuple[str, str]) -> str:
    return words[get_language() == "en"]


def design_picture(request: HttpRequest, design_id: int) -> HttpResponse:
    """A design with made-up words, as a picture."""
    design = get_object_or_404(rows(request, Design.objects), pk=design_id)
    return HttpResponse(preview(design), content_type="image/png")


# --- printers -----------------------------------------------------------------------------------------


def printers(request: HttpRequest) -> HttpResponse:
    """The printers with how far each sets everything off."""
    refused = ""
    if request.method == "POST":
        try:
            set_printer(
                request.POST.get("ten", ""),
                right=_number(request.POST.get("phai", "0") or "0"),
                down=_number(request.POST.get("xuong", "0") or "0"),
                by=account_of(request),
                at=timezone.now(),
            )
        except RuleNotMet as why:
            refused = why.said(get_language() or "vi")
        except ValueError:
            refused = _("A measure is no number. Write millimetres such as 12,5.")
        else:
            say(
                request, _("The offsets of the printer are kept. Print its test page again to see that they are right.")
            )
            return redirect("printers")
    context = {"printers": list(rows(request, Printer.objects).order_by("name")), "refused": refused}
    return render(request, "certificates/printers.html", context, status=422 if refused else 200)


def grid(request: HttpRequest) -> HttpResponse:
    """The test page of a printer: a grid of millimetres."""
    sheet = SHEETS[choice(request, "kho", SHEETS) or "a4"]
    printer = whole(request, "may")
    if printer is not None:
        get_object_or_404(rows(request, Printer.objects), pk=printer)
    pdf = printer_page(sheet.width, sheet.height, printer)
    headers = {"Content-Disposition": 'inline; filename="trang-thu.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


# --- keys ---------------------------------------------------------------------------------------------


def keys(request: HttpRequest) -> HttpResponse:
    """The keys that sign, with their fingerprint; the files to carry to whoever verifies."""
    found = list(rows(request, SigningKey.objects).order_by("-from_date", "-pk"))
    context = {"keys": found, "fingerprint": fingerprint_of(found)}
    return render(request, "certificates/keys.html", context)


def new_key(request: HttpRequest) -> HttpResponse:
    """Put a new key in force from today on."""
    try:
        made = change_key(by=account_of(request), at=timezone.now(), on=today(request))
    except RuleNotMet as why:
        found = list(rows(request, SigningKey.objects).order_by("-from_date", "-pk"))
        context = {"keys": found, "fingerprint": fingerprint_of(found), "refused": why.said(get_language() or "vi")}
        return render(request, "certificates/keys.html", context, status=422)
    say(
        request,
        _("The key %(key)s signs from today on. Carry the new file of keys to whoever verifies.")
        % {"key": made.key_id},
    )
    return redirect("certificate-keys")


def key_file(request: HttpRequest) -> HttpResponse:
    """The file of keys and revocations, or the page that verifies with it, to be carried on a memory stick."""
    text = trust_file(by=account_of(request), at=timezone.now(), on=today(request))
    if request.POST.get("dang") == "trang":
        page, name, kind = page_of(text), "kiem-tra-bang.html", "text/html"
    else:
        page, name, kind = text, "khoa-va-thu-hoi.json", "application/json"
    return HttpResponse(
        page, content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


urlpatterns = [
    path("bang/mau/", design_list, name="designs"),
    path("bang/mau/<int:design_id>/", one_design, name="design"),
    path("bang/mau/<int:design_id>/anh/", design_picture, name="design-picture"),
    path("bang/may-in/", printers, name="printers"),
    path("bang/may-in/trang-thu/", grid, name="printer-page"),
    path("bang/khoa/", keys, name="certificate-keys"),
    path("bang/khoa/moi/", new_key, name="certificate-key-new"),
    path("bang/khoa/tep/", key_file, name="certificate-key-file"),
]
