"""The sample office is in the midst of a round: something waits for each of its people."""

from collections import Counter

import pytest

from tdkt.operations.tasks import tasks
from tdkt.records.models import Account, Draft, Nomination, Sitting
from tdkt.sample.office import KNOWN_ON
from tests.web.sample import enter_sample


@pytest.fixture
def sample_state(states, committed, tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        states.fill_once("sample", lambda: enter_sample(tmp_path))
        yield


def test_the_sample_office_has_a_round_whose_dossiers_stand_at_every_step_before_the_decision(sample_state):
    assert Counter(Nomination.objects.values_list("award", "state")) == {
        ("giay-khen", "drafted"): 14,
        ("giay-khen", "received"): 2,
        ("giay-khen", "submitted"): 2,
        ("giay-khen", "drafting"): 2,
        ("giay-khen", "returned"): 1,
        ("bang-khen-bo-tinh", "tabled"): 10,
        ("bang-khen-bo-tinh", "received"): 2,
        ("don-vi-quyet-thang", "checked"): 3,
        ("don-vi-quyet-thang", "received"): 3,
        ("chien-si-thi-dua-co-so", "received"): 8,
    }
    assert (Draft.objects.get().state, Sitting.objects.get().state) == ("to-sign", "called")


def test_something_waits_for_each_of_the_sample_people(sample_state):
    waiting = {
        one.username: {task.kind for task in tasks(one, on=KNOWN_ON)} for one in Account.objects.filter(sample=True)
    }

    assert {"drafting", "returned", "remarks"} <= waiting["ngoc-anh"]
    assert {"submitted", "received", "checked"} <= waiting["thu-ha"]
    assert "sitting" in waiting["hoi-dong"]
    assert waiting["giam-doc"] == {"to-sign"}
