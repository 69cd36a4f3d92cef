"""Five years of movements in the sample office: launches, who joined, targets with results, reviews, decisions; and the report that counts them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tdkt.operations.reporting import five_year_report
from tdkt.records.models import Launch, Movement, MovementDecision, Response, Review, Target
from tdkt.records.movements import final_reviews, launches, state_of, unanswered
from tdkt.sample.movements import MAIN, MOVEMENTS
from tdkt.sample.office import KNOWN_ON
from tests.web.sample import enter_sample


@pytest.fixture
def sample(committed: Any, states: Any, tmp_path_factory: Any, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        states.fill_once("sample", lambda: enter_sample(tmp_path_factory.mktemp("sample")))
        yield


def test_the_movements_of_the_sample_are_launched_answered_and_reviewed(sample):
    keys = list(Movement.objects.values_list("pk", flat=True))
    final, launched = final_reviews(keys, on=KNOWN_ON), launches(keys)
    states = Counter(state_of(launched.get(key), reviewed=key in final, on=KNOWN_ON) for key in keys)
    main = Movement.objects.get(name=MAIN)
    answered = Response.objects.filter(movement=main).values_list("unit_id", flat=True)

    assert (len(MOVEMENTS), states) == (5, {"running": 6, "reviewed": 11})
    assert Counter(Launch.objects.values_list("method", flat=True)) == {"standing": 5, "thematic": 6, "peak": 6}
    assert set(Response.objects.values_list("movement", flat=True)) == set(keys)
    assert 2 <= len(unanswered(main, answered, on=KNOWN_ON)) <= 8
    assert not Target.objects.filter(done_on__gt=KNOWN_ON).exists()
    assert set(MovementDecision.objects.values_list("decision__conferrals__ground", flat=True)) == {"phong-trao"}


def test_the_report_counts_what_the_register_holds(sample):
    report = five_year_report(first=2015, last=2020, unit_id=None, known_on=None, today=KNOWN_ON)
    numbers = {key: number["count"] for key, number in report["numbers"].items() if key.startswith("m.")}

    assert {key: numbers[f"m.{key}"] for key in ("launched", "drives", "joined", "pledged", "known", "final")} == {
        "launched": Launch.objects.count(),
        "drives": 12,
        "joined": Response.objects.count(),
        "pledged": Target.objects.count(),
        "known": Target.objects.exclude(done=None).count(),
        "final": Review.objects.filter(kind="final").count(),
    }
    headings = [section["heading"] for section in report["sections"]]
    assert headings[3:] == ["IV. Cụm, khối thi đua", "V. Điển hình tiên tiến", "VI. Thực hiện chỉ đạo của lãnh đạo"]
    assert all(set(number["rows"]) <= set(report["rows"]) for number in report["numbers"].values())
