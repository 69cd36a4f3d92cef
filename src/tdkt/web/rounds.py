"""Rounds of commendation on screen: the list, one round with its units and where their dossiers stand, and the form that arranges it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.catalogue import LEVEL_NAMES, awards
from tdkt.law.quotas import Quota
from tdkt.law.wording import say_award
from tdkt.operations import rounds as acts
from tdkt.operations.candidates import quota_for
from tdkt.operations.errors import NotFound, Refused
from tdkt.operations.law import office_law
from tdkt.operations.round_kinds import KINDS, PHASES, Form, force_of_unit, forms_for, level_of
from tdkt.operations.rounds import round_seen_by, rounds_seen_by, units_in
from tdkt.records.models import Movement, Nomination, Round, Unit
from tdkt.records.units import tree, whole_names
from tdkt.rules.years import proposal_year
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.folding import nfc
from tdkt.web.filters import choice
from tdkt.web.law import language
from tdkt.web.office import account_of, office_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import say
from tdkt.web.words import KINDS as AWARD_KINDS
from tdkt.web.words import Word

ROUND_STATES: dict[str, tuple[str, str, Word]] = {
    "preparing": ("rong", "rong", gettext_lazy("Being prepared")),
    "open": ("nua", "nua", gettext_lazy("Open for proposals")),
    "closed": ("nua", "nua", gettext_lazy("No more proposals")),
    "ended": ("xong", "dac", gettext_lazy("Ended")),
    "called-off": ("huy", "rong", gettext_lazy("Called off")),
}
"""The states of a round: the chip's class, its drawing and its word."""

STEPS: dict[str, tuple[Word, tuple[str, ...]]] = {
    "drafting": (gettext_lazy("Being drafted"), ("drafting",)),
    "submitted": (gettext_lazy("Sent"), ("submitted",)),
    "received": (pgettext_lazy("step of a dossier", "Received"), ("received",)),
    "returned": (gettext_lazy("Returned"), ("returned",)),
    "appraised": (gettext_lazy("Appraised"), ("checked", "posted", "ready")),
    "council": (gettext_lazy("Council"), ("tabled", "passed")),
    "decision": (gettext_lazy("Decision"), ("drafted", "sent-up")),
    "decided": (gettext_lazy("Decided"), ("decided",)),
    "left": (gettext_lazy("Left the round"), ("failed", "refused", "withdrawn", "lowered")),
}
"""The states of a dossier put together into the columns of a round, in their order."""

ACTS: dict[str, tuple[Word, Word, Any]] = {
    "mo": (gettext_lazy("Open the round"), gettext_lazy("The round is open: units may propose."), acts.open_round),
    "dong": (gettext_lazy("Close to proposals"), gettext_lazy("The round takes no more proposals."), acts.close_round),
    "ket-thuc": (gettext_lazy("End the round"), gettext_lazy("The round has ended."), acts.end_round),
}
ACTS_OF = {"preparing": ("mo",), "open": ("dong", "ket-thuc"), "closed": ("mo", "ket-thuc")}


def kind_words(kind: str) -> str:
    """A kind of round in the language of the screen."""
    return KINDS[kind].en if language() == "en" else KINDS[kind].vi


def phase_words(phase: str) -> str:
    vi, en = PHASES[phase]
    return en if language() == "en" else vi


def seen_round(request: HttpRequest, round_id: int) -> Round:
    """A round that this account sees. 404 otherwise."""
    account = account_of(request)
    assert account is not None
    try:
        return round_seen_by(account, round_id, on=today(request))
    except NotFound:
        raise Http404 from None


# --- the list -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A round in the list: `dossiers` those that this account sees, `sent` how many of them left their unit."""

    round: Round
    kind: str
    state: tuple[str, str, Word]
    dossiers: int
    sent: int
    days_left: int | None


