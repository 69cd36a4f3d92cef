"""The register of awards: the list with its filters, and one conferral with its decision, source and history."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _

from tdkt.law.catalogue import CLASS_NAMES, LEVEL_NAMES, RECIPIENTS, award, awards
from tdkt.records import awards as register
from tdkt.records.history import Change, Step, history
from tdkt.records.models import Conferral, Decision, Subject, Unit
from tdkt.records.models.awards import STATES
from tdkt.records.units import PARTS as UNIT_PARTS
from tdkt.records.units import Branch, former_on, tree, whole_names
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.office import today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.receivers import lines, seen_address
from tdkt.web.shell import page_or_drawer
from tdkt.web.words import COLUMNS, GROUNDS, IN_FORCE, KINDS, PARTS, RECEIVERS, Word
from tdkt.web.words import STATES as STATE_WORDS

Options = list[tuple[Any, Word]]

# --- the list ----------------------------------------------------------------------------------------


def asked(request: HttpRequest) -> register.Asked:
    """The filter that the address speaks of. A value that cannot be is refused."""
    return register.Asked(
        award=choice(request, "hinh-thuc", {*awards(), *register.KINDS}),
        class_no=whole(request, "hang", least=1, most=3),
        first=whole(request, "tu", most=9999),
        last=whole(request, "den", most=9999),
        level=choice(request, "cap", LEVEL_NAMES),
        recipient=choice(request, "loai", RECIPIENTS),
        unit=whole(request, "don-vi"),
        part=choice(request, "cua", UNIT_PARTS) if request.GET.get("don-vi") else "",
        state=choice(request, "trang-thai", {*STATES, register.IN_FORCE}),
        subject=whole(request, "nguoi"),
    )


def award_list(request: HttpRequest) -> HttpResponse:
    """The register as a list, the newest decision first."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    filter_ = asked(request)
    order = choice(request, "xep", {"ten"})
    found = rows(request, Conferral.objects).filter(filter_.where())
    counts = register.counted(found)
    page = page_of(request, register.listed(found, by="name" if order else "day"), total=sum(counts.values()))
    context = {
        "counts": [(number, RECEIVERS[kind]) for kind, number in counts.items()],
        "page": page,
        "lines": lines(request, page.rows),
        "order": order,
        "pills": pills(request, filter_),
        "asked": filter_,
        "choices": choices(request),
    }
    return render(request, "awards/list.html", context)


def pills(request: HttpRequest, said: register.Asked) -> list[Pill]:
    """The filters in use, in words."""
    found = []
    if said.award:
        found.append(pill(request, _("Form"), form_words(said.award), "hinh-thuc"))
    if said.class_no is not None:
        found.append(pill(request, _("Class"), CLASS_NAMES[said.class_no], "hang"))
    if said.first is not None or said.last is not None:
        found.append(pill(request, _("Years"), years_words(said.first, said.last), "tu", "den"))
    if said.level:
        found.append(pill(request, _("Level"), LEVEL_NAMES[said.level], "cap"))
    if said.recipient:
        found.append(pill(request, _("Receiver"), RECEIVERS[said.recipient], "loai"))
    if said.unit is not None:
        unit = get_object_or_404(rows(request, Unit.objects), pk=said.unit)
        found.append(pill(request, _("Unit"), unit_words(unit, request), "don-vi", "cua"))
    if said.part:
        found.append(pill(request, _("Whose"), PARTS[said.part], "cua"))
    if said.state:
        word = IN_FORCE if said.state == register.IN_FORCE else STATE_WORDS[said.state].word
        found.append(pill(request, _("State"), word, "trang-thai"))
    if said.subject is not None:
        subject = get_object_or_404(rows(request, Subject.objects), pk=said.subject)
        found.append(pill(request, _("Receiver"), subject.name, "nguoi"))
    return found


def form_words(code: str) -> Word:
    """A form, or all forms of a kind."""
    return KINDS[code] if code in KINDS else awards()[code].name


def years_words(first: int | None, last: int | None) -> str:
    """2015 – 2020, from 2015, or until 2020."""
    if first is None:
        return _("until %(year)s") % {"year": last}
    if last is None:
        return _("from %(year)s") % {"year": first}
    return str(first) if first == last else f"{first} – {last}"


