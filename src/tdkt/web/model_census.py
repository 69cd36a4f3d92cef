"""A census beside the count of a day: by how much they differ, why, and the rows of both sides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.records import community
from tdkt.records.model_counts import beside_census
from tdkt.records.models import CommunityModel
from tdkt.web.model_map import counted
from tdkt.web.words import Word

WHY_WORDS: dict[str, Word] = {
    "registered-twice": gettext_lazy("registered twice: the census lists both rows, the count has the thing once"),
    "ended": gettext_lazy("stopped or merged by the day of the count"),
    "not-begun": gettext_lazy("founded after the day of the count, as its own date says"),
    "begun-since": gettext_lazy("founded after the census"),
    "not-listed": gettext_lazy("standing on the day of the census by its own dates, and not in its list"),
}
MOST_SHOWN = 100


def beside(request: HttpRequest) -> HttpResponse:
    """A census beside the count of a day: by how much they differ, why, and the rows of both sides."""
    said, found = counted(request)
    census = next(iter(community.censuses(on=said.on)), None)
    compared = beside_census(found, census) if census is not None else None
    context = {
        "asked": said,
        "compared": compared,
        "halves": [
            (_("In the census, not counted"), reasons(compared.only_census)),
            (_("Counted, not in the census"), reasons(compared.only_count)),
        ]
        if compared
        else [],
        "more": compared.counted - compared.listed if compared else 0,
        "map_query": said.query(),
    }
    return render(request, "areas/beside.html", context)


def reasons(found: dict[str, list[int]]) -> list[tuple[Word, int, list[CommunityModel]]]:
    """Each reason with how many, and the first models of it."""
    shown = CommunityModel.objects.in_bulk([key for keys in found.values() for key in keys[:MOST_SHOWN]])
    return [(WHY_WORDS[why], len(keys), [shown[key] for key in keys[:MOST_SHOWN]]) for why, keys in found.items()]


urlpatterns = [path("mo-hinh/ban-do/doi-chieu/", beside, name="model-beside")]