def round_list(request: HttpRequest) -> HttpResponse:
    """The rounds, the newest first."""
    account = account_of(request)
    assert account is not None
    day = today(request)
    found = rounds_seen_by(account, on=day)
    page = page_of(request, found, total=len(found))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    seen = rows(request, Nomination.objects).filter(round__in=[one.pk for one in page.rows]).order_by()
    for round_id, state in seen.values_list("round_id", "state"):
        counts[round_id][state] += 1
    lines = [line_of(one, counts[one.pk], day) for one in page.rows]
    return render(request, "rounds/list.html", {"lines": lines, "page": page, "tab": "rounds"})


def line_of(one: Round, counts: Counter[str], day: date) -> Line:
    going = sum(number for state, number in counts.items() if state not in STEPS["left"][1])
    left = (one.closes_on - day).days if one.state == "open" else None
    return Line(one, kind_words(one.kind), ROUND_STATES[one.state], going, going - counts["drafting"], left)


# --- one round ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """How many dossiers of a unit stand at a step, and the list of them."""

    number: int
    url: str


@dataclass(frozen=True)
class UnitLine:
    """A unit of the round with its dossiers by step; `sent` whether any left it."""

    unit: Unit
    name: str
    cells: list[Cell]
    total: int
    sent: bool
    pick: str


@dataclass(frozen=True)
class AwardLine:
    """An award of the round: who decides it, how many are proposed, the cap where one stands, and where to choose for it."""

    name: str
    level: str
    number: int
    url: str
    quota: Quota | None
    pick: str


def one_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """One round: its days, its units and where their dossiers stand, who has not sent, its awards with their caps."""
    said = seen_round(request, round_id)
    day, account = today(request), account_of(request)
    seen = rows(request, Nomination.objects).filter(round=said)
    units = unit_lines(request, said, seen)
    context = {
        "round": said,
        "kind": kind_words(said.kind),
        "state": ROUND_STATES[said.state],
        "days_left": (said.closes_on - day).days,
        "steps": [(code, words) for code, (words, _states) in STEPS.items()],
        "units": units,
        "totals": [sum(line.cells[place].number for line in units) for place in range(len(STEPS))],
        "not_sent": [line for line in units if not line.sent],
        "forms": award_lines(request, said, seen),
        "phases": [
            (phase_words(phase["phase"]), date.fromisoformat(phase["from"]), date.fromisoformat(phase["until"]))
            for phase in said.phases
        ],
        "ballots": said.ballots,
        "acts": [(code, ACTS[code][0]) for code in ACTS_OF.get(said.state, ())]
        if may_use(account, "round-act", "POST")
        else [],
        "may_propose": said.state == "open" and may_use(account, "round-pick", "POST"),
        "tab": "rounds",
    }
    return render(request, "rounds/one.html", context)


def unit_lines(request: HttpRequest, said: Round, seen: Any) -> list[UnitLine]:
    """The units that the round waits for, as far as the account sees them, and whoever proposes besides; with their dossiers by step."""
    day = today(request)
    mine = set(rows(request, Unit.objects).values_list("pk", flat=True))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for proposer, state in seen.order_by().values_list("proposer_id", "state"):
        counts[proposer][state] += 1
    waited = [unit for unit in units_in(said, on=day) if unit.pk in mine]
    known = {unit.pk for unit in waited}
    others = list(Unit.objects.filter(pk__in=set(counts) - known).order_by("pk"))
    if not waited:  # a team below the units that are waited for
        account = account_of(request)
        own = account.unit if account else None
        others = [own, *(unit for unit in others if unit != own)] if own is not None else others
    names = whole_names([unit.pk for unit in (*waited, *others)], on=day)
    found = []
    for unit in (*waited, *others):
        cells = [
            Cell(sum(counts[unit.pk][state] for state in states), list_address(said, unit=unit.pk, step=code))
            for code, (_words, states) in STEPS.items()
        ]
        total = sum(cell.number for cell in cells)
        sent = any(cell.number for cell in cells[1:-1])
        pick = f"{reverse('round-pick', args=[said.pk])}?don-vi={unit.pk}"
        found.append(UnitLine(unit, names.get(unit.pk, unit.name), cells, total, sent, pick))
    return found


