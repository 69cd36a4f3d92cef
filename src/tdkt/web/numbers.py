"""A number that was opened: what is counted, whose, on what basis, what is left out, and its rows, each leading on to whom and by which decision.

The same for a number of a report and for one of a checked text: a dict of the report's shape (`numbers`, `rows`). In the drawer the first
rows; at the same address in a tab of its own all of them, page by page.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tdkt.law.catalogue import RATING_NAMES, awards
from tdkt.records.models import CommunityModel, Conferral, Decision, Exemplar, Response, Subject
from tdkt.vietnamese.collation import name_key, sort_key
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.numbers import write_number
from tdkt.web import charts
from tdkt.web.office import account_of
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import in_drawer, page_or_drawer

IN_DRAWER = 12
OF_MOVEMENTS = ("launch", "response", "review", "place", "exemplar", "direction")
"""The kinds of rows that say by themselves what they are, whose, when and by which document."""
MOST_BARS = 7

Json = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A row behind a number: who or what, what for, when, and by which decision; an address is empty where nothing is to be opened."""

    name: str
    url: str
    was: str
    what: str
    what_url: str
    year: str
    day: str
    decision: str
    decision_url: str


def show_number(
    request: HttpRequest, number: Json, behind: Sequence[Json], *, back: str, back_words: str, day: date, code: str = ""
) -> HttpResponse:
    """The drawer or the page of a number. `back` is the address of the page that it stands on, `behind` its rows in any order."""
    ordered = sorted(behind, key=order_of)
    page = page_of(request, ordered, total=len(ordered))
    shown = ordered[:IN_DRAWER] if in_drawer(request) else page.rows
    context = {
        "number": number,
        "chart": chart_of(ordered),
        "lines": lines(request, shown),
        "forms": len({row.get("award_name") or row.get("title") or row.get("what") for row in ordered}) > 1,
        "kind": ordered[0]["kind"] if ordered else "",
        "as_of": ordered[0].get("as_of", "") if ordered else "",
        "told": bool(ordered) and ordered[0]["kind"] in OF_MOVEMENTS,
        "total": len(ordered),
        "page": page,
        "back": back,
        "back_words": back_words,
        "day": day,
        "code": code,
        "address": request.get_full_path(),
    }
    return page_or_drawer(request, "numbers/number.html", context)


def order_of(row: Json) -> tuple[Any, ...]:
    """Rows by time, then persons by their given names and bodies by their whole names; models by place."""
    if row["kind"] == "model":
        return ("", sort_key(row["district"]), sort_key(row["place"]), sort_key(row["name"]))
    if row["kind"] in OF_MOVEMENTS:
        return (f"{row['year']:04d}", row["date"] or "", sort_key(row["name"]), sort_key(row["unit"]), row["id"])
    name = name_key(row["receiver"]) if row["receiver_kind"] == "individual" else sort_key(row["receiver"])
    return (f"{row['year'] or 0:04d}", row.get("date") or "", name, row["id"])


def chart_of(behind: Sequence[Json]) -> SafeString | None:
    """The rows by year, or nothing where they are of one year or of too many."""
    counts = Counter(year for row in behind if (year := year_of(row)))
    if len(counts) < 2:
        return None
    span = range(min(counts), max(counts) + 1)
    if len(span) > MOST_BARS and behind[0]["kind"] == "model":
        first = max(counts) - MOST_BARS + 2
        earlier = sum(count for year, count in counts.items() if year < first)
        bars = [(_("to %(year)s") % {"year": first - 1}, earlier), *((str(y), counts[y]) for y in span if y >= first)]
    elif len(span) > MOST_BARS:
        return None
    else:
        bars = [(str(year), counts[year]) for year in span]
    told = ", ".join(f"{label}: {write_number(count)}" for label, count in bars)
    by = _("Models by year of founding") if behind[0]["kind"] == "model" else _("Rows by year")
    return charts.by_year(bars, sentence=f"{by}. {told}")


def year_of(row: Json) -> int | None:
    """The year by which a row counts; of a model the year of its founding."""
    if row["kind"] == "model":
        return int(row["founded"][:4]) if row["founded"] else None
    return row["year"] or None


# --- rows -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Openable:
    """The ids that this account may open now. A row known on an earlier day may have been withdrawn, and who has moved is no longer seen."""

    subjects: frozenset[int]
    responses: frozenset[int]
    exemplars: frozenset[int]
    decisions: frozenset[int]
    honours: frozenset[int]
    models: frozenset[int]


