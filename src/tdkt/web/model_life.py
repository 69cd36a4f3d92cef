"""The life of a model on screen: its steps, places, groups, yearly ratings, and where it was taken up; acts in place, each with its undo."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations import model_life as acts
from tdkt.operations.errors import NotReadable, Refused, RuleNotMet
from tdkt.operations.kept_files import kept_file
from tdkt.operations.model_places import change_members, close_group, close_place, open_group, open_place
from tdkt.operations.model_ratings import correct_rating, rate_models
from tdkt.operations.model_steps import STEPS
from tdkt.operations.model_undo import undo_act
from tdkt.operations.papers import LARGEST, Incoming, look_at
from tdkt.operations.permissions import may
from tdkt.operations.replications import withdraw_replication
from tdkt.records import community as register
from tdkt.records import model_life as queries
from tdkt.records.models import CommunityModel, ModelEvent, ModelProfile, ModelRating, Unit
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import nfc
from tdkt.web.model_graph import draw
from tdkt.web.model_words import MARKS, REGISTERS, SPHERES, rating, step_word
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import complain, page_or_drawer, say
from tdkt.web.uploads import was_too_large
from tdkt.web.words import Word

Answer = tuple[Word, int]
"""What an act says when it is done, and its entry, by which it is undone."""

# --- the page --------------------------------------------------------------------------------------------


def one_model(request: HttpRequest, model_id: int) -> HttpResponse:
    """One model: of which type, where, founded when, what each census says of it, and its life."""
    return page(request, the_model(request, model_id))


def the_model(request: HttpRequest, model_id: int) -> CommunityModel:
    visible = rows(request, CommunityModel.objects).select_related("type", "unit", "source__batch")
    model: CommunityModel = get_object_or_404(visible, pk=model_id)
    return model


def page(request: HttpRequest, model: CommunityModel, *, problem: str = "", act: str = "") -> HttpResponse:
    """The page or the drawer; with a problem the form that was sent, as it was typed."""
    visible = rows(request, CommunityModel.objects)
    told = register.over_time(model.pk)
    profile = ModelProfile.objects.filter(model=model).select_related("same_as", "area").first()
    spread = queries.spread_of(model.pk, visible)
    ratings = list(ModelRating.objects.filter(model=model).order_by("-year"))
    account = account_of(request)
    context: dict[str, Any] = {
        "model": model,
        "told": [(line, rating(line.rating)) for line in told],
        "district_query": urlencode({"huyen": model.district}),
        "unit_url": reverse("unit", args=[model.unit_id]) if may_see_unit(request, model.unit_id) else "",
        "profile": profile,
        "register": REGISTERS[profile.register] if profile else "",
        "sphere": SPHERES.get(profile.sphere, "") if profile else "",
        "twins": list(visible.filter(profile__same_as=model)),
        "events": [(one, step_word(one.kind), MARKS.get(one.kind, "rong")) for one in queries.events_of(model.pk)],
        "ground": queries.ground_of(model.pk),
        "ratings": [(one, rating(one.rating)) for one in ratings],
        "spread": spread,
        "graph": draw(spread, model.pk) if spread.nodes else "",
        "copies": copies(model.pk, spread),
        "may_keep": may_use(account, "model-act", "POST"),
        "steps": [(step.name, step_word(step.name)) for step in STEPS if may(account, step.act)],
        "problem": problem,
        "act": act,
        "typed": request.POST if problem else {},
        "year": today(request).year - 1,
    }
    context["rating_words"] = queries.rating_words() if context["may_keep"] else []
    return page_or_drawer(request, "models/one.html", context, status=422 if problem else 200)


def may_see_unit(request: HttpRequest, unit_id: int | None) -> bool:
    return unit_id is not None and bool(rows(request, Unit.objects).filter(pk=unit_id).exists())


def copies(model_id: int, spread: queries.Spread) -> list[tuple[Any, Any, list[Any], Any]]:
    """Each model of the graph as a line: the model, its rating, from whom it learnt, and its edge where it leads from or to this one."""
    names = {node.model.pk: node.model.place for node in spread.nodes}
    found = []
    for node in spread.nodes:
        edge = next(
            (spread.edges[origin, node.model.pk] for origin in node.origins if model_id in (origin, node.model.pk)),
            None,
        )
        found.append((node.model, rating(node.rating), [names[origin] for origin in node.origins], edge))
    return found


# --- acts --------------------------------------------------------------------------------------------------


def act(request: HttpRequest, model_id: int, slug: str) -> HttpResponse:
    """Do one thing to a model, by `ACTS`; what is refused comes back in its form."""
    model = the_model(request, model_id)
    if slug not in ACTS:
        raise Http404
    try:
        sentence, entry = ACTS[slug](request, model)
    except Refused as refused:
        return page(request, model, problem=refused.said(get_language() or "vi"), act=slug)
    say(request, sentence, undo=reverse("model-undo", args=[entry]))
    return HttpResponseRedirect(reverse("model", args=[model.pk]))


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take an act on models back."""
    try:
        undo_act(entry, **who(request))
        say(request, _("Undone: the register stands as before."))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    back = request.headers.get("Referer", "")
    where = back.partition("/mo-hinh/")[2].partition("?")[0]
    gone = where.rstrip("/").isdigit() and not CommunityModel.objects.filter(pk=int(where.rstrip("/"))).exists()
    return HttpResponseRedirect(f"/mo-hinh/{where}" if where and not gone else reverse("models"))


