"""What each kind of problem of a row is called in short, for filters: those that reading finds, and those that the register finds."""

from tdkt.sheets.problems import catalogue

REGISTER: dict[str, str] = {
    "award-not-for-recipient": "Hình thức không dành cho đối tượng này",
    "class-not-in-award": "Hình thức không có hạng này",
    "decision-date-differs": "Ngày quyết định khác trong sổ",
    "decision-missing": "Thiếu số quyết định",
    "decision-unclear": "Chưa rõ quyết định nào",
    "discipline-differs": "Kỷ luật khác trong sổ",
    "initiative-differs": "Sáng kiến khác trong sổ",
    "kind-not-taken": "Loại danh sách chưa nhập được",
    "model-differs": "Mô hình khác trong sổ",
    "model-twice": "Mô hình có hai dòng",
    "number-of-another": "Số hiệu của người khác",
    "number-twice": "Một số hiệu, hai người",
    "person-differs": "Người khác trong sổ",
    "person-doubtful": "Nghi trùng người",
    "ranking-differs": "Thứ hạng khác trong sổ",
    "rating-differs": "Xếp loại khác trong sổ",
    "row-differs": "Dòng khác trong sổ",
    "row-twice": "Hai dòng như nhau",
    "unit-circle": "Đơn vị đặt vòng tròn",
    "unit-end-differs": "Ngày kết thúc của đơn vị khác trong sổ",
    "unit-parent-unknown": "Chưa có đơn vị cấp trên",
}
TITLES: dict[str, str] = {problem.code: problem.title for problem in catalogue()} | REGISTER


def title_of(code: str) -> str:
    """The short name of a problem; a code that has none is its own."""
    return TITLES.get(code, code)