def openable(request: HttpRequest, shown: Iterable[Json]) -> Openable:
    """Asked once for all rows that are shown."""
    shown = list(shown)
    receivers = {row["receiver_id"] for row in shown if row["kind"] in ("conferral", "rating")}
    belong = {kind: {row["of"][1] for row in shown if row.get("of", [""])[0] == kind} for kind in BELONG}
    honours = {row["id"] for row in shown if row["kind"] == "conferral"}
    decisions = {row["decision_id"] for row in shown if row["kind"] == "conferral" and row["decision_id"]}
    models = {row["id"] for row in shown if row["kind"] == "model"}
    return Openable(
        found(request, Subject.objects, receivers | belong["body"]),
        found(request, Response.objects, belong["response"]),
        found(request, Exemplar.objects, belong["exemplar"]),
        found(request, Decision.objects, decisions),
        found(request, Conferral.objects, honours),
        found(request, CommunityModel.objects, models),
    )


def found(request: HttpRequest, objects: Any, ids: set[int]) -> frozenset[int]:
    if not ids:
        return frozenset()
    return frozenset(rows(request, objects).filter(pk__in=ids).values_list("pk", flat=True))


def lines(request: HttpRequest, shown: Iterable[Json]) -> list[Line]:
    """The rows as they are shown, with the addresses of what can be opened."""
    shown = list(shown)
    seen = openable(request, shown)
    makers: dict[str, Any] = {"conferral": conferral_line, "rating": rating_line, "model": model_line}
    makers |= dict.fromkeys(OF_MOVEMENTS, told_line)
    return [makers[row["kind"]](request, row, seen) for row in shown]


def conferral_line(request: HttpRequest, row: Json, seen: Openable) -> Line:
    return Line(
        name=row["receiver"],
        url=receiver_address(request, row, seen),
        was=", ".join(part for part in (row["rank"], row["post"], unit_of(row)) if part),
        what=row["award_name"],
        what_url=address_of(request, "award", row["id"], seen.honours),
        year=str(row["year"] or ""),
        day=written(row["date"]),
        decision=row["decision"],
        decision_url=address_of(request, "decision", row["decision_id"], seen.decisions),
    )


def rating_line(request: HttpRequest, row: Json, seen: Openable) -> Line:
    words = [RATING_NAMES.get(row["rating"], ""), awards()[row["title"]].name if row["title"] in awards() else ""]
    return Line(
        name=row["receiver"],
        url=receiver_address(request, row, seen),
        was=unit_of(row),
        what=", ".join(filter(None, words)),
        what_url="",
        year=str(row["year"]),
        day="",
        decision="",
        decision_url="",
    )


def model_line(request: HttpRequest, row: Json, seen: Openable) -> Line:
    return Line(
        name=row["name"] or row["type"],
        url=address_of(request, "model", row["id"], seen.models),
        was=", ".join(part for part in (row["place"], row["district"]) if part),
        what=row["rating"],
        what_url="",
        year=(row["founded"] or "")[:4],
        day=written(row["founded"]),
        decision=row["decision"],
        decision_url="",
    )


BELONG = ("body", "response", "exemplar")
"""What a row of a movement may belong to that not every account sees."""


def told_line(request: HttpRequest, row: Json, seen: Openable) -> Line:
    """A launch, response, review, place, exemplar or direction."""
    noun, key = row["of"]
    within = {"body": seen.subjects, "response": seen.responses, "exemplar": seen.exemplars}.get(noun, {key})
    route = {"response": "movement-response"}.get(noun, noun)
    return Line(
        name=row["name"],
        url=address_of(request, route, key, frozenset(within)),
        was=row["unit"] if row["unit"] != row["name"] else "",
        what=row["what"],
        what_url="",
        year=str(row["year"]),
        day=written(row["date"]),
        decision=row["document"],
        decision_url="",
    )


def unit_of(row: Json) -> str:
    """The unit of a receiver, unless it is the receiver itself."""
    return "" if row["unit"] == row["receiver"] else row["unit"]


def written(iso: str | None) -> str:
    """A date as offices write it, as far as it is known."""
    day = read_date(iso) if iso else None
    return write_date(day) if day else ""


def receiver_address(request: HttpRequest, row: Json, seen: Openable) -> str:
    route = "person" if row["receiver_kind"] == "individual" else "body"
    return address_of(request, route, row["receiver_id"], seen.subjects)


def address_of(request: HttpRequest, route: str, key: int | None, seen: frozenset[int]) -> str:
    """The page of one thing, or nothing: while it has no page, or where this account may not open it."""
    if key not in seen or not may_use(account_of(request), route):
        return ""
    try:
        return reverse(route, args=[key])
    except NoReverseMatch:
        return ""
