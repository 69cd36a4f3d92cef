"""What each column of a list is, found by the meaning of its heading and not by its place.

Headings are compared without accents, case, "(*)", line breaks and format hints; two or three rows of merged headings are joined from
the top down ("Quyết định" over "Số" is "Quyết định Số"). A heading that names several things ("Cấp bậc, chức vụ") is a column of all of them.
Read first: `find_heading`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tdkt.sheets.abbreviations import remembered
from tdkt.sheets.grid import Grid, Value
from tdkt.sheets.recognition import award_named
from tdkt.vietnamese.folding import fold, nfc, place_tones

SYNONYMS: dict[str, tuple[str, ...]] = {
    "number": ("STT", "TT", "Số TT", "Số thứ tự", "S.TT", "S TT", "No", "#"),
    "id": ("ID", "Mã TĐ", "Mã đối tượng", "Mã cán bộ"),
    "name": (
        "Họ và tên", "Họ tên", "Họ, tên", "Họ và tên cán bộ", "Họ và tên cán bộ chiến sĩ", "Họ và tên CBCS", "Tên", "Họ và tên người được khen",
        "Họ và tên khai sinh", "Họ tên cán bộ", "Họ và tên cán bộ giáo viên", "Tên cá nhân", "Cá nhân", "Tên đối tượng", "Đối tượng được khen", "Đối tượng khen thưởng",
        "Tên tập thể/cá nhân/hộ gia đình", "Họ và tên / Tên tập thể", "Tên tập thể, cá nhân", "Tập thể, cá nhân", "Tập thể, cá nhân được khen", "Tập thể, cá nhân được khen thưởng",
        "Đơn vị (cá nhân) được khen thưởng", "Đơn vị, cá nhân được khen thưởng", "Họ và tên cá nhân, tên tập thể", "Tên cá nhân, tập thể", "Cá nhân, tập thể",
        "Cá nhân được khen thưởng", "Cá nhân được khen", "Cá nhân vi phạm", "Cá nhân bị kỷ luật", "Họ và tên, tên tập thể", "Họ tên cá nhân, tập thể",
        "Tên đơn vị, cá nhân", "Đơn vị, cá nhân", "Tên tập thể và cá nhân", "Người được khen thưởng", "Họ tên tác giả", "Tên tác giả", "Tác giả",
    ),
    "collective": (
        "Tên tập thể", "Tập thể", "Tập thể được khen", "Tập thể được khen thưởng", "Tên đơn vị / tập thể", "Tên đơn vị, tập thể", "Đơn vị được khen", "Đơn vị được khen thưởng",
        "Tên đơn vị được khen thưởng", "Tên tập thể được khen thưởng", "Đơn vị được tặng", "Tên tổ chức",
    ),
    "household": ("Tên hộ gia đình", "Hộ gia đình", "Họ và tên chủ hộ", "Chủ hộ", "Tên hộ"),
    "name_family": ("Họ", "Họ đệm", "Họ và đệm", "Họ và chữ đệm", "Họ và tên đệm", "Họ lót", "Họ và chữ lót"),
    "address_form": ("Tên gọi", "Tên gọi(Ông/Bà/Chức danh)", "Danh xưng", "Ông/Bà", "Ông (bà)"),
    "sex": ("Giới tính", "Giới", "Nam/Nữ", "Nam, nữ", "Phái"),
    "male": ("Nam", "Giới tính Nam"),
    "female": ("Nữ", "Giới tính Nữ"),
    "born": ("Ngày sinh", "Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Ngày/tháng/năm sinh", "NS", "Sinh năm", "Sinh ngày", "N.sinh", "Tuổi sinh"),
    "born_male": ("Năm sinh Nam", "Ngày sinh Nam", "Ngày, tháng, năm sinh Nam", "Nam năm sinh"),
    "born_female": ("Năm sinh Nữ", "Ngày sinh Nữ", "Ngày, tháng, năm sinh Nữ", "Nữ năm sinh"),
    "service_number": ("Số hiệu", "Số hiệu CAND", "SHCAND", "Mã số", "Số hiệu Công an nhân dân", "Số hiệu sĩ quan", "Số hiệu quân nhân", "SH CAND"),
    "identity_number": (
        "CCCD", "Căn cước công dân", "Số căn cước", "Số CCCD", "Số căn cước công dân", "socancuoc", "CMND", "Số CMND", "CCCD/CMND", "CMND/CCCD", "Số định danh", "Số định danh cá nhân",
        "Số CMND/CCCD", "Số CCCD/CMND", "Căn cước",
    ),
    "home": ("Quê quán", "Nguyên quán", "Quê", "Sinh quán"),
    "joined": (
        "Ngày vào CAND", "Ngày vào ngành", "Ngày nhập ngũ", "Nhập ngũ", "Ngày vào lực lượng", "Năm vào ngành", "Ngày tuyển dụng", "Vào ngành", "Ngày vào Công an", "Tháng năm vào CAND",
        "Ngày, tháng, năm vào CAND", "Ngày tháng năm vào CAND", "Ngày vào lực lượng CAND", "Năm vào CAND", "Vào CAND", "Ngày vào Công an nhân dân",
    ),
    "party_joined": ("Ngày vào Đảng", "Ngày kết nạp Đảng", "Vào Đảng", "Ngày vào ĐCSVN"),
    "rank": ("Cấp bậc", "Bậc hàm", "Cấp bậc hàm", "Quân hàm", "Cấp hàm"),
    "post": ("Chức vụ", "Chức danh", "Tên chức vụ", "Chức vụ, chức danh", "Chức vụ/chức danh", "Chức vụ chính quyền", "Chức vụ hiện nay", "Nghề nghiệp, chức vụ"),
    "unit": (
        "Đơn vị", "Đơn vị công tác", "Đơn vị đang công tác", "Cơ quan đơn vị", "Cơ quan, đơn vị", "Tên đơn vị", "Nơi công tác", "Cơ quan", "Cơ quan công tác", "Tên đơn vị/tập thể công tác",
        "Đơn vị/Phòng ban", "Tên cơ quan làm việc", "Cơ quan, đơn vị công tác", "Đơn vị quản lý", "Tên xã, phường", "Tên đơn vị, địa phương", "Đơn vị, địa phương", "Thuộc đơn vị", "Công an đơn vị, địa phương", "Tên đơn vị công tác",
    ),
    "unit_small": (
        "Đội, tổ công tác", "Đội công tác", "Đội", "Tổ, đội", "Đội, tổ", "Đơn vị trực thuộc", "Bộ phận", "Tên phòng ban, khối, tổ công tác", "Phòng ban làm việc", "Phòng ban", "Phòng, ban",
        "Tổ công tác", "Tổ chuyên môn", "Phòng/Đội", "Phòng, đội", "Bộ phận công tác",
    ),
    "unit_code": ("Mã đơn vị", "Mã số đơn vị", "Ký hiệu", "Ký hiệu đơn vị"),
    "address": ("Địa chỉ", "Nơi ở", "Địa chỉ / Nơi ở", "Chỗ ở hiện nay", "Hộ khẩu thường trú", "Nơi thường trú"),
    "award": (
        "Danh hiệu", "Danh hiệu thi đua", "Hình thức", "Hình thức khen thưởng", "Danh hiệu thi đua/Hình thức khen thưởng", "Danh hiệu/Hình thức", "Danh hiệu, hình thức khen thưởng",
        "Hình thức khen", "Hình thức, danh hiệu", "Danh hiệu thi đua, hình thức khen thưởng", "Danh hiệu/Khen thưởng đã đạt", "Khen thưởng", "Hình thức khen thưởng, danh hiệu thi đua",
        "Loại khen thưởng được tặng", "Tên danh hiệu", "Danh hiệu đạt được", "Danh hiệu được tặng", "Hình thức được khen", "Hình thức khen thưởng được tặng", "Danh hiệu, hình thức",
    ),
    "award_proposed": (
        "Danh hiệu đề nghị", "Hình thức đề nghị", "Hình thức đề nghị khen thưởng", "Hình thức khen thưởng đề nghị", "Danh hiệu thi đua đề nghị", "Đề nghị tặng", "Đề nghị khen thưởng",
        "Danh hiệu, hình thức đề nghị", "Đề nghị hình thức khen thưởng",
    ),
    "award_code": (
        "(S) Mã Danh hiệu thi đua", "Mã hình thức khen thưởng", "Mã danh hiệu thi đua", "Mã hình thức", "Mã danh hiệu", "Mã danh hiệu thi đua (nếu có)", "mahinhthuckt", "madanhhieutd",
    ),
    "other_code": (
        "(R) Mã Phân loại khen thưởng", "(T) Mã phân loại loại tượng", "(U) Mã Lĩnh vực hoạt động", "Mã phân loại cán bộ", "Mã phân loại tập thể", "Lĩnh vực hoạt động",
        "Phân loại đối tượng",
    ),
    "class": ("Hạng", "Hạng huân chương", "Hạng huân, huy chương"),
    "authority": (
        "Cấp khen", "Cấp khen thưởng", "Cấp độ khen thưởng", "Cấp quyết định", "Cơ quan ra quyết định", "Cơ quan quyết định", "Cấp ra quyết định", "Cơ quan khen thưởng", "Cấp tặng",
        "Cơ quan ban hành", "Cấp có thẩm quyền", "Cơ quan tặng", "Cấp trao tặng",
    ),
    "decision_number": (
        "Số quyết định", "Số QĐ", "Số QĐ danh hiệu", "soQD", "Quyết định số", "QĐ số", "Số quyết định khen thưởng", "QĐ công nhận", "Quyết định công nhận", "Số QĐ công nhận",
        "Quyết định thành lập", "Số quyết định thành lập", "QĐ thành lập", "Quyết định", "Số, ngày quyết định", "Số, ngày, tháng quyết định", "Số quyết định, ngày tháng năm",
        "Số quyết định, ngày ký", "Quyết định khen thưởng", "Quyết định Số", "Số/ngày quyết định", "Số, ngày tháng năm quyết định", "Số QĐ, ngày tháng năm", "QĐ", "Số và ngày quyết định",
        "Quyết định số, ngày tháng năm", "Số quyết định công nhận", "Số QĐ khen thưởng", "Số QĐ, ngày QĐ", "Số, ngày QĐ",
    ),
    "decision_date": (
        "Ngày ký", "Ngày QĐ", "Ngày quyết định", "Ngày tháng quyết định", "Ngày ký quyết định", "Ngày ban hành", "Ngày, tháng, năm quyết định", "Ngày tháng năm quyết định", "Quyết định Ngày",
        "Ngày ra quyết định", "Ngày khen thưởng", "Ngày, tháng quyết định", "Quyết định ngày tháng năm", "Quyết định Ngày, tháng, năm", "Ngày tháng năm QĐ", "Ngày QĐ khen thưởng",
    ),
    "signer": ("Người ký", "Người ký quyết định", "Chức vụ người ký"),
    "years": ("Năm", "Năm học", "Năm khen thưởng", "Năm đạt danh hiệu", "Năm đạt", "Năm được khen", "Năm thành tích", "Giai đoạn", "Thành tích năm", "Năm xét", "Năm công nhận", "Năm đánh giá", "Năm thi đua"),
    "month": ("Tháng",),
    "reason": (
        "Nội dung khen", "Nội dung", "Thành tích", "Trích yếu", "Nội dung khen thưởng", "Tóm tắt thành tích", "Lý do khen thưởng", "Lý do", "Thành tích đạt được", "Tóm tắt thành tích đạt được",
        "Thành tích khen thưởng", "Nội dung thành tích", "Kết quả đạt được",
    ),
    "recipient": ("Phân loại khen thưởng", "Loại đối tượng", "Đối tượng", "Tập thể/Cá nhân", "Cá nhân/Tập thể", "Loại"),
    "ground": ("Loại hình khen thưởng", "Loại hình", "Loại khen thưởng", "Phương thức khen thưởng", "Loại hình khen"),
    "rating": (
        "Phân loại", "Xếp loại", "Kết quả", "Kết quả xếp loại", "Kết quả xếp loại thi đua năm", "Kết quả xếp loại thi đua", "Kết quả phân loại", "Phân loại cán bộ", "Mức độ hoàn thành nhiệm vụ",
        "Kết quả đánh giá", "Kết quả đánh giá, xếp loại", "Đánh giá, xếp loại", "Đánh giá", "Xếp loại CBCS", "Hoàn thành NV", "Mức độ HT nhiệm vụ", "Kết quả xếp loại cán bộ", "Mức xếp loại thi đua",
        "Kết quả đánh giá xếp loại", "Xếp loại năm", "Phân loại năm", "Phân loại CBCS", "Xếp loại chất lượng", "Xếp loại cán bộ", "XL Cán bộ", "Xếp loại CBCS năm", "KQ thi đua năm", "Xếp loại mô hình",
        "Hiệu quả", "Kết quả hoạt động", "Đánh giá hiệu quả", "Hiệu quả hoạt động",
    ),
    "status": ("Trạng thái", "Tình trạng", "Tình trạng công tác"),
    "note": ("Ghi chú", "Chú thích", "Ghi chú khác", "Note"),
    # units
    "parent": ("Đơn vị cấp trên", "Cấp trên", "Đơn vị chủ quản", "Trực thuộc", "Đơn vị cha", "Đơn vị cấp trên trực tiếp", "Thuộc", "Mã đơn vị cha"),
    "level": ("Cấp", "Cấp đơn vị", "Loại đơn vị"),
    "from": ("Từ ngày", "Ngày thành lập", "Từ năm", "Có hiệu lực từ", "Hiệu lực từ", "Ngày bắt đầu", "Thời gian bắt đầu", "Từ", "Bắt đầu"),
    "to": ("Đến ngày", "Ngày kết thúc", "Ngày giải thể", "Đến năm", "Hết hiệu lực", "Thời gian kết thúc", "Đến", "Kết thúc"),
    "succeeds": ("Kế thừa", "Hợp nhất từ", "Kế thừa từ", "Sáp nhập từ", "Tiền thân", "Đơn vị tiền thân", "Chia tách từ", "Được hợp nhất từ"),
    # models
    "model_type": ("Loại mô hình", "Tên loại mô hình", "Loại hình mô hình", "Nhóm mô hình", "Loại hình, tên mô hình"),
    "model_name": ("Tên mô hình", "Mô hình", "Tên gọi mô hình", "Tên các mô hình", "Tên mô hình, điển hình"),
    "place": (
        "Địa bàn", "Địa điểm", "Nơi xây dựng", "Địa chỉ mô hình", "Địa bàn (thôn, xã)", "Địa bàn áp dụng", "Nơi thực hiện", "Địa bàn thực hiện", "Địa điểm xây dựng", "Địa bàn xây dựng",
        "Xã, phường", "Xã, phường, thị trấn", "Thôn, xã", "Địa bàn, cơ sở", "Nơi triển khai", "Địa điểm thực hiện",
    ),
    "district": ("Huyện", "Huyện, thị xã, thành phố", "Huyện/thị/thành phố", "Địa phương", "Huyện, TX, TP", "Huyện, thị, thành", "Công an huyện", "Quận, huyện"),
    "founded": ("Ngày ra mắt", "Năm thành lập", "Thời gian thành lập", "Ngày, tháng, năm thành lập", "Thời điểm thành lập", "Thành lập", "Năm xây dựng", "Ngày ra mắt mô hình", "Thời gian ra mắt", "Ngày xây dựng"),
    "places": ("Số điểm", "Số điểm mô hình", "Số lượng điểm", "Điểm mô hình", "Số nơi áp dụng"),
    "groups": ("Số tổ", "Số tổ, nhóm", "Số lượng tổ", "Số tổ, đội", "Số tổ (nhóm)", "Số tổ, đội, nhóm"),
    "members": ("Số thành viên", "Thành viên", "Số người tham gia", "Số lượng thành viên", "Số hội viên", "Tổng số thành viên", "Số người"),
    "households": ("Số hộ", "Số hộ tham gia", "Số hộ gia đình", "Hộ tham gia"),
    "funding": ("Kinh phí", "Kinh phí xã hội hóa", "Nguồn kinh phí", "Kinh phí hoạt động", "Kinh phí thực hiện", "Tổng kinh phí"),
    # movements
    "movement_name": ("Tên phong trào", "Phong trào", "Tên phong trào, cuộc vận động", "Phong trào thi đua", "Tên phong trào thi đua", "Tên cuộc vận động", "Phong trào, cuộc vận động"),
    "launched_by": ("Cơ quan phát động", "Đơn vị phát động", "Người phát động", "Cấp phát động"),
    "document": ("Văn bản phát động", "Văn bản", "Số văn bản", "Kế hoạch", "Văn bản triển khai"),
    "document_date": ("Ngày văn bản", "Ngày phát động", "Ngày ban hành văn bản"),
    "part_of": ("Gắn với phong trào", "Thuộc phong trào", "Nằm trong phong trào"),
    # initiatives, disciplines, scores
    "initiative": ("Tên đề tài", "Tên sáng kiến", "Tên sáng kiến, đề tài", "Tên đề tài, sáng kiến", "Sáng kiến", "Đề tài", "Tên giải pháp", "Tên đề tài/sáng kiến"),
    "description": ("Mô tả", "Mô tả nội dung"),
    "initiative_kind": ("Loại sáng kiến", "Loại đề tài"),
    "scope": ("Phạm vi", "Phạm vi ảnh hưởng", "Phạm vi áp dụng", "Cấp công nhận", "Đơn vị công nhận"),
    "recognised": ("Ngày công nhận", "Ngày công nhân"),
    "discipline": ("Hình thức kỷ luật", "Kỷ luật", "Hình thức xử lý kỷ luật", "Hình thức xử lý"),
    "criterion": ("Tiêu chí", "Nội dung tiêu chí", "Nội dung chấm điểm", "Tiêu chí chấm điểm"),
    "maximum": ("Điểm chuẩn", "Điểm tối đa", "Thang điểm"),
    "self": ("Điểm tự chấm", "Tự chấm", "Địa phương chấm", "Đơn vị tự chấm"),
    "appraised": ("Điểm thẩm định", "Tỉnh chấm", "Thẩm định", "Điểm chấm"),
    "group": ("Cụm thi đua", "Khối thi đua", "Cụm, khối thi đua"),
    "group_level": ("Cấp của cụm, khối", "Cấp của cụm", "Cấp của khối"),
    "ranking": ("Thứ hạng", "Xếp thứ", "Vị thứ", "Xếp hạng trong cụm", "Xếp hạng trong khối"),
}  # fmt: skip
"""The headings of each column that lists are known to use; the first is the usual one."""


def _spelled(text: str) -> str:
    return re.sub(r"[^\w#/]+", " ", place_tones(text).lower()).strip()


def _folded(text: str) -> str:
    return re.sub(r"[^\w#/]+", " ", fold(text)).strip()


_BY_SPELLING: dict[str, str] = {}
_BY_LETTERS: dict[str, str] = {}
for _field, _headings in SYNONYMS.items():
    for _heading in _headings:
        _BY_SPELLING.setdefault(_spelled(_heading), _field)
        # "Nam" (male) and "Năm" (year) are one word without accents: a heading typed without them is the year.
        if _folded(_heading) not in _BY_LETTERS or _field == "years":
            _BY_LETTERS[_folded(_heading)] = _field

ALONE_AMBIGUOUS = frozenset({"ten", "tu", "den", "nam", "nu", "ho", "cap", "loai", "thuoc", "tt", "qd", "doi", "no"})
"""Headings so short that they count only beside surer ones."""

_HINT = re.compile(
    r"\((?:\*|bắt buộc|nếu có|đồng|triệu đồng|người|hộ|[dmy/\-\s]+|is_manager|ghi rõ.*?|có/không|x)\)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SPLIT = re.compile(r"\s*[,;/&+\-–]\s*|\s+và\s+", re.IGNORECASE)
_JOINABLE = frozenset(
    {
        "name",
        "collective",
        "born",
        "rank",
        "post",
        "unit",
        "unit_small",
        "decision_number",
        "decision_date",
        "service_number",
        "award",
        "place",
        "district",
        "home",
    }
)


@dataclass(frozen=True)
class Meaning:
    """What a heading says: the fields of the column in their order, the award it is about (with its class and its giver's
    level), the year it is about."""

    fields: tuple[str, ...]
    award: str | None = None
    award_class: int | None = None
    year: int | None = None
    level: str | None = None

    @property
    def field(self) -> str:
        return self.fields[0]


@remembered
def meaning_of(heading: str) -> Meaning | None:
    """What a column with this heading holds, or None for a heading that is not known."""
    text = " ".join(nfc(heading).split())
    if not text or len(text) > 160:
        return None
    return _meaning(_HINT.sub(" ", text).replace("*", " ").strip())


def _meaning(text: str) -> Meaning | None:
    if field := _field_of(text):
        return Meaning((field,))
    without = re.sub(r"\([^)]*\)", " ", text).strip()
    if without and without != text and (field := _field_of(without)):
        return Meaning((field,))
    year = _YEAR.search(text)
    if year and (bare := _YEAR.sub(" ", text).strip(" ,:-")):
        if found := _meaning(bare):
            return Meaning(found.fields, found.award, found.award_class, int(year[1]))
        trimmed = re.sub(r"\s*\bnăm\b\s*$", "", bare, flags=re.IGNORECASE)
        if trimmed != bare and trimmed and (found := _meaning(trimmed)):
            return Meaning(found.fields, found.award, found.award_class, int(year[1]))
        if fold(bare) in ("nam", "ket qua nam"):
            return Meaning(("year_column",), year=int(year[1]))
    if year and not _YEAR.sub("", text).strip(" ,:-"):
        return Meaning(("year_column",), year=int(year[1]))
    parts = [part for part in _SPLIT.split(text) if part]
    if len(parts) > 1:
        named = [_field_of(part) for part in parts]
        if all(field in _JOINABLE for field in named) and len(set(named)) == len(named):
            return Meaning(tuple(field for field in named if field))
    folded = fold(text)
    if found_class := re.fullmatch(r"hang (nhat|nhi|ba|i{1,3}|[123])", folded):
        return Meaning(("class_flag",), award_class=_CLASSES[found_class[1]])
    if folded.startswith(("so qd ", "so quyet dinh ", "qd ", "so qđ ")):
        rest = text.split(maxsplit=3 if folded.startswith("so quyet") else (2 if folded.startswith("so qd") else 1))[-1]
        if found_award := award_named(rest):
            return Meaning(("decision_number",), found_award.code, found_award.award_class)
    if folded.startswith(("ngay qd ", "ngay quyet dinh ")) and (found_award := award_named(text.split(maxsplit=2)[-1])):
        return Meaning(("decision_date",), found_award.code, found_award.award_class)
    written_out = _SHORT_WORDS.sub(lambda found: _IN_FULL[fold(found[0])], text)
    if written_out != text and (field := _field_of(written_out)):
        return Meaning((field,))
    if len(text) <= 80 and (found_award := award_named(text)):
        return Meaning(("award_flag",), found_award.code, found_award.award_class, level=found_award.level)
    return _by_beginning(folded)


_IN_FULL = {
    "kt": "khen thưởng", "td": "thi đua", "dhtd": "danh hiệu thi đua", "tdkt": "thi đua khen thưởng", "dv": "đơn vị", "cq": "cơ quan", "qd": "quyết định", "ht": "hình thức", "dh": "danh hiệu",
    "cv": "chức vụ", "nd": "nội dung",
}  # fmt: skip
"""Abbreviations in headings, in folded letters."""
_SHORT_WORDS = re.compile(rf"\b(?:{'|'.join(_IN_FULL)}|TĐ|DHTĐ|TĐKT|ĐV|QĐ)\b", re.IGNORECASE)


_CLASSES = {"nhat": 1, "i": 1, "1": 1, "nhi": 2, "ii": 2, "2": 2, "ba": 3, "iii": 3, "3": 3}


def _field_of(text: str) -> str | None:
    return _BY_SPELLING.get(_spelled(text)) or _BY_LETTERS.get(_folded(text))


_BEGINNINGS = (
    ("ho va ten", "name"), ("ho ten", "name"), ("ten tap the", "collective"), ("ngay sinh", "born"), ("nam sinh", "born"), ("so quyet dinh", "decision_number"),
    ("ngay quyet dinh", "decision_date"), ("don vi cong tac", "unit"), ("hinh thuc khen thuong", "award"), ("danh hieu thi dua", "award"), ("ket qua xep loai thi dua", "rating"),
    ("ket qua phan loai", "rating"), ("kinh phi", "funding"), ("huyen", "district"), ("ten mo hinh", "model_name"), ("loai mo hinh", "model_type"), ("dia ban", "place"), ("dia diem", "place"),
    ("so thanh vien", "members"), ("ngay vao dang", "party_joined"), ("cap bac", "rank"), ("chuc vu", "post"), ("ghi chu", "note"), ("tom tat thanh tich", "reason"),
    ("ten phong trao", "movement_name"), ("ten de tai", "initiative"), ("ten sang kien", "initiative"), ("ngay vao cand", "joined"), ("tac gia", "name"), ("ho, ten", "name"), ("so can cuoc", "identity_number"),
    ("co quan ban hanh", "authority"), ("co quan ra quyet dinh", "authority"), ("co quan khen", "authority"), ("cap khen", "authority"), ("cap quyet dinh", "authority"),
)  # fmt: skip


def _by_beginning(folded: str) -> Meaning | None:
    for beginning, field in _BEGINNINGS:
        if folded.startswith(beginning) and len(folded) <= len(beginning) + 40:
            return Meaning((field,))
    return None


# --- the heading rows of a table --------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """One column under a heading: where it stands in the grid, its heading as written, and what that means (None: not known)."""

    index: int
    label: str
    meaning: Meaning | None

    def holds(self, field: str) -> bool:
        return self.meaning is not None and field in self.meaning.fields


@dataclass(frozen=True)
class Heading:
    """The heading of a table: its rows in the grid (first and last), and its columns from left to right."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def left(self) -> int:
        return self.columns[0].index

    @property
    def right(self) -> int:
        return self.columns[-1].index

    def fields(self) -> set[str]:
        return {field for column in self.columns if column.meaning for field in column.meaning.fields}

    def of(self, field: str) -> list[Column]:
        return [column for column in self.columns if column.holds(field)]