def list_address(said: Round, *, unit: int | None = None, step: str = "", form: Form | None = None) -> str:
    """The list of dossiers of a round, narrowed."""
    query = "&".join(
        part
        for part in (
            f"don-vi={unit}" if unit else "",
            f"buoc={step}" if step else "",
            f"hinh-thuc={form_code(form)}" if form else "",
        )
        if part
    )
    return reverse("nominations", args=[said.pk]) + (f"?{query}" if query else "")


def form_code(form: Form) -> str:
    """An award and class as one value of an address: "huan-chuong-lao-dong:3"."""
    return f"{form[0]}:{form[1]}" if form[1] else form[0]


def award_lines(request: HttpRequest, said: Round, seen: Any) -> list[AwardLine]:
    """The awards of the round. The cap is that of the account's own unit."""
    account = account_of(request)
    unit = account.unit_id if account else None
    counts = Counter(seen.exclude(state__in=STEPS["left"][1]).order_by().values_list("award", "class_no"))
    found = []
    for form in forms_of(said):
        quota = quota_for(said, form[0], unit_id=unit, on=today(request)) if unit is not None else None
        level = next(one.get("level") or "" for one in said.forms if (one["award"], one["class"]) == form)
        found.append(
            AwardLine(
                name=say_award(*form),
                level=LEVEL_NAMES.get(level, ""),
                number=counts[form],
                url=list_address(said, form=form),
                quota=quota,
                pick=f"{reverse('round-pick', args=[said.pk])}?hinh-thuc={form_code(form)}",
            )
        )
    return found


def forms_of(said: Round) -> list[Form]:
    """The awards of a round in the order of the law."""
    return [(form["award"], form["class"]) for form in said.forms]


def act_on_round(request: HttpRequest, round_id: int, act: str) -> HttpResponse:
    """Open, close or end a round, or call it off with a reason."""
    said = seen_round(request, round_id)
    if act == "huy":
        reason = nfc(request.POST.get("ly-do", ""))
        acts.call_off_round(said.pk, reason=reason, by=account_of(request), at=timezone.now())
        say(request, _("The round is called off."))
    elif act in ACTS:
        _word, told, do = ACTS[act]
        do(said.pk, by=account_of(request), at=timezone.now())
        say(request, told)
    else:
        raise Http404
    return HttpResponseRedirect(reverse("round", args=[said.pk]))


# --- the form -----------------------------------------------------------------------------------


class Misread(Exception):
    """What was typed cannot be read; the message says where and what to write."""


def new_round(request: HttpRequest) -> HttpResponse:
    """The form of a new round; its kind fills in the awards."""
    if request.method != "POST":
        return form_page(request, None, begun(request))
    try:
        said = typed(request)
        office = office_of(request)
        account = account_of(request)
        unit = (office.unit_id if office else None) or (account.unit_id if account else None)
        made = acts.make_round(said.pop("kind"), unit_id=unit or 0, by=account, at=timezone.now(), **as_new(said))
    except (Misread, Refused) as why:
        return form_page(request, None, sent(request), problem=words_of(why), status=422)
    say(request, _("The round is kept. Open it when units may propose."))
    return HttpResponseRedirect(reverse("round", args=[made.pk]))


def change_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """The form of a round that is there; of an open one only what binds nobody is offered."""
    said = seen_round(request, round_id)
    if request.method != "POST":
        return form_page(request, said, stands(said))
    try:
        columns = typed(request)
        if said.state != "preparing":
            columns = {name: value for name, value in columns.items() if name in acts.LATER}
        acts.change_round(said.pk, by=account_of(request), at=timezone.now(), **columns)
    except (Misread, Refused) as why:
        return form_page(request, said, sent(request), problem=words_of(why), status=422)
    say(request, _("The round is changed."))
    return HttpResponseRedirect(reverse("round", args=[said.pk]))


