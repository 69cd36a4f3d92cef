"""Files of the office on screens: the list of those taken in, sending one, its plan, settling rows, applying, dropping, reverting.

Whoever keeps the lists of a unit may send a file and settle its rows; only the office's officer enters it in the register.
"""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.operations.desk import OPEN
from tdkt.operations.errors import NotPermitted, NotReadable
from tdkt.operations.imports import revert_import
from tdkt.operations.kept_files import plain_name
from tdkt.operations.kept_plans import applied_before, apply_kept, drop_plan, replan, settle_row, waiting_file
from tdkt.operations.problems import title_of
from tdkt.records import imports as register
from tdkt.records.models import ImportBatch
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import Pill, pill, without_empty
from tdkt.web.jobs import begin_work, ended, follow
from tdkt.web.list_words import ACT_WORDS, LISTS, ROW_ENDS
from tdkt.web.mappings import understood
from tdkt.web.office import account_of
from tdkt.web.pages import SIZE, page_of
from tdkt.web.plans import Plan, address_of, changes_of, day_words, record_words
from tdkt.web.policy import rows
from tdkt.web.shell import page_or_drawer, say
from tdkt.web.shown import Shown
from tdkt.web.uploads import form_context, send
from tdkt.web.words import Word

LONG = 2000
"""Rows from which on settling is work with a page of its own."""


# --- the list and sending a file --------------------------------------------------------------------


def import_list(request: HttpRequest) -> HttpResponse:
    """The files taken in, the newest first; and by POST, new ones."""
    if request.method == "POST":
        try:
            return send(request)
        except NotReadable as refusal:
            return show_list(request, problem=refusal.said(get_language() or "vi"), status=422)
    return show_list(request)


