"""Choosing whom to propose: the list that the law makes for an award of a round, with its cap; names that a unit types; proposals that came
in a file. All of them end as nominations of the round."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tdkt.law.catalogue import awards
from tdkt.law.quotas import Quota
from tdkt.law.wording import say_award
from tdkt.operations.candidates import PROPOSABLE, TABS, Candidates, candidates, quota_for
from tdkt.operations.eligibility import Answer
from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.named_lists import find_named
from tdkt.operations.nominations import Nominated, nominate, nominate_from_conferrals, undo_nominating
from tdkt.operations.round_kinds import Form
from tdkt.records.models import Conferral, Entry, Nomination, Round, Subject, Unit
from tdkt.records.people import last_services
from tdkt.records.units import tree, whole_names
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import fold, nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.law import language
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.reasons import Article, article, figure, lacking, when
from tdkt.web.rounds import form_code, forms_of, seen_round
from tdkt.web.shell import say, warn
from tdkt.web.words import RECEIVERS, Word

MOST_CELLS = 120
"""A meter has a cell for each place up to so many; beyond, a bar."""
MOST_SKIPPED = 5
"""So many of those who were skipped are told by name after an act."""

PART_WORDS: dict[str, Word] = {
    "eligible": gettext_lazy("Qualified"),
    "council": gettext_lazy("For the council"),
    "near": gettext_lazy("Nearly qualified"),
    "never": gettext_lazy("Never proposed before"),
    "other": gettext_lazy("Not qualified"),
}
LISTED: dict[str, Word] = {
    "in-round": gettext_lazy("on the list of this round"),
    "other-round": gettext_lazy("on the list of another round"),
    "given": gettext_lazy("has it for the year"),
}
"""Why somebody is not offered again."""


# --- the list -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What the address asks: the award, for which unit, which part of the list, of which kind of receiver, with which words in the name."""

    round: Round
    form: Form
    unit: Unit
    part: str
    kind: str
    words: str

    @property
    def code(self) -> str:
        return form_code(self.form)

    @property
    def name(self) -> str:
        return say_award(*self.form)


def read(request: HttpRequest, round_id: int) -> Asked:
    """The question of an address. Raises Http404 for a round, award or unit that is not there for this account."""
    said = seen_round(request, round_id)
    forms = {form_code(form): form for form in forms_of(said)}
    code = request.GET.get("hinh-thuc", "").strip() or next(iter(forms))
    if code not in forms:
        raise Http404
    key = whole(request, "don-vi")
    account = account_of(request)
    seen = rows(request, Unit.objects)
    if key is None:
        key = account.unit_id if account else None
    return Asked(
        round=said,
        form=forms[code],
        unit=get_object_or_404(seen, pk=key),
        part=choice(request, "phan", TABS),
        kind=choice(request, "loai", RECEIVERS),
        words=nfc(request.GET.get("ten", "")).strip(),
    )


@dataclass(frozen=True)
class Line:
    """A row: who, where, the verdict, what is lacking with its article, why not offered again, and what is lawful instead."""

    subject: Subject
    rank: str
    where: str
    answer: Answer
    lacking: str
    more: int
    article: Article | None
    earliest: str
    listed: Word
    never: bool
    lower: str
    lower_url: str
    url: str

    @property
    def may_be_ticked(self) -> bool:
        return self.answer.verdict in PROPOSABLE and not self.listed

    @property
    def needs_reason(self) -> bool:
        return self.answer.verdict != "eligible"


def pick(request: HttpRequest, round_id: int) -> HttpResponse:
    """The list to choose from; what is ticked comes as a POST to the same address."""
    shorter = without_empty(request) if request.method == "GET" else None
    if shorter is not None:
        return shorter
    asked = read(request, round_id)
    problem = ""
    if request.method == "POST":
        try:
            return propose(request, asked)
        except RuleNotMet as why:
            problem = why.said(get_language() or "vi")
    return pick_page(request, asked, problem=problem)


def pick_page(request: HttpRequest, asked: Asked, *, problem: str = "") -> HttpResponse:
    """The list as it stands; after a refusal with the reason above it."""
    found = candidates(
        asked.round,
        [asked.unit.pk],
        *asked.form,
        by=account_of(request),
        on=today(request),
        kind=asked.kind,
    )
    keys = found.parts[asked.part] if asked.part else found.all
    if asked.words:
        named = set(
            Subject.objects.filter(pk__in=keys, search__contains=fold(asked.words)).values_list("pk", flat=True)
        )
        keys = tuple(key for key in keys if key in named)
    page = page_of(request, keys, total=len(keys))
    going = Nomination.objects.filter(round=asked.round, award=asked.form[0]).count()
    can = asked.round.state == "open" and may_use(account_of(request), "round-pick", "POST")
    context = {
        "asked": asked,
        "round": asked.round,
        "page": page,
        "lines": lines(found, page.rows),
        "tabs": [("", _("All"), len(found.all)), *((part, PART_WORDS[part], len(found.parts[part])) for part in TABS)],
        "meter": meter(request, asked),
        "going": going,
        "can": can,
        "problem": problem,
        "reason": nfc(request.POST.get("ly-do", "")),
        "forms": [(form_code(form), say_award(*form)) for form in forms_of(asked.round)],
        "kinds": [
            (kind, RECEIVERS[kind])
            for kind in ("individual", "collective", "household")
            if kind in awards()[asked.form[0]].recipients
        ],
        "units": tree(rows(request, Unit.objects), on=today(request), levels=2),
        "pills": pills(request, asked),
        "left_out": found.left_out,
    }
    return render(request, "nominations/pick.html", context, status=422 if problem else 200)


