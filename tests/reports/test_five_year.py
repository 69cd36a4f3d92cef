"""The five-year report: its facts, its sentences, and that every number in it opens."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.reader.reading import read
from tdkt.reports.check import check
from tdkt.reports.five_year import five_year
from tdkt.reports.register import Register
from tests.reports.registers import (
    KNOWN_ON,
    MINISTRY,
    NORTH,
    PRESIDENT,
    PRIME_MINISTER,
    PROVINCE,
    ROOT,
    SOUTH,
    STAFF,
    UNITS,
    conferral,
    founding,
    model,
    register,
    succession,
    unit,
)

MERIT = "bang-khen-bo-tinh"
FIRST, LAST = 2015, 2020


def report(held: Register, *, unit_id: int = ROOT, known_on: date = KNOWN_ON) -> dict[str, Any]:
    return five_year(held, first=FIRST, last=LAST, unit_id=unit_id, known_on=known_on)


def written(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, sort_keys=False, indent=1)


def text_of(paragraph: dict[str, Any]) -> str:
    return "".join(run["text"] for run in paragraph["runs"])


def paragraphs(made: dict[str, Any], section: int) -> list[str]:
    return [text_of(paragraph) for paragraph in made["sections"][section]["paragraphs"]]


def table(made: dict[str, Any], id: str) -> list[list[Any]]:
    """A table as plain values: texts, numbers, None; the foot last."""
    (one,) = (t for t in made["tables"] if t["id"] == id)
    lines = [row["cells"] for row in one["rows"]] + ([one["foot"]["cells"]] if one["foot"] else [])
    return [[None if c is None else c.get("text", c.get("value")) for c in cells] for cells in lines]


def numbers_used(made: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every address in the report with the value printed there; None for a run of a sentence."""
    for fact in made["facts"]:
        if fact["kind"] == "award":
            yield fact["id"], fact["count"]
    for section in made["sections"]:
        for paragraph in section["paragraphs"]:
            yield from ((run["number"], None) for run in paragraph["runs"] if "number" in run)
    for one in made["tables"]:
        for cells in [row["cells"] for row in one["rows"]] + ([one["foot"]["cells"]] if one["foot"] else []):
            yield from ((cell["number"], cell["value"]) for cell in cells if cell and "number" in cell)
    for chart in made["charts"]:
        for bar in chart["bars"]:
            yield from zip(bar["numbers"], bar["values"], strict=True)


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return report(founding())


# --- the founding numbers --------------------------------------------------------------------------


def award(code: str, recipient: str, number: int, **more: Any) -> dict[str, Any]:
    usual = {
        "kind": "award", "award": code, "classes": [], "authorities": [], "recipient": recipient, "count": number,
        "approximate": False, "measure": "subjects", "period": {"from": 2015, "to": 2020}, "consecutive": None,
    }  # fmt: skip
    return usual | more


BY_MINISTRY = {"level": "ministry", "name": "Bộ Công an"}
BY_PROVINCE = {"level": "province", "name": "UBND tỉnh"}
BY_PRIME_MINISTER = {"level": "prime-minister", "name": "Thủ tướng Chính phủ"}
DEFENCE = "huan-chuong-bao-ve-to-quoc"
FOUNDING_FACTS = (
    award(
        "co-thi-dua-bo-tinh", "self", 5, measure="times", authorities=[BY_MINISTRY], consecutive=5
    ),
    award("co-thi-dua-bo-tinh", "self", 2, measure="times", authorities=[BY_PROVINCE]),
    award(DEFENCE, "collective", 4, classes=[2]),
    award(DEFENCE, "individual", 1, classes=[2]),
    award(DEFENCE, "collective", 1, classes=[3]),
    award(DEFENCE, "individual", 57, classes=[3]),
    award("huan-chuong-chien-cong", "individual", 1, classes=[3]),
    award("bang-khen-thu-tuong", "collective", 9, authorities=[BY_PRIME_MINISTER]),
    award("bang-khen-thu-tuong", "individual", 2, authorities=[BY_PRIME_MINISTER]),
    award(MERIT, "collective", 209, authorities=[BY_MINISTRY, BY_PROVINCE]),
    award(MERIT, "individual", 407, authorities=[BY_MINISTRY, BY_PROVINCE]),
    award(
        "co-thi-dua-chinh-phu", "collective", 1, period={"from": 2019, "to": 2019},
        authorities=[{"level": "government", "name": "Chính phủ"}],
    ),
    {
        "kind": "model", "types": 92, "models": 1277, "places": None, "groups": None, "members": None,
        "approximate": False, "as_of": "2019-12-31",
    },
)  # fmt: skip


