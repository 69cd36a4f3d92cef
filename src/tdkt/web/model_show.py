"""A model or a type of models on the screen of a hall: large type, a few sheets, turned by the arrows; printed one sheet a page."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tdkt.records import community as register
from tdkt.records import model_life as queries
from tdkt.records.models import CommunityModel, ModelProfile, ModelRating, ModelType
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import whole
from tdkt.web.model_life import the_model
from tdkt.web.model_words import MARKS, step_word
from tdkt.web.models import count_of, rating
from tdkt.web.policy import rows
from tdkt.web.words import Word

MOST = 6
"""So many lines a sheet holds."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: what it is about, its lines as (large, small), and a sentence below."""

    head: Word
    lines: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""


def show_model(request: HttpRequest, model_id: int) -> HttpResponse:
    """A model: who and where, its numbers, its life, where it was taken up."""
    model = the_model(request, model_id)
    profile = ModelProfile.objects.filter(model=model).first() or ModelProfile(model=model)
    where = ", ".join(part for part in (model.place, model.district) if part)
    sheets = [
        Sheet(_("Community model"), words=f"“{profile.slogan}”" if profile.slogan else ""),
        Sheet(_("In numbers"), model_numbers(model, profile)),
        Sheet(_("Outputs"), words=profile.outputs),
        Sheet(_("From survey to today"), life(model)),
        Sheet(_("Taken up at"), taken_up(request, model)),
    ]
    return shown(request, model.name, where, sheets, reverse("model", args=[model.pk]))


def model_numbers(model: CommunityModel, profile: ModelProfile) -> list[tuple[str, str]]:
    """Places, groups and members apart, the money, and the latest rating."""
    ground = queries.ground_of(model.pk)
    last = register.over_time(model.pk)
    line: Any = last[0] if last else None
    counted = {
        _("Places (điểm)"): len(ground.places) or (line.places if line else None),
        _("Groups (tổ)"): len(ground.groups) or (line.groups if line else None),
        _("Members"): ground.members or (line.members if line else None),
    }
    found = [(write_number(value), str(word)) for word, value in counted.items() if value]
    if profile.community_money:
        found.append((write_number(profile.community_money), _("đồng paid by the community")))
    rated = ModelRating.objects.filter(model=model).order_by("-year").first()
    if rated:
        found.append((rated.rating, _("rating of %(year)s") % {"year": rated.year}))
    return found


def life(model: CommunityModel) -> list[tuple[str, str]]:
    """The steps that count before a hall: launch, recognition, praise, the end; the founding day where no step says it."""
    events = [one for one in queries.events_of(model.pk) if one.kind in MARKS]
    found = [(say(one.day), ", ".join(part for part in (step_word(one.kind), one.document) if part)) for one in events]
    if model.founded and not any(one.kind == "launched" for one in events):
        found.insert(0, (say(model.founded), step_word("launched")))
    return found[:MOST]


def say(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def taken_up(request: HttpRequest, model: CommunityModel) -> list[tuple[str, str]]:
    """The places that learnt from the model, with how they fare."""
    spread = queries.spread_of(model.pk, rows(request, CommunityModel.objects))
    copies = [node for node in spread.nodes if model.pk in node.origins]
    found = [
        (
            node.model.place.rpartition(", ")[2],
            ", ".join(part for part in (register.bare(node.model.district), node.rating) if part),
        )
        for node in copies
    ]
    return found if len(found) <= MOST else [*found[: MOST - 1], (f"+ {len(found) - MOST + 1}", _("more places"))]


def show_type(request: HttpRequest, type_id: int) -> HttpResponse:
    """A type: its levels apart, its ratings, the districts that have most, what spread most."""
    type_ = get_object_or_404(ModelType, pk=type_id)
    visible = rows(request, CommunityModel.objects).filter(type=type_)
    count = count_of(request)
    if count.census is None or not visible.exists():
        raise Http404
    found = register.lines(visible, count.census)
    levels = register.levels(found)
    words = {"models": _("Models"), "places": _("Places (điểm)"), "groups": _("Groups (tổ)"), "members": _("Members")}
    districts = sorted(register.by_district(found).items(), key=lambda one: -one[1])[:MOST]
    copied = list(queries.most_spread(visible, queries.latest_year(visible), first=MOST))
    sheets = [
        Sheet(
            _("Type of model"),
            [(write_number(levels[key] or 0), str(word)) for key, word in words.items() if levels[key]],
        ),
        Sheet(
            _("By rating"),
            [(write_number(n), str(rating(code).word)) for code, n in register.by_rating(found).items()][:MOST],
        ),
        Sheet(_("By district"), [(write_number(n), register.bare(name) or _("not said")) for name, n in districts]),
        Sheet(
            _("Taken up most"),
            [
                (one.row.place.rpartition(", ")[2], _("%(n)s places learnt from it") % {"n": one.copies})
                for one in copied
            ],
        ),
    ]
    return shown(request, type_.name, "", sheets, reverse("model-type", args=[type_id]) + count.query())


def shown(request: HttpRequest, name: str, where: str, sheets: list[Sheet], back: str) -> HttpResponse:
    """The sheet that the address asks for; the others wait for the printer."""
    kept = [one for at, one in enumerate(sheets) if at == 0 or one.lines or one.words]
    at = min(whole(request, "to", least=1) or 1, len(kept))
    context = {
        "name": name,
        "where": where,
        "sheets": list(enumerate(kept, start=1)),
        "at": at,
        "total": len(kept),
        "before": at - 1 if at > 1 else None,
        "after": at + 1 if at < len(kept) else None,
        "back": back,
    }
    return render(request, "models/show.html", context)


urlpatterns = [
    path("mo-hinh/<int:model_id>/trinh-chieu/", show_model, name="model-show"),
    path("mo-hinh/loai/<int:type_id>/trinh-chieu/", show_type, name="model-type-show"),
]
