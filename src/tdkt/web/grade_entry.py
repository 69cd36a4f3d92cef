"""Entering classes: the dense table of a unit for a period, filled from the period before or from a file, kept within the shares, taken back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.operations import grades as acts
from tdkt.operations.errors import NotReadable, Refused
from tdkt.operations.grade_sets import name_of
from tdkt.operations.grade_sheets import Line, fill_table, take_in_table
from tdkt.operations.grades import Entered, Given
from tdkt.records import grades as register
from tdkt.records.models import GradeSet, Role, Subject, Unit
from tdkt.vietnamese.folding import nfc
from tdkt.web.grade_words import period_words, set_of, share_lines, span_of, unit_of
from tdkt.web.office import account_of, office_of, today
from tdkt.web.policy import may_use
from tdkt.web.shell import complain, say, warn
from tdkt.web.uploads import was_too_large

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREFIX, NOTE = "m-", "g-"
"""The names of the fields of one receiver: the grade, the note."""


@dataclass(frozen=True)
class Asked:
    """The table that an address asks for: of which set, unit and period."""

    row: GradeSet
    unit: Unit
    span: Any

    @property
    def query(self) -> str:
        return urlencode({"bo": self.row.pk, "don-vi": self.unit.pk, "ky": self.span.code})

    @property
    def url(self) -> str:
        return f"{reverse('grades-enter')}?{self.query}"


@dataclass(frozen=True)
class RowLine:
    """A receiver of the table: what he has, what he had the period before."""

    subject: Subject
    number: str
    rank: str
    grade: str
    note: str
    before: str


def asked_of(request: HttpRequest) -> Asked:
    """What the address asks for. Raises `Http404` while there is no set."""
    row, _every = set_of(request)
    if row is None:
        raise Http404
    return Asked(row, unit_of(request), span_of(request, row))


def enter(request: HttpRequest) -> HttpResponse:
    """The table of a unit for a period; sent, it is kept whole or refused with what is over."""
    asked = asked_of(request)
    typed = said_of(request) if request.method == "POST" else None
    problem = ""
    if typed is not None:
        try:
            entered = acts.enter_grades(
                asked.row.pk,
                asked.unit.pk,
                asked.span.code,
                typed,
                by=account_of(request),
                at=timezone.now(),
                on=today(request),
            )
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            tell(request, asked, entered)
            return HttpResponseRedirect(asked.url)
    return page(request, asked, typed, problem=problem)


def said_of(request: HttpRequest) -> dict[int, Given]:
    """What the table that was sent says, by receiver."""
    found = {}
    for field, value in request.POST.items():
        key = field.removeprefix(PREFIX)
        if field.startswith(PREFIX) and key.isascii() and key.isdigit() and len(key) < 11:
            found[int(key)] = Given(nfc(str(value)), nfc(request.POST.get(f"{NOTE}{key}", "")))
    return found


def tell(request: HttpRequest, asked: Asked, entered: Entered) -> None:
    """Say what was entered, what is over in a table that is not whole, and that the class of the collective is not known."""
    number = entered.made + entered.changed + entered.cleared
    if entered.entry is None:
        say(request, _("Nothing was changed."))
    else:
        words = ngettext("%(n)s line entered.", "%(n)s lines entered.", number) % {"n": number}
        if entered.missing:
            lacking = ngettext("%(n)s still lacks a class.", "%(n)s still lack a class.", entered.missing)
            words = f"{words} {lacking % {'n': entered.missing}}"
        say(request, words, undo=reverse("grades-undo", args=[entered.entry]) + f"?{asked.query}")
    english = get_language() == "en"
    for limit in entered.limits:
        if limit.over:
            warn(request, acts.over_words(asked.row, limit)[english])


def page(request: HttpRequest, asked: Asked, typed: Mapping[int, Given] | None, *, problem: str = "") -> HttpResponse:
    """The table as it stands, as it was typed, or filled from the period before."""
    earlier, later = acts.neighbours(asked.span)
    those = register.receivers(asked.row, asked.unit.pk, asked.span.last)
    lines = lines_of(request, asked, those, typed, earlier.code)
    grades = [line.grade for line in lines if line.grade]
    limits = acts.shares_of(asked.row, asked.unit.pk, asked.span, grades, people=len(those))
    counts = Counter(grades)
    account, on = account_of(request), today(request)
    collective = register.class_of(asked.unit.pk, asked.row.period, asked.span.code)
    context = {
        "row": asked.row,
        "unit": asked.unit,
        "span": asked.span,
        "period": period_words(asked.span),
        "lines": lines,
        "grades": [(grade, counts[grade["code"]], f"{at}") for at, grade in enumerate(asked.row.grades, 1)],
        "missing": len(lines) - len(grades),
        "shares": share_lines(asked.row, limits),
        "class_unknown": acts.class_unknown(asked.row, asked.unit.pk, asked.span),
        "collective": name_of(collective.grade_set, collective.grade) if collective else "",
        "query": asked.query,
        "before": earlier,
        "before_url": url_of(asked, earlier),
        "after_url": url_of(asked, later) if later.first <= on else "",
        "filled": filled(request),
        "problem": problem,
        "too_many": len(lines) > acts.LARGEST_UNIT,
        "can": may_enter(request, asked),
        "can_file": may_use(account, "grades-take-in", "POST"),
        "back": f"{reverse('grades')}?{urlencode({'bo': asked.row.pk, 'nam': asked.span.year})}",
    }
    return render(request, "grades/enter.html", context, status=422 if problem else 200)


def may_enter(request: HttpRequest, asked: Asked) -> bool:
    account = account_of(request)
    if not asked.row.in_use or account is None or not may_use(account, "grades-enter", "POST"):
        return False
    return asked.row.receivers == "individual" or account.role == Role.OFFICER


def url_of(asked: Asked, span: Any) -> str:
    return Asked(asked.row, asked.unit, span).url


def filled(request: HttpRequest) -> bool:
    """Whether the page shows grades that are not entered yet: those of the period before, or one for all the rest."""
    return request.method == "GET" and ("nhu" in request.GET or "con-lai" in request.GET)


def lines_of(
    request: HttpRequest, asked: Asked, those: set[int], typed: Mapping[int, Given] | None, earlier: str
) -> list[RowLine]:
    had = register.given_in(asked.row, earlier, those)
    has = register.given_in(asked.row, asked.span.code, those)
    as_before, rest = request.GET.get("nhu") == "truoc", request.GET.get("con-lai", "")
    codes = {grade["code"] for grade in asked.row.grades}
    found = []
    for subject in register.people(those):
        own, last = has.get(subject.pk), had.get(subject.pk)
        grade, note = (own.grade, own.note) if own else ("", "")
        if typed is not None:
            grade, note = (typed[subject.pk].grade, typed[subject.pk].note) if subject.pk in typed else (grade, note)
        elif not grade and as_before and last:
            grade = last.grade
        elif not grade and rest in codes:
            grade = rest
        found.append(
            RowLine(subject, number_of(subject), rank_of(subject, asked), grade, note, last.grade if last else "")
        )
    return found


def number_of(subject: Subject) -> str:
    """The service number of a person, as a list shows it."""
    return next((one.number for one in subject.numbers.all() if one.kind == "service"), "")


def rank_of(subject: Subject, asked: Asked) -> str:
    """The rank of a person in the period."""
    known = [one for one in subject.services.all() if one.rank and one.since <= asked.span.last]
    return max(known, key=lambda one: one.since).rank if known else ""


# --- files, and back --------------------------------------------------------------------------------


def table_file(request: HttpRequest) -> HttpResponse:
    """The table as it stands, as a workbook that comes back filled in."""
    asked = asked_of(request)
    those = register.receivers(asked.row, asked.unit.pk, asked.span.last)
    office = office_of(request)
    assert office is not None
    lines = [
        Line(
            one.subject.pk,
            one.subject.name,
            one.number,
            one.rank,
            one.subject.belongs_to.name if one.subject.belongs_to else "",
            one.grade,
            one.note,
        )
        for one in lines_of(request, asked, those, None, "")
    ]
    content = fill_table(asked.row, asked.unit, asked.span.code, lines, office=office, day=today(request))
    name = f"{asked.row.name} {asked.span.code} {asked.unit.name}.xlsx".replace("/", "-")
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


def take_in(request: HttpRequest) -> HttpResponse:
    """Enter a table from its file."""
    asked = asked_of(request)
    upload = request.FILES.get("tep")
    try:
        if was_too_large(request) or not isinstance(upload, UploadedFile):
            raise NotReadable(
                "Chưa chọn tệp, hoặc tệp quá lớn. Tải bảng từ trang này, điền rồi gửi lại.",
                "No file is chosen, or it is too large. Download the table, fill it in and send it.",
            )
        entered = take_in_table(
            asked.row.pk,
            asked.unit.pk,
            asked.span.code,
            upload.name or "",
            upload.read(),
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
        )
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    else:
        tell(request, asked, entered)
    return HttpResponseRedirect(asked.url)


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take back one act of entering."""
    number = acts.undo_grades(entry, by=account_of(request), at=timezone.now(), on=today(request))
    say(request, ngettext("%(n)s line taken back.", "%(n)s lines taken back.", number) % {"n": number})
    to = reverse("grades-enter") if request.GET.get("ky") else reverse("grades")
    return HttpResponseRedirect(f"{to}?{request.GET.urlencode()}" if request.GET else to)