def test_the_facts_of_the_founding_conference_are_in_the_report_field_by_field(made):
    facts = [{key: value for key, value in fact.items() if key not in ("id", "rows")} for fact in made["facts"]]

    assert [fact for fact in FOUNDING_FACTS if fact not in facts] == []


def test_each_fact_has_as_many_rows_as_it_counts_where_nobody_received_twice(made):
    counted = {fact["id"]: (fact.get("count", fact.get("models")), len(fact["rows"])) for fact in made["facts"]}

    assert [pair for pair in counted.values() if pair[0] != pair[1]] == []


def test_the_paragraph_speaks_as_such_reports_do(made):
    assert paragraphs(made, 1) == [
        "5 năm liền Công an tỉnh được Bộ Công an tặng Cờ thi đua; 2 lần được UBND tỉnh tặng Cờ dẫn đầu phong trào thi đua; "
        "4 tập thể, 1 cá nhân được tặng Huân chương Bảo vệ Tổ quốc hạng Nhì; "
        "1 tập thể, 57 cá nhân được tặng Huân chương Bảo vệ Tổ quốc hạng Ba; "
        "1 cá nhân được tặng Huân chương Chiến công hạng Ba. "
        "Thủ tướng Chính phủ tặng Bằng khen 9 tập thể, 2 cá nhân; "
        "Bộ Công an và UBND tỉnh tặng Bằng khen 209 tập thể, 407 cá nhân. "
        "Chính phủ tặng Cờ thi đua năm 2019 cho Phòng Tham mưu.",
        "Tính riêng từng cấp: Bộ Công an tặng Bằng khen 139 tập thể, 204 cá nhân; "
        "UBND tỉnh tặng Bằng khen 70 tập thể, 203 cá nhân.",
        "Về danh hiệu thi đua, 40 lượt cá nhân đạt danh hiệu Chiến sĩ tiên tiến.",
    ]
    assert paragraphs(made, 2)[0] == (
        "Đến cuối năm 2019, trên địa bàn có 92 loại với 1.277 mô hình tự phòng, tự quản, tự bảo vệ về an ninh, trật tự."
    )
    assert paragraphs(made, 0) == [
        "Trong giai đoạn 2015 - 2020, Công an tỉnh thực hiện phong trào thi đua “Vì an ninh Tổ quốc”, "
        "gắn với cuộc vận động “Nếp sống văn hóa”."
    ]


def test_the_reports_own_sentences_read_back_agree_with_the_register(made):
    text = "\n\n".join(
        [f"{made['subtitle']}.", *(words for section in range(3) for words in paragraphs(made, section))]
    )

    found = read(text, source="report", reporting_body="Công an tỉnh Quảng Nam")
    verdicts = check([fact.tally for fact in found.facts], founding(), unit_id=ROOT)

    assert [one.verdict for one in verdicts] == ["agrees"] * len(made["facts"])
    assert found.unread == ()


def test_a_number_says_what_it_counts_of_whom_and_what_it_leaves_out(made):
    (address,) = (f["id"] for f in made["facts"] if f.get("count") == 57)
    number = made["numbers"][address]

    assert {key: value for key, value in number.items() if key != "rows"} == {
        "title": "57 cá nhân · Huân chương Bảo vệ Tổ quốc hạng Ba",
        "count": 57,
        "counts": "người nhận, mỗi người một lần",
        "whose": "cá nhân thuộc Công an tỉnh Quảng Nam",
        "basis": "năm ký quyết định, 2015 - 2020",
        "left_out": {"proposed": 3, "annulled": 0},
    }
    assert {made["rows"][row]["award_name"] for row in number["rows"]} == {"Huân chương Bảo vệ Tổ quốc hạng Ba"}


def test_the_head_of_the_report(made):
    assert {
        key: made[key] for key in ("kind", "sample", "office", "unit", "period", "movement", "title", "subtitle")
    } == {
        "kind": "five-year",
        "sample": True,
        "office": {
            "name": "Công an tỉnh Quảng Nam",
            "parent": "Bộ Công an",
            "place": "Quảng Nam",
            "symbol": "BC-CAT",
            "signer_post": "GIÁM ĐỐC",
            "recipients": ["Bộ Công an (X03)", "UBND tỉnh", "Lưu: VT, PX03"],
        },
        "unit": {"id": "unit/1", "name": "Công an tỉnh Quảng Nam"},
        "period": {"from": 2015, "to": 2020},
        "movement": {"name": "Vì an ninh Tổ quốc", "from": 2015, "to": 2020},
        "title": "BÁO CÁO",
        "subtitle": "Tổng kết phong trào thi đua “Vì an ninh Tổ quốc”, giai đoạn 2015 - 2020",
    }


