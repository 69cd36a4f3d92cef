"""How columns are meant, on screens: the columns of one table of a plan with their meanings, and what is remembered of senders.

A table whose names of columns nobody knew first shows its lines, one of which is the heading; then it is a table like the others.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.operations.columns import mapping_of, say_columns, say_heading
from tdkt.operations.mappings import NOT_USED, TAKEN, UNSAID, USUAL, forget_mapping, kinds, may_mean
from tdkt.records.models import ImportBatch, SentMapping, Unit
from tdkt.web.jobs import begin_work, ended
from tdkt.web.list_words import LISTS
from tdkt.web.office import account_of
from tdkt.web.pages import page_of
from tdkt.web.plans import Plan
from tdkt.web.policy import rows
from tdkt.web.shell import say
from tdkt.web.words import Word

STANDING: dict[str, Word] = {
    "award_flag": gettext_lazy("an award, as its name says"),
    "year_column": gettext_lazy("a year, as its name says"),
}
"""Meanings that nobody can choose, since they say more than a word: they can be kept where the program found them."""


@dataclass(frozen=True)
class Choice:
    """One meaning that a column can be given."""

    code: str
    name: Word


@dataclass(frozen=True)
class Column:
    """One column as the page shows it. `chosen` is its meaning, "" where nobody knows; `choices` what it can be besides; `is_used` whether a
    list of this kind takes it."""

    place: int
    letter: str
    label: str
    samples: list[str]
    chosen: str
    own: Choice | None
    is_used: bool

    @property
    def is_unread(self) -> bool:
        return not self.chosen

    @property
    def is_left(self) -> bool:
        """Whether it has a meaning, but one that a list of this kind has no place for."""
        return bool(self.chosen) and self.chosen != NOT_USED and not self.is_used


@dataclass(frozen=True)
class Said:
    """One table that was read by what somebody said: where it stands, since when, and the page of its columns."""

    where: str
    since: datetime | None
    url: str


def words_of(code: str) -> Word:
    """A meaning in words: the usual heading of such a column."""
    if code in STANDING:
        return STANDING[code]
    return ", ".join(USUAL.get(one, one) for one in code.split("+"))


def choices() -> list[Choice]:
    """Every meaning that can be chosen, by the order of the catalogue."""
    return [Choice(code, name) for code, name in USUAL.items()]


def columns(part: dict[str, Any]) -> list[Column]:
    """The columns of a table of a plan."""
    taken = TAKEN.get(part["kind"], frozenset())
    return [
        Column(
            one["place"],
            one["letter"],
            one["label"],
            one["samples"],
            one["field"],
            Choice(one["field"], words_of(one["field"]))
            if one["field"] and one["field"] != NOT_USED and one["field"] not in USUAL
            else None,
            bool((taken | UNSAID).intersection(one["field"].split("+"))),
        )
        for one in part.get("columns") or ()
    ]


def understood(plan: Plan) -> list[Said]:
    """The tables of a plan that were read by what somebody has said."""
    found = []
    for number, part in plan.parts():
        said = mapping_of(plan.content.plan, part)
        if said is not None and said.get("since"):
            since = parse_datetime(said["since"])
            found.append(Said(part["where"], since, reverse("import-columns", args=[plan.batch.pk, number])))
    return found


# --- the columns of one table ------------------------------------------------------------------------


def seen(request: HttpRequest, batch_id: int) -> ImportBatch:
    found: ImportBatch = get_object_or_404(
        rows(request, ImportBatch.objects).select_related("by__unit", "entry").defer("read", "plan", "choices"),
        pk=batch_id,
    )
    return found


def import_columns(request: HttpRequest, batch_id: int, part: int) -> HttpResponse:
    """The columns of one table, and by POST what they mean; the kept file is then read again."""
    plan = Plan(request, seen(request, batch_id))
    if part >= plan.part_count:
        raise Http404
    if request.method == "POST":
        return save(request, plan, part)
    table = plan.content.plan["parts"][part]
    said = mapping_of(plan.content.plan, table)
    context = {
        "plan": plan,
        "batch": plan.batch,
        "number": part,
        "part": table,
        "parts": [(number, one["where"], LISTS.get(one["kind"], one["kind"])) for number, one in plan.parts()],
        "columns": columns(table),
        "lines": table.get("lines") or [],
        "kinds": [(kind, LISTS.get(kind, kind)) for kind in kinds()],
        "choices": choices(),
        "not_used": NOT_USED,
        "since": parse_datetime(said["since"]) if said and said.get("since") else None,
        "sender": sender_of(plan),
    }
    return render(request, "mappings/columns.html", context)


def sender_of(plan: Plan) -> str:
    """The name of the unit whose lists these are, "" where it is nobody's in particular. Whoever sees the batch may know whence it came."""
    batch, sender = plan.batch, plan.content.plan.get("sender")
    if sender is not None and batch.by is not None and batch.by.unit is not None and batch.by.unit_id == sender:
        return batch.by.unit.name
    return Unit.objects.filter(pk=sender).values_list("name", flat=True).first() or ""


