"""A year of one commune on screen: its own criteria beside the law's text, the share of its bodies, and the table in which many are entered by keyboard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.law.safe_areas import PARTS, Criterion, Share, Standard, Weighed, share, standard
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.law import office_law
from tdkt.operations.safe_areas import (
    Line,
    Put,
    Saved,
    register_bodies,
    save_findings,
    standard_of,
    weighed,
)
from tdkt.operations.safe_bodies import NewBody, add_bodies, read_list, undo_act
from tdkt.operations.safe_results import decide, ready, with_table
from tdkt.records import safe_areas as book
from tdkt.records.models import CommunityModel, Entry, SafeBody, SafeYear, Unit
from tdkt.records.units import tree
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import whole
from tdkt.web.law import language
from tdkt.web.office import account_of, today
from tdkt.web.picking import ticked
from tdkt.web.policy import may_use, rows
from tdkt.web.reasons import Article, article
from tdkt.web.safe_areas import KINDS, ONE_KIND, RESULTS, deciders_of, year_asked
from tdkt.web.shell import say, warn
from tdkt.web.words import Word

ANSWERS = {"co": True, "khong": False, "": None}
TOLD = 5
ACTS = {
    "registered_on": "ngay-dang-ky",
    "paper": "van-ban",
    "result": "ket-qua",
    "decided_on": "ngay-quyet-dinh",
    "number": "so-quyet-dinh",
    "authority": "co-quan",
    "scope": "pham-vi",
}
"""The fields of the bulk acts, as the template names them."""


@dataclass(frozen=True)
class Head:
    """A criterion as the head of a column or of a line: its number, its words, its article, and what is unsure about it."""

    number: int
    criterion: Criterion
    words: str
    article: Article | None

    @property
    def unread(self) -> bool:
        return self.criterion.whole

    @property
    def name(self) -> str:
        """Its name for whoever hears the table: "Tiêu chí 4"."""
        return _("Criterion %(n)s") % {"n": self.number}


@dataclass(frozen=True)
class Cell:
    """A finding in the table: `value` is "co", "khong" or empty; `words` what was said of the whole."""

    head: Head
    value: str
    words: str


@dataclass(frozen=True)
class Row:
    """A body in the table with its row of the book, the sign that the form sends back, and what its findings come to."""

    body: SafeBody
    row: SafeYear | None
    mark: str
    late: bool
    cells: tuple[Cell, ...]
    result: tuple[str, str, Word]
    ripe: str
    doubtful: bool
    typed: str | None = None
    """The day of registering as it was typed, where the form came back."""

    @property
    def locked(self) -> bool:
        return bool(self.row and self.row.result)


@dataclass(frozen=True)
class Group:
    """The bodies of one kind, with the criteria that head their columns."""

    kind: str
    name: Word
    standard: Standard
    heads: tuple[Head, ...]
    rows: list[Row]


# --- the page ------------------------------------------------------------------------------------


def one_commune(request: HttpRequest, body_id: int) -> HttpResponse:
    """A commune in a year; a POST writes the table and, by the button pressed, registers or decides what is chosen."""
    body = get_object_or_404(rows(request, SafeBody.objects).select_related("unit"), pk=body_id, kind="commune")
    year = year_asked(request)
    problem = ""
    if request.method == "POST":
        try:
            return write(request, body, year)
        except Refused as why:
            problem = why.said(get_language() or "vi")
    return page(request, body, year, problem)


def page(request: HttpRequest, body: SafeBody, year: int, problem: str) -> HttpResponse:
    parts = book.within(body, year)
    told = book.said_of([body.pk, *(one.pk for one in parts)], year)
    counts = book.counts_of([body.pk], year).get(body.pk, {})
    said = standard_of(body, year)
    share_ = share(said, book.total(counts, said.of))
    own = row_of(body, told.get(body.pk), year, share_)
    now = weighed(body, own.row, year, share_)
    account = account_of(request)
    typed = request.POST if problem else {}
    groups = [
        group_of(
            kind, year, [as_typed(row_of(one, told.get(one.pk), year), typed) for one in parts if one.kind == kind]
        )
        for kind in PARTS
    ]
    own = as_typed(own, typed)
    seen_models = rows(request, CommunityModel.objects)
    context = {
        "body": body,
        "year": year,
        "standard": said,
        "own": own,
        "heads": heads_of(said),
        "share": share_,
        "counted": counted_head(said),
        "weighed": now,
        "differs": bool(own.row and own.row.result and said.known and now.result != own.row.result),
        "hints": book.models_beside(body, year, seen=seen_models) if any(one.hint for one in said.criteria) else None,
        "groups": [group for group in groups if group.rows],
        "any": bool(parts),
        "by_kind": [(KINDS[kind], counts[kind]) for kind in PARTS if kind in counts],
        "deciders": deciders_of(said),
        "chosen": set(ticked(request)) if problem else set(),
        "typed": {name: typed.get(key, "") for name, key in ACTS.items()},
        "problem": problem,
        "can": may_use(account, "safe-commune", "POST"),
        "can_decide": may_use(account, "safe-year-correct", "POST"),
    }
    return render(request, "safe_areas/commune.html", context, status=422 if problem else 200)


def group_of(kind: str, year: int, rows_: list[Row]) -> Group:
    said = standard(office_law(), kind, year)
    return Group(kind, KINDS[kind], said, heads_of(said), rows_)


def heads_of(said: Standard) -> tuple[Head, ...]:
    """The criteria of a standard that somebody has to find, numbered as the text has them."""
    return tuple(head for head in all_heads(said) if not head.criterion.counted)


def all_heads(said: Standard) -> list[Head]:
    return [
        Head(number, one, one.said(language()) or _("what this text asks was not read"), article(one.cite))
        for number, one in enumerate(said.criteria, start=1)
    ]


def counted_head(said: Standard) -> Head | None:
    """The criterion that the register counts from the bodies within."""
    return next((head for head in all_heads(said) if head.criterion.counted), None)


def row_of(body: SafeBody, row: SafeYear | None, year: int, share_: Share | None = None) -> Row:
    """A body as a row of the table."""
    said = standard_of(body, year)
    found = row.findings if row else {}
    values = {True: "co", False: "khong", None: ""}
    now: Weighed = weighed(body, row, year, share_)
    decided = bool(row and row.result)
    return Row(
        body=body,
        row=row,
        mark=book.mark(row),
        late=bool(row and said.is_late(row.registered_on)),
        cells=tuple(
            Cell(
                head,
                values[found.get(head.criterion.code, {}).get("met")],
                found.get(head.criterion.code, {}).get("words", ""),
            )
            for head in heads_of(said)
        ),
        result=RESULTS[row.result if row else ""],
        ripe="" if decided else now.result,
        doubtful=not decided and (body.to_year == year or (body.from_year == year and not (row and row.registered_on))),
    )


def as_typed(row: Row, said: Mapping[str, str]) -> Row:
    """A row with what was typed, where the form comes back with a refusal: nothing has to be typed again."""
    key = row.body.pk
    if f"dau-{key}" not in said:
        return row
    cells = tuple(
        Cell(
            cell.head,
            said.get(f"tc-{key}-{cell.head.criterion.code}", cell.value),
            said.get(f"loi-{key}-{cell.head.criterion.code}", cell.words),
        )
        for cell in row.cells
    )
    return replace(row, cells=cells, mark=said[f"dau-{key}"], typed=said.get(f"ngay-{key}", ""))


# --- what the form says ----------------------------------------------------------------------------


def write(request: HttpRequest, body: SafeBody, year: int) -> HttpResponse:
    """Write the table; then what the pressed button asks."""
    account, day = account_of(request), today(request)
    parts = {one.pk: one for one in [body, *book.within(body, year)]}
    lines = lines_of(request, parts, year)
    act = request.POST.get("viec", "ghi")
    saved: Saved | None
    put: Put | None = None
    if act == "ghi":
        saved = save_findings(year, lines, by=account, at=timezone.now(), on=day)
    elif act == "dang-ky":
        registered_on = day_of(request.POST.get("ngay-dang-ky", ""), _("Day of registering"))

        def register() -> Put:
            keys = scope_of(request, parts, lambda found: unregistered(found, year))
            return register_bodies(
                year,
                keys,
                registered_on=registered_on,
                registration=request.POST.get("van-ban", ""),
                by=account,
                at=timezone.now(),
                on=day,
            )

        saved, put = with_table(year, lines, register, by=account, at=timezone.now(), on=day)
    elif act == "quyet-dinh":
        decided_on = day_of(request.POST.get("ngay-quyet-dinh", ""), _("Day of the decision"))
        result = request.POST.get("ket-qua", "")

        def settle() -> Put:
            keys = scope_of(request, parts, lambda found: ready(year, found.values(), result))
            return decide(
                year,
                keys,
                result=result,
                decided_on=decided_on,
                decision_number=request.POST.get("so-quyet-dinh", ""),
                authority=request.POST.get("co-quan", ""),
                by=account,
                at=timezone.now(),
                on=day,
            )

        saved, put = with_table(year, lines, settle, by=account, at=timezone.now(), on=day)
    else:
        raise BadRequest(f"viec={act}")
    tell(request, act, saved, put)
    return HttpResponseRedirect(f"{reverse('safe-commune', args=[body.pk])}?nam={year}")


def unregistered(found: Mapping[int, SafeBody], year: int) -> list[int]:
    """Those of which the book holds neither a registration nor a result."""
    told = book.said_of(found, year)
    return [key for key in found if key not in told or not (told[key].registered_on or told[key].result)]


def scope_of(request: HttpRequest, parts: Mapping[int, SafeBody], rest: Any) -> list[int]:
    """Whom a bulk act is about: those ticked, or all of a kind (or of every kind within) for which it is still to be done."""
    scope = request.POST.get("pham-vi", "chon")
    if scope == "chon":
        return [key for key in ticked(request) if key in parts]
    wanted = {key: one for key, one in parts.items() if scope == "tat-ca" or one.kind == scope}
    if scope == "tat-ca":
        wanted = {key: one for key, one in wanted.items() if one.kind != "commune"}
    keys = rest(wanted)
    if not keys:
        raise RuleNotMet(
            "Không có nơi nào còn phải ghi trong phạm vi này.", "Nothing is left to enter within what was chosen."
        )
    return list(keys)


def lines_of(request: HttpRequest, parts: Mapping[int, SafeBody], year: int) -> list[Line]:
    """The rows of the table as they came back; those that are decided are not in it."""
    found = []
    for key, one in parts.items():
        if f"dau-{key}" not in request.POST:
            continue
        codes = standard_of(one, year).codes
        said = request.POST
        findings = {code: ANSWERS[answer] for code in codes if (answer := said.get(f"tc-{key}-{code}")) in ANSWERS}
        words = {code: said[f"loi-{key}-{code}"] for code in codes if f"loi-{key}-{code}" in said}
        day = optional_day(said.get(f"ngay-{key}", ""), one.name)
        found.append(Line(key, said[f"dau-{key}"], day, findings, words))
    return found


def day_of(written: str, name: str) -> date:
    """A day that has to be written."""
    day = optional_day(written, name)
    if day is None:
        raise RuleNotMet(f"{name}: chưa ghi ngày. Ghi dạng 20/02/2024.", f"{name}: no day. Write it as 20/02/2024.")
    return day


def optional_day(written: str, name: str) -> date | None:
    """A day, or None where nothing is written."""
    if not written.strip():
        return None
    read = read_date(written.strip())
    if read is None or read.day is None:
        raise RuleNotMet(
            f"{name}: “{written.strip()[:30]}” không phải một ngày. Ghi dạng 20/02/2024.",
            f"{name}: “{written.strip()[:30]}” is no day. Write it as 20/02/2024.",
        )
    return read.first()


def tell(request: HttpRequest, act: str, saved: Saved | None, put: Put | None) -> None:
    """Say what was written, with the way to take the last of it back, and who came too late."""
    told = []
    if saved is not None:
        told.append(
            ngettext("%(n)s row written.", "%(n)s rows written.", saved.changed) % {"n": write_number(saved.changed)}
        )
    if put is not None and act == "dang-ky":
        told.append(ngettext("%(n)s registered.", "%(n)s registered.", put.made) % {"n": write_number(put.made)})
    elif put is not None:
        told.append(
            ngettext("Result entered for %(n)s.", "Result entered for %(n)s.", put.made) % {"n": write_number(put.made)}
        )
    entry = put.entry if put is not None else saved.entry if saved else None
    say(request, " ".join(told), undo=reverse("safe-undo", args=[entry]) if entry else "")
    if put is not None and put.late:
        words = _("After the day of the law: %(names)s.") if act == "dang-ky" else _("Decided too late: %(names)s.")
        warn(request, words % {"names": names_of(put.late)})
    if put is not None and put.known:
        warn(request, _("Registered already: %(names)s.") % {"names": names_of(put.known)})


def names_of(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - TOLD
    return ", ".join(listed[:TOLD]) + (f" (+{write_number(more)})" if more > 0 else "")


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take back one's own act in this book, and go back to where it was done."""
    account = account_of(request)
    act = get_object_or_404(Entry, pk=entry, verb__startswith="safe-areas.", by=account)
    undo_act(act.pk, by=account, at=timezone.now())
    say(request, _("Taken back."))
    back = request.headers.get("Referer", "")
    local = back.partition(request.get_host())[2]
    return HttpResponseRedirect(local if local.startswith("/mo-hinh/an-toan/") else reverse("safe-areas"))


