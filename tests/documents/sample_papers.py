"""Words for every form of the office's papers: Vietnamese, signs that mean something to XML and to templates, long names, many lines."""

from typing import Any

HEAD = {
    "parent": "BỘ CÔNG AN",
    "office": "CÔNG AN TỈNH MẪU",
    "number": "Số: 05/QĐ-CAT",
    "place_date": "Quảng Nam, ngày 05 tháng 02 năm 2020",
    "sample_mark": "DỮ LIỆU MẪU",
    "sample_note": "(DỮ LIỆU MẪU: người, số và quyết định đều đặt ra để minh họa)",
    "sign_lines": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
    "signer": "Đại tá Đỗ Văn Mẫu",
    "recipients": ["- Như Điều 3;", "- Bộ Công an (X03);", "- Lưu: VT, PX03."],
}
STRANGE = 'Tổ "R&D" <số 1> 50% {{ không điền }} {% if %}'
LONG = "Phòng Cảnh sát quản lý hành chính về trật tự xã hội, đội liên ngành phòng chống tội phạm công nghệ cao và giải quyết hồ sơ cư trú"
GROUNDS = ["Căn cứ Luật Thi đua, khen thưởng số 15/2003/QH11;", "Căn cứ Nghị định số 91/2017/NĐ-CP;"]
TEXT = ["Hoàn thành xuất sắc nhiệm vụ năm 2019; triệt phá 3 vụ án & thu hồi 50% tài sản.", STRANGE]
HONOURS = {
    "titles": [
        {"year": "2018", "form": "Chiến sĩ thi đua cơ sở", "decision": "12/QĐ-CAT ngày 15/01/2019 của Công an tỉnh mẫu"}
    ],
    "awards": [{"year": "2019", "form": "Bằng khen của Bộ Công an", "decision": "34/QĐ-BCA ngày 20/11/2019"}],
    "ratings": [{"year": "2019", "result": "Hoàn thành xuất sắc nhiệm vụ"}],
    "works": [{"year": "2018", "name": "Phần mềm <tra cứu> hồ sơ", "decision": "Cơ sở, 7/QĐ-CAT"}],
}
HELD = {
    "council": "Hội đồng Thi đua - Khen thưởng Công an tỉnh mẫu",
    "set_up": "lập theo Quyết định số 1/QĐ-CAT ngày 05/01/2020",
    "when": "8 giờ 30, ngày 05 tháng 02 năm 2020",
    "day": "ngày 05 tháng 02 năm 2020",
    "place": "Phòng họp số 1",
    "chair": "Đại tá Đỗ Văn Mẫu",
    "chair_post": "Giám đốc",
    "secretary": "Thiếu tá Trần Thị Mẫu",
    "secretary_post": "Phó Trưởng phòng PX03",
    "content": "2 hồ sơ của đợt Tổng kết năm 2019",
    "members": [
        {"order": "1", "name": "Đại tá Đỗ Văn Mẫu", "post": "Giám đốc", "seat": "Chủ tịch", "presence": "có mặt"},
        {"order": "2", "name": "Ngô Thị Mẫu", "post": LONG, "seat": "Ủy viên", "presence": "ý kiến bằng văn bản"},
    ],
}


