"""Whose register this is and which day it is there, for one request.

The day is the office's working date where one is set (the sample office stands in May 2020), today otherwise. Rights, the law in
force and "today" on every screen follow it.
"""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from tdkt.law.instruments import Instrument
from tdkt.law.loading import in_force
from tdkt.records.models import Account, Office


def office_of(request: HttpRequest) -> Office | None:
    """The office, or None before it is set up; asked of the database once a request."""
    kept: dict[str, Office | None] = request.__dict__.setdefault("_office", {})
    if "office" not in kept:
        kept["office"] = Office.objects.filter(pk=1).first()
    return kept["office"]


def today(request: HttpRequest) -> date:
    """The day on which this request is answered."""
    office = office_of(request)
    return office.working_date if office and office.working_date else timezone.localdate()


def law_on(day: date) -> tuple[Instrument, ...]:
    """The law and the decree that the header names for a day: the newest of each, since a law may be in force in parts of two."""
    standing = in_force(day)
    newest = {instrument.kind: instrument for instrument in standing}
    return tuple(newest[kind] for kind in ("law", "decree") if kind in newest)


def account_of(request: HttpRequest) -> Account | None:
    """Who is signed in; an account that was switched off counts as nobody, from its next request on."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) and user.is_active else None
