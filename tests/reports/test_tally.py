"""How many: whose honours, by what measure, in which states and years."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.law.tally import Authority, AwardTally, ModelTally, Period
from tdkt.reports.tally import Counted, LeftOut, count
from tests.reports.registers import MINISTRY, NORTH, PROVINCE, ROOT, SOUTH, STAFF, conferral, model, register

MERIT = "bang-khen-bo-tinh"
PERIOD = Period(2015, 2020)


def ask(recipient: str | None, **more: object) -> AwardTally:
    return replace(AwardTally(MERIT, recipient, None, period=PERIOD), **more)  # type: ignore[arg-type]


def merits() -> tuple:
    """The unit's own, two bodies' within it (one twice), a person's twice, another's once, a household's."""
    return (
        conferral(1, MERIT, unit_of_receiver=ROOT, **MINISTRY),
        conferral(2, MERIT, unit_of_receiver=NORTH, **MINISTRY),
        conferral(3, MERIT, unit_of_receiver=NORTH, year=2017, **PROVINCE),
        conferral(4, MERIT, unit_of_receiver=SOUTH, **PROVINCE),
        conferral(5, MERIT, receiver_id=50, **MINISTRY),
        conferral(6, MERIT, receiver_id=50, year=2018, **PROVINCE),
        conferral(7, MERIT, receiver_id=51, unit_id=SOUTH, **PROVINCE),
        conferral(8, MERIT, receiver_id=60, recipient="household", **PROVINCE),
    )


def rows(*ids: int) -> tuple[str, ...]:
    return tuple(f"conferral/{i}" for i in ids)


@pytest.mark.parametrize(
    ("question", "number", "ids"),
    [
        (ask("self", measure="times"), 1, {1}),
        (ask("collective"), 2, {2, 3, 4}),
        (ask("collective", measure="instances"), 3, {2, 3, 4}),
        (ask("individual"), 2, {5, 6, 7}),
        (ask("individual", measure="instances"), 3, {5, 6, 7}),
        (ask("household"), 1, {8}),
        (ask("mixed", measure="instances"), 8, {1, 2, 3, 4, 5, 6, 7, 8}),
        (ask(None, measure="medals"), 8, {1, 2, 3, 4, 5, 6, 7, 8}),
        (ask("collective", authorities=(Authority("ministry", "Bộ Công an"),)), 1, {2}),
        (ask("individual", authorities=(Authority("province", "UBND tỉnh"),)), 2, {6, 7}),
        (ask("individual", period=Period(2018, 2018)), 1, {6}),
        (ask("individual", award="giay-khen"), 0, set()),
    ],
)
def test_own_honours_those_of_other_bodies_and_those_of_people_are_different_tallies(question, number, ids):
    answer = count(register(*merits()), question, unit_id=ROOT)

    assert (answer.count, set(answer.rows)) == (number, set(rows(*ids)))


def test_what_is_own_for_a_district_is_a_subordinate_body_for_the_province():
    tree = register(*merits())

    assert count(tree, ask("self", measure="times"), unit_id=NORTH) == Counted(2, rows(2, 3))
    assert count(tree, ask("collective"), unit_id=NORTH) == Counted(0)


def test_proposed_annulled_and_undated_rows_are_left_out_and_said():
    tree = register(
        conferral(1, MERIT, state="handed-over"),
        conferral(2, MERIT, state="restored"),
        conferral(3, MERIT, state="proposed"),
        conferral(4, MERIT, state="annulled"),
        conferral(5, MERIT, state="stripped"),
        conferral(6, MERIT, year=None),
        conferral(7, MERIT, year=None, state="proposed"),
        conferral(8, MERIT, year=2012, state="proposed"),
    )

    assert count(tree, ask("individual"), unit_id=ROOT) == Counted(
        2, rows(1, 2), LeftOut(proposed=rows(3, 7), annulled=rows(4, 5), undated=rows(6))
    )
    assert count(tree, ask("individual", status="proposed"), unit_id=ROOT).rows == rows(3, 7)


