"""The dossiers of a round as one list in the order of the law, with what can be done to those that are ticked; and lowering one of them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.law.way import STATES as WAY_STATES
from tdkt.law.wording import say_award
from tdkt.operations.candidates import PROPOSABLE
from tdkt.operations.eligibility import Answer
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.nominations import LOWERABLE, ORDER, lower, place_of
from tdkt.operations.round_kinds import KINDS, Form
from tdkt.operations.selection import select_on_ground, tell
from tdkt.records.models import Nomination, Round, Unit
from tdkt.records.units import tree
from tdkt.vietnamese.folding import fold, nfc
from tdkt.web.awards import unit_words
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.law import language
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.reasons import Article, article, lacking
from tdkt.web.rounds import STEPS, form_code, forms_of, seen_round
from tdkt.web.shell import address, say
from tdkt.web.way import label, state_word, steps_of
from tdkt.web.words import RECEIVERS, Word

TABS_AT_MOST = 16


@dataclass(frozen=True)
class Asked:
    """What the address asks of the dossiers of a round: a state, or a step of several states; unit, award, kind of receiver, words of a name."""

    round: Round
    step: str
    unit: Unit | None
    form: Form | None
    kind: str
    words: str

    @property
    def states(self) -> tuple[str, ...]:
        """The states asked for; without a step all but those that left the round."""
        if self.step in STEPS:
            return STEPS[self.step][1]
        if self.step:
            return (self.step,)
        return tuple(state for state in WAY_STATES if state not in STEPS["left"][1])

    def rows(self, request: HttpRequest) -> Any:
        """The dossiers, of whatever state."""
        found = rows(request, Nomination.objects).filter(round=self.round)
        if self.unit is not None:
            found = found.filter(proposer=self.unit)
        if self.form is not None:
            found = found.filter(award=self.form[0], class_no=self.form[1])
        if self.kind:
            found = found.filter(recipient=self.kind)
        if self.words:
            found = found.filter(subject__search__contains=fold(self.words))
        return found


def read(request: HttpRequest, round_id: int) -> Asked:
    """The question of an address. 404 for a round, unit or award that is not there for this account."""
    said = seen_round(request, round_id)
    key = whole(request, "don-vi")
    forms = {form_code(form): form for form in forms_of(said)}
    code = request.GET.get("hinh-thuc", "").strip()
    if code and code not in forms:
        raise Http404
    return Asked(
        round=said,
        step=choice(request, "buoc", {*STEPS, *WAY_STATES}),
        unit=get_object_or_404(rows(request, Unit.objects), pk=key) if key is not None else None,
        form=forms.get(code),
        kind=choice(request, "loai", RECEIVERS),
        words=nfc(request.GET.get("ten", "")).strip(),
    )


@dataclass(frozen=True)
class Line:
    """A dossier in the list."""

    nomination: Nomination
    form: str
    url: str
    state: str
    lower_url: str


def nomination_list(request: HttpRequest, round_id: int) -> HttpResponse:
    """The dossiers of a round in the order of the law: awards, classes, collectives before persons, then names."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    asked = read(request, round_id)
    account = account_of(request)
    found = asked.rows(request)
    counts = Counter(found.order_by().values_list("state", flat=True))
    wanted = set(asked.states)
    listed = found.filter(state__in=wanted).order_by(*ORDER)
    total = sum(number for state, number in counts.items() if state in wanted)
    page = page_of(request, listed.select_related("subject", "proposer"), total=total)
    may_lower = account is not None and account.role == "officer"
    [*states] = wanted if len(wanted) == 1 else []
    steps = steps_of(account, states[0]) if states else []
    tabs = [(state, state_word(state), counts[state]) for state in WAY_STATES if counts[state] or state == asked.step]
    context = {
        "asked": asked,
        "round": asked.round,
        "page": page,
        "lines": [line_of(one, may_lower) for one in page.rows],
        "tabs": tabs[:TABS_AT_MOST],
        "all": sum(number for state, number in counts.items() if state not in STEPS["left"][1]),
        "group": STEPS[asked.step][0] if asked.step in STEPS and asked.step not in WAY_STATES else "",
        "steps": [(one, label(one)) for one in steps],
        "step_query": step_query(asked, states[0] if states else ""),
        "whole_filter": not (asked.kind or asked.words or (asked.form and asked.form[1])),
        "forms": [(form_code(form), say_award(*form)) for form in forms_of(asked.round)],
        "code_asked": form_code(asked.form) if asked.form else "",
        "kinds": list(RECEIVERS.items()),
        "units": tree(rows(request, Unit.objects), on=today(request), levels=2),
        "pills": pills(request, asked),
    }
    return render(request, "nominations/list.html", context)


