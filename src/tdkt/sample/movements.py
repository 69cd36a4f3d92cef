"""The movements and campaigns of 2015-2020 with their launch documents, as the office lists them.

Names are the public ones; numbers of the province's own plans are the sample's.
"""

from dataclasses import dataclass
from datetime import date

MAIN = "Vì an ninh Tổ quốc"
PEOPLE = "Toàn dân bảo vệ an ninh Tổ quốc"


@dataclass(frozen=True)
class Movement:
    """One movement or campaign: its `kind` in words, who launched it, by what document, in which years, and what it is linked with."""

    name: str
    kind: str
    launched_by: str
    document: str
    day: date
    first: int
    last: int
    linked_with: str = ""
    note: str = ""


MOVEMENTS = (
    Movement(MAIN, "Phong trào thi đua", "Giám đốc Công an tỉnh", "Kế hoạch số 07/KH-CAT-PX15", date(2015, 1, 12), 2015, 2020, "", "Phong trào thi đua của lực lượng Công an nhân dân"),
    Movement(PEOPLE, "Phong trào toàn dân", "Ban Chỉ đạo tỉnh", "Kế hoạch số 15/KH-BCĐ", date(2015, 2, 3), 2015, 2020, "", "Các mô hình tự phòng, tự quản, tự bảo vệ thuộc phong trào này"),
    Movement("Công an nhân dân học tập, thực hiện 6 điều Bác Hồ dạy", "Phong trào", "Giám đốc Công an tỉnh", "Kế hoạch số 12/KH-CAT-PX15", date(2015, 1, 20), 2015, 2020, MAIN),
    Movement(
        "Công an nhân dân chấp hành nghiêm điều lệnh; xây dựng nếp sống văn hóa, vì nhân dân phục vụ",
        "Cuộc vận động", "Giám đốc Công an tỉnh", "Kế hoạch số 21/KH-CAT-PX15", date(2015, 3, 2), 2015, 2020, MAIN,
    ),
    Movement(
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Cuộc vận động", "Đảng ủy Công an tỉnh", "Kế hoạch số 31/KH-ĐUCA", date(2016, 8, 1), 2016, 2020, MAIN,
    ),
)  # fmt: skip
