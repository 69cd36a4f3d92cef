"""Ids of any text looked up by whole words: the number of each, and no id taken for another."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.exchange.ids import Ids, RepeatedId

text = st.text(st.sampled_from("ab\x000đ"), max_size=20)


@settings(max_examples=300, deadline=None)
@given(st.lists(text, min_size=1, max_size=30, unique=True), st.data())
def test_every_id_has_its_number_and_no_other_has_one(ids, data):
    known = Ids(pa.array(ids, pa.large_string()))
    asked = data.draw(st.lists(st.sampled_from(ids), max_size=30))
    found = np.empty(len(asked), np.int32)
    assert known.numbers(pa.array(asked, pa.string()), found)
    assert found.tolist() == [ids.index(one) for one in asked]
    stranger = data.draw(text.filter(lambda one: one not in ids))
    assert not known.numbers(pa.array([*asked, stranger], pa.string()), np.empty(len(asked) + 1, np.int32))


@pytest.mark.parametrize("width", [1, 7, 8, 9, 12, 16, 36])
def test_ids_of_one_width_are_found_in_slices_of_arrays_too(width):
    ids = [f"{number:0{width}d}" for number in range(10)]
    known = Ids(pa.array(ids))
    asked = pa.array([ids[3], *ids, ids[5]]).slice(1, 10)
    found = np.empty(10, np.int32)
    assert known.numbers(asked, found)
    assert found.tolist() == list(range(10))


def test_a_hundred_thousand_ids_crowd_each_other_and_are_found():
    ids = pa.array(np.random.default_rng(1).permutation(100_000)).cast(pa.string())
    found = np.empty(100_000, np.int32)
    assert Ids(ids).numbers(ids.cast(pa.large_string()), found)
    assert (found == np.arange(100_000)).all()


def test_an_id_that_stands_twice_is_named_by_its_second_row():
    with pytest.raises(RepeatedId) as caught:
        Ids(pa.array(["a", "b", "c", "b"]))
    assert caught.value.row == 3