def pills(request: HttpRequest, asked: Asked) -> list[Pill]:
    """The narrower filters in use."""
    found = []
    if asked.kind:
        found.append(pill(request, _("Receiver"), RECEIVERS[asked.kind], "loai"))
    if asked.words:
        found.append(pill(request, _("Name"), asked.words, "ten"))
    return found


def lines(found: Candidates, keys: Iterable[int]) -> list[Line]:
    """The rows of these receivers; the same number of questions to the register however many they are."""
    keys = list(keys)
    subjects = Subject.objects.in_bulk(keys)
    on = found.round.law_on
    services = last_services([key for key in keys if subjects[key].kind == "individual"], on=on)
    where = whole_names((subject.belongs_to_id for subject in subjects.values()), on=on)
    lower = found.lower([key for key in keys if found.verdicts[key] not in PROPOSABLE])
    own = set(forms_of(found.round))
    made = []
    for answer in found.told(keys, language=language()):
        subject = subjects[answer.subject]
        service, form = services.get(subject.pk), lower.get(subject.pk)
        first = answer.lacks[0] if answer.lacks else None
        place = where.get(subject.belongs_to_id or 0, "")
        made.append(
            Line(
                subject=subject,
                rank=service.rank if service else "",
                where=place.removeprefix(subject.name).lstrip(", ") if subject.kind == "collective" else place,
                answer=answer,
                lacking=lacking(first) if first else "",
                more=max(len(answer.lacks) - 1, 0),
                article=article(first.cite if first else answer.pathway),
                earliest=when(answer.earliest),
                listed=LISTED[found.listed[subject.pk]] if subject.pk in found.listed else "",
                never=subject.pk in found.never,
                lower=say_award(*form) if form else "",
                lower_url=f"?{urlencode({'hinh-thuc': form_code(form)})}" if form and form in own else "",
                url=reasons_address(subject.pk, found),
            )
        )
    return made


def reasons_address(subject: int, found: Candidates) -> str:
    """Where the whole tree of reasons of one row is told."""
    said = {"hang": found.class_no or "", "ngay": write_date(found.round.law_on)}
    query = urlencode({key: value for key, value in said.items() if value}, safe="/")
    return f"{reverse('eligibility', args=[subject, found.award])}?{query}"


