"""The sentences under a table of the yearly statistics: by which text, over which days, how it is counted and what is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tdkt.law.statistics import Form
from tdkt.vietnamese.dates import write_date

HOW: Mapping[str, tuple[str, ...]] = {
    "movements": (
        "Đếm phong trào thi đua phát động trong kỳ, mỗi phong trào một lần; cuộc vận động không đếm.",
        "Phạm vi và cấp phát động đều lấy theo cấp phát động ghi trong sổ; đợt cao điểm tính là chuyên đề.",
        "Thời gian tính cả ngày đầu và ngày cuối. Đúng 1 năm: kết thúc vào ngày liền trước hoặc đúng ngày đó năm sau.",
    ),
    "state-awards": (
        "Đếm lượt khen thưởng đã quyết định, theo ngày ký quyết định trong kỳ; đã hủy, bị tước và đang đề nghị không đếm.",
        "Doanh nghiệp: theo tên gọi. Chức vụ: theo lời chức vụ ghi lúc được khen; Giám đốc, Phó Giám đốc Công an tỉnh tính vào lãnh đạo vụ, sở.",
        "Loại khen thưởng: công trạng là thường xuyên, phong trào là chuyên đề; sổ không có loại khen kháng chiến.",
        "Sổ không ghi bộ, ngành hay tỉnh nào trình.",
    ),
    "office-awards": (
        "Đếm lượt khen thưởng đã quyết định, theo ngày ký quyết định trong kỳ; đã hủy, bị tước và đang đề nghị không đếm.",
        "Doanh nghiệp: theo tên gọi. Chức vụ: theo lời chức vụ ghi lúc được khen; Giám đốc, Phó Giám đốc Công an tỉnh tính vào lãnh đạo vụ, sở.",
        "Loại khen thưởng: công trạng là thường xuyên, phong trào là chuyên đề; sổ không có loại khen kháng chiến.",
    ),
    "bodies": ("Đếm tổ chức còn hoạt động trong năm. Lời các dòng, cột của biểu chưa rõ nên chỉ ghi số mà sổ có.",),
    "officials": (
        "Đếm người còn làm công tác thi đua, khen thưởng vào ngày cuối kỳ.",
        "Lời các dòng tuổi, trình độ và thâm niên của biểu chưa rõ nên chỉ ghi số mà sổ có; vị trí cột nam, nữ trong biểu cũng chưa rõ.",
    ),
}
"""How each kind of form is counted, in the words of the paper."""


@dataclass(frozen=True)
class Standing:
    """How the form stands to the year: whether it is in force for it, which text is, and whether that text's own year is known."""

    in_force: bool
    regime_law: str = ""
    year_known: bool = True
    newer: str = ""
    forms: tuple[str, ...] = ()


def notes_of(form: Form, *, first: date, last: date, due: date | None, standing: Standing, known_on: date) -> list[str]:
    """What the table says of itself: by which text, over which days, and how it counts."""
    said = [f"Biểu {form.named}, {form.law}. Kỳ từ {write_date(first)} đến {write_date(last)}."]
    if due:
        said[0] += f" Nhận ngày {write_date(due)}."
    if known_on < last:
        said[0] += f" Kỳ chưa hết: số liệu đến {write_date(known_on)}."
    year = last.year
    if not standing.in_force and standing.regime_law:
        said.append(
            f"Năm {year} dùng biểu của {standing.regime_law} ({', '.join(standing.forms)}); biểu này lập để đối chiếu."
        )
    elif not standing.in_force:
        said.append(f"Chưa biết văn bản nào quy định biểu cho năm {year}; biểu này lập để đối chiếu.")
    if standing.in_force and not standing.year_known:
        said.append(f"Năm thống kê của {form.law} chưa rõ; tính từ 01/12 đến 30/11 như văn bản sau.")
    if standing.newer:
        said.append(f"Thông tư {standing.newer} đã ban hành; biểu và ngày hiệu lực chưa rõ nên vẫn dùng biểu này.")
    if form.like:
        said.append(
            f"Lời các dòng, cột của biểu {form.number} chưa rõ; số liệu đếm theo cách của biểu {form.like}, không ghi mã."
        )
    elif form.confidence != "VERIFIED":
        said.append("Mã và lời các dòng của biểu chưa rõ hết; dòng in nghiêng không chắc có trong biểu.")
    return [*said, *HOW[form.of]]
