"""Scoring sheets on screen: the versions, one of them to read, and a new version typed as a table or read from a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from tdkt.operations import filled_sheets
from tdkt.operations import scoring_sheets as acts
from tdkt.operations.errors import NotReadable, Refused
from tdkt.records.models import BlockYear, Sheet
from tdkt.vietnamese.folding import nfc
from tdkt.web.block_files import XLSX, uploaded
from tdkt.web.block_marks import KIND_WORDS, options_of
from tdkt.web.filters import whole
from tdkt.web.office import account_of, office_of, today
from tdkt.web.policy import may_use
from tdkt.web.shell import say

SPARE = 4
"""Empty rows under those of the version that is taken up."""
MOST_ROWS = 120


def sheet_list(request: HttpRequest) -> HttpResponse:
    """Every sheet with its versions, the newest first."""
    used = set(BlockYear.objects.exclude(sheet=None).order_by().values_list("sheet_id", flat=True).distinct())
    lines = []
    for row in Sheet.objects.order_by("name", "-number"):
        sheet = acts.read(row.content)
        lines.append((row, len(sheet.criteria), sheet.points, row.pk in used))
    context = {"lines": lines, "can": may_use(account_of(request), "sheet-new", "POST")}
    return render(request, "blocks/sheets.html", context)


def one_sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """One version, as it is marked by."""
    row = get_object_or_404(Sheet, pk=sheet_id)
    sheet = acts.read(row.content)
    groups = [
        (
            group,
            [
                (
                    one,
                    KIND_WORDS["falling" if one.inverted else one.kind],
                    one.most if one.kind in ("bonus", "penalty") else one.points,
                    options_of(one),
                )
                for one in group.criteria
            ],
        )
        for group in sheet.groups
    ]
    context = {
        "row": row,
        "sheet": sheet,
        "groups": groups,
        "percent": sheet.per_percent * 100,
        "most_percent": sheet.most_share * 100,
        "others": Sheet.objects.filter(name=row.name).exclude(pk=row.pk).order_by("-number"),
        "years": BlockYear.objects.filter(sheet=row).select_related("block").order_by("-year", "block__name"),
        "can": may_use(account_of(request), "sheet-new", "POST"),
    }
    return render(request, "blocks/sheet.html", context)


def sheet_file(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """One version as a spreadsheet, a model for the next."""
    row = get_object_or_404(Sheet, pk=sheet_id)
    office = office_of(request)
    assert office is not None  # whoever is signed in has one
    name = f"{pgettext('file name', 'scoring-sheet')}-{row.pk}-{row.number}.xlsx"
    return HttpResponse(
        filled_sheets.write_sheet(row, office=office, day=today(request)),
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


def new_sheet(request: HttpRequest) -> HttpResponse:
    """A new version: the rows of the version that the address names (or of the starting sheet) to be changed, or a spreadsheet."""
    before = None
    if request.method == "GET" and (key := whole(request, "tu")) is not None:
        before = get_object_or_404(Sheet, pk=key)
    content = before.content if before else acts.STARTING
    data: Mapping[str, Any] = request.POST
    rows, problem = acts.rows_of(content), ""
    values = {key: str(content["bonus"][key]).replace(".", ",") for key in filled_sheets.BONUS_NAMES}
    if request.method == "POST":
        rows = typed_rows(request)
        values = {key: request.POST.get(key, "") for key in filled_sheets.BONUS_NAMES}
        try:
            file = uploaded(request)
            made = acts.keep_sheet(
                request.POST.get("ten", ""),
                filled_sheets.read_sheet_file(file.name or "", file.read())
                if file
                else acts.content_of(rows, bonus=values),
                made_on=today(request),
                document=nfc(request.POST.get("van-ban", "")),
                by=account_of(request),
                at=timezone.now(),
            )
        except (Refused, NotReadable) as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("The sheet “%(name)s” has its version %(n)s.") % {"name": made.name, "n": made.number})
            return HttpResponseRedirect(reverse("sheet", args=[made.pk]))
    context = {
        "name": data.get("ten", before.name if before else ""),
        "document": data.get("van-ban", ""),
        "rows": [(place, row) for place, row in enumerate([*rows, *[[""] * 6] * SPARE], 1)],
        "kinds": list(acts.KIND_WORDS.values()),
        "hands": list(acts.HAND_WORDS.values()),
        "values": [(key, words, values[key]) for key, words in filled_sheets.BONUS_NAMES.items()],
        "problem": problem,
    }
    return render(request, "blocks/new_sheet.html", context, status=422 if problem else 200)


def typed_rows(request: HttpRequest) -> list[list[str]]:
    """The rows as typed; rows left empty fall away."""
    columns = [
        request.POST.getlist(name)[:MOST_ROWS] for name in ("nhom", "tieu-chi", "cach", "diem", "ai", "chi-tiet")
    ]
    rows = [list(row) for row in zip(*columns, strict=False)]
    return [row for row in rows if any(row[place].strip() for place in (0, 1, 3, 5))]


urlpatterns = [
    path("phong-trao/khoi/bang-diem/", sheet_list, name="sheets"),
    path("phong-trao/khoi/bang-diem/moi/", new_sheet, name="sheet-new"),
    path("phong-trao/khoi/bang-diem/<int:sheet_id>/", one_sheet, name="sheet"),
    path("phong-trao/khoi/bang-diem/<int:sheet_id>/tep/", sheet_file, name="sheet-file"),
]
