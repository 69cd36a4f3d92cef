"""A number of a text opened against the register: the register's own number, whatever the text says, with its rows."""

from datetime import date

from tdkt.law.tally import AwardTally, ModelTally, Period
from tdkt.reports.opened import opened
from tdkt.reports.register import Register
from tests.reports.registers import KNOWN_ON, NORTH, OFFICE, ROOT, UNITS, conferral


def register() -> Register:
    """Three certificates in the north, one of them only proposed."""
    honours = (conferral(1, "giay-khen"), conferral(2, "giay-khen"), conferral(3, "giay-khen", state="proposed"))
    return Register(office=OFFICE, units=UNITS, successions=(), conferrals=honours, ratings=(), models=(), movements=())


def question(**more: object) -> AwardTally:
    return AwardTally(
        **{"award": "giay-khen", "recipient": "individual", "count": 9, "period": Period(2016, 2016), **more}
    )  # type: ignore[arg-type]


def test_the_number_is_the_registers_and_not_the_texts():
    answer = opened(register(), question(), unit_id=ROOT, known_on=KNOWN_ON)

    assert answer is not None
    number, rows = answer
    assert (number["count"], number["rows"], number["left_out"]) == (
        2,
        ["conferral/1", "conferral/2"],
        {"proposed": 1, "annulled": 0},
    )
    assert [row["id"] for row in rows] == [1, 2]


def test_it_is_that_of_the_unit_asked_for():
    answer = opened(register(), question(recipient="self"), unit_id=NORTH, known_on=KNOWN_ON)

    assert answer is not None
    assert answer[0]["whose"] == "chính Công an huyện Bắc"


def test_where_the_register_has_no_such_number_there_is_none():
    asked = [question(award=None), ModelTally(models=3, as_of=date(2019, 12, 31))]

    assert [opened(register(), tally, unit_id=ROOT, known_on=KNOWN_ON) for tally in asked] == [None, None]