HIGHEST_HEADING = 4
MANY_KNOWN = 5


def find_heading(grid: Grid, row: int, *, left: int = 0, right: int | None = None) -> Heading | None:
    """The heading that begins on this row of the grid, within the given columns, or None where the row is no heading."""
    last = grid.width - 1 if right is None else right
    if not _may_begin(grid.cells[row], left, last):
        return None
    if sum(value is not None for value in grid.cells[row][left : last + 1]) < 2:
        return None
    best: Heading | None = None
    best_worth = 0
    for end in range(row, min(row + HIGHEST_HEADING, grid.height)):
        if end > row and not _continues(grid, row, end, left, last):
            break
        heading = _joined(grid, row, end, left, last)
        worth = _worth(heading)
        if worth and worth >= best_worth:
            best, best_worth = heading, worth
    return best


def _may_begin(cells: list[Value], left: int, right: int) -> bool:
    """A quick no for rows of data: a heading begins with words, and one of its first words begins as known headings do."""
    seen = 0
    for value in cells[left : right + 1]:
        if value is None:
            continue
        if not isinstance(value, str):
            if isinstance(value, int) and 1900 <= value <= 2100 and seen:
                continue
            return False
        seen += 1
        if len(value) <= 160 and _begins_as_known(value.split(None, 1)[0]) and meaning_of(value) is not None:
            return True
        if seen == 8 or (seen == 1 and value.strip().isdigit()):
            return False
    return False


