"""The ladder of awards of one receiver as it is drawn: on the sheet the next step of each branch, on a page of its own every step."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from tdkt.operations.ladder import Branch, Step, ladder
from tdkt.operations.law import office_law
from tdkt.records.models import Subject
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.web.law import language
from tdkt.web.office import today
from tdkt.web.reasons import article, lacking, law_said, when
from tdkt.web.words import BRANCHES

ON_THE_SHEET = ("title", "certificate", "order", "medal")
"""The branches that every person's sheet shows; others only where something is held."""


def reason_url(subject: int, award: str, class_: int | None, on: date) -> str:
    """Where the reasons of a verdict are told."""
    query = urlencode({"hang": class_, "ngay": write_date(on)} if class_ else {"ngay": write_date(on)}, safe="/")
    return f"{reverse('eligibility', args=[subject, award])}?{query}"


def ladder_address(subject: Subject) -> str:
    return reverse("person-ladder" if subject.kind == "individual" else "body-ladder", args=[subject.pk])


def rung(step: Step, on: date) -> dict[str, Any]:
    """A step of the ladder as it is drawn."""
    told = step.answer
    first = told.lacks[0] if told.lacks else None
    return {
        "name": told.name,
        "answer": told,
        "held": step.held,
        "years": spans(step.held.used) if step.held else "",
        "lacks": [(lack, lacking(lack), article(lack.cite)) for lack in told.lacks[:2]],
        "more": max(len(told.lacks) - 2, 0),
        "article": article(first.cite if first else told.pathway),
        "earliest": when(told.earliest),
        "url": reason_url(told.subject, told.award, told.class_, on),
    }


def rungs(subject: Subject, on: date, *, whole_ladder: bool, memory: bool = False) -> list[Any]:
    """The branches of a receiver's ladder: for the sheet those that matter to everybody with the next step, whole with every step."""
    found = []
    for one in ladder(subject.pk, on, use_memory=memory, language=language()):
        if whole_ladder or one.name in ON_THE_SHEET or one.top is not None:
            found.append(
                {
                    "name": BRANCHES[one.name],
                    "top": one.top,
                    "last": written(one),
                    "years": spans(one.top.used) if one.top else "",
                    "next": rung(one.next, on) if one.next is not None else None,
                    "steps": [rung(step, on) for step in reversed(one.steps)] if whole_ladder else [],
                }
            )
    return found


def spans(years: tuple[int, ...]) -> str:
    """Years with those in a row drawn together: "2012, 2015 – 2019"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} – {run[-1]}" for run in runs)


def sheet_ladder(request: HttpRequest, subject: Subject) -> dict[str, Any]:
    """What the sheet of a receiver needs for its ladder."""
    on = today(request)
    return {
        "branches": rungs(subject, on, whole_ladder=False),
        "ladder_url": ladder_address(subject),
        "law_said": law_said(request, on, texts_standing(on)),
    }


def written(one: Branch) -> str:
    """When the highest award of a branch was last given."""
    read = read_date(one.top.last) if one.top and one.top.last else None
    return write_date(read) if read else ""


def texts_standing(on: date) -> list[str]:
    """Every text by which some pathway is law on a day."""
    return list(dict.fromkeys(rule.id.partition("/")[0] for rule in office_law().rules_on(on)))
