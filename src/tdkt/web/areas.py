"""Places of the map on screen: districts and communes as of a day, one place with what it came from and what it became, and acts on them.

The map of models by these places is `model_map`, whose addresses stand here too.
"""

from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tdkt.operations import areas as acts
from tdkt.operations.errors import Refused
from tdkt.records.areas import TIERS, Atlas, Place, atlas
from tdkt.records.models import Entry
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.numbers import write_number
from tdkt.web import model_census, model_map
from tdkt.web.filters import day, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use
from tdkt.web.shell import say
from tdkt.web.words import Word

KIND_WORDS: dict[str, Word] = {
    "province": gettext_lazy("Province"),
    "district": gettext_lazy("District"),
    "commune": gettext_lazy("Commune, ward, town"),
    "special-zone": gettext_lazy("Special zone"),
    "residential-area": gettext_lazy("Residential area"),
}
MAY_HOLD = ("province", "district", "commune", "special-zone")


# --- all places ------------------------------------------------------------------------------------------


def area_list(request: HttpRequest, *, problem: str = "", lines: Any = (), status: int = 200) -> HttpResponse:
    """The places as of a day, a line for each province and district with its communes, and the forms to enter more."""
    shorter = without_empty(request) if request.method == "GET" else None
    if shorter is not None:
        return shorter
    on = day(request, "ngay") or today(request)
    over = atlas()
    standing = [place for place in over.places.values() if place.stands(on)]
    within: dict[int | None, list[Place]] = {}
    for place in standing:
        within.setdefault(place.parent, []).append(place)
    heads = [*over.standing("province", on), *over.standing("district", on)]
    context = {
        "on": on,
        "heads": [(place, over.whole(place.id, on=on), in_order(within.get(place.id, []))) for place in heads],
        "total": len(standing),
        "known": len(over.places),
        "changes": [(change, change == on) for change in over.changes()],
        "kinds": KIND_WORDS.items(),
        "holders": holders(over, on) if may_use(account_of(request), "area-new", "POST") else [],
        "problem": problem,
        "lines": lines,
    }
    return render(request, "areas/list.html", context, status=status)


def in_order(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.kind == "residential-area", sort_key(place.name)))


def holders(over: Atlas, on: date) -> list[tuple[int, str]]:
    """The places in which others may lie, by name."""
    found = [one for one in over.places.values() if one.kind in MAY_HOLD and one.stands(on)]
    return [(one.id, over.whole(one.id, on=on)) for one in in_order(found)]


def new_area(request: HttpRequest) -> HttpResponse:
    """Enter one place, or as many as there are lines, all of one kind in one place."""
    kind = request.POST.get("cap", "")
    parent = request.POST.get("trong", "")
    names = [line.strip() for line in request.POST.get("ten", "").splitlines() if line.strip()][:500]
    try:
        since = day_said(request, "tu-ngay", needed=False)
        key = int(parent) if parent.isascii() and parent.isdigit() else None
        if len(names) == 1 or not names:
            acts.enter_area(
                names[0] if names else "",
                kind,
                parent_id=key,
                from_date=since,
                by=account_of(request),
                at=timezone.now(),
            )
        else:
            acts.enter_areas(
                kind, [(name, key) for name in names], from_date=since, by=account_of(request), at=timezone.now()
            )
    except Refused as why:
        return area_list(request, problem=why.said(get_language() or "vi"), status=409)
    number = len(names)
    words = ngettext("%(n)s place entered.", "%(n)s places entered.", number) % {"n": write_number(number)}
    return done(request, words, reverse("areas"))


def take_list(request: HttpRequest) -> HttpResponse:
    """Enter the list of an office: old commune, old district, new commune, new province, decision."""
    sent = request.FILES.get("tep")
    lines: Any = ()
    try:
        change = day_said(request, "ngay-hieu-luc")
        assert change is not None
        rows = acts.read_list(sent.name or "", sent.read()) if sent is not None else []
        lines = acts.plan_list(rows, change).problems if rows else ()
        found = acts.take_in_list(rows, change, by=account_of(request), at=timezone.now())
    except Refused as why:
        return area_list(request, problem=why.said(get_language() or "vi"), lines=lines, status=409)
    words = _("%(old)s places passed on %(day)s, %(new)s new ones, %(ended)s districts ended.") % {
        "old": write_number(len({old for _row, old in found.passing})),
        "day": write_date(change),
        "new": write_number(len({row.new for row, _old in found.passing})),
        "ended": write_number(len(found.districts)),
    }
    return done(request, words, f"{reverse('areas')}?{urlencode({'ngay': change.isoformat()})}")


def done(request: HttpRequest, words: Word, to: str) -> HttpResponse:
    """Say what was done, with the act to take it back."""
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first()
    say(request, words, undo=reverse("areas-undo", args=[last]))
    return HttpResponseRedirect(to)


def day_said(request: HttpRequest, key: str, *, needed: bool = True) -> date | None:
    """A day of a form. Raises `RuleNotMet` where it is none, or missing though needed."""
    words = request.POST.get(key, "").strip()
    try:
        return date.fromisoformat(words)
    except ValueError:
        read = read_date(words)
    if read is not None and read.day is not None:
        return read.first()
    if not words and not needed:
        return None
    raise acts.RuleNotMet("Ghi đủ ngày, tháng, năm.", "Give the day, the month and the year.")


def undo(request: HttpRequest, seq: int) -> HttpResponse:
    """Take an act on places back."""
    acts.take_back(seq, by=account_of(request), at=timezone.now())
    say(request, _("Taken back: the places stand as before."))
    return HttpResponseRedirect(reverse("areas"))