def words_of(why: Exception) -> str:
    return why.said(get_language() or "vi") if isinstance(why, Refused) else str(why)


def as_new(said: dict[str, Any]) -> dict[str, Any]:
    """The typed columns as `make_round` names them."""
    first, last = said.pop("years_from"), said.pop("years_to")
    return said | {"years": (first, last)}


def begun(request: HttpRequest) -> dict[str, Any]:
    """What the form of a new round holds at first: the kind asked for, today, the year that titles are for, the awards of the kind."""
    day = today(request)
    kind = choice(request, "loai", KINDS) or "yearly"
    office = office_of(request)
    force = force_of_unit(office.unit_id) if office and office.unit_id else ""
    year = proposal_year(day)
    return {
        "loai": kind,
        "ten": "",
        "tu_nam": str(year - KINDS[kind].years + 1),
        "den_nam": str(year),
        "ngay_luat": write_date(day),
        "mo": write_date(day),
        "han": "",
        "ghi_chu": "",
        "cap": "",
        "phong_trao": "",
        "forms": {form_code((form["award"], form["class"])) for form in forms_for(kind, day, force=force)},
        "units": set(),
        "phases": {},
        "ballots": {},
    }


def stands(said: Round) -> dict[str, Any]:
    """A round as its form holds it."""
    wide = [form["level"] for form in said.forms if not level_of(form["award"]) and form.get("level")]
    return {
        "loai": said.kind,
        "ten": said.name,
        "tu_nam": str(said.years_from),
        "den_nam": str(said.years_to),
        "ngay_luat": write_date(said.law_on),
        "mo": write_date(said.opens_on),
        "han": write_date(said.closes_on),
        "ghi_chu": said.note,
        "cap": wide[0] if wide else "",
        "phong_trao": str(said.movement_id or ""),
        "forms": {form_code(form) for form in forms_of(said)},
        "units": set(said.units),
        "phases": {
            phase["phase"]: (
                write_date(date.fromisoformat(phase["from"])),
                write_date(date.fromisoformat(phase["until"])),
            )
            for phase in said.phases
        },
        "ballots": {rule["award"]: rule for rule in said.ballots},
    }


def sent(request: HttpRequest) -> dict[str, Any]:
    """What was typed, as the form holds it, so that nothing is lost where it is refused."""
    text = {key.replace("-", "_"): nfc(request.POST.get(key, "")).strip() for key in TEXTS}
    return text | {
        "forms": set(request.POST.getlist("hinh-thuc")),
        "units": {int(key) for key in request.POST.getlist("don-vi") if key.isascii() and key.isdigit()},
        "phases": {
            phase: (request.POST.get(f"tu-{phase}", ""), request.POST.get(f"den-{phase}", "")) for phase in PHASES
        },
        "ballots": {rule["award"]: rule for rule in typed_ballots(request, strict=False)},
    }


TEXTS = ("loai", "ten", "tu-nam", "den-nam", "ngay-luat", "mo", "han", "ghi-chu", "cap", "phong-trao")


def typed(request: HttpRequest) -> dict[str, Any]:
    """The columns of a round as the form gives them. Raises `Misread`."""
    said = sent(request)
    forms = []
    for code in request.POST.getlist("hinh-thuc"):
        award, _colon, class_ = code.partition(":")
        level = level_of(award) if award in awards() else ""
        forms.append(
            {"award": award, "class": int(class_) if class_.isdigit() else None, "level": level or said["cap"]}
        )
    return {
        "kind": said["loai"],
        "name": said["ten"],
        "years_from": a_year(said["tu_nam"]),
        "years_to": a_year(said["den_nam"]),
        "law_on": a_day(said["ngay_luat"], _("the day of the law")),
        "opens_on": a_day(said["mo"], _("the first day")),
        "closes_on": a_day(said["han"], _("the last day")),
        "forms": forms,
        "units": sorted(said["units"]),
        "phases": [
            {
                "phase": phase,
                "from": a_day(first, phase_words(phase)).isoformat(),
                "until": a_day(last, phase_words(phase)).isoformat(),
            }
            for phase, (first, last) in said["phases"].items()
            if first.strip() or last.strip()
        ],
        "ballots": typed_ballots(request, strict=True),
        "movement_id": int(said["phong_trao"]) if said["phong_trao"].isdigit() else None,
        "note": said["ghi_chu"],
    }


