"""The home page, where each day begins: what waits for the account, what was done last, and what the period comes down to, by role."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from tdkt.operations.audit import verify_links
from tdkt.operations.desk import OPEN, WRITTEN
from tdkt.operations.errors import NotFound
from tdkt.operations.reporting import NothingToReport
from tdkt.records import imports as files
from tdkt.records.models import Entry, ImportBatch, Role, Unit
from tdkt.web.five_year import leading_sentences, report_of
from tdkt.web.log import sentence_of
from tdkt.web.office import account_of
from tdkt.web.policy import may_use, rows
from tdkt.web.question import usual_question
from tdkt.web.shell import address
from tdkt.web.tasks import tasks_of
from tdkt.web.words import Word

WAITING, DONE, ENTRIES = 12, 6, 10
"""How many lines of each kind the page shows; the rest stands on the page of the kind."""


@dataclass(frozen=True)
class File:
    """A file taken in or waiting: `open_rows` are for a person to settle, `written` are or would be new in the register."""

    batch: ImportBatch
    url: str
    open_rows: int
    written: int


@dataclass(frozen=True)
class Shortcut:
    """A way that is often gone: what it does and the letter of it, if it has one."""

    name: Word
    url: str
    keys: str


SHORTCUTS = (
    (_("Read in a file"), "imports", "D", "POST"),
    (_("Check a text"), "check", "V", "GET"),
    (_("Five-year report"), "five-year", "C", "GET"),
    (_("Register of awards"), "awards", "S", "GET"),
    (_("Dossiers by step"), "way-list", "X", "GET"),
    (_("Decisions"), "decisions", "Q", "GET"),
    (_("Models"), "models", "M", "GET"),
    (_("Log"), "log", "K", "GET"),
    (_("My lists"), "saved-views", "", "GET"),
)


def start(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page."""
    return HttpResponseRedirect(reverse("home"))


def home(request: HttpRequest) -> HttpResponse:
    """What the role of the account needs first. A register without units says what comes first, and nothing else."""
    if not rows(request, Unit.objects).exists():
        return render(request, "home/empty.html", {"office_has_units": Unit.objects.exists()})
    account = account_of(request)
    if account is not None and account.role in (Role.MEMBER, Role.SIGNER):
        return render(request, "home/seat.html", {"shortcuts": shortcuts(request), "tasks": tasks_of(request)})
    context: dict[str, Any] = {"shortcuts": shortcuts(request), **facts(request)}
    if account is not None and account.role == Role.INSPECTOR:
        entries = Entry.objects.order_by("-seq")[:ENTRIES] if may_use(account, "log") else []
        context |= {"entries": [(entry, sentence_of(entry)) for entry in entries], "chain": verify_links()}
        return render(request, "home/inspector.html", context)
    batches = rows(request, ImportBatch.objects)
    waiting = batches.filter(state="planned")
    done = batches.filter(state__in=["applied", "reverted"])
    context |= {
        "tasks": tasks_of(request),
        "waiting": [file_of(batch) for batch in files.listed(waiting)[:WAITING]],
        "waiting_in_all": waiting.count(),
        "done": [file_of(batch) for batch in files.listed(done)[:DONE]],
    }
    return render(request, "home/desk.html", context)


def file_of(batch: ImportBatch) -> File:
    """A batch with the address of its page and the numbers that say what is to be done with it."""
    count = batch.counts.get
    return File(
        batch=batch,
        url=reverse("import", args=[batch.pk]),
        open_rows=sum(count(end, 0) for end in OPEN),
        written=sum(count(end, 0) for end in WRITTEN),
    )


def facts(request: HttpRequest) -> dict[str, Any]:
    """The leading sentences of the five-year report, whose numbers open; nothing where there is nothing to report yet."""
    question = usual_question(request)
    try:
        report = report_of(question)
    except (NothingToReport, NotFound):
        return {}
    return {"question": question, "sentences": leading_sentences(report, question), "report": report}


def shortcuts(request: HttpRequest) -> list[Shortcut]:
    """The ways that exist and that this account may go."""
    account = account_of(request)
    return [
        Shortcut(name, url, keys)
        for name, route, keys, method in SHORTCUTS
        if (url := address(route)) and may_use(account, route, method)
    ]


urlpatterns = [
    path("", start, name="start"),
    path("ban-viec/", home, name="home"),
]
