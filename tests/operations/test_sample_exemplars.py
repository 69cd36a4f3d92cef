"""The sample office's exemplars: about 120 whom the register's own awards fit, at every stage, with targets, and some left to be suggested."""

from collections import Counter
from datetime import date

import pytest

from tdkt.operations.exemplar_plans import overdue
from tdkt.operations.exemplar_suggestions import suggestions
from tdkt.operations.exemplar_targets import compare
from tdkt.operations.exemplars import WAY, recorded_of, state_of
from tdkt.records.models import Exemplar, ExemplarTarget
from tdkt.records.models.awards import STANDING
from tdkt.sample.exemplars import WAYS, portraits
from tdkt.sample.office import KNOWN_ON
from tests.web.sample import enter_sample


@pytest.mark.parametrize("kind", list(WAYS))
def test_portraits_are_the_same_on_every_run_and_their_days_agree(kind):
    drawn = portraits(kind, 40)

    assert drawn == portraits(kind, 40)
    assert {one.level for one in drawn} == {0, 1, 2, 3, 4}
    for one in drawn:
        days = [step.done_on for step in one.steps] + [one.reviewed_on] + [each.since for each in one.followers]
        assert all(one.found_on <= day <= KNOWN_ON for day in days if day is not None)
        assert bool(one.review) is (one.level > 1)


@pytest.fixture
def sample_state(states, committed, tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        states.fill_once("sample", lambda: enter_sample(tmp_path))
        yield


def test_the_sample_office_has_exemplars_at_every_stage(sample_state):
    found = list(Exemplar.objects.select_related("subject"))

    assert 110 <= len(found) <= 140
    assert {one.state for one in found} == set(WAY)
    assert all(one.state == state_of(recorded_of(one)) for one in found)
    kinds = Counter(one.subject.kind for one in found)
    assert kinds["collective"] > 20 < kinds["individual"]
    assert all(
        link.conferral.subject_id == one.subject_id and link.conferral.state in STANDING
        for one in found
        for link in one.honours.select_related("conferral")
    )
    assert overdue(by=None, on=KNOWN_ON).exists()
    assert suggestions(2015, 2020, by=None, on=KNOWN_ON)
    lines = compare(2015, 2020, by=None, on=KNOWN_ON)
    assert sum(line.found for line in lines) == Exemplar.objects.exclude(state="ended").count()
    assert ExemplarTarget.objects.count() == 18 + 28
    assert Exemplar.objects.filter(for_conference=True, found_on__lt=date(2020, 5, 25)).count() > 15
