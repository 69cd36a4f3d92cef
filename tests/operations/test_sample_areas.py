"""The sample's places of the map: one province, eighteen districts, and every commune in which a model of the sample stands."""

import pytest

from tdkt.operations.sample_areas import enter
from tdkt.records.areas import atlas, bare
from tdkt.records.models import Area, AreaSuccession
from tdkt.sample.models import AS_OF, models
from tdkt.sample.office import KNOWN_ON
from tests.operations.placed import NOON

pytestmark = pytest.mark.django_db


def test_every_model_of_the_sample_lies_in_a_commune_of_its_district():
    enter(at=NOON)
    over = atlas()
    placed = {(one.district.titled, one.place): over.find(one.district.titled, one.place) for one in models()}

    assert [len(over.standing(tier, KNOWN_ON)) for tier in ("province", "district", "commune")] == [
        1,
        18,
        Area.objects.filter(kind="commune").count(),
    ]
    assert [said for said, key in placed.items() if key is None or over.places[key].kind != "commune"] == []
    assert all(over.within(key, "district", AS_OF) for key in placed.values() if key is not None)


def test_the_sample_of_2020_knows_no_merger():
    enter(at=NOON)

    assert not AreaSuccession.objects.exists()
    assert {bare(area.name) for area in Area.objects.filter(kind="district")} >= {"Tam Kỳ", "Nông Sơn", "Tây Giang"}