def meter(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """How many may still be ticked: the cap of the unit, or none; and the words in which the ticks are counted."""
    quota = quota_for(asked.round, asked.form[0], unit_id=asked.unit.pk, on=today(request))
    if quota is None or not quota.whole:
        return {
            "quota": quota,
            "titles": titles_of(quota),
            "limit": None,
            "count_words": _("Ticked {n}"),
            "refused": "",
        }
    tag = article(quota.cite)
    left = max(quota.left, 0)
    percent = figure(float(quota.percent)) + "%"
    exact = quota.percent * quota.whole / 100
    return {
        "quota": quota,
        "titles": titles_of(quota),
        "limit": left,
        "exact": figure(float(exact)),
        "is_cut": exact != quota.limit,
        "percent": percent,
        "article": tag,
        "used_cells": [f"M{n * 10 + 0.8} 1h8.4v14h-8.4z" for n in range(min(quota.used, quota.limit))]
        if quota.limit <= MOST_CELLS
        else (),
        "cells": range(quota.limit - left, quota.limit) if 0 < quota.limit <= MOST_CELLS else (),
        "width": quota.limit * 10 + 2,
        "refused": _("Not ticked: all %(limit)s places are taken. %(article)s allows at most %(percent)s.")
        % {"limit": quota.limit, "article": tag.whole if tag else "", "percent": percent},
        "count_words": _("Ticked {n}, %(used)s proposed, of %(limit)s; {left} left")
        % {"used": write_number(quota.used), "limit": write_number(quota.limit)},
        "memory": quota.confidence not in ("VERIFIED", "SECONDARY"),
    }


def titles_of(quota: Quota | None) -> str:
    return ", ".join(awards()[code].name for code in quota.of if code in awards()) if quota else ""


# --- proposing ----------------------------------------------------------------------------------


def ticked(request: HttpRequest) -> list[int]:
    """The keys that were ticked: by boxes, or all together with commas between."""
    said = ",".join(request.POST.getlist("chon")).split(",")
    return list(dict.fromkeys(int(key) for key in said if key.isascii() and key.isdigit() and len(key) < 11))


def propose(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Propose what is ticked, say who was skipped and why, and come back to the list."""
    found = nominate(
        asked.round,
        ticked(request),
        award=asked.form[0],
        class_no=asked.form[1],
        unit=asked.unit,
        by=account_of(request),
        at=timezone.now(),
        on=today(request),
        reason=nfc(request.POST.get("ly-do", "")),
    )
    tell(request, found)
    return HttpResponseRedirect(request.get_full_path())


def tell(request: HttpRequest, found: Nominated) -> None:
    """What came of an act of proposing, with the way to take it back."""
    number = len(found.made)
    say(
        request,
        ngettext("%(n)s proposed.", "%(n)s proposed.", number) % {"n": write_number(number)},
        undo=reverse("nominations-undo", args=[found.entry]) if found.entry else "",
    )
    for one in found.skipped[:MOST_SKIPPED]:
        warn(request, one.said(get_language() or "vi"))
    more = len(found.skipped) - MOST_SKIPPED
    if more > 0:
        warn(request, ngettext("%(n)s more was skipped.", "%(n)s more were skipped.", more) % {"n": more})


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take back one's own act of proposing."""
    account = account_of(request)
    act = get_object_or_404(Entry, pk=entry, verb="nominations.make", by=account)
    taken = undo_nominating(act.pk, by=account, at=timezone.now(), on=today(request))
    number = len(taken.steps)
    say(request, ngettext("%(n)s withdrawn.", "%(n)s withdrawn.", number) % {"n": write_number(number)})
    return HttpResponseRedirect(reverse("round-pick", args=[act.detail["round"]]))


# --- names that a unit types --------------------------------------------------------------------


def names(request: HttpRequest, round_id: int) -> HttpResponse:
    """A list typed by hand: what each line means, to be looked at before anything is proposed."""
    asked = read(request, round_id)
    text = request.POST.get("danh-sach", "")
    found = None
    if request.method == "POST":
        found = find_named(
            text, asked.round, unit_id=asked.unit.pk, award=asked.form[0], by=account_of(request), on=today(request)
        )
    target = f"{reverse('round-pick', args=[asked.round.pk])}?{request.GET.urlencode()}"
    context = {"asked": asked, "round": asked.round, "text": text, "found": found, "target": target}
    return render(request, "nominations/names.html", context)


# --- proposals that came in a file --------------------------------------------------------------


def imported(request: HttpRequest, round_id: int) -> HttpResponse:
    """Proposals of imported lists for the awards of the round; those ticked come into it."""
    said = seen_round(request, round_id)
    account = account_of(request)
    assert account is not None
    problem = ""
    if request.method == "POST":
        try:
            found = nominate_from_conferrals(
                said,
                ticked(request),
                unit=account.unit_id or 0,
                by=account,
                at=timezone.now(),
                on=today(request),
                reason=nfc(request.POST.get("ly-do", "")),
            )
        except (RuleNotMet, NotFound) as why:
            problem = why.said(get_language() or "vi")
        else:
            tell(request, found)
            return HttpResponseRedirect(reverse("nominations", args=[said.pk]))
    listed = proposals(request, said)
    page = page_of(request, listed, total=listed.count(), size=200)
    where = whole_names((one.unit_id for one in page.rows), on=today(request))
    context = {
        "round": said,
        "page": page,
        "lines": [(one, say_award(one.award, one.class_no), where.get(one.unit_id or 0, "")) for one in page.rows],
        "problem": problem,
        "reason": nfc(request.POST.get("ly-do", "")),
        "can": said.state == "open",
    }
    return render(request, "nominations/imported.html", context, status=422 if problem else 200)


def proposals(request: HttpRequest, said: Round) -> Any:
    """The imported proposals that this account sees, for the awards of the round, of receivers who are not on its list yet."""
    codes = {award for award, _class in forms_of(said)}
    going = Nomination.objects.filter(round=said).exclude(state__in=["withdrawn", "lowered"])
    seen = rows(request, Conferral.objects).filter(state="proposed", award__in=sorted(codes))
    taken = going.values("source").filter(source__isnull=False)
    return (
        seen.exclude(source__in=taken)
        .select_related("subject", "source__batch")
        .order_by("award", "class_no", "subject__name_key", "pk")
    )


urlpatterns = [
    path("xet/dot/<int:round_id>/chon/", pick, name="round-pick"),
    path("xet/dot/<int:round_id>/danh-sach/", names, name="round-names"),
    path("xet/dot/<int:round_id>/da-nhap/", imported, name="round-proposals"),
    path("xet/dot/hoan-tac/<int:entry>/", undo, name="nominations-undo"),
]