_FIRST_WORDS = frozenset(
    re.split(r"\W", _folded(heading), maxsplit=1)[0] for headings in SYNONYMS.values() for heading in headings
)


@lru_cache(maxsize=16384)
def _begins_as_known(word: str) -> bool:
    """Most names and units of a list fail here, before any longer comparison."""
    first = re.split(r"\W", _folded(word), maxsplit=1)[0]
    return (
        not first
        or first in _FIRST_WORDS
        or any(first.startswith(known) for known in ("bk", "cst", "hc", "ttl", "dv", "ld"))
    )


def _continues(grid: Grid, first: int, row: int, left: int, right: int) -> bool:
    """Whether this row goes on with the heading above: all that it says of its own stands under a heading that spans several columns."""
    own = [c for c in range(left, right + 1) if grid.value(row, c) is not None]
    if not own:
        return any(grid.spread.get((row, c)) for c in range(left, right + 1)) and any(
            grid.spread.get((row, c), (row, 0))[0] >= first and grid.spread.get((row, c), (row, 0))[0] < row
            for c in range(left, right + 1)
        )
    return all(
        isinstance(grid.value(row, c), str | int) and _is_spanned(grid, row - 1, c, left, own) for c in own
    ) and not _is_numbering(grid, row, own)


def _is_spanned(grid: Grid, above: int, column: int, left: int, own: list[int]) -> bool:
    if first := grid.spread.get((above, column)):
        return first[1] < column or _spans_right(grid, *first)
    if grid.value(above, column) is not None:
        return _spans_right(grid, above, column) or (
            not grid.merged and grid.value(above, column + 1) is None and column + 1 in own and column + 1 < grid.width
        )
    # Without merged ranges (CSV) a heading that spans leaves the cells to its right empty.
    return not grid.merged and any(grid.value(above, c) is not None for c in range(left, column))


