"""The sample's years of the safe-area standard: entered in few acts by the office's own verbs, and nothing decided that the findings do not bear."""

from datetime import datetime

import pytest

from tdkt.operations.safe_areas import share_of
from tdkt.operations.sample_areas import enter as enter_map
from tdkt.operations.sample_safe_areas import enter, enter_communes
from tdkt.records.models import Entry, SafeBody, SafeYear
from tdkt.records.safe_areas import kinds_in
from tdkt.sample import safe_areas as sample
from tdkt.sample.office import HOUR
from tests.conftest import make_unit

AT = datetime(2020, 5, 22, 9, 0, tzinfo=HOUR)


@pytest.mark.django_db
def test_four_years_of_thirty_six_communes_are_entered_in_fourteen_acts() -> None:
    enter(at=AT)

    assert Entry.objects.count() == 14
    assert SafeBody.objects.filter(kind="commune").count() == 36
    told = [said for one in sample.communes() for said in (*one.years.values(), *one.own.values())]
    assert SafeYear.objects.count() == sum(said.registered is not None for said in told)
    assert 1800 <= SafeYear.objects.count() <= 2200
    by_kind = {one.kind: one for one in kinds_in(SafeBody.objects.all(), 2018)}
    assert set(by_kind) == {"residential-area", "commune", "agency", "school"}
    assert by_kind["commune"].met > by_kind["commune"].not_met > 0
    wrong = [
        row
        for row in SafeYear.objects.filter(body__kind="commune", result="met").select_related("body")
        if share_of(row.body, row.year).answer is not True
    ]
    assert wrong == []
    assert SafeYear.objects.filter(body__kind="commune", result="").exists()


def test_the_communes_are_followed_by_the_police_of_their_district_and_stand_on_the_map(office) -> None:
    chosen = sample.communes()[0]
    police = make_unit(chosen.district.police, under=office.unit)
    enter_map(at=AT)
    enter_communes(at=AT)

    body = SafeBody.objects.get(name=chosen.name)
    assert (body.unit, body.area.name, body.area.parent.name) == (police, chosen.name, chosen.district.titled)
    assert not SafeBody.objects.filter(area__isnull=True).exists()


def test_the_sample_is_the_same_on_every_run() -> None:
    first = sample.communes()
    sample.communes.cache_clear()
    again = sample.communes()

    assert first == again
    assert [one.years for one in first] == [one.years for one in again]
