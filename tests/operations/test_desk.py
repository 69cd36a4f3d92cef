"""How taking in tells how far it has come, and how it is stopped."""

import itertools
from typing import Any

import pytest

from tdkt.operations.audit import registered_models, verify
from tdkt.operations.desk import STRIDE
from tdkt.operations.errors import Stopped
from tdkt.operations.imports import apply_import, apply_imports, plan_imports
from tdkt.operations.kept_plans import apply_kept, keep_plan, replan
from tdkt.records.models import Entry, ImportBatch
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province

pytestmark = pytest.mark.django_db

ROWS = 1_300
MERIT = {
    "award": "giay-khen",
    "authority": "agency",
    "decision_number": "77/QĐ-CAT",
    "decision_date": "2019-11-20",
}
CIRCLES = [
    {"name": f"Nguyễn Văn An {number}", "born": "1985", "unit": "Công an huyện Đại Lộc"} for number in range(ROWS)
]


class Seen:
    """Keeps what a watch is told; asks to stop once so many rows are done."""

    def __init__(self, *, stop_at: int | None = None) -> None:
        self.told: list[tuple[int, int]] = []
        self.stop_at = stop_at

    def __call__(self, rows: int, rows_in_all: int) -> None:
        self.told.append((rows, rows_in_all))
        if self.stop_at is not None and rows >= self.stop_at:
            raise Stopped("Đã dừng theo yêu cầu.", "Stopped as asked.")


def whole_database() -> dict[str, list[dict[str, Any]]]:
    models = [*registered_models(), ImportBatch, Entry]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.fixture
def province() -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)


def awards(*, first: int = 0) -> Any:
    return incoming("awards", *[person | MERIT for person in CIRCLES[first:]], name=f"giay-khen-{first}.xlsx")


def test_progress_is_told_every_few_rows_over_all_files_and_ends_at_the_last_row(province: None):
    files = [(awards(), MONDAY), (awards(first=1_000), TUESDAY)]
    planned, applied = Seen(), Seen()

    plan_imports([(awards(), MONDAY), (awards(first=1_000), TUESDAY)], by=None, watch=planned)
    apply_imports(files, by=None, watch=applied)

    in_all = ROWS + 300
    for seen in (planned, applied):
        rows = [done for done, _ in seen.told]
        assert {all_ for _, all_ in seen.told} == {in_all}
        assert (rows[0], rows[-1], rows == sorted(rows)) == (0, in_all, True)
        assert max(after - before for before, after in itertools.pairwise(rows)) <= STRIDE


def test_whoever_watches_an_application_can_stop_it_and_nothing_is_written(province: None):
    before = whole_database()

    for stop_at in (0, 700, ROWS):
        with pytest.raises(Stopped):
            apply_imports([(awards(), TUESDAY)], by=None, watch=Seen(stop_at=stop_at))
        with pytest.raises(Stopped):
            plan_imports([(awards(), TUESDAY)], by=None, watch=Seen(stop_at=stop_at))

    assert whole_database() == before
    assert verify().faults == ()


def test_a_waiting_plan_that_is_stopped_waits_on(province: None):
    batch = keep_plan(awards(), by=None, at=MONDAY, watch=(kept := Seen()))
    before = whole_database()

    with pytest.raises(Stopped):
        apply_kept(batch.pk, by=None, at=TUESDAY, watch=Seen(stop_at=700))
    with pytest.raises(Stopped):
        replan(batch.pk, by=None, at=TUESDAY, watch=Seen(stop_at=700))
    with pytest.raises(Stopped):
        keep_plan(awards(first=1_000), by=None, at=TUESDAY, watch=Seen(stop_at=100))

    assert whole_database() == before
    apply_kept(batch.pk, by=None, at=TUESDAY, watch=(applied := Seen()))
    assert kept.told[-1] == applied.told[-1] == (ROWS, ROWS)