# --- new bodies --------------------------------------------------------------------------------


def new_bodies(request: HttpRequest) -> HttpResponse:
    """A list of bodies to enter: communes with who follows them, or the bodies of one commune."""
    account = account_of(request)
    key = whole(request, "xa")
    place = get_object_or_404(rows(request, SafeBody.objects), pk=key, kind="commune") if key is not None else None
    problem, text, kind = "", request.POST.get("danh-sach", ""), request.POST.get("loai", "")
    if request.method == "POST":
        try:
            found = read_list(text, kind=kind if kind in ONE_KIND else "", within=place.pk if place else None)
            unit = request.POST.get("don-vi", "")
            unit_id = int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 11 else None
            entered = add_bodies(
                [NewBody(one.kind, one.name, one.within, None if place else unit_id) for one in found],
                by=account,
                at=timezone.now(),
                on=today(request),
            )
        except Refused as why:
            problem = why.said(get_language() or "vi")
        else:
            number = len(entered.made)
            say(
                request,
                ngettext("%(n)s body entered.", "%(n)s bodies entered.", number) % {"n": write_number(number)},
                undo=reverse("safe-undo", args=[entered.entry]),
            )
            if entered.known:
                warn(request, _("In the register already: %(names)s.") % {"names": names_of(entered.known)})
            return HttpResponseRedirect(reverse("safe-commune", args=[place.pk]) if place else reverse("safe-areas"))
    context = {
        "place": place,
        "kinds": [(code, name) for code, name in ONE_KIND.items() if (code != "commune" and place) or not place],
        "kind": kind or ("residential-area" if place else "commune"),
        "text": nfc(text),
        "units": [] if place else tree(rows(request, Unit.objects), on=today(request), levels=2),
        "unit": request.POST.get("don-vi") or (account.unit_id if account else ""),
        "problem": problem,
    }
    return render(request, "safe_areas/new.html", context, status=422 if problem else 200)


urlpatterns = [
    path("mo-hinh/an-toan/xa/<int:body_id>/", one_commune, name="safe-commune"),
    path("mo-hinh/an-toan/them/", new_bodies, name="safe-bodies-new"),
    path("mo-hinh/an-toan/hoan-tac/<int:entry>/", undo, name="safe-undo"),
]
