"""The office's own abbreviations on a screen: a small table to which its officer adds, and from which an entry is forgotten."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations.abbreviations import forget_abbreviation, keep_abbreviation
from tdkt.operations.errors import RuleNotMet
from tdkt.records.models import OfficeAbbreviation
from tdkt.web.office import account_of
from tdkt.web.pages import page_of
from tdkt.web.shell import say


def abbreviation_list(request: HttpRequest) -> HttpResponse:
    """The table, and by POST one more entry; what cannot be taken is told beside the form."""
    problem = ""
    if request.method == "POST":
        short, long = request.POST.get("tat", ""), request.POST.get("day-du", "")
        try:
            kept = keep_abbreviation(short, long, by=account_of(request), at=timezone.now())
        except RuleNotMet as refusal:
            problem = refusal.said(get_language() or "vi")
        else:
            say(request, _("Kept: %(short)s is %(long)s.") % {"short": kept.short, "long": kept.long})
            return HttpResponseRedirect(reverse("abbreviations"))
    standing = OfficeAbbreviation.objects.filter(ended__isnull=True).select_related("entry").order_by("key", "pk")
    page = page_of(request, standing, total=standing.count())
    context = {
        "page": page,
        "problem": problem,
        "short": request.POST.get("tat", ""),
        "long": request.POST.get("day-du", ""),
    }
    return render(request, "mappings/abbreviations.html", context, status=422 if problem else 200)


def forget(request: HttpRequest, abbreviation_id: int) -> HttpResponse:
    """Let an abbreviation no longer count."""
    gone = forget_abbreviation(abbreviation_id, by=account_of(request), at=timezone.now())
    say(request, _("%(short)s is no longer read as %(long)s.") % {"short": gone.short, "long": gone.long})
    return HttpResponseRedirect(reverse("abbreviations"))


urlpatterns = [
    path("nhap/chu-viet-tat/", abbreviation_list, name="abbreviations"),
    path("nhap/chu-viet-tat/<int:abbreviation_id>/bo/", forget, name="abbreviation-forget"),
]