def test_the_table_by_form_has_zeros_that_open_and_dashes_where_nothing_can_stand(made):
    lines = {line[0]: line[1:] for line in table(made, "t1")}

    assert lines["Cờ thi đua của Bộ Công an · Công an tỉnh"] == [1, 1, 1, 1, 1, 0, 5, None]
    assert lines["Cờ dẫn đầu phong trào thi đua của UBND tỉnh · Công an tỉnh"] == [0, 1, 0, 1, 0, 0, 2, None]
    assert lines["Cờ thi đua của Chính phủ · Phòng Tham mưu"] == [0, 0, 0, 0, 1, 0, 1, None]
    assert lines["Bằng khen của Bộ Công an, UBND tỉnh"][-2:] == [209, 407]
    assert lines["Cộng"][-2:] == [231, 468]
    assert made["numbers"]["t1.0.6"]["rows"] == []


def test_tables_and_charts_of_models_follow_the_census(made):
    assert table(made, "t8") == [["Bắc", 639, 639], ["Nam", 638, 638], ["Cộng", 1277, 1277]]
    assert [line[0] for line in table(made, "t9")] == ["trước 2015", "2015", "2016", "2017", "2018", "2019", "Cộng"]
    assert [(chart["id"], chart["kind"]) for chart in made["charts"]] == [
        ("c1", "grouped"), ("c2", "grouped"), ("c3", "horizontal"), ("c4", "cumulative"),
    ]  # fmt: skip
    assert made["charts"][3]["sentence"] == "Từ năm 2015 lập mới 911 mô hình, đưa tổng số lên 1.277 mô hình."


# --- every number opens -----------------------------------------------------------------------------


def test_every_number_opens_and_says_what_is_printed(made):
    for address, value in numbers_used(made):
        assert address in made["numbers"]
        assert value is None or made["numbers"][address]["count"] == value


def test_every_row_behind_a_number_is_told_and_no_other(made):
    used = {row for number in made["numbers"].values() for row in number["rows"]}
    used |= {row for fact in made["facts"] for row in fact["rows"]}

    assert used == set(made["rows"])


def test_every_table_and_chart_that_a_section_names_exists(made):
    tables, charts = {t["id"] for t in made["tables"]}, {c["id"] for c in made["charts"]}

    assert {id for section in made["sections"] for id in section["tables"]} <= tables
    assert {id for section in made["sections"] for id in section["charts"]} == charts
    assert {chart["table"] for chart in made["charts"]} <= tables


# --- the same question, the same bytes ----------------------------------------------------------------


def test_the_day_to_which_the_register_is_known_is_not_in_the_report(made):
    assert written(made) == written(report(founding(), known_on=date(2021, 1, 1)))
    assert "2021" not in written(made)


def test_the_code_follows_the_content(made):
    changed = report(replace(founding(), office=replace(founding().office, symbol="BC")))

    assert made["code"][:8] == changed["code"][:8] == "5N-2020-"
    assert made["code"] != changed["code"]


