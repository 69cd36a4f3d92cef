"""A text's numbers beside the register's: verdicts, and the words that say why."""

from dataclasses import replace
from datetime import date

import pytest

from tdkt.law.tally import Authority, AwardTally, ModelTally, Period
from tdkt.reports.check import Checked, check, is_about
from tests.reports.registers import MINISTRY, NORTH, PROVINCE, ROOT, conferral, founding, model, register

MERIT = "bang-khen-bo-tinh"
PERIOD = Period(2015, 2020)
ORDER = AwardTally("huan-chuong-bao-ve-to-quoc", "individual", 57, classes=(3,), period=PERIOD)
BOTH = (Authority("ministry", "Bộ Công an"), Authority("province", "UBND tỉnh"))


def verdict(fact, held, unit_id=ROOT) -> tuple:
    (one,) = check([fact], held, unit_id=unit_id)
    return one.verdict, one.register_count, one.why


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (ORDER, ("agrees", 57, "bỏ ngoài 3 đang đề nghị")),
        (replace(ORDER, count=60), ("differs", 57, "sổ có 57 cá nhân; nếu tính cả 3 đang đề nghị thì 60")),
        (replace(ORDER, count=75), ("differs", 57, "sổ có 57 cá nhân; có thể đảo chữ số: 57 thành 75")),
        (replace(ORDER, count=80), ("differs", 57, "sổ có 57 cá nhân; bỏ ngoài 3 đang đề nghị")),
        (replace(ORDER, count=1), ("differs", 57, "sổ có 57 cá nhân; hạng Nhì có 1")),
        (
            replace(ORDER, count=55, approximate=True),
            ("agrees", 57, "văn bản ghi khoảng 55, sổ có 57; bỏ ngoài 3 đang đề nghị"),
        ),
        (replace(ORDER, count=None), ("cannot-be-compared", 57, "văn bản không ghi con số cụ thể")),
        (
            replace(ORDER, period=None),
            ("cannot-be-compared", 57, "văn bản không nói con số tính trong thời gian nào"),
        ),
        (
            replace(ORDER, award=None, award_text="khen thưởng", classes=()),
            ("cannot-be-compared", 482, "văn bản không nêu rõ hình thức khen thưởng (“khen thưởng”)"),
        ),
        (
            AwardTally(MERIT, "collective", 139, authorities=BOTH, period=PERIOD),
            ("differs", 209, "sổ có 209 tập thể; nếu chỉ tính Bộ Công an thì 139"),
        ),
        (
            AwardTally("co-thi-dua-bo-tinh", "self", 4, measure="times", authorities=BOTH[:1], period=PERIOD, consecutive=4),
            ("differs", 5, "sổ có 5 năm liền"),
        ),
        (
            AwardTally("co-thi-dua-bo-tinh", "self", 2, measure="times", authorities=BOTH[1:], period=PERIOD, consecutive=2),
            ("differs", 1, "sổ có 1 năm liền; cả kỳ có 2 lần, nhưng không liền nhau"),
        ),
        (
            AwardTally("bang-khen-thu-tuong", "individual", 3, period=Period(2005, 2009)),
            ("cannot-be-compared", None, "văn bản nói về giai đoạn 2005 - 2009, sổ chỉ có khen thưởng từ năm 2015"),
        ),
        (
            AwardTally("bang-khen-thu-tuong", "individual", 3, period=Period(2022, 2022)),
            ("cannot-be-compared", None, "văn bản nói về năm 2022, sổ chỉ có khen thưởng đến năm 2020"),
        ),
        (
            replace(ORDER, count=90, period=Period(2011, 2020)),
            ("cannot-be-compared", 57, "sổ thiếu giai đoạn 2011 - 2014; từ năm 2015 sổ có 57"),
        ),
        (
            replace(ORDER, count=50, period=Period(2011, 2020)),
            ("differs", 57, "sổ có 57 cá nhân; bỏ ngoài 3 đang đề nghị"),
        ),
        (
            ModelTally(types=92, models=1277, as_of=date(2019, 12, 31)),
            ("agrees", {"types": 92, "models": 1277}, "theo đợt thống kê ngày 31/12/2019"),
        ),
        (
            ModelTally(models=1300, as_of=date(2020, 3, 1)),
            (
                "differs", 1277,
                "sổ có 1.277 mô hình, văn bản ghi 1.300; sổ không có đợt thống kê mô hình ngày 01/03/2020; "
                "lấy đợt gần nhất trước đó, ngày 31/12/2019",
            ),
        ),
        (ModelTally(models=1200, approximate=True), ("agrees", 1277, "theo đợt thống kê ngày 31/12/2019")),
        (
            ModelTally(places=40),
            ("cannot-be-compared", None, "theo đợt thống kê ngày 31/12/2019 không ghi số điểm"),
        ),
    ],
)  # fmt: skip
def test_each_number_gets_its_verdict_and_its_reason(fact, said):
    assert verdict(fact, founding()) == said


