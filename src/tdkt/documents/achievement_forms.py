"""The forms of achievement reports: of a person, of a collective or household, and the summary on one page."""

from docx.document import Document as Word

from tdkt.documents.office_forms import (
    LETTERHEAD,
    SIGNATURE,
    OfficeForm,
    lines,
    write_article,
    write_each,
    write_head,
    write_if,
    write_lines,
    write_signature,
    write_two_signers,
)
from tdkt.documents.typography import write_line

_WHOSE = {
    "name": "Họ tên, hoặc tên tập thể; như ghi trong sổ",
    "unit": "Đơn vị, ghi đủ",
}
_WHO = {
    "born": "Ngày sinh, biết đến đâu ghi đến đó; để chấm khi chưa có trong sổ",
    "home": "Quê quán; để chấm khi chưa có trong sổ",
    "joined": "Ngày vào ngành; để chấm khi chưa có trong sổ",
    "rank": "Cấp bậc",
    "post": "Chức vụ",
}
_HONOURS = lines(
    "titles",
    "Danh hiệu thi đua đã được công nhận, từ năm cũ",
    year="Năm",
    form="Danh hiệu",
    decision="Số, ngày, cơ quan ban hành quyết định",
) | lines(
    "awards",
    "Hình thức khen thưởng đã được tặng, từ năm cũ",
    year="Năm",
    form="Hình thức",
    decision="Số, ngày, cơ quan ban hành quyết định",
)
_RATED = lines("ratings", "Kết quả xếp loại từng năm trong sổ", year="Năm", result="Kết quả")
_WORKS = lines(
    "works", "Sáng kiến, đề tài trong sổ", year="Năm", name="Tên", decision="Phạm vi và quyết định công nhận"
)
_TEXTS = {
    "achievements": "Các đoạn thành tích do người lập hồ sơ viết; để chấm khi chưa viết",
    "compliance": "Các đoạn việc chấp hành chủ trương, chính sách, pháp luật",
}


def _write_honours(word: Word, number: str) -> None:
    """What the register holds: the tables of titles and of awards with their decisions."""
    write_line(word, "Đề mục", f"{number}. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG")
    for part, (loop, title, column) in enumerate(
        (
            ("titles", "Danh hiệu thi đua", "Danh hiệu thi đua"),
            ("awards", "Hình thức khen thưởng", "Hình thức khen thưởng"),
        ),
        1,
    ):
        write_line(word, "Tên biểu", f"{part}. {title}")
        write_if(word, f"not {loop}", "Thân bài", "Sổ chưa ghi lần nào.")
        write_line(word, "Thân bài", f"{{%p if {loop} %}}")
        write_lines(
            word,
            loop,
            heads=("Năm", column, "Số, ngày, tháng, năm của quyết định; cơ quan ban hành"),
            names=("year", "form", "decision"),
            widths=(18, 70, 75),
        )
        write_line(word, "Thân bài", "{%p endif %}")


def _write_work(word: Word) -> None:
    """Ratings and initiatives that the register holds."""
    write_line(word, "Tên biểu", "Kết quả xếp loại hằng năm")
    write_if(word, "not ratings", "Thân bài", "Sổ chưa ghi kết quả xếp loại.")
    write_line(word, "Thân bài", "{%p if ratings %}")
    write_lines(word, "ratings", heads=("Năm", "Kết quả"), names=("year", "result"), widths=(18, 145))
    write_line(word, "Thân bài", "{%p endif %}")
    write_line(word, "Thân bài", "{%p if works %}")
    write_line(word, "Tên biểu", "Sáng kiến, đề tài")
    write_lines(
        word,
        "works",
        heads=("Năm", "Tên sáng kiến, đề tài", "Phạm vi, quyết định công nhận"),
        names=("year", "name", "decision"),
        widths=(18, 85, 60),
    )
    write_line(word, "Thân bài", "{%p endif %}")


