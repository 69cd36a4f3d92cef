"""The lives of the sample's models add up to its census, keep lawful order, and learn from one another without a circle."""

from collections import Counter

import pytest

from tdkt.operations.model_steps import Told, check_life
from tdkt.sample.model_life import DOUBLES, STOPPED, Known, besides, lives, origins
from tdkt.sample.models import models


def iso(founded) -> str:
    if not isinstance(founded, str):
        return founded.isoformat()
    parts = founded.replace(".", "/").split("/")
    return "-".join(part.zfill(2) for part in reversed(parts))


@pytest.fixture(scope="module")
def known() -> list[Known]:
    return [
        Known(
            key,
            one.type.replace("oà", "òa").replace("uý", "úy"),
            one.name,
            one.place,
            one.district.titled,
            iso(one.founded),
            one.decision,
            one.places,
            one.groups,
            one.members,
            one.money,
            one.rating,
            one.note,
        )
        for key, one in enumerate(models(), start=1)
    ]


def test_places_groups_members_and_the_last_rating_are_the_census_own(known):
    told = lives(known)

    assert [(len(one.places), sum(len(place.groups) for place in one.places)) for one in told] == [
        (one.places, one.groups) for one in known
    ]
    assert [sum(members for place in one.places for _, members in place.groups) for one in told] == [
        one.members for one in known
    ]
    assert [one.ratings[2019] for one in told] == [one.rating for one in known]
    assert all(min(one.ratings) == max(2016, int(said.founded[:4])) for one, said in zip(told, known, strict=True))
    assert told == lives(known)  # from a fixed seed


def test_every_life_is_lawful(known):
    for one in lives(known):
        check_life([Told(step.kind, step.day) for step in one.steps])
    for other in besides(known):
        check_life([Told(step.kind, step.day) for step in other.steps])


def test_several_hundred_learnt_from_an_older_model_of_their_type_without_a_circle(known):
    learnt = origins(known)
    by_key = {one.key: one for one in known}

    assert 300 < len(learnt) < 600
    assert all(by_key[copy].type == by_key[origin].type for copy, origin in learnt.items())
    assert all(by_key[copy].founded[:4] > by_key[origin].founded[:4] for copy, origin in learnt.items())
    assert max(Counter(learnt.values()).values()) > 5


def test_what_the_census_does_not_count_is_linked_or_had_stopped(known):
    found = besides(known)

    assert Counter(one.same_as for one in found) == {True: DOUBLES, False: STOPPED}
    assert all(one.steps[-1].kind == "stopped" and one.steps[-1].day < "2019" for one in found if not one.same_as)
