"""A five-year report of an invented office, large enough to fill pages: every shape that a real one has.

Nobody in it lives; numbers agree with one another only as far as the tests of this room need.
"""

from typing import Any

FORMS = (
    ("huan-chuong-chien-cong", "Huân chương Chiến công hạng Ba", 3, "president", "Chủ tịch nước", "QĐ-CTN"),
    ("huan-chuong-bao-ve-to-quoc", "Huân chương Bảo vệ Tổ quốc hạng Nhì", 2, "president", "Chủ tịch nước", "QĐ-CTN"),
    ("huan-chuong-bao-ve-to-quoc", "Huân chương Bảo vệ Tổ quốc hạng Ba", 3, "president", "Chủ tịch nước", "QĐ-CTN"),
    (
        "bang-khen-thu-tuong",
        "Bằng khen của Thủ tướng Chính phủ",
        None,
        "prime-minister",
        "Thủ tướng Chính phủ",
        "QĐ-TTg",
    ),
    ("bang-khen-bo-tinh", "Bằng khen cấp bộ, tỉnh", None, "ministry", "Bộ Công an", "QĐ-BCA-X03"),
    ("bang-khen-bo-tinh", "Bằng khen cấp bộ, tỉnh", None, "province", "UBND tỉnh Quảng Nam", "QĐ-UBND"),
)
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Võ", "Bùi", "Đỗ", "Hồ")
MIDDLES = ("Văn", "Thị", "Hữu", "Ngọc", "Đình", "Thành", "Quốc")
GIVENS = ("Ưng", "Đức", "Ánh", "Hòa", "Thủy", "Quyền", "Lực", "Bảo", "Ngà", "Yến", "Tuấn")
RANKS = ("Đại tá", "Thượng tá", "Trung tá", "Thiếu tá", "Đại úy")
UNITS = (
    "Phòng Tham mưu",
    "Phòng Cảnh sát hình sự",
    "Công an TX Điện Bàn (cũ)",
    "Công an huyện Núi Thành",
    "Công an TP Tam Kỳ",
)
DISTRICTS = (
    "Núi Thành",
    "Điện Bàn",
    "Tam Kỳ",
    "Hội An",
    "Đại Lộc",
    "Duy Xuyên",
    "Quế Sơn",
    "Thăng Bình",
    "Phú Ninh",
    "Tiên Phước",
)
MODEL_WORDS = (
    "Tiếng loa an ninh",
    "Dòng họ tự quản",
    "Camera an ninh",
    "Cổng rào an ninh",
    "Khu dân cư không tội phạm",
    "Tổ xe thồ tự quản",
)
YEARS = (2015, 2016, 2017, 2018, 2019, 2020)


def five_year_report(
    *, conferrals: int = 60, types: int = 92, models: int = 184, sample: bool = True
) -> dict[str, Any]:
    """A report with so many conferral rows, model types and models; numbers "f1".. stand in the text, "t…" in the
    tables."""
    rows: dict[str, Any] = {}
    for place in range(conferrals):
        rows[f"conferral/{place + 1}"] = _conferral(place)
    for place in range(models):
        rows[f"model/{place + 1}"] = _model(place, types)
    given = {key: row for key, row in rows.items() if row["kind"] == "conferral"}
    numbers = _numbers(given, [key for key in rows if key.startswith("model/")], types)
    return {
        "kind": "five-year",
        "code": "5N-2020-A3F1",
        "sample": sample,
        "office": {
            "name": "Công an tỉnh Quảng Nam",
            "parent": "Bộ Công an",
            "place": "Quảng Nam",
            "symbol": "BC-CAT",
            "signer_post": "GIÁM ĐỐC",
            "recipients": ["Bộ Công an (X03)", "UBND tỉnh", "Lưu: VT, PX03"],
        },
        "unit": {"id": "unit/1", "name": "Công an tỉnh Quảng Nam"},
        "period": {"from": 2015, "to": 2020},
        "movement": {"name": "Vì an ninh Tổ quốc", "from": 2015, "to": 2020},
        "title": "BÁO CÁO",
        "subtitle": "Tổng kết phong trào thi đua “Vì an ninh Tổ quốc”, giai đoạn 2015 - 2020",
        "sections": _sections(numbers),
        "facts": _facts(numbers),
        "tables": [_by_form(given), _by_unit(given), _by_district(), _short()],
        "charts": _charts(),
        "numbers": numbers,
        "rows": rows,
    }