# --- one place ---------------------------------------------------------------------------------------------


def one_area(request: HttpRequest, area_id: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    """One place: since when, in what, what it came from and became, its parts, and the acts on it."""
    over, now = atlas(), today(request)
    if area_id not in over.places:
        raise Http404
    place = over.places[area_id]
    tier = acts.tier_of(over, area_id)
    stands = place.stands(now)
    near = sorted(over.standing(tier, now), key=lambda one: one.parent != place.parent)
    offered = [(one.id, over.whole(one.id, on=now)) for one in near if one.id != area_id]
    context = {
        "place": place,
        "name": over.called(area_id, on=now),
        "kind": KIND_WORDS[place.kind],
        "above": [(key, over.called(key, on=now)) for key in over_it(over, area_id)],
        "stands": stands,
        "became": [(key, over.called(key, on=now), on) for key, on in over.successors(area_id)],
        "came_from": [(key, over.called(key, on=now), on) for key, on in over.predecessors(area_id)],
        "parts": [(part, over.called(part.id, on=now)) for part in over.parts(area_id)],
        "map_url": models_in(place, now) if tier in ("province", "district", "commune") else "",
        "offered": offered if may_use(account_of(request), "area-act", "POST") else [],
        "unsaid": unsaid(over, place, now),
        "problem": problem,
    }
    return render(request, "areas/one.html", context, status=status)


def over_it(over: Atlas, key: int) -> list[int]:
    """The places above, the nearest first."""
    found: list[int] = []
    at = over.places[key].parent
    while at is not None and at not in found:
        found.append(at)
        at = over.places[at].parent
    return found


def models_in(place: Place, now: date) -> str:
    """The list of models that lie in a place on the last day on which it stands."""
    word = next(word for word, (tier, _name) in model_map.TIERS.items() if place.kind in TIERS[tier])
    said: dict[str, Any] = {"cap": word, "o": place.id}
    if place.to_date is not None and place.to_date < now:
        said["ban-do"] = place.to_date.isoformat()
    return f"{reverse('model-counted')}?{urlencode(said)}"


def unsaid(over: Atlas, place: Place, now: date) -> list[tuple[int, str]]:
    """Among which successors it is not said where a part of a divided place lies; none where that is known."""
    if place.kind != "residential-area" or not place.stands(now):
        return []
    found = over.within(place.id, "commune", now)
    return [(key, over.whole(key, on=now)) for key in sorted(found)] if len(found) > 1 else []


def act(request: HttpRequest, area_id: int, what: str) -> HttpResponse:
    """End a place, pass it on to others, or say where a part of a divided one lies."""
    by, at = account_of(request), timezone.now()
    try:
        if what == "ket-thuc":
            last = day_said(request, "ngay")
            assert last is not None
            area = acts.end_area(area_id, last, by=by, at=at)
            words = _("%(name)s stands until %(day)s.") % {"name": area.name, "day": write_date(last)}
        elif what == "chuyen":
            change = day_said(request, "ngay")
            assert change is not None
            acts.pass_on(
                [area_id], ticked(request), change, document=request.POST.get("van-ban", "")[:200], by=by, at=at
            )
            words = _("Passed on from %(day)s.") % {"day": write_date(change)}
        elif what == "noi-nao":
            chosen = ticked(request)
            there = acts.say_where(area_id, chosen[0] if chosen else 0, today(request), by=by, at=at)
            words = _("%(name)s goes on in the place chosen.") % {"name": there.name}
        else:
            raise Http404
    except Refused as why:
        return one_area(request, area_id, problem=why.said(get_language() or "vi"), status=409)
    return done(request, words, reverse("area", args=[area_id]))


def ticked(request: HttpRequest) -> list[int]:
    found = request.POST.getlist("dia-ban")
    if not all(value.isascii() and value.isdigit() and len(value) < 11 for value in found):
        raise BadRequest("dia-ban")
    return sorted({int(value) for value in found})


def place_models(request: HttpRequest) -> HttpResponse:
    """Say in which place the models ticked lie."""
    models = request.POST.getlist("mo-hinh")
    if not all(value.isascii() and value.isdigit() and len(value) < 11 for value in models):
        raise BadRequest("mo-hinh")
    areas = ticked(request)
    if len(areas) != 1:
        raise BadRequest("dia-ban")
    seq = acts.place_models(map(int, models), areas[0], by=account_of(request), at=timezone.now(), on=today(request))
    words = ngettext("%(n)s model placed.", "%(n)s models placed.", len(models)) % {"n": write_number(len(models))}
    say(request, words, undo=reverse("areas-undo", args=[seq]))
    back = request.POST.get("ve", "")
    query = f"?{back}" if back and len(back) < 500 and back.isprintable() else ""
    return HttpResponseRedirect(reverse("model-counted") + query)


urlpatterns: list[URLPattern] = [
    *model_map.urlpatterns,
    *model_census.urlpatterns,
    path("mo-hinh/ban-do/dat-mo-hinh/", place_models, name="models-place"),
    path("mo-hinh/dia-ban/", area_list, name="areas"),
    path("mo-hinh/dia-ban/moi/", new_area, name="area-new"),
    path("mo-hinh/dia-ban/danh-sach/", take_list, name="areas-list"),
    path("mo-hinh/dia-ban/hoan-tac/<int:seq>/", undo, name="areas-undo"),
    path("mo-hinh/dia-ban/<int:area_id>/", one_area, name="area"),
    path("mo-hinh/dia-ban/<int:area_id>/viec/<slug:what>/", act, name="area-act"),
]