def unit_words(unit: Unit, request: HttpRequest) -> str:
    """A unit's name, with "(cũ)" where it has ended by today."""
    return f"{unit.name} (cũ)" if former_on(unit, today(request)) else unit.name


@dataclass(frozen=True)
class Choices:
    """What the filter form offers, each as (value, words); forms by their kind."""

    forms: list[tuple[str, Word, Options]]
    classes: Options
    levels: Options
    recipients: Options
    states: Options
    units: list[Branch]


def choices(request: HttpRequest) -> Choices:
    """Everything that can be asked for."""
    in_order = awards().values()
    return Choices(
        forms=[(kind, KINDS[kind], [(a.code, a.name) for a in in_order if a.kind == kind]) for kind in register.KINDS],
        classes=list(CLASS_NAMES.items()),
        levels=list(LEVEL_NAMES.items()),
        recipients=list(RECEIVERS.items()),
        states=[(register.IN_FORCE, IN_FORCE), *((state, STATE_WORDS[state].word) for state in STATES)],
        units=tree(rows(request, Unit.objects), on=today(request), levels=1, former=True),
    )


# --- one conferral -----------------------------------------------------------------------------------


def one_award(request: HttpRequest, conferral_id: int) -> HttpResponse:
    """One conferral: what, by which decision, from which cells of which file, and every state it had."""
    conferral = seen(request, conferral_id)
    context = {
        "c": conferral,
        "form": award(conferral.award).given_by(conferral.authority, conferral.class_no),
        "kind": RECEIVERS[conferral.recipient],
        "unit": whole_names([conferral.unit_id], on=today(request)).get(conferral.unit_id or 0, ""),
        "ground": GROUNDS.get(conferral.ground, ""),
        "receiver_url": seen_address(request, conferral.subject),
        "steps": [told(step) for step in history(Conferral, conferral.pk)],
    }
    return page_or_drawer(request, "awards/one.html", context)


def seen(request: HttpRequest, conferral_id: int) -> Conferral:
    """A conferral that this account sees, with all that its page shows. 404 otherwise."""
    related = ("subject__unit", "decision", "unit", "source__batch")
    found: Conferral = get_object_or_404(rows(request, Conferral.objects).select_related(*related), pk=conferral_id)
    return found


@dataclass(frozen=True)
class Told:
    """One act upon a conferral in words: what became other, from what to what."""

    step: Step
    changes: list[tuple[Word, Word, Word]]
    reason: str


def told(step: Step) -> Told:
    """A step of the history for the screen."""
    return Told(
        step,
        [(COLUMNS[c.column], value_words(c, c.before), value_words(c, c.after)) for c in step.changes if shown(c)],
        str(step.entry.detail.get("reason", "")),
    )


def shown(change: Change) -> bool:
    return change.column in COLUMNS


def value_words(change: Change, value: Any) -> Word:
    """A value of a conferral's column as people read it."""
    if value in (None, ""):
        return _("nothing")
    if change.column in VALUES:
        return VALUES[change.column](value)
    return str(value)


def number_of(decision_id: int) -> str:
    """The number of a decision of a former state; a decision that was withdrawn since is told by its id."""
    return Decision.objects.filter(pk=decision_id).values_list("number", flat=True).first() or f"#{decision_id}"


def name_of(unit_id: int) -> str:
    """The name of a unit of a former state."""
    return Unit.objects.filter(pk=unit_id).values_list("name", flat=True).first() or f"#{unit_id}"


VALUES: dict[str, Any] = {
    "award": lambda code: award(code).name,
    "class_no": CLASS_NAMES.get,
    "level": LEVEL_NAMES.get,
    "ground": GROUNDS.get,
    "state": lambda state: STATE_WORDS[state].word,
    "decision_id": number_of,
    "unit_id": name_of,
    "recipient": RECEIVERS.get,
    "posthumous": lambda yes: _("yes") if yes else _("no"),
}


urlpatterns = [
    path("so/khen-thuong/", award_list, name="awards"),
    path("so/khen-thuong/<int:conferral_id>/", one_award, name="award"),
]