def _conferral(place: int) -> dict[str, Any]:
    code, name, degree, level, giver, symbol = FORMS[place % len(FORMS)]
    year = YEARS[place % len(YEARS)]
    person = place % 3 != 0
    name_of_person = f"{FAMILIES[place % 10]} {MIDDLES[place % 7]} {GIVENS[place % 11]}"
    unit = UNITS[place % 5]
    return {
        "kind": "conferral",
        "id": place + 1,
        "receiver": name_of_person if person else unit,
        "receiver_kind": "individual" if person else "collective",
        "receiver_id": 1000 + place,
        "rank": RANKS[place % 5] if person else None,
        "post": "Đội trưởng" if person else None,
        "unit": unit,
        "award": code,
        "award_name": name,
        "class": degree,
        "authority": level,
        "authority_name": giver,
        "year": year,
        "decision": f"{100 + place // 3}/{symbol}",
        "decision_id": 1 + place // 3,
        "date": (f"{year}-{place % 12 + 1:02d}-{place % 28 + 1:02d}", f"{year}-{place % 12 + 1:02d}", f"{year}")[
            0 if place % 20 else (place // 20) % 2 + 1
        ],
    }


def _model(place: int, types: int) -> dict[str, Any]:
    kind = place % types
    return {
        "kind": "model",
        "id": place + 1,
        "type": f"{MODEL_WORDS[kind % 6]} số {kind // 6 + 1}",
        "name": f"{MODEL_WORDS[kind % 6]} thôn {place + 1}",
        "place": f"Thôn {place % 9 + 1}, xã Tam Xuân",
        "district": DISTRICTS[place % 10],
        "founded": f"{2014 + place % 6}-08-19",
        "rating": ("hiệu quả", "khá", None)[place % 3],
        "places": 1,
        "groups": place % 4,
        "members": 12 + place % 40,
        "decision": f"{place + 1}/QĐ-UBND",
    }


def _numbers(given: dict[str, Any], models: list[str], types: int) -> dict[str, Any]:
    numbers: dict[str, Any] = {}
    for place, (code, name, degree, _, giver, _) in enumerate(FORMS, 1):
        rows = [
            key
            for key, row in given.items()
            if (row["award"], row["class"], row["authority_name"]) == (code, degree, giver)
        ]
        numbers[f"f{place}"] = {
            "title": f"{len(rows)} lượt · {name}",
            "count": len(rows),
            "counts": "lượt tập thể, cá nhân",
            "whose": "đơn vị và người của Công an tỉnh",
            "basis": "năm ký quyết định, 2015 - 2020",
            "left_out": {"proposed": place % 3, "annulled": 0},
            "rows": rows,
        }
    numbers["f7"] = {
        "title": f"{types} loại, {len(models)} mô hình",
        "count": len(models),
        "counts": "mô hình còn hoạt động",
        "whose": "địa bàn tỉnh",
        "basis": "còn hoạt động ngày 31/12/2019",
        "left_out": {"proposed": 0, "annulled": 0},
        "rows": models,
    }
    return numbers


def _facts(numbers: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": key,
            "kind": "model" if key == "f7" else "award",
            "award": None,
            "classes": [],
            "authorities": [],
            "recipient": "mixed",
            "count": number["count"],
            "approximate": False,
            "measure": "instances",
            "period": {"from": 2015, "to": 2020},
            "consecutive": None,
            "rows": number["rows"],
        }
        for key, number in numbers.items()
    ]


