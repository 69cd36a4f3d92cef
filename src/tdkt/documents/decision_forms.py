"""The forms of papers about a list: the decision with its list, the submission, and the list with the particulars of each proposed."""

from docx.document import Document as Word

from tdkt.documents.office_forms import (
    LETTERHEAD,
    LIST,
    SIGNATURE,
    OfficeForm,
    write_article,
    write_each,
    write_grouped,
    write_head,
    write_if,
    write_signature,
)
from tdkt.documents.typography import end_section, lay_last_sheet, write_line

_LISTED = LIST | {
    "groups.lines.about": "Chức vụ và đơn vị",
    "groups.lines.achievement": "Thành tích, trống khi chưa ghi",
    "appendix_of": "Danh sách kèm theo văn bản nào",
}


def _write_list(word: Word) -> None:
    """The list as an appendix, on sheets of its own."""
    end_section(word, landscape=False)
    write_line(word, "Tên phụ lục", "DANH SÁCH")
    write_line(word, "Tên phụ lục", "{{ list_title }}")
    write_line(word, "Kèm theo", "{{ appendix_of }}")
    write_grouped(
        word,
        heads=("STT", "Họ và tên, tập thể", "Chức vụ, đơn vị", "Thành tích"),
        names=("order", "name", "about", "achievement"),
        widths=(13, 50, 52, 48),
    )


def _write_decision(word: Word) -> None:
    write_head(word)
    write_line(word, "Thẩm quyền", "{{ authority }}")
    write_each(word, "ground", "grounds", "Căn cứ", "{{ ground }}")
    write_line(word, "Thẩm quyền", "QUYẾT ĐỊNH:")
    write_article(word, "Điều 1.", "{{ giving }} cho {{ counted }} (có danh sách kèm theo).")
    write_line(word, "Thân bài", "Tiền thưởng kèm theo thực hiện theo quy định của pháp luật.")
    write_article(word, "Điều 2.", "Quyết định này có hiệu lực kể từ ngày ký.")
    write_article(
        word,
        "Điều 3.",
        "Thủ trưởng các đơn vị có liên quan và các tập thể, cá nhân, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành "
        "Quyết định này./.",
    )
    write_signature(word)
    _write_list(word)


def _write_submission(word: Word) -> None:
    write_head(word)
    write_line(word, "Kính gửi", "Kính gửi: {{ addressee }}")
    write_each(word, "ground", "grounds", "Căn cứ", "{{ ground }}")
    write_line(word, "Thân bài", "{{ proposer }} kính trình {{ addressee }} xem xét, {{ giving }} cho {{ counted }}:")
    write_each(word, "sum", "sums", "Dòng liệt kê", "- {{ sum }}")
    write_if(word, "council", "Thân bài", "{{ council }}")
    write_line(word, "Thân bài", "Danh sách và hồ sơ gửi kèm theo Tờ trình.")
    write_line(word, "Thân bài", "Kính trình {{ addressee }} xem xét, quyết định./.")
    write_signature(word)
    _write_list(word)


def _write_particulars(word: Word) -> None:
    write_head(word, lying=True)
    write_grouped(
        word,
        heads=(
            "STT",
            "Họ và tên, tập thể",
            "Năm sinh",
            "Cấp bậc, chức vụ, đơn vị",
            "Khen thưởng đã có (số, ngày quyết định)",
            "Tóm tắt thành tích",
            "Ý kiến của Hội đồng",
        ),
        names=("order", "name", "born", "about", "history", "achievement", "result"),
        widths=(12, 42, 17, 46, 62, 52, 26),
        centred=(0, 2),
    )
    write_line(word, "Ghi chú biểu", "Cộng: {{ counted }}.")
    write_signature(word, lying=True)
    lay_last_sheet(word)


FORMS = (
    OfficeForm(
        "quyet-dinh",
        "Quyết định khen thưởng",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I và Phụ lục III mẫu 1.2",
        LETTERHEAD
        | SIGNATURE
        | _LISTED
        | {
            "authority": "Thẩm quyền ban hành, chữ in hoa: GIÁM ĐỐC CÔNG AN TỈNH",
            "grounds": "Các dòng căn cứ, đã có dấu câu",
            "giving": "Công nhận danh hiệu hoặc tặng hình thức nào",
            "counted": "Bao nhiêu tập thể, cá nhân, hộ gia đình",
            "list_title": "Tên danh sách: được gì theo quyết định",
        },
        _write_decision,
    ),
    OfficeForm(
        "to-trinh",
        "Tờ trình đề nghị khen thưởng",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I và Phụ lục III mẫu 1.4",
        LETTERHEAD
        | SIGNATURE
        | _LISTED
        | {
            "addressee": "Nơi trình lên",
            "grounds": "Các dòng căn cứ, đã có dấu câu",
            "proposer": "Cơ quan trình, chữ thường",
            "giving": "Công nhận danh hiệu hoặc tặng hình thức nào",
            "counted": "Bao nhiêu tập thể, cá nhân, hộ gia đình",
            "sums": "Mỗi hình thức bao nhiêu tập thể, cá nhân, hộ gia đình",
            "council": "Câu nói hội đồng nào đã họp ngày nào; trống khi không họp",
            "list_title": "Tên danh sách",
        },
        _write_submission,
    ),
    OfficeForm(
        "danh-sach-trich-ngang",
        "Danh sách trích ngang",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I (khổ giấy, lề, kiểu chữ)",
        LETTERHEAD
        | SIGNATURE
        | LIST
        | {
            "counted": "Bao nhiêu tập thể, cá nhân, hộ gia đình",
            "groups.lines.born": "Năm sinh; trống khi không rõ hoặc là tập thể",
            "groups.lines.about": "Chức vụ và đơn vị",
            "groups.lines.history": "Khen thưởng đã có trong sổ, kèm số và ngày quyết định",
            "groups.lines.achievement": "Tóm tắt thành tích",
            "groups.lines.result": "Số phiếu của hội đồng; trống khi chưa bỏ phiếu",
        },
        _write_particulars,
    ),
)