def who(request: HttpRequest) -> dict[str, Any]:
    return {"by": account_of(request), "at": timezone.now(), "on": today(request)}


def typed(request: HttpRequest, key: str) -> str:
    return nfc(request.POST.get(key, "")).strip()


def number(request: HttpRequest, key: str) -> int | None:
    """A whole number of a form, dots between thousands allowed; None where nothing is said. Raises `RuleNotMet`."""
    said = typed(request, key).replace(".", "").replace(" ", "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise RuleNotMet(f"“{said[:20]}” không phải số. Ghi số nguyên.", f"“{said[:20]}” is no whole number.")
    return int(said)


def day_or_none(request: HttpRequest, key: str) -> Any:
    """A day of a form; None where nothing is said. Raises `RuleNotMet` for what is no whole day."""
    said = typed(request, key)
    if not said:
        return None
    read = read_date(said)
    if read is None or read.day is None:
        raise RuleNotMet(f"“{said}” không phải ngày. Viết như 05/03/2020.", f"“{said}” is no day. Write 05/03/2020.")
    return read.first()


def paper(request: HttpRequest) -> Incoming | None:
    """The file that was sent along, looked at. Raises `NotReadable`."""
    if was_too_large(request):
        raise NotReadable(
            f"Tệp lớn hơn {LARGEST // 2**20} MB; hãy quét ở độ phân giải thấp hơn hoặc tách tệp rồi gửi lại.",
            f"The file is larger than {LARGEST // 2**20} MB; scan it at a lower resolution or split it, and send it again.",
        )
    upload = request.FILES.get("tep")
    return look_at(upload.name or "", upload.read()) if isinstance(upload, UploadedFile) else None


def enter_step(request: HttpRequest, model: CommunityModel) -> Answer:
    done = acts.enter_step(
        model.pk,
        typed(request, "buoc"),
        typed(request, "ngay"),
        document=typed(request, "van-ban"),
        body=typed(request, "co-quan"),
        words=typed(request, "noi-dung"),
        into=number(request, "nhap-vao"),
        file=paper(request),
        **who(request),
    )
    return _("Entered: %(step)s.") % {"step": step_word(done.row.kind)}, done.entry


def withdraw_step(request: HttpRequest, model: CommunityModel) -> Answer:
    done = acts.withdraw_step(number(request, "muc") or 0, reason=typed(request, "ly-do"), **who(request))
    return _("The step is withdrawn; it stays in the history."), done.entry


def rate(request: HttpRequest, model: CommunityModel) -> Answer:
    year = number(request, "nam") or 0
    done = rate_models(
        year,
        {model.pk: typed(request, "xep-loai")},
        rated_on=day_or_none(request, "ngay"),
        body=typed(request, "co-quan"),
        document=typed(request, "van-ban"),
        evidence=typed(request, "minh-chung"),
        file=paper(request),
        **who(request),
    )
    return _("Rated for %(year)s: %(rating)s.") % {"year": year, "rating": done.row.rating}, done.entry


def correct(request: HttpRequest, model: CommunityModel) -> Answer:
    done = correct_rating(
        number(request, "muc") or 0, rating=typed(request, "xep-loai"), reason=typed(request, "ly-do"), **who(request)
    )
    return _("Corrected: %(rating)s for %(year)s.") % {"rating": done.row.rating, "year": done.row.year}, done.entry


def add_place(request: HttpRequest, model: CommunityModel) -> Answer:
    done = open_place(model.pk, typed(request, "ten"), typed(request, "tu"), **who(request))
    return _("Place opened: %(name)s.") % {"name": done.row.name}, done.entry


def end_place(request: HttpRequest, model: CommunityModel) -> Answer:
    done = close_place(number(request, "muc") or 0, typed(request, "den"), **who(request))
    return _("Place closed: %(name)s.") % {"name": done.row.name}, done.entry


def add_group(request: HttpRequest, model: CommunityModel) -> Answer:
    done = open_group(
        model.pk,
        typed(request, "ten"),
        typed(request, "tu"),
        place=number(request, "diem"),
        members=number(request, "so"),
        **who(request),
    )
    return _("Group opened: %(name)s.") % {"name": done.row.name}, done.entry


def end_group(request: HttpRequest, model: CommunityModel) -> Answer:
    done = close_group(number(request, "muc") or 0, typed(request, "den"), **who(request))
    return _("Group closed: %(name)s.") % {"name": done.row.name}, done.entry


def set_members(request: HttpRequest, model: CommunityModel) -> Answer:
    done = change_members(number(request, "muc") or 0, number(request, "so"), **who(request))
    return _("Members entered: %(name)s.") % {"name": done.row.name}, done.entry


def same(request: HttpRequest, model: CommunityModel) -> Answer:
    done = acts.link_same(model.pk, number(request, "goc") or 0, **who(request))
    return _("Linked: counted once, as the other."), done.entry


def not_same(request: HttpRequest, model: CommunityModel) -> Answer:
    done = acts.unlink_same(model.pk, reason=typed(request, "ly-do"), **who(request))
    return _("The link is taken away; the model counts by itself."), done.entry


def drop_copy(request: HttpRequest, model: CommunityModel) -> Answer:
    done = withdraw_replication(number(request, "muc") or 0, reason=typed(request, "ly-do"), **who(request))
    return _("The copy is taken out; both models stay."), done.entry


ACTS: dict[str, Callable[[HttpRequest, CommunityModel], Answer]] = {
    "buoc": enter_step,
    "rut-buoc": withdraw_step,
    "xep-loai": rate,
    "dinh-chinh": correct,
    "diem": add_place,
    "dong-diem": end_place,
    "to": add_group,
    "dong-to": end_group,
    "thanh-vien": set_members,
    "cung-mot": same,
    "khac-nhau": not_same,
    "bo-nhan-rong": drop_copy,
}
"""The acts of the page by the last part of their address."""


# --- papers ------------------------------------------------------------------------------------------------


def file(request: HttpRequest, model_id: int, kind: str, key: int) -> HttpResponse:
    """The paper kept with a step or a rating, to be saved."""
    model = the_model(request, model_id)
    table: Any = {"buoc": ModelEvent, "xep-loai": ModelRating}.get(kind)
    if table is None:
        raise Http404
    row = get_object_or_404(table.objects.filter(model=model).exclude(kept=""), pk=key)
    content = kept_file(row.kept)
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, row.file_name) or "attachment"},
    )


urlpatterns = [
    path("mo-hinh/<int:model_id>/", one_model, name="model"),
    path("mo-hinh/<int:model_id>/viec/<slug:slug>/", act, name="model-act"),
    path("mo-hinh/<int:model_id>/tep/<slug:kind>/<int:key>/", file, name="model-file"),
    path("mo-hinh/hoan-tac/<int:entry>/", undo, name="model-undo"),
]