def _sections(numbers: dict[str, Any]) -> list[dict[str, Any]]:
    def run(key: str) -> dict[str, Any]:
        return {"text": f"{numbers[key]['count']} lượt tập thể, cá nhân", "number": key}

    return [
        {
            "heading": "I. Các phong trào thi đua",
            "paragraphs": [
                {
                    "runs": [
                        {
                            "text": "Trong 5 năm, phong trào thi đua “Vì an ninh Tổ quốc” được phát động hằng năm "
                            "ở tất cả đơn vị, "
                            "gắn với nhiệm vụ bảo đảm an ninh, trật tự và với phong trào "
                            "“Toàn dân bảo vệ an ninh Tổ quốc” ở cơ sở."
                        }
                    ]
                },
                {"runs": [{"text": "Mỗi đợt thi đua đều có chỉ tiêu, có sơ kết và có khen thưởng kịp thời."}]},
            ],
            "tables": ["t4"],
            "charts": [],
        },
        {
            "heading": "II. Kết quả công tác khen thưởng",
            "paragraphs": [
                {
                    "runs": [
                        {"text": "Chủ tịch nước tặng Huân chương Chiến công hạng Ba cho "},
                        run("f1"),
                        {"text": "; Huân chương Bảo vệ Tổ quốc hạng Nhì cho "},
                        run("f2"),
                        {"text": "; Huân chương Bảo vệ Tổ quốc hạng Ba cho "},
                        run("f3"),
                        {"text": ". Thủ tướng Chính phủ tặng Bằng khen "},
                        run("f4"),
                        {"text": "; Bộ Công an tặng Bằng khen "},
                        run("f5"),
                        {"text": ", UBND tỉnh tặng Bằng khen "},
                        run("f6"),
                        {"text": "."},
                    ]
                }
            ],
            "tables": ["t1", "t2"],
            "charts": ["c1"],
        },
        {
            "heading": "III. Mô hình tự phòng, tự quản, tự bảo vệ về an ninh, trật tự",
            "paragraphs": [
                {
                    "runs": [
                        {"text": "Đến cuối năm 2019, trên địa bàn tỉnh có "},
                        {"text": numbers["f7"]["title"], "number": "f7"},
                        {"text": " về an ninh, trật tự đang hoạt động."},
                    ]
                }
            ],
            "tables": ["t3"],
            "charts": ["c2", "c3"],
        },
    ]


def _text(words: str) -> dict[str, Any]:
    return {"text": words}


def _value(number: int, key: str) -> dict[str, Any]:
    return {"value": number, "number": key}


def _by_form(given: dict[str, Any]) -> dict[str, Any]:
    body = []
    for line, (code, name, degree, _, giver, _) in enumerate(FORMS):
        mine = [r for r in given.values() if (r["award"], r["class"], r["authority_name"]) == (code, degree, giver)]
        cells: list[Any] = [_text(f"{name} ({giver})")]
        for place, year in enumerate(YEARS):
            # Some forms did not exist in some years: nothing to count there, which is not zero.
            count = sum(r["year"] == year for r in mine)
            cells.append(None if (line + place) % 5 == 4 and not count else _value(count, f"t1.{line}.{place}"))
        cells.append(_value(sum(r["receiver_kind"] == "collective" for r in mine), f"t1.{line}.6"))
        cells.append(
            None if line == 3 else _value(sum(r["receiver_kind"] == "individual" for r in mine), f"t1.{line}.7")
        )
        body.append({"cells": cells})
    total: list[Any] = [_text("Cộng")]
    for place in range(1, 9):
        total.append(_value(sum((r["cells"][place] or {"value": 0})["value"] for r in body), f"t1.foot.{place}"))
    return {
        "id": "t1",
        "title": "Khen thưởng theo hình thức và năm ký quyết định",
        "note": "Dấu “–” là không có hình thức ấy trong năm; số 0 là có mà không ai được.",
        "columns": [
            {"label": "Hình thức", "kind": "text"},
            *({"label": str(year), "kind": "number"} for year in YEARS),
            {"label": "Tập thể", "kind": "number"},
            {"label": "Cá nhân", "kind": "number"},
        ],
        "rows": body,
        "foot": {"cells": total},
    }


