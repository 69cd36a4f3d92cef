"""The forms of a council's papers: the invitation, the minutes of a sitting, and the minutes of the tally."""

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

_HELD = {
    "council": "Tên hội đồng",
    "set_up": "Hội đồng lập theo quyết định nào, ngày nào",
    "when": "Giờ và ngày họp",
    "place": "Nơi họp; để chấm khi chưa ghi",
    "chair": "Họ tên người chủ trì; trống khi chưa ghi",
    "chair_post": "Chức vụ người chủ trì",
    "secretary": "Họ tên thư ký; trống khi chưa ghi",
    "secretary_post": "Chức vụ thư ký",
}
_MEMBERS = lines(
    "members",
    "Thành viên hội đồng ngày họp, theo thứ tự quyết định lập",
    order="Số thứ tự",
    name="Họ tên",
    post="Chức vụ",
    seat="Vai trong hội đồng",
)


def _write_invitation(word: Word) -> None:
    write_head(word)
    write_line(
        word, "Thân bài", "{{ council }} ({{ set_up }}) trân trọng kính mời các đồng chí có tên dưới đây dự họp:"
    )
    write_article(word, "Nội dung:", "{{ content }}.")
    write_article(word, "Thời gian:", "{{ when }}.")
    write_article(word, "Địa điểm:", "{{ place }}.")
    write_article(word, "Chủ trì:", "{{ chair }}{% if chair_post %}, {{ chair_post }}{% endif %}.")
    write_line(word, "Tên biểu", "Thành phần")
    write_lines(
        word,
        "members",
        heads=("STT", "Họ và tên", "Chức vụ", "Vai trong Hội đồng"),
        names=("order", "name", "post", "seat"),
        widths=(13, 50, 65, 35),
    )
    write_line(
        word, "Ghi chú biểu", "Đồng chí không dự được xin báo trước cho thư ký và gửi ý kiến bằng văn bản nếu có./."
    )
    write_signature(word)


def _write_minutes(word: Word) -> None:
    write_head(word)
    write_article(word, "Thời gian bắt đầu:", "{{ when }}.")
    write_article(word, "Địa điểm:", "{{ place }}.")
    write_line(word, "Đề mục", "I. Thành phần")
    write_article(word, "Chủ trì:", "{{ chair }}{% if chair_post %}, {{ chair_post }}{% endif %}.")
    write_article(word, "Thư ký:", "{{ secretary }}{% if secretary_post %}, {{ secretary_post }}{% endif %}.")
    write_lines(
        word,
        "members",
        heads=("STT", "Họ và tên", "Chức vụ", "Vai trong Hội đồng", "Có mặt"),
        names=("order", "name", "post", "seat", "presence"),
        widths=(13, 45, 48, 30, 27),
        centred=(0, 4),
    )
    write_line(word, "Ghi chú biểu", "{{ quorum }}")
    write_line(word, "Đề mục", "II. Nội dung")
    write_line(word, "Thân bài", "{{ council }} ({{ set_up }}) họp xét {{ content }}.")
    write_each(word, "note", "notes", "Thân bài", "{{ note }}")
    write_line(word, "Đề mục", "III. Kết quả")
    write_lines(
        word,
        "items",
        heads=("STT", "Người, tập thể được xét", "Đề nghị", "Kết quả", "Ghi chú"),
        names=("order", "name", "form", "result", "notes"),
        widths=(13, 48, 36, 34, 32),
    )
    write_line(word, "Sau biểu", "")
    write_each(word, "ballot", "ballots", "Dòng liệt kê", "- {{ ballot }}")
    write_line(
        word,
        "Thân bài",
        "Biên bản được thông qua tại cuộc họp. Cuộc họp kết thúc vào …… giờ ……, {{ day }}./.",
    )
    write_two_signers(word, ("THƯ KÝ", "{{ secretary }}"), ("CHỦ TRÌ", "{{ chair }}"))
    write_line(word, "Nơi nhận", "Nơi nhận:", bold=True, italic=True, size=12)
    write_each(word, "recipient", "recipients", "Nơi nhận", "{{ recipient }}")