def _spans_right(grid: Grid, row: int, column: int) -> bool:
    return grid.spread.get((row, column + 1)) == (row, column)


def _is_numbering(grid: Grid, row: int, own: list[int]) -> bool:
    return is_numbering([grid.value(row, c) for c in own])


def is_numbering(values: list[Value]) -> bool:
    """Whether the cells only number the columns: (1) (2) (3), 1 2 3, A B 1 2."""
    words = []
    for value in values:
        if value is not None:
            word = str(value).strip("() .")
            if word[:2].isalpha() and len(word) > 1:
                return False
            words.append(word)
    if len(words) < 2:
        return False
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 2]
    return (
        len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 2
        and all(word.isdigit() or re.fullmatch(r"[A-Za-zĐ](?:\s*=.*)?|\d+\s*=.*", word) for word in words)
    )


def _joined(grid: Grid, first: int, last: int, left: int, right: int) -> Heading:
    columns: list[Column] = []
    for c in range(left, right + 1):
        words: list[str] = []
        for r in range(first, last + 1):
            value = grid.reach(r, c)
            if value is None and not grid.merged and r < last and grid.value(last, c) is not None:
                value = next(
                    (grid.value(r, k) for k in range(c - 1, left - 1, -1) if grid.value(r, k) is not None), None
                )
            text = " ".join(str(value).split()) if value is not None else ""
            if text and text not in words:
                words.append(text)
        if words:
            columns.append(Column(c, " ".join(words), meaning_of_joined(tuple(words))))
    return Heading(first, last, tuple(columns))