def test_classes_and_several_forms_narrow_and_widen_a_tally():
    order = "huan-chuong-chien-cong"
    tree = register(
        conferral(1, order, class_=2), conferral(2, order, class_=3), conferral(3, "giay-khen", receiver_id=1001)
    )

    assert count(tree, ask("individual", award=order, classes=(3,)), unit_id=ROOT).rows == rows(2)
    assert count(tree, ask("individual", award=order), unit_id=ROOT).count == 2
    assert count(tree, ask("individual", award=None, awards=(order, "giay-khen")), unit_id=ROOT).count == 2
    assert count(tree, ask("individual", award=None), unit_id=ROOT).count == 2


def test_years_in_a_row_count_the_longest_run():
    flags = [
        conferral(y, "co-thi-dua-bo-tinh", unit_of_receiver=ROOT, year=y, **MINISTRY)
        for y in (2014, 2015, 2016, 2018, 2019, 2020)
    ]
    question = ask("self", award="co-thi-dua-bo-tinh", measure="times", consecutive=5)

    assert count(register(*flags), question, unit_id=ROOT) == Counted(3, rows(2018, 2019, 2020))
    assert count(register(*flags), replace(question, period=None), unit_id=ROOT).count == 3


def test_models_are_counted_by_the_census_asked_for_or_the_latest_before_it():
    early, late = date(2018, 12, 31), date(2019, 12, 31)
    tree = register(
        models=(
            model(1, "Tiếng loa an ninh", as_of=early),
            model(1, "Tiếng loa an ninh", as_of=late, places=2, members=30),
            model(2, "Tiếng loa an ninh", as_of=late, places=3),
            model(3, "Camera an ninh", as_of=late, unit_id=SOUTH),
        )
    )
    levels = {"types": 2, "models": 3, "places": 5, "groups": None, "members": 30}
    three = ("model/1", "model/2", "model/3")

    assert count(tree, ModelTally(models=1), unit_id=ROOT) == Counted(3, three, levels=levels, as_of=late)
    assert count(tree, ModelTally(as_of=early), unit_id=ROOT).levels["models"] == 1
    assert count(tree, ModelTally(as_of=late), unit_id=SOUTH).rows == ("model/3",)
    between = count(tree, ModelTally(as_of=date(2019, 6, 30)), unit_id=ROOT)
    assert (between.as_of, between.note) == (
        early,
        "sổ không có đợt thống kê mô hình ngày 30/06/2019; lấy đợt gần nhất trước đó, ngày 31/12/2018",
    )
    assert count(tree, ModelTally(as_of=date(2015, 1, 1)), unit_id=ROOT).why_not == (
        "đợt thống kê mô hình đầu tiên trong sổ là ngày 31/12/2018, sau ngày 01/01/2015"
    )
    assert count(register(), ModelTally(), unit_id=ROOT) == Counted(None, why_not="sổ chưa có đợt thống kê mô hình nào")


lines = st.lists(
    st.builds(
        lambda award, state, year, unit, person: {
            "award": award, "state": state, "year": year, "unit_id": unit, "receiver_id": person,
        },
        st.sampled_from([MERIT, "giay-khen", "chien-si-tien-tien"]),
        st.sampled_from(["decided", "proposed", "annulled", "handed-over"]),
        st.integers(2013, 2022),
        st.sampled_from([ROOT, NORTH, SOUTH, STAFF, None]),
        st.integers(1, 5),
    ),
    max_size=20,
)  # fmt: skip


@given(lines, st.sampled_from(["subjects", "instances"]), st.sampled_from([ROOT, NORTH]))
def test_one_more_proposal_changes_no_given_tally(found, measure, unit_id):
    honours = [conferral(i, **line) for i, line in enumerate(found)]
    question = ask("individual", measure=measure)

    before = count(register(*honours), question, unit_id=unit_id)
    after = count(register(*honours, conferral(99, MERIT, state="proposed", unit_id=NORTH)), question, unit_id=unit_id)

    assert (after.count, after.rows) == (before.count, before.rows)


@given(lines)
def test_the_years_of_a_period_add_up_to_the_instances_of_the_period(found):
    tree = register(*(conferral(i, **line) for i, line in enumerate(found)))
    question = ask("individual", measure="instances")

    years = [count(tree, replace(question, period=Period(y, y)), unit_id=ROOT).count for y in range(2015, 2021)]

    assert sum(n or 0 for n in years) == count(tree, question, unit_id=ROOT).count
