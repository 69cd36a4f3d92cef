"""Scoring: what a sheet may say, how points come about, bounds that no mark breaks, ranks with ties, and borders of quotas."""

from copy import deepcopy
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.reports.scoring import (
    TIED,
    NoSheet,
    Said,
    missing,
    proposals,
    ranks,
    read_sheet,
    rounded,
    score,
    total_of,
)

CONTENT = {
    "groups": [
        {
            "code": "I",
            "name": "Nhiệm vụ chuyên môn",
            "criteria": [
                {"code": "I.1", "name": "Tỷ lệ điều tra, khám phá án", "kind": "planned", "points": 50, "hand": "head"},
                {
                    "code": "I.2",
                    "name": "Kéo giảm tội phạm",
                    "kind": "planned",
                    "points": 30,
                    "hand": "head",
                    "inverted": True,
                },
            ],
        },
        {
            "code": "II",
            "name": "Xây dựng lực lượng",
            "criteria": [
                {
                    "code": "II.1",
                    "name": "Kỷ luật, kỷ cương",
                    "kind": "graded",
                    "points": 20,
                    "hand": "standing",
                    "grades": {"A": "1", "B": "0.8", "C": "0.5", "D": "0"},
                },
                {"code": "II.2", "name": "Cách làm sáng tạo", "kind": "bonus", "most": 5, "hand": "standing"},
                {
                    "code": "II.3",
                    "name": "Vi phạm",
                    "kind": "penalty",
                    "hand": "standing",
                    "most": 40,
                    "steps": [
                        {"words": "Hồ sơ bị trả lại", "points": 5},
                        {"words": "Lãnh đạo bị cảnh cáo", "points": 20, "bars": True},
                    ],
                },
            ],
        },
    ],
    "bonus": {"per_percent": "0.01", "most_share": "0.1", "most_all": 6},
}
SHEET = read_sheet(CONTENT)


def said(planned=None, done=None, grade="", points=None) -> Said:
    return Said(
        *(None if one is None else Decimal(str(one)) for one in (planned, done)),
        grade,
        None if points is None else Decimal(str(points)),
    )


def points(code: str, **what) -> dict[str, str]:
    criterion = SHEET.criterion(code)
    assert criterion is not None
    scored = score(SHEET, criterion, said(**what))
    return {
        name: str(getattr(scored, name)) for name in ("base", "bonus", "uncapped", "penalty") if getattr(scored, name)
    }


@pytest.mark.parametrize(
    ("code", "what", "came"),
    [
        ("I.1", {"planned": 80, "done": 60}, {"base": "37.50"}),
        ("I.1", {"planned": 3, "done": 2}, {"base": "33.33"}),
        ("I.1", {"planned": 8, "done": 7.999}, {"base": "49.99"}),
        ("I.1", {"planned": 100, "done": 103}, {"base": "50.00", "bonus": "1.50", "uncapped": "1.50"}),
        ("I.1", {"planned": 100, "done": 150}, {"base": "50.00", "bonus": "5.00", "uncapped": "25.00"}),
        ("I.2", {"planned": 60, "done": 80}, {"base": "22.50"}),
        ("I.2", {"planned": 63, "done": 60}, {"base": "30.00", "bonus": "1.50", "uncapped": "1.50"}),
        ("I.2", {"planned": 5, "done": 0}, {"base": "30.00", "bonus": "3.00", "uncapped": "3.00"}),
        ("I.2", {"planned": 0, "done": 0}, {"base": "30.00"}),
        ("I.2", {"planned": 0, "done": 2}, {}),
        ("II.1", {"grade": "B"}, {"base": "16.00"}),
        ("II.3", {"grade": "1", "done": 3}, {"uncapped": "15.00", "penalty": "15.00"}),
        ("II.3", {"grade": "1", "done": 9}, {"uncapped": "45.00", "penalty": "40.00"}),
    ],
)
def test_points_come_by_the_rule_of_the_criterion(code, what, came):
    assert points(code, **what) == came


