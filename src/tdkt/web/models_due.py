"""Models due for review: whose day of review or lapse is near or past, and which the office has not rated for last year."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.model_life import set_reviews
from tdkt.operations.model_ratings import rate_models
from tdkt.records import model_life as queries
from tdkt.records.models import CommunityModel
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import choice
from tdkt.web.model_life import day_or_none, number, typed, who
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.picking import ticked
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import say


def due(request: HttpRequest) -> HttpResponse:
    """The list and its two acts on those that are ticked: the next day of review, the rating of a year."""
    problem = ""
    if request.method == "POST":
        try:
            return done(request)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    day = today(request)
    visible = rows(request, CommunityModel.objects)
    year = day.year - 1
    found = {"": queries.due(visible, on=day), "chua": queries.unrated(visible, year)}
    view = choice(request, "xem", ("chua",))
    totals = {key: rows_.count() for key, rows_ in found.items()}
    page = page_of(request, found[view], total=totals[view])
    context = {
        "year": year,
        "view": view,
        "tabs": [
            ("", _("Review or lapse near"), totals[""]),
            ("chua", _("Not rated for %(year)s") % {"year": year}, totals["chua"]),
        ],
        "page": page,
        "lines": [(one, getattr(one, "profile", None) if not view else None) for one in page.rows],
        "can": may_use(account_of(request), "models-due", "POST"),
        "rating_words": queries.rating_words(),
        "problem": problem,
        "day": day,
        "ticked": set(ticked(request)),
    }
    return render(request, "models/due.html", context, status=422 if problem else 200)


def done(request: HttpRequest) -> HttpResponse:
    """Do with those ticked what was pressed."""
    keys: list[int] = ticked(request)
    if request.POST.get("viec") == "xep-loai":
        year = number(request, "nam") or 0
        rated: Any = rate_models(
            year,
            dict.fromkeys(keys, typed(request, "xep-loai")),
            document=typed(request, "van-ban"),
            **who(request),
        )
        n, entry = len(rated.rows), rated.entry
        sentence = ngettext("%(n)s model rated for %(year)s.", "%(n)s models rated for %(year)s.", n)
    else:
        day = day_or_none(request, "ngay")
        if day is None:
            raise RuleNotMet("Ghi ngày rà soát tới.", "Give the next day of review.")
        reviewed = set_reviews(keys, day, **who(request))
        n, entry, year = len(reviewed.rows), reviewed.entry, 0
        sentence = ngettext("%(n)s model: next review set.", "%(n)s models: next review set.", n)
    say(request, sentence % {"n": write_number(n), "year": year}, undo=reverse("model-undo", args=[entry]))
    return HttpResponseRedirect(request.get_full_path())


urlpatterns = [path("mo-hinh/den-han/", due, name="models-due")]
