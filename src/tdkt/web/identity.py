"""Who is who on screens: likely doubles, two persons side by side, and the requests that wait for a second person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.operations import identity as acts
from tdkt.operations.doubles import likely_doubles
from tdkt.operations.errors import Refused
from tdkt.operations.merging import Difference, rows_of, said, thing
from tdkt.operations.permissions import may
from tdkt.records import people as queries
from tdkt.records.identity import names_of
from tdkt.records.log import written_by
from tdkt.records.models import (
    Conferral,
    IdentityRequest,
    Initiative,
    PersonNumber,
    PersonVersion,
    Rating,
    Service,
    Subject,
)
from tdkt.records.models.scope import reach_of
from tdkt.records.search import names_with
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.folding import nfc
from tdkt.web.filters import choice, whole
from tdkt.web.log import TABLES
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.people import masked
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import complain, say
from tdkt.web.words import Word

MOST_FOUND = 20
NAMES: dict[str, Word] = {
    "same": gettext_lazy("same name"),
    "accents": gettext_lazy("name differs by accents"),
    "letter": gettext_lazy("name differs by a letter"),
    "initials": gettext_lazy("initials"),
}
BIRTHS: dict[str, Word] = {
    "agrees": gettext_lazy("same birth date"),
    "partly": gettext_lazy("birth dates agree"),
    "unsaid": gettext_lazy("one birth date not known"),
}
UNITS: dict[str, Word] = {
    "same": gettext_lazy("same unit"),
    "elsewhere": gettext_lazy("different units"),
    "unknown": gettext_lazy("unit not known"),
}
STATES = ("waiting", "done", "undone", "refused", "withdrawn")


# --- likely doubles ----------------------------------------------------------------------------


def doubles(request: HttpRequest) -> HttpResponse:
    """Pairs of entries that are likely one person, the likeliest first."""
    found = likely_doubles()
    subjects = rows(request, Subject.objects).filter(kind="individual")
    named = {key for one in found for key in (one.one, one.other)}
    if found:
        seen = set(subjects.values_list("pk", flat=True)) if len(named) > 900 else set(pks(subjects, named))
        found = tuple(one for one in found if one.one in seen and one.other in seen)
    page = page_of(request, found, total=len(found))
    keys = [key for one in page.rows for key in (one.one, one.other)]
    known = subjects.select_related("person").in_bulk(keys)
    where = whole_names((subject.belongs_to_id for subject in known.values()), on=today(request))
    told = [
        (
            one,
            known[one.one],
            known[one.other],
            where.get(known[one.one].belongs_to_id or 0, ""),
            where.get(known[one.other].belongs_to_id or 0, ""),
            f"{NAMES[one.name]}, {BIRTHS[one.birth]}, {UNITS[one.unit]}",
        )
        for one in page.rows
    ]
    context = {"page": page, "pairs": told, "waiting": requests_seen(request).filter(state="waiting").count()}
    return render(request, "identity/doubles.html", context)


def pks(subjects: QuerySet[Any], keys: set[int]) -> list[int]:
    return list(subjects.filter(pk__in=keys).values_list("pk", flat=True))


def two_people(request: HttpRequest) -> HttpResponse:
    """Remember that a pair is two people, or forget it again."""
    pair = [
        key for key in (request.POST.get("mot", ""), request.POST.get("hai", "")) if key.isascii() and key.isdigit()
    ]
    if len(pair) != 2:
        raise Http404
    one, other = (int(key) for key in pair)
    back = "lai" in request.GET
    act = acts.forget_two_people if back else acts.say_two_people
    act(one, other, by=account_of(request), at=timezone.now())
    if back:
        say(request, _("The pair is among the likely doubles again."))
    else:
        say(request, _("Kept as two people; the pair is not shown any more."))
    return HttpResponseRedirect(reverse("doubles"))


# --- side by side ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line of the comparison: what it is, the two values, and whether they differ; how many rows each has is no difference."""

    name: Word
    one: str
    other: str
    counts: bool = False

    @property
    def differs(self) -> bool:
        return bool(self.one and self.other and self.one != self.other and not self.counts)


