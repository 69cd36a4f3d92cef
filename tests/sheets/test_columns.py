"""One cell at a time: what it is cleaned to, and what is said about it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.sheets import columns
from tdkt.sheets.columns import DecisionWords, PersonName


def codes(findings):
    return [finding.problem.code for finding in findings]


@pytest.mark.parametrize(
    ("value", "clean", "problems"),
    [
        (date(1990, 2, 1), "1990-02-01", []),
        ("1/2/1990", "1990-02-01", []),
        ("28.5.2020", "2020-05-28", []),
        ("ngày 28 tháng 5 năm 2020", "2020-05-28", []),
        ("2019-11-20", "2019-11-20", []),
        ("5/2020", "2020-05", []),
        (2020, "2020", []),
        ("2020", "2020", []),
        (43789, "2019-11-20", ["date-serial"]),
        ("43789", "2019-11-20", ["date-serial"]),
        ("31/02/1990", None, ["date-bad"]),
        ("30/13/1990", None, ["date-bad"]),
        ("1.2.90", None, ["date-short-year"]),
        ("28.5", None, ["date-without-year"]),
        (28.5, None, ["date-without-year"]),
        (3, None, ["date-bad"]),
        ("không nhớ", None, ["date-bad"]),
        ("0019-01-01", None, ["date-bad"]),
        ("-", None, []),
        (None, None, []),
        (True, None, ["date-bad"]),
    ],
)
def test_a_date_is_read_day_first_or_not_at_all(value, clean, problems):
    found, findings = columns.clean_date(value)

    assert (found, codes(findings)) == (clean, problems)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["{d}/{m}/{y}", "{d:02d}.{m:02d}.{y}", "{d}-{m}-{y}"]),
)
def test_every_day_written_day_first_is_that_day(day, shape):
    assert columns.clean_date(shape.format(d=day.day, m=day.month, y=day.year)) == (day.isoformat(), ())


@pytest.mark.parametrize(
    ("value", "years"),
    [
        (2019, (2019, 2019)),
        ("Năm 2019", (2019, 2019)),
        ("2018-2019", (2018, 2019)),
        ("năm học 2022-2023", (2022, 2023)),
        ("từ năm 2015 đến năm 2019", (2015, 2019)),
        ("giai đoạn 2015 – 2020", (2015, 2020)),
        ("2020-2015", None),
        ("20190", None),
    ],
)
def test_years_are_read_as_a_first_and_a_last(value, years):
    assert columns.clean_years(value)[0] == years


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("Đã có thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc” năm 2019", (2019, 2019)),
        ("thành tích từ năm 2015 đến năm 2019", (2015, 2019)),
        ("ngày 20 tháng 11 năm 2019", None),
        ("Quyết định ngày 20/11/2019", None),
        ("năm 2018 và năm 2019", None),
        ("25 năm phục vụ", None),
        ("6 tháng đầu năm 2016", (2016, 2016)),
    ],
)
def test_a_sentence_tells_its_years_but_a_date_is_not_one(words, years):
    assert columns.years_in(words) == years


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đ/c Thượng úy Nguyễn Văn An", PersonName("Nguyễn Văn An", rank="Thượng úy")),
        ("Đồng chí: Nguyễn Văn An, Đội phó", PersonName("Nguyễn Văn An", post="Đội phó")),
        ("Ông Nguyễn Văn An", PersonName("Nguyễn Văn An", sex="m")),
        ("Bà: TRẦN THỊ B", PersonName("TRẦN THỊ B", sex="f")),
        ("1. Đại uý Lê Cam", PersonName("Lê Cam", rank="Đại uý")),
        ("Lê Cam (truy tặng)", PersonName("Lê Cam", posthumous=True)),
        ("Phạm Thị Bé (Trưởng thôn)", PersonName("Phạm Thị Bé", post="Trưởng thôn")),
        ("Ông Văn Tùng", PersonName("Ông Văn Tùng")),
        ("Thượng sỹ Trung Dũng", PersonName("Trung Dũng", rank="Thượng sỹ")),
    ],
)
def test_titles_and_ranks_are_taken_off_names(text, name):
    assert columns.person_name(text) == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Phòng Tham mưu", "collective"),
        ("Công an huyện Đại Lộc", "collective"),
        ("Nhân dân và cán bộ xã A", "collective"),
        ("Hộ ông Nguyễn Văn A", "household"),
        ("Gia đình bà Trần Thị B", "household"),
        ("Nguyễn Văn An", "individual"),
        ("Hồ Thị Hoa", "individual"),
        ("Đoàn Văn Bảo", "individual"),
        ("abc", None),
    ],
)
def test_a_receiver_looks_like_a_body_a_household_or_a_person(text, kind):
    assert columns.looks_like(text) == kind


@pytest.mark.parametrize(
    ("text", "post", "unit", "problems"),
    [
        ("Đội trưởng, Công an huyện Đại Lộc", "Đội trưởng", "Công an huyện Đại Lộc", []),
        ("Đội trưởng Đội CSHS", "Đội trưởng", "Đội CSHS", []),
        ("Trưởng phòng", "Trưởng phòng", None, []),
        ("Công an huyện Đại Lộc", None, "Công an huyện Đại Lộc", []),
        ("người có uy tín trong làng", "người có uy tín trong làng", None, ["post-not-separated"]),
    ],
)
def test_a_post_is_parted_from_its_unit_where_that_is_sure(text, post, unit, problems):
    found = columns.split_post(text)

    assert (found[0], found[1], codes(found[2])) == (post, unit, problems)


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("1234/QĐ-UBND", "1234/QĐ-UBND", None),
        ("Quyết định số 1234/QĐ-UBND ngày 20/11/2019", "1234/QĐ-UBND", "2019-11-20"),
        ("12 / QĐ - BCA - X03, ngày 05 tháng 6 năm 2019", "12/QĐ-BCA-X03", "2019-06-05"),
        ("QĐ số 15", "15", None),
        ("152/2019/QĐ-TTg", "152/2019/QĐ-TTg", None),
    ],
)
def test_a_decision_is_a_number_and_perhaps_a_date(text, number, day):
    assert columns.clean_decision(text)[0] == DecisionWords(number, day)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (12, 12),
        ("1.277", 1277),
        ("03", 3),
        ("12 người", 12),
        ("hai mươi", 20),
        ("1,5", None),
        ("nhiều", None),
        (1.5, None),
        (None, None),
    ],
)
def test_a_count_is_a_whole_number_or_nothing(value, number):
    assert columns.clean_number(value)[0] == number


@given(st.one_of(st.none(), st.text(max_size=40), st.integers(), st.floats(allow_nan=False), st.dates(), st.booleans()))
def test_no_cell_whatever_makes_a_cleaner_fail(value):
    for clean in (
        columns.clean_text, columns.clean_date, columns.clean_years, columns.clean_number, columns.clean_code, columns.clean_sex, columns.clean_recipient, columns.clean_ground,
        columns.clean_class, columns.clean_decision,
    ):  # fmt: skip
        found, findings = clean(value)
        assert found is None or value is not None
        assert all(finding.problem.remedy for finding in findings)
