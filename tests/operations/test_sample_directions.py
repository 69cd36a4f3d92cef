"""The sample's directions go in whole by the office's own verbs, with one carried on over three years."""

from collections import Counter
from typing import Any

from tdkt.operations import sample_directions
from tdkt.records import directions as register
from tdkt.records.models import Direction, DirectionReport, DirectionUnit, Entry
from tdkt.sample import directions as sample
from tdkt.sample.office import KNOWN_ON
from tests.conftest import make_unit
from tests.web.register import NOON


def test_the_sample_directions_are_entered_with_their_reports_and_their_chain(office: Any) -> None:
    for name in sorted({unit for one in sample.directions() for unit in one.units}):
        make_unit(name, under=office.unit)
    before = Entry.objects.count()

    sample_directions.enter(at=NOON)

    said = sample.directions()
    states = Counter(Direction.objects.values_list("state", flat=True))
    assert sum(states.values()) == len(said)
    assert (states["carried"], states["dropped"]) == (2, 1)
    assert DirectionUnit.objects.count() == sum(len(one.units) for one in said)
    assert DirectionReport.objects.count() == sum(len(one.reports) for one in said)
    last = Direction.objects.get(carried_from__carried_from__isnull=False)
    assert [one.said_on.year for one in register.chain(last)] == [2018, 2019, 2020]
    assert register.silent_units(DirectionUnit.objects.all(), on=KNOWN_ON)
    assert Entry.objects.count() - before < 60
