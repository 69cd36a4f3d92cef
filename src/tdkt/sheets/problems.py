"""The catalogue of what can be wrong, doubtful or repaired in a cell, each with its sentence to the user and the remedy.

A problem class holds the code, the Vietnamese title, the level and two templates; a `Finding` is one case of it in one cell. Levels:
`error` (something could not be taken over), `warning` (taken over, but look at it), `repair` (put right, and shown).
"""

from dataclasses import dataclass
from typing import Any, ClassVar

SKIP = "Sửa trong tệp rồi nhập lại, hoặc bỏ qua dòng này."


class Problem:
    """Base of all problems. `message` may use {value}, {detail} and {column}; the place is put before it."""

    code: ClassVar[str]
    title: ClassVar[str]
    level: ClassVar[str] = "error"
    message: ClassVar[str]
    remedy: ClassVar[str] = SKIP


@dataclass(frozen=True)
class Finding:
    """One case of a problem: the offending value as shown to the user, and what else the sentence needs."""

    problem: type[Problem]
    value: str | None = None
    detail: str = ""

    def as_json(self, *, at: str, place: str, column: str = "") -> dict[str, Any]:
        """The problem as the plan writes it. `place` is "Hàng 214, cột Ngày sinh", `at` the cell's address."""
        # str.format is given only templates of this file, never text of the user's.
        said = self.problem.message.format(value=_cut(self.value or ""), detail=self.detail, column=column)
        return {
            "code": self.problem.code,
            "at": at,
            "value": self.value,
            "message": f"{place}: {said}" if place else said[0].upper() + said[1:],
            "remedy": self.problem.remedy.format(value=_cut(self.value or ""), detail=self.detail, column=column),
            "level": self.problem.level,
        }


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def catalogue() -> list[type[Problem]]:
    """Every problem there is, by code."""
    return sorted(Problem.__subclasses__(), key=lambda problem: problem.code)


# --- text ------------------------------------------------------------------------------------


class TextDamaged(Problem):
    code = "text-damaged"
    title = "Chữ bị hỏng"
    message = "'{value}' có chữ bị hỏng hoặc mất dấu, không đọc chắc chắn được."
    remedy = "Gõ lại ô này bằng tiếng Việt Unicode theo bản gốc rồi nhập lại, hoặc bỏ qua dòng này."


class TextLegacyFont(Problem):
    code = "text-legacy-font"
    title = "Chữ theo bảng mã cũ"
    message = "'{value}' được gõ bằng bảng mã cũ (TCVN3 hoặc VNI), không phải Unicode."
    remedy = "Chuyển tệp sang Unicode rồi nhập lại, hoặc bỏ qua dòng này."


class TextConverted(Problem):
    code = "text-converted"
    title = "Chữ được chuyển sang Unicode"
    level = "repair"
    message = "'{value}' là chữ theo {detail}."
    remedy = "Đối chiếu với bản gốc nếu thấy chữ nào không đúng."


class TextUncertain(Problem):
    code = "text-uncertain"
    title = "Chữ đọc không chắc"
    message = "'{value}' không đọc chắc chắn được: {detail}."
    remedy = "Đối chiếu bản gốc, gõ lại ô này bằng Unicode rồi nhập lại, hoặc bỏ qua dòng này."


class CellError(Problem):
    code = "cell-error"
    title = "Công thức bị lỗi"
    message = "công thức trong ô cho kết quả lỗi '{value}'."
    remedy = "Sửa công thức, hoặc gõ giá trị vào ô, rồi nhập lại."


class TextComposed(Problem):
    code = "text-composed"
    title = "Dấu tổ hợp"
    level = "repair"
    message = "dấu tiếng Việt được ghép lại theo chuẩn Unicode dựng sẵn (NFC)."
    remedy = "Không phải làm gì."


class BlanksDropped(Problem):
    code = "blanks-dropped"
    title = "Bỏ dấu cách thừa"
    level = "repair"
    message = "'{value}' có dấu cách hoặc dấu xuống dòng thừa, hoặc ký tự ẩn; đã bỏ."
    remedy = "Không phải làm gì."


class ApostropheDropped(Problem):
    code = "apostrophe-dropped"
    title = "Bỏ dấu nháy ở đầu ô"
    level = "repair"
    message = "'{value}' có dấu nháy ở đầu ô để giữ ô ở dạng chữ; đã bỏ dấu này."
    remedy = "Không phải làm gì."


class Ditto(Problem):
    code = "ditto"
    title = "Như trên"
    level = "repair"
    message = "'{value}' được hiểu là '{detail}' như dòng trên."
    remedy = "Xem lại nếu dòng trên không phải là dòng được nhắc tới."


