"""A tally written as a fact of the contract is read back as the same tally."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.tally import Authority, AwardTally, ModelTally, Period, Tally, tally_from

NUMBERS = st.none() | st.integers(0, 10**6)
WORDS = st.text(max_size=20)
YEARS = st.tuples(st.integers(1948, 2100), st.integers(1948, 2100)).map(lambda years: Period(*sorted(years)))
AWARDS = st.builds(
    AwardTally,
    award=st.none() | st.sampled_from(["giay-khen", "bang-khen-bo-tinh"]),
    recipient=st.none() | st.sampled_from(["collective", "individual", "self"]),
    count=NUMBERS,
    measure=st.sampled_from(["subjects", "instances", "times", "medals"]),
    classes=st.lists(st.integers(1, 3), max_size=3).map(tuple),
    authorities=st.lists(st.builds(Authority, level=st.just("ministry"), name=WORDS), max_size=2).map(tuple),
    period=st.none() | YEARS,
    consecutive=NUMBERS,
    approximate=st.booleans(),
    awards=st.lists(st.sampled_from(["giay-khen", "huan-chuong-lao-dong"]), max_size=2).map(tuple),
    ordinal=NUMBERS,
    total=st.booleans(),
    status=st.sampled_from(["given", "proposed"]),
    carried=st.lists(st.sampled_from(["period", "authorities"]), max_size=2).map(tuple),
)
MODELS = st.builds(
    ModelTally,
    types=NUMBERS,
    models=NUMBERS,
    places=NUMBERS,
    groups=NUMBERS,
    members=NUMBERS,
    as_of=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    approximate=st.booleans(),
    total=st.booleans(),
    carried=st.lists(st.just("as_of"), max_size=1).map(tuple),
)


@given(tally=AWARDS | MODELS)
def test_a_fact_is_read_back_as_its_tally(tally: Tally):
    assert tally_from(tally.as_json()) == tally


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind": "award", "award": ["giay-khen"]},
        {"kind": "award", "recipient": {"a": 1}},
        {"kind": "award", "consecutive": "5"},
        {"kind": "award", "count": True},
        {"kind": "award", "period": {"from": 2015}},
        {"kind": "award", "period": {"from": 2015, "to": 99999}},
        {"kind": "award", "classes": 3},
        {"kind": "model", "models": 3.5},
        {"kind": "model", "as_of": "ngày mai"},
        None,
        [],
        "award",
        7,
    ],
)
def test_what_is_no_fact_is_refused(said: object):
    with pytest.raises(ValueError, match="Không phải một con số"):
        tally_from(said)  # type: ignore[arg-type]