@pytest.mark.parametrize(
    ("code", "what", "words"),
    [
        ("I.1", {"planned": 80}, "ghi đủ chỉ tiêu và kết quả"),
        ("I.1", {"planned": 0, "done": 3}, "chỉ tiêu bằng 0"),
        ("I.1", {"planned": 3, "done": -1}, "không được âm"),
        ("II.1", {"grade": "E"}, "mức “E” không có. Chọn một trong: A, B, C, D."),
        ("II.2", {"points": 5.5}, "điểm phải từ 0 đến 5."),
        ("II.2", {}, "chưa ghi điểm"),
        ("II.3", {"grade": "3"}, "chọn một mức trừ"),
        ("II.3", {"grade": "1", "done": 1.5}, "số nguyên từ 1 đến 100"),
    ],
)
def test_a_mark_that_the_sheet_does_not_know_is_refused_by_the_name_of_its_criterion(code, what, words):
    with pytest.raises(NoSheet) as refused:
        points(code, **what)
    assert str(refused.value).startswith(f"Tiêu chí {code} “")
    assert words in str(refused.value)


def broken(change) -> dict:
    content = deepcopy(CONTENT)
    change(content)
    return content


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: c.clear(), "Bảng điểm chưa có nhóm tiêu chí nào. Thêm ít nhất một nhóm có một tiêu chí."),
        (lambda c: c["groups"][0].update(name=" "), "Nhóm I: chưa có tên nhóm."),
        (lambda c: c["groups"][0].update(criteria=[]), "Nhóm I “Nhiệm vụ chuyên môn”: chưa có tiêu chí nào."),
        (
            lambda c: c["groups"][1]["criteria"][0].update(grades={}),
            "Nhóm II “Xây dựng lực lượng”, tiêu chí II.1 “Kỷ luật, kỷ cương”: chưa có các mức xếp loại, ví dụ A 100 %, B 80 %.",
        ),
        (
            lambda c: c["groups"][0]["criteria"][0].update(points="nhiều"),
            "Nhóm I “Nhiệm vụ chuyên môn”, tiêu chí I.1 “Tỷ lệ điều tra, khám phá án”: điểm chuẩn: “nhiều” không phải là số.",
        ),
        (
            lambda c: c["groups"][0]["criteria"][0].update(hand="self"),
            "Nhóm I “Nhiệm vụ chuyên môn”, tiêu chí I.1 “Tỷ lệ điều tra, khám phá án”: chưa rõ ai chấm điểm cuối (trưởng khối hoặc thường trực hội đồng).",
        ),
        (lambda c: c["groups"][1]["criteria"][0].update(code="I.1"), "Mã tiêu chí I.1 có hai lần trong bảng điểm."),
        (
            lambda c: c["bonus"].update(most_share=2),
            "Quy định điểm thưởng vượt chỉ tiêu: tối đa của một tiêu chí: 2 phải từ 0 đến 1.",
        ),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_by_group_and_criterion(change, sentence):
    with pytest.raises(NoSheet) as refused:
        read_sheet(broken(change))
    assert str(refused.value) == sentence


def test_a_total_says_how_it_came():
    total = total_of(
        SHEET,
        {
            "I.1": said(100, 150),
            "I.2": said(60, 50),
            "II.1": said(grade="A"),
            "II.2": said(points=2.5),
            "II.3": said(grade="2"),
        },
    )

    assert (total.by_group, total.uncapped, total.bonus, total.total, total.bars) == (
        (("I", Decimal("80.00")), ("II", Decimal("2.50"))),
        Decimal("8.00"),
        Decimal(6),
        Decimal("88.50"),
        True,
    )
    assert [one.code for one in missing(SHEET, {"I.1": said(1, 1)})] == ["I.2", "II.1"]
    assert total.told()["lines"][1] == {
        "code": "I.2",
        "hand": "head",
        "said": {"planned": "60", "done": "50", "grade": ""},
        "base": "30.00",
        "bonus": "3.00",
        "uncapped": "6.00",
        "extra": "0",
        "penalty": "0",
        "points": "33.00",
        "share": "1.20",
    }


