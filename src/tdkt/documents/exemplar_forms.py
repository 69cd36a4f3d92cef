"""The forms of exemplars: one told from found to taken up, and the list of a period from which a conference picks."""

from docx.document import Document as Word

from tdkt.documents.office_forms import (
    LETTERHEAD,
    LIST,
    SIGNATURE,
    OfficeForm,
    lines,
    write_article,
    write_each,
    write_grouped,
    write_head,
    write_if,
    write_lines,
    write_signature,
)
from tdkt.documents.typography import lay_last_sheet, write_line


def _write_summary(word: Word) -> None:
    write_head(word)
    write_article(word, "Điển hình:", "{{ name }}", style="Thông tin")
    write_line(word, "Thông tin", "{%p for line in particulars %}")
    write_article(word, "{{ line.head }}:", "{{ line.says }}", style="Thông tin")
    write_line(word, "Thông tin", "{%p endfor %}")
    write_line(word, "Đề mục", "1. Cách làm mới, việc làm tiêu biểu")
    write_each(word, "paragraph", "new_way", "Thân bài", "{{ paragraph }}")
    write_line(word, "Đề mục", "2. Quá trình bồi dưỡng")
    write_if(word, "not steps", "Thân bài", "Chưa có kế hoạch bồi dưỡng.")
    write_line(word, "Thân bài", "{%p if steps %}")
    write_lines(
        word,
        "steps",
        heads=("STT", "Việc", "Người phụ trách", "Hạn", "Kết quả"),
        names=("order", "words", "in_charge", "due", "result"),
        widths=(11, 48, 34, 23, 47),
        centred=(0, 3),
    )
    write_line(word, "Sau biểu", "")
    write_line(word, "Thân bài", "{%p endif %}")
    write_line(word, "Đề mục", "3. Tổng kết")
    write_if(word, "not review", "Thân bài", "Chưa tổng kết.")
    write_each(word, "paragraph", "review", "Thân bài", "{{ paragraph }}")
    write_line(word, "Đề mục", "4. Tôn vinh, tuyên truyền, nhân rộng")
    write_if(word, "not honours", "Thân bài", "Chưa gắn lần khen thưởng nào.")
    write_each(word, "one", "honours", "Dòng liệt kê", "- {{ one }}")
    write_each(word, "one", "stories", "Dòng liệt kê", "- {{ one }}")
    write_each(word, "one", "followings", "Dòng liệt kê", "- {{ one }}")
    write_line(word, "Dòng cuối", "{{ last_line }}")
    write_signature(word)


def _write_list(word: Word) -> None:
    write_head(word, lying=True)
    write_grouped(
        word,
        heads=("STT", "Điển hình", "Đơn vị", "Tiêu biểu về", "Cách làm mới, việc làm tiêu biểu", "Mức", "Học theo"),
        names=("order", "name", "about", "field", "new_way", "state", "followings"),
        widths=(12, 42, 42, 36, 78, 25, 22),
        centred=(0, 6),
    )
    write_line(word, "Ghi chú biểu", "Cộng: {{ counted }}. {{ last_line }}")
    write_signature(word, lying=True)
    lay_last_sheet(word)


FORMS = (
    OfficeForm(
        "dien-hinh",
        "Tóm tắt điển hình tiên tiến",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I (khổ giấy, lề, kiểu chữ)",
        LETTERHEAD
        | SIGNATURE
        | lines("particulars", "Đơn vị, giai đoạn, ngày và nơi phát hiện, mức", head="Mục", says="Nội dung")
        | lines(
            "steps",
            "Các bước của kế hoạch bồi dưỡng",
            order="Số thứ tự",
            words="Việc",
            in_charge="Người phụ trách",
            due="Hạn",
            result="Kết quả, với ngày làm xong",
        )
        | {
            "name": "Họ tên, hoặc tên tập thể",
            "new_way": "Các đoạn về cách làm mới, việc làm tiêu biểu",
            "review": "Các đoạn tổng kết; trống khi chưa tổng kết",
            "honours": "Khen thưởng đã gắn, còn giá trị",
            "stories": "Bài viết, ảnh, phim, buổi nói chuyện đã đăng",
            "followings": "Đơn vị học theo và kết quả",
            "last_line": "Số liệu biết đến ngày nào",
        },
        _write_summary,
    ),
    OfficeForm(
        "danh-sach-dien-hinh",
        "Danh sách điển hình tiên tiến của giai đoạn",
        "Nghị định 30/2020/NĐ-CP, Phụ lục I (khổ giấy, lề, kiểu chữ)",
        LETTERHEAD
        | SIGNATURE
        | LIST
        | {
            "groups.lines.about": "Đơn vị",
            "groups.lines.field": "Toàn diện, hoặc mặt công tác",
            "groups.lines.new_way": "Cách làm mới, việc làm tiêu biểu",
            "groups.lines.state": "Đã phát hiện, đang bồi dưỡng, đã tổng kết, đã được tôn vinh, đã nhân rộng",
            "groups.lines.followings": "Bao nhiêu đơn vị học theo",
            "counted": "Bao nhiêu tập thể, cá nhân, hộ gia đình",
            "last_line": "Số liệu biết đến ngày nào",
        },
        _write_list,
    ),
)
