"""Searching from any page: a list under the search box while one types, and the page of all that was found."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tdkt.records.models import Decision, Subject
from tdkt.records.people import last_services
from tdkt.records.search import Found, search
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import read_date
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use
from tdkt.web.receivers import address_of
from tdkt.web.words import Word

BELOW_THE_BOX = 6
ON_THE_PAGE = 50
LONGEST = 100


@dataclass(frozen=True)
class Hit:
    """One thing found: where it opens, its drawing, its name, and what tells it from its namesakes."""

    url: str
    icon: str
    name: str
    beside: str


@dataclass(frozen=True)
class Group:
    """Things of one kind; `more` when there are further ones."""

    code: str
    name: Word
    hits: list[Hit]
    more: bool


def find(request: HttpRequest) -> HttpResponse:
    """What was found under the words of the box: below it for htmx, otherwise a page."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    below = bool(request.htmx) and request.htmx.target == "tim-ra"  # type: ignore[attr-defined]
    account = account_of(request)
    assert account is not None  # the policy lets nobody else in
    found = search(account, words, today(request), limit=BELOW_THE_BOX if below else ON_THE_PAGE)
    context = {"words": words, "groups": groups(request, found), "said": words.removeprefix("#").strip()}
    return render(request, "search/below.html" if below else "search/page.html", context)


def groups(request: HttpRequest, found: Found) -> list[Group]:
    """What was found as groups, persons first. Kinds whose pages this account may not open are left out."""
    made = [
        Group("people", _("People"), people(request, found.people), "people" in found.more),
        Group("bodies", _("Units, collectives"), bodies(request, found.bodies), "bodies" in found.more),
        Group("models", _("Models"), models(request, found), "models" in found.more),
        Group("decisions", _("Decisions"), [decision(d) for d in found.decisions], "decisions" in found.more),
    ]
    return [group for group in made if group.hits]


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


def models(request: HttpRequest, found: Found) -> list[Hit]:
    """Community models with their places."""
    if not may_use(account_of(request), "model"):
        return []
    return [
        Hit(
            reverse("model", args=[model.pk]),
            "ghim",
            model.name,
            ", ".join(filter(None, (model.place, model.district))),
        )
        for model in found.models
    ]


def decision(found: Decision) -> Hit:
    """A decision with its day and giver."""
    signed = f"{found.signed_on:%d/%m/%Y}" if found.signed_on else ""
    beside = ", ".join(part for part in (signed, found.authority) if part)
    return Hit(reverse("decision", args=[found.pk]), "tep", found.number, beside)


urlpatterns = [path("tim/", find, name="search")]