def save(request: HttpRequest, plan: Plan, part: int) -> HttpResponse:
    """Read the kept file again as the form says."""
    account, now, batch = account_of(request), timezone.now(), plan.batch
    here = reverse("import-columns", args=[batch.pk, part])
    line = request.POST.get("dong", "")
    if line.isascii() and line.isdigit() and len(line) < 6:

        def named(watch: Any) -> dict[str, Any]:
            watch.stage("planning")
            say_heading(batch.pk, part, int(line), by=account, at=now, watch=watch)
            return ended(here, _("The line is the heading now. Say what each column holds."))

        return begin_work(request, "import-columns", named, stages=("planning",), name=batch.file_name, back=here)
    table = plan.content.plan["parts"][part]
    kind, fields = form_of(request, table)
    lasting = request.POST.get("nho") == "1"

    def saved(watch: Any) -> dict[str, Any]:
        watch.stage("planning")
        say_columns(batch.pk, part, kind=kind, fields=fields, by=account, at=now, lasting=lasting, watch=watch)
        words = _("The file was read again as you said.")
        if lasting:
            words += " " + _("The next list with these columns from the same sender is understood so too.")
        return ended(reverse("import", args=[batch.pk]), words)

    return begin_work(request, "import-columns", saved, stages=("planning",), name=batch.file_name, back=here)


def form_of(request: HttpRequest, table: dict[str, Any]) -> tuple[str | None, dict[int, str]]:
    """The kind of list and the meanings that a form says. A meaning may be typed: its usual heading counts as its code."""
    said = request.POST.get("loai", "")
    kind = said if said in kinds() else None
    by_name = {name: code for code, name in USUAL.items()}
    fields = {}
    for one in table.get("columns") or ():
        value = " ".join(request.POST.get(f"cot-{one['place']}", "").split())
        value = by_name.get(value, value)
        if value and may_mean(value):
            fields[one["place"]] = value
    return kind, fields


# --- what is remembered -----------------------------------------------------------------------------


def mapping_list(request: HttpRequest) -> HttpResponse:
    """What is remembered of the columns of senders, the newest first; each can be forgotten."""
    standing: QuerySet[Any] = rows(request, SentMapping.objects).filter(ended__isnull=True)
    page = page_of(request, standing.select_related("unit", "entry").order_by("-pk"), total=standing.count())
    lines = [(one, LISTS.get(one.kind, ""), list(told(one))) for one in page.rows]
    return render(request, "mappings/list.html", {"page": page, "lines": lines})


def told(mapping: SentMapping) -> list[tuple[str, Word]]:
    """(name of the column, its meaning) of each column that was said."""
    found: list[tuple[str, Word]] = []
    for place, code in sorted(mapping.fields.items(), key=lambda one: int(one[0])):
        at = int(place)
        label = mapping.labels[at] if at < len(mapping.labels) else ""
        found.append((label or _("column without a name"), _("not used") if code == NOT_USED else words_of(code)))
    return found


def forget(request: HttpRequest, mapping_id: int) -> HttpResponse:
    """Let what was said of a sender's columns no longer count."""
    mapping = get_object_or_404(rows(request, SentMapping.objects).filter(ended__isnull=True), pk=mapping_id)
    forget_mapping(mapping.pk, by=account_of(request), at=timezone.now())
    say(request, _("Forgotten: the next list with these columns is understood by its headings alone."))
    return HttpResponseRedirect(reverse("mappings"))


urlpatterns = [
    path("nhap/<int:batch_id>/cot/<int:part>/", import_columns, name="import-columns"),
    path("nhap/cach-hieu-cot/", mapping_list, name="mappings"),
    path("nhap/cach-hieu-cot/<int:mapping_id>/bo/", forget, name="mapping-forget"),
]
