"""A year of one commune on screen: its own criteria beside the law's text, the share of its bodies, and the table in which many are entered by keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.law.safe_areas import PARTS, Criterion, Share, Standard, Weighed, share, standard
from tdkt.operations.errors import Refused
from tdkt.operations.law import office_law
from tdkt.operations.safe_areas import (
    standard_of,
    weighed,
)
from tdkt.operations.safe_bodies import NewBody, add_bodies, read_list
from tdkt.records import safe_areas as book
from tdkt.records.models import CommunityModel, SafeBody, SafeYear, Unit
from tdkt.records.units import tree
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import whole
from tdkt.web.law import language
from tdkt.web.office import account_of, today
from tdkt.web.picking import ticked
from tdkt.web.policy import may_use, rows
from tdkt.web.reasons import Article, article
from tdkt.web.safe_areas import KINDS, ONE_KIND, RESULTS, deciders_of, workbook, year_asked
from tdkt.web.safe_tables import names_of, write
from tdkt.web.shell import say, warn
from tdkt.web.words import Word

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
        "left": not own.locked or any(not row.locked for group in groups for row in group.rows),
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


def commune_file(request: HttpRequest, body_id: int) -> HttpResponse:
    """The bodies of a commune in a year as a workbook: registration, findings, results."""
    body = get_object_or_404(rows(request, SafeBody.objects), pk=body_id, kind="commune")
    year = year_asked(request)
    parts = [body, *book.within(body, year)]
    told = book.said_of([one.pk for one in parts], year)
    said = standard_of(body, year)
    share_ = share(said, book.total(book.counts_of([body.pk], year).get(body.pk, {}), said.of))
    lines = [row_of(one, told.get(one.pk), year, share_ if one is body else None) for one in parts]
    most = max((len(line.cells) for line in lines), default=0)
    heads = [_("No."), _("Kind"), _("Name"), _("Registered on")]
    heads += [_("Criterion %(n)s") % {"n": number} for number in range(1, most + 1)]
    heads += [_("Result"), _("Decision"), _("Day")]
    answers = {"co": _("Met"), "khong": _("Not met"), "": ""}
    told_rows = [
        [
            number,
            str(ONE_KIND[line.body.kind]),
            line.body.name,
            line.row.registered_on if line.row else None,
            *[answers[cell.value] for cell in line.cells],
            *[""] * (most - len(line.cells)),
            str(line.result[2]),
            line.row.decision_number if line.row else "",
            line.row.decided_on if line.row else None,
        ]
        for number, line in enumerate(lines, 1)
    ]
    counts = share_.counts
    notes = [_("Recognised: %(met)s of %(of)s.") % {"met": counts.met, "of": counts.of}]
    if share_.needed is not None:
        notes.append(_("Needed: %(n)s.") % {"n": share_.needed})
    title = _("Safety in security and order, %(year)s") % {"year": year}
    return workbook(request, f"{title}, {body.name}", heads, told_rows, notes)


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
    path("mo-hinh/an-toan/xa/<int:body_id>/tep/", commune_file, name="safe-commune-file"),
    path("mo-hinh/an-toan/them/", new_bodies, name="safe-bodies-new"),
]
