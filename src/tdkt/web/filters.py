"""Filters of a list: read from the address, shown as pills that each take themselves away. A value that cannot be is refused, not ignored:
otherwise an old bookmark would show more than it says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tdkt.vietnamese.dates import read_date
from tdkt.web.words import Word

LARGEST = 2**31


@dataclass(frozen=True)
class Pill:
    """One filter in use: its name, its value in words, and the address of the list without it."""

    name: Word
    value: Word
    without: str


def pill(request: HttpRequest, name: Word, value: Word, *keys: str) -> Pill:
    """The pill of the filter that these keys of the address make."""
    query = request.GET.copy()
    for key in (*keys, "trang"):
        query.pop(key, None)
    return Pill(name, value, f"?{query.urlencode()}" if query else request.path)


def without_empty(request: HttpRequest) -> HttpResponse | None:
    """Where a form has sent empty fields: to the same list at its short address. None where there are none."""
    query = request.GET.copy()
    empty = [key for key in query if not any(value.strip() for value in query.getlist(key))]
    for key in empty:
        del query[key]
    if not empty:
        return None
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def choice(request: HttpRequest, key: str, allowed: Collection[str]) -> str:
    """One of the allowed values, or "" when the address does not say."""
    value = request.GET.get(key, "").strip()
    if value and value not in allowed:
        raise BadRequest(f"{key}={value}")
    return value


def whole(request: HttpRequest, key: str, *, least: int = 0, most: int = LARGEST) -> int | None:
    """A whole number, or None when the address does not say."""
    value = request.GET.get(key, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 11 and least <= int(value) <= most):
        raise BadRequest(f"{key}={value}")
    return int(value)


def day(request: HttpRequest, key: str) -> date | None:
    """A day, written day first or as a browser's own field sends it; None when the address does not say."""
    value = request.GET.get(key, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        read = read_date(value)
    if read is None or read.day is None:
        raise BadRequest(f"{key}={value}")
    return read.first()