honours = st.lists(
    st.builds(
        lambda award, state, year, unit_id, person, giver: {
            "award": award, "state": state, "year": year, "unit_id": unit_id, "receiver_id": person, **giver,
        },
        st.sampled_from([MERIT, "giay-khen", "chien-si-tien-tien", "huan-chuong-chien-cong", "ky-niem-chuong"]),
        st.sampled_from(["decided", "proposed", "annulled", "handed-over"]),
        st.one_of(st.none(), st.integers(2014, 2021)),
        st.sampled_from([ROOT, NORTH, SOUTH, STAFF, None]),
        st.integers(1, 4),
        st.sampled_from([MINISTRY, PROVINCE, PRESIDENT, {}]),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(honours, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(found, chance):
    lines = [conferral(i, **line) for i, line in enumerate(found)]
    models = [model(i, f"Loại {i % 2}") for i in range(4)]
    straight = register(*lines, models=tuple(models))
    units = list(UNITS)
    for listed in (lines, models, units):
        chance.shuffle(listed)
    shuffled = register(*lines, models=tuple(models), units=tuple(units))

    assert written(report(straight)) == written(report(shuffled))


@settings(max_examples=40, deadline=None)
@given(honours)
def test_the_years_of_each_form_add_up_to_its_kinds_of_receiver(found):
    made = report(register(*(conferral(i, **line) for i, line in enumerate(found))))

    for line in table(made, "t1") if any(t["id"] == "t1" for t in made["tables"]) else []:
        values = [value or 0 for value in line[1:]]
        assert sum(values[:6]) == sum(values[6:])


@settings(max_examples=40, deadline=None)
@given(honours)
def test_a_proposal_more_changes_no_number(found):
    lines = [conferral(i, **line) for i, line in enumerate(found)]
    before = report(register(*lines))
    after = report(register(*lines, conferral(99, MERIT, state="proposed", year=2018, **MINISTRY)))

    assert {key: n["count"] for key, n in before["numbers"].items()} == {
        key: n["count"] for key, n in after["numbers"].items()
    }
    assert before["facts"] == after["facts"]


# --- units, runs, and what is not known -----------------------------------------------------------------


def test_units_stand_under_their_name_of_the_day_with_former_ones_marked():
    change, last = date(2018, 8, 15), date(2018, 8, 14)
    units = (*UNITS, unit(10, "Phòng A", ROOT, ended=last), unit(11, "Phòng B", ROOT))
    flags = [
        conferral(y, "co-thi-dua-bo-tinh", unit_of_receiver=10 if y < 2018 else 11, year=y, **MINISTRY)
        for y in range(2016, 2020)
    ]
    made = report(register(*flags, units=units, successions=(succession(10, 11, "rename", change),)))

    assert [line[0] for line in table(made, "t3")] == ["Phòng A (cũ)", "Phòng B", "Cộng"]
    assert table(made, "t4") == [
        ["Phòng A (cũ) → Phòng B", "Cờ thi đua của Bộ Công an", "Bộ Công an", "2016", "2019", 4]
    ]
    assert made["rows"]["conferral/2016"]["unit"] == "Phòng A (cũ)"


def test_a_team_is_told_with_the_unit_above_it():
    made = report(
        register(conferral(1, MERIT, unit_id=5, **MINISTRY), conferral(2, MERIT, unit_of_receiver=5, **MINISTRY))
    )

    assert [made["rows"][row]["unit"] for row in ("conferral/1", "conferral/2")] == [
        "Đội Tổng hợp, Công an huyện Bắc"
    ] * 2


def test_a_districts_report_speaks_of_the_district_alone():
    made = report(
        register(
            conferral(1, MERIT, unit_of_receiver=NORTH, **MINISTRY),
            conferral(2, MERIT, unit_id=5, **PROVINCE),
            conferral(3, MERIT, unit_id=SOUTH, **PROVINCE),
        ),
        unit_id=NORTH,
    )

    assert paragraphs(made, 1) == [
        "1 lần Công an huyện Bắc được Bộ Công an tặng Bằng khen. UBND tỉnh tặng Bằng khen 1 cá nhân."
    ]
    assert set(made["rows"]) == {"conferral/1", "conferral/2"}


def test_a_run_shorter_than_all_times_is_told_beside_them():
    flags = [
        conferral(y, "co-thi-dua-bo-tinh", unit_of_receiver=ROOT, year=y, **MINISTRY) for y in (2015, 2017, 2018, 2019)
    ]

    assert paragraphs(report(register(*flags)), 1) == [
        "4 lần (có 3 năm liền) Công an tỉnh được Bộ Công an tặng Cờ thi đua."
    ]


def test_other_givers_and_households_have_their_own_clauses():
    made = report(
        register(
            conferral(1, MERIT, **MINISTRY),
            conferral(2, MERIT, recipient="household", **PROVINCE),
            conferral(3, MERIT, level="ministry", authority="Bộ Quốc phòng"),
            conferral(4, "giay-khen", level="agency", authority="Giám đốc Công an tỉnh Quảng Nam"),
            conferral(5, "ba-me-viet-nam-anh-hung", **PRESIDENT),
            conferral(6, "co-thi-dua-bo-tinh", unit_of_receiver=NORTH, **PROVINCE),
        )
    )

    assert paragraphs(made, 1) == [
        "1 cá nhân được phong tặng danh hiệu Bà mẹ Việt Nam anh hùng. "
        "Bộ Công an và UBND tỉnh tặng Bằng khen 1 cá nhân, 1 hộ gia đình; Bộ Quốc phòng tặng Bằng khen 1 cá nhân. "
        "UBND tỉnh tặng Cờ dẫn đầu phong trào thi đua 1 tập thể. 1 cá nhân được tặng Giấy khen.",
        "Tính riêng từng cấp: Bộ Công an tặng Bằng khen 1 cá nhân; UBND tỉnh tặng Bằng khen 1 hộ gia đình.",
    ]


def test_the_prime_ministers_honour_for_the_unit_itself_names_its_giver():
    made = report(register(conferral(1, "bang-khen-thu-tuong", unit_of_receiver=ROOT, **PRIME_MINISTER)))

    assert paragraphs(made, 1) == ["1 lần Công an tỉnh được Thủ tướng Chính phủ tặng Bằng khen."]


def test_a_proposal_without_a_year_is_left_out_once_of_every_sum():
    made = report(
        register(conferral(1, MERIT, **MINISTRY), conferral(2, MERIT, year=None, state="proposed", **MINISTRY))
    )

    sums = {key: number["left_out"]["proposed"] for key, number in made["numbers"].items() if ".foot." in key}
    assert {key: left for key, left in sums.items() if left} == {
        "t1.foot.8": 1, "t2.foot.3": 1, "t2.foot.4": 1, "t3.foot.1": 1, "t3.foot.2": 1, "t11.foot.2": 1, "t12.foot.1": 1,
    }  # fmt: skip


def test_what_is_not_known_is_said_and_opens():
    made = report(
        register(
            conferral(1, MERIT, year=None, **MINISTRY),
            conferral(2, "huan-chuong-chien-cong", **PRESIDENT),
            conferral(3, MERIT),
        )
    )

    assert paragraphs(made, 1) == [
        "Trong sổ còn 1 lượt khen thưởng chưa rõ năm, không tính vào kỳ; 1 lượt khen thưởng chưa rõ hạng; "
        "1 lượt khen thưởng chưa rõ cấp tặng."
    ]
    assert {key: made["numbers"][f"unclear.{key}"]["rows"] for key in ("undated", "unclassed", "ungiven")} == {
        "undated": ["conferral/1"],
        "unclassed": ["conferral/2"],
        "ungiven": ["conferral/3"],
    }


def test_an_empty_register_still_gives_a_report():
    made = report(register())

    assert [paragraphs(made, section) for section in range(3)] == [
        ["Sổ chưa ghi phong trào thi đua nào trong kỳ."],
        ["Trong kỳ, sổ chưa ghi khen thưởng nào."],
        ["Trong kỳ, sổ chưa có đợt thống kê mô hình nào."],
    ]
    assert (made["facts"], made["tables"], made["charts"], made["rows"]) == ([], [], [], {})
    assert made["subtitle"] == "Tổng kết công tác thi đua, khen thưởng, giai đoạn 2015 - 2020"


def test_models_with_places_groups_and_members_are_counted_on_each_level_apart():
    made = report(
        register(
            models=(
                model(1, "Camera an ninh", places=2, groups=1, members=12, founded=""),
                model(2, "Camera an ninh", places=1, rating="Trung bình", district=""),
                model(3, "Tiếng loa an ninh", members=30, unit_id=SOUTH),
            )
        )
    )

    assert paragraphs(made, 2) == [
        "Đến cuối năm 2019, trên địa bàn có 2 loại với 3 mô hình tự phòng, tự quản, tự bảo vệ về an ninh, trật tự. "
        "Các mô hình có 3 điểm, 1 tổ và 42 thành viên.",
        "Xếp loại: hiệu quả 2; trung bình 1.",
    ]
    assert table(made, "t7") == [
        ["Camera an ninh", 2, 1, 1, 3, 1, 12],
        ["Tiếng loa an ninh", 1, 1, 0, 0, 0, 30],
        ["Cộng", 3, 2, 1, 3, 1, 42],
    ]
    assert [line[0] for line in table(made, "t8")] == ["Bắc", "Chưa rõ địa bàn", "Cộng"]
    assert table(made, "t9")[-2:] == [["chưa rõ năm", 1], ["Cộng", 3]]
    assert [(f["models"], f["places"], f["groups"], f["members"]) for f in made["facts"]] == [
        (3, None, None, None), (None, 3, 1, 42),
    ]  # fmt: skip
