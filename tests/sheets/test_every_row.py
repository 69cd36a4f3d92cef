"""The law of the intake: whatever a sheet holds, reading it never fails and every line of it is in the plan exactly once."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt.sheets.grid import Grid
from tdkt.sheets.plan import parts_of

HEADINGS = ["STT", "Họ và tên", "Tên tập thể", "Ngày sinh", "Cấp bậc, chức vụ", "Đơn vị", "Danh hiệu", "Hạng", "Số QĐ", "Ngày QĐ", "Năm", "Nam", "Nữ", "Kết quả xếp loại", "Tên mô hình",
            "Loại mô hình", "Số tổ", "Từ ngày", "Kế thừa", "Ghi chú", "BKBQP", "2019", "Số hiệu", "CCCD", "Tiêu chí", "Điểm chuẩn", "Hình thức kỷ luật", "Tên đề tài", "Tên phong trào"]  # fmt: skip
WORDS = ["I. TẬP THỂ", "II. CÁ NHÂN", "Tổng cộng: 5", "GIÁM ĐỐC", "nt", "(1)", "A", "-", "Nguyễn Văn An", "Tr?n", "Công an huyện Đại Lộc", "31/02/1990", "Bằng khen", "x", "Hộ ông Ba", "NĂM 2018",
         "DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN", "(Kèm theo Quyết định số 1/QĐ-UBND ngày 1/2/2019)", "#N/A", "Ghi chú: abc", "HTXSNV; CSTĐCS", "\ufffd", "1.277"]  # fmt: skip

cells = st.one_of(
    st.none(),
    st.sampled_from(HEADINGS),
    st.sampled_from(WORDS),
    st.integers(-5, 100_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.booleans(),
    st.text(max_size=12).filter(lambda text: text.strip()),
)
lists = st.lists(st.lists(cells, max_size=7), max_size=12)


@st.composite
def grids(draw):
    body = draw(lists)
    if draw(st.booleans()):
        body.insert(draw(st.integers(0, len(body))), draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=7)))
    height, width = len(body), max((len(row) for row in body), default=0)
    merged = []
    if height and width:
        for _ in range(draw(st.integers(0, 3))):
            top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
            merged.append((top, left, draw(st.integers(top, height)), draw(st.integers(left, width))))
    return Grid(where="S", form="sheet", cells=body, merged=merged)


def row_of(at: str) -> int:
    first = at.partition("!")[2].partition(":")[0]
    return int("".join(c for c in first if c.isdigit()))


@settings(max_examples=300, deadline=None)
@given(grids())
def test_any_sheet_is_read_and_every_filled_line_of_it_is_in_the_plan(grid):
    filled = [r + 1 for r, row in enumerate(grid.cells) if any(value is not None for value in row)]

    parts = parts_of([grid])

    named = [(row["at"], row["status"]) for part in parts for row in part["rows"]]
    assert sorted({row_of(at) for at, _ in named}) == filled
    # A row with several awards gives several rows at one place; an ignored line stands there once.
    ignored = [row_of(at) for at, status in named if status == "ignored"]
    assert len(ignored) == len(set(ignored)) or len(parts) > 1
    assert all(row["status"] in ("new", "refused", "doubtful", "ignored") for part in parts for row in part["rows"])
    assert all(
        (row["record"] is None) == (row["status"] in ("refused", "ignored")) for part in parts for row in part["rows"]
    )
    assert all(
        problem["message"] and problem["remedy"]
        for part in parts
        for row in part["rows"]
        for problem in row["problems"]
    )
    json.dumps(parts)


@settings(max_examples=100, deadline=None)
@given(grids())
def test_reading_twice_gives_the_same_plan(grid):
    assert parts_of([grid]) == parts_of([grid])
