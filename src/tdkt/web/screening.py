"""The whole force screened for one award: choose it, a day and a unit; how many have each verdict; the list with what is lacking; its file.

The list in a file has the columns and the order of the screen. Read first: `screening`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.law.catalogue import RECIPIENTS, awards
from tdkt.law.catalogue import award as award_named
from tdkt.law.wording import say_award
from tdkt.operations.eligibility import VERDICTS, Answer, lacks_of, replayed_in
from tdkt.operations.law import office_law
from tdkt.operations.lists import FORMATS, list_file
from tdkt.operations.replay import Answer as Judged
from tdkt.operations.replay import Replayed
from tdkt.operations.selection import Selection, holders, lower_now, quota_of, select, tell, unproposed
from tdkt.records.models import Conferral, Subject, Unit
from tdkt.records.models.scope import family
from tdkt.records.people import last_services
from tdkt.records.units import tree, whole_names
from tdkt.vietnamese.dates import write_date
from tdkt.web.awards import unit_words
from tdkt.web.filters import Pill, choice, day, pill, whole, without_empty
from tdkt.web.law import language
from tdkt.web.office import office_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.reasons import Article, article, figure, lacking, law_said, when
from tdkt.web.words import KINDS, RECEIVERS, Word
from tdkt.web.words import VERDICTS as VERDICT_WORDS

FIRST_ASKED = "chien-si-thi-dua-co-so"
"""The title that every unit proposes every year: asked for when the address does not say."""

MOST_CELLS = 120
"""A meter has a cell for each place up to so many; beyond, a bar."""

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


REPLAYED: dict[str, Word] = {
    "not-allowed": gettext_lazy("The law of the day would not allow"),
    "undecided": gettext_lazy("Cannot be decided"),
    "council": gettext_lazy("The council judged"),
    "not-covered": gettext_lazy("The law of the day has no such award"),
    "allowed": gettext_lazy("Allowed"),
}
"""What comes of an award under the law of its day, in the order of the tabs."""
REPLAYED_AS = {
    Judged.NOT_ALLOWED: "not-allowed",
    Judged.NOT_ENOUGH_EVIDENCE: "undecided",
    Judged.FOR_THE_COUNCIL: "council",
    Judged.NOT_COVERED: "not-covered",
    Judged.ALLOWED: "allowed",
}


# --- the question -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What the address asks. `verdict` "" for all; `holding`: only who holds the title that the quota counts; `fresh`: never proposed."""

    award: str
    class_: int | None
    on: date
    kind: str
    unit: Unit | None
    verdict: str
    holding: bool
    fresh: bool
    memory: bool

    @property
    def form(self) -> str:
        """The award and class as one value of an address."""
        return f"{self.award}:{self.class_}" if self.class_ else self.award

    @property
    def name(self) -> str:
        return say_award(self.award, self.class_)


def form_of(value: str) -> tuple[str, int | None]:
    """ "huan-chuong-lao-dong:3" as award and class. Raises Http404 for what the catalogue does not have."""
    code, _colon, class_ = value.partition(":")
    known = awards().get(code)
    if known is None or (class_ not in {str(one) for one in known.classes} if class_ else bool(known.classes)):
        raise Http404
    return code, int(class_) if class_ else None


def read(request: HttpRequest) -> Asked:
    """The question of an address. Raises Http404 for an award or a unit that is not there for this account."""
    award, class_ = form_of(request.GET.get("hinh-thuc", "").strip() or FIRST_ASKED)
    allowed = [kind for kind in ("individual", "collective", "household") if kind in awards()[award].recipients]
    kind = choice(request, "loai", RECIPIENTS)
    key = whole(request, "don-vi")
    return Asked(
        award=award,
        class_=class_,
        on=day(request, "ngay") or today(request),
        kind=kind if kind in allowed else allowed[0],
        unit=get_object_or_404(rows(request, Unit.objects), pk=key) if key is not None else None,
        verdict=choice(request, "ket", VERDICTS),
        holding=bool(choice(request, "nen", {"co"})),
        fresh=bool(choice(request, "chua", {"co"})),
        memory=bool(choice(request, "nho", {"co"})),
    )


def in_question(request: HttpRequest, asked: Asked) -> tuple[list[int], int]:
    """The receivers to be screened, by name, and how many are left out: who has left the service or ended by the day."""
    found = rows(request, Subject.objects).filter(kind=asked.kind)
    if asked.unit is not None:
        found = found.filter(belongs_to__in=family(asked.unit.pk, on=today(request)))
    gone = {"departure__day__lte": asked.on} if asked.kind == "individual" else {"unit__ended__lt": asked.on}
    left = found.filter(**gone).count()
    return list(found.exclude(**gone).order_by("name_key", "pk").values_list("pk", flat=True)), left


