"""The five-year report on screen: the sentences, tables and charts of the report, each number of which opens, and its papers to take away.

The address holds the whole question (`question.py`); every link of the page carries it on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tdkt.operations.errors import NotFound
from tdkt.operations.reporting import FORMATS, NothingToReport, five_year_report, written
from tdkt.vietnamese.numbers import write_number
from tdkt.web import charts
from tdkt.web.numbers import show_number
from tdkt.web.office import office_of
from tdkt.web.question import Asked, Question, read_question, units_to_choose

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
}
FILES = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("json", "JSON"))
AWARDS = 2
"""The place of the section on awards among the sections of the paper."""

LONG_TABLE = 24
"""Rows from which a table scrolls within its own frame."""

Json = dict[str, Any]


# --- what the template shows ------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """`number` is the text of a number and `url` where it opens; both empty where a number does not apply."""

    is_number: bool
    text: str = ""
    number: str = ""
    url: str = ""


@dataclass(frozen=True)
class Table:
    id: str
    title: str
    note: str
    columns: list[Json]
    rows: list[list[Cell]]
    foot: list[Cell] | None

    @property
    def is_long(self) -> bool:
        return len(self.rows) > LONG_TABLE


@dataclass(frozen=True)
class Series:
    """A name in the legend of a chart, its colour, and the sum of its bars."""

    css: str
    name: str
    total: str


@dataclass(frozen=True)
class Chart:
    """`twin` is the table of its numbers, unless that stands on the page anyway (`twin_id`); under a low chart there is room for it."""

    id: str
    title: str
    sentence: str
    note: str
    picture: SafeString
    series: list[Series]
    twin: Table | None
    twin_id: str

    @property
    def twin_stands(self) -> bool:
        return len(self.series) <= 2


@dataclass(frozen=True)
class Run:
    text: str
    url: str


@dataclass(frozen=True)
class Section:
    """`lead` is the first paragraph with the first table under it, so that the answer stands first; `rest` and `tables` what follows."""

    place: int
    mark: str
    title: str
    lead: list[Run]
    rest: list[list[Run]]
    tables: list[Table]
    charts: list[Chart]

    @property
    def has_awards(self) -> bool:
        return self.place == AWARDS

    @property
    def first_table(self) -> list[Table]:
        """The table that stands above the charts: none where it is so long that it would push them away."""
        return [] if self.tables and self.tables[0].is_long else self.tables[:1]

    @property
    def further_tables(self) -> list[Table]:
        return self.tables[len(self.first_table) :]


class Links:
    """Where the numbers of the report that answers a question open."""

    def __init__(self, question: Question) -> None:
        self.prefix, suffix = reverse("five-year-number", args=["*"]).split("*")
        self.suffix = suffix + question.query

    def address(self, number: str | None) -> str:
        return f"{self.prefix}{number}{self.suffix}" if number else ""

    def runs(self, paragraph: Json) -> list[Run]:
        """A paragraph in pieces, of which those that are numbers open."""
        return [Run(run["text"], self.address(run.get("number"))) for run in paragraph["runs"]]


class Sheet(Links):
    """A report as its page shows it: `sections` in the order of the paper, `on_screen` with the answer first and the movements last."""

    def __init__(self, report: Json, question: Question) -> None:
        super().__init__(question)
        self.report = report
        self.tables = {table["id"]: table for table in report["tables"]}
        self.charts = {chart["id"]: chart for chart in report["charts"]}
        self.sections = [self.section(section, place) for place, section in enumerate(report["sections"], start=1)]
        self.on_screen = [*self.sections[1:], *self.sections[:1]]
        honours = [row for row in report["rows"].values() if row["kind"] == "conferral"]
        self.honours = len(honours)
        self.decisions = len({row["decision_id"] for row in honours if row["decision_id"]})

    def section(self, section: Json, place: int) -> Section:
        shown = [self.table(id_) for id_ in section["tables"]]
        paragraphs = [self.runs(paragraph) for paragraph in section["paragraphs"]]
        mark, _, title = section["heading"].partition(". ")
        return Section(
            place=place,
            mark=f"{mark}. " if title else "",
            title=title or mark,
            lead=paragraphs[0] if paragraphs else [],
            rest=paragraphs[1:],
            tables=shown,
            charts=[self.chart(id_, {table.id for table in shown}) for id_ in section["charts"]],
        )

    def table(self, id_: str) -> Table:
        table = self.tables[id_]
        return Table(
            id=id_,
            title=table["title"],
            note=table["note"] or "",
            columns=table["columns"],
            rows=[self.cells(table, row) for row in table["rows"]],
            foot=self.cells(table, table["foot"]) if table["foot"] else None,
        )

    def cells(self, table: Json, row: Json) -> list[Cell]:
        return [self.cell(cell, column["kind"]) for cell, column in zip(row["cells"], table["columns"], strict=True)]

    def cell(self, cell: Json | None, kind: str) -> Cell:
        if cell is None:
            return Cell(is_number=kind == "number")
        if "value" in cell:
            return Cell(True, number=write_number(cell["value"]), url=self.address(cell.get("number")))
        return Cell(kind == "number", text=cell["text"])

    def chart(self, id_: str, shown: Iterable[str]) -> Chart:
        chart = self.charts[id_]
        twin_id = chart.get("table") or ""
        stands = twin_id in shown
        totals = [sum(bar["values"][place] or 0 for bar in chart["bars"]) for place in range(len(chart["series"]))]
        series = [
            Series(f"o{place + 1}", name, write_number(total))
            for place, (name, total) in enumerate(zip(chart["series"], totals, strict=True))
        ]
        return Chart(
            id=id_,
            title=chart["title"],
            sentence=chart["sentence"],
            note=chart["note"] or "",
            picture=charts.draw(chart),
            series=series if len(series) > 1 else [],
            twin=self.table(twin_id) if twin_id in self.tables and not stands else None,
            twin_id=twin_id if stands else "",
        )


def leading_sentences(report: Json, question: Question) -> list[list[Run]]:
    """The first paragraph on awards and the first on models: what the period comes down to."""
    links = Links(question)
    return [links.runs(section["paragraphs"][0]) for section in report["sections"][1:3] if section["paragraphs"]]


# --- screens ----------------------------------------------------------------------------------------


def five_year(request: HttpRequest) -> HttpResponse:
    """The report; a question that cannot be answered comes back as the form, with a sentence beside each field that is wrong."""
    asked = read_question(request)
    asked.units = units_to_choose(request, asked.unit)
    if asked.question is None:
        return show(request, asked, status=400)
    try:
        report = report_of(asked.question)
    except NothingToReport:
        office = office_of(request)
        return show(request, asked, empty="no-unit" if office and office.unit_id else "no-register")
    except NotFound as why:  # the unit is within reach, so it is the day on which the register does not know it yet
        asked.problems["known_on"] = str(why)
        return show(request, asked, status=400)
    return show(request, asked, sheet=Sheet(report, asked.question), report=report)


def show(request: HttpRequest, asked: Asked, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "five_year/report.html", {"asked": asked, "files": FILES, **context}, status=status)


def report_of(question: Question) -> Json:
    """The report that answers a question. Raises what `five_year_report` raises, and `NothingToReport` for an account without a unit:
    it reaches no rows, and must not be answered for the whole office.
    """
    if question.unit is None:
        raise NothingToReport(_("This account belongs to no unit, so there is nothing that it may report on."))
    return five_year_report(
        first=question.first,
        last=question.last,
        unit_id=question.unit.pk,
        known_on=question.known_on,
        today=question.today,
    )


def one_number(request: HttpRequest, address: str) -> HttpResponse:
    """One number of the report with its rows."""
    asked = read_question(request)
    if asked.question is None:
        return to_the_form(request)
    report = report_of(asked.question)
    number = report["numbers"].get(address)
    if number is None:
        raise Http404
    return show_number(
        request,
        number,
        [report["rows"][row] for row in number["rows"]],
        back=reverse("five-year") + asked.question.query,
        back_words=_("Five-year report"),
        day=asked.question.day,
        code=report["code"],
    )


def download(request: HttpRequest, form: str) -> HttpResponse:
    """The report as a file."""
    if form not in FORMATS:
        raise Http404
    asked = read_question(request)
    if asked.question is None:
        return to_the_form(request)
    report = report_of(asked.question)
    content = written(report, format=form, known_on=asked.question.day)
    response = HttpResponse(content, content_type=TYPES[form])
    disposition = content_disposition_header(True, file_name(report, asked.question, form))
    assert disposition is not None
    response.headers["Content-Disposition"] = disposition
    return response


def file_name(report: Json, question: Question, form: str) -> str:
    """ "Báo cáo 2015-2020, Công an tỉnh Quảng Nam, biết đến 25-05-2020.docx": papers of several questions lie apart in one folder."""
    years = f"{report['period']['from']}-{report['period']['to']}"
    unit = report["unit"]["name"].replace("/", "-")
    return f"Báo cáo {years}, {unit}, biết đến {question.day:%d-%m-%Y}.{form}"


def to_the_form(request: HttpRequest) -> HttpResponse:
    """A wrong question is put right on the page of the report, whatever was asked for with it."""
    return HttpResponseRedirect(f"{reverse('five-year')}?{request.GET.urlencode()}")


urlpatterns = [
    path("bao-cao/5-nam/", five_year, name="five-year"),
    path("bao-cao/5-nam/so/<str:address>/", one_number, name="five-year-number"),
    path("bao-cao/5-nam/tai/<str:form>/", download, name="five-year-file"),
]
