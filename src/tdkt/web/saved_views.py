"""Lists saved under a name with their filters and grouping: kept from the list's own page, opened again from one place; each account has its own."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.saved_views import MOST, forget_view, save_view, views_of
from tdkt.records.models import Account, SavedView
from tdkt.web import list_sheets
from tdkt.web.list_sources import SOURCES, source_of_route
from tdkt.web.office import account_of
from tdkt.web.policy import may_use
from tdkt.web.shell import address, complain, say
from tdkt.web.words import Word

LISTS: dict[str, Word] = {
    "awards": gettext_lazy("Register of awards"),
    "people": gettext_lazy("People"),
    "decisions": gettext_lazy("Decisions"),
    "movements": gettext_lazy("Movements and campaigns"),
    "model-list": gettext_lazy("List of models"),
    "exemplars": gettext_lazy("Exemplars"),
    "directions": gettext_lazy("Directions"),
}
"""The lists that can be saved, by their route."""
NOT_KEPT = ("trang", "ca", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class View:
    """A saved list as it is opened."""

    saved: SavedView
    url: str
    grouped: bool


def saved_views(request: HttpRequest) -> HttpResponse:
    """The account's own lists, by list."""
    account = signed_in(request)
    shown = [view for view in map(view_of, views_of(account)) if view.url and may_use(account, view.saved.route)]
    groups = [
        (words, held) for route, words in LISTS.items() if (held := [one for one in shown if one.saved.route == route])
    ]
    lists = [(words, address(route)) for route, words in LISTS.items() if address(route) and may_use(account, route)]
    return render(
        request, "saved_views/list.html", {"groups": groups, "number": len(shown), "most": MOST, "lists": lists}
    )


def signed_in(request: HttpRequest) -> Account:
    account = account_of(request)
    assert account is not None  # the policy has asked
    return account


def view_of(saved: SavedView) -> View:
    """Where a saved list opens: the grouped sheet where it was saved grouped, else the list's own page."""
    query = QueryDict(saved.query)
    name = source_of_route(saved.route)
    grouped = bool(name and query.get("nhom"))
    url = reverse("list-sheet", args=[name]) if grouped else address(saved.route)
    return View(saved, f"{url}?{saved.query}" if url and saved.query else url, grouped)


def save(request: HttpRequest) -> HttpResponse:
    """Keep a list of the address under a name, and go back to it. The fields may stand in the address: so a forgotten list is put back."""
    said = request.POST if "route" in request.POST else request.GET
    route, query = said.get("route", ""), kept_query(said.get("query", ""))
    try:
        if route not in LISTS or not may_use(account_of(request), route):
            raise RuleNotMet("Danh sách này không lưu được.", "This list cannot be saved.")
        saved = save_view(route, query, said.get("name", ""), by=signed_in(request), at=timezone.now())
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
        back = address(route) if route in LISTS else ""
        return HttpResponseRedirect(f"{back}?{query}" if back and query else back or reverse("saved-views"))
    say(
        request,
        _("Saved as “%(name)s”.") % {"name": saved.name},
        undo=reverse("saved-view-forget", args=[saved.pk]),
    )
    return HttpResponseRedirect(view_of(saved).url or reverse("saved-views"))


def kept_query(query: str) -> str:
    """What of an address makes the list: not the page of it."""
    said = QueryDict(query[:4000], mutable=True)
    for key in NOT_KEPT:
        said.pop(key, None)
    return said.urlencode()


def forget(request: HttpRequest, view_id: int) -> HttpResponse:
    """Forget one of the account's lists; the undo saves it again."""
    gone = forget_view(view_id, by=signed_in(request))
    again = urlencode({"route": gone.route, "query": gone.query, "name": gone.name})
    say(
        request,
        _("“%(name)s” is no longer kept.") % {"name": gone.name},
        undo=f"{reverse('saved-view-save')}?{again}",
    )
    return HttpResponseRedirect(reverse("saved-views"))


def offers(route: str) -> tuple[str, list[tuple[str, Word]]]:
    """The word of the sheet of a list, and by what it can be grouped; nothing where the list has no sheet."""
    name = source_of_route(route)
    return name, [(key, one.name) for key, one in SOURCES[name].groups.items()] if name else []


urlpatterns = [
    path("danh-sach/", saved_views, name="saved-views"),
    path("danh-sach/luu/", save, name="saved-view-save"),
    path("danh-sach/bo/<int:view_id>/", forget, name="saved-view-forget"),
    *list_sheets.urlpatterns,
]
