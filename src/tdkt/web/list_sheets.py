"""A list as one sheet, grouped if asked, and given out as it is seen: the same rows in the same order, whatever filters the list has.

Which lists can be given out stands in `list_sources`. The list's own page stays what it is; `nhom` in the address groups the sheet. Read first:
`sheet`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tdkt.operations.lists import list_file, list_paper
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import choice, without_empty
from tdkt.web.five_year import TYPES
from tdkt.web.list_sources import SOURCES, Group, Source
from tdkt.web.office import office_of, today
from tdkt.web.pages import page_of

SIZE = 200
MOST = {"xlsx": 20_000, "csv": 20_000, "docx": 2_000, "pdf": 2_000}
"""So many rows a file of each kind holds; what is left out is said in the file."""
CSV_TYPE = "text/csv; charset=utf-8"


# --- grouping -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Grouped:
    """Rows in the order of their groups (`group` stands on each), how many each holds, and how each is said; without a group all in one."""

    rows: Any
    group: Group | None
    counts: dict[Any, int]
    words: dict[Any, str]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def grouped(request: HttpRequest, source: Source, found: Any) -> Grouped:
    """The rows that were found, ordered by the group that the address names before their own order."""
    key = choice(request, "nhom", source.groups)
    if not key:
        return Grouped(found, None, {None: found.count()}, {None: ""})
    group = source.groups[key]
    marked = found.annotate(group=group.column(found))
    first = F("group").desc(nulls_last=True) if group.newest_first else F("group").asc(nulls_last=True)
    counts = dict(marked.order_by().values_list("group").annotate(Count("pk")))
    words = group.say(request, list(counts))
    return Grouped(marked.order_by(first, *found.query.order_by), group, counts, words)


@dataclass(frozen=True)
class Block:
    """Rows under the title of their group: `whole` counts the group in the whole list, of which a page may show a part."""

    title: str
    whole: int
    rows: list[tuple[int, str, list[Any]]]


def blocks(request: HttpRequest, source: Source, listed: Grouped, shown: Sequence[Any], start: int) -> list[Block]:
    """These rows in their groups, each with its number in the list, its address and its cells."""
    cells = source.cells(request, shown)
    numbered = [(start + n, row, told) for n, (row, told) in enumerate(zip(shown, cells, strict=True), start=1)]
    key = (lambda one: getattr(one[1], "group", None)) if listed.group else (lambda one: None)
    found = []
    for value, held in groupby(numbered, key=key):
        title = listed.words.get(value) or (str(_("not said")) if listed.group else "")
        body = [(number, source.open_row(row), told) for number, row, told in held]
        found.append(Block(title, listed.counts.get(value, 0), body))
    return found


# --- the sheet and its files ------------------------------------------------------------------------------


def sheet(request: HttpRequest, name: str) -> HttpResponse:
    """The list as a sheet, grouped as the address asks."""
    source = known(name)
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    found = source.find(request)
    listed = grouped(request, source, found.rows)
    page = page_of(request, listed.rows, total=listed.total, size=SIZE)
    context = {
        "source": source,
        "name": name,
        "pills": found.pills,
        "page": page,
        "blocks": blocks(request, source, listed, page.rows, page.start),
        "columns": len(source.heads) + 1,
        "group": request.GET.get("nhom", ""),
        "groups": [("", _("not grouped")), *((key, one.name) for key, one in source.groups.items())],
        "number_of_groups": len(listed.counts) if listed.group else 0,
        "list_url": reverse(source.route) + query_of(request, without=("nhom", "trang", "ca")),
        "files": FILES,
        "query": query_of(request, without=("trang", "ca")),
    }
    return render(request, "saved_views/sheet.html", context)


FILES = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"), ("csv", "CSV"))


def known(name: str) -> Source:
    if name not in SOURCES:
        raise Http404
    return SOURCES[name]


def query_of(request: HttpRequest, *, without: Sequence[str]) -> str:
    """The query string of the address without some of its keys."""
    query = request.GET.copy()
    for key in without:
        query.pop(key, None)
    return f"?{query.urlencode()}" if query else ""


def sheet_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The sheet as a file, with every row up to the most that such a file holds."""
    source = known(name)
    if form not in MOST:
        raise Http404
    found = source.find(request)
    listed = grouped(request, source, found.rows)
    shown = list(listed.rows[: MOST[form]])
    made = blocks(request, source, listed, shown, 0)
    notes = [f"{one.name}: {one.value}" for one in found.pills]
    if listed.group:
        notes.append(f"Nhóm theo: {listed.group.name}")
    if len(shown) < listed.total:
        notes.append(
            f"Tệp này có {write_number(len(shown))} dòng đầu trong {write_number(listed.total)} dòng; lọc hẹp lại để có đủ."
        )
    heads = [str(_("No.")), *(str(head) for head in source.heads)]
    content = written(request, form, source, listed, made, notes, heads)
    response = HttpResponse(content, content_type=TYPES.get(form, CSV_TYPE))
    disposition = content_disposition_header(True, f"{source.name} {today(request):%d-%m-%Y}.{form}")
    assert disposition is not None
    response.headers["Content-Disposition"] = disposition
    return response


def written(
    request: HttpRequest,
    form: str,
    source: Source,
    listed: Grouped,
    made: list[Block],
    notes: list[str],
    heads: list[str],
) -> bytes:
    """A workbook has the group in a column of its own, by which it can be filtered; a paper has it as a title."""
    office, day = office_of(request), today(request)
    if form in ("docx", "pdf"):
        groups = [
            (
                f"{one.title}: {write_number(one.whole)}" if one.title else "",
                [[n, *cells] for n, _url, cells in one.rows],
            )
            for one in made
        ]
        numbers = (0, *(place + 1 for place in source.numbers))
        return list_paper(
            form, title=str(source.name), day=day, notes=notes, heads=heads, numbers=numbers, groups=groups
        )
    first = [str(listed.group.name)] if listed.group else []
    told = [
        [*([one.title] if listed.group else []), number, *cells] for one in made for number, _url, cells in one.rows
    ]
    return list_file(
        form,
        title=str(source.name),
        office=office.name if office else "",
        sample=bool(office and office.sample),
        day=day,
        notes=notes,
        heads=[*first, *heads],
        rows=told,
    )


urlpatterns = [
    path("danh-sach/<slug:name>/", sheet, name="list-sheet"),
    path("danh-sach/<slug:name>/tep/<slug:form>/", sheet_file, name="list-file"),
]
