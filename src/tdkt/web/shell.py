"""What stands around every screen: office, day and law, sections, account; and the ways in which a screen speaks to its shell.

A screen uses
    `page_or_drawer(request, "awards/one.html", {…})`   one template, whole in a tab or as the drawer beside a list
    `say(request, sentence, undo=address)`               a message after a redirect, with the button that takes the act back
and its template extends `base.html` (or `frame` for the former).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tdkt.records.models import Account
from tdkt.web.office import account_of, law_on, office_of, today
from tdkt.web.policy import may_use
from tdkt.web.words import ROLES, WEEKDAYS, Word

UNDO = "undo:"
DRAWER = "drawer"


@dataclass(frozen=True)
class Section:
    """A section of the navigation: the route it opens, the letter after G that goes there, and the addresses it holds."""

    route: str
    letter: str
    name: Word
    prefix: str
    aside: bool = False
    otherwise: str = ""
    """The route for an account that may not use the first."""


SECTIONS = (
    Section("home", "B", _("My desk"), "/ban-viec/"),
    Section("awards", "S", _("Register"), "/so/"),
    Section("screening", "X", _("Screening"), "/xet/"),
    Section("councils", "H", _("Councils"), "/hoi-dong/"),
    Section("decisions", "Q", _("Decisions"), "/quyet-dinh/", otherwise="drafts"),
    Section("movements", "P", _("Movements"), "/phong-trao/"),
    Section("models", "M", _("Models"), "/mo-hinh/"),
    Section("five-year", "C", _("Reports"), "/bao-cao/"),
    Section("law", "L", _("Law"), "/luat/"),
    Section("imports", "D", _("Import"), "/nhap/", aside=True),
    Section("check", "V", _("Check a text"), "/soat/", aside=True),
    Section("log", "K", _("Log"), "/nhat-ky/", aside=True),
)
REGISTER = (  # the books of the register, as tabs of its pages
    Section("awards", "", _("Awards"), "/so/khen-thuong/"),
    Section("people", "", _("People"), "/so/nguoi/"),
    Section("doubles", "", _("Likely doubles"), "/so/trung-nguoi/"),
    Section("units", "", _("Units"), "/so/don-vi/"),
    Section("gold-book", "", _("Gold books"), "/so/so-vang/"),
)

MOVEMENT = (  # what a movement consists of, as tabs of the section of movements
    Section("movements", "", _("Movements and campaigns"), "/phong-trao/"),
    Section("blocks", "", _("Clusters and blocks"), "/phong-trao/khoi/"),
    Section("grades", "", _("Weekly and monthly classes"), "/phong-trao/phan-loai/"),
    Section("exemplars", "", _("Exemplars"), "/phong-trao/dien-hinh/"),
    Section("directions", "", _("Directions"), "/phong-trao/chi-dao/"),
)
MODEL = (  # what the section of models holds, as its tabs
    Section("models", "", _("Overview"), "/mo-hinh/"),
    Section("model-list", "", _("List of models"), "/mo-hinh/danh-sach/"),
    Section("model-map", "", _("Map"), "/mo-hinh/ban-do/"),
    Section("model-copies", "", _("Replication"), "/mo-hinh/nhan-rong/"),
    Section("models-due", "", _("Due for review"), "/mo-hinh/den-han/"),
    Section("safe-areas", "", _("Safe areas"), "/mo-hinh/an-toan/"),
)
REPORT = (  # the reports, as tabs of their section
    Section("five-year", "", _("Five-year report"), "/bao-cao/5-nam/"),
    Section("statistics", "", _("Yearly statistics"), "/bao-cao/thong-ke/"),
)


@dataclass(frozen=True)
class Link:
    """A section as this account sees it on this page."""

    section: Section
    url: str
    current: bool


def links(request: HttpRequest, sections: tuple[Section, ...]) -> list[Link]:
    """The sections whose route exists and which the policy lets this account open; the page lies in that of the longest prefix."""
    account = account_of(request)
    if account is None:
        return []
    holding = max((one.prefix for one in sections if request.path.startswith(one.prefix)), key=len, default="")
    found = []
    for section in sections:
        routes = [route for route in (section.route, section.otherwise) if route and may_use(account, route)]
        url = address(routes[0]) if routes else ""
        if url:
            found.append(Link(section, url, section.prefix == holding))
    return found


def address(route: str, *args: object) -> str:
    """The address of a route, or nothing while it is not built."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


def sample_accounts() -> list[Account]:
    """The sample people that the switcher offers, in the order of their roles."""
    found = Account.objects.filter(sample=True, is_active=True).select_related("unit")
    order = list(ROLES)
    return sorted(found, key=lambda account: (order.index(account.role), account.pk))


def weekday(day: date) -> Word:
    return WEEKDAYS[day.weekday()]


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor: what `base.html` needs. Queries are made only when the template asks."""
    account = account_of(request)
    day = today(request)
    office = office_of(request)
    search = address("search")
    return {
        "LANGUAGE_CODE": get_language() or "vi",
        "account": account,
        "office": office,
        "today": day,
        "law": law_on(day),
        "sections": links(request, SECTIONS),
        "books": lambda: links(request, REGISTER),
        "movement_tabs": lambda: links(request, MOVEMENT),
        "model_tabs": lambda: links(request, MODEL),
        "report_tabs": lambda: links(request, REPORT),
        "search_url": search if search and may_use(account, "search") else "",
        "sample_accounts": lambda: sample_accounts() if office and office.sample else [],
        "frame": "base.html",
    }


def in_drawer(request: HttpRequest) -> bool:
    """Whether the page asks for the drawer's content rather than for a whole page."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx and htmx.target == DRAWER)


def page_or_drawer(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a template that says `{% extends frame %}`: as the drawer when htmx asks for it, as a page otherwise.

    So one address serves both: a click opens it beside the list, Ctrl+Enter or a copied link opens it whole.
    """
    frame = "drawer.html" if in_drawer(request) else "base.html"
    response = render(
        request, template, {**(context or {}), "frame": frame, "in_drawer": in_drawer(request)}, status=status
    )
    response.headers["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def say(request: HttpRequest, sentence: Word, *, undo: str = "") -> None:
    """Say on the next page what was done; `undo` is the address whose POST takes it back."""
    messages.success(request, sentence, extra_tags=f"{UNDO}{undo}" if undo else "")


def warn(request: HttpRequest, sentence: Word) -> None:
    """Say on the next page what to look at."""
    messages.warning(request, sentence)


def complain(request: HttpRequest, sentence: Word) -> None:
    """Say on the next page what could not be done, why, and what to do."""
    messages.error(request, sentence)