@dataclass(frozen=True)
class Screened:
    """A question with its answer: the selection, narrowed as the address says."""

    asked: Asked
    selection: Selection
    left_out: int
    behind: int

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The rows of the list: those of the verdict asked for, else all, the eligible first."""
        return self.selection.by_verdict[self.asked.verdict] if self.asked.verdict else self.selection.all


def screened(request: HttpRequest, asked: Asked) -> Screened:
    """The receivers of the question, screened. `behind` is how many there were before the narrower filters."""
    keys, left = in_question(request, asked)
    selection = select(keys, asked.award, asked.class_, asked.on, use_memory=asked.memory)
    behind = len(keys)
    if asked.holding:
        quota = quota_of(selection)
        kept = holders(selection.state, quota.of, selection.year, asked.on) if quota else frozenset(keys)
        keys = [key for key in keys if key in kept]
    if asked.fresh:
        fresh = {one.subject for one in unproposed(asked.on, award=asked.award, class_=asked.class_)}
        keys = [key for key in keys if key in fresh]
    if len(keys) < behind:
        selection = select(keys, asked.award, asked.class_, asked.on, use_memory=asked.memory)
    return Screened(asked, selection, left, behind)


# --- the list ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A row of the list: who, where, the verdict, what is lacking (the first thing, and how many more), and what can be had now."""

    subject: Subject
    rank: str
    where: str
    answer: Answer
    lacking: str
    more: int
    article: Article | None
    earliest: str
    lower: str
    lower_form: str
    url: str

    @property
    def may_be_ticked(self) -> bool:
        return self.answer.verdict in ("eligible", "council")


def lines(request: HttpRequest, found: Screened, keys: Iterable[int]) -> list[Line]:
    """The rows of these receivers; the same number of questions to the register however many they are."""
    keys, asked = list(keys), found.asked
    subjects = Subject.objects.in_bulk(keys)
    services = last_services(keys, on=asked.on) if asked.kind == "individual" else {}
    where = whole_names((subject.belongs_to_id for subject in subjects.values()), on=asked.on)
    lower = lower_now(found.selection, [key for key in keys if found.asked.verdict not in ("eligible",)])
    told = tell(found.selection, keys, language=language())
    made = []
    for answer in told:
        subject = subjects[answer.subject]
        service = services.get(subject.pk)
        form = lower.get(subject.pk) if answer.verdict not in ("eligible", "council") else None
        place = where.get(subject.belongs_to_id or 0, "")
        first = answer.lacks[0] if answer.lacks else None
        made.append(
            Line(
                subject=subject,
                rank=service.rank if service else "",
                where=place.removeprefix(subject.name).lstrip(", ") if asked.kind == "collective" else place,
                answer=answer,
                lacking=lacking(first) if first else "",
                more=max(len(answer.lacks) - 1, 0),
                article=article(first.cite if first else answer.pathway),
                earliest=when(answer.earliest),
                lower=say_award(*form) if form else "",
                lower_form=(f"{form[0]}:{form[1]}" if form[1] else form[0]) if form else "",
                url=reason_address(subject.pk, asked),
            )
        )
    return made


def reason_address(subject: int, asked: Asked) -> str:
    """Where the reasons of one row are told."""
    said = {"hang": asked.class_ or "", "ngay": write_date(asked.on), "nho": "co" if asked.memory else ""}
    query = urlencode({key: value for key, value in said.items() if value}, safe="/")
    return f"{reverse('eligibility', args=[subject, asked.award])}?{query}"


@dataclass(frozen=True)
class Tab:
    """A verdict with how many have it."""

    code: str
    word: Word
    count: int


def tabs(selection: Selection) -> list[Tab]:
    """All, then each verdict that somebody has."""
    found = [Tab(code, VERDICT_WORDS[code].word, count) for code, count in selection.totals.items()]
    return [Tab("", _("All"), len(selection.all)), *(tab for tab in found if tab.count)]


