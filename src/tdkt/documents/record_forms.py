"""The forms that print the register itself: the lifelong award sheet of a person or unit, and the gold book of a year."""

from docx.document import Document as Word

from tdkt.documents.office_forms import (
    LETTERHEAD,
    LIST,
    SIGNATURE,
    OfficeForm,
    lines,
    write_article,
    write_grouped,
    write_head,
    write_if,
    write_lines,
    write_signature,
)
from tdkt.documents.typography import lay_last_sheet, write_line


def _write_sheet(word: Word) -> None:
    write_head(word)
    write_article(word, "Họ và tên, tập thể:", "{{ name }}", style="Thông tin")
    write_line(word, "Thông tin", "{%p for line in particulars %}")
    write_article(word, "{{ line.head }}:", "{{ line.says }}", style="Thông tin")
    write_line(word, "Thông tin", "{%p endfor %}")
    write_line(word, "Đề mục", "1. Khen thưởng")
    write_if(word, "not honours", "Thân bài", "Sổ chưa ghi lần nào.")
    write_line(word, "Thân bài", "{%p if honours %}")
    write_lines(
        word,
        "honours",
        heads=("STT", "Năm", "Danh hiệu, hình thức", "Số, ngày quyết định; cấp quyết định", "Số sổ bằng", "Tình trạng"),
        names=("order", "year", "form", "decision", "serials", "state"),
        widths=(12, 14, 51, 46, 20, 20),
        centred=(0, 1),
    )
    write_line(word, "Thân bài", "{%p endif %}")
    write_line(word, "Ghi chú biểu", "{{ total }}")
    write_line(word, "Thân bài", "{%p if ratings %}")
    write_line(word, "Đề mục", "2. Xếp loại hằng năm")
    write_lines(word, "ratings", heads=("Năm", "Kết quả"), names=("year", "result"), widths=(18, 145))
    write_line(word, "Sau biểu", "")
    write_line(word, "Thân bài", "{%p endif %}")
    write_line(word, "Dòng cuối", "{{ last_line }}")
    write_signature(word)


def _write_book(word: Word) -> None:
    write_head(word, lying=True)
    write_if(word, "not groups", "Thân bài", "Sổ chưa ghi lần khen thưởng nào trong năm này.")
    write_line(word, "Thân bài", "{%p if groups %}")
    write_grouped(
        word,
        heads=(
            "STT",
            "Họ và tên, tập thể",
            "Cấp bậc, chức vụ, đơn vị",
            "Số quyết định",
            "Ngày",
            "Cấp quyết định",
            "Số sổ bằng",
        ),
        names=("order", "name", "about", "decision", "date", "authority", "serials"),
        widths=(13, 57, 72, 36, 24, 33, 22),
        centred=(0, 4),
    )
    write_line(word, "Thân bài", "{%p endif %}")
    write_line(word, "Ghi chú biểu", "Cộng: {{ counted }}. {{ last_line }}")
    write_signature(word, lying=True)
    lay_last_sheet(word)


FORMS = (
    OfficeForm(
        "phieu-khen-thuong",
        "Phiếu khen thưởng",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I",
        LETTERHEAD
        | SIGNATURE
        | lines("particulars", "Lý lịch hoặc đặc điểm như ghi trong sổ", head="Mục", says="Nội dung")
        | lines(
            "honours",
            "Mọi lần khen thưởng trong sổ, từ năm cũ",
            order="Số thứ tự",
            year="Năm",
            form="Danh hiệu, hình thức, hạng",
            decision="Số, ngày, cấp quyết định",
            serials="Số vào sổ của bằng, giấy chứng nhận",
            state="Đã quyết định, đã trao, đã hủy, bị tước, được phục hồi",
        )
        | lines("ratings", "Xếp loại hằng năm trong sổ", year="Năm", result="Kết quả")
        | {
            "name": "Họ tên, hoặc tên tập thể",
            "total": "Câu cộng: bao nhiêu lần còn giá trị, bao nhiêu lần không",
            "last_line": "Số liệu biết đến ngày nào",
        },
        _write_sheet,
    ),
    OfficeForm(
        "so-vang",
        "Sổ vàng khen thưởng của năm",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I (khổ giấy, lề, kiểu chữ)",
        LETTERHEAD
        | SIGNATURE
        | LIST
        | {
            "groups.lines.about": "Cấp bậc, chức vụ và đơn vị ngày được khen",
            "groups.lines.decision": "Số quyết định",
            "groups.lines.date": "Ngày ký, biết đến đâu ghi đến đó",
            "groups.lines.authority": "Cấp quyết định",
            "groups.lines.serials": "Số vào sổ của bằng, giấy chứng nhận",
            "counted": "Bao nhiêu tập thể, cá nhân, hộ gia đình",
            "last_line": "Số liệu biết đến ngày nào",
        },
        _write_book,
    ),
)