def test_a_verdict_carries_the_rows_of_the_registers_number():
    held = register(
        conferral(1, MERIT, unit_of_receiver=NORTH, **MINISTRY), conferral(2, MERIT, unit_of_receiver=NORTH, **PROVINCE)
    )
    fact = AwardTally(MERIT, "collective", 2, period=PERIOD)

    assert check([fact, replace(fact, measure="instances")], held, unit_id=ROOT) == [
        Checked("cannot-be-compared", 1, ("conferral/1", "conferral/2"), "sổ thiếu năm 2015; từ năm 2016 sổ có 1"),
        Checked("cannot-be-compared", 2, ("conferral/1", "conferral/2"), "sổ thiếu năm 2015; từ năm 2016 sổ có 2"),
    ]
    whole = replace(held, history_from=2015)
    assert check([fact, replace(fact, measure="instances")], whole, unit_id=ROOT) == [
        Checked("differs", 1, ("conferral/1", "conferral/2"), "sổ có 1 tập thể; nếu tính lượt thì 2"),
        Checked("agrees", 2, ("conferral/1", "conferral/2"), ""),
    ]


def test_a_withdrawn_honour_is_the_first_cause_to_look_at():
    held = register(conferral(1, MERIT, year=2015), conferral(2, MERIT, year=2016, state="annulled"))

    assert verdict(AwardTally(MERIT, "individual", 2, period=PERIOD), held) == (
        "differs", 1, "sổ có 1 cá nhân; nếu tính cả 1 bị hủy thì 2",
    )  # fmt: skip


def test_the_units_own_honour_explains_one_body_too_many():
    held = register(
        conferral(1, MERIT, year=2015, unit_of_receiver=ROOT), conferral(2, MERIT, year=2016, unit_of_receiver=NORTH)
    )

    assert verdict(AwardTally(MERIT, "collective", 2, period=PERIOD), held) == (
        "differs", 1, "sổ có 1 tập thể; nếu tính cả chính đơn vị thì 2",
    )  # fmt: skip


def test_an_empty_register_compares_with_nothing():
    assert verdict(ORDER, register()) == ("cannot-be-compared", None, "sổ chưa có khen thưởng nào")
    assert verdict(ModelTally(models=3), register(models=())) == (
        "cannot-be-compared", None, "sổ chưa có đợt thống kê mô hình nào",
    )  # fmt: skip
    assert verdict(ORDER, register(), unit_id=None) == ("cannot-be-compared", None, "sổ chưa có đơn vị nào")


def test_models_of_one_level_have_one_number():
    held = register(models=(model(1, "Camera an ninh", members=12), model(2, "Camera an ninh", members=20)))

    assert verdict(ModelTally(members=32), held) == ("agrees", 32, "theo đợt thống kê ngày 31/12/2019")


@pytest.mark.parametrize(
    ("number", "said", "about"), [(407, 400, True), (390, 400, True), (441, 400, False), (57, 57, True), (0, 5, False)]
)
def test_about_a_number_is_within_a_tenth(number, said, about):
    assert is_about(number, said) is about


def test_a_smaller_number_of_models_beside_the_right_whole_may_be_a_part_of_it():
    held = register(models=tuple(model(number, "Tiếng loa an ninh") for number in range(1, 6)))

    alone = check([ModelTally(models=3)], held, unit_id=ROOT)
    beside = check([ModelTally(models=5), ModelTally(models=3), ModelTally(models=6)], held, unit_id=ROOT)

    assert [one.verdict for one in alone] == ["differs"]
    assert [one.verdict for one in beside] == ["agrees", "cannot-be-compared", "differs"]
