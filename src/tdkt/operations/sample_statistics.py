"""The sample office's bodies and officials of emulation work, entered by the office's own verbs."""

from datetime import datetime

from tdkt.operations.directory import Directory
from tdkt.operations.emulation_staff import NewBody, NewOfficial, add_bodies, add_officials, end_body
from tdkt.records.models import EmulationBody, PersonNumber
from tdkt.sample import statistics as sample
from tdkt.sample.office import KNOWN_ON
from tdkt.sample.units import LAST_DAY


def enter(*, at: datetime) -> None:
    """Enter them, as said at a moment; the team before the change of 2018 is ended."""
    directory = Directory()
    said = []
    for one in sample.bodies():
        unit = directory.unit(one.unit, on=KNOWN_ON if one.last is None else LAST_DAY)
        assert unit is not None  # a unit of the sample's own list
        said.append((one, NewBody(unit, one.name, one.own, one.first)))
    add_bodies([body for _, body in said], by=None, at=at, on=KNOWN_ON)
    for one, body in said:
        if one.last is not None:
            ended = EmulationBody.objects.get(unit=body.unit_id, name=body.name)
            end_body(ended.pk, year=one.last, by=None, at=at, on=KNOWN_ON)
    people = dict(PersonNumber.objects.filter(kind="service").values_list("number", "subject_id"))
    officials = []
    for known in sample.officials():
        unit = directory.unit(known.unit, on=KNOWN_ON)
        assert unit is not None
        officials.append(NewOfficial(people[known.number], unit, known.since, known.training, known.full_time))
    add_officials(officials, by=None, at=at, on=KNOWN_ON)
