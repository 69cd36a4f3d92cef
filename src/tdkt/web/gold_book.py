"""The gold book of a year: the honours in force that count for it, as the law lists the awards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from tdkt.operations.award_sheets import book_order, book_years
from tdkt.operations.award_words import serials_of
from tdkt.records.models import Conferral
from tdkt.web.filters import whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.receivers import lines


def book(request: HttpRequest) -> HttpResponse:
    """One year, the newest that has any unless it is told."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    day, account = today(request), account_of(request)
    years = book_years(on=day, by=account)
    year = whole(request, "nam", least=1945) or (years[0] if years else day.year)
    order = book_order(year, on=day, by=account)
    page = page_of(request, order, total=len(order))
    keys = [key for key, _title in page.rows]
    known = rows(request, Conferral.objects).select_related("subject__unit", "decision", "unit").in_bulk(keys)
    serials = serials_of(keys)
    shown = lines(request, [known[key] for key in keys if key in known])
    titles = dict(page.rows)
    groups: list[tuple[str, list[object]]] = []
    for line in shown:
        if not groups or groups[-1][0] != titles[line.conferral.pk]:
            groups.append((titles[line.conferral.pk], []))
        groups[-1][1].append((line, serials.get(line.conferral.pk, "")))
    context = {
        "year": year,
        "years": years,
        "page": page,
        "groups": groups,
        "papers": [reverse("office-paper", args=["so-vang", year, form]) for form in ("docx", "pdf")],
    }
    return render(request, "gold_book/book.html", context)


urlpatterns = [path("so/so-vang/", book, name="gold-book")]
