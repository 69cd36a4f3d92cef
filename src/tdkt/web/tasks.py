"""What waits for the account, as its home page shows it: each thing with its day in words and the one place where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from tdkt.operations.tasks import Task, tasks
from tdkt.records.models import Account, Role
from tdkt.web.office import account_of, today
from tdkt.web.shell import address
from tdkt.web.way import Due, due
from tdkt.web.words import Word

SHOWN = 12
"""How many tasks the home page names before it leads to the list."""


@dataclass(frozen=True)
class Told:
    """A task in words: what waits, of what, by when; `url` and `verb` are where it is done, nothing where that screen is not built."""

    task: Task
    what: Word
    due: Due | None
    url: str
    verb: Word


WHAT: dict[str, object] = {
    "drafting": ngettext_lazy("%(n)s dossier to write and submit", "%(n)s dossiers to write and submit", "n"),
    "returned": ngettext_lazy("%(n)s dossier returned for correction", "%(n)s dossiers returned for correction", "n"),
    "remarks": ngettext_lazy("%(n)s point for correction to answer", "%(n)s points for correction to answer", "n"),
    "submitted": ngettext_lazy("%(n)s dossier to receive", "%(n)s dossiers to receive", "n"),
    "received": ngettext_lazy("%(n)s dossier to appraise", "%(n)s dossiers to appraise", "n"),
    "checked": ngettext_lazy("%(n)s dossier appraised, to go on", "%(n)s dossiers appraised, to go on", "n"),
    "ready": ngettext_lazy("%(n)s dossier to put on an agenda", "%(n)s dossiers to put on an agenda", "n"),
    "passed": ngettext_lazy(
        "%(n)s dossier to put on a draft decision", "%(n)s dossiers to put on a draft decision", "n"
    ),
    "postings-over": ngettext_lazy(
        "public list of %(n)s dossier whose days are over", "public list of %(n)s dossiers whose days are over", "n"
    ),
    "opinions": ngettext_lazy("%(n)s opinion to settle", "%(n)s opinions to settle", "n"),
    "consultations": ngettext_lazy(
        "%(n)s answer of another body waited for", "%(n)s answers of other bodies waited for", "n"
    ),
    "sitting": ngettext_lazy("sitting on %(n)s dossier", "sitting on %(n)s dossiers", "n"),
    "direction-report": ngettext_lazy(
        "direction that %(n)s unit has to report on", "direction that %(n)s units have to report on", "n"
    ),
    "direction-done": ngettext_lazy(
        "direction that %(n)s unit says is done", "direction that %(n)s units say is done", "n"
    ),
    "to-sign": ngettext_lazy("draft decision on %(n)s award to sign", "draft decision on %(n)s awards to sign", "n"),
    "exemplar-steps": ngettext_lazy(
        "%(n)s step of an exemplar's plan that is late", "%(n)s steps of exemplars' plans that are late", "n"
    ),
}
VERBS: dict[str, Word] = {
    "drafting": gettext_lazy("Write"),
    "returned": gettext_lazy("Mend"),
    "remarks": gettext_lazy("Answer"),
    "submitted": gettext_lazy("Receive"),
    "received": gettext_lazy("Appraise"),
    "opinions": gettext_lazy("Conclude"),
    "sitting": gettext_lazy("Open the papers"),
    "direction-report": gettext_lazy("Report"),
    "direction-done": gettext_lazy("Conclude"),
    "to-sign": gettext_lazy("Look and sign"),
}
REPLY: Word = gettext_lazy("Reply")
LOOK: Word = gettext_lazy("Look")


def url_of(task: Task) -> str:
    """Where a task is done."""
    return PLACES.get(task.kind, of_state)(task)


def of_state(task: Task) -> str:
    return f"{reverse('way-list')}?dot={task.key}&buoc={task.kind}"


PLACES: dict[str, Callable[[Task], str]] = {
    "remarks": lambda task: f"{reverse('way-list')}?dot={task.key}&buoc=returned",
    "postings-over": lambda task: reverse("posting", args=[task.key]),
    "opinions": lambda task: reverse("posting", args=[task.key]),
    "consultations": lambda task: f"{reverse('consultations')}?dot={task.key}&tra-loi=cho",
    "sitting": lambda task: address("sitting", task.key),
    "direction-report": lambda task: address("direction", task.key),
    "direction-done": lambda task: address("direction", task.key),
    "to-sign": lambda task: address("draft", task.key),
    "exemplar-steps": lambda task: f"{reverse('exemplars')}?tre=co",
}


def told(task: Task, account: Account, on: date) -> Told:
    verb = VERBS.get(task.kind, LOOK)
    if task.kind == "opinions" and account.role == Role.CLERK:
        verb = REPLY
    what: Word = WHAT[task.kind] % {"n": task.count}  # type: ignore[operator]
    return Told(task, what, due(task.due_on, on), url_of(task), verb)


def tasks_of(request: HttpRequest) -> list[Told]:
    """What waits for whoever is signed in, late things first."""
    account = account_of(request)
    if account is None:
        return []
    on = today(request)
    return [told(task, account, on) for task in tasks(account, on=on)]