def listed(count: int) -> list[dict[str, Any]]:
    """`count` lines in two groups, numbered through."""
    lines = [
        {
            "order": str(place),
            "name": f"Thượng úy Nguyễn Thị Mẫu {place}",
            "born": "1985",
            "about": f"Cán bộ, {LONG if place == 2 else 'Công an huyện mẫu'}",
            "achievement": STRANGE if place == 1 else f"Có thành tích xuất sắc năm 2019, việc số {place}",
            "history": "Bằng khen của Bộ Công an (34/QĐ-BCA ngày 20/11/2019); Chiến sĩ thi đua cơ sở (12/QĐ-CAT ngày 15/01/2019)",
            "result": "13/15 phiếu",
            "decision": "05/QĐ-CAT",
            "date": "05/02/2020",
            "authority": "Công an tỉnh mẫu",
            "serials": str(100 + place),
            "field": "Cải cách hành chính",
            "new_way": STRANGE if place == 1 else f"Rút ngắn thời gian giải quyết còn {place} ngày",
            "state": "Đã nhân rộng",
            "followings": str(place),
        }
        for place in range(1, count + 1)
    ]
    half = max(count // 2, 1)
    return [
        {"title": f"Chiến sĩ thi đua cơ sở: {half} dòng", "lines": lines[:half]},
        {"title": f"Giấy khen: {count - half} dòng", "lines": lines[half:]},
    ]


def words_of(slug: str, *, count: int = 3) -> dict[str, Any]:
    """The words of a form, with `count` lines where it has a list."""
    own: dict[str, dict[str, Any]] = {
        "quyet-dinh": {
            "title": "QUYẾT ĐỊNH",
            "subtitle": "Về việc tặng thưởng Giấy khen (Tổng kết năm 2019)",
            "authority": "GIÁM ĐỐC CÔNG AN TỈNH MẪU",
            "grounds": GROUNDS,
            "giving": "Tặng thưởng Giấy khen",
            "counted": f"{count} cá nhân",
            "list_title": "ĐƯỢC TẶNG THƯỞNG GIẤY KHEN",
            "appendix_of": "(Kèm theo Quyết định số 05/QĐ-CAT ngày 05 tháng 02 năm 2020 của Công an tỉnh mẫu)",
            "groups": listed(count),
        },
        "to-trinh": {
            "title": "TỜ TRÌNH",
            "subtitle": "Về việc đề nghị tặng Huân chương Chiến công",
            "addressee": "Thủ tướng Chính phủ",
            "grounds": GROUNDS,
            "proposer": "Công an tỉnh mẫu",
            "giving": "tặng thưởng Huân chương Chiến công",
            "counted": f"{count} cá nhân",
            "sums": ["Huân chương Chiến công hạng Ba: 3 cá nhân"],
            "council": "Hội đồng đã họp ngày 05/02/2020.",
            "list_title": "ĐỀ NGHỊ KHEN THƯỞNG",
            "appendix_of": "(Kèm theo Tờ trình số 05/TTr-CAT)",
            "groups": listed(count),
        },
        "danh-sach-trich-ngang": {
            "title": "DANH SÁCH TRÍCH NGANG",
            "subtitle": "Đề nghị khen thưởng, Tổng kết năm 2019",
            "counted": f"{count} cá nhân",
            "groups": listed(count),
        },
        "giay-moi": HELD | {"title": "GIẤY MỜI", "subtitle": "Họp xét khen thưởng"},
        "bien-ban": HELD
        | {
            "title": "BIÊN BẢN",
            "subtitle": "Họp Hội đồng Thi đua - Khen thưởng",
            "quorum": "Có mặt 1 trên 2 thành viên.",
            "notes": TEXT,
            "ballots": ["Giấy khen: bỏ phiếu kín"],
            "items": [
                {
                    "order": "1",
                    "name": "Nguyễn Thị Mẫu 1",
                    "form": "Giấy khen",
                    "result": "2/2 phiếu: đạt",
                    "notes": STRANGE,
                }
            ],
        },
        "kiem-phieu": HELD
        | {
            "title": "BIÊN BẢN KIỂM PHIẾU",
            "subtitle": "Bầu, xét khen thưởng",
            "teller_names": "Ngô Thị Mẫu",
            "ballots": [
                {
                    "title": "1. Giấy khen",
                    "mode": "bỏ phiếu kín",
                    "rule": "từ 50 % tổng số thành viên",
                    "tellers": "Ngô Thị Mẫu",
                    "digest": "0123456789abcdef" * 4,
                    "lines": [
                        {
                            "order": "1",
                            "name": "Nguyễn Thị Mẫu 1",
                            "yes": "1",
                            "no": "0",
                            "blank": "0",
                            "written": "1 / 0",
                            "whole": "2",
                            "needed": "1",
                            "result": "đạt",
                        }
                    ],
                }
            ],
        },
        "bao-cao-ca-nhan": HONOURS
        | {
            "title": "BÁO CÁO THÀNH TÍCH",
            "subtitle": "Đề nghị tặng thưởng Giấy khen",
            "name": "Nguyễn Thị Mẫu",
            "born": "03/1985",
            "home": "Quảng Nam",
            "joined": "2005",
            "rank": "Thượng úy",
            "post": "Cán bộ",
            "unit": LONG,
            "duties": TEXT,
            "achievements": TEXT,
            "compliance": TEXT,
        },
        "bao-cao-tap-the": HONOURS
        | {
            "title": "BÁO CÁO THÀNH TÍCH",
            "subtitle": "Đề nghị tặng thưởng Giấy khen",
            "name": "Đội 1",
            "unit": LONG,
            "situation": TEXT,
            "achievements": TEXT,
            "compliance": TEXT,
        },
        "tom-tat-thanh-tich": {
            "title": "TÓM TẮT THÀNH TÍCH",
            "subtitle": "Đề nghị tặng thưởng Giấy khen",
            "asked": "Giấy khen",
            "name": "Nguyễn Thị Mẫu",
            "unit": LONG,
            "about": "Sinh 1985; Thượng úy, Cán bộ",
            "summary": TEXT,
            "honours": ["2019: Bằng khen của Bộ Công an (34/QĐ-BCA ngày 20/11/2019)"],
        },
        "phieu-khen-thuong": {
            "title": "PHIẾU KHEN THƯỞNG",
            "subtitle": "Nguyễn Thị Mẫu",
            "name": "Nguyễn Thị Mẫu",
            "particulars": [{"head": "Ngày sinh", "says": "1985"}],
            "honours": [
                {
                    "order": "1",
                    "year": "2019",
                    "form": "Giấy khen",
                    "decision": "05/QĐ-CAT ngày 05/02/2020",
                    "serials": "101",
                    "state": "đã trao",
                }
            ],
            "ratings": HONOURS["ratings"],
            "total": "Cộng: 1 lần còn giá trị.",
            "last_line": "Số liệu biết đến ngày 05/02/2020.",
        },
        "so-vang": {
            "title": "SỔ VÀNG KHEN THƯỞNG",
            "subtitle": "Năm 2020",
            "counted": f"{count} cá nhân",
            "last_line": "Số liệu biết đến ngày 05/02/2020.",
            "groups": listed(count),
        },
        "dien-hinh": {
            "title": "TÓM TẮT ĐIỂN HÌNH TIÊN TIẾN",
            "subtitle": "Giai đoạn 2015 - 2020",
            "name": "Trần Thị Mẫu",
            "particulars": [{"head": "Đơn vị", "says": LONG}, {"head": "Mức", "says": "Đã nhân rộng"}],
            "new_way": TEXT,
            "steps": [
                {
                    "order": str(place),
                    "words": f"Việc số {place}",
                    "in_charge": "Chỉ huy đội",
                    "due": "30/06/2018",
                    "result": "28/06/2018: đã xong",
                }
                for place in range(1, count + 1)
            ],
            "review": ["Giữ vững hai năm liền."],
            "honours": ["Bằng khen của Bộ Công an (34/QĐ-BCA ngày 20/11/2019)"],
            "stories": ["Bài viết: Người giữ đêm, Báo mẫu, 01/04/2020"],
            "followings": ["Phòng Tham mưu học theo từ 06/04/2020: khá"],
            "last_line": "Số liệu biết đến ngày 05/02/2020.",
        },
        "danh-sach-dien-hinh": {
            "title": "DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN",
            "subtitle": "Giai đoạn 2015 - 2020",
            "counted": f"{count} cá nhân",
            "last_line": "Số liệu biết đến ngày 05/02/2020.",
            "groups": listed(count),
        },
    }
    return HEAD | own[slug]
