"""Forms for community models: a new model, what is known of one, and the places that took one up."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.operations.errors import Refused
from tdkt.operations.model_life import set_profile
from tdkt.operations.new_models import NewModel, create_models
from tdkt.operations.replications import replicate
from tdkt.records.models import CommunityModel, ModelProfile, ModelType, Replication, Unit
from tdkt.records.units import tree
from tdkt.vietnamese.numbers import write_number
from tdkt.web.model_life import day_or_none, number, the_model, typed, who
from tdkt.web.model_words import REGISTERS, SPHERES
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.shell import say

LINES = 4
"""How many new places the form of replication has room for."""
OFFERED = 200


def choices(request: HttpRequest) -> dict[str, Any]:
    """What the forms offer: types, districts, units, registers, spheres."""
    models = rows(request, CommunityModel.objects)
    return {
        "types": list(ModelType.objects.order_by("name").values_list("name", flat=True)),
        "districts": sorted({*models.exclude(district="").order_by().values_list("district", flat=True).distinct()}),
        "bodies": sorted(
            {*ModelProfile.objects.filter(model__in=models).order_by().values_list("lead_body", flat=True).distinct()}
            - {""}
        )[:60],
        "units": tree(rows(request, Unit.objects), on=today(request), levels=2),
        "registers": REGISTERS.items(),
        "spheres": SPHERES.items(),
    }


# --- a new model -------------------------------------------------------------------------------------------


def new_model(request: HttpRequest) -> HttpResponse:
    """The form of a new model, and its entering."""
    problem = ""
    if request.method == "POST":
        try:
            done = create_models([new_from(request)], **who(request))
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("The model is entered."), undo=reverse("model-undo", args=[done.entry]))
            return HttpResponseRedirect(reverse("model", args=[done.row.pk]))
    said = request.POST if request.method == "POST" else {"loai": request.GET.get("loai", "")}
    context = choices(request) | {"problem": problem, "v": values(said)}
    return render(request, "models/new.html", context, status=422 if problem else 200)


def values(said: Any) -> dict[str, str]:
    """What was typed, by names that a template can ask for: `v.dia_ban`."""
    return {key.replace("-", "_"): said[key] for key in said}


def new_from(request: HttpRequest) -> NewModel:
    return NewModel(
        type=typed(request, "loai"),
        name=typed(request, "ten"),
        place=typed(request, "dia-ban"),
        district=typed(request, "huyen"),
        unit=number(request, "don-vi"),
        founded=typed(request, "ra-mat"),
        decision_number=typed(request, "quyet-dinh"),
        same_as=number(request, "goc"),
        known={"register": typed(request, "so") or "tdbvantq", "sphere": typed(request, "linh-vuc")},
    )


# --- what is known -----------------------------------------------------------------------------------------

FIELDS = {
    "ten": "name",
    "dia-ban": "place",
    "huyen": "district",
    "quyet-dinh": "decision_number",
    "ghi-chu": "note",
    "so": "register",
    "linh-vuc": "sphere",
    "chu-tri": "lead_body",
    "khau-hieu": "slogan",
    "thiet-bi": "equipment",
    "nguon": "paid_by",
    "ket-qua": "outputs",
}
SUMS = {"kinh-phi": "money", "xa-hoi-hoa": "community_money"}
DAYS = {"ra-soat": "review_on", "het-han": "lapses_on"}


def profile(request: HttpRequest, model_id: int) -> HttpResponse:
    """The form of what is known of a model."""
    model = the_model(request, model_id)
    standing = ModelProfile.objects.filter(model=model).first() or ModelProfile(model=model)
    problem = ""
    if request.method == "POST":
        try:
            said: dict[str, Any] = {name: typed(request, key) for key, name in FIELDS.items()}
            said |= {name: number(request, key) for key, name in SUMS.items()}
            said |= {name: day_or_none(request, key) for key, name in DAYS.items()}
            done = set_profile(model.pk, **said, **who(request))
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("What is known of the model is entered."), undo=reverse("model-undo", args=[done.entry]))
            return HttpResponseRedirect(reverse("model", args=[model.pk]))
    context = choices(request) | {
        "model": model,
        "problem": problem,
        "v": values(request.POST if problem else standing_values(model, standing)),
    }
    return render(request, "models/profile.html", context, status=422 if problem else 200)


def standing_values(model: CommunityModel, profile: ModelProfile) -> dict[str, str]:
    """What stands, as the form writes it."""
    said = {key: getattr(model, name, None) for key, name in FIELDS.items()}
    said |= {key: getattr(profile, name) for key, name in FIELDS.items() if hasattr(profile, name)}
    sums = {
        key: write_number(getattr(profile, name)) for key, name in SUMS.items() if getattr(profile, name) is not None
    }
    days = {key: f"{getattr(profile, name):%d/%m/%Y}" for key, name in DAYS.items() if getattr(profile, name)}
    return {**{key: str(value or "") for key, value in said.items()}, **sums, **days}


# --- where it was taken up -----------------------------------------------------------------------------------


def copy(request: HttpRequest, model_id: int) -> HttpResponse:
    """The form that says which places took a model up: new models, and some that stand already."""
    model = the_model(request, model_id)
    problem = ""
    if request.method == "POST":
        try:
            done = replicate(
                model.pk,
                news=news_from(request, model),
                existing=[int(key) for key in request.POST.getlist("co-san") if key.isascii() and key.isdigit()],
                day=typed(request, "ngay"),
                document=typed(request, "van-ban"),
                words=typed(request, "noi-dung"),
                several="nhieu-noi" in request.POST,
                **who(request),
            )
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            n = len(done.rows)
            sentence = ngettext("%(n)s place took the model up.", "%(n)s places took the model up.", n) % {"n": n}
            say(request, sentence, undo=reverse("model-undo", args=[done.entry]))
            return HttpResponseRedirect(reverse("model", args=[model.pk]) + "#nhan-rong")
    copied = Replication.objects.filter(origin=model).values("copy")
    same_type = rows(request, CommunityModel.objects).filter(type=model.type_id, stopped="").exclude(pk=model.pk)
    context = choices(request) | {
        "model": model,
        "problem": problem,
        "v": values(request.POST) if problem else {},
        "lines": lines(request, model),
        "offered": same_type.exclude(pk__in=copied).order_by("district", "place", "pk")[:OFFERED],
        "ticked": {int(key) for key in request.POST.getlist("co-san") if key.isdigit()},
    }
    return render(request, "models/copy.html", context, status=422 if problem else 200)


def lines(request: HttpRequest, model: CommunityModel) -> list[dict[str, str]]:
    """The rows of the form, with what was typed."""
    said = [(key, request.POST.getlist(key)) for key in ("dia-ban", "huyen", "ra-mat", "don-vi")]
    found = []
    for place in range(LINES):
        row = {key.replace("-", "_"): (given[place] if place < len(given) else "") for key, given in said}
        found.append({"huyen": model.district} | {key: value for key, value in row.items() if value or request.POST})
    return found


def news_from(request: HttpRequest, model: CommunityModel) -> list[NewModel]:
    """The new models that the form names: those of its rows that say a place."""
    said = lines(request, model)
    name = model.type.name
    return [
        NewModel(
            type=name,
            name=name,
            place=row.get("dia_ban", ""),
            district=row.get("huyen", ""),
            founded=row.get("ra_mat", ""),
            unit=int(row["don_vi"]) if row.get("don_vi", "").isdigit() else unit_of(request, model),
        )
        for row in said
        if row.get("dia_ban", "").strip()
    ]


def unit_of(request: HttpRequest, model: CommunityModel) -> int | None:
    """Who keeps a copy where the form does not say: the unit of whoever enters it, at the office that of the origin."""
    account = account_of(request)
    return None if account is not None and account.role == "clerk" else model.unit_id


urlpatterns = [
    path("mo-hinh/moi/", new_model, name="model-new"),
    path("mo-hinh/<int:model_id>/ho-so/", profile, name="model-profile"),
    path("mo-hinh/<int:model_id>/nhan-rong/", copy, name="model-copy"),
]