_PART_OF_YEAR = re.compile(r"(?:thang|tuan|quy) \d")
"""Results of a month or a week stand under it: they are none of the year."""


@remembered
def meaning_of_joined(words: tuple[str, ...]) -> Meaning | None:
    """What a column with these headings one above the other holds: all of them joined, else the lowest, else the one above it."""
    joined = " ".join(words)
    if len(words) > 1 and _PART_OF_YEAR.match(fold(words[0])):
        return Meaning(("part_of_year",))
    if len(words) > 1 and (mark := meaning_of(words[-1])) and mark.field == "award_flag":
        # "Hình thức khen thưởng" over "Giấy khen": the column marks who received it.
        above = meaning_of(" ".join(words[:-1]))
        if above is not None and above.field in ("award", "award_proposed", "reason"):
            return mark
    if found := meaning_of(joined):
        return found
    if len(words) == 1:
        return None
    for first in range(1, len(words) - 1):
        # "Khen thưởng" over "Quyết định" over "Số": what stands highest may say nothing of the column.
        if found := meaning_of(" ".join(words[first:])):
            return found
    lowest, upper = meaning_of(words[-1]), meaning_of(" ".join(words[:-1]))
    if lowest and upper:
        if lowest.field == "year_column":
            return Meaning(upper.fields, upper.award, upper.award_class, lowest.year)
        if upper.field == "award_flag" and lowest.field in ("decision_number", "decision_date"):
            return Meaning(lowest.fields, upper.award, upper.award_class)
        if fold(words[-1]) == "so" or lowest.field in ("male", "female"):
            return Meaning((f"born_{lowest.field}",)) if upper.field == "born" else lowest
    if fold(words[-1]) in ("so", "so qd") and upper and upper.field == "award_flag":
        return Meaning(("decision_number",), upper.award, upper.award_class)
    if (
        fold(words[-1]) in ("ngay", "ngay thang", "ngay thang nam")
        and upper
        and upper.field in ("decision_number", "award_flag")
    ):
        return Meaning(("decision_date",), upper.award, upper.award_class)
    if fold(words[-1]) == "so" and upper and upper.field == "decision_number":
        return Meaning(("decision_number",))
    return lowest or upper


def _worth(heading: Heading) -> int:
    """How surely the rows are a heading: the number of columns known by it; 0 where it is none."""
    known = [column for column in heading.columns if column.meaning]
    sure = [column for column in known if fold(column.label) not in ALONE_AMBIGUOUS]
    # A list of many columns of its own (weeks, marks, languages) is known by enough of the usual ones.
    if len(known) < 2 or len(sure) < 1 or (2 * len(known) < len(heading.columns) and len(sure) < MANY_KNOWN):
        return 0
    fields = [column.meaning.fields for column in known if column.meaning]
    distinct = len(set(fields))
    if distinct < 2 and not any(f[0] == "year_column" for f in fields):
        return 0
    return 10 * len(known) + distinct


__all__ = ["Column", "Heading", "Meaning", "find_heading", "is_numbering", "meaning_of"]
