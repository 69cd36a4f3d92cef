"""Form 0601 of the sample office beside a count by hand over the sample's own list of launches, and who does emulation work there."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tdkt.operations.statistics import statistics_of
from tdkt.records.models import EmulationBody, Movement, Official
from tdkt.sample.launches import Launch, launches
from tdkt.sample.movements import MOVEMENTS
from tdkt.sample.office import KNOWN_ON
from tests.web.sample import enter_sample

CAMPAIGNS = {one.name for one in MOVEMENTS if one.kind == "Cuộc vận động"}
YEARS = range(2015, 2021)


@pytest.fixture
def sample(committed: Any, states: Any, tmp_path_factory: Any, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        states.fill_once("sample", lambda: enter_sample(tmp_path_factory.mktemp("sample")))
        yield


def by_hand(year: int) -> dict[str, set[str]]:
    """The movements of a year by the code of the row, counted with nothing but the list and a calendar."""
    found: dict[str, set[str]] = {f"{code:02d}": set() for code in range(1, 13)}
    for one in launches():
        if one.kind != "movement" or one.name in CAMPAIGNS:
            continue
        if not date(year - 1, 12, 1) <= one.launched_on <= date(year, 11, 30):
            continue
        for code in ("01", scope(one), length(one), "12" if one.method == "standing" else "11"):
            found[code].add(one.name)
    return found


def scope(one: Launch) -> str:
    return {"national": "02", "ministry": "03", "cluster": "04", "office": "05"}[one.level]


def length(one: Launch) -> str:
    """Whole years with both days; none of the sample's drives lasts exactly one."""
    days = (one.ends_on - one.launched_on).days + 1
    return "06" if days < 365 else "08" if days < 3 * 365 else "09" if days < 5 * 365 else "10"


def test_form_0601_equals_the_hand_counted_launches_of_each_year(sample):
    names = dict(Movement.objects.values_list("pk", "name"))
    told = {}
    for year in YEARS:
        table = statistics_of(year, "0601", by=None, on=KNOWN_ON).table
        told[year] = {line.code: {names[key] for key in line.cells[0].ids or ()} for line in table.lines if line.code}

    assert told == {year: by_hand(year) for year in YEARS}
    assert [len(told[year]["01"]) for year in YEARS] == [5, 2, 2, 2, 2, 2]
    assert {code: len(held) for code, held in told[2015].items()} == {
        **dict.fromkeys(("02", "04", "07", "08", "09"), 0),
        **dict.fromkeys(("06", "11"), 2),
        **dict.fromkeys(("10", "12"), 3),
        "01": 5,
        "03": 1,
        "05": 4,
    }


def test_the_sample_says_who_does_emulation_work(sample):
    bodies = statistics_of(2019, "0604", by=None, on=KNOWN_ON).table.lines
    staff = statistics_of(2019, "0605", by=None, on=KNOWN_ON).table.lines

    assert {line.words: line.cells[0].value for line in bodies if line.beyond} == {
        "Tổng số": 19,
        "Tổ chức chuyên trách": 1,
        "Bộ phận kiêm nhiệm": 18,
    }
    assert staff[0].cells[0].value == sum(cell.value or 0 for cell in staff[0].cells[1:]) > 18
    assert EmulationBody.objects.filter(to_year=2017).count() == 1
    assert Official.objects.filter(full_time=False).count() == 18
