"""The round that the sample office is in the midst of on its working day: what is proposed, how far each list is, and the council that meets.

Only what the office says: who is proposed is found by the screening of the register itself.
"""

from dataclasses import dataclass
from datetime import date

NAME = "Xét bổ sung thành tích năm 2019"
OPENS, CLOSES, LAW_DAY = date(2020, 5, 4), date(2020, 6, 15), date(2020, 5, 25)
PROPOSED, SUBMITTED, RECEIVED, APPRAISED, READY = (date(2020, 5, n) for n in (12, 13, 14, 20, 21))
SITTING, HOUR, PLACE = date(2020, 5, 27), "14:00", "Phòng họp 1, Công an tỉnh"
REASON = "Tiêu biểu trong số người, tập thể đủ điều kiện"


@dataclass(frozen=True)
class Wanted:
    """So many proposed for an award, of which so many are appraised, and of those so many ready for the council (the rest for a draft)."""

    award: str
    level: str
    proposed: int
    appraised: int
    ready: int


WANTED = (
    Wanted("chien-si-thi-dua-co-so", "agency", 8, 0, 0),
    Wanted("don-vi-quyet-thang", "ministry", 6, 3, 0),
    Wanted("bang-khen-bo-tinh", "ministry", 12, 10, 10),
    Wanted("giay-khen", "agency", 16, 14, 0),
)
FROM_THE_DISTRICT = 5
"""How many the clerk of the district proposes for a giấy khen: one returned, two submitted, the others still being written."""
RETURNED = ("thanh-tich", "Ghi rõ kết quả năm 2019, kèm số liệu so với năm 2018.")
ACHIEVEMENT = (
    "Năm 2019 hoàn thành xuất sắc nhiệm vụ được giao; chủ động tham mưu, tổ chức thực hiện các kế hoạch bảo đảm an ninh, trật tự trên địa bàn.",
    "Tích cực hưởng ứng phong trào thi đua “Vì an ninh Tổ quốc”; đoàn kết, gương mẫu, chấp hành nghiêm kỷ luật, điều lệnh.",
    "Có nhiều cố gắng trong xây dựng, nhân rộng mô hình tự phòng, tự quản, tự bảo vệ về an ninh, trật tự ở cơ sở.",
)

COUNCIL, COUNCIL_DECISION, COUNCIL_FROM = (
    "Hội đồng Thi đua - Khen thưởng Công an tỉnh",
    "45/QĐ-CAT-PX03",
    date(2020, 1, 6),
)
QUORUM, QUORUM_SOURCE = 67, "Quy chế làm việc của Hội đồng (mẫu)"
POSTS = ("Giám đốc", "Phó Giám đốc", "Trưởng phòng", "Trưởng Công an huyện")
MEMBERS = 9
