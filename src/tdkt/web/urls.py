"""All addresses: each noun's module keeps its own `urlpatterns`; here they are joined. Words in addresses are Vietnamese, without marks.

To add a noun: a line in ROOMS, its rows in `policy.TABLE`. Whole addresses stand in the noun's module ("so/khen-thuong/").
"""

from tdkt.web import (
    abbreviations,
    annotated,
    awards,
    check,
    corrections,
    decisions,
    eligibility,
    five_year,
    home,
    imports,
    jobs,
    language,
    law,
    log,
    many,
    mappings,
    models,
    movements,
    people,
    receivers,
    screening,
    search,
    sign_in,
    sources,
    units,
    uploads,
)

ROOMS = (
    home,
    sign_in,
    language,
    five_year,
    check,
    awards,
    corrections,
    people,
    receivers,
    units,
    decisions,
    search,
    log,
    imports,
    uploads,
    many,
    mappings,
    abbreviations,
    annotated,
    jobs,
    models,
    movements,
    sources,
    law,
    screening,
    eligibility,
)

urlpatterns = [pattern for room in ROOMS for pattern in room.urlpatterns]
