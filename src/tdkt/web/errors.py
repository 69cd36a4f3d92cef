"""Pages for what could not be done: what did not happen, why, and what to do. Never a stack of code, never "system error".

Screens refuse with Django's own exceptions (`Http404`, `PermissionDenied`, `SuspiciousOperation`) or let an operation's `Refused` pass:
`NotPermitted` becomes 403, `NotFound` 404, the others 409. To an htmx request the answer is the bare sentence, which the page
reads out in its alert region.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tdkt.operations.errors import NotFound, NotPermitted, Refused
from tdkt.web.words import Word

log = logging.getLogger("tdkt.web")


@dataclass(frozen=True)
class Words:
    """What happened, why, and what to do."""

    title: Word
    why: Word
    remedy: Word


BAD_REQUEST = Words(
    _("This request could not be read"),
    _("The address or the form holds something that this page does not know."),
    _("Go back to the page, check what was typed and send it again."),
)
FORBIDDEN = Words(
    _("This account may not open that page"),
    _("The page belongs to another role."),
    _("Ask the officer in charge of emulation and commendation, or sign in with another account."),
)
STALE_FORM = Words(
    _("The form was not sent"),
    _("The page stood open too long, or the account was changed in another tab meanwhile."),
    _("Go back, reload the page and send the form again. Nothing was written."),
)
NOT_FOUND = Words(
    _("There is nothing at this address"),
    _("The address is mistyped, the entry was withdrawn, or it belongs to a unit that this account does not see."),
    _("Search for the name or the number, or go to the home page."),
)
WRONG_METHOD = Words(
    _("This page does not take that request"),
    _("The page was asked in a way that it does not answer, usually from an old bookmark of a form."),
    _("Open the page from the menu and do it there."),
)
CONFLICT = Words(
    _("Nothing was written"),
    _("The register does not allow it as it stands now."),
    _("Reload the page to see the present state, then decide again."),
)
SERVER_ERROR = Words(
    _("The page could not be made"),
    _("The fault is in the program, not in what was typed. Whatever was being written was taken back whole."),
    _("Try once more; if it happens again, tell the administrator the time and the address of the page."),
)


def page(request: HttpRequest, status: int, words: Words, **context: Any) -> HttpResponse:
    """An error page, or for htmx its sentence."""
    if getattr(request, "htmx", False):
        sentence = f"{words.title}. {words.why} {words.remedy}"
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    return render(request, "error.html", {"status": status, "words": words, **context}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 400, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.warning("form refused: %s", reason)
    return page(request, 403, STALE_FORM)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 404, NOT_FOUND)


def wrong_method(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    response = page(request, 405, WRONG_METHOD)
    response.headers["Allow"] = ", ".join(allowed)
    return response


def conflict(request: HttpRequest, why: str) -> HttpResponse:
    """409: the sentence of the operation that refused stands as the reason."""
    return page(request, 409, Words(CONFLICT.title, why, CONFLICT.remedy))


def refused(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page for what an operation refused; None for what is not a refusal."""
    if not isinstance(exception, Refused):
        return None
    if isinstance(exception, NotPermitted):
        return page(request, 403, Words(FORBIDDEN.title, exception.said(get_language() or "vi"), FORBIDDEN.remedy))
    if isinstance(exception, NotFound):
        return page(request, 404, Words(NOT_FOUND.title, exception.said(get_language() or "vi"), NOT_FOUND.remedy))
    return conflict(request, exception.said(get_language() or "vi"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Made without the database and without the shell, either of which may be what failed."""
    html = engines["django"].get_template("500.html").render({"words": SERVER_ERROR})
    return HttpResponse(html, status=500)
