"""Searching from any page: a list under the search box while one types, and the page of all that was found, as a whole or by kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.law.catalogue import award
from tdkt.records.models import Conferral, Decision, ImportBatch, Movement, Subject
from tdkt.records.people import last_services
from tdkt.records.search import KINDS, MOST, Found, search
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import read_date
from tdkt.web import movements
from tdkt.web.filters import choice, whole
from tdkt.web.office import account_of, today
from tdkt.web.pages import SIZE
from tdkt.web.policy import may_use
from tdkt.web.receivers import address_of
from tdkt.web.words import Word

BELOW_THE_BOX = 5
FIRST_OF_A_KIND = 8
LONGEST = 100

NAMES: dict[str, Word] = {
    "people": gettext_lazy("People"),
    "bodies": gettext_lazy("Units, collectives"),
    "awards": gettext_lazy("Awards"),
    "decisions": gettext_lazy("Decisions"),
    "models": gettext_lazy("Models"),
    "movements": gettext_lazy("Movements, campaigns"),
    "files": gettext_lazy("Files taken in"),
}
BY_WORD = {
    "nguoi": "people",
    "tap-the": "bodies",
    "khen": "awards",
    "quyet-dinh": "decisions",
    "mo-hinh": "models",
    "phong-trao": "movements",
    "tep": "files",
}
"""The kinds as the address of the page names them."""
ROUTES = {"models": "model", "movements": "movement", "files": "import", "awards": "award", "decisions": "decision"}


@dataclass(frozen=True)
class Hit:
    """One thing found: where it opens, its drawing, its name, and what tells it from its namesakes."""

    url: str
    icon: str
    name: str
    beside: str


@dataclass(frozen=True)
class Group:
    """Things of one kind; `more` when there are further ones, `word` its kind in an address."""

    code: str
    word: str
    name: Word
    hits: list[Hit]
    more: bool


def find(request: HttpRequest) -> HttpResponse:
    """What was found under the words of the box: below it for htmx, otherwise a page of the first of each kind, or of all of one kind."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    below = bool(request.htmx) and request.htmx.target == "tim-ra"  # type: ignore[attr-defined]
    account = account_of(request)
    assert account is not None  # the policy lets nobody else in
    only = "" if below else choice(request, "loai", BY_WORD)
    number = whole(request, "trang", least=1, most=MOST // SIZE) or 1 if only else 1
    size = BELOW_THE_BOX if below else SIZE if only else FIRST_OF_A_KIND
    kinds = tuple(kind for kind in KINDS if kind not in ROUTES or may_use(account, ROUTES[kind]))
    asked = tuple(kind for kind in kinds if not only or kind == BY_WORD[only])
    found = search(account, words, today(request), limit=size, skip=(number - 1) * size, kinds=asked)
    shown = groups(request, found)
    context = {
        "words": words,
        "said": words.removeprefix("#").strip(),
        "groups": shown,
        "only": only,
        "pills": [(word, NAMES[kind]) for word, kind in BY_WORD.items() if kind in kinds],
        "first": (number - 1) * size + 1,
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if only and found.more and number * size < MOST else None,
        "most": MOST if only and found.more and number * size >= MOST else None,
    }
    return render(request, "search/below.html" if below else "search/page.html", context)


def groups(request: HttpRequest, found: Found) -> list[Group]:
    """What was found as groups, persons first; empty ones are left out."""
    ways: dict[str, Callable[[HttpRequest, list[Any]], list[Hit]]] = {
        "people": people,
        "bodies": bodies,
        "awards": awards,
        "decisions": decisions,
        "models": models,
        "movements": campaigns,
        "files": files,
    }
    made = [
        Group(kind, word, NAMES[kind], ways[kind](request, getattr(found, kind)), kind in found.more)
        for word, kind in BY_WORD.items()
        if getattr(found, kind)
    ]
    return sorted(made, key=lambda group: KINDS.index(group.code))


def people(request: HttpRequest, found: list[Subject]) -> list[Hit]:
    """Persons with what namesakes are told apart by: rank, post, unit and year of birth."""
    day = today(request)
    services = last_services([subject.pk for subject in found], on=day)
    where = whole_names((subject.belongs_to_id for subject in found), on=day)
    hits = []
    for subject in found:
        service = services.get(subject.pk)
        said = [service.rank, service.post] if service else []
        beside = ", ".join(part for part in (*said, where.get(subject.belongs_to_id or 0, "")) if part)
        born = read_date(subject.person.born) if hasattr(subject, "person") and subject.person.born else None
        if born:
            beside += (" · " if beside else "") + _("born %(year)s") % {"year": born.year}
        hits.append(Hit(address_of(subject), "nguoi", subject.name, beside))
    return hits


def bodies(request: HttpRequest, found: list[Subject]) -> list[Hit]:
    """Units and other collectives, with what they stand under."""
    where = whole_names((subject.belongs_to_id for subject in found), on=today(request))
    return [
        Hit(
            address_of(subject),
            "nhieu",
            subject.name,
            where.get(subject.belongs_to_id or 0, "").removeprefix(subject.name).lstrip(", "),
        )
        for subject in found
    ]


def awards(request: HttpRequest, found: list[Conferral]) -> list[Hit]:
    """Honours with their receivers and decisions."""
    hits = []
    for c in found:
        decided = c.decision.number if c.decision else ""
        if c.decision and c.decision.signed_on:
            decided += f" ({c.decision.signed_on:%d/%m/%Y})"
        form = award(c.award).given_by(c.authority, c.class_no)
        beside = " · ".join(part for part in (form, decided or str(c.year or "")) if part)
        hits.append(Hit(reverse("award", args=[c.pk]), "sao", c.subject.name, beside))
    return hits


def decisions(request: HttpRequest, found: list[Decision]) -> list[Hit]:
    """Decisions with their days and givers."""
    hits = []
    for one in found:
        signed = f"{one.signed_on:%d/%m/%Y}" if one.signed_on else ""
        beside = ", ".join(part for part in (signed, one.authority) if part)
        hits.append(Hit(reverse("decision", args=[one.pk]), "tep", one.number, beside))
    return hits


def models(request: HttpRequest, found: list[Any]) -> list[Hit]:
    """Community models with their places."""
    return [
        Hit(
            reverse("model", args=[model.pk]),
            "ghim",
            model.name,
            ", ".join(filter(None, (model.place, model.district))),
        )
        for model in found
    ]


def campaigns(request: HttpRequest, found: list[Movement]) -> list[Hit]:
    """Movements and campaigns with their years and who launched them."""
    hits = []
    for one in found:
        years = "–".join(str(year) for year in (one.from_year, one.to_year) if year)
        beside = ", ".join(part for part in (str(movements.KINDS[one.kind]), years, one.launched_by) if part)
        hits.append(Hit(reverse("movement", args=[one.pk]), "lich", one.name, beside))
    return hits


def files(request: HttpRequest, found: list[ImportBatch]) -> list[Hit]:
    """Files taken in with the days on which they came."""
    return [
        Hit(
            reverse("import", args=[one.pk]),
            "tai",
            one.file_name,
            _("received %(day)s") % {"day": f"{one.received:%d/%m/%Y}"},
        )
        for one in found
    ]


urlpatterns = [path("tim/", find, name="search")]