def _by_unit(given: dict[str, Any]) -> dict[str, Any]:
    """As many columns as forms × two kinds of receiver: too wide for an upright sheet."""
    labels = [f"{name}, {giver}, {kind}" for _, name, _, _, giver, _ in FORMS for kind in ("tập thể", "cá nhân")]
    units = [*UNITS, *(f"Công an huyện {name}" for name in DISTRICTS)]
    return {
        "id": "t2",
        "title": "Khen thưởng theo đơn vị, hình thức và loại người nhận",
        "note": None,
        "columns": [{"label": "Đơn vị", "kind": "text"}, *({"label": label, "kind": "number"} for label in labels)],
        "rows": [
            {
                "cells": [
                    _text(unit),
                    *(_value((line * place) % 7, f"t2.{line}.{place}") for place in range(len(labels))),
                ]
            }
            for line, unit in enumerate(units)
        ],
        "foot": None,
    }


def _by_district() -> dict[str, Any]:
    return {
        "id": "t3",
        "title": "Mô hình theo loại, huyện và đánh giá",
        "note": None,
        "columns": [
            {"label": "Loại mô hình", "kind": "text"},
            {"label": "Nơi làm tốt", "kind": "text"},
            {"label": "Mô hình", "kind": "number"},
            {"label": "Điểm", "kind": "number"},
            {"label": "Thành viên", "kind": "number"},
        ],
        "rows": [
            {
                "cells": [
                    _text(f"{MODEL_WORDS[line % 6]} số {line // 6 + 1}"),
                    _text(f"huyện {DISTRICTS[line % 10]}"),
                    _value(line % 14, f"t3.{line}.1"),
                    _value(line * 3, f"t3.{line}.2"),
                    _value(1277 * line, f"t3.{line}.3"),
                ]
            }
            for line in range(60)
        ],
        "foot": {
            "cells": [
                _text("Cộng"),
                None,
                _value(1277, "t3.foot.1"),
                _value(5310, "t3.foot.2"),
                _value(2260290, "t3.foot.3"),
            ]
        },
    }


def _short() -> dict[str, Any]:
    return {
        "id": "t4",
        "title": "Phong trào đã phát động",
        "note": None,
        "columns": [
            {"label": "Phong trào", "kind": "text"},
            {"label": "Năm", "kind": "text"},
            {"label": "Đợt", "kind": "number"},
        ],
        "rows": [
            {"cells": [_text("Vì an ninh Tổ quốc"), _text("2015 - 2020"), _value(12, "t4.0.2")]},
            {
                "cells": [
                    _text("Công an nhân dân học tập, thực hiện Sáu điều Bác Hồ dạy"),
                    _text("2018"),
                    _value(0, "t4.1.2"),
                ]
            },
        ],
        "foot": None,
    }


def _charts() -> list[dict[str, Any]]:
    grouped = ((34, 66), (38, 72), (41, 79), (45, 88), (42, 85), (9, 17))
    return [
        {
            "id": "c1",
            "title": "Bằng khen của Bộ Công an, UBND tỉnh",
            "sentence": "Mỗi năm cá nhân được tặng nhiều gấp đôi tập thể; cao nhất là năm 2018.",
            "series": ["tập thể", "cá nhân"],
            "bars": [
                {"label": label, "values": list(pair)}
                for label, pair in zip(("2015", "2016", "2017", "2018", "2019", "5/2020"), grouped, strict=True)
            ],
            "note": "Năm 2020 tính đến ngày 25/05/2020.",
            "kind": "grouped",
        },
        {
            "id": "c2",
            "title": "Mô hình lập mới mỗi năm, cộng dồn",
            "sentence": "Số mô hình tăng đều, từ 486 lên 1.277.",
            "series": ["lập mới"],
            "bars": [
                {"label": label, "values": [count]}
                for label, count in (
                    ("trước 2015", 486),
                    ("2015", 121),
                    ("2016", 148),
                    ("2017", 163),
                    ("2018", 187),
                    ("2019", 172),
                )
            ],
            "note": "Chỉ tính mô hình còn hoạt động ngày 31/12/2019.",
            "kind": "cumulative",
        },
        {
            "id": "c3",
            "title": "Mô hình theo huyện",
            "sentence": "Núi Thành có nhiều mô hình nhất.",
            "series": ["mô hình"],
            "bars": [
                {"label": name, "values": [None if place == 9 else 190 - 21 * place]}
                for place, name in enumerate(DISTRICTS)
            ],
            "note": None,
            "kind": "horizontal",
        },
    ]
