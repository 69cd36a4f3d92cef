"""The law on screen: the catalogue on a day, the pathways to one award, the texts with their articles, and what a lawyer has to confirm."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.law.catalogue import awards
from tdkt.law.checking import accounts
from tdkt.law.instruments import WHY, Instrument, Law
from tdkt.law.telling import articles, cited, deciders, pathways, unconfirmed, unsure
from tdkt.law.wording import say_award
from tdkt.operations.law import office_law
from tdkt.rules.conditions import for_the_council_alone
from tdkt.web.filters import choice, day, without_empty
from tdkt.web.office import today
from tdkt.web.words import KINDS, LAW_STATES, SURENESS


def language() -> str:
    """The language of the page, as the law's own words need it."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def asked_day(request: HttpRequest) -> date:
    """The day the page is asked for: of the address, else the office's own."""
    return day(request, "ngay") or today(request)


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every award with the text that governs it on a day, its pathways, and who decides."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    on, law = asked_day(request), office_law()
    kind = choice(request, "loai", KINDS)
    lines = []
    for award in awards().values():
        if kind and award.kind != kind:
            continue
        rules = law.rules_on(on, award.code)
        governing = law.governing(award.code, on)
        lines.append(
            {
                "award": award,
                "kind": KINDS[award.kind],
                "governed": [(entry, cited(law, entry.article, language())) for entry in governing if entry.article],
                "none": [entry.why for entry in governing if not entry.article],
                "computed": sum(not for_the_council_alone(rule) for rule in rules),
                "council": sum(for_the_council_alone(rule) for rule in rules),
                "deciders": dict.fromkeys(one.who for one in deciders(law, "decides", award.code, on, language())),
            }
        )
    context = {
        "lines": lines,
        "on": on,
        "is_today": on == today(request),
        "kind": kind,
        "kinds": KINDS.items(),
        "standing": law.in_force(on),
    }
    return render(request, "law/catalogue.html", context)


def one_award(request: HttpRequest, code: str) -> HttpResponse:
    """The pathways to one award on a day, each as a tree of conditions with its provision."""
    if code not in awards():
        raise Http404
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    on, law, award = asked_day(request), office_law(), awards()[code]
    classes = [str(number) for number in award.classes]
    class_ = choice(request, "hang", classes)
    told = pathways(law, code, int(class_) if class_ else None, on, language())
    groups = [
        (say_award(code, number), [one for one in told if one.rule.class_ == number])
        for number in (award.classes or (None,))
        if not class_ or number == int(class_)
    ]
    governing = law.governing(code, on, int(class_) if class_ else None)
    context = {
        "award": award,
        "name": say_award(code, int(class_) if class_ else None),
        "on": on,
        "is_today": on == today(request),
        "class_": class_,
        "classes": [(number, say_award(code, int(number))) for number in classes],
        "groups": groups,
        "governed": [(entry, cited(law, entry.article, language())) for entry in governing if entry.article],
        "none": [entry.why for entry in governing if not entry.article],
        "deciders": deciders(law, "decides", code, on, language()),
        "proposers": deciders(law, "proposes", code, on, language()),
        "warnings": list(dict.fromkeys(warning for one in told for warning in one.warnings)),
    }
    return render(request, "law/award.html", context)


def instruments(request: HttpRequest) -> HttpResponse:
    """The texts by their first day, with how much of each is encoded and confirmed."""
    law = office_law()
    counted = accounts(law)
    on = today(request)
    lines = [
        {
            "instrument": law.instruments[account.instrument],
            "name": name_of(law.instruments[account.instrument]),
            "sure": SURENESS[law.instruments[account.instrument].confidence],
            "stands": law.instruments[account.instrument].stands(on),
            "account": account,
        }
        for account in counted
    ]
    return render(request, "law/instruments.html", {"lines": lines, "on": on})


def one_instrument(request: HttpRequest, instrument_id: str) -> HttpResponse:
    """One text: its days, its source, and every article, clause and point with what the engine does with it."""
    law = office_law()
    instrument = instrument_of(law, instrument_id)
    english = language() == "en"
    groups = [
        (
            heading,
            [
                {
                    "provision": provision,
                    "anchor": provision.id.partition("/")[2].replace("/", "-"),
                    "place": cited(law, provision.id, language()).removesuffix(instrument.number).strip(),
                    "words": provision.en if english else provision.vi,
                    "state": LAW_STATES[provision.state],
                    "why": WHY[provision.why][english] if provision.why else "",
                    "confirmed": by,
                }
                for provision, by in found
            ],
        )
        for heading, found in articles(law, instrument)
    ]
    context = {
        "instrument": instrument,
        "name": name_of(instrument),
        "summary": instrument.summary_en if english else instrument.summary,
        "sure": SURENESS[instrument.confidence],
        "groups": groups,
        "counted": next(account for account in accounts(law) if account.instrument == instrument.id),
    }
    return render(request, "law/instrument.html", context)


def to_confirm(request: HttpRequest) -> HttpResponse:
    """What a lawyer has still to confirm: first what is not surely known, then everything else, by text."""
    law = office_law()
    waiting = unconfirmed(law)
    context = {
        "unsure": [(one, SURENESS[one.confidence]) for one in unsure(law, language())],
        "waiting": [
            (law.instruments[id_], name_of(law.instruments[id_]), len(found)) for id_, found in waiting.items()
        ],
        "total": sum(len(found) for found in waiting.values()),
    }
    return render(request, "law/confirm.html", context)


def instrument_of(law: Law, id_: str) -> Instrument:
    """The instrument of this id. Raises Http404."""
    if id_ not in law.instruments:
        raise Http404(_("No such text"))
    return law.instruments[id_]


def name_of(instrument: Instrument) -> str:
    return instrument.name_en or instrument.name if language() == "en" else instrument.name


urlpatterns = [
    path("luat/", catalogue, name="law"),
    path("luat/danh-hieu/<slug:code>/", one_award, name="law-award"),
    path("luat/van-ban/", instruments, name="law-texts"),
    path("luat/van-ban/<slug:instrument_id>/", one_instrument, name="law-text"),
    path("luat/can-xac-nhan/", to_confirm, name="law-confirm"),
]