# --- names, numbers, dates --------------------------------------------------------------------


class NameMissing(Problem):
    code = "name-missing"
    title = "Thiếu tên"
    message = "dòng này không có tên người, tập thể hoặc hộ gia đình."


class NamesSeveral(Problem):
    code = "names-several"
    title = "Nhiều người trong một ô"
    level = "warning"
    message = "'{value}' có vẻ là nhiều người trong một ô."
    remedy = "Tách mỗi người một dòng rồi nhập lại, hoặc sửa tên khi duyệt."


class RowUnclear(Problem):
    code = "row-unclear"
    title = "Không rõ dòng này là gì"
    message = "dòng này không có số thứ tự và chỉ có '{value}', không rõ là một người, một tập thể hay dòng ghi chú."
    remedy = "Ghi số thứ tự nếu là một dòng của danh sách, hoặc bỏ qua dòng này."


class DateBad(Problem):
    code = "date-bad"
    title = "Ngày không đúng"
    message = "'{value}' không phải là ngày."


class DateShortYear(Problem):
    code = "date-short-year"
    title = "Năm chỉ có hai chữ số"
    message = "'{value}' ghi năm bằng hai chữ số, không rõ thế kỷ nào."
    remedy = "Ghi đủ bốn chữ số của năm rồi nhập lại, hoặc bỏ qua dòng này."


class DateWithoutYear(Problem):
    code = "date-without-year"
    title = "Ngày thiếu năm"
    message = "'{value}' là ngày và tháng, chưa có năm."
    remedy = "Ghi thêm năm rồi nhập lại, hoặc bỏ qua dòng này."


class DateSerial(Problem):
    code = "date-serial"
    title = "Ngày ghi bằng số của Excel"
    level = "repair"
    message = "số {value} là ngày {detail} theo cách ghi của Excel."
    remedy = "Xem lại ngày nếu ô này vốn là một con số."


class DateOfMonthTyped(Problem):
    code = "date-of-number"
    title = "Tháng và năm ghi thành số lẻ"
    level = "repair"
    message = "số {value} được hiểu là tháng {detail}."
    remedy = "Xem lại ngày nếu ô này vốn là một con số."


class DatePartUnknown(Problem):
    code = "date-part-unknown"
    title = "Ngày để trống một phần"
    level = "repair"
    message = "'{value}' không ghi rõ ngày hoặc tháng; chỉ lấy {detail}."
    remedy = "Không phải làm gì nếu không biết rõ hơn."


class TimeDropped(Problem):
    code = "time-dropped"
    title = "Bỏ giờ trong ngày"
    level = "repair"
    message = "'{value}' có cả giờ; chỉ lấy ngày {detail}."
    remedy = "Không phải làm gì."


class DateOrYear(Problem):
    code = "date-or-year"
    title = "Ngày hay năm"
    message = "ô ghi ngày {value}, nhưng có thể người nhập đã gõ năm {detail} vào ô định dạng ngày."
    remedy = "Gõ lại ngày đầy đủ, hoặc định dạng ô là văn bản rồi gõ năm, rồi nhập lại."


class YearBad(Problem):
    code = "year-bad"
    title = "Năm không đúng"
    message = "'{value}' không phải là năm."


class NumberBad(Problem):
    code = "number-bad"
    title = "Không phải là số"
    message = "'{value}' không phải là số nguyên."


class NumberGrouped(Problem):
    code = "number-grouped"
    title = "Số có dấu tách hàng nghìn"
    level = "repair"
    message = "'{value}' được đọc là {detail}, dấu trong số là dấu tách hàng nghìn."
    remedy = "Viết phần lẻ bằng dấu phẩy (57,69) nếu đây là số lẻ."


class DigitsLost(Problem):
    code = "digits-lost"
    title = "Số bị mất chữ số"
    message = "'{value}' là số viết tắt theo lũy thừa của bảng tính, các chữ số cuối đã mất."
    remedy = "Định dạng cột là văn bản, gõ lại số đầy đủ theo giấy tờ gốc rồi nhập lại."


class ZerosRestored(Problem):
    code = "zeros-restored"
    title = "Thêm lại số 0 ở đầu"
    level = "repair"
    message = "'{value}' mất số 0 ở đầu, được ghi lại là '{detail}'."
    remedy = "Xem lại số này với giấy tờ gốc."


class ZerosDoubtful(Problem):
    code = "zeros-doubtful"
    title = "Có thể mất số 0 ở đầu"
    level = "warning"
    message = "'{value}' là ô số, có thể đã mất số 0 ở đầu."
    remedy = "Đối chiếu với giấy tờ gốc; nếu mất số 0 thì định dạng cột là văn bản và gõ lại."