def show_list(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The list under the form that sends files; `problem` is why the last one was not taken."""
    batches = rows(request, ImportBatch.objects)
    page = page_of(request, register.listed(batches), total=batches.count())
    context = {
        "page": page,
        "batches": [(batch, counts_of(batch)) for batch in page.rows],
        "problem": problem,
        **form_context(request),
    }
    template = "imports/form.html" if status != 200 and getattr(request, "htmx", False) else "imports/list.html"
    return render(request, template, context, status=status)


def counts_of(batch: ImportBatch) -> list[tuple[str, Word, int | None]]:
    """(filter, word, number) of the ends that the list shows; None for a file that was dropped with all its rows."""
    shown = {"new": ("new",), "changes": ("changes",), "same": ("same",), "mo": OPEN}
    words = {**ROW_ENDS, "mo": _("To settle")}
    return [
        (code, words[code], None if batch.state == "dropped" else sum(batch.counts.get(end, 0) for end in ends))
        for code, ends in shown.items()
    ]


# --- one plan ----------------------------------------------------------------------------------------


def seen(request: HttpRequest, batch_id: int) -> ImportBatch:
    """A batch that this account sees. 404 otherwise."""
    found: ImportBatch = get_object_or_404(
        rows(request, ImportBatch.objects)
        .select_related("by__unit", "entry", "reverted")
        .defer("read", "plan", "choices"),
        pk=batch_id,
    )
    return found


def one_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    """A file: while it waits its plan, afterwards what was written and what was left."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    plan = Plan(request, seen(request, batch_id))
    shown = Shown.of(request.GET, parts=plan.part_count)
    opened = opened_row(request, plan)
    keys = plan.keys(shown)
    turn_to(request, keys, opened)
    page = page_of(request, keys, total=len(keys))
    context = {
        "plan": plan,
        "batch": plan.batch,
        "shown": shown,
        "tabs": [(tab, request.path + shown.query(end=tab.code)) for tab in plan.tabs()],
        "repairs_url": shown.query(end="sua"),
        "parts": [(number, part["where"], LISTS.get(part["kind"], part["kind"])) for number, part in plan.parts()],
        "codes": plan.content.codes,
        "pills": pills(request, plan, shown),
        "understood": understood(plan) if plan.waits else [],
        "acts": list(ACT_WORDS.items()),
        "page": page,
        "lines": plan.lines(page.rows),
        "opened": opened,
        "before": applied_before(plan.batch) if plan.waits else None,
        "overtaken": register.overtaken(plan.batch),
        "next_open": plan_address(plan, plan.next_open(opened)) if plan.waits and plan.open_count else "",
    }
    if opened:
        context |= row_context(request, plan, opened)
    return render(request, "imports/one.html", context)


def opened_row(request: HttpRequest, plan: Plan) -> str | None:
    """The row that the page opens with: the one that the address names, else the first doubtful one of a waiting plan."""
    if "dong" in request.GET:
        key = request.GET["dong"].replace("-", ".")
        return key if key in plan.rows else None
    doubtful = plan.keys(Shown("doubtful")) if plan.waits else []
    return doubtful[0] if doubtful and not request.GET else None


def turn_to(request: HttpRequest, keys: list[str], opened: str | None) -> None:
    """Let the page of the list be the one on which the opened row stands, unless the address says which page."""
    if "trang" in request.GET or opened is None or opened not in keys:
        return
    query = request.GET.copy()
    query["trang"] = str(keys.index(opened) // SIZE + 1)
    request.GET = query  # type: ignore[assignment]


def import_row(request: HttpRequest, batch_id: int, part: int, row: int) -> HttpResponse:
    """One row: what was read from it, why it ends so, and by POST how it is settled."""
    plan = Plan(request, seen(request, batch_id))
    key = f"{part}.{row}"
    if key not in plan.rows:
        raise Http404
    if request.method == "POST":
        return settle(request, plan, key)
    context = {"plan": plan, "batch": plan.batch, "opened": key, **row_context(request, plan, key)}
    return page_or_drawer(request, "imports/row.html", context)


def shown_of(request: HttpRequest, plan: Plan) -> Shown:
    """The filter that the address or the form carries; one that cannot be counts as none, so that no row is lost over it."""
    try:
        return Shown.of(request.POST or request.GET, parts=plan.part_count)
    except BadRequest:
        return Shown()


def pills(request: HttpRequest, plan: Plan, shown: Shown) -> list[Pill]:
    """The filters in use beside what becomes of the rows, which the tabs show."""
    found = []
    if shown.part is not None:
        found.append(pill(request, _("Table"), plan.part_words(shown.part), "phan"))
    if shown.code:
        found.append(pill(request, _("Problem"), title_of(shown.code), "ma"))
    if shown.words:
        found.append(pill(request, _("Words"), shown.words, "chu"))
    return found


def row_context(request: HttpRequest, plan: Plan, key: str) -> dict[str, Any]:
    """What the drawer of a row needs."""
    row = plan.rows[key]
    waiting = plan.open_keys()
    is_compared = bool(row.get("candidates")) or (row["status"] == "conflict" and row.get("subject"))
    comparison = plan.comparison(key) if is_compared and plan.waits else None
    shown = shown_of(request, plan)
    following = plan.next_open(key)
    return {
        "line": plan.lines([key])[0],
        "part_head": plan.head(key),
        "record": record_words(row["record"] or {}),
        "comparison": comparison,
        "place_among": waiting.index(key) + 1 if key in waiting else 0,
        "waiting": len(waiting),
        "next_url": plan_address(plan, following, shown) if following else "",
        "shown": shown,
        "changes": changes_of(row) if row["status"] == "changes" else [],
        "chosen": row["choice"]["subject"] if isinstance(row.get("choice"), dict) else row.get("choice"),
    }


def plan_address(plan: Plan, key: str | None, shown: Shown | None = None) -> str:
    """The plan's page with a row open, under a filter as long as the filter shows that row."""
    shown = shown or Shown()
    query = shown.fields() if key in plan.rows and shown.takes(key, plan.rows[key]) else {}
    if key:
        query["dong"] = key.replace(".", "-")
    address = reverse("import", args=[plan.batch.pk])
    return address + (f"?{urlencode(query)}#d{query['dong']}" if key else "")


def settle(request: HttpRequest, plan: Plan, key: str) -> HttpResponse:
    """Settle one row and go to the next that is open. A form without a choice takes the choice back."""
    said = request.POST.get("chon", "")
    choice_: Any = {"subject": int(said)} if said.isascii() and said.isdigit() and len(said) < 12 else said or None
    if choice_ not in (None, "skip", "as-read"):
        comparison = plan.comparison(key)
        if comparison.hidden:
            raise NotPermitted(
                _("One of the persons in question belongs to another unit; the office's officer settles this row.")
            )
    account, now, shown = account_of(request), timezone.now(), shown_of(request, plan)

    def done(watch: Any = None) -> dict[str, Any]:
        if watch is not None:
            watch.stage("planning")
        batch = settle_row(plan.batch.pk, key, choice_, by=account, at=now, watch=watch)
        after = Plan(request, batch)
        if choice_ is None:
            words = _("%(at)s is to be settled again.") % {"at": after.rows[key]["at"]}
            return ended(plan_address(after, key, shown), warned=words)
        following = after.next_open(key)
        address = plan_address(after, following or key, shown)
        return ended(address, settled_words(after, key), undo=address_of(batch, key))

    if len(plan.rows) < LONG:
        return follow(request, done())
    back = plan_address(plan, key, shown)
    return begin_work(request, "import-settle", done, stages=("planning",), name=plan.batch.file_name, back=back)


def settled_words(plan: Plan, key: str) -> str:
    """What was chosen for a row, as a sentence."""
    row = plan.rows[key]
    names = {"at": row["at"], "name": (row["record"] or {}).get("name", "")}
    if row.get("choice") == "skip":
        return _("%(at)s is left out.") % names
    if row.get("choice") == "new":
        return _("%(at)s: %(name)s is somebody new.") % names
    if row.get("choice") == "as-read":
        return _("%(at)s is taken in as read.") % names
    chosen = next(one for one in row["candidates"] if one["subject"] == row["choice"]["subject"])
    born = f" ({day_words(chosen['born'])})" if chosen["born"] else ""
    return _("%(at)s: it is %(name)s.") % {**names, "name": f"{chosen['name']}{born}"}


# --- acts --------------------------------------------------------------------------------------------


def apply_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Enter a plan in the register: whole, or with `phan=1` the rows that are settled."""
    batch = seen(request, batch_id)
    revision = request.POST.get("lan", "")
    account, now, partial = account_of(request), timezone.now(), request.POST.get("phan") == "1"
    address = reverse("import", args=[batch.pk])

    def run(watch: Any) -> dict[str, Any]:
        watch.stage("applying")
        taken = apply_kept(
            batch.pk,
            by=account,
            at=now,
            partial=partial,
            revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else None,
            watch=watch,
        )
        written = taken.counts["new"] + taken.counts["changes"]
        undo = reverse("import-revert", args=[batch.pk])
        return ended(address, written_words(written, len(taken.open_rows)), undo=undo)

    return begin_work(request, "import-apply", run, stages=("applying",), name=batch.file_name, back=address)


def written_words(written: int, left: int) -> str:
    """87 rows entered in the register, 3 left."""
    said = ngettext("%(n)s row entered in the register.", "%(n)s rows entered in the register.", written) % {
        "n": write_number(written)
    }
    if left:
        said += " " + ngettext("%(n)s row was left.", "%(n)s rows were left.", left) % {"n": write_number(left)}
    return said


def plan_again(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Make the plan again upon the register as it stands now."""
    batch = seen(request, batch_id)
    account, now, address = account_of(request), timezone.now(), reverse("import", args=[batch.pk])

    def run(watch: Any) -> dict[str, Any]:
        watch.stage("planning")
        replan(batch.pk, by=account, at=now, watch=watch)
        return ended(address, _("The plan was made again upon the register as it stands now."))

    return begin_work(request, "import-replan", run, stages=("planning",), name=batch.file_name, back=address)


def drop_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Give a waiting plan up; its file is forgotten."""
    batch = drop_plan(seen(request, batch_id).pk, by=account_of(request), at=timezone.now())
    say(request, _("%(file)s was dropped. Nothing of it was entered.") % {"file": batch.file_name})
    return HttpResponseRedirect(reverse("imports"))


def undo_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Revert an import: the register stands as it stood before it."""
    batch = seen(request, batch_id)
    account, now, address = account_of(request), timezone.now(), reverse("import", args=[batch.pk])

    def run(watch: Any) -> dict[str, Any]:
        watch.stage("reverting")
        revert_import(batch.pk, by=account, at=now)
        words = _("%(file)s was reverted: the register stands as before it.") % {"file": batch.file_name}
        return ended(address, words)

    return begin_work(request, "import-revert", run, stages=("reverting",), name=batch.file_name, back=address)


def import_file(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The file of a waiting plan as it came, to be looked at beside the plan. Never shown in the page: it comes from outside."""
    batch = seen(request, batch_id)
    content = waiting_file(batch)
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, plain_name(batch.file_name)) or "attachment"},
    )


urlpatterns = [
    path("nhap/", import_list, name="imports"),
    path("nhap/<int:batch_id>/", one_import, name="import"),
    path("nhap/<int:batch_id>/dong/<int:part>-<int:row>/", import_row, name="import-row"),
    path("nhap/<int:batch_id>/ghi/", apply_import, name="import-apply"),
    path("nhap/<int:batch_id>/lap-lai/", plan_again, name="import-replan"),
    path("nhap/<int:batch_id>/bo/", drop_import, name="import-drop"),
    path("nhap/<int:batch_id>/rut/", undo_import, name="import-revert"),
    path("nhap/<int:batch_id>/tep/", import_file, name="import-file"),
]
