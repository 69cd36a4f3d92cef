"""Finding exemplars on screen: somebody of the register put down with what is exemplary, or several whom the register itself puts forward."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.exemplar_suggestions import LEAST_YEARS, Reason, Suggestion, find_suggested, suggestions
from tdkt.operations.exemplars import find
from tdkt.records.exemplars import GOOD_DEED
from tdkt.records.models import Exemplar, Movement, Subject, Unit
from tdkt.records.models.scope import family
from tdkt.records.search import names_with
from tdkt.records.units import tree, whole_names
from tdkt.vietnamese.numbers import write_number
from tdkt.web.awards import unit_words
from tdkt.web.exemplar_words import BY_WORD, REASON_BY_WORD, REASONS, SORTS, asked_period, periods_to_choose
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.picking import ticked
from tdkt.web.policy import may_use, rows
from tdkt.web.postings import day_of
from tdkt.web.receivers import address_of
from tdkt.web.shell import complain, say
from tdkt.web.words import Word

MOST_OFFERED = 30


# --- one by one --------------------------------------------------------------------------------------------


def new(request: HttpRequest) -> HttpResponse:
    """First whom (`ten` searches the register, `nguoi` is chosen), then what is exemplary."""
    key = whole(request, "nguoi")
    words = request.GET.get("ten", "").strip()[:100]
    receivers = rows(request, Subject.objects)
    chosen = get_object_or_404(receivers.select_related("unit"), pk=key) if key is not None else None
    problem = ""
    if request.method == "POST" and chosen is not None:
        try:
            return put_down(request, chosen)
        except Refused as why:
            problem = why.said(get_language() or "vi")
    day = today(request)
    found = list(receivers.filter(names_with(words)).order_by("name_key", "pk")[:MOST_OFFERED]) if words else []
    where = whole_names([*(one.belongs_to_id for one in found), chosen.belongs_to_id if chosen else None], on=day)
    first, last = asked_period(request)
    context = {
        "chosen": chosen,
        "chosen_url": address_of(chosen) if chosen else "",
        "chosen_where": where.get(chosen.belongs_to_id or 0, "") if chosen else "",
        "words": words,
        "found": [(one, where.get(one.belongs_to_id or 0, "")) for one in found],
        "typed": request.POST,
        "sorts": [(word, SORTS[code]) for word, code in BY_WORD.items()],
        "movements": Movement.objects.order_by("-from_year", "name"),
        "first": first,
        "last": last,
        "problem": problem,
    }
    return render(request, "exemplars/new.html", context, status=422 if problem else 200)


def put_down(request: HttpRequest, chosen: Subject) -> HttpResponse:
    """Put the chosen receiver down as an exemplar."""
    done = find(
        chosen.pk,
        from_year=year_of(request, "tu"),
        to_year=year_of(request, "den"),
        found_on=day_of(request, "ngay"),
        by=account_of(request),
        at=timezone.now(),
        on=today(request),
        **particulars_of(request),
    )
    said = _("%(name)s is put down as an exemplar.") % {"name": chosen.name}
    say(request, said, undo=reverse("exemplar-undo", args=[done.entry]))
    return HttpResponseRedirect(reverse("exemplar", args=[done.exemplar]))


def particulars_of(request: HttpRequest) -> dict[str, Any]:
    """What a form says of an exemplar. A good deed is exemplary in one respect, whose field says so."""
    sort = BY_WORD.get(request.POST.get("dien", ""), "one")
    field = request.POST.get("mat", "").strip()
    if sort == "good-deed" and not field.startswith(GOOD_DEED):
        field = f"{GOOD_DEED}: {field}" if field else GOOD_DEED
    movement = request.POST.get("phong_trao", "")
    return {
        "new_way": request.POST.get("viec_lam", ""),
        "whole": sort == "whole",
        "field": field,
        "found_by": request.POST.get("nguoi_tim", ""),
        "movement": int(movement) if movement.isdigit() and len(movement) < 11 else None,
    }


def year_of(request: HttpRequest, key: str) -> int:
    """A year of a form. Raises `RuleNotMet`."""
    written = request.POST.get(key, "").strip()
    if not (written.isascii() and written.isdigit() and len(written) == 4):
        raise RuleNotMet(
            f"“{written[:20]}” không phải năm. Viết như 2015.", f"“{written[:20]}” is no year. Write 2015."
        )
    return int(written)


# --- whom the register puts forward ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A reason with its word and the addresses of its rows, where a page shows them."""

    reason: Reason
    word: Word
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """A suggestion as the page shows it."""

    suggestion: Suggestion
    url: str
    where: str
    told: list[Told]


