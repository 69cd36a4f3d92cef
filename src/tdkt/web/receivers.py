"""Receivers of honours on screens: where each is shown, what it was called on the day, and the page of a body outside the tree of units."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from tdkt.law.catalogue import award
from tdkt.records import awards
from tdkt.records.models import Conferral, ImportBatch, Subject
from tdkt.records.models.scope import reach_of
from tdkt.records.units import whole_names
from tdkt.web.ladder import sheet_ladder
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import page_or_drawer
from tdkt.web.words import RECEIVERS


def address_of(subject: Subject) -> str:
    """The page of a receiver. Units must come with `select_related("unit")`, or each costs a query."""
    if subject.kind == "individual":
        return reverse("person", args=[subject.pk])
    if hasattr(subject, "unit"):
        return reverse("unit", args=[subject.unit.pk])
    return reverse("body", args=[subject.pk])


def seen_address(request: HttpRequest, subject: Subject) -> str:
    """The page of a receiver, or nothing where this account sees the honour but not the receiver: who has moved to another unit since."""
    account = account_of(request)
    if account is None:
        return ""
    reach = reach_of(account, on=today(request))
    return address_of(subject) if reach.everything or subject.belongs_to_id in reach.units else ""


def files_seen(request: HttpRequest, batches: list[int]) -> frozenset[int]:
    """Those of these files taken in that this account may open: a file of another unit is named, not opened."""
    if not batches or not may_use(account_of(request), "import"):
        return frozenset()
    return frozenset(rows(request, ImportBatch.objects).filter(pk__in=batches).values_list("pk", flat=True))


@dataclass(frozen=True)
class Line:
    """A conferral as lists show it: what it is, and who or what the receiver was on that day."""

    conferral: Conferral
    url: str
    form: str
    short: str
    name: str
    was: str


def lines(request: HttpRequest, conferrals: Iterable[Conferral]) -> list[Line]:
    """Conferrals with their addresses, the names of what was conferred, and the units of their receivers in full."""
    conferrals = list(conferrals)
    units = whole_names((c.unit_id for c in conferrals), on=today(request))
    return [
        Line(
            conferral=c,
            url=reverse("award", args=[c.pk]),
            form=award(c.award).given_by(c.authority, c.class_no),
            short=award(c.award).short_given_by(c.authority),
            name=c.subject.name,
            was=receiver_words(c, units.get(c.unit_id, "") if c.unit_id else ""),
        )
        for c in conferrals
    ]


def receiver_words(c: Conferral, unit: str) -> str:
    """Rank, post and unit of a person; for a body what kind it is, and under what it stands where its name does not say."""
    if c.recipient == "individual":
        return ", ".join(part for part in (c.rank, c.post, unit) if part)
    above = unit.removeprefix(c.subject.name).lstrip(", ")
    return ", ".join(part for part in (str(RECEIVERS[c.recipient]), above) if part)


def body(request: HttpRequest, subject_id: int) -> HttpResponse:
    """A collective that is no unit of the tree, or a household: its honours. Persons and units are sent to their own pages."""
    subject = get_object_or_404(rows(request, Subject.objects).select_related("unit", "belongs_to"), pk=subject_id)
    if address_of(subject) != request.path:
        return HttpResponseRedirect(address_of(subject))
    held = rows(request, Conferral.objects).filter(subject=subject)
    page = page_of(request, awards.listed(held), total=held.count())
    context = {
        "subject": subject,
        "page": page,
        "lines": lines(request, page.rows),
        **sheet_ladder(request, subject),
    }
    return page_or_drawer(request, "receivers/body.html", context)


urlpatterns = [path("so/tap-the/<int:subject_id>/", body, name="body")]
