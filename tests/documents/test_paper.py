"""The paper says what the report says: order of lines, wide tables in an appendix, sample data marked."""

from datetime import date

from tdkt.documents.paper import clean, lay_out

from .sample_report import five_year_report

KNOWN_ON = date(2020, 5, 25)


def test_head_follows_the_decree() -> None:
    paper = lay_out(five_year_report(), known_on=KNOWN_ON)
    assert {key: paper[key] for key in ("parent", "office", "number", "place_date", "title", "signer_post")} == {
        "parent": "BỘ CÔNG AN",
        "office": "CÔNG AN TỈNH QUẢNG NAM",
        "number": "Số: ……/BC-CAT",
        "place_date": "Quảng Nam, ngày 25 tháng 5 năm 2020",
        "title": "BÁO CÁO",
        "signer_post": "GIÁM ĐỐC",
    }
    assert paper["recipients"] == ["- Bộ Công an (X03);", "- UBND tỉnh;", "- Lưu: VT, PX03."]
    assert paper["last_line"] == "Số liệu biết đến ngày 25/05/2020, mã 5N-2020-A3F1"


def test_sample_data_is_marked_and_real_data_is_not() -> None:
    marked = lay_out(five_year_report(sample=True), known_on=KNOWN_ON)
    real = lay_out(five_year_report(sample=False), known_on=KNOWN_ON)
    assert "DỮ LIỆU MẪU" in marked["sample_mark"]
    assert "DỮ LIỆU MẪU" in marked["sample_note"]
    assert (real["sample_mark"], real["sample_note"]) == ("", "")


def test_awards_run_from_high_to_low_and_bodies_before_people() -> None:
    report = five_year_report()
    paper = lay_out(report, known_on=KNOWN_ON)
    assert [group["title"] for group in paper["conferrals"]] == [
        "Huân chương Bảo vệ Tổ quốc hạng Nhì (Chủ tịch nước): 10 dòng",
        "Huân chương Bảo vệ Tổ quốc hạng Ba (Chủ tịch nước): 10 dòng",
        "Huân chương Chiến công hạng Ba (Chủ tịch nước): 10 dòng",
        "Bằng khen của Thủ tướng Chính phủ: 10 dòng",
        "Bằng khen cấp bộ, tỉnh (Bộ Công an): 10 dòng",
        "Bằng khen cấp bộ, tỉnh (UBND tỉnh Quảng Nam): 10 dòng",
    ]
    assert [line["order"] for group in paper["conferrals"] for line in group["lines"]] == [str(n) for n in range(1, 61)]


def test_every_number_of_the_text_names_its_lines() -> None:
    report = five_year_report()
    paper = lay_out(report, known_on=KNOWN_ON)
    assert [figure["lines"] for figure in paper["figures"]] == [
        "khen thưởng 21 - 30",
        "khen thưởng 1 - 10",
        "khen thưởng 11 - 20",
        "khen thưởng 31 - 40",
        "khen thưởng 41 - 50",
        "khen thưởng 51 - 60",
        "mô hình 1 - 184",
    ]


def test_a_wide_table_is_annexed_and_pointed_at() -> None:
    paper = lay_out(five_year_report(), known_on=KNOWN_ON)
    assert [table["key"] for table in paper["annexes"]] == ["t2"]
    pointers = [table["pointer"] for section in paper["sections"] for table in section["tables"] if table["annexed"]]
    assert pointers == ["(Biểu 3. Khen thưởng theo đơn vị, hình thức và loại người nhận: xem Phụ lục I kèm theo.)"]
    assert paper["appendix_title"] == "Phụ lục II"


def test_yearly_ratings_are_counted_not_listed() -> None:
    report = five_year_report(conferrals=6, types=2, models=4)
    report["rows"]["rating/9"] = {"kind": "rating", "id": 9, "receiver": "Trần Văn Ưng", "unit": "", "year": 2018}
    report["numbers"]["f1"]["rows"].append("rating/9")
    paper = lay_out(report, known_on=KNOWN_ON)
    assert paper["unlisted"].startswith("Ngoài ra có 1 dòng xếp loại")
    assert paper["figures"][0]["lines"] == "khen thưởng 3; 1 dòng trong tệp bảng tính"


def test_control_signs_and_half_letters_become_spaces_and_letters_are_composed() -> None:
    assert clean({"a": ["x\x00y\x0bz\n\ud800\ufffe", "Đu\u031b\u0301c", 1, None]}) == {
        "a": ["x y z   ", "Đứ c".replace(" ", ""), 1, None]
    }