def suggested(request: HttpRequest) -> HttpResponse:
    """The suggestions with their reasons; those ticked are put down by a POST to the same address."""
    shorter = without_empty(request) if request.method == "GET" else None
    if shorter is not None:
        return shorter
    first, last = asked_period(request)
    least = whole(request, "so-nam", least=2, most=20) or LEAST_YEARS
    if request.method == "POST":
        return put_many(request, first, last, least)
    account, day = account_of(request), today(request)
    reason = REASON_BY_WORD.get(choice(request, "vi", REASON_BY_WORD), "")
    key = whole(request, "don-vi")
    unit = get_object_or_404(rows(request, Unit.objects), pk=key) if key is not None else None
    every = suggestions(first, last, by=account, on=day, least_years=least)
    if unit is not None:
        within = family(unit.pk, on=day)
        every = [one for one in every if one.unit in within]
    shown = [one for one in every if not reason or reason in {each.kind for each in one.reasons}]
    page = page_of(request, shown, total=len(shown))
    context = {
        "page": page,
        "lines": lines(page.rows, request),
        "tabs": [
            ("", _("All"), len(every)),
            *(
                (word, REASONS[code], sum(code in {each.kind for each in one.reasons} for one in every))
                for word, code in REASON_BY_WORD.items()
            ),
        ],
        "reason": request.GET.get("vi", ""),
        "first": first,
        "last": last,
        "least": least,
        "unit": unit,
        "units": tree(rows(request, Unit.objects), on=day, levels=1),
        "periods": periods_to_choose(request),
        "pills": pills(request, unit, least),
        "can": may_use(account, "exemplar-suggestions", "POST"),
    }
    return render(request, "exemplars/suggestions.html", context)


def pills(request: HttpRequest, unit: Unit | None, least: int) -> list[Pill]:
    found = []
    if unit is not None:
        found.append(pill(request, _("Unit"), unit_words(unit, request), "don-vi"))
    if least != LEAST_YEARS:
        found.append(pill(request, _("Years in a row"), str(least), "so-nam"))
    return found


def lines(found: list[Suggestion], request: HttpRequest) -> list[Line]:
    """Suggestions with the pages of their receivers and of the rows of their reasons."""
    receivers = Subject.objects.filter(pk__in=[one.subject for one in found]).select_related("unit").in_bulk()
    where = whole_names((one.unit for one in found), on=today(request))
    pages = {"award": "award", "model": "model"}
    return [
        Line(
            one,
            address_of(receivers[one.subject]),
            where.get(one.unit or 0, "").removeprefix(one.name if one.kind != "individual" else "").lstrip(", "),
            [
                Told(
                    reason,
                    REASONS[reason.kind],
                    [
                        (row.words, reverse(pages[row.table], args=[row.key]) if row.table in pages else "")
                        for row in reason.rows
                    ],
                )
                for reason in one.reasons
            ],
        )
        for one in found
    ]


def put_many(request: HttpRequest, first: int, last: int, least: int) -> HttpResponse:
    """Put those ticked down as found."""
    try:
        done = find_suggested(
            ticked(request),
            from_year=first,
            to_year=last,
            least_years=least,
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
        )
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
        return HttpResponseRedirect(request.get_full_path())
    said = ngettext("%(n)s put down as an exemplar.", "%(n)s put down as exemplars.", done.rows)
    say(request, said % {"n": write_number(done.rows)}, undo=reverse("exemplar-undo", args=[done.entry]))
    if done.rows == 1 and rows(request, Exemplar.objects).filter(pk=done.exemplar).exists():
        return HttpResponseRedirect(reverse("exemplar", args=[done.exemplar]))
    return HttpResponseRedirect(f"{reverse('exemplars')}?{urlencode({'muc': 'found', 'giai-doan': f'{first}-{last}'})}")