def compared(request: HttpRequest, one: Subject, other: Subject) -> list[Line]:
    """Two persons line by line."""
    day = today(request)
    keys = [one.pk, other.pk]
    services = queries.last_services(keys, on=day)
    where = whole_names((one.belongs_to_id, other.belongs_to_id), on=day)
    numbers: dict[tuple[int, str], list[str]] = {}
    for number in PersonNumber.objects.filter(subject__in=keys).order_by("pk"):
        numbers.setdefault((number.subject_id, number.kind), []).append(number.number)
    counts = {
        model: dict(model.objects.filter(subject__in=keys).order_by().values_list("subject").annotate(Count("pk")))
        for model in (Conferral, Rating, Service, Initiative)
    }

    def both(name: Word, tell: Any) -> Line:
        return Line(name, str(tell(one) or ""), str(tell(other) or ""))

    def particular(name: str) -> Any:
        return lambda subject: getattr(getattr(subject, "person", None), name, "")

    def served(name: str) -> Any:
        return lambda subject: getattr(services.get(subject.pk), name, "")

    sexes = {"m": _("male"), "f": _("female")}
    return [
        both(_("Full name"), lambda subject: subject.name),
        both(_("Born"), lambda subject: born_words(particular("born")(subject))),
        both(_("Sex"), lambda subject: sexes.get(particular("sex")(subject), "")),
        both(_("Home"), particular("home")),
        both(_("Service number"), lambda subject: ", ".join(numbers.get((subject.pk, "service"), ()))),
        both(
            _("Identity number"),
            lambda subject: ", ".join(masked(n) for n in numbers.get((subject.pk, "identity"), ())),
        ),
        both(_("Unit"), lambda subject: where.get(subject.belongs_to_id or 0, "")),
        both(_("Rank"), served("rank")),
        both(_("Post"), served("post")),
        *(
            Line(
                str(TABLES[model.__name__]).capitalize(),
                str(held.get(one.pk) or ""),
                str(held.get(other.pk) or ""),
                counts=True,
            )
            for model, held in counts.items()
        ),
    ]


def born_words(born: str) -> str:
    read = read_date(born) if born else None
    return write_date(read) if read else born