def _write_person(word: Word) -> None:
    write_head(word)
    write_line(word, "Đề mục", "I. SƠ LƯỢC LÝ LỊCH")
    for head, name in (
        ("Họ và tên:", "name"),
        ("Ngày, tháng, năm sinh:", "born"),
        ("Quê quán:", "home"),
        ("Ngày vào ngành:", "joined"),
        ("Cấp bậc:", "rank"),
        ("Chức vụ:", "post"),
        ("Đơn vị công tác:", "unit"),
    ):
        write_article(word, head, f"{{{{ {name} }}}}", style="Thông tin")
    write_line(word, "Đề mục", "II. THÀNH TÍCH ĐẠT ĐƯỢC")
    write_line(word, "Tên biểu", "1. Quyền hạn, nhiệm vụ được giao")
    write_each(word, "line", "duties", "Thân bài", "{{ line }}")
    write_line(word, "Tên biểu", "2. Thành tích đạt được trong công tác")
    write_each(word, "line", "achievements", "Thân bài", "{{ line }}")
    write_line(word, "Tên biểu", "3. Việc chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước")
    write_each(word, "line", "compliance", "Thân bài", "{{ line }}")
    _write_work(word)
    _write_honours(word, "III")
    write_two_signers(
        word,
        ("XÁC NHẬN CỦA ĐƠN VỊ", ""),
        ("NGƯỜI BÁO CÁO", "{{ name }}"),
    )


def _write_collective(word: Word) -> None:
    write_head(word)
    write_line(word, "Đề mục", "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")
    write_article(word, "Tên:", "{{ name }}", style="Thông tin")
    write_article(word, "Thuộc đơn vị:", "{{ unit }}", style="Thông tin")
    write_each(word, "line", "situation", "Thân bài", "{{ line }}")
    write_line(word, "Đề mục", "II. THÀNH TÍCH ĐẠT ĐƯỢC")
    write_line(word, "Tên biểu", "1. Thành tích đạt được trong công tác")
    write_each(word, "line", "achievements", "Thân bài", "{{ line }}")
    write_line(word, "Tên biểu", "2. Việc chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước")
    write_each(word, "line", "compliance", "Thân bài", "{{ line }}")
    _write_work(word)
    _write_honours(word, "III")
    write_two_signers(word, ("XÁC NHẬN CỦA CẤP TRÊN TRỰC TIẾP", ""), ("THỦ TRƯỞNG ĐƠN VỊ", ""))


def _write_summary(word: Word) -> None:
    write_head(word)
    write_article(word, "Họ và tên, tập thể:", "{{ name }}", style="Thông tin")
    write_if(word, "about", "Thông tin", "{{ about }}")
    write_article(word, "Đơn vị:", "{{ unit }}", style="Thông tin")
    write_article(word, "Đề nghị:", "{{ asked }}", style="Thông tin")
    write_line(word, "Đề mục", "1. Tóm tắt thành tích")
    write_each(word, "line", "summary", "Thân bài", "{{ line }}")
    write_line(word, "Đề mục", "2. Khen thưởng đã có")
    write_if(word, "not honours", "Thân bài", "Sổ chưa ghi lần nào.")
    write_each(word, "honour", "honours", "Dòng liệt kê", "- {{ honour }}")
    write_signature(word)


FORMS = (
    OfficeForm(
        "bao-cao-ca-nhan",
        "Báo cáo thành tích cá nhân",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I; các phần theo báo cáo thành tích cá nhân",
        LETTERHEAD
        | _WHOSE
        | _WHO
        | _HONOURS
        | _RATED
        | _WORKS
        | _TEXTS
        | {"duties": "Các đoạn quyền hạn, nhiệm vụ được giao"},
        _write_person,
    ),
    OfficeForm(
        "bao-cao-tap-the",
        "Báo cáo thành tích tập thể, hộ gia đình",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I; các phần theo báo cáo thành tích tập thể",
        LETTERHEAD | _WHOSE | _HONOURS | _RATED | _WORKS | _TEXTS | {"situation": "Các đoạn đặc điểm, tình hình"},
        _write_collective,
    ),
    OfficeForm(
        "tom-tat-thanh-tich",
        "Tóm tắt thành tích",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I",
        LETTERHEAD
        | SIGNATURE
        | _WHOSE
        | {
            "about": "Ngày sinh, cấp bậc, chức vụ; trống với tập thể",
            "asked": "Danh hiệu, hình thức đề nghị",
            "summary": "Các đoạn tóm tắt thành tích",
            "honours": "Mỗi lần khen một câu, kèm số và ngày quyết định",
        },
        _write_summary,
    ),
)
