"""The text check: a text pasted or read from a file, each of its numbers marked in place as the register sees it. The text is never kept.

A number of the register beside the text opens by its question ("how many persons, of this award, by these givers, in these years"), which
stands whole in the address.
"""

import json
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tdkt.operations.checking import check_text, number_behind
from tdkt.operations.errors import NotReadable
from tdkt.operations.texts import ENDINGS, text_of_file, text_too_large
from tdkt.records.models import Unit
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.marks import paragraphs
from tdkt.web.numbers import show_number
from tdkt.web.office import today
from tdkt.web.question import own_unit, read_known_on
from tdkt.web.uploads import was_too_large
from tdkt.web.words import Word

LONGEST = 300_000
"""Signs of a text that is checked at once: a report of some hundred pages."""

VERDICTS = {"agrees": "agrees", "differs": "differs", "cannot-be-compared": "cannot-compare"}
"""The verdicts of the contract as the keys of `words.VERDICTS`."""

MARKS = {"agrees": "khop", "differs": "lech", "cannot-be-compared": "mo-ho"}
"""How each verdict marks the text."""

QUESTION = (
    "kind",
    "award",
    "awards",
    "classes",
    "authorities",
    "recipient",
    "measure",
    "period",
    "consecutive",
    "status",
)
MODEL_QUESTION = ("kind", "types", "models", "places", "groups", "members", "as_of")
LEVELS = ("types", "models", "places", "groups", "members")


@dataclass(frozen=True)
class Fact:
    """A number of the text as the page shows it: `said` and `held` are the text's and the register's numbers, `url` opens the latter."""

    place: int
    verdict: str
    mark: str
    quote: str
    said: str
    held: str
    off: str
    title: str
    short: str
    whose: str
    basis: str
    left_out: dict[str, int]
    why: str
    url: str


@dataclass
class Form:
    """What was sent, and what is wrong with it: `problems` by field."""

    text: str
    known_on: str
    problems: dict[str, Word]


def check(request: HttpRequest) -> HttpResponse:
    """The form, and by POST the text with its marks."""
    unit = own_unit(request)
    form = Form("", request.GET.get("biet-den", "").strip() or write_date(today(request)), {})
    if unit is None:
        return render(request, "check/form.html", {"form": form, "no_unit": True})
    if request.method != "POST":
        return render(request, "check/form.html", {"form": form, "endings": ",".join(ENDINGS), "limit": limit()})
    form.known_on = request.POST.get("biet-den", "").strip()
    known_on, problem = read_known_on(form.known_on, today=today(request))
    if problem:
        form.problems["known_on"] = problem
    try:
        source, form.text = sent_text(request)
    except NotReadable as why:
        form.problems["text"] = str(why)
    if form.problems:
        return render(
            request, "check/form.html", {"form": form, "endings": ",".join(ENDINGS), "limit": limit()}, status=422
        )
    began = time.perf_counter()
    answer = check_text(form.text, source=source, unit_id=unit.pk, known_on=known_on, today=today(request))
    facts = [fact_of(request, unit, place, said, known_on) for place, said in enumerate(answer["facts"], start=1)]
    context = {
        "form": form,
        "source": source,
        "facts": facts,
        "verdicts": answer["verdicts"],
        "differing": [fact for fact in facts if fact.mark == "lech"],
        "unclear": [fact for fact in facts if fact.mark == "mo-ho"],
        "agreeing": [fact for fact in facts if fact.mark == "khop"],
        "unread": answer["unread"],
        "paragraphs": [
            [(piece.text, facts[piece.fact - 1] if piece.fact else None) for piece in paragraph]
            for paragraph in paragraphs(form.text, answer["facts"])
        ],
        "seconds": f"{time.perf_counter() - began:.1f}".replace(".", ","),
    }
    return render(request, "check/marked.html", context)


def limit() -> int:
    """The largest file in MB."""
    return int(settings.MAX_IMPORT_SIZE) // 2**20