def merge(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Whom to make one with this person; with `voi` in the address the two side by side, and the request."""
    subjects = rows(request, Subject.objects).filter(kind="individual").select_related("person")
    keep = get_object_or_404(subjects, pk=subject_id)
    other_id = whole(request, "voi")
    if other_id is None:
        return choose(request, keep, subjects)
    other = get_object_or_404(subjects.exclude(pk=keep.pk), pk=other_id)
    problem, reason = "", nfc(request.POST.get("ly-do", "")).strip()
    if request.method == "POST":
        try:
            asked = acts.ask_to_merge(keep.pk, other.pk, reason=reason, by=account_of(request), at=timezone.now())
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("Asked; a second person confirms it."))
            return HttpResponseRedirect(reverse("identity-request", args=[asked.pk]))
    context = {
        "keep": keep,
        "other": other,
        "lines": compared(request, keep, other),
        "reason": reason,
        "problem": problem,
        **outlook_words(acts.outlook_of_merge(keep.pk, other.pk)),
    }
    return render(request, "identity/merge.html", context, status=422 if problem else 200)


def choose(request: HttpRequest, keep: Subject, subjects: QuerySet[Any]) -> HttpResponse:
    """Somebody to compare with: likely doubles of this person first, then whoever is found by name."""
    words = request.GET.get("ten", "").strip()[:100]
    near = [one.other if one.one == keep.pk else one.one for one in likely_doubles() if keep.pk in (one.one, one.other)]
    if words:
        found = list(subjects.filter(names_with(words)).exclude(pk=keep.pk).order_by("name_key", "pk")[:MOST_FOUND])
    else:
        known = subjects.in_bulk(near[:MOST_FOUND])
        found = [known[key] for key in near if key in known]
    where = whole_names((subject.belongs_to_id for subject in [keep, *found]), on=today(request))
    context = {
        "keep": keep,
        "words": words,
        "people": [(subject, where.get(subject.belongs_to_id or 0, "")) for subject in found],
        "where": where.get(keep.belongs_to_id or 0, ""),
    }
    return render(request, "identity/choose.html", context)


def outlook_words(outlook: acts.Outlook) -> dict[str, Any]:
    """What confirming would do, for `identity/outlook.html`."""
    return {
        "moves": [(TABLES[name], moved, same) for name, (moved, same) in outlook.move.counts().items()],
        "contradictions": [in_words(one) for one in outlook.contradictions],
        "differences": [in_words(one) for one in outlook.differences if not one.firm],
        "doubled": outlook.move.doubled,
        "may_ask": not outlook.contradictions,
    }


def in_words(one: Difference) -> dict[str, str]:
    """A difference as a sentence names it: what it is about, in the column's words where the row has several."""
    units = whole_names([one.kept, one.other], on=date.max) if one.column == "unit_id" else {}
    kept, other = (units.get(value) or said(value) for value in (one.kept, one.other))
    about = one.thing[:1].upper() + one.thing[1:]
    return {"thing": about, "kept": kept, "other": other}


# --- parting -----------------------------------------------------------------------------------


def split(request: HttpRequest, subject_id: int) -> HttpResponse:
    """The rows of a person, to mark those that are somebody else's."""
    subjects = rows(request, Subject.objects).filter(kind="individual").select_related("person")
    subject = get_object_or_404(subjects, pk=subject_id)
    problem = ""
    marked = set(request.POST.getlist("dong"))
    told = {key: nfc(request.POST.get(key, "")).strip() for key in ("ten", "sinh", "ly-do", "sang")}
    if request.method == "POST":
        try:
            asked = acts.ask_to_split(
                subject.pk,
                rows_marked(marked),
                to=person_typed(subjects, told["sang"]),
                new={"name": told["ten"], "born": birth_typed(told["sinh"])},
                reason=told["ly-do"],
                by=account_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        except ValueError as misread:
            problem = str(misread)
        else:
            say(request, _("Asked; a second person confirms it."))
            return HttpResponseRedirect(reverse("identity-request", args=[asked.pk]))
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for row in rows_of(subject.pk):
        name = type(row).__name__
        key = f"{name}.{row.pk}"
        groups.setdefault(name, []).append((key, told_row(row), key in marked))
    context = {
        "subject": subject,
        "groups": [(str(TABLES[name]).capitalize(), lines) for name, lines in groups.items()],
        "name": told["ten"] or subject.name,
        "born": told["sinh"],
        "to": told["sang"],
        "reason": told["ly-do"],
        "problem": problem,
    }
    return render(request, "identity/split.html", context, status=422 if problem else 200)


def told_row(row: Any) -> str:
    """A row of somebody's history in a line."""
    if isinstance(row, PersonNumber):
        return row.number if row.kind == "service" else masked(row.number)
    more: list[str] = []
    if isinstance(row, Conferral | Service):
        more = [row.rank, row.post]
    elif isinstance(row, Rating):
        more = [said(value) for value in (row.rating, row.title) if value]
    words = ", ".join([thing(row), *filter(None, more)])
    return words[:1].upper() + words[1:]


def rows_marked(marked: set[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for one in sorted(marked):
        name, _dot, key = one.partition(".")
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise Http404
        found.setdefault(name, []).append(int(key))
    return found


def person_typed(subjects: QuerySet[Any], text: str) -> int | None:
    """The known person to whom the rows go, by the number of the entry; None for somebody new."""
    if not text:
        return None
    number = text.lstrip("#")
    if not (number.isascii() and number.isdigit() and len(number) < 11 and subjects.filter(pk=int(number)).exists()):
        raise ValueError(_("There is no person with the number “%(text)s” in the register.") % {"text": text})
    return int(number)


def birth_typed(text: str) -> str:
    """A birth date as far as it is known."""
    if not text:
        return ""
    read = read_date(text)
    if read is None:
        raise ValueError(_("“%(text)s” is not a date. Write it as 12/03/1975, 03/1975 or 1975.") % {"text": text})
    return read.iso()


# --- requests ----------------------------------------------------------------------------------


def requests_seen(request: HttpRequest) -> QuerySet[IdentityRequest]:
    """The requests about people whom this account sees; whoever serves the whole office also sees those about entries that are gone."""
    account = account_of(request)
    if account is not None and reach_of(account, on=today(request)).everything:
        return IdentityRequest.objects.all()
    return IdentityRequest.objects.filter(keep__in=rows(request, Subject.objects).values("pk"))


def requests(request: HttpRequest) -> HttpResponse:
    """Requests, the newest first; those that wait, or of another state."""
    state = choice(request, "trang-thai", STATES)
    found = requests_seen(request)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    listed = found.filter(state=state) if state else found
    page = page_of(request, listed.select_related("asked_by", "settled_by"), total=listed.count())
    names = names_of({key for one in page.rows for key in (one.keep, one.other) if key})
    told = [(one, names.get(one.keep, ""), names.get(one.other or 0, "")) for one in page.rows]
    states = [(one, counts.get(one, 0)) for one in STATES if counts.get(one)]
    return render(request, "identity/requests.html", {"page": page, "requests": told, "states": states, "state": state})


def identity_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: what it would do, or did; and what this account may do with it."""
    asked = get_object_or_404(
        requests_seen(request).select_related("asked_by", "settled_by", "entry", "undoes"), pk=request_id
    )
    if request.method == "POST":
        return settle(request, asked)
    account = account_of(request)
    subjects = (
        rows(request, Subject.objects)
        .filter(kind="individual")
        .select_related("person")
        .in_bulk([key for key in (asked.keep, asked.other) if key])
    )
    keep, other = subjects.get(asked.keep), subjects.get(asked.other or 0)
    names = names_of({key for key in (asked.keep, asked.other) if key})
    own = account is not None and asked.asked_by_id == account.pk
    context: dict[str, Any] = {
        "asked": asked,
        "keep_name": names.get(asked.keep, ""),
        "other_name": names.get(asked.other or 0, "") or asked.particulars.get("name", ""),
        "keep": keep,
        "other": other,
        "own": own,
        "may_confirm": not own and asked.state == "waiting" and may(account, acts.CONFIRM),
        "may_undo": asked.state == "done" and asked.kind != "undo" and may_use(account, "identity-request", "POST"),
        "born": born_words(asked.particulars.get("born", "")),
    }
    if asked.state == "waiting" and asked.kind == "merge" and keep and other:
        context |= {"lines": compared(request, keep, other), **outlook_words(acts.outlook_of_merge(keep.pk, other.pk))}
    elif asked.state == "waiting" and asked.kind == "split" and keep:
        context |= split_words(asked)
    elif asked.entry is not None:
        context["did"] = [(TABLES.get(name, name), opened, closed) for name, opened, closed in written_by(asked.entry)]
    if asked.kind == "merge" and other is None and asked.other:
        person = PersonVersion.objects.filter(subject_id=asked.other).order_by("-version").first()
        context["was"] = {"name": names.get(asked.other, ""), "born": born_words(person.born if person else "")}
    return render(request, "identity/request.html", context)


def split_words(asked: IdentityRequest) -> dict[str, Any]:
    """The rows that a split would move, and what that would do; nothing where they have gone meanwhile."""
    try:
        chosen = acts.chosen_rows(asked.keep, asked.rows)
        outlook = acts.outlook_of_split(asked.keep, asked.rows, asked.other)
    except Refused as refused:
        return {"stale": refused.said(get_language() or "vi")}
    return {"chosen": [told_row(row) for row in chosen], **outlook_words(outlook)}


def settle(request: HttpRequest, asked: IdentityRequest) -> HttpResponse:
    """Confirm, refuse, withdraw, or ask to take back."""
    act, reason = request.POST.get("viec", ""), nfc(request.POST.get("ly-do", "")).strip()
    by, at = account_of(request), timezone.now()
    here = reverse("identity-request", args=[asked.pk])
    try:
        if act == "xac-nhan":
            done = acts.confirm(asked.pk, by=by, at=at)
            say(request, _("Done; the log keeps how it was before."))
            if done.kind != "undo":
                return HttpResponseRedirect(reverse("person", args=[done.keep]))
        elif act == "tu-choi":
            acts.refuse(asked.pk, reason=reason, by=by, at=at)
            say(request, _("Refused; nothing was changed."))
        elif act == "rut":
            acts.withdraw(asked.pk, by=by, at=at)
            say(request, _("Withdrawn; nothing was changed."))
        elif act == "hoan-tac":
            undo = acts.ask_to_undo(asked.pk, reason=reason, by=by, at=at)
            say(request, _("Asked; a second person confirms it."))
            here = reverse("identity-request", args=[undo.pk])
        else:
            raise Http404
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    return HttpResponseRedirect(here)


urlpatterns = [
    path("so/trung-nguoi/", doubles, name="doubles"),
    path("so/trung-nguoi/hai-nguoi/", two_people, name="two-people"),
    path("so/trung-nguoi/yeu-cau/", requests, name="identity-requests"),
    path("so/trung-nguoi/yeu-cau/<int:request_id>/", identity_request, name="identity-request"),
    path("so/nguoi/<int:subject_id>/gop/", merge, name="merge"),
    path("so/nguoi/<int:subject_id>/tach/", split, name="split"),
]
