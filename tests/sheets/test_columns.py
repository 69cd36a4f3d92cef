"""One cell at a time: what it is cleaned to, and what is said about it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.sheets import columns
from tdkt.sheets.columns import DecisionWords


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
        (3, None, ["date-bad"]),
        ("không nhớ", None, ["date-bad"]),
        ("0019-01-01", None, ["date-bad"]),
        ("2020-05-28", "2020-05-28", []),
        ("28.5.20", None, ["date-short-year"]),
        ("tháng 5/2020", "2020-05", []),
        ("T5/2020", "2020-05", []),
        ("28/05/2020 00:00", "2020-05-28", ["time-dropped"]),
        ("28/05/2020 12:00:00 AM", "2020-05-28", ["time-dropped"]),
        ("2020-05-28T00:00:00", "2020-05-28", ["time-dropped"]),
        ("28/05/2020 07:30", "2020-05-28", ["time-dropped"]),
        ("5/28/2020", None, ["date-bad"]),
        ("'28/05/2020", "2020-05-28", ["apostrophe-dropped"]),
        (" 28/05/2020 ", "2020-05-28", ["blanks-dropped"]),
        ("00/00/1975", "1975", ["date-part-unknown"]),
        ("00/05/1975", "1975-05", ["date-part-unknown"]),
        ("__/__/1975", "1975", ["date-part-unknown"]),
        ("00/13/1975", None, ["date-bad"]),
        (12.2019, "2019-12", ["date-of-number"]),
        (5.202, None, ["date-bad"]),
        (28.5, None, ["date-without-year"]),
        (date(1905, 5, 28), None, ["date-or-year"]),
        (date(1905, 12, 28), "1905-12-28", []),
        ("1,23E+11", None, ["date-bad"]),
        ("-", None, []),
        (None, None, []),
        (True, None, ["date-bad"]),
    ],
)
def test_a_date_is_read_day_first_or_not_at_all(value, clean, problems):
    found, findings = columns.clean_date(value)

    assert (found, codes(findings)) == (clean, problems)


def test_a_year_typed_into_a_cell_of_dates_is_told_with_the_year():
    (finding,) = columns.clean_date(date(1905, 5, 28))[1]

    said = finding.as_json(at="A1", place="Hàng 1")["message"]
    assert said == "Hàng 1: ô ghi ngày 28/05/1905, nhưng có thể người nhập đã gõ năm 1975 vào ô định dạng ngày."


@given(st.integers(1900, 2100))
def test_every_year_typed_into_a_cell_of_dates_is_noticed(year):
    day = date(1899, 12, 30) + timedelta(days=year)

    assert columns.clean_date(day)[0] is None


@given(st.dates(date(1925, 1, 1), date(2100, 12, 31)))
def test_a_day_counted_from_1904_is_the_day_that_it_was(day):
    since_1904 = (day - date(1904, 1, 1)).days
    since_1900 = (day - date(1899, 12, 30)).days

    assert columns.clean_date_since_1904(since_1904)[0] == day.isoformat()
    assert columns.clean_date(since_1900)[0] in (day.isoformat(), None)


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


@pytest.mark.parametrize(
    ("value", "number", "problems"),
    [
        ("1.277", 1277, ["number-grouped"]),
        ("1 277", 1277, ["number-grouped"]),
        ("12.345.678", 12345678, ["number-grouped"]),
        ("1.277 người", 1277, ["number-grouped"]),
        ("57,69", None, ["number-bad"]),
        ("1.27", None, ["number-bad"]),
        (1.277, None, ["number-bad"]),
        (" 12", 12, ["blanks-dropped"]),
        ("'12", 12, ["apostrophe-dropped"]),
    ],
)
def test_a_number_with_marks_among_its_digits_is_read_with_a_note_or_not_at_all(value, number, problems):
    found, findings = columns.clean_number(value)

    assert (found, codes(findings)) == (number, problems)


@pytest.mark.parametrize(
    ("value", "text", "problems"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An", []),
        ("Nguyễn  Văn\nAn ", "Nguyễn Văn An", ["blanks-dropped"]),
        ("Nguyễn\u00a0Văn\u200bAn", "Nguyễn VănAn", ["blanks-dropped"]),
        ("'012345", "012345", ["apostrophe-dropped"]),
        ("Nguye\u0302\u0303n", "Nguyễn", ["text-composed"]),
        ("   ", None, []),
    ],
)
def test_a_text_says_what_was_put_right_in_it(value, text, problems):
    found, findings = columns.clean_text(value)

    assert (found, codes(findings)) == (text, problems)


@pytest.mark.parametrize(
    ("text", "is_"),
    [("1.23E+11", True), ("1,23457E+11", True), ("1E11", True), ("123", False), ("E11", False), ("12E5", False)],
)
def test_a_number_as_a_power_of_ten_has_lost_its_digits(text, is_):
    assert columns.is_shortened_number(text) is is_


@given(st.one_of(st.none(), st.text(max_size=40), st.integers(), st.floats(allow_nan=False), st.dates(), st.booleans()))
def test_no_cell_whatever_makes_a_cleaner_fail(value):
    for clean in (
        columns.clean_text, columns.clean_date, columns.clean_years, columns.clean_number, columns.clean_code, columns.clean_sex, columns.clean_recipient, columns.clean_ground,
        columns.clean_class, columns.clean_decision,
    ):  # fmt: skip
        found, findings = clean(value)
        assert found is None or value is not None
        assert all(finding.problem.remedy for finding in findings)