def sent_text(request: HttpRequest) -> tuple[str, str]:
    """Where the text comes from and the text itself, in NFC. Raises `NotReadable` with the sentence for the field."""
    upload = request.FILES.get("tep")
    if was_too_large(request):
        raise NotReadable(text_too_large())
    if upload is not None:
        name, text = nfc(upload.name or ""), text_of_file(upload.name or "", upload.read())
    else:
        name, text = "", request.POST.get("van-ban", "")
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise NotReadable(_("There is no text. Paste the text, or choose a .txt, .docx or .pdf file."))
    if len(text) > LONGEST:
        raise NotReadable(
            _("The text has more than %(most)s signs. Check it part by part.") % {"most": write_number(LONGEST)}
        )
    return name, text


def fact_of(request: HttpRequest, unit: Unit, place: int, said: dict[str, Any], known_on: Any) -> Fact:
    """One number of the text with what the register has in its place."""
    behind = number_behind(said, unit_id=unit.pk, known_on=known_on, today=today(request))
    number = behind[0] if behind else {}
    held, written = said["register"], numbers_said(said)
    off = abs(held - said["count"]) if isinstance(held, int) and said.get("count") is not None else None
    return Fact(
        place=place,
        verdict=VERDICTS[said["verdict"]],
        mark=MARKS[said["verdict"]],
        quote=said["quote"],
        said=written,
        held=numbers_held(held),
        off=write_number(off) if off else "",
        title=number.get("title", "").partition(" · ")[2] if said["kind"] == "award" else _("Community models"),
        short=said["why"] or short_words(number),
        whose=number.get("whose", ""),
        basis=number.get("basis", ""),
        left_out=number.get("left_out", {}),
        why=said["why"],
        url=address_of(said, known_on) if behind and held is not None else "",
    )


def short_words(number: dict[str, Any]) -> str:
    """Of whom and over which years, as a line of the list has room for it: "tập thể, 2015 - 2020"."""
    noun = number.get("title", "").partition(" · ")[0].partition(" ")[2]
    return ", ".join(filter(None, [noun, number.get("basis", "").rpartition(", ")[2]]))


def numbers_said(fact: dict[str, Any]) -> str:
    """The number or numbers that the text says: "57", "92 · 1.277", "–" for a word such as "nhiều"."""
    numbers = [fact.get(level) for level in LEVELS] if fact["kind"] == "model" else [fact.get("count")]
    return " · ".join(write_number(number) for number in numbers if number is not None) or "–"


def numbers_held(held: int | dict[str, int | None] | None) -> str:
    """The same of the register."""
    numbers = list(held.values()) if isinstance(held, dict) else [held]
    return " · ".join("–" if number is None else write_number(number) for number in numbers)


def address_of(fact: dict[str, Any], known_on: Any) -> str:
    """The address of the register's number: the question without the text's own count."""
    keys = MODEL_QUESTION if fact["kind"] == "model" else QUESTION
    question = {key: fact[key] for key in keys if fact.get(key) not in (None, [], "")}
    asked = {"hoi": json.dumps(question, ensure_ascii=False, separators=(",", ":"))}
    if known_on is not None:
        asked["biet-den"] = write_date(known_on)
    return f"{reverse('check-number')}?{urlencode(asked)}"


def one_number(request: HttpRequest) -> HttpResponse:
    """The register's number for the question in the address, with its rows."""
    unit = own_unit(request)
    known_on, problem = read_known_on(request.GET.get("biet-den", "").strip(), today=today(request))
    if unit is None or problem:
        raise Http404
    try:
        question = json.loads(request.GET.get("hoi", ""))
    except (ValueError, RecursionError):
        raise Http404 from None
    behind = number_behind(question, unit_id=unit.pk, known_on=known_on, today=today(request))
    if behind is None:
        raise Http404
    number, rows = behind
    return show_number(
        request,
        number,
        rows,
        back=reverse("check"),
        back_words=_("Check a text"),
        day=known_on or today(request),
    )


urlpatterns = [
    path("soat/", check, name="check"),
    path("soat/so/", one_number, name="check-number"),
]