def meter(found: Screened) -> dict[str, Any] | None:
    """The quota of the list as it is drawn; None where no text in force caps the award."""
    quota = quota_of(found.selection)
    if quota is None:
        return None
    exact = quota.percent * quota.whole / 100
    tag = article(quota.cite)
    titles = ", ".join(awards()[code].name for code in quota.of if code in awards())
    percent = figure(float(quota.percent)) + "%"
    words = {"percent": percent, "limit": quota.limit, "article": tag.whole if tag else "", "titles": titles}
    return {
        "limit": quota.limit,
        "whole": quota.whole,
        "exact": figure(float(exact)),
        "is_cut": exact != quota.limit,
        "percent": percent,
        "titles": titles,
        "year": found.selection.year,
        "article": tag,
        "cells": range(quota.limit) if 0 < quota.limit <= MOST_CELLS else (),
        "width": quota.limit * 10 + 2,
        "refused": _("Not ticked: all %(limit)s places are taken. %(article)s allows at most %(percent)s.") % words,
        "count_words": _("Ticked {n} of %(limit)s, {left} left") % words,
        "memory": quota.confidence not in ("VERIFIED", "SECONDARY"),
    }


def forms_to_choose() -> list[tuple[Word, list[tuple[str, str]]]]:
    """Every award with each of its classes, by kind."""
    found: dict[str, list[tuple[str, str]]] = {}
    for award, class_ in office_law().pairs:
        value = f"{award}:{class_}" if class_ else award
        found.setdefault(awards()[award].kind, []).append((value, say_award(award, class_)))
    return [(KINDS[kind], forms) for kind, forms in found.items()]


def pills(request: HttpRequest, asked: Asked) -> list[Pill]:
    """The narrower filters in use."""
    found = []
    if asked.unit is not None:
        found.append(pill(request, _("Unit"), unit_words(asked.unit, request), "don-vi"))
    if asked.holding:
        found.append(pill(request, _("Only"), _("those whom the quota counts"), "nen"))
    if asked.fresh:
        found.append(pill(request, _("Proposed"), _("never"), "chua"))
    if asked.memory:
        found.append(pill(request, _("Law"), _("numbers known from memory are used"), "nho"))
    return found


def texts_of(asked: Asked) -> list[str]:
    """The texts whose pathways decide on the award that day."""
    return [rule.id.partition("/")[0] for rule in office_law().rules_on(asked.on, asked.award, asked.class_)]


# --- screens ----------------------------------------------------------------------------------


def screening(request: HttpRequest) -> HttpResponse:
    """The force screened for one award."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    asked = read(request)
    found = screened(request, asked)
    page = page_of(request, found.keys, total=len(found.keys))
    recipients = [
        kind for kind in ("individual", "collective", "household") if kind in awards()[asked.award].recipients
    ]
    context = {
        "asked": asked,
        "year": found.selection.year if awards()[asked.award].kind == "title" else None,
        "page": page,
        "lines": lines(request, found, page.rows),
        "tabs": tabs(found.selection),
        "meter": meter(found),
        "pills": pills(request, asked),
        "forms": forms_to_choose(),
        "kinds": [(kind, RECEIVERS[kind]) for kind in recipients],
        "units": tree(rows(request, Unit.objects), on=today(request), levels=1),
        "left_out": found.left_out,
        "behind": found.behind,
        "files": FORMATS,
        "law_said": law_said(request, asked.on, texts_of(asked)),
        "tab": "screening",
    }
    return render(request, "screening/list.html", context)


def screening_file(request: HttpRequest, form: str) -> HttpResponse:
    """The list as a file, whole: the columns and the order of the screen. `chon` names the rows that are ticked, where only they are wanted."""
    if form not in FORMATS:
        raise Http404
    asked = read(request)
    found = screened(request, asked)
    ticked = {int(key) for key in request.GET.get("chon", "").split(",") if key.isascii() and key.isdigit()}
    keys = [key for key in found.keys if key in ticked] if ticked else list(found.keys)
    office = office_of(request)
    said = law_said(request, asked.on, texts_of(asked))
    heads = [
        _("No."),
        RECEIVERS[asked.kind],
        _("Rank"),
        _("Unit"),
        _("Conclusion"),
        _("What is lacking"),
        _("Article"),
        _("Earliest"),
        _("Can be proposed now"),
    ]
    told = [
        [
            number,
            line.subject.name,
            line.rank,
            line.where,
            str(VERDICT_WORDS[line.answer.verdict].word),
            "; ".join(lacking(lack) for lack in line.answer.lacks),
            line.article.whole if line.article else "",
            line.earliest,
            line.lower,
        ]
        for number, line in enumerate(lines(request, found, keys), 1)
    ]
    notes = [
        _("By the law of %(day)s: %(texts)s.")
        % {"day": write_date(asked.on), "texts": ", ".join(name for _text, name in said["standing"])},
        *said["warnings"],
    ]
    content = list_file(
        form,
        title=f"{asked.name}, {_('year')} {found.selection.year}",
        office=office.name if office else "",
        sample=bool(office and office.sample),
        day=asked.on,
        notes=[*notes, *(f"{one.name}: {one.value}" for one in pills(request, asked))],
        heads=[str(head) for head in heads],
        rows=told,
    )
    response = HttpResponse(content, content_type=TYPES[form])
    name = f"{_('Screening')} {asked.name} {asked.on:%d-%m-%Y}.{form}".replace("/", "-")
    disposition = content_disposition_header(True, name)
    assert disposition is not None
    response.headers["Content-Disposition"] = disposition
    return response


@dataclass(frozen=True)
class Unproposed:
    """An award that some can be given now and were never proposed for: how many surely, how many if the council judges so."""

    name: str
    form: str
    kind: str
    eligible: int
    council: int


def never_proposed(request: HttpRequest) -> HttpResponse:
    """Who qualifies for what on the day and was never proposed for it, by award; each number opens the list of its people."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    on = day(request, "ngay") or today(request)
    kinds = dict(rows(request, Subject.objects).values_list("pk", "kind"))
    counted: dict[tuple[str, int | None, str], list[int]] = {}
    for one in unproposed(on):
        if one.subject in kinds:
            counts = counted.setdefault((one.award, one.class_, kinds[one.subject]), [0, 0])
            counts[bool(one.missing)] += 1
    found = [
        Unproposed(say_award(award, class_), f"{award}:{class_}" if class_ else award, kind, *counts)
        for (award, class_, kind), counts in counted.items()
    ]
    context = {
        "lines": [(one, KINDS[awards()[one.form.partition(":")[0]].kind], RECEIVERS[one.kind]) for one in found],
        "law_said": law_said(request, on),
        "on": on,
        "tab": "never-proposed",
    }
    return render(request, "screening/never.html", context)