def line_of(one: Nomination, may_lower: bool) -> Line:
    return Line(
        nomination=one,
        form=say_award(one.award, one.class_no),
        url=address_of(one),
        state=f"dossier-{one.state}",
        lower_url=reverse("nomination-lower", args=[one.pk]) if may_lower and one.state in LOWERABLE else "",
    )


def address_of(one: Nomination) -> str:
    """The page of a dossier."""
    return address("dossier", one.pk)


def step_query(asked: Asked, state: str) -> str:
    """The filter as the list of steps reads it, for an act upon all of it."""
    said = {
        "dot": asked.round.pk,
        "buoc": state,
        "don-vi": asked.unit.pk if asked.unit else "",
        "hinh-thuc": asked.form[0] if asked.form else "",
    }
    return urlencode({key: value for key, value in said.items() if value})


def pills(request: HttpRequest, asked: Asked) -> list[Pill]:
    """The filters in use, in words."""
    found = []
    if asked.form is not None:
        found.append(pill(request, _("Form"), say_award(*asked.form), "hinh-thuc"))
    if asked.unit is not None:
        found.append(pill(request, _("Unit"), unit_words(asked.unit, request), "don-vi"))
    if asked.kind:
        found.append(pill(request, _("Receiver"), RECEIVERS[asked.kind], "loai"))
    if asked.words:
        found.append(pill(request, _("Name"), asked.words, "ten"))
    if asked.step in STEPS and asked.step not in WAY_STATES:
        found.append(pill(request, _("Step"), STEPS[asked.step][0], "buoc"))
    return found


# --- lowering -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lower:
    """A lower award of the round as it would be judged for the receiver."""

    code: str
    name: str
    answer: Answer
    lacking: Word
    article: Article | None
    may: bool


def lower_one(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Propose for a lower award instead: what the law says of each of the round's lower awards, and the reason."""
    seen = rows(request, Nomination.objects).select_related("round", "subject")
    one: Nomination = get_object_or_404(seen, pk=nomination_id)
    problem = ""
    if request.method == "POST":
        forms = {form_code(form): form for form in forms_of(one.round)}
        form = forms.get(request.POST.get("hinh-thuc", ""))
        try:
            if form is None:
                raise RuleNotMet("Chọn một hình thức thấp hơn.", "Choose a lower award.")
            new = lower(
                one.pk,
                *form,
                reason=nfc(request.POST.get("ly-do", "")),
                by=account_of(request),
                at=timezone.now(),
                on=today(request),
            )
        except RuleNotMet as why:
            problem = why.said(get_language() or "vi")
        else:
            say(
                request,
                _("%(name)s is now proposed for %(form)s.")
                % {"name": one.subject.name, "form": say_award(new.award, new.class_no)},
            )
            return HttpResponseRedirect(address_of(new) or reverse("nominations", args=[one.round_id]))
    context = {
        "one": one,
        "round": one.round,
        "form": say_award(one.award, one.class_no),
        "lower": lower_forms(one),
        "can": one.state in LOWERABLE,
        "problem": problem,
        "reason": nfc(request.POST.get("ly-do", "")),
        "back": address_of(one),
    }
    return render(request, "nominations/lower.html", context, status=422 if problem else 200)


def lower_forms(one: Nomination) -> list[Lower]:
    """The lower awards of the round that the receiver's kind may be given, each with the verdict."""
    below = place_of(one.award, one.class_no, one.recipient)
    found = []
    for form in forms_of(one.round):
        if place_of(*form, one.recipient) <= below:
            continue
        selection = select_on_ground([one.subject_id], *form, one.round.law_on, KINDS[one.round.kind].ground)
        for answer in tell(selection, [one.subject_id], language=language()):
            first = answer.lacks[0] if answer.lacks else None
            found.append(
                Lower(
                    code=form_code(form),
                    name=say_award(*form),
                    answer=answer,
                    lacking=lacking(first) if first else "",
                    article=article(first.cite if first else answer.pathway),
                    may=answer.verdict in PROPOSABLE,
                )
            )
    return found


urlpatterns = [
    path("xet/dot/<int:round_id>/ho-so/", nomination_list, name="nominations"),
    path("xet/dot/ha-muc/<int:nomination_id>/", lower_one, name="nomination-lower"),
]