def typed_ballots(request: HttpRequest, *, strict: bool) -> list[dict[str, Any]]:
    """The office's own ballot rules: one for each award beside which something is written."""
    found = []
    for award in dict.fromkeys(code.partition(":")[0] for code in request.POST.getlist("hinh-thuc")):
        percent = request.POST.get(f"tyle-{award}", "").strip().replace(",", ".")
        of, secret = request.POST.get(f"mau-{award}", ""), request.POST.get(f"kin-{award}", "")
        source = nfc(request.POST.get(f"can-cu-{award}", "")).strip()
        if not any((percent, of, secret, source)):
            continue
        number: float | None = None
        try:
            number = float(percent) if percent else None
        except ValueError:
            if strict:
                raise Misread(_("“%(text)s” is not a percentage. Write a number, as 90.") % {"text": percent}) from None
        found.append(
            {
                "award": award,
                "percent": number,
                "of": of or None,
                "secret": {"co": True, "khong": False}.get(secret),
                "source": source,
            }
        )
    return found


def a_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Misread(_("“%(text)s” is not a year. Write four digits, as 2019.") % {"text": text})
    return int(text)


def a_day(text: str, what: Word) -> date:
    read = read_date(text) if text.strip() else None
    if read is None or read.day is None:
        raise Misread(_("%(what)s: write a day, as 29/05/2020.") % {"what": str(what).capitalize()})
    return read.first()


@dataclass(frozen=True)
class FormChoice:
    """An award that may be ticked, with the office's own ballot rule for it where there is one."""

    code: str
    award: str
    name: str
    ticked: bool
    ballot: dict[str, Any] | None


def form_page(
    request: HttpRequest, said: Round | None, values: dict[str, Any], *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The form with what stands, or with what was typed where it was refused."""
    listed: dict[str, list[FormChoice]] = {}
    for form in office_law().pairs:
        code = form_code(form)
        listed.setdefault(awards()[form[0]].kind, []).append(
            FormChoice(code, form[0], say_award(*form), code in values["forms"], values["ballots"].get(form[0]))
        )
    chosen = [one for options in listed.values() for one in options if one.ticked]
    context = {
        "round": said,
        "v": values,
        "problem": problem,
        "settled": said is not None and said.state != "preparing",
        "kinds": [(code, kind_words(code)) for code in KINDS],
        "listed": [
            (AWARD_KINDS[kind], options, any(one.ticked for one in options)) for kind, options in listed.items()
        ],
        "chosen": first_of_each(chosen),
        "units": tree(rows(request, Unit.objects), on=today(request), levels=1)[1:],
        "phases": [(phase, phase_words(phase), *values["phases"].get(phase, ("", ""))) for phase in PHASES],
        "levels": [(code, LEVEL_NAMES[code]) for code in ("ministry", "province")],
        "movements": list(Movement.objects.order_by("name").values_list("pk", "name")),
        "tab": "rounds",
    }
    return render(request, "rounds/form.html", context, status=status)


def first_of_each(chosen: Iterable[FormChoice]) -> list[FormChoice]:
    """One line for each award, whatever its classes."""
    return list({one.award: one for one in reversed(list(chosen))}.values())[::-1]


urlpatterns = [
    path("xet/dot/", round_list, name="rounds"),
    path("xet/dot/moi/", new_round, name="round-new"),
    path("xet/dot/<int:round_id>/", one_round, name="round"),
    path("xet/dot/<int:round_id>/sua/", change_round, name="round-change"),
    path("xet/dot/<int:round_id>/viec/<slug:act>/", act_on_round, name="round-act"),
]