def _write_tally(word: Word) -> None:
    write_head(word)
    write_line(
        word,
        "Thân bài",
        "Tại cuộc họp {{ when }} của {{ council }} ({{ set_up }}), việc bỏ phiếu và kiểm phiếu diễn ra như sau:",
    )
    write_if(word, "not ballots", "Thân bài", "Chưa có lần bỏ phiếu nào kiểm xong.")
    write_line(word, "Thân bài", "{%p for ballot in ballots %}")
    write_line(word, "Đề mục", "{{ ballot.title }}")
    write_article(word, "Hình thức:", "{{ ballot.mode }}.")
    write_article(word, "Quy tắc:", "{{ ballot.rule }}.")
    write_article(word, "Tổ kiểm phiếu:", "{{ ballot.tellers }}.")
    write_lines(
        word,
        "ballot.lines",
        heads=(
            "STT",
            "Người, tập thể được xét",
            "Đồng ý",
            "Không đồng ý",
            "Trắng",
            "Ý kiến bằng văn bản",
            "Tổng số",
            "Cần",
            "Kết quả",
        ),
        names=("order", "name", "yes", "no", "blank", "written", "whole", "needed", "result"),
        widths=(12, 44, 14, 16, 14, 20, 13, 12, 18),
        centred=(0, 2, 3, 4, 5, 6, 7, 8),
    )
    write_if(word, "ballot.digest", "Ghi chú biểu", "Mã của hòm phiếu đã đóng (SHA-256): {{ ballot.digest }}")
    write_line(word, "Thân bài", "{%p endfor %}")
    write_line(word, "Thân bài", "Biên bản được lập và thông qua tại cuộc họp {{ day }}./.")
    write_two_signers(word, ("TỔ KIỂM PHIẾU", "{{ teller_names }}"), ("CHỦ TRÌ", "{{ chair }}"))


FORMS = (
    OfficeForm(
        "giay-moi",
        "Giấy mời họp hội đồng",
        "Nghị định 30/2020/NĐ-CP, Phụ lục III mẫu 1.7",
        {
            key: said
            for key, said in (LETTERHEAD | SIGNATURE | _HELD | _MEMBERS).items()
            if not key.startswith("secretary")
        }
        | {"content": "Xét những gì, của đợt nào"},
        _write_invitation,
    ),
    OfficeForm(
        "bien-ban",
        "Biên bản họp hội đồng",
        "Nghị định 30/2020/NĐ-CP, Phụ lục III mẫu 1.9",
        LETTERHEAD
        | _HELD
        | _MEMBERS
        | {
            "recipients": SIGNATURE["recipients"],
            "members.presence": "Có mặt, vắng, hay gửi ý kiến bằng văn bản",
            "day": "Ngày họp: ngày 25 tháng 5 năm 2020",
            "quorum": "Câu nói số có mặt và mức cần có để họp",
            "content": "Xét những gì, của đợt nào",
            "notes": "Các đoạn ghi chép thảo luận",
            "ballots": "Mỗi lần bỏ phiếu một câu: hình thức, quy tắc, mã hòm phiếu",
        }
        | lines(
            "items",
            "Chương trình họp, từng hồ sơ",
            order="Số thứ tự trong chương trình",
            name="Cấp bậc, họ tên, đơn vị",
            form="Danh hiệu, hình thức đề nghị",
            result="Số phiếu và kết quả; trống khi chưa có",
            notes="Ghi chép, người không tham gia xét",
        ),
        _write_minutes,
    ),
    OfficeForm(
        "kiem-phieu",
        "Biên bản kiểm phiếu",
        "Nghị định 30/2020/NĐ-CP, Phụ lục III mẫu 1.9",
        LETTERHEAD
        | {key: _HELD[key] for key in ("council", "set_up", "when", "chair")}
        | {"day": "Ngày họp: ngày 25 tháng 5 năm 2020", "teller_names": "Họ tên các thành viên tổ kiểm phiếu"}
        | lines(
            "ballots",
            "Các lần bỏ phiếu đã kiểm",
            title="Danh hiệu, hình thức và lần bỏ phiếu",
            mode="Bỏ phiếu kín, công khai, hay phiếu giấy",
            rule="Cần bao nhiêu phần trăm của ai, theo quy định nào",
            tellers="Họ tên tổ kiểm phiếu",
            digest="Mã SHA-256 của hòm phiếu; trống khi không bỏ phiếu kín trên máy",
            lines="Kết quả từng hồ sơ",
        )
        | {
            f"ballots.lines.{key}": said
            for key, said in {
                "order": "Số thứ tự",
                "name": "Cấp bậc, họ tên, hoặc tên tập thể",
                "yes": "Phiếu đồng ý trong phòng họp",
                "no": "Phiếu không đồng ý",
                "blank": "Phiếu trắng",
                "written": "Ý kiến bằng văn bản: đồng ý / không đồng ý",
                "whole": "Số thành viên làm mẫu số",
                "needed": "Số phiếu cần có; trống khi chưa rõ quy định",
                "result": "Đạt, không đạt; trống khi chưa rõ",
            }.items()
        },
        _write_tally,
    ),
)
