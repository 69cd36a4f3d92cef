"""The yearly statistics: hand-counted cases of each form, the boundaries of its steps, and parts that add up to their whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.law.catalogue import GROUNDS, awards
from tdkt.law.statistics import every_form, form_called
from tdkt.reports.statistics import Table, fill
from tdkt.reports.statistics_rows import (
    Body,
    Honour,
    Launched,
    Officer,
    anniversary,
    belongs,
    body,
    honoured,
    is_enterprise,
    kind_of_post,
    lasting,
    launched,
    official,
)

ISSUED = date(2019, 3, 1)
MOVEMENTS = [
    Launched(1, "national", "thematic", date(2019, 1, 1), date(2019, 6, 30)),
    Launched(2, "ministry", "standing", date(2019, 1, 1), date(2019, 12, 31)),
    Launched(3, "ministry", "standing", date(2019, 1, 1), date(2021, 12, 30)),
    Launched(4, "cluster", "thematic", date(2019, 2, 1), date(2022, 1, 31)),
    Launched(5, "office", "peak", date(2019, 2, 1), date(2024, 1, 31)),
    Launched(6, "office", "standing", date(2019, 2, 1)),
]


def filled(number, counted) -> Table:
    form = form_called(number)
    assert form is not None
    return fill(form, counted, year=2019)


def shown(table: Table) -> list[tuple]:
    """Each line as its code, words and values; "?" is not known."""
    return [
        (line.code, line.words, *("?" if cell.value is None else cell.value for cell in line.cells))
        for line in table.lines
    ]


def test_form_0601_of_six_movements_is_as_counted_by_hand():
    table = filled("0601", [launched(one) for one in MOVEMENTS])

    assert [column.words for column in table.columns] == [
        "Tổng số",
        "Trung ương",
        "Bộ, tỉnh",
        "Cơ quan, đơn vị",
        "Chưa rõ",
    ]
    assert shown(table) == [
        ("01", "Tổng số", 6, 1, 2, 2, 1),
        ("02", "Toàn quốc", 1, 1, 0, 0, 0),
        ("03", "Bộ, ngành, địa phương", 2, 0, 2, 0, 0),
        ("04", "Cụm, khối thi đua", 1, "?", "?", "?", 1),
        ("05", "Cơ quan, đơn vị", 2, 0, 0, 2, 0),
        ("06", "Dưới 1 năm", 1, 1, 0, "?", 0),
        ("07", "1 năm", 1, 0, 1, "?", 0),
        ("08", "Từ 1 đến dưới 3 năm", 1, 0, 1, "?", 0),
        ("09", "Từ 3 đến dưới 5 năm", 1, "?", "?", "?", 1),
        ("10", "Từ 5 năm trở lên", 1, 0, 0, 1, 0),
        ("", "Chưa rõ thời gian (chưa ghi ngày kết thúc)", 1, 0, 0, 1, 0),
        ("11", "Theo chuyên đề", 3, 1, "?", 1, 1),
        ("12", "Thường xuyên", 3, 0, 2, 1, 0),
    ]
    assert table.find("d4.c1") == ("Cụm, khối thi đua · Tổng số", (4,))
    assert (table.find("d4.c2"), table.find("d99.c1")) == (None, None)


def test_form_0701_has_no_column_for_the_office_and_says_what_falls_outside():
    table = filled("0701", [launched(one) for one in MOVEMENTS])

    assert [column.words for column in table.columns if column.beyond] == ["Không có cột", "Chưa rõ"]
    assert shown(table) == [
        ("", "Tổng số", 6, 1, 2, 2, 1),
        ("", "Dưới 1 năm", 1, 1, 0, "?", 0),
        ("", "1 năm", 1, 0, 1, "?", 0),
        ("", "Từ 1 đến dưới 3 năm", 1, 0, 1, "?", 0),
        ("", "Từ 3 năm trở lên", 2, "?", "?", 1, 1),
        ("", "Chưa rõ thời gian (chưa ghi ngày kết thúc)", 1, 0, 0, 1, 0),
        ("", "Theo chuyên đề", 3, 1, "?", 1, 1),
        ("", "Thường xuyên", 3, 0, 2, 1, 0),
    ]


@pytest.mark.parametrize(
    ("first", "last", "steps"),
    [
        (date(2019, 1, 1), date(2019, 1, 1), {"lasts-under-1"}),
        (date(2019, 1, 1), date(2019, 12, 30), {"lasts-under-1"}),
        (date(2019, 1, 1), date(2019, 12, 31), {"lasts-1"}),
        (date(2019, 1, 1), date(2020, 1, 1), {"lasts-1"}),
        (date(2019, 1, 1), date(2020, 1, 2), {"lasts-1-3"}),
        (date(2019, 1, 1), date(2021, 12, 30), {"lasts-1-3"}),
        (date(2019, 1, 1), date(2021, 12, 31), {"lasts-from-3", "lasts-3-5"}),
        (date(2019, 1, 1), date(2023, 12, 30), {"lasts-from-3", "lasts-3-5"}),
        (date(2019, 1, 1), date(2023, 12, 31), {"lasts-from-3", "lasts-from-5"}),
        (date(2016, 2, 29), date(2017, 2, 27), {"lasts-under-1"}),
        (date(2016, 2, 29), date(2017, 2, 28), {"lasts-1"}),
        (date(2019, 1, 1), None, set()),
    ],
)
def test_the_length_of_a_movement_takes_in_its_first_and_its_last_day(first, last, steps):
    assert lasting(first, last) == steps


@pytest.mark.parametrize(
    ("post", "top", "kind"),
    [
        ("Bộ trưởng Bộ Công an", False, "leader-ministry"),
        ("Phó Bí thư Tỉnh ủy", False, "leader-ministry"),
        ("Phó Giám đốc Công an tỉnh", False, "leader-department"),
        ("Giám đốc", True, "leader-department"),
        ("Giám đốc", False, ""),
        ("Giám đốc Công ty TNHH Mẫu", False, "entrepreneur"),
        ("Phó Trưởng phòng", False, "leader-other"),
        ("Phó Trưởng Công an huyện", False, "leader-other"),
        ("Trưởng Công an thị trấn", False, ""),
        ("Đội trưởng", False, ""),
        ("Cán bộ", False, "direct-worker"),
        ("", False, ""),
    ],
)
def test_a_post_belongs_to_a_row_only_where_its_words_tell(post, top, kind):
    assert kind_of_post(post, top=top) == kind


def test_form_0603_tells_what_it_does_not_know_and_never_says_nought_for_it():
    rows = [
        Honour(1, "bang-khen-bo-tinh", "collective", ground="cong-trang", name="Đội An ninh", of_unit=True),
        Honour(2, "bang-khen-bo-tinh", "collective", ground="dot-xuat", name="Công ty cổ phần Mẫu"),
        Honour(3, "bang-khen-bo-tinh", "collective", ground="", name="Dân quân xã Mẫu"),
        Honour(4, "bang-khen-bo-tinh", "household", ground="phong-trao", name="Hộ ông Mẫu"),
        Honour(5, "chien-si-thi-dua-bo-tinh", "individual", ground="cong-trang", post="Phó Trưởng phòng"),
        Honour(6, "ky-niem-chuong-bao-ve-an-ninh-to-quoc", "individual", ground="cong-hien", post="Đội trưởng"),
    ]
    table = filled("0603", [honoured(one) for one in rows])

    assert shown(table) == [
        ("", "Tổng số", 6, 4, 1, 0, 1),
        ("02", "Tập thể", 3, 3, 0, 0, 0),
        ("03", "Trong đó: doanh nghiệp", 1, 1, 0, 0, 0),
        ("", "Chưa rõ có phải doanh nghiệp", 1, 1, 0, 0, 0),
        ("04", "Hộ gia đình", 1, 1, 0, 0, 0),
        ("05", "Cá nhân", 2, 0, 1, 0, 1),
        ("06", "Lãnh đạo bộ, tỉnh", "?", 0, 0, 0, "?"),
        ("07", "Lãnh đạo vụ, sở", "?", 0, 0, 0, "?"),
        ("08", "Doanh nhân", "?", 0, 0, 0, "?"),
        ("09", "Lãnh đạo khác từ phó phòng trở lên", 1, 0, 1, 0, "?"),
        ("10", "Người trực tiếp công tác, lao động", "?", 0, 0, 0, "?"),
        ("", "Chưa rõ theo chức vụ ghi trong sổ", 1, 0, 0, 0, 1),
        ("11", "Khen thường xuyên", 2, 1, 1, 0, 0),
        ("12", "Khen chuyên đề", 1, 1, 0, 0, 0),
        ("13", "Khen đột xuất", 1, 1, 0, 0, 0),
        ("14", "Khen đối ngoại", "?", "?", 0, 0, 0),
        ("15", "Khen cống hiến", 1, "?", 0, 0, 1),
        ("16", "Khen niên hạn", "?", "?", 0, 0, 0),
        ("17", "Khen kháng chiến", "?", "?", 0, 0, 0),
        ("", "Chưa ghi loại khen thưởng", 1, 1, 0, 0, 0),
    ]


def test_form_0602_parts_collectives_from_individuals_and_knows_no_proposer():
    rows = [
        Honour(1, "huan-chuong-chien-cong", "collective", ground="dot-xuat", of_unit=True),
        Honour(2, "huan-chuong-chien-cong", "individual", ground="dot-xuat", post="Cán bộ"),
        Honour(3, "bang-khen-thu-tuong", "household", ground="phong-trao", name="Hộ bà Mẫu"),
    ]
    table = filled("0602", [honoured(one) for one in rows])
    head = [column.words for column in table.columns]
    values = {(line.code, line.words): [cell.value for cell in line.cells] for line in table.lines}

    total = dict(zip(head, values["1", "Tổng số"], strict=True))
    assert (
        {words: count for words, count in total.items() if count}
        == {
            "Tổng số": 3,
            "Huân chương Chiến công: tập thể": 1,
            "Huân chương Chiến công: cá nhân": 1,
            "Không có cột": 1,  # a household with the Prime Minister's certificate: the form parts collectives and individuals
        }
    )
    assert values["2", "Bộ, ngành trình"][0] is None
    assert values["4", "Chưa rõ lời của dòng này"] == [None] * len(head)
    assert values["", "Khen đột xuất"][0] == 2
    assert values["21", "Khen kháng chiến"][0] == 0  # the grounds of all three are known
    assert len(table.empty_columns) == len(head) - 4


def test_forms_0604_and_0605_count_what_the_register_has_beside_rows_that_are_not_known():
    bodies = filled("0604", [body(Body(1, own=True)), body(Body(2, own=False))])
    staff = filled("0605", [official(Officer(1, "f", training="Đại học")), official(Officer(2, "", full_time=False))])

    assert shown(bodies) == [
        ("", "Tổng số", 2),
        *((f"0{n}", "Chưa rõ lời của dòng này", "?") for n in range(1, 6)),
        ("", "Tổ chức chuyên trách", 1),
        ("", "Bộ phận kiêm nhiệm", 1),
    ]
    assert [line for line in shown(staff) if line[0] == ""] == [
        ("", "Tổng số", 2, "?", 1, 1),
        ("", "Chuyên trách", 1, 0, 1, 0),
        ("", "Kiêm nhiệm", 1, "?", "?", 1),
        ("", "Đào tạo: Đại học", 1, 0, 1, 0),
        ("", "Chưa ghi trình độ", 1, "?", "?", 1),
    ]


def test_each_award_belongs_to_one_form_or_to_none():
    by_form = {
        of: {code for code in awards() if belongs(Honour(1, code, "individual"), of)}
        for of in ("state-awards", "office-awards")
    }

    assert by_form["office-awards"].isdisjoint(by_form["state-awards"])
    assert "giay-khen" not in by_form["office-awards"] | by_form["state-awards"]
    assert [is_enterprise(name) for name in ("CÔNG TY TNHH Mẫu", "Công an huyện Mẫu")] == [True, False]


# --- what must hold of every register -----------------------------------------------------------------

movement_rows = st.lists(
    st.builds(
        lambda level, method, first, days: (level, method, first, None if days is None else first + timedelta(days)),
        st.sampled_from(("national", "ministry", "cluster", "office")),
        st.sampled_from(("standing", "thematic", "peak")),
        st.dates(date(2015, 1, 1), date(2025, 12, 31)),
        st.none() | st.integers(0, 3000),
    ),
    max_size=12,
)
honour_rows = st.lists(
    st.builds(
        lambda code, place, ground, post, unit: (code, sorted(awards()[code].recipients), place, ground, post, unit),
        st.sampled_from(sorted(awards())),
        st.integers(0, 2),
        st.sampled_from(("", *GROUNDS)),
        st.sampled_from(("", "Cán bộ", "Đội trưởng", "Phó Trưởng phòng", "Giám đốc Công an tỉnh", "Giám đốc Công ty")),
        st.booleans(),
    ),
    max_size=15,
)


def assert_adds_up(table: Table) -> None:
    """Rows of one group with what of it is not known make its whole, in every column and nothing twice; columns of one group make the total."""
    form = table.form
    lines = {line.words: line for line in table.lines}
    total = table.lines[0].cells
    whole = {"all": total} | {
        row.counts: lines[row.vi].cells for row in form.rows if row.counts and row.counts != "all"
    }
    groups: dict[tuple[str, str], list[str]] = {}
    for row in form.rows:
        if row.group and row.group != "enterprise" and not row.unknown:
            groups.setdefault((row.group, row.within), []).append(row.vi)
    rest = {"scope": "phạm vi", "lasts": "thời gian", "method": "loại khen", "proposed": "trình", "post": "chức vụ"}
    for (group, within), words in groups.items():
        own = words + [w for w in lines if lines[w].beyond and rest.get(group, "~") in w and w.startswith("Chưa")]
        if group == "method" and form.of != "movements":
            own += [w for w in lines if lines[w].beyond and w.startswith("Khen ")]
        for place, cell in enumerate(whole[within]):
            ids = sorted(i for w in own for i in lines[w].cells[place].ids or ())
            assert ids == sorted(cell.ids or ()), (form.number, group, place)
    for line in table.lines:
        if not line.unknown and line.cells[0].ids is not None and len(table.columns) > 1:
            assert sorted(i for cell in line.cells[1:] for i in cell.ids or ()) == sorted(line.cells[0].ids)


@settings(deadline=None)
@given(movement_rows)
def test_the_parts_of_the_forms_on_movements_add_up(rows):
    counted = [launched(Launched(number, *row)) for number, row in enumerate(rows)]

    for number in ("0601", "0701"):
        table = filled(number, counted)
        assert table.lines[0].cells[0].value == len(rows)
        assert_adds_up(table)


@settings(deadline=None)
@given(honour_rows)
def test_the_parts_of_the_forms_on_awards_add_up(rows):
    made = [
        Honour(number, code, kinds[place % len(kinds)], ground=ground, post=post, of_unit=unit)
        for number, (code, kinds, place, ground, post, unit) in enumerate(rows)
    ]
    for form in every_form():
        if form.of in ("state-awards", "office-awards"):
            table = fill(form, [honoured(one) for one in made if belongs(one, form.of)], year=2019)
            assert_adds_up(table)


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 4000))
def test_every_movement_with_a_last_day_has_exactly_one_step_of_each_form(first, days):
    steps = lasting(first, first + timedelta(days))

    newer = steps & {"lasts-under-1", "lasts-1", "lasts-1-3", "lasts-3-5", "lasts-from-5"}
    older = steps & {"lasts-under-1", "lasts-1", "lasts-1-3", "lasts-from-3"}
    assert (len(newer), len(older)) == (1, 1)
    assert anniversary(first, 1) > first