amounts = st.decimals(min_value=0, max_value=100_000, places=3)
plans = st.decimals(min_value=Decimal("0.001"), max_value=100_000, places=3)
planned_marks = st.builds(Said, planned=plans, done=amounts)
sayings = st.fixed_dictionaries(
    {},
    optional={
        "I.1": planned_marks,
        "I.2": planned_marks,
        "II.1": st.sampled_from("ABCD").map(lambda grade: Said(grade=grade)),
        "II.2": st.decimals(min_value=0, max_value=5, places=3).map(lambda given: Said(points=given)),
        "II.3": st.builds(Said, grade=st.sampled_from("12"), done=st.integers(1, 100).map(Decimal)),
    },
)


@given(sayings)
def test_a_total_stays_within_the_bounds_of_its_sheet(marks):
    total = total_of(SHEET, marks)

    assert -40 <= total.total <= SHEET.points + SHEET.most_all + 5
    assert total.bonus <= SHEET.most_all
    assert all(line.bonus <= line.criterion.points * SHEET.most_share for line in total.lines)
    assert total.total == sum((points for _, points in total.by_group), total.bonus)


@given(sayings, st.randoms(use_true_random=False))
def test_the_order_of_criteria_does_not_matter(marks, chance):
    content = deepcopy(CONTENT)
    chance.shuffle(content["groups"])
    for group in content["groups"]:
        chance.shuffle(group["criteria"])
    keys = list(marks)
    chance.shuffle(keys)

    other = total_of(read_sheet(content), {key: marks[key] for key in keys})
    assert (other.total, other.bonus) == ((one := total_of(SHEET, marks)).total, one.bonus)


@given(plans, amounts, amounts)
def test_more_is_never_less_and_of_a_falling_target_less_is_never_less(planned, one, other):
    low, high = sorted([one, other])
    rising, falling = SHEET.criteria[:2]

    assert score(SHEET, rising, Said(planned, low)).points <= score(SHEET, rising, Said(planned, high)).points
    assert score(SHEET, falling, Said(planned, low)).points >= score(SHEET, falling, Said(planned, high)).points


@given(st.fractions(min_value=0, max_value=10_000, max_denominator=10_000))
def test_rounding_is_to_a_hundredth_and_half_up(value):
    found = Fraction(rounded(value))
    assert -Fraction(1, 200) < found - value <= Fraction(1, 200)


def test_equal_totals_are_one_rank_and_the_next_rank_is_left_out():
    assert ranks({1: Decimal("90.5"), 2: Decimal("88"), 3: Decimal("88.00"), 4: Decimal(70)}) == {
        1: 1,
        2: 2,
        3: 2,
        4: 4,
    }


@given(
    st.dictionaries(st.integers(1, 40), st.integers(0, 8).map(Decimal), min_size=1),
    st.integers(0, 4),
    st.integers(0, 4),
)
def test_what_is_proposed_by_rank_alone_never_exceeds_a_quota(totals, flags, certificates):
    ranked = ranks(totals)
    found = proposals(ranked, flags=flags, certificates=certificates)

    chosen = list(found.values())
    assert chosen.count("flag") <= flags
    assert chosen.count("flag") + chosen.count("certificate") <= flags + certificates
    assert all(found[a] == found[b] for a in ranked for b in ranked if ranked[a] == ranked[b])
    # whoever is proposed stands before whoever is not
    worst = max((ranked[key] for key, one in found.items() if one), default=0)
    assert all(ranked[key] >= worst for key, one in found.items() if not one)


def test_a_border_through_equal_ranks_is_left_to_the_conference():
    ranked = {1: 1, 2: 2, 3: 2, 4: 4, 5: 5}

    assert proposals(ranked, flags=2, certificates=1) == {1: "flag", 2: TIED, 3: TIED, 4: "", 5: ""}
    assert proposals(ranked, flags=1, certificates=2) == {1: "flag", 2: "certificate", 3: "certificate", 4: "", 5: ""}
    assert proposals(ranked, flags=1, certificates=1, barred=frozenset({1})) == {1: "", 2: TIED, 3: TIED, 4: "", 5: ""}