@dataclass(frozen=True)
class Given:
    """An award that was given, as the law of its day judges it."""

    subject: Subject
    form: str
    day: date
    decision: str
    decision_id: int | None
    url: str
    lacks: list[tuple[str, Article | None]]
    judged: int
    verdict: str


def replay(request: HttpRequest) -> HttpResponse:
    """The awards decided in a year under the law of their day: those that it would not allow first, with what was lacking."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    seen = rows(request, Conferral.objects).filter(
        decision__signed_on__isnull=False, decision__signed_on__lte=today(request)
    )
    years = [found.year for found in seen.dates("decision__signed_on", "year", order="DESC")]
    year = whole(request, "nam", most=9999) or (years[0] if years else today(request).year)
    wanted = choice(request, "ket", REPLAYED) or next(iter(REPLAYED))
    mine = dict(seen.filter(decision__signed_on__year=year).values_list("pk", "decision_id"))
    judged = [one for one in replayed_in(year) if one.conferral in mine]
    shown = [one for one in judged if REPLAYED_AS[one.answer] == wanted]
    page = page_of(request, shown, total=len(shown))
    counts = Counter(REPLAYED_AS[one.answer] for one in judged)
    context = {
        "years": years,
        "year": year,
        "wanted": wanted,
        "tabs": [Tab(code, word, counts[code]) for code, word in REPLAYED.items()],
        "page": page,
        "lines": given_lines(page.rows),
        "judged": len(judged),
        "law_said": law_said(request, min(date(year, 12, 31), today(request))),
        "tab": "replay",
    }
    return render(request, "screening/replay.html", context)


def given_lines(shown: Iterable[Replayed]) -> list[Given]:
    """The rows of the page; the same number of questions to the register however many they are."""
    shown = list(shown)
    conferrals = Conferral.objects.select_related("decision", "subject").in_bulk([one.conferral for one in shown])
    found = []
    for one in shown:
        conferral = conferrals[one.conferral]
        lacks = lacks_of(one, language=language())
        by_fact = [lack for lack in lacks if lack.why != "council"] or lacks
        found.append(
            Given(
                subject=conferral.subject,
                form=award_named(one.award).given_by(conferral.authority, one.class_),
                day=one.day or date.min,
                decision=conferral.decision.number if conferral.decision else "",
                decision_id=conferral.decision_id,
                url=reverse("award", args=[conferral.pk]),
                lacks=[(lacking(lack), article(lack.cite)) for lack in by_fact],
                judged=len(lacks) - len(by_fact),
                verdict=REPLAYED_AS[one.answer],
            )
        )
    return found


urlpatterns = [
    path("xet/", screening, name="screening"),
    path("xet/tep/<str:form>/", screening_file, name="screening-file"),
    path("xet/doi-chieu/", replay, name="replay"),
    path("xet/chua-de-nghi/", never_proposed, name="never-proposed"),
]