class SexBad(Problem):
    code = "sex-bad"
    title = "Giới tính không rõ"
    message = "'{value}' không phải là nam hay nữ."


# --- awards -----------------------------------------------------------------------------------


class AwardMissing(Problem):
    code = "award-missing"
    title = "Thiếu hình thức khen thưởng"
    message = "không ô nào và không tiêu đề nào nói danh hiệu hoặc hình thức khen thưởng của dòng này."
    remedy = "Ghi danh hiệu hoặc hình thức khen thưởng rồi nhập lại, hoặc chọn hình thức khi duyệt."


class AwardUnknown(Problem):
    code = "award-unknown"
    title = "Hình thức không có trong danh mục"
    level = "warning"
    message = "'{value}' không có trong danh mục danh hiệu thi đua, hình thức khen thưởng; chữ được giữ ở cột ghi chú."
    remedy = "Chọn hình thức trong danh mục khi duyệt, hoặc bỏ qua dòng này."


class AwardMisnamed(Problem):
    code = "award-misnamed"
    title = "Tên hình thức không đúng luật"
    level = "warning"
    message = "'{value}' được hiểu là '{detail}'."
    remedy = "Xem lại tên gọi với quyết định gốc."


class ClassBad(Problem):
    code = "class-bad"
    title = "Hạng không rõ"
    message = "'{value}' không phải là hạng Nhất, Nhì hay Ba."


class RecipientUnclear(Problem):
    code = "recipient-unclear"
    title = "Không rõ tập thể hay cá nhân"
    level = "warning"
    message = "không rõ '{value}' là tập thể, cá nhân hay hộ gia đình."
    remedy = "Chọn loại khi duyệt, hoặc thêm dòng 'TẬP THỂ', 'CÁ NHÂN' vào danh sách rồi nhập lại."


class WithoutCode(Problem):
    code = "without-code"
    title = "Không có mã tương ứng"
    level = "warning"
    message = "'{value}' không có mã tương ứng; chữ được giữ ở cột ghi chú."
    remedy = "Không phải làm gì nếu chỉ cần giữ lời ghi; nếu cần, sửa trong tệp rồi nhập lại."


class PostNotSeparated(Problem):
    code = "post-not-separated"
    title = "Không tách được chức vụ và đơn vị"
    level = "warning"
    message = "không tách chắc chắn được chức vụ và đơn vị trong '{value}'; cả ô được giữ ở chức vụ."
    remedy = "Ngăn chức vụ và đơn vị bằng dấu phẩy, hoặc tách thành hai cột."


class PieceUnclear(Problem):
    code = "piece-unclear"
    title = "Không rõ một phần của dòng"
    level = "warning"
    message = "không rõ '{value}' là gì; chữ được giữ ở ghi chú."
    remedy = "Xem lại dòng này khi duyệt, hoặc lập danh sách thành bảng có cột rồi nhập lại."


class YearMissing(Problem):
    code = "year-missing"
    title = "Thiếu năm"
    message = "không ô nào và không tiêu đề nào nói năm của kết quả này."
    remedy = "Thêm năm vào tiêu đề hoặc một cột Năm rồi nhập lại."


# --- tables and files -------------------------------------------------------------------------


class ColumnUnread(Problem):
    code = "column-unread"
    title = "Cột không được đọc"
    level = "warning"
    message = "cột '{value}' không thuộc loại danh sách này nên không được đưa vào sổ; nội dung vẫn còn trong tệp."
    remedy = "Không phải làm gì nếu không cần cột này; nếu cần, đổi tên cột theo mẫu rồi nhập lại."


class KindUnknown(Problem):
    code = "kind-unknown"
    title = "Không nhận ra loại danh sách"
    message = "không nhận ra đây là danh sách gì{detail}."
    remedy = "Đặt tên cột theo mẫu (Họ và tên, Đơn vị, Danh hiệu, Số quyết định …) rồi nhập lại."


class CodesList(Problem):
    code = "codes-list"
    title = "Danh mục mã"
    level = "warning"
    message = "bảng này là danh mục mã; nó được dùng để đọc các cột mã trong tệp, không phải là danh sách."
    remedy = "Không phải làm gì."


class NoTable(Problem):
    code = "no-table"
    title = "Không có bảng"
    level = "warning"
    message = "không có bảng nào có dòng tên cột ở đây."
    remedy = "Không phải làm gì nếu đây là phần thuyết minh; nếu là danh sách, thêm một dòng tên cột."
