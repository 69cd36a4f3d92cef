"""Targets of exemplars by unit on screen: what was asked of each in a period, what it found, what was honoured and taken up elsewhere."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.exemplar_targets import Aim, Reached, compare, set_targets
from tdkt.records.models import Unit
from tdkt.records.units import tree, whole_names
from tdkt.vietnamese.folding import nfc
from tdkt.web.exemplar_words import asked_period, periods_to_choose
from tdkt.web.filters import choice, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import say


@dataclass(frozen=True)
class Line:
    """A unit with its numbers, the list that they open to, and what was typed for it."""

    reached: Reached
    name: str
    url: str
    collectives: str
    individuals: str


def targets(request: HttpRequest) -> HttpResponse:
    """The comparison; `sua=co` makes the targets fields, and sending them is a POST to the same address."""
    shorter = without_empty(request) if request.method == "GET" else None
    if shorter is not None:
        return shorter
    first, last = asked_period(request)
    problem = ""
    if request.method == "POST":
        try:
            return keep(request, first, last)
        except Refused as why:
            problem = why.said(get_language() or "vi")
    may_set = may_use(account_of(request), "exemplar-targets", "POST")
    editing = may_set and (bool(problem) or bool(choice(request, "sua", {"co"})))
    lines = table(request, first, last, every=editing)
    documents = dict.fromkeys(line.reached.document for line in lines if line.reached.document)
    context = {
        "first": first,
        "last": last,
        "lines": lines,
        "sums": sums(lines),
        "documents": list(documents),
        "document": nfc(request.POST.get("van-ban", next(iter(documents), ""))),
        "editing": editing,
        "may_set": may_set,
        "periods": periods_to_choose(request),
        "problem": problem,
    }
    return render(request, "exemplars/targets.html", context, status=422 if problem else 200)


def table(request: HttpRequest, first: int, last: int, *, every: bool) -> list[Line]:
    """A line for each unit that has a target or an exemplar; `every` adds the departments and districts that have neither."""
    on = today(request)
    reached = compare(first, last, by=account_of(request), on=on)
    if every:
        known = {one.unit for one in reached}
        branches = tree(rows(request, Unit.objects), on=on, levels=1)
        reached += [Reached(branch.unit.pk) for branch in branches if branch.depth and branch.unit.pk not in known]
    names = whole_names((one.unit for one in reached), on=on)
    return [
        Line(
            one,
            names.get(one.unit, _("no unit")),
            f"{reverse('exemplars')}?don-vi={one.unit}&giai-doan={first}-{last}",
            request.POST.get(f"tt-{one.unit}", str(one.aim.collectives) if one.aim else ""),
            request.POST.get(f"cn-{one.unit}", str(one.aim.individuals) if one.aim else ""),
        )
        for one in reached
    ]


def sums(lines: list[Line]) -> dict[str, int]:
    """The numbers of all units together."""
    aims = [line.reached.aim for line in lines if line.reached.aim]
    all_ = [line.reached for line in lines]
    return {
        "collectives": sum(aim.collectives for aim in aims),
        "individuals": sum(aim.individuals for aim in aims),
        "found_collectives": sum(one.found_collectives for one in all_),
        "found_individuals": sum(one.found_individuals for one in all_),
        "honoured": sum(one.honoured for one in all_),
        "spread": sum(one.spread for one in all_),
    }


def keep(request: HttpRequest, first: int, last: int) -> HttpResponse:
    """Set what was typed; a unit left empty has no target."""
    aims = {}
    for key in request.POST:
        mark, _dash, unit = key.partition("-")
        if mark == "tt" and unit.isdigit() and len(unit) < 11:
            aims[int(unit)] = Aim(number(request, key), number(request, f"cn-{unit}"))
    done = set_targets(
        first,
        last,
        aims,
        document=request.POST.get("van-ban", ""),
        by=account_of(request),
        at=timezone.now(),
    )
    say(request, _("The targets are set."), undo=reverse("exemplar-undo", args=[done.entry]))
    return HttpResponseRedirect(f"{reverse('exemplar-targets')}?{urlencode({'tu': first, 'den': last})}")


def number(request: HttpRequest, key: str) -> int:
    """A number of a form, nothing being 0. Raises `RuleNotMet`."""
    written = request.POST.get(key, "").strip()
    if not written:
        return 0
    if not (written.isascii() and written.isdigit() and len(written) < 5):
        raise RuleNotMet(f"“{written[:20]}” không phải số. Ghi số như 3.", f"“{written[:20]}” is no number. Write 3.")
    return int(written)
