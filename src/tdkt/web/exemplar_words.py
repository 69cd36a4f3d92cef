"""The words of exemplars on screens, and the years that their pages are about."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tdkt.operations.reporting import main_period
from tdkt.records import exemplars as register
from tdkt.records.models import Exemplar
from tdkt.web.filters import whole
from tdkt.web.office import today
from tdkt.web.policy import rows
from tdkt.web.words import Word

SORTS: dict[str, Word] = {
    "whole": _("In every respect"),
    "one": _("In one field"),
    "good-deed": _("Good deed"),
}
BY_WORD = {"toan-dien": "whole", "tung-mat": "one", "nguoi-tot": "good-deed"}
"""The values of the filter `dien`."""
KINDS: dict[str, Word] = {"collective": _("Body"), "individual": _("Person"), "household": _("Household")}
KIND_BY_WORD = {"tap-the": "collective", "ca-nhan": "individual", "ho": "household"}
STORIES: dict[str, Word] = {
    "article": pgettext_lazy("story", "Article"),
    "photo": _("Photograph"),
    "film": _("Film, broadcast"),
    "talk": _("Talk"),
    "book": _("Book"),
}
REASONS: dict[str, Word] = {
    "streak": _("Title in a row"),
    "first": _("First in its block"),
    "model": _("Its models spread"),
}
REASON_BY_WORD = {"lien-tuc": "streak", "dan-dau": "first", "mo-hinh": "model"}


def field_words(exemplar: Exemplar) -> Word:
    """In what an exemplar is exemplary: every respect, or its field."""
    return SORTS["whole"] if exemplar.whole else exemplar.field


def asked_period(request: HttpRequest) -> tuple[int, int]:
    """The years that the address names (`tu`, `den`), else those of the office's main movement."""
    first, last = whole(request, "tu", least=1945, most=2200), whole(request, "den", least=1945, most=2200)
    usual = main_period(today=today(request))
    return (first, last) if first is not None and last is not None else usual


def periods_to_choose(request: HttpRequest) -> list[tuple[int, int]]:
    """The periods that exemplars are of, and the usual one."""
    known = register.periods(rows(request, Exemplar.objects))
    return sorted({*known, main_period(today=today(request))}, reverse=True)
