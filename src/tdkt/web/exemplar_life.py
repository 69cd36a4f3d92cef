"""One exemplar on screen, told as a story from found to taken up: its course, plan, honours, stories and the units that follow; each act on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.catalogue import award
from tdkt.operations import exemplar_plans as plans
from tdkt.operations import exemplar_stories as stories
from tdkt.operations import exemplars as acts
from tdkt.operations.errors import NotReadable, Refused
from tdkt.operations.papers import LARGEST, Incoming, look_at
from tdkt.records import exemplars as register
from tdkt.records.models import Exemplar, ExemplarHonour, Movement, Story, Unit
from tdkt.records.models.awards import STANDING
from tdkt.records.units import tree, whole_names
from tdkt.web.exemplar_finding import particulars_of
from tdkt.web.exemplar_words import BY_WORD, SORTS, STORIES, field_words
from tdkt.web.office import account_of, today
from tdkt.web.picking import ticked
from tdkt.web.policy import may_use, rows
from tdkt.web.postings import day_of
from tdkt.web.receivers import seen_address
from tdkt.web.shell import say
from tdkt.web.uploads import was_too_large
from tdkt.web.way import Due, due
from tdkt.web.words import STATES, Word

PICTURES = (".png", ".jpg", ".jpeg")
MOST_HONOURS = 40
"""How many honours are offered to be linked."""


# --- the page --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """One stage of the course: reached on a day (where it is known), or still to come."""

    code: str
    word: Word
    reached: bool
    day: date | None


@dataclass(frozen=True)
class Moment:
    """One thing that happened: when, what, and more of it."""

    day: date
    what: Word
    more: str = ""


def one(request: HttpRequest, exemplar_id: int, *, problem: str = "", failed: str = "") -> HttpResponse:
    """The exemplar whole. `problem`: why the act `failed` was refused; what was typed then stays in its form."""
    seen = rows(request, Exemplar.objects).select_related("subject__unit", "unit", "movement")
    exemplar = get_object_or_404(seen, pk=exemplar_id)
    account, on = account_of(request), today(request)
    life = register.life_of(exemplar)
    names = whole_names([exemplar.unit_id, *(one.unit_id for one in life.followings)], on=on)
    open_acts = acts.WAY[exemplar.state].acts
    may_keep = may_use(account, "exemplar-act", "POST")
    may_conclude = may_use(account, "exemplar-conclude", "POST")
    context = {
        "exemplar": exemplar,
        "field": field_words(exemplar),
        "sort": SORTS[register.sort_of(exemplar)],
        "sort_word": next(word for word, code in BY_WORD.items() if code == register.sort_of(exemplar)),
        "receiver_url": seen_address(request, exemplar.subject),
        "where": names.get(exemplar.unit_id or 0, "")
        .removeprefix(exemplar.subject.name if exemplar.subject.kind != "individual" else "")
        .lstrip(", "),
        "chip": f"exemplar-{exemplar.state}",
        "course": course(exemplar, life),
        "moments": moments(exemplar, life, names),
        "steps": [(step, step_due(step.due_on, step.done_on, on)) for step in life.steps],
        "done_steps": sum(step.done_on is not None for step in life.steps),
        "honours": [honour_line(link) for link in life.honours],
        "to_link": [
            (one, award(one.award).given_by(one.authority, one.class_no))
            for one in acts.honours_to_link(exemplar, by=account, on=on)[:MOST_HONOURS]
        ]
        if may_keep and "honour" in open_acts
        else [],
        "photos": [one for one in life.stories if is_picture(one)],
        "stories": [(one, STORIES[one.kind]) for one in life.stories],
        "story_kinds": STORIES,
        "followings": [(one, names.get(one.unit_id, one.unit.name)) for one in life.followings],
        "units": units_to_follow(exemplar, life, on) if may_keep and "take-up" in open_acts else [],
        "movements": Movement.objects.order_by("-from_year", "name") if may_keep else (),
        "sorts": [(word, SORTS[code]) for word, code in BY_WORD.items()],
        "can": {act.replace("-", "_"): may_keep for act in open_acts} if may_keep else {},
        "concludes": open_acts if may_conclude else (),
        "may_keep": may_keep,
        "may_pick": may_use(account, "exemplars-pick", "POST") and "pick" in open_acts,
        "typed": request.POST if failed else {},
        "failed": failed,
        "problem": problem,
    }
    return render(request, "exemplars/one.html", context, status=422 if problem else 200)


def course(exemplar: Exemplar, life: register.Life) -> list[Mark]:
    """The five stages of `WAY`, each reached where what it needs is recorded, with the day on which that was first so."""
    honours = [link for link in life.honours if link.conferral.state in STANDING]
    days: dict[str, date | None] = {
        "found": exemplar.found_on,
        "nurtured": min((step.done_on or step.due_on for step in life.steps), default=None),
        "reviewed": exemplar.reviewed_on,
        "honoured": min((day for link in honours if (day := signed(link))), default=None),
        "spread": min((one.since for one in life.followings), default=None),
    }
    there = {
        "found": True,
        "nurtured": bool(life.steps),
        "reviewed": bool(exemplar.review),
        "honoured": bool(honours),
        "spread": bool(life.followings),
    }
    return [
        Mark(code, STATES[f"exemplar-{code}"].word, there[code], days[code] if there[code] else None) for code in there
    ]


def signed(link: ExemplarHonour) -> date | None:
    """The day of the decision behind a linked honour."""
    return link.conferral.decision.signed_on if link.conferral.decision else None


def moments(exemplar: Exemplar, life: register.Life, names: dict[int, str]) -> list[Moment]:
    """All that happened with a day to it, in the order of the days."""
    found = [Moment(exemplar.found_on, STATES["exemplar-found"].word, exemplar.found_by)]
    found += [Moment(step.done_on, step.words, step.result) for step in life.steps if step.done_on]
    if exemplar.reviewed_on:
        found.append(Moment(exemplar.reviewed_on, STATES["exemplar-reviewed"].word, exemplar.review))
    found += [
        Moment(day, award(link.conferral.award).given_by(link.conferral.authority, link.conferral.class_no))
        for link in life.honours
        if (day := signed(link)) and link.conferral.state in STANDING
    ]
    found += [
        Moment(one.told_on, f"{STORIES[one.kind]}: {one.title}", one.published) for one in life.stories if one.told_on
    ]
    found += [
        Moment(one.since, _("Taken up by %(unit)s") % {"unit": names.get(one.unit_id, one.unit.name)}, one.result)
        for one in life.followings
    ]
    if exemplar.ended_on:
        found.append(Moment(exemplar.ended_on, _("No longer followed"), exemplar.ended_for))
    return sorted(found, key=lambda one: one.day)


def step_due(due_on: date, done_on: date | None, on: date) -> Due | None:
    """By when a step is due, while it is not done."""
    return None if done_on else due(due_on, on)


@dataclass(frozen=True)
class Honour:
    """A linked honour: its name, its page, and whether it stands."""

    link: ExemplarHonour
    words: str
    stands: bool


def honour_line(link: ExemplarHonour) -> Honour:
    given = link.conferral
    return Honour(link, award(given.award).given_by(given.authority, given.class_no), given.state in STANDING)


def is_picture(story: Story) -> bool:
    """Whether a story can be looked at on the page."""
    return bool(story.kept) and story.file_name.lower().endswith(PICTURES)


def units_to_follow(exemplar: Exemplar, life: register.Life, on: date) -> list[Any]:
    """The departments and districts that may take the exemplar up: all but itself and those that have."""
    taken = {one.unit_id for one in life.followings}
    branches = tree(Unit.objects.all(), on=on, levels=1)
    return [
        branch for branch in branches if branch.unit.pk not in taken and branch.unit.subject_id != exemplar.subject_id
    ]


# --- what is done on it -------------------------------------------------------------------------------------


Act = Callable[[HttpRequest, int, dict[str, Any]], acts.Done]


def sent_file(request: HttpRequest) -> Incoming | None:
    """The file of a form, where one was chosen. Raises `NotReadable`."""
    upload = request.FILES.get("tep")  # read first: only then it is known whether one was let go by
    if was_too_large(request):
        raise NotReadable(
            f"Tệp lớn hơn {LARGEST // 2**20} MB; hãy thu nhỏ ảnh hoặc tách tệp rồi gửi lại.",
            f"The file is larger than {LARGEST // 2**20} MB; make it smaller or split it, and send it again.",
        )
    return look_at(upload.name or "", upload.read()) if isinstance(upload, UploadedFile) else None


def row_of(request: HttpRequest) -> int:
    """The row of the plan, the story or the unit that a form is about."""
    key = request.POST.get("dong", "")
    if not (key.isascii() and key.isdigit() and len(key) < 11):
        raise BadRequest("dong")
    return int(key)


def add_step(request: HttpRequest, key: int, said: dict[str, Any]) -> acts.Done:
    data = request.POST
    step = plans.Planned(data.get("viec_lam", ""), day_of(request, "han"), data.get("phu_trach", ""))
    return plans.plan(key, [step], **said)


def add_story(request: HttpRequest, key: int, said: dict[str, Any]) -> acts.Done:
    data = request.POST
    return stories.tell(
        key,
        data.get("loai", ""),
        data.get("ten", ""),
        published=data.get("noi_dang", ""),
        told_on=day_of(request, "ngay") if data.get("ngay", "").strip() else None,
        file=sent_file(request),
        **said,
    )


KEEPING: Mapping[str, tuple[Act, Word]] = {
    "sua": (lambda r, key, said: acts.change(key, **particulars_of(r), **said), gettext_lazy("The words are kept.")),
    "them-buoc": (add_step, gettext_lazy("The step is in the plan.")),
    "xong-buoc": (
        lambda r, _key, said: plans.do_step(row_of(r), r.POST.get("ket_qua", ""), done_on=day_of(r, "ngay"), **said),
        gettext_lazy("The step is done."),
    ),
    "lui-buoc": (
        lambda r, _key, said: plans.put_off(row_of(r), day_of(r, "han"), reason=r.POST.get("ly_do", ""), **said),
        gettext_lazy("The step has another day."),
    ),
    "bo-buoc": (
        lambda r, _key, said: plans.drop_step(row_of(r), **said),
        gettext_lazy("The step is out of the plan."),
    ),
    "gan-khen": (
        lambda r, key, said: acts.honour(key, ticked(r), **said),
        gettext_lazy("The honours are linked."),
    ),
    "bo-khen": (
        lambda r, _key, said: acts.unlink(row_of(r), **said),
        gettext_lazy("The link is taken away; the honour itself stays."),
    ),
    "them-bai": (add_story, gettext_lazy("The story is added.")),
    "bo-bai": (
        lambda r, _key, said: stories.untell(row_of(r), **said),
        gettext_lazy("The story is taken out."),
    ),
    "hoc-theo": (
        lambda r, key, said: stories.take_up(key, ticked(r), since=day_of(r, "ngay"), **said),
        gettext_lazy("The units are entered."),
    ),
    "ket-qua-hoc": (
        lambda r, _key, said: stories.say_result(row_of(r), r.POST.get("ket_qua", ""), **said),
        gettext_lazy("How it fared is entered."),
    ),
    "bo-hoc-theo": (
        lambda r, _key, said: stories.unfollow(row_of(r), **said),
        gettext_lazy("The unit is taken out."),
    ),
}
"""What whoever keeps exemplars does on the page, with what is said of it afterwards."""
CONCLUDING: Mapping[str, tuple[Act, Word]] = {
    "tong-ket": (
        lambda r, key, said: acts.review(key, r.POST.get("tong_ket", ""), reviewed_on=day_of(r, "ngay"), **said),
        gettext_lazy("The review is entered."),
    ),
    "thoi": (
        lambda r, key, said: acts.end(key, r.POST.get("ly_do", ""), **said),
        gettext_lazy("The exemplar is no longer followed."),
    ),
    "mo-lai": (
        lambda r, key, said: acts.reopen(key, **said),
        gettext_lazy("The exemplar is followed again."),
    ),
}
"""What the office concludes."""


def act(request: HttpRequest, exemplar_id: int) -> HttpResponse:
    """Plan, do, link, tell, take up."""
    return take(request, exemplar_id, KEEPING)


def conclude(request: HttpRequest, exemplar_id: int) -> HttpResponse:
    """Review, end, open again."""
    return take(request, exemplar_id, CONCLUDING)


def take(request: HttpRequest, exemplar_id: int, table: Mapping[str, tuple[Act, Word]]) -> HttpResponse:
    """Do what the button says; refused, the page comes back with the reason and what was typed."""
    get_object_or_404(rows(request, Exemplar.objects), pk=exemplar_id)
    verb = request.POST.get("viec", "")
    if verb not in table:
        raise BadRequest("viec")
    do, sentence = table[verb]
    moment: datetime = timezone.now()
    try:
        done = do(request, exemplar_id, {"by": account_of(request), "at": moment, "on": today(request)})
    except Refused as refused:
        return one(request, exemplar_id, problem=refused.said(get_language() or "vi"), failed=verb)
    say(request, sentence, undo=reverse("exemplar-undo", args=[done.entry]))
    return HttpResponseRedirect(reverse("exemplar", args=[exemplar_id]))


# --- files ---------------------------------------------------------------------------------------------------


def the_story(request: HttpRequest, exemplar_id: int, story_id: int) -> Story:
    """A story of an exemplar that this account sees, with a file."""
    exemplar = get_object_or_404(rows(request, Exemplar.objects), pk=exemplar_id)
    story: Story = get_object_or_404(Story.objects.filter(exemplar=exemplar).exclude(kept=""), pk=story_id)
    return story


def photo(request: HttpRequest, exemplar_id: int, story_id: int) -> HttpResponse:
    """The photograph of a story."""
    story = the_story(request, exemplar_id, story_id)
    if not is_picture(story):
        raise Http404
    return HttpResponse(stories.picture(story), content_type="image/png")


def file(request: HttpRequest, exemplar_id: int, story_id: int) -> HttpResponse:
    """The file of a story as it came in, to be saved: never opened by the browser itself."""
    story = the_story(request, exemplar_id, story_id)
    content, media_type = stories.file_of(story)
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": content_disposition_header(True, story.file_name) or "attachment"},
    )
